"""The facts of a case as a facts file states them, each in one spelling.

In: a program and a case. Out: plain data that reads back as the same case: money in 元, percentages with their sign, dates as
`2022-06-01`. What is not known is left out, so that the same facts are stated alike whatever else a policy asks for and however
they were typed. A number that no decimal writes is stated as its numerator and its denominator. Knows no file.
"""

from collections.abc import Mapping
from fractions import Fraction

from policyrules.core.case import Case
from policyrules.core.facts import ABSENT_WORDS
from policyrules.core.program import Program
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth
from policyrules.values.periods import show_period
from policyrules.values.quantity import decimal_text, show
from policyrules.values.reading import DIGITS
from policyrules.values.types import ListType, RecordType, Scalar, SeriesType, Type

#: A value as JSON holds it.
Plain = str | bool | None | list["Plain"] | dict[str, "Plain"]


def stated_facts(program: Program, case: Case) -> dict[str, Plain]:
    """Return the facts that are known, by name, in the order of the program."""
    stated = {spec.name: _fact(case.facts[spec.name], spec.type) for spec in program.facts}
    return {name: value for name, value in stated.items() if value is not None}


def as_read(stated: object) -> object:
    """Return stated facts as `read_case` takes them: a number that no decimal writes is a fraction of Python."""
    match stated:
        case Mapping():
            return {key: as_read(value) for key, value in stated.items()}
        case [str(numerator), str(denominator)] if _is_whole(numerator.removeprefix("-")) and _is_whole(denominator, "0"):
            return Fraction(int(numerator), int(denominator))
        case list():
            return [as_read(value) for value in stated]
        case _:
            return stated


def _is_whole(text: str, zero: str = "") -> bool:
    """Say whether a text is a whole number that can be read, and anything but `zero`s."""
    return text.isascii() and text.isdecimal() and len(text) <= DIGITS + 1 and text.strip(zero or None) != ""


def _fact(answer: Answer, type_: Type) -> Plain:
    match answer, type_:
        case Records(rows), ListType(element):
            return None if rows is None else [_record(row, element) for row in rows]
        case Series(values), SeriesType(element, period):
            stated = {show_period(number, period): _value(value, element) for number, value in sorted(values.items())}
            return dict(stated) or None
        case _:
            return _value(answer, type_)


def _record(row: Mapping[str, Answer], type_: RecordType) -> dict[str, Plain]:
    """State the fields that are known, and those that are optional and said to be unknown."""
    stated: dict[str, Plain] = {}
    for field in type_.fields:
        answer = row[field.name]
        if isinstance(answer, Maybe):
            stated[field.name] = None
        elif not isinstance(answer, Absent) and (value := _value(answer, field.type)) is not None:
            stated[field.name] = value
    return stated


def _value(answer: Answer, type_: Type) -> Plain:
    """State a single value; `None` for one that is not known."""
    match answer:
        case Truth():
            return None if answer is Truth.U else answer is Truth.T
        case Symbol(value):
            return value
        case Absent():
            return ABSENT_WORDS[0]
        case Interval() if answer.point is not None:
            return _number(answer.point, type_)
        case _:
            return None


def _number(value: Fraction, type_: Type) -> Plain:
    match type_:
        case Scalar.MONEY:
            return f"{decimal_text(value / 100)}元"
        case Scalar.MONTHS:
            return f"{value}个月"
        case Scalar.DAYS:
            return f"{value}天"
        case Scalar.DATE | Scalar.QUARTER | Scalar.MONTH:
            return show(value, type_, "zh")
        case Scalar.PERCENT:
            return _decimal(value * 100, "%") or _fraction(value)
        case _:
            return _decimal(value, "") or _fraction(value)


def _decimal(value: Fraction, sign: str) -> str | None:
    """Write a number as a decimal that can be read again; `None` where there is none."""
    text = decimal_text(value)
    readable = "/" not in text and sum(map(str.isdigit, text)) <= DIGITS
    return text + sign if readable else None


def _fraction(value: Fraction) -> list[Plain]:
    return [str(value.numerator), str(value.denominator)]
