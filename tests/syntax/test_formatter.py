import gc
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from policyrules.diagnostics import Language
from policyrules.resources import policies_folder
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.formatter import print_file
from policyrules.syntax.parser import parse
from tests.syntax.seeded import sample
from tests.syntax.trees import (
    DECLARATIONS,
    NOWHERE,
    award_items,
    duty_items,
    entitlement_items,
    measure_items,
    of,
    property_items,
    scenario_lines,
    target_items,
)

LANGUAGES: tuple[Language, ...] = ("zh", "en")


def read(text: str) -> ast.File:
    tree, diagnostics = parse(Source("text.pol", text))
    assert diagnostics == (), text
    return tree


def classes(tree: ast.Tree) -> set[type]:
    found: set[type] = set()
    stack = [tree]
    while stack:
        node = stack.pop()
        found.add(type(node))
        stack.extend(ast.children(node))
    return found


def subclasses(base: type) -> set[type]:
    """Return a class and all below it, but not what they were before they had slots, which is garbage."""
    gc.collect()
    return _subclasses(base)


def _subclasses(base: type) -> set[type]:
    return {base, *(leaf for child in base.__subclasses__() for leaf in _subclasses(child))}


@pytest.mark.parametrize("kind", DECLARATIONS, ids=lambda kind: kind.__name__)
def test_what_is_printed_is_read_as_the_same_tree(kind: type) -> None:
    examples = 300 if kind is ast.Define else 40  # an expression has the most ways to be written

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(of(kind), st.sampled_from(LANGUAGES))
    def hold(tree: ast.File, language: Language) -> None:
        text = print_file(tree, language)
        again = read(text)
        assert ast.same(tree, again), text
        assert print_file(again, language) == text

    hold()


def test_random_trees_hold_every_class_of_nodes() -> None:
    parts = (entitlement_items, award_items, duty_items, measure_items, target_items, scenario_lines, property_items)
    found: set[type] = {ast.File}
    every = subclasses(ast.Tree) - {ast.Tree}
    for round_ in range(12):
        for strategy in (*map(of, DECLARATIONS), *parts):
            found |= of_some_trees(strategy, round_)
        if found == every:
            return
    assert found == every


def of_some_trees(strategy: st.SearchStrategy[ast.Tree], round_: int) -> set[type]:
    """Return the classes of the nodes of ten trees, each round of other ones."""
    found: set[type] = set()

    @seed(round_)
    @settings(max_examples=10, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(strategy)
    def collect(tree: ast.Tree) -> None:
        found.update(classes(tree))

    collect()
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "path", [*sorted(policies_folder().glob("*.pol")), None], ids=lambda path: path.stem if path else "sample"
)
def test_a_policy_printed_in_either_language_says_the_same(path: object, language: Language) -> None:
    text = sample().text if path is None else path.read_text(encoding="utf-8")  # type: ignore[attr-defined]
    tree = read(text)
    printed = print_file(tree, language)
    again = read(printed)
    assert ast.same(tree, again)
    assert print_file(again, language) == printed


