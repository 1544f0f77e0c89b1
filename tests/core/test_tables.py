"""What tables give: by operators, beside counting by hand."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.core.outline import Lowered
from policyrules.core.tables import prefixes
from tests.explain.pipeline import as_written, decide, lowered

HEAD = """\
政策 小 "小政策":
    文号: "小〔2022〕1号"
    发文: "小局"
    印发: 2021-12-31
    施行: 2022-01-01 起

枚举 规模名: 大型、中型、小型

层次 金 "金" 位次 2:
    有效期: 未载明
    持有: 甲证

层次 银 "银" 位次 1:
    有效期: 未载明
    持有: 乙证

事实:
    甲: 数 0 至 100
    人数: 整数
    钱: 金额
    规模: 规模名
    代码: 文本
    甲证: 是否
    乙证: 是否
    首日: 日期

"""
MEASURE = """
措施 措 @一:
    责任单位: 未载明
    支持事项 奖 给予:
        条文:
            | 给予奖励
        金额: 1元 × 得
"""


def table(heading: str, *rows: str, type_: str = "数", amount: str = "1元 × 得") -> Lowered:
    lines = "".join(f"        {row}\n" for row in rows)
    return lowered(f"{HEAD}定义 得: {type_}\n    {heading}\n{lines}{MEASURE.replace('1元 × 得', amount)}")


def given_by(policy: Lowered, **facts: Any) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most 元 that the table gives."""
    amount = decide(policy, facts, "2023-01-01")["奖"].amount
    assert amount is not None
    interval = as_written(amount)
    return tuple(None if end is None else end / 100 for end in (interval.low, interval.high))  # type: ignore[return-value]


def just(policy: Lowered, **facts: Any) -> Fraction:
    low, high = given_by(policy, **facts)
    assert low is not None and low == high
    return low


# --- bands ------------------------------------------------------------------------------------------------------------


def test_the_first_band_that_fits_counts() -> None:
    ladder = table("按 甲:", "5 以上: 20", "3 以上: 15", "否则: 0")
    assert [just(ladder, 甲=x) for x in ("2.99", 3, "4.99", 5, 100)] == [0, 15, 15, 20, 20]


@pytest.mark.parametrize(("rule", "points"), [("边界取高", 20), ("边界取低", 15)])
def test_the_rule_for_ends_is_about_the_value(rule: str, points: int) -> None:
    assert just(table(f"按 甲 {rule}:", "5 以上: 20", "3 至 5: 15", "否则: 0"), 甲=5) == points
    assert just(table(f"按 甲 {rule}:", "3 至 5: 15", "5 以上: 20", "否则: 0"), 甲=5) == points


def test_the_rule_for_ends_holds_for_computed_values_too() -> None:
    higher = table("按 甲 边界取高:", "5 以上: 钱 × 2", "5 以下: 钱 × 3", type_="金额", amount="得")
    assert [just(higher, 甲=5, 钱=sum_) for sum_ in ("10元", "-10元")] == [30, -20]


def test_an_unknown_number_leaves_the_bands_that_it_may_lie_in() -> None:
    falling = table("按 甲:", "不满 10: 3", "10 以上 不满 50: 9", "50 以上: 1")
    assert given_by(falling) == (1, 9)


def test_a_missing_number_within_one_band_decides_it() -> None:
    assert given_by(table("按 甲:", "0 以上: 7", "否则: 1")) == (7, 7)


def test_where_every_row_gives_the_same_the_key_need_not_be_known() -> None:
    assert given_by(table("按 人数:", "5 以上: 7", "否则: 7")) == (7, 7)


def test_dates_are_banded_as_numbers_are() -> None:
    years = table("按 首日:", "早于 2022-01-01: 1", "2022-01-01 至 2022-12-31: 2", "否则: 3")
    assert [just(years, 首日=day) for day in ("2021-12-31", "2022-01-01", "2022-12-31", "2023-01-01")] == [1, 2, 2, 3]


# --- several keys -----------------------------------------------------------------------------------------------------

TWO = ("5 以上、大型 或 中型: 1", "3 以上、任意: 2", "任意、小型: 3", "否则: 4")


def test_the_first_row_that_fits_all_keys_counts() -> None:
    policy = table("按 甲、规模:", *TWO)
    found = [just(policy, 甲=x, 规模=size) for x, size in ((5, "大型"), (5, "小型"), (4, "中型"), (1, "小型"), (1, "大型"))]
    assert found == [1, 2, 2, 3, 4]


def test_a_key_that_is_not_known_leaves_the_rows_that_can_still_be_met() -> None:
    policy = table("按 甲、规模:", *TWO)
    assert given_by(policy, 规模="小型") == (2, 3)
    assert given_by(policy, 甲=1) == (3, 4)
    assert given_by(policy, 甲=4) == (2, 2)


