"""Quotients reckon and compare as fractions do, with one another, with fractions, and with whole numbers."""

import operator
from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from policyrules.backends.ratios import Number, Ratio, fraction, over

RATIOS = st.builds(Ratio, st.integers(-9, 9), st.integers(1, 9))
NUMBERS = RATIOS | st.integers(-3, 3) | st.fractions(-3, 3, max_denominator=5)


@pytest.mark.parametrize("sign", [operator.add, operator.sub, operator.mul])
@given(one=RATIOS, other=NUMBERS)
def test_arithmetic_is_that_of_fractions(sign: Callable[..., Number], one: Ratio, other: Number) -> None:
    assert fraction(sign(one, other)) == sign(fraction(one), fraction(other))
    assert fraction(sign(other, one)) == sign(fraction(other), fraction(one))


@pytest.mark.parametrize("sign", [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge])
@given(one=RATIOS, other=NUMBERS)
def test_comparisons_are_those_of_fractions(sign: Callable[..., bool], one: Ratio, other: Number) -> None:
    assert sign(one, other) is sign(fraction(one), fraction(other))
    assert sign(other, one) is sign(fraction(other), fraction(one))


@given(NUMBERS, NUMBERS)
def test_a_quotient_is_over_what_is_above_zero(one: Number, other: Number) -> None:
    assume(other > 0)
    found = over(one, other)
    assert found.denominator > 0 and fraction(found) == fraction(one) / fraction(other)


def test_equal_quotients_are_one_in_a_set_and_nothing_else_is_equal() -> None:
    assert {Ratio(1, 2), Ratio(2, 4)} == {Fraction(1, 2)} and Ratio(1, 2) != "1/2"
    assert fraction(-Ratio(2, 4)) == Fraction(-1, 2) and repr(Ratio(2, 4)) == "Ratio(2, 4)"
