"""How the facts of an enterprise stand in the columns of a register, as `policyrules match` reads them without a mapping.

In: facts that were read. Out: the columns, and one cell per column: a typed value as Parquet holds it, or a text as a facts
file writes it. A fact has a column of its name; a series has one for each period, `营业收入[2023]`; a list of records has one
whose cells are lists, and in a text the JSON of a facts file. Knows no policy and no file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from policyrules.columns.layout import LARGEST, SCALE, scale_of
from policyrules.core.facts import unknown_answer, unknown_field, unknown_value
from policyrules.core.program import FactSpec
from policyrules.diagnostics import Language
from policyrules.testing.drawing.trial import written_fact
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth
from policyrules.values.periods import show_period
from policyrules.values.types import WHOLE, EnumType, Field, ListType, Scalar, SeriesType

#: The column of what tells an enterprise from any other.
KEY = "编号"

#: What a cell of a typed column, of a record or of a list can be.
Cell = bool | int | str | date | Decimal | list[object] | dict[str, object] | None


@frozen
class Column:
    """A column: its name, the fact that it is about, and of a series the period."""

    name: str
    fact: FactSpec
    period: int | None = None

    @property
    def type(self) -> Scalar | EnumType | ListType:
        """The type of its cells."""
        return self.fact.type.element if isinstance(self.fact.type, SeriesType) else self.fact.type

    def of(self, facts: Mapping[str, Answer]) -> Answer:
        """Return what an enterprise says in this column."""
        answer = facts[self.fact.name]
        return answer if self.period is None or not isinstance(answer, Series) else answer.values.get(self.period, answer.range)


def columns(facts: Iterable[FactSpec], enterprises: Iterable[Mapping[str, Answer]]) -> tuple[Column, ...]:
    """Return the columns of facts, in their order: of a series, one for each period that any of the enterprises speaks of."""
    specs = tuple(facts)
    periods: dict[str, set[int]] = {spec.name: set() for spec in specs if isinstance(spec.type, SeriesType)}
    for enterprise in enterprises:
        for name, found in periods.items():
            answer = enterprise[name]
            found.update(answer.values if isinstance(answer, Series) else ())
    return tuple(column for spec in specs for column in _columns(spec, periods))


def _columns(spec: FactSpec, periods: Mapping[str, set[int]]) -> Iterator[Column]:
    match spec.type:
        case SeriesType(_, period):
            for number in sorted(periods[spec.name]):
                yield Column(f"{spec.name}[{show_period(number, period)}]", spec, number)
        case _:
            yield Column(spec.name, spec)


# --- what a column can hold ---------------------------------------------------------------------------------------------


def storable(spec: FactSpec, answer: Answer) -> Answer:
    """Return a fact without what no column can say: what is too large or has too many decimals is not given any more.

    An optional field of which it is not known whether there is a value becomes one without.
    """
    match answer, spec.type:
        case Records(rows), ListType(record) if rows is not None:
            return Records(tuple({field.name: _field(field, row[field.name]) for field in record.fields} for row in rows))
        case Series(values, range_), SeriesType(element):
            kept = {number: one for number, one in values.items() if isinstance(one, Absent) or _fits(one, element)}
            return Series(kept, range_)
        case _, Scalar() | EnumType() as type_:
            return answer if _fits(answer, type_) else unknown_answer(spec)
        case _:
            return answer


def _field(field: Field, answer: Answer) -> Answer:
    if isinstance(answer, Maybe):
        return Absent()
    if isinstance(answer, Absent) or _fits(answer, field.type):
        return answer
    return Absent() if field.optional else unknown_field(field)


def _fits(answer: Answer, type_: Scalar | EnumType) -> bool:
    if not isinstance(answer, Interval) or answer.point is None:
        return True
    scaled = answer.point * scale_of(type_)
    return scaled.denominator == 1 and abs(scaled) <= LARGEST


# --- cells --------------------------------------------------------------------------------------------------------------


def typed(column: Column, answer: Answer) -> Cell:
    """Return the cell of a typed column; `None` where nothing is known. That a period does not exist cannot be said there."""
    match answer, column.type:
        case Records(None), _:
            return None
        case Records(rows), ListType(record) if rows is not None:
            return [{field.name: _single(row[field.name], field.type) for field in record.fields} for row in rows]
        case _, Scalar() | EnumType() as type_:
            return _single(answer, type_)
        case _:
            raise AssertionError("a list of records stands in a column of lists")


def _single(answer: Answer, type_: Scalar | EnumType) -> Cell:
    match answer:
        case Truth():
            return None if answer is Truth.U else answer is Truth.T
        case Symbol(value):
            return value
        case Interval() if answer.point is not None:
            return _number(answer.point, type_)
        case _:
            return None


def _number(value: Fraction, type_: Scalar | EnumType) -> Cell:
    match type_:
        case Scalar.DATE:
            return date.fromordinal(int(value))
        case Scalar.QUARTER:
            return show_period(int(value), "quarter")
        case Scalar.MONTH:
            return show_period(int(value), "month")
        case Scalar.MONEY:
            return Decimal(int(value)).scaleb(-2)
        case _ if type_ in WHOLE:
            return int(value)
        case _:
            return Decimal(int(value * SCALE)).scaleb(-8)


def text(column: Column, answer: Answer, language: Language) -> str | None:
    """Return the cell of a column of texts; `None` where nothing is known."""
    if column.period is None:
        return as_text(written_fact(column.fact, answer, language))
    one = Series({column.period: answer}, unknown_value(Scalar.BOOL))
    written = written_fact(column.fact, one, language)
    return as_text(next(iter(written.values()))) if isinstance(written, dict) else None


def as_text(written: object) -> str | None:
    """Write what stands in a facts file as one cell: a truth in words, a list of records as JSON."""
    match written:
        case None:
            return None
        case bool():
            return "是" if written else "否"
        case list() | dict():
            return json.dumps(written, ensure_ascii=False, separators=(",", ":"))
        case _:
            return str(written)
