"""Ranges and codes say the same as the intervals and the truths that they stand for."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.backends import numbers, ranges, records
from policyrules.backends.helpers import HELPERS
from policyrules.backends.ranges import CODES, FLIP, LINE, TRUTHS, Range, interval, ranged
from policyrules.backends.ratios import Ratio
from policyrules.backends.reference import RULES, Scope
from policyrules.core.facts import no_facts
from policyrules.core.program import Comparator, Node, Op, Quantifier
from policyrules.values import intervals
from policyrules.values.answers import Interval, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.intervals import Rounding
from policyrules.values.types import Scalar
from tests.backends.test_emitting import SHARE

RATIOS = st.builds(Ratio, st.integers(-9, 9), st.integers(1, 4))
ENDS = st.none() | st.integers(-5, 5) | st.fractions(-3, 3, max_denominator=4) | RATIOS
CODE = st.sampled_from(CODES)

SCOPE = Scope(SHARE, no_facts(SHARE, date(2024, 1, 1)))


@st.composite
def some_range(draw: st.DrawFn) -> Range:
    one, other = draw(ENDS), draw(ENDS)
    return (other, one) if one is not None and other is not None and one > other else (one, other)


RANGES = some_range()


@pytest.mark.parametrize(
    ("ours", "meant"),
    [
        (ranges.add, intervals.add),
        (ranges.subtract, intervals.subtract),
        (ranges.multiply, intervals.multiply),
        (ranges.divide, intervals.divide),
        (ranges.growth, intervals.growth),
    ],
)
@given(one=RANGES, other=RANGES)
def test_arithmetic_is_that_of_intervals(
    ours: Callable[[Range, Range], Range], meant: Callable[[Interval, Interval], Interval], one: Range, other: Range
) -> None:
    assert interval(ours(one, other)) == meant(interval(one), interval(other))


@pytest.mark.parametrize(
    ("ours", "comparator"),
    [(ranges.not_below, Comparator.GE), (ranges.above, Comparator.GT), (ranges.equal, Comparator.EQ)],
)
@given(one=RANGES, other=RANGES)
def test_comparisons_are_those_of_intervals(
    ours: Callable[[Range, Range], int], comparator: Comparator, one: Range, other: Range
) -> None:
    assert TRUTHS[ours(one, other)] is numbers.compare(comparator, interval(one), interval(other))


@given(CODE, CODE)
def test_codes_are_joined_and_denied_as_truths(one: int, other: int) -> None:
    left, right = TRUTHS[one], TRUTHS[other]
    assert left is not None and right is not None
    assert TRUTHS[one & other] is min(left, right) and TRUTHS[one | other] is max(left, right)
    assert TRUTHS[FLIP[one] or 0] is left.negated() and CODES[left] == one


@given(st.integers(-1, 4), st.lists(CODE, max_size=4))
def test_so_many_of_the_codes(count: int, codes: list[int]) -> None:
    truths = [truth for code in codes if (truth := TRUTHS[code]) is not None]
    assert TRUTHS[ranges.at_least(count, codes)] is records.at_least(count, truths)


@given(st.lists(st.tuples(CODE, RANGES), max_size=4))
def test_what_records_give_together(rows: list[tuple[int, Range]]) -> None:
    codes, values = [code for code, _ in rows], [value for _, value in rows]
    truths = [truth for code in codes if (truth := TRUTHS[code]) is not None]
    counted = records.Counted(truths, [*map(interval, values)])
    smallest = ranges.negative(ranges.greatest(codes, [ranges.negative(value) for value in values]))
    for kind, ours in (
        (Quantifier.SUM, ranges.total(codes, values)),
        (Quantifier.MAX, ranges.greatest(codes, values)),
        (Quantifier.MIN, smallest),
    ):
        assert interval(ours) == records.of_records(kind, 0, counted, None)


def test_an_interval_is_a_range_and_back() -> None:
    assert interval(ranged(Interval(Fraction(1, 2), None))) == Interval(Fraction(1, 2), None)
    assert interval(LINE) == Interval(None, None) and ranges.of_pair(2, 4) == (Fraction(1, 2), Fraction(1, 2))
    assert Truth.U is TRUTHS[ranges.OPEN]


KNOWN = st.lists(RANGES, min_size=1, max_size=4)


@given(KNOWN)
def test_the_largest_and_the_smallest_of_some_numbers(values: list[Range]) -> None:
    meant = [*map(interval, values)]
    assert interval(ranges.largest(values)) == intervals.greatest(meant)
    assert interval(ranges.smallest(values)) == intervals.least(meant)
    assert interval(ranges.covering(values)) == intervals.hull(meant)


@given(st.lists(st.tuples(CODE, RANGES, CODE), max_size=4), RANGES, CODE)
def test_the_value_of_the_first_that_may_be_true(rows: list[tuple[int, Range, int]], last: Range, else_: int) -> None:
    codes = [code for code, _, _ in rows]
    for values, ours, told in (
        ([*(one for _, one, _ in rows), last], ranges.chosen, interval),
        ([*(one for _, _, one in rows), else_], ranges.chosen_code, TRUTHS.__getitem__),
    ):
        given = [part for code, value in zip(codes, values, strict=False) for part in (TRUTHS[code], told(value))]
        node = Node(Op.CHOOSE, (), Scalar.BOOL)
        assert told(ours(codes, values)) == RULES[Op.CHOOSE](SCOPE, node, [*given, told(values[-1])])


@given(RANGES, st.lists(st.tuples(st.fractions(-3, 3, max_denominator=3), st.booleans()), max_size=4, unique=True))
def test_the_value_of_the_piece_of_a_table(one: Range, cuts: list[tuple[Fraction, bool]]) -> None:
    bands = Bands(tuple(sorted(cuts, key=lambda cut: (cut[0], not cut[1]))), tuple(range(len(cuts) + 1)))
    values = [(7 * place) % 5 for place in bands.places if place is not None]
    node = Node(Op.BAND, (), Scalar.NUMBER, bands)
    meant = RULES[Op.BAND](SCOPE, node, [interval(one), *map(point, values)])
    flat = [(cut.numerator, cut.denominator, above) for cut, above in bands.cuts]
    assert interval(ranges.banded(one, flat, values)) == meant


@pytest.mark.parametrize("rounding", ["half_up", "down", "up"])
@pytest.mark.parametrize("step", [Fraction(1), Fraction(5), Fraction(1, 3)])
def test_ranges_are_rounded_as_intervals_are(rounding: Rounding, step: Fraction) -> None:
    whole: Any = HELPERS[{"half_up": "half_up", "down": "truncated", "up": "away"}[rounding]]
    for low, high in ((None, 7), (Fraction(-7, 2), None), (Fraction(-5, 6), Fraction(5, 2)), (-3, Fraction(1, 6))):
        found = ranges.rounded((low, high), step.numerator, step.denominator, whole)
        expected = intervals.rounded(ranges.interval((low, high)), step, rounding)
        assert ranges.interval(found) == expected
