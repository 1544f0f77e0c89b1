"""Measures: who answers, what is promised and how strongly, until when.

In: measures whose names are collected. Out: diagnostics, and the names and types in their items. That the quotes stand in the
document is for `policyrules.checking.sources` to say.
"""

import re
from collections.abc import Mapping
from datetime import date

from attrs import define

from policyrules.checking import constants
from policyrules.checking.awards import AWARD_ITEMS, Awards
from policyrules.checking.declarations import OUTSIDE, Declarations
from policyrules.checking.findings import Findings, label
from policyrules.checking.items import Items
from policyrules.checking.policy import Binding, BindingKind
from policyrules.checking.rules import RULE_KEYS
from policyrules.checking.scope import Scope
from policyrules.checking.tables import Tables
from policyrules.syntax import ast
from policyrules.values.modality import VERBS, Modality, strength, stronger_than_said, verb_in, verbs_in
from policyrules.values.types import UNKNOWN_TYPE, Scalar

_MEASURE = frozenset({"responsible", "beneficiaries", "window", "lead", "quote", "note", "origin", "stages", *RULE_KEYS})
_PROMISE = frozenset({"quote", "beneficiaries", "when", "window", "by", "note", "origin"})
_ENTITLEMENT = _PROMISE | {"amount", "rate_ceiling", "indicative", "compared", "bearer", *AWARD_ITEMS}
_DUTY = _PROMISE | {"deadline", "recurrence", "bearer", "consequence"}

#: How units are joined that are written as one name; a name that is longer is not looked at.
_AND, _LONGEST = re.compile("以及|[和与及]"), 60


