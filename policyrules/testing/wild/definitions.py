"""Random definitions, functions, series, scores and tiers, declared when an expression asks for one.

In: a world. Out: declarations in it, each after those that it stands on, so that nothing stands on itself; what some of them
quote is written into the document.
"""

from collections.abc import Sequence
from fractions import Fraction

from attrs import define, field

from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.conditions import Conditions
from policyrules.testing.wild.document import Section
from policyrules.testing.wild.nodes import Typed, made
from policyrules.testing.wild.tables import Tables
from policyrules.testing.wild.words import statement
from policyrules.testing.wild.world import (
    FACT_TYPES,
    OUTSIDE,
    Declared,
    DeclaredScore,
    DeclaredTier,
    Function,
    Seen,
    Sight,
    World,
)  # fmt: skip
from policyrules.values.periods import Period
from policyrules.values.types import INDEXES, EnumType, ListType, RecordType, Scalar, SeriesType, Type

#: Points are given in these steps.
_POINTS = (5, 10, 20, 40)


@define(eq=False)
class Definitions:
    """Declares what has a name and a meaning."""

    world: World
    conditions: Conditions
    tables: Tables = field(init=False)
    #: How many definitions are being written: one may ask for another.
    deep: int = 0

    def __attrs_post_init__(self) -> None:
        self.tables = Tables(self.world, self.conditions)
        self.world.definer = self

    @property
    def choices(self) -> Choices:
        return self.world.choices

    def _is_enough(self, count: int) -> bool:
        return count >= 2 * self.world.size or self.deep >= 2 or self.world.budget <= 0

    # --- definitions ----------------------------------------------------------------------------------------------------

    def definition(self, type_: Type) -> Declared | None:
        """Define a value of a type, or of one that fits it."""
        if self._is_enough(len(self.world.definitions)):
            return None
        self.deep += 1
        called = self.world.fresh("definition")
        node, found = self._define(called, type_, OUTSIDE, (), None)
        self.deep -= 1
        self.world.declarations.append(node)
        self.world.definitions.append(Declared(called, found, lambda: nodes.name(called)))
        return self.world.definitions[-1]

    def determined(self) -> None:
        """Define a value that the document gives and nothing else uses."""
        types: tuple[Type, ...] = (Scalar.MONEY, Scalar.BOOL, self.world.enum(), Scalar.INTEGER, Scalar.PERCENT)
        type_ = self.choices.pick(types)
        called = self.world.fresh("definition")
        section = self.world.document.section(f"{called}规定" if self.world.language == "zh" else f"Of {called}")
        node, _ = self._define(called, type_, OUTSIDE, (), section)
        self.world.declarations.append(node)

    def function(self, type_: Type, given: Sequence[Type]) -> Function | None:
        """Define a function of a type, which takes what is given and something more."""
        if self._is_enough(len(self.world.functions)):
            return None
        self.deep += 1
        types: list[Type] = [*given]
        others: tuple[Type, ...] = (*FACT_TYPES, self.world.enum())
        types += [self.choices.pick(others) for _ in range(self.choices.integer(0 if types else 1, 2))]
        if self.choices.chance(20):
            types.append(ListType(self.world.record()) if self.choices.chance(50) else SeriesType(Scalar.MONEY, "year"))
        called = self.world.fresh("function")
        arguments = tuple((self.world.fresh("argument"), of) for of in types)
        records = tuple(Seen(of, name, "", True) for name, of in arguments if isinstance(of, RecordType))
        sight = Sight(records, tuple((name, of) for name, of in arguments if not isinstance(of, RecordType)))
        parameters = tuple(made(ast.ParameterLine, nodes.name(name), nodes.written_type(of)) for name, of in arguments)
        node, found = self._define(called, type_, sight, parameters, None)
        self.deep -= 1
        self.world.declarations.append(node)
        self.world.functions.append(Function(called, tuple(types), found, lambda: nodes.name(called)))
        return self.world.functions[-1]

    def series(self, element: Scalar, period: Period) -> Declared | None:
        """Define a series of which each value is calculated from others."""
        if self._is_enough(len(self.world.series) // 2):
            return None
        self.deep += 1
        called = self.world.fresh("series")
        year = self.world.free(OUTSIDE, ("该期", "某期"))
        sight = Sight((), ((year, INDEXES[period]),), period, is_asked=False)
        line = made(ast.PeriodLine, nodes.name(year), period)
        body = self.conditions.values.exact(element, sight, 2)
        type_ = nodes.written_type(element) if self.choices.chance(40) else None
        exceptions = self._exceptions(element, sight)
        parts = (nodes.name(called), (), line, None, type_, self.world.title(called), (), body.node, exceptions)
        self.deep -= 1
        self.world.declarations.append(made(ast.Define, *parts))
        derived = Declared(called, SeriesType(element, period), lambda: nodes.name(called))
        self.world.series.append(derived)
        return derived

    def _define(
        self, called: str, type_: Type, sight: Sight, parameters: tuple[ast.ParameterLine, ...], section: Section | None
    ) -> tuple[ast.Define, Type]:
        depth = self.world.depth - 1
        declared = self.choices.chance(50)
        body: ast.Condition | ast.Table
        found: Type
        if type_ is Scalar.BOOL and self.choices.chance(50):
            body, found = self.conditions.block(sight, depth), type_
        elif self.choices.chance(40):
            tabled = self.tables.table(lambda: self._row(type_, sight), sight, depth)
            body, found = tabled.table, tabled.type
        elif declared and isinstance(type_, Scalar | EnumType) and type_ not in _UNWRITTEN and self.choices.chance(10):
            body, found = self._left_open(type_), type_
        else:
            typed = self.conditions.values.value(type_, sight, depth)
            body, found = typed.node, typed.type
        written = nodes.written_type(type_) if declared and type_ not in _UNWRITTEN else None
        if isinstance(body, ast.Unstated) or (isinstance(body, ast.Discretion) and body.low is None):
            written = nodes.written_type(type_)
        if isinstance(body, ast.Name | ast.Access) and parameters and type_ not in _UNWRITTEN:
            written = nodes.written_type(type_)  # a field that may be left out stands for a value
        given = type_ if written is not None else found
        exceptions = self._exceptions(given, sight)
        items = self._quoted(section, called)
        clause = None if section is None else made(ast.Clause, section.place)
        if section is None and self.choices.chance(10):
            clause, items = None, ()
        parts = (nodes.name(called), parameters, None, clause, written, self.world.title(called), items, body, exceptions)
        return made(ast.Define, *parts), given

    def _row(self, type_: Type, sight: Sight) -> Typed:
        return self.conditions.values.value(type_, sight, 1)

    def _left_open(self, type_: Scalar | EnumType) -> ast.Expression:
        """Return what the document does not say, or leaves to a body."""
        if self.choices.chance(50):
            return made(ast.Unstated)
        return made(ast.Discretion, self.conditions.values.body(), None, None)

    def _exceptions(self, type_: Type, sight: Sight) -> tuple[ast.Except, ...]:
        found: list[ast.Except] = []
        if self.choices.chance(70) or self.world.budget <= 0:
            return ()
        for _ in range(self.choices.integer(1, 3)):
            called = self.world.fresh("exception")
            over = [one.name.name for one in found if self.choices.chance(40)]
            condition = self.conditions.condition(sight, 1)
            value = self.conditions.values.value(type_, sight, 1)
            parts = (nodes.name(called), None, nodes.names(over), condition, value.node, ())
            found.append(made(ast.Except, *parts))
        return tuple(found)

    def _quoted(self, section: Section | None, called: str) -> tuple[ast.QuotesItem, ...]:
        """Write sentences into a section, and return the item that quotes them and the heading."""
        if section is None:
            return ()
        document = self.world.document
        sentences = [statement(self.world.language, document.next_sentence(), called)]
        section.sentences += sentences
        return (nodes.quotes("quote", [section.title, *sentences] if section.title else sentences),)

    # --- tiers ----------------------------------------------------------------------------------------------------------

    def tier(self, has_criteria: bool) -> DeclaredTier | None:
        """Declare a tier that is held where a list has a valid record of it."""
        if self._is_enough(len(self.world.tiers)):
            return None
        self.deep += 1
        called = self.world.fresh("tier")
        months = nodes.duration(self.choices.integer(1, 5), self.choices.pick(("year", "month")))
        items: list[ast.Item] = [made(ast.ExpressionItem, "validity", months), self._held(months)]
        if self.choices.chance(15):
            items[0] = made(ast.ExpressionItem, "validity", made(ast.Unstated))
        if has_criteria:
            items.append(made(ast.ConditionItem, "qualifies", self.conditions.written(OUTSIDE, 2)))
        if self.choices.chance(30):
            items.append(made(ast.ExpressionItem, "expires", self.conditions.values.exact(Scalar.DATE, OUTSIDE, 2).node))
        section = self.world.document.section(f"{called}规定" if self.world.language == "zh" else f"Of {called}")
        items += [*self._quoted(section, called), *self.world.remarks("note", "origin")]
        rank = self.choices.integer(1, 9) if self.choices.chance(50) else None
        clause = made(ast.Clause, section.place)
        self.deep -= 1
        self.world.declarations.append(made(ast.Tier, nodes.name(called), clause, self.world.title(called), rank, tuple(items)))
        self.world.tiers.append(DeclaredTier(called, has_criteria, lambda: nodes.name(called)))
        return self.world.tiers[-1]

    def _held(self, months: ast.DurationLiteral) -> ast.ConditionItem:
        """Return a condition that counts with the period of validity."""
        granted = self.conditions.values.plain(Scalar.DATE, OUTSIDE)
        again = nodes.duration(months.value, months.unit)
        last = made(ast.Arithmetic, "+", granted.node, again)
        valid = made(ast.Comparison, "<=", made(ast.DecisionDay), last)
        if self.choices.chance(40):
            line = made(ast.Labelled, nodes.name("未到期"), valid)
            other = made(ast.Labelled, None, self.conditions.condition(OUTSIDE, 1))
            return made(ast.ConditionItem, "holds", made(ast.Block, "all", None, (line, other)))
        fields = self.conditions.values.opened(OUTSIDE)
        assert fields is not None
        collection, variable, inside = fields
        day = self.conditions.values.plain(Scalar.DATE, inside)
        valid = made(ast.Comparison, "<=", made(ast.DecisionDay), made(ast.Arithmetic, "+", day.node, again))
        both = made(ast.Logic, "and", (valid, self.conditions.condition(inside, 1)))
        return made(ast.ConditionItem, "holds", made(ast.Quantified, "some", None, variable, collection, None, both))

    # --- scores ---------------------------------------------------------------------------------------------------------

    def score(self) -> DeclaredScore | None:
        """Declare a score whose figures add up."""
        if self._is_enough(len(self.world.scores)) or len(self.world.scores) >= 2:
            return None
        self.deep += 1
        called = self.world.fresh("score")
        boundary = self.choices.pick((None, "higher", "lower"))
        section = self.world.document.section(f"{called}表" if self.world.language == "zh" else f"Of {called}")
        names: list[str] = []
        parts: list[ast.Item | ast.ScoreGroup | ast.Indicator] = [*self._quoted(section, called)]
        total = 0
        for _ in range(self.choices.integer(1, 3)):
            part, most = self._group(names, section, boundary) if self.choices.chance(50) else self._indicator(names, boundary)
            parts.append(part)
            total += most
        figures = [made(ast.Figure, "maximum", Fraction(total))] if self.choices.chance(70) else []
        has_pass = self.choices.chance(70)
        if has_pass:
            figures.append(made(ast.Figure, "pass", Fraction(self.choices.integer(1, total))))
        head = (nodes.name(called), made(ast.Clause, section.place), tuple(figures), boundary, self.world.title(called))
        self.deep -= 1
        self.world.declarations.append(made(ast.Score, *head, tuple(parts)))
        self.world.scores.append(DeclaredScore(called, tuple(names), has_pass, lambda: nodes.name(called)))
        return self.world.scores[-1]

    def _group(self, names: list[str], above: Section, around: str | None) -> tuple[ast.ScoreGroup, int]:
        called = self.world.fresh("part")
        names.append(called)
        boundary = self.choices.pick((None, "higher", "lower"))
        section = self.world.document.below(above, f"{called}分项" if self.world.language == "zh" else f"Part {called}")
        parts: list[ast.Item | ast.Indicator] = [*self._quoted(section, called), *self.world.remarks("note")]
        total = 0
        for _ in range(self.choices.integer(1, 2)):
            indicator, most = self._indicator(names, boundary or around)
            parts.append(indicator)
            total += most
        figures = [made(ast.Figure, "maximum", Fraction(total))] if self.choices.chance(70) else []
        if self.choices.chance(40):
            figures.append(made(ast.Figure, "minimum", Fraction(self.choices.integer(0, total))))
        head = (nodes.name(called), made(ast.Clause, section.place), tuple(figures), boundary, self.world.title(called))
        return made(ast.ScoreGroup, *head, tuple(parts)), total

    def _indicator(self, names: list[str], around: str | None) -> tuple[ast.Indicator, int]:
        called = self.world.fresh("part")
        names.append(called)
        boundary = self.choices.pick((None, "higher", "lower"))
        most = self.choices.pick(_POINTS)
        points = self._points(most, boundary is not None or around is not None)
        figures = (made(ast.Figure, "maximum", Fraction(most)),)
        items = tuple(self.world.remarks("note", "because"))
        parts = (nodes.name(called), None, figures, boundary, self.world.title(called), (points,), items)
        return made(ast.Indicator, *parts), most

    def _points(self, most: int, boundary: bool) -> ast.Expression | ast.Table:
        """Return what gives no more points than there are."""
        choices, values = self.choices, self.conditions.values

        def points() -> Typed:
            return Typed(nodes.number(choices.integer(0, most)), Scalar.INTEGER)

        match choices.pick(("bands", "decided", "full", "items", "first", "discretion", "if", "tier", "crossed", "named")):
            case "bands":
                return self.tables.bands(points, OUTSIDE, 1, boundary).table
            case "crossed":
                return self.tables.crossed(points, OUTSIDE, 1).table
            case "named":
                return self.tables.names(points, OUTSIDE, 1).table
            case "tier":
                found = self.tables.by_tier(points, OUTSIDE)
                return self.tables.first_match(points, OUTSIDE, 1).table if found is None else found.table
            case "full":
                one, cap = Typed(nodes.number(1), Scalar.INTEGER), Typed(nodes.number(most), Scalar.INTEGER)
                return self.tables.per_full(one, cap, OUTSIDE, 1)
            case "items":
                capped = choices.chance(50)
                each = Typed(nodes.number(most if capped else Fraction(most, 2)), Scalar.INTEGER)
                return self.tables.per_item(each, points_of(most) if capped else None, 2, OUTSIDE, 1)
            case "decided":
                return self._decided(most)
            case "discretion":
                return made(ast.Discretion, values.body(), nodes.number(0), nodes.number(most))
            case "if":
                parts = (self.conditions.condition(OUTSIDE, 1), points().node, points().node)
                return made(ast.Conditional, *parts)
            case _:
                return self.tables.first_match(points, OUTSIDE, 1).table

    def _decided(self, most: int) -> ast.Expression:
        """Return a fact that a body decides."""
        called = self.world.fresh("number")
        ends = (nodes.number(0), nodes.number(most))
        type_ = nodes.written_type(Scalar.NUMBER)
        self.world.lines.append(
            made(ast.FieldLine, nodes.name(called), type_, *ends, nodes.text("省级主管部门"), self.world.title(called))
        )
        return nodes.name(called)


def points_of(most: int) -> Typed:
    """Return so many points."""
    return Typed(nodes.number(most), Scalar.INTEGER)


#: Types that no text names.
_UNWRITTEN = frozenset({Scalar.RATIO, Scalar.QUARTER, Scalar.MONTH})
