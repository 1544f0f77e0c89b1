"""The search looks no further than it may, and does not try what cannot be."""

from fractions import Fraction

import policyrules
from policyrules.testing.aiming.inverting import RULES
from policyrules.testing.aiming.searching import Search
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.values.answers import Interval, Truth
from tests.testing.policies import POLICY


def search() -> tuple[Search, dict[str, int]]:
    policy = policyrules.load(POLICY)
    plan = plan_of(policy)
    return Search(Draft(plan, {}, plan.first_day, {}), Seeded(1), RULES), dict(policy.outline.asked)


def test_a_search_without_steps_finds_nothing() -> None:
    one, asked = search()
    one.steps = 0
    assert not one.make((), asked["优秀"], Truth.T)
    assert one.draft.trial().facts == {}


def test_a_number_beyond_the_range_is_not_tried() -> None:
    one, asked = search()
    steps = one.steps
    assert not one.make((), asked["得分"], Interval(Fraction(11), None)) and one.steps == steps


def test_what_is_unknown_is_filled_so_that_there_is_an_answer() -> None:
    one, asked = search()
    for name in ("得分", "成长", "优秀", "奖金"):
        assert one.known((), asked[name])
        assert not one.is_unknown((), asked[name])


def test_several_answers_hold_at_once() -> None:
    one, asked = search()
    assert one.make_all((), [asked["大"], asked["成长"]], Truth.T)
    assert [one.answer((), asked[name]) for name in ("大", "成长")] == [Truth.T, Truth.T]
