"""Arithmetic on closed intervals of rationals, with ends at infinity.

Each function returns the smallest closed interval that holds the result for every choice from its arguments (for a
product and a quotient: the hull of the corners, with 0·∞ = 0 and x/∞ = 0). A quotient by an interval that holds zero
is the whole line.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Literal, assert_never, cast

from policyrules.values.answers import WHOLE_LINE, Interval, point

#: A rational or an infinity: (−1, 0), (0, value) or (1, 0). Tuples of this shape are ordered as the numbers are.
_Extended = tuple[int, Fraction]

#: A number whose numerator or denominator has more bits than this, about 3,600 digits, is not reckoned with.
LONGEST = 12_000

_ZERO = Fraction(0)
_MINUS_ONE = Interval(Fraction(-1), Fraction(-1))


def _ends(interval: Interval) -> tuple[_Extended, _Extended]:
    low = (-1, _ZERO) if interval.low is None else (0, interval.low)
    high = (1, _ZERO) if interval.high is None else (0, interval.high)
    return low, high


def _interval(ends: Iterable[_Extended]) -> Interval:
    ordered = sorted(ends)
    low, high = ordered[0], ordered[-1]
    return Interval(low[1] if low[0] == 0 else None, high[1] if high[0] == 0 else None)


def _sign(number: _Extended) -> int:
    infinite, value = number
    return infinite or (value > 0) - (value < 0)


def _times(one: _Extended, other: _Extended) -> _Extended:
    if one[0] == 0 and other[0] == 0:
        return 0, one[1] * other[1]
    return _sign(one) * _sign(other), _ZERO


def _over(one: _Extended, other: _Extended) -> _Extended:
    if other[0] != 0:
        return 0, _ZERO
    return _times(one, (0, 1 / other[1]))


def is_too_long(one: Interval) -> bool:
    """Say whether an end has more digits than are reckoned with: a number that is multiplied by itself again and again."""
    ends = (end for end in (one.low, one.high) if end is not None)
    return any(max(end.numerator.bit_length(), end.denominator.bit_length()) > LONGEST for end in ends)


def add(one: Interval, other: Interval) -> Interval:
    """Return one + other."""
    low = None if one.low is None or other.low is None else one.low + other.low
    high = None if one.high is None or other.high is None else one.high + other.high
    return Interval(low, high)


def negate(one: Interval) -> Interval:
    """Return −one."""
    return Interval(None if one.high is None else -one.high, None if one.low is None else -one.low)


def subtract(one: Interval, other: Interval) -> Interval:
    """Return one − other."""
    return add(one, negate(other))


def _are_numbers(one: Interval, other: Interval) -> bool:
    """Say whether both are a number that stands at both ends, as nearly all are: then no corners need be compared."""
    return one.low is one.high is not None and other.low is other.high is not None


def multiply(one: Interval, other: Interval) -> Interval:
    """Return one × other."""
    if _are_numbers(one, other):
        return point(cast(Fraction, one.low) * cast(Fraction, other.low))
    return _interval(_times(a, b) for a in _ends(one) for b in _ends(other))


def divide(one: Interval, other: Interval) -> Interval:
    """Return one / other; the whole line where `other` holds zero."""
    if holds_zero(other):
        return WHOLE_LINE
    if _are_numbers(one, other):
        return point(cast(Fraction, one.low) / cast(Fraction, other.low))
    return _interval(_over(a, b) for a in _ends(one) for b in _ends(other))


def holds_zero(one: Interval) -> bool:
    """Say whether zero is in the interval."""
    return (one.low is None or one.low <= 0) and (one.high is None or one.high >= 0)


def growth(one: Interval, base: Interval) -> Interval:
    """Return one / base − 1; the whole line unless the base is above zero for certain."""
    if base.low is None or base.low <= 0:
        return WHOLE_LINE
    return add(divide(one, base), _MINUS_ONE)


#: How a number that lies between two multiples of a step goes to one of them.
Rounding = Literal["half_up", "down", "up"]


def rounded(one: Interval, step: Fraction, rounding: Rounding) -> Interval:
    """Return the numbers rounded to multiples of a positive step: rounding is weakly monotone, so the ends give the ends."""
    return Interval(*(None if end is None else round_to(end, step, rounding) for end in (one.low, one.high)))


def round_to(number: Fraction, step: Fraction, rounding: Rounding) -> Fraction:
    """Round to a multiple of the step: halves away from zero (四舍五入), towards zero (舍去), or away from zero (进位)."""
    steps = abs(number) / step
    match rounding:
        case "half_up":
            whole = floor(steps + Fraction(1, 2))
        case "down":
            whole = floor(steps)
        case "up":
            whole = ceil(steps)
        case _:
            assert_never(rounding)
    return whole * step if number >= 0 else -whole * step


def hull(intervals: Sequence[Interval]) -> Interval:
    """Return the smallest interval that holds all of the given ones (at least one)."""
    return _interval(end for interval in intervals for end in _ends(interval))


def least(intervals: Sequence[Interval]) -> Interval:
    """Return the minimum, end by end."""
    ends = [_ends(interval) for interval in intervals]
    return _interval((min(low for low, _ in ends), min(high for _, high in ends)))


def greatest(intervals: Sequence[Interval]) -> Interval:
    """Return the maximum, end by end."""
    ends = [_ends(interval) for interval in intervals]
    return _interval((max(low for low, _ in ends), max(high for _, high in ends)))
