"""Random conditions: expressions that are true or false, and blocks of them.

In: a world and what is in sight. Out: conditions that depend on something, so that none is the same for every enterprise.
"""

from collections.abc import Callable

from attrs import define, field

from policyrules.checking import constants
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.expressions import Expressions
from policyrules.testing.wild.literals import literal
from policyrules.testing.wild.nodes import made
from policyrules.testing.wild.world import PERIODS, Sight, World
from policyrules.values.types import Scalar, Type

#: What is compared, the plainest first.
_COMPARED = (
    Scalar.MONEY, Scalar.INTEGER, Scalar.PERCENT, Scalar.DATE, Scalar.NUMBER, Scalar.RATIO, Scalar.MONTHS, Scalar.DAYS,
    Scalar.QUARTER, Scalar.MONTH,
)  # fmt: skip

_Way = Callable[[Sight, int], ast.Expression | None]


@define(eq=False)
class Conditions:
    """Writes conditions of one policy."""

    world: World
    values: Expressions = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.values = Expressions(self.world, self)

    @property
    def choices(self) -> Choices:
        return self.world.choices

    def condition(self, sight: Sight, depth: int) -> ast.Expression:
        """Return a condition."""
        self.world.budget -= 1
        simple: list[_Way] = [
            self._comparison,
            self._fact,
            self._member,
            self._between,
            self._reading,
            self._text,
            self._absent,
        ]
        deep: list[_Way] = [
            self._comparison, self._logic, self._some, self._negation, self._membership, self._periods, self._held,
            self._entitled, self._passed, self._choice,
        ]  # fmt: skip
        way = self.choices.pick(simple if depth <= 0 or self.world.budget <= 0 else [*simple, *deep, *deep])
        found = way(sight, depth - 1)
        return self._comparison(sight, depth - 1) if found is None else found

    # --- comparisons ----------------------------------------------------------------------------------------------------

    def _comparison(self, sight: Sight, depth: int) -> ast.Expression:
        type_ = self.choices.pick(_COMPARED)
        left, right = self.values.open(type_, sight, depth), self.values.value(type_, sight, depth)
        operator = self.choices.pick((">=", ">", "<=", "<", "=", "!=", "or_less"))
        return made(ast.Comparison, operator, left.node, right.node)

    def _fact(self, sight: Sight, depth: int) -> ast.Expression:
        return self.values.plain(Scalar.BOOL, sight).node

    def _member(self, sight: Sight, depth: int) -> ast.Expression:
        enum = self.world.enum()
        left = self.values.plain(enum, sight) if self.choices.chance(60) else self.values.value(enum, sight, depth)
        right = self.values.leaf(enum, sight)
        if isinstance(left.node, ast.Name) and left.node.name in enum.members:
            left = self.values.plain(enum, sight)
        return made(ast.Comparison, self.choices.pick(("=", "!=")), left.node, right.node)

    def _text(self, sight: Sight, depth: int) -> ast.Expression:
        left = self.values.plain(Scalar.TEXT, sight)
        right = self.values.leaf(Scalar.TEXT, sight)
        return made(ast.Comparison, self.choices.pick(("=", "!=")), left.node, right.node)

    def _reading(self, sight: Sight, depth: int) -> ast.Expression:
        reading = self.world.reading()
        return made(ast.Comparison, "=", nodes.name(reading.name), nodes.name(self.choices.pick(reading.members)))

    def _between(self, sight: Sight, depth: int) -> ast.Expression:
        type_ = self.choices.pick(_COMPARED)
        value = self.values.open(type_, sight, depth)
        low, high = self.values.value(type_, sight, depth - 1), self.values.value(type_, sight, depth - 1)
        first, last = constants.number(low.node), constants.number(high.node)
        if first is not None and last is not None and first > last:
            low, high = high, low
        return made(ast.Between, value.node, low.node, high.node)

    def _membership(self, sight: Sight, depth: int) -> ast.Expression:
        type_: Type = self.choices.pick((Scalar.TEXT, Scalar.INTEGER, Scalar.MONEY, Scalar.DATE))
        if self.choices.chance(50):
            enum = self.world.enum()
            options = nodes.names(enum.members[: self.choices.integer(1, len(enum.members))])
            return made(ast.Membership, self.values.plain(enum, sight).node, options)
        found = (literal(self.choices, type_) for _ in range(self.choices.integer(1, 3)))
        return made(ast.Membership, self.values.plain(type_, sight).node, tuple(one.node for one in found if one is not None))

    def _absent(self, sight: Sight, depth: int) -> ast.Expression | None:
        optional = self.values.optional(None, sight)
        return None if optional is None else made(ast.IsAbsent, optional[0])

    # --- what holds together --------------------------------------------------------------------------------------------

    def _negation(self, sight: Sight, depth: int) -> ast.Expression:
        return made(ast.Negation, self.condition(sight, depth))

    def _logic(self, sight: Sight, depth: int) -> ast.Expression:
        parts = tuple(self.condition(sight, depth) for _ in range(self.choices.integer(2, 3)))
        return made(ast.Logic, self.choices.pick(("and", "or")), parts)

    def _choice(self, sight: Sight, depth: int) -> ast.Expression:
        then, otherwise = self.values.value(Scalar.BOOL, sight, depth), self.values.value(Scalar.BOOL, sight, depth)
        return made(ast.Conditional, self.condition(sight, depth), then.node, otherwise.node)

    # --- lists and years ------------------------------------------------------------------------------------------------

    def _some(self, sight: Sight, depth: int) -> ast.Expression | None:
        opened = self.values.opened(sight)
        if opened is None:
            return None
        collection, variable, inside = opened
        kind = self.choices.pick(("some", "every", "at_least"))
        count = self.choices.integer(1, 3) if kind == "at_least" else None
        return made(ast.Quantified, kind, count, variable, collection, None, self.condition(inside, depth))

    def _periods(self, sight: Sight, depth: int) -> ast.Expression | None:
        if sight.period is not None:
            return None
        period, kind = self.choices.pick(PERIODS), self.choices.pick(("every", "some", "at_least"))
        length = self.values.length(period)
        each = None if kind == "at_least" else period
        count = self.choices.integer(1, length.value) if kind == "at_least" else None
        ending = self.values.year(period, sight) if self.choices.chance(30) else None
        inside, variable = self.values.each_of(period, sight)
        return made(ast.Periods, kind, each, length, ending, count, variable, self.condition(inside, min(depth, 1)))

    # --- what is declared -----------------------------------------------------------------------------------------------

    def _held(self, sight: Sight, depth: int) -> ast.Expression | None:
        qualifies = self.choices.chance(40)
        known = [one for one in self.world.tiers if one.has_criteria or not qualifies]
        if (not known or self.choices.chance(20)) and self.world.definer is not None:
            tier = self.world.definer.tier(qualifies)
            known = [*known, tier] if tier is not None else known
        if not known:
            return None
        tiers = tuple(one.reference() for one in known[-self.choices.integer(1, 3) :])
        return made(ast.Qualifies, tiers) if qualifies else made(ast.Holds, tiers)

    def _entitled(self, sight: Sight, depth: int) -> ast.Expression | None:
        known = self.world.awards
        if not known:
            return None
        return made(ast.EntitledTo, tuple(one.reference() for one in known[-self.choices.integer(1, 2) :]))

    def _passed(self, sight: Sight, depth: int) -> ast.Expression | None:
        known = [score for score in self.world.scores if score.has_pass]
        if not known and self.world.definer is not None:
            score = self.world.definer.score()
            known = [score] if score is not None and score.has_pass else []
        return made(ast.IsPassed, self.choices.pick(known).reference()) if known else None

    # --- blocks ---------------------------------------------------------------------------------------------------------

    def block(self, sight: Sight, depth: int, levels: int = 2) -> ast.Block:
        """Return a block of conditions, with blocks in it."""
        kind = self.choices.pick(("all", "any", "at_least"))
        lines, labels = [], set[str]()
        for _ in range(self.choices.integer(1, 3)):
            label = None
            if self.choices.chance(60):
                label = self.world.label(labels)
                labels.add(label)
            inner: ast.Condition
            if levels > 1 and self.choices.chance(20):
                inner = self.block(sight, depth - 1, levels - 1)
            else:
                inner = self.condition(sight, depth)
            lines.append(made(ast.Labelled, None if label is None else nodes.name(label), inner))
        count = self.choices.integer(1, len(lines)) if kind == "at_least" else None
        return made(ast.Block, kind, count, tuple(lines))

    def written(self, sight: Sight, depth: int) -> ast.Condition:
        """Return a condition, on its line or as a block."""
        return self.block(sight, depth) if self.choices.chance(35) else self.condition(sight, depth)
