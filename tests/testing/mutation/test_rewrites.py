"""Each slip that a drafter makes in a line is made by one edit."""

import pytest

from policyrules.source import Source, Span
from policyrules.testing.mutation.rewrites import beside, last_digit
from tests.testing.slips import of_condition, policy, slips


def test_a_figure_is_one_unit_of_its_last_written_digit_more_or_less() -> None:
    assert {one for one in of_condition("占比 不低于 3.60%") if one[0] == "figure"} == {
        ("figure", "3.6%", "3.61%"),
        ("figure", "3.6%", "3.59%"),
    }
    assert {one for one in of_condition("营收[上年] 不低于 5000万元") if one[0] == "figure"} == {
        ("figure", "5000万元", "5001万元"),
        ("figure", "5000万元", "4999万元"),
    }


@pytest.mark.parametrize(("written", "unit"), [("5000万元", "1"), ("3.65%", "1/100"), ("4.20%", "1/100"), ("300", "1")])
def test_the_last_written_digit_says_the_unit(written: str, unit: str) -> None:
    assert str(last_digit(Span(Source("", written), 0, len(written)))) == unit


def test_a_day_is_one_day_earlier_or_later_over_the_end_of_a_month() -> None:
    assert of_condition("成立日 晚于 2020-02-29") == {
        ("bound", "晚于", "不早于"),
        ("figure", "2020-02-29", "2020-02-28"),
        ("figure", "2020-02-29", "2020-03-01"),
    }


def test_a_period_may_be_of_another_length_or_unit_or_go_the_other_way() -> None:
    assert of_condition("成立日 + 3年 不早于 当日") == {
        ("bound", "不早于", "晚于"),
        ("figure", "3年", "2年"),
        ("figure", "3年", "4年"),
        ("unit", "3年", "3个月"),
        ("formula", "+", "-"),
        ("formula", "+ 3年", ""),
    }


def test_money_may_be_in_another_unit_and_of_another_year() -> None:
    found = of_condition("营收[上年] 不低于 5000万元")
    assert {("unit", "5000万元", "5000元"), ("unit", "5000万元", "5000亿元")} <= found
    assert {("period", "上年", "本年"), ("period", "", "- 1"), ("fact", "营收", "利润")} <= found


def test_the_number_itself_belongs_to_it_or_not() -> None:
    for one, other in (("不低于", "高于"), ("不高于", "低于")):
        assert ("bound", one, other) in of_condition(f"人数 {one} 300")
        assert ("bound", other, one) in of_condition(f"人数 {other} 300")
    assert ("bound", "为 300 以下", "低于 300") in of_condition("人数 为 300 以下")


def test_conditions_are_left_out_denied_and_joined_the_other_way() -> None:
    assert of_condition("小微 且 本市") == {
        ("logic", "且", "或"),
        ("condition", "小微 且", ""),
        ("condition", "且 本市", ""),
        ("fact", "小微", "本市"),
        ("fact", "本市", "小微"),
        ("negation", "", "非"),
    }
    assert ("negation", "非", "") in of_condition("非 小微")
    assert ("negation", "", "非") in of_condition("小微")


def test_of_a_block_a_line_is_left_out_and_all_any_and_at_least_are_exchanged() -> None:
    found = slips(policy("符合下列全部条件:\n    一: 小微\n    二: 本市"))
    assert {
        ("logic", "符合下列全部条件", "符合下列条件之一"),
        ("condition", "一: 小微", ""),
        ("condition", "二: 本市", ""),
    } <= {*found}
    found = slips(policy("至少符合 2 项:\n    一: 小微\n    二: 本市\n    三: 人数 高于 5"))
    assert {("logic", "2", "3"), ("logic", "2", "1"), ("logic", "至少符合 2 项", "符合下列全部条件")} <= {*found}


def test_questions_about_records_ask_some_for_every_another_number_and_another_field() -> None:
    found = of_condition("获奖 中有一项 甲: 甲.等级 为 一级，且 甲.获奖日 早于 当日")
    assert {
        ("logic", "中有一项", "中每一项"),
        ("member", "一级", "二级"),
        ("fact", "获奖日", "公布日"),
        ("condition", "甲.等级 为 一级 且", ""),
        ("condition", "且 甲.获奖日 早于 当日", ""),
    } <= found
    found = of_condition("获奖 中至少 2 项 甲: 甲.等级 为 三级")
    assert {("logic", "2", "1"), ("logic", "2", "3"), ("member", "三级", "二级")} <= found
    found = of_condition("(获奖 中合计 甲: 甲.奖金 其中 甲.等级 为 一级) 高于 5元")
    assert {("formula", "中合计", "中最大"), ("condition", "其中 甲.等级 为 一级", "")} <= found


def test_of_several_members_one_is_left_out_or_another_is_meant() -> None:
    assert of_condition("类别 属于 一级、二级") == {
        ("member", "一级、", ""),
        ("member", "、二级", ""),
        ("member", "一级", "二级"),
        ("member", "二级", "三级"),
    }


def test_figures_of_several_years_are_of_others_or_computed_otherwise() -> None:
    found = of_condition("近 2年 每年: 营收[该年] 不低于 1亿元")
    assert {
        ("formula", "每年", "有一年"),
        ("figure", "2年", "3年"),
        ("period", "", "截至 本年"),
        ("period", "", "- 1"),
    } <= found
    found = of_condition("营收 近 2年 平均 高于 利润[上年] 四舍五入到 1元")
    assert {("formula", "平均", "合计"), ("formula", "四舍五入到", "舍去到"), ("formula", "四舍五入到 1元", "")} <= found


def test_formulas_are_turned_round() -> None:
    found = of_condition("较大者(人数, 5) 低于 9 - 人数")
    assert {("formula", "较大者", "较小者"), ("formula", "-", "+"), ("values", "9 - 人数", "人数 - 9")} <= found
    assert ("values", "1 否则 2", "2 否则 1") in of_condition("(如果 小微 则 1 否则 2) 高于 人数")


EXCEPTIONS = """定义 门槛: 整数 = 10
    例外 小的: 小微 则 5
    例外 本地的 优先于 小的: 本市 则 3
"""


def test_an_exception_is_left_out_and_overrides_the_wrong_way_round() -> None:
    found = {*slips(policy("条件: 人数 不低于 门槛", EXCEPTIONS))}
    assert {
        ("exception", "例外 小的: 小微 则 5", ""),
        ("exception", "例外 本地的 优先于 小的: 本市 则 3", ""),
        ("exception", "优先于 小的", ""),
    } <= found
    assert ("exception", "小的: 小微", "小的 优先于 本地的: 小微") not in found  # the first of two lines says less
    assert any(kind == "exception" and "优先于 本地的" in after for kind, _, after in found)


def test_of_an_award_caps_windows_shares_and_conditions_are_left_out() -> None:
    found = {*slips(policy("条件: 小微\n期间: 2023-02-01 至 2024-01-01\n金额: 营收[上年] × 3%\n上限: 50万元"))}
    assert {
        ("condition", "条件: 小微", ""),
        ("window", "期间: 2023-02-01 至 2024-01-01", ""),
        ("award", "上限: 50万元", ""),
        ("figure", "2024-01-01", "2024-01-02"),
        ("figure", "50万元", "51万元"),
        ("unit", "50万元", "50元"),
        ("formula", "* 3%", ""),
    } <= found


def test_what_stands_beside_the_last_is_the_one_before_it() -> None:
    assert [beside(["甲", "乙", "丙"], name) for name in ("甲", "乙", "丙", "丁")] == ["乙", "丙", "乙", None]
    assert beside(["甲"], "甲") is None
