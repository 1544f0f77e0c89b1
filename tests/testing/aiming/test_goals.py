"""Whether a goal is met is told by the answers as they are."""

from datetime import date
from fractions import Fraction

import policyrules
from policyrules.testing.aiming.aiming import goal
from policyrules.testing.aiming.goals import OneOf, Unknown, is_met, is_so, on_side
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW, UNKNOWN
from policyrules.testing.drawing.trial import Trial
from policyrules.values.answers import Interval, Symbol, Truth, point
from tests.testing.policies import POLICY


def test_an_answer_is_so_or_not() -> None:
    assert is_so(Truth.T, Truth.T) and not is_so(Truth.U, Truth.T)
    assert is_so(Truth.U, Unknown()) and is_so(Interval(None, None), Unknown()) and not is_so(point(1), Unknown())
    assert is_so(Symbol("甲"), OneOf(("甲", "乙"))) and not is_so(Symbol(None), OneOf(("甲",)))
    assert is_so(point(3), Interval(Fraction(3), None)) and not is_so(point(2), Interval(Fraction(3), None))
    assert not is_so(Interval(Fraction(3), Fraction(4)), Interval(Fraction(3), None))


def test_a_side_is_met_by_the_value_alone() -> None:
    policy = policyrules.load(POLICY)
    plan = plan_of(policy)
    staff = next(one for one in plan.compared if one.value is not None and plan.slot((), one.value) == ("人数",))
    for number, side in ((99, BELOW), (100, AT), (101, ABOVE), (None, UNKNOWN)):
        draft = Draft.of(plan, Trial({"人数": number}, date(2024, 5, 1)))
        assert [one for one in (BELOW, AT, ABOVE, UNKNOWN) if is_met(draft, on_side(staff, one))] == [side]


def test_a_record_is_enough_for_what_is_asked_of_records() -> None:
    policy = policyrules.load(POLICY)
    plan = plan_of(policy)
    rank = next(one for one in plan.compared if len(one.path) == 2 and one.type == "integer")
    rows = [{"名次": 9}, {"名次": 3}]
    draft = Draft.of(plan, Trial({"获奖": rows}, date(2024, 5, 1)))
    assert is_met(draft, on_side(rank, AT)) and not is_met(draft, on_side(rank, ABOVE))


def test_numbers_and_names_are_meant_as_they_are() -> None:
    assert goal(3, Fraction(5)).wanted == point(5)
    assert goal((3, 4), "甲").wanted == OneOf(("甲",))
