"""Making a threshold matter: on the way from it to something that a decision shows, nothing else decides.

In: a draft, a threshold and a side. Out: the draft with the value on that side, and on the way from there to an outcome all
other conditions of an `and` true, those of an `or` false, the branch taken, as far as that was found; and whether it matters:
whether anything that a decision shows would change if the value stood on the other side.
"""

from collections.abc import Iterator, Sequence
from typing import cast

from policyrules.backends.reference import Scope, unknown
from policyrules.core.program import Node, Op, Quantifier
from policyrules.testing.aiming.aiming import places, rests_on
from policyrules.testing.aiming.goals import Wanted, is_met, meets, on_side
from policyrules.testing.aiming.inverting import RULES
from policyrules.testing.aiming.leaves import Place, around
from policyrules.testing.aiming.searching import Search
from policyrules.testing.drawing.answering import Answering
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.thresholds import Compared
from policyrules.values.answers import Answer, Interval, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar

T, F = Truth.T, Truth.F

#: What is demanded of a node on the way up.
_Demand = tuple[Place, int, Wanted]

#: How many nodes are looked at to move the value, and then to meet what is demanded on the way up.
_STEPS, _STEPS_UP = 150, 400

#: How often what is demanded is gone through.
_ROUNDS = 5


def stand(draft: Draft, one: Compared, side: str, choices: Choices, *, keep_day: bool = False) -> bool:
    """Move a value to a side of a threshold, and make it matter as far as can be; say whether it stands there.

    What it is made of mostly stays from then on; now and then it may move on, as two amounts with the same quotient.
    """
    search = Search(draft, choices, RULES)
    search.leaves.tight = choices.chance(70)
    if keep_day:
        search.leaves.pinned.add(("",))
    search.steps = _STEPS
    fixed = choices.chance(85)
    goal = on_side(one, side)
    *way, index = goal.path
    for place in places(search, tuple(way)):
        if search.make(place, index, goal.wanted):
            if fixed:
                search.leaves.pinned |= set(rests_on(search, place, index))
            search.steps = _STEPS_UP
            _meet(search, [*_up(search, place, index), *(() if fixed else ((place, index, goal.wanted),))])
            return is_met(draft, goal)
    return False


def step_over(draft: Draft, one: Compared, side: str, choices: Choices) -> bool:
    """Move a value that stands at a threshold to a side of it on the same day; say whether it stands there."""
    search = Search(draft, choices, RULES)
    search.leaves.tight = True
    search.leaves.pinned.add(("",))
    search.steps = _STEPS
    goal = on_side(one, side)
    *way, index = goal.path
    for place in places(search, tuple(way)):
        if search.make(place, index, goal.wanted):
            return not draft.broken()
    return False


def _meet(search: Search, demands: Sequence[_Demand]) -> None:
    """Go through what is demanded, and the relations among the facts, until all holds at once, or so many times."""
    for _ in range(_ROUNDS):
        broken = [((), node, T) for node in search.draft.broken()]
        left = [*(one for one in demands if not _holds(search, one)), *broken]
        if not left:
            return
        for place, index, wanted in search.leaves.shuffled(left):
            if _is_there(search, place):
                search.make(place, index, wanted)


def _holds(search: Search, one: _Demand) -> bool:
    place, index, wanted = one
    return not _is_there(search, place) or meets(search.leaves.answers(place), index, wanted)


def _is_there(search: Search, place: Place) -> bool:
    """Say whether the records of a place are still there."""
    for depth, (each, number) in enumerate(place):
        if number >= search.leaves.count(search.leaves.list_of(place[:depth], each)):
            return False
    return True


def matters(draft: Draft, one: Compared) -> bool:
    """Say whether something that a decision shows would be different with the value on the other side, for some record."""
    plan, way, index = draft.plan, one.path[:-1], one.path[-1]
    if len(way) > 1:
        return False
    resting = plan.cones.resting_on([one.path[0]])
    shown = [outcome for outcome in plan.outcomes if outcome in resting]
    before = [draft.answers[outcome] for outcome in shown]
    for number in range(len(draft.answers.rows(way[0])) if way else 1):
        row = draft.answers.rows(way[0])[number] if way else draft.answers
        for answer in _others(row, index, one):
            answers = Answering(plan.cones, Scope(plan.program, draft.answers.scope.case))
            forced = answers.rows(way[0])[number] if way else answers
            forced.begin({index: answer})
            if [answers[outcome] for outcome in shown] != before:
                return True
    return False


