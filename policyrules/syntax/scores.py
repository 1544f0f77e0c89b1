"""From the nodes of the grammar to tables and scores.

In: nodes of tables, scores, their groups and indicators. Out: their trees. One short function per rule; which tables fit what
they stand for is not asked here.
"""

from fractions import Fraction
from typing import cast

from policyrules.syntax import ast, literals
from policyrules.syntax.expressions import BOUNDS, COMPARISONS, ExpressionBuilder, Part, find, kind, nodes
from policyrules.syntax.lexer import Token
from policyrules.syntax.nodes import Node

#: The rules that make a table.
TABLES = frozenset({"by_table", "per_full", "tier_table", "first_match", "per_item"})

_FIGURES = {"MAXIMUM": "maximum", "MINIMUM": "minimum", "PASS": "pass"}


class TableBuilder(ExpressionBuilder):
    """Builds the tables of a source."""

    def read_lines(self, node: Node, rule: str) -> tuple[Node, ...]:
        """Return the lines of a rule that could be read."""
        return tuple(line for line in nodes(node, rule) if line.start not in self.left_out)

    def table(self, node: Node) -> ast.Table:
        span = self.span(node)
        match node.rule:
            case "by_table":
                keys = tuple(map(self.key, nodes(node, "key")))
                rows = tuple(map(self.row, self.read_lines(node, "row")))
                return ast.ByTable(keys, find(node, "IN_SLICES") is not None, self.boundary(node), rows, span=span)
            case "first_match":
                return ast.FirstMatch(tuple(map(self.case_row, self.read_lines(node, "case_row"))), span=span)
            case "tier_table":
                return ast.TierTable(tuple(map(self.tier_row, self.read_lines(node, "tier_row"))), span=span)
            case "per_item":
                parts = node.parts()
                cap = self.expression(parts[3]) if kind(parts[2]) == "UP_TO" else None
                lines = tuple(map(self.labelled, self.read_lines(node, "labelled")))
                return ast.PerItem(self.expression(parts[1]), cap, lines, span=span)
            case "per_full":
                value, step, points, *cap_ = (
                    self.expression(part)
                    for part in node.parts()
                    if kind(part) not in ("TABLE_BY", "PER_FULL", "GIVES", "UP_TO", "NEWLINE")
                )
                return ast.PerFull(value, step, points, cap_[0] if cap_ else None, span=span)
            case other:
                raise AssertionError(f"no table: {other}")

    def key(self, node: Node) -> ast.Key:
        return ast.Key(self.expression(node.children[0]), find(node, "PREFIX") is not None, span=self.span(node))

    def row(self, node: Node) -> ast.Row:
        cells = tuple(map(self.cell, nodes(node, "cell")))
        return ast.Row(cells, self.value_of_row(node), span=self.span(node))

    def value_of_row(self, node: Node) -> ast.Expression:
        parts = [part for part in node.parts() if kind(part) != "NEWLINE"]
        return self.expression(parts[-1])

    def cell(self, node: Node) -> ast.Cell:
        return ast.Cell(tuple(map(self.band, nodes(node, "band"))), span=self.span(node))

    def band(self, node: Node) -> ast.Band:
        """Build a band: its ends with the operator of each, the low one first."""
        values: list[ast.Expression] = []
        operators: list[str] = []
        for part in node.parts():
            if kind(part) == "TO":
                operators = ["to", "to"]
            elif operator := BOUNDS.get(kind(part)) or COMPARISONS.get(kind(part)):
                operators.append(operator)
            else:
                values.append(self.expression(part))
        span = self.span(node)
        if len(values) == 2:
            return ast.Band(values[0], values[1], tuple(operators), span=span)
        if not operators:
            return ast.Band(values[0], None, ("=",), span=span)
        if operators[0] in (">", ">="):
            return ast.Band(values[0], None, tuple(operators), span=span)
        return ast.Band(None, values[0], tuple(operators), span=span)

    def case_row(self, node: Node) -> ast.CaseRow:
        first = node.parts()[0]
        condition = None if kind(first) == "ELSE" else self.expression(first)
        return ast.CaseRow(condition, self.value_of_row(node), span=self.span(node))

    def tier_row(self, node: Node) -> ast.CaseRow:
        tiers = self.references(node)
        condition = ast.Holds(tiers, span=tiers[0].span) if tiers else None
        return ast.CaseRow(condition, self.value_of_row(node), span=self.span(node))

    def boundary(self, node: Node) -> str | None:
        part = find(node, "boundary")
        return None if not isinstance(part, Node) else "higher" if kind(part.children[0]) == "HIGHER" else "lower"

    def figures(self, node: Node) -> tuple[ast.Figure, ...]:
        return tuple(map(self.figure, nodes(node, "figure")))

    def figure(self, node: Node) -> ast.Figure:
        word, number = cast(tuple[Token, Token], node.parts())
        value: Fraction = literals.number(number.text)
        return ast.Figure(_FIGURES[word.kind], value, span=self.span(node))

    def is_points(self, part: Part) -> bool:
        """Say whether a line of an indicator says how many points there are."""
        return kind(part) in TABLES or kind(part) == "points"

    def points(self, node: Node) -> ast.Expression | ast.Table:
        return self.expression(node.parts()[2]) if node.rule == "points" else self.table(node)
