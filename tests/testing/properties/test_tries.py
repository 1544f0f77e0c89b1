"""What can be tried of a policy is as many things as its scenarios and rows, by names that tell them apart."""

import policyrules
from policyrules.testing.properties.tries import tries
from tests.properties import with_property


def test_there_is_one_for_each_result_of_the_scenarios_and_it_comes_out_alike() -> None:
    for name in policyrules.shipped():
        policy = policyrules.load(name)
        every = tuple(tries(policy, "zh"))
        scenarios = [one.line for one in every if one.kind == "scenario"]
        assert scenarios == [result.line for result in policy.test("zh")]
        properties = [one.line for one in every if one.kind == "property"]
        assert properties == [spec.line for spec in policy.outline.properties]
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


def test_a_property_is_tried_and_what_speaks_against_it_is_told() -> None:
    policy = with_property("变动: 职工 增加 1", "不得降低: 达标 小巨人")
    (one,) = tries(policy, "zh")
    failure = one.run()
    assert failure is not None
    assert failure.line == 48
    assert failure.short.startswith("要求：不成立：试到第")
    assert '试算 "要求的反例"' in failure.text
    assert list(tries(policy, "zh", cases=0)) == []


def test_a_property_that_applied_to_nobody_has_failed() -> None:
    (one,) = tries(with_property("条件: 职工 少于 0", "应成立: 失信"), "en", cases=10)
    failure = one.run()
    assert failure is not None
    assert failure.short == "要求: not tried: 10 cases, to none of which it applied"
    assert failure.text == ""


def test_no_name_is_parted_by_two_colons() -> None:
    (one,) = tries(with_property("应成立: 职工 不少于 0", name="「甲::乙」"), "zh")
    assert one.name == "甲：：乙"
