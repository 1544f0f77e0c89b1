"""Amounts and ceilings: known, within bounds, unstated, or not to be determined yet."""

import pytest

from policyrules.explain.amounts import AmountStatus, Position
from policyrules.explain.decision import outcome_text
from policyrules.values.quantity import decimal_text
from tests.explain.cases import PROVINCIAL
from tests.explain.pipeline import decide, jiangmen, lowered


def rate(**facts: str) -> tuple[AmountStatus, str | None, Position | None, bool]:
    amount = decide(jiangmen(), {**PROVINCIAL, **facts}, "2023-03-01")["贷款利率"].amount
    assert amount is not None
    value = None if amount.value is None else decimal_text(amount.value)
    return amount.status, value, amount.position, amount.indicative is not None


def test_a_ceiling_of_a_known_day_is_known_and_nothing_is_indicative() -> None:
    assert rate(贷款发放日="2022-08-22") == (AmountStatus.KNOWN, "0.0365", None, False)


def test_a_ceiling_of_a_day_that_is_not_given_is_open_and_that_of_the_decision_date_indicative() -> None:
    assert rate() == (AmountStatus.UNDETERMINED, None, None, True)


@pytest.mark.parametrize(("charged", "position"), [("3.65%", Position.WITHIN), ("3.66%", Position.ABOVE)])
def test_what_was_charged_stands_within_the_ceiling_or_above_it(charged: str, position: Position) -> None:
    assert rate(贷款发放日="2022-08-22", 贷款年利率=charged)[2] is position


def test_beside_a_ceiling_that_is_not_known_nothing_is_said() -> None:
    assert rate(贷款年利率="4%")[2] is Position.UNDETERMINED


def test_a_day_before_the_first_publication_has_no_ceiling_and_nothing_is_asked_for() -> None:
    amount = decide(jiangmen(), {**PROVINCIAL, "贷款发放日": "2019-01-01"}, "2023-03-01")["贷款利率"].amount
    assert amount is not None and amount.open.missing == ()
    assert [cause.kind.value for cause in amount.open.causes] == ["not_published"]


def test_an_amount_that_the_document_does_not_state_is_unstated_whatever_is_given() -> None:
    amount = decide(jiangmen(), PROVINCIAL, "2023-03-01")["资金奖励"].amount
    assert amount is not None and amount.status is AmountStatus.UNSTATED and amount.open.missing == ()


AWARD = lowered("""
政策 例 "例":
    文号: "例1号"
    发文: "例局"
    印发: 2022-01-01
    施行: 2022-01-01 起

事实:
    国家级: 是否
    省级: 是否
    投资: 金额 0元 至 1亿元

单位:
    甲局 "甲局"

措施 奖励 @一 "奖励":
    责任单位: 甲局
    支持事项 奖金 给予 "奖金":
        条文:
            | 给予奖励
        金额: 如果 国家级 则 30万元 否则 (如果 省级 则 20万元 否则 10万元)
    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
        金额: 较小者(投资, 10万元)
""")


@pytest.mark.parametrize(
    ("facts", "zh", "en"),
    [
        ({}, "10万元、20万元或30万元", "100,000 yuan, 200,000 yuan or 300,000 yuan"),
        ({"国家级": False}, "10万元或20万元", "100,000 yuan or 200,000 yuan"),
    ],
)
def test_an_amount_that_is_one_of_few_is_told_as_these(facts: dict[str, bool], zh: str, en: str) -> None:
    award = decide(AWARD, facts, "2023-03-01")["奖金"]
    assert award.amount is not None and award.amount.status is AmountStatus.RANGE
    assert f"{zh}（未提供 " in outcome_text(award, "zh")
    assert f"{en} (" in outcome_text(award, "en")


def test_the_few_are_in_the_decision_document_and_many_are_not() -> None:
    decided = decide(AWARD, {"国家级": False}, "2023-03-01").to_json()
    award, grant = (outcome["amount"] for outcome in decided["entitlements"])
    assert award["alternatives"] == ["10000000", "20000000"]
    assert (grant["alternatives"], grant["low"], grant["high"]) == ([], "0", "10000000")


def test_an_amount_that_is_known_has_no_alternatives() -> None:
    award = decide(AWARD, {"国家级": True}, "2023-03-01")["奖金"].amount
    assert award is not None and award.value == 30 * 10**6 and award.alternatives == ()
