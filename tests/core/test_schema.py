import json
import re
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from jsonschema.validators import extend

from policyrules.core.facts import read_case
from policyrules.core.program import FactSpec, Program
from policyrules.core.schema import DIALECT, facts_schema
from policyrules.diagnostics import FactsError, Language
from policyrules.messages.facts import FORMS
from policyrules.source import HIDDEN_CHARACTER
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType
from tests.core.facts_program import COUNTY, GOOD, OUTLINE, PROGRAM

LANGUAGES: tuple[Language, ...] = ("zh", "en")
SCHEMA = facts_schema(PROGRAM, OUTLINE, "zh")

#: A JSON number without a fraction is an integer however it is written; the library knows that of its own numbers only.
INTEGERS = Draft202012Validator.TYPE_CHECKER.redefine(
    "integer", lambda _, raw: isinstance(raw, int | Decimal) and not isinstance(raw, bool) and raw == int(raw)
)
VALIDATOR = extend(Draft202012Validator, type_checker=INTEGERS)(SCHEMA)
DAY = date(2023, 3, 1)


def reads(facts: object) -> bool:
    try:
        read_case(PROGRAM, facts, DAY)
    except FactsError:
        return False
    return True


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_a_schema_and_plain_json(language: Language) -> None:
    schema = facts_schema(PROGRAM, OUTLINE, language)
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == DIALECT
    assert not re.search(r"\d\.\d", json.dumps([schema["properties"][name].get("maximum") for name in schema["properties"]]))


def test_every_fact_has_a_label_and_says_how_it_is_written() -> None:
    properties = SCHEMA["properties"]
    assert list(properties) == [spec.name for spec in PROGRAM.facts]
    assert properties["营业收入"]["title"] == "营业收入总额"
    assert properties["认定"]["items"]["properties"]["有效至"]["title"] == "证书写明的有效期末日"
    assert properties["注册资本"]["description"] == FORMS["zh"]["money"]
    assert properties["贷款年利率"]["description"] == FORMS["zh"]["percent"] + " 从 0% 到 100%。"
    assert properties["停产天数"]["description"].endswith("不高于 366天。")
    english = facts_schema(PROGRAM, OUTLINE, "en")["properties"]
    assert english["职工人数"]["description"] == "A whole number. From 0 to 10000000."
    assert english["所在县区"]["title"] == "所在县区"


def test_a_form_finds_choices_dates_bounds_and_patterns() -> None:
    properties = SCHEMA["properties"]
    assert properties["所在县区"]["enum"][: len(COUNTY.members)] == list(COUNTY.members)
    assert properties["所在县区"]["enum"][-1] is None
    assert properties["贷款发放日"]["format"] == "date"
    assert (properties["职工人数"]["minimum"], properties["职工人数"]["maximum"]) == (0, 10_000_000)
    assert properties["贷款年利率"]["type"] == ["string", "number", "null"]
    assert properties["注册资本"]["examples"] == ["5000万元", "1亿元", "500元"]
    assert "required" not in SCHEMA and SCHEMA["additionalProperties"] is False


def test_a_form_is_told_which_fact_a_body_decides() -> None:
    said = {language: facts_schema(PROGRAM, OUTLINE, language)["properties"]["特色化得分"] for language in LANGUAGES}
    assert said["zh"]["description"].startswith("由省级中小企业主管部门评定，企业不填。")
    assert said["en"]["description"].startswith("Decided by 省级中小企业主管部门")


def test_forms_are_told_of_every_type_in_both_languages() -> None:
    assert FORMS["zh"].keys() == FORMS["en"].keys()
    assert {str(scalar) for scalar in Scalar} <= FORMS["zh"].keys()


def test_the_good_facts_fit_the_schema() -> None:
    VALIDATOR.validate(GOOD)
    VALIDATOR.validate({})
    VALIDATOR.validate(dict.fromkeys(GOOD))


@pytest.mark.parametrize(
    "facts",
    [
        {"企业": "x"},
        {"企业名称": ""},
        {"企业名称": " x"},
        {"企业名称": "x\u200b"},
        {"企业名称": 1},
        {"所在县区": "新会"},
        {"认定": {}},
        {"认定": [{"x": 1}]},
        {"认定": [{"认定日": "不存在"}]},
        {"认定": [None]},
        {"营业收入": {"21": 1}},
        {"营业收入": {"0000": 1}},
        {"营业收入": {"2021": "5000"}},
        {"营业收入": []},
        {"产值": {"2024": "1万元"}},
        {"产值": {"2024Q5": "1万元"}},
        {"用电量": {"2024-13": 1}},
        {"用电量": {"2024-9": 1}},
        {"贷款年利率": "4"},
        {"贷款年利率": 4},
        {"职工人数": -1},
        {"职工人数": "12人"},
        {"职工人数": True},
        {"贷款发放日": 20220601},
        {"贷款发放日": "2022/6/1"},
        {"是否上市": "yes"},
        {"是否上市": 1},
        {"贷款期限": "1.5年"},
        {"停产天数": -1},
        [],
    ],
)
def test_what_the_schema_refuses_is_not_read_either(facts: object) -> None:
    assert not VALIDATOR.is_valid(facts)
    assert not reads(facts)


# --- facts as the schema describes them --------------------------------------------------------------------------------

UNKNOWN: st.SearchStrategy[Any] = st.sampled_from([None, "未知", "unknown"])
ABSENT: st.SearchStrategy[Any] = st.sampled_from(["不存在", "does not exist"])
WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=20).filter(
    lambda text: HIDDEN_CHARACTER.search(text) is None  # some letters show nothing, as U+115F
)


