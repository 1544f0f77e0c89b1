"""Entitlements told by what was made ready: always as they are told by their explanations."""

import gc
import sys
from collections.abc import Iterator
from datetime import date
from itertools import islice
from pathlib import Path
from weakref import ref

import pytest
from hypothesis import assume, given, settings

import policyrules
from policyrules.backends.plain import plain_facts
from policyrules.core.facts import read_case
from policyrules.core.outline import Site
from policyrules.deciding import Deciding
from policyrules.diagnostics import FactsError, Language
from policyrules.explain.brief import brief, sentence
from policyrules.explain.decision import Decision
from policyrules.explain.explanation import Explanation
from policyrules.explain.reasons import reasons
from policyrules.explain.tellers import Line, Readying, UnreadyError
from policyrules.policy import Policy
from policyrules.strategies.policies import policies
from policyrules.testing.enterprises import trials
from policyrules.testing.wild.policies import WildPolicy
from tests.explain.pipeline import POLICIES, lowered

BENCHMARKS = POLICIES.parent / "benchmarks"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def on_the_spot(policy: Policy, count: int, seed: int = 3) -> Iterator[Decision]:
    """Yield decisions about enterprises of which all is known, as programs write them."""
    decide = policy.decider()
    for trial in islice(trials(policy, seed, unknown=0), count):
        try:
            facts = plain_facts(policy.program.facts, read_case(policy.program, trial.facts, trial.day).facts)
            if facts is not None:
                yield decide(facts, trial.day)
        except FactsError:
            continue


def told_ready(one: Decision, other: Decision, site: Site, why: Explanation, language: Language) -> tuple[list[str], list[str]]:
    """Return what is said of a line of another decision: by what one made ready, and by its explanation."""
    reads = one.reads
    assert reads is not None
    day = reads(None)
    assert day is not None
    ready: Line = Readying(one, language, reads, day).line(site, why, 0, None)
    truth = other.truth_of(site.node)
    told = reasons(other.explainer.explain(site), language, other.tier_titles, tiers_apart=True, brief=True)
    return ready.tell[truth.value // 2](other.held, other), [sentence(reason, truth, language) for reason in told]


def agree(decisions: list[Decision]) -> int:
    """See that what the first decision makes ready tells all of them as they are; return how many lines were told."""
    count = 0
    held = [decision for decision in decisions if decision.reads is not None]
    for other in held:
        for outcome, its_own in zip(held[0].entitlements, other.entitlements, strict=True):
            for language in LANGUAGES:
                try:
                    said, expected = told_ready(held[0], other, outcome.spec.site, outcome.explanation, language)
                except UnreadyError:
                    continue
                assert said == expected, its_own.id
                count += 1
    return count


@settings(max_examples=6)
@given(policies(size=12))
def test_whatever_a_policy_asks_it_is_told_alike(wild: WildPolicy) -> None:
    assume(not wild.diagnostics)
    agree(list(on_the_spot(wild.build(), 4)))


@pytest.mark.parametrize(
    "path", [*sorted(POLICIES.glob("*.pol")), BENCHMARKS / "criteria" / "criteria.pol"], ids=lambda p: p.stem
)
def test_shipped_policies_are_told_alike(path: Path) -> None:
    policy = policyrules.load(path)
    decisions = list(on_the_spot(policy, 6))
    agree(decisions)
    for decision in decisions:
        for language in LANGUAGES:
            assert decision.to_brief(language) == "\n".join(brief(decision, language))


def test_enterprises_on_the_thresholds_are_told_alike_and_nothing_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from criteria.enterprises import DAY, enterprises, policy

    one = policy()
    decide = one.decider()
    drawn = enterprises(one, 12)
    decide(drawn[0], DAY).to_brief()
    verdicts = set()
    for facts in drawn:
        decision = decide(facts, DAY)
        said = decision.to_brief()
        assert "explainer" not in decision.__dict__ and "answered" not in decision.__dict__
        assert said == "\n".join(brief(decision, "zh"))
        verdicts |= {outcome.verdict for outcome in decision.entitlements}
    assert len(verdicts) == 2
    sys.modules.pop("criteria.enterprises", None)


def test_what_is_made_ready_holds_on_to_no_enterprise() -> None:
    decision = next(on_the_spot(policyrules.load(BENCHMARKS / "criteria" / "criteria.pol"), 1))
    decision.to_brief()
    gone = ref(decision)
    del decision
    gc.collect()
    assert gone() is None


TEXTS = """\
政策 甲 "甲":
    文号: "甲〔2024〕1号"
    发文: "甲"
    印发: 2024-01-01
    施行: 2024-01-01 起
    语言: "zh"

事实:
    名称: 文本
    别名: 文本

措施 乙 @一 "乙":
    责任单位: 未载明
    支持事项 丙 可 "丙":
        条文:
            | 可
        符合下列全部条件:
            名称: 名称 为 别名
    支持事项 丁 可 "丁":
        条文:
            | 可
        符合下列全部条件:
            异名: 名称 不为 名称
"""


def test_two_sides_of_texts_are_told_with_their_names_and_one_side_once() -> None:
    meaning = lowered(TEXTS)
    decide = Deciding(meaning.outline, meaning.program, first=0).decide
    for decision in (decide({"名称": name, "别名": "乙公司"}, date(2024, 3, 1)) for name in ("甲公司", "甲 公司")):
        name = decision.enterprise
        assert decision.to_brief().splitlines() == [
            f"丙：不符合（原文用语“可”）。未满足的条件：名称（名称 为 别名）：名称 {name}，别名 乙公司。",
            f"丁：不符合（原文用语“可”）。未满足的条件：异名（名称 不为 名称）：名称 {name}。",
        ]
