"""Ranges of numbers as generated Python holds them: two ends, each an `int`, a quotient, or `None` at infinity.

In: ranges. Out: ranges and codes, the same as `policyrules.values.intervals` and `policyrules.backends.numbers` give for
intervals. Those say what is meant; here it is done with as few objects as can be, and what is rare is left to them. A code is
3 for true, 1 for open, 0 for false, so that `&` and `|` are what three-valued logic says.
"""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TypeVar

from policyrules.backends.ratios import Ratio, fraction, over
from policyrules.values import intervals
from policyrules.values.answers import Interval, Truth

T = TypeVar("T")

End = int | Fraction | Ratio | None
Range = tuple[End, End]

TRUE, OPEN, FALSE = 3, 1, 0

#: Every number, and one of which nothing is known above or under the line.
LINE: Range = (None, None)

#: What a code becomes when it is denied, and the truth that it stands for, by the code; and the code of a truth, by the truth.
FLIP = (TRUE, OPEN, None, FALSE)
TRUTHS = (Truth.F, Truth.U, None, Truth.T)
CODES = (FALSE, OPEN, TRUE)


def of_pair(above: int, under: int) -> Range:
    """Return the range of one number, which is given as a quotient."""
    one = Ratio(above, under)
    return one, one


def between(above: int, under: int, most_above: int, most_under: int) -> Range:
    """Return the range from one number to another, which are given as quotients."""
    return Ratio(above, under), Ratio(most_above, most_under)


def interval(one: Range) -> Interval:
    """Return a range as an interval."""
    low, high = one
    return Interval(None if low is None else fraction(low), None if high is None else fraction(high))


def ranged(one: Interval) -> Range:
    """Return an interval as a range."""
    return one.low, one.high


def add(one: Range, other: Range) -> Range:
    """Return one + other."""
    (low, high), (least, most) = one, other
    return (
        None if low is None or least is None else low + least,
        None if high is None or most is None else high + most,
    )


def subtract(one: Range, other: Range) -> Range:
    """Return one − other."""
    (low, high), (least, most) = one, other
    return (
        None if low is None or most is None else low - most,
        None if high is None or least is None else high - least,
    )


def multiply(one: Range, other: Range) -> Range:
    """Return one × other; with ends at infinity, only what is not below zero is done here."""
    (low, high), (least, most) = one, other
    if low is not None and least is not None and high is not None and most is not None:
        corners = (low * least, low * most, high * least, high * most)
        return min(corners), max(corners)
    if low is not None and least is not None and low >= 0 and least >= 0:
        return low * least, 0 if 0 in (high, most) else None
    return ranged(intervals.multiply(interval(one), interval(other)))


def divide(one: Range, other: Range) -> Range:
    """Return one / other; only by what is above zero is divided here."""
    (low, high), (least, most) = one, other
    if least is None or least <= 0:
        return ranged(intervals.divide(interval(one), interval(other)))
    return (
        None if low is None else _over(low, most if low >= 0 else least),
        None if high is None else _over(high, least if high >= 0 else most),
    )


def _over(one: int | Fraction | Ratio, other: End) -> End:
    return 0 if other is None else over(one, other)


def growth(one: Range, base: Range) -> Range:
    """Return one / base − 1, the whole line unless the base is above zero for certain."""
    if base[0] is None or base[0] <= 0:
        return LINE
    return subtract(divide(one, base), (1, 1))


def not_below(one: Range, other: Range) -> int:
    """Return the code of one ≥ other."""
    (low, high), (least, most) = one, other
    if low is not None and most is not None and low >= most:
        return TRUE
    return FALSE if high is not None and least is not None and high < least else OPEN


def above(one: Range, other: Range) -> int:
    """Return the code of one > other."""
    (low, high), (least, most) = one, other
    if low is not None and most is not None and low > most:
        return TRUE
    return FALSE if high is not None and least is not None and high <= least else OPEN


def equal(one: Range, other: Range) -> int:
    """Return the code of one = other."""
    (low, high), (least, most) = one, other
    if low is not None and low == high and least is not None and low == least == most:
        return TRUE
    apart = (high is not None and least is not None and high < least) or (low is not None and most is not None and most < low)
    return FALSE if apart else OPEN


