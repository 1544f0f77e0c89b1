from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import field, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.core.case import Answers, Case
from policyrules.core.facts import COMBINATIONS, RECORDS, broken_relations, no_facts, read_case, unknown_answer, unknown_value
from policyrules.core.program import Node, Op, Program, Relation
from policyrules.diagnostics import LIMIT, FactsError
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.types import EnumType, Scalar
from tests.core.facts_program import COUNTY, GOOD, PROGRAM
from tests.explain.pipeline import lowered

DAY = date(2023, 3, 1)


def ordinal(text: str) -> Interval:
    return point(date.fromisoformat(text).toordinal())


def read(facts: object, **more: Any) -> Case:
    return read_case(PROGRAM, facts, DAY, **more)


def wrong(facts: object, **more: Any) -> list[tuple[str | None, str]]:
    with pytest.raises(FactsError) as raised:
        read(facts, **more)
    return [(d.path, d.code) for d in raised.value.diagnostics]


def test_facts_become_one_answer_each() -> None:
    case = read(GOOD)
    assert list(case.facts) == [spec.name for spec in PROGRAM.facts]
    assert case.day == DAY
    assert case.facts["企业名称"] == Symbol("新会某机械有限公司")
    assert case.facts["营业收入"] == Series(
        {2021: point(5_000 * 10**6), 2022: point(6_100 * 10**6), 2020: Absent()}, Interval(Fraction(0), None)
    )
    assert case.facts["贷款年利率"] == point(Fraction("0.0365"))
    assert case.facts["是否上市"] is Truth.F
    assert case.facts["认定"] == Records(
        (
            {
                "称号": Symbol("省级专精特新"),
                "认定日": ordinal("2022-06-01"),
                "有效至": ordinal("2025-05-31"),
                "撤销日": Maybe(WHOLE_LINE),
                "证书编号": Absent(),
            },
        )
    )


def test_a_fact_that_is_not_given_is_unknown_within_its_range() -> None:
    for facts in ({}, dict.fromkeys(GOOD), dict.fromkeys(GOOD, "未知"), dict.fromkeys(GOOD, "unknown")):
        case = read(facts)
        assert case == no_facts(PROGRAM, DAY)
        assert case.facts == {spec.name: unknown_answer(spec) for spec in PROGRAM.facts}
    assert case.facts["贷款年利率"] == Interval(Fraction(0), Fraction(1))
    assert case.facts["贷款发放日"] == WHOLE_LINE
    assert case.facts["是否上市"] is Truth.U
    assert case.facts["所在县区"] == Symbol(None)
    assert case.facts["认定"] == Records(None)
    assert case.facts["营业收入"] == Series({}, Interval(Fraction(0), None))


class Manifold:
    """Something that is compared piece by piece, and neither equal nor unequal as a whole, as an array or pandas' `NA` is."""

    __hash__ = None  # type: ignore[assignment]

    def __eq__(self, other: object) -> "Manifold":  # type: ignore[override]
        return self

    def __bool__(self) -> bool:
        raise TypeError("it is neither")


def test_of_what_is_of_no_type_only_the_type_is_asked() -> None:
    facts = dict.fromkeys(GOOD, Manifold()) | {"认定": [dict.fromkeys(("称号", "认定日", "有效至"), Manifold())]}
    found = dict(wrong(facts))
    assert found.keys() == GOOD.keys() - {"认定"} | {"认定[1].称号", "认定[1].认定日", "认定[1].有效至"}
    assert found["职工人数"] == "fact-not-integer" and found["是否上市"] == "fact-not-truth"
    assert dict(wrong({"营业收入": {"2021": Manifold()}})) == {"营业收入[2021]": "fact-not-money"}


def test_an_empty_list_is_known_to_be_empty() -> None:
    assert read({"认定": []}).facts["认定"] == Records(())


def test_in_a_record_left_out_and_unknown_are_told_apart() -> None:
    earliest = Interval(Fraction(date(2010, 1, 1).toordinal()), None)
    records = read({"认定": [{}, {"认定日": None, "有效至": None, "称号": "未知", "证书编号": "unknown"}]}).facts["认定"]
    assert records == Records(
        (
            {"称号": Symbol(None), "认定日": earliest, "有效至": Absent(), "撤销日": Absent(), "证书编号": Absent()},
            {
                "称号": Symbol(None),
                "认定日": earliest,
                "有效至": Maybe(WHOLE_LINE),
                "撤销日": Absent(),
                "证书编号": Maybe(Symbol(None)),
            },
        )
    )


