"""Moving what an enterprise gives to the ends of the pieces that it lies in, so that more than one threshold matters at once.

In: a draft that stands where it should, and what of it has to stay. Out: the draft, in which other values stand exactly at what
they are held against wherever that is on their own side of it. No truth and no name that a decision shows is another than
before, and no relation among the facts is broken. A total that is just enough is then lost by a slip at any of its parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import cast

from policyrules.core.program import Comparator, Node, Op
from policyrules.testing.aiming.aiming import rests_on
from policyrules.testing.aiming.inverting import RULES
from policyrules.testing.aiming.leaves import Place
from policyrules.testing.aiming.searching import Search
from policyrules.testing.drawing.answering import Answering
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.thresholds import Compared
from policyrules.values.answers import Answer, Interval, Truth, point
from policyrules.values.bands import Bands

#: How many nodes are looked at to move one value.
_STEPS = 30

#: Comparisons that hold of two numbers that are the same.
_HOLD_AT = (Comparator.GE, Comparator.LE, Comparator.EQ)


def to_edges(draft: Draft, first: Compared | None, choices: Choices) -> None:
    """Move values to what they are held against, where that is on their own side of it.

    The day and the readings stay, and so does the value of the `first` threshold, on whichever side it stands.
    """
    search = Search(draft, choices, RULES)
    search.leaves.tight = True
    search.leaves.pinned = {("",), *(("", name) for name in draft.readings)}
    if first is not None:
        for place in _places(search, first):
            search.leaves.pinned |= set(rests_on(search, place, first.path[-1]))
    shown, telling = _shown(draft), _telling(draft)
    for one in search.leaves.shuffled([one for one in draft.plan.compared if one.value is not None and one.path[0] in telling]):
        for place in list(_places(search, one)):
            now = _value(search.leaves.answers(place), one)
            edge = None if now is None else _edge(search.leaves.answers(place), one, now)
            if now is None or edge is None:
                continue
            if now == edge or _moved(search, place, one, edge, shown):
                search.leaves.pinned |= set(rests_on(search, place, cast(int, one.value)))


def _shown(draft: Draft) -> list[Answer]:
    """Return the truths and names that a decision shows."""
    return [draft.answers[index] for index in draft.plan.named_outcomes]


def _telling(draft: Draft) -> set[int]:
    """Return the nodes whose answers tell in what a decision shows, as they stand: none of a branch that is not taken."""
    nodes, answers = draft.plan.program.nodes, draft.answers
    waiting, seen = list(draft.plan.outcomes), set[int]()
    while waiting:
        index = waiting.pop()
        if index not in seen:
            seen.add(index)
            node = nodes[index]
            waiting.extend((*_parts(node, answers), *(() if node.body is None else node.body.brought_in)))
    return seen


def _parts(node: Node, answers: Answering) -> Sequence[int]:
    """Return the arguments of a node that tell in its answer."""
    match node.op:
        case Op.AND | Op.OR:
            decisive = Truth.F if node.op is Op.AND else Truth.T
            deciding = [part for part in node.args if answers[part] is decisive]
            return node.args if not deciding else deciding if len(deciding) == 1 else ()
        case Op.CHOOSE:
            guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
            taken = next((n for n, guard in enumerate(guards) if answers[guard] is not Truth.F), len(guards))
            return (*guards[: taken + 1], values[taken])
        case _:
            return node.args


def _places(search: Search, one: Compared) -> Iterator[Place]:
    """Yield the places at which a value is held against something: those of the records that there are."""
    *way, _ = one.path
    if len(way) > 1:
        return
    if way:
        count = search.leaves.count(search.leaves.list_of((), way[0]))
        yield from (((way[0], number),) for number in range(min(count, 3)))
    else:
        yield ()


def _value(answers: Answering, one: Compared) -> Fraction | None:
    """Return the value, where it is known."""
    found = answers[cast(int, one.value)]
    return found.point if isinstance(found, Interval) else None


def _edge(answers: Answering, one: Compared, now: Fraction) -> Fraction | None:
    """Return what the value is held against, where the node would say of it what it says of the value now."""
    against = one.against if isinstance(one.against, Fraction) else None
    if against is None:
        other = answers[cast(int, one.against)]
        against = other.point if isinstance(other, Interval) else None
    if against is None:
        return None
    index = one.path[-1]
    return against if _says(answers.cones.nodes[index], answers[index], now, against) else None


def _says(node: Node, says: Answer, now: Fraction, edge: Fraction) -> bool:
    if node.op is Op.BAND:
        bands = cast(Bands, node.data)
        return bands.piece(now) == bands.piece(edge)
    return says is (Truth.T if node.data in _HOLD_AT else Truth.F)


def _moved(search: Search, place: Place, one: Compared, edge: Fraction, shown: list[Answer]) -> bool:
    """Move a value, and say whether nothing that is shown has changed by it; otherwise take it back."""
    draft = search.draft
    before = dict(draft.facts)
    search.steps = _STEPS
    if search.make(place, cast(int, one.value), point(edge)) and not draft.broken() and _shown(draft) == shown:
        return True
    _take_back(draft, before)
    return False


def _take_back(draft: Draft, before: Mapping[str, Answer]) -> None:
    for name, answer in before.items():
        if draft.facts[name] is not answer:
            draft.put(name, answer)
