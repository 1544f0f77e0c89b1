"""Each operator is taken back so that the reference evaluator gives what was wanted."""

from datetime import date
from fractions import Fraction

import pytest

from policyrules.core.program import Op
from policyrules.testing.aiming.aiming import OneOf
from policyrules.testing.aiming.inverting import RULES
from policyrules.values.answers import Interval, Symbol, Truth, point
from tests.testing.definitions import reached

DAY = date(2025, 3, 31).toordinal()


def test_every_operator_has_a_rule() -> None:
    assert set(RULES) == set(Op)


@pytest.mark.parametrize(
    "condition",
    [
        "有证",
        "非 有证",
        "有证 且 有照 且 人数 不低于 5",
        "有证 或 有照 或 人数 低于 5",
        "级 为 省",
        "级 不为 省",
        "级 属于 (国家、市)",
        "名称 为 “甲乙”",
        "名称 不为 “甲乙”",
        "人数 高于 另数",
        "人数 为 另数",
        "人数 不为 7",
        "人数 在 5 至 9",
        "收入[上年] 不低于 5万元",
        "收入[上年] ÷ 支出 不低于 3%",
        "收入 近 1年 增长率 高于 10%",
        "收入 近 2年 平均增长率 不低于 5%",
        "人数 - 另数 不低于 100",
        "人数 × 3 为 27",
        "较大者(人数, 另数) 低于 8",
        "较小者(人数, 另数) 为 8",
        "满年数(成立日, 当日) 不低于 3",
        "成立日 + 18个月 早于 当日",
        "成立日 + 期限 晚于 当日",
        "年份(成立日) 为 2020",
        "月份(成立日) 为 2",
        "占比 不高于 利率 于 放款日",
        "当日 早于 2025-01-01",
        "如果 有证 则 有照 否则 人数 低于 3",
        "算法 为 不计入 且 有证",
        "占比 低于 (如果 有证 则 5% 否则 3%)",
    ],
)
@pytest.mark.parametrize("truth", Truth)
def test_conditions_come_out_each_way(condition: str, truth: Truth) -> None:
    never_open = truth is Truth.U and condition.startswith("当日")
    assert reached(f": 是否 = {condition}", truth) is (None if never_open else truth)


def test_conditions_in_blocks_come_out_each_way() -> None:
    block = ": 是否\n    至少符合 2 项:\n        有证: 有证\n        有照: 有照\n        人数: 人数 不低于 5"
    for truth in Truth:
        assert reached(block, truth) is truth


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (" = 人数 + 另数", 1500),
        (" = 人数 - 另数", -3),
        (" = 收入[上年] × 2 - 支出", 7),
        (" = 收入[上年] ÷ 支出", Fraction(299, 10_000)),
        (" = 收入 近 1年 增长率", Fraction(-1, 4)),
        (" = 收入 近 2年 合计", 12_345),
        (" = 收入 近 2年 平均", 50),
        (": 日期 = 成立日 + 2年", DAY),
        (": 日期 = 成立日 - 30天", DAY),
        (" = 满月数(成立日, 当日)", 17),
        (" = 当日", DAY),
        (" = 较大者(人数, 另数)", 9),
        (" = 利率 于 放款日", Fraction(4, 100)),
        (" = 收入[上年] ÷ 3 四舍五入到 1元", 700),
        (" = 如果 有证 则 人数 否则 另数", 77),
    ],
)
def test_numbers_and_dates_come_out_as_wanted(amount: str, wanted: Fraction | int) -> None:
    assert reached(amount, point(wanted)) == point(wanted)


def test_bands_give_each_of_their_values() -> None:
    table = ": 数\n    按 收入[上年] ÷ 支出 边界取高:\n        3% 以上: 10\n        1% 至 3%: 5\n        否则: 0"
    for points in (0, 5, 10):
        assert reached(table, point(points)) == point(points)
    assert reached(table, Interval(Fraction(6), None)) == point(10)
    assert reached(table, point(7)) is None


def test_names_are_chosen_by_what_they_rest_on() -> None:
    table = ": 级别\n    首个符合:\n        人数 不低于 100: 国家\n        有证: 省\n        否则: 市"
    for name in ("国家", "省", "市"):
        assert reached(table, OneOf((name,))) == Symbol(name)


@pytest.mark.parametrize("seed", range(4))
def test_no_text_that_is_given_is_empty(seed: int) -> None:
    for condition in ('名称 为 ""', '名称 不为 ""', '名称 为 (如果 有证 则 "" 否则 "甲公司")'):
        for truth in (Truth.T, Truth.F):
            assert reached(f": 是否 = {condition}", truth, seed) in (truth, None)
    assert reached(': 是否 = 名称 为 ""', Truth.T, seed) is None


@pytest.mark.parametrize("seed", range(4))
def test_days_before_the_first_one_of_the_calendar_are_not_tried(seed: int) -> None:
    assert reached(": 是否 = 成立日 早于 0001-01-01", Truth.T, seed) is None


@pytest.mark.parametrize("seed", range(4))
def test_days_after_the_last_one_of_the_calendar_are_not_tried(seed: int) -> None:
    assert reached(": 是否 = 成立日 + 期限 晚于 9999-12-31", Truth.T, seed) is None
    assert reached(": 是否 = 成立日 - 期限 早于 0001-01-01", Truth.T, seed) is None


@pytest.mark.parametrize("seed", range(8))
def test_a_record_that_is_dropped_on_the_way_is_not_asked_about_again(seed: int) -> None:
    alone = "获奖 中有一项 甲: 甲.级别 为 省，且 (获奖 中每一项 乙: 乙.级别 为 市，且 甲.获奖日 早于 乙.获奖日)"
    for truth in (Truth.T, Truth.F):
        assert reached(f": 是否 = {alone}", truth, seed) in (truth, None)
