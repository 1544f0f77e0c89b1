"""What cannot be told is made so by leaving out what it rests on, and nothing else where that is enough."""

from datetime import date

import pytest

from policyrules.testing.aiming.aiming import Trial, Unknown, aim, goal
from policyrules.testing.drawing.choices import Seeded
from policyrules.values.answers import Interval, Truth
from tests.testing.definitions import decided, policy_of

FULL = {
    "人数": 50, "另数": 60, "收入": {2022: "5万元", 2023: "6万元"}, "支出": "100万元", "占比": "3%", "成立日": "2020-01-01",
    "级": "省", "名称": "甲", "有证": True, "有照": True, "有奖": False,
    "获奖": [{"级别": "省", "获奖日": "2023-01-01", "奖金": "1万元"}],
}  # fmt: skip
DAY = date(2024, 5, 1)


@pytest.mark.parametrize(
    "condition",
    [
        "有证 且 有照",
        "有奖 或 非 有证",
        "收入[上年] ÷ 支出 不低于 3%",
        "如果 有证 则 有照 否则 有奖",
        "获奖 中有一项 甲: 甲.级别 为 市",
        "获奖 中每一项 甲: 甲.奖金 高于 5元",
        "(有证 且 有照) 或 人数 低于 7",
    ],
)
def test_a_condition_of_an_enterprise_of_which_all_is_known_becomes_unknown(condition: str) -> None:
    policy, index = policy_of(f": 是否 = {condition}")
    start = Trial(FULL, DAY)
    assert decided(policy, index, start) is not Truth.U
    trial = aim(policy, [goal(index, Truth.U)], Seeded(1), start)
    assert trial is not None and decided(policy, index, trial) is Truth.U
    assert len(trial.facts) >= len(FULL) - 2  # the rest is as it was


def test_a_count_of_conditions_is_left_just_short() -> None:
    policy, index = policy_of(": 是否\n    至少符合 2 项:\n        一: 有证\n        二: 有照\n        三: 有奖")
    trial = aim(policy, [goal(index, Truth.U)], Seeded(1), Trial(FULL, DAY))
    assert trial is not None and decided(policy, index, trial) is Truth.U


def test_an_amount_becomes_unknown() -> None:
    policy, index = policy_of(" = 收入[上年] × 2 + 支出")
    trial = aim(policy, [goal(index, Unknown())], Seeded(1), Trial(FULL, DAY))
    assert trial is not None
    found = decided(policy, index, trial)
    assert isinstance(found, Interval) and found.point is None
