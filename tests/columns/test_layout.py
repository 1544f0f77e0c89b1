"""A row holds what a case says, tells not known from known to be absent, and is refused where a number does not fit."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from policyrules.columns.extents import Extent
from policyrules.columns.layout import LARGEST, ListColumn, MapColumn, Plain, columns, extent_of, row, rows
from policyrules.core.facts import read_case
from policyrules.core.program import FactSpec, Program
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

LEVEL = EnumType("级别", ("省级", "市级"))
AWARD = RecordType("证书", (Field("级", LEVEL), Field("获得", Scalar.DATE), Field("失效", Scalar.DATE, optional=True)))
FACTS = (
    FactSpec("名", Scalar.TEXT),
    FactSpec("占比", Scalar.PERCENT),
    FactSpec("有无", Scalar.BOOL),
    FactSpec("成立", Scalar.DATE),
    FactSpec("产值", SeriesType(Scalar.MONEY)),
    FactSpec("证书", ListType(AWARD)),
)
PROGRAM = Program((), (), FACTS, (), ())
DAY = date(2024, 2, 29)


def test_no_name_of_a_policy_is_the_name_of_a_column() -> None:
    names = columns(PROGRAM)
    assert list(names) == ["row", "day", "f0", "f1", "f2", "f3", "f4", "f5"]
    assert names["f4"] == MapColumn(Plain.WHOLE)
    record = {"c0": Plain.TEXT, "c1": Plain.DATE, "c2": Plain.DATE, "g2": Plain.TRUTH}
    assert names["f5"] == ListColumn(record)


def test_what_is_not_known_is_null_and_an_absent_field_says_so() -> None:
    facts = {
        "占比": "3.65%",
        "有无": "否",
        "成立": "2020-02-29",
        "产值": {"2022": "12万元", "2021": "不存在"},
        "证书": [{"级": "省级", "获得": "未知", "失效": "未知"}, {"级": "市级"}, {"失效": "2024-01-01"}],
    }
    found = row(PROGRAM, read_case(PROGRAM, facts, DAY), 3)
    assert found == {
        "row": 3,
        "day": DAY,
        "f0": None,
        "f1": 3_650_000,
        "f2": False,
        "f3": date(2020, 2, 29),
        "f4": [(2022, 12_000_000), (2021, None)],
        "f5": [
            {"c0": "省级", "c1": None, "c2": None, "g2": None},
            {"c0": "市级", "c1": None, "c2": None, "g2": False},
            {"c0": None, "c1": None, "c2": date(2024, 1, 1), "g2": True},
        ],
    }


def test_an_unknown_list_is_no_empty_one() -> None:
    assert row(PROGRAM, read_case(PROGRAM, {}, DAY), 0)["f5"] is None
    assert row(PROGRAM, read_case(PROGRAM, {"证书": []}, DAY), 0)["f5"] == []


def test_a_row_is_refused_where_a_number_is_too_fine_or_too_large() -> None:
    given = [{"占比": Fraction(1, 3)}, {"占比": Decimal("0.12345678")}, {"产值": {"2022": LARGEST // 100 + 1}}, {"占比": "1%"}]
    found = list(rows(PROGRAM, (read_case(PROGRAM, facts, DAY) for facts in given)))
    assert [one is None for one in found] == [True, False, True, False]
    assert found[1] is not None and (found[1]["row"], found[1]["f1"]) == (1, 12_345_678)


def test_a_column_lies_within_its_declared_range() -> None:
    assert extent_of(Scalar.PERCENT, Fraction(0), Fraction(1)) == Extent(0, 10**8)
    assert extent_of(Scalar.PERCENT, Fraction(1, 3), None) == Extent(33_333_334, LARGEST)
    assert extent_of(Scalar.MONEY, None, Fraction(10**15)) == Extent(-LARGEST, 10**15)
    assert extent_of(Scalar.DATE, None, None) == Extent(1, date.max.toordinal())
