"""Values as people write them, read exactly: `4%`, `5000万元`, `2022年6月1日`.

In: one value of a fact as plain data (a text, an integer, a `Decimal`, a date, …) and its type. Out: the exact value in the
unit of its type, or a `Misread`: the code of a diagnostic with its arguments. Nothing is coerced in silence: a boolean is not
a number, a number is not a date, and a number that was ever inexact is refused. Knows neither programs nor files.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from math import inf
from numbers import Real
from types import MappingProxyType

from attrs import field, frozen

from policyrules.source import HIDDEN_CHARACTER, visible
from policyrules.values.answers import Truth
from policyrules.values.periods import read_period
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

#: No number has more digits than this, on both sides of its point together; money is counted in 分.
DIGITS = 32
_BOUND = 10**DIGITS

#: No text is longer than this.
TEXT_LENGTH = 10_000

#: What a spreadsheet writes in a cell that it cannot work out: no enterprise is called so, and nothing else.
SPREADSHEET_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NAME?", "#NULL!", "#SPILL!", "#CALC!")

#: How a number, and each kind of quantity, is written in a text. Anchored by whoever uses them.
NUMBER_PATTERN = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"
MONEY_PATTERN = f"{NUMBER_PATTERN} ?(?:{'|'.join(sorted(MONEY_UNITS, key=len, reverse=True))})"
PERCENT_PATTERN = f"{NUMBER_PATTERN} ?%"
DATE_PATTERN = r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}年[0-9]{1,2}月[0-9]{1,2}日)"
MONTHS_PATTERN = r"(?:0|[1-9][0-9]*) ?(?:年|个月|years?|months?)"
DAYS_PATTERN = r"(?:0|[1-9][0-9]*) ?(?:天|日|days?)"

_NUMBER = re.compile(NUMBER_PATTERN)
_QUANTITY = re.compile(rf"({NUMBER_PATTERN}) ?([^\s0-9.]+)")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")
_LIKE_A_DATE = re.compile(r"([0-9]{4})[-/.年]?([0-9]{1,2})[-/.月]?([0-9]{1,2})日?(?:[T ][0-9:.+Z-]*)?")
_MONTH_UNITS: Mapping[str, int] = MappingProxyType({"年": 12, "year": 12, "years": 12, "个月": 1, "month": 1, "months": 1})
_DAY_UNITS: Mapping[str, int] = MappingProxyType({"天": 1, "日": 1, "day": 1, "days": 1})


@frozen
class Misread:
    """Why a value cannot be read: the code of a diagnostic, and its arguments in the user's own words."""

    code: str
    arguments: Mapping[str, str] = field(factory=dict)


def written(raw: object) -> str:
    """Write a value as it stood, in at most 60 characters, with hidden characters shown by their numbers."""
    match raw:
        case None:
            return "null"
        case bool():
            return "true" if raw else "false"
        case str():
            return f'"{visible(raw)}"'
        case int():
            return str(raw) if -_BOUND < raw < _BOUND else "…"
        case Decimal():
            return visible(str(raw))
        case Fraction():
            return f"{written(raw.numerator)}/{written(raw.denominator)}"
        case date():
            return raw.isoformat()
        case Real():
            return visible(str(raw))
        case Mapping():
            return "{…}"
        case list() | tuple():
            return "[…]"
        case _:
            return f"<{visible(type(raw).__name__)}>"


# --- numbers ---------------------------------------------------------------------------------------------------------


def _exact(raw: object) -> Fraction | Misread | None:
    """Return a number as it is, what is wrong with it, or `None` where `raw` is no number at all."""
    match raw:
        case bool():
            return Misread("fact-truth-for-number", {"found": written(raw)})
        case int():
            return Fraction(raw) if -_BOUND < raw < _BOUND else Misread("fact-number-huge", {"digits": str(DIGITS)})
        case Decimal():
            return _exact_decimal(raw)
        case Fraction():
            if abs(raw.numerator) < _BOUND and raw.denominator < _BOUND:
                return raw
            return Misread("fact-number-huge", {"digits": str(DIGITS)})
        case Real():  # whatever else counts as a real number is a binary approximation, unless it is none at all
            code = "fact-number-inexact" if raw < inf and not raw <= -inf else "fact-number-not-finite"
            return Misread(code, {"found": written(raw)})
        case _:
            return None


def _exact_decimal(raw: Decimal) -> Fraction | Misread:
    if not raw.is_finite():
        return Misread("fact-number-not-finite", {"found": str(raw)})
    _, digits, exponent = raw.as_tuple()
    places = max(0, -int(exponent))
    # INVARIANT: bounded before it is converted; an exponent of a million would be a million digits.
    if len(digits) > DIGITS or places > DIGITS or raw.adjusted() >= DIGITS:
        return Misread("fact-number-huge", {"digits": str(DIGITS)})
    return Fraction(raw)


