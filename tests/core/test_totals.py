from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import policyrules
from policyrules.values.answers import Interval
from tests.across import PROVINCE, city, document, written
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
    assert [one.id for one in lowered.outline.total.unstated] == ["奖", "加"]
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


# --- across policies ----------------------------------------------------------------------------------------------------

DAY = date(2024, 6, 30)
ACROSS = "国家奖励、省.省级奖励"


@pytest.mark.parametrize(
    ("rules", "facts", "of_city", "of_both"),
    [
        ((), BOTH, 30, 40),
        ((f"就高不重复: {ACROSS}",), BOTH, 30, 30),
        ((f"择一申报: {ACROSS}",), BOTH, 30, 30),
        ((f"补差: {ACROSS} 已获 已领",), BOTH, 20, 20),
        ((f"合计上限: 35万元 其中 {ACROSS}",), BOTH, 25, 35),
        ((f"合计上限: 50万元 其中 {ACROSS}",), BOTH, 30, 40),
        ((f"合计上限: 5万元 其中 {ACROSS}",), BOTH, 0, 10),
        ((f"就高不重复: {ACROSS}",), {**BOTH, "甲可": False}, 0, 10),
        ((f"就高不重复: {ACROSS}",), {**BOTH, "乙可": False}, 30, 30),
    ],
)
def test_a_rule_governs_awards_of_a_policy_that_is_used(
    rules: tuple[str, ...], facts: dict[str, object], of_city: int, of_both: int, tmp_path: Path
) -> None:
    book = written(tmp_path, 省=PROVINCE, 市=city(*rules))
    decision = book.decide(facts, on=DAY)
    assert [own.total and own.total.value for own in decision.values()] == [of_city * WAN, 10 * WAN * (facts["乙可"] is True)]
    assert decision.total is not None
    assert decision.total.value == of_both * WAN


def test_where_the_award_of_another_policy_is_higher_nothing_is_counted_here(tmp_path: Path) -> None:
    lower = city(f"就高不重复: {ACROSS}").replace("30万元", "8万元")
    decision = written(tmp_path, 省=PROVINCE, 市=lower).decide(BOTH, on=DAY)
    assert decision["市"].total is not None and decision["市"].total.value == 0
    assert decision.total is not None and decision.total.value == 10 * WAN


def test_of_two_awards_that_are_equally_high_each_policy_says_its_own_and_both_together_one(tmp_path: Path) -> None:
    equal = city(f"就高不重复: {ACROSS}").replace("30万元", "10万元")
    decision = written(tmp_path, 省=PROVINCE, 市=equal).decide(BOTH, on=DAY)
    assert [own.total and own.total.value for own in decision.values()] == [10 * WAN, 10 * WAN]
    assert decision.total is not None and decision.total.value == 10 * WAN


def test_rules_of_several_policies_stand_in_one_another(tmp_path: Path) -> None:
    nation = document("国", award("甲奖", "金额: 30万元"), award("乙奖", "金额: 20万元"), rules=("合计上限: 40万元",))
    province = document("省", award("丙奖", "金额: 25万元"), rules=("就高不重复: 丙奖、国.甲奖、国.乙奖",), uses=("国",))
    cap = "合计上限: 70万元 其中 丁奖、省.丙奖、国.甲奖、国.乙奖"
    lower = document("市", award("丁奖", "金额: 60万元"), rules=(cap,), uses=("国", "省"))
    decision = written(tmp_path, 国=nation, 省=province, 市=lower).decide({}, on=DAY)
    assert {name: own.total and own.total.value for name, own in decision.items()} == {"国": 40 * WAN, "省": 0, "市": 30 * WAN}
    assert decision.total is not None and decision.total.value == 70 * WAN


def written_alone(folder: Path, name: str) -> policyrules.Book:
    return policyrules.load_book([folder / name])


def test_of_a_policy_that_is_only_used_no_award_is_added(tmp_path: Path) -> None:
    written(tmp_path, 省=PROVINCE, 市=city(f"就高不重复: {ACROSS}"))
    book = written_alone(tmp_path, "市.pol")
    assert list(book) == ["市"]
    total = book.decide({**BOTH, "甲可": False}, on=DAY).total
    assert total is not None and total.value == 0


def test_a_policy_without_awards_may_rule_over_those_of_others(tmp_path: Path) -> None:
    nation, province = document("国", award("甲奖", "金额: 30万元")), document("省", award("乙奖", "金额: 20万元"))
    rules = ("合计上限: 25万元 其中 国.甲奖、省.乙奖", "就高不重复: 国.甲奖、省.乙奖")
    general = document("总", award("服务"), rules=rules, uses=("国", "省"))
    decision = written(tmp_path, 国=nation, 省=province, 总=general).decide({}, on=DAY)
    assert decision["总"].total is None
    assert decision.total is not None and decision.total.value == 25 * WAN
