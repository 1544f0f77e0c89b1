"""Lowering: a checked policy becomes a program and an outline.

In: a `CheckedPolicy` without errors. Out: `Lowered`, after which nothing reads the syntax tree any more. Raises `PolicyError`
where a policy that is right is too large to be decided.

What an entitlement or a duty depends on is AND of, in this order: the window of the policy, that of the measure, its own
window, the beneficiaries of the measure, its own beneficiaries and conditions. A tier is held by its condition alone: being
recognised does not end with the policy.
"""

from collections.abc import Sequence

from attrs import define, evolve, field, frozen

from policyrules.checking.constants import day, number
from policyrules.checking.policy import CheckedPolicy, item
from policyrules.core.digest import tree_digest
from policyrules.core.expressions import Env, Expressions, Question, one_line
from policyrules.core.ids import node_ids
from policyrules.core.inputs import date_item, fact_specs, parameter_specs, reading_specs, text_item
from policyrules.core.invariants import check_invariants
from policyrules.core.outline import (
    AmountSpec,
    DutySpec,
    EntitlementSpec,
    Lowered,
    MeasureSpec,
    Outline,
    Recurrence,
    Responsible,
    Site,
    SiteKind,
    TargetSpec,
    TierSpec,
    UnitSpec,
    Window,
)
from policyrules.core.program import Comparator, Node, Op, Program, Relation
from policyrules.core.scopes import Budget, Builder, Ref, Scope, TooManyNodesError, type_of
from policyrules.diagnostics import Diagnostic, PolicyError
from policyrules.syntax import ast
from policyrules.syntax.keywords import KEYWORDS
from policyrules.values.answers import point
from policyrules.values.modality import modality_of
from policyrules.values.types import Scalar

#: More nodes than any document asks for; what is beyond was written to be so.
NODE_LIMIT = 250_000


def lower(policy: CheckedPolicy) -> Lowered:
    """Return the program and the outline of a policy that was checked without errors."""
    root = Scope(0, Budget(NODE_LIMIT))
    try:
        outline, relations = _Lowering(policy, root, Expressions(policy, Builder(root))).whole()
    except TooManyNodesError:
        diagnostic = Diagnostic("policy-too-large", {"limit": str(NODE_LIMIT)}, policy.head.span)
        raise PolicyError([diagnostic]) from None
    nodes = tuple(root.nodes)
    inputs = (fact_specs(policy), parameter_specs(policy), reading_specs(policy))
    program = Program(nodes, node_ids(nodes), *inputs, relations)
    check_invariants(program)
    return Lowered(program, outline)


@frozen
class _Requirements:
    """What must hold for all that stands under a measure: windows first, conditions after them."""

    windows: tuple[tuple[Window, Question], ...] = ()
    conditions: tuple[Question, ...] = ()