def _exact_text(text: str) -> Fraction | Misread | None:
    """Return the number that a text writes, or `None` where it writes none."""
    if not _NUMBER.fullmatch(text):
        return None
    if sum(map(str.isdigit, text[: DIGITS + 3])) > DIGITS or len(text) > DIGITS + 2:
        return Misread("fact-number-huge", {"digits": str(DIGITS)})
    return Fraction(text)


def _tidied(text: str) -> str:
    """Return a text as its writer may have meant it: half-width, without thousands separators or white space."""
    return re.sub(r"[\s,_']", "", unicodedata.normalize("NFKC", text)).removeprefix("+")


def _near(text: str, reader: Callable[[object], object], endings: tuple[str, ...]) -> Mapping[str, str]:
    """Return the tidied text, or the first ending that makes it readable, as the argument `near`."""
    candidates = (_tidied(text) + ending for ending in ("", *endings))
    near = (c for c in candidates if c != text and not isinstance(reader(c), Misread))
    return {"near": found} if (found := next(near, None)) else {}


def _refused(code: str, raw: object, reader: Callable[[object], object], *endings: str) -> Misread:
    """Return that a value is not of its type, with what it may have been meant to be."""
    # A text much longer than any number is no near miss of one.
    near = _near(raw, reader, endings) if isinstance(raw, str) and len(raw) <= 2 * DIGITS else {}
    return Misread(code, {"found": written(raw), **near})


def read_number(raw: object) -> Fraction | Misread:
    """Read an integer, a `Decimal`, a `Fraction` or a decimal text such as `12.5`, of at most `DIGITS` digits."""
    exact = _exact_text(raw) if isinstance(raw, str) else _exact(raw)
    return _refused("fact-not-number", raw, read_number) if exact is None else exact


def read_integer(raw: object) -> Fraction | Misread:
    """Read a number without a fraction: `12`, `12.0` or the text `12`."""
    exact = _exact_text(raw) if isinstance(raw, str) else _exact(raw)
    if exact is None or (isinstance(exact, Fraction) and exact.denominator != 1):
        return _refused("fact-not-integer", raw, read_integer)
    return exact


def _read_quantity(text: str, units: Mapping[str, int | Fraction]) -> Fraction | Misread | None:
    """Read `number unit`; `None` where the text is nothing of the kind."""
    match = _QUANTITY.fullmatch(text)
    if match is None or match[2] not in units:
        return None
    number = _exact_text(match[1])
    return number * units[match[2]] if isinstance(number, Fraction) else number


def read_percent(raw: object) -> Fraction | Misread:
    """Read a percentage: the text `4%`, or the plain ratio as a number (0.04 is 4 %). A text without `%` is refused."""
    if isinstance(raw, str):
        exact = _read_quantity(raw, {"%": Fraction(1, 100)})
        if exact is None and isinstance(_exact_text(raw), Fraction):
            return Misread("fact-percent-sign", {"found": written(raw), "percent": f"{raw}%"})
    else:
        exact = _exact(raw)
    return _refused("fact-not-percent", raw, read_percent) if exact is None else exact


def read_money(raw: object) -> Fraction | Misread:
    """Read money into 分: a text with a unit (`5000万元`, `1亿元`, `500元`), or a number of 元. Must be whole 分."""
    if isinstance(raw, str):
        fen = _read_quantity(raw, MONEY_UNITS)
        number = _tidied(raw[: 2 * DIGITS])
        if fen is None and isinstance(_exact_text(number), Fraction):
            return Misread("fact-money-unit", {"found": written(raw), "yuan": f"{number}元", "wan": f"{number}万元"})
    else:
        fen = _exact(raw)
        if isinstance(fen, Fraction):
            fen *= MONEY_UNITS["元"]
    if not isinstance(fen, Fraction):
        return _refused("fact-not-money", raw, read_money, "元") if fen is None else fen
    if fen.denominator != 1:
        return Misread("fact-money-part", {"found": written(raw)})
    return fen if abs(fen) < _BOUND else Misread("fact-number-huge", {"digits": str(DIGITS)})


def read_months(raw: object) -> Fraction | Misread:
    """Read a length of time in months: `3年`, `18个月`, `3 years`, or a whole number of months."""
    return _read_length(raw, _MONTH_UNITS, "fact-not-months", read_months, "个月")


def read_days(raw: object) -> Fraction | Misread:
    """Read a number of days: `30天`, `30 days`, or a whole number."""
    return _read_length(raw, _DAY_UNITS, "fact-not-days", read_days, "天")


def _read_length(
    raw: object, units: Mapping[str, int], code: str, reader: Callable[[object], object], ending: str
) -> Fraction | Misread:
    exact = (None if "." in raw else _read_quantity(raw, units)) if isinstance(raw, str) else _exact(raw)
    if exact is None or (isinstance(exact, Fraction) and (exact.denominator != 1 or exact < 0)):
        return _refused(code, raw, reader, ending)
    return exact


