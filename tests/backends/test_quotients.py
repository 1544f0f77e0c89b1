"""A quotient is divided once where it is held against several numbers, each way of rounding for itself."""

from fractions import Fraction

import pytest

from policyrules.backends.emitting import emit
from policyrules.backends.helpers import HELPERS
from policyrules.backends.python import generate
from policyrules.backends.quotients import ROUNDED_DOWN, Scales, scales
from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.core.program import Comparator, Node, Op, Program
from policyrules.values.answers import point
from policyrules.values.types import Scalar
from tests.backends.test_direct import DAY
from tests.backends.test_emitting import MONEY, program

PARTS = (Fraction(-1, 3), Fraction(3, 100), Fraction(1, 10), Fraction(2))


def compared(*comparators: Comparator) -> Program:
    """A quotient held against numbers, on the left and on the right."""
    literals = tuple(Node(Op.LITERAL, (), Scalar.RATIO, point(one)) for one in PARTS)
    sides = ((2, 3), (2, 4), (5, 2), (2, 6))
    return program(
        Node(Op.FACT, (), MONEY, "甲"),
        Node(Op.FACT, (), MONEY, "乙"),
        Node(Op.ARITHMETIC, (0, 1), Scalar.RATIO, "/"),
        *literals,
        *(Node(Op.COMPARE, side, Scalar.BOOL, one) for side in sides for one in comparators),
    )


def test_a_number_is_multiplied_until_all_that_it_is_held_against_is_whole() -> None:
    assert scales(compared(Comparator.GE).nodes)[2] == Scales(300, None)
    assert scales(compared(Comparator.LE).nodes)[2] == Scales(None, 300)
    assert 2 not in scales(compared(Comparator.EQ).nodes)


def test_of_one_comparison_nothing_is_divided() -> None:
    once = compared(Comparator.GE).nodes[:8]
    assert scales(once)[2] == Scales(None, None)


@pytest.mark.parametrize("cases", ["known", "open"])
def test_what_is_compared_is_what_was_divided(cases: str) -> None:
    source = emit(compared(Comparator.GE), HELPERS, cases).source  # type: ignore[arg-type]
    assert source.count("//") == 1 and "q2 >= 9" in source


@pytest.mark.parametrize("comparator", list(Comparator))
def test_comparisons_are_those_of_the_reference(comparator: Comparator) -> None:
    both = (comparator, *ROUNDED_DOWN)
    of = compared(*both)
    generated = generate(of)
    for above in (-34, -33, -1, 0, 1, 2, 3, 4, 9, 10, 11, 200):
        for under in (1, 7, 100):
            asked = read_case(of, {"甲": above, "乙": under}, DAY)
            assert generated(asked) == evaluate(of, asked)
