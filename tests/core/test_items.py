"""What a declaration says in so many words."""

from datetime import date

from policyrules.core.items import clause_of, date_item, expression_item, language_of, notes, quotes, text_item, title_of
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse

TEXT = """\
措施 甲 @二(一) "措施甲":
    责任单位: 未载明
    引语:
        | 本市企业
        | 可享受
    提示: "其一"
    提示: "其二"
    职责 报送 报送:
        期限: 2023-06-30
"""


def measure() -> ast.Measure:
    tree, _ = parse(Source("小.pol", TEXT))
    (only,) = tree.declarations
    assert isinstance(only, ast.Measure)
    return only


def duty() -> ast.Duty:
    return next(part for part in measure().items if isinstance(part, ast.Duty))


def test_a_title_is_as_written_or_the_name() -> None:
    assert (title_of(measure()), title_of(duty())) == ("措施甲", "报送")


def test_a_clause_is_as_written_or_empty() -> None:
    assert (clause_of(measure()), clause_of(duty())) == ("二(一)", "")


def test_texts_are_those_of_the_key() -> None:
    assert notes(measure().items) == ("其一", "其二")
    assert text_item(measure().items, "note") == "其一"
    assert text_item(measure().items, "origin") is None


def test_a_policy_is_in_chinese_unless_it_says_otherwise() -> None:
    for item, language in (("", "zh"), ('    语言: "zh"\n', "zh"), ('    语言: "en"\n', "en")):
        (head,) = parse(Source("小.pol", f'政策 甲 "甲":\n    文号: "甲"\n{item}'))[0].declarations
        assert isinstance(head, ast.Policy) and language_of(head) == language


def test_quotes_are_the_lines_of_the_item() -> None:
    assert quotes(measure().items, "lead") == ("本市企业", "可享受")
    assert quotes(measure().items, "quote") == ()


def test_a_day_is_read_where_one_is_written() -> None:
    assert date_item(duty().items, "deadline") == date(2023, 6, 30)
    assert date_item(duty().items, "by_date") is None
    assert isinstance(expression_item(duty().items, "deadline"), ast.DateLiteral)
