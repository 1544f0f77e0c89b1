"""Decisions on 江府办函〔2022〕125号: the table of verdicts, and how they are told."""

import os
from pathlib import Path

import pytest
import yaml

from policyrules.explain.amounts import AmountStatus, Position
from policyrules.explain.decision import Decision, outcome_markdown, outcome_text
from policyrules.explain.verdicts import CaveatKind, Verdict
from policyrules.values.answers import Truth
from tests.explain.cases import EXAMPLES, GIANT, LATE, MUNICIPAL, PROVINCIAL, REVOKED, Example, Facts, enterprise, title
from tests.explain.pipeline import decide, jiangmen

SEVEN = ("税务服务", "工业用地", "供电保障", "子女教育", "医疗保障", "交通出行", "贷款利率")
GOLDEN = Path(__file__).parents[1] / "golden" / "decisions"


def decided(facts: Facts, day: str, **readings: str | None) -> Decision:
    return decide(jiangmen(), facts, day, readings)


def verdicts(decision: Decision) -> set[Verdict]:
    return {decision[name].verdict for name in SEVEN}


# --- the table ----------------------------------------------------------------------------------------------------------


def test_a_provincial_title_within_its_validity_has_the_seven_and_the_award() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    assert verdicts(decision) == {Verdict.ENTITLED}
    award, rate = decision["资金奖励"], decision["贷款利率"].amount
    assert award.verdict is Verdict.ENTITLED and award.amount is not None
    assert award.amount.status is AmountStatus.UNSTATED
    assert [taken.spec.name for taken in award.readings] == ["奖励期间算法"]
    assert rate is not None and rate.value is None and rate.indicative is not None
    assert rate.open.missing == ("贷款发放日",)
    assert "3.65%，仅供参考" in outcome_text(decision["贷款利率"])
    assert [unit.title for unit in award.units] == ["市工业和信息化局", "市财政局", "新会区人民政府"]


def test_a_title_that_lapsed_is_told_with_its_last_day() -> None:
    decision = decided(PROVINCIAL, "2025-06-02")
    assert verdicts(decision) == {Verdict.NOT_ENTITLED}
    told = "".join(decision["税务服务"].because)
    assert "未到期" in told and "当日 2025-06-02" in told and "2025-05-31" in told and "相差 2 天" in told
    assert "工信部企业〔2022〕63号第十三条" in outcome_text(decision["税务服务"])


def test_a_municipal_title_is_told_what_would_be_needed_and_is_recommended_first() -> None:
    decision = decided(MUNICIPAL, "2024-01-10")
    assert verdicts(decision) == {Verdict.NOT_ENTITLED} and decision["资金奖励"].verdict is Verdict.NOT_ENTITLED
    for name in SEVEN:
        assert any(
            "须持有下列之一：省级专精特新中小企业、国家级专精特新“小巨人”企业" in line for line in decision[name].because
        )
    assert decision["优先推荐"].verdict is Verdict.ENTITLED
    assert "优先推荐：属优先对象（原文用语“优先推荐”）" in decision.to_text()


def test_a_seed_without_expiry_has_the_seven_with_the_caveat_that_no_validity_is_stated() -> None:
    decision = decided(enterprise(title("金种子", "2022-12-01")), "2024-05-01")
    assert verdicts(decision) == {Verdict.ENTITLED}
    for name in SEVEN:
        caveats = [caveat for caveat in decision[name].caveats if caveat.kind is CaveatKind.VALIDITY_UNSTATED]
        assert [caveat.subject for caveat in caveats] == ["“金种子”企业"]
    assert "原文未载明 “金种子”企业 的有效期" in decision.to_text()


def test_a_giant_recognised_after_2023_has_the_seven_and_no_award() -> None:
    decision = decided({**GIANT, "贷款发放日": "2024-08-01"}, "2024-08-01")
    assert verdicts(decision) == {Verdict.ENTITLED}
    assert "不超过 3.35%" in outcome_text(decision["贷款利率"])
    assert decision["资金奖励"].verdict is Verdict.NOT_ENTITLED
    (gap,) = (gap for gap in decision["资金奖励"].gaps if gap.comparison.distance is not None)
    assert gap.record == "认定[1]" and gap.comparison.distance is not None and gap.comparison.distance.value == 61
    assert "台山市人民政府" in [unit.title for unit in decision["工业用地"].units]


