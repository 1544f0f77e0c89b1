"""Lines made ready: what is written for them says what their explanations say."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings

import policyrules
from policyrules.core.outline import Site
from policyrules.diagnostics import Language
from policyrules.explain.brief import sentence
from policyrules.explain.decision import Decision
from policyrules.explain.explanation import Explanation
from policyrules.explain.reasons import reasons
from policyrules.explain.tellers import Readying, UnreadyError
from policyrules.explain.templates import Writing
from policyrules.generating import compiled, function
from policyrules.source import unhidden
from policyrules.strategies.policies import policies
from policyrules.testing.wild.policies import WildPolicy
from tests.explain.decided import on_the_spot
from tests.explain.pipeline import POLICIES

CRITERIA = POLICIES.parent / "benchmarks" / "criteria" / "criteria.pol"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def told_ready(one: Decision, other: Decision, site: Site, why: Explanation, language: Language) -> tuple[list[str], list[str]]:
    """Return what is said of a line of another decision: by what one made ready, and by its explanation."""
    assert one.reads is not None
    (day,) = one.reads(None) or ()
    writing = Writing(language)
    line = Readying(one, language, one.reads, day, writing.constants).line(site, why, 0, None)
    truth = other.truth_of(site.node)
    lines = ["said = []", *writing.lines(line.tell[truth.value // 2], "said"), "return said"]
    said = compiled(function("told", ["held", "decision"], lines), "told", writing.constants)
    told = reasons(other.explainer.explain(site), language, other.tier_titles, tiers_apart=True, brief=True)
    return said(other.held, other), [unhidden(sentence(reason, truth, language)) for reason in told]


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
                assert "；".join(said) == "；".join(expected), its_own.id
                count += 1
    return count


@settings(max_examples=6)
@given(policies(size=12))
def test_whatever_a_policy_asks_it_is_told_alike(wild: WildPolicy) -> None:
    assume(not wild.diagnostics)
    agree(list(on_the_spot(wild.build(), 4)))


@pytest.mark.parametrize("path", [*sorted(POLICIES.glob("*.pol")), CRITERIA], ids=lambda p: p.stem)
def test_shipped_policies_are_told_alike(path: Path) -> None:
    count = agree(list(on_the_spot(policyrules.load(path), 6)))
    assert count or path is not CRITERIA
