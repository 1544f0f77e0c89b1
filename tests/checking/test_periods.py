"""The types of what is asked over several years."""

import pytest

from policyrules.checking.check import check
from policyrules.checking.policy import CheckedPolicy
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from policyrules.values.types import Scalar, SeriesType, Type

FACTS = """事实:
    收入: 金额 按年
    人数: 整数 按年
    地区: 文本 按年
    年限: 整数
    产值: 金额 按季
    用电: 数 按月

"""


def checked(definition: str) -> CheckedPolicy:
    source = Source("x.pol", FACTS + definition)
    tree, found = parse(source)
    assert found == ()
    return check(source, tree, None)


def type_of(written: str) -> Type:
    policy = checked(f"定义 甲 = {written}\n")
    define = policy.all(ast.Define)[0]
    assert isinstance(define.body, ast.Over | ast.Periods | ast.Rounded | ast.Call | ast.Index)
    return policy.types[define.body]


@pytest.mark.parametrize(
    ("written", "type_"),
    [
        ("收入 近 2年 合计", Scalar.MONEY),
        ("收入 近 2年 平均", Scalar.MONEY),
        ("收入 近 2年 最大值", Scalar.MONEY),
        ("收入 近 1年 增长率", Scalar.RATIO),
        ("收入 近 2年 平均增长率", Scalar.RATIO),
        ("人数 近 2年 平均", Scalar.NUMBER),
        ("人数 近 2年 合计", Scalar.INTEGER),
        ("近 2年 每年: 收入[该年] 超过 1元", Scalar.BOOL),
        ("近 2年 年数: 收入[该年] 超过 1元", Scalar.INTEGER),
        ("近 2年 最早一年: 收入[该年] 超过 1元", Scalar.INTEGER),
        ("近 2年 合计: 收入[该年]", Scalar.MONEY),
        ("收入[上年] 四舍五入到 1元", Scalar.MONEY),
        ("年限 舍去到 2", Scalar.NUMBER),
        ("收入[上年] / 收入[2021] 四舍五入到 0.1%", Scalar.PERCENT),
        ("收入[上年] / 收入[2021] 进位到 0.01", Scalar.NUMBER),
        ("收入[上年] / 收入[2021] 进位到 1", Scalar.NUMBER),
        ("满年数(当日, 当日)", Scalar.INTEGER),
        ("产值 近 4个季度 合计", Scalar.MONEY),
        ("用电 近 12个月 平均", Scalar.NUMBER),
        ("产值[上季度 - 4]", Scalar.MONEY),
        ("产值[2024Q3]", Scalar.MONEY),
        ("用电[2024年9月]", Scalar.NUMBER),
        ("近 4个季度 每季度: 产值[该季度] 超过 1元", Scalar.BOOL),
        ("近 4个季度 季度数: 产值[该季度] 超过 1元", Scalar.INTEGER),
        ("近 4个季度 最早一季度: 产值[该季度] 超过 1元", Scalar.QUARTER),
        ("近 3个月 最近一个月: 用电[该月] 超过 1", Scalar.MONTH),
        ("近 4个季度 截至 2024Q3 有一季度: 产值[该季度] 超过 1元", Scalar.BOOL),
    ],
)
def test_a_figure_has_the_type_that_it_looks_like(written: str, type_: Type) -> None:
    assert type_of(written) == type_


def test_a_derived_series_is_a_series() -> None:
    policy = checked("定义 甲[年] = 收入[年] / 收入[年 - 1]\n\n定义 乙 = 甲[上年]\n\n定义 丙: 比例 = 甲 近 2年 平均\n")
    names = [
        name for name in policy.bindings if name.name == "甲" and policy.bindings[name].declaration is policy.all(ast.Define)[0]
    ]
    assert {policy.bindings[name].type for name in names} == {SeriesType(Scalar.RATIO)}


@pytest.mark.parametrize(
    ("definition", "code"),
    [
        ("定义 甲[年] = 甲[年 - 1]\n", "definition-circle"),
        ("定义 甲[收入] = 收入[收入]\n", "variable-taken"),
        ("定义 甲[年] = 收入[年]\n\n定义 乙 = 甲\n", "series-without-year"),
        ("定义 甲 = 近 2年 每年 收入: 收入[该年] 超过 1元\n", "variable-taken"),
        ("定义 甲 = 地区 近 2年 合计\n", "figure-of"),
        ("定义 甲 = 年限 近 2年 合计\n", "series-expected"),
        ("定义 甲(乙: 整数) = 收入[该年]\n", "that-year-outside"),
        ("定义 甲 = 收入[上年] 四舍五入到 收入[上年]\n", "rounding-step"),
        ("定义 甲 = 收入 近 0年 合计\n", "years-count"),
        ("定义 甲 = 收入 近 2年 截至 3元 合计\n", "type-mismatch"),
        ("定义 甲 = 收入 近 4个季度 合计\n", "years-expected"),
        ("定义 甲 = 产值 近 1年 合计\n", "years-expected"),
        ("定义 甲 = 产值 近 41个季度 合计\n", "years-count"),
        ("定义 甲 = 近 3天 每年: 收入[该年] 超过 1元\n", "years-expected"),
        ("定义 甲 = 近 4个季度 每年: 产值[该季度] 超过 1元\n", "period-other"),
        ("定义 甲 = 近 4个季度 每季度: 产值[该年] 超过 1元\n", "that-year-other"),
        ("定义 甲 = 产值[上年] 超过 1元\n", "type-mismatch"),
        ("定义 甲 = 收入[2024Q3] 超过 1元\n", "type-mismatch"),
        ("定义 甲 = 用电[上季度] 超过 1\n", "type-mismatch"),
        ("定义 甲 = 产值 超过 1元\n", "series-without-year"),
        ("定义 甲[季 按季] = 产值[季]\n\n定义 乙 = 甲[上年]\n", "type-mismatch"),
        ("定义 甲 = 当日 不早于 2024-09\n", "date-without-day"),
    ],
)
def test_what_makes_no_sense_is_reported(definition: str, code: str) -> None:
    assert code in [one.code for one in checked(definition).diagnostics]
