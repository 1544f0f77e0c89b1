"""Ranges and codes say the same as the intervals and the truths that they stand for."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.backends import numbers, ranges, records
from policyrules.backends.ranges import CODES, FLIP, LINE, TRUTHS, Range, interval, ranged
from policyrules.backends.ratios import Ratio
from policyrules.core.program import Comparator, Quantifier
from policyrules.values import intervals
from policyrules.values.answers import Interval, Truth

RATIOS = st.builds(Ratio, st.integers(-9, 9), st.integers(1, 4))
ENDS = st.none() | st.integers(-5, 5) | st.fractions(-3, 3, max_denominator=4) | RATIOS
CODE = st.sampled_from(CODES)


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