def test_an_optional_field_may_be_said_not_to_exist() -> None:
    (row,) = read({"认定": [{"有效至": "不存在", "撤销日": Absent(), "证书编号": "does not exist"}]}).facts["认定"].rows  # type: ignore[union-attr]
    assert row["有效至"] == row["撤销日"] == row["证书编号"] == Absent()
    assert wrong({"认定": [{"认定日": "不存在"}]}) == [("认定[1].认定日", "fact-not-optional")]


def test_a_year_that_is_unknown_is_left_open() -> None:
    series = read({"营业收入": {2021: None, "2022": "未知", "2020年": "does not exist"}}).facts["营业收入"]
    assert series == Series({2020: Absent()}, Interval(Fraction(0), None))


def test_a_series_may_be_given_per_quarter_or_per_month() -> None:
    facts = read(GOOD).facts
    at_least_nothing = Interval(Fraction(0), None)
    assert facts["产值"] == Series({2024 * 4 + 2: point(120 * 10**6), 2024 * 4 + 3: point(90 * 10**6)}, at_least_nothing)
    month = 2024 * 12 + 8
    values = {month: point(1200), month + 1: point(Fraction("1300.5")), month - 1: Absent()}
    assert facts["用电量"] == Series(values, at_least_nothing)


def test_a_member_named_like_a_word_for_unknown_is_that_member() -> None:
    spec = PROGRAM.fact("所在县区")
    program = Program((), (), (type(spec)("州", EnumType("州", ("未知", "甲"))),), (), ())
    assert read_case(program, {"州": "未知"}, DAY).facts["州"] == Symbol("未知")
    assert read_case(program, {"州": "unknown"}, DAY).facts["州"] == Symbol(None)


def test_facts_may_be_the_fields_of_attrs_instances() -> None:
    @frozen
    class Recognition:
        称号: str
        认定日: date
        有效至: date | Absent | None = field(factory=Absent)

    @frozen
    class Enterprise:
        企业名称: str
        职工人数: int | None = None
        认定: list[Recognition] = field(factory=list)

    titles = [Recognition("金种子", date(2022, 12, 1)), Recognition("金种子", date(2022, 12, 1), None)]
    assert read(Enterprise("某公司", 12, titles)) == read(
        {
            "企业名称": "某公司",
            "职工人数": 12,
            "认定": [{"称号": "金种子", "认定日": "2022-12-01"}, {"称号": "金种子", "认定日": "2022-12-01", "有效至": None}],
        }
    )
    assert wrong(Enterprise("某公司", True)) == [("职工人数", "fact-truth-for-number")]


def test_everything_that_is_wrong_is_said_at_once_and_in_order() -> None:
    facts = {
        "所在县区": "新会",
        "认定": [{"称号": "金种子"}, {"认定日": 20220601, "x": 1}, 3],
        "职工": 3,
        "营业收入": {"2021": "-1元", "x": 1, True: 1, "2020": 0.5},
        3: 4,
    }
    assert wrong(facts, readings={"期间": "首日计入", "期间算法": "首日"}) == [
        ("所在县区", "fact-member-unknown"),
        ("认定[2].认定日", "fact-date-number"),
        ("认定[2].x", "fact-field-unknown"),
        ("认定[3]", "fact-not-record"),
        ("职工", "fact-unknown"),
        ("营业收入[2021]", "fact-too-low"),
        ("营业收入[x]", "fact-year"),
        ("营业收入", "fact-year"),
        ("营业收入[2020]", "fact-number-inexact"),
        (None, "fact-key"),
        ("期间", "case-reading-unknown"),
        ("期间算法", "case-option-unknown"),
    ]


def test_a_path_begins_where_the_facts_stand() -> None:
    assert wrong({"职工人数": "x", "y": 1}, path="[3]") == [("[3].职工人数", "fact-not-integer"), ("[3].y", "fact-unknown")]
    assert wrong([], path="[3]") == [("[3]", "facts-not-mapping")]


@pytest.mark.parametrize("facts", [None, 3, "企业名称", [], (), b"", object(), dict, {"企业名称"}])
def test_only_mappings_and_attrs_instances_are_facts(facts: object) -> None:
    assert wrong(facts) == [(None, "facts-not-mapping")]