@define(eq=False)
class Measures:
    """Checks measures one by one; `first` and `last` are the days of the policy, as far as they are known."""

    declarations: Declarations
    first: date | None
    last: date | None

    @property
    def findings(self) -> Findings:
        return self.declarations.findings

    def measure(self, measure: ast.Measure) -> None:
        """Check a measure and what it contains."""
        plain = tuple(item for item in measure.items if not isinstance(item, ast.Entitlement | ast.Duty))
        items = self.declarations.items(measure.name, plain, _MEASURE, "responsible")
        self._units(items, "responsible")
        self._common(items)
        lead = items.get("lead", ast.QuotesItem)
        for part in measure.items:
            match part:
                case ast.Entitlement():
                    self._entitlement(part, lead)
                case ast.Duty():
                    self._duty(part, lead)
                case _:
                    pass

    def _common(self, items: Items, scope: Scope = OUTSIDE) -> None:
        self.declarations.condition(items, "beneficiaries")
        self.declarations.condition(items, "when", scope)
        if window := items.get("window", ast.WindowItem):
            self.declarations.window(window)

    def _units(self, items: Items, key: str) -> None:
        item = items.get(key, ast.UnitsItem)
        if item is None:
            return
        if not item.units and not item.unstated:
            self.findings.error("item-missing", item, item=(f"item-{key}",), name=items.owner.name)
        if item.inferred and item.because is None:
            self.findings.error("inferred-without-reason", item)
        units, first = self.declarations.types.names.units, dict[str, ast.Name]()
        for name in item.units:
            if first.setdefault(name.name, name) is not name:
                self.findings.error("unit-twice", name, [label(first[name.name], "label-first")], name=name.name)
            declared = units.get(name.name)
            if declared is None:
                self.declarations.unknown("unit-unknown", name, list(units), _unit_meant(name.name, units))
            else:
                self.findings.bindings[name] = Binding(BindingKind.UNIT, name.name, UNKNOWN_TYPE, declared)

    # --- entitlements and duties ------------------------------------------------------------------------------------

    def _entitlement(self, entitlement: ast.Entitlement, lead: ast.QuotesItem | None) -> None:
        items = self.declarations.items(entitlement.name, entitlement.items, _ENTITLEMENT, "quote")
        awards = Awards(self.declarations)
        scope = awards.scope(items)
        self._promise(entitlement, items, lead, scope)
        awards.award(items, scope)
        amount, ceiling = items.by_key.get("amount"), items.get("rate_ceiling", ast.ExpressionItem)
        if amount and ceiling:
            self.findings.error("amount-and-ceiling", ceiling, [label(amount, "label-first")], name=entitlement.name.name)
        if isinstance(amount, ast.TableItem):
            Tables(self.declarations.types).table(amount.table, scope, Scalar.MONEY)
        wanted = (("amount", Scalar.MONEY), ("rate_ceiling", Scalar.PERCENT), ("indicative", Scalar.PERCENT))
        for key, type_ in (*wanted, ("compared", Scalar.PERCENT)):
            if item := items.get(key, ast.ExpressionItem):
                self.declarations.types.wanted(item.value, scope if key == "amount" else OUTSIDE, type_)
        for key in ("indicative", "compared"):
            item = items.get(key, ast.ExpressionItem)
            if item and not ceiling and not self.declarations.lost.in_declaration(item):
                self.findings.error("only-with-ceiling", item, item=(f"item-{key}",))

    def _duty(self, duty: ast.Duty, lead: ast.QuotesItem | None) -> None:
        items = self.declarations.items(duty.name, duty.items, _DUTY, "quote")
        self._promise(duty, items, lead)
        if deadline := items.get("deadline", ast.ExpressionItem):
            self._deadline(deadline.value)
        if recurrence := items.get("recurrence", ast.RecurrenceItem):
            self._recurrence(recurrence)

    def _deadline(self, written: ast.Expression) -> None:
        self.declarations.constant(written, Scalar.DATE)
        day = constants.day(written)
        if day is not None and ((self.first and day < self.first) or (self.last and day > self.last)):
            self.findings.warning("deadline-outside", written, day=written.span.text)

    def _recurrence(self, item: ast.RecurrenceItem) -> None:
        self.declarations.constant(item.anchor, Scalar.DATE)
        every = item.every
        if not isinstance(every, ast.DurationLiteral) or every.unit == "day" or every.value < 1:
            self.findings.error("recurrence-months", every, text=every.span.text)
        else:
            self.declarations.types.infer(every, OUTSIDE)
        if item.times < 1:
            self.findings.error("recurrence-times", item)

    def _promise(
        self, part: ast.Entitlement | ast.Duty, items: Items, lead: ast.QuotesItem | None, scope: Scope = OUTSIDE
    ) -> None:
        self._common(items, scope)
        self._units(items, "by")
        quote = items.get("quote", ast.QuotesItem)
        if part.verb is None:
            if not self.declarations.lost.in_declaration(part):
                self.findings.error("verb-missing", part.name, name=part.name.name, said=_said(quote))
        elif strength(part.verb.text) is None:
            # Of all verbs the nearest may promise something else; the one that is meant stands in the quote.
            near = verb_in(_text(quote)) or self.declarations.types.resolver.near(part.verb.text, list(VERBS))
            self.findings.error("verb-unknown", part.verb, verb=part.verb.text, nearest=near)
        elif quote is not None and quote.quotes:
            self._verb(part.verb, quote, lead)

    def _verb(self, verb: ast.Text, quote: ast.QuotesItem, lead: ast.QuotesItem | None) -> None:
        """Check that the verb stands in the quote or in the lead-in, and that it is not cut from one that says less."""
        quoted, led = _text(quote), _text(lead)
        if verb.text in {modality.value for modality in Modality} and verb.text not in quoted + led:
            return
        if verb.text not in quoted and verb.text not in led and verb.text not in self.declarations.lost.text:
            self.findings.error("verb-not-in-quote", verb, [label(quote, "label-quote")], verb=verb.text, said=_said(quote))
            return
        where = quoted if verb.text in quoted else led
        longer = stronger_than_said(verb.text, where)
        if longer is not None:
            self.findings.error("verb-cut", verb, [label(quote, "label-quote")], verb=verb.text, longer=longer)


def _text(item: ast.QuotesItem | None) -> str:
    return "\n".join(quote.text for quote in item.quotes) if item else ""


def _unit_meant(name: str, units: Mapping[str, ast.UnitLine]) -> str | None:
    """Return the unit of which this is the name in the document, or those that are written as one: `甲局和乙局`."""
    if len(name) > _LONGEST:
        return None
    called = {
        title: key for key, unit in units.items() for title in (unit.title.text, *(one.title.text for one in unit.renames))
    }
    called |= {key: key for key in units}
    # An "and" may also stand in a name: each that ends a unit is remembered, with the units up to it.
    named: dict[int, str] = {0: ""}
    for stop, after in [*(one.span() for one in _AND.finditer(name)), (len(name), len(name) + 1)]:
        found = (f"{before}、{called[name[start:stop]]}" for start, before in named.items() if name[start:stop] in called)
        if (units_ := next(found, None)) is not None:
            named[after] = units_
    meant = named.get(len(name) + 1)
    return meant and meant[1:]


def _said(quote: ast.QuotesItem | None) -> str | None:
    """Return the verbs that stand in a quote, the longest first."""
    text = _text(quote)
    found = [verb for verb in dict.fromkeys((verb_in(text), *verbs_in(text))) if verb]
    return "、".join(f"`{verb}`" for verb in found[:4]) or None
