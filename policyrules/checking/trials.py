"""The scenarios that are run: one as it is written, or one for each row under `逐行`.

In: a scenario. Out: scenarios of ordinary lines. They are made of the nodes of the tree, so that what checking found about
those holds for them too. Knows no names and no types.
"""

from policyrules.source import Span
from policyrules.syntax import ast


def given_in(column: ast.Column, value: ast.Expression | None, span: Span) -> ast.Given | ast.GivenPeriod:
    """Return the line that gives a value for a column."""
    if column.period is None:
        return ast.Given(column.fact, value, span=span)
    return ast.GivenPeriod(column.fact, column.period, value, span=span)


def trials(scenario: ast.Scenario) -> tuple[ast.Scenario, ...]:
    """Return what is run: the rows where there are any, each with all the other lines; otherwise the scenario."""
    tables = [line for line in scenario.lines if isinstance(line, ast.EachRow)]
    if not tables:
        return (scenario,)
    shared = tuple(line for line in scenario.lines if not isinstance(line, ast.EachRow))
    return tuple(_trial(scenario.title, shared, table, row) for table in tables for row in table.rows)


def _trial(title: ast.Text | None, shared: tuple[ast.ScenarioLine, ...], table: ast.EachRow, row: ast.TrialRow) -> ast.Scenario:
    """Return the scenario of a row, called by what the row gives: several rows fail in one list, and are told apart there."""
    facts = (given_in(column, cell.value, cell.span) for column, cell in zip(table.columns, row.cells, strict=True))
    expected = ast.ExpectDefinition(table.target, row.value, span=row.span)
    cells = row.cells[0].span.to(row.cells[-1].span)
    name = ast.Text(f"{title.text} · {cells.text}" if title else cells.text, span=cells)
    return ast.Scenario(name, (*shared, *facts, expected), span=row.span)
