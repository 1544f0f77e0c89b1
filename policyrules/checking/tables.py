"""The types of tables: of their keys, of what stands in their rows, and of what comes out.

In: a table, what is in sight there, and the type that is wanted of it. Out: its type, the names and types in it, and
diagnostics. Whether the rows go together is asked of `policyrules.checking.fitting` once each of them is in order.
"""

from collections.abc import Sequence
from typing import assert_never

from attrs import define

from policyrules.checking import constants
from policyrules.checking.axes import MOST_CODES, code_count, stretch
from policyrules.checking.findings import Findings, label, words
from policyrules.checking.fitting import Fitting, head
from policyrules.checking.grids import element, grid
from policyrules.checking.mismatch import report_comparison, report_wanted
from policyrules.checking.scope import Scope
from policyrules.checking.typecheck import Types
from policyrules.syntax import ast
from policyrules.values.operators import SUMMABLE, arithmetic, common, fits, ordered
from policyrules.values.types import UNKNOWN_TYPE, EnumType, Scalar, Type, UnknownType, is_numeric


@define(eq=False)
class Tables:
    """Checks the tables of one policy."""

    types: Types

    @property
    def findings(self) -> Findings:
        return self.types.findings

    def table(self, table: ast.Table, scope: Scope, wanted: Type | None = None, boundary: str | None = None) -> Type:
        """Return the type of a table. `boundary` is the rule around it for numbers at which two bands meet."""
        wanted = element(wanted)
        match table:
            case ast.ByTable():
                type_ = self._by_table(table, scope, wanted, table.boundary or boundary)
            case ast.PerFull():
                type_ = self._per_full(table, scope, wanted)
            case ast.FirstMatch() | ast.TierTable():
                type_ = self._cases(table, scope, wanted)
            case ast.PerItem():
                type_ = self._per_item(table, scope, wanted)
            case _:
                assert_never(table)
        self.findings.types[table] = type_
        return type_

    # --- bands and lookups ------------------------------------------------------------------------------------------

    def _by_table(self, table: ast.ByTable, scope: Scope, wanted: Type | None, boundary: str | None) -> Type:
        before = len(self.findings.diagnostics)
        keys = [self._key(key, table, scope) for key in table.keys]
        if not table.rows:
            self.findings.error("table-empty", table)
        for row in table.rows:
            self._row(row, table, keys, scope)
        type_ = self._sliced(table, keys, scope, wanted) if table.slices else self._values(table.rows, scope, wanted)
        if boundary is not None and not table.slices and not ordered(type_):
            self.findings.error("boundary-of-names", table, type=words(type_))
        known = not any(isinstance(key, UnknownType) for key in keys)
        if len(self.findings.diagnostics) == before and table.rows and known:
            cut = grid(table, self.findings.types, self.findings.bindings, self.types.names.or_less)
            Fitting(table, cut, self.findings).check(boundary)
        return type_

    def _key(self, key: ast.Key, table: ast.ByTable, scope: Scope) -> Type:
        type_ = self.types.value(key.value, scope)
        if isinstance(type_, UnknownType):
            return type_
        if key.prefix and type_ is not Scalar.TEXT:
            self.findings.error("prefix-of-text", key, type=words(type_))
            return UNKNOWN_TYPE
        if table.slices and (len(table.keys) > 1 or type_ not in SUMMABLE):
            self.findings.error("slices-of-one-number", table)
        return type_

    def _row(self, row: ast.Row, table: ast.ByTable, keys: Sequence[Type], scope: Scope) -> None:
        if row.cells and len(row.cells) != len(keys):
            self.findings.error("cells-count", row, found=str(len(row.cells)), expected=str(len(keys)), row=head(row))
        for key, type_, cell in zip(table.keys, keys, row.cells, strict=False):
            for band in cell.bands:
                self._band(band, key, type_, scope)

    def _band(self, band: ast.Band, key: ast.Key, type_: Type, scope: Scope) -> None:
        before = len(self.findings.diagnostics)
        for end in (band.low, band.high):
            if end is not None:
                self._end(end, key, type_, scope)
        if len(self.findings.diagnostics) > before or isinstance(type_, UnknownType):
            return
        if key.prefix:
            self._codes(band)
        elif is_numeric(type_):
            numbers = stretch(band, self.types.names.or_less)
            if numbers is not None and numbers.is_empty:
                assert band.low is not None and band.high is not None
                code = "range-reversed" if constants.number(band.low) != constants.number(band.high) else "band-empty"
                self.findings.error(code, band, first=band.low.span.text, last=band.high.span.text)
        elif band.operators != ("=",):
            self.findings.error("order-of-names", band, type=words(type_))

    def _end(self, end: ast.Expression, key: ast.Key, type_: Type, scope: Scope) -> None:
        """Check what is written of a key: a constant of its type."""
        found = self.types.value(end, scope, type_)
        if common(type_, found) is None:
            if isinstance(end, ast.TextLiteral) and isinstance(type_, EnumType):
                report_wanted(self.findings, end, found, type_)
            else:
                report_comparison(self.findings, end, key.value, end, type_, found)
            return
        if isinstance(type_, UnknownType):
            return
        is_name = isinstance(type_, EnumType) and isinstance(end, ast.Name)
        if not is_name and constants.number(end) is None and constants.text(end) is None and not isinstance(found, UnknownType):
            self.findings.error("constant-expected", end, type=words(type_), text=end.span.text)

    def _codes(self, band: ast.Band) -> None:
        first, last = constants.text(band.low), constants.text(band.high)
        if first == "" or last == "":
            self.findings.error("code-empty", band)
        elif band.operators not in (("=",), ("to", "to")):
            self.findings.error("code-band", band, text=band.span.text)
        elif isinstance(first, str) and isinstance(last, str):
            count = code_count(first, last)
            if count is None:
                self.findings.error("codes-uncounted", band, first=first, last=last)
            elif count < 1:
                self.findings.error("range-reversed", band, first=band.span.text.partition(" ")[0], last=last)
            elif count > MOST_CODES:
                self.findings.error("codes-many", band, first=first, last=last, limit=str(MOST_CODES))

    def _sliced(self, table: ast.ByTable, keys: Sequence[Type], scope: Scope, wanted: Type | None) -> Type:
        """Type a table whose rows are rates: the whole is the key times a rate."""
        rate = self._values(table.rows, scope, Scalar.PERCENT if keys[0] is Scalar.MONEY else None)
        type_ = arithmetic("*", keys[0], rate)
        if type_ is None or (wanted is not None and not fits(type_, wanted)):
            self.findings.error("type-mismatch", table, expected=words(wanted or Scalar.MONEY), found=words(keys[0]))
            return UNKNOWN_TYPE
        return wanted or type_

    # --- conditions and tiers ---------------------------------------------------------------------------------------

    def _cases(self, table: ast.FirstMatch | ast.TierTable, scope: Scope, wanted: Type | None) -> Type:
        if not table.rows:
            self.findings.error("table-empty", table)
        last: ast.CaseRow | None = None
        for row in table.rows:
            if last is not None:
                self.findings.error("row-unreachable", row, [label(last, "label-takes-it")], row=head(row))
            elif row.condition is None:
                last = row
            self.types.condition(row.condition, scope)
        type_ = self._values(table.rows, scope, wanted)
        if last is None and table.rows and (isinstance(table, ast.FirstMatch) or type_ not in SUMMABLE | {UNKNOWN_TYPE}):
            self.findings.error("table-without-else", table)
        return type_

    # --- points -----------------------------------------------------------------------------------------------------

    def _per_item(self, table: ast.PerItem, scope: Scope, wanted: Type | None) -> Type:
        if not table.lines:
            self.findings.error("table-empty", table)
        for line in table.lines:
            self.types.condition(line.condition, scope)
        return self._points(table.points, table.cap, scope, wanted)

    def _per_full(self, table: ast.PerFull, scope: Scope, wanted: Type | None) -> Type:
        value = self.types.value(table.value, scope)
        if value not in SUMMABLE and not isinstance(value, UnknownType):
            self.findings.error("number-expected", table.value, type=words(value))
            value = UNKNOWN_TYPE
        step = self.types.value(table.step, scope, value)
        if common(value, step) is None:
            report_comparison(self.findings, table.step, table.value, table.step, value, step)
        else:
            number = constants.number(table.step)
            if number is None and not isinstance(step, UnknownType):
                self.findings.error("constant-expected", table.step, type=words(value), text=table.step.span.text)
            elif number is not None and number <= 0:
                self.findings.error("step-positive", table.step)
        points = self._points(table.points, table.cap, scope, wanted)
        type_ = UNKNOWN_TYPE if isinstance(points, UnknownType) else arithmetic("*", Scalar.NUMBER, points) or UNKNOWN_TYPE
        if wanted is not None and not fits(type_, wanted):
            self.findings.error("type-mismatch", table, expected=words(wanted), found=words(type_))
        return wanted or type_

    def _points(self, points: ast.Expression, cap: ast.Expression | None, scope: Scope, wanted: Type | None) -> Type:
        """Type how much there is of each, and at most: numbers that add up."""
        type_ = wanted
        for part in (points, cap):
            if part is None:
                continue
            found = self.types.value(part, scope, type_)
            both = found if type_ is None else common(type_, found) if wanted is None else type_ if fits(found, type_) else None
            if both is None:
                report_wanted(self.findings, part, found, type_ or UNKNOWN_TYPE)
                return UNKNOWN_TYPE
            if both not in SUMMABLE and not isinstance(both, UnknownType):
                self.findings.error("number-expected", part, type=words(both))
                return UNKNOWN_TYPE
            type_ = both
        return type_ or UNKNOWN_TYPE

    # --- values -----------------------------------------------------------------------------------------------------

    def _values(self, rows: Sequence[ast.Row | ast.CaseRow], scope: Scope, wanted: Type | None) -> Type:
        """Return the type of the values of all rows, which must go together.

        What says nothing by itself, as `未载明` does, is typed after the other rows, which tell what it is.
        """
        if wanted is not None and not isinstance(wanted, UnknownType):
            for row in rows:
                self.types.wanted(row.value, scope, wanted)
            return wanted
        type_: Type | None = None
        for row in sorted(rows, key=lambda row: self.types.waits(row.value, scope)):
            found = self.types.value(row.value, scope, type_)
            both = found if type_ is None else common(type_, found)
            if both is None:
                self.findings.error("rows-differ", row.value, one=words(type_ or UNKNOWN_TYPE), other=words(found))
                return UNKNOWN_TYPE
            type_ = both
        return type_ or UNKNOWN_TYPE