def test_a_list_is_of_a_bounded_length() -> None:
    assert len(read({"认定": [{}] * RECORDS}).facts["认定"].rows or ()) == RECORDS  # type: ignore[union-attr]
    assert wrong({"认定": [{}] * (RECORDS + 1)}) == [("认定", "fact-list-long")]


def test_more_mistakes_than_anyone_reads_are_only_counted() -> None:
    with pytest.raises(FactsError) as raised:
        read({"认定": [{"企业": n} for n in range(RECORDS)]})
    *listed, last = raised.value.diagnostics
    assert len(listed) == LIMIT
    assert (last.code, last.arguments["count"]) == ("too-many", str(RECORDS - LIMIT))


def test_a_range_holds_for_values_fields_and_years() -> None:
    assert wrong({"贷款年利率": "100.01%", "职工人数": -1}) == [("贷款年利率", "fact-too-high"), ("职工人数", "fact-too-low")]
    assert wrong({"认定": [{"认定日": "2009-12-31"}]}) == [("认定[1].认定日", "fact-too-low")]
    read({"贷款年利率": "100%", "职工人数": 0, "认定": [{"认定日": "2010-01-01"}], "营业收入": {"2021": 0}})


def test_a_reading_is_taken_left_open_or_left_to_its_default() -> None:
    assert read({}).readings == {"期间算法": "首日计入"}
    assert read({}, readings={"期间算法": "首日不计入"}).readings == {"期间算法": "首日不计入"}
    assert read({}, readings={"期间算法": None}).readings == {"期间算法": None}


def test_the_nearest_name_is_suggested() -> None:
    with pytest.raises(FactsError) as raised:
        read({"企业名": "x", "完全不同": 1, "所在县区": "台山"})
    assert [d.arguments.get("near") for d in raised.value.diagnostics] == ["企业名称", None, "台山市"]
    assert [d.help("zh") for d in raised.value.diagnostics] == ["是否应为 `企业名称`", None, "是否应为 `台山市`"]


def test_the_day_is_a_date_without_a_time() -> None:
    for day in (datetime(2023, 3, 1), "2023-03-01", None, 738_000):
        with pytest.raises(FactsError) as raised:
            read_case(PROGRAM, {}, day)  # type: ignore[arg-type]
        assert [d.code for d in raised.value.diagnostics] == ["case-day"]


def test_a_relation_is_broken_only_when_it_is_definitely_false() -> None:
    node = Node(Op.LITERAL, (), Scalar.BOOL)
    program = Program((node,) * 3, ("a", "b", "c"), (), (), (), tuple(Relation(f"关系{n}", n) for n in range(3)))
    broken = broken_relations(program, Answers((Truth.F, Truth.U, Truth.T)), "[2]")
    assert [(d.code, d.arguments["relation"], d.path) for d in broken] == [("fact-relation", "关系0", "[2]")]


def test_what_is_unknown_spans_the_values_of_its_type() -> None:
    low, high = Fraction(1), Fraction(2)
    assert unknown_value(Scalar.BOOL) is Truth.U
    assert unknown_value(Scalar.TEXT) == unknown_value(COUNTY) == Symbol(None)
    assert unknown_value(Scalar.MONEY, low, high) == Interval(low, high)
    assert unknown_value(Scalar.DATE) == WHOLE_LINE


SCRAPS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(10**40, 10**41),
    st.floats(),
    st.decimals(),
    st.fractions(),
    st.text(max_size=20),
    st.dates(),
    st.datetimes(),
    st.binary(max_size=3),
    st.sampled_from(
        ["未知", "不存在", "5000万元", "2023-02-30", "2022年6月1日", "4%", "新会区", "是", "1e9", Absent(), Truth.T, object()]
    ),
)
NAMES = st.one_of(
    st.sampled_from([spec.name for spec in PROGRAM.facts] + ["称号", "认定日", "有效至", "2021", "2021年", "企业"]),
    st.text(max_size=5),
    st.integers(),
    st.none(),
    st.booleans(),
)
GARBAGE = st.recursive(
    SCRAPS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.tuples(inner), st.dictionaries(NAMES, inner, max_size=5)),
    max_leaves=25,
)


