"""A small policy with scores and tables, and decisions on it."""

from functools import cache

from policyrules.core.outline import Lowered
from policyrules.explain.decision import Decision
from tests.explain.pipeline import decide, lowered

TEXT = """\
政策 样例 "样例":
    文号: "例"
    发文: "例"
    印发: 2022-07-26
    施行: 2022-08-01 起

枚举 规模: 大型、中型、小型

单位:
    甲局 "甲局"

事实:
    营业收入: 金额 按年
    研发费用: 金额 按年
    员工数: 整数
    企业规模: 规模
    代码: 文本
    自研: 是否
    奖项: 是否
    评分得分: 数 0 至 10 由 "甲局" 评定

定义 研发强度 = 研发费用[上年] ÷ 营业收入[上年]

定义 比例: 比例
    按 员工数、企业规模:
        100 以上、大型 或 中型: 5%
        50 以上 不满 100、任意: 8%
        否则: 10%

定义 高新: 数
    按 代码 前缀:
        "01" 至 "05": 1
        否则: 0

定义 能耗分: 数
    按 员工数:
        10 以下: 5
        超过 10: 0

评分 评价 满分 30 合格线 18 边界取高 "评价":
    分项 创新 满分 20 最低 10 "创新能力":
        指标 研发 满分 15 "研发投入":
            按 研发强度:
                5% 以上: 15
                3% 至 5%: 10
                否则: 0
        指标 荣誉 满分 5:
            每满足一项得 3，最高 5:
                自研: 自研
                奖项: 奖项
    指标 特色 满分 10:
        得分: 评分得分

措施 扶持 @一:
    责任单位: 甲局
    支持事项 奖励 给予:
        条文:
            | 给予奖励
        条件: 评价 合格
        金额: 未载明
    支持事项 补助 给予:
        条文:
            | 给予奖励
        条件: 比例 不低于 8%，且 高新 为 1
        金额: 未载明
    支持事项 节能 给予:
        条文:
            | 给予奖励
        条件: 能耗分 不低于 5
        金额: 未载明
"""


@cache
def policy() -> Lowered:
    return lowered(TEXT)


def decision(**facts: object) -> Decision:
    return decide(policy(), facts, "2024-06-01")


def money(revenue: str, research: str) -> dict[str, object]:
    return {"营业收入": {"2023": revenue}, "研发费用": {"2023": research}}
