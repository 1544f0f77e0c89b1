"""Exceptions to a definition: their names, what they override, their conditions and values.

In: a definition whose default is typed. Out: diagnostics; and, for each exception, those that override it. Two exceptions that
both apply, neither over the other, are no mistake: the document may leave that open, and a decision then says so.
"""

from collections.abc import Mapping, Sequence

from policyrules.checking.findings import label
from policyrules.checking.graphs import circle, components, is_circular
from policyrules.checking.scope import Scope
from policyrules.checking.typecheck import Types
from policyrules.syntax import ast
from policyrules.values.types import OptionalType, Type, UnknownType

#: No definition has more; each is held against all others.
MOST_EXCEPTIONS = 100


def check_exceptions(define: ast.Define, type_: Type, scope: Scope, types: Types) -> None:
    """Check the exceptions to a definition of a type."""
    if define.exceptions and isinstance(type_, OptionalType):
        types.findings.error("exception-of-optional", define.exceptions[0].name, name=define.name.name)
    if len(define.exceptions) > MOST_EXCEPTIONS:
        found, name = len(define.exceptions), define.exceptions[MOST_EXCEPTIONS].name
        types.findings.error("exceptions-many", name, name=define.name.name, count=str(found), limit=str(MOST_EXCEPTIONS))
        return
    known = _names(define.exceptions, types)
    for exception in define.exceptions:
        types.condition(exception.condition, scope)
        if isinstance(type_, UnknownType | OptionalType):
            types.infer(exception.value, scope)
        else:
            types.wanted(exception.value, scope, type_)
        for name in exception.overrides:
            if name.name not in known:
                near = types.resolver.near(name.name, list(known))
                types.findings.error("exception-unknown", name, name=name.name, of=define.name.name, nearest=near)
    _check_circles(define.exceptions, known, types)


def _names(exceptions: Sequence[ast.Except], types: Types) -> dict[str, ast.Except]:
    known: dict[str, ast.Except] = {}
    for exception in exceptions:
        first = known.setdefault(exception.name.name, exception)
        if first is not exception:
            labels = [label(first.name, "label-first")]
            types.findings.error("exception-twice", exception.name, labels, name=exception.name.name)
    return known


def _check_circles(exceptions: Sequence[ast.Except], known: Mapping[str, ast.Except], types: Types) -> None:
    graph = {one: [known[name.name] for name in one.overrides if name.name in known] for one in exceptions}
    for component in components(graph):
        if is_circular(graph, component):
            way = circle(graph, component)
            names = " → ".join(f"`{one.name.name}`" for one in (*way, way[0]))
            types.findings.error("exception-circle", way[0].name, way=names)


def overriders(exceptions: Sequence[ast.Except]) -> tuple[tuple[int, ...], ...]:
    """Return, for each exception, the places of those that override it, directly or by one that they override."""
    places = {exception.name.name: place for place, exception in enumerate(exceptions)}
    below = [[places[name.name] for name in exception.overrides] for exception in exceptions]
    overridden: list[set[int]] = []
    for direct in below:
        reached: set[int] = set()
        waiting = list(direct)
        while waiting:
            place = waiting.pop()
            if place not in reached:
                reached.add(place)
                waiting += below[place]
        overridden.append(reached)
    return tuple(tuple(by for by, reached in enumerate(overridden) if place in reached) for place in range(len(exceptions)))
