"""A quotient is divided once for all that it is held against, and how many cuts it has passed is counted in few comparisons."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from policyrules.backends.cuts import CUTTING, Cuts, counting, held_against, of_divided, of_quotient, of_whole, refusing
from policyrules.backends.emitting import emit
from policyrules.backends.helpers import HELPERS
from policyrules.backends.python import generate
from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.core.ids import node_ids
from policyrules.core.program import Body, Comparator, FactSpec, Node, Op, Program, Quantifier
from policyrules.values.answers import point
from policyrules.values.bands import Bands
from policyrules.values.types import Field, ListType, RecordType, Scalar
from tests.backends.test_direct import DAY
from tests.backends.test_emitting import MONEY, program

CUTS = st.lists(st.integers(-200, 200), min_size=1, max_size=12, unique=True).map(sorted)

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
    at_least, at_most = (held_against(compared(one).nodes)[2] for one in (Comparator.GE, Comparator.LE))
    assert of_quotient(at_least, 1, up=False) == Cuts((-100, 9, 600), Fraction(300))
    assert of_quotient(at_most, 1, up=True) == Cuts((-100, 9, 600), Fraction(300), up=True)
    assert of_quotient(at_least, 1, up=True) is None and of_quotient(at_most, 1, up=False) is None
    assert 2 not in held_against(compared(Comparator.EQ).nodes)


def test_of_whole_numbers_it_makes_no_difference_which_of_them_passes_its_own_cut() -> None:
    cuts = frozenset({(Fraction(300), True), (Fraction(299), False), (Fraction(1, 2), False), (Fraction(1, 2), True)})
    assert of_whole(cuts, 1) == Cuts((1, 300))
    assert of_whole(cuts, 100) == Cuts((1, 3), Fraction(1, 100))
    assert Cuts((1, 3), Fraction(1, 100)).passed((Fraction(300), True)) == (False, False, True)


def test_of_one_comparison_nothing_is_divided() -> None:
    once = held_against(compared(Comparator.GE).nodes[:8])[2]
    assert of_quotient(once, 1, up=False) is None


@pytest.mark.parametrize("cases", ["known", "open"])
def test_what_is_compared_is_what_was_divided(cases: str) -> None:
    source = emit(compared(Comparator.GE), HELPERS, cases).source  # type: ignore[arg-type]
    assert source.count("//") == 1 and "if q2 < 9 else" in source


@pytest.mark.parametrize("comparator", list(Comparator))
def test_comparisons_are_those_of_the_reference(comparator: Comparator) -> None:
    both = (comparator, *CUTTING)
    of = compared(*both)
    generated = generate(of)
    for above in (-34, -33, -1, 0, 1, 2, 3, 4, 9, 10, 11, 200):
        for under in (1, 7, 100):
            asked = read_case(of, {"甲": above, "乙": under}, DAY)
            assert generated(asked) == evaluate(of, asked)


def test_a_number_that_is_written_is_held_against_others_as_it_is() -> None:
    """A table of it cuts the line at 4 % and 10 %, between which 3 % is not told from 4 %."""
    shares = [Fraction(35, 1000), Fraction(3, 100), Fraction(1), Fraction(2), Fraction(3)]
    cuts = Bands(((Fraction(4, 100), True), (Fraction(10, 100), True)), (0, 1, 2))
    of = program(
        *(Node(Op.LITERAL, (), Scalar.RATIO, point(one)) for one in shares),
        Node(Op.BAND, (0, 2, 3, 4), Scalar.RATIO, cuts),
        *(Node(Op.COMPARE, sides, Scalar.BOOL, one) for sides in ((0, 1), (1, 0)) for one in Comparator),
    )
    asked = read_case(of, {}, DAY)
    assert generate(of)(asked) == evaluate(of, asked)


def test_a_number_that_is_written_further_out_is_no_cut() -> None:
    item = RecordType("项", (Field("数", Scalar.RATIO),))
    fact = FactSpec("甲", ListType(item))
    inside = (
        Node(Op.FIELD, (), Scalar.RATIO, (0, "数")),
        *(Node(Op.LITERAL, (), Scalar.RATIO, point(one)) for one in (Fraction(4, 100), Fraction(10, 100))),
        Node(Op.OUTER, (), Scalar.RATIO, 1),
        *(Node(Op.COMPARE, (0, other), Scalar.BOOL, Comparator.GE) for other in (1, 2, 3)),
    )
    nodes = (
        Node(Op.FACT, (), fact.type, "甲"),
        Node(Op.LITERAL, (), Scalar.RATIO, point(Fraction(3, 100))),
        Node(Op.EACH, (0,), Scalar.BOOL, (Quantifier.SOME, 0), Body(inside, 6, None, item)),
    )
    of = Program(nodes, node_ids(nodes), (fact,), (), ())
    asked = read_case(of, {"甲": [{"数": Fraction(one, 1000)} for one in (29, 30, 35, 40, 99, 100)]}, DAY)
    assert generate(of)(asked) == evaluate(of, asked)


def test_a_sum_is_held_against_a_number_that_is_no_cut_of_it() -> None:
    """To be equal is no cut: that is asked of both ends, of which no more is counted than that they have passed 5 or 9."""
    literals = (Node(Op.LITERAL, (), Scalar.INTEGER, point(one)) for one in (5, 7, 9))
    of = program(
        *(Node(Op.FACT, (), Scalar.INTEGER, name) for name in "甲乙"),
        Node(Op.ARITHMETIC, (0, 1), Scalar.INTEGER, "+"),
        *literals,
        *(Node(Op.COMPARE, (2, other), Scalar.BOOL, Comparator.GE) for other in (3, 5)),
        *(Node(Op.COMPARE, (2, 4), Scalar.BOOL, one) for one in (Comparator.EQ, Comparator.NE)),
    )
    of = evolve(of, facts=tuple(evolve(spec, low=Fraction(0), high=Fraction(10)) for spec in of.facts))
    generated = generate(of)
    for facts in ({}, {"甲": 6}, {"甲": 8}, *({"甲": 3, "乙": other} for other in (3, 4, 5))):
        asked = read_case(of, facts, DAY)
        assert generated(asked) == evaluate(of, asked)


def counts(text: str) -> Callable[[int], int]:
    def refused() -> None:
        raise ValueError

    found: Callable[[int], int] = eval(f"lambda number: {text}", {"refused": refused})
    return found


@given(CUTS, st.integers(-250, 250))
def test_the_cuts_that_a_number_has_passed_are_counted(cuts: list[int], number: int) -> None:
    assert counts(counting("number", cuts, repr))(number) == sum(cut <= number for cut in cuts)


@given(CUTS, st.integers(-250, 250), st.booleans())
def test_what_was_divided_is_looked_up_alike(at: list[int], number: int, up: bool) -> None:
    cuts = Cuts(tuple(at), Fraction(100), up)
    expected = sum(cut <= number for cut in at)
    assert counts(of_divided("number", cuts, False, repr))(number) == expected
    if number >= -up:
        assert counts(of_divided("number", cuts, True, repr))(number) == expected


def test_few_comparisons_are_made_of_what_is_soon_above_all_cuts() -> None:
    text = of_divided("q", Cuts((3, 4, 6, 8, 10), Fraction(100)), True, repr)
    assert text == "(0, 0, 0, 1, 2, 2, 3, 3, 4, 4, )[q] if q < 10 else 5"


@given(CUTS, st.integers(0, 50), st.integers(0, 50), st.integers(-260, 260))
def test_a_fact_beyond_its_ends_is_refused(cuts: list[int], below: int, above: int, number: int) -> None:
    low, high = cuts[0] - below, cuts[-1] + above
    count = counts(refusing("number", cuts, (low, high), repr))
    if low <= number <= high:
        assert count(number) == sum(cut <= number for cut in cuts)
    else:
        with pytest.raises(ValueError):
            count(number)
