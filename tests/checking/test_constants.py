from datetime import date
from fractions import Fraction

import pytest

from policyrules.checking import constants
from policyrules.syntax import ast
from tests.checking.texts import FACTS, checked


def expression(text: str) -> ast.Expression:
    always = next(
        line for line in checked(f"{FACTS}    总是: {text}\n").all(ast.Facts)[0].lines if isinstance(line, ast.Always)
    )
    assert isinstance(always.condition, ast.Comparison)
    return always.condition.right


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("注册资本 高于 100万元", Fraction(100_000_000)),
        ("增幅 高于 3.5%", Fraction(35, 1000)),
        ("增幅 高于 -3%", Fraction(-3, 100)),
        ("期限 高于 2年", Fraction(24)),
        ("天数差 高于 30天", Fraction(30)),
        ("人数 高于 2 * (3 + 4) - 1", Fraction(13)),
        ("系数 高于 1 / 3", Fraction(1, 3)),
        ("成立日 晚于 2024-01-31 + 1个月", Fraction(date(2024, 2, 29).toordinal())),
        ("成立日 晚于 2024-03-01 - 1天", Fraction(date(2024, 2, 29).toordinal())),
        ("人数 高于 人数 + 1", None),
        ("成立日 晚于 当日", None),
    ],
)
def test_a_constant_has_its_value_in_the_unit_of_its_type(text: str, value: Fraction | None) -> None:
    assert constants.number(expression(text)) == value


def test_days_and_texts_are_told_from_numbers() -> None:
    assert constants.day(expression("成立日 晚于 2024-01-31 + 1年")) == date(2025, 1, 31)
    assert constants.day(expression("人数 高于 5")) is None
    assert constants.text(expression('企业名称 为 "甲"')) == "甲"
    assert constants.text(expression("人数 高于 5")) is None


def test_only_what_is_written_out_is_a_literal() -> None:
    assert constants.is_literal(expression("增幅 高于 -3%"))
    assert not constants.is_literal(expression("人数 高于 1 + 1"))
    assert not constants.is_literal(None)
