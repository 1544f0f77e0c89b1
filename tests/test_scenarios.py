"""Scenarios of a policy that is written here, each expectation in both ways."""

from datetime import date
from pathlib import Path

import pytest

import policyrules
from policyrules.checking.policy import CheckedPolicy
from policyrules.scenarios import ScenarioResult, given_facts
from policyrules.syntax import ast

HEAD = "\n试算"


@pytest.fixture
def rewritten(small: Path):  # type: ignore[no-untyped-def]
    """Return what gives the skeleton other scenarios and runs them."""

    def run(*lines: str, language: str | None = None) -> ScenarioResult:
        text = small.read_text(encoding="utf-8").partition(HEAD)[0]
        small.write_text("\n".join([text, '试算 "一":', *(f"    {line}" for line in lines), ""]), encoding="utf-8")
        (result,) = policyrules.load(small).test(language)  # type: ignore[arg-type]
        return result

    return run


GIVEN = ("日期: 2027-03-01", "认定 一项: 称号 示范企业，认定日 2026-06-01", "营业收入 2026: 800万元")


@pytest.mark.parametrize(
    ("expectation", "wrong"),
    [
        ("应可享受: 示范奖励", "应不可享受: 示范奖励"),
        ("应可享受: 示范奖励", "应未定: 示范奖励"),
        ("示范奖励 的 金额 应为 10万元", "示范奖励 的 金额 应为 100001元"),
        ("示范奖励 的 金额 应为 100000元", "示范奖励 的 金额 应为 未载明"),
        ("示范奖励 的 理由 应含 “营业收入”", "示范奖励 的 理由 应含 “注册资本”"),
        ("应持有: 示范企业", "应不持有: 示范企业"),
    ],
)
def test_an_expectation_holds_and_its_opposite_does_not(rewritten, expectation: str, wrong: str) -> None:  # type: ignore[no-untyped-def]
    assert rewritten(*GIVEN, expectation).passed
    result = rewritten(*GIVEN, wrong)
    assert not result.passed
    assert [e.passed for e in result.expectations] == [False]
    assert result.expectations[0].expected != result.expectations[0].found


def test_what_is_missing_must_be_named_whole_and_nothing_else(rewritten) -> None:  # type: ignore[no-untyped-def]
    nothing = ("日期: 2027-03-01", "应未定: 示范奖励")
    assert rewritten(*nothing, "应缺: 认定、营业收入").passed
    assert not rewritten(*nothing, "应缺: 认定").passed
    assert not rewritten(*nothing, "应缺: 认定、营业收入、所在县区").passed
    assert not rewritten(*GIVEN, "应缺: 认定").passed


def test_what_one_verdict_lacks_is_told_apart_from_the_others(rewritten) -> None:  # type: ignore[no-untyped-def]
    nothing = ("日期: 2027-03-01", "应未定: 示范奖励")
    assert rewritten(*nothing, "示范奖励 应缺: 认定、营业收入").passed
    assert not rewritten(*nothing, "示范奖励 应缺: 认定").passed
    assert not rewritten(*GIVEN, "示范奖励 应缺: 认定").passed


def test_a_verdict_that_came_out_otherwise_says_why_in_the_language_asked_for(rewritten) -> None:  # type: ignore[no-untyped-def]
    lines = (*GIVEN[:2], "营业收入 2026: 80万元", "应可享受: 示范奖励")
    (chinese,) = rewritten(*lines).expectations
    assert chinese.found == "示范奖励 不可享受"
    assert any("80万元" in reason for reason in chinese.why)
    (english,) = rewritten(*lines, language="en").expectations
    assert english.found == "示范奖励 not entitled"


CRITERIA = """\
政策 称号 "称号":
    文号: "称〔2024〕1号"
    发文: "某市"
    印发: 2024-01-02
    施行: 2024-02-01 起

事实:
    人数: 整数 0 至 1000
    已认定: 是否

层次 甲 @一 "甲" 位次 1:
    有效期: 未载明
    持有: 已认定
    达标: 人数 不少于 10

试算 "标准":
    日期: 2024-06-01
    人数: {number}
    已认定: 是
    {expected}: 甲
"""


@pytest.mark.parametrize(
    ("number", "expected", "passed"),
    [
        ("10", "应达标", True),
        ("10", "应不达标", False),
        ("9", "应达标", False),
        ("9", "应不达标", True),
        ("未知", "应达标", False),
        ("未知", "应不达标", False),
    ],
)
def test_criteria_are_met_or_not_or_open(number: str, expected: str, passed: bool) -> None:
    (result,) = policyrules.load(CRITERIA.format(number=number, expected=expected)).test()
    assert result.passed is passed


