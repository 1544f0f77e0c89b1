"""Calendar years, quarters and months, counted as whole numbers that follow one another.

A year is its own number, a quarter is 4 · year + quarter − 1, a month is 12 · year + month − 1, so that the one before is one
less. In: such a number, a day, or what somebody wrote. Out: the number, or how it is written: `2024`, `2024Q3`, `2024-09`.
"""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

Period = Literal["year", "quarter", "month"]

#: How many of a period make a year.
IN_YEAR: Mapping[Period, int] = MappingProxyType({"year": 1, "quarter": 4, "month": 12})

#: How each is written, anchored by whoever uses it.
PATTERNS: Mapping[Period, str] = MappingProxyType(
    {
        "year": "(?!0000)[0-9]{4}年?",
        "quarter": "(?!0000)[0-9]{4}(?:Q[1-4]|年第[1-4]季度)",
        "month": "(?!0000)[0-9]{4}(?:-(?:0[1-9]|1[0-2])|年(?:0?[1-9]|1[0-2])月)",
    }
)


def period_of(day: int, period: Period) -> int:
    """Return the period that a day lies in."""
    known = date.fromordinal(day)
    return known.year * IN_YEAR[period] + (known.month - 1) * IN_YEAR[period] // 12


def is_period(number: int, period: Period) -> bool:
    """Say whether a number is that of a period of the calendar, from the year 1 to the year 9999."""
    return 1 <= number // IN_YEAR[period] <= 9999


def show_period(number: int, period: Period) -> str:
    """Write a period as a facts file does: `2024`, `2024Q3`, `2024-09`."""
    year, place = divmod(number, IN_YEAR[period])
    match period:
        case "year":
            return str(year)
        case "quarter":
            return f"{year:04}Q{place + 1}"
        case "month":
            return f"{year:04}-{place + 1:02}"


def read_period(written: object, period: Period) -> int | None:
    """Read `2024` (or the number 2024), `2024Q3` or `2024-09`, and their Chinese forms; `None` where it is none."""
    if isinstance(written, int) and not isinstance(written, bool) and period == "year":
        return written if 1 <= written <= 9999 else None
    if not isinstance(written, str) or not re.fullmatch(PATTERNS[period], written):
        return None
    year, place, *_ = (*map(int, re.findall("[0-9]+", written)), 1)
    return year * IN_YEAR[period] + place - 1
