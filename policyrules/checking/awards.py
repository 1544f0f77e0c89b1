"""Awards: money that an entitlement gives, how it is limited, and what it stands on.

In: the items of an entitlement. Out: diagnostics, and the names and types in these items. An entitlement that is decided
for each record of a list may speak of the record in its conditions, its amount and what limits it. Rules over several
awards have a module of their own.
"""

from collections.abc import Iterator
from fractions import Fraction

from attrs import define

from policyrules.checking import constants
from policyrules.checking.declarations import OUTSIDE, Declarations
from policyrules.checking.findings import Findings, label
from policyrules.checking.items import Items
from policyrules.checking.mentions import speaks_of_record
from policyrules.checking.scope import Scope
from policyrules.checking.typecheck import Types
from policyrules.syntax import ast
from policyrules.values.quantity import show
from policyrules.values.types import ListType, Scalar, UnknownType

#: The items that limit or spread an amount, or say how it is paid.
AMOUNT_ITEMS = ("item_cap", "yearly_cap", "schedule", "cap", "received", "stages")

#: All the items of an award.
AWARD_ITEMS = frozenset({"per_record", "on_top_of", "excludes", *AMOUNT_ITEMS})

#: A schedule that goes on for longer was meant otherwise.
_LAST_YEAR = 99


@define(eq=False)
class Awards:
    """Checks the awards of a policy one by one."""

    declarations: Declarations

    @property
    def types(self) -> Types:
        return self.declarations.types

    @property
    def findings(self) -> Findings:
        return self.declarations.findings

    def scope(self, items: Items) -> Scope:
        """Return what is in sight of the conditions and the amount: the record, where each is decided on its own."""
        per_record = items.get("per_record", ast.PerRecordItem)
        if per_record is None:
            return OUTSIDE
        name, variable = per_record.collection, per_record.variable
        collection = self.types.infer(name, OUTSIDE)
        record = collection.element if isinstance(collection, ListType) else None
        if record is None and not isinstance(collection, UnknownType):
            self.findings.error("list-expected", name, name=name.name)
        if variable is not None and variable.name in self.types.names.values:
            self.findings.error("variable-taken", variable, name=variable.name)
        return OUTSIDE.inside(per_record, record)

    def award(self, items: Items, scope: Scope) -> None:
        """Check what belongs to the award of an entitlement."""
        for item in self._without_amount(items):
            self.findings.error("only-with-amount", item, item=(f"item-{getattr(item, 'key', '')}",), name=items.owner.name)
        self._caps(items, scope)
        if schedule := items.get("schedule", ast.ScheduleItem):
            self._schedule(schedule, scope)
        if stages := items.get("stages", ast.StagesItem):
            self.stages(stages)
        self._others(items)

    def _without_amount(self, items: Items) -> Iterator[ast.Tree]:
        if "amount" not in items.by_key and not self.declarations.lost.in_declaration(items.owner):
            yield from (items.by_key[key] for key in AMOUNT_ITEMS if key in items.by_key)

    # --- caps and what was received ---------------------------------------------------------------------------------

    def _caps(self, items: Items, scope: Scope) -> None:
        for key in ("item_cap", "cap", "received"):
            if item := items.get(key, ast.ExpressionItem):
                self.cap(item.value, scope if key == "item_cap" else OUTSIDE, positive=key != "received")
        yearly = items.get("yearly_cap", ast.YearlyCapItem)
        if yearly is not None:
            self.cap(yearly.value, OUTSIDE)
            if yearly.date is not None:
                self.types.wanted(yearly.date, scope, Scalar.DATE)
        if (per_record := items.get("per_record", ast.PerRecordItem)) is not None:
            date = None if yearly is None else yearly.date
            if date is not None and not speaks_of_record(date, per_record, self.findings.bindings):
                self.findings.error("yearly-cap-date", date, name=date.span.text)
            return
        if item := items.get("item_cap", ast.ExpressionItem):
            self.findings.error("only-per-record", item, item=("item-item_cap",), name=items.owner.name)
        if yearly is not None and yearly.date is not None:
            self.findings.error("only-per-record", yearly.date, item=("item-yearly_cap",), name=items.owner.name)

    def cap(self, written: ast.Expression, scope: Scope, *, positive: bool = True) -> None:
        """Check an amount of money that limits another."""
        self.types.wanted(written, scope, Scalar.MONEY)
        value = constants.number(written)
        if value is not None and (value <= 0 if positive else value < 0):
            self.findings.error("cap-positive", written, text=written.span.text)

    # --- schedules and stages ---------------------------------------------------------------------------------------

    def _schedule(self, schedule: ast.ScheduleItem, scope: Scope) -> None:
        self.types.wanted(schedule.since, scope, Scalar.DATE)
        if not schedule.rows and not self.declarations.lost.in_declaration(schedule):
            self.findings.error("schedule-empty", schedule)
        after: ast.ScheduleRow | None = None
        for row in schedule.rows:
            self._share(row.share, may_be_nothing=True)
            if not 1 <= row.first <= row.last <= _LAST_YEAR:
                self.findings.error("schedule-years", row, first=str(row.first), last=str(row.last))
            elif after is not None and row.first != after.last + 1:
                code = "schedule-gap" if row.first > after.last + 1 else "schedule-overlap"
                wanted = str(after.last + 1)
                self.findings.error(code, row, [label(after, "label-first")], year=wanted, first=str(row.first))
            after = row

    def _share(self, written: ast.Expression, *, may_be_nothing: bool = False) -> Fraction | None:
        """Check a share of an amount, and return it where it is one."""
        share = self.declarations.constant(written, Scalar.PERCENT)
        if share is not None and not (0 < share <= 1 or (may_be_nothing and share == 0)):
            self.findings.error("share-range", written, text=written.span.text)
            return None
        return share

    def stages(self, item: ast.StagesItem) -> None:
        """Check the stages of a payment: each named once, and no more and no less than the whole in all of them."""
        if self.declarations.lost.in_declaration(item):
            return
        if not item.stages:
            self.findings.error("stages-empty", item)
            return
        first: dict[str, ast.Name] = {}
        for stage in item.stages:
            if first.setdefault(stage.name.name, stage.name) is not stage.name:
                labels = [label(first[stage.name.name], "label-first")]
                self.findings.error("stage-twice", stage.name, labels, name=stage.name.name)
        shares = [self._share(stage.share) for stage in item.stages]
        total = sum(share for share in shares if share is not None)
        if None not in shares and total != 1:
            self.findings.error("stages-sum", item, total=show(Fraction(total), Scalar.PERCENT, "zh"))

    # --- what an award stands on ------------------------------------------------------------------------------------

    def _others(self, items: Items) -> None:
        """Bind the awards that this one comes on top of, and those that it does not go together with."""
        base = self.named(items.get("on_top_of", ast.NamesItem))
        for declared, name in self.named(items.get("excludes", ast.NamesItem)).items():
            if declared in base:
                labels = [label(base[declared], "label-first")]
                self.findings.error("award-contradiction", name, labels, name=name.span.text)

    def named(self, item: ast.NamesItem | ast.RuleItem | None) -> dict[ast.Entitlement, ast.Reference]:
        """Bind the awards that are named, of this policy or of others, and report those that are named twice."""
        names = () if item is None else item.awards if isinstance(item, ast.RuleItem) else item.names
        first: dict[ast.Entitlement, ast.Reference] = {}
        for name in names:
            declared = self.types.entitlement(name)
            if declared is not None and first.setdefault(declared, name) is not name:
                self.findings.error("award-twice", name, [label(first[declared], "label-first")], name=name.span.text)
        return first
