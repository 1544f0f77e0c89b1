"""Whether a record is of the kind that a tier asks for is read as its explanation says it."""

from datetime import date

import policyrules
from policyrules.explain.briefs.kinds import kinds_asked, of_kind
from policyrules.explain.reasons import fails_otherwise
from policyrules.values.answers import Truth

DAY = date(2023, 9, 1)


def test_a_record_is_of_a_kind_or_may_be() -> None:
    kinds = ((0, "甲"),)
    assert of_kind((("乙", 1), ("甲", 2)), kinds) and of_kind(((None, 1),), kinds)
    assert not of_kind((("乙", 1),), kinds) and not of_kind((), kinds)
    assert of_kind((("乙", 1),), ()) and not of_kind((("甲", "丙"),), ((0, "甲"), (1, "丁")))


def test_tiers_that_are_not_held_are_those_that_explanations_speak_of() -> None:
    policy, read = policyrules.load("江门专精特新"), 0
    lists = {spec.name: place for place, spec in enumerate(policy.program.facts)}
    for title in ("省级专精特新", "国家级小巨人", "市级后备库"):
        given = {"称号": title, "认定日": date(2019, 6, 1), "撤销日": date(2020, 1, 1)}
        decision = policy.decide({"认定": [given]}, DAY)
        for tier in decision.tiers:
            assert tier.spec.held is not None and tier.explanation is not None and tier.held is Truth.F
            kinds, node = kinds_asked(tier.spec.held, policy.program)
            assert policy.program.nodes[node].data in lists and [name for _, name in kinds] == [tier.spec.name]
            assert of_kind((tuple(given.values()),), kinds) is fails_otherwise(tier.explanation)
            read += 1
    assert read == 3 * len(policy.outline.tiers)
