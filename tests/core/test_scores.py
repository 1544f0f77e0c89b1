"""Points that are added up, and scores that are passed."""

from fractions import Fraction
from typing import Any

from policyrules.core.outline import Lowered
from policyrules.core.program import Node, Op
from policyrules.core.scopes import Builder, Scope
from policyrules.core.scores import added
from policyrules.explain.verdicts import Verdict
from policyrules.values.answers import point
from policyrules.values.types import Scalar
from tests.explain.pipeline import decide, lowered

POLICY = """\
政策 小 "小政策":
    文号: "小〔2022〕1号"
    发文: "小局"
    印发: 2021-12-31
    施行: 2022-01-01 起

事实:
    强度: 比例 0% 至 100%
    人数: 整数 0 至 1000
    甲证: 是否
    特色得分: 数 0 至 15

评分 评价 满分 100 合格线 60 边界取高 "评价":
    分项 能力 满分 60 最低 20 "能力":
        指标 研发 满分 40 边界取低:
            按 强度:
                5% 以上: 40
                3% 至 5%: 15
                否则: 0
        指标 人员 满分 20:
            按 人数:
                5 以上: 20
                3 至 5: 15
                否则: 0
    分项 成长 满分 25:
        指标 证书 满分 25:
            首个符合:
                甲证: 25
                否则: 0
    指标 特色 满分 15:
        得分: 特色得分

措施 措 @一:
    责任单位: 未载明
    支持事项 奖 给予:
        条文:
            | 给予奖励
        条件: 评价 合格
        金额: 1元 × (评价 × 1000000 + 评价.能力 × 10000 + 评价.成长 × 100 + 评价.特色)
"""


def policy() -> Lowered:
    return lowered(POLICY)


def of(**facts: Any) -> tuple[Verdict, Fraction | None]:
    outcome = decide(policy(), facts, "2023-01-01")["奖"]
    assert outcome.amount is not None
    value = outcome.amount.value
    return outcome.verdict, None if value is None else value / 100


def test_points_add_up_to_parts_and_parts_to_the_total() -> None:
    assert of(强度="6%", 人数=4, 甲证=True, 特色得分="7.5") == (Verdict.ENTITLED, Fraction("88052507.5"))


def test_a_rule_for_ends_holds_for_what_is_below_it_unless_that_has_its_own() -> None:
    assert of(强度="5%", 人数=5, 甲证=True, 特色得分=0) == (Verdict.ENTITLED, 60_000_000 + 35 * 10_000 + 2_500)


def test_a_group_has_to_reach_its_minimum_too() -> None:
    assert of(强度="1%", 人数=4, 甲证=True, 特色得分=15)[0] is Verdict.NOT_ENTITLED
    assert of(强度="3%", 人数=5, 甲证=True, 特色得分=0) == (Verdict.ENTITLED, 60_352_500)


def test_enough_points_pass_whatever_is_not_known_yet() -> None:
    assert of(强度="6%", 人数=5)[0] is Verdict.ENTITLED
    assert of(强度="6%", 人数=4)[0] is Verdict.UNDETERMINED
    assert of(强度="1%", 人数=4)[0] is Verdict.NOT_ENTITLED


def test_the_sum_of_one_part_is_that_part() -> None:
    build, one = Builder(Scope(0)), Node(Op.LITERAL, (), Scalar.NUMBER, point(1))
    assert added(build, [one]) is one
