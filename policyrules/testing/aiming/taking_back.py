"""Operators taken back: what one argument has to be for the result to lie within ends, the others being what they are.

In: intervals of what is wanted, and the other argument. Out: the interval of the argument, or `None` where there is none. Knows
no program and no facts.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from math import ceil, floor

from policyrules.backends.numbers import calendar
from policyrules.core.program import Comparator
from policyrules.values import intervals
from policyrules.values.answers import Interval, point
from policyrules.values.bands import Bands
from policyrules.values.quantity import add_days, add_months
from policyrules.values.types import WHOLE, Scalar, Type

_NEGATED = {
    Comparator.GE: Comparator.LT, Comparator.LT: Comparator.GE, Comparator.GT: Comparator.LE,
    Comparator.LE: Comparator.GT, Comparator.EQ: Comparator.NE, Comparator.NE: Comparator.EQ,
}  # fmt: skip


def negated(comparator: Comparator) -> Comparator:
    """Return the comparison that holds where this one does not."""
    return _NEGATED[comparator]


def compared(comparator: Comparator, other: Fraction, unit: Fraction) -> tuple[Interval, ...]:
    """Return where a value lies that compares so with another: what is beyond it begins a unit further on."""
    match comparator:
        case Comparator.GE:
            return (Interval(other, None),)
        case Comparator.GT:
            return (Interval(other + unit, None),)
        case Comparator.LE:
            return (Interval(None, other),)
        case Comparator.LT:
            return (Interval(None, other - unit),)
        case Comparator.EQ:
            return (point(other),)
        case Comparator.NE:
            return Interval(None, other - unit), Interval(other + unit, None)


def operand(operator: str, wanted: Interval, other: Fraction, left: bool) -> Interval | None:
    """Return what the left, or the right, operand has to be."""
    known = point(other)
    match operator, left:
        case "+", _:
            return intervals.subtract(wanted, known)
        case "-", True:
            return intervals.add(wanted, known)
        case "-", False:
            return intervals.subtract(known, wanted)
        case "*", _:
            return None if other == 0 else intervals.divide(wanted, known)
        case _, True:
            return None if other == 0 else intervals.multiply(wanted, known)
        case _:
            return _divisor(wanted, other)


def _divisor(wanted: Interval, dividend: Fraction) -> Interval | None:
    """Return the positive divisors by which a dividend above zero gives what is wanted."""
    if dividend <= 0 or (wanted.high is not None and wanted.high <= 0):
        return None
    low = Fraction(0) if wanted.high is None else dividend / wanted.high
    high = None if wanted.low is None or wanted.low <= 0 else dividend / wanted.low
    return Interval(low, high)


def both(one: Interval, other: Interval) -> Interval | None:
    """Return what two intervals have in common."""
    lows = [end for end in (one.low, other.low) if end is not None]
    highs = [end for end in (one.high, other.high) if end is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return None if low is not None and high is not None and low > high else Interval(low, high)


def rounded_in(wanted: Interval, type_: Type) -> Interval | None:
    """Return the ends of an interval that a value of a type can have: whole ones of what is counted, and 分 of money."""
    if type_ not in WHOLE and type_ is not Scalar.MONEY:
        return wanted
    low = None if wanted.low is None else Fraction(ceil(wanted.low))
    high = None if wanted.high is None else Fraction(floor(wanted.high))
    return None if low is not None and high is not None and low > high else Interval(low, high)


def piece(bands: Bands, number: int, unit: Fraction) -> Interval:
    """Return the numbers of a piece of a line that was cut; what does not belong to it begins a unit further on."""
    low = high = None
    if number > 0:
        cut, above = bands.cuts[number - 1]
        low = cut if above else cut + unit
    if number < len(bands.cuts):
        cut, above = bands.cuts[number]
        high = cut - unit if above else cut
    if low is not None and high is not None and low > high:
        low = high = bands.cuts[number - 1][0]
    return Interval(low, high)


# --- dates ----------------------------------------------------------------------------------------------------------


def moved_from(wanted: Interval, steps: int, unit: str) -> Interval | None:
    """Return the days that, moved by so many months or days, lie where it is wanted."""
    move = add_months if unit == "months" else add_days
    first, last = _days(wanted)
    lows = [day for day in _around(move(first, -steps)) if move(day, steps) >= first] if wanted.low is not None else [first]
    highs = [day for day in _around(move(last, -steps)) if move(day, steps) <= last] if wanted.high is not None else [last]
    if not lows or not highs or min(lows) > max(highs):
        return None
    return Interval(Fraction(min(lows)), Fraction(max(highs)))


def _around(day: int) -> Iterator[int]:
    return (one for one in range(day - 4, day + 5) if add_days(one, 0) == one)


def _days(wanted: Interval) -> tuple[int, int]:
    """Return the first and last day that are wanted, within the calendar: no day lies outside, and none is moved out of it."""
    first = date(1900, 1, 1).toordinal() if wanted.low is None else ceil(wanted.low)
    last = date(2199, 12, 31).toordinal() if wanted.high is None else floor(wanted.high)
    return add_days(first, 0), add_days(last, 0)


def day_of_part(wanted: Interval, part: str, now: int) -> Interval | None:
    """Return the days of which a part of the calendar is wanted: a year, a quarter or a month; of the rest, one near `now`."""
    known = date.fromordinal(now)
    if part in ("year", "year_quarter", "year_month"):
        months = {"year": 12, "year_quarter": 3, "year_month": 1}[part]
        first = None if wanted.low is None else _begin(ceil(wanted.low), months)
        last = None if wanted.high is None else _begin(floor(wanted.high) + 1, months)
        return Interval(None if first is None else Fraction(first), None if last is None else Fraction(last - 1))
    near = (known.toordinal() + by for by in sorted(range(-366, 367), key=abs))
    found = (day for day in near if day >= 1 and both(calendar(point(day), part), wanted) is not None)
    return next((point(day) for day in found), None)


def _begin(number: int, months: int) -> int:
    year, place = divmod(number * months, 12)
    return date(min(max(year, 1), 9999), place + 1, 1).toordinal()


def elapsed_from(wanted: Interval, other: int, unit: str, start: bool) -> Interval | None:
    """Return the days from which, or up to which, so many full years or months have passed to, or since, another day."""
    size = 12 if unit == "years" else 1
    low = 0 if wanted.low is None else max(ceil(wanted.low), 0)
    high = None if wanted.high is None else floor(wanted.high)
    if high is not None and high < low:
        return None
    reached = _last_start if start else add_months
    near = reached(other, low * size)
    far = None if high is None else reached(other, (high + 1) * size)
    if start:
        return Interval(None if far is None else Fraction(far + 1), Fraction(near))
    return Interval(Fraction(near), None if far is None else Fraction(far - 1))


def _last_start(end: int, months: int) -> int:
    """Return the last day from which so many months have passed on a day: from 31 August, one has on 30 September.

    Where that is before the first day of the calendar, it is the day before.
    """
    return max((day for day in _around(add_months(end, -months)) if add_months(day, months) <= end), default=0)
