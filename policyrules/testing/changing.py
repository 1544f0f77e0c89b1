"""One fact of an enterprise becomes another, all else being as it was: before and after.

In: a draft of an enterprise and the change that a property names. Out: drafts in pairs, the smallest steps first, within the
declared range of the fact and without breaking a relation among facts. The same draft has the same pairs.
"""

from collections.abc import Iterator
from fractions import Fraction

from policyrules.core.outline import Change, Direction
from policyrules.core.program import FactSpec
from policyrules.testing.drafts import Draft, is_known
from policyrules.testing.thresholds import UNITS
from policyrules.testing.values import Wanted
from policyrules.values.answers import Absent, Answer, Interval, Records, Series, point
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType

#: Of many numbers that a fact is held against, so many of the nearest are tried.
_NEAREST = 6

Pair = tuple[Draft, Draft]


def pairs(draft: Draft, change: Change) -> Iterator[Pair]:
    """Yield what the enterprise was and what it becomes; a fact that is not known becomes nothing else."""
    spec = next((one for one in draft.plan.program.facts if one.name == change.fact), None)
    if spec is None:
        return
    made = _records(draft, change) if change.direction is Direction.GAINS_ONE else _values(draft, change, spec)
    for before, after in made:
        if not before.broken() and not after.broken():
            yield before, after


def _records(draft: Draft, change: Change) -> Iterator[Pair]:
    """Yield the enterprise without each of its records, and with it."""
    rows = draft.rows(change.fact)
    for number in range(len(rows)):
        before = draft.copy()
        before.put_rows(change.fact, rows[:number] + rows[number + 1 :])
        yield before, draft


def _values(draft: Draft, change: Change, spec: FactSpec) -> Iterator[Pair]:
    type_, period = spec.type, None
    if isinstance(type_, SeriesType):
        assert change.period is not None  # INVARIANT: checking asks for the period of a series
        at = draft.answers[change.period]
        if not isinstance(at, Interval) or at.point is None:
            return
        type_, period = type_.element, int(at.point)
    assert not isinstance(type_, ListType)
    now = _now(draft, change.fact, period)
    for value in _becomes(draft, change, spec, type_, now):
        if value != now:
            after = draft.copy()
            if period is None:
                after.put(change.fact, value)
            else:
                after.put_period(change.fact, period, value)
            yield draft, after


def _now(draft: Draft, fact: str, period: int | None) -> Answer | None:
    known = draft.facts[fact]
    if period is None or isinstance(known, Records):
        return known
    return known.values.get(period) if isinstance(known, Series) else None


def _becomes(draft: Draft, change: Change, spec: FactSpec, type_: Scalar | EnumType, now: Answer | None) -> Iterator[Answer]:
    """Yield what the value becomes; only what is known changes."""
    number = now.point if isinstance(now, Interval) else None
    if change.direction is Direction.BECOMES:
        if now is not None and is_known(now) and not isinstance(now, Absent) and change.value is not None:
            yield change.value
        return
    if number is None:
        return
    wanted = Wanted(type_, spec.low, spec.high)
    sign = 1 if change.direction is Direction.INCREASES else -1
    by = change.value.point if isinstance(change.value, Interval) else None
    ends = [number + sign * by] if by is not None else _steps(draft, spec, type_, number, sign)
    yield from (point(end) for end in ends if wanted.allows(end))


def _steps(draft: Draft, spec: FactSpec, type_: Scalar | EnumType, number: Fraction, sign: int) -> list[Fraction]:
    """Return the numbers that are worth trying on one side: one unit on, at what the policy holds it against, far away."""
    assert isinstance(type_, Scalar)
    unit = UNITS.get(type_, Fraction(1))
    against = (one + by for one in draft.plan.numbers.get((spec.name,), ()) for by in (-unit, Fraction(0), unit))
    near = sorted({one for one in against if (one - number) * sign > 0}, key=lambda one: abs(one - number))[:_NEAREST]
    far = [number * 2, number * 10, spec.high] if sign > 0 else [Fraction(int(number / 2)), Fraction(0), spec.low]
    ends = {number + sign * unit, *near, *(one for one in far if one is not None and (one - number) * sign > 0)}
    return sorted(ends, key=lambda one: abs(one - number))
