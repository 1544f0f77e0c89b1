"""Random tables: of bands, names, codes, conditions, tiers and points. Their rows are disjoint, complete and all reached.

In: the type of what they give, and what is in sight. Out: tables with the type that checking finds.
"""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise

from attrs import frozen

from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.conditions import Conditions
from policyrules.testing.wild.expressions import is_constant
from policyrules.testing.wild.literals import literal
from policyrules.testing.wild.nodes import Typed, made
from policyrules.testing.wild.world import Sight, World
from policyrules.values.operators import SUMMABLE, arithmetic, common, ordered
from policyrules.values.types import Scalar, Type

#: What gives the value of a row.
Value = Callable[[], Typed]

#: Cells that are disjoint and take all values between them; those of which none follows go without 否则.
_Cells = list[ast.Cell]

_CUT: dict[Scalar, Callable[[int], ast.Expression]] = {
    Scalar.MONEY: lambda n: nodes.money(100 * n, "万元"),
    Scalar.INTEGER: lambda n: nodes.number(10 * n),
    Scalar.NUMBER: lambda n: nodes.number(Fraction(15 * n, 2)),
    Scalar.PERCENT: lambda n: nodes.percent(5 * n),
    Scalar.RATIO: lambda n: nodes.percent(5 * n),
    Scalar.DATE: lambda n: nodes.day(date(2015 + n, 3, 31)),
    Scalar.MONTHS: lambda n: nodes.duration(n, "year"),
    Scalar.DAYS: lambda n: nodes.duration(30 * n, "day"),
}

_CODES = ("C39", "C3", "A01", "B", "65")


@frozen(eq=False)
class Tabled:
    """A table and the type of what it gives."""

    table: ast.Table
    type: Type


