"""Making a threshold matter: on the way from it to something that a decision shows, nothing else decides.

In: a draft, a threshold and a side. Out: the draft with the value on that side, and on the way from there to an outcome all
other conditions of an `and` true, those of an `or` false, the branch taken, as far as that was found.
"""

from collections.abc import Sequence
from typing import cast

from policyrules.core.program import Node, Op, Quantifier
from policyrules.testing.aiming import places, rests_on
from policyrules.testing.choices import Choices
from policyrules.testing.drafts import Draft
from policyrules.testing.goals import is_met, on_side
from policyrules.testing.inverting import RULES
from policyrules.testing.leaves import Place, around
from policyrules.testing.searching import Search
from policyrules.testing.thresholds import Compared, brought_in
from policyrules.values.answers import Interval, Truth

T, F = Truth.T, Truth.F

#: How many nodes are looked at to move the value, and then on the way up.
_STEPS, _STEPS_UP = 120, 150


def stand(draft: Draft, one: Compared, side: str, choices: Choices) -> bool:
    """Move a value to a side of a threshold, and make it matter; say whether it stands there."""
    search = Search(draft, choices, RULES)
    search.steps = _STEPS
    goal = on_side(one, side)
    *way, index = goal.path
    for place in places(search, tuple(way)):
        if search.make(place, index, goal.wanted):
            search.leaves.pinned |= set(rests_on(search, place, index))
            search.steps = _STEPS_UP
            _up(search, place, index)
            return is_met(draft, goal)
    return False


def _up(search: Search, place: Place, index: int) -> None:
    """Go from a node to an outcome, and see to it on the way that it decides."""
    outcomes = search.draft.plan.outcomes
    while search.steps > 0:
        if not place and index in outcomes and search.choices.chance(70):
            return
        way = _used_by(search, place, index)
        if way is None:
            return
        place, user, part = way
        _let_decide(search, place, user, search.leaves.source(place, user)[2], part)
        index = user


def _used_by(search: Search, place: Place, index: int) -> tuple[Place, int, int] | None:
    """Return where a node is used, the node that uses it, and as which part; one of several uses is drawn."""
    plan = search.draft.plan
    nodes = plan.scope(around(place)).nodes
    cones = search.leaves.answers(place).cones
    users = [user for user in cones.users[index] if place or user in plan.counting]
    ways: list[tuple[Place, int, int]] = []
    for user in users:
        if index in nodes[user].args:
            ways.append((place, user, index))
        elif index in brought_in(nodes[user].body):
            ways.extend(_inside(search, place, user, index))
    if place:
        body = plan.scope(around(place)[:-1]).nodes[place[-1][0]].body
        if body is not None and index in (body.condition, body.value):
            ways.append((place[:-1], place[-1][0], -1 - place[-1][1]))
    return search.choices.pick(ways) if ways else None


def _inside(search: Search, place: Place, each: int, index: int) -> Sequence[tuple[Place, int, int]]:
    """Return the uses of what a body brings in, for one of the records."""
    name = search.leaves.list_of(place, each)
    body = search.draft.plan.scope((*around(place), each)).nodes
    if not search.leaves.count(name):
        search.leaves.add(name)
    inner = (*place, (each, search.leaves.count(name) - 1))
    return [
        (inner, user, at)
        for at, node in enumerate(body)
        if node.op is Op.OUTER and node.data == index
        for user, using in enumerate(body)
        if at in using.args
    ]


def _let_decide(search: Search, place: Place, index: int, node: Node, part: int) -> None:
    """See to it that a part of a node decides its answer."""
    others = [one for one in node.args if one != part]
    match node.op:
        case Op.AND:
            search.make_all(place, others, T)
        case Op.OR:
            search.make_all(place, others, F)
        case Op.AT_LEAST:
            _just_enough(search, place, node, others)
        case Op.CHOOSE:
            _take(search, place, node, part)
        case Op.EXCEPTIONS:
            _apply(search, place, node, part)
        case Op.EACH:
            _alone(search, place, index, node, -1 - part)
        case Op.ARITHMETIC | Op.COMPARE | Op.GROWTH:
            for other in others:
                search.known(place, other)
        case Op.EXTREME:
            for other in others:
                _behind(search, place, node, other, part)
        case _:
            pass


def _just_enough(search: Search, place: Place, node: Node, others: Sequence[int]) -> None:
    """One fewer of the others hold than are asked for."""
    for rank, other in enumerate(search.leaves.shuffled(others)):
        search.make(place, other, T if rank < cast(int, node.data) - 1 else F)


def _take(search: Search, place: Place, node: Node, part: int) -> None:
    """Take the branch whose value, or whose condition, a part is."""
    guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
    branch = guards.index(part) if part in guards else values.index(part)
    for guard in guards[:branch]:
        search.make(place, guard, F)
    if part not in guards and branch < len(guards):
        search.make(place, guards[branch], T)


def _apply(search: Search, place: Place, node: Node, part: int) -> None:
    """Let an exception apply alone, or none where the part is the base."""
    guards, values = node.args[1::2], node.args[::2]
    own = values.index(part) if part in values else guards.index(part) + 1
    for number, guard in enumerate(guards, 1):
        if number != own:
            search.make(place, guard, F)
        elif part in values:
            search.make(place, guard, T)


def _alone(search: Search, place: Place, index: int, node: Node, number: int) -> None:
    """Let the record decide: no other one does."""
    kind = cast(tuple[Quantifier, int], node.data)[0]
    assert node.body is not None
    name, condition = search.leaves.list_of(place, index), node.body.condition
    if condition is None or kind is Quantifier.COUNT or number < 0:
        return
    wanted = T if kind is Quantifier.EVERY else F
    for other in reversed(range(search.leaves.count(name))):
        inside = (*place, (index, other))
        if other != number and search.answer(inside, condition) is not wanted and not search.leaves.drop(name, other):
            search.make(inside, condition, wanted)


def _behind(search: Search, place: Place, node: Node, other: int, part: int) -> None:
    """See to it that another number does not win over a part."""
    value = search.answer(place, part)
    if isinstance(value, Interval) and value.point is not None:
        ends = Interval(None, value.point) if node.data == "max" else Interval(value.point, None)
        search.make(place, other, ends)
