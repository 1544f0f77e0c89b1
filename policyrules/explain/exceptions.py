"""Which exceptions to a definition apply in a case, and over which others.

In: the sites of a program, read together with the answers. Out: `ExceptionsRead`, for each definition with exceptions that an
answer rests on. Knows no words.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from attrs import frozen

from policyrules.core.exceptions import effective, in_conflict
from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Exceptions
from policyrules.explain.placements import placement
from policyrules.explain.scope import Scope
from policyrules.values.answers import Truth

T, U, F = Truth.T, Truth.U, Truth.F


@frozen
class Excepted:
    """An exception that applies, or may (`effect` is open), and those that would apply if it did not."""

    name: str
    clause: str | None
    effect: Truth
    over: tuple[str, ...]


@frozen
class ExceptionsRead:
    """The exceptions that apply or may; `clashing` are those that apply for certain and give different values."""

    excepted: tuple[Excepted, ...]
    clashing: tuple[Excepted, ...]


def exceptions_read(scope: Scope, site: Site) -> ExceptionsRead:
    """Return what became of the exceptions of a site."""
    home, index = scope.source(site.node)
    exceptions = cast(Exceptions, home.nodes[index].data)
    guards = [cast(Truth, scope.answer(spec.guard)) for spec in site.exceptions]
    values = [scope.answer(spec.value) for spec in site.exceptions]
    effects = effective(exceptions, guards)[1:]
    each = [
        Excepted(spec.name, spec.clause, effect, tuple(_over(place, exceptions, guards)))
        for place, (spec, effect) in enumerate(zip(site.exceptions, effects, strict=True))
    ]
    clashing = tuple(each[place] for place in in_conflict(exceptions, guards, values))
    return ExceptionsRead(tuple(one for one in each if one.effect is not F), clashing)


def _over(place: int, exceptions: Exceptions, guards: Sequence[Truth]) -> Iterator[str]:
    """Yield the exceptions whose condition holds, and which one at a place overrides."""
    for other, (name, by) in enumerate(zip(exceptions.names, exceptions.overridden_by, strict=True)):
        if place in by and guards[other] is T:
            yield name


def exceptions_below(scope: Scope, site: Site) -> Iterator[ExceptionsRead]:
    """Yield what became of the exceptions that a value rests on, each definition once; those without any are left out."""
    waiting, seen = [site], set[Site]()
    while waiting:
        one = waiting.pop()
        if one in seen or not one.excepts:
            continue
        seen.add(one)
        if one.kind is SiteKind.EXCEPTIONS:
            read = exceptions_read(scope, one)
            if read.excepted:
                yield read
        waiting += reversed(_behind(scope, one))


def _behind(scope: Scope, site: Site) -> tuple[Site, ...]:
    """Return the sites that the value of a site is taken from."""
    match site.kind:
        case SiteKind.EACH:
            return ()
        case SiteKind.TABLE if site.table is not None:
            row = placement(scope, site).row
            return () if row is None else (site.children[row.at],)
        case SiteKind.EXCEPTIONS:
            home, index = scope.source(site.node)
            guards = [cast(Truth, scope.answer(spec.guard)) for spec in site.exceptions]
            effects = effective(cast(Exceptions, home.nodes[index].data), guards)
            return tuple(child for child, effect in zip(site.children[::2], effects, strict=True) if effect is not F)
        case SiteKind.CHOOSE:
            return tuple(_taken(scope, site.children))
        case _:
            return site.children


def _taken(scope: Scope, children: Sequence[Site]) -> Iterator[Site]:
    for guard, value in zip(children[:-1:2], children[1::2], strict=True):
        if scope.answer(guard.node) is not F:
            yield value
        if scope.answer(guard.node) is T:
            return
    yield from children[-1:]
