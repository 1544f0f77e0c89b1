"""Lowering of measures: what is promised, what is to be done, and what it depends on.

In: a measure of a checked policy. Out: a `MeasureSpec` with the nodes that decide it. What a promise requires, and the
money that it gives, is lowered by `policyrules.core.awards`.
"""

from collections.abc import Sequence

from attrs import evolve, frozen

from policyrules.checking.constants import day, number
from policyrules.checking.policy import item
from policyrules.core.awards import Awards
from policyrules.core.conditions import Conditions
from policyrules.core.documents import documents_in
from policyrules.core.items import clause_of, date_item, expression_item, notes, quotes, text_item, title_of
from policyrules.core.outline import AmountSpec, DutySpec, EntitlementSpec, MeasureSpec, Recurrence, Responsible
from policyrules.core.program import Comparator, Op
from policyrules.core.questions import Asked, Env, Question
from policyrules.core.requirements import Requirements
from policyrules.syntax import ast
from policyrules.values.modality import modality_of
from policyrules.values.types import Scalar


@frozen(eq=False)
class Measures:
    """Lowers the measures of a policy."""

    conditions: Conditions
    requirements: Requirements
    awards: Awards

    def measure(self, measure: ast.Measure) -> MeasureSpec:
        """Lower a measure with all that stands under it."""
        entitlements = (part for part in measure.items if isinstance(part, ast.Entitlement))
        duties = (part for part in measure.items if isinstance(part, ast.Duty))
        return MeasureSpec(
            name=measure.name.name,
            title=title_of(measure),
            clause=clause_of(measure),
            responsible=_responsible(measure, None),
            lead=quotes(measure.items, "lead"),
            entitlements=tuple(self.entitlement(part, measure) for part in entitlements),
            duties=tuple(self.duty(part, measure) for part in duties),
            line=measure.span.first.line,
            notes=notes(measure.items),
            quotes=quotes(measure.items, "quote"),
        )

    def entitlement(self, part: ast.Entitlement, measure: ast.Measure) -> EntitlementSpec:
        """Lower a promise."""
        verdict = self.awards.question(part, Asked.VERDICT)
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
            windows=self.awards.windows[part],
            amount=self.amount(part),
            notes=notes(part.items),
            line=part.span.first.line,
        )

    def duty(self, part: ast.Duty, measure: ast.Measure) -> DutySpec:
        """Lower what a unit, an enterprise or a third party is to do."""
        env = self.conditions.env(part.name.name)
        required = self.conditions.expressions.run(self.requirements.of(part, measure, env), part)
        applies = self.conditions.expressions.joined(Op.AND, part, required.questions, env)
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
            notes=notes(part.items),
            line=part.span.first.line,
        )

    def amount(self, part: ast.Entitlement) -> AmountSpec | None:
        """Lower an amount or the ceiling of a rate."""
        if item(part.items, "amount") is not None:
            self.awards.question(part, Asked.PAYABLE)
            return self.awards.amounts[part]
        ceiling = item(part.items, "rate_ceiling")
        return self.ceiling(part, ceiling) if isinstance(ceiling, ast.ExpressionItem) else None

    def ceiling(self, part: ast.Entitlement, given: ast.ExpressionItem) -> AmountSpec:
        """Lower the ceiling of a rate, with what is shown beside it."""
        env = self.conditions.env(part.name.name)
        ceiling = self.given(given.value, env)
        indicative, compared = (self.optional(expression_item(part.items, key), env) for key in ("indicative", "compared"))
        within = None
        if compared is not None:
            asked = (compared.ref, ceiling.ref)
            within = self.conditions.expressions.build.ask(Op.COMPARE, asked, Scalar.BOOL, Comparator.LE)
        return AmountSpec(
            kind=given.key,
            node=self.conditions.index(ceiling.ref),
            text=ceiling.site.text,
            indicative=self.conditions.index(indicative.ref) if indicative else None,
            compared=self.conditions.index(compared.ref) if compared else None,
            compared_text=compared.site.text if compared else None,
            within=within.index if within else None,
            documents=documents_in([ceiling.site]),
            sites=(ceiling.site,),
        )

    def given(self, written: ast.Expression, env: Env) -> Question:
        """Lower the ceiling of a rate; what is unstated is a rate too."""
        if isinstance(written, ast.Unstated):
            return self.conditions.expressions.unstated(written, Scalar.PERCENT, env)
        return self.conditions.one(written, env)

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