def _others(answers: Answering, index: int, one: Compared) -> Iterator[Answer]:
    """Yield what a node would say if the value stood on the other side."""
    node, now = answers.cones.nodes[index], answers[index]
    if node.op is not Op.BAND:
        yield from (truth for truth in (T, F) if truth is not now)
        return
    bands = cast(Bands, node.data)
    ends = [place for place, (cut, _) in enumerate(bands.cuts) if cut == one.against]
    for piece in range(ends[0], ends[-1] + 2):
        place = bands.places[piece]
        answer = unknown(node.type) if place is None else answers[node.args[1 + place]]
        if answer != now:
            yield answer


# --- the way up -----------------------------------------------------------------------------------------------------------


def _up(search: Search, place: Place, index: int) -> Iterator[_Demand]:
    """Go from a node to an outcome, and yield what is demanded on the way so that it decides."""
    outcomes = search.draft.plan.outcomes
    for _ in range(60):
        if not place and index in outcomes and search.choices.chance(70):
            return
        way = _used_by(search, place, index)
        if way is None:
            return
        place, user, part = way
        yield from _demanded(search, place, user, search.leaves.source(place, user)[2], part)
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
        elif index in nodes[user].rests_on:
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


def _demanded(search: Search, place: Place, index: int, node: Node, part: int) -> Iterator[_Demand]:
    """Yield what is demanded beside a part of a node for it to decide its answer."""
    others = [one for one in node.args if one != part]
    match node.op:
        case Op.AND:
            yield from ((place, other, T) for other in others)
        case Op.OR:
            yield from ((place, other, F) for other in others)
        case Op.AT_LEAST:
            wanted = (T if rank < cast(int, node.data) - 1 else F for rank, _ in enumerate(others))
            yield from ((place, other, truth) for other, truth in zip(search.leaves.shuffled(others), wanted, strict=True))
        case Op.CHOOSE:
            yield from _taken(search, place, node, part)
        case Op.EXCEPTIONS:
            yield from _applied(place, node, part)
        case Op.EACH:
            yield from _alone(search, place, index, node, -1 - part)
        case Op.COMPARE:
            yield from _on_edge(search, place, part, others)
        case Op.ARITHMETIC | Op.GROWTH:
            for other in others:
                search.known(place, other)
        case Op.EXTREME:
            yield from _behind(search, place, node, others, part)
        case _:
            pass


def _on_edge(search: Search, place: Place, part: int, others: Sequence[int]) -> Iterator[_Demand]:
    """A number is just what it is compared with, so that any less, or any more, comes out otherwise."""
    for other in others:
        answer = search.answer(place, other) if search.known(place, other) else None
        if isinstance(answer, Interval) and answer.point is not None:
            yield place, part, point(answer.point)


def _taken(search: Search, place: Place, node: Node, part: int) -> Iterator[_Demand]:
    """The branch is taken whose value a part is; or its condition decides between two branches that say otherwise."""
    guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
    branch = guards.index(part) if part in guards else values.index(part)
    yield from ((place, guard, F) for guard in guards[:branch])
    if part not in guards:
        yield from ((place, guard, T) for guard in guards[branch : branch + 1])
    elif node.type is Scalar.BOOL:
        own = T if search.choices.chance(50) else F
        yield place, values[branch], own
        yield place, values[branch + 1], own.negated()
        yield from ((place, guard, T) for guard in guards[branch + 1 : branch + 2])


def _applied(place: Place, node: Node, part: int) -> Iterator[_Demand]:
    """An exception applies alone, or none where the part is the base."""
    guards, values = node.args[1::2], node.args[::2]
    own = values.index(part) if part in values else guards.index(part) + 1
    for number, guard in enumerate(guards, 1):
        if number != own:
            yield place, guard, F
        elif part in values:
            yield place, guard, T


def _alone(search: Search, place: Place, index: int, node: Node, number: int) -> Iterator[_Demand]:
    """The record decides: no other one does; those that may go, go."""
    kind = cast(tuple[Quantifier, int], node.data)[0]
    assert node.body is not None
    name, condition = search.leaves.list_of(place, index), node.body.condition
    if condition is None or kind is Quantifier.COUNT or number < 0:
        return
    wanted = T if kind is Quantifier.EVERY else F
    for other in reversed(range(search.leaves.count(name))):
        inside = (*place, (index, other))
        if other > number and search.answer(inside, condition) is not wanted and search.leaves.drop(name, other):
            continue
        if other != number:
            yield inside, condition, wanted
    if node.body.value is not None:
        yield (*place, (index, number)), condition, T


def _behind(search: Search, place: Place, node: Node, others: Sequence[int], part: int) -> Iterator[_Demand]:
    """No other number wins over a part."""
    value = search.answer(place, part)
    if isinstance(value, Interval) and value.point is not None:
        ends = Interval(None, value.point) if node.data == "max" else Interval(value.point, None)
        yield from ((place, other, ends) for other in others)
