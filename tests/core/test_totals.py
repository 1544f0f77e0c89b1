from fractions import Fraction

import pytest

from policyrules.values.answers import Interval
from tests.awards import award, decided, policy

WAN = 1_000_000
TWO = (award("国家奖", "条件: 甲可", "金额: 30万元"), award("省级奖", "条件: 乙可", "金额: 10万元"))
BOTH = {"甲可": True, "乙可": True, "已领": "10万元"}


def total(awards: tuple[str, ...], facts: dict[str, object], *rules: str, above: tuple[str, ...] = ()) -> Interval:
    found = decided(policy(*awards, rules=rules, above=above), facts).total
    assert found is not None
    return found.interval


def exactly(value: int) -> Interval:
    return Interval(Fraction(value), Fraction(value))


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((), 40), (("就高不重复: 国家奖、省级奖",), 30), (("择一申报: 国家奖、省级奖",), 30), (("就高不重复: 全部",), 30),
        (("补差: 国家奖、省级奖 已获 已领",), 20), (("合计上限: 35万元",), 35), (("合计上限: 45万元",), 40),
        (("补差: 国家奖、省级奖 已获 已领", "合计上限: 15万元"), 15),
    ],
)  # fmt: skip
def test_a_rule_says_what_is_counted_of_its_awards(rules: tuple[str, ...], expected: int) -> None:
    assert total(TWO, {**BOTH}, *rules) == exactly(expected * WAN)


def test_the_difference_is_never_less_than_nothing() -> None:
    assert total(TWO, {**BOTH, "已领": "31万元"}, "补差: 全部 已获 已领") == exactly(0)


def test_while_a_title_is_not_known_the_total_lies_between_both_amounts() -> None:
    facts = {"乙可": True}
    assert total(TWO, facts, "就高不重复: 全部") == Interval(Fraction(10 * WAN), Fraction(30 * WAN))


def test_the_rules_of_the_policy_govern_what_those_of_the_measure_leave() -> None:
    more = (*TWO, award("补", "金额: 甲数"))
    facts = {**BOTH, "甲数": "50万元"}
    assert total(more, facts, "就高不重复: 国家奖、省级奖", above=("合计上限: 70万元",)) == exactly(70 * WAN)
    assert total(more, facts, "合计上限: 12万元 其中 国家奖、省级奖", above=("就高不重复: 全部",)) == exactly(50 * WAN)


def test_an_amount_that_is_not_stated_is_outside_of_the_total_unless_it_has_a_cap() -> None:
    unstated = (award("奖", "金额: 未载明"), award("加", "加成: 奖", "金额: 奖 的 金额 × 20%"), award("补", "金额: 1万元"))
    lowered = policy(*unstated)
    assert lowered.outline.total is not None
    assert lowered.outline.total.unstated == ("奖", "加")
    assert total(unstated, {}) == exactly(WAN)
    capped = (award("奖", "金额: 未载明", "上限: 5万元"), award("补", "金额: 1万元"))
    assert total(capped, {}) == Interval(Fraction(WAN), Fraction(6 * WAN))


@pytest.mark.parametrize("item", ["上限: 5万元", "年度上限: 5万元", "每项上限: 5万元"])
def test_whatever_says_how_much_an_award_is_at_most_lets_it_count(item: str) -> None:
    each = ("对每个: 项目 某",) if item.startswith("每项") else ()
    lowered = policy(award("奖", "金额: 未载明", item, *each), award("补", "金额: 1万元"))
    assert lowered.outline.total is not None and lowered.outline.total.unstated == ()


def test_what_a_rule_holds_against_others_is_not_outside_of_the_total() -> None:
    two = (award("奖", "金额: 未载明"), award("补", "金额: 1万元"))
    assert total(two, {}, "就高不重复: 全部") == Interval(Fraction(WAN), None)
    assert total(two, {}, "合计上限: 5万元") == Interval(Fraction(WAN), Fraction(5 * WAN))


def test_there_is_no_total_where_no_amount_is_stated() -> None:
    assert policy(award("奖", "金额: 未载明"), award("服务")).outline.total is None
