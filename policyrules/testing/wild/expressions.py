"""Random expressions of a type that is asked for.

In: a world, a type, and what is in sight. Out: expressions with the types that checking finds them to have, which fit what was
asked for. What they speak of is declared on the way. Conditions have a module of their own.
"""

from collections.abc import Callable, Sequence
from typing import Protocol

from attrs import evolve, frozen

from policyrules.checking import constants
from policyrules.checking.periods import shared_out
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.literals import literal, year
from policyrules.testing.wild.nodes import Typed, made
from policyrules.testing.wild.words import VARIABLES
from policyrules.testing.wild.world import (
    PERIODS,
    SERIES_TYPES,
    Declared,
    Function,
    Seen,
    Sight,
    World,
)  # fmt: skip
from policyrules.values.operators import ARITHMETIC, SUMMABLE, common, fits
from policyrules.values.periods import Period
from policyrules.values.types import (
    INDEXES,
    ListType,
    OptionalType,
    RecordType,
    Scalar,
    SeriesType,
    Type,
    is_numeric,
)  # fmt: skip

#: Questions about lists stand in one another no deeper than this.
DEEPEST = 2

Way = Callable[[Type, Sight, int], Typed | None]


class Asking(Protocol):
    """What writes conditions."""

    def condition(self, sight: Sight, depth: int) -> ast.Expression: ...


