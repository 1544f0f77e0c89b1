"""The larger or smaller of numbers that go step by step is what the reference says, whatever is known of what they rest on."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product

import pytest

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.query import query, read_part
from policyrules.core.program import FactSpec, Op
from policyrules.testing.selfcheck.batches import BatchTally, compare
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar
from tests.columns.programs import Nodes, every, program

pytest.importorskip("duckdb")

#: An amount, a base that may be nothing or less, and another amount: numbers on every cut, between them and at their ends.
FACTS = [FactSpec(name, Scalar.INTEGER, low=Fraction(low), high=Fraction(6)) for name, low in (("a", 0), ("b", -2), ("c", 0))]
GIVEN: dict[str, Sequence[int | None]] = {"a": (None, 0, 2, 3, 6), "b": (None, -1, 0, 1, 3), "c": (None, 0, 1, 4, 6)}

#: Points of three pieces: they rise, fall, stay the same, or do neither; some of one are beyond all of another.
POINTS = (
    (0, 2, 5),
    (0, 3, 4),
    (9, 10, 12),
    (1, Fraction(5, 2), 4),
    (5, 2, 0),
    (6, 3, 1),
    (2, 2, 2),
    (3, 0, 4),
    (-3, 0, 2_000_000),
)


def band(nodes: Nodes, of: int, points: Sequence[object], cuts: Sequence[object], above: bool) -> int:
    held = [nodes.number(point) for point in points]
    places = tuple(points.index(point) for point in points)
    return nodes.add(Op.BAND, (of, *held), Scalar.NUMBER, Bands(tuple((Fraction(c), above) for c in cuts), places))  # type: ignore


def better(one: Sequence[object], other: Sequence[object], which: str, *, of_share: bool) -> tuple[Nodes, int]:
    """Return the larger or smaller of points of a number and of another, which is a share of them or given as it is."""
    nodes = Nodes()
    a, b, c = map(nodes.fact, FACTS)
    second = nodes.add(Op.ARITHMETIC, (a, b), Scalar.RATIO, "/") if of_share else c
    both = band(nodes, a, one, (2, 3), True), band(nodes, second, other, (Fraction(1, 2), 2), False)
    return nodes, nodes.add(Op.EXTREME, both, Scalar.NUMBER, which)


@pytest.mark.parametrize("which", ["max", "min"])
@pytest.mark.parametrize("of_share", [True, False])
def test_alone_it_is_what_the_reference_says(which: str, of_share: bool) -> None:
    tally = BatchTally()
    cases = every(GIVEN, program(Nodes(), FACTS))  # of the facts alone, whatever is asked of them
    for one, other in product(POINTS, repeat=2):
        nodes, asked = better(one, other, which, of_share=of_share)
        told = nodes.add(Op.ARITHMETIC, (asked, nodes.number(1)), Scalar.NUMBER, "+")
        whole = program(nodes, FACTS)
        compare(whole, cases, tally, wanted=[told])
        compare(whole, cases, tally)
    assert not tally.differences
    assert not tally.left
    assert tally.answers > 50_000


def test_points_that_nobody_else_asks_for_are_computed_only_where_one_is_not_known() -> None:
    nodes, asked = better((0, 2, 5), (0, 3, 4), "max", of_share=True)
    level = read_part(program(nodes, FACTS), [asked], DUCKDB, None).level
    points = [name for name, text in level.definitions.items() if "(f0 < 3)" in text]
    everywhere = [name for name in points if name not in level.usage.guards]
    assert len(points) > len(everywhere) > 0
    assert all("(f0 < 2) AND" in level.definitions[name] for name in everywhere)


def test_points_that_are_told_too_are_told_as_they_are() -> None:
    nodes, asked = better((0, 2, 5), (0, 3, 4), "max", of_share=True)
    whole, tally = program(nodes, FACTS), BatchTally()
    points = nodes[asked].args
    compare(whole, every(GIVEN, whole), tally, wanted=[*points, asked])
    assert not tally.differences
    assert set(query(whole, [*points, asked]).shown) == {*points, asked}
