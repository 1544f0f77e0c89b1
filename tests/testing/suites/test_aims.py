"""What is aimed at leads to cases that show it."""

from policyrules.testing.aiming.aiming import aim
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.suites.aims import Aims
from policyrules.testing.suites.reaching import Goals
from tests.testing.suite_policy import policy


def test_most_of_what_there_is_can_be_aimed_at_and_is_reached_so() -> None:
    goals, choices = Goals(policy()), Seeded(1)
    reached, aimed = set(), set()
    for goal in goals.all:
        for wanted in goals.aims(goal):
            aimed.add(goal)
            trial = aim(goals.policy, wanted, choices, tries=4)
            decision = None if trial is None else goals.decide(trial)
            if decision is not None:
                reached |= {one.goal for one in goals.reached(decision)}
    assert len(aimed) >= 0.8 * len(goals.all)
    assert set(goals.sides) <= aimed
    assert len(reached & aimed) >= 0.9 * len(aimed)


def test_what_has_to_be_false_beside_a_side_may_be_left_out() -> None:
    goals = Goals(policy())
    threshold, side = next(one for goal, one in goals.sides.items() if "100" in goal)
    first, *others = Aims(policy()).of_side(threshold, side)
    assert all(set(other) < set(first) for other in others)
