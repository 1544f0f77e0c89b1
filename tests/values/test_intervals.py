"""Interval arithmetic holds every result, and nothing smaller would."""

from fractions import Fraction

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


@settings(max_examples=400, deadline=None)
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


@given(NUMBERS, NUMBERS)
def test_between_points_the_results_are_points(x: Fraction, y: Fraction) -> None:
    assert intervals.add(point(x), point(y)) == point(x + y)
    assert intervals.subtract(point(x), point(y)) == point(x - y)
    assert intervals.multiply(point(x), point(y)) == point(x * y)
    if y != 0:
        assert intervals.divide(point(x), point(y)) == point(x / y)


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
