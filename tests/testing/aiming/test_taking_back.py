"""What an operator is taken back to gives, put in again, what was wanted."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyrules.backends.numbers import compare, elapsed
from policyrules.core.program import Comparator
from policyrules.testing.aiming.taking_back import (
    both,
    compared,
    day_of_part,
    elapsed_from,
    moved_from,
    negated,
    operand,
    piece,
    rounded_in,
)
from policyrules.values import intervals
from policyrules.values.answers import Interval, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.quantity import add_days, add_months
from policyrules.values.types import Scalar

numbers = st.fractions(-50, 50, max_denominator=20)
days = st.integers(date(1990, 1, 1).toordinal(), date(2060, 1, 1).toordinal())


@pytest.mark.parametrize("comparator", Comparator)
@given(other=numbers)
def test_a_comparison_holds_where_it_was_taken_back_to_and_its_negation_does_not(comparator: Comparator, other) -> None:  # type: ignore[no-untyped-def]
    for ends in compared(comparator, other, Fraction(1)):
        value = point(ends.low if ends.low is not None else ends.high or 0)
        assert compare(comparator, value, point(other)) is Truth.T
        assert compare(negated(comparator), value, point(other)) is Truth.F
        assert compare(comparator.mirrored, point(other), value) is Truth.T


@pytest.mark.parametrize("left", [True, False])
@pytest.mark.parametrize("operator", "+-*/")
@given(result=numbers, other=numbers)
def test_an_operand_gives_the_result_again(operator: str, left: bool, result: Fraction, other: Fraction) -> None:
    found = operand(operator, point(result), other, left)
    if found is None:
        assert other == 0 or (operator == "/" and (other <= 0 or result <= 0))
        return
    assert found.point is not None
    one, two = (found, point(other)) if left else (point(other), found)
    rules = {"+": intervals.add, "-": intervals.subtract, "*": intervals.multiply, "/": intervals.divide}
    assert rules[operator](one, two) == point(result)


@given(wanted=days, steps=st.integers(-60, 60), unit=st.sampled_from(["months", "days"]))
def test_a_day_that_was_moved_back_comes_where_it_was_wanted(wanted: int, steps: int, unit: str) -> None:
    found = moved_from(point(wanted), steps, unit)
    move = add_months if unit == "months" else add_days
    if found is None:  # no day is moved to the 31st by months from a shorter month
        assert unit == "months" and date.fromordinal(wanted).day > 28
        return
    assert found.low is not None and move(int(found.low), steps) == wanted


@given(other=days, count=st.integers(0, 30), unit=st.sampled_from(["months", "years"]), start=st.booleans())
@example(other=date(2011, 9, 30).toordinal(), count=0, unit="months", start=True)
@example(other=date(2011, 9, 30).toordinal(), count=1, unit="months", start=True)
def test_so_many_years_have_passed_from_both_ends(other: int, count: int, unit: str, start: bool) -> None:
    found = elapsed_from(point(count), other, unit, start)
    assert found is not None and found.low is not None and found.high is not None
    for end in (found.low, found.high):
        one, two = (point(end), point(other)) if start else (point(other), point(end))
        assert elapsed(one, two, unit) == point(count)


@pytest.mark.parametrize("steps", [-600, 600])
@pytest.mark.parametrize("day", [date.min, date.max])
def test_days_at_the_ends_of_the_calendar_are_moved_back(day: date, steps: int) -> None:
    found = moved_from(point(day.toordinal()), steps, "months")
    assert found is None or (found.low is not None and found.low >= 1)


def test_more_years_than_the_calendar_has_have_passed_from_no_day() -> None:
    assert elapsed_from(point(9_000), date(2024, 2, 29).toordinal(), "years", True) == Interval(Fraction(1), Fraction(0))


def test_a_part_of_the_calendar_is_found_near_the_day() -> None:
    now = date(2024, 1, 31).toordinal()
    year = day_of_part(point(2020), "year", now)
    assert year == Interval(Fraction(date(2020, 1, 1).toordinal()), Fraction(date(2020, 12, 31).toordinal()))
    quarter = day_of_part(point(2024 * 4 + 1), "year_quarter", now)
    assert quarter == Interval(Fraction(date(2024, 4, 1).toordinal()), Fraction(date(2024, 6, 30).toordinal()))
    month = day_of_part(point(2), "month", now)
    assert month == point(date(2024, 2, 1).toordinal())
    assert day_of_part(point(13), "month", now) is None


def test_a_piece_of_a_line_has_its_own_ends_only() -> None:
    bands = Bands(((Fraction(1), True), (Fraction(3), False)), (0, 1, 2))
    assert [piece(bands, number, Fraction(1, 10)) for number in range(3)] == [
        Interval(None, Fraction(9, 10)), Interval(Fraction(1), Fraction(3)), Interval(Fraction(31, 10), None),
    ]  # fmt: skip


def test_ends_are_whole_where_values_are_and_have_something_in_common_or_nothing() -> None:
    wide = Interval(Fraction(1, 2), Fraction(5, 2))
    assert rounded_in(wide, Scalar.INTEGER) == Interval(Fraction(1), Fraction(2))
    assert rounded_in(point(Fraction(1, 2)), Scalar.MONEY) is None
    assert rounded_in(wide, Scalar.PERCENT) == wide
    assert both(wide, Interval(Fraction(2), None)) == Interval(Fraction(2), Fraction(5, 2))
    assert both(wide, Interval(Fraction(3), None)) is None
