"""What sites show, and what literals are worth."""

from fractions import Fraction

import pytest

from policyrules.core.questions import literal, one_line, shown
from policyrules.source import Source, Span
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from policyrules.values.answers import Answer, Symbol, Truth, point


def body(text: str) -> ast.Expression | ast.Block:
    """Return the body of a definition."""
    tree, diagnostics = parse(Source("小.pol", f"定义 甲{text}\n"))
    (only,) = tree.declarations
    assert not diagnostics and isinstance(only, ast.Define) and only.body is not None
    return only.body


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", point(3)),
        ("2.5", point(Fraction(5, 2))),
        ("3.65%", point(Fraction(73, 2000))),
        ("1.5万元", point(1_500_000)),
        ("2年", point(24)),
        ("7个月", point(7)),
        ("30天", point(30)),
        ("2022-08-05", point(738_372)),
        ("“乙”", Symbol("乙")),
        ("是", Truth.T),
        ("否", Truth.F),
    ],
)
def test_a_literal_is_in_the_unit_of_its_type(text: str, value: Answer) -> None:
    assert literal(body(f" = {text}")) == value


def test_what_is_shown_is_in_one_line() -> None:
    source = Source("小.pol", "甲  且\n\t 乙")
    assert one_line(Span(source, 0, len(source.text))) == "甲 且 乙"
    assert shown(body(" = 1   +  2")) == "1 + 2"


def test_of_a_block_only_its_first_line_is_shown() -> None:
    block = body(": 是否\n    符合下列条件之一：\n        丙: 是\n        丁: 否")
    assert isinstance(block, ast.Block)
    assert shown(block) == "符合下列条件之一"