@pytest.mark.parametrize(
    ("written", "zh", "en"),
    [
        ("定义 x=(1+2)*3-4", "定义 x = (1 + 2) * 3 - 4\n", "define x = (1 + 2) * 3 - 4\n"),
        ("定义 x=1+(2*3)-(4-5)", "定义 x = 1 + 2 * 3 - (4 - 5)\n", "define x = 1 + 2 * 3 - (4 - 5)\n"),
        ("定义 x=(甲 and 乙) or not(丙)", "定义 x = 甲 且 乙 或 非 丙\n", "define x = 甲 and 乙 or not 丙\n"),
        ("定义 x=甲 且 (乙 或 丙)", "定义 x = 甲 且 (乙 或 丙)\n", "define x = 甲 and (乙 or 丙)\n"),
        ("定义 x=认定日>=2022-01-01", "定义 x = 认定日 不早于 2022-01-01\n", "define x = 认定日 not before 2022-01-01\n"),
        ("定义 x=收入 为 500元 以上", "定义 x = 收入 不低于 500元\n", "define x = 收入 not below 500元\n"),
        ("定义 x=甲 属于（乙，丙）", "定义 x = 甲 属于 乙、丙\n", "define x = 甲 in (乙, 丙)\n"),
        ("定义 x=3 years+1 month", "定义 x = 3年 + 1个月\n", "define x = 3 years + 1 month\n"),
        ("定义 x：金额=0.50%", "定义 x: 金额 = 0.5%\n", "define x: money = 0.5%\n"),
    ],
)
def test_there_is_one_way_to_write_a_thing(written: str, zh: str, en: str) -> None:
    tree = read(written)
    assert print_file(tree, "zh") == zh
    assert print_file(tree, "en") == en


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("「日期」: 3", "「日期」: 3"),  # the date of the scenario
        ("「金额」: 3", "金额: 3"),  # nothing but a fact can stand there
        ("「5G收入」: 「或」", "「5G收入」: 「或」"),
        ("甲: 「无」", "甲: 「无」"),
        ("甲: 「当期」", "甲: 当期"),
    ],
)
def test_names_are_quoted_only_where_they_would_be_read_as_something_else(line: str, printed: str) -> None:
    assert print_file(read(f"试算:\n    {line}\n"), "zh") == f"试算:\n    {printed}\n"


def test_rows_of_a_scenario_are_printed_in_either_language() -> None:
    tree = read("试算:\n    each row 人数，收入 2023: 评价.甲\n        1000，unknown:大 or 小\n        -3, 40%: 1 to 2\n")
    zh = "试算:\n    逐行 人数、收入 2023: 评价.甲\n        1000、未知: 大 或 小\n        -3、40%: 1 至 2\n"
    en = "scenario:\n    each row 人数, 收入 2023: 评价.甲\n        1000, unknown: 大 or 小\n        -3, 40%: 1 to 2\n"
    assert print_file(tree, "zh") == zh
    assert print_file(tree, "en") == en


def test_a_text_with_straight_marks_stands_in_curly_ones() -> None:
    tree = read('政策 甲 “a"b“c””:')
    assert print_file(tree, "zh") == '政策 甲 “a"b“c””:\n'


def test_declarations_stand_apart_and_enumerations_together() -> None:
    text = print_file(read("枚举 甲: a、b\n枚举 乙: c\n定义 x = 1\n定义 y = 2\n"), "zh")
    assert text == "枚举 甲: a、b\n枚举 乙: c\n\n定义 x = 1\n\n定义 y = 2\n"


def expression(node: ast.Expression) -> ast.File:
    return ast.File(
        (ast.Define(ast.Name("x", span=NOWHERE), (), None, None, None, None, (), node, (), span=NOWHERE),), span=NOWHERE
    )


@pytest.mark.parametrize(
    "node",
    [
        ast.Name("", span=NOWHERE),
        ast.Name("a」", span=NOWHERE),
        ast.Name("a\u200b", span=NOWHERE),
        ast.TextLiteral('"“', span=NOWHERE),
        ast.TextLiteral("a\nb", span=NOWHERE),
        ast.NumberLiteral(Fraction(1, 3), span=NOWHERE),
        ast.NumberLiteral(Fraction(-1), span=NOWHERE),
        ast.NumberLiteral(Fraction(10**32), span=NOWHERE),
    ],
)
def test_what_no_text_says_is_refused(node: ast.Expression) -> None:
    with pytest.raises(ValueError, match=r"sa|name|text|quotation"):
        print_file(expression(node), "zh")


def test_a_date_of_the_first_year_is_written_with_four_digits() -> None:
    assert print_file(expression(ast.DateLiteral(date(1, 2, 3), span=NOWHERE)), "zh") == "定义 x = 0001-02-03\n"
