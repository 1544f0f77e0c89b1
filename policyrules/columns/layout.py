"""How a register stands in a table: one row per enterprise, one column per fact.

In: a program, and cases that were read. Out: the columns that a query reads, and one row per case. This is all that whoever
brings a register in and the query have in common. Names are made up from the places of the facts: nothing that a policy calls
something is a name in SQL.

A null is what is not known. Money is counted in 分, a date is a date, and a number with decimals is a whole number of
hundred-millionths (`SCALE`). A series maps the numbers of its periods (see `policyrules.values.periods`) to values, null
for one that does not exist; a period that is not in it is not known. A list is a list of structs; an optional field has a
column that says whether there is a value: true, false where the field is known to hold nothing, null where that is not known.
A null in a list is a record of which nothing is known.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from attrs import frozen

from policyrules.columns.extents import Extent
from policyrules.core.case import Case
from policyrules.core.program import Program
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth
from policyrules.values.quantity import LAST_DAY
from policyrules.values.types import WHOLE, EnumType, Field, ListType, RecordType, Scalar, SeriesType, Type, is_numeric

#: How many of the unit of a number with decimals make one.
SCALE = 10**8

#: No number of a row is larger than this: a row with a larger one is not decided by the query.
LARGEST = 10**18


class Plain(Enum):
    """A column of single values."""

    TRUTH = "BOOLEAN"
    WHOLE = "BIGINT"
    DATE = "DATE"
    TEXT = "VARCHAR"


@frozen
class MapColumn:
    """A column of values by the numbers of periods."""

    element: Plain


@frozen
class ListColumn:
    """A column of lists of structs."""

    fields: Mapping[str, Plain]


Shape = Plain | MapColumn | ListColumn


class BeyondLayoutError(Exception):
    """A number that no column holds: it is too large, or has more decimals than are kept."""


# --- the columns --------------------------------------------------------------------------------------------------------


def fact_column(place: int) -> str:
    """Return the name of the column of the fact that stands at a place among those of the program."""
    return f"f{place}"


def reading_column(place: int) -> str:
    """Return the name of the column of a reading."""
    return f"r{place}"


def field_column(place: int) -> str:
    """Return the name of the field of a struct that holds a field of a record."""
    return f"c{place}"


def given_column(place: int) -> str:
    """Return the name of the field of a struct that says whether an optional field holds a value."""
    return f"g{place}"


def period_column(place: int, period: int) -> str:
    """Return the name of the column that holds the value of a series in a period."""
    return f"{fact_column(place)}_{period}"


@frozen
class Given:
    """What is sure of a table beside a column per fact: columns that come back beside the answers, and, of series that stand in
    a column per period, the periods by the place of the fact; such a value is null where it is not known, and always exists.

    `known` are the columns of facts and of periods that hold no null in any row that is asked about: a query that need not ask
    whether they do is shorter, and answers these rows as any other does.
    """

    along: tuple[str, ...] = ()
    spread: Mapping[int, frozenset[int]] = MappingProxyType({})
    known: frozenset[str] = frozenset()

    @property
    def periods(self) -> dict[str, tuple[int, int]]:
        """The columns of periods, with the place of the fact and the period of each."""
        return {period_column(place, one): (place, one) for place, own in self.spread.items() for one in sorted(own)}


#: The columns of the number of a row, which comes back with its answers, and of the day that is asked about.
NUMBER, DAY = "row", "day"


def fact_columns(program: Program) -> dict[str, Shape]:
    """Return the columns of the facts, in their order."""
    return {fact_column(place): shape_of(spec.type) for place, spec in enumerate(program.facts)}


def columns(program: Program) -> dict[str, Shape]:
    """Return all columns of a table whose rows each have a day and readings of their own."""
    readings: dict[str, Shape] = {reading_column(place): Plain.TEXT for place in range(len(program.readings))}
    return {NUMBER: Plain.WHOLE, DAY: Plain.DATE, **readings, **fact_columns(program)}


def shape_of(type_: Type) -> Shape:
    """Return the kind of column that holds values of a type."""
    match type_:
        case ListType(record):
            return ListColumn(dict(_fields(record)))
        case SeriesType(element):
            return MapColumn(plain(element))
        case Scalar() | EnumType():
            return plain(type_)
        case _:
            raise AssertionError("no fact is of another type")


def plain(type_: Scalar | EnumType) -> Plain:
    """Return the kind of column that holds single values of a type."""
    if type_ is Scalar.BOOL:
        return Plain.TRUTH
    if type_ is Scalar.DATE:
        return Plain.DATE
    return Plain.WHOLE if is_numeric(type_) else Plain.TEXT


def _fields(record: RecordType) -> Iterator[tuple[str, Plain]]:
    for place, field in enumerate(record.fields):
        yield field_column(place), plain(field.type)
        if field.optional:
            yield given_column(place), Plain.TRUTH


def scale_of(type_: Type) -> int:
    """Return how many of the unit of a column make one."""
    return 1 if type_ in WHOLE or type_ is Scalar.MONEY else SCALE


def extent_of(type_: Type, low: Fraction | None, high: Fraction | None) -> Extent:
    """Return what the numbers of a column lie between: their declared range, as far as a column holds it."""
    widest = Extent(1, LAST_DAY) if type_ is Scalar.DATE else Extent(-LARGEST, LARGEST)
    scale = scale_of(type_)
    first = widest.low if low is None else max(widest.low, -(-low.numerator * scale // low.denominator))
    last = widest.high if high is None else min(widest.high, high.numerator * scale // high.denominator)
    return Extent(min(first, last), last)


# --- the rows -----------------------------------------------------------------------------------------------------------


def row(program: Program, case: Case, number: int) -> dict[str, Any]:
    """Return the row of a case. Raises `BeyondLayoutError` where a column does not hold what it says."""
    found: dict[str, Any] = {NUMBER: number, DAY: case.day}
    for place, reading in enumerate(program.readings):
        found[reading_column(place)] = case.readings[reading.name]
    for place, spec in enumerate(program.facts):
        found[fact_column(place)] = value_in(case.facts[spec.name], spec.type)
    return found


def rows(program: Program, cases: Iterator[Case]) -> Iterator[dict[str, Any] | None]:
    """Yield one row per case, numbered from 0; `None` for one that the columns do not hold."""
    for number, case in enumerate(cases):
        try:
            yield row(program, case, number)
        except BeyondLayoutError:
            yield None


def value_in(answer: Answer, type_: Type) -> Any:
    """Return what stands in a column for an answer. Raises `BeyondLayoutError` where the column does not hold it."""
    match answer:
        case Records(given) if isinstance(type_, ListType):
            return None if given is None else [_record(one, type_.element) for one in given]
        case Series(values) if isinstance(type_, SeriesType):
            element = type_.element
            return [(period, None if isinstance(one, Absent) else _single(one, element)) for period, one in values.items()]
        case _:
            assert isinstance(type_, Scalar | EnumType)
            return _single(answer, type_)


def _record(given: Mapping[str, Answer], record: RecordType) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for place, field in enumerate(record.fields):
        value, is_given = field_in(given[field.name], field)
        found[field_column(place)] = value
        if field.optional:
            found[given_column(place)] = is_given
    return found


def field_in(answer: Answer, field: Field) -> tuple[Any, bool | None]:
    """Return what stands in a struct for a field of a record, and whether there is a value.

    Raises `BeyondLayoutError` where the struct does not hold it.
    """
    value = None if isinstance(answer, Absent | Maybe) else _single(answer, field.type)
    return value, None if isinstance(answer, Maybe) else not isinstance(answer, Absent)


def _single(answer: Answer, type_: Scalar | EnumType) -> Any:
    match answer:
        case Truth():
            return None if answer is Truth.U else answer is Truth.T
        case Symbol(value):
            return value
        case Interval():
            return None if answer.point is None else _number(answer.point, type_)
        case _:
            raise AssertionError("what stands in a column is a truth, a text or a number")


def _number(value: Fraction, type_: Scalar | EnumType) -> int | date:
    if type_ is Scalar.DATE:
        return date.fromordinal(int(value))
    scaled = value * scale_of(type_)
    if scaled.denominator != 1 or abs(scaled) > LARGEST:
        raise BeyondLayoutError
    return scaled.numerator