def test_a_list_that_is_none_is_empty_and_an_unknown_one_is_open(rewritten) -> None:  # type: ignore[no-untyped-def]
    assert rewritten("日期: 2027-03-01", "认定: 无", "应不可享受: 示范奖励").passed
    assert rewritten("日期: 2027-03-01", "认定: 未知", "应未定: 示范奖励").passed


def test_a_reading_is_taken(jiangmen: policyrules.Policy) -> None:
    title = "方案末日的次日，首日不计入的仍可享受"
    assert next(result for result in jiangmen.test() if result.title == title).passed


def test_all_scenarios_of_the_shipped_policy_hold(jiangmen: policyrules.Policy) -> None:
    results = jiangmen.test()
    assert len(results) > 20
    assert [(result.line, e) for result in results for e in result.expectations if not e.passed] == []
    assert all(result.expectations for result in results)


def test_facts_are_given_as_a_file_would_give_them(small: Path) -> None:
    text = small.read_text(encoding="utf-8").partition(HEAD)[0]
    lines = [
        "日期: 2027-03-01",
        "企业名称: “甲”",
        "认定 一项: 称号 示范企业，认定日 2026-06-01，撤销日 未知",
        "营业收入 2025: 3.5万元",
        "应未定: 示范奖励",
    ]
    small.write_text("\n".join([text, '试算 "一":', *(f"    {line}" for line in lines), ""]), encoding="utf-8")
    checked: CheckedPolicy = policyrules.load(small).checked
    (scenario,) = checked.all(ast.Scenario)
    assert given_facts(checked, scenario) == {
        "企业名称": "甲",
        "认定": [{"称号": "示范企业", "认定日": date(2026, 6, 1), "撤销日": None}],
        "营业收入": {2025: 35_000},
    }


def test_quarters_and_months_are_given_as_a_file_would_give_them_and_one_may_not_exist() -> None:
    text = """\
政策 季 "季":
    文号: "季〔2024〕1号"
    发文: "某市"
    印发: 2024-01-02
    施行: 2024-02-01 起

事实:
    产值: 金额 按季
    用电: 数 按月

定义 增 @一 = 产值[上季度] - 产值[上季度 - 1]

定义 电 @一 = 用电[上月]

试算 "季":
    日期: 2024-10-08
    产值 2024Q3: 3万元
    产值 2024年第2季度: 1万元
    用电 2024年9月: 7
    增 应为 2万元
    电 应为 7

试算 "列":
    日期: 2024-10-08
    产值 2024Q2: 不存在
    逐行 产值 2024Q3、用电 2024-09: 增
        3万元、7: 未知
        未知、未知: 未知
"""
    checked = policyrules.load(text).checked
    first, second = checked.all(ast.Scenario)
    assert given_facts(checked, first) == {"产值": {"2024Q3": 30_000, "2024Q2": 10_000}, "用电": {"2024-09": 7}}
    assert given_facts(checked, second) == {"产值": {"2024Q2": "不存在"}}
    assert [result.passed for result in policyrules.load(text).test()] == [True, True, True]


def test_each_row_is_a_result_of_its_own_and_says_what_came_out(small: Path) -> None:
    text = small.read_text(encoding="utf-8").partition(HEAD)[0]
    lines = [
        "",
        '试算 "大小":',
        "    日期: 2027-03-01",
        "    认定: 无",
        "    应不可享受: 示范奖励",
        "    逐行 营业收入 2026、营业收入 2025: 大",
        "        400万元、1元: 是",
        "        399.99万元、1元: 是",
        "        未知、1元: 是 或 否",
        "    逐行 营业收入 2026: 大",
        "        1元: 否",
        "试算:",
        "    日期: 2027-03-01",
        "    逐行 营业收入 2026: 大",
        "        未知: 是",
        "",
    ]
    before = f"{text.rstrip()}\n\n定义 大 = 营业收入[上年] 不低于 400万元\n"
    small.write_text(before + "\n".join(lines), encoding="utf-8")
    first = before.count("\n") + 1
    results = policyrules.load(small).test("zh")
    assert [(r.title, r.line - first, r.passed) for r in results] == [
        ("大小 · 400万元、1元", 6, True),
        ("大小 · 399.99万元、1元", 7, False),
        ("大小 · 未知、1元", 8, True),
        ("大小 · 1元", 10, True),
        ("未知", 14, False),
    ]
    assert [(e.expected, e.found, e.line - first) for e in results[1].expectations] == [
        ("示范奖励 不可享受", "示范奖励 不可享受", 4),
        ("大 是", "大 否", 7),
    ]
    assert [e.found for e in results[4].expectations] == ["大 不能确定"]
