"""A trial: an enterprise on a day, as plain data that a policy decides on, written as a person writes it.

In: typed answers. Out: `5000万元`, `3%`, `2023-05-01`, `{2023: "100万元"}`, a list of records. What is written here is read
back by `policyrules.core.facts` to the very same case. Knows no policy.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from attrs import field, frozen

from policyrules.core.facts import ABSENT_WORDS
from policyrules.core.program import FactSpec
from policyrules.diagnostics import Language
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth
from policyrules.values.periods import show_period
from policyrules.values.quantity import decimal_text, show
from policyrules.values.types import ListType, RecordType, Scalar, SeriesType, Type


@frozen
class Trial:
    """An enterprise on a day: facts as a person writes them, and the readings that are taken otherwise than by default.

    What is unknown is left out, or `None`.
    """

    facts: Mapping[str, object] = field(hash=False)
    day: date
    readings: Mapping[str, str] = field(factory=dict, hash=False)


def written_fact(spec: FactSpec, answer: Answer, language: Language) -> object:
    """Write a fact; `None` for one that is unknown."""
    match answer, spec.type:
        case Records(None), _:
            return None
        case Records(rows), ListType(element) if rows is not None:
            return [_record(element, row, language) for row in rows]
        case Series(values), SeriesType(element, period):
            return {
                number if period == "year" else show_period(number, period): _written(value, element, language)
                for number, value in sorted(values.items())
            }
        case _, type_:
            return _written(answer, type_, language)


def _record(type_: RecordType, row: Mapping[str, Answer], language: Language) -> dict[str, object]:
    """Write a record; an optional field that is known to be absent is left out."""
    fields = ((field, row[field.name]) for field in type_.fields)
    return {
        field.name: _written(answer, field.type, language)
        for field, answer in fields
        if not (field.optional and isinstance(answer, Absent))
    }


def _written(answer: Answer, type_: Type, language: Language) -> object:
    match answer:
        case Absent():
            return ABSENT_WORDS[1 if language == "en" else 0]
        case Truth():
            return {Truth.T: True, Truth.F: False, Truth.U: None}[answer]
        case Symbol(value):
            return value
        case Interval() if answer.point is not None:
            return _number(answer.point, type_, language)
        case Maybe() | Interval() | Records() | Series():
            return None


def _number(value: Fraction, type_: Type, language: Language) -> object:
    match type_:
        case Scalar.INTEGER:
            return int(value)
        case Scalar.NUMBER | Scalar.RATIO:
            return int(value) if value.denominator == 1 else _decimal(value)
        case Scalar.PERCENT:
            text = decimal_text(value * 100)
            return value if "/" in text else f"{text}%"
        case _:
            return show(value, type_, language)


def _decimal(value: Fraction) -> object:
    """Write a number in decimals; one that has none stays the fraction that it is."""
    text = decimal_text(value)
    return value if "/" in text else text
