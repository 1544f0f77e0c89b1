"""Small policies, lowered, for the tests beside this module."""

from policyrules.checking.check import check
from policyrules.core.lower import lower
from policyrules.core.outline import EntitlementSpec, Lowered, Site
from policyrules.core.program import Node, Op
from policyrules.diagnostics import Severity
from policyrules.source import Source
from policyrules.syntax.parser import parse

HEAD = """\
政策 小 "小政策":
    文号: "小〔2022〕1号"
    发文: "小局"
    印发: 2021-12-31
    施行: 2022-01-01 至 2024-12-31
    原文: "小.txt"

枚举 颜色: 红、绿
枚举 地区: 东、西

记录 货物:
    色: 颜色
    价: 金额
    购日: 日期
    退日: 日期 可不填

记录 门店:
    所在: 地区
    面积: 数

事实:
    货: 货物 列表
    店: 门店 列表
    预算: 金额
    人数: 整数
    有证: 是否
    营收: 金额 按年
    开业日: 日期
    利率: 比例

疑义 末日算法 "末日":
    选项 计入
    选项 不计入
    采用: 计入
    因: "惯例"

参数 基准: 比例
    2022-01-01: 3%
    2023-01-01: 2%
    完整至: 2025-01-01

"""

MEASURE = """\
措施 甲 @一 "措施甲":
    责任单位: 未载明
    支持事项 奖 给予 "给予奖励":
        条文:
            | 给予奖励
"""


def lowered(text: str) -> Lowered:
    """Return the program and the outline of a policy, which must be right."""
    source = Source("小.pol", text)
    tree, diagnostics = parse(source)
    policy = check(source, tree, None)
    wrong = [d for d in (*diagnostics, *policy.diagnostics) if d.severity is Severity.ERROR]
    assert not wrong, "\n".join(f"{d.span.first if d.span else ''} {d.message('en')}" for d in wrong)
    return lower(policy)


def asked(condition: str, before: str = "") -> Lowered:
    """Return the lowering of a policy whose one entitlement has the condition, after further declarations."""
    return lowered(f"{HEAD}{before}\n{MEASURE}        条件: {condition}\n")


def entitlement(policy: Lowered) -> EntitlementSpec:
    """Return the only entitlement."""
    (only,) = policy.outline.entitlements
    return only


def condition_site(policy: Lowered) -> Site:
    """Return the site of the condition, which stands after the window of the policy."""
    return entitlement(policy).site.children[-1]


def node_of(policy: Lowered, site: Site) -> Node:
    """Return the node of a site outside of quantifiers."""
    return policy.program.nodes[site.node]


def count(policy: Lowered, op: Op) -> int:
    """Return how many nodes of the program itself have the operator."""
    return sum(node.op is op for node in policy.program.nodes)
