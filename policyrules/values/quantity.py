"""Exact quantities: money units, calendar arithmetic, and how a value is written for people.

Money counts 分, dates are proleptic ordinals, percentages and ratios are plain rationals. No float, ever.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import MAXYEAR, date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from policyrules.values.periods import show_period
from policyrules.values.types import Scalar, Type

#: 分 in one of each unit of money.
MONEY_UNITS: Mapping[str, int] = MappingProxyType(
    {
        "分": 1, "角": 10, "元": 100, "百元": 10_000, "千元": 100_000, "万元": 1_000_000, "百万元": 100_000_000,
        "千万元": 1_000_000_000, "亿元": 10_000_000_000, "万亿元": 100_000_000_000_000, "yuan": 100,
    }
)  # fmt: skip

#: Every month has so many days.
_SHORTEST_MONTH = 28

#: The last day there is; periods that would end later end here.
LAST_DAY = date(MAXYEAR, 12, 31).toordinal()


def add_months(day: int, months: int) -> int:
    """Return the day `months` later (or earlier), the month's last day where there is no such day (民法典第二百零二条)."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year > MAXYEAR:
        return LAST_DAY
    if year < 1:
        return 1
    day_of_month = start.day if start.day <= _SHORTEST_MONTH else min(start.day, monthrange(year, month + 1)[1])
    return date(year, month + 1, day_of_month).toordinal()


def add_days(day: int, days: int) -> int:
    """Return the day `days` later (or earlier), within the days that exist."""
    return min(max(day + days, 1), LAST_DAY)


def elapsed_months(start: int, end: int) -> int:
    """Return how many full months there are from one day to another.

    That is the greatest number of months that can be added to `start` without passing `end`; from a later day to an earlier
    one, it is the full months the other way, below zero.
    """
    if end < start:
        return -elapsed_months(end, start)
    first, last = date.fromordinal(start), date.fromordinal(end)
    months = (last.year - first.year) * 12 + last.month - first.month
    return months if add_months(start, months) <= end else months - 1


#: Python writes no longer number in decimal digits, since that takes long.
_LONGEST_WRITTEN = 14_000

#: A number with more decimals is written as a fraction.
_MOST_PLACES = 20


def decimal_text(value: Fraction) -> str:
    """Return the exact decimal, or the fraction where there is none of at most 20 places; of very long numbers, in base 16."""
    if max(value.numerator.bit_length(), value.denominator.bit_length()) > _LONGEST_WRITTEN:
        return f"{value.numerator:#x}/{value.denominator:#x}"
    twos = (value.denominator & -value.denominator).bit_length() - 1
    rest, fives = value.denominator >> twos, 0
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > _MOST_PLACES:
        return f"{value.numerator}/{value.denominator}"
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def show(value: Fraction, type_: Type, language: Literal["zh", "en"]) -> str:
    """Write a number of a type for people, exactly: `3.65%`, `100万元`, `2023-03-01`, `3年`."""
    match type_:
        case Scalar.PERCENT | Scalar.RATIO:
            text = decimal_text(value * 100)
            return decimal_text(value) if "/" in text else f"{text}%"
        case Scalar.MONEY:
            return show_money(value, language)
        case Scalar.DATE:
            return date.fromordinal(int(value)).isoformat()
        case Scalar.MONTHS:
            return show_months(int(value), language)
        case Scalar.QUARTER:
            return show_period(int(value), "quarter")
        case Scalar.MONTH:
            return show_period(int(value), "month")
        case Scalar.DAYS:
            return f"{decimal_text(value)}天" if language == "zh" else f"{decimal_text(value)} days"
        case _:
            return decimal_text(value)


def show_money(fen: Fraction, language: Literal["zh", "en"]) -> str:
    """Write money in the largest unit that leaves at most four decimals."""
    units = (("亿元", 10**10), ("万元", 10**6), ("元", 100)) if language == "zh" else ((" yuan", 100),)
    for name, size in units:
        if abs(fen.numerator) >= size * fen.denominator and 10_000 * fen.numerator % (size * fen.denominator) == 0:
            return decimal_text(fen / size) + name
    return decimal_text(fen / 100) + units[-1][0]


def show_months(months: int, language: Literal["zh", "en"]) -> str:
    """Write a number of months, as years where it is whole years."""
    years, rest = divmod(months, 12)
    if rest:
        return f"{months}个月" if language == "zh" else f"{months} months"
    return f"{years}年" if language == "zh" else f"{years} years"
