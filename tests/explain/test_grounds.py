"""Grounds: what is read from them is kept as long as they are, by whichever view; what was taken from them goes on working."""

import gc
import threading
import weakref
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache

import pytest

import policyrules
from policyrules.diagnostics import Language
from policyrules.explain.decision import Decision, outcome_text
from policyrules.explain.explanation import Explanation
from policyrules.explain.reasons import whole_tree
from policyrules.explain.verdicts import Verdict
from tests.explain.cases import EXAMPLES, LATE, PROVINCIAL, Example, Facts
from tests.explain.pipeline import POLICIES, decide, jiangmen

LANGUAGES: Sequence[Language] = ("zh", "en")


def decided(facts: Facts, day: str, **readings: str | None) -> Decision:
    return decide(jiangmen(), facts, day, readings)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_a_decision_needs_no_collector_to_be_let_go_however_it_was_told(example: Example) -> None:
    terms = decided(example.facts, example.day)._terms

    def told() -> "weakref.ref[Decision]":
        return weakref.ref(_tell_all(Decision.holding(terms, decided(example.facts, example.day).answered)))

    told()  # what is made once for the policy is made
    gc.collect()
    gc.disable()
    try:
        held = told()
        assert held() is None and gc.collect() == 0
    finally:
        gc.enable()


def _tell_all(decision: Decision) -> Decision:
    for language in LANGUAGES:
        decision.to_text(language), decision.to_markdown(language), decision.to_brief(language)
        decision.to_json(language, explanations=True)
    decision.to_text(all_readings=True)
    assert all(outcome.records is not None and outcome.all_reasons() for outcome in decision.entitlements)
    return decision


def test_a_view_leads_back_to_the_decision_that_users_hold() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    views = (decision["税务服务"], decision.entitlements[0], decision.tiers[0])
    assert all(view.decision is decision for view in views)
    assert views[0].decision.to_brief() == decision.to_brief()


def test_what_was_taken_from_a_decision_goes_on_working_after_it() -> None:
    def taken() -> tuple[Explanation, Explanation]:
        decision = decided(LATE, "2025-08-05")
        whole, beside = decision["税务服务"].explain(), decision["税务服务"].explain()
        assert whole is beside
        return whole, Decision.of(decision.outline, decision.program, decision.answered)["税务服务"].explain()

    outcome = decided(LATE, "2025-08-05")["税务服务"]
    expected = outcome_text(outcome, whole=True)
    assert outcome_text(outcome, whole=True) == expected and outcome.decision.day.isoformat() == "2025-08-05"
    for line in taken():  # nothing below it was looked at yet
        assert whole_tree(line, "zh", outcome.decision.tier_titles) == outcome.all_reasons("zh")
        assert line.children[0] is line.children[0]
    tier = decided(LATE, "2025-08-05").tiers[0]
    assert tier == tier.decision.tiers[0] and tier.explanation is not None and tier.held is tier.explanation.truth


def test_a_decision_of_which_only_verdicts_were_read_needs_no_collector_to_be_let_go() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    held = weakref.ref(decision)
    assert decision["贷款利率"].verdict is Verdict.ENTITLED and repr(decision["贷款利率"]) == "<Outcome 贷款利率 entitled>"
    del decision
    assert held() is None


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


@cache
def written_for(policy: str) -> Callable[[Facts, date], Decision]:
    return policyrules.load(POLICIES / f"{policy}.pol").decider()


SIZED = {"行业代码": "3511", "从业人员": 200, "营业收入": {"2023": 30_000_000}, "资产总额": {"2023": 10_000_000}}


@pytest.mark.parametrize(
    ("policy", "given", "day"),
    [("中小企业划型", SIZED, "2024-01-01"), *(("江门专精特新", example.facts, example.day) for example in EXAMPLES)],
    ids=["no records", *(example.name for example in EXAMPLES)],
)
def test_what_was_written_for_a_policy_decides_so_that_no_collector_is_needed(policy: str, given: Facts, day: str) -> None:
    decide, on = written_for(policy), date.fromisoformat(day)
    for _ in range(2):  # what is kept of values that come again is kept
        _tell_all(decide(given, on))
    gc.collect()
    gc.disable()
    try:
        held = weakref.ref(_tell_all(decide(given, on)))
        assert held() is None and gc.collect() == 0
    finally:
        gc.enable()
