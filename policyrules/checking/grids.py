"""A table as a grid: which row counts for which values of its keys.

In: a table whose cells were found to be in order, and what its keys are. Out: a `Grid`, which both checking and lowering read.
The first row that fits counts; where one row begins at a number at which another ends, both are given, since a rule of the
policy decides between them. Reports nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from attrs import frozen

from policyrules.checking import constants
from policyrules.checking.axes import AFTER, BEFORE, EVERYTHING, Axis, Line, Names, Stretch, code_line, line, named, stretch
from policyrules.checking.policy import Binding
from policyrules.syntax import ast
from policyrules.values.types import EnumType, OptionalType, Scalar, Type, is_numeric

#: Days, months and counts are whole.
_WHOLE = frozenset({Scalar.INTEGER, Scalar.DATE, Scalar.MONTHS, Scalar.DAYS})

#: A piece of each axis.
Cell = tuple[int, ...]


@frozen(eq=False)
class Grid:
    """A table and its axes; `taken` are the pieces of each axis that each row takes."""

    rows: Sequence[ast.Row]
    axes: tuple[Axis, ...]
    taken: tuple[tuple[frozenset[int], ...], ...]

    @property
    def size(self) -> int:
        """How many combinations of pieces there are."""
        return prod(len(axis.pieces) for axis in self.axes)

    def cells(self) -> Iterator[Cell]:
        """Yield all combinations of pieces in which there is any value."""
        return product(*([n for n in range(len(axis.pieces)) if axis.exists(n)] for axis in self.axes))

    def is_possible(self, cell: Cell) -> bool:
        """Say whether the keys can have such values."""
        return all(axis.is_possible(piece) for axis, piece in zip(self.axes, cell, strict=True))

    def fits(self, cell: Cell) -> list[int]:
        """Return the rows that fit, in their order."""
        return [n for n, taken in enumerate(self.taken) if all(p in pieces for p, pieces in zip(cell, taken, strict=True))]

    def meeting(self, cell: Cell) -> tuple[int, ...]:
        """Return the first row that fits, and those that begin or end where it ends or begins; none where no row fits."""
        fits = self.fits(cell)
        return (*fits[:1], *(other for other in fits[1:] if self.is_end_of_both(cell, fits[0], other)))

    def is_end_of_both(self, cell: Cell, one: int, other: int) -> bool:
        """Say whether one row begins at a number of the cell at which the other ends."""
        for key, (axis, piece) in enumerate(zip(self.axes, cell, strict=True)):
            number = axis.pieces[piece].number if isinstance(axis, Line) else None
            if number is None or not self.rows[one].cells or not self.rows[other].cells:
                continue
            (low, high), (begins, ends) = (self._ends(row, key, number) for row in (one, other))
            if (low and ends) or (high and begins):
                return True
        return False

    def _ends(self, row: int, key: int, number: Fraction) -> tuple[bool, bool]:
        """Say whether a row begins, and whether it ends, at a number that it includes."""
        axis = self.axes[key]
        assert isinstance(axis, Line)
        found = [numbers for band in self.rows[row].cells[key].bands if (numbers := stretch(band, axis.or_less))]
        return any(one.start == (number, BEFORE) for one in found), any(one.end == (number, AFTER) for one in found)


def grid(table: ast.ByTable, types: Mapping[ast.Tree, Type], bindings: Mapping[ast.Name, Binding], or_less: bool) -> Grid:
    """Return the grid of a table; `or_less` says whether 以下 includes the number."""
    axes = tuple(_axis(table, key, types, bindings, or_less) for key in range(len(table.keys)))
    return Grid(table.rows, axes, tuple(tuple(_taken(row, key, axis) for key, axis in enumerate(axes)) for row in table.rows))


def _axis(
    table: ast.ByTable, key: int, types: Mapping[ast.Tree, Type], bindings: Mapping[ast.Name, Binding], or_less: bool
) -> Axis:
    bands = [band for row in table.rows if row.cells for band in row.cells[key].bands]
    written = table.keys[key]
    if written.prefix:
        return code_line(bands)
    type_ = element(types.get(written.value))
    if type_ is not None and is_numeric(type_):
        return line(bands, or_less, type_ in _WHOLE, declared_range(written.value, bindings))
    if isinstance(type_, EnumType):
        return Names(type_.members, others=False)
    if type_ is Scalar.BOOL:
        return Names((True, False), others=False)
    return Names(tuple(dict.fromkeys(name for band in bands if (name := named(band)) is not None)), others=True)


def element(type_: Type | None) -> Type | None:
    """Return the type of a value that may be left out."""
    return type_.element if isinstance(type_, OptionalType) else type_


def declared_range(written: ast.Expression, bindings: Mapping[ast.Name, Binding]) -> Stretch:
    """Return the declared range of the fact or field that an expression plainly is, everything where it is none."""
    if isinstance(written, ast.Index):
        written = written.target
    name = written.field if isinstance(written, ast.Access) else written
    binding = bindings.get(name) if isinstance(name, ast.Name) else None
    declared = binding.declaration if binding is not None else None
    if not isinstance(declared, ast.FieldLine):
        return EVERYTHING
    low, high = constants.number(declared.low), constants.number(declared.high)
    return Stretch(None if low is None else (low, BEFORE), None if high is None else (high, AFTER))


def _taken(row: ast.Row, key: int, axis: Axis) -> frozenset[int]:
    bands = row.cells[key].bands if row.cells else ()
    if not bands:  # 否则 and 任意
        return frozenset(range(len(axis.pieces)))
    return frozenset().union(*(axis.taken(band) for band in bands))
