"""Numbers that are written at once are written as all others are."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from policyrules.diagnostics import Language
from policyrules.explain.numbers import YUAN, writer
from policyrules.explain.phrases import number
from policyrules.values.types import NUMERIC, Scalar

DATED = (Scalar.DATE, Scalar.QUARTER, Scalar.MONTH, Scalar.MONTHS)
LANGUAGES: tuple[Language, ...] = ("zh", "en")

#: Of everyday size, round in few digits, and far beyond.
ABOVE = st.one_of(
    st.integers(-(10**14), 10**14),
    st.builds(lambda digits, places: digits * 10**places, st.integers(-(10**5), 10**5), st.integers(0, 14)),
    st.integers(-(10**40), 10**40),
)


@given(ABOVE, st.sampled_from((1, 1, 1, 2, 3, 7, 100, 4_000, 10**6, 3 * 10**12)), st.sampled_from(sorted(NUMERIC)))
@example(5, 10**6, Scalar.PERCENT)
@example(15, 10**5, Scalar.RATIO)
@example(-1, 3 * 10**12, Scalar.RATIO)
@example(10**10 + 10**8, 1, Scalar.MONEY)
@example(999_999_999, 10**8, Scalar.RATIO)
@example(12_345, 1, Scalar.INTEGER)
@example(-150_000_001, 3 * 10**12, Scalar.PERCENT)
def test_every_number_is_written_as_it_is_otherwise(above: int, under: int, type_: Scalar) -> None:
    if type_ in DATED:
        above, under = abs(above) % 3_000_000 + 1, 1
    for language in LANGUAGES:
        assert writer(type_, language)(above, under) == number(Fraction(above, under), type_, language)


@given(ABOVE)
@example(-(10**4))
@example(1 - 10**4)
def test_whole_yuan_are_written_as_they_are_otherwise(count: int) -> None:
    for language in LANGUAGES:
        assert YUAN[language](count) == number(Fraction(100 * count), Scalar.MONEY, language)


@pytest.mark.parametrize(
    ("above", "under", "type_", "zh", "en"),
    [
        (10**6, 1, Scalar.MONEY, "1万元", "10,000 yuan"),
        (123_456_700, 1, Scalar.MONEY, "123.4567万元", "1,234,567 yuan"),
        (12_500_000_000, 1, Scalar.MONEY, "1.25亿元", "125,000,000 yuan"),
        (1, 1, Scalar.MONEY, "0.01元", "0.01 yuan"),
        (-1, 3, Scalar.RATIO, "约 -33.33%", "about -33.33%"),
        (3, 100, Scalar.PERCENT, "3%", "3%"),
    ],
)
def test_amounts_and_shares_are_written_in_a_drafters_units(above: int, under: int, type_: Scalar, zh: str, en: str) -> None:
    assert [writer(type_, language)(above, under) for language in LANGUAGES] == [zh, en]
