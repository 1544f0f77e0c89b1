import resource
import sys
from collections.abc import Callable

import pytest

from policyrules.diagnostics import LIMIT, Diagnostic, Severity
from policyrules.rendering import render_all
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse
from tests.ending import ending
from tests.syntax.seeded import sample


def read(text: str) -> tuple[ast.File, tuple[Diagnostic, ...]]:
    return parse(Source("text.pol", text))


def places(text: str) -> list[tuple[int, str]]:
    return [(d.span.first.line if d.span else 0, d.code) for d in read(text)[1]]


def test_the_sample_has_no_mistake() -> None:
    tree, diagnostics = parse(sample())
    assert diagnostics == ()
    assert len({type(declaration) for declaration in tree.declarations}) == 13


def test_an_empty_text_says_so() -> None:
    assert places("") == places("# nothing\n\n") == [(1, "syntax-empty")]


def test_chinese_and_english_keywords_say_the_same() -> None:
    zh = read('措施 甲 "乙":\n    责任单位: 未载明\n    期间: 2022-01-01 起 3年\n')
    en = read('measure 甲 "乙":\n    responsible: unstated\n    window: 2022-01-01 onwards 3 years\n')
    assert zh[1] == en[1] == ()
    assert ast.same(zh[0], en[0])


def test_a_broken_line_is_left_out_and_the_others_are_read() -> None:
    tree, diagnostics = read('政策 甲:\n    文号: "一"\n    发文: "二" "三" ）\n    原文: "四"\n')
    assert len(diagnostics) == 1
    policy = tree.declarations[0]
    assert isinstance(policy, ast.Policy)
    assert [item.text for item in policy.items if isinstance(item, ast.TextItem)] == ["一", "四"]


def test_a_broken_declaration_is_left_out_and_the_others_are_read() -> None:
    tree, diagnostics = read("枚举 甲: 乙\n枚举: 乙\n定义 x = 3\n")
    assert [d.span.first.line for d in diagnostics if d.span] == [2]
    assert [type(declaration) for declaration in tree.declarations] == [ast.Enum, ast.Define]


def test_what_was_certainly_meant_is_kept() -> None:
    tree, diagnostics = read("措拖 甲:\n    责任单位: 丙 丁\n")
    assert [d.code for d in diagnostics] == ["syntax-keyword-misspelt", "syntax-missing"]
    measure = tree.declarations[0]
    assert isinstance(measure, ast.Measure)
    assert [unit.name for item in measure.items if isinstance(item, ast.UnitsItem) for unit in item.units] == ["丙", "丁"]


def test_the_block_of_a_broken_heading_is_read_for_its_own_mistakes() -> None:
    text = '措施 甲:\n    支持事项 乙 给予 ） "丙":\n        金额: 未载明\n        提示: "丁" 3\n'
    assert [line for line, _ in places(text)] == [2, 4]


def test_a_condition_that_is_not_indented_under_its_key_is_read_all_the_same() -> None:
    text = "职责 乙:\n        对象:\n        符合下列全部条件:\n            甲: 丙\n        提示: “丁”\n"
    meant = text.replace("        符合", "            符合").replace("            甲", "                甲")
    tree, found = parse(Source("text.pol", f"措施 甲:\n    {text}"))
    assert [d.code for d in found] == ["syntax-indent-missing"]
    assert ast.same(tree, parse(Source("text.pol", f"措施 甲:\n    {meant}"))[0])


def test_every_mistake_is_reported_in_one_run() -> None:
    text = "定义 x = = 1\n枚举 甲 乙\n定义 y = (1\n定义 z = 2022-02-30\n措拖 甲:\n"
    assert [line for line, _ in places(text)] == [1, 2, 3, 4, 5]


def test_no_more_is_reported_than_anybody_reads() -> None:
    diagnostics = read("定义 x = = 1\n" * (2 * LIMIT))[1]
    assert len(diagnostics) == LIMIT + 1
    assert diagnostics[-1].code == "too-many"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('政策 甲:\n        文号: "一"\n', []),
        ("枚举 甲: 乙\n    丙\n", [(2, "syntax-indent-unexpected")]),
        ("    枚举 甲: 乙\n", [(1, "syntax-indent-unexpected")]),
        ("措施 甲:\n    引语:\n    | 乙\n    | 丙\n    责任单位: 丁\n", [(3, "syntax-indent-missing")]),
        ('政策 甲:\n文号: "一"\n发文: "二"\n枚举 丙: 丁\n', [(2, "syntax-indent-missing")]),
        ("政策 甲:\n    责任单位: 乙\n", [(2, "syntax-misplaced")]),
        ("措施 甲:\n    | 乙\n    责任单位: 丙\n", [(2, "syntax-quote-misplaced")]),
    ],
)
def test_a_line_in_the_wrong_place_is_reported_once(text: str, expected: list[tuple[int, str]]) -> None:
    assert places(text) == expected


