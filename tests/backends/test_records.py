"""What records give together, shown by trying what each may turn out to be."""

import random
from datetime import date
from fractions import Fraction
from itertools import product

import pytest
from attrs import frozen

from policyrules.backends.records import Counted, at_least, of_records
from policyrules.core.program import Quantifier
from policyrules.values.answers import WHOLE_LINE, Interval, Truth, point

T, U, F = Truth.T, Truth.U, Truth.F
SPANS = [Interval(Fraction(low), Fraction(high)) for low, high in product(range(-1, 4), repeat=2) if low <= high]
YEARS = (2021, 2022, 2023)


def in_year(year: int) -> Interval:
    return point(date(year, 6, 30).toordinal())


@frozen
class One:
    """A record: does it count, its value, and its year, where it is known."""

    holds: Truth
    value: Interval
    year: int | None

    def completions(self) -> list["One"]:
        assert self.value.low is not None and self.value.high is not None
        values = [point(n) for n in range(int(self.value.low), int(self.value.high) + 1)]
        years = YEARS if self.year is None else (self.year,)
        return [One(h, v, y) for h, v, y in product((T, F) if self.holds is U else (self.holds,), values, years)]


def sum_per_year(records: tuple[One, ...], cap: Interval) -> Interval:
    days = [WHOLE_LINE if record.year is None else in_year(record.year) for record in records]
    counted = Counted([record.holds for record in records], [record.value for record in records], days)
    found = of_records(Quantifier.SUM_PER_YEAR, 0, counted, cap)
    assert isinstance(found, Interval)
    return found


def plain_sum(records: tuple[One, ...], cap: int) -> int:
    """Return the capped sums of complete records, added up."""
    values = [(record.year, max(int(record.value.low or 0), 0)) for record in records if record.holds is T]
    return sum(min(max(cap, 0), sum(value for year, value in values if year == this)) for this in YEARS)


def within(inner: Interval, outer: Interval) -> bool:
    low = outer.low is None or (inner.low is not None and outer.low <= inner.low)
    return low and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


def some_records(rng: random.Random) -> tuple[One, ...]:
    return tuple(
        One(rng.choice(list(Truth)), rng.choice(SPANS), rng.choice((*YEARS[:2], None))) for _ in range(rng.randint(1, 3))
    )


def test_the_sum_per_year_covers_every_completion_and_no_end_is_out_of_reach() -> None:
    compared = 0
    for seed in range(150):
        rng = random.Random(seed)
        records, cap = some_records(rng), rng.choice(SPANS)
        found = sum_per_year(records, cap)
        caps = range(int(cap.low or 0), int(cap.high or 0) + 1)
        sums = [plain_sum(done, c) for done in product(*(record.completions() for record in records)) for c in caps]
        compared += len(sums)
        assert found == Interval(Fraction(min(sums)), Fraction(max(sums))), seed
    assert compared > 20_000


def test_a_sum_per_year_only_shrinks_as_its_records_become_known() -> None:
    for seed in range(600):
        rng = random.Random(seed)
        records, cap = some_records(rng), rng.choice(SPANS)
        before = sum_per_year(records, cap)
        for place in rng.sample(range(len(records)), len(records)):
            known = rng.choice(records[place].completions())
            records = (*records[:place], known, *records[place + 1 :])
            after = sum_per_year(records, cap)
            assert within(after, before), (seed, place)
            before = after
        assert before.point is not None or cap.point is None


def test_a_year_that_is_not_known_for_certain_may_be_any() -> None:
    days = [Interval(in_year(2021).low, in_year(2022).low), in_year(2021)]
    found = of_records(Quantifier.SUM_PER_YEAR, 0, Counted([T, T], [point(2), point(2)], days), point(3))
    assert found == Interval(Fraction(3), Fraction(4))


def test_without_an_upper_end_a_sum_per_year_is_held_by_its_cap_alone() -> None:
    upwards = Interval(Fraction(1), None)
    records = Counted([T, U], [upwards, upwards], [in_year(2021), WHOLE_LINE])
    assert of_records(Quantifier.SUM_PER_YEAR, 0, records, point(3)) == Interval(Fraction(1), Fraction(6))
    assert of_records(Quantifier.SUM_PER_YEAR, 0, records, upwards) == upwards


@pytest.mark.parametrize(("count", "truths", "expected"), [(0, (), T), (2, (T, U, F), U), (2, (T, F, F), F), (2, (T, T, U), T)])
def test_at_least_so_many_hold(count: int, truths: tuple[Truth, ...], expected: Truth) -> None:
    assert at_least(count, truths) is expected


def test_over_no_records_some_fails_and_every_holds() -> None:
    nothing = Counted(())
    assert of_records(Quantifier.SOME, 0, nothing, None) is F
    assert of_records(Quantifier.EVERY, 0, nothing, None) is T
    assert of_records(Quantifier.COUNT, 0, nothing, None) == point(0)
    assert of_records(Quantifier.SUM_PER_YEAR, 0, nothing, point(3)) == point(0)


class Counting(Fraction):
    """A number that counts how often it takes part in a calculation."""

    steps = 0

    def __add__(self, other: object) -> Fraction:
        Counting.steps += 1
        return Fraction(self.numerator, self.denominator) + other  # type: ignore[operator, no-any-return]

    __radd__ = __add__


@pytest.mark.parametrize("years", [1, 30, 300])
def test_each_record_is_added_up_twice_at_most_however_many_share_a_year(years: int) -> None:
    many = 300
    values = [Interval(Counting(n), Counting(n)) for n in range(many)]
    days = [in_year(1 + n % years) for n in range(many)]
    Counting.steps = 0
    of_records(Quantifier.SUM_PER_YEAR, 0, Counted([T] * many, values, days), point(3))
    assert many <= Counting.steps <= 4 * many
