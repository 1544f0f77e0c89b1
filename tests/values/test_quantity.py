"""Money units, calendar arithmetic and the way a value is written."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.values.quantity import (
    LAST_DAY,
    MONEY_UNITS,
    add_days,
    add_months,
    decimal_text,
    elapsed_months,
    quotient_text,
    show,
    show_quotient,
)
from policyrules.values.types import Scalar, Type

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(date.toordinal)


@given(DAYS, st.integers(-2400, 2400))
def test_a_month_later_is_in_the_month_that_follows_and_never_on_a_later_day_of_it(day: int, months: int) -> None:
    before, after = date.fromordinal(day), date.fromordinal(add_months(day, months))
    assert after.year * 12 + after.month == before.year * 12 + before.month + months
    assert after.day <= before.day
    assert after.day == before.day or date.fromordinal(after.toordinal() + 1).day == 1


@given(DAYS, DAYS, st.integers(-240, 240))
def test_adding_months_never_changes_the_order_of_two_days(one: int, other: int, months: int) -> None:
    first, second = sorted((one, other))
    assert add_months(first, months) <= add_months(second, months)


@given(DAYS, DAYS)
def test_the_full_months_between_two_days_are_the_most_that_can_be_added_without_passing(one: int, other: int) -> None:
    start, end = sorted((one, other))
    months = elapsed_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)
    assert elapsed_months(end, start) == -months


def test_full_months_never_become_fewer_with_a_later_end_nor_more_with_a_later_start() -> None:
    first = date(2023, 11, 1).toordinal()
    days = range(first, first + 150)  # over the end of a February that has 29 days
    for day in days:
        to_it = [elapsed_months(start, day) for start in days]
        from_it = [elapsed_months(day, end) for end in days]
        assert to_it == sorted(to_it, reverse=True)
        assert from_it == sorted(from_it)


def test_periods_beyond_the_calendar_end_with_it() -> None:
    assert add_months(LAST_DAY, 1) == LAST_DAY
    assert add_days(LAST_DAY, 1) == LAST_DAY
    assert add_months(1, -1) == 1
    assert add_days(1, -1) == 1


@pytest.mark.parametrize(
    ("value", "type_", "zh", "en"),
    [
        (Fraction(365, 10000), Scalar.PERCENT, "3.65%", "3.65%"),
        (Fraction(1, 3), Scalar.PERCENT, "1/3", "1/3"),
        (Fraction(100_000_000), Scalar.MONEY, "100万元", "1000000 yuan"),
        (Fraction(10_000_000_000), Scalar.MONEY, "1亿元", "100000000 yuan"),
        (Fraction(399_990_000_00), Scalar.MONEY, "3.9999亿元", "399990000 yuan"),
        (Fraction(1), Scalar.MONEY, "0.01元", "0.01 yuan"),
        (Fraction(0), Scalar.MONEY, "0元", "0 yuan"),
        (Fraction(-50_000), Scalar.MONEY, "-500元", "-500 yuan"),
        (Fraction(date(2023, 3, 1).toordinal()), Scalar.DATE, "2023-03-01", "2023-03-01"),
        (Fraction(36), Scalar.MONTHS, "3年", "3 years"),
        (Fraction(18), Scalar.MONTHS, "18个月", "18 months"),
        (Fraction(30), Scalar.DAYS, "30天", "30 days"),
        (Fraction(2024 * 4 + 2), Scalar.QUARTER, "2024Q3", "2024Q3"),
        (Fraction(2024 * 12 + 8), Scalar.MONTH, "2024-09", "2024-09"),
        (Fraction(5, 2), Scalar.NUMBER, "2.5", "2.5"),
    ],
)
def test_values_are_written_exactly_in_the_units_that_people_use(value: Fraction, type_: Type, zh: str, en: str) -> None:
    assert (show(value, type_, "zh"), show(value, type_, "en")) == (zh, en)


@given(st.fractions(max_denominator=10**6))
def test_a_decimal_text_is_exact(value: Fraction) -> None:
    assert Fraction(decimal_text(value)) == value


@given(st.fractions(max_denominator=10**6), st.integers(1, 10**6), st.sampled_from(Scalar))
def test_a_number_is_written_alike_in_whatever_terms_it_is_given(value: Fraction, times: int, type_: Scalar) -> None:
    if type_ in (Scalar.DATE, Scalar.QUARTER, Scalar.MONTH):
        value = Fraction(abs(value.numerator) % LAST_DAY + 1)
    given = value.numerator * times, value.denominator * times
    assert quotient_text(*given) == decimal_text(value)
    assert show_quotient(*given, type_, "zh") == show(value, type_, "zh")


def test_every_unit_of_money_is_a_whole_number_of_fen() -> None:
    assert MONEY_UNITS["元"] == 100
    assert MONEY_UNITS["万元"] == 10_000 * MONEY_UNITS["元"]
    assert MONEY_UNITS["亿元"] == 10_000 * MONEY_UNITS["万元"]
    assert MONEY_UNITS["万亿元"] == 10_000 * MONEY_UNITS["亿元"]
