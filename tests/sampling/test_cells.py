"""A fact stands in a typed cell, or in a text as a facts file writes it; what no column can say is left out."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import policyrules
from policyrules.core.facts import read_case
from policyrules.sampling.cells import Cell, as_text, columns, storable, text, typed
from policyrules.values.answers import Absent, Interval, Maybe, Records, Series, Truth, point
from tests.sampling.conftest import DAY

GIVEN = {
    "人数": 12,
    "收入": {2022: "12.34元", 2023: "不存在"},
    "季度产值": {"2024Q1": "1亿元"},
    "占有率": "3.5%",
    "得分值": "1.5",
    "成立日": "2020-02-29",
    "期限": "2年",
    "有证": True,
    "行业": "住宿",
    "获奖": [{"名次": 1, "获奖日": "2024-01-01", "奖金": "5元"}, {"名次": 2}],
}


def cells(policy: policyrules.Policy) -> dict[str, tuple[Cell, str | None]]:
    facts = read_case(policy.program, GIVEN, DAY).facts
    found = columns(policy.program.facts, [facts])
    return {one.name: (typed(one, one.of(facts)), text(one, one.of(facts), "zh")) for one in found}


def test_each_type_has_its_cell(policy: policyrules.Policy) -> None:
    found = cells(policy)
    assert found["人数"] == (12, "12")
    assert found["收入[2022]"] == (Decimal("12.34"), "12.34元")
    assert found["收入[2023]"] == (None, "不存在")
    assert found["季度产值[2024Q1]"] == (Decimal("100000000.00"), "1亿元")
    assert found["占有率"] == (Decimal("0.035"), "3.5%")
    assert found["得分值"] == (Decimal("1.5"), "1.5")
    assert found["成立日"] == (date(2020, 2, 29), "2020-02-29")
    assert found["期限"] == (24, "2年")
    assert found["有证"] == (True, "是")
    assert found["行业"] == ("住宿", "住宿")
    assert found["代码"] == (None, None)
    assert [name for name in found if name.startswith("研发")] == ["研发人数"]  # no period of it is spoken of


def test_a_list_is_a_list_of_records_or_the_json_of_a_facts_file(policy: policyrules.Policy) -> None:
    typed_list, written = cells(policy)["获奖"]
    empty = {"级别": None, "获奖日": None, "有效至": None, "奖金": None, "已核实": None}
    one = {**empty, "名次": 1, "获奖日": date(2024, 1, 1), "奖金": Decimal("5.00")}
    assert typed_list == [one, {**empty, "名次": 2}]
    assert written == ('[{"名次":1,"级别":null,"获奖日":"2024-01-01","奖金":"5元"},{"名次":2,"级别":null,"获奖日":null}]')


def test_what_no_column_can_say_is_not_given(policy: policyrules.Policy) -> None:
    spec = policy.program.fact
    third, huge = point(Fraction(1, 3)), point(10**19)
    assert storable(spec("得分值"), third) == Interval(Fraction(0), Fraction(15))
    assert storable(spec("得分值"), point(2)) == point(2)
    assert storable(spec("人数"), huge) == Interval(Fraction(1), Fraction(1000))
    series = Series({2022: huge, 2023: point(1), 2024: Absent()}, Interval(None, None))
    assert storable(spec("收入"), series) == Series({2023: point(1), 2024: Absent()}, Interval(None, None))
    record = {"名次": huge, "级别": Truth.U, "获奖日": point(1), "有效至": Maybe(point(1)), "奖金": huge, "已核实": Truth.T}
    kept = storable(spec("获奖"), Records((record,)))
    assert isinstance(kept, Records) and kept.rows is not None
    assert kept.rows[0]["名次"] == Interval(Fraction(1), Fraction(100))
    assert (kept.rows[0]["有效至"], kept.rows[0]["奖金"], kept.rows[0]["已核实"]) == (Absent(), Absent(), Truth.T)


def test_what_is_unknown_has_no_text() -> None:
    assert as_text(None) is None and as_text(False) == "否" and as_text([]) == "[]"
