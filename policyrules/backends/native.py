"""How generated Python holds what is known: truths as `bool`, whole numbers as `int`, other numbers as a pair of `int`.

In: answers. Out: native values, and back. A pair is a numerator and a denominator above zero, not in lowest terms. `None`
stands for what is not known, `ABSENT` for a field that is known to hold nothing.
"""

from collections.abc import Mapping
from enum import Enum
from fractions import Fraction
from typing import Any

from policyrules.values.answers import Absent, Answer, Interval, Records, Series, Symbol, Truth, point
from policyrules.values.types import WHOLE, ListType, OptionalType, RecordType, Scalar, SeriesType, Type, is_numeric

#: Numbers of more bits are left to the reference, which knows which are too long to be reckoned with.
BITS = 128

#: What a field that holds nothing is held as, and a pair of which nothing is known.
ABSENT = object()
LACKING = (None, None)


class Form(Enum):
    """In which form a value is held."""

    TRUTH = "truth"
    WHOLE = "whole"
    PAIR = "pair"
    NAME = "name"
    SERIES = "series"
    RECORDS = "records"


def form_of(type_: Type) -> Form:
    """Return the form of an input of a type; of an optional one, that of what it may hold."""
    match type_:
        case ListType():
            return Form.RECORDS
        case SeriesType():
            return Form.SERIES
        case OptionalType(element):
            return form_of(element)
        case Scalar.BOOL:
            return Form.TRUTH
        case _ if is_numeric(type_):
            return Form.WHOLE if type_ in WHOLE or type_ is Scalar.MONEY else Form.PAIR
        case _:
            return Form.NAME


def native(answer: Answer, type_: Type) -> Any:
    """Return an input as generated code holds it; `None` where it is not known, or not in the form of its type."""
    match answer:
        case Truth():
            return None if answer is Truth.U else answer is Truth.T
        case Interval():
            return _number(answer.point, form_of(type_))
        case Symbol(value):
            return value
        case Absent():
            return ABSENT
        case Records(rows) if isinstance(type_, ListType):
            return None if rows is None else _rows(rows, type_.element)
        case Series(values) if isinstance(type_, SeriesType):
            given = {number: native(value, type_.element) for number, value in values.items()}
            return {number: value for number, value in given.items() if value is not None and value is not ABSENT}
        case _:
            return None


def _number(value: Fraction | None, form: Form) -> Any:
    if value is None or max(value.numerator.bit_length(), value.denominator.bit_length()) > BITS:
        return None
    if form is Form.PAIR:
        return value.numerator, value.denominator
    return value.numerator if value.denominator == 1 else None


def _rows(rows: tuple[Mapping[str, Answer], ...], record: RecordType) -> Any:
    """Return the records of a list; `None` where anything about them is not known."""
    types = [(field.name, OptionalType(field.type) if field.optional else field.type) for field in record.fields]
    held = tuple({name: native(row[name], type_) for name, type_ in types} for row in rows)
    return None if any(value is None for row in held for value in row.values()) else held


def answer(held: Any, form: Form) -> Answer:
    """Return what is known in the form that every backend answers in."""
    if held is ABSENT:
        return Absent()
    match form:
        case Form.TRUTH:
            return Truth.T if held else Truth.F
        case Form.WHOLE:
            return point(held)
        case Form.PAIR:
            return point(Fraction(*held))
        case Form.NAME:
            return Symbol(held)
        case _:
            raise AssertionError("a series or a list is answered as it was given")
