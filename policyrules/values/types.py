"""The types of values.

`Scalar` are the built-in ones. A money is a number of 分, a percent and a ratio are plain rationals (3 % is 3/100), a
date is the proleptic ordinal of its day, months and days count calendar months and days. A quarter and a month are certain ones
of the calendar, counted as `policyrules.values.periods` does; a year is an integer.
"""

from collections.abc import Mapping
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from attrs import frozen

from policyrules.values.periods import Period


class Scalar(StrEnum):
    """A built-in type. `RATIO` is the type of a quotient of like quantities; it fits both percent and number."""

    BOOL = "bool"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    RATIO = "ratio"
    PERCENT = "percent"
    MONEY = "money"
    DATE = "date"
    MONTHS = "months"
    DAYS = "days"
    QUARTER = "quarter"
    MONTH = "month"


@frozen
class EnumType:
    """A closed list of named values; a reading is an enumeration of its options."""

    name: str
    members: tuple[str, ...]


@frozen
class Field:
    """A field of a record: optional ones are known to be absent when they are left out.

    `low` and `high` are the declared range, in the unit of the type (分, day ordinals, …).
    """

    name: str
    type: "Scalar | EnumType"
    optional: bool = False
    low: Fraction | None = None
    high: Fraction | None = None


@frozen
class RecordType:
    """A record; its fields are scalars or enumerations."""

    name: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        return next((f for f in self.fields if f.name == name), None)


@frozen
class ListType:
    """A list of records."""

    element: RecordType


@frozen
class SeriesType:
    """One value per calendar year, quarter or month."""

    element: "Scalar | EnumType"
    period: Period = "year"


@frozen
class OptionalType:
    """What an optional field holds: a value, or known absence."""

    element: "Scalar | EnumType"


@frozen
class UnknownType:
    """The type of what was reported as wrong already: it fits everything and says nothing further."""


Type = Scalar | EnumType | RecordType | ListType | SeriesType | OptionalType | UnknownType

UNKNOWN_TYPE = UnknownType()

#: Types whose values are numbers on a line: an unknown one is an interval.
NUMERIC = frozenset(
    {
        Scalar.INTEGER, Scalar.NUMBER, Scalar.RATIO, Scalar.PERCENT, Scalar.MONEY, Scalar.DATE, Scalar.MONTHS, Scalar.DAYS,
        Scalar.QUARTER, Scalar.MONTH,
    }
)  # fmt: skip


#: Types whose values are whole numbers.
WHOLE = frozenset({Scalar.INTEGER, Scalar.DATE, Scalar.MONTHS, Scalar.DAYS, Scalar.QUARTER, Scalar.MONTH})

#: The type of what a series is indexed by.
INDEXES: Mapping[Period, Scalar] = MappingProxyType({"year": Scalar.INTEGER, "quarter": Scalar.QUARTER, "month": Scalar.MONTH})


def is_numeric(type_: Type) -> bool:
    """Say whether values of the type are numbers, dates among them."""
    return isinstance(type_, Scalar) and type_ in NUMERIC
