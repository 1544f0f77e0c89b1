"""One fact of an enterprise becomes another, all else being as it was.

In: a draft of an enterprise and the change that a property names. Out: the same draft, in one after the other of the states
that the change can lead to (or, where a record is gained, lead from), the smallest steps first, within the declared range of
the fact. Afterwards the draft is as it was. The same draft has the same states.
"""

from collections.abc import Generator, Iterator
from fractions import Fraction

from policyrules.core.outline import Change, Direction
from policyrules.core.program import FactSpec
from policyrules.testing.drawing.drafts import Draft, is_known
from policyrules.testing.drawing.thresholds import UNITS
from policyrules.testing.drawing.values import Wanted
from policyrules.values.answers import Absent, Answer, Interval, Records, Series, point
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType

#: Of many numbers that a fact is held against, so many of the nearest are tried.
_NEAREST = 6


def changed(draft: Draft, change: Change) -> Generator[None]:
    """Bring a draft into each of the states after a change, and back; into those before it, where a record is gained.

    A fact that is not known becomes nothing else.
    """
    spec = next((one for one in draft.plan.program.facts if one.name == change.fact), None)
    if spec is None:
        return
    as_it_was = draft.facts[change.fact]
    for answer in _without_one(draft, change) if change.direction is Direction.GAINS_ONE else _answers(draft, change, spec):
        draft.put(change.fact, answer)
        try:
            yield
        finally:
            draft.put(change.fact, as_it_was)


def _without_one(draft: Draft, change: Change) -> Iterator[Answer]:
    """Yield the list without each of its records."""
    rows = draft.rows(change.fact)
    for number in range(len(rows)):
        yield Records(rows[:number] + rows[number + 1 :])


def _answers(draft: Draft, change: Change, spec: FactSpec) -> Iterator[Answer]:
    type_, known = spec.type, draft.facts[spec.name]
    if not isinstance(type_, SeriesType):
        assert not isinstance(type_, ListType)  # INVARIANT: checking lets nothing of a list change but that it gains a record
        yield from _becomes(draft, change, spec, type_, known)
        return
    assert change.period is not None and isinstance(known, Series)  # INVARIANT: checking asks for the period of a series
    at = draft.answers[change.period]
    period = at.point if isinstance(at, Interval) else None
    now = None if period is None else known.values.get(int(period))
    if now is not None and period is not None:
        for value in _becomes(draft, change, spec, type_.element, now):
            yield Series({**known.values, int(period): value}, known.range)


def _becomes(draft: Draft, change: Change, spec: FactSpec, type_: Scalar | EnumType, now: Answer) -> Iterator[Answer]:
    """Yield what a value becomes; only what is known changes."""
    if change.direction is Direction.BECOMES:
        if change.value is not None and change.value != now and is_known(now) and not isinstance(now, Absent):
            yield change.value
        return
    number = now.point if isinstance(now, Interval) else None
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
