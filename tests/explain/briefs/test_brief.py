"""A decision in brief: what one line says, and what it must not leave out."""

from datetime import date
from itertools import islice

import pytest

import policyrules
from policyrules.explain.briefs.brief import line, sentences
from policyrules.explain.decision import Decision
from policyrules.explain.reasons import MOST_IN_BRIEF, Reason
from policyrules.testing.enterprises import trials
from policyrules.values.answers import Truth
from tests.explain.cases import EXAMPLES, LATE, MUNICIPAL, PROVINCIAL, Example, Facts, enterprise, title
from tests.explain.pipeline import POLICIES, decide, jiangmen

T, U, F = Truth.T, Truth.U, Truth.F


def decided(facts: Facts, day: str, **readings: str | None) -> Decision:
    return decide(jiangmen(), facts, day, readings)


def line_of(decision: Decision, name: str, language: policyrules.Language = "zh") -> str:
    (found,) = (one for one in decision.to_brief(language).splitlines() if one.startswith(name))
    return found


def test_a_line_says_the_verdict_the_conditions_that_are_not_met_and_what_was_found() -> None:
    decision = decided(MUNICIPAL, "2024-01-10")
    assert line_of(decision, "医疗保障") == (
        "医疗保障：不符合（原文用语“优先安排”）。未满足的条件：须符合下列之一［省级及以上专精特新：须持有下列之一："
        "省级专精特新中小企业、国家级专精特新“小巨人”企业；金种子：持有 “金种子”企业］。"
    )
    assert line_of(decision, "医疗保障", "en") == (
        "医疗保障: conditions not met (the document says “优先安排”) – Not met: one of the following is needed "
        "[省级及以上专精特新: one of these must be held: 省级专精特新中小企业, 国家级专精特新“小巨人”企业; "
        "金种子: holds “金种子”企业]."
    )


def test_a_condition_that_is_not_met_never_sounds_like_a_finding() -> None:
    decision = decided(enterprise(), "2023-03-01")
    for outcome, said in zip(decision.entitlements, decision.to_brief().splitlines(), strict=False):
        assert f"{outcome.name}：不符合" in said and "。未满足的条件：" in said
        assert "已满足的条件" not in said


def test_what_must_be_said_beside_a_verdict_is_said() -> None:
    said = line_of(decided(PROVINCIAL, "2023-03-01"), "贷款利率")
    assert said.startswith("贷款利率：属支持对象（原文用语“推动”）。已满足的条件：")
    assert "利率上限：3.65%，仅供参考" in said
    assert "原文用语“推动”表示政策导向，不等于确定的给付" in said
    assert "结论取决于疑义" in line_of(decided(LATE, "2025-08-05"), "税务服务")


def test_what_is_open_says_what_is_missing() -> None:
    said = line_of(decided({}, "2023-03-01"), "税务服务")
    assert "税务服务：尚不能确定" in said and "尚未确定的条件：" in said and "。尚缺：认定（企业获得过的称号）" in said
    left_open = decided(LATE, "2025-08-05", 方案期间算法=None)
    assert "疑义未定：“自2022年8月5日起实施,有效期3年”，末日是哪一天" in line_of(left_open, "税务服务")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_no_line_promises_more_than_the_document(example: Example) -> None:
    decision = decided(example.facts, example.day, **example.readings)
    for language in ("zh", "en"):
        lines = decision.to_brief(language).splitlines()
        assert len(lines) == len(decision.entitlements) + sum(tier.standing is not None for tier in decision.tiers)
        for word in ("应当发放", "有权", "right to", "null", "None", "Fraction", "::", "：：", "。。"):
            assert word not in "\n".join(lines)


@pytest.mark.parametrize("name", ["江门专精特新", "优质中小企业", "中小企业划型"])
def test_each_thing_that_a_policy_decides_has_one_line(name: str) -> None:
    policy = policyrules.load(POLICIES / f"{name}.pol")
    for trial in islice(trials(policy, 3, unknown=15), 4):
        decision = policy.decide(trial.facts, trial.day, trial.readings)
        things = [*decision.entitlements, *(t for t in decision.tiers if t.standing is not None), *decision.determinations]
        assert len(decision.to_brief().split("\n")) == len(things)
        assert len(decision.to_brief("en").splitlines()) == len(things)


def test_what_was_typed_breaks_no_line() -> None:
    assert line("甲：不符合", [("因", "称号 为 a\nb\u202ec")], "zh") == "甲：不符合。因：称号 为 a<U+000A>b<U+202E>c。"


def test_what_a_line_rests_on_stands_in_brackets_and_what_holds_otherwise_says_so() -> None:
    told = (Reason(F, "甲", (Reason(F, "乙"), Reason(T, "丙"))), Reason(F, "丁"))
    assert sentences(told, F, "zh") == "甲［乙；符合：丙］；丁"
    assert sentences(told, F, "en") == "甲 [乙; met: 丙]; 丁"


def test_of_many_records_some_are_told_and_how_many_there_are_more() -> None:
    titles = [title("国家级小巨人", f"20{year}-03-01") for year in range(10, 20)]
    policy = policyrules.load(POLICIES / "江门专精特新.pol")
    decision = policy.decide(enterprise(*titles), on=date(2024, 3, 1))
    said = line_of(decision, "资金奖励")
    assert said.count("（国家级小巨人，认定日 ") == MOST_IN_BRIEF and "认定 另有 5 项" in said
    assert decision["资金奖励"].reasons() != decision["资金奖励"].reasons(brief=True)
