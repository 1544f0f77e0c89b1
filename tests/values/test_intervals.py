"""Interval arithmetic holds every result, and nothing smaller would."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.values import intervals
from policyrules.values.answers import WHOLE_LINE, Interval, point

NUMBERS = st.fractions(min_value=-5, max_value=5, max_denominator=4)


@st.composite
def spans(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    """Draw an interval, bounded or not, and a number in it."""
    low, inside, high = sorted((draw(NUMBERS), draw(NUMBERS), draw(NUMBERS)))
    return Interval(draw(st.sampled_from((low, None))), draw(st.sampled_from((high, None)))), inside


def holds(interval: Interval, number: Fraction) -> bool:
    return (interval.low is None or interval.low <= number) and (interval.high is None or number <= interval.high)


@settings(max_examples=400)
@given(spans(), spans())
def test_each_operation_holds_the_result_for_every_choice(
    one: tuple[Interval, Fraction], other: tuple[Interval, Fraction]
) -> None:
    (a, x), (b, y) = one, other
    assert holds(intervals.add(a, b), x + y)
    assert holds(intervals.subtract(a, b), x - y)
    assert holds(intervals.multiply(a, b), x * y)
    assert holds(intervals.negate(a), -x)
    assert holds(intervals.least([a, b]), min(x, y))
    assert holds(intervals.greatest([a, b]), max(x, y))
    assert holds(intervals.hull([a, b]), x)
    if y != 0:
        assert holds(intervals.divide(a, b), x / y)
    if y > 0:
        assert holds(intervals.growth(a, b), x / y - 1)


@given(NUMBERS, NUMBERS)
def test_between_points_the_results_are_points(x: Fraction, y: Fraction) -> None:
    assert intervals.add(point(x), point(y)) == point(x + y)
    assert intervals.subtract(point(x), point(y)) == point(x - y)
    assert intervals.multiply(point(x), point(y)) == point(x * y)
    if y != 0:
        assert intervals.divide(point(x), point(y)) == point(x / y)


@pytest.mark.parametrize("base", [Interval(Fraction(0), Fraction(2)), point(0), point(-1), Interval(None, Fraction(3))])
def test_there_is_no_growth_unless_the_base_is_above_zero_for_certain(base: Interval) -> None:
    assert intervals.growth(point(1), base) == WHOLE_LINE


def test_growth_is_narrower_than_the_difference_over_the_base() -> None:
    value, base = point(3), Interval(Fraction(1), Fraction(2))
    assert intervals.growth(value, base) == Interval(Fraction(1, 2), Fraction(2))
    assert intervals.divide(intervals.subtract(value, base), base) == Interval(Fraction(1, 2), Fraction(2))
    assert intervals.divide(intervals.subtract(base, base), base) == Interval(Fraction(-1), Fraction(1))


@pytest.mark.parametrize(
    ("number", "half_up", "down", "up"),
    [
        ("0", 0, 0, 0),
        ("1.4", 1, 1, 2),
        ("1.5", 2, 1, 2),
        ("2.5", 3, 2, 3),
        ("3", 3, 3, 3),
        ("-1.4", -1, -1, -2),
        ("-1.5", -2, -1, -2),
    ],
)
def test_rounding_goes_to_the_nearest_towards_zero_or_away_from_it(number: str, half_up: int, down: int, up: int) -> None:
    kinds: tuple[intervals.Rounding, ...] = ("half_up", "down", "up")
    one = Fraction(1)
    assert [intervals.round_to(Fraction(number), one, kind) for kind in kinds] == [half_up, down, up]


@given(NUMBERS, NUMBERS, st.sampled_from((Fraction(1), Fraction(2), Fraction(3, 4))))
def test_rounding_never_changes_the_order_of_two_numbers_and_stops_at_a_multiple(
    x: Fraction, y: Fraction, step: Fraction
) -> None:
    low, high = sorted((x, y))
    kinds: tuple[intervals.Rounding, ...] = ("half_up", "down", "up")
    for kind in kinds:
        span = intervals.rounded(Interval(low, high), step, kind)
        assert span.low is not None and span.high is not None and span.low <= span.high
        for number, end in ((low, span.low), (high, span.high)):
            assert (end / step).denominator == 1
            assert abs(end - number) < step
            assert intervals.round_to(end, step, kind) == end
    assert intervals.rounded(Interval(None, high), step, "down").low is None


def test_the_ends_of_a_product_are_reached_at_its_corners() -> None:
    assert intervals.multiply(Interval(Fraction(-2), Fraction(3)), Interval(Fraction(-1), Fraction(4))) == Interval(
        Fraction(-8), Fraction(12)
    )


def test_an_unbounded_factor_keeps_the_sign_that_is_known() -> None:
    positive = Interval(Fraction(1), None)
    assert intervals.multiply(positive, positive) == positive
    assert intervals.multiply(positive, Interval(None, Fraction(-2))) == Interval(None, Fraction(-2))
    assert intervals.multiply(point(0), WHOLE_LINE) == point(0)


def test_a_quotient_by_an_unbounded_number_comes_near_to_nothing() -> None:
    assert intervals.divide(point(6), Interval(Fraction(2), None)) == Interval(Fraction(0), Fraction(3))
    assert intervals.divide(Interval(Fraction(1), None), Interval(Fraction(1), None)) == Interval(Fraction(0), None)


def test_a_quotient_by_what_may_be_zero_is_the_whole_line() -> None:
    for divisor in (point(0), Interval(Fraction(0), Fraction(1)), Interval(Fraction(-1), Fraction(1)), WHOLE_LINE):
        assert intervals.divide(point(0), divisor) == WHOLE_LINE
