"""One fact becomes another, all else being as it was, and what comes out is an enterprise that there can be."""

from datetime import date

import pytest

from policyrules.core.outline import Direction
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.properties.changing import changed
from tests.properties import with_property

FACTS = {
    "营业收入": {2023: "2000万元"},
    "研发费用": {2023: "60万元"},
    "职工": 300,
    "失信": True,
    "认定": [{"称号": "小巨人"}, {"称号": "金种子"}],
}


def become(change: str, fact: str, facts: dict[str, object] = FACTS) -> list[tuple[object, object]]:
    """Return what a fact was and what it becomes, pair by pair."""
    policy = with_property(f"变动: {change}", "不得降低: 享受 甲奖")
    spec = policy.outline.properties[0].change
    assert spec is not None
    draft = Draft.of(plan_of(policy), Trial(facts, date(2024, 6, 1)))
    given = draft.trial()
    found = [(given, draft.trial()) for _ in changed(draft, spec) if not draft.broken()]
    assert draft.trial() == given
    if spec.direction is Direction.GAINS_ONE:
        found = [(before, after) for after, before in found]
    for before, after in found:
        others = [{name: value for name, value in one.facts.items() if name != fact} for one in (before, after)]
        assert others[0] == others[1]
        assert (before.day, before.readings) == (after.day, after.readings)
    return [(before.facts.get(fact), after.facts.get(fact)) for before, after in found]


def test_by_an_amount_it_is_one_step() -> None:
    assert become("职工 增加 2", "职工") == [(300, 302)]
    assert become("职工 减少 2", "职工") == [(300, 298)]
    assert become("营业收入[上年] 增加 1元", "营业收入") == [({2023: "2000万元"}, {2023: "2000.0001万元"})]


def test_by_any_amount_it_is_small_steps_first_then_what_the_policy_compares_with_then_far_away() -> None:
    ups = [after for _, after in become("职工 增加", "职工")]
    assert ups[0] == 301
    assert ups == sorted(ups)  # type: ignore[type-var]
    assert ups[-1] == 100000
    downs = [after for _, after in become("营业收入[上年] 减少", "营业收入")]
    assert downs[0] == {2023: "19999999.99元"}


def test_no_relation_is_broken_and_no_range_left() -> None:
    assert all(after != {2023: "0元"} for _, after in become("营业收入[上年] 减少", "营业收入"))
    assert become("职工 增加 2", "职工", {**FACTS, "职工": 99999}) == []


def test_what_is_not_known_or_does_not_exist_does_not_change() -> None:
    assert become("职工 增加", "职工", {}) == []
    assert become("营业收入[上年] 增加", "营业收入", {"营业收入": {2022: "1元"}}) == []
    assert become("营业收入[上年] 增加", "营业收入", {"营业收入": {2023: "不存在"}}) == []
    assert become("失信 改为 否", "失信", {}) == []


@pytest.mark.parametrize(("change", "found"), [("失信 改为 否", [(True, False)]), ("失信 改为 是", [])])
def test_it_becomes_what_is_written_unless_it_is_so(change: str, found: list[object]) -> None:
    assert become(change, "失信") == found


def test_each_record_is_one_that_was_gained() -> None:
    giant, seed = FACTS["认定"]  # type: ignore[misc]
    assert become("认定 增加一项", "认定") == [([seed], [giant, seed]), ([giant], [giant, seed])]
