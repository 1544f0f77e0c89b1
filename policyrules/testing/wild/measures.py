"""Random measures with their entitlements and duties, and rules over several awards.

In: a world. Out: measures whose sentences stand in the document, each with a verb of it, and rules of which none crosses
another.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from attrs import define, field

from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.conditions import Conditions
from policyrules.testing.wild.document import Section
from policyrules.testing.wild.nodes import Typed, made
from policyrules.testing.wild.tables import Tables
from policyrules.testing.wild.words import VARIABLES, VERBS_OF, is_said, promise, statement
from policyrules.testing.wild.world import FIRST_DAY, OUTSIDE, DeclaredAward, Seen, Sight, World
from policyrules.values.types import ListType, Scalar

_SHARES = ((100,), (60, 40), (30, 30, 40), (50, 25, 25))


@define(eq=False)
class Measures:
    """Writes the measures of one policy. `rules` are those that stand above the single award."""

    world: World
    conditions: Conditions
    tables: Tables
    #: The awards of each measure.
    awards: dict[str, list[str]] = field(factory=dict)

    @property
    def choices(self) -> Choices:
        return self.world.choices

    def measure(self) -> ast.Measure:
        """Return a measure."""
        called = self.world.fresh("measure")
        english = self.world.language == "en"
        section = self.world.document.section(f"{called}规定" if not english else f"Of {called}")
        items: list[ast.Item | ast.Entitlement | ast.Duty] = [self._responsible(section)]
        title: ast.Text | None = nodes.text(section.title)
        if self.choices.chance(20):
            title = None
            items.append(nodes.quotes("quote", [section.title]))
        lead = self._lead(section)
        if lead is not None:
            items.append(lead)
        if self.choices.chance(40):
            items.append(made(ast.ConditionItem, "beneficiaries", self.conditions.written(OUTSIDE, 2)))
        if self.choices.chance(30):
            items.append(self.window("window"))
        items += self.world.remarks("note", "origin")
        self.awards[called] = []
        for _ in range(self.choices.integer(1, max(1, self.world.size // 2))):
            items.append(self._duty(section) if self.choices.chance(30) else self._entitlement(called, section))
        items += self._rules(self.awards[called])
        return made(ast.Measure, nodes.name(called), made(ast.Clause, section.place), title, tuple(items))

    def _responsible(self, section: Section) -> ast.UnitsItem:
        if self.choices.chance(10):
            return made(ast.UnitsItem, "responsible", (), True, False, None)
        units = tuple(dict.fromkeys(self.world.unit() for _ in range(self.choices.integer(1, 3))))
        if self.choices.chance(15):
            because = nodes.text("文中称“科技部门”")
            return made(ast.UnitsItem, "responsible", nodes.names(units), False, True, because)
        section.units = tuple(self.world.units[unit].title.text for unit in units)
        section.bracketed = self.choices.chance(75)
        if not section.bracketed:
            number = self.world.document.next_sentence()
            section.sentences += (statement(self.world.language, number, title) for title in section.units)
            self._waiting = section.sentences[-len(section.units) :]
        return made(ast.UnitsItem, "responsible", nodes.names(units), False, False, None)

    _waiting: list[str] = field(factory=list)

    def _lead(self, section: Section) -> ast.QuotesItem | None:
        """Return the lead-in; it quotes the sentences that name the units, where there is no bracket."""
        sentences = [*self._waiting]
        self._waiting = []
        if self.choices.chance(25):
            sentences.append(statement(self.world.language, self.world.document.next_sentence(), "引语"))
            section.sentences.append(sentences[-1])
        return nodes.quotes("lead", sentences) if sentences else None

    # --- what is promised -----------------------------------------------------------------------------------------------

    def _promised(self, section: Section) -> tuple[ast.Text, ast.QuotesItem, ast.Clause | None]:
        """Write a sentence with a verb; return the verb, the quote and the place."""
        language, document = self.world.language, self.world.document
        verb, number = self.choices.pick(VERBS_OF[language]), document.next_sentence()
        sentence = promise(language, number, verb)
        if not is_said(verb, sentence):
            verb = VERBS_OF[language][0]
            sentence = promise(language, number, verb)
        below, clause = section, None
        if self.choices.chance(25):
            below = document.below(section, "")
            clause = made(ast.Clause, below.place)
        passages = [sentence]
        if self.choices.chance(25):
            passages.append(statement(language, document.next_sentence(), "标准"))
        below.sentences += passages
        return made(ast.Text, verb), nodes.quotes("quote", passages), clause

    def _common(self, section: Section, sight: Sight, is_below: bool) -> list[ast.Item]:
        items: list[ast.Item] = []
        if self.choices.chance(25):
            items.append(made(ast.ConditionItem, "beneficiaries", self.conditions.written(OUTSIDE, 2)))
        if self.choices.chance(60):
            items.append(made(ast.ConditionItem, "when", self.conditions.written(sight, self.world.depth)))
        if self.choices.chance(20):
            items.append(self.window("window"))
        if self.choices.chance(25):
            items.append(self._by(section, is_below))
        return [*items, *self.world.remarks("note", "origin")]

    def _by(self, section: Section, is_below: bool) -> ast.UnitsItem:
        if self.choices.chance(30):
            return made(ast.UnitsItem, "by", (), True, False, None)
        known = [name for name, line in self.world.units.items() if section.units and line.title.text in section.units]
        if not known or is_below or self.choices.chance(40):
            unit = self.world.unit()
            return made(ast.UnitsItem, "by", nodes.names((unit,)), False, True, nodes.text("由职责推出"))
        return made(ast.UnitsItem, "by", nodes.names(known[:1]), False, False, None)

    def window(self, key: str) -> ast.WindowItem:
        """Return a window."""
        first = FIRST_DAY + timedelta(days=self.choices.integer(0, 200))
        last, length = first + timedelta(days=self.choices.integer(1, 900)), nodes.duration(self.choices.integer(1, 3), "year")
        match self.choices.pick(("both", "length", "from", "to", "months", "reading")):
            case "both":
                return made(ast.WindowItem, key, nodes.day(first), nodes.day(last), None)
            case "length":
                return made(ast.WindowItem, key, nodes.day(first), None, length)
            case "months":
                return made(ast.WindowItem, key, nodes.day(first), None, nodes.duration(self.choices.integer(1, 40), "month"))
            case "from":
                return made(ast.WindowItem, key, nodes.day(first), None, None)
            case "to":
                return made(ast.WindowItem, key, None, nodes.day(last), None)
            case _:
                reading = self.world.reading()
                is_first = made(ast.Comparison, "=", nodes.name(reading.name), nodes.name(reading.members[0]))
                end = made(ast.Conditional, is_first, nodes.day(last), nodes.day(last + timedelta(days=1)))
                return made(ast.WindowItem, key, nodes.day(first), end, None)

    # --- duties ---------------------------------------------------------------------------------------------------------

    def _duty(self, section: Section) -> ast.Duty:
        called = self.world.fresh("duty")
        verb, quote, clause = self._promised(section)
        items: list[ast.Item] = [
            quote,
            *self._common(section, OUTSIDE, clause is not None),
            *self.world.remarks("bearer", "consequence"),
        ]
        if self.choices.chance(30):
            items.append(made(ast.ExpressionItem, "deadline", nodes.day(self.world.first)))
        if self.choices.chance(30):
            every = nodes.duration(self.choices.integer(1, 6), self.choices.pick(("year", "quarter", "month")))
            anchor = nodes.day(date(2024, 3, 31))
            items.append(made(ast.RecurrenceItem, "recurrence", every, self.choices.integer(1, 3), anchor))
        return made(ast.Duty, nodes.name(called), clause, verb, self.world.title(called), tuple(items))

    # --- entitlements ---------------------------------------------------------------------------------------------------

    def _entitlement(self, measure: str, section: Section) -> ast.Entitlement:
        called = self.world.fresh("entitlement")
        verb, quote, clause = self._promised(section)
        items: list[ast.Item] = [quote]
        gives = self.choices.chance(65)
        has_ceiling = not gives and self.choices.chance(45)
        sight = OUTSIDE
        if self.choices.chance(30):
            sight, record = self._per_record()
            items.append(record)
        items += [*self._common(section, sight, clause is not None), *self.world.remarks("bearer")]
        is_counted = False
        if gives:
            amount = self._amount(sight)
            is_counted = not _is_left_open(amount)
            items += [amount, *self._limits(sight)]
        elif has_ceiling:
            items += self._ceiling()
        items += self._others()
        node = made(ast.Entitlement, nodes.name(called), clause, verb, self.world.title(called), tuple(items))
        if gives:
            self.awards[measure].append(called)
        self.world.awards.append(DeclaredAward(called, gives, has_ceiling, lambda: nodes.name(called), is_counted=is_counted))
        return node

    def _per_record(self) -> tuple[Sight, ast.PerRecordItem]:
        fact = self.world.list_fact(own=True)
        assert isinstance(fact.type, ListType)
        variable = self.world.free(OUTSIDE, VARIABLES) if self.choices.chance(70) else None
        sight = Sight((Seen(fact.type.element, variable, fact.name),))
        item = made(ast.PerRecordItem, "per_record", nodes.name(fact.name), None if variable is None else nodes.name(variable))
        return sight, item

    def _money(self, sight: Sight, depth: int = 2) -> ast.Expression:
        return self.conditions.values.value(Scalar.MONEY, sight, depth).node

    def _limit(self, sight: Sight) -> ast.Expression:
        """Return a cap: one that is written down is above zero."""
        if self.choices.chance(70):
            return nodes.money(self.choices.pick((50, 10, 100, 500)), self.choices.pick(("万元", "千元")))
        return self.conditions.values.open(Scalar.MONEY, sight, 1).node

    def _amount(self, sight: Sight) -> ast.Item:
        depth = self.world.depth
        kind = self.choices.pick(("expression", "expression", "unstated", "discretion", "table", "points", "slices", "open"))
        match kind:
            case "unstated":
                return made(ast.ExpressionItem, "amount", made(ast.Unstated))
            case "open":
                body = self.conditions.values.body()
                return made(ast.ExpressionItem, "amount", made(ast.Discretion, body, None, None))
            case "discretion":
                found = self.conditions.values.discretion(nodes.money(1), Scalar.MONEY)
                return made(ast.ExpressionItem, "amount", found)
            case "table":
                tabled = self.tables.table(lambda: self.conditions.values.value(Scalar.MONEY, sight, 1), sight, depth)
                return made(ast.TableItem, "amount", tabled.table)
            case "points":
                return made(ast.TableItem, "amount", self._points(sight))
            case "slices":
                sliced = self.tables.slices(Scalar.MONEY, sight, depth)
                if sliced is not None and sliced.type is Scalar.MONEY:
                    return made(ast.TableItem, "amount", sliced.table)
        return made(ast.ExpressionItem, "amount", self._money(sight, depth))

    def _points(self, sight: Sight) -> ast.Table:
        each, cap = Typed(nodes.money(2), Scalar.MONEY), Typed(nodes.money(9), Scalar.MONEY)
        limit = cap if self.choices.chance(60) else None
        if self.choices.chance(50):
            return self.tables.per_full(each, limit, sight, 2)
        return self.tables.per_item(each, limit, self.choices.integer(1, 3), sight, 2)

    def _limits(self, sight: Sight) -> list[ast.Item]:
        """Return what limits and spreads an amount."""
        items: list[ast.Item] = []
        if sight.records and self.choices.chance(50):
            items.append(made(ast.ExpressionItem, "item_cap", self._limit(sight)))
        if self.choices.chance(35):
            items.append(made(ast.ExpressionItem, "cap", self._limit(OUTSIDE)))
        if self.choices.chance(25):
            items.append(made(ast.YearlyCapItem, "yearly_cap", self._limit(OUTSIDE), self._of_record(sight)))
        if self.choices.chance(25):
            items.append(made(ast.ExpressionItem, "received", self._limit(OUTSIDE)))
        if self.choices.chance(20):
            items.append(self.stages())
        if self.choices.chance(20):
            items.append(self._schedule(sight))
        return items

    def _of_record(self, sight: Sight) -> ast.Expression | None:
        """Return a day of the record, where there is one and a record."""
        days = [(seen, one.name) for seen in sight.records for one in seen.record.fields if one.type is Scalar.DATE]
        if not days or self.choices.chance(40):
            return None
        return self.conditions.values.field(*self.choices.pick(days))

    def _schedule(self, sight: Sight) -> ast.ScheduleItem:
        rows, year = [], 1
        for _ in range(self.choices.integer(1, 3)):
            last = year + self.choices.integer(0, 2)
            rows.append(made(ast.ScheduleRow, year, last, nodes.percent(self.choices.pick((80, 100, 50, 0)))))
            year = last + 1
        since = self.conditions.values.plain(Scalar.DATE, sight).node
        return made(ast.ScheduleItem, "schedule", since, tuple(rows))

    def stages(self) -> ast.StagesItem:
        """Return stages that make up the whole."""
        shares, names = self.choices.pick(_SHARES), list[str]()
        for _ in shares:
            names.append(self.world.fresh("stage"))
        stages = [made(ast.Stage, nodes.name(n), nodes.percent(s)) for n, s in zip(names, shares, strict=True)]
        return made(ast.StagesItem, "stages", tuple(stages))

    def _ceiling(self) -> list[ast.Item]:
        values = self.conditions.values
        items = [made(ast.ExpressionItem, "rate_ceiling", values.value(Scalar.PERCENT, OUTSIDE, 2).node)]
        for key in ("indicative", "compared"):
            if self.choices.chance(50):
                items.append(made(ast.ExpressionItem, key, values.value(Scalar.PERCENT, OUTSIDE, 1).node))
        return [*items]

    def _others(self) -> list[ast.Item]:
        """Return the awards that this one comes on top of, and those that it does not go together with."""
        known = list(self.world.awards)
        items: list[ast.Item] = []
        if known and self.choices.chance(25):
            base = self.choices.pick(known)
            known.remove(base)
            items.append(made(ast.NamesItem, "on_top_of", (base.reference(),)))
        if known and self.choices.chance(25):
            items.append(made(ast.NamesItem, "excludes", (self.choices.pick(known).reference(),)))
        return items

    # --- rules ----------------------------------------------------------------------------------------------------------

    def _rules(self, awards: Sequence[str]) -> list[ast.Item]:
        """Return rules over the awards of a measure: one over some or all of them, and a cap around it."""
        items: list[ast.Item] = []
        if len(awards) >= 2 and self.choices.chance(50):
            some = list(awards[: self.choices.integer(2, len(awards))])
            items.append(self.rule(some if self.choices.chance(60) else [], self.choices.pick(_CHOOSING)))
        if awards and self.choices.chance(30):
            items.append(self.rule([], "total_cap"))
        if self.choices.chance(10):
            items.append(self.stages())
        return items

    def rule(self, awards: Sequence[str], key: str, others: Sequence[DeclaredAward] = ()) -> ast.RuleItem:
        """Return a rule over awards, over all where none is named."""
        value = self._limit(OUTSIDE) if key in ("total_cap", "top_up") else None
        named = (*nodes.names(awards), *(other.reference() for other in others))
        return made(ast.RuleItem, key, named, value)

    def rules_of_policy(self, others: Sequence[DeclaredAward]) -> list[ast.Item]:
        """Return rules of the whole policy: over the awards of some measures and of other policies, or over all."""
        items: list[ast.Item] = []
        of_measures = [awards for awards in self.awards.values() if awards]
        every = [award for awards in of_measures for award in awards]
        some = [award for awards in of_measures[: self.choices.integer(1, 3)] for award in awards]
        beside = list(others[:1]) if self.choices.chance(70) else []
        if len(some) + len(beside) >= 2 and some and self.choices.chance(50):
            whole = len(every) >= 2 and not beside and self.choices.chance(40)
            items.append(self.rule([] if whole else some, self.choices.pick(_CHOOSING), beside))
        if every and not (items and beside) and self.choices.chance(30):
            items.append(self.rule([], "total_cap"))
        if self.choices.chance(10):
            items.append(self.stages())
        return items


_CHOOSING = ("highest_only", "choose_one", "top_up")


def _is_left_open(amount: ast.Tree) -> bool:
    """Say whether an amount is unstated, or may stand on another award whose amount is."""
    return isinstance(amount, ast.Unstated | ast.Access) or any(map(_is_left_open, ast.children(amount)))