# --- dates, texts, truths --------------------------------------------------------------------------------------------


def read_date(raw: object) -> Fraction | Misread:
    """Read a day into its ordinal: a date without a time, `2022-06-01` or `2022年6月1日`."""
    match raw:
        case date() if raw != raw:  # pandas has a day that is none
            return Misread("fact-not-date", {"found": written(raw)})
        case datetime():
            return Misread("fact-date-time", {"found": raw.isoformat(" "), "near": raw.date().isoformat()})
        case date():
            return Fraction(raw.toordinal())
        case str():
            match = _DATE.fullmatch(raw)
            if match:
                return _read_day(*(int(part) for part in match.groups() if part is not None))
            return Misread("fact-not-date", {"found": written(raw), **_near_date(raw)})
        case int() if not isinstance(raw, bool):
            return Misread("fact-date-number", {"found": written(raw), **_near_date(written(raw))})
        case _:
            return Misread("fact-not-date", {"found": written(raw)})


def _read_day(year: int, month: int, day: int) -> Fraction | Misread:
    written_day = f"{year:04}-{month:02}-{day:02}"
    if year == 0:
        return Misread("fact-date-no-year", {"found": written_day})
    if not 1 <= month <= 12:
        return Misread("fact-date-no-month", {"found": written_day})
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        return Misread("fact-date-no-day", {"found": written_day, "near": f"{year:04}-{month:02}-{last}"})
    return Fraction(date(year, month, day).toordinal())


def _near_date(text: str) -> Mapping[str, str]:
    match = _LIKE_A_DATE.fullmatch(unicodedata.normalize("NFKC", text[:40]).strip())
    if match is None:
        return {}
    year, month, day = (int(part) for part in match.groups())
    exists = isinstance(_read_day(year, month, day), Fraction)
    return {"near": f"{year:04}-{month:02}-{day:02}"} if exists else {}


def read_quarter(raw: object) -> Fraction | Misread:
    """Read a quarter: `2024Q3` or `2024年第3季度`."""
    found = read_period(raw, "quarter")
    return Misread("fact-quarter", {"found": written(raw)}) if found is None else Fraction(found)


def read_month(raw: object) -> Fraction | Misread:
    """Read a month of a year: `2024-09` or `2024年9月`."""
    found = read_period(raw, "month")
    return Misread("fact-month", {"found": written(raw)}) if found is None else Fraction(found)


def read_text(raw: object) -> str | Misread:
    """Read one line of text, in the canonical composition (NFC), without hidden characters or white space around it.

    The error of a spreadsheet (`#N/A`) is no text.
    """
    if not isinstance(raw, str):
        return Misread("fact-not-text", {"found": written(raw)})
    if not raw:
        return Misread("fact-empty")
    if len(raw) > TEXT_LENGTH:
        return Misread("fact-text-long", {"length": str(len(raw)), "limit": str(TEXT_LENGTH)})
    hidden = HIDDEN_CHARACTER.search(raw)
    if hidden:
        return Misread("fact-text-hidden", {"character": visible(hidden[0]), "place": str(hidden.start() + 1)})
    if raw != raw.strip():
        return Misread("fact-text-space", {"found": written(raw), "near": written(raw.strip())})
    if raw in SPREADSHEET_ERRORS:
        return Misread("fact-text-error", {"found": written(raw)})
    return unicodedata.normalize("NFC", raw)


def read_truth(raw: object) -> Truth | Misread:
    """Read a truth: true, false, `是` or `否`. No number and no other word stands for one."""
    match raw:
        case bool():
            return Truth.T if raw else Truth.F
        case str() if raw in ("是", "否"):
            return Truth.T if raw == "是" else Truth.F
        case _:
            return Misread("fact-not-truth", {"found": written(raw)})


_READERS: Mapping[Scalar, Callable[[object], Fraction | Misread]] = MappingProxyType(
    {
        Scalar.INTEGER: read_integer,
        Scalar.NUMBER: read_number,
        Scalar.RATIO: read_number,
        Scalar.PERCENT: read_percent,
        Scalar.MONEY: read_money,
        Scalar.DATE: read_date,
        Scalar.MONTHS: read_months,
        Scalar.DAYS: read_days,
        Scalar.QUARTER: read_quarter,
        Scalar.MONTH: read_month,
    }
)


def read_scalar(raw: object, type_: Scalar) -> Fraction | Truth | str | Misread:
    """Read a value of a built-in type, in the unit of the type."""
    if isinstance(raw, str) and not raw:  # of anything else only its type is asked: arrays are not compared
        return Misread("fact-empty")
    match type_:
        case Scalar.BOOL:
            return read_truth(raw)
        case Scalar.TEXT:
            return read_text(raw)
        case _:
            return _READERS[type_](raw)
