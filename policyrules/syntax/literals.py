"""Numbers with their units, percentages, money, periods and dates, as they are written.

In: a text and the place of a digit. Out: one `Literal`: its kind, its canonical text, where it ends, and what is wrong with it;
and the value of a canonical text. Knows no tokens.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import evolve, field, frozen

from policyrules.syntax.characters import NAME_PART
from policyrules.values.periods import Period, read_period
from policyrules.values.quantity import MONEY_UNITS, decimal_text

#: More digits than this are no number of a policy.
MAX_DIGITS = 32

_DATE = re.compile(r"([0-9]{4})(?:[-－]([0-9]{1,2})[-－]([0-9]{1,2})(?![0-9])|年([0-9]{1,2})月([0-9]{1,2})日)")
_DATE_FORM = re.compile(r"([0-9]{4})(?:/([0-9]{1,2})/|\.([0-9]{1,2})\.)([0-9]{1,2})(?![0-9.])")
_MONTH = re.compile(r"((?:19|20)[0-9]{2})(?:-(0[1-9]|1[0-2])(?![-0-9%％]|\.[0-9])|年([0-9]{1,2})月(?![0-9]))")
_QUARTER = re.compile(r"([0-9]{4})(?:Q([1-4])(?![0-9A-Za-z_])|年第([1-4])季度)")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_SEPARATED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?")
_EXPONENT = re.compile(r"[eE][+-]?[0-9]+")
_LATIN_TAIL = re.compile(rf"[A-Za-z_\u2160-\u216b][{NAME_PART}]*")
_MONEY_WORDS = "|".join(sorted((u for u in MONEY_UNITS if u != "yuan"), key=len, reverse=True))
_MONEY = re.compile(_MONEY_WORDS + r"|[ ]*yuan(?!\w)")
_PERIOD = re.compile(r"年|个?季度|个月|天|日|[ ]*(?:years?|quarters?|months?|days?)(?!\w)")
#: What is written of a number in a document and not here: a blank before its unit, a unit that is cut short, a measure word.
_ENDS = rf"(?=[以及内]|[^{NAME_PART}]|\Z)"
_APART = re.compile(rf"[ \u3000\xa0]+(?P<unit>{_MONEY_WORDS}|年|个月|个?季度|天|日|[%％]){_ENDS}")
_SHORT = re.compile(rf"(?:万亿|千万|百万|亿|万|千|百){_ENDS}")
_MONTHS = re.compile(rf"月{_ENDS}")
_COUNTED = re.compile(rf"[ \u3000\xa0]*(?P<times>[万亿]?)(?:人|名|家|户|件|台|套|倍|周岁|岁|个(?!月|季度)){_ENDS}")
_PERIOD_UNITS = {"年": "year", "个季度": "quarter", "季度": "quarter", "个月": "month", "天": "day", "日": "day"}


@frozen
class Mistake:
    """What is wrong with a literal: a code and its arguments."""

    code: str
    arguments: Mapping[str, str] = field(factory=dict)


@frozen
class Literal:
    """A literal: `text` is canonical (`3.5`, `100 万元`, `3 year`, `2022-08-05`, `2024Q3`), `end` the place after it."""

    kind: str
    text: str
    end: int
    mistakes: tuple[Mistake, ...] = ()


def shorten(text: str) -> str:
    """Return a text short enough to be shown in a sentence."""
    return text if len(text) <= 40 else f"{text[:39]}…"


def read(text: str, start: int) -> Literal:
    """Read the literal that begins with the digit at `start`."""
    if match := _DATE.match(text, start):
        return _date(match)
    if match := _DATE_FORM.match(text, start):
        fix = "-".join(part.zfill(2) for part in match.groups() if part)
        return Literal("DATE", "2000-01-01", match.end(), (Mistake("syntax-date-form", {"found": match[0], "fix": fix}),))
    if match := _QUARTER.match(text, start):
        return Literal("PERIOD", f"{match[1]}Q{match[2] or match[3]}", match.end())
    if match := _MONTH.match(text, start):
        return _month(match)
    if match := _SEPARATED.match(text, start):
        digits = match[0].replace(",", "")
        return _unit(text, digits, match.end(), Mistake("syntax-number-separators", {"found": match[0], "fix": digits}))
    match = _NUMBER.match(text, start)
    assert match is not None  # a digit stands at `start`
    return _unit(text, match[0], match.end(), None)


def is_mistaken(text: str) -> bool:
    """Say whether a literal, as it stands in a text, is written in a way that is reported: its value may be another."""
    plain = unicodedata.normalize("NFKC", text)
    return plain[:1].isdigit() and bool(read(plain, 0).mistakes)


def _date(match: re.Match[str]) -> Literal:
    year, *rest = (int(part) for part in match.groups() if part is not None)
    month, day = rest
    try:
        return Literal("DATE", date(year, month, day).isoformat(), match.end())
    except ValueError:
        return Literal("DATE", "2000-01-01", match.end(), (Mistake("syntax-date-impossible", {"found": match[0]}),))


def _month(match: re.Match[str]) -> Literal:
    month = int(match[2] or match[3])
    if 1 <= month <= 12:
        return Literal("PERIOD", f"{match[1]}-{month:02}", match.end())
    return Literal("PERIOD", "2000-01", match.end(), (Mistake("syntax-date-impossible", {"found": match[0]}),))


def _unit(text: str, digits: str, end: int, mistake: Mistake | None) -> Literal:
    """Read what stands after the digits, if it makes a literal of another kind."""
    if sum(map(str.isdigit, digits[: MAX_DIGITS + 2])) > MAX_DIGITS:
        mistake = Mistake("syntax-number-too-long", {"limit": str(MAX_DIGITS)})
        digits = "0"
    mistakes = (mistake,) if mistake else ()
    if text[end : end + 1] in ("%", "％"):
        return Literal("PERCENT", digits, end + 1, mistakes)
    if match := _MONEY.match(text, end):
        return Literal("MONEY", f"{digits} {match[0].strip()}", match.end(), mistakes)
    if match := _PERIOD.match(text, end):
        unit = match[0].strip()
        if "." in digits:
            mistakes = (*mistakes, Mistake("syntax-period-fraction", {"found": f"{digits}{match[0]}"}))
            digits = digits.partition(".")[0]
        return Literal("DURATION", f"{digits} {_PERIOD_UNITS.get(unit, unit.removesuffix('s'))}", match.end(), mistakes)
    if match := _EXPONENT.match(text, end):
        return Literal("NUMBER", digits, match.end(), (*mistakes, Mistake("syntax-number-exponent")))
    if match := _LATIN_TAIL.match(text, end):
        found = shorten(digits + match[0])
        return Literal(
            "NAME", digits + match[0], match.end(), (*mistakes, Mistake("syntax-name-begins-with-digit", {"found": found}))
        )
    return _as_in_a_document(text, digits, end, mistakes) or Literal("NUMBER", digits, end, mistakes)


def _as_in_a_document(text: str, digits: str, end: int, mistakes: tuple[Mistake, ...]) -> Literal | None:
    """Read a number as it was meant that is written as documents do: `100 万元`, `100万`, `36月`, `300人`."""

    def meant(fix: str, code: str, match: re.Match[str], **arguments: str) -> Literal:
        found = {"found": shorten(digits + match[0]), "fix": shorten(fix)}
        number = _NUMBER.match(fix)
        assert number is not None  # a digit stands at its beginning
        literal = _unit(fix, number[0], number.end(), None)
        # Of a number that is too long nothing is kept that could be written.
        said = () if any(one.code == "syntax-number-too-long" for one in mistakes) else (Mistake(code, found | arguments),)
        return evolve(literal, end=match.end(), mistakes=(*mistakes, *said))

    if match := _APART.match(text, end):
        return meant(digits + match["unit"], "syntax-unit-apart", match)
    if match := _MONTHS.match(text, end):
        return meant(f"{digits}个月", "syntax-unit-apart", match)
    if match := _SHORT.match(text, end):
        return meant(f"{digits}{match[0]}元", "syntax-unit-short", match, full=_in_full(digits, match[0]))
    if match := _COUNTED.match(text, end):
        return meant(_in_full(digits, match["times"]), "syntax-number-counted", match)
    return None


def _in_full(digits: str, times: str) -> str:
    """Write out how many `5万` are."""
    return decimal_text(Fraction(digits) * MONEY_UNITS[f"{times}元"] / MONEY_UNITS["元"])


def number(text: str) -> Fraction:
    """Return the exact value of canonical digits."""
    return Fraction(text)


def period(text: str) -> tuple[int, Period]:
    """Return a canonical quarter or month, and which of both it is."""
    unit: Period = "quarter" if "Q" in text else "month"
    number = read_period(text, unit)
    assert number is not None
    return number, unit


def with_unit(text: str) -> tuple[Fraction, str]:
    """Return the value and the unit of a canonical money or period."""
    digits, unit = text.split(" ")
    return Fraction(digits), unit
