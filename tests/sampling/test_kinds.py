"""Whole numbers become columns of their type, and texts as a facts file writes them."""

from datetime import date
from decimal import Decimal

import pytest

from policyrules.sampling.kinds import arrow_type, of_type, written
from policyrules.values.reading import read_scalar
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar

pa = pytest.importorskip("pyarrow")

CASES = [
    (Scalar.INTEGER, 12, 12, "12"),
    (Scalar.MONTHS, 18, 18, "18个月"),
    (Scalar.DAYS, 0, 0, "0天"),
    (Scalar.MONEY, 1234, Decimal("12.34"), "12.34元"),
    (Scalar.MONEY, 10**17, Decimal("1000000000000000.00"), "1000000000000000元"),
    (Scalar.PERCENT, 0, Decimal(0), "0%"),
    (Scalar.PERCENT, 1, Decimal("0.00000001"), "0.000001%"),
    (Scalar.PERCENT, 40_000_000, Decimal("0.4"), "40%"),
    (Scalar.DATE, date(2024, 2, 29).toordinal(), date(2024, 2, 29), "2024-02-29"),
]


@pytest.mark.parametrize("type_, number, value, text", CASES)
def test_a_number_has_its_type_and_its_text(type_: Scalar, number: int, value: object, text: str) -> None:
    column = of_type(pa.array([number, None], pa.int64()), type_)
    assert column.type == arrow_type(type_) and column.to_pylist() == [value, None]
    assert written(column, type_, "zh").to_pylist() == [text, None]
    for language in ("zh", "en"):
        shown = written(column, type_, language)[0].as_py()  # type: ignore[arg-type]
        assert read_scalar(shown, type_) == (number if type_ is not Scalar.PERCENT else value)


def test_records_are_structs_with_their_fields_by_name() -> None:
    record = RecordType("奖", (Field("日", Scalar.DATE), Field("级", EnumType("级", ("甲",))), Field("季", Scalar.QUARTER)))
    assert str(arrow_type(ListType(record))) == "list<item: struct<日: date32[day], 级: string, 季: string>>"
    assert arrow_type(Scalar.BOOL) == pa.bool_()
