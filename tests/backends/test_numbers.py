"""Numbers within intervals: comparisons and calendars."""

from datetime import date
from fractions import Fraction
from itertools import product

import pytest

from policyrules.backends.numbers import calendar, compare, elapsed, held, shifted
from policyrules.core.program import Comparator
from policyrules.diagnostics import FactsError
from policyrules.values.answers import WHOLE_LINE, Interval, Truth, point
from policyrules.values.intervals import LONGEST

HOLDS = {
    Comparator.GE: lambda a, b: a >= b,
    Comparator.GT: lambda a, b: a > b,
    Comparator.LE: lambda a, b: a <= b,
    Comparator.LT: lambda a, b: a < b,
    Comparator.EQ: lambda a, b: a == b,
    Comparator.NE: lambda a, b: a != b,
}
SPANS = [(low, high) for low, high in product(range(4), repeat=2) if low <= high]


def day(*parts: int) -> Fraction:
    return Fraction(date(*parts).toordinal())


@pytest.mark.parametrize("comparator", Comparator)
def test_a_comparison_is_definite_where_all_numbers_agree(comparator: Comparator) -> None:
    for one, other in product(SPANS, repeat=2):
        # Halves stand for the rationals between whole numbers.
        found = {
            HOLDS[comparator](a, b)
            for a in (Fraction(n, 2) for n in range(2 * one[0], 2 * one[1] + 1))
            for b in (Fraction(n, 2) for n in range(2 * other[0], 2 * other[1] + 1))
        }
        left, right = (Interval(Fraction(low), Fraction(high)) for low, high in (one, other))
        expected = Truth.U if len(found) == 2 else Truth.T if found == {True} else Truth.F
        assert compare(comparator, left, right) is expected, (one, other)


def test_full_months_and_years_between_two_spans_of_days_go_from_the_fewest_to_the_most() -> None:
    start = Interval(day(2020, 2, 28), day(2020, 3, 31))
    end = Interval(day(2022, 2, 28), day(2022, 3, 30))
    assert elapsed(start, end, "months") == Interval(Fraction(23), Fraction(25))
    assert elapsed(start, end, "years") == Interval(Fraction(1), Fraction(2))
    assert elapsed(start, WHOLE_LINE, "years") == WHOLE_LINE
    assert elapsed(Interval(None, start.high), end, "months") == Interval(Fraction(23), None)


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ((2020, 5, 10), (2023, 5, 9), 2),
        ((2020, 5, 10), (2023, 5, 10), 3),
        ((2020, 2, 29), (2021, 2, 28), 1),
        ((2023, 5, 10), (2020, 5, 11), -2),
        ((2023, 5, 10), (2020, 5, 10), -3),
        ((2023, 5, 10), (2023, 1, 1), 0),
    ],
)
def test_a_year_is_full_on_the_day_that_bears_the_same_date(start: tuple[int, ...], end: tuple[int, ...], years: int) -> None:
    assert elapsed(point(day(*start)), point(day(*end)), "years") == point(years)


def test_the_month_and_the_day_of_an_unknown_date_are_any() -> None:
    span = Interval(day(2022, 3, 31), day(2022, 4, 1))
    assert calendar(span, "year") == point(2022)
    assert calendar(span, "month") == Interval(Fraction(1), Fraction(12))
    assert calendar(span, "day") == Interval(Fraction(1), Fraction(31))
    assert calendar(point(day(2022, 4, 1)), "month") == point(4)


def test_the_quarter_and_the_month_that_a_date_lies_in_go_from_the_first_day_to_the_last() -> None:
    span = Interval(day(2022, 3, 31), day(2022, 4, 1))
    assert calendar(span, "year_quarter") == Interval(Fraction(2022 * 4), Fraction(2022 * 4 + 1))
    assert calendar(span, "year_month") == Interval(Fraction(2022 * 12 + 2), Fraction(2022 * 12 + 3))
    assert calendar(WHOLE_LINE, "year_quarter") == WHOLE_LINE


def test_a_span_of_days_moves_end_by_end() -> None:
    span = Interval(day(2022, 1, 30), day(2022, 1, 31))
    assert shifted(span, point(1), "months") == point(day(2022, 2, 28))
    assert shifted(span, Interval(Fraction(1), None), "days") == Interval(day(2022, 1, 31), None)


def test_a_number_that_grows_without_end_is_refused() -> None:
    held(point(2**LONGEST - 1))
    held(Interval(None, Fraction(1, 2**LONGEST - 1)))
    for long in (point(2**LONGEST), Interval(Fraction(-1, 2**LONGEST), None)):
        with pytest.raises(FactsError) as raised:
            held(long)
        assert [found.code for found in raised.value.diagnostics] == ["case-number-long"]
