"""A table as a grid: which row counts for which values of its keys.

In: a table whose cells were found to be in order, and what its keys are. Out: a `Grid`, which both checking and lowering read.
The first row that fits counts; where one row begins at a number at which another ends, both are given, since a rule of the
policy decides between them. Reports nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod

from attrs import field, frozen

from policyrules.checking import constants
from policyrules.checking.axes import AFTER, BEFORE, EVERYTHING, Axis, Line, Names, Stretch, code_line, line, named, stretch
from policyrules.checking.policy import Binding
from policyrules.syntax import ast
from policyrules.values.types import WHOLE, EnumType, OptionalType, Scalar, Type, is_numeric

#: A piece of each axis.
Cell = tuple[int, ...]


@frozen(eq=False, slots=False)
class Grid:
    """A table and its axes."""

    rows: Sequence[ast.Row]
    axes: tuple[Axis, ...]
    _found: dict[Cell, tuple[int, ...]] = field(factory=dict, init=False, repr=False)

    @cached_property
    def taken(self) -> tuple[tuple[frozenset[int], ...], ...]:
        """The pieces of each axis that each row takes."""
        return tuple(tuple(_taken(row, key, axis) for key, axis in enumerate(self.axes)) for row in self.rows)

    @cached_property
    def _taking(self) -> Sequence[Sequence[int]]:
        """The rows that take each piece of the first axis."""
        rows: list[list[int]] = [[] for _ in self.axes[0].pieces]
        for row, (first, *_) in enumerate(self.taken):
            for piece in first:
                rows[piece].append(row)
        return rows

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
        first, *others = cell
        if not others:
            return [*self._taking[first]]
        return [n for n in self._taking[first] if all(p in pieces for p, pieces in zip(others, self.taken[n][1:], strict=True))]

    def meeting(self, cell: Cell) -> tuple[int, ...]:
        """Return the first row that fits, and those that begin or end where it ends or begins; none where no row fits."""
        if cell not in self._found:
            fits = self.fits(cell)
            at = {row for key, piece in enumerate(cell) for row in self._with_an_end_at(key, piece)} if len(fits) > 1 else ()
            meeting = (other for other in fits[1:] if other in at and self.is_end_of_both(cell, fits[0], other))
            self._found[cell] = (*fits[:1], *meeting)
        return self._found[cell]

    def is_end_of_both(self, cell: Cell, one: int, other: int) -> bool:
        """Say whether one row begins at a number of the cell at which the other ends."""
        for key, piece in enumerate(cell):
            rows = self._with_an_end_at(key, piece)
            (low, high), (begins, ends) = (rows.get(row, _NEITHER) for row in (one, other))
            if (low and ends) or (high and begins):
                return True
        return False

    def _with_an_end_at(self, key: int, piece: int) -> Mapping[int, tuple[bool, bool]]:
        """Return the rows that begin or end at the number that a piece is, and which of both; none where it is none."""
        axis = self.axes[key]
        number = axis.pieces[piece].number if isinstance(axis, Line) else None
        return {} if number is None else self._ends.get((key, number), {})

    @cached_property
    def _ends(self) -> Mapping[tuple[int, Fraction], Mapping[int, tuple[bool, bool]]]:
        """By key and number: the rows that begin, and that end, at a number that they include."""
        found: dict[tuple[int, Fraction], dict[int, tuple[bool, bool]]] = {}
        for row, written in enumerate(self.rows):
            for key, cell in enumerate(written.cells):
                axis = self.axes[key]
                stretches = [stretch(band, axis.or_less) for band in cell.bands] if isinstance(axis, Line) else []
                for numbers in stretches:
                    for number, ends in _included_ends(numbers):
                        rows = found.setdefault((key, number), {})
                        before = rows.get(row, _NEITHER)
                        rows[row] = (before[0] or ends[0], before[1] or ends[1])
        return found


#: Of a row that neither begins nor ends there.
_NEITHER = (False, False)


def _included_ends(numbers: Stretch | None) -> Iterator[tuple[Fraction, tuple[bool, bool]]]:
    """Yield the numbers at which a stretch begins or ends and that lie in it."""
    if numbers is not None and numbers.start is not None and numbers.start[1] == BEFORE:
        yield numbers.start[0], (True, False)
    if numbers is not None and numbers.end is not None and numbers.end[1] == AFTER:
        yield numbers.end[0], (False, True)


def grid(table: ast.ByTable, types: Mapping[ast.Tree, Type], bindings: Mapping[ast.Name, Binding], or_less: bool) -> Grid:
    """Return the grid of a table; `or_less` says whether 以下 includes the number."""
    axes = tuple(_axis(table, key, types, bindings, or_less) for key in range(len(table.keys)))
    return Grid(table.rows, axes)


def _axis(
    table: ast.ByTable, key: int, types: Mapping[ast.Tree, Type], bindings: Mapping[ast.Name, Binding], or_less: bool
) -> Axis:
    bands = [band for row in table.rows if row.cells for band in row.cells[key].bands]
    written = table.keys[key]
    if written.prefix:
        return code_line(bands)
    type_ = element(types.get(written.value))
    if type_ is not None and is_numeric(type_):
        return line(bands, or_less, type_ in WHOLE, declared_range(written.value, bindings))
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
    if low is not None and high is not None and low > high:
        return EVERYTHING
    return Stretch(None if low is None else (low, BEFORE), None if high is None else (high, AFTER))


def _taken(row: ast.Row, key: int, axis: Axis) -> frozenset[int]:
    bands = row.cells[key].bands if row.cells else ()
    if not bands:  # 否则 and 任意
        return frozenset(range(len(axis.pieces)))
    return frozenset().union(*(axis.taken(band) for band in bands))
