"""Numbers are compared, reckoned with and rounded as the reference does, at the ends of ranges, at zero and below it."""

from datetime import date
from fractions import Fraction
from itertools import pairwise

import pytest

from policyrules.core.program import Cause, CauseKind, Comparator, FactSpec, Op, Open
from policyrules.values.types import Scalar
from tests.columns.programs import Nodes, every, program, same

pytest.importorskip("duckdb")

ENDS = {
    "free": (None, None),
    "other": (None, None),
    "any": (0, 10**15),
    "above": (1, 10),
    "around": (-5, 5),
    "below": (-9, -2),
    "from": (0, None),
    "to": (None, 4),
}
VALUES = {
    "free": (None, 0, Fraction(-1, 100), 10**13),
    "other": (None, 0, Fraction(-7, 100)),
    "any": (None, 0, 10**13, Fraction(3, 100)),
    "above": (None, Fraction(1, 100), Fraction(1, 10)),
    "around": (None, 0, Fraction(-5, 100), Fraction(5, 100)),
    "below": (None, Fraction(-2, 100)),
    "from": (None, 0, 10**13),
    "to": (None, 0, Fraction(-7, 100)),
}


def spec(name: str) -> FactSpec:
    low, high = ENDS[name]
    return FactSpec(
        name, Scalar.MONEY, low=None if low is None else Fraction(low), high=None if high is None else Fraction(high)
    )


@pytest.mark.parametrize("first", ENDS)
def test_two_numbers_give_what_the_reference_says(first: str) -> None:
    """Known or not, within any range: all operators, and what is asked of their results."""
    nodes, facts = Nodes(), [spec(first), *(spec(name) for name in ENDS if name != first)]
    left, three = nodes.fact(facts[0]), nodes.number(3, Scalar.MONEY)
    for other in facts[1:]:
        right = nodes.fact(other)
        made = [nodes.add(Op.ARITHMETIC, (left, right), Scalar.MONEY, sign) for sign in "+-*/"]
        made += [nodes.add(Op.GROWTH, (left, right)), nodes.add(Op.EXTREME, (left, right, three), Scalar.MONEY, "max")]
        made += [
            nodes.add(Op.EXTREME, (right, left), Scalar.MONEY, "min"),
            nodes.add(Op.ARITHMETIC, (right, left), Scalar.RATIO, "/"),
        ]
        nodes.comparisons(left, right)
        made.append(nodes.add(Op.ARITHMETIC, (three, right), Scalar.RATIO, "/"))
        for one in made:
            nodes.add(Op.COMPARE, (one, three), Scalar.BOOL, Comparator.GE)
    asked = program(nodes, facts)
    cases = [case for other in facts[1:] for case in every({first: VALUES[first], other.name: VALUES[other.name]}, asked)]
    assert same(asked, cases).answers > 5_000


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


@pytest.mark.parametrize("way", ["half_up", "down", "up"])
def test_numbers_are_rounded_away_from_zero_and_to_any_step(way: str) -> None:
    facts, nodes = [spec("around"), spec("above")], Nodes()
    quotient = nodes.add(Op.ARITHMETIC, [nodes.fact(one) for one in facts], Scalar.RATIO, "/")
    for step in (1, 2, Fraction(1, 3), Fraction(5, 2)):
        for one in (0, quotient):
            nodes.add(Op.ROUND, (one, nodes.number(step)), Scalar.NUMBER, way)
    around = [None, *(Fraction(number, 100) for number in range(-5, 6))]
    asked = program(nodes, facts)
    same(asked, every({"around": around, "above": [None, *(Fraction(number, 100) for number in range(1, 11))]}, asked))


def test_a_quotient_of_quotients_is_exact_where_it_fits_and_named_where_it_does_not() -> None:
    """At 10¹⁵ 分 the average of two growths fits; of four it does not, which the query says of those rows only."""
    facts = [FactSpec(name, Scalar.MONEY, low=Fraction(0), high=Fraction(10**15)) for name in "abcde"]
    nodes = Nodes()
    amounts = [nodes.fact(one) for one in facts]
    growths = [nodes.add(Op.GROWTH, pair) for pair in pairwise(amounts)]
    total = growths[0]
    for growth in growths[1:]:
        total = nodes.add(Op.ARITHMETIC, (total, growth), Scalar.RATIO, "+")
    nodes.add(Op.COMPARE, (total, nodes.number(Fraction(1, 2), Scalar.RATIO)), Scalar.BOOL, Comparator.GE)
    asked = program(nodes, facts)
    small = every(dict.fromkeys("abcde", (None, 1, 3)), asked)
    assert same(asked, small).beyond == 0
    huge = every({name: (10**13, Fraction(10**15 - 1, 100)) for name in "abcde"}, asked)
    assert same(asked, huge).beyond == len(huge)


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


def test_a_number_and_one_that_is_unknown_in_every_row_give_what_the_reference_says() -> None:
    """A number without a declared range, and a value that the document leaves open: the outermost is no further out than the
    number, and nothing times whatever it may be is nothing.
    """
    nodes, spec = Nodes(), FactSpec("x", Scalar.NUMBER)
    number, nothing = nodes.fact(spec), nodes.add(Op.UNKNOWN, data=Open(Cause(CauseKind.UNSTATED, "")))
    for pair in ((nothing, number), (number, nothing)):
        for way in ("min", "max"):
            nodes.add(Op.EXTREME, pair, Scalar.NUMBER, way)
        for sign in "+-*/":
            nodes.add(Op.ARITHMETIC, pair, Scalar.NUMBER, sign)
        nodes.comparisons(*pair)
    asked = program(nodes, [spec])
    same(asked, every({"x": (None, -2, 0, 2)}, asked))


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
