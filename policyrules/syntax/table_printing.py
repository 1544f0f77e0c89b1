"""Tables and scores as text.

In: tables, scores and what stands in them. Out: their pieces. Knows no other declarations.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import assert_never

from policyrules.syntax import ast
from policyrules.syntax.pieces import digits
from policyrules.syntax.printing import SUM, ExpressionPrinter

_BOUNDARIES: Mapping[str, str] = MappingProxyType({"higher": "HIGHER", "lower": "LOWER"})
_FIGURES: Mapping[str, str] = MappingProxyType({"maximum": "MAXIMUM", "minimum": "MINIMUM", "pass": "PASS"})


class TablePrinter(ExpressionPrinter):
    """Writes tables."""

    def table(self, table: ast.Table) -> None:
        """Write a table and its rows."""
        match table:
            case ast.ByTable():
                self.by_table(table)
            case ast.PerFull(value=value, step=step, points=points, cap=cap):
                self.keyword("TABLE_BY")
                self.expression(value, SUM)
                self.keyword("PER_FULL")
                self.expression(step, SUM)
                self.keyword("GIVES")
                self.expression(points, SUM)
                self.up_to(cap)
                self.newline()
            case ast.FirstMatch(rows=rows):
                self.keyword("FIRST_OF")
                self.case_rows(rows, of_tiers=False)
            case ast.TierTable(rows=rows):
                self.keyword("BY_TIER")
                self.case_rows(rows, of_tiers=True)
            case ast.PerItem(points=points, cap=cap, lines=lines):
                self.keyword("PER_ITEM")
                self.expression(points, SUM)
                self.up_to(cap)
                self.colon()
                self.newline()
                if lines:
                    self.indent()
                    for line in lines:
                        self.labelled(line)
                    self.dedent()
            case _:
                assert_never(table)

    def up_to(self, cap: ast.Expression | None) -> None:
        if cap is not None:
            self.after_comma("UP_TO")
            self.expression(cap, SUM)

    def by_table(self, table: ast.ByTable) -> None:
        self.keyword("TABLE_BY")
        for number, key in enumerate(table.keys):
            if number:
                self.list_comma()
            self.expression(key.value, SUM)
            if key.prefix:
                self.keyword("PREFIX")
        if table.slices:
            self.keyword("IN_SLICES")
        self.boundary(table.boundary)
        self.colon()
        self.newline()
        if table.rows:
            self.indent()
            for row in table.rows:
                self.row(row)
            self.dedent()

    def boundary(self, boundary: str | None) -> None:
        if boundary is not None:
            self.keyword(_BOUNDARIES[boundary])

    def row(self, row: ast.Row) -> None:
        for number, cell in enumerate(row.cells):
            if number:
                self.list_comma()
            self.cell(cell)
        if not row.cells:
            self.keyword("ELSE")
        self.value_of_row(row.value)

    def value_of_row(self, value: ast.Expression) -> None:
        """Write the value of a row, and end its line."""
        self.colon()
        self.expression(value)
        self.newline()

    def cell(self, cell: ast.Cell) -> None:
        for number, band in enumerate(cell.bands):
            if number:
                self.keyword("OR")
            self.band(band)
        if not cell.bands:
            self.keyword("ANY_VALUE")

    def band(self, band: ast.Band) -> None:
        if band.operators == ("to", "to"):
            assert band.low is not None and band.high is not None
            self.expression(band.low, SUM)
            self.keyword("TO")
            self.expression(band.high, SUM)
            return
        low, high = band.operators[0], band.operators[-1]
        if band.low is not None:
            self.low_end(band.low, low, high)
        if band.high is not None:
            self.high_end(band.high, high)

    def low_end(self, end: ast.Expression, operator: str, following: str) -> None:
        """Write `5元 以上`, `超过 5元` or `5元`; before `10元 以下` the word has to stand behind."""
        if operator == ">" and following != "or_less":
            self.keyword("GT")
            self.expression(end, SUM)
            return
        self.expression(end, SUM)
        if operator != "=":
            self.keyword("MORE_THAN" if operator == ">" else "OR_MORE")

    def high_end(self, end: ast.Expression, operator: str) -> None:
        if operator == "or_less":
            self.expression(end, SUM)
            self.keyword("OR_LESS")
        else:
            self.keyword("LE" if operator == "<=" else "LT")
            self.expression(end, SUM)

    def case_rows(self, rows: tuple[ast.CaseRow, ...], *, of_tiers: bool) -> None:
        self.colon()
        self.newline()
        if not rows:
            return
        self.indent()
        for row in rows:
            if row.condition is None:
                self.keyword("ELSE")
            elif of_tiers:
                assert isinstance(row.condition, ast.Holds)
                self.expression(row.condition.tiers[0])
            else:
                self.expression(row.condition)
            self.value_of_row(row.value)
        self.dedent()

    # --- scores ---------------------------------------------------------------------------------------------------------

    def figures(self, figures: tuple[ast.Figure, ...]) -> None:
        for figure in figures:
            self.keyword(_FIGURES[figure.kind])
            self.add("NUMBER", digits(figure.value))
