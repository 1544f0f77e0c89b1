"""Lowering of entitlements and of the money that they give.

In: entitlements of a checked policy. Out: their verdicts, and their amounts as chains of nodes, each a step that can be
shown:

    what is written → share of the year → cap per item → sum over the records → cap → cap per year → less what was received

Where an entitlement is decided for each record of a list, what stands before the sum is asked of each record, and its
verdict is that some record satisfies the conditions. The share stands after the sum where it is not that of a record. What
is payable is the amount where the verdict is in favour, and nothing where it is not.

An entitlement may stand on others: on top of them, not together with them, or as one of which a condition or an amount
speaks. Such chains are lowered as definitions are, without recursion. In the lines of an entitlement over a list, another
over the same list is spoken of record by record.
"""

from collections.abc import Mapping
from fractions import Fraction

from attrs import define, evolve, field, frozen

from policyrules.checking.constants import number
from policyrules.checking.mentions import is_over, per_record, speaks_of_record
from policyrules.checking.policy import item
from policyrules.core.conditions import Conditions
from policyrules.core.documents import documents_in
from policyrules.core.expressions import Expressions
from policyrules.core.items import named
from policyrules.core.money import NOTHING, at_least_nothing, capped, less
from policyrules.core.outline import AmountSpec, AmountStep, RecordSteps, Site, SiteKind, StageSpec, StepKind, Window
from policyrules.core.program import Cause, CauseKind, Comparator, Node, Op, Open, Quantifier
from policyrules.core.questions import Asked, Env, Question, Steps, Use, one_line
from policyrules.core.requirements import Requirements
from policyrules.core.scopes import Builder, Ref, Scope
from policyrules.syntax import ast
from policyrules.values.answers import Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import ListType, Scalar

_NO_SHARE = Node(Op.LITERAL, (), Scalar.PERCENT, point(0))
_TRUE = Node(Op.LITERAL, (), Scalar.BOOL, Truth.T)


@define(eq=False)
class _Chain:
    """An amount and the steps so far, in one scope; `sites` are what it is computed from, `inside` that in each record."""

    build: Builder
    scope: Scope
    ref: Ref
    steps: list[AmountStep] = field(factory=list)
    sites: list[Site] = field(factory=list)
    inside: list[Site] = field(factory=list)

    def add(self, kind: StepKind, ref: Ref, written: ast.Tree, operand: Ref | None = None, year: Ref | None = None) -> None:
        """Note that the amount is now `ref`, because of what is written."""
        self.ref = ref
        beside = [None if one is None else self.scope.index(one) for one in (operand, year)]
        text, line = one_line(written.span), written.span.first.line
        self.steps.append(AmountStep(kind, self.scope.index(ref), text, line, *beside))

    def cap(self, kind: StepKind, cap: Question, written: ast.Tree) -> None:
        """Let the amount be no more than `cap`."""
        self.sites.append(cap.site)
        self.add(kind, capped(self.build, self.ref, cap.ref), written, cap.ref)

    def less(self, received: Question, written: ast.Tree) -> None:
        """Take away what was received before."""
        self.sites.append(received.site)
        self.add(StepKind.RECEIVED, less(self.build, self.ref, received.ref), written, received.ref)


@frozen(eq=False)
class _Counted:
    """What is asked of the records of a list: in which scope, whether each counts, and how much."""

    records: Ref
    inside: Scope
    within: Env
    holds: Ref | None
    each: _Chain