def at_least(count: int, codes: Sequence[int]) -> int:
    """Return the code of at least `count` of the codes being true."""
    if codes.count(TRUE) >= count:
        return TRUE
    return FALSE if len(codes) - codes.count(FALSE) < count else OPEN


def rounded(one: Range, above: int, under: int, round_: Callable[[int, int], int]) -> Range:
    """Return one rounded to multiples of above / under: rounding is weakly monotone, so the ends give the ends.

    `round_` gives the whole number that stands for a quotient.
    """
    low, high = one
    return _multiple(low, above, under, round_), _multiple(high, above, under, round_)


def _multiple(end: End, above: int, under: int, round_: Callable[[int, int], int]) -> End:
    if end is None:
        return None
    whole = round_(end.numerator * under, end.denominator * above) * above
    return whole if under == 1 else Ratio(whole, under)


def negative(one: Range) -> Range:
    """Return −one."""
    low, high = one
    return None if high is None else -high, None if low is None else -low


def total(codes: Sequence[int], values: Sequence[Range]) -> Range:
    """Return the sum of what counts; what may count adds anything between nothing and its value."""
    sum_: Range = (0, 0)
    for code, (low, high) in zip(codes, values, strict=True):
        if code == TRUE:
            sum_ = add(sum_, (low, high))
        elif code == OPEN:
            sum_ = add(sum_, (None if low is None else min(low, 0), None if high is None else max(high, 0)))
    return sum_


def greatest(codes: Sequence[int], values: Sequence[Range]) -> Range:
    """Return the greatest of what counts; undefined, so the whole line, while it is not known that anything counts."""
    certain = [low for code, (low, _) in zip(codes, values, strict=True) if code == TRUE]
    possible = [high for code, (_, high) in zip(codes, values, strict=True) if code != FALSE]
    if not certain:
        return LINE
    least = max((low for low in certain if low is not None), default=None)
    return least, None if None in possible else max(high for high in possible if high is not None)


def covering(values: Sequence[Range]) -> Range:
    """Return the least range that covers all of some, of which there is one at least."""
    lows, highs = [low for low, _ in values], [high for _, high in values]
    return (
        None if None in lows else min(low for low in lows if low is not None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def largest(values: Sequence[Range]) -> Range:
    """Return in which range the largest of some numbers lies."""
    highs = [high for _, high in values]
    return (
        max((low for low, _ in values if low is not None), default=None),
        None if None in highs else max(high for high in highs if high is not None),
    )


def smallest(values: Sequence[Range]) -> Range:
    """Return in which range the smallest of some numbers lies."""
    return negative(largest([negative(value) for value in values]))


def _possible(codes: Sequence[int], values: Sequence[T]) -> Sequence[T]:
    """Return the values whose code is not false, up to the first that is true; the last value has none."""
    possible = []
    for code, value in zip(codes, values, strict=False):
        if code != FALSE:
            possible.append(value)
        if code == TRUE:
            return possible
    return [*possible, values[-1]]


def chosen(codes: Sequence[int], values: Sequence[Range]) -> Range:
    """Return in which range the value of the first code that is true lies, where it may be open which that is."""
    return covering(_possible(codes, values))


def chosen_code(codes: Sequence[int], values: Sequence[int]) -> int:
    """Return the same of values that are codes."""
    possible = _possible(codes, values)
    return possible[0] if possible.count(possible[0]) == len(possible) else OPEN


def banded(one: Range, cuts: Sequence[tuple[int, int, bool]], values: Sequence[int]) -> Range:
    """Return in which range the value of the piece lies that a number falls into.

    `cuts` are what stands above and under the line of each, and whether it belongs to the piece above it.
    """
    low, high = one
    met = values[0 if low is None else _piece(low, cuts) : None if high is None else _piece(high, cuts) + 1]
    return min(met), max(met)


def _piece(number: int | Fraction | Ratio, cuts: Sequence[tuple[int, int, bool]]) -> int:
    above, under = number.numerator, number.denominator
    for piece, (over_, below, is_above) in enumerate(cuts):
        cut, held = over_ * under, above * below
        if held < cut or (held == cut and not is_above):
            return piece
    return len(cuts)
