"""Facts come to the same answers whether the reference or generated Python gives them, and are refused alike."""

import pickle
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from itertools import islice
from threading import Thread

import pytest

import policyrules
from policyrules.backends.answering import FIRST, MANY_RECORDS, Answering
from policyrules.backends.decoding import Decoded
from policyrules.backends.reference import evaluate
from policyrules.core.case import Answered
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.program import Program
from policyrules.diagnostics import FactsError
from policyrules.testing.enterprises import trials

DAY = date(2024, 6, 1)

ODD = """政策 试 "试办法":
    文号: "一号"
    发文: "某部门"
    印发: 2020-01-01
    施行: 2020-01-01 起
    语言: "zh"

枚举 颜色: 红、绿、未知

记录 货物:
    价: 金额 0元 至 100元
    色: 颜色 可不填
    退日: 日期 可不填

事实:
    收入: 金额 按年 0元 至 1亿元
    季度产值: 金额 按季
    占比: 比例 0% 至 100%
    人数: 整数 0 至 100
    名称: 文本
    成立: 日期
    小型: 是否
    色: 颜色
    货: 货物 列表
    期限: 时长
    总是 人数不多: 人数 不多于 90

疑义 怎么读 @一 "怎么读":
    选项 甲 "甲"
    选项 乙 "乙"
    采用: 甲
    因: "没有写明"

定义 补不补: 是否 = 货 中有一项 甲: 甲.价 高于 5元 且 (甲.色 未填 或 甲.色 为 红)

定义 够不够: 是否 = 收入[2023] 高于 5元 或 占比 高于 3% 或 人数 多于 3 或 怎么读 为 乙

定义 早不早: 是否 = 成立 早于 当日 或 名称 为 "甲" 或 期限 不少于 3年 或 小型 或 季度产值[2024Q1] 高于 1元 或 色 为 红

单位:
    部门 "某部门"

措施 补 @一 "补":
    责任单位: 部门

    支持事项 补贴 给予 "补贴":
        条文:
            | 给予补贴
        符合下列条件之一:
            甲: 补不补
            乙: 够不够
            丙: 早不早
"""


def answered(answering: Answering, facts: object, **given: object) -> Answered:
    """Answer, and see that the reference reads and answers the same."""
    found = answering(facts, DAY, **given)  # type: ignore[arg-type]
    case = read_case(answering.program, facts, DAY, **given)  # type: ignore[arg-type]
    assert found.case == case and found.answers == evaluate(answering.program, case)
    return found


def refused(program: Program, facts: object, on: date = DAY, readings: Mapping[str, str | None] | None = None) -> None:
    """See that facts are refused with the same words by whoever answers."""
    with pytest.raises(FactsError) as ours:
        Answering(program, first=0)(facts, on, readings, path="[3]")
    with pytest.raises(FactsError) as meant:
        Answering(program, first=10)(facts, on, readings, path="[3]")
    assert ours.value.diagnostics == meant.value.diagnostics


@pytest.mark.parametrize("unknown", [0, 15])
@pytest.mark.parametrize("name", ["中小企业划型", "优质中小企业", "江门专精特新"])
def test_drawn_enterprises_are_taken_and_answered_as_by_the_reference(name: str, unknown: int) -> None:
    policy = policyrules.load(name)
    answering, decoded = Answering(policy.program, first=0), 0
    for trial in islice(trials(policy, 5, unknown=unknown), 12):
        facts, readings = dict(trial.facts), dict(trial.readings)
        case = read_case(policy.program, facts, trial.day, readings)
        expected = evaluate(policy.program, case)
        if broken_relations(policy.program, expected):
            refused(policy.program, facts, trial.day, readings)
            continue
        found = answering(facts, trial.day, readings)
        decoded += isinstance(found, Decoded)
        assert found.case == case and found.answers == expected
    assert decoded >= 10


@pytest.fixture(scope="module")
def odd() -> Program:
    return policyrules.load(ODD).program


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"收入": {2023: 10**6, "2022": "5万元", 2021: None, 2020: "不存在"}, "季度产值": {"2024Q1": 1, "2024年第2季度": "3元"}},
        {"占比": "4%", "人数": "12", "名称": "企业", "成立": "2020年2月29日", "小型": "是", "色": "未知", "期限": "3年"},
        {"占比": Decimal("0.04"), "人数": 12, "名称": "e\u0301", "成立": date(2020, 2, 29), "小型": True, "期限": 36},
        {"占比": Fraction(1, 3), "人数": "未知", "名称": None, "小型": "unknown", "色": "红", "收入": "未知"},
        {"货": [], "收入": {}, "占比": 1},
        {"货": [{"价": 5, "色": "红", "退日": date(2024, 1, 1)}, {"价": "6.01元", "色": "不存在"}]},
        {"货": [{"价": 5, "色": None}, {"色": "绿", "退日": "未知"}, {}]},
        {"货": ({"价": 5},)},
    ],
)
def test_however_facts_are_written_they_are_taken_as_they_are_read(odd: Program, facts: Mapping[str, object]) -> None:
    assert isinstance(answered(Answering(odd, first=0), facts), Decoded)


