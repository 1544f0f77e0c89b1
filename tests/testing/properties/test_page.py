"""What came of properties is told honestly: how many were tried, what does not hold, for whom, and why."""

import json
from datetime import date

import pytest

from policyrules.diagnostics import Language
from policyrules.explain.render import as_text
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.properties.page import facts_text, properties_data, properties_page
from policyrules.testing.properties.trying import try_properties
from tests.properties import POLICY, with_property


def page(*lines: str, language: Language = "zh", cases: int = 200) -> str:
    policy = with_property(*lines)
    tried = tuple(try_properties(policy, cases))
    return as_text(properties_page("甲.pol", policy, tried, cases, 0, language), language)


def test_the_awards_that_make_the_total_fall_are_told_with_their_reasons() -> None:
    said = page("条件: 职工 不超过 300", "变动: 营业收入[上年] 增加 1元", "至多降低 1元: 合计")
    assert "1 项普遍要求，1 项有反例" in said
    assert "变动    营业收入[上年]：由 1999" in said
    assert "乙奖：可享受，" in said
    assert "年营业收入 低于 2000万元：实际 2000" in said
    assert '试算 "要求的反例":\n' in said
    assert "应" not in said[said.index("试算") :]


def test_a_record_that_was_gained_is_told() -> None:
    said = page("变动: 认定 增加一项", "不得降低: 非 持有 小巨人")
    assert "认定增加一项：称号 小巨人" in said


@pytest.mark.parametrize(
    ("lines", "cases", "words"),
    [
        (("应成立: 职工 不少于 0",), 20, "no counterexample in 20 cases, to "),
        (("条件: 职工 少于 0", "应成立: 失信"), 20, "not tried: 20 cases, to none of which it applied"),
        (("应成立: 失信",), 200, "does not hold: case "),
    ],
)
def test_nothing_is_said_to_be_proved(lines: tuple[str, ...], cases: int, words: str) -> None:
    said = page(*lines, language="en", cases=cases)
    assert words in said
    assert "nothing is proved" in said


def test_a_policy_without_properties_is_not_spoken_of() -> None:
    policy = with_property("应成立: 失信")
    assert list(properties_page("甲.pol", policy, (), 200, 0, "zh")) == []


def test_the_data_hold_the_counterexample_and_are_json() -> None:
    policy = with_property("变动: 职工 增加 1", "不得降低: 达标 小巨人")
    (data,) = json.loads(json.dumps(properties_data(tuple(try_properties(policy, 200)), 0, "zh"), ensure_ascii=False))
    assert (data["name"], data["passed"], data["seed"]) == ("要求", False, 0)
    found = data["counterexample"]
    assert (found["facts"]["职工"], found["changed"]["职工"]) == (300, 301)
    assert (found["before"], found["after"]) == ("符合", "不符合")


def test_an_enterprise_that_no_scenario_can_write_is_told_fact_by_fact() -> None:
    policy = with_property("应成立: 失信")
    said = facts_text(policy, Trial({"企业名称": '甲"乙“', "职工": 3}, date(2024, 6, 1)), "反例")
    assert said == '企业名称: 甲"乙“\n职工: 3'
    assert "普遍要求" not in POLICY
