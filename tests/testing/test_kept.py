"""Enterprises that are kept stand where they should, say no more than it takes, and are the same every time."""

from datetime import date

import pytest

import policyrules
from policyrules.testing.aiming.goals import is_met, on_side
from policyrules.testing.aiming.mattering import matters
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import Plan, plan_of
from policyrules.testing.kept import how_many, just_so, on_threshold
from policyrules.values.answers import Truth
from tests.testing.policies import POLICY


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(policyrules.load(POLICY))


def test_nearly_all_stand_on_their_threshold_and_matter(plan: Plan) -> None:
    standing, _ = how_many(plan)
    good = 0
    for number in range(standing):
        one, side = plan.targets[number].threshold, plan.targets[number].side
        kept = on_threshold(plan, number)
        if kept is not None:
            draft = Draft(plan, kept.facts, kept.day, kept.readings)
            assert is_met(draft, on_side(one, side)) and not draft.broken()
            assert all(answer != plan.unknown[name] for name, answer in kept.facts.items())
            good += matters(draft, one)
    assert good >= standing * 0.8


def test_a_truth_is_reached(plan: Plan) -> None:
    _, just = how_many(plan)
    found = [just_so(plan, number) for number in range(just)]
    for number, kept in enumerate(found):
        if kept is not None:
            draft = Draft(plan, kept.facts, kept.day, kept.readings)
            assert draft.answers[plan.truths[number % len(plan.truths)]] in (Truth.T, Truth.F)
    assert sum(kept is not None for kept in found) >= just * 0.8


def test_the_day_stays_where_it_is_given(plan: Plan) -> None:
    day = date(2025, 2, 28)
    standing, just = how_many(plan)
    found = [on_threshold(plan, number, day) for number in range(0, standing, 5)] + [
        just_so(plan, n, day) for n in range(0, just, 7)
    ]
    assert {kept.day for kept in found if kept is not None} == {day.toordinal()}


def test_what_was_found_is_found_again(plan: Plan) -> None:
    again = Plan(plan.program, plan.outline, (None, None))
    assert on_threshold(plan, 3) is on_threshold(plan, 3)
    assert again.first_day == plan.first_day and on_threshold(again, 3) == on_threshold(plan, 3)
