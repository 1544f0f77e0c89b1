"""Quantifiers taken back: which records a list has to have, and what they have to say.

In: a search, the place of a quantifier and what is wanted of it. Out: the draft with records added, changed or dropped. A
record of which something has to stay is not dropped.
"""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import cast

from attrs import frozen

from policyrules.core.program import Body, Node, Quantifier
from policyrules.testing.aiming.goals import Side, Wanted
from policyrules.testing.aiming.leaves import Place
from policyrules.testing.aiming.searching import Search
from policyrules.values.answers import Answer, Interval, Records, Truth

T, U, F = Truth.T, Truth.U, Truth.F


@frozen(eq=False)
class _Each:
    """A quantifier at its place."""

    search: Search
    place: Place
    index: int
    body: Body
    name: str

    def inside(self, number: int) -> Place:
        return (*self.place, (self.index, number))

    @property
    def numbers(self) -> range:
        return range(self.search.leaves.count(self.name))

    def holds(self, number: int) -> Truth:
        """Say whether a record counts."""
        part = self.body.condition
        return T if part is None else cast(Truth, self.search.answer(self.inside(number), part))

    def value(self, number: int) -> Answer:
        return self.search.answer(self.inside(number), cast(int, self.body.value))

    def make(self, number: int, wanted: Truth) -> bool:
        """See to it that a record counts, or does not."""
        part = self.body.condition
        return wanted is T if part is None else self.search.make(self.inside(number), part, wanted)

    def rid(self, number: int, wanted: Truth) -> bool:
        """See to it that a record is not one that counts (is one, for F): change it, or drop it."""
        drop = self.search.choices.chance(50)
        return (
            (drop and self.search.leaves.drop(self.name, number))
            or self.make(number, wanted)
            or (self.search.leaves.drop(self.name, number))
        )

    def one_more(self, wanted: Truth) -> int | None:
        """Return the number of a record that was not yet so and is now: one that is there, or a new one."""
        there = [number for number in self.numbers if self.holds(number) is not wanted]
        if there and self.search.choices.chance(60):
            number = self.search.choices.pick(there)
            if self.make(number, wanted):
                return number
        for _ in range(2):
            number = self.search.leaves.add(self.name)
            if self.make(number, wanted):
                return number
            self.search.leaves.drop(self.name, number)
        return None

    def counted(self) -> Iterator[int]:
        return (number for number in self.numbers if self.holds(number) is not F)


def of_records(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    """Take a quantifier back."""
    assert node.body is not None
    kind, count = cast(tuple[Quantifier, int], node.data)
    each = _Each(search, place, index, node.body, search.leaves.list_of(place, index))
    if cast(Records, search.draft.facts[each.name]).rows is None:
        if (each.name,) in search.leaves.pinned:
            return
        search.draft.put_rows(each.name, ())
    if isinstance(wanted, Side):
        _side(each, wanted)
        return
    _KINDS[kind](each, count, wanted)


def _side(each: _Each, wanted: Side) -> None:
    if wanted.side not in ("below", "at", "above"):
        each.search.leaves.empty((each.name,))
        return
    _so_many(each, int(cast(Fraction, wanted.against) + wanted.by), int(cast(Fraction, wanted.against) + wanted.by))


def _some(each: _Each, count: int, wanted: Wanted) -> None:
    if wanted is T:
        each.one_more(T)
        return
    for number in reversed(each.numbers):
        if each.holds(number) is not F:
            each.rid(number, F)


def _every(each: _Each, count: int, wanted: Wanted) -> None:
    if wanted is F:
        each.one_more(F)
        return
    for number in reversed(each.numbers):
        if each.holds(number) is not T:
            each.rid(number, T)


def _at_least(each: _Each, count: int, wanted: Wanted) -> None:
    _so_many(each, count if wanted is T else 0, None if wanted is T else count - 1)


def _count(each: _Each, count: int, wanted: Wanted) -> None:
    ends = cast(Interval, wanted)
    _so_many(each, 0 if ends.low is None else ceil(ends.low), None if ends.high is None else floor(ends.high))


def _so_many(each: _Each, least: int, most: int | None) -> None:
    """See to it that so many records count."""
    for number in reversed(each.numbers):
        if each.holds(number) is U or (most is not None and len(list(each.counted())) > most and each.holds(number) is T):
            each.rid(number, F)
    for _ in range(min(least, 20)):
        if len(list(each.counted())) >= least or each.one_more(T) is None:
            return


def _sum(each: _Each, count: int, wanted: Wanted) -> None:
    """Move the value of one record by what is lacking; what is too much is dropped first."""
    ends, value = cast(Interval, wanted), cast(int, each.body.value)
    for number in reversed(list(each.counted())):
        rest = _sum_of_others(each, number)
        if rest is None or (ends.high is not None and rest > ends.high):
            each.rid(number, F)
    chosen = next(each.counted(), None)
    chosen = each.one_more(T) if chosen is None or each.holds(chosen) is not T else chosen
    if chosen is None:
        return
    rest = _sum_of_others(each, chosen) or Fraction(0)
    low, high = (None if end is None else end - rest for end in (ends.low, ends.high))
    each.search.make(each.inside(chosen), value, Interval(low, high))
    each.make(chosen, T)


def _sum_of_others(each: _Each, number: int) -> Fraction | None:
    """Return the sum of all records but one; `None` where it is not known."""
    total = Fraction(0)
    for other in each.counted():
        if other != number:
            answer = each.value(other)
            if each.holds(other) is U or not isinstance(answer, Interval) or answer.point is None:
                return None
            total += answer.point
    return total


def _greatest(each: _Each, count: int, wanted: Wanted) -> None:
    ends = cast(Interval, wanted)
    _extreme(each, ends, Interval(None, ends.high))


def _least(each: _Each, count: int, wanted: Wanted) -> None:
    ends = cast(Interval, wanted)
    _extreme(each, ends, Interval(ends.low, None))


def _extreme(each: _Each, wanted: Interval, others: Interval) -> None:
    """One record counts whose value lies where it is wanted; the values of the others do not go beyond."""
    value = cast(int, each.body.value)
    chosen = next((number for number in each.numbers if each.holds(number) is T), None)
    chosen = each.one_more(T) if chosen is None else chosen
    if chosen is None:
        return
    each.search.make(each.inside(chosen), value, wanted)
    each.make(chosen, T)
    for number in reversed(list(each.counted())):
        if number != chosen and not each.search.make(each.inside(number), value, others):
            each.search.leaves.drop(each.name, number)


_KINDS: Mapping[Quantifier, Callable[[_Each, int, Wanted], None]] = MappingProxyType(
    {
        Quantifier.SOME: _some,
        Quantifier.EVERY: _every,
        Quantifier.AT_LEAST: _at_least,
        Quantifier.COUNT: _count,
        Quantifier.SUM: _sum,
        Quantifier.SUM_PER_YEAR: _sum,
        Quantifier.MAX: _greatest,
        Quantifier.MIN: _least,
    }
)
