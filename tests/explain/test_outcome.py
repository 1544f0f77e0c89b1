"""Outcomes one by one: what is missing to them, why they are open, and all that is said of them."""

from policyrules.core.program import CauseKind
from policyrules.explain.decision import Decision, outcome_text
from policyrules.explain.verdicts import Verdict
from tests.explain.cases import EXAMPLES, LATE, PROVINCIAL, Facts, enterprise
from tests.explain.pipeline import decide, jiangmen


def decided(facts: Facts, day: str, **readings: str | None) -> Decision:
    return decide(jiangmen(), facts, day, readings)


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


def test_a_reading_that_is_left_open_is_named_and_not_asked_of_the_enterprise() -> None:
    outcome = decided(LATE, "2025-08-05", 方案期间算法=None)["税务服务"]
    assert outcome.verdict is Verdict.UNDETERMINED and outcome.missing == ()
    assert outcome.open.readings == ("方案期间算法",)
    assert "疑义未定" in outcome_text(outcome)
