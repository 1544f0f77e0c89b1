"""Lowering of measures: what is promised, what is to be done, and what it depends on.

In: a measure of a checked policy. Out: a `MeasureSpec` with the nodes that decide it. A promise or a duty depends on AND of, in
this order: the window of the policy, that of the measure, its own window, the beneficiaries of the measure, its own
beneficiaries and conditions.
"""

from collections.abc import Sequence

from attrs import evolve, frozen

from policyrules.checking.constants import day, number
from policyrules.checking.policy import item
from policyrules.core.conditions import Conditions
from policyrules.core.documents import documents_in
from policyrules.core.items import clause_of, date_item, expression_item, quotes, text_item, text_items, title_of
from policyrules.core.outline import AmountSpec, DutySpec, EntitlementSpec, MeasureSpec, Recurrence, Responsible, Window
from policyrules.core.program import Comparator, Op
from policyrules.core.questions import Env, Question
from policyrules.syntax import ast
from policyrules.values.modality import modality_of
from policyrules.values.types import Scalar


@frozen
class Requirements:
    """What must hold for all that stands under a measure: windows first, conditions after them."""

    windows: tuple[tuple[Window, Question], ...] = ()
    conditions: tuple[Question, ...] = ()


@frozen(eq=False)
class Measures:
    """Lowers the measures of a policy that is in force during `in_force`."""

    conditions: Conditions
    in_force: tuple[tuple[Window, Question], ...]

    def measure(self, measure: ast.Measure) -> MeasureSpec:
        """Lower a measure with all that stands under it."""
        above = Requirements(
            (*self.in_force, *self.conditions.windows(measure.items, "window", "measure")),
            self.conditions.each(measure.items, self.conditions.env()),
        )
        entitlements = (part for part in measure.items if isinstance(part, ast.Entitlement))
        duties = (part for part in measure.items if isinstance(part, ast.Duty))
        return MeasureSpec(
            name=measure.name.name,
            title=title_of(measure),
            clause=clause_of(measure),
            responsible=_responsible(measure, None),
            lead=quotes(measure.items, "lead"),
            entitlements=tuple(self.entitlement(part, measure, above) for part in entitlements),
            duties=tuple(self.duty(part, measure, above) for part in duties),
            line=measure.span.first.line,
            notes=text_items(measure.items, "note"),
        )

    def entitlement(self, part: ast.Entitlement, measure: ast.Measure, above: Requirements) -> EntitlementSpec:
        """Lower a promise."""
        env = self.conditions.env(part.name.name)
        windows, verdict = self.required(part, "entitlement", above, env)
        quoted, lead = quotes(part.items, "quote"), quotes(measure.items, "lead")
        clause = clause_of(part) or clause_of(measure)
        verb = part.verb.text if part.verb else ""
        return EntitlementSpec(
            id=part.name.name,
            name=part.name.name,
            title=title_of(part),
            measure=measure.name.name,
            clause=clause,
            verb=verb,
            modality=modality_of(verb, quoted, lead),
            verdict=self.conditions.index(verdict.ref),
            site=evolve(verdict.site, text=title_of(part), clause=clause, quotes=quoted),
            responsible=_responsible(part, measure),
            quotes=quoted,
            lead=lead,
            windows=windows,
            amount=self.amount(part, env),
            notes=text_items(part.items, "note"),
            line=part.span.first.line,
        )

    def duty(self, part: ast.Duty, measure: ast.Measure, above: Requirements) -> DutySpec:
        """Lower what a unit, an enterprise or a third party is to do."""
        _, applies = self.required(part, "duty", above, self.conditions.env(part.name.name))
        quoted, lead = quotes(part.items, "quote"), quotes(measure.items, "lead")
        clause = clause_of(part) or clause_of(measure)
        verb = part.verb.text if part.verb else ""
        return DutySpec(
            id=part.name.name,
            name=part.name.name,
            title=title_of(part),
            measure=measure.name.name,
            clause=clause,
            verb=verb,
            modality=modality_of(verb, quoted, lead),
            applies=self.conditions.index(applies.ref),
            site=evolve(applies.site, text=title_of(part), clause=clause, quotes=quoted),
            responsible=_responsible(part, measure),
            bearer=text_item(part.items, "bearer"),
            quotes=quoted,
            deadline=date_item(part.items, "deadline"),
            recurrence=_recurrence(part.items),
            consequence=text_item(part.items, "consequence"),
            notes=text_items(part.items, "note"),
            line=part.span.first.line,
        )

    def required(
        self, part: ast.Entitlement | ast.Duty, label: str, above: Requirements, env: Env
    ) -> tuple[tuple[Window, ...], Question]:
        """Return the windows, and the question whether all that `part` requires is so."""
        windows = (*above.windows, *self.conditions.windows(part.items, "window", label))
        conditions = (*above.conditions, *self.conditions.each(part.items, env))
        asked = [*(question for _, question in windows), *conditions]
        return tuple(window for window, _ in windows), self.conditions.expressions.joined(Op.AND, part, asked, env)

    def amount(self, part: ast.Entitlement, env: Env) -> AmountSpec | None:
        """Lower an amount or the ceiling of a rate, with what is shown beside it."""
        given = item(part.items, "amount") or item(part.items, "rate_ceiling")
        if not isinstance(given, ast.ExpressionItem):
            return None
        amount = self.given(given, env)
        indicative, compared = (self.optional(expression_item(part.items, key), env) for key in ("indicative", "compared"))
        within = None
        if compared is not None:
            within = self.conditions.expressions.build.ask(Op.COMPARE, (compared.ref, amount.ref), Scalar.BOOL, Comparator.LE)
        return AmountSpec(
            kind=given.key,
            node=self.conditions.index(amount.ref),
            text=amount.site.text,
            indicative=self.conditions.index(indicative.ref) if indicative else None,
            compared=self.conditions.index(compared.ref) if compared else None,
            compared_text=compared.site.text if compared else None,
            within=within.index if within else None,
            documents=documents_in([amount.site]),
        )

    def given(self, written: ast.ExpressionItem, env: Env) -> Question:
        """Lower what is given; of what is unstated, only the kind of item says what type it would have."""
        if isinstance(written.value, ast.Unstated):
            type_ = Scalar.MONEY if written.key == "amount" else Scalar.PERCENT
            return self.conditions.expressions.unstated(written.value, type_, env)
        return self.conditions.one(written.value, env)

    def optional(self, written: ast.Expression | None, env: Env) -> Question | None:
        """Lower what stands in an item that may be missing."""
        return None if written is None else self.conditions.one(written, env)


def _responsible(declaration: ast.Measure | ast.Entitlement | ast.Duty, measure: ast.Measure | None) -> Responsible:
    """Return who answers; where a part of a measure names nobody, those of the measure."""
    units = next((part for part in declaration.items if isinstance(part, ast.UnitsItem)), None)
    if units is None:
        return _responsible(measure, None) if measure else Responsible((), unstated=True)
    inferred = units.because.text if units.inferred and units.because else None
    return Responsible(tuple(name.name for name in units.units), units.unstated, inferred)


def _recurrence(items: Sequence[ast.Tree]) -> Recurrence | None:
    found = next((part for part in items if isinstance(part, ast.RecurrenceItem)), None)
    if found is None:
        return None
    months, anchor = number(found.every), day(found.anchor)
    assert months is not None and anchor is not None
    return Recurrence(int(months), found.times, anchor)