@define(eq=False)
class _Lowering:
    """Lowers the declarations of one policy, in the order of the text."""

    policy: CheckedPolicy
    root: Scope
    expressions: Expressions
    env: Env = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.env = Env(self.root)

    def whole(self) -> tuple[Outline, tuple[Relation, ...]]:
        head = self.policy.head
        in_force = self.windows(head.items, "in_force", "policy")
        relations = self.relations()
        outline = Outline(
            name=head.name.name,
            title=_title(head),
            number=text_item(head.items, "number"),
            issuer=text_item(head.items, "issuer"),
            issued=date_item(head.items, "issued"),
            language=text_item(head.items, "language") or "zh",
            digest=tree_digest(self.policy.tree),
            in_force=in_force[0][0] if in_force else None,
            in_force_site=in_force[0][1].site if in_force else None,
            units=tuple(_unit(line) for units in self.policy.all(ast.Units) for line in units.lines),
            tiers=tuple(self.tier(tier) for tier in self.policy.all(ast.Tier)),
            measures=tuple(self.measure(measure, in_force) for measure in self.policy.all(ast.Measure)),
            targets=tuple(self.target(target) for target in self.policy.all(ast.Target)),
        )
        return outline, relations

    def relations(self) -> tuple[Relation, ...]:
        lines = (line for facts in self.policy.all(ast.Facts) for line in facts.lines if isinstance(line, ast.Always))
        return tuple(self.relation(line) for line in lines)

    def relation(self, line: ast.Always) -> Relation:
        asked = self.condition(line.condition, self.env)
        return Relation(line.label.name if line.label else one_line(line.condition.span), self.index(asked.ref))

    def tier(self, tier: ast.Tier) -> TierSpec:
        validity = item(tier.items, "validity")
        months = number(validity.value) if isinstance(validity, ast.ExpressionItem) else None
        held = None
        if item(tier.items, "held") is not None:
            held = self.expressions.run(self.expressions.tier(tier.name, tier, self.env)).site
        return TierSpec(
            name=tier.name.name,
            title=_title(tier),
            rank=tier.rank,
            held=held,
            validity_months=None if months is None else int(months),
            validity_unstated=months is None,
            clause=tier.clause.clause if tier.clause else None,
            line=tier.span.first.line,
            notes=_texts(tier.items, "note"),
        )

    # --- measures ---------------------------------------------------------------------------------------------------

    def measure(self, measure: ast.Measure, in_force: tuple[tuple[Window, Question], ...]) -> MeasureSpec:
        above = _Requirements(
            (*in_force, *self.windows(measure.items, "window", "measure")),
            tuple(self.conditions(measure.items, self.env)),
        )
        entitlements = (part for part in measure.items if isinstance(part, ast.Entitlement))
        duties = (part for part in measure.items if isinstance(part, ast.Duty))
        return MeasureSpec(
            name=measure.name.name,
            title=_title(measure),
            clause=_clause(measure),
            responsible=_responsible(measure, None),
            lead=_quotes(measure.items, "lead"),
            entitlements=tuple(self.entitlement(part, measure, above) for part in entitlements),
            duties=tuple(self.duty(part, measure, above) for part in duties),
            line=measure.span.first.line,
            notes=_texts(measure.items, "note"),
        )

    def entitlement(self, part: ast.Entitlement, measure: ast.Measure, above: _Requirements) -> EntitlementSpec:
        env = evolve(self.env, subject=part.name.name)
        windows, verdict = self.required(part, "entitlement", above, env)
        quotes, lead = _quotes(part.items, "quote"), _quotes(measure.items, "lead")
        clause = _clause(part) or _clause(measure)
        verb = part.verb.text if part.verb else ""
        return EntitlementSpec(
            id=part.name.name,
            name=part.name.name,
            title=_title(part),
            measure=measure.name.name,
            clause=clause,
            verb=verb,
            modality=modality_of(verb, quotes, lead),
            verdict=self.index(verdict.ref),
            site=evolve(verdict.site, text=_title(part), clause=clause, quotes=quotes),
            responsible=_responsible(part, measure),
            quotes=quotes,
            lead=lead,
            windows=windows,
            amount=self.amount(part, env),
            notes=_texts(part.items, "note"),
            line=part.span.first.line,
        )

    def duty(self, part: ast.Duty, measure: ast.Measure, above: _Requirements) -> DutySpec:
        _, applies = self.required(part, "duty", above, evolve(self.env, subject=part.name.name))
        quotes, lead = _quotes(part.items, "quote"), _quotes(measure.items, "lead")
        clause = _clause(part) or _clause(measure)
        verb = part.verb.text if part.verb else ""
        return DutySpec(
            id=part.name.name,
            name=part.name.name,
            title=_title(part),
            measure=measure.name.name,
            clause=clause,
            verb=verb,
            modality=modality_of(verb, quotes, lead),
            applies=self.index(applies.ref),
            site=evolve(applies.site, text=_title(part), clause=clause, quotes=quotes),
            responsible=_responsible(part, measure),
            bearer=text_item(part.items, "bearer"),
            quotes=quotes,
            deadline=date_item(part.items, "deadline"),
            recurrence=_recurrence(part.items),
            consequence=text_item(part.items, "consequence"),
            notes=_texts(part.items, "note"),
            line=part.span.first.line,
        )

    def required(
        self, part: ast.Entitlement | ast.Duty, label: str, above: _Requirements, env: Env
    ) -> tuple[tuple[Window, ...], Question]:
        """Return the windows, and the question whether all that `part` requires is so."""
        windows = (*above.windows, *self.windows(part.items, "window", label))
        conditions = (*above.conditions, *self.conditions(part.items, env))
        asked = [*(question for _, question in windows), *conditions]
        return tuple(window for window, _ in windows), self.expressions.joined(Op.AND, part, asked, env)

    def amount(self, part: ast.Entitlement, env: Env) -> AmountSpec | None:
        given = item(part.items, "amount") or item(part.items, "rate_ceiling")
        if not isinstance(given, ast.ExpressionItem):
            return None
        amount = self.amount_value(given, env)
        indicative, compared = (self.optional_value(part.items, key, env) for key in ("indicative", "compared"))
        within = None
        if compared is not None:
            within = self.expressions.build.ask(Op.COMPARE, (compared.ref, amount.ref), Scalar.BOOL, Comparator.LE)
        return AmountSpec(
            kind=given.key,
            node=self.index(amount.ref),
            text=amount.site.text,
            indicative=self.index(indicative.ref) if indicative else None,
            compared=self.index(compared.ref) if compared else None,
            compared_text=compared.site.text if compared else None,
            within=within.index if within else None,
        )

    def amount_value(self, given: ast.ExpressionItem, env: Env) -> Question:
        """Lower an amount; of one that is unstated, only the kind of item says what type it would have."""
        if isinstance(given.value, ast.Unstated):
            type_ = Scalar.MONEY if given.key == "amount" else Scalar.PERCENT
            return self.expressions.unstated(given.value, type_, env)
        return self.condition(given.value, env)

    def optional_value(self, items: Sequence[ast.Tree], key: str, env: Env) -> Question | None:
        given = item(items, key)
        return self.condition(given.value, env) if isinstance(given, ast.ExpressionItem) else None

    def target(self, target: ast.Target) -> TargetSpec:
        counts, count, by = (item(target.items, key) for key in ("counts", "count", "by_date"))
        assert isinstance(counts, ast.ConditionItem)
        assert isinstance(count, ast.ExpressionItem) and isinstance(by, ast.ExpressionItem)
        asked, figure, last = self.condition(counts.condition, self.env), number(count.value), day(by.value)
        assert figure is not None and last is not None
        return TargetSpec(
            name=target.name.name,
            title=_title(target),
            clause=_clause(target),
            count=int(figure),
            by=last,
            counts=self.index(asked.ref),
            quotes=_quotes(target.items, "quote"),
            line=target.span.first.line,
            site=asked.site,
            notes=_texts(target.items, "note"),
        )

    # --- conditions and windows -------------------------------------------------------------------------------------

    def index(self, ref: Ref) -> int:
        return self.root.index(ref)

    def condition(self, written: ast.Condition, env: Env) -> Question:
        return self.expressions.run(self.expressions.condition(written, env))

    def conditions(self, items: Sequence[ast.Tree], env: Env) -> list[Question]:
        return [self.condition(part.condition, env) for part in items if isinstance(part, ast.ConditionItem)]

    def windows(self, items: Sequence[ast.Tree], key: str, label: str) -> tuple[tuple[Window, Question], ...]:
        """Return the window of a declaration, where it has one; `label` says whose it is."""
        written = item(items, key)
        return (self.window(written, label),) if isinstance(written, ast.WindowItem) else ()

    def window(self, written: ast.WindowItem, label: str) -> tuple[Window, Question]:
        """Lower a window: the decision date is not before its first day and not after its last."""
        first = self.condition(written.first, self.env) if written.first else None
        last = self.last_day(written, first)
        today = self.today(written)
        ends = []
        if first:
            ends.append(self.end(first, today, written))
        if last:
            ends.append(self.end(today, last, written))
        whole = self.expressions.joined(Op.AND, written, ends, self.env)
        site = evolve(whole.site, kind=SiteKind.WINDOW, label=label)
        window = Window(self.index(whole.ref), *(self.index(end.ref) if end else None for end in (first, last)))
        return window, Question(whole.ref, site)

    def last_day(self, written: ast.WindowItem, first: Question | None) -> Question | None:
        """`a 起 3年` ends on the day before the same day three years later; `a 起 30天` is thirty days long."""
        if written.last is not None:
            return self.condition(written.last, self.env)
        if written.length is None or first is None:
            return None
        length = self.condition(written.length, self.env)
        unit, build = type_of(length.ref), self.expressions.build
        after = build.ask(Op.SHIFT, (first.ref, length.ref), Scalar.DATE, f"+{unit}")
        one = Node(Op.LITERAL, (), Scalar.DAYS, point(1))
        last = build.ask(Op.SHIFT, (after, one), Scalar.DATE, "-days")
        return Question(last, self.value_site(last, one_line(written.span), written))

    def today(self, written: ast.Tree) -> Question:
        """Return the decision date, which a window compares with though nobody writes it."""
        words = KEYWORDS["DECISION_DAY"]
        language = text_item(self.policy.head.items, "language")
        ref = self.expressions.day()
        return Question(ref, self.value_site(ref, (words.en if language == "en" else words.zh)[0], written))

    def end(self, left: Question, right: Question, written: ast.Tree) -> Question:
        asked = self.expressions.compared(written, Comparator.LE, left, right, self.env)
        return Question(asked.ref, evolve(asked.site, text=f"{left.site.text} ≤ {right.site.text}"))

    def value_site(self, ref: Ref, text: str, written: ast.Tree) -> Site:
        return Site(SiteKind.VALUE, self.index(ref), text, written.span.first.line)


# --- what is read off ---------------------------------------------------------------------------------------------------


def _title(declaration: ast.Policy | ast.Tier | ast.Measure | ast.Entitlement | ast.Duty | ast.Target) -> str:
    return declaration.title.text if declaration.title else declaration.name.name


def _clause(declaration: ast.Measure | ast.Entitlement | ast.Duty | ast.Target) -> str:
    return declaration.clause.clause if declaration.clause else ""


def _texts(items: Sequence[ast.Tree], key: str) -> tuple[str, ...]:
    return tuple(part.text for part in items if isinstance(part, ast.TextItem) and part.key == key)


def _quotes(items: Sequence[ast.Tree], key: str) -> tuple[str, ...]:
    found = (part for part in items if isinstance(part, ast.QuotesItem) and part.key == key)
    return tuple(quote.text for part in found for quote in part.quotes)


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


def _unit(line: ast.UnitLine) -> UnitSpec:
    renames = sorted((begins, rename.title.text) for rename in line.renames if (begins := day(rename.begins)))
    return UnitSpec(
        line.name.name,
        ((None, line.title.text), *renames),
        line.by.name if line.by else None,
        tuple((member.name.name, member.title.text) for member in line.members),
    )
