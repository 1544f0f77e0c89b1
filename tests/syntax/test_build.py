from typing import Any

import pytest

from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from tests.syntax.seeded import sample


def declaration(text: str) -> Any:
    tree, diagnostics = parse(Source("text.pol", text))
    assert diagnostics == ()
    assert len(tree.declarations) == 1
    return tree.declarations[0]


def item(text: str) -> Any:
    lines = "".join(f"        {line}\n" for line in text.splitlines())
    return declaration(f"措施 甲:\n    支持事项 乙 给予:\n{lines}").items[0].items[0]


def test_a_heading_has_its_parts() -> None:
    measure = declaration('措施 资金扶持 @二（一） "加大资金扶持":\n    责任单位: 市工信局\n')
    assert (measure.name.name, measure.clause.clause, measure.title.text) == ("资金扶持", "二(一)", "加大资金扶持")
    tier = declaration("层次 甲 位次 4:\n    有效期: 3年\n")
    assert (tier.clause, tier.title, tier.rank) == (None, None, 4)


def test_an_entitlement_keeps_the_verb_of_the_document() -> None:
    entitlement = declaration('措施 甲:\n    支持事项 乙 @三 优先给予 "丙":\n        金额: 未载明\n').items[0]
    assert (entitlement.verb.text, entitlement.title.text, entitlement.clause.clause) == ("优先给予", "丙", "三")


@pytest.mark.parametrize(
    ("text", "first", "last", "length"),
    [
        ("期间: 2022-01-01 至 2023-12-31", True, True, False),
        ("期间: 2022-01-01 起", True, False, False),
        ("期间: 2022-01-01 起 3年", True, False, True),
        ("期间: 至 2023-12-31", False, True, False),
    ],
)
def test_a_window_has_ends_or_a_length(text: str, first: bool, last: bool, length: bool) -> None:
    window = item(text)
    assert (window.first is not None, window.last is not None, window.length is not None) == (first, last, length)


def test_units_are_named_inferred_or_not_stated() -> None:
    inferred = item('由: 推定 甲、乙，因 "丙"')
    assert ([unit.name for unit in inferred.units], inferred.inferred, inferred.because.text) == (["甲", "乙"], True, "丙")
    assert item("由: 未载明").unstated
    assert not item("由: 甲").inferred


def test_a_condition_is_an_expression_or_a_block() -> None:
    assert isinstance(item("对象: 持有 甲").condition, ast.Holds)
    beside = item("对象: 符合下列全部条件:\n    甲: 乙\n    丙")
    below = item("对象:\n    符合下列全部条件:\n        甲: 乙\n        丙")
    assert ast.same(beside, below)
    alone = item("至少符合 2 项:\n    甲\n    下列之一:\n        乙")
    assert (alone.key, alone.condition.kind, alone.condition.count) == ("when", "at_least", 2)
    assert alone.condition.lines[1].condition.kind == "any"


def test_quotes_are_kept_as_they_stand() -> None:
    quotes = item('条文:\n    | 甲 "乙 # 丙\n    |  丁').quotes
    assert [quote.text for quote in quotes] == ['甲 "乙 # 丙', " 丁"]


def test_a_recurrence_has_a_period_and_an_anchor() -> None:
    duty = declaration("措施 甲:\n    职责 乙:\n        周期: 每 6个月 1 次 自 2022-08-05\n").items[0]
    recurrence = duty.items[0]
    assert (recurrence.every.value, recurrence.every.unit, recurrence.times) == (6, "month", 1)


def test_a_unit_has_new_names_or_members() -> None:
    text = '单位:\n    甲 "甲":\n        2023-08-18 起 称 "乙"\n    丙 "丙" 按 县区 对应:\n        丁: "戊"\n'
    first, second = declaration(text).lines
    assert [rename.title.text for rename in first.renames] == ["乙"]
    assert (second.by.name, [member.title.text for member in second.members]) == ("县区", ["戊"])


def test_a_field_has_a_range_and_a_title() -> None:
    line = declaration('事实:\n    甲: 比例 0% 至 100% "乙"\n').lines[0]
    assert (line.low.value, line.high.value, line.title.text) == (0, 100, "乙")


def test_a_definition_has_a_body_on_its_line_or_under_it() -> None:
    assert isinstance(declaration("定义 甲: 金额 = 3\n").body, ast.NumberLiteral)
    assert isinstance(declaration("定义 甲: 是否\n    下列全部:\n        乙\n").body, ast.Block)
    assert isinstance(declaration("定义 甲:\n    乙 > 3\n").body, ast.Comparison)
    assert declaration("定义 甲: 金额\n").body is None


def test_a_scenario_keeps_its_lines_in_order() -> None:
    lines = next(d for d in parse(sample())[0].declarations if isinstance(d, ast.Scenario)).lines
    assert [type(line).__name__ for line in lines] == [
        "ExpressionItem", "Given", "GivenRecord", "ExpectVerdict", "ExpectValue", "GivenReading",
    ]  # fmt: skip


def test_a_row_has_a_cell_for_each_column_and_what_should_come_out() -> None:
    (table,) = declaration("试算:\n    逐行 甲、乙 2023: 丙.丁\n        1、未知: 2 至 3\n        4: 未知\n").lines
    columns = [(column.fact.name, column.period and (column.period.value, column.period.unit)) for column in table.columns]
    assert columns == [("甲", None), ("乙", (2023, "year"))]
    assert table.target.span.text == "丙.丁"
    first, second = table.rows
    assert [cell.span.text for cell in first.cells] == ["1", "未知"]
    assert first.cells[1].value is None
    assert (first.value.span.text, first.value.is_range) == ("2 至 3", True)
    assert (len(second.cells), second.value.values) == (1, ())


def test_what_no_grammar_can_see_is_reported() -> None:
    for text, code in (
        ("层次 甲 位次 1.5:\n", "syntax-number-whole"),
        ("疑义 甲:\n    采用: 乙\n    采用: 丙\n", "syntax-default-twice"),
        ("试算:\n    逐行 甲 2023.5: 乙\n        1: 2\n", "syntax-number-whole"),
    ):
        assert [diagnostic.code for diagnostic in parse(Source("text.pol", text))[1]] == [code]


def test_spans_nest() -> None:
    source = sample()
    stack: list[ast.Tree] = [parse(source)[0]]
    while stack:
        node = stack.pop()
        for child in ast.children(node):
            assert node.span.start <= child.span.start <= child.span.end <= node.span.end
            stack.append(child)


def test_the_ends_of_the_range_of_a_parameter_may_be_calculated() -> None:
    tree, wrong = parse(Source("样例.pol", "参数 甲: 比例 0% + 1% 至 2% × 3\n    2022-01-01: 3%\n    完整至: 2030-01-01\n"))
    assert wrong == ()
    (parameter,) = tree.declarations
    assert isinstance(parameter, ast.Parameter)
    assert [end.span.text if end else None for end in (parameter.low, parameter.high)] == ["0% + 1%", "2% × 3"]
    assert (len(parameter.values), len(parameter.items)) == (1, 1)