def money(fact: FactSpec) -> st.SearchStrategy[Any]:
    counts = st.integers(0 if fact.low == 0 else -(10**9), 10**9)
    units = st.sampled_from(["分", "角", "元", "千元", "万元", " 亿元", " yuan"])
    decimals = st.builds(lambda count, places: Decimal(count).scaleb(-places), counts, st.integers(0, 2))
    return st.one_of(st.builds(lambda count, unit: f"{count}{unit}", counts, units), counts, decimals)


def dates() -> st.SearchStrategy[Any]:
    days = st.dates(min_value=date(2010, 1, 1))
    return st.one_of(days.map(str), days.map(lambda day: f"{day.year:04}年{day.month}月{day.day}日"))


def values(fact: FactSpec, type_: Scalar | EnumType) -> st.SearchStrategy[Any]:
    """Return values of a type within the range of a fact, in every form that there is."""
    low, high = int(fact.low or 0), int(fact.high or 10**6)
    within = st.decimals(low, high, places=3)
    match type_:
        case EnumType():
            return st.sampled_from(type_.members)
        case Scalar.BOOL:
            return st.sampled_from([True, False, "是", "否"])
        case Scalar.TEXT:
            return WORDS
        case Scalar.INTEGER:
            return st.one_of(st.integers(low, high), st.integers(low, high).map(str))
        case Scalar.NUMBER:
            return st.one_of(within, within.map("{:f}".format))
        case Scalar.PERCENT:
            return st.one_of(within, within.map(lambda ratio: f"{ratio * 100:f}%"))
        case Scalar.MONEY:
            return money(fact)
        case Scalar.DATE:
            return dates()
        case Scalar.MONTHS:
            return st.one_of(
                st.integers(0, 600), st.builds("{}{}".format, st.integers(0, 50), st.sampled_from(["年", "个月", " years"]))
            )
        case _:
            return st.one_of(st.integers(0, 366), st.integers(0, 366).map("{}天".format))


def fact(spec: FactSpec) -> st.SearchStrategy[Any]:
    match spec.type:
        case ListType(record):
            row = {f.name: st.one_of(UNKNOWN, values(spec, f.type), *([ABSENT] if f.optional else [])) for f in record.fields}
            return st.one_of(UNKNOWN, st.lists(st.fixed_dictionaries({}, optional=row), max_size=3))
        case SeriesType(element, period):
            ends = {"year": ("", "年"), "quarter": ("Q3", "年第4季度"), "month": ("-09", "年1月", "年12月")}[period]
            keys = st.builds("{:04}{}".format, st.integers(1, 9999), st.sampled_from(ends[:1] if period == "year" else ends))
            given_ones = st.dictionaries(keys, st.one_of(UNKNOWN, ABSENT, values(spec, element)), max_size=3)
            return st.one_of(UNKNOWN, given_ones)
        case type_:
            return st.one_of(UNKNOWN, values(spec, type_))


FACTS = st.fixed_dictionaries({}, optional={spec.name: fact(spec) for spec in PROGRAM.facts})


@given(FACTS)
@settings(max_examples=150)
def test_facts_as_described_fit_the_schema_and_are_read(facts: dict[str, Any]) -> None:
    VALIDATOR.validate(facts)
    read_case(PROGRAM, facts, DAY)


#: In the dialect of patterns that schemas are written in, `$` is the end; in Python it may be followed by one line end.
TEXTS = st.text(max_size=6).filter(lambda text: not text.endswith("\n"))

SCRAPS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**6), 10**8),
    st.decimals(-10, 200, places=3),
    TEXTS,
    st.from_regex(r"\A-?[0-9]{1,4}(\.[0-9]{1,3})?( ?(%|元|万元|年|天|个月|万))?\Z"),
    st.sampled_from(
        ["未知", "unknown", "不存在", "新会区", "是", "2022-02-30", "2022-06-01", "2022年6月1日", [], {}, [{}], {"2021": 1}]
    ),
)


@given(st.sampled_from(PROGRAM.facts), SCRAPS)
@settings(max_examples=600)
def test_whatever_is_read_fits_the_schema(spec: FactSpec, scrap: object) -> None:
    for facts in (
        {spec.name: scrap},
        {"认定": [{"有效至": scrap}]},
        {"认定": [{"称号": scrap}]},
        {"营业收入": {"2021": scrap}},
    ):
        if reads(facts):
            VALIDATOR.validate(facts)


@given(st.sampled_from(PROGRAM.facts), SCRAPS)
@settings(max_examples=600)
def test_what_fits_the_schema_is_read_but_for_what_a_schema_cannot_say(spec: FactSpec, scrap: object) -> None:
    beyond_a_schema = {
        "fact-too-low",
        "fact-too-high",
        "fact-date-no-day",
        "fact-date-no-month",
        "fact-date-no-year",
        "fact-money-part",
    }
    facts = {spec.name: scrap}
    if VALIDATOR.is_valid(facts):
        try:
            read_case(PROGRAM, facts, DAY)
        except FactsError as error:
            assert {d.code for d in error.diagnostics} <= beyond_a_schema


def test_a_range_that_is_no_whole_number_is_rounded_outwards() -> None:
    spec = FactSpec("比", Scalar.NUMBER, low=Fraction("0.5"), high=Fraction("1.5"))
    value = facts_schema(Program((), (), (spec,), (), ()), OUTLINE, "zh")["properties"]["比"]
    assert (value["minimum"], value["maximum"]) == (0, 2)
