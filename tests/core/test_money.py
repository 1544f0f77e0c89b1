"""Amounts of money as questions: none is ever below zero."""

from fractions import Fraction

import pytest

from policyrules.core.money import NOTHING, at_least_nothing
from policyrules.core.program import Cause, CauseKind, Node, Op, Open
from policyrules.core.scopes import Builder, Placed, Scope
from policyrules.values.answers import Interval, point
from policyrules.values.types import Scalar
from tests.awards import award, decided, policy, project


def amount(*lines: str, **facts: object) -> Interval:
    found = decided(policy(award("奖", *lines)), facts)["奖"].amount
    assert found is not None
    return found.interval


def wan(value: int) -> Interval:
    return point(value * 1_000_000)


def test_a_constant_that_is_not_below_zero_is_left_as_it_is() -> None:
    build = Builder(Scope(0))
    unstated = Node(Op.UNKNOWN, (), Scalar.MONEY, Open(Cause(CauseKind.UNSTATED, "奖"), Fraction(0)))
    for constant in (NOTHING, unstated, Node(Op.LITERAL, (), Scalar.MONEY, point(5))):
        assert at_least_nothing(build, constant) is constant
    below = at_least_nothing(build, Node(Op.LITERAL, (), Scalar.MONEY, point(-5)))
    assert isinstance(below, Placed) and build.root.nodes[below.index].op is Op.EXTREME


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("金额: 甲数 - 乙数",), 0),
        (("金额: 丙数", "上限: 甲数 - 乙数"), 0),
        (("金额: 丙数", "已获: 甲数 - 乙数"), 9),
        (("对每个: 项目 某", "金额: 某.投资额 - 乙数"), 2),
        (("对每个: 项目 某", "金额: 某.投资额 - 乙数", "年度上限: 1万元 按 某.验收日"), 1),
        (("对每个: 项目 某", "金额: 某.投资额", "每项上限: 某.投资额 - 乙数"), 2),
    ],
)
def test_no_award_and_no_part_of_it_is_less_than_nothing(lines: tuple[str, ...], expected: int) -> None:
    facts = {"甲数": "1万元", "乙数": "3万元", "丙数": "9万元", "项目": [project("一", "5万元"), project("二", "1万元")]}
    assert amount(*lines, **facts) == wan(expected)


@pytest.mark.parametrize(
    ("rule", "expected"), [("合计上限: 甲数 - 乙数", 0), ("补差: 全部 已获 甲数 - 乙数", 9), ("就高不重复: 全部", 9)]
)
def test_what_a_rule_takes_or_leaves_is_not_below_zero(rule: str, expected: int) -> None:
    awards = award("奖", "金额: 甲数 - 乙数"), award("补", "金额: 9万元")
    total = decided(policy(*awards, rules=(rule,)), {"甲数": "1万元", "乙数": "3万元"}).total
    assert total is not None and total.interval == wan(expected)


def test_an_amount_that_is_open_is_known_not_to_be_below_zero() -> None:
    assert amount("金额: 甲数 - 乙数") == Interval(Fraction(0), Fraction(10**10))
