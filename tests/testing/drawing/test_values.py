"""Values stay in their range, reach what they are held against, and begin with what is simplest."""

from datetime import date
from fractions import Fraction

import pytest

from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.values import Wanted, value
from policyrules.values.answers import Interval, Symbol, point
from policyrules.values.types import NUMERIC, Scalar

DAY = date(2024, 6, 1).toordinal()


class Least:
    """Takes the simplest of everything."""

    def integer(self, low: int, high: int) -> int:
        return low

    def chance(self, percent: int) -> bool:
        return False

    def section(self) -> None:
        pass

    def pick(self, options):  # type: ignore[no-untyped-def]
        return options[0]


@pytest.mark.parametrize("type_", sorted(NUMERIC))
def test_numbers_stay_in_their_range_and_are_whole_where_they_have_to_be(type_: Scalar) -> None:
    wanted = Wanted(type_, Fraction(2), Fraction(9), (Fraction(2), Fraction(9)))
    choices = Seeded(1)
    for _ in range(200):
        drawn = value(choices, wanted, DAY)
        assert isinstance(drawn, Interval) and drawn.point is not None and wanted.allows(drawn.point)


def test_values_stand_at_right_below_and_right_above_what_they_are_held_against() -> None:
    choices, wanted = Seeded(2), Wanted(Scalar.PERCENT, numbers=(Fraction(3, 100),))
    drawn = {value(choices, wanted, DAY) for _ in range(100)}
    assert {point(Fraction(number, 10_000)) for number in (299, 300, 301)} <= drawn
    texts = {value(choices, Wanted(Scalar.TEXT, texts=("591",)), DAY) for _ in range(500)}
    assert {Symbol("591"), Symbol("甲公司")} <= texts
    assert any(isinstance(one, Symbol) and one.value in {f"591{digit}" for digit in range(10)} for one in texts)


def test_the_simplest_value_is_nothing_or_the_first() -> None:
    assert value(Least(), Wanted(Scalar.MONEY, numbers=(Fraction(5),)), DAY) == point(0)
    assert value(Least(), Wanted(Scalar.TEXT), DAY) == Symbol("甲公司")
    assert value(Least(), Wanted(Scalar.MONEY, Fraction(500)), DAY) == point(500)
