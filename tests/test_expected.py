"""What scenarios expect of values."""

from datetime import date
from fractions import Fraction

import pytest

import policyrules
from policyrules.expected import Found, comes_true, constant
from policyrules.source import Source, Span
from policyrules.syntax import ast
from policyrules.values.answers import Interval, Symbol, Truth, point
from policyrules.values.types import EnumType, Scalar

HERE = Span(Source("", ""), 0, 0)
SIZE = EnumType("规模", ("大型", "中型", "小型"))

POLICY = """\
政策 小 "小政策":
    文号: "小〔2022〕1号"
    发文: "小局"
    印发: 2021-12-31
    施行: 2022-01-01 起

枚举 规模名: 大型、中型、小型

事实:
    甲: 数 0 至 100
    乙: 数 0 至 15 由 "市专家组" 评定
    有证: 是否

单位:
    市政府 "市人民政府":
        2022-06-01 起 称 "新市人民政府"

定义 规模: 规模名
    按 甲:
        50 以上: 大型
        20 以上: 中型
        否则: 小型

定义 得: 数
    首个符合:
        有证: 7
        否则: 乙

评分 评价 满分 25 合格线 12:
    指标 一 满分 10:
        按 甲 每满 10 得 1
    指标 二 满分 15:
        得分: 乙

措施 措 @一:
    责任单位: 市政府
    支持事项 奖 给予:
        条文:
            | 给予奖励
        条件: 规模 为 大型 且 得 不低于 1 且 评价 合格
        金额: 待定 市政府 10万元 至 50万元
    支持事项 补 给予:
        条文:
            | 给予奖励
        金额: 如果 有证 则 30万元 否则 20万元

试算 "试":
    日期: 2023-01-01
"""


def run(*lines: str) -> list[tuple[str, str, bool]]:
    """Return what each line expected, what came out, and whether that is the same."""
    policy = policyrules.load(POLICY.replace("得 1\n", "得 1，最高 10\n") + "".join(f"    {line}\n" for line in lines))
    (result,) = policy.test()
    assert result.diagnostics == ()
    return [(e.expected, e.found, e.passed) for e in result.expectations]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("甲: 50", "规模 应为 大型"),
        ("甲: 未知", "规模 应为 大型 或 中型 或 小型"),
        ("甲: 未知", "规模 应为 未知"),
        ("有证: 是", "得 应为 7"),
        ("有证: 否", "得 应为 0 至 15"),
        ("有证: 否", "得 应为 未知"),
        ("甲: 33", "评价.一 应为 3"),
        ("甲: 33", "评价 应为 3 至 18"),
        ("甲: 33", "补 的 金额 应为 20万元 或 30万元"),
        ("有证: 是", "补 的 金额 应为 30万元"),
        ("有证: 是", "奖 的 金额 应为 10万元 至 50万元"),
    ],
)
def test_a_value_that_comes_out_as_expected_passes(given: str, expected: str) -> None:
    ((_, _, passed),) = run(given, expected)
    assert passed


@pytest.mark.parametrize(
    ("given", "expected", "wanted", "found"),
    [
        ("甲: 49", "规模 应为 大型", "规模 大型", "规模 中型"),
        ("甲: 未知", "规模 应为 大型 或 中型", "规模 大型 或 中型", "规模 大型 或 中型 或 小型"),
        ("甲: 未知", "规模 应为 大型", "规模 大型", "规模 大型 或 中型 或 小型"),
        ("有证: 是", "得 应为 未知", "得 不能确定", "得 7"),
        ("有证: 否", "得 应为 0 至 14", "得 0 至 14 之间", "得 0 至 15 之间"),
        ("有证: 是", "得 应为 0 至 15", "得 0 至 15 之间", "得 7"),
        ("甲: 33", "补 的 金额 应为 20万元", "补 的 金额 20万元", "补 的 金额 20万元 或 30万元"),
        ("有证: 是", "补 的 金额 应为 20万元 或 30万元", "补 的 金额 20万元 或 30万元", "补 的 金额 30万元"),
    ],
)
def test_a_value_that_comes_out_otherwise_says_both(given: str, expected: str, wanted: str, found: str) -> None:
    assert run(given, expected) == [(wanted, found, False)]


def test_what_a_body_decides_is_left_to_it_under_its_name_of_the_day() -> None:
    decision = policyrules.load(POLICY.replace("得 1\n", "得 1，最高 10\n") + "    甲: 60\n    应未定: 奖\n").decide(
        {"甲": 60, "有证": True}, on=date(2023, 1, 1)
    )
    outcome = decision["奖"]
    assert outcome.missing == () and outcome.amount is not None
    assert [cause.subject for cause in outcome.causes] == ["市专家组"]
    assert "新市人民政府" in decision.to_text("zh") and "由 市专家组 另行认定" in decision.to_text("zh")


# --- beside answers -------------------------------------------------------------------------------------------------------


def expected(*values: ast.Expression, is_range: bool = False) -> ast.Expected:
    return ast.Expected(values, is_range, span=HERE)


def name(text: str) -> ast.Name:
    return ast.Name(text, span=HERE)


def test_several_truths_are_a_truth_that_is_open() -> None:
    both = expected(*(ast.BoolLiteral(value, span=HERE) for value in (True, False)))
    assert comes_true(both, Found(Truth.U, Scalar.BOOL))
    assert not comes_true(both, Found(Truth.T, Scalar.BOOL))


def test_names_are_compared_with_all_that_a_value_can_still_be() -> None:
    two = expected(name("大型"), name("中型"))
    assert comes_true(two, Found(Symbol(None), SIZE, ("中型", "大型")))
    assert not comes_true(two, Found(Symbol(None), SIZE, ("中型",)))
    assert not comes_true(two, Found(Symbol("中型"), SIZE, ("中型",)))


def test_a_range_is_compared_end_by_end() -> None:
    ends = [ast.NumberLiteral(Fraction(value), span=HERE) for value in (1, 4)]
    assert comes_true(expected(*ends, is_range=True), Found(Interval(Fraction(1), Fraction(4)), Scalar.NUMBER))
    assert not comes_true(expected(*ends, is_range=True), Found(Interval(Fraction(1), None), Scalar.NUMBER))


def test_constants_are_the_values_that_they_write() -> None:
    assert constant(name("大型")) == Symbol("大型")
    assert constant(ast.MoneyLiteral(Fraction(2), "万元", span=HERE)) == point(2_000_000)
