"""Two numbers are held against each other as the reference does, in whatever unit, and however little is sure of them."""

from datetime import date
from fractions import Fraction

import pytest

from policyrules.core.program import FactSpec, Op
from policyrules.values.types import Scalar
from tests.columns.programs import Nodes, every, program, same

pytest.importorskip("duckdb")


def test_a_number_is_held_against_what_is_written_in_any_unit() -> None:
    share = FactSpec("share", Scalar.PERCENT, low=Fraction(0), high=Fraction(1))
    nodes = Nodes()
    left = nodes.fact(share)
    for written in (Fraction(1, 3), Fraction(365, 10_000), Fraction(-1), Fraction(1), Fraction(2), Fraction(0)):
        right = nodes.number(written, Scalar.PERCENT)
        nodes.comparisons(left, right)
        nodes.comparisons(right, left)
    asked = program(nodes, [share])
    assert same(asked, every({"share": (None, "0%", "3.65%", "100%", "33.333333%", "33.333334%")}, asked)).answers > 300


def test_shares_over_what_is_not_known_are_not_compared_by_what_stands_above_the_line() -> None:
    """What they are over is the same, and the same whatever it is: but that it is not known has to be seen."""
    low, high = (Fraction(date(year, 1, 1).toordinal()) for year in (2000, 2040))
    began = FactSpec("d", Scalar.DATE, low=low, high=high)
    nodes = Nodes()
    year = nodes.add(Op.CALENDAR, (nodes.add(Op.DAY, (), Scalar.DATE),), Scalar.INTEGER, "year")
    day = nodes.add(Op.CALENDAR, (nodes.fact(began),), Scalar.INTEGER, "day")
    over = nodes.add(Op.ARITHMETIC, (nodes.number(2), day), Scalar.INTEGER, "*")
    share = nodes.add(Op.ARITHMETIC, (year, over), Scalar.RATIO, "/")
    nodes.comparisons(share, share)
    asked = program(nodes, [began])
    assert same(asked, every({"d": (None, "2024-04-05")}, asked)).unknown > 6


def test_two_numbers_of_which_less_is_sure_than_is_known_are_held_against_each_other() -> None:
    """A year lies between those of a range, and what is rounded between its rounded ends, though the column may hold more."""
    first, last = (Fraction(date(year, month, 1).toordinal()) for year, month in ((2020, 1), (2024, 12)))
    days = [FactSpec(name, Scalar.DATE, low=first, high=last) for name in ("began", "ended")]
    numbers = [FactSpec(name, Scalar.NUMBER, low=Fraction(1), high=Fraction(3)) for name in ("one", "other")]
    nodes = Nodes()
    years = [nodes.add(Op.CALENDAR, (nodes.fact(spec),), Scalar.INTEGER, "year") for spec in days]
    rounded = [nodes.add(Op.ROUND, (nodes.fact(spec), nodes.number(1)), Scalar.NUMBER, "down") for spec in numbers]
    for pair in (years, rounded):
        nodes.comparisons(*pair)
        nodes.add(Op.EXTREME, pair, Scalar.NUMBER, "max")
    asked = program(nodes, [*days, *numbers])
    on = (None, date(2020, 1, 1), date(2022, 5, 5), date(2024, 12, 1))
    of = (None, 1, 2, 3)
    same(asked, [*every({"began": on, "ended": on}, asked), *every({"one": of, "other": of}, asked)])
