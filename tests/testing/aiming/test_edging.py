"""Values move to the ends of their pieces, and what a decision shows stays as it was."""

from datetime import date
from fractions import Fraction

import pytest

import policyrules
from policyrules.testing.aiming.aiming import goal, reach
from policyrules.testing.aiming.edging import to_edges
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import Plan, plan_of
from policyrules.testing.drawing.trial import Trial
from policyrules.values.answers import Truth, point
from tests.testing.policies import POLICY

SIZES = policyrules.load("中小企业划型")


def sized(staff: int) -> Draft:
    """An enterprise that lets property, whose size is by its staff alone."""
    facts = {"行业代码": "7320", "从业人员": staff}
    return Draft.of(plan_of(SIZES), Trial(facts, date(2024, 6, 1), {}))


@pytest.mark.parametrize(("staff", "edge"), [(57, 10), (250, 100), (999, 300), (10, 10)])
def test_a_value_moves_to_the_end_that_is_on_its_own_side(staff: int, edge: int) -> None:
    draft = sized(staff)
    before = [draft.answers[index] for index in draft.plan.named_outcomes]
    to_edges(draft, None, Seeded(1))
    assert draft.facts["从业人员"] == point(Fraction(edge))
    assert [draft.answers[index] for index in draft.plan.named_outcomes] == before


def test_what_is_below_all_ends_stays() -> None:
    draft = sized(7)
    to_edges(draft, None, Seeded(1))
    assert draft.facts["从业人员"] == point(Fraction(7))


def test_the_first_threshold_keeps_its_value() -> None:
    draft = sized(57)
    plan = draft.plan
    first = next(one for one in plan.compared if one.value is not None and plan.slot((), one.value) == ("从业人员",))
    to_edges(draft, first, Seeded(1))
    assert draft.facts["从业人员"] == point(Fraction(57))


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(policyrules.load(POLICY))


def test_day_readings_and_all_that_is_shown_stay_and_more_stands_on_thresholds(plan: Plan) -> None:
    moved = 0
    for number, truth in enumerate(plan.truths):
        draft = Draft(plan, {}, plan.first_day, {})
        if not reach(draft, [goal(truth, Truth.T)], Seeded(number)):
            continue
        before = draft.copy()
        to_edges(draft, None, Seeded(number))
        assert (draft.day, draft.readings) == (before.day, before.readings) and not draft.broken()
        shown, now = ([one.answers[index] for index in plan.named_outcomes] for one in (before, draft))
        assert shown == now
        moved += draft.facts != before.facts
    assert moved >= 1
