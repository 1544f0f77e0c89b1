"""Lowering of exceptions: a default, and other values where conditions hold.

In: a definition whose default is lowered. Out: one question that asks EXCEPTIONS, and the site that says what stands where.
Which of them applies is decided where the answer is (`core/exceptions.py`).
"""

from attrs import evolve

from policyrules.checking.exceptions import overriders
from policyrules.core.outline import ExceptionSpec, SiteKind
from policyrules.core.program import Exceptions, Op
from policyrules.core.questions import Env, Question, Steps
from policyrules.core.tables import Lowering
from policyrules.syntax import ast


def excepted(lowering: Lowering, define: ast.Define, base: Question, env: Env) -> Steps[Question]:
    """Lower the exceptions to a definition of which `base` is the default; their values are of its declared type."""
    assert define.body is not None
    inside, specs = [base], []
    for exception in define.exceptions:
        guard = yield from lowering.condition(exception.condition, env)
        value = yield from lowering.plain(exception.value, env)
        inside += [guard, value]
        guard_at, value_at = (env.scope.index(one.ref) for one in (guard, value))
        clause = exception.clause.clause if exception.clause else None
        specs.append(ExceptionSpec(exception.name.name, clause, guard_at, value_at, exception.span.first.line))
    names = tuple(spec.name for spec in specs)
    data = Exceptions(names, overriders(define.exceptions), tuple(spec.clause or "" for spec in specs))
    # What is lowered may be narrower than what it was found to be: the part of a score is a number, be all its points whole.
    type_ = lowering.policy.types[define.body if define.type is None else define.type]
    ref = lowering.build.ask(Op.EXCEPTIONS, [one.ref for one in inside], type_, data)
    site = lowering.site(SiteKind.EXCEPTIONS, define.exceptions[0], env, ref, *inside)
    return Question(ref, evolve(site, exceptions=tuple(specs)))
