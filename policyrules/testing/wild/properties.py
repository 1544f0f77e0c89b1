"""Random properties: requirements of what is there, and changes that the facts can make.

In: a world that is complete. Out: properties that check without a diagnostic. Whether they hold is not asked.
"""

from datetime import date

from attrs import define

from policyrules.checking import constants
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.literals import year
from policyrules.testing.wild.nodes import made
from policyrules.testing.wild.scenarios import Scenarios
from policyrules.testing.wild.world import Declared, World
from policyrules.values.types import ListType, Scalar, SeriesType, Type, is_numeric


@define(eq=False)
class Properties:
    """Writes the properties of one policy."""

    world: World
    scenarios: Scenarios

    @property
    def choices(self) -> Choices:
        return self.world.choices

    def property(self, number: int) -> ast.Property | None:
        """Return a property; `None` where there is nothing to require."""
        if not self._verdicts():
            return None
        items: list[ast.Item] = []
        if self.choices.chance(30):
            items.append(made(ast.ConditionItem, "when", self._verdict()))
        if self.choices.chance(20):
            ends = nodes.day(date(2024, 1, 1)), nodes.day(date(2025, 12, 31))
            items.append(made(ast.WindowItem, "window", *ends, None))
        change = self._change() if self.choices.chance(60) else None
        items += self._of_one() if change is None else [change, *self._falls()]
        title = nodes.text("对每家企业都成立") if self.choices.chance(50) else None
        return made(ast.Property, nodes.name(f"要求{number}"), None, title, tuple(items))

    # --- what is required ---------------------------------------------------------------------------------------------

    def _verdicts(self) -> list[ast.Expression]:
        # To speak of another policy here only would be no use of it.
        awards = [award for award in self.world.awards if award.is_own]
        tiers = [tier for tier in self.world.tiers if tier.is_own]
        return [
            *(made(ast.EntitledTo, (award.reference(),)) for award in awards),
            *(made(ast.Holds, (tier.reference(),)) for tier in tiers),
            *(made(ast.Qualifies, (tier.reference(),)) for tier in tiers if tier.has_criteria),
        ]

    def _verdict(self) -> ast.Expression:
        return self.choices.pick(self._verdicts())

    def _of_one(self) -> list[ast.Item]:
        if self.choices.chance(50):
            return [made(ast.ConditionItem, "must_hold", made(ast.Negation, self._verdict()))]
        own = [fact.name for fact in self._facts()]
        given = [made(ast.GivenOnlyItem, "given_only", nodes.names(own[:2]))] if own and self.choices.chance(70) else []
        return [*given, made(ast.WatchedItem, "must_be_known", None, self._verdict())]

    def _falls(self) -> list[ast.Item]:
        items: list[ast.Item] = [made(ast.WatchedItem, "must_not_fall", None, self._verdict())]
        if any(award.is_counted and award.is_own for award in self.world.awards) and self.choices.chance(60):
            allowance = nodes.money(self.choices.integer(0, 9))
            items.append(made(ast.WatchedItem, "may_fall_by", allowance, made(ast.Total)))
        return items

    def _facts(self) -> list[Declared]:
        """Return the facts that the policy declares itself."""
        named = {line.name.name for line in self.world.lines if isinstance(line, ast.FieldLine)}
        return [one for one in (*self.world.facts, *self.world.series, *self.world.lists) if one.name in named]

    # --- what changes ---------------------------------------------------------------------------------------------------

    def _change(self) -> ast.ChangeItem | None:
        """Return a change of some fact."""
        facts = self._facts()
        if not facts:
            return None
        lists = [one for one in facts if isinstance(one.type, ListType)]
        fact = self.choices.pick(lists if lists and self.choices.chance(40) else facts)
        if isinstance(fact.type, ListType):
            return made(ast.ChangeItem, "change", nodes.name(fact.name), "gains_one", None)
        series = isinstance(fact.type, SeriesType)
        type_: Type = fact.type.element if isinstance(fact.type, SeriesType) else fact.type
        named = self._of_period(fact) if series else nodes.name(fact.name)
        if is_numeric(type_) and type_ is not Scalar.DATE and self.choices.chance(70):
            by = self.scenarios.constant(type_, None, None) if self.choices.chance(50) else None
            amount = constants.number(by)
            direction = self.choices.pick(("increases", "decreases"))
            return made(ast.ChangeItem, "change", named, direction, by if amount is not None and amount > 0 else None)
        value = self.scenarios.constant(type_, fact.low, fact.high)
        return None if value is None else made(ast.ChangeItem, "change", named, "becomes", value)

    def _of_period(self, fact: Declared) -> ast.Expression:
        assert isinstance(fact.type, SeriesType)
        return made(ast.Index, nodes.name(fact.name), year(self.choices, fact.type.period))
