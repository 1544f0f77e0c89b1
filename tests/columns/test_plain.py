"""A value of a column becomes what a facts file would say; what is not understood is left as it is, for the facts to refuse."""

from decimal import Decimal

import pytest

from policyrules.columns.mapping import PLAIN, Cell, Kind
from policyrules.columns.plain import date_pattern, value_of
from policyrules.values.types import EnumType, Scalar

LEVEL = EnumType("级别", ("省级", "市级"))


@pytest.mark.parametrize(
    ("raw", "kind", "cell", "type_", "expected"),
    [
        ("5000", Kind.TEXT, Cell("c", unit="万元"), Scalar.MONEY, "5000万元"),
        ("３．５ ", Kind.TEXT, Cell("c", unit="万元"), Scalar.MONEY, "3.5万元"),
        ("3亿元", Kind.TEXT, Cell("c", unit="万元"), Scalar.MONEY, "3亿元"),
        ("5000", Kind.TEXT, Cell("c"), Scalar.MONEY, "5000"),
        (5000, Kind.WHOLE, Cell("c"), Scalar.MONEY, 5000),
        (5000, Kind.WHOLE, Cell("c", unit="万元"), Scalar.MONEY, "5000万元"),
        ("1e+16", Kind.NUMBER, Cell("c", unit="分"), Scalar.MONEY, "10000000000000000分"),
        ("0.1", Kind.NUMBER, Cell("c"), Scalar.MONEY, Decimal("0.1")),
        ("0.04", Kind.TEXT, Cell("c", unit=PLAIN), Scalar.PERCENT, Decimal("0.04")),
        ("4", Kind.TEXT, Cell("c", unit="%"), Scalar.PERCENT, "4%"),
        ("3，500.5", Kind.TEXT, Cell("c", unit="万元"), Scalar.MONEY, "3,500.5万元"),
        ("3，500", Kind.TEXT, Cell("c", unit=PLAIN), Scalar.PERCENT, "3,500"),
        ("约 3,500", Kind.TEXT, Cell("c", unit="万元"), Scalar.MONEY, "约 3,500"),
        ("2022/3/1", Kind.TEXT, Cell("c", form="YYYY/M/D"), Scalar.DATE, "2022-03-01"),
        (20220301, Kind.WHOLE, Cell("c", form="YYYYMMDD"), Scalar.DATE, "2022-03-01"),
        ("2022.3.1", Kind.TEXT, Cell("c", form="YYYY/M/D"), Scalar.DATE, "2022.3.1"),
        ("2022-01-02", Kind.DATE, Cell("c", form="YYYY-DD-MM"), Scalar.DATE, "2022-01-02"),
        (" 1 ", Kind.TEXT, Cell("c", codes={"1": "省级"}), LEVEL, "省级"),
        (1, Kind.WHOLE, Cell("c", codes={"1": "省级"}), LEVEL, "省级"),
        (True, Kind.TRUTH, Cell("c", codes={"true": "省级"}), LEVEL, "省级"),
        ("7", Kind.TEXT, Cell("c", codes={"1": "省级"}), LEVEL, "7"),
        ("-", Kind.TEXT, Cell("c"), Scalar.INTEGER, None),
        ("－", Kind.TEXT, Cell("c"), Scalar.INTEGER, None),
        ("　", Kind.TEXT, Cell("c"), Scalar.TEXT, None),
        ("Cafe\u0301 ", Kind.TEXT, Cell("c"), Scalar.TEXT, "Café"),
        (None, Kind.TEXT, Cell("c"), Scalar.TEXT, None),
    ],
)
def test_a_value_is_said_as_in_a_facts_file(
    raw: object, kind: Kind, cell: Cell, type_: Scalar | EnumType, expected: object
) -> None:
    assert value_of(raw, kind, cell, type_, ("-",)) == expected


@pytest.mark.parametrize(("raw"), ["nan", "inf", "1e+308", "x"])
def test_what_is_no_number_of_money_is_left_to_be_refused(raw: str) -> None:
    assert isinstance(value_of(raw, Kind.NUMBER, Cell("c", unit="元"), Scalar.MONEY), Decimal | str)


@pytest.mark.parametrize(
    "form", ["YYYY", "YYYY-MM", "YYYY-MM-DD-DD", "MM-DD", "YYYY-MM-DD HH", "%Y-%m-%d", "", "YYYYMD", "DMYYYY", "MYYYYD"]
)
def test_a_form_names_a_year_a_month_and_a_day(form: str) -> None:
    assert date_pattern(form) is None
    assert all(date_pattern(sure) for sure in ("D.M.YYYY", "YYYYMMD", "YYYYMDD", "YYYY年M月D日"))
