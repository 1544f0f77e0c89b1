"""A property is more questions of the same program: it changes no answer, and asks for nothing else."""

from datetime import date
from fractions import Fraction

import pytest

import policyrules
from policyrules.core.outline import Direction, Requirement
from policyrules.values.answers import Symbol, Truth, point
from tests.properties import POLICY, with_property


def test_what_is_written_is_what_is_asked() -> None:
    policy = with_property(
        "条件: 失信", "变动: 营业收入[上年] 增加 1元", "不得降低: 享受 甲奖", "至多降低 2元: 合计", '提示: "不算别的"'
    )
    (spec,) = policy.outline.properties
    assert spec.change is not None
    assert (spec.name, spec.title, spec.clause, spec.notes) == ("要求", "要求", None, ("不算别的",))
    assert (spec.change.fact, spec.change.direction, spec.change.value) == ("营业收入", Direction.INCREASES, point(100))
    assert [(one.kind, one.item, one.text, one.allowance) for one in spec.requires] == [
        (Requirement.NO_FALL, "不得降低", "享受 甲奖", 0),
        (Requirement.NO_FALL, "至多降低 2元", "合计", 200),
    ]
    assert policy.outline.total is not None
    assert spec.requires[1].site.node == policy.outline.total.node
    decision = policy.decide({"失信": True, "营业收入": {2023: 0}}, on=date(2024, 6, 1))
    assert decision.answers.values[spec.applies.node] is Truth.T
    assert spec.change.period is not None
    assert decision.answers.values[spec.change.period] == point(2023)


def test_a_total_of_amounts_that_are_all_left_unstated_is_refused() -> None:
    unstated = POLICY.replace("金额: 30万元", "金额: 未载明").replace(
        "金额: 研发费用[上年] × 10%\n        上限: 50万元", "金额: 未载明"
    )
    assert policyrules.load(unstated).outline.total is None
    with pytest.raises(policyrules.PolicyError) as error:
        with_property("变动: 职工 增加", "不得降低: 合计", policy=unstated)
    (found,) = error.value.diagnostics
    assert (found.code, found.span and found.span.text) == ("total-of-nothing", "合计")


def test_constants_are_read_in_the_unit_of_their_facts() -> None:
    def becomes(change: str) -> object:
        (spec,) = with_property(f"变动: {change}", "不得降低: 享受 甲奖").outline.properties
        assert spec.change is not None
        return spec.change.value

    assert becomes("职工 增加") is None
    assert becomes("失信 改为 否") is Truth.F
    assert becomes("称号类 改为 金种子") == Symbol("金种子")
    assert becomes('企业名称 改为 "乙"') == Symbol("乙")
    assert becomes("职工 改为 3") == point(Fraction(3))


def test_a_property_applies_on_the_days_of_the_policy_or_on_its_own() -> None:
    def applies(*lines: str) -> list[Truth]:
        policy = with_property(*lines, "应成立: 职工 不少于 0")
        (spec,) = policy.outline.properties
        days = (date(2023, 12, 31), date(2024, 1, 1), date(2026, 12, 31), date(2027, 1, 1))
        return [policy.decide({}, on=day).answers.values[spec.applies.node] for day in days]  # type: ignore[misc]

    assert applies() == [Truth.F, Truth.T, Truth.T, Truth.F]
    assert applies("期间: 2023-01-01 至 2023-12-31") == [Truth.T, Truth.F, Truth.F, Truth.F]
    assert applies("条件: 失信") == [Truth.F, Truth.U, Truth.U, Truth.F]


def test_no_decision_changes_by_a_property() -> None:
    bare, more = policyrules.load(POLICY), with_property("应成立: 非 (享受 甲奖 且 享受 乙奖)")
    facts = {"失信": False, "认定": [{"称号": "小巨人"}], "称号类": "小巨人"}
    for day in (date(2024, 6, 1), date(2027, 6, 1)):
        told = [policy.decide(facts, on=day).to_json() for policy in (bare, more)]
        for one in told:
            one["policy"].pop("digest")
        assert told[0] == told[1]


def test_a_book_answers_the_properties_of_its_policies() -> None:
    policy = with_property("应成立: 非 (享受 甲奖 且 享受 乙奖)")
    other = policyrules.load(POLICY.replace("甲政策", "乙政策").replace("1号", "2号"))
    book = policyrules.load_book([policy.checked.source.text, other.checked.source.text])
    decision = book.decide({"失信": False}, on=date(2024, 6, 1))
    alone = decision["甲政策"]
    assert alone.outline.properties[0].name == "要求"
    assert len(alone.answers.values) == len(policy.program.nodes)
