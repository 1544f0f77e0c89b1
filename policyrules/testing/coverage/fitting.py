"""What is enough for a row of a table to count.

In: a table as it is written, and one of its rows. Out: what nodes are to be. Where rows overlap, one before may count all the
same: whoever aims looks again. Knows no obligations.
"""

from collections.abc import Iterator
from fractions import Fraction

from policyrules.core.outline import RowSpec, TableSpec
from policyrules.testing.aiming.goals import OneOf
from policyrules.testing.coverage.occurrences import Frame
from policyrules.testing.coverage.watches import Meant
from policyrules.values.answers import Interval, Truth
from policyrules.values.bands import Bands

T, F = Truth.T, Truth.F


def fitting(frame: Frame, table: TableSpec, row: RowSpec) -> Iterator[Meant]:
    """Yield what is enough for a row to count: each key in its cell, or its condition and none before it."""
    if row.guard is not None or not table.keys:
        before = table.rows[: table.rows.index(row)]
        yield from ((frame, one.guard, F) for one in before if one.guard is not None)
        yield from () if row.guard is None else ((frame, row.guard, T),)
        return
    for key, cell in zip(table.keys, row.cells, strict=False):
        if cell is not None and cell.bands is not None:
            piece = cell.bands.places.index(0)
            yield frame, key.node, _within(cell.bands, piece)
        elif cell is not None and isinstance(cell.names[0], bool):
            yield frame, key.node, T if cell.names[0] else F
        elif cell is not None:
            yield frame, key.node, OneOf(tuple(map(str, cell.names)))


def _within(bands: Bands, piece: int) -> Interval:
    """Return numbers that lie in a piece, without an end that does not: whole ones, where only those count."""
    cuts = bands.cuts
    low, high = (cuts[piece - 1] if piece else None), (cuts[piece] if piece < len(cuts) else None)
    step = Fraction(1) if bands.whole else Fraction(1, 1_000_000)
    first = None if low is None else low[0] if low[1] else low[0] + step
    last = None if high is None else high[0] - step if high[1] else high[0]
    return Interval(first, last)
