"""Whether the rows of a table go together: none is never reached, none takes what another takes, none is missing.

In: the grid of a table and the rule for numbers at which two bands meet. Out: diagnostics. Everything is decided exactly, by
looking at each piece between the ends that are written.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from policyrules.checking import constants
from policyrules.checking.axes import Codes, Line, Stretch, codes, stretch
from policyrules.checking.findings import Findings, label
from policyrules.checking.graphs import walk
from policyrules.checking.grids import Cell, Grid
from policyrules.syntax import ast

#: So many combinations of values are looked at; a table that people can read has far fewer.
MOST_CELLS = 5_000

#: So many gaps are named.
_GAPS = 3


@frozen(eq=False, slots=False)
class Fitting:
    """Checks one table."""

    table: ast.ByTable
    grid: Grid
    findings: Findings

    def check(self, boundary: str | None) -> None:
        """Report what does not go together. `boundary` is higher or lower, where the policy says which counts."""
        if self.grid.size > MOST_CELLS:
            self.findings.error("table-too-large", self.table.keys[0], count=str(self.grid.size), limit=str(MOST_CELLS))
            return
        unreached = self._unreached()
        if len(self.grid.axes) == 1:
            self._overlaps(unreached)
        if boundary is None and not self.table.slices:
            self._meetings(unreached)
        self._gaps()

    # --- rows that are never reached --------------------------------------------------------------------------------

    def _unreached(self) -> set[int]:
        reached = {row for cell in self.grid.cells() for row in self.grid.meeting(cell) if self._counts(row, cell)}
        unreached = set(range(len(self.grid.rows))) - reached
        for row in sorted(unreached):
            before = dict.fromkeys(self.grid.fits(cell)[0] for cell in self.grid.cells() if row in self.grid.fits(cell))
            labels = [label(self.grid.rows[one], "label-takes-it") for one in before if one != row]
            self.findings.error("row-unreachable", self.grid.rows[row], labels[:3], row=head(self.grid.rows[row]))
        return unreached

    def _counts(self, row: int, cell: Cell) -> bool:
        """否则 may be kept for what a declared range leaves out."""
        return not self.grid.rows[row].cells or self.grid.is_possible(cell)

    # --- what two rows take -----------------------------------------------------------------------------------------

    def _overlaps(self, unreached: set[int]) -> None:
        """Report what a later row takes beside an earlier one, unless both go the same way from their ends."""
        shared: dict[tuple[int, int], list[Cell]] = {}
        for cell in self.grid.cells():
            fits = [row for row in self.grid.fits(cell) if row not in unreached and self.grid.rows[row].cells]
            for other in fits[1:]:
                if not self._is_ladder(cell, fits[0], other) and not self.grid.is_end_of_both(cell, fits[0], other):
                    shared.setdefault((fits[0], other), []).append(cell)
        reported: set[int] = set()
        for (first, other), cells in sorted(shared.items()):
            if other not in reported:
                reported.add(other)
                value = self.said(next(iter(self._joined(cells))))
                labels = [label(self.grid.rows[first], "label-takes-it")]
                self.findings.error(
                    "bands-overlap", self.grid.rows[other], labels, row=head(self.grid.rows[other]), value=value
                )

    def _is_ladder(self, cell: Cell, first: int, other: int) -> bool:
        """Say whether the later row is what is left below (or above) the earlier one, as `5% 以上`, `3% 以上` are."""
        axis, piece = self.grid.axes[0], cell[0]
        one, two = (self.grid.rows[row].cells[0].bands for row in (first, other))
        if isinstance(axis, Codes):
            start = axis.starts[piece]
            return _longest(one, start) > _longest(two, start)
        if not isinstance(axis, Line):
            return False
        if self._ways[first] == self._ways[other] and self._ways[first] in ({"up"}, {"down"}):
            return True
        numbers = axis.pieces[piece]
        ways = [
            {_way(band) for band in bands if (it := stretch(band, axis.or_less)) and it.holds(numbers)} for bands in (one, two)
        ]
        return ways[0] == ways[1] and ways[0] in ({"up"}, {"down"})

    @cached_property
    def _ways(self) -> Sequence[set[str]]:
        """Which ways the bands of each row go on."""
        return [{_way(band) for cell in row.cells[:1] for band in cell.bands} for row in self.grid.rows]

    def _meetings(self, unreached: set[int]) -> None:
        """Report a number at which two bands meet, where nothing says which of them it belongs to."""
        for cell in self.grid.cells():
            meeting = [row for row in self.grid.meeting(cell) if row not in unreached]
            if len(meeting) > 1 and self.grid.is_possible(cell):
                first, second = (self.grid.rows[row] for row in meeting[:2])
                self.findings.error(
                    "boundary-open",
                    second,
                    [label(first, "label-takes-it")],
                    value=self.said(cell),
                    one=head(first),
                    other=head(second),
                )
                return

    # --- what no row takes ------------------------------------------------------------------------------------------

    def _gaps(self) -> None:
        if any(not row.cells for row in self.grid.rows):
            return
        open_cells = [cell for cell in self.grid.cells() if self.grid.is_possible(cell) and not self.grid.fits(cell)]
        if open_cells:
            said = [self.said(cell) for cell in self._joined(open_cells)]
            values = "；".join(said[:_GAPS]) + ("……" if len(said) > _GAPS else "")
            self.findings.error("bands-gap", self.table, values=values)

    def _joined(self, cells: Sequence[Cell]) -> Iterable[Sequence[int | tuple[int, int]]]:
        """Join cells that are neighbours on the last axis, where that is a line."""
        joined: list[list[int | tuple[int, int]]] = []
        for cell in cells:
            *before, piece = cell
            last = joined[-1][-1] if joined and joined[-1][:-1] == before else None
            if isinstance(last, tuple) and last[1] + 1 == piece:
                joined[-1][-1] = (last[0], piece)
            else:
                joined.append([*before, (piece, piece)])
        return joined

    # --- words ------------------------------------------------------------------------------------------------------

    def said(self, cell: Sequence[int | tuple[int, int]]) -> str:
        """Write the values of a cell: `2% < 研发强度 < 3%`, `行业 = 工业`."""
        return "，".join(self._said(key, piece) for key, piece in enumerate(cell))

    def _said(self, key: int, piece: int | tuple[int, int]) -> str:
        first, last = piece if isinstance(piece, tuple) else (piece, piece)
        name, axis = self.table.keys[key].value.span.text, self.grid.axes[key]
        if isinstance(axis, Line):
            return self._said_of_numbers(name, Stretch(axis.pieces[first].start, axis.pieces[last].end).within(axis.possible))
        names = [axis.pieces[n] for n in range(first, last + 1)]
        return f"{name} = {'、'.join(_name(one) for one in names)}"

    def _said_of_numbers(self, name: str, numbers: Stretch) -> str:
        if numbers.number is not None:
            return f"{name} = {self._written(numbers.number)}"
        low = "" if numbers.start is None else f"{self._written(numbers.start[0])} {'<' if numbers.start[1] else '≤'} "
        high = "" if numbers.end is None else f" {'≤' if numbers.end[1] else '<'} {self._written(numbers.end[0])}"
        return f"{low}{name}{high}"

    def _written(self, number: Fraction) -> str:
        """Return how a number is written in the table, or in the range of the key."""
        bands = (band for row in self.table.rows for cell in row.cells for band in cell.bands)
        ends = [end for band in bands for end in (band.low, band.high)]
        for node in walk(self.table.keys):
            binding = self.findings.bindings.get(node) if isinstance(node, ast.Name) else None
            if binding is not None and isinstance(binding.declaration, ast.FieldLine):
                ends += [binding.declaration.low, binding.declaration.high]
        return next((end.span.text for end in ends if end is not None and constants.number(end) == number), str(number))


def head(row: ast.Row | ast.CaseRow) -> str:
    """Return what stands before the colon of a row."""
    before = row.span.text[: row.value.span.start - row.span.start]
    return before.rstrip().rstrip(":：").rstrip()


def _way(band: ast.Band) -> str:
    """Say whether a band goes on without end, upwards or downwards."""
    if band.low is not None and band.high is None and band.operators != ("=",):
        return "up"
    return "down" if band.low is None else "both"


def _longest(bands: Iterable[ast.Band], start: str) -> int:
    return max((len(begin) for band in bands for begin in codes(band) if start.startswith(begin)), default=0)


def _name(name: object) -> str:
    return {True: "是", False: "否", None: "…"}.get(name, str(name)) if isinstance(name, bool | None) else str(name)
