"""Literals are of the type that was asked for, and can be written down."""

import pytest

from policyrules.checking import constants
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.wild.literals import literal, year
from policyrules.values.operators import fits
from policyrules.values.types import EnumType, Scalar


@pytest.mark.parametrize("type_", list(Scalar))
def test_a_literal_fits_the_type_that_was_asked_for(type_: Scalar) -> None:
    for seed in range(40):
        found = literal(Seeded(seed), type_)
        if type_ is Scalar.RATIO:
            assert found is None
        else:
            assert found is not None and fits(found.type, type_) and constants.is_literal(found.node)


def test_a_literal_of_an_enumeration_is_one_of_its_members() -> None:
    enum = EnumType("类别", ("甲", "乙"))
    drawn = [literal(Seeded(seed), enum) for seed in range(20)]
    assert {found.node.name for found in drawn if found} == {"甲", "乙"}  # type: ignore[union-attr]


@pytest.mark.parametrize(("unit", "first"), [("year", 2020), ("quarter", 8080), ("month", 24240)])
def test_a_certain_period_is_one_of_the_calendar(unit: str, first: int) -> None:
    numbers = [constants.number(year(Seeded(seed), unit)) for seed in range(30)]
    assert all(number is not None and number >= first for number in numbers)
