"""Scores are added up with both of their ends in one column: whatever is known, and up to the largest that has a place."""

from collections.abc import Sequence
from fractions import Fraction

import pytest

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.exact import Exact
from policyrules.columns.held import Number
from policyrules.columns.pairs import SPAN, pair_of
from policyrules.columns.query import read_part
from policyrules.core.facts import no_facts
from policyrules.core.program import Comparator, FactSpec, Op, Program
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar
from tests.columns.programs import DAY, Nodes, every, program, same

pytest.importorskip("duckdb")

SMALL = FactSpec("a", Scalar.INTEGER, low=Fraction(0), high=Fraction(6))
BASE = FactSpec("b", Scalar.INTEGER, low=Fraction(1), high=Fraction(3))
GIVEN: dict[str, Sequence[int | None]] = {"a": (None, *range(7)), "b": (None, 1, 2, 3)}


def bands(nodes: Nodes, of: int, steps: Sequence[int], cuts: Sequence[object]) -> int:
    held = [nodes.number(step) for step in steps]
    places = tuple(steps.index(step) for step in steps)
    return nodes.add(Op.BAND, (of, *held), Scalar.NUMBER, Bands(tuple((Fraction(c), True) for c in cuts), places))  # type: ignore


def compared(nodes: Nodes, total: int, limits: Sequence[object]) -> None:
    for limit in limits:
        nodes.comparisons(total, nodes.number(limit))


@pytest.mark.parametrize("steps", [(0, 5, 8, 10), (10, 8, 5, 0), (3, 3, 8, 8), (8, 8, 3, 3), (4, 2, 9, 1)], ids=str)
def test_points_of_a_quotient_are_added_up(steps: Sequence[int]) -> None:
    """Where some cuts are met by no number that there can be, or by all of them, on either side, too."""
    nodes = Nodes()
    a, b = nodes.fact(SMALL), nodes.fact(BASE)
    for one, other in ((a, b), (b, a), (a, nodes.number(1))):
        share = nodes.add(Op.ARITHMETIC, (one, other), Scalar.RATIO, "/")
        for cuts in ((1, 2, 3), (-1, 2, 9), (Fraction(1, 3), Fraction(2, 3), 6), (Fraction(-1), Fraction(0), 7)):
            points = bands(nodes, share, steps, cuts)
            total = nodes.add(Op.ARITHMETIC, (points, a), Scalar.NUMBER, "+")
            better = nodes.add(Op.EXTREME, (points, a), Scalar.NUMBER, "max")
            compared(nodes, nodes.add(Op.ARITHMETIC, (total, better), Scalar.NUMBER, "+"), (0, 9, 16))
    asked = program(nodes, [SMALL, BASE])
    assert same(asked, every(GIVEN, asked)).answers > 5_000


def test_shares_are_held_against_limits_beyond_what_is_not_known() -> None:
    """A number that lies beyond all that the other can be tells alone; one at its very end does not."""
    nodes = Nodes()
    a, b = nodes.fact(SMALL), nodes.fact(BASE)
    for one, other in ((a, b), (b, a), (a, nodes.number(2)), (nodes.number(2), b)):
        share = nodes.add(Op.ARITHMETIC, (one, other), Scalar.RATIO, "/")
        compared(nodes, share, (0, Fraction(1, 3), Fraction(1, 2), 1, Fraction(5, 3), 2, 3, 6, 7))
    both = nodes.add(Op.ARITHMETIC, (a, b), Scalar.INTEGER, "+")
    compared(nodes, both, (0, 1, 4, 7, 9, 10))
    nodes.comparisons(a, b)
    asked = program(nodes, [SMALL, BASE])
    assert same(asked, every(GIVEN, asked)).answers > 5_000


def added(largest: int) -> tuple[Program, int]:
    """Two numbers up to so much, added up, and held against what is around that."""
    facts = [FactSpec(name, Scalar.INTEGER, low=Fraction(0), high=Fraction(largest)) for name in "pq"]
    nodes = Nodes()
    total = nodes.add(Op.ARITHMETIC, [nodes.fact(one) for one in facts], Scalar.INTEGER, "+")
    compared(nodes, total, (1, largest, 2 * largest - 1, 2 * largest, 2 * largest + 1, SPAN - 1, SPAN))
    return program(nodes, facts), total


@pytest.mark.parametrize("largest", [SPAN // 2 - 1, SPAN // 2, SPAN - 1, SPAN])
def test_both_ends_have_a_place_up_to_the_largest(largest: int) -> None:
    asked, total = added(largest)
    same(asked, every(dict.fromkeys("pq", (None, 0, 1, largest - 1, largest)), asked))
    held = read_part(asked, [total], DUCKDB, no_facts(asked, DAY)).of(total)
    assert isinstance(held, Number) and (held.pair is not None) == (2 * largest < SPAN)


def test_what_may_be_below_zero_or_is_no_whole_number_has_no_pair() -> None:
    specs = [
        FactSpec("below", Scalar.INTEGER, low=Fraction(-1), high=Fraction(6)),
        FactSpec("fraction", Scalar.NUMBER, low=Fraction(0), high=Fraction(6)),
        FactSpec("any", Scalar.INTEGER, low=Fraction(0)),
    ]
    nodes = Nodes()
    facts = [nodes.fact(spec) for spec in specs]
    for one in facts:
        compared(nodes, nodes.add(Op.ARITHMETIC, (one, nodes.fact(SMALL)), Scalar.NUMBER, "+"), (0, 3, 6))
    asked = program(nodes, [*specs, SMALL])
    same(asked, every({"below": (None, -1, 3), "fraction": (None, "0.5"), "any": (None, 9), "a": GIVEN["a"]}, asked))
    part = read_part(asked, facts, DUCKDB, no_facts(asked, DAY))
    assert [pair_of(Exact(DUCKDB, [].append), part.number(one)) for one in facts] == [None, None, None]


def test_one_that_is_written_is_no_pair_for_a_comparison_beyond_its_span() -> None:
    nodes = Nodes()
    total = nodes.add(Op.ARITHMETIC, (nodes.fact(SMALL), nodes.fact(BASE)), Scalar.INTEGER, "+")
    for limit in (Fraction(1, 2), Fraction(17, 2), -1, 0, SPAN - 1, SPAN, SPAN + 1, 10**37):
        nodes.add(Op.COMPARE, (total, nodes.number(limit)), Scalar.BOOL, Comparator.GE)
        nodes.add(Op.COMPARE, (nodes.number(limit), total), Scalar.BOOL, Comparator.GE)
    asked = program(nodes, [SMALL, BASE])
    same(asked, every(GIVEN, asked))
