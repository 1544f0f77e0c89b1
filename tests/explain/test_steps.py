from fractions import Fraction

import pytest

from policyrules.core.outline import StepKind
from policyrules.explain.amounts import AmountOutcome
from policyrules.explain.steps import exceeds
from policyrules.values.answers import Interval, Truth
from tests.awards import award, decided, policy, project

WAN = 1_000_000


def amount(line: str, *more: str, **facts: object) -> AmountOutcome:
    found = decided(policy(award("奖", line, *more)), facts)["奖"].amount
    assert found is not None
    return found


@pytest.mark.parametrize(("given", "changes"), [("9万元", Truth.F), ("10万元", Truth.F), ("11万元", Truth.T), (None, Truth.U)])
def test_a_step_says_whether_it_makes_a_difference(given: str | None, changes: Truth) -> None:
    steps = amount("金额: 甲数", "上限: 10万元", 甲数=given).steps
    assert [(step.kind, step.changes) for step in steps] == [(StepKind.BASE, Truth.F), (StepKind.CAP, changes)]


def test_what_was_received_changes_the_amount_unless_it_is_nothing() -> None:
    for given, changes in (("1元", Truth.T), ("0元", Truth.F), (None, Truth.U)):
        assert amount("金额: 甲数", "已获: 已领", 甲数="5万元", 已领=given).steps[-1].changes is changes


def test_an_open_amount_that_cannot_reach_the_cap_of_a_year_is_within_it() -> None:
    lines = ("金额: 甲数", "分年: 自 入驻日", "    第 1年: 80%", "年度上限: 8元")
    for given, changes in (("10元", Truth.F), ("10.01元", Truth.U)):
        assert amount(*lines, 甲数=given).steps[-1].changes is changes


def test_a_share_tells_the_year_that_it_is_that_of() -> None:
    step = amount("金额: 甲数", "分年: 自 入驻日", "    第 1年 至 第 3年: 50%", 甲数="2元", 入驻日="2022-06-30").steps[-1]
    assert (step.year, step.operand) == (Interval(Fraction(3), Fraction(3)), Interval(Fraction(1, 2), Fraction(1, 2)))


def test_each_record_tells_whether_it_counts_how_much_it_gives_and_what_is_missing() -> None:
    lines = ("对每个: 项目 甲", "条件: 甲.类 为 “技改” 且 甲可", "金额: 甲.投资额", "每项上限: 5万元")
    projects = [
        project("一", "9万元"),
        project("二", None),
        project("三", "9万元", kind=None),
        project("四", "1元", kind="设备"),
    ]
    one, two, three, four = amount(*lines, 项目=projects, 甲可=True).records
    assert (one.counts, one.amount.point, one.steps[-1].changes, one.missing) == (Truth.T, 5 * WAN, Truth.T, ())
    assert (two.counts, two.missing) == (Truth.T, ("项目[2].投资额",))
    assert (three.counts, three.missing) == (Truth.U, ("项目[3].类",))
    assert (four.counts, four.missing) == (Truth.F, ())


def test_a_record_does_not_count_where_something_else_fails() -> None:
    lines = ("对每个: 项目 甲", "对象: 甲可", "金额: 甲.投资额")
    assert [one.counts for one in amount(*lines, 项目=[project("一", "9万元")], 甲可=False).records] == [Truth.F]
    (open_,) = amount(*lines, 项目=[project("一", "9万元")]).records
    assert (open_.counts, open_.missing) == (Truth.U, ("甲可",))


def test_of_a_list_that_is_not_known_no_record_is_told() -> None:
    assert amount("对每个: 项目 甲", "金额: 甲.投资额").records == ()


def test_the_stages_are_parts_of_the_amount() -> None:
    found = amount("金额: 甲数", "分期支付:", "    首期: 30%", "    末期: 70%", 甲数="1元").stages
    assert [(stage.name, stage.amount.point) for stage in found] == [("首期", 30), ("末期", 70)]


def test_an_interval_exceeds_another_only_for_certain() -> None:
    low, high, any_ = Interval(Fraction(0), Fraction(1)), Interval(Fraction(1), Fraction(2)), Interval(None, None)
    assert (exceeds(low, high), exceeds(high, low), exceeds(any_, low)) == (Truth.F, Truth.U, Truth.U)
    assert exceeds(Interval(Fraction(2), None), low) is Truth.T
