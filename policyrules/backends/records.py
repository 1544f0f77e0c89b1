"""What the records of a list give together, when it may be unknown whether a record counts.

In: for each record whether it counts, its value and its day. Out: the answer of the quantifier. Every rule is isotone. Knows
no program.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from attrs import frozen

from policyrules.backends.numbers import calendar, held
from policyrules.core.program import Quantifier
from policyrules.values import intervals
from policyrules.values.answers import WHOLE_LINE, Answer, Interval, Truth, point

T, U, F = Truth.T, Truth.U, Truth.F

_NONE = Fraction(0)


@frozen
class Counted:
    """The records of a list: does each count, and what is its value and its day, where the quantifier asks for them."""

    holds: Sequence[Truth]
    values: Sequence[Interval] = ()
    days: Sequence[Interval] = ()


def at_least(count: int, truths: Sequence[Truth]) -> Truth:
    """Say whether at least `count` of the truths hold."""
    true = sum(truth is T for truth in truths)
    possible = sum(truth is not F for truth in truths)
    return T if true >= count else F if possible < count else U


def of_records(kind: Quantifier, count: int, records: Counted, cap: Interval | None) -> Answer:
    """Return the answer of a quantifier over the records of a list that is known."""
    holds, values = records.holds, records.values
    match kind:
        case Quantifier.SOME:
            return max(holds, default=F)
        case Quantifier.EVERY:
            return min(holds, default=T)
        case Quantifier.AT_LEAST:
            return at_least(count, holds)
        case Quantifier.COUNT:
            return Interval(Fraction(holds.count(T)), Fraction(holds.count(T) + holds.count(U)))
        case Quantifier.SUM:
            return _sum(holds, values)
        case Quantifier.SUM_PER_YEAR:
            assert cap is not None
            return held(_sum_per_year(records, cap))
        case Quantifier.MAX:
            return _greatest(holds, values)
        case Quantifier.MIN:
            return intervals.negate(_greatest(holds, [intervals.negate(value) for value in values]))


def _sum(holds: Sequence[Truth], values: Sequence[Interval]) -> Interval:
    """What counts is summed; what may count adds anything between nothing and its value."""
    total = point(0)
    for truth, value in zip(holds, values, strict=True):
        if truth is T:
            total = held(intervals.add(total, value))
        elif truth is U:
            total = held(intervals.add(total, intervals.hull([point(0), value])))
    return total


def _sum_per_year(records: Counted, cap: Interval) -> Interval:
    """Each calendar year's sum, at most the cap, added up. A value or a cap below zero counts as nothing.

    At the least, only what is sure to count does, and what may fall into any year falls into the one that is fullest
    already, where the cap leaves least of it. At the most, all that may count does, and what may fall into any year has a
    year to itself.
    """
    cap, values = _not_negative(cap), [_not_negative(value) for value in records.values]
    years = [calendar(day, "year").point for day in records.days]
    counted = list(zip(records.holds, values, years, strict=True))
    certain = [(value.low or _NONE, year) for truth, value, year in counted if truth is T]
    possible = [(value.high, year) for truth, value, year in counted if truth is not F]
    return Interval(_least_per_year(certain, cap.low or _NONE), _most_per_year(possible, cap.high))


def _not_negative(one: Interval) -> Interval:
    return intervals.greatest([one, point(0)])


def _least_per_year(values: Iterable[tuple[Fraction, Fraction | None]], cap: Fraction) -> Fraction:
    sums: dict[Fraction | None, Fraction] = {}
    for value, year in values:
        sums[year] = sums.get(year, _NONE) + value
    anywhere = sums.pop(None, _NONE)
    room = max(cap - max(sums.values(), default=_NONE), _NONE)
    return sum((min(total, cap) for total in sums.values()), min(anywhere, room))


def _most_per_year(values: Iterable[tuple[Fraction | None, Fraction | None]], cap: Fraction | None) -> Fraction | None:
    years: dict[Fraction, Interval] = {}
    total, most = point(0), Interval(_NONE, cap)
    for value, year in values:
        added = Interval(_NONE, value)
        if year is None:
            total = intervals.add(total, intervals.least([added, most]))
        else:
            years[year] = intervals.add(years.get(year, point(0)), added)
    for one in years.values():
        total = intervals.add(total, intervals.least([one, most]))
    return total.high


def _greatest(holds: Sequence[Truth], values: Sequence[Interval]) -> Interval:
    """The greatest of what counts; undefined, so the whole line, while it is not known that anything counts."""
    certain = [value for truth, value in zip(holds, values, strict=True) if truth is T]
    if not certain:
        return WHOLE_LINE
    possible = [value for truth, value in zip(holds, values, strict=True) if truth is not F]
    return Interval(intervals.greatest(certain).low, intervals.greatest(possible).high)
