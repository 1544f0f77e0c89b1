"""Whether some record is of the kind that a tier asks for, though not enough for it: read of the records as they are held.

In: a site that asks for a tier. Out: what its records are called by, and whether any of those that are held is. It says what
`policyrules.explain.reasons` says of the explanation of a tier that is not held.
"""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Body, Comparator, Node, Op, Program, Quantifier
from policyrules.values.answers import Symbol
from policyrules.values.types import Scalar

#: Fields by their places in a record, and the name that each has to be.
Kinds = tuple[tuple[int, str], ...]


class UnreadyError(Exception):
    """A line that has to be explained."""


def kinds_asked(site: Site, program: Program) -> tuple[Kinds, int]:
    """Return what a record is called by that gives a tier, and the node of the list. Raises `UnreadyError` if it is more."""
    while len(site.children) == 1 and site.kind in (SiteKind.TIER, SiteKind.DEFINITION):
        (site,) = site.children
    node = program.nodes[site.node]
    is_list = site.kind is SiteKind.EACH and node.op is Op.EACH and program.nodes[node.args[0]].op is Op.FACT
    if not is_list or cast(tuple[Quantifier, int], node.data)[0] is not Quantifier.SOME:
        raise UnreadyError
    body = cast(Body, node.body)
    asked = [child for child in site.children if body.nodes[child.node].type is Scalar.BOOL]
    return tuple(kind for child in asked for kind in _kinds(child, body, program.nodes)), node.args[0]


def _kinds(site: Site, body: Body, around: Sequence[Node]) -> Iterator[tuple[int, str]]:
    node = body.nodes[site.node]
    match site.kind:
        case SiteKind.COMPARE if node.op is Op.COMPARE:
            yield from _kind(site, node, body, around)
        case SiteKind.ALL:
            for child in site.children:
                yield from _kinds(child, body, around)
        case SiteKind.DEFINITION if len(site.children) == 1 and body.nodes[site.children[0].node].type is Scalar.BOOL:
            yield from _kinds(site.children[0], body, around)
        case SiteKind.COMPARE | SiteKind.ANY | SiteKind.NOT | SiteKind.VALUE | SiteKind.DEFINITION:
            return
        case _:
            raise UnreadyError


def _kind(site: Site, node: Node, body: Body, around: Sequence[Node]) -> Iterator[tuple[int, str]]:
    """Yield the field of a comparison with a name that is written out, and the name."""
    left, right = (body.nodes[argument] for argument in node.args)
    if right.op is Op.OUTER:
        right = around[cast(int, right.data)]
    if left.op is not Op.FIELD or right.op is not Op.LITERAL or node.data is not Comparator.EQ:
        return
    level, name = cast(tuple[int, str], left.data)
    place, field = next((place, one) for place, one in enumerate(body.record.fields) if one.name == name)
    if isinstance(right.data, Symbol) and right.data.value is not None:
        if level or field.optional or any(side.kind is not SiteKind.VALUE for side in site.children):
            raise UnreadyError
        yield place, right.data.value


def of_kind(records: Sequence[Sequence[Any]], kinds: Kinds) -> bool:
    """Say whether any record is called by these names, or may be."""
    return any(all(record[place] in (None, name) for place, name in kinds) for record in records)
