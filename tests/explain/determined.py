"""A small policy that determines the size of an enterprise, and decisions on it."""

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

枚举 行业名: 工业、商业
枚举 类型名: 大型、中型、小型

事实:
    行业代码: 文本
    员工数: 整数 0 至 100000

定义 行业 @一: 行业名
    按 行业代码 前缀:
        "06" 至 "46": 工业
        "51" 至 "52": 商业
        否则: 未载明

定义 工业类型 @二(一) "工业企业类型": 类型名
    首个符合:
        员工数 不少于 1000: 大型
        员工数 不少于 300: 中型
        否则: 小型

定义 商业类型 @二(二): 类型名
    按 员工数:
        200 以上: 大型
        20 以上 不满 200: 中型
        不满 20: 小型

定义 工业小 = 员工数 少于 300

定义 商业小 = 员工数 少于 20

定义 类型 @二 "企业类型": 类型名
    按 行业:
        工业: 工业类型
        商业: 商业类型

定义 较小 @三 "较小的企业": 是否
    按 行业:
        工业: 工业小
        商业: 商业小

定义 员工倍数 @四 = 员工数 × 2
"""


@cache
def policy() -> Lowered:
    return lowered(TEXT)


def decision(**facts: object) -> Decision:
    return decide(policy(), facts, "2024-06-01")
