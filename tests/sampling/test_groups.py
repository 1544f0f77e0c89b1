"""Facts that a relation or a quotient holds together come from one enterprise; a number that stands alone may be moved."""

import policyrules
from policyrules.sampling.groups import groups, movable, names
from policyrules.testing.drawing.plans import plan_of
from tests.testing.policies import POLICY


def test_a_relation_and_a_part_of_a_whole_hold_facts_together() -> None:
    found = groups(plan_of(policyrules.load(POLICY)))
    assert [names for names in found if len(names) > 1] == [("人数", "研发人数"), ("收入", "研发")]
    assert sorted(name for names in found for name in names) == sorted(
        spec.name for spec in policyrules.load(POLICY).program.facts
    )


def test_what_holds_two_groups_together_makes_them_one() -> None:
    joined = POLICY.replace(
        "    总是 先获奖", "    总是 收入与人数: 人数 不多于 1000 或 收入[2023] 不低于 0元\n    总是 先获奖"
    )
    assert ("人数", "研发人数", "收入", "研发") in groups(plan_of(policyrules.load(joined)))


def test_numbers_outside_of_relations_can_be_moved() -> None:
    assert [spec.name for spec in movable(plan_of(policyrules.load(POLICY)))] == ["占有率", "成立日", "期限", "天数"]


def test_texts_that_nothing_rests_on_are_names() -> None:
    assert names(plan_of(policyrules.load(POLICY))) == ("名称",)
