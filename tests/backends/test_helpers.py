"""What generated text calls gives for native values what the rules of the reference give for answers."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.backends.helpers import HELPERS
from policyrules.backends.native import LACKING, BeyondError
from policyrules.core.program import ParameterSpec, Quantifier
from policyrules.values.intervals import Rounding, round_to
from policyrules.values.types import Scalar

CALL: Any = HELPERS


@pytest.mark.parametrize(("name", "rounding"), [("half_up", "half_up"), ("truncated", "down"), ("away", "up")])
@given(above=st.integers(-50, 50), under=st.integers(1, 9))
def test_quotients_are_rounded_as_numbers_are(name: str, rounding: Rounding, above: int, under: int) -> None:
    assert CALL[name](above, under) == round_to(Fraction(above, under), Fraction(1), rounding)


@pytest.mark.parametrize(
    ("day", "value"),
    [(date(2022, 12, 31), LACKING), (date(2023, 1, 1), (3, 100)), (date(2023, 9, 1), (1, 25)), (date(2024, 1, 1), LACKING)],
)
def test_a_parameter_is_published_from_its_first_day_to_the_last_that_is_complete(day: date, value: object) -> None:
    values = ((date(2023, 1, 1), Fraction(3, 100)), (date(2023, 6, 1), Fraction(4, 100)))
    spec = ParameterSpec("利率", Scalar.PERCENT, values, date(2023, 12, 31))
    assert CALL["published"](spec, day.toordinal()) == value


def test_a_sum_that_is_longer_than_was_reckoned_with_is_left_to_the_reference() -> None:
    one = (Fraction(1, 3**700), Fraction(1, 3**700))
    assert CALL["counted"](Quantifier.SUM, [3, 1], [(1, 1), (-2, 5)], [], None) == (-1, 6)
    with pytest.raises(BeyondError):
        CALL["counted"](Quantifier.SUM, [3], [one], [], None)


def test_the_sum_over_any_list_is_bounded_by_zero_where_no_record_can_pass_it() -> None:
    found = [CALL["sum_of_any"](value) for value in ((0, None), (None, 0), (-1, 1), (0, 0))]
    assert found == [(0, None), (None, 0), (None, None), (0, 0)]


def test_a_period_is_looked_up_where_it_is_known_which() -> None:
    found = [CALL["by_period"]({2023: 7}, number) for number in ((2023, 2023), (2022, 2022), (2022, 2023), (None, None))]
    assert found == [7, None, None, None]
