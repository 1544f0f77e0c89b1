"""Definitions: each typed after those that it stands on, and circles reported.

In: a tree whose names are collected. Out: the types of definitions in the name space, their bodies checked. A definition may
stand on others and on tiers, never on itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from attrs import evolve

from policyrules.checking.exceptions import check_exceptions
from policyrules.checking.findings import Findings, label, words
from policyrules.checking.graphs import circle, components, is_circular, walk
from policyrules.checking.policy import Binding, BindingKind
from policyrules.checking.resolve import Names
from policyrules.checking.scope import Scope
from policyrules.checking.tables import Tables
from policyrules.checking.typecheck import Types
from policyrules.syntax import ast
from policyrules.values.operators import fits, usable
from policyrules.values.types import INDEXES, UNKNOWN_TYPE, EnumType, OptionalType, Scalar, SeriesType, Type, UnknownType

_NAMED = frozenset({BindingKind.DEFINITION, BindingKind.FUNCTION, BindingKind.TIER, BindingKind.SCORE, BindingKind.ENTITLEMENT})

#: So many declarations of a circle are pointed at.
_SHOWN = 8

#: What can stand on something. An entitlement stands on its measure, and a measure on when the policy is in force.
_Standing = ast.Define | ast.Tier | ast.Score | ast.Entitlement | ast.Measure | ast.Policy

D = TypeVar("D", ast.Define, _Standing)


def check_definitions(tree: ast.File, types: Types) -> None:
    """Type the bodies of all definitions, in an order in which what they use has its type."""
    defines = [declaration for declaration in tree.declarations if isinstance(declaration, ast.Define)]
    graph = {define: list(_mentioned(define, types.names)) for define in defines}
    for component in components(graph):
        order: Iterable[ast.Define] = component
        if is_circular(graph, component):
            order = _truly_ordered(component, types)
        for define in order:
            _check(define, types)


def check_circles(tree: ast.File, findings: Findings) -> None:
    """Report definitions, functions, scores, tiers and entitlements that stand on themselves, each circle once."""
    graph = _graph(list(_standing(tree)), findings)
    for declaration in tree.declarations:
        if isinstance(declaration, ast.Measure):
            for part in declaration.items:
                if isinstance(part, ast.Entitlement):
                    graph[part].append(declaration)
            graph[declaration].extend(head for head in graph if isinstance(head, ast.Policy))
    for component in components(graph):
        if is_circular(graph, component):
            first = min(component, key=lambda one: (isinstance(one, ast.Measure | ast.Policy), one.span.start))
            way = circle(graph, (first, *(one for one in component if one is not first)))
            labels = [label(one.name, "label-circle", {"name": one.name.name}) for one in way[1:_SHOWN]]
            names = " → ".join(f"`{one.name.name}`" for one in (*way[:_SHOWN], first))
            findings.error("definition-circle", first.name, labels, name=first.name.name, way=names)


def _standing(tree: ast.File) -> Iterator[_Standing]:
    """Yield what can stand on something, in the order of the text."""
    for declaration in tree.declarations:
        if isinstance(declaration, ast.Define | ast.Tier | ast.Score | ast.Measure | ast.Policy):
            yield declaration
        if isinstance(declaration, ast.Measure):
            yield from (part for part in declaration.items if isinstance(part, ast.Entitlement))


def _own(declaration: _Standing) -> list[ast.Tree]:
    """Return what is written of a declaration itself: of a measure or the policy, neither what is below nor rules over that."""
    if isinstance(declaration, ast.Measure | ast.Policy):
        return [part for part in declaration.items if isinstance(part, ast.ConditionItem | ast.WindowItem)]
    return [declaration]


def _graph(declarations: Sequence[D], findings: Findings) -> dict[D, list[D]]:
    """Return which of the declarations stand on which, by what their names are bound to."""
    known = set(declarations)
    graph: dict[D, list[D]] = {}
    for declaration in declarations:
        bound = (findings.bindings.get(node) for node in walk(_own(declaration)) if isinstance(node, ast.Name))
        uses = (binding.declaration for binding in bound if binding is not None and binding.kind in _NAMED)
        graph[declaration] = [used for used in dict.fromkeys(uses) if used in known]
    return graph


def _mentioned(define: ast.Define, names: Names) -> Iterator[ast.Define]:
    """Yield the definitions whose names stand in a body. Some of these names may turn out to mean something else."""
    if define.body is None:
        return
    for name in dict.fromkeys(node.name for node in walk([define.body, *define.exceptions]) if isinstance(node, ast.Name)):
        binding = names.values.get(name)
        if binding is not None and isinstance(binding.declaration, ast.Define):
            yield binding.declaration


def _truly_ordered(component: Sequence[ast.Define], types: Types) -> list[ast.Define]:
    """Return definitions that mention one another in an order in which what they use comes first.

    A label, a field or an enum member may have the name of a definition, so that what looks like a circle often is none.
    The bodies are bound once, to see what the names mean; what is found on the way is found again later.
    """
    trial = Types(types.names, Findings(types=dict(types.findings.types)))
    for define in component:
        _body(define, trial)
    return [define for part in components(_graph(component, trial.findings)) for define in part]


def _check(define: ast.Define, types: Types) -> None:
    found = _body(define, types)
    binding = types.names.values.get(define.name.name)
    if binding is not None and binding.declaration is define and define.type is None:
        if define.period is not None and isinstance(found, Scalar | EnumType):
            found = SeriesType(found, define.period.unit)
        types.names.values[define.name.name] = evolve(binding, type=found)


def _body(define: ast.Define, types: Types) -> Type:
    """Type the body of a definition, which must be of the declared type, and return the type."""
    arguments = {
        line.name.name: Binding(BindingKind.ARGUMENT, line.name.name, types.findings.types.get(line.type, UNKNOWN_TYPE), line)
        for line in define.parameters
    }
    if define.period is not None:
        name = define.period.name
        types.check_variable(name, Scope())
        arguments[name.name] = Binding(BindingKind.ARGUMENT, name.name, INDEXES[define.period.unit], name)
    scope = Scope(arguments)
    if define.body is None:
        types.findings.error("definition-empty", define.name, name=define.name.name)
        return UNKNOWN_TYPE
    found = _default(define, define.body, scope, types)
    check_exceptions(define, found, scope, types)
    return found


def _default(define: ast.Define, body: ast.Condition | ast.Table, scope: Scope, types: Types) -> Type:
    """Type what a definition says before its exceptions."""
    declared = types.findings.types.get(define.type) if define.type else None
    if isinstance(body, ast.Block):
        types.condition(body, scope)
        if declared is not None and not fits(Scalar.BOOL, declared):
            types.findings.error("type-mismatch", body, expected=words(declared), found=words(Scalar.BOOL))
        return declared or Scalar.BOOL
    if isinstance(body, ast.Table):
        return Tables(types).table(body, scope, declared)
    if isinstance(declared, UnknownType):
        types.infer(body, scope)
        return declared
    if declared is not None:
        types.wanted(body, scope, declared)
        return declared
    types.value(body, scope)
    found = types.findings.types[body]
    return found if isinstance(found, OptionalType) or usable(found) else UNKNOWN_TYPE
