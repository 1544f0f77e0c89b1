"""Making answers unknown: which facts to leave out so that a node cannot be told.

In: a search and the place of a node. Out: the draft with as little left out as is found. Of conditions, the others are made
such that they do not decide. Knows no way to a known answer.
"""

from collections.abc import Sequence
from typing import cast

from policyrules.core.program import Node, Op, Quantifier
from policyrules.testing.aiming.goals import Unknown
from policyrules.testing.aiming.leaves import Place
from policyrules.testing.aiming.searching import Search
from policyrules.values.answers import Truth

T, U, F = Truth.T, Truth.U, Truth.F


def unknowing(search: Search, place: Place, index: int, node: Node) -> None:
    """Make a node unknown."""
    given = search.given(place, index)
    if given is not None:
        search.leaves.empty(given)
        return
    match node.op:
        case Op.AND:
            _one_open(search, place, node.args, T)
        case Op.OR:
            _one_open(search, place, node.args, F)
        case Op.AT_LEAST:
            _just_short(search, place, node)
        case Op.CHOOSE:
            _choose(search, place, node)
        case Op.ABSENT | Op.OTHERWISE:
            optional = search.given(place, node.args[0])
            if optional is not None:
                search.leaves.empty(optional)
        case Op.EACH:
            _records(search, place, index, node)
        case Op.NOT:
            search.make(place, node.args[0], U)
        case _:
            _any_part(search, place, index, node)


def _any_part(search: Search, place: Place, index: int, node: Node) -> None:
    """Make one argument unknown, and another if that is not enough."""
    for part in search.leaves.shuffled(node.args):
        truth = search.leaves.source(place, part)[2].type == "bool"
        made = search.moves(place, part) == 2 and search.make(place, part, U if truth else Unknown())
        if made and search.is_unknown(place, index):
            return


def _one_open(search: Search, place: Place, parts: Sequence[int], others: Truth) -> None:
    """Make one of several conditions unknown, and the others such that it decides."""
    for part in search.leaves.shuffled(parts):
        if search.make(place, part, U):
            for other in parts:
                if other != part and search.answer(place, other) is others.negated():
                    search.make(place, other, others)
            if search.answer(place, part) is U or search.make(place, part, U):
                return


def _just_short(search: Search, place: Place, node: Node) -> None:
    count = cast(int, node.data)
    order = list(search.leaves.shuffled(node.args))
    for rank, part in enumerate(order):
        search.make(place, part, T if rank < count - 1 else U if rank == count - 1 else F)


def _choose(search: Search, place: Place, node: Node) -> None:
    """Take a branch whose value is unknown, or can be made so; else leave open which one is taken."""
    guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
    taken = next((n for n, guard in enumerate(guards) if search.answer(place, guard) is T), len(guards))
    open_ = [n for n, value in enumerate(values) if n != taken and search.is_unknown(place, value)]
    for branch in [*([taken] if search.moves(place, values[taken]) else []), *open_]:
        truth = search.leaves.source(place, values[branch])[2].type == "bool"
        before = all(search.make(place, guard, F) for guard in guards[:branch])
        reached = before and (branch == len(guards) or search.make(place, guards[branch], T))
        if reached and search.make(place, values[branch], U if truth else Unknown()):
            return
    search.make_any(place, guards, U)


def _records(search: Search, place: Place, index: int, node: Node) -> None:
    """Make the condition, or the value, of a record unknown where no other record decides; else leave the list out."""
    assert node.body is not None
    kind = cast(tuple[Quantifier, int], node.data)[0]
    name, part = search.leaves.list_of(place, index), node.body.condition
    if part is not None and search.choices.chance(50):
        number = search.leaves.add(name) if not search.leaves.count(name) else 0
        if search.make((*place, (index, number)), part, U):
            decisive = F if kind is Quantifier.EVERY else T
            for other in reversed(range(search.leaves.count(name))):
                if other != number and search.answer((*place, (index, other)), part) is decisive:
                    search.leaves.drop(name, other)
            if search.is_unknown(place, index):
                return
    search.leaves.empty((name,))
