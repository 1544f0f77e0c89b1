"""What can be tried of a policy is as many things as its scenarios and rows, by names that tell them apart."""

import policyrules
from policyrules.testing.tries import tries


def test_there_is_one_for_each_result_of_the_scenarios_and_it_comes_out_alike() -> None:
    for name in policyrules.shipped():
        policy = policyrules.load(name)
        every = tuple(tries(policy, "zh"))
        assert [one.line for one in every] == [result.line for result in policy.test("zh")]
        assert len({one.name for one in every}) == len(every)
        assert all(one.run() is None for one in every[::90])


def test_somebody_may_look_on() -> None:
    policy = policyrules.load("江门专精特新")
    days = []

    def decide(facts: object, day: object, readings: object) -> policyrules.Decision:
        days.append(day)
        return policy.decide(facts, day, readings)  # type: ignore[arg-type]

    first = next(tries(policy, "zh", decide))
    assert days == []
    assert first.run() is None
    assert len(days) == 1


def test_a_test_knows_what_it_is_about(jiangmen: policyrules.Policy) -> None:
    about = {name for one in tries(jiangmen, "zh") for name in one.about}
    assert {one.name for one in jiangmen.outline.entitlements} <= about
