"""Answers and plain data in one canonical form, which can be compared, kept and digested.

In: an answer, or plain data of texts, truths, mappings and sequences. Out: a text that is the same for equal values, whatever
computed them; the answer that such a text stands for; a digest. Knows no program.

A truth is `T`, `F` or `U`; a number the exact fraction, `5` or `7/2`; one that is not known its ends, `[0, 7/2]`, `[0, ]`; a
text stands in quotes, and `?` for one that is not known. A list or a series is told by its digest alone.
"""

import json
import re
from collections.abc import Mapping
from fractions import Fraction
from hashlib import sha256

from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point

#: Hexadecimal digits of a digest of a list or a series, and of one answer among many.
SHORT = 16

_FRACTION = r"-?[0-9]+(?:/[1-9][0-9]*)?"
_POINT = re.compile(_FRACTION)
_ENDS = re.compile(rf"\[({_FRACTION})?, ({_FRACTION})?\]")

#: No text of a number is longer than this: no number that is computed with has more than 3,600 digits on each side.
_LONGEST = 15_000


def canonical_json(data: object) -> str:
    """Return plain data as JSON that is the same for equal data: keys in order, no white space."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(data: object) -> str:
    """Return the sha256 of plain data in hexadecimal."""
    return sha256(canonical_json(data).encode("utf-8", "backslashreplace")).hexdigest()


def canonical(answer: Answer) -> str:
    """Return the canonical text of an answer."""
    match answer:
        case Truth():
            return answer.name
        case Interval(low, high):
            return _number(low) if answer.point is not None else f"[{_number(low)}, {_number(high)}]"
        case Symbol(value):
            return "?" if value is None else json.dumps(value, ensure_ascii=False)
        case Absent():
            return "absent"
        case Maybe(range_):
            return f"absent or {canonical(range_)}"
        case Records(rows):
            if rows is None:
                return "records ?"
            return f"{len(rows)} records #{digest([_fields(row) for row in rows])[:SHORT]}"
        case Series(values, range_):
            periods = {str(number): canonical(value) for number, value in values.items()}
            return f"series #{digest([periods, canonical(range_)])[:SHORT]}"


def _fields(row: Mapping[str, Answer]) -> dict[str, str]:
    return {name: canonical(value) for name, value in row.items()}


def _number(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def answer_of(text: str) -> Answer | None:
    """Return the answer that a canonical text stands for; `None` for one that is told by a digest, and for any other text."""
    if text in Truth.__members__:
        return Truth[text]
    if text == "?":
        return Symbol(None)
    if text == "absent":
        return Absent()
    if text.startswith('"'):
        return _symbol(text)
    if text.startswith("absent or "):
        range_ = answer_of(text.removeprefix("absent or "))
        return Maybe(range_) if isinstance(range_, Truth | Interval | Symbol) else None
    return _interval(text) if len(text) <= _LONGEST else None


def _symbol(text: str) -> Symbol | None:
    try:
        value = json.loads(text)
    except ValueError:
        return None
    return Symbol(value) if isinstance(value, str) else None


def _interval(text: str) -> Interval | None:
    try:
        if _POINT.fullmatch(text):
            return point(Fraction(text))
        ends = _ENDS.fullmatch(text)
        return None if ends is None else Interval(*(Fraction(end) if end else None for end in ends.groups()))
    except ValueError:  # longer than Python reads in base 10
        return None