@frozen(eq=False)
class Awards:
    """Lowers the entitlements of a policy as something asks for them; `measures` says under which measure each stands."""

    conditions: Conditions
    requirements: Requirements
    measures: Mapping[ast.Entitlement, ast.Measure]
    windows: dict[ast.Entitlement, tuple[Window, ...]] = field(factory=dict, init=False)
    amounts: dict[ast.Entitlement, AmountSpec] = field(factory=dict, init=False)

    @property
    def expressions(self) -> Expressions:
        return self.conditions.expressions

    @property
    def build(self) -> Builder:
        return self.expressions.build

    def question(self, part: ast.Entitlement, asked: Asked) -> Question:
        """Return what is asked of an entitlement as a whole."""
        return self.expressions.run(self._ask(part, asked), part)

    def _ask(self, part: ast.Entitlement, asked: Asked) -> Steps[Question]:
        question = yield Use(part, (), self.build.root, asked)
        assert question is not None
        return question

    def meaning(self, use: Use) -> Steps[Question]:
        """Lower what is asked of an entitlement, or of one record that it is decided for."""
        part = use.declaration
        assert isinstance(part, ast.Entitlement)
        record = per_record(part)
        of_one = next((argument for argument in use.arguments if isinstance(argument, Scope)), None)
        if of_one is not None and record is not None:
            env = Env(use.scope, part.name.name, records={record: of_one})
            return (yield from self._of_record(part, record, env, use.asked))
        env = self.conditions.env(part.name.name)
        if use.asked is Asked.PAYABLE:
            return (yield from self._payable(part, env))
        return (yield from self._verdict(part, env, use.asked))

    # --- verdicts -------------------------------------------------------------------------------------------------------

    def _verdict(self, part: ast.Entitlement, env: Env, asked: Asked) -> Steps[Question]:
        record = per_record(part)
        when = None if record is None else self._when_of_record(part, record)
        required = yield from self.requirements.of(part, self.measures[part], env, when)
        self.windows[part] = tuple(window for window, _ in required.windows)
        questions = [*required.questions, *(yield from self._others(part, env, record, of_record=False))]
        if record is not None and asked is Asked.VERDICT:
            questions.append((yield from self._some(part, record, env)))
        return self.expressions.joined(Op.AND, part, questions, env)

    def _some(self, part: ast.Entitlement, record: ast.PerRecordItem, env: Env) -> Steps[Question]:
        """Ask whether some record satisfies what is required of each."""
        records, inside, within = yield from self._inside(record, env)
        asked = yield from self._required_of_record(part, record, within)
        holds = self.expressions.joined(Op.AND, record, asked, within) if asked else None
        ref = self.build.each(
            (Quantifier.SOME, 0), records.ref, Scalar.BOOL, inside, _TRUE if holds is None else holds.ref, None
        )
        children = () if holds is None else (holds.site,)
        site = Site(SiteKind.EACH, env.scope.index(ref), one_line(record.span), record.span.first.line, children=children)
        return Question(ref, site)

    def _inside(self, record: ast.PerRecordItem, env: Env) -> Steps[tuple[Question, Scope, Env]]:
        records = yield from self.conditions.asked(record.collection, env)
        type_ = self.expressions.policy.types[record.collection]
        assert isinstance(type_, ListType)
        inside = env.scope.inner(type_.element)
        return records, inside, evolve(env, scope=inside, records={record: inside})

    def _when_of_record(self, part: ast.Entitlement, record: ast.PerRecordItem) -> ast.ConditionItem | None:
        """Return the conditions, where they speak of the record."""
        when = item(part.items, "when")
        bindings = self.expressions.policy.bindings
        of_record = isinstance(when, ast.ConditionItem) and speaks_of_record(when, record, bindings)
        return when if of_record and isinstance(when, ast.ConditionItem) else None

    def _required_of_record(self, part: ast.Entitlement, record: ast.PerRecordItem, env: Env) -> Steps[list[Question]]:
        """Return what is asked of each record, in the scope of `env`."""
        when = self._when_of_record(part, record)
        asked = [] if when is None else [(yield from self.conditions.asked(when.condition, env))]
        return [*asked, *(yield from self._others(part, env, record, of_record=True))]

    def _of_record(self, part: ast.Entitlement, record: ast.PerRecordItem, env: Env, asked: Asked) -> Steps[Question]:
        """Ask of one record what is asked of the entitlement as a whole elsewhere."""
        apart = yield Use(part, (), self.build.root, Asked.APART_FROM_RECORDS)
        assert apart is not None
        site = Site(SiteKind.DEFINITION, env.scope.index(apart.ref), part.name.name, part.span.first.line)
        required = yield from self._required_of_record(part, record, env)
        verdict = self.expressions.joined(Op.AND, part, (Question(apart.ref, site), *required), env)
        if asked is Asked.VERDICT:
            return verdict
        chain = yield from self._chain(part, record, env)
        return self._given(verdict, chain.ref, env)

    # --- what an entitlement stands on ------------------------------------------------------------------------------------

    def _others(
        self, part: ast.Entitlement, env: Env, record: ast.PerRecordItem | None, *, of_record: bool
    ) -> Steps[tuple[Question, ...]]:
        """Ask for what it comes on top of, and that nothing is given that it does not go together with.

        Of each record is asked what others over the same list give for it.
        """
        bindings = self.expressions.policy.bindings

        def belongs(*names: ast.Reference) -> bool:
            return of_record == (record is not None and any(is_over(name, record, bindings) for name in names))

        asked: list[Question] = []
        base = item(part.items, "on_top_of")
        if isinstance(base, ast.NamesItem) and belongs(*base.names):
            given = yield from self.expressions.mentions(base.names, env)
            asked.append(given[0] if len(given) == 1 else self.expressions.joined(Op.OR, base, given, env))
        excluded = item(part.items, "excludes")
        for name in excluded.names if isinstance(excluded, ast.NamesItem) else ():
            if belongs(name):
                (other,) = yield from self.expressions.mentions((name,), env)
                asked.append(self._not(name, other, env))
        return tuple(asked)

    def _not(self, name: ast.Reference, other: Question, env: Env) -> Question:
        ref = self.build.ask(Op.NOT, (other.ref,), Scalar.BOOL)
        text, line = f"{self.expressions.keyword('EXCLUDES')} {named(name)}", name.span.first.line
        asked, index = other.site, env.scope.index(ref)
        site = Site(SiteKind.EXCLUDED, index, text, line, asked.label, asked.clause, children=(asked,), policy=asked.policy)
        return Question(ref, site)

    # --- amounts --------------------------------------------------------------------------------------------------------

    def _payable(self, part: ast.Entitlement, env: Env) -> Steps[Question]:
        """Lower the amount with all that limits it, note its steps, and return what is payable."""
        verdict = yield from self._ask(part, Asked.VERDICT)
        record, records = per_record(part), None
        if record is None:
            chain = yield from self._chain(part, None, env)
        else:
            chain, records = yield from self._summed(part, record, env)
            yield from self._shared(part, record, chain, env, of_record=False)
        for key in ("cap", "yearly_cap", "received"):
            yield from self._limited(part, key, chain, env)
        payable = self._given(verdict, chain.ref, env)
        self.amounts[part] = AmountSpec(
            kind="amount",
            node=self.conditions.index(chain.ref),
            text=chain.steps[0].text,
            payable=self.conditions.index(payable.ref),
            steps=tuple(chain.steps),
            records=records,
            stages=self._stages(part, chain.ref),
            documents=documents_in([*chain.inside, *chain.sites]),
            sites=tuple(chain.sites),
        )
        return payable

    def _chain(self, part: ast.Entitlement, record: ast.PerRecordItem | None, env: Env) -> Steps[_Chain]:
        """Lower what is written, and the share of it; of a record also what limits each."""
        base = yield from self._written(part, env)
        due = at_least_nothing(self.build, base.ref)
        chain = _Chain(self.build, env.scope, due)
        chain.sites.append(base.site)
        before = None if due == base.ref else env.scope.index(base.ref)
        chain.steps.append(AmountStep(StepKind.BASE, env.scope.index(due), base.site.text, base.site.line, before))
        yield from self._shared(part, record, chain, env, of_record=True)
        if record is not None:
            yield from self._limited(part, "item_cap", chain, env)
        return chain

    def _written(self, part: ast.Entitlement, env: Env) -> Steps[Question]:
        """Lower the amount as it is written; one that is not stated is not below zero all the same."""
        written = item(part.items, "amount")
        if isinstance(written, ast.TableItem):
            table = yield from self.expressions.tables.table(written.table, env)
            heading = written.table.span.text.splitlines()[0].rstrip(" :：")
            return evolve(table, site=evolve(table.site, text=heading))
        assert isinstance(written, ast.ExpressionItem)
        if not isinstance(written.value, ast.Unstated):
            return (yield from self.conditions.asked(written.value, env))
        ref = Node(Op.UNKNOWN, (), Scalar.MONEY, Open(Cause(CauseKind.UNSTATED, env.subject), Fraction(0)))
        return Question(ref, self.expressions.site(SiteKind.VALUE, written.value, env, ref))

    def _summed(self, part: ast.Entitlement, record: ast.PerRecordItem, env: Env) -> Steps[tuple[_Chain, RecordSteps]]:
        """Sum the amounts of the records that satisfy what is required of each; those of one year up to the cap per year."""
        counted = yield from self._counted(part, record, env)
        ref = self.build.each(
            (Quantifier.SUM, 0), counted.records, Scalar.MONEY, counted.inside, counted.holds, counted.each.ref
        )
        apart = yield from self._ask(part, Asked.APART_FROM_RECORDS)
        steps = RecordSteps(
            env.scope.index(ref),
            record.collection.name,
            self.conditions.index(apart.ref),
            tuple(counted.each.steps),
            tuple(counted.each.sites),
        )
        chain = _Chain(self.build, env.scope, ref, inside=counted.each.sites)
        chain.add(StepKind.SUM, ref, record)
        yearly = item(part.items, "yearly_cap")
        if isinstance(yearly, ast.YearlyCapItem) and yearly.date is not None:
            again = yield from self._counted(part, record, env)
            cap = yield from self.conditions.asked(yearly.value, env)
            day = yield from self.conditions.asked(yearly.date, again.within)
            capped = self.build.sum_per_year((again.records, cap.ref), again.inside, again.holds, again.each.ref, day.ref)
            chain.sites.append(cap.site)
            chain.add(StepKind.YEARLY_CAP, capped, yearly, cap.ref)
        return chain, steps

    def _counted(self, part: ast.Entitlement, record: ast.PerRecordItem, env: Env) -> Steps[_Counted]:
        """Ask of each record, in a scope of its own, whether it counts and how much."""
        records, inside, within = yield from self._inside(record, env)
        required = yield from self._required_of_record(part, record, within)
        each = yield from self._chain(part, record, within)
        holds = self.expressions.joined(Op.AND, record, required, within).ref if required else None
        return _Counted(records.ref, inside, within, holds, each)

    # --- what is done to an amount --------------------------------------------------------------------------------------

    def _shared(
        self, part: ast.Entitlement, record: ast.PerRecordItem | None, chain: _Chain, env: Env, *, of_record: bool
    ) -> Steps[None]:
        """Take the share of the year that it is, counted from a day. Before that day and after the last row nothing is due.

        Where the day is one of the record, the share is that of each record.
        """
        schedule = item(part.items, "schedule")
        if not isinstance(schedule, ast.ScheduleItem):
            return
        speaks = record is None or speaks_of_record(schedule.since, record, self.expressions.policy.bindings)
        if speaks != of_record:
            return
        since = (yield from self.conditions.asked(schedule.since, env)).ref
        today = self.expressions.day()
        begun = self.build.ask(Op.COMPARE, (since, today), Scalar.BOOL, Comparator.LE)
        full = self.build.ask(Op.ELAPSED, (since, today), Scalar.INTEGER, "years")
        year = self.build.ask(Op.ARITHMETIC, (full, Node(Op.LITERAL, (), Scalar.INTEGER, point(1))), Scalar.INTEGER, "+")
        shares = [_percent(row.share) for row in schedule.rows]
        cuts = tuple((Fraction(first), True) for first in (*(r.first for r in schedule.rows), schedule.rows[-1].last + 1))
        bands = Bands(cuts, (0, *range(1, len(shares) + 1), 0), whole=True)
        row = self.build.ask(Op.BAND, (year, _NO_SHARE, *shares), Scalar.PERCENT, bands)
        share = self.build.ask(Op.CHOOSE, (begun, row, _NO_SHARE), Scalar.PERCENT)
        amount = self.build.ask(Op.ARITHMETIC, (chain.ref, share), Scalar.MONEY, "*")
        chain.add(StepKind.SHARE, amount, schedule.since, share, year)

    def _limited(self, part: ast.Entitlement, key: str, chain: _Chain, env: Env) -> Steps[None]:
        """Take the step that an item of the entitlement asks for, where it has the item."""
        written = item(part.items, key)
        if not isinstance(written, ast.ExpressionItem | ast.YearlyCapItem):
            return
        if isinstance(written, ast.YearlyCapItem) and written.date is not None:
            return  # taken with the sum over the records
        value = yield from self.conditions.asked(written.value, env)
        if key == "received":
            chain.less(value, written)
        else:
            chain.cap(StepKind(key), value, written)

    def _given(self, verdict: Question, amount: Ref, env: Env) -> Question:
        ref = self.build.ask(Op.CHOOSE, (verdict.ref, amount, NOTHING), Scalar.MONEY)
        site = evolve(verdict.site, kind=SiteKind.VALUE, node=env.scope.index(ref), label=None, children=())
        return Question(ref, site)

    def _stages(self, part: ast.Entitlement, amount: Ref) -> tuple[StageSpec, ...]:
        """Return the stages in which an award is paid: its own, or those of the measure, or of the policy."""
        for holder in (part, self.measures[part], self.expressions.policy.head):
            written = item(holder.items, "stages")
            if isinstance(written, ast.StagesItem):
                return tuple(self._stage(stage, amount) for stage in written.stages)
        return ()

    def _stage(self, stage: ast.Stage, amount: Ref) -> StageSpec:
        share = number(stage.share)
        assert share is not None
        ref = self.build.ask(Op.ARITHMETIC, (amount, _percent(stage.share)), Scalar.MONEY, "*")
        return StageSpec(stage.name.name, share, self.conditions.index(ref))


def _percent(written: ast.Expression) -> Node:
    share = number(written)
    assert share is not None  # INVARIANT: checking lets constants only stand here
    return Node(Op.LITERAL, (), Scalar.PERCENT, point(share))
