"""What might have been written in the rows of a table.

In: a table. Out: the table with a row left out, two rows made one, a boundary moved in both rows that meet there, values of two
neighbouring rows exchanged, and the like.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import cast

from attrs import evolve

from policyrules.checking.constants import number
from policyrules.syntax import ast
from policyrules.testing.mutation.rewrites import BOUNDS, EditKind, Made, Rewrite, exchanged, moved, replaced, without_one


def rows_rewritten(table: ast.Tree) -> Iterator[Rewrite]:
    """Yield what might stand in the place of a table; nothing for what is none."""
    for kind, new, at in _rewritten(table):
        yield Rewrite(kind, new, at or table)


def _rewritten(table: ast.Tree) -> Made:
    match table:
        case ast.ByTable():
            yield from _by_table(table)
        case ast.FirstMatch(rows) | ast.TierTable(rows):
            yield from ((EditKind.ROW, evolve(table, rows=rest), one) for one, rest in without_one(rows) if one.condition)
            yield from ((EditKind.VALUES, evolve(table, rows=new), one) for one, new in _values_exchanged(rows))
        case ast.PerFull(cap=cap) if cap is not None:
            yield EditKind.SCORE, evolve(table, cap=None), cap
        case ast.PerItem(cap=cap, lines=lines):
            yield from ((EditKind.CONDITION, evolve(table, lines=rest), one) for one, rest in without_one(lines))
            if cap is not None:
                yield EditKind.SCORE, evolve(table, cap=None), cap


def _values_exchanged(rows: Sequence[ast.CaseRow]) -> Iterator[tuple[ast.CaseRow, tuple[ast.CaseRow, ...]]]:
    for place, (one, other) in enumerate(pairwise(rows)):
        if not ast.same(one.value, other.value):
            pair = (evolve(one, value=other.value), evolve(other, value=one.value))
            yield one, (*rows[:place], *pair, *rows[place + 2 :])


def _by_table(table: ast.ByTable) -> Made:
    rows = table.rows
    for edit in _boundaries(table):
        yield EditKind.FIGURE, evolve(table, rows=edit[1]), edit[0]
    for at, new in _bounds(table):
        yield EditKind.BOUND, evolve(table, rows=new), at
    if table.boundary is not None:
        yield EditKind.BOUND, evolve(table, boundary="lower" if table.boundary == "higher" else "higher"), None
    for place, row in enumerate(rows):
        rest = _joined(rows, place) or (*rows[:place], *rows[place + 1 :])
        if rest:
            yield EditKind.ROW, evolve(table, rows=rest), row
        for at, cells in _fewer_bands(row):
            yield EditKind.ROW, evolve(table, rows=replaced(rows, place, evolve(row, cells=cells))), at
        if place + 1 < len(rows) and not ast.same(row.value, rows[place + 1].value):
            pair = (evolve(row, value=rows[place + 1].value), evolve(rows[place + 1], value=row.value))
            yield EditKind.VALUES, evolve(table, rows=(*rows[:place], *pair, *rows[place + 2 :])), row
    if table.slices:
        yield EditKind.FORMULA, evolve(table, slices=False), None
    yield from ((EditKind.VALUES, evolve(table, keys=keys), at) for at, keys in exchanged(table.keys))


def _fewer_bands(row: ast.Row) -> Iterator[tuple[ast.Tree, tuple[ast.Cell, ...]]]:
    for place, cell in enumerate(row.cells):
        for at, bands in without_one(cell.bands):
            yield at, replaced(row.cells, place, evolve(cell, bands=bands))


# --- boundaries -----------------------------------------------------------------------------------------------------

#: Where the end of a band stands: the row, the cell, the band, and `low` or `high`.
End = tuple[int, int, int, str]


def _ends(table: ast.ByTable) -> Iterator[tuple[End, ast.Expression]]:
    for row, one in enumerate(table.rows):
        for cell, each in enumerate(one.cells):
            for band, part in enumerate(each.bands):
                yield from (((row, cell, band, "low"), part.low),) if part.low is not None else ()
                yield from (((row, cell, band, "high"), part.high),) if part.high is not None else ()


def _meeting(table: ast.ByTable) -> Iterator[tuple[ast.Expression, tuple[End, ...]]]:
    """Yield the figures at which rows end, each with all the ends of its column that are at this figure."""
    groups: dict[object, list[tuple[End, ast.Expression]]] = {}
    for end, written in _ends(table):
        value = number(written)
        groups.setdefault(end if value is None else (end[1], value), []).append((end, written))
    for group in groups.values():
        yield group[0][1], tuple(end for end, _ in group)


def _boundaries(table: ast.ByTable) -> Iterator[tuple[ast.Tree, tuple[ast.Row, ...]]]:
    """Move each boundary by a unit, in all rows that end there."""
    for written, ends in _meeting(table):
        for other in (*moved(written), *_codes_beside(written)):
            rows = table.rows
            for row, cell, band, side in ends:
                rows = _with_end(rows, (row, cell, band, side), cast(ast.Expression, other))
            yield written, rows


def _codes_beside(written: ast.Expression) -> Iterator[ast.Expression]:
    """Yield the codes right after and right before one of digits: of as many digits."""
    if isinstance(written, ast.TextLiteral) and written.value.isascii() and written.value.isdigit():
        width = len(written.value)
        for other in (int(written.value) + 1, int(written.value) - 1):
            if 0 <= other < 10**width:
                yield evolve(written, value=f"{other:0{width}}")


def _with_end(rows: tuple[ast.Row, ...], end: End, written: ast.Expression) -> tuple[ast.Row, ...]:
    row, cell, band, side = end
    old = rows[row].cells[cell].bands[band]
    new = evolve(old, low=written) if side == "low" else evolve(old, high=written)
    return _with_band(rows, row, cell, band, new)


def _with_band(rows: tuple[ast.Row, ...], row: int, cell: int, band: int, new: ast.Band) -> tuple[ast.Row, ...]:
    old = rows[row].cells[cell]
    cells = replaced(rows[row].cells, cell, evolve(old, bands=replaced(old.bands, band, new)))
    return replaced(rows, row, evolve(rows[row], cells=cells))


#: `or_less` includes the number or not, as the policy says; both others are tried.
_OTHER_BOUND: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {**{operator: (other,) for operator, other in BOUNDS.items() if operator not in ("=", "!=")}, "or_less": ("<", "<=")}
)


def _bounds(table: ast.ByTable) -> Iterator[tuple[ast.Tree, tuple[ast.Row, ...]]]:
    """Let each boundary belong to the other of the two rows that meet there."""
    for written, ends in _meeting(table):
        for choice in range(2):
            rows, changed = table.rows, False
            for row, cell, band, side in ends:
                old = rows[row].cells[cell].bands[band]
                place = 0 if side == "low" else len(old.operators) - 1
                others = _OTHER_BOUND.get(old.operators[place], ())
                if others:
                    operators = replaced(old.operators, place, others[min(choice, len(others) - 1)])
                    rows = _with_band(rows, row, cell, band, evolve(old, operators=operators))
                    changed = True
            if changed:
                yield written, rows


# --- two rows made one ------------------------------------------------------------------------------------------------


def _joined(rows: tuple[ast.Row, ...], place: int) -> tuple[ast.Row, ...] | None:
    """Leave a row out and let the one beside it reach over its values; nothing where they are no bands that meet."""
    for other in (place + 1, place - 1):
        if 0 <= other < len(rows):
            both = _over_both(rows[place], rows[other])
            if both is not None:
                kept = replaced(rows, other, evolve(rows[other], cells=(ast.Cell((both,), span=rows[other].cells[0].span),)))
                return (*kept[:place], *kept[place + 1 :])
    return None


def _over_both(one: ast.Row, other: ast.Row) -> ast.Band | None:
    bands = [row.cells[0].bands[0] for row in (one, other) if len(row.cells) == 1 and len(row.cells[0].bands) == 1]
    if len(bands) != 2 or any(band.operators == ("=",) for band in bands):
        return None
    for lower, upper in (bands, bands[::-1]):
        if lower.high is not None and number(lower.high) is not None and number(lower.high) == number(upper.low):
            return _band(lower, upper)
    return None


def _band(lower: ast.Band, upper: ast.Band) -> ast.Band | None:
    low = lower.operators[0] if lower.low is not None else None
    high = upper.operators[-1] if upper.high is not None else None
    if low == high == "to":
        operators: tuple[str, ...] = ("to", "to")
    else:
        ends = (">=" if low == "to" else low, "or_less" if high == "to" else high)
        operators = tuple(end for end in ends if end is not None)
    return ast.Band(lower.low, upper.high, operators, span=upper.span) if operators else None
