"""A property that does not hold is found out by a small enterprise; one that holds is never said to be broken, or proved."""

from datetime import date
from itertools import islice

import pytest

import policyrules
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.enterprises import trials
from policyrules.testing.properties.trying import Tried, holds, try_properties, try_property
from policyrules.values.answers import Truth
from tests.properties import with_property

HOLDING = [
    ("变动: 研发费用[上年] 增加", "不得降低: 达标 小巨人", "不得降低: 合计"),
    ("变动: 职工 减少", "不得降低: 达标 小巨人"),
    ("变动: 失信 改为 否", "不得降低: 享受 甲奖"),
    ("变动: 认定 增加一项", "不得降低: 享受 甲奖"),
    ("变动: 营业收入[上年] 增加 1元", "条件: 营业收入[上年] 不低于 2000万元", "至多降低 1元: 合计"),
    ("只给: 认定", "应可确定: 持有 小巨人"),
    ("应可确定: 享受 甲奖",),
    ("条件: 职工 不超过 300", "应可确定: 合计"),
    ("应成立: 非 享受 乙奖，或 营业收入[上年] 低于 2000万元",),
    ("期间: 2023-01-01 至 2023-12-31", "应成立: 非 享受 甲奖"),
]
BROKEN = [
    ("应成立: 非 (享受 甲奖 且 享受 乙奖)",),
    ("变动: 研发费用[上年] 减少", "不得降低: 达标 小巨人"),
    ("变动: 职工 增加 1", "不得降低: 达标 小巨人"),
    ("变动: 营业收入[上年] 增加 1元", "至多降低 1元: 合计"),
    ("变动: 失信 改为 是", "不得降低: 享受 甲奖"),
    ("变动: 认定 增加一项", "不得降低: 非 持有 小巨人"),
    ("只给: 认定", "应可确定: 享受 甲奖"),
    ("应可确定: 享受 乙奖",),  # a body decides on those with more than 300 people
    ("变动: 职工 增加", "不得降低: 享受 乙奖"),
]


def tried(*lines: str, cases: int = 300) -> Tried:
    policy = with_property(*lines)
    return try_property(policy, policy.outline.properties[0], cases)


@pytest.mark.parametrize("lines", HOLDING, ids=" ".join)
def test_a_property_that_holds_is_tried_on_many(lines: tuple[str, ...]) -> None:
    found = tried(*lines, cases=150)
    assert found.counterexample is None
    assert found.passed
    assert found.cases == 150
    assert found.applied >= 5


@pytest.mark.parametrize("lines", BROKEN, ids=" ".join)
def test_a_property_that_does_not_hold_is_found_out(lines: tuple[str, ...]) -> None:
    found = tried(*lines)
    assert found.counterexample is not None
    assert not found.passed
    assert found.cases <= 300


def test_a_counterexample_is_replayed_and_has_no_fact_too_many() -> None:
    found = tried("变动: 职工 增加 1", "不得降低: 达标 小巨人").counterexample
    assert found is not None
    assert found.changed is not None
    assert found.after is not None
    assert set(found.trial.facts) == {"营业收入", "研发费用", "职工"}
    assert (found.trial.facts["职工"], found.changed.facts["职工"]) == (300, 301)
    node = found.required.site.node
    assert (found.before.answers.values[node], found.after.answers.values[node]) == (Truth.T, Truth.F)


def test_what_merely_is_not_given_speaks_against_nothing() -> None:
    day = date(2024, 6, 1)
    little = [Trial({}, day), Trial({"职工": 300}, day), Trial({"认定": [{"称号": None}]}, day)]
    for lines in (*HOLDING, *BROKEN[:6], *BROKEN[7:]):
        policy = with_property(*lines)
        assert holds(policy, policy.outline.properties[0], little), lines


def test_a_verdict_that_a_body_may_refuse_afterwards_has_fallen() -> None:
    policy = with_property("变动: 职工 增加 1", "不得降低: 享受 乙奖")
    facts = {"营业收入": {2023: "100万元"}, "职工": 300, "研发费用": {2023: 0}}
    assert not holds(policy, policy.outline.properties[0], [Trial(facts, date(2024, 6, 1))])
    assert holds(policy, policy.outline.properties[0], [Trial({**facts, "职工": 301}, date(2024, 6, 1))])


def test_a_property_that_applies_to_nobody_is_not_passed() -> None:
    found = tried("条件: 职工 少于 0", "应成立: 失信", cases=20)
    assert (found.cases, found.applied, found.counterexample) == (20, 0, None)
    assert not found.passed


def test_the_same_seed_finds_the_same() -> None:
    policy = with_property(*BROKEN[3])
    one, other = (next(try_properties(policy, 300, seed=5)) for _ in range(2))
    assert one.counterexample is not None
    assert other.counterexample is not None
    assert (one.cases, one.counterexample.trial) == (other.cases, other.counterexample.trial)


def test_enterprises_of_somebody_else_are_held_against_a_property_too() -> None:
    policy = with_property(*BROKEN[0])
    (spec,) = policy.outline.properties
    some = list(islice(trials(policy, 1), 200))
    assert not holds(policy, spec, some)
    assert holds(policy, spec, [trial for trial in some if holds(policy, spec, [trial])])
    assert holds(policy, spec, [Trial({"没有这项": 1}, date(2024, 6, 1))])  # it cannot be read, and says nothing


def test_the_policies_that_ship_hold_what_they_promise() -> None:
    for name in policyrules.shipped():
        found = tuple(try_properties(policyrules.load(name), 15))
        assert [one.spec.name for one in found if one.counterexample] == [], name
