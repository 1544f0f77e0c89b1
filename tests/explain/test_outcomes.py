"""Outcomes: found by name, with their tiers, duties, missing facts and readings."""

import threading
import weakref

import pytest

from policyrules.core.program import CauseKind
from policyrules.explain.decision import Decision, outcome_text
from policyrules.explain.outcomes import Verdict
from policyrules.values.answers import Truth
from tests.explain.cases import EXAMPLES, LATE, PROVINCIAL, Facts, enterprise
from tests.explain.pipeline import decide, jiangmen


def decided(facts: Facts, day: str, **readings: str | None) -> Decision:
    return decide(jiangmen(), facts, day, readings)


def test_an_outcome_is_found_by_name_and_a_wrong_name_is_told_the_nearest() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    assert decision["贷款利率"] == decision["贷款利率"] != decision["税务服务"]
    assert decision["贷款利率"].explanation is decision["贷款利率"].explanation  # what was looked at is kept
    with pytest.raises(KeyError, match="税务服务"):
        decision["税务服"]
    assert decision.find("税务服") is None
    with pytest.raises(TypeError, match="'Decision' object is not iterable"):
        list(decision)  # type: ignore[call-overload]


def test_a_decision_of_which_only_verdicts_were_read_needs_no_collector_to_be_let_go() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    held = weakref.ref(decision)
    assert decision["贷款利率"].verdict is Verdict.ENTITLED and repr(decision["贷款利率"]) == "<Outcome 贷款利率 entitled>"
    del decision
    assert held() is None


def test_the_tiers_and_the_duties_of_the_enterprise_are_told() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    assert [tier.spec.name for tier in decision.tiers if tier.held is Truth.T] == ["省级专精特新"]
    assert "小巨人授课" in [duty.spec.name for duty in decision.duties]
    assert "阶段分析" not in [duty.spec.name for duty in decision.duties]
    assert "顶层设计" not in [duty.spec.name for duty in decision.duties]


def test_a_reading_that_is_left_open_is_named_and_not_asked_of_the_enterprise() -> None:
    outcome = decided(LATE, "2025-08-05", 方案期间算法=None)["税务服务"]
    assert outcome.verdict is Verdict.UNDETERMINED and outcome.missing == ()
    assert outcome.open.readings == ("方案期间算法",)
    assert "疑义未定" in outcome_text(outcome)


def test_an_unknown_field_of_a_record_is_asked_for_by_its_path() -> None:
    outcome = decided(enterprise({"称号": "省级专精特新"}), "2023-03-01")["税务服务"]
    assert outcome.missing == ("认定[1].认定日",)
    assert "认定第1项的认定日" in outcome_text(outcome)


def test_the_whole_tree_tells_what_the_short_reasons_leave_out() -> None:
    outcome = decided(PROVINCIAL, "2023-03-01")["税务服务"]
    assert "国家级专精特新“小巨人”企业" not in outcome_text(outcome)
    assert "国家级专精特新“小巨人”企业" in outcome_text(outcome, whole=True)


def test_no_cause_of_a_verdict_is_the_document_itself() -> None:
    for example in EXAMPLES:
        for outcome in decided(example.facts, example.day).entitlements:
            assert all(cause.kind is not CauseKind.UNSTATED for cause in outcome.causes)


def test_a_decision_without_an_evaluator_names_all_readings_on_the_way() -> None:
    whole = decided(LATE, "2025-08-05")
    alone = Decision.of(whole.outline, whole.program, whole.answered)
    assert [taken.spec.name for taken in alone["税务服务"].readings] == ["方案期间算法"]
    with pytest.raises(ValueError, match="evaluator"):
        _ = alone.dependences


def test_a_decision_can_be_read_by_many_threads_at_once() -> None:
    decision, pages = decided(PROVINCIAL, "2023-03-01"), list[str]()
    threads = [threading.Thread(target=lambda: pages.append(decision.to_text())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(pages)) == 1 and len(pages) == 4
