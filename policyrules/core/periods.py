"""Lowering of what is asked over several years, quarters or months.

In: `近 2年 平均` and its kin, questions about each of some periods, and series that are derived from others. Out: `Question`s
of operators that exist: how many periods there are is written in the policy, so that each of them is asked by itself.

- a sum, an average, the greatest and the least are those of the values of the periods; an average is the sum divided by their
  number;
- a growth over n periods compares the last with the one n before it; an average growth is the mean of the n growths from one to
  the next (附件4 of 工信部企业〔2022〕63号);
- the first or the latest period in which something held is the first guard that is true, in that order.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol, cast

from attrs import evolve, frozen

from policyrules.checking.policy import BindingKind, CheckedPolicy
from policyrules.core.items import language_of
from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Cause, CauseKind, Node, Op, Open
from policyrules.core.questions import Env, Question, Steps, shown
from policyrules.core.scopes import Builder, Ref, type_of
from policyrules.diagnostics import Language
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_expression
from policyrules.values.answers import point
from policyrules.values.operators import arithmetic
from policyrules.values.periods import Period
from policyrules.values.types import INDEXES, Scalar, SeriesType, Type

#: What `该年` stands for among the arguments; no name can be empty.
THAT = ""


def last_period(build: Builder, unit: Period) -> Ref:
    """Return the last whole period before the decision date."""
    return shifted(build, current_period(build, unit), -1)


def current_period(build: Builder, unit: Period) -> Ref:
    """Return the period of the decision date: its year, or the number of its quarter or month."""
    day = build.leaf(Op.DAY, Scalar.DATE)
    return build.ask(Op.CALENDAR, (day,), INDEXES[unit], "year" if unit == "year" else f"year_{unit}")


def shifted(build: Builder, period: Ref, by: int) -> Ref:
    """Return the period so many later; itself where that is none."""
    if not by:
        return period
    offset = Node(Op.LITERAL, (), Scalar.INTEGER, point(by))
    return build.ask(Op.ARITHMETIC, (period, offset), type_of(period), "+")


def periods(build: Builder, ending: Ref, count: int) -> tuple[Ref, ...]:
    """Return the periods up to `ending`, the earliest first."""
    return tuple(shifted(build, ending, -back) for back in reversed(range(count)))


# --- figures of a series --------------------------------------------------------------------------------------------------


def figure(
    written: ast.Over, type_: Type, values: Sequence[Question], years: Sequence[Ref], build: Builder, env: Env
) -> Question:
    """Return a figure of the values of consecutive periods; growths need one more value than there are growths."""
    refs = [value.ref for value in values]
    match written.kind:
        case "growth":
            ref: Ref = build.ask(Op.GROWTH, (refs[-1], refs[0]), type_)
            return Question(ref, _site(written, env, ref))
        case "average_growth":
            growths = [build.ask(Op.GROWTH, (after, before), Scalar.RATIO) for before, after in pairwise(refs)]
            parts = [
                Question(growth, Site(SiteKind.VALUE, env.scope.index(growth), shown(written), written.span.first.line))
                for growth in growths
            ]
            ref = combined("average", growths, type_, build)
            return Question(ref, _over(written, env, ref, parts, years[1:]))
        case _:
            ref = combined(written.kind, refs, type_, build)
            return Question(ref, _over(written, env, ref, values, years))


def combined(kind: str, values: Sequence[Ref], type_: Type, build: Builder) -> Ref:
    """Return the sum, the average, the greatest or the least of values."""
    if kind in ("max", "min"):
        return values[0] if len(values) == 1 else build.ask(Op.EXTREME, values, type_, kind)
    total = values[0]
    for value in values[1:]:
        made = arithmetic("+", type_of(total), type_of(value))
        assert made is not None
        total = build.ask(Op.ARITHMETIC, (total, value), made, "+")
    if kind == "sum":
        return total
    number = Node(Op.LITERAL, (), Scalar.INTEGER, point(len(values)))
    return build.ask(Op.ARITHMETIC, (total, number), type_, "/")


def _site(written: ast.Tree, env: Env, ref: Ref) -> Site:
    return Site(SiteKind.VALUE, env.scope.index(ref), shown(written), written.span.first.line)


def _over(written: ast.Tree, env: Env, ref: Ref, parts: Sequence[Question], years: Sequence[Ref]) -> Site:
    children = tuple(of_period(part, year, env) for part, year in zip(parts, years, strict=True))
    return Site(SiteKind.OVER, env.scope.index(ref), shown(written), written.span.first.line, children=children)


def of_period(part: Question, year: Ref, env: Env) -> Site:
    """Return the site of what is asked of one period."""
    site = part.site
    return Site(SiteKind.PERIOD, site.node, site.text, site.line, children=(site,), period=env.scope.index(year))


# --- questions about each period ------------------------------------------------------------------------------------------


def asked_of_each(
    written: ast.Periods,
    type_: Type,
    parts: Sequence[Question],
    years: Sequence[Ref],
    build: Builder,
    env: Env,
    language: Language,
) -> Question:
    """Return the answer about all periods from those about each of them; `language` is that of the policy."""
    refs = [part.ref for part in parts]
    match written.kind:
        case "every" | "some":
            op, kind = (Op.AND, SiteKind.ALL) if written.kind == "every" else (Op.OR, SiteKind.ANY)
            ref: Ref = refs[0] if len(refs) == 1 else build.ask(op, refs, Scalar.BOOL)
            return _of_kind(kind, written, env, ref, parts, years)
        case "at_least":
            ref = build.ask(Op.AT_LEAST, refs, Scalar.BOOL, written.count)
            return _of_kind(SiteKind.AT_LEAST, written, env, ref, parts, years)
        case "count":
            one, none = (Node(Op.LITERAL, (), Scalar.INTEGER, point(n)) for n in (1, 0))
            counted = [build.ask(Op.CHOOSE, (ref, one, none), Scalar.INTEGER) for ref in refs]
            ref = combined("sum", counted, Scalar.INTEGER, build)
        case "first" | "latest":
            order = list(zip(refs, years, strict=True))
            guarded = [ref for pair in (order if written.kind == "first" else reversed(order)) for ref in pair]
            # What is said of it is part of the question, which must not depend on how it is laid out and spelled.
            cause = Cause(CauseKind.NO_PERIOD, print_expression(written, language))
            none = Node(Op.UNKNOWN, (), type_, Open(cause))
            ref = build.ask(Op.CHOOSE, (*guarded, none), type_)
        case _:
            ref = combined(written.kind, refs, type_, build)
    return Question(ref, _over(written, env, ref, parts, years))


def _of_kind(
    kind: SiteKind, written: ast.Tree, env: Env, ref: Ref, parts: Sequence[Question], years: Sequence[Ref]
) -> Question:
    children = tuple(of_period(part, year, env) for part, year in zip(parts, years, strict=True))
    return Question(ref, Site(kind, env.scope.index(ref), shown(written), written.span.first.line, children=children))


# --- lowering -------------------------------------------------------------------------------------------------------------


class Lowering(Protocol):
    """What lowers the expressions in a question about periods."""

    policy: CheckedPolicy
    build: Builder

    def plain(self, written: ast.Expression, env: Env) -> Steps[Question]: ...

    def derived(self, written: ast.Tree, declaration: ast.Define, period: Ref, env: Env) -> Steps[Question]: ...


@frozen(eq=False)
class Periods:
    """Lowers what is asked over periods in one policy."""

    lowering: Lowering

    @property
    def build(self) -> Builder:
        return self.lowering.build

    def index(self, written: ast.Index, env: Env) -> Steps[Question]:
        """Lower the value of a series in a period."""
        period = yield from self.lowering.plain(written.year, env)
        return (yield from self._value(written, written.target, period.ref, env))

    def _value(self, written: ast.Tree, series: ast.Expression, period: Ref, env: Env) -> Steps[Question]:
        declaration = self.declared(series, env)
        if declaration is not None:
            return (yield from self.lowering.derived(written, declaration, period, env))
        values = yield from self.lowering.plain(series, env)
        type_ = type_of(values.ref)
        assert isinstance(type_, SeriesType)
        ref = self.build.ask(Op.AT, (values.ref, period), type_.element)
        return Question(ref, Site(SiteKind.VALUE, env.scope.index(ref), shown(written), written.span.first.line))

    def declared(self, series: ast.Expression, env: Env) -> ast.Define | None:
        """Return the definition of a series that is derived from others; an argument may stand for one."""
        name = ast.last_name(series) if isinstance(series, ast.Name | ast.Access) else None
        binding = None if name is None else self.lowering.policy.bindings.get(name)
        if binding is None:
            return None
        given = env.arguments.get(binding.name) if binding.kind is BindingKind.ARGUMENT else binding.declaration
        return given if isinstance(given, ast.Define) else None

    def over(self, written: ast.Over, env: Env) -> Steps[Question]:
        """Lower a figure of a series."""
        count, growth = written.length.value, written.kind in ("growth", "average_growth")
        ending = yield from self._ending(written, env)
        years = periods(self.build, ending, count + growth)
        asked = (years[0], years[-1]) if written.kind == "growth" else years
        values: list[Question] = []
        for year in asked:
            values.append((yield from self._value(written.series, written.series, year, env)))
        return figure(written, self.lowering.policy.types[written], values, years, self.build, env)

    def each(self, written: ast.Periods, env: Env) -> Steps[Question]:
        """Lower a question about each of some periods."""
        ending = yield from self._ending(written, env)
        years = periods(self.build, ending, written.length.value)
        parts: list[Question] = []
        for year in years:
            named = {} if written.variable is None else {written.variable.name: year}
            inside = evolve(env, arguments={**env.arguments, THAT: year, **named})
            parts.append((yield from self.lowering.plain(written.value, inside)))
        policy = self.lowering.policy
        return asked_of_each(written, policy.types[written], parts, years, self.build, env, language_of(policy.head))

    def _ending(self, written: ast.Over | ast.Periods, env: Env) -> Steps[Ref]:
        if written.ending is None:
            return last_period(self.build, cast(Period, written.length.unit))
        ending = yield from self.lowering.plain(written.ending, env)
        return ending.ref
