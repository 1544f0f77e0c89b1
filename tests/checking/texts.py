"""Policies as texts, for the tests of checking."""

from policyrules.checking.check import check
from policyrules.checking.policy import CheckedPolicy
from policyrules.source import Source
from policyrules.syntax.parser import parse

HEAD = """政策 样例 "样例":
    文号: "例〔2022〕1号"
    发文: "某市人民政府"
    印发: 2022-07-26
    施行: 2022-08-01 至 2024-12-31
    原文: "例.txt"

枚举 称号名: 省级专精特新、国家级小巨人

记录 认定记录:
    称号: 称号名
    认定日: 日期
    撤销日: 日期 可不填
    奖金: 金额

"""

FACTS = """事实:
    企业名称: 文本
    认定: 认定记录 列表
    营业收入: 金额 按年
    注册资本: 金额
    增幅: 比例
    人数: 整数
    系数: 数
    成立日: 日期
    期限: 时长
    天数差: 天数
    上市: 是否
    等级: 称号名
"""


def checked(text: str, head: str = HEAD) -> CheckedPolicy:
    """Return the checked policy of a text that can be read."""
    source = Source("样例.pol", head + text)
    tree, mistakes = parse(source)
    assert mistakes == ()
    return check(source, tree, None)


def said(text: str, head: str = HEAD) -> list[str]:
    """Return the codes of what is wrong with a text; what is merely unused aside."""
    return [d.code for d in checked(text, head).diagnostics if not d.code.endswith("-unused")]


def said_of(expression: str) -> list[str]:
    """Return the codes of what is wrong with a condition on the facts."""
    return said(f"{FACTS}    总是: {expression}\n")
