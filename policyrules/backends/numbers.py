"""Numbers that are known within intervals: how they are compared, and what calendars make of them.

In: closed intervals; dates are day numbers. Out: a truth, or the interval of what is asked for. Every rule is isotone: a
smaller interval gives a smaller one, or a truth that says more. Knows no program.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from policyrules.core.program import Comparator
from policyrules.diagnostics import Diagnostic, FactsError
from policyrules.values.answers import Interval, Truth, point
from policyrules.values.intervals import LONGEST, is_too_long
from policyrules.values.periods import Period, period_of
from policyrules.values.quantity import add_days, add_months, elapsed_months

_PERIODS: Mapping[str, Period] = MappingProxyType({"year": "year", "year_quarter": "quarter", "year_month": "month"})

T, U, F = Truth.T, Truth.U, Truth.F


def held(number: Interval) -> Interval:
    """Return a number that was calculated. Raise `FactsError` where it is too long to be reckoned with in good time."""
    if is_too_long(number):
        raise FactsError([Diagnostic("case-number-long", {"digits": str(LONGEST * 3 // 10)})])
    return number


def compare(comparator: Comparator, left: Interval, right: Interval) -> Truth:
    """Compare two numbers: definite where it holds, or fails, for all their values."""
    match comparator:
        case Comparator.GE:
            return _not_below(left, right)
        case Comparator.LE:
            return _not_below(right, left)
        case Comparator.GT:
            return _not_below(right, left).negated()
        case Comparator.LT:
            return _not_below(left, right).negated()
        case Comparator.EQ:
            return _equal(left, right)
        case Comparator.NE:
            return _equal(left, right).negated()


def _not_below(left: Interval, right: Interval) -> Truth:
    if left.low is not None and right.high is not None and left.low >= right.high:
        return T
    if left.high is not None and right.low is not None and left.high < right.low:
        return F
    return U


def _equal(left: Interval, right: Interval) -> Truth:
    if left.point is not None and left.point == right.point:
        return T
    apart = _not_below(left, right) is F or _not_below(right, left) is F
    return F if apart else U


def shifted(day: Interval, steps: Interval, unit: str) -> Interval:
    """Move a date by months or days: weakly monotone in both, so the ends give the ends."""
    move = add_months if unit == "months" else add_days
    return Interval(_moved(day.low, steps.low, move), _moved(day.high, steps.high, move))


def _moved(day: Fraction | None, steps: Fraction | None, move: Callable[[int, int], int]) -> Fraction | None:
    return None if day is None or steps is None else Fraction(move(int(day), int(steps)))


def elapsed(start: Interval, end: Interval, unit: str) -> Interval:
    """Return how many full years or months have passed: the fewest from the latest start to the earliest end."""
    return Interval(_elapsed(start.high, end.low, unit), _elapsed(start.low, end.high, unit))


def _elapsed(start: Fraction | None, end: Fraction | None, unit: str) -> Fraction | None:
    if start is None or end is None:
        return None
    full = elapsed_months if unit == "months" else elapsed_years
    return Fraction(full(int(start), int(end)))


def elapsed_years(start: int, end: int) -> int:
    """Return how many full years there are from one day to another, below zero the other way."""
    months = elapsed_months(start, end)
    return months // 12 if months >= 0 else -(-months // 12)


def calendar(day: Interval, part: str) -> Interval:
    """Return the year, month or day of a date; of the month and the day of an unknown date nothing is known.

    `year_quarter` and `year_month` are the quarter and the month of the calendar that it lies in, which, as the year, never
    go back.
    """
    if part in _PERIODS:
        return Interval(_period(day.low, _PERIODS[part]), _period(day.high, _PERIODS[part]))
    if day.point is None:
        return Interval(Fraction(1), Fraction(12 if part == "month" else 31))
    known = date.fromordinal(int(day.point))
    return point(known.month if part == "month" else known.day)


def _period(day: Fraction | None, period: Period) -> Fraction | None:
    return None if day is None else Fraction(period_of(int(day), period))
