"""Lowering of tables: rows become operators that exist.

In: a table of a checked policy, and what its names stand for at that place. Out: the question what the table gives, with a site
that keeps its rows. What a table means is written out here and nowhere else:

- `按 … :` asks BAND of a number or a date, and CHOOSE of a name, a truth or a code, one in the other for several keys, so that
  a key that is not known leaves exactly the values of the rows that can still be met;
- of two bands that meet at a number, the higher (or lower) value counts where the policy says so;
- `分段累计` adds up, for each stretch of a rate, the rate × max(0, min(x, end) − beginning);
- `首个符合:` and `按持有层次:` ask CHOOSE; who holds none of the tiers is given nothing;
- `每满足一项得` adds up CHOOSE(line, points, 0), `每满` rounds down, neither beyond its cap, nor below zero.
"""

import re
from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Protocol, assert_never

from attrs import evolve, frozen

from policyrules.checking import constants
from policyrules.checking.axes import AFTER, BEFORE, Axis, Codes, Line, Names, Place, Stretch
from policyrules.checking.fitting import head
from policyrules.checking.grids import Cell, Grid, grid
from policyrules.checking.policy import CheckedPolicy
from policyrules.core.outline import CellSpec, KeySpec, RowSpec, Site, SiteKind, TableSpec
from policyrules.core.program import Comparator, Node, Op, Prefixes
from policyrules.core.questions import Env, Question, Steps, one_line
from policyrules.core.scopes import Builder, Ref, type_of
from policyrules.syntax import ast
from policyrules.values.answers import Symbol, point
from policyrules.values.bands import Bands
from policyrules.values.operators import arithmetic
from policyrules.values.types import Scalar, Type


class Lowering(Protocol):
    """What lowers the expressions in a table."""

    policy: CheckedPolicy
    build: Builder

    def plain(self, written: ast.Expression, env: Env) -> Steps[Question]: ...

    def condition(self, written: ast.Condition, env: Env) -> Steps[Question]: ...

    def site(
        self, kind: SiteKind, written: ast.Tree, env: Env, ref: Ref, *children: Question, label: str | None = None
    ) -> Site: ...