@frozen(eq=False)
class Tables:
    """Writes tables of one policy. `boundary` is true where a rule around a table says which of two bands counts."""

    world: World
    conditions: Conditions

    @property
    def choices(self) -> Choices:
        return self.world.choices

    def table(self, value: Value, sight: Sight, depth: int, *, wanted: Scalar | None = None, boundary: bool = False) -> Tabled:
        """Return a table whose values are drawn by `value`; `wanted` is the type that all of them must have."""
        kinds: list[Callable[[], Tabled | None]] = [
            lambda: self.bands(value, sight, depth, boundary),
            lambda: self.first_match(value, sight, depth),
            lambda: self.crossed(value, sight, depth),
            lambda: self.names(value, sight, depth),
            lambda: self.codes(value, sight),
            lambda: self.by_tier(value, sight),
        ]
        found = self.choices.pick(kinds)()
        return self.first_match(value, sight, depth) if found is None else found

    # --- values ---------------------------------------------------------------------------------------------------------

    def _values(self, value: Value, count: int) -> tuple[list[Typed], Type]:
        """Return values that go together, and what they are; they may all be written, as in most documents."""
        first = value()
        written = not is_constant(first.node) and self.choices.chance(40)  # points of a score are, and within their bounds
        found = [(literal(self.choices, first.type) if written else None) or first]
        type_ = found[0].type
        while len(found) < count:
            one = (literal(self.choices, type_) if written else None) or value()
            both = common(type_, one.type)
            if both is not None:
                type_ = both
                found.append(one)
        return found, type_

    def _rows(self, cells: Sequence[tuple[ast.Cell, ...]], value: Value) -> tuple[tuple[ast.Row, ...], Type]:
        """Return the rows of a table; 否则 stands for some of the last, or for none."""
        dropped = self.choices.integer(0, len(cells) - 1)
        heads = [*cells[: len(cells) - dropped], *([()] if dropped else [])]
        found, type_ = self._values(value, len(heads))
        return tuple(made(ast.Row, head, one.node) for head, one in zip(heads, found, strict=True)), type_

    # --- one key --------------------------------------------------------------------------------------------------------

    def bands(self, value: Value, sight: Sight, depth: int, boundary: bool = False) -> Tabled:
        """Return a table of bands of one number."""
        key, type_ = self._number(sight, depth)
        own = self.choices.pick((None, "higher", "lower"))
        cells = self._bands(type_, meeting=boundary or own is not None)
        rows, found = self._rows([(cell,) for cell in cells], value)
        if own is not None and not ordered(found):
            cells = self._bands(type_, meeting=False)
            rows, found = self._rows([(cell,) for cell in cells], value)
            own = None
        return Tabled(made(ast.ByTable, (made(ast.Key, key, False),), False, own, rows), found)

    def _number(self, sight: Sight, depth: int) -> tuple[ast.Expression, Scalar]:
        type_ = self.choices.pick(tuple(_CUT))
        found = self.conditions.values.open(type_, sight, min(depth, 1))
        assert isinstance(found.type, Scalar)
        return found.node, found.type

    def _bands(self, type_: Scalar, *, meeting: bool) -> _Cells:
        """Return bands from the top to the bottom that take every number once, or twice at their ends where that is allowed."""
        cuts = [_CUT[type_](n) for n in range(self.choices.integer(1, 3), 0, -1)]
        if self.choices.chance(30):  # a ladder: each is what is left below the one before it
            return [*(self._band(cut, None, (">=",)) for cut in cuts), self._band(None, cuts[-1], ("<",))]
        upper_in = self.choices.chance(40)
        above, below = (">", "<=") if upper_in else (">=", "<")
        cells = [self._band(cuts[0], None, (above,))]
        for high, low in pairwise(cuts):
            operators = ("to", "to") if meeting and self.choices.chance(60) else (above, self._below(below))
            cells.append(self._band(low, high, operators))
        return [*cells, self._band(None, cuts[-1], (self._below(below),))]

    def _below(self, operator: str) -> str:
        """Return a word for the upper end of a band; 以下 includes the number, unless the policy says otherwise."""
        says = "<=" if self.world.or_less else "<"
        return "or_less" if operator == says and self.choices.chance(50) else operator

    def _band(self, low: ast.Expression | None, high: ast.Expression | None, operators: tuple[str, ...]) -> ast.Cell:
        return made(ast.Cell, (made(ast.Band, low, high, operators),))

    def names(self, value: Value, sight: Sight, depth: int) -> Tabled:
        """Return a table by the members of an enumeration, or by yes and no."""
        key, cells = self._named(sight, depth)
        rows, found = self._rows([(cell,) for cell in cells], value)
        return Tabled(made(ast.ByTable, (made(ast.Key, key, False),), False, None, rows), found)

    def _named(self, sight: Sight, depth: int) -> tuple[ast.Expression, _Cells]:
        if self.choices.chance(25):
            key = self.conditions.values.open(Scalar.BOOL, sight, min(depth, 1)).node
            single = [made(ast.BoolLiteral, True), made(ast.BoolLiteral, False)]
            return key, [made(ast.Cell, (made(ast.Band, one, None, ("=",)),)) for one in single]
        enum = self.world.enum()
        members = [made(ast.Band, nodes.name(member), None, ("=",)) for member in enum.members]
        cut = self.choices.integer(1, len(members))
        cells = [made(ast.Cell, tuple(members[:cut])), *(made(ast.Cell, (one,)) for one in members[cut:])]
        return self.conditions.values.plain(enum, sight).node, cells

    def codes(self, value: Value, sight: Sight) -> Tabled:
        """Return a table by how a text begins, or by what it is."""
        key = self.conditions.values.plain(Scalar.TEXT, sight).node
        prefix = self.choices.chance(70)
        starts = list(_CODES[: self.choices.integer(1, len(_CODES))])
        heads = [self._band(made(ast.TextLiteral, start), None, ("=",)) for start in starts]
        if prefix and self.choices.chance(50):
            heads.append(self._band(made(ast.TextLiteral, "01"), made(ast.TextLiteral, "09"), ("to", "to")))
        found, type_ = self._values(value, len(heads) + 1)
        cells = [*((head,) for head in heads), ()]
        rows = tuple(made(ast.Row, head, one.node) for head, one in zip(cells, found, strict=True))
        return Tabled(made(ast.ByTable, (made(ast.Key, key, prefix),), False, None, rows), type_)

    def slices(self, key_type: Scalar, sight: Sight, depth: int) -> Tabled | None:
        """Return a table of rates, each for its part of a number."""
        key = self.conditions.values.open(key_type, sight, min(depth, 1))
        rate_type = Scalar.PERCENT if key_type is Scalar.MONEY else self.choices.pick((Scalar.PERCENT, Scalar.INTEGER))
        if not isinstance(key.type, Scalar) or key.type not in SUMMABLE:
            return None
        rates = iter(range(1, 99))

        def rate() -> Typed:
            number = next(rates)
            return Typed(nodes.percent(number) if rate_type is Scalar.PERCENT else nodes.number(number), rate_type)

        rows, found = self._rows([(cell,) for cell in self._bands(key.type, meeting=True)], rate)
        type_ = arithmetic("*", key.type, found)
        if type_ is None:
            return None
        return Tabled(made(ast.ByTable, (made(ast.Key, key.node, False),), True, None, rows), type_)

    # --- two keys -------------------------------------------------------------------------------------------------------

    def crossed(self, value: Value, sight: Sight, depth: int) -> Tabled:
        """Return a table by two things: each part of the first is taken whole, or cut by the second."""
        one, first = self._axis(sight, depth)
        other, second = self._axis(sight, depth)
        anything = made(ast.Cell, ())
        cells: list[tuple[ast.Cell, ...]] = []
        for cell in first:
            cells += [(cell, anything)] if self.choices.chance(40) else [(cell, inner) for inner in second]
        rows, found = self._rows(cells, value)
        keys = (made(ast.Key, one, False), made(ast.Key, other, False))
        return Tabled(made(ast.ByTable, keys, False, None, rows), found)

    def _axis(self, sight: Sight, depth: int) -> tuple[ast.Expression, _Cells]:
        if self.choices.chance(50):
            return self._named(sight, depth)
        key, type_ = self._number(sight, depth)
        cuts = [_CUT[type_](n) for n in (2, 1)]
        return key, [
            self._band(cuts[0], None, (">=",)),
            self._band(cuts[1], cuts[0], (">=", "<")),
            self._band(None, cuts[1], ("<",)),
        ]

    # --- conditions and tiers -------------------------------------------------------------------------------------------

    def first_match(self, value: Value, sight: Sight, depth: int) -> Tabled:
        """Return a table of conditions."""
        found, type_ = self._values(value, self.choices.integer(2, 4))
        conditions = [*(self.conditions.condition(sight, min(depth, 1)) for _ in found[1:]), None]
        rows = tuple(made(ast.CaseRow, condition, one.node) for condition, one in zip(conditions, found, strict=True))
        return Tabled(made(ast.FirstMatch, rows), type_)

    def by_tier(self, value: Value, sight: Sight) -> Tabled | None:
        """Return a table by the tiers that are held."""
        tiers = self.world.tiers[: self.choices.integer(1, 3)]
        if not tiers:
            return None
        found, type_ = self._values(value, len(tiers) + 1)
        rows = [made(ast.CaseRow, made(ast.Holds, (t.reference(),)), v.node) for t, v in zip(tiers, found[1:], strict=True)]
        if type_ not in SUMMABLE or self.choices.chance(50):
            rows.append(made(ast.CaseRow, None, found[0].node))
        return Tabled(made(ast.TierTable, tuple(rows)), type_)

    # --- points ---------------------------------------------------------------------------------------------------------

    def per_full(self, points: Typed, cap: Typed | None, sight: Sight, depth: int) -> ast.PerFull:
        """Return so many points for every full so much of something."""
        value, type_ = self._number(sight, depth)
        while type_ is Scalar.DATE:
            value, type_ = self._number(sight, depth)
        return made(ast.PerFull, value, _CUT[type_](1), points.node, None if cap is None else cap.node)

    def per_item(self, points: Typed, cap: Typed | None, count: int, sight: Sight, depth: int) -> ast.PerItem:
        """Return so many points for each condition."""
        lines, labels = [], set[str]()
        for _ in range(count):
            label = self.world.label(labels) if self.choices.chance(40) else None
            labels |= {label} if label is not None else set()
            condition = self.conditions.condition(sight, min(depth, 1))
            lines.append(made(ast.Labelled, None if label is None else nodes.name(label), condition))
        return made(ast.PerItem, points.node, None if cap is None else cap.node, tuple(lines))
