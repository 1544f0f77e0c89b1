"""Numbers are reckoned with, rounded and compared as the reference does, at the ends of ranges, at zero and below it."""

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
