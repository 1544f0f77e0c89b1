"""Exact quantities: money units, calendar arithmetic, and how a value is written for people.

Money counts 分, dates are proleptic ordinals, percentages and ratios are plain rationals. No float, ever.
"""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import MAXYEAR, date
from fractions import Fraction
from types import MappingProxyType
from typing import Literal

from policyrules.values.periods import show_period
from policyrules.values.types import Scalar, Type

#: The languages in which values are written.
Language = Literal["zh", "en"]

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

#: Numbers of everyday size have no more bits above the line, and no more decimals than the ten-thousandths.
_EVERYDAY, _TEN_THOUSAND = 512, 10_000


def decimal_text(value: Fraction) -> str:
    """Return the exact decimal, or the fraction where there is none of at most 20 places; of very long numbers, in base 16."""
    return quotient_text(value.numerator, value.denominator)


def quotient_text(numerator: int, denominator: int) -> str:
    """Write a number as `decimal_text` does, given as what stands above and under the line, in any terms."""
    if numerator.bit_length() < _EVERYDAY:
        count, rest = divmod(_TEN_THOUSAND * numerator, denominator)
        if not rest:
            return ten_thousandths(count)
    return _exact_text(Fraction(numerator, denominator))


def ten_thousandths(count: int) -> str:
    """Write so many ten-thousandths."""
    whole, part = divmod(abs(count), _TEN_THOUSAND)
    text = f"{whole}.{part:04}".rstrip("0") if part else str(whole)
    return f"-{text}" if count < 0 else text


def _exact_text(value: Fraction) -> str:
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


def show(value: Fraction, type_: Type, language: Language) -> str:
    """Write a number of a type for people, exactly: `3.65%`, `100万元`, `2023-03-01`, `3年`."""
    return show_quotient(value.numerator, value.denominator, type_, language)


def show_quotient(numerator: int, denominator: int, type_: Type, language: Language) -> str:
    """Write a number as `show` does, given as what stands above and under the line, in any terms."""
    written = _WRITTEN.get(type_)
    return quotient_text(numerator, denominator) if written is None else written(numerator, denominator, language)


#: The units in which money is written, and how many 分 they are.
_SHOWN_IN: Mapping[Language, tuple[tuple[str, int], ...]] = MappingProxyType(
    {"zh": (("亿元", 10**10), ("万元", 10**6), ("元", 100)), "en": ((" yuan", 100),)}
)


def _show_money(numerator: int, denominator: int, language: Language) -> str:
    """Write 分 in the largest unit that leaves at most four decimals."""
    for name, size in _SHOWN_IN[language]:
        if abs(numerator) >= size * denominator and _TEN_THOUSAND * numerator % (size * denominator) == 0:
            return quotient_text(numerator, size * denominator) + name
    return quotient_text(numerator, 100 * denominator) + _SHOWN_IN[language][-1][0]


def _show_share(numerator: int, denominator: int, language: Language) -> str:
    text = quotient_text(100 * numerator, denominator)
    return quotient_text(numerator, denominator) if "/" in text else f"{text}%"


def _show_days(numerator: int, denominator: int, language: Language) -> str:
    text = quotient_text(numerator, denominator)
    return f"{text}天" if language == "zh" else _counted(text, "day")


#: How the numbers of a type are written; all others as they are.
_WRITTEN: Mapping[Type, Callable[[int, int, Language], str]] = MappingProxyType(
    {
        Scalar.MONEY: _show_money,
        Scalar.PERCENT: _show_share,
        Scalar.RATIO: _show_share,
        Scalar.DATE: lambda number, under, language: date.fromordinal(number // under).isoformat(),
        Scalar.MONTHS: lambda number, under, language: show_months(int(Fraction(number, under)), language),
        Scalar.QUARTER: lambda number, under, language: show_period(number // under, "quarter"),
        Scalar.MONTH: lambda number, under, language: show_period(number // under, "month"),
        Scalar.DAYS: _show_days,
    }
)


def show_months(months: int, language: Language) -> str:
    """Write a number of months, as years where it is whole years."""
    years, rest = divmod(months, 12)
    if rest:
        return f"{months}个月" if language == "zh" else _counted(str(months), "month")
    return f"{years}年" if language == "zh" else _counted(str(years), "year")


def _counted(count: str, unit: str) -> str:
    return f"{count} {unit}" if count == "1" else f"{count} {unit}s"
