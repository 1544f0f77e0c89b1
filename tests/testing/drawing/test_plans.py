"""What a policy compares with is found fact by fact and field by field."""

from datetime import date
from fractions import Fraction

import pytest

import policyrules
from policyrules.testing.drawing.plans import Plan, plan_of
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW, UNKNOWN
from policyrules.values.types import Scalar
from tests.testing.policies import POLICY


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(policyrules.load(POLICY))


def test_numbers_are_known_by_the_fact_or_field_that_is_held_against_them(plan: Plan) -> None:
    assert plan.numbers["人数",] == (Fraction(100),)
    assert plan.numbers["收入",] == (Fraction(50_000_000),)
    assert plan.numbers["获奖", "名次"] == (Fraction(3),)


def test_codes_at_the_ends_of_runs_and_beside_them_are_known(plan: Plan) -> None:
    assert set(plan.texts["代码",]) == {"08", "09", "07", "10", "591", "590", "592"}


def test_a_part_is_known_by_its_whole(plan: Plan) -> None:
    assert plan.wholes == {"研发": "收入"}
    assert plan_of(policyrules.load("优质中小企业")).wholes.items() >= {("研发费用", "营业收入"), ("研发人员", "职工总数")}


def test_the_days_of_windows_are_known(plan: Plan) -> None:
    assert {date(2024, 1, 1).toordinal(), date(2026, 12, 31).toordinal()} <= set(plan.days)
    assert plan.first_day == date(2024, 1, 1).toordinal()


def test_the_sides_that_a_value_can_stand_on_are_known_by_its_range(plan: Plan) -> None:
    sides = {(one.type, one.against): plan.sides(one) for one in plan.compared if isinstance(one.against, Fraction)}
    assert sides[Scalar.RATIO, Fraction(3, 100)] == (BELOW, AT, ABOVE, UNKNOWN)
    points = next(one for one in plan.compared if one.type is Scalar.NUMBER)
    assert plan.sides(points) == (BELOW, AT, UNKNOWN)  # ten points are the most
    windows = [one for one in plan.compared if one.value is not None and plan.moves(one.path[:-1], one.value) == 1]
    assert all(plan.sides(one) == (BELOW, AT, ABOVE) for one in windows)


def test_what_is_derived_is_kept(plan: Plan) -> None:
    policy = policyrules.load("中小企业划型")
    assert plan_of(policy) is plan_of(policy)
