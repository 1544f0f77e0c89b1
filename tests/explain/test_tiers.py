"""Tiers: each is a view that is made anew, and what was looked at in it is kept with the decision."""

from policyrules.values.answers import Truth
from tests.explain.cases import PROVINCIAL
from tests.explain.pipeline import decide, jiangmen


def test_what_was_looked_at_in_a_tier_is_kept_for_whoever_asks_for_it_again() -> None:
    decision = decide(jiangmen(), PROVINCIAL, "2023-03-01")
    for tier, again in zip(decision.tiers, decision.tiers, strict=True):
        assert tier == again and hash(tier) == hash(again) and tier.explanation is again.explanation is not None
    assert len(set(decision.tiers)) == len(decision.tiers)
    assert [repr(tier) for tier in decision.tiers if tier.held is Truth.T] == ["<TierStatus 省级专精特新 T>"]
