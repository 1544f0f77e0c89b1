"""A value of a column becomes what a facts file would say; what is not understood is left as it is, for the facts to refuse."""

from decimal import Decimal

import pytest

from policyrules.columns.mapping import PLAIN, Cell, Held, Kind, Mapping, Periods, Place, RecordsIn, RecordsKind
from policyrules.columns.plain import date_pattern, facts_of, value_of
from policyrules.core.program import FactSpec, Program
from policyrules.diagnostics import FactsError
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

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


PROGRAM = Program(
    (),
    (),
    (
        FactSpec("级", LEVEL),
        FactSpec("各年级", SeriesType(LEVEL)),
        FactSpec("名号", ListType(RecordType("名号", (Field("级", LEVEL), Field("有证", Scalar.BOOL))))),
        FactSpec("有证", Scalar.BOOL),
        FactSpec("人数", Scalar.INTEGER),
    ),
    (),
    (),
)
CODED = Cell("级码", codes={"1": "省级"})


@pytest.mark.parametrize(
    ("places", "row", "wrong"),
    [
        ({"级": CODED}, {"级码": "7"}, [("row-code", "级")]),
        ({"级": CODED}, {"级码": "省级"}, []),
        ({"级": CODED}, {"级码": "未知"}, []),
        ({"级": CODED}, {"级码": " "}, []),
        ({"级": CODED}, {"级码": "无"}, []),
        ({"有证": Cell("证", codes={"Y": True})}, {"证": "N"}, [("row-code", "有证")]),
        ({"有证": Cell("证", codes={"Y": True})}, {"证": "否"}, []),
        ({"人数": Cell("人", codes={"无": 0})}, {"人": "x"}, []),
        ({"各年级": Periods(((2023, CODED),))}, {"级码": "7"}, [("row-code", "各年级[2023]")]),
        (
            {"级": CODED, "有证": Cell("证")},
            {"级码": "7", "证": "也许"},
            [("row-code", "级"), ("fact-not-truth", "有证")],
        ),
    ],
)
def test_a_code_that_the_mapping_does_not_have_is_told_of_as_such(
    places: dict[str, Place], row: dict[str, str], wrong: list[tuple[str, str]]
) -> None:
    columns: dict[str, Held] = dict.fromkeys(row, Kind.TEXT)
    found: list[tuple[str, str | None]] = []
    try:
        facts_of(PROGRAM, Mapping(places, unknown=("无",)), columns, row)
    except FactsError as error:
        found = [(one.code, one.path) for one in error.diagnostics]
    assert found == wrong


def test_a_code_of_a_record_that_the_mapping_does_not_have_is_told_of_with_its_place() -> None:
    places = {"名号": RecordsIn("各项", {"级": CODED, "有证": Cell("证")})}
    columns: dict[str, Held] = {"各项": RecordsKind({"级码": Kind.TEXT, "证": Kind.TRUTH})}
    row = {"各项": [{"级码": "1", "证": True}, {"级码": "7", "证": True}]}
    with pytest.raises(FactsError) as raised:
        facts_of(PROGRAM, Mapping(places), columns, row, "第3行")
    (one,) = raised.value.diagnostics
    assert (one.code, one.path, dict(one.arguments)) == (
        "row-code", "第3行.名号[2].级", {"found": "7", "column": "级码", "known_zh": "1", "known_en": "1"},
    )  # fmt: skip


def test_of_very_many_codes_only_the_first_are_told() -> None:
    coded = Cell("级码", codes={str(number): "省级" for number in range(5_000)})
    with pytest.raises(FactsError) as raised:
        facts_of(PROGRAM, Mapping({"级": coded}), {"级码": Kind.TEXT}, {"级码": "x"}, "第3行")
    (one,) = raised.value.diagnostics
    assert one.code == "row-code" and one.message("zh").endswith("：0、1、2、3、4、5、6、7、8、9、10、11、…")
