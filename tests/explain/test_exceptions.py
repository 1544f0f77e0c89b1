"""Which exceptions apply is told beside what rests on them."""

import json
from typing import Any

import pytest
from jsonschema import validate

from policyrules.explain.decision import Decision
from policyrules.explain.document import decision_schema
from policyrules.explain.exceptions import Excepted
from policyrules.explain.explanation import Connective, Explanation
from policyrules.explain.findings import FindingKind
from policyrules.explain.reasons import flat, whole_tree
from policyrules.values.answers import Truth
from tests.excepted import HEAD, POLICY
from tests.explain.pipeline import decide, lowered

FACTS: dict[str, Any] = {"所在县区": "城区", "首次申报": False, "上市": False, "人数": 60, "投资额": "3000万元"}


def decided(**facts: Any) -> Decision:
    return decide(lowered(POLICY), {**FACTS, **facts}, "2024-03-01")


def cap(decision: Decision) -> list[Excepted]:
    amount = decision["设备补助"].amount
    assert amount is not None
    return [one for read in amount.exceptions for one in read.excepted]


@pytest.mark.parametrize(
    "facts, amount, expected",
    [
        ({}, "100", []),
        ({"所在县区": "山县"}, "150", [Excepted("山区", "三(二)", Truth.T, ())]),
        ({"首次申报": True}, "200", [Excepted("首次", "三(三)", Truth.T, ())]),
        ({"所在县区": "山县", "首次申报": True}, "200", [Excepted("首次", "三(三)", Truth.T, ("山区",))]),
    ],
)
def test_the_exception_that_applies_is_told_and_what_it_overrides(facts: dict[str, Any], amount: str, expected: object) -> None:
    decision = decided(**facts)
    assert f"{amount}万元" in decision.to_text("zh")
    assert cap(decision) == expected


def test_one_that_may_apply_is_told_as_such() -> None:
    decision = decided(所在县区="山县", 首次申报=None)
    assert [(one.name, one.effect) for one in cap(decision)] == [("山区", Truth.U), ("首次", Truth.U)]
    assert "可能适用例外「山区」（三(二)）" in decision.to_text("zh")


def test_a_contradiction_cites_both_and_is_a_finding() -> None:
    decision = decided(所在县区="海县", 上市=True, 投资额="500万元")
    outcome = decision["设备补助"]
    assert outcome.amount is not None
    assert [one.name for read in outcome.amount.exceptions for one in read.clashing] == ["沿海", "上市企业"]
    assert {one.kind for one in decision.findings} == {FindingKind.CONFLICT}
    assert "「沿海」 (四(一)), 「上市企业」 (四(二)) apply together and differ" in decision.to_markdown("en").replace("\n", " ")


def test_a_contradiction_is_one_finding_however_often_it_keeps_something_open() -> None:
    text = POLICY.replace("条件: 达到规模", "条件: 投资额 × 比例 不低于 65万元")
    decision = decide(lowered(text), {**FACTS, "所在县区": "海县", "上市": True, "投资额": "500万元"}, "2024-03-01")
    assert decision["设备补助"].causes and decision["设备补助"].amount and decision["设备补助"].amount.open.causes
    assert [(one.about, one.kind) for one in decision.findings] == [("设备补助", FindingKind.CONFLICT)]


@pytest.mark.parametrize("name", ["额度", "大企业"])
def test_a_contradiction_about_a_tier_or_a_determined_value_is_a_finding_and_told_there(name: str) -> None:
    text = (
        HEAD
        + """事实:
    甲: 是否
    乙: 是否

定义 额度 @二: 金额 = 100万元
    例外 山区 @三: 甲 则 150万元
    例外 「首次、再次」: 乙 则 200万元

"""
    )
    if name == "大企业":
        text += "层次 大企业 位次 1:\n    有效期: 3年\n    持有: 额度 不低于 160万元\n"
    decision = decide(lowered(text), {"甲": True, "乙": True}, "2024-03-01")
    assert [(one.about, one.kind) for one in decision.findings] == [(name, FindingKind.CONFLICT)]
    clash = "条文之间有冲突（例外「山区」（三）、「首次、再次」）"
    assert decision.to_text("zh").count(clash) == 2
    assert ("150万元或200万元" in decision.to_text("zh")) == (name == "额度")
    validate(decision.to_json("en", explanations=True), decision_schema())


def test_two_that_give_the_same_do_not_contradict_each_other() -> None:
    same = POLICY.replace("则 12%", "则 15%")
    decision = decide(lowered(same), {**FACTS, "所在县区": "海县", "上市": True, "投资额": "500万元"}, "2024-03-01")
    assert decision.findings == ()
    assert "75万元" in decision.to_text("zh")


def walk(explanation: Explanation) -> list[Explanation]:
    return [explanation, *(below for child in explanation.children for below in walk(child))]


@pytest.mark.parametrize("county", ["城区", "山县", None])
@pytest.mark.parametrize("listed", [True, False, None])
@pytest.mark.parametrize("staff", [49, 50, 99, 100, None])
def test_the_leaves_fold_to_the_verdict(county: str | None, listed: bool | None, staff: int | None) -> None:
    explanation = decided(所在县区=county, 上市=listed, 人数=staff)["设备补助"].explanation
    assert explanation.fold() is explanation.truth
    (found,) = [one for one in walk(explanation) if one.connective is Connective.EXCEPTIONS]
    assert found.fold() is found.truth
    assert set(found.decisive) <= set(found.children)
    assert found.decisive


def test_the_whole_tree_says_that_none_applies() -> None:
    explanation = decided()["设备补助"].explanation
    assert "没有例外适用" in flat(whole_tree(explanation, "zh", {}))
    assert "no exception applies" in flat(whole_tree(explanation, "en", {}))


def test_the_document_holds_what_became_of_the_exceptions() -> None:
    data = json.loads(json.dumps(decided(所在县区="山县", 首次申报=True).to_json("zh")))
    (read,) = data["entitlements"][0]["amount"]["exceptions"]
    assert read["excepted"] == [{"name": "首次", "clause": "三(三)", "applies": True, "over": ["山区"]}]
    assert (read["clashing"], read["words"]) == ([], "适用例外「首次」（三(三)），优先于「山区」")
