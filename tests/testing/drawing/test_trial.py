"""What is written for a person is read back as the very same case."""

from datetime import date
from fractions import Fraction

from policyrules.core.program import FactSpec
from policyrules.testing.drawing.trial import written_fact
from policyrules.values.answers import Absent, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.types import Field, ListType, RecordType, Scalar, SeriesType

UNKNOWN = Interval(None, None)


def written(type_: Scalar, value: Fraction | int) -> object:
    return written_fact(FactSpec("x", type_), point(value), "zh")


def test_each_type_is_written_as_a_person_writes_it() -> None:
    assert written(Scalar.MONEY, 5_000_000_000) == "5000万元"
    assert written(Scalar.MONEY, 49_999_999) == "499999.99元"
    assert written(Scalar.PERCENT, Fraction(3, 100)) == "3%"
    assert written(Scalar.INTEGER, 12) == 12
    assert written(Scalar.NUMBER, Fraction(25, 2)) == "12.5"
    assert written(Scalar.DATE, date(2023, 5, 1).toordinal()) == "2023-05-01"
    assert [written(Scalar.MONTHS, months) for months in (18, 36)] == ["18个月", "3年"]
    assert written(Scalar.DAYS, 30) == "30天"
    assert written_fact(FactSpec("x", Scalar.BOOL), Truth.F, "zh") is False
    assert written_fact(FactSpec("x", Scalar.TEXT), Symbol("甲"), "zh") == "甲"
    assert written_fact(FactSpec("x", Scalar.MONEY), point(100), "en") == "1 yuan"


def test_what_is_not_known_is_nothing_and_what_does_not_exist_says_so() -> None:
    assert written_fact(FactSpec("x", Scalar.MONEY), UNKNOWN, "zh") is None
    assert written_fact(FactSpec("x", SeriesType(Scalar.MONEY)), Series({2023: point(100), 2022: Absent()}, UNKNOWN), "zh") == {
        2022: "不存在",
        2023: "1元",
    }
    quarters = Series({2023 * 4 + 2: point(100)}, UNKNOWN)
    assert written_fact(FactSpec("x", SeriesType(Scalar.MONEY, "quarter")), quarters, "zh") == {"2023Q3": "1元"}


def test_an_optional_field_is_left_out_where_it_is_absent() -> None:
    record = RecordType("奖", (Field("名次", Scalar.INTEGER), Field("有效至", Scalar.DATE, optional=True)))
    rows = ({"名次": point(1), "有效至": Absent()}, {"名次": UNKNOWN, "有效至": Maybe(UNKNOWN)})
    spec = FactSpec("获奖", ListType(record))
    assert written_fact(spec, Records(rows), "zh") == [{"名次": 1}, {"名次": None, "有效至": None}]
    assert written_fact(spec, Records(()), "zh") == []
    assert written_fact(spec, Records(None), "zh") is None
