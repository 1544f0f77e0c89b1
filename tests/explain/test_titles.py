"""Of two titles the higher award once, or the difference to what was received: asserted on the document of a decision."""

from typing import Any

import pytest
from jsonschema import validate

from policyrules.explain.decision import Decision
from policyrules.explain.document import decision_schema
from tests.explain.pipeline import decide, lowered

WAN = 1_000_000

POLICY = """\
政策 称号奖励 "优质企业称号奖励办法":
    文号: "例府〔2023〕1号"
    发文: "例府"
    印发: 2022-12-20
    施行: 2023-01-01 至 2025-12-31

枚举 称号名: 国家级小巨人、省级专精特新

记录 认定记录:
    称号: 称号名
    认定日: 日期

事实:
    认定: 认定记录 列表
    已获奖励: 金额 0元 至 1亿元

定义 当年认定(名: 称号名): 是否 = 认定 中有一项 甲: 甲.称号 为 名，且 甲.认定日 在 2023-01-01 至 2023-12-31

措施 一次性奖励 @二 "称号奖励":
    责任单位: 未载明
    就高不重复: 全部
    支持事项 国家奖励 给予:
        条文:
            | 给予奖励
        条件: 当年认定(国家级小巨人)
        金额: 30万元
    支持事项 省级奖励 给予:
        条文:
            | 给予奖励
        条件: 当年认定(省级专精特新)
        金额: 10万元

措施 升级奖励 @三 "升级奖励":
    责任单位: 未载明
    补差: 全部 已获 已获奖励
    支持事项 国家升级 给予:
        条文:
            | 给予奖励
        条件: 当年认定(国家级小巨人)
        金额: 30万元
    支持事项 省级升级 给予:
        条文:
            | 给予奖励
        条件: 当年认定(省级专精特新)
        金额: 10万元
"""
NATIONAL = {"称号": "国家级小巨人", "认定日": "2023-07-14"}
PROVINCIAL = {"称号": "省级专精特新", "认定日": "2023-01-18"}


def decided(*titles: dict[str, Any], received: str | None = "0元") -> Decision:
    return decide(lowered(POLICY), {"认定": list(titles), "已获奖励": received}, "2024-03-01")


def total(decision: Decision) -> dict[str, Any]:
    """Return the total of the document, with its awards by name and its rules by kind."""
    document = decision.to_json()
    validate(document, decision_schema())
    found: dict[str, Any] = document["total"]
    return {
        **found,
        "awards": {one["entitlement"]: one for one in found["awards"]},
        "rules": {rule["kind"]: rule for rule in found["rules"]},
    }


def test_with_both_titles_in_one_year_the_higher_award_is_given_once_and_the_dropped_one_is_explained() -> None:
    found = total(decided(NATIONAL, PROVINCIAL))
    rule = found["rules"]["highest_only"]
    assert (rule["value"], rule["applies"]) == (str(30 * WAN), True)
    assert rule["words"] == "只计最高的 国家奖励"
    assert (found["awards"]["国家奖励"]["counts"], found["awards"]["国家奖励"]["dropped_by"]) == (True, None)
    dropped = found["awards"]["省级奖励"]
    assert (dropped["counts"], dropped["value"], dropped["dropped_by"]) == (False, str(10 * WAN), 0)
    assert dropped["words"] == "省级奖励 10万元：就高不重复（二 称号奖励）"
    assert found["value"] == str(60 * WAN), "once under each of the two rules"


def test_who_had_the_lower_award_gets_the_difference() -> None:
    found = total(decided(NATIONAL, PROVINCIAL, received="10万元"))
    rule = found["rules"]["top_up"]
    assert (rule["value"], rule["before"]["value"], rule["operand"]["value"]) == (str(20 * WAN), str(30 * WAN), str(10 * WAN))
    assert rule["words"] == "最高的是 国家升级，扣除已获 10万元，计 20万元"
    assert found["awards"]["省级升级"]["dropped_by"] == 1
    assert found["awards"]["国家升级"]["cut_by"] == [1]
    assert found["value"] == str(50 * WAN)


@pytest.mark.parametrize(("received", "expected"), [("30万元", 0), ("299999.99元", 1)])
def test_the_difference_is_exact_to_the_fen_and_never_below_zero(received: str, expected: int) -> None:
    assert total(decided(NATIONAL, PROVINCIAL, received=received))["rules"]["top_up"]["value"] == str(expected)


def test_with_an_unknown_date_of_the_higher_title_the_total_is_open_between_two_amounts_and_both_are_said() -> None:
    decision = decided({**NATIONAL, "认定日": None}, PROVINCIAL, received="10万元")
    outcomes = {one["name"]: one for one in decision.to_json()["entitlements"]}
    assert (outcomes["国家奖励"]["verdict"], outcomes["省级奖励"]["verdict"]) == ("undetermined", "entitled")
    assert outcomes["国家奖励"]["missing"] == ["认定[1].认定日"]
    found = total(decision)
    assert [found["rules"][kind]["value"] for kind in ("highest_only", "top_up")] == [None, None]
    assert (found["value"], found["missing"]) == (None, ["认定[1].认定日"])
    assert found["awards"]["国家奖励"]["alternatives"] == ["0", str(30 * WAN)]
    assert [found["awards"][name]["counts"] for name in ("国家奖励", "省级奖励")] == [None, None]
    assert found["awards"]["省级奖励"]["open_by"] == [0]
    assert {str(10 * WAN), str(50 * WAN)} <= set(found["alternatives"])


def test_of_the_highest_only_both_amounts_are_said_and_no_other() -> None:
    text = POLICY.partition("措施 升级奖励")[0]
    facts = {"认定": [{**NATIONAL, "认定日": None}, PROVINCIAL]}
    decision = decide(lowered(text), facts, "2024-03-01")
    found = decision.to_json()["total"]
    assert (found["value"], found["alternatives"]) == (None, [str(10 * WAN), str(30 * WAN)])
    assert found["words"] == "10万元或30万元（未提供 认定第1项的认定日）"
    assert decision.to_json("en")["total"]["words"] == "100,000 yuan or 300,000 yuan (认定日 of 认定 no. 1 is not given)"
