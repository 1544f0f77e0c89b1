"""Years, quarters and months as numbers."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.values.periods import Period, is_period, period_of, read_period, show_period

PERIODS: tuple[Period, ...] = ("year", "quarter", "month")
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@pytest.mark.parametrize(
    ("day", "year", "quarter", "month"),
    [
        (date(2024, 1, 1), "2024", "2024Q1", "2024-01"),
        (date(2024, 3, 31), "2024", "2024Q1", "2024-03"),
        (date(2024, 4, 1), "2024", "2024Q2", "2024-04"),
        (date(2024, 12, 31), "2024", "2024Q4", "2024-12"),
    ],
)
def test_a_day_lies_in_a_year_a_quarter_and_a_month(day: date, year: str, quarter: str, month: str) -> None:
    assert [show_period(period_of(day.toordinal(), period), period) for period in PERIODS] == [year, quarter, month]


def test_the_period_before_is_one_less() -> None:
    first = date(2024, 1, 1).toordinal()
    assert [show_period(period_of(first, period) - 1, period) for period in PERIODS] == ["2023", "2023Q4", "2023-12"]


@given(DAYS, DAYS)
def test_a_later_day_never_lies_in_an_earlier_period(one: date, other: date) -> None:
    first, second = sorted((one.toordinal(), other.toordinal()))
    assert all(period_of(first, period) <= period_of(second, period) for period in PERIODS)


@given(st.dates(date(1000, 1, 1)), st.sampled_from(PERIODS))
def test_what_is_shown_is_read_as_the_same(day: date, period: Period) -> None:
    number = period_of(day.toordinal(), period)
    assert read_period(show_period(number, period), period) == number


@pytest.mark.parametrize(
    ("written", "period", "shown"),
    [
        (2024, "year", "2024"),
        ("2024年", "year", "2024"),
        ("2024年第3季度", "quarter", "2024Q3"),
        ("2024年9月", "month", "2024-09"),
        ("2024年09月", "month", "2024-09"),
        ("2024年12月", "month", "2024-12"),
    ],
)
def test_a_period_may_be_written_in_chinese(written: object, period: Period, shown: str) -> None:
    number = read_period(written, period)
    assert number is not None and show_period(number, period) == shown


@pytest.mark.parametrize(
    ("written", "period"),
    [
        (0, "year"), (10_000, "year"), (True, "year"), ("24", "year"), ("0000", "year"), ("２０２４", "year"),
        (2024, "quarter"),
        ("2024Q0", "quarter"), ("2024Q5", "quarter"), ("2024年3季度", "quarter"), ("2024Q3\n", "quarter"), ("2024", "quarter"),
        ("2024-00", "month"), ("2024-13", "month"), ("2024-9", "month"), ("2024-09-01", "month"),
        (202409, "month"), (None, "month"),
    ],
)  # fmt: skip
def test_anything_else_is_no_period(written: object, period: Period) -> None:
    assert read_period(written, period) is None


def test_a_quarter_of_an_early_year_is_shown_as_it_is_read() -> None:
    assert (show_period(4, "quarter"), show_period(999 * 12, "month")) == ("0001Q1", "0999-01")
    assert (read_period("0001Q1", "quarter"), read_period("0999-01", "month")) == (4, 999 * 12)


@pytest.mark.parametrize(
    ("number", "period", "is_one"),
    [
        (0, "year", False),
        (1, "year", True),
        (9999, "year", True),
        (10_000, "year", False),
        (3, "quarter", False),
        (4, "quarter", True),
        (11, "month", False),
        (119_999, "month", True),
    ],
)
def test_periods_are_those_of_the_calendar(number: int, period: Period, is_one: bool) -> None:
    assert is_period(number, period) is is_one