@frozen(eq=False)
class Tables:
    """Lowers the tables of one policy."""

    lowering: Lowering

    @property
    def build(self) -> Builder:
        return self.lowering.build

    def table(self, table: ast.Table, env: Env, boundary: str | None = None) -> Steps[Question]:
        """Lower a table; `boundary` is the rule around it for numbers at which two bands meet."""
        type_ = self.lowering.policy.types[table]
        match table:
            case ast.ByTable(slices=True):
                return (yield from self._sliced(table, type_, env))
            case ast.ByTable():
                return (yield from self._by_table(table, type_, table.boundary or boundary, env))
            case ast.FirstMatch() | ast.TierTable():
                return (yield from self._cases(table, type_, env))
            case ast.PerItem():
                return (yield from self._per_item(table, type_, env))
            case ast.PerFull():
                return (yield from self._per_full(table, type_, env))
            case _:
                assert_never(table)

    def _all(self, written: Sequence[ast.Expression], env: Env) -> Steps[list[Question]]:
        questions = []
        for one in written:
            questions.append((yield from self.lowering.plain(one, env)))
        return questions

    def _grid(self, table: ast.ByTable) -> Grid:
        policy = self.lowering.policy
        return grid(table, policy.types, policy.bindings, policy.or_less)

    # --- bands and lookups ------------------------------------------------------------------------------------------

    def _by_table(self, table: ast.ByTable, type_: Type, boundary: str | None, env: Env) -> Steps[Question]:
        keys = yield from self._all([key.value for key in table.keys], env)
        values = yield from self._all([row.value for row in table.rows], env)
        nest = _Nest(self.build, self._grid(table), table.rows, [key.ref for key in keys], values, type_, boundary)
        ref = nest.at(())
        assert ref is not None  # INVARIANT: checking refuses a table that takes nothing
        spec = TableSpec(
            tuple(_key(key, asked, axis, env) for key, asked, axis in zip(table.keys, keys, nest.grid.axes, strict=True)),
            tuple(
                _row(row, n, value, nest.grid, env, at=len(keys) + n)
                for n, (row, value) in enumerate(zip(table.rows, values, strict=True))
            ),
            meets=boundary is not None,
        )
        return self._question(table, ref, (*keys, *values), spec, env)

    def _sliced(self, table: ast.ByTable, type_: Type, env: Env) -> Steps[Question]:
        (key,) = yield from self._all([table.keys[0].value], env)
        rates = yield from self._all([row.value for row in table.rows], env)
        cut = self._grid(table)
        parts = [self._slice(key.ref, rate.ref, one) for n, rate in enumerate(rates) for one in stretches(cut, n)]
        ref = parts[0]
        for part in parts[1:]:
            ref = self.build.ask(Op.ARITHMETIC, (ref, part), type_, "+")
        return self._question(table, ref, (key, *rates), None, env)

    def _slice(self, key: Ref, rate: Ref, stretch: Stretch) -> Ref:
        """Ask for the part of a number that lies in a stretch, times its rate."""
        type_ = type_of(key)
        low = Fraction(0) if stretch.start is None else stretch.start[0]
        most = key if stretch.end is None else self.build.ask(Op.EXTREME, (key, number(stretch.end[0], type_)), type_, "min")
        above = self.build.ask(Op.ARITHMETIC, (most, number(low, type_)), type_, "-")
        part = self.build.ask(Op.EXTREME, (above, number(0, type_)), type_, "max")
        made = arithmetic("*", type_, type_of(rate))
        assert made is not None
        return self.build.ask(Op.ARITHMETIC, (part, rate), made, "*")

    # --- conditions and tiers ---------------------------------------------------------------------------------------

    def _cases(self, table: ast.FirstMatch | ast.TierTable, type_: Type, env: Env) -> Steps[Question]:
        guards: list[Question] = []
        for row in table.rows:
            if row.condition is not None:
                guards.append((yield from self.lowering.condition(row.condition, env)))
        values = yield from self._all([row.value for row in table.rows], env)
        last: Ref = values[-1].ref if len(values) > len(guards) else number(0, type_)
        pairs = [ref for guard, value in zip(guards, values, strict=False) for ref in (guard.ref, value.ref)]
        ref = self.build.ask(Op.CHOOSE, (*pairs, last), type_) if pairs else last
        rows = []
        for n, (row, value) in enumerate(zip(table.rows, values, strict=True)):
            guard = env.scope.index(guards[n].ref) if n < len(guards) else None
            at = n + len(guards[: n + 1])  # behind its own condition
            rows.append(RowSpec(head(row), env.scope.index(value.ref), guard=guard, line=row.span.first.line, at=at))
        inside = [part for n, value in enumerate(values) for part in (*guards[n : n + 1], value)]
        return self._question(table, ref, inside, TableSpec((), tuple(rows)), env)

    # --- points -----------------------------------------------------------------------------------------------------

    def _per_item(self, table: ast.PerItem, type_: Type, env: Env) -> Steps[Question]:
        (points,) = yield from self._all([table.points], env)
        lines: list[Question] = []
        for line in table.lines:
            asked = yield from self.lowering.condition(line.condition, env)
            lines.append(evolve(asked, site=evolve(asked.site, label=line.label.name)) if line.label else asked)
        zero = number(0, type_)
        each = [self.build.ask(Op.CHOOSE, (line.ref, points.ref, zero), type_) for line in lines]
        ref: Ref = each[0]
        for one in each[1:]:
            ref = self.build.ask(Op.ARITHMETIC, (ref, one), type_, "+")
        ref = yield from self._capped(ref, table.cap, type_, env)
        return self._question(table, ref, lines, None, env)

    def _per_full(self, table: ast.PerFull, type_: Type, env: Env) -> Steps[Question]:
        value, step, points = yield from self._all([table.value, table.step, table.points], env)
        quotient = arithmetic("/", type_of(value.ref), type_of(step.ref))
        assert quotient is not None
        how_many = self.build.ask(Op.ARITHMETIC, (value.ref, step.ref), quotient, "/")
        full = self.build.ask(Op.ROUND, (how_many, number(1, Scalar.NUMBER)), Scalar.NUMBER, "down")
        counted = self.build.ask(Op.EXTREME, (full, number(0, Scalar.NUMBER)), Scalar.NUMBER, "max")
        ref: Ref = self.build.ask(Op.ARITHMETIC, (counted, points.ref), type_, "*")
        ref = yield from self._capped(ref, table.cap, type_, env)
        return self._question(table, ref, (value,), None, env)

    def _capped(self, ref: Ref, cap: ast.Expression | None, type_: Type, env: Env) -> Steps[Ref]:
        if cap is None:
            return ref
        most = yield from self.lowering.plain(cap, env)
        return self.build.ask(Op.EXTREME, (ref, most.ref), type_, "min")

    def _question(self, table: ast.Table, ref: Ref, inside: Sequence[Question], spec: TableSpec | None, env: Env) -> Question:
        site = self.lowering.site(SiteKind.TABLE, table, env, ref, *inside)
        return Question(ref, evolve(site, text=table_head(table), table=spec))