def test_the_order_of_the_keys_does_not_matter() -> None:
    turned = table("按 规模、甲:", "大型 或 中型、5 以上: 1", "任意、3 以上: 2", "小型、任意: 3", "否则: 4")
    straight = table("按 甲、规模:", *TWO)
    for x in (None, 0, 3, 4, 5, 9):
        for size in (None, "大型", "中型", "小型"):
            facts = {key: fact for key, fact in (("甲", x), ("规模", size)) if fact is not None}
            assert given_by(turned, **facts) == given_by(straight, **facts)


def test_truths_and_texts_are_keys_too() -> None:
    policy = table("按 甲证、代码:", '是、"A": 1', "否、任意: 2", "否则: 3")
    assert just(policy, 甲证=True, 代码="A") == 1
    assert just(policy, 甲证=True, 代码="B") == 3
    assert just(policy, 甲证=False) == 2
    assert given_by(policy, 甲证=True) == (1, 3)


# --- codes ------------------------------------------------------------------------------------------------------------


def test_the_longest_beginning_decides() -> None:
    policy = table("按 代码 前缀:", '"511": 1', '"01" 至 "05" 或 "51": 2', "否则: 3")
    found = [just(policy, 代码=code) for code in ("5110", "512", "51", "0", "03", "0599", "06")]
    assert found == [1, 2, 2, 3, 2, 2, 3]
    assert given_by(policy) == (1, 3)


def test_codes_that_follow_one_another_are_one_question() -> None:
    assert prefixes(["05", "03", "04", "51", "A1"]) == (("03", "05"), ("51", "51"), ("A1", "A1"))


# --- slices -----------------------------------------------------------------------------------------------------------


@settings(max_examples=60)
@given(fen=st.integers(-(10**6), 10**8))
def test_each_slice_counts_at_its_own_rate(fen: int) -> None:
    given_ = just(_SLICES, 钱=f"{Fraction(fen, 100)}元" if fen % 100 == 0 else f"{fen // 100}.{fen % 100:02}元")
    counted = Fraction(0)
    for low, high, rate in ((0, 1000, 5), (1000, 5000, 8), (5000, None, 10)):
        part = Fraction(fen, 100) if high is None else min(Fraction(fen, 100), Fraction(high))
        counted += max(Fraction(0), part - low) * rate / 100
    assert given_ == counted


_SLICES = table("按 钱 分段累计:", "1000元 以下: 5%", "5000元 以下: 8%", "5000元 以上: 10%", type_="金额", amount="得")


def test_whole_numbers_are_counted_one_by_one() -> None:
    policy = table("按 人数 分段累计:", "1 至 10: 100元", "11 至 20: 50元", "否则: 0元", type_="金额", amount="得")
    assert [just(policy, 人数=n) for n in (0, 1, 10, 11, 20, 30)] == [0, 100, 1000, 1050, 1500, 1500]


# --- conditions, tiers, points ----------------------------------------------------------------------------------------


def test_the_first_condition_that_holds_counts() -> None:
    policy = table("首个符合:", "甲 不低于 10: 20", "甲证: 15", "否则: 0")
    assert [just(policy, 甲=10), just(policy, 甲=9, 甲证=True), just(policy, 甲=9, 甲证=False)] == [20, 15, 0]
    assert given_by(policy, 甲=9) == (0, 15)
    assert given_by(policy, 甲证=True) == (15, 20)


def test_who_holds_none_of_the_tiers_is_given_nothing() -> None:
    policy = table("按持有层次:", "金: 30", "银: 10")
    assert [just(policy, 甲证=True), just(policy, 甲证=False, 乙证=True), just(policy, 甲证=False, 乙证=False)] == [30, 10, 0]
    assert given_by(policy, 乙证=True) == (10, 30)


def test_each_item_that_holds_gives_points_up_to_the_cap() -> None:
    policy = table("每满足一项得 3，最高 5:", "一: 甲证", "二: 乙证")
    assert [just(policy, 甲证=a, 乙证=b) for a, b in ((False, False), (True, False), (True, True))] == [0, 3, 5]
    assert given_by(policy, 甲证=True) == (3, 5)
    assert given_by(policy) == (0, 5)


@given(people=st.integers(-20, 40))
@settings(max_examples=40)
def test_only_full_steps_give_points(people: int) -> None:
    assert just(_STEPS, 人数=people) == min(max(people // 2 if people > 0 else 0, 0), 5)


_STEPS = table("按 人数 每满 2 得 1，最高 5")


def test_steps_may_be_of_money() -> None:
    assert just(table("按 钱 每满 100万元 得 0.5"), 钱="250万元") == 1
