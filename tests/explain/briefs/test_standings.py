"""Where an enterprise stands with the tiers, and what is determined, made ready."""

from datetime import date
from itertools import product

import pytest

import policyrules
from policyrules.explain.briefs import ready, standings
from policyrules.explain.briefs.brief import brief
from policyrules.explain.briefs.tellers import Readying
from policyrules.explain.ladder import next_rung
from policyrules.values.answers import Truth
from tests.explain.decided import on_the_spot


def test_the_next_tier_is_read_of_those_that_are_held() -> None:
    decision = next(on_the_spot(policyrules.load("优质中小企业"), 1))
    assert decision.reads is not None
    following = standings._following(Readying(decision, "zh", decision.reads))
    names = [tier.spec.name for tier in decision.tiers]
    for held in product((Truth.T, Truth.F), repeat=len(names)):
        rungs = [standings._Rung(tier.spec, truth) for tier, truth in zip(decision.tiers, held, strict=True)]
        expected = next_rung(rungs)
        asked = following
        for tier, truth in zip(decision.tiers, held, strict=True):
            assert tier.spec.held is not None
            reads = decision.reads(tier.spec.held.node)
            asked = asked.replace(reads.holds, str(truth is Truth.T))  # type: ignore[union-attr]
        assert eval(asked) == (None if expected is None else expected.spec.name)


@pytest.mark.parametrize("name", ["优质中小企业", "中小企业划型"])
def test_tiers_and_what_is_determined_are_told_without_their_whole_explanation(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for decision in on_the_spot(policyrules.load(name), 4):
        expected = "\n".join(brief(decision, "zh"))
        with monkeypatch.context() as patched:
            patched.setattr(ready, "tier_brief", lambda tier, outcomes, language: "")
            patched.setattr(ready, "determination_brief", lambda one, outcomes, language: "")
            assert decision.to_brief() == expected


def test_when_a_title_ends_is_told_though_it_is_not_held_as_a_number() -> None:
    decide = policyrules.load("江门专精特新").decider()
    said = set()
    for title, own in product(("省级创新型", "省级专精特新", "国家级小巨人"), (None, date(2024, 5, 31))):
        record = {"称号": title, "认定日": date(2022, 6, 1)} | ({} if own is None else {"有效至": own})
        decision = decide({"所在县区": "新会区", "认定": [record]}, date(2023, 9, 1))
        assert decision.to_brief() == "\n".join(brief(decision, "zh"))
        said |= {ends for ends in ("2024-05-31", "2025-05-31") if f"有效期至 {ends}" in decision.to_brief()}
    assert len(said) >= 1