@pytest.mark.parametrize(
    "facts",
    [
        [],
        {"人数": 12, "没有这项": 1},
        {"人数": True, "占比": 0.5, "小型": 1, "色": "蓝", "成立": datetime(2020, 1, 1)},
        {"收入": {2023: -1, 0: 5, "二〇二〇": 7}},
        {"收入": {2023: 1, "2023": 2}},
        {"收入": [1], "货": {}, "名称": "\u202e", "期限": -1},
        {"货": [{"价": 101}, {"颜色": "红"}, 7, None]},
        {"货": [{"价": 1}] * 10_001},
        {"人数": 101},
        {"人数": 91},
        {3: 4},
        {"占比": 10**40},
    ],
)
def test_what_is_wrong_is_refused_in_the_same_words(odd: Program, facts: object) -> None:
    refused(odd, facts)


def test_a_day_or_a_reading_that_is_wrong_is_refused(odd: Program) -> None:
    refused(odd, {}, datetime(2024, 1, 1))
    refused(odd, {}, readings={"怎么读": "丙"})
    refused(odd, {}, readings={"没有": "甲"})


@pytest.mark.parametrize("option", ["甲", "乙", None])
def test_readings_are_taken_as_asked_for(odd: Program, option: str | None) -> None:
    found = answered(Answering(odd, first=0), {"人数": 3}, readings={"怎么读": option})
    assert isinstance(found, Decoded) and found.case.readings == {"怎么读": option}


def test_an_attrs_instance_or_another_mapping_is_answered(odd: Program) -> None:
    class Facts(dict[str, object]):
        pass

    assert not isinstance(answered(Answering(odd, first=0), Facts(人数=3)), Decoded)


def test_the_first_are_answered_by_the_reference(odd: Program) -> None:
    answering = Answering(odd)
    made = [isinstance(answering({}, DAY), Decoded) for _ in range(FIRST + 2)]
    assert made == [False] * FIRST + [True] * 2


@pytest.mark.parametrize(("count", "early"), [(MANY_RECORDS, True), (MANY_RECORDS + 1, False)])
def test_an_enterprise_with_many_records_does_not_wait_for_the_reference(odd: Program, count: int, early: bool) -> None:
    facts, answering = {"人数": 3, "货": [{"价": n % 9, "色": "红"} for n in range(count)]}, Answering(odd)
    found = answering(facts, DAY)
    assert answering.is_early is early
    assert found.answers == evaluate(odd, read_case(odd, facts, DAY))


def test_only_what_is_wanted_is_answered_at_once_and_the_rest_when_someone_looks(odd: Program) -> None:
    wanted = frozenset({len(odd.nodes) // 2})
    answered(Answering(odd, wanted, first=0), {"人数": 3, "货": [{"价": 7}]})


def test_facts_are_frozen_when_they_are_taken(odd: Program) -> None:
    facts = {"货": [{"价": 5}], "收入": {2023: 7}}
    found = Answering(odd, first=0)(facts, DAY)
    expected = read_case(odd, facts, DAY)
    facts["货"].append({"价": 6})  # type: ignore[attr-defined]
    facts["收入"][2023] = 8  # type: ignore[index]
    assert found.case == expected


def test_lists_within_lists_that_take_too_long_are_refused() -> None:
    nested = """政策 试 "试办法":
    文号: "一号"
    发文: "某部门"
    印发: 2020-01-01
    施行: 2020-01-01 起
    语言: "zh"

记录 货物:
    价: 金额

事实:
    甲: 货物 列表
    乙: 货物 列表

定义 有: 是否 = 甲 中有一项 一: (乙 中有一项 二: 一.价 为 二.价)

单位:
    部门 "某部门"

措施 补 @一 "补":
    责任单位: 部门

    支持事项 补贴 给予 "补贴":
        条文:
            | 给予补贴
        条件: 有
"""
    refused(policyrules.load(nested).program, {"甲": [{"价": 1}] * 500, "乙": [{"价": 2}] * 500})


def test_it_can_be_sent_to_another_process_and_shared_between_threads(odd: Program) -> None:
    answering = pickle.loads(pickle.dumps(Answering(odd, first=0)))
    facts = [{"人数": number % 90, "货": [{"价": number % 100}]} for number in range(200)]
    expected = [evaluate(odd, read_case(odd, one, DAY)) for one in facts]
    found: dict[int, object] = {}

    def run(start: int) -> None:
        for number in range(start, len(facts), 4):
            found[number] = answering(facts[number], DAY).answers

    threads = [Thread(target=run, args=(start,)) for start in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[number] for number in range(len(facts))] == expected