@frozen(eq=False, slots=False)
class Expressions:
    """Writes values of one policy."""

    world: World
    asking: Asking

    @property
    def choices(self) -> Choices:
        return self.world.choices

    # --- what is asked for ----------------------------------------------------------------------------------------------

    def value(self, type_: Type, sight: Sight, depth: int) -> Typed:
        """Return an expression of a type, or of one that fits it."""
        self.world.budget -= 1
        if depth > 0 and self.world.budget > 0 and self.choices.chance(65):
            way = self.choices.pick(self._ways(type_))
            found = way(type_, sight, depth - 1)
            if found is not None and fits(found.type, type_):
                return found
        return self.leaf(type_, sight)

    def open(self, type_: Type, sight: Sight, depth: int) -> Typed:
        """Return an expression that is not the same for every enterprise."""
        found = self.value(type_, sight, depth)
        return found if not is_constant(found.node) else self.plain(type_, sight)

    def exact(self, type_: Type, sight: Sight, depth: int) -> Typed:
        """Return an expression of no other type."""
        found = self.value(type_, sight, depth)
        return found if found.type == type_ else self.plain(type_, sight)

    def _ways(self, type_: Type) -> Sequence[Way]:
        ways: list[Way] = [self._choice, self._defined, self._called, self._otherwise]
        if type_ is Scalar.BOOL:
            return (lambda type_, sight, depth: Typed(self.asking.condition(sight, depth), Scalar.BOOL), *ways)
        if isinstance(type_, Scalar) and is_numeric(type_):
            ways += [self._arithmetic, self._extreme, self._aggregated, self._figure, self._periods, self._parameter_at]
            ways += [self._arithmetic] * 2
        if type_ in SUMMABLE:
            ways += [self._minus, self._rounded, self._discretion]
        if type_ is Scalar.INTEGER:
            ways += [self._of_date, self._counted, self._year_found]
        if type_ is Scalar.NUMBER:
            ways += [self._of_score]
        if type_ is Scalar.MONEY:
            ways += [self._of_award]
        if type_ in (Scalar.QUARTER, Scalar.MONTH):
            ways += [self._year_found]
        return ways

    # --- leaves ---------------------------------------------------------------------------------------------------------

    def leaf(self, type_: Type, sight: Sight) -> Typed:
        """Return what has no parts: a literal, or what is declared."""
        if self.choices.chance(25):
            found = literal(self.choices, type_)
            if found is not None:
                return found
        return self.plain(type_, sight)

    def plain(self, type_: Type, sight: Sight) -> Typed:
        """Return what is declared with exactly a type, or the shortest expression of it."""
        near = self._in_sight(type_, sight)
        if near and self.choices.chance(70):
            return self.choices.pick(near)
        match type_:
            case Scalar.RATIO:
                like = self.choices.pick((Scalar.MONEY, Scalar.INTEGER))
                one, other = self.plain(like, sight), self.plain(like, sight)
                return Typed(made(ast.Arithmetic, "/", one.node, other.node), Scalar.RATIO)
            case Scalar.QUARTER | Scalar.MONTH:
                period: Period = "quarter" if type_ is Scalar.QUARTER else "month"
                return Typed(made(ast.CurrentPeriod, self.choices.pick((-1, 0)), period), type_)
            case Scalar.DATE if self.choices.chance(30):
                return Typed(made(ast.DecisionDay), type_)
            case Scalar() if type_ in SERIES_TYPES and self.choices.chance(60 if sight.period else 25):
                by = sight.period if sight.period and self.choices.chance(80) else self.choices.pick(PERIODS)
                return Typed(made(ast.Index, self._series(type_, by), self.year(by, sight)), type_)
            case Scalar() if is_numeric(type_) and self.choices.chance(10):
                return Typed(self.world.parameter(type_).reference(), type_)
            case _:
                return Typed(self.world.fact(type_).reference(), type_)

    def _in_sight(self, type_: Type, sight: Sight) -> list[Typed]:
        """Return the fields and arguments of a type."""
        found = [Typed(nodes.name(name), type_) for name, of in sight.arguments if of == type_]
        for seen in sight.records:
            for field in seen.record.fields:
                if field.type == type_:
                    found.append(Typed(self.field(seen, field.name), type_))
        return found

    def field(self, seen: Seen, called: str) -> ast.Expression:
        """Return a field of a record, alone or after the record's name."""
        if seen.variable is None:
            return nodes.name(called)
        if seen.is_argument or self.choices.chance(70):
            return made(ast.Access, nodes.name(seen.variable), nodes.name(called))
        return nodes.name(called)

    def year(self, period: Period, sight: Sight) -> ast.Expression:
        """Return a year, quarter or month, relative to the day where not a certain one."""
        near = [nodes.name(name) for name, of in sight.arguments if of == INDEXES[period] and period == sight.period]
        if sight.period == period and self.choices.chance(60):
            that: list[ast.Expression] = [made(ast.ThatPeriod, period)] if sight.is_asked else []
            return self.choices.pick([*that, *near])
        if self.choices.chance(25):
            return year(self.choices, period)
        current = made(ast.CurrentPeriod, self.choices.pick((-1, 0)), period)
        if self.choices.chance(30):
            return made(ast.Arithmetic, "-", current, nodes.number(self.choices.integer(1, 4)))
        return current

    # --- series ---------------------------------------------------------------------------------------------------------

    def _series(self, element: Scalar, period: Period) -> ast.Expression:
        if self.world.definer is not None and self.world.budget > 0 and self.choices.chance(25):
            derived = self.world.definer.series(element, period)
            if derived is not None:
                return derived.reference()
        return self.world.series_fact(element, period).reference()

    def length(self, period: Period) -> ast.DurationLiteral:
        """Return how many years, quarters or months are asked about."""
        return nodes.duration(self.choices.integer(1, 4), period)

    def _ending(self, period: Period, sight: Sight) -> ast.Expression | None:
        return self.year(period, sight) if self.choices.chance(30) else None

    def _figure(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        """Return a figure of a series: its sum, average, growth, …"""
        period = self.choices.pick(PERIODS)
        kinds = _figures(type_)
        if not kinds:
            return None
        kind, element = self.choices.pick(kinds)
        series = self._series(element, period)
        return Typed(
            made(ast.Over, series, self.length(period), self._ending(period, sight), kind), _figure_type(kind, element)
        )

    def _periods(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        """Return a figure of values that are calculated for each of some years."""
        kinds = [(kind, element) for kind, element in _figures(type_) if not kind.endswith("growth")]
        if sight.period is not None or not kinds:
            return None
        kind, element = self.choices.pick(kinds)
        period = self.choices.pick(PERIODS)
        inside, variable = self.each_of(period, sight)
        value = self.exact(element, inside, min(depth, 1))
        parts = (kind, None, self.length(period), self._ending(period, sight), None, variable, value.node)
        return Typed(made(ast.Periods, *parts), _figure_type(kind, element))

    def each_of(self, period: Period, sight: Sight) -> tuple[Sight, ast.Name | None]:
        """Return what is in sight where a question about each of some years is asked, and what the year is called."""
        if not self.choices.chance(40):
            return evolve(sight, period=period, is_asked=True), None
        variable = self.world.free(sight, ("年度", "某年", "某年度"))
        inside = evolve(sight, period=period, is_asked=True, arguments=(*sight.arguments, (variable, INDEXES[period])))
        return inside, nodes.name(variable)

    def _year_found(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        """Return the first or latest year in which something held, or in how many it did."""
        if sight.period is not None:
            return None
        periods = [period for period in PERIODS if INDEXES[period] is type_]
        kind = self.choices.pick(("first", "latest") if type_ is not Scalar.INTEGER else ("count", "first", "latest"))
        period = self.choices.pick(PERIODS if kind == "count" else periods)
        inside, variable = self.each_of(period, sight)
        condition = self.asking.condition(inside, min(depth, 1))
        parts = (kind, period, self.length(period), self._ending(period, sight), None, variable, condition)
        return Typed(made(ast.Periods, *parts), type_)

    # --- calculation ----------------------------------------------------------------------------------------------------

    def _arithmetic(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        rows = _ROWS.get(type_)
        if not rows:
            return None
        operator, left_type, right_type = self.choices.pick(rows)
        left = self.exact(left_type, sight, depth)
        right = self.exact(right_type, sight, depth) if operator != "/" else self._divisor(right_type, sight, depth)
        node = made(ast.Arithmetic, operator, left.node, right.node)
        found = _quotient(left.type, right) if operator == "/" else ARITHMETIC[operator, left_type, right_type]
        return None if found is None else Typed(node, found)

    def _divisor(self, type_: Scalar, sight: Sight, depth: int) -> Typed:
        """Return what can be divided by: no zero that is written down."""
        found = self.exact(type_, sight, depth)
        return found if constants.number(found.node) != 0 else self.plain(type_, sight)

    def _minus(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        inner = self.value(type_, sight, depth)
        return Typed(made(ast.Minus, inner.node), inner.type)

    def _extreme(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        function = self.choices.pick(("较大者", "较小者", "max", "min"))
        arguments = [self.value(type_, sight, depth) for _ in range(self.choices.integer(2, 3))]
        found: Type | None = arguments[0].type
        for argument in arguments[1:]:
            found = None if found is None else common(found, argument.type)
        node = made(ast.Call, nodes.name(function), tuple(argument.node for argument in arguments))
        return None if found is None else Typed(node, found)

    def _rounded(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        step_type = type_ if isinstance(type_, Scalar) and type_ is not Scalar.RATIO else Scalar.PERCENT
        value_type = self.choices.pick((Scalar.RATIO, step_type)) if step_type is Scalar.PERCENT else step_type
        if step_type in (Scalar.INTEGER, Scalar.NUMBER):
            value_type, step_type = self.choices.pick((Scalar.INTEGER, Scalar.NUMBER)), Scalar.NUMBER
        step = literal(self.choices, step_type)
        value = self.exact(value_type, sight, depth)
        assert step is not None
        mode = self.choices.pick(("half_up", "down", "up"))
        return Typed(made(ast.Rounded, value.node, mode, step.node), step_type)

    def _discretion(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        low = literal(self.choices, type_)
        if low is None or low.type != type_ or not isinstance(type_, Scalar):
            return None
        return Typed(self.discretion(low.node, type_), type_)

    def discretion(self, low: ast.Expression, type_: Scalar) -> ast.Discretion:
        """Return what a body decides, from `low` up to something above it."""
        number = constants.number(low)
        highs = [one.node for _ in range(3) if (one := literal(self.choices, type_)) is not None and one.type is type_]
        fine = [high for high in highs if (end := constants.number(high)) is not None and number is not None and end >= number]
        return made(ast.Discretion, self.body(), low, fine[0] if fine else low)

    def body(self) -> ast.Name | ast.Text:
        """Return who decides: a unit, or somebody in words."""
        return nodes.name(self.world.unit()) if self.choices.chance(50) else nodes.text("省级主管部门")

    # --- choices --------------------------------------------------------------------------------------------------------

    def _choice(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        condition = self.asking.condition(sight, depth)
        then, otherwise = self.value(type_, sight, depth), self.value(type_, sight, depth)
        found = common(then.type, otherwise.type)
        node = made(ast.Conditional, condition, then.node, otherwise.node)
        return None if found is None else Typed(node, found)

    def optional(self, type_: Type | None, sight: Sight) -> tuple[ast.Expression, Type] | None:
        """Return an optional field in sight, of a type where one is named."""
        found = [
            (seen, field) for seen in sight.records for field in seen.record.fields
            if field.optional and type_ in (None, field.type)
        ]  # fmt: skip
        if not found:
            return None
        seen, field = self.choices.pick(found)
        return self.field(seen, field.name), field.type

    def _otherwise(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        optional = self.optional(type_, sight)
        if optional is None:
            return None
        default = self.value(type_, sight, depth)
        found = common(optional[1], default.type)
        return None if found is None else Typed(made(ast.Otherwise, optional[0], default.node), found)

    # --- lists ----------------------------------------------------------------------------------------------------------

    def opened(self, sight: Sight) -> tuple[ast.Expression, ast.Name | None, Sight] | None:
        """Return a list, what its record is called, and what is in sight there; `None` where questions stand too deep."""
        if len(sight.records) >= DEEPEST:
            return None
        arguments = [(name, of) for name, of in sight.arguments if isinstance(of, ListType)]
        type_: Type
        if arguments and self.choices.chance(70):
            called, type_ = self.choices.pick(arguments)
            collection: ast.Expression = nodes.name(called)
        else:
            fact = self.world.list_fact()
            called, type_, collection = fact.name, fact.type, fact.reference()
        assert isinstance(type_, ListType)
        bare_taken = any(seen.record == type_.element for seen in sight.records)
        variable = None
        if bare_taken or self.choices.chance(60):
            variable = self.world.free(sight, VARIABLES)
        inside = evolve(sight, records=(*sight.records, Seen(type_.element, variable, called)))
        return collection, None if variable is None else nodes.name(variable), inside

    def _aggregated(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        opened = self.opened(sight)
        if opened is None:
            return None
        collection, variable, inside = opened
        kind = self.choices.pick(("sum", "max", "min") if type_ in SUMMABLE else ("max", "min"))
        value = self.value(type_, inside, depth)
        condition = self.asking.condition(inside, depth) if self.choices.chance(50) else None
        return Typed(made(ast.Quantified, kind, None, variable, collection, value.node, condition), value.type)

    def _counted(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        opened = self.opened(sight)
        if opened is None:
            return None
        collection, variable, inside = opened
        condition = self.asking.condition(inside, depth)
        return Typed(made(ast.Quantified, "count", None, variable, collection, None, condition), Scalar.INTEGER)

    # --- dates and parameters -------------------------------------------------------------------------------------------

    def _of_date(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        function, count = self.choices.pick((("年份", 1), ("月份", 1), ("日", 1), ("满年数", 2), ("满月数", 2), ("year", 1)))
        arguments = tuple(self.exact(Scalar.DATE, sight, depth).node for _ in range(count))
        return Typed(made(ast.Call, nodes.name(function), arguments), Scalar.INTEGER)

    def _parameter_at(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        assert isinstance(type_, Scalar)
        if type_ in (Scalar.RATIO, Scalar.QUARTER, Scalar.MONTH):
            return None
        day = self.exact(Scalar.DATE, sight, depth)
        return Typed(made(ast.ParameterAt, self.world.parameter(type_).reference(), day.node), type_)

    # --- what is declared -----------------------------------------------------------------------------------------------

    def _defined(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        known = [one for one in self.world.definitions if fits(one.type, type_)]
        definer = self.world.definer if self.world.is_own(type_) else None
        if known and (definer is None or self.choices.chance(60)):
            return self._referred(self.choices.pick(known))
        defined = None if definer is None else definer.definition(type_)
        return None if defined is None else self._referred(defined)

    def _referred(self, declared: Declared) -> Typed:
        type_ = declared.type.element if isinstance(declared.type, OptionalType) else declared.type
        return Typed(declared.reference(), type_)

    def _called(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        """Return the call of a function, which takes what can be had here."""
        records = [seen for seen in sight.records if seen.variable is not None]
        fitting = [one for one in self.world.functions if fits(one.type, type_) and self._can_be_given(one, records)]
        function = self.choices.pick(fitting) if fitting and self.choices.chance(60) else None
        if function is None and self.world.definer is not None and self.world.is_own(type_):
            own: list[Type] = [seen.record for seen in records if self.world.is_own(seen.record)]
            function = self.world.definer.function(type_, [self.choices.pick(own)] if own and self.choices.chance(70) else [])
        if function is None:
            return None
        arguments = [self._argument(of, sight, records, depth) for of in function.parameters]
        if any(argument is None for argument in arguments):
            return None
        return Typed(made(ast.Call, function.reference(), tuple(arguments)), function.type)

    def _can_be_given(self, function: Function, records: Sequence[Seen]) -> bool:
        return all(
            any(seen.record == of for seen in records) if isinstance(of, RecordType) else self.world.can_give(of)
            for of in function.parameters
        )

    def _argument(self, of: Type, sight: Sight, records: Sequence[Seen], depth: int) -> ast.Expression | None:
        match of:
            case RecordType():
                fitting = [seen for seen in records if seen.record == of]
                variable = self.choices.pick(fitting).variable if fitting else None
                return None if variable is None else nodes.name(variable)
            case ListType(element):
                return self.world.list_fact(element).reference()
            case SeriesType(element, period):
                return self._series(element, period) if isinstance(element, Scalar) else None
            case _:
                return self.value(of, sight, depth).node

    def _of_score(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        known = self.world.scores
        score = self.choices.pick(known) if known else None if self.world.definer is None else self.world.definer.score()
        if score is None:
            return None
        if self.choices.chance(50):
            return Typed(score.reference(), Scalar.NUMBER)
        return Typed(made(ast.Access, score.reference(), nodes.name(self.choices.pick(score.parts))), Scalar.NUMBER)

    def _of_award(self, type_: Type, sight: Sight, depth: int) -> Typed | None:
        known = [award for award in self.world.awards if award.gives_money]
        if not known:
            return None
        field = nodes.name(self.choices.pick(("金额", "amount")))
        return Typed(made(ast.Access, self.choices.pick(known).reference(), field), Scalar.MONEY)


# --- types ------------------------------------------------------------------------------------------------------------


def is_constant(written: ast.Expression) -> bool:
    """Say whether an expression has one value, whatever the facts."""
    return constants.number(written) is not None or constants.text(written) is not None


#: For each type, the operations that give it.
_ROWS: dict[Type, list[tuple[str, Scalar, Scalar]]] = {}
for (_sign, _left, _right), _result in ARITHMETIC.items():
    _ROWS.setdefault(_result, []).append((_sign, _left, _right))


def _quotient(left: Type, right: Typed) -> Type | None:
    """Return the type of a quotient; what is shared out among a number that is written down keeps its unit."""
    number = right.type is Scalar.INTEGER or right.type is Scalar.NUMBER
    if number and constants.number(right.node) is not None:
        return shared_out(left)
    assert isinstance(left, Scalar) and isinstance(right.type, Scalar)
    return ARITHMETIC.get(("/", left, right.type))


def _figures(type_: Type) -> list[tuple[str, Scalar]]:
    """Return the figures of series that have a type, each with the type of the series."""
    found: list[tuple[str, Scalar]] = []
    if not isinstance(type_, Scalar):
        return found
    if type_ in SERIES_TYPES and is_numeric(type_):
        found += [("max", type_), ("min", type_)]
    if type_ in SERIES_TYPES and type_ in SUMMABLE:
        found.append(("sum", type_))
    found += [("average", one) for one in SERIES_TYPES if one in SUMMABLE and shared_out(one) is type_]
    if type_ is Scalar.RATIO:
        found += [
            (kind, one) for kind in ("growth", "average_growth") for one in (Scalar.MONEY, Scalar.INTEGER, Scalar.PERCENT)
        ]
    return found


def _figure_type(kind: str, element: Scalar) -> Type:
    if kind.endswith("growth"):
        return Scalar.RATIO
    made_of = shared_out(element) if kind == "average" else element
    assert made_of is not None
    return made_of