def test_names_that_look_alike_are_a_warning() -> None:
    tree, diagnostics = read("定义 土地 = 1\n定义 y = 士地\n")
    assert [(d.code, d.severity) for d in diagnostics] == [("syntax-names-alike", Severity.WARNING)]
    assert len(tree.declarations) == 2


# --- hostile texts ----------------------------------------------------------------------------------------------------


HOSTILE: dict[str, tuple[Callable[[], str], str | None]] = {
    "nested brackets": (lambda: f"定义 x = {'(' * 10_000}1{')' * 10_000}\n", "syntax-too-deep"),
    "open brackets": (lambda: f"定义 x = {'(' * 30_000}\n", "syntax-too-deep"),
    "levels of indentation": (lambda: "".join("\t" * depth + "甲:\n" for depth in range(2_500)), "syntax-too-deep"),
    "10,000 levels of indentation": (lambda: "".join(" " * depth + "甲:\n" for depth in range(10_000)), "syntax-too-long"),
    "a text of 10 MB": (lambda: f'政策 甲 "{"a" * 10_000_000}":\n', "syntax-too-long"),
    "a text of 4 MB": (lambda: f'政策 甲 "{"a" * 4_000_000}":\n', None),
    "a number of 10 MB": (lambda: f"定义 x = {'1' * 10_000_000}\n", "syntax-too-long"),
    "a number of 4 MB": (lambda: f"定义 x = {'1' * 4_000_000}\n", "syntax-number-too-long"),
    "a name of 4 MB": (lambda: f"定义 {'а' * 4_000_000} = 1\n", "syntax-foreign-letter"),
    "unclosed quotes in a line": (lambda: f"政策 甲 {'“' * 20_000}\n", "syntax-string-unclosed"),
    "unclosed quotes in lines": (lambda: '政策 甲 "\n' * 20_000, "syntax-string-unclosed"),
    "unclosed names": (lambda: f"政策 {'「' * 20_000}\n", "syntax-string-unclosed"),
    "definitions in a chain": (
        lambda: "".join(f"定义 甲{n} = 甲{n - 1} + 1\n" for n in range(99_000)), "syntax-too-many-declarations"),
    "a sum": (lambda: f"定义 x = 1{'+1' * 10_000}\n", "syntax-too-deep"),
    "a sum of 4 MB": (lambda: f"定义 x = 1{'+1' * 2_000_000}\n", "syntax-too-many-tokens"),
    "a long conjunction": (lambda: f"定义 x = 甲{' 且 甲' * 10_000}\n", None),
    "negations": (lambda: f"定义 x = {'非 ' * 10_000}甲\n", "syntax-too-deep"),
    "conditionals": (lambda: f"定义 x = {'如果 甲 则 乙 否则 ' * 5_000}甲\n", "syntax-too-deep"),
    "defaults": (lambda: f"定义 x = {'甲 未填则 ' * 10_000}甲\n", "syntax-too-deep"),
    "fields": (lambda: f"定义 x = 甲{'.乙' * 10_000}\n", "syntax-too-deep"),
    "calls": (lambda: f"定义 x = {'f(' * 10_000}{')' * 10_000}\n", "syntax-too-deep"),
    "hidden characters": (lambda: "\u202e" * 1_000_000, "syntax-hidden-character"),
    "NUL bytes": (lambda: "\0" * 4_000_000, "syntax-nul"),
    "dates without end": (lambda: f"定义 x = {'2022-' * 100_000}\n", "syntax-too-many-tokens"),
    "lines without end": (lambda: "\n" * 4_000_000, "syntax-too-many-lines"),
    "broken lines": (lambda: "措施 甲:\n" + "    甲 乙 丙\n" * 10_000, "syntax-unexpected"),
    "words that are nothing": (lambda: f"措施 {'甲 ' * 30_000}\n", "syntax-unexpected"),
}  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="memory is measured by getrusage")
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_text_ends_in_a_diagnostic(case: str) -> None:
    make, code = HOSTILE[case]
    source = Source("text.pol", make())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with ending():
        _, diagnostics = parse(source)
        rendered = render_all(diagnostics, "zh")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000
    assert (code in [diagnostic.code for diagnostic in diagnostics]) if code else diagnostics == ()
    assert len(rendered) < 500_000


def test_as_many_levels_as_are_allowed_are_read() -> None:
    assert read(f"定义 x = {'(' * 64}1{')' * 64}\n")[1] == ()
    assert read(f"定义 x = 1{' + 1' * 64}\n")[1] == ()
    assert read(f"定义 x = {'(' * 63}1{' + 1)' * 63}\n")[1] == ()
    assert [d.code for d in read(f"定义 x = 1{' + 1' * 65}\n")[1]] == ["syntax-too-deep"]
