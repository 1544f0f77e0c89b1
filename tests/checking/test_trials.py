from policyrules.checking.trials import trials
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.parser import parse


def scenario(text: str) -> ast.Scenario:
    tree, mistakes = parse(Source("text.pol", text))
    assert mistakes == ()
    (read,) = tree.declarations
    assert isinstance(read, ast.Scenario)
    return read


def test_a_scenario_without_rows_is_run_as_it_is_written() -> None:
    written = scenario("试算:\n    日期: 2024-01-01\n    甲: 1\n    乙 应为 2\n")
    assert trials(written) == (written,)


def test_a_row_is_a_scenario_with_the_lines_that_say_the_same() -> None:
    table = "    逐行 甲、乙 2023: 丙\n        1、2元: 3 至 4\n        未知、未知: 未知\n"
    first, second = trials(scenario(f'试算 "题":\n    日期: 2024-01-01\n{table}    丁: 是\n'))
    shared = "    日期: 2024-01-01\n    丁: 是\n"
    assert ast.same(first, scenario(f'试算 "题 · 1、2元":\n{shared}    甲: 1\n    乙 2023: 2元\n    丙 应为 3 至 4\n'))
    assert ast.same(second, scenario(f'试算 "题 · 未知、未知":\n{shared}    甲: 未知\n    乙 2023: 未知\n    丙 应为 未知\n'))


def test_a_row_is_made_of_the_nodes_of_the_tree_and_stands_where_it_is_written() -> None:
    rows = scenario("试算:\n    逐行 甲: 丙\n        1: 3\n    逐行 乙: 丁\n        2: 4\n        5: 6\n")
    first, _ = (line for line in rows.lines if isinstance(line, ast.EachRow))
    assert [trial.span.first.line for trial in trials(rows)] == [3, 5, 6]
    given, expected = trials(rows)[0].lines
    assert isinstance(given, ast.Given) and isinstance(expected, ast.ExpectDefinition)
    assert (given.fact, given.value) == (first.columns[0].fact, first.rows[0].cells[0].value)
    assert (expected.target, expected.value) == (first.target, first.rows[0].value)
