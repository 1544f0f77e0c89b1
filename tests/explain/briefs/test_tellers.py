"""Lines made ready: what is written for them says what their explanations say."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings

import policyrules
from policyrules.core.outline import Site
from policyrules.diagnostics import Language
from policyrules.explain.briefs.brief import sentence
from policyrules.explain.briefs.kinds import UnreadyError
from policyrules.explain.briefs.tellers import Readying
from policyrules.explain.briefs.templates import Writing
from policyrules.explain.decision import Decision
from policyrules.explain.explanation import Explanation
from policyrules.explain.reasons import reasons
from policyrules.generating import compiled, function
from policyrules.source import unhidden
from policyrules.strategies.policies import policies
from policyrules.testing.wild.policies import WildPolicy
from policyrules.values.answers import Truth
from tests.explain.decided import on_the_spot
from tests.explain.pipeline import POLICIES

CRITERIA = POLICIES.parent / "benchmarks" / "criteria" / "criteria.pol"
LANGUAGES: tuple[Language, ...] = ("zh", "en")


def told_ready(one: Decision, other: Decision, site: Site, why: Explanation, language: Language) -> tuple[list[str], list[str]]:
    """Return what is said of a line of another decision: by what one made ready, and by its explanation."""
    assert one.reads is not None
    writing = Writing(language)
    line = Readying(one, language, one.reads, writing.constants).line(site, why, 0, None)
    truth = other.truth_of(site.node)
    if truth is Truth.U:
        raise UnreadyError
    lines = ["said = []", *writing.lines(line.tell[truth is Truth.T], "said"), "return said"]
    said = compiled(function("told", ["held", "decision"], lines), "told", writing.constants)
    told = reasons(other.explainer.explain(site), language, other.tier_titles, tiers_apart=True, brief=True)
    return said(other.held, other), [unhidden(sentence(reason, truth, language)) for reason in told]


def agree(decisions: list[Decision]) -> int:
    """See that what the first decision makes ready tells all that are held alike; return how many lines were told."""
    count = 0
    first: dict[int, Decision] = {}
    for other in (decision for decision in decisions if decision.reads is not None):
        one = first.setdefault(id(other._terms), other)
        for outcome, its_own in zip(one.entitlements, other.entitlements, strict=True):
            for language in LANGUAGES:
                try:
                    said, expected = told_ready(one, other, outcome.spec.site, outcome.explanation, language)
                except UnreadyError:
                    continue
                assert "；".join(said) == "；".join(expected), its_own.id
                count += 1
    return count


@settings(max_examples=3)
@given(policies(size=12))
def test_whatever_a_policy_asks_it_is_told_alike(wild: WildPolicy) -> None:
    assume(not wild.diagnostics)
    agree(list(on_the_spot(wild.build(), 4)))


@pytest.mark.parametrize("path", [*sorted(POLICIES.glob("*.pol")), CRITERIA], ids=lambda p: p.stem)
def test_shipped_policies_are_told_alike(path: Path) -> None:
    count = agree(list(on_the_spot(policyrules.load(path), 6)))
    assert count or path is not CRITERIA
