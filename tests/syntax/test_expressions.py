import pytest

from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse


def shape(node: object) -> str:
    """Write a tree out in one line."""
    match node:
        case ast.Name(name=name):
            return name
        case ast.Tree():
            inner = ", ".join(shape(value) for _, value in ast.parts(node) if value is not None)
            return f"{type(node).__name__}({inner})"
        case tuple():
            return "[" + ", ".join(map(shape, node)) + "]"
        case _:
            return str(node)


def body(text: str) -> ast.Condition:
    tree, diagnostics = parse(Source("text.pol", f"定义 x = {text}\n"))
    assert diagnostics == ()
    define = tree.declarations[0]
    assert isinstance(define, ast.Define)
    assert define.body is not None
    return define.body


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1 + 2 * 3", "Arithmetic(+, NumberLiteral(1), Arithmetic(*, NumberLiteral(2), NumberLiteral(3)))"),
        ("甲 - 乙 - 丙", "Arithmetic(-, Arithmetic(-, 甲, 乙), 丙)"),
        ("- 甲 * 乙", "Arithmetic(*, Minus(甲), 乙)"),
        ("甲 且 乙 且 丙 或 丁", "Logic(or, [Logic(and, [甲, 乙, 丙]), 丁])"),
        ("甲 且 (乙 且 丙)", "Logic(and, [甲, Logic(and, [乙, 丙])])"),
        ("非 甲 > 乙", "Negation(Comparison(>, 甲, 乙))"),
        ("甲 为 3 以上", "Comparison(>=, 甲, NumberLiteral(3))"),
        ("甲 为 3 以下", "Comparison(or_less, 甲, NumberLiteral(3))"),
        ("甲 为 3 及以下", "Comparison(<=, 甲, NumberLiteral(3))"),
        ("甲 为 3 以外", "Comparison(>, 甲, NumberLiteral(3))"),
        ("甲 不为 乙", "Comparison(!=, 甲, 乙)"),
        ("甲 在 1 至 2", "Between(甲, NumberLiteral(1), NumberLiteral(2))"),
        ("甲 属于 乙、丙", "Membership(甲, [乙, 丙])"),
        ("甲 属于 （1，2） 之一", "Membership(甲, [NumberLiteral(1), NumberLiteral(2)])"),
        ("持有 甲、乙 之一 且 丙", "Logic(and, [Holds([甲, 乙]), 丙])"),
        ("甲 未填则 乙 未填则 丙", "Otherwise(甲, Otherwise(乙, 丙))"),
        ("甲 于 乙.丙", "ParameterAt(甲, Access(乙, 丙))"),
        ("甲 的 乙[上年]", "Index(Access(甲, 乙), CurrentPeriod(-1, year))"),
        ("f(甲, g())", "Call(f, [甲, Call(g, [])])"),
        ("如果 甲 则 1 否则 如果 乙 则 2 否则 3",
         "Conditional(甲, NumberLiteral(1), Conditional(乙, NumberLiteral(2), NumberLiteral(3)))"),
        ("甲 中有一项: 乙 且 丙", "Quantified(some, 甲, Logic(and, [乙, 丙]))"),
        ("甲 中至少 2 项 丁: 乙", "Quantified(at_least, 2, 丁, 甲, 乙)"),
        ("甲 中合计 丁: 丁.乙 其中 丙", "Quantified(sum, 丁, 甲, Access(丁, 乙), 丙)"),
        ("甲 中最晚: 乙", "Quantified(max, 甲, 乙)"),
        ("当日 + 3年 - 30天",
         "Arithmetic(-, Arithmetic(+, DecisionDay(), DurationLiteral(3, year)), DurationLiteral(30, day))"),
        ("是 且 否", "Logic(and, [BoolLiteral(True), BoolLiteral(False)])"),
        ('"甲" = 未载明', "Comparison(=, TextLiteral(甲), Unstated())"),
        ("1.5亿元 * 3%", "Arithmetic(*, MoneyLiteral(3/2, 亿元), PercentLiteral(3))"),
    ],
)  # fmt: skip
def test_an_expression_has_the_shape_that_it_reads_like(text: str, tree: str) -> None:
    assert shape(body(text)) == tree


def test_a_node_stands_where_its_text_stands() -> None:
    node = body("甲 + f(乙, 丙)")
    assert isinstance(node, ast.Arithmetic)
    assert (node.span.text, node.left.span.text, node.right.span.text) == ("甲 + f(乙, 丙)", "甲", "f(乙, 丙)")


def test_brackets_leave_no_trace() -> None:
    assert ast.same(body("((甲))"), body("甲"))


def test_the_names_of_built_in_types_are_one_in_both_languages() -> None:
    text = "记录 甲:\n    a: 金额 按年\n    b: money 可不填\n    c: 「金额」 列表\n"
    record = parse(Source("text.pol", text))[0].declarations[0]
    assert isinstance(record, ast.Record)
    types = [(f.type.name.name, f.type.list_of, f.type.per, f.type.optional) for f in record.fields]
    assert types == [("money", False, "year", False), ("money", False, None, True), ("金额", True, None, False)]
