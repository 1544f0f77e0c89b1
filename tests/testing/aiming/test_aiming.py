"""Goals are reached, several at once, from nothing or from an enterprise that is there; what cannot be is given up."""

from fractions import Fraction
from itertools import islice

import pytest

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.core.program import Op
from policyrules.testing.aiming.aiming import OneOf, Trial, Unknown, aim, goal, is_met, on_side
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.enterprises import trials
from policyrules.values.answers import Answer, Interval, Symbol, Truth, point
from tests.testing.policies import POLICY


@pytest.fixture(scope="module")
def sample() -> policyrules.Policy:
    return policyrules.load(POLICY)


def node(policy: policyrules.Policy, name: str) -> int:
    return dict(policy.outline.asked)[name]


def found(policy: policyrules.Policy, trial: Trial | None, index: int) -> Answer:
    """Return the answer of a node as the reference evaluator gives it."""
    assert trial is not None
    return evaluate(policy.program, read_case(policy.program, trial.facts, trial.day, dict(trial.readings))).values[index]


@pytest.mark.parametrize("name", ["大", "优秀", "成长"])
@pytest.mark.parametrize("truth", Truth)
def test_each_truth_of_a_definition_is_reached(sample: policyrules.Policy, name: str, truth: Truth) -> None:
    index = node(sample, name)
    assert found(sample, aim(sample, [goal(index, truth)], Seeded(1)), index) is truth


def test_numbers_and_names_are_reached(sample: policyrules.Policy) -> None:
    index = node(sample, "得分")
    for points in (0, 5, 10):
        assert found(sample, aim(sample, [goal(index, Fraction(points))], Seeded(2)), index) == point(points)
    assert isinstance(found(sample, aim(sample, [goal(index, Unknown())], Seeded(3)), index), Interval)
    total = node(sample, "奖金")
    assert found(sample, aim(sample, [goal(total, Fraction(12_345))], Seeded(4)), total) == point(12_345)


def test_every_side_of_every_threshold_is_reached(sample: policyrules.Policy) -> None:
    plan = plan_of(sample)
    for number, one in enumerate(plan.compared):
        for side in plan.sides(one):
            assert aim(sample, [on_side(one, side)], Seeded(number)) is not None, (one, side)


def test_several_goals_are_reached_at_once_and_an_enterprise_is_changed_little(sample: policyrules.Policy) -> None:
    goals = [goal(node(sample, "大"), Truth.T), goal(node(sample, "优秀"), Truth.F), goal(node(sample, "得分"), Fraction(10))]
    for start in islice(trials(sample, 7), 10):
        trial = aim(sample, goals, Seeded(5), start)
        assert [found(sample, trial, one.path[0]) for one in goals] == [Truth.T, Truth.F, point(10)]
        assert trial is not None and trial.facts.get("占有率") == start.facts.get("占有率")


def test_goals_that_are_reached_already_change_nothing(sample: policyrules.Policy) -> None:
    start = next(trials(sample, 8))
    index = node(sample, "优秀")
    truth = found(sample, start, index)
    assert isinstance(truth, Truth)
    assert aim(sample, [goal(index, truth)], Seeded(6), start) == start


def test_what_contradicts_itself_is_given_up(sample: policyrules.Policy) -> None:
    index = node(sample, "大")
    assert aim(sample, [goal(index, Truth.T), goal(index, Truth.F)], Seeded(1), tries=3) is None
    assert aim(sample, [goal(node(sample, "得分"), Fraction(7))], Seeded(1), tries=3) is None


def test_a_goal_within_a_quantifier_is_reached_for_a_record(sample: policyrules.Policy) -> None:
    program = sample.program
    each = next(
        n
        for n, one in enumerate(program.nodes)
        if one.body is not None and n not in {relation.node for relation in program.relations} and one.op is Op.EACH
    )
    body = program.nodes[each].body
    assert body is not None and body.condition is not None
    for truth in (Truth.T, Truth.F):
        one = goal((each, body.condition), truth)
        trial = aim(sample, [one], Seeded(9))
        assert trial is not None and is_met(Draft.of(plan_of(sample), trial), one)


def test_relations_among_facts_are_not_broken_on_the_way(sample: policyrules.Policy) -> None:
    staff = next(n for n, one in enumerate(sample.program.nodes) if one.op is Op.FACT and one.data == "研发人数")
    start = Trial({"人数": 5}, next(trials(sample, 1)).day)
    trial = aim(sample, [goal(staff, Fraction(800))], Seeded(1), start)
    assert trial is not None and trial.facts["研发人数"] == 800
    assert int(str(trial.facts["人数"])) >= 800


def test_the_little_giants_qualify_and_may_stay_open() -> None:
    policy = policyrules.load("优质中小企业")
    for tier in policy.outline.tiers:
        assert tier.criteria is not None
        for truth in Truth:
            trial = aim(policy, [goal(tier.criteria.node, truth)], Seeded(1))
            assert found(policy, trial, tier.criteria.node) is truth


def test_a_text_is_reached_by_its_beginning(sample: policyrules.Policy) -> None:
    index = node(sample, "门类")
    trial = aim(sample, [goal(index, Fraction(1))], Seeded(1))
    assert trial is not None and str(trial.facts["代码"])[:2] in ("08", "09", "59")
    fact = next(n for n, one in enumerate(sample.program.nodes) if one.op is Op.FACT and one.data == "代码")
    assert found(sample, aim(sample, [goal(fact, OneOf(("0911",)))], Seeded(1)), fact) == Symbol("0911")
