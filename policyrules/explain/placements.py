"""Where the values of an enterprise stand in a table: the rows that can still count, and how far the next one is.

In: the site of a table, read together with the answers. Out: `Placement`. The distance is that to the nearest row that gives
more, where the table is read by one number that is known. Knows no words.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import cast

from attrs import frozen

from policyrules.core.outline import CellSpec, KeySpec, RowSpec, Site, SiteKind, TableSpec
from policyrules.core.program import Op
from policyrules.explain.operands import Distance, Operand, OperandKind, bounds_tell, input_operand, inputs, of_quotient
from policyrules.explain.scope import Scope
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.types import Type

T, U, F = Truth.T, Truth.U, Truth.F


@frozen
class RowRead:
    """A row that can count: as it is written, which of the children of the site of its table it is, and what it gives."""

    text: str
    at: int
    answer: Answer
    type: Type


@frozen
class NextRow:
    """A row that gives more, and how far the value is from it; not exactly so far where its end itself is not enough."""

    row: RowRead
    distance: Distance


@frozen
class Placement:
    """What a table was read by, the rows that can still count, what it gives, and the next row that gives more.

    A table of items has no rows: `met` are the names of those that hold. Nor has the better or the lesser of several tables:
    each of these stands, under its name, in `among`.
    """

    keys: tuple[Operand, ...]
    rows: tuple[RowRead, ...]
    answer: Answer
    type: Type
    next: NextRow | None = None
    met: tuple[str, ...] = ()
    among: "tuple[tuple[str, Placement], ...]" = ()

    @property
    def row(self) -> RowRead | None:
        """The row that counts, where only one can."""
        return self.rows[0] if len(self.rows) == 1 else None


def placement(scope: Scope, site: Site) -> Placement:
    """Return where the values stand in the table of a site; of any other site, what it was made of."""
    home, index = scope.source(site.node)
    answer, type_ = home.answer(index), home.nodes[index].type
    if site.table is None:
        among = tuple(_among(scope, site)) if home.nodes[index].op is Op.EXTREME else ()
        if among:
            read = dict.fromkeys(key for _, one in among for key in one.keys)
            return Placement(tuple(read), (), answer, type_, among=among)
        met = tuple(child.label for child in site.children if child.label and scope.answer(child.node) is T)
        return Placement(inputs(home, index), (), answer, type_, met=met)
    rows = tuple(possible_rows(scope, site.table, answer))
    keys = tuple(_key(scope, key, in_row=len(rows) == 1) for key in site.table.keys) or inputs(home, index)
    return Placement(keys, tuple(_read(scope, row) for row in rows), answer, type_, _next(scope, site, site.table, rows))


def _among(scope: Scope, site: Site) -> Iterator[tuple[str, Placement]]:
    """Yield the tables of which one counts, the better or the lesser one, by the names of their definitions."""
    for child in site.children:
        yield from ((child.label or child.text, placement(scope, table)) for table in tables(child))


def tables(site: Site) -> Iterator[Site]:
    """Yield the tables that a value is plainly read from: those that its name stands for."""
    if site.kind is SiteKind.TABLE:
        yield site
    elif site.kind is SiteKind.DEFINITION:
        for child in site.children:
            yield from tables(child)


# --- rows -----------------------------------------------------------------------------------------------------------------


def _read(scope: Scope, row: RowSpec) -> RowRead:
    home, index = scope.source(row.value)
    return RowRead(row.text, row.at, home.answer(index), home.nodes[index].type)


def possible_rows(scope: Scope, table: TableSpec, answer: Answer) -> Iterator[RowSpec]:
    """Yield the rows that can count: none after one that fits for certain, unless both meet where the value stands."""
    fitting: list[RowSpec] = []
    for row in table.rows:
        if fitting and not table.meets:
            break
        fits = _fits(scope, table.keys, row)
        if fits is U:
            yield row
        elif fits is T:
            fitting.append(row)
    counted = next((row for row in fitting if scope.answer(row.value) == answer), fitting[0] if fitting else None)
    if counted is not None:
        yield counted


def _fits(scope: Scope, keys: Sequence[KeySpec], row: RowSpec) -> Truth:
    if row.guard is not None:
        return cast(Truth, scope.answer(row.guard))
    fits = (_in_cell(scope.answer(key.node), cell) for key, cell in zip(keys, row.cells, strict=False) if cell is not None)
    return min(fits, default=T)


def _in_cell(answer: Answer, cell: CellSpec) -> Truth:
    match answer:
        case Interval() if cell.bands is not None:
            places = cell.bands.places_met(answer)
            return U if len(places) > 1 else F if places[0] is None else T
        case Symbol(None):
            return U
        case Symbol(str(text)):
            begins = text.startswith(tuple(map(str, cell.names))) if cell.codes else text in cell.names
            return T if begins else F
        case Truth():
            return U if answer is U else T if (answer is T) in cell.names else F
        case _:
            return U


def _key(scope: Scope, key: KeySpec, *, in_row: bool) -> Operand:
    """Return what a table is read by, under the name of a definition where it is one; `in_row` where only one row can count."""
    known = input_operand(scope, key.node)
    if known is not None:
        return known
    home, index = scope.source(key.node)
    name = key.site.label or key.text if key.site.kind is SiteKind.DEFINITION else key.text
    tell = in_row or bounds_tell(home, index)
    return Operand(OperandKind.NAMED, name, home.answer(index), home.nodes[index].type, bounded=tell)


# --- the next row ---------------------------------------------------------------------------------------------------------


def _next(scope: Scope, site: Site, table: TableSpec, rows: Sequence[RowSpec]) -> NextRow | None:
    """Return the nearest row that gives more, where one number decides and it is known; 否则 is a row as any other."""
    if len(table.keys) != 1 or len(rows) != 1:
        return None
    home, index = scope.source(table.keys[0].node)
    at, gives = home.answer(index), scope.answer(rows[0].value)
    if not isinstance(at, Interval) or at.point is None or not isinstance(gives, Interval) or gives.point is None:
        return None
    asked, place = scope.source(site.node)
    node = asked.nodes[place]
    if not isinstance(node.data, Bands):  # whatever the number is, it is placed alike: there are no bands
        return None
    bands = node.data
    here = bands.piece(at.point)
    nearest: tuple[Fraction, bool, Fraction, bool, Answer] | None = None
    for piece in bands.met(Interval(None, None)):
        value = bands.places[piece]
        more = None if value is None or piece == here else asked.answer(node.args[1 + value])
        if not isinstance(more, Interval) or more.low is None or more.low <= gives.point:
            continue
        is_up = piece > here
        end, above = bands.cuts[piece - 1 if is_up else piece]
        away, outside = abs(end - at.point), above is not is_up
        if nearest is None or (away, outside) < nearest[:2]:
            nearest = away, outside, end, is_up, more
    if nearest is None:
        return None
    away, outside, end, is_up, gained = nearest
    row = next(row for row in table.rows if scope.answer(row.value) == gained and _takes(row, end, outside, is_up))

    def will_do(number: Fraction) -> bool:
        value = bands.places[bands.piece(number)]
        return value is not None and asked.answer(node.args[1 + value]) == scope.answer(row.value)

    distance = Distance(away, home.nodes[index].type, exact=not outside)
    return NextRow(_read(scope, row), of_quotient(distance, home, index, end, will_do, strictly=outside))


def _takes(row: RowSpec, end: Fraction, outside: bool, is_up: bool) -> bool:
    """Say whether a row takes a number, or, where that is `outside`, what is right above it or below."""
    bands = row.cells[0].bands if row.cells and row.cells[0] is not None else None
    if bands is None:
        return True
    beyond = sum(cut <= end if is_up else cut < end for cut, _ in bands.cuts)
    return bands.places[beyond if outside else bands.piece(end)] is not None