def test_the_day_after_the_plan_depends_on_a_reading() -> None:
    decision = decided(LATE, "2025-08-05")
    assert verdicts(decision) == {Verdict.NOT_ENTITLED}
    by_id = {dependence.id: dependence for dependence in decision.dependences}
    for name in SEVEN:
        assert by_id[name].readings == ("方案期间算法",)
        assert {a.options[0][1]: a.answer for a in by_id[name].alternatives} == {"首日计入": Truth.F, "首日不计入": Truth.T}
    assert "疑义的各种读法" in decision.to_text(all_readings=True)
    assert verdicts(decided(LATE, "2025-08-05", 方案期间算法="首日不计入")) == {Verdict.ENTITLED}


def test_after_the_plan_there_is_nothing() -> None:
    decision = decided(LATE, "2025-09-01")
    assert decision.entitled == ()
    assert decision["税务服务"].because == ("本文件已于 2025-08-04 期满",)
    assert not any(dependence.depends for dependence in decision.dependences)
    assert "各支持事项的结论均不因疑义的读法而改变" in decision.to_text(all_readings=True)


def test_without_any_fact_all_is_open_and_only_the_titles_are_missing() -> None:
    decision = decided({}, "2023-03-01")
    for outcome in decision.entitlements:
        assert (outcome.verdict, outcome.missing, outcome.causes) == (Verdict.UNDETERMINED, ("认定",), ())
    assert "各县(市、区)政府（未提供 所在县区，不能确定是哪一个）" in outcome_text(decision["工业用地"])


def test_an_empty_list_of_titles_is_known_to_be_empty() -> None:
    decision = decided(enterprise(), "2023-03-01")
    assert decision.entitled == () and verdicts(decision) == {Verdict.NOT_ENTITLED}
    assert "认定 没有任何一项" in outcome_text(decision["税务服务"])


def test_an_innovative_title_has_none_of_the_seven() -> None:
    assert verdicts(decided(enterprise(title("省级创新型", "2022-06-01")), "2023-03-01")) == {Verdict.NOT_ENTITLED}


def test_a_revoked_title_is_told_with_the_revocation() -> None:
    decision = decided(REVOKED, "2023-03-01")
    assert verdicts(decision) == {Verdict.NOT_ENTITLED}
    (line,) = (line for line in decision["税务服务"].because if "未撤销" in line)
    assert "撤销日 未填 或 撤销日 晚于 当日" in line and line.endswith("撤销日 2023-01-15，当日 2023-03-01")


@pytest.mark.parametrize(("day", "ceiling"), [("2022-08-21", "3.7%"), ("2022-08-22", "3.65%")])
def test_a_loan_has_the_ceiling_of_its_own_day_and_is_never_called_a_violation(day: str, ceiling: str) -> None:
    decision = decided({**PROVINCIAL, "贷款发放日": day, "贷款年利率": "4%"}, day)
    rate = decision["贷款利率"]
    assert rate.amount is not None and rate.amount.status is AmountStatus.KNOWN
    assert rate.amount.position is Position.ABOVE
    told = outcome_text(rate)
    assert f"不超过 {ceiling}" in told and "贷款年利率 4%，高于 二(八) 所列的上限" in told
    assert "4% is above the ceiling that 二(八) names" in outcome_text(rate, "en")


def test_a_loan_at_the_ceiling_is_within_it() -> None:
    rate = decided({**PROVINCIAL, "贷款发放日": "2022-08-22", "贷款年利率": "3.65%"}, "2022-08-22")["贷款利率"].amount
    assert rate is not None and rate.position is Position.WITHIN


# --- golden pages -------------------------------------------------------------------------------------------------------


def golden(example: Example) -> str:
    decision = decided(example.facts, example.day, **example.readings)
    depends = any(dependence.depends for dependence in decision.dependences)
    given = yaml.safe_dump(dict(example.facts), allow_unicode=True, sort_keys=False)
    parts = [
        f"日期：{example.day}",
        f"```yaml\n{given}```",
        *(f"读法：{name} = {option or '不定'}" for name, option in example.readings.items()),
        f"```text\n{decision.to_text('zh', all_readings=depends)}```",
        f"```text\n{outcome_text(decision[example.told], 'en')}```",
        outcome_markdown(decision[example.told], "zh"),
    ]
    return "\n\n".join(parts)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_decisions_are_told_as_on_their_golden_pages(example: Example) -> None:
    path = GOLDEN / f"{example.name}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(golden(example), "utf-8")
    assert path.read_text("utf-8") == golden(example)


def test_there_is_no_golden_page_without_its_example() -> None:
    assert {path.stem for path in GOLDEN.glob("*.md")} == {example.name for example in EXAMPLES}