@given(st.one_of(GARBAGE, st.dictionaries(NAMES, GARBAGE, max_size=8)))
@settings(max_examples=400)
def test_garbage_is_read_or_refused_and_never_anything_else(facts: object) -> None:
    try:
        case = read(facts)
    except FactsError as error:
        for diagnostic in error.diagnostics:
            for language in ("zh", "en"):
                assert diagnostic.message(language)
                diagnostic.help(language)
    else:
        assert case.facts.keys() == {spec.name for spec in PROGRAM.facts}


@given(GARBAGE, st.sampled_from([spec.name for spec in PROGRAM.facts]))
@settings(max_examples=200)
def test_one_bad_fact_does_not_hide_another(scrap: object, name: str) -> None:
    try:
        read({name: scrap})
        alone: list[tuple[str | None, str]] = []
    except FactsError as error:
        alone = [(d.path, d.code) for d in error.diagnostics]
    assert wrong({"不存在的事实": 1, name: scrap}) == [("不存在的事实", "fact-unknown"), *alone]


def within(answer: Answer, other: Answer) -> bool:
    """Say whether `answer` knows all that `other` knows."""
    match answer, other:
        case _, Truth.U | Symbol(None) | Records(None):
            return True
        case Interval(), Interval():
            low = other.low is None or (answer.low is not None and answer.low >= other.low)
            return low and (other.high is None or (answer.high is not None and answer.high <= other.high))
        case Absent(), Maybe():
            return True
        case Maybe(), Maybe():
            return within(answer.range, other.range)
        case _, Maybe():
            return within(answer, other.range)
        case Series(), Series():
            return all(within(answer.values.get(period, answer.range), value) for period, value in other.values.items())
        case Records(rows), Records(others) if rows is not None and others is not None:
            return len(rows) == len(others) and all(within(r[n], o[n]) for r, o in zip(rows, others, strict=True) for n in r)
        case _:
            return answer == other


@given(st.data())
@settings(max_examples=200)
def test_giving_a_fact_only_narrows_what_was_unknown(data: st.DataObject) -> None:
    hidden = data.draw(st.sets(st.sampled_from(sorted(GOOD))))
    fields = data.draw(st.sets(st.sampled_from(["称号", "认定日", "有效至", "撤销日"])))
    years = data.draw(st.sets(st.sampled_from(["2021", "2022年", "2020"])))
    vaguer: dict[str, Any] = {name: None if name in hidden else value for name, value in GOOD.items()}
    if "认定" not in hidden:
        vaguer["认定"] = [{**GOOD["认定"][0], **dict.fromkeys(fields)}]  # type: ignore[index]
    if "营业收入" not in hidden:
        vaguer["营业收入"] = {year: value for year, value in GOOD["营业收入"].items() if year not in years}  # type: ignore[attr-defined]
    full, vague = read(GOOD).facts, read(vaguer).facts
    assert all(within(full[name], vague[name]) for name in full)


@given(st.integers(-(10**20), 10**20), st.integers(0, 2))
@settings(max_examples=100)
def test_money_reads_alike_as_a_number_a_decimal_and_a_text(count: int, places: int) -> None:
    exact = Decimal(count).scaleb(-places)
    expected = Fraction(count, 10**places) * 100
    for raw in (exact, f"{exact:f}元", Fraction(exact)):
        assert read({"注册资本": raw}).facts["注册资本"] == point(expected)


NESTED = """\
政策 小 "小":
    文号: "例"
    发文: "例"
    印发: 2022-01-01
    施行: 2022-01-01 起

记录 项:
    额: 金额

事实:
    列: 项 列表

层次 优 位次 1:
    有效期: 未载明
    持有: 列 中有一项 甲: (列 中每一项 乙: 乙.额 不高于 甲.额)
"""


def test_records_are_not_held_against_one_another_more_often_than_can_be_done_in_good_time() -> None:
    made = lowered(NESTED).program
    assert made.nested_lists == {("列",), ("列", "列")}
    few = int(COMBINATIONS**0.5)
    read_case(made, {"列": [{}] * few}, DAY)
    with pytest.raises(FactsError) as raised:
        read_case(made, {"列": [{}] * (few + 1)}, DAY)
    (found,) = raised.value.diagnostics
    assert (found.code, found.arguments["limit"]) == ("case-combinations", str(COMBINATIONS))
