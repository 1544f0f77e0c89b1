"""Random trial cases: facts that exist and fit, and expectations of what is there.

In: a world that is complete. Out: scenarios that check without a diagnostic. Whether they come true is not asked.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

from attrs import define

from policyrules.checking import constants
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.literals import literal, year
from policyrules.testing.wild.nodes import made
from policyrules.testing.wild.world import Declared, World
from policyrules.values.types import EnumType, Field, ListType, OptionalType, RecordType, Scalar, SeriesType, Type

_VERDICTS = ("entitled", "not_entitled", "undetermined")


@define(eq=False)
class Scenarios:
    """Writes the trial cases of one policy."""

    world: World

    @property
    def choices(self) -> Choices:
        return self.world.choices

    def scenario(self, number: int) -> ast.Scenario:
        """Return a trial case."""
        day = date(2024, 1, 1) + timedelta(days=self.choices.integer(0, 1000))
        lines: list[ast.ScenarioLine] = [made(ast.ExpressionItem, "date", nodes.day(day))]
        given: set[str] = set()
        for fact in (*self.world.facts, *self.world.series, *self.world.lists):
            if fact.name in self._own() and self.choices.chance(40):
                given.add(fact.name)
                lines += self._given(fact)
        if self.world.readings and self.choices.chance(40):
            reading = self.choices.pick(self.world.readings)
            lines.append(made(ast.GivenReading, nodes.name(reading.name), nodes.name(self.choices.pick(reading.members))))
        rows = self._rows(given) if self.choices.chance(25) else None
        lines += self._expectations() if rows is None else [rows]
        title = nodes.text(f"情形{number}") if self.choices.chance(90) else None
        return made(ast.Scenario, title, tuple(lines))

    def _own(self) -> set[str]:
        return {line.name.name for line in self.world.lines if isinstance(line, ast.FieldLine)}

    # --- what is given --------------------------------------------------------------------------------------------------

    def constant(self, type_: Type, low: Fraction | None, high: Fraction | None) -> ast.Expression | None:
        """Return a literal of a type within a range; `None` for an unknown one."""
        for _ in range(4):
            found = literal(self.choices, type_)
            number = None if found is None else constants.number(found.node)
            if found is not None and (number is None or ((low is None or number >= low) and (high is None or number <= high))):
                return found.node
        return None

    def _value(self, type_: Type, low: Fraction | None, high: Fraction | None) -> ast.Expression | None:
        return None if self.choices.chance(15) else self.constant(type_, low, high)

    def _given(self, fact: Declared) -> Sequence[ast.ScenarioLine]:
        called = nodes.name(fact.name)
        match fact.type:
            case ListType(element):
                if self.choices.chance(25):
                    return [made(ast.GivenEmpty, called)]
                return [self._record(fact.name, element) for _ in range(self.choices.integer(1, 2))]
            case SeriesType(element, period):
                return self._series(fact, element, period)
            case _:
                return [made(ast.Given, called, self._value(fact.type, fact.low, fact.high))]

    def _series(self, fact: Declared, element: Scalar | EnumType, period: str) -> list[ast.ScenarioLine]:
        lines: list[ast.ScenarioLine] = []
        first = year(self.choices, period)
        value = constants.number(first)
        assert value is not None
        for number in range(self.choices.integer(1, 3)):
            which = made(ast.PeriodLiteral, int(value) + number, period)
            exists = not self.choices.chance(10)
            found = self._value(element, fact.low, fact.high) if exists else None
            lines.append(made(ast.GivenPeriod, nodes.name(fact.name), which, found, exists))
        return lines

    def _record(self, called: str, record: RecordType) -> ast.GivenRecord:
        fields = [field for field in record.fields if not self.choices.chance(20)] or record.fields[:1]
        given = tuple(made(ast.GivenField, nodes.name(one.name), self._of_field(one)) for one in fields)
        return made(ast.GivenRecord, nodes.name(called), given)

    def _of_field(self, field: Field) -> ast.Expression | None:
        return self._value(field.type, field.low, field.high)

    # --- what is expected -----------------------------------------------------------------------------------------------

    def _expectations(self) -> list[ast.ScenarioLine]:
        world, lines = self.world, list[ast.ScenarioLine]()
        own = [award for award in world.awards if award.is_own]
        for award in own:
            called = nodes.name(award.name)
            if self.choices.chance(50):
                lines.append(made(ast.ExpectVerdict, self.choices.pick(_VERDICTS), (called,)))
            if award.gives_money and self.choices.chance(20):
                lines.append(made(ast.ExpectValue, nodes.name(award.name), "amount", self._expected(Scalar.MONEY)))
            if award.has_ceiling and self.choices.chance(40):
                lines.append(made(ast.ExpectValue, nodes.name(award.name), "rate_ceiling", self._expected(Scalar.PERCENT)))
            if self.choices.chance(10):
                lines.append(made(ast.ExpectReason, nodes.name(award.name), "未撤销"))
            if self.choices.chance(10) and world.facts:
                lines.append(made(ast.ExpectMissing, nodes.name(award.name), (nodes.name(world.facts[0].name),)))
        lines += self._of_tiers()
        for definition in world.definitions:
            if definition.is_own and self.choices.chance(25):
                type_ = definition.type.element if isinstance(definition.type, OptionalType) else definition.type
                lines.append(made(ast.ExpectDefinition, nodes.name(definition.name), self._expected(type_)))
        for score in world.scores:
            if score.is_own and self.choices.chance(60):
                part = made(ast.Access, nodes.name(score.name), nodes.name(self.choices.pick(score.parts)))
                target = nodes.name(score.name) if self.choices.chance(50) else part
                lines.append(made(ast.ExpectDefinition, target, self._expected(Scalar.NUMBER)))
        if any(award.gives_money for award in own) and self.choices.chance(40):
            lines.append(made(ast.ExpectTotal, self._expected(Scalar.MONEY)))
        if world.facts and (not lines or self.choices.chance(10)):
            lines.append(made(ast.ExpectVerdict, "missing", (nodes.name(world.facts[-1].name),)))
        return lines or [self._some_part()]

    def _some_part(self) -> ast.ScenarioLine:
        """Return an expectation of whatever there is."""
        own = [award.name for award in self.world.awards if award.is_own]
        if own:
            return made(ast.ExpectVerdict, "undetermined", nodes.names(own[:1]))
        return made(ast.ExpectVerdict, "holds", nodes.names([tier.name for tier in self.world.tiers if tier.is_own][:1]))

    def _of_tiers(self) -> list[ast.ScenarioLine]:
        lines: list[ast.ScenarioLine] = []
        for tier in self.world.tiers:
            if tier.is_own and self.choices.chance(40):
                lines.append(made(ast.ExpectVerdict, self.choices.pick(("holds", "holds_not")), (nodes.name(tier.name),)))
            if tier.is_own and tier.has_criteria and self.choices.chance(40):
                kind = self.choices.pick(("qualifies", "qualifies_not"))
                lines.append(made(ast.ExpectVerdict, kind, (nodes.name(tier.name),)))
        return lines

    def _expected(self, type_: Type) -> ast.Expected:
        found = [self.constant(type_, None, None) for _ in range(2)]
        values = [one for one in found if one is not None]
        if not values or self.choices.chance(10):
            return made(ast.Expected, (), False)
        numbers = [constants.number(one) for one in values]
        if len(values) == 2 and None not in numbers and self.choices.chance(30):
            if numbers[0] > numbers[1]:  # type: ignore[operator]
                values.reverse()
            return made(ast.Expected, tuple(values), True)
        return made(ast.Expected, tuple(values[: self.choices.integer(1, 2)]), False)

    def _rows(self, given: set[str]) -> ast.EachRow | None:
        """Return a table of trial cases, where there is something to look at."""
        targets = [one for one in self.world.definitions if one.is_own]
        columns = [fact for fact in self.world.facts if fact.name not in given and fact.name in self._own()][:2]
        series = [one for one in self.world.series if one.name not in given and one.name in self._own()][:1]
        if not targets or not columns:
            return None
        target = self.choices.pick(targets)
        heads = [made(ast.Column, nodes.name(fact.name), None) for fact in columns]
        for one in series:
            assert isinstance(one.type, SeriesType)
            value = constants.number(year(self.choices, one.type.period))
            which = made(ast.PeriodLiteral, int(value or 0), one.type.period)
            heads.append(made(ast.Column, nodes.name(one.name), which))
        rows = []
        for _ in range(self.choices.integer(1, 3)):
            cells = [made(ast.TrialCell, self._value(fact.type, fact.low, fact.high)) for fact in columns]
            cells += [made(ast.TrialCell, self._value(_element(one.type), one.low, one.high)) for one in series]
            rows.append(made(ast.TrialRow, tuple(cells), self._expected(target.type)))
        return made(ast.EachRow, tuple(heads), nodes.name(target.name), tuple(rows))


def _element(type_: Type) -> Type:
    return type_.element if isinstance(type_, SeriesType) else type_
