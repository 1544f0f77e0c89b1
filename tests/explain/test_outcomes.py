"""Outcomes: found by name, with their tiers and duties."""

import pytest

from policyrules.explain.decision import Decision
from policyrules.values.answers import Truth
from tests.explain.cases import PROVINCIAL, Facts
from tests.explain.pipeline import decide, jiangmen


def decided(facts: Facts, day: str, **readings: str | None) -> Decision:
    return decide(jiangmen(), facts, day, readings)


def test_an_outcome_is_found_by_name_and_a_wrong_name_is_told_the_nearest() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    assert decision["贷款利率"] == decision["贷款利率"] != decision["税务服务"]
    assert decision["贷款利率"].explanation is decision["贷款利率"].explanation  # what was looked at is kept
    with pytest.raises(KeyError, match=r"税务服 \(税务服务\?\)"):
        decision["税务服"]
    assert decision.find("税务服") is None
    with pytest.raises(TypeError, match="'Decision' object is not iterable"):
        list(decision)  # type: ignore[call-overload]


def test_the_tiers_and_the_duties_of_the_enterprise_are_told() -> None:
    decision = decided(PROVINCIAL, "2023-03-01")
    assert [tier.spec.name for tier in decision.tiers if tier.held is Truth.T] == ["省级专精特新"]
    assert "小巨人授课" in [duty.spec.name for duty in decision.duties]
    assert "阶段分析" not in [duty.spec.name for duty in decision.duties]
    assert "顶层设计" not in [duty.spec.name for duty in decision.duties]
