"""How generated Python holds what is known: truths as `bool`, whole numbers as `int`, other numbers as a pair of `int`.

In: answers. Out: native values, and back. A pair is a numerator and a denominator above zero, not in lowest terms. `None`
stands for what is not known, `ABSENT` for a field that is known to hold nothing, `MAYBE` for one that may. A record is a tuple
of its fields in their order; a list of which anything is not known is `Partly`.
"""

from collections.abc import Mapping, Sequence
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Any, cast

from attrs import frozen

from policyrules.backends.ranges import CODES, LINE, Range, interval
from policyrules.core.facts import unknown_answer, unknown_field, unknown_value
from policyrules.core.program import FactSpec
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.types import WHOLE, Field, ListType, OptionalType, RecordType, Scalar, SeriesType, Type, is_numeric

#: Numbers of more bits are left to the reference, which knows which are too long to be reckoned with.
BITS = 128

LACKING = (None, None)


class _Named:
    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name


#: What a field that holds nothing is held as, and an optional one of which nothing is known.
ABSENT, MAYBE = _Named("ABSENT"), _Named("MAYBE")


class Partly(tuple[Any, ...]):
    """Records of which not everything is known."""

    __slots__ = ()


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


class BeyondError(Exception):
    """A value that generated Python does not hold: only the reference takes it."""


def native_fact(answer: Answer, spec: FactSpec) -> Any:
    """Return a fact as generated code holds it; `None` where nothing is known of it.

    Raises `BeyondError` where it is known in part.
    """
    match answer:
        case Records(rows) if isinstance(spec.type, ListType):
            return None if rows is None else records(rows, spec.type.element)
        case Series(values) if isinstance(spec.type, SeriesType):
            element = spec.type.element
            return {n: native(one, element) for n, one in values.items() if not isinstance(one, Absent)}
        case _:
            return native(answer, spec.type, spec.low, spec.high)


def native(answer: Answer, type_: Type, low: Fraction | None = None, high: Fraction | None = None) -> Any:
    """Return a single value as generated code holds it, which is declared to lie in a range."""
    match answer:
        case Truth():
            return None if answer is Truth.U else answer is Truth.T
        case Interval():
            is_open = answer.point is None and answer == Interval(low, high)
            return None if is_open else _number(answer.point, form_of(type_))
        case Symbol(value):
            return value
        case Absent():
            return ABSENT
        case Maybe(range_) if native(range_, type_, low, high) is None:
            return MAYBE
        case _:
            raise BeyondError


def _number(value: Fraction | None, form: Form) -> Any:
    if value is None or max(value.numerator.bit_length(), value.denominator.bit_length()) > BITS:
        raise BeyondError
    if form is Form.PAIR:
        return value.numerator, value.denominator
    if value.denominator != 1:
        raise BeyondError
    return value.numerator


def records(rows: tuple[Mapping[str, Answer], ...], record: RecordType) -> tuple[Any, ...]:
    """Return the records of a list; `Partly` where anything about them is not known."""
    held = tuple(tuple(native(row[f.name], f.type, f.low, f.high) for f in record.fields) for row in rows)
    partly = any(value is None or value is MAYBE for row in held for value in row)
    return Partly(held) if partly else held


def any_record(record: RecordType) -> tuple[Any, ...]:
    """Return the record of which nothing is known."""
    return tuple(MAYBE if field.optional else None for field in record.fields)


def given_fact(value: Any, spec: FactSpec) -> Answer:
    """Return a fact as it was read, of what is held of it."""
    match spec.type:
        case SeriesType(element):
            form, unknown = form_of(element), unknown_value(element, spec.low, spec.high)
            return Series({number: answer(one, form) for number, one in value.items()}, unknown)
        case ListType(record) if value is not None:
            return Records(tuple(_given_record(row, record) for row in value))
        case _:
            return unknown_answer(spec) if value is None else answer(value, form_of(spec.type))


def _given_record(row: tuple[Any, ...], record: RecordType) -> Mapping[str, Answer]:
    return {field.name: _given_field(value, field) for value, field in zip(row, record.fields, strict=True)}


def _given_field(value: Any, field: Field) -> Answer:
    if value is ABSENT:
        return Absent()
    return unknown_field(field) if value is None or value is MAYBE else answer(value, form_of(field.type))


# --- and back ---------------------------------------------------------------------------------------------------------


@frozen
class Slot:
    """Where an answer is held, and how: see `policyrules.backends.parts.Held`.

    `under` is the place of what stands under the line of a pair, or of the `over`th part of it, `range` that of a range. Of a
    `row` of answers, what is held is the place of the one that counts. Where there is another slot for what the answer is at
    the `most`, this one is for what it is at the least.
    """

    place: int
    form: Form
    sure: bool = True
    optional: bool = False
    fixed: Range | None = None
    under: int = 0
    range: int = 0
    unit: int = 1
    over: int = 1
    row: Sequence[Answer] | None = None
    most: "Slot | None" = None

    def answer(self, held: Sequence[Any]) -> Answer:
        """Return an answer in the form that every backend answers in."""
        least = self._answer(held)
        return least if self.most is None else between(least, self.most._answer(held))

    def _answer(self, held: Sequence[Any]) -> Answer:
        value = held[self.place]
        if self.row is not None:
            return cast(Answer, self.row[value])
        if self.optional:
            return optional(value, self.form, self.fixed or LINE)
        match self.form:
            case Form.TRUTH:
                return (Truth.T if value else Truth.F) if self.sure else Truth(CODES.index(value))
            case Form.NAME:
                return Symbol(value)
            case Form.WHOLE if value is not None:
                return point(value * self.unit)
            case Form.PAIR if value is not None:
                return point(Fraction(value * self.unit, held[self.under] * self.over))
            case _:
                return interval(self.fixed or held[self.range])


def between(least: Answer, most: Answer) -> Answer:
    """Return the answer that is one thing at the least, and another at the most: truths, or numbers."""
    if isinstance(least, Interval) and isinstance(most, Interval):
        return Interval(least.low, most.high)
    return least if least == most else Truth.U


def optional(value: Any, form: Form, range_: Range) -> Answer:
    """Return an optional field, of values in a range."""
    if value is ABSENT:
        return Absent()
    if value is MAYBE:
        return Maybe(Truth.U if form is Form.TRUTH else Symbol(None) if form is Form.NAME else interval(range_))
    return answer(value, form)


def answer(value: Any, form: Form) -> Answer:
    """Return what is known in the form that every backend answers in."""
    match form:
        case Form.TRUTH:
            return Truth.T if value else Truth.F
        case Form.WHOLE:
            return point(value)
        case Form.PAIR:
            return point(Fraction(*value))
        case Form.NAME:
            return Symbol(value)
        case _:
            raise AssertionError("a series or a list is answered as it was given")


@lru_cache(maxsize=4_096)
def row_of(values: tuple[Any, ...], form: Form) -> tuple[Answer, ...]:
    """Return several values that are known as answers; there are few rows, in many places."""
    return tuple(answer(value, form) for value in values)
