"""What is asked of records comes out as wanted: records are added, changed and dropped."""

from datetime import date
from fractions import Fraction

import pytest

import policyrules
from policyrules.testing.aiming.aiming import Trial, aim, goal
from policyrules.testing.drawing.choices import Seeded
from policyrules.values.answers import Interval, Truth, point
from tests.testing.definitions import decided, policy_of, reached

DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    "condition",
    [
        "获奖 中有一项 甲: 甲.级别 为 省，且 甲.奖金 不低于 5万元",
        "获奖 中每一项 甲: 甲.级别 为 省，且 甲.获奖日 早于 当日",
        "获奖 中至少 2 项 甲: 甲.级别 不为 省",
        "获奖 中有一项 甲: 甲.撤销日 未填 或 甲.撤销日 晚于 当日",
        "获奖 中有一项 甲: (甲.撤销日 未填则 甲.获奖日 + 3年) 不早于 当日",
    ],
)
@pytest.mark.parametrize("truth", Truth)
def test_conditions_on_records_come_out_each_way(condition: str, truth: Truth) -> None:
    assert reached(f": 是否 = {condition}", truth) is truth


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (" = 获奖 中的项数 甲: 甲.级别 为 省", 3),
        (" = 获奖 中的项数 甲: 甲.级别 为 省", 0),
        (" = 获奖 中合计 甲: 甲.奖金 其中 甲.级别 为 省", 1_234_567),
        (" = 获奖 中最大 甲: 甲.奖金 其中 甲.级别 为 省", 500),
        (" = 获奖 中最小 甲: 甲.奖金", 7),
    ],
)
def test_numbers_of_records_come_out_as_wanted(amount: str, wanted: int) -> None:
    assert reached(amount, point(wanted)) == point(wanted)


def test_records_that_are_there_are_changed_or_dropped() -> None:
    policy, index = policy_of(" = 获奖 中合计 甲: 甲.奖金 其中 甲.级别 为 省")
    rows = [{"级别": "省", "获奖日": "2024-01-01", "奖金": "100元"} for _ in range(4)]
    for seed, most in enumerate((Fraction(35_000), Fraction(5_000), Fraction(0))):
        trial = aim(policy, [goal(index, Interval(None, most))], Seeded(seed), Trial({"获奖": rows}, DAY))
        assert trial is not None
        found = decided(policy, index, trial)
        assert isinstance(found, Interval) and found.point is not None and found.point <= most


@pytest.mark.parametrize(
    "condition",
    [
        "获奖 中有一项 甲: 甲.奖金 为 (获奖 中最大 乙: 乙.奖金) + 1元",
        "获奖 中有一项 甲: 甲.奖金 + (获奖 中的项数 乙: 乙.级别 为 省) × 3元 不低于 3元",
    ],
)
def test_a_record_that_is_dropped_while_it_is_asked_about_ends_what_is_asked(condition: str) -> None:
    policy, index = policy_of(f": 是否 = {condition}")
    for seed in range(8):
        trial = aim(policy, [goal(index, Truth.T)], Seeded(seed))
        assert trial is None or decided(policy, index, trial) is Truth.T


def test_two_goals_about_the_same_list_do_not_undo_each_other() -> None:
    policy = policyrules.load("江门专精特新")
    held = {tier.name: tier.held.node for tier in policy.outline.tiers if tier.held is not None}
    names = list(held)
    for number, name in enumerate(names):
        goals = [goal(held[one], Truth.T if one == name else Truth.F) for one in names]
        trial = aim(policy, goals, Seeded(number))
        assert trial is not None
        assert [decided(policy, held[one], trial) for one in names] == [Truth.T if one == name else Truth.F for one in names]
