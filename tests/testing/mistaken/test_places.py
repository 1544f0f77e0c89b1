"""Places of a policy, and changes there."""

import policyrules
from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.mistaken.places import Text, inserted, line_after, misspelt, replaced, some, without

POLICY = policyrules.load(
    '政策 甲 "甲":\n    文号: "甲"\n    发文: "甲"\n    印发: 2024-01-01\n    施行: 2024-01-01 起\n\n'
    "事实:\n    收入: 金额\n    总是: 收入 高于 5元\n"
)
TEXT = Text(POLICY.checked)


def test_nodes_and_names_are_found_with_what_they_mean() -> None:
    (name, binding) = TEXT.named(BindingKind.FACT)[0]
    assert name.name == "收入" and binding.kind is BindingKind.FACT
    assert [token.text for token in TEXT.tokens("MONEY")] == ["5 元"]
    (comparison,) = TEXT.nodes(ast.Comparison)
    assert TEXT.type(comparison) is not None


def test_changes_say_where_they_are() -> None:
    (line,) = TEXT.nodes(ast.FieldLine)
    start, end = TEXT.lines_of(line)
    assert TEXT.text[start:end] == "    收入: 金额\n"
    assert replaced(line.name, "支出").edits == ((line.name.span.start, line.name.span.end, "支出"),)
    assert inserted(3, "x").at == (3,)
    assert without(TEXT, line, line.name).edits == ((start, end, ""),)
    assert line_after(TEXT, line, "    乙: 数").edits == ((end, end, "    乙: 数\n"),)


def test_a_name_is_misspelt_so_that_it_is_another_one() -> None:
    assert {misspelt(name) == name for name in ("甲", "收入", "x_1")} == {False}


def test_one_of_none_is_none() -> None:
    assert some(Seeded(1), []) is None