def table_head(table: ast.Table) -> str:
    """Return what stands before the rows of a table, or its only line."""
    return re.split("[:：]", one_line(table.span), maxsplit=1)[0].rstrip()


@frozen(eq=False)
class _Nest:
    """One question in the other, a level for each key."""

    build: Builder
    grid: Grid
    rows: Sequence[ast.Row]
    keys: Sequence[Ref]
    values: Sequence[Question]
    type: Type
    boundary: str | None

    def at(self, cell: Cell) -> Ref | None:
        """Return the question that is left where the first keys lie in the pieces of a cell; `None` where no row fits."""
        key = len(cell)
        if key == len(self.grid.axes):
            return self._value(self.grid.meeting(cell))
        axis = self.grid.axes[key]
        inside: list[Ref | None] = []
        for piece in range(len(axis.pieces)):
            # In a piece without a value, whatever stands beside it does as well.
            beside = piece > 0 and not axis.exists(piece)
            inside.append(inside[-1] if beside else self.at((*cell, piece)))
        if None not in inside and len(set(inside)) == 1:
            return inside[0]
        return self._asked(axis, self.keys[key], inside)

    def _asked(self, axis: Axis, key: Ref, inside: Sequence[Ref | None]) -> Ref | None:
        match axis:
            case Line():
                return self._banded(axis, key, inside)
            case Names():
                return self._named(axis, key, inside)
            case Codes():
                return self._coded(axis, key, inside)
            case _:
                assert_never(axis)

    def _value(self, rows: tuple[int, ...]) -> Ref | None:
        """Return the value of the one row, or of those that meet what the rule for it says."""
        if not rows:
            return None
        if len(rows) == 1 or self.boundary is None:
            return self.values[rows[0]].ref
        pick = max if self.boundary == "higher" else min
        known = [(number, -row) for row in rows if (number := constants.number(self.rows[row].value)) is not None]
        if len(known) == len(rows):
            return self.values[-pick(known)[1]].ref
        return self.build.ask(Op.EXTREME, [self.values[row].ref for row in rows], self.type, pick.__name__)

    # --- numbers ----------------------------------------------------------------------------------------------------

    def _banded(self, axis: Line, key: Ref, inside: Sequence[Ref | None]) -> Ref | None:
        distinct = [ref for ref in dict.fromkeys(inside) if ref is not None]
        if not distinct:
            return None
        place_of: dict[Ref | None, int | None] = {None: None, **{ref: place for place, ref in enumerate(distinct)}}
        cuts: list[tuple[Fraction, bool]] = []
        places = [place_of[inside[0]]]
        for piece, ref in zip(axis.pieces[1:], inside[1:], strict=True):
            place = place_of[ref]
            if place != places[-1]:
                assert piece.start is not None
                cuts.append((piece.start[0], piece.start[1] == BEFORE))
                places.append(place)
        return self.build.ask(Op.BAND, (key, *distinct), self.type, Bands(tuple(cuts), tuple(places), axis.whole))

    # --- names and codes --------------------------------------------------------------------------------------------

    def _named(self, axis: Names, key: Ref, inside: Sequence[Ref | None]) -> Ref | None:
        """Ask which name it is; the last group of names needs no question."""
        last = inside[-1]
        if last is None or None in inside:
            return None
        groups: dict[Ref, list[str | bool]] = {}
        for name, ref in zip(axis.names, inside, strict=False):
            if ref is not None and ref != last:
                groups.setdefault(ref, []).append(name)
        pairs = [part for ref, names in groups.items() for part in (self._is_one_of(key, names), ref)]
        return self.build.ask(Op.CHOOSE, (*pairs, last), self.type)

    def _is_one_of(self, key: Ref, names: Sequence[str | bool]) -> Ref:
        asked = [self._is(key, name) for name in names]
        return asked[0] if len(asked) == 1 else self.build.ask(Op.OR, asked, Scalar.BOOL)

    def _is(self, key: Ref, name: str | bool) -> Ref:
        if isinstance(name, bool):
            return key if name else self.build.ask(Op.NOT, (key,), Scalar.BOOL)
        literal = Node(Op.LITERAL, (), type_of(key), Symbol(name))
        return self.build.ask(Op.COMPARE, (key, literal), Scalar.BOOL, Comparator.EQ)

    def _coded(self, axis: Codes, key: Ref, inside: Sequence[Ref | None]) -> Ref | None:
        """Ask how a code begins: longer beginnings first, since a shorter one stands for what is left."""
        last = inside[-1]
        if last is None or None in inside:
            return None
        pairs: list[Ref] = []
        for length in dict.fromkeys(map(len, axis.starts)):
            groups: dict[Ref, list[str]] = {}
            for start, ref in zip(axis.starts, inside, strict=False):
                if len(start) == length and ref is not None:
                    groups.setdefault(ref, []).append(start)
            for ref, starts in groups.items():
                pairs += (self.build.ask(Op.STARTS, (key,), Scalar.BOOL, prefixes(starts)), ref)
        return self.build.ask(Op.CHOOSE, (*pairs, last), self.type)


