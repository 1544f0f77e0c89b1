"""A draft is changed step by step, and its answers are those of the reference evaluator for what it is then."""

from itertools import islice

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.testing.drawing.drafts import Draft, unknown_row
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.enterprises import trials
from policyrules.values.answers import Truth, point
from policyrules.values.types import ListType
from tests.testing.policies import POLICY


def test_answers_after_each_change_are_those_of_the_reference_evaluator() -> None:
    policy = policyrules.load(POLICY)
    plan = plan_of(policy)
    drafts = [Draft.of(plan, trial) for trial in islice(trials(policy, 3), 30)]
    moving = drafts[0].copy()
    for other in drafts[1:]:
        for name, answer in other.facts.items():
            moving.put(name, answer)
            index = len(plan.program.nodes) - 1
            assert moving.answers[index] == evaluate(plan.program, moving.case).values[index]
        moving.put_day(other.day)
        moving.put_reading("算法", "不计入")
        assert list(moving.answers) == list(evaluate(plan.program, moving.case).values)


def test_periods_fields_and_whole_facts_come_and_go() -> None:
    policy = policyrules.load(POLICY)
    draft = Draft(plan_of(policy), {}, plan_of(policy).first_day, {})
    assert draft.trial().facts == {}
    draft.put("人数", point(7))
    draft.put_period("收入", 2023, point(100))
    draft.put_period("收入", 2022, point(200))
    draft.put_period("收入", 2023, None)
    record = policy.program.fact("获奖").type
    assert isinstance(record, ListType)
    draft.put_rows("获奖", ({**unknown_row(record.element), "名次": point(3)},))
    draft.put_field("获奖", 0, "名次", point(4))
    assert draft.rows("获奖")[0]["名次"] == point(4)
    assert draft.trial().facts["收入"] == {2022: "2元"}
    draft.leave_out("收入")
    assert "收入" not in draft.trial().facts


def test_a_relation_that_does_not_hold_is_told() -> None:
    policy = policyrules.load(POLICY)
    draft = Draft(plan_of(policy), {"人数": point(5), "研发人数": point(6)}, 738_000, {})
    assert [draft.answers[node] for node in draft.broken()] == [Truth.F]
    draft.put("人数", point(6))
    assert draft.broken() == ()
