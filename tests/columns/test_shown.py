"""An answer is read from its columns as it was held."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.exact import Exact
from policyrules.columns.extents import Extent
from policyrules.columns.held import End, Flag, Name, Number, Optional, RecordsHeld, Whole
from policyrules.columns.shown import shown
from policyrules.values.answers import Absent, Interval, Maybe, Symbol, Truth, point
from policyrules.values.types import RecordType

EXACT = Exact(DUCKDB, print)
RANGE = Interval(Fraction(0), Fraction(9))


def end(name: str, under: str = "", *, is_open: bool = True) -> End:
    line = Whole(under, Extent(1, 9)) if under else EXACT.constant(100)
    return End(Whole(name, Extent(0, 9)), line, is_open)


def read(held: object, *values: object) -> object:
    found = shown(held)  # type: ignore[arg-type]
    assert found is not None and len(found.texts) == len(values)
    return found.read(values)


def test_truths_and_names_are_null_where_they_are_not_known() -> None:
    assert [read(Flag("v0", True), value) for value in (True, False, None)] == [Truth.T, Truth.F, Truth.U]
    assert read(Name("v0", True), "甲") == Symbol("甲") and read(Name("v0", True), None) == Symbol(None)


def test_a_number_is_exact_whatever_kind_of_number_the_engine_gives() -> None:
    known = EXACT.number(end("v0"), RANGE)
    assert read(known, 365) == read(known, Decimal(365)) == point(Fraction(365, 100))
    assert read(known, None) == RANGE
    assert read(EXACT.number(end("v0", "v0u")), 10**30, 3) == point(Fraction(10**30, 3))
    assert read(Number(end("v0l"), end("v0h", "v0hu")), None, 4, 8) == Interval(None, Fraction(1, 2))
    assert read(Number(end("v0l", "v0lu"), end("v0h")), 1, 3, None) == Interval(Fraction(1, 3), None)


def test_a_date_is_the_number_of_its_day() -> None:
    day = EXACT.number(End(Whole("v0", Extent(1, 9), True), EXACT.constant(1), True))
    assert read(day, date(2024, 2, 29)) == point(date(2024, 2, 29).toordinal())


def test_an_optional_field_is_absent_or_may_be() -> None:
    field = Optional(EXACT.number(end("e0.c0"), RANGE), Flag("e0.g0", True))
    assert read(field, True, 100) == point(1)
    assert read(field, False, None) == Absent()
    assert read(field, None, None) == Maybe(RANGE)


def test_a_list_is_not_shown() -> None:
    assert shown(RecordsHeld("f0", RecordType("r", ()))) is None and shown(None) is None