# --- parts --------------------------------------------------------------------------------------------------------------


def number(value: Fraction | int, type_: Type) -> Node:
    """Return a constant of a type."""
    return Node(Op.LITERAL, (), type_, point(value))


def prefixes(starts: Sequence[str]) -> Prefixes:
    """Return beginnings of one length, in order; digits that follow one another as one."""
    found: list[tuple[str, str]] = []
    for start in sorted(starts):
        follows = found and start.isascii() and start.isdecimal() and found[-1][1].isdecimal()
        if follows and int(found[-1][1]) + 1 == int(start):
            found[-1] = (found[-1][0], start)
        else:
            found.append((start, start))
    return tuple(found)


def stretches(cut: Grid, row: int) -> list[Stretch]:
    """Return the numbers that a row is the first to take; where only whole ones count, up from the one before."""
    axis = cut.axes[0]
    assert isinstance(axis, Line)
    found: list[Stretch] = []
    for n, piece in enumerate(axis.pieces):
        if not axis.exists(n) or cut.fits((n,))[:1] != [row]:
            continue
        taken = Stretch(_last_whole(piece.start), _last_whole(piece.end)) if axis.whole else piece
        if found and found[-1].end is not None and found[-1].end == taken.start:
            taken = Stretch(found.pop().start, taken.end)
        found.append(taken)
    return found


def _last_whole(place: Place | None) -> Place | None:
    """Return the place right after the last whole number before a place."""
    if place is None:
        return None
    return Fraction(floor(place[0]) if place[1] == AFTER else ceil(place[0]) - 1), AFTER


def _key(key: ast.Key, asked: Question, axis: Axis, env: Env) -> KeySpec:
    return KeySpec(env.scope.index(asked.ref), one_line(key.value.span), asked.site)


def _row(row: ast.Row, number_: int, value: Question, cut: Grid, env: Env, *, at: int) -> RowSpec:
    cells = tuple(_cell(axis, taken) for axis, taken in zip(cut.axes, cut.taken[number_], strict=True)) if row.cells else ()
    return RowSpec(head(row), env.scope.index(value.ref), cells, line=row.span.first.line, at=at)


def _cell(axis: Axis, taken: frozenset[int]) -> CellSpec | None:
    """Return what a row asks of a key; `None` where anything does."""
    if len(taken) == len(axis.pieces):
        return None
    match axis:
        case Line():
            return _numbers(axis, taken)
        case Names() | Codes():
            names = tuple(name for n, name in enumerate(axis.pieces) if n in taken and name is not None)
            return CellSpec(names=names, codes=isinstance(axis, Codes))
        case _:
            assert_never(axis)


def _numbers(axis: Line, taken: frozenset[int]) -> CellSpec:
    """Cut the line into what a row takes (place 0) and what it does not."""
    cuts: list[tuple[Fraction, bool]] = []
    places: list[int | None] = [0 if 0 in taken else None]
    for n, piece in enumerate(axis.pieces[1:], start=1):
        place = 0 if n in taken else None
        if place != places[-1]:
            assert piece.start is not None
            cuts.append((piece.start[0], piece.start[1] == BEFORE))
            places.append(place)
    return CellSpec(bands=Bands(tuple(cuts), tuple(places), axis.whole))
