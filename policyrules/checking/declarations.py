"""What each declaration of inputs and of the ladder needs: the head, facts, parameters, readings, units, tiers, targets.

In: declarations whose names are collected and definitions typed. Out: diagnostics, and the names and types in their items.
Measures and scenarios have modules of their own.
"""

from datetime import date
from fractions import Fraction
from itertools import pairwise

from attrs import define

from policyrules.checking import constants
from policyrules.checking.findings import Findings, label, listed, words
from policyrules.checking.items import Items, collect_items
from policyrules.checking.lost import Lost
from policyrules.checking.policy import Binding, BindingKind
from policyrules.checking.scope import Scope
from policyrules.checking.typecheck import Types
from policyrules.source import Span
from policyrules.syntax import ast
from policyrules.values.quantity import add_months
from policyrules.values.types import UNKNOWN_TYPE, EnumType, OptionalType, Scalar, SeriesType, Type, is_numeric

_HEAD = frozenset(
    {
        "number", "issuer", "issued", "in_force", "source", "language", "note", "quote", "or_less",
        "supersedes", "superseded_by", "stages", "highest_only", "choose_one", "top_up", "total_cap",
    }
)  # fmt: skip
_HEAD_NEEDS = ("number", "issuer", "issued", "in_force")
_LANGUAGES = ("zh", "en")

#: Nothing is in sight but what the policy declares.
OUTSIDE = Scope()


@define(eq=False)
class Declarations:
    """Checks declarations one by one."""

    types: Types
    lost: Lost

    @property
    def findings(self) -> Findings:
        return self.types.findings

    def items(self, name: ast.Name, items: tuple[ast.Tree, ...], takes: frozenset[str], *needs: str) -> Items:
        """Return the items of a declaration, of which some are needed."""
        return collect_items(name, items, takes, needs, self.findings, self.lost)

    # --- the head ---------------------------------------------------------------------------------------------------

    def heads(self, tree: ast.File) -> None:
        """Check that there is one policy, and what it needs."""
        heads = [declaration for declaration in tree.declarations if isinstance(declaration, ast.Policy)]
        if not heads and tree.declarations and not self.lost.words & {"政策", "policy"}:
            start = tree.declarations[0].span
            self.findings.error("policy-missing", ast.Tree(span=Span(start.source, start.start, start.start)))
        for other in heads[1:]:
            self.findings.error("policy-twice", other.name, [label(heads[0].name, "label-first")])
        for head in heads:
            self._head(head)

    def _head(self, head: ast.Policy) -> None:
        items = self.items(head.name, head.items, _HEAD, *_HEAD_NEEDS)
        if issued := items.get("issued", ast.ExpressionItem):
            self.constant(issued.value, Scalar.DATE)
        if in_force := items.get("in_force", ast.WindowItem):
            self.window(in_force)
        for part in head.items:
            if isinstance(part, ast.SupersessionItem):
                self._supersession(part, items)
        if "source" not in items.by_key and not self.lost.in_declaration(head):
            self.findings.warning("source-missing", head.name, name=head.name.name)
        language = items.get("language", ast.TextItem)
        if language and language.text not in _LANGUAGES:
            self.findings.error("language-unknown", language, language=language.text)

    def _supersession(self, item: ast.SupersessionItem, items: Items) -> None:
        """Check the day from which on a document takes the place of another, and that this one was in force before."""
        self.constant(item.since, Scalar.DATE)
        if not item.document.text.strip():
            self.findings.error("supersession-unnamed", item)
        window, since = items.get("in_force", ast.WindowItem), constants.day(item.since)
        first = constants.day(window.first) if window else None
        if item.key == "superseded_by" and first is not None and since is not None and since <= first:
            self.findings.error("supersession-early", item.since, since=since.isoformat(), first=first.isoformat())

    # --- small parts ------------------------------------------------------------------------------------------------

    def constant(self, written: ast.Expression, type_: Type) -> Fraction | None:
        """Check a value that must be written out, and return it where it is a number of the type."""
        before = len(self.findings.diagnostics)
        self.types.wanted(written, OUTSIDE, type_)
        if len(self.findings.diagnostics) > before:
            return None
        if not constants.is_literal(written):
            self.findings.error("constant-expected", written, type=words(type_), text=written.span.text)
            return None
        return constants.number(written)

    def window(self, item: ast.WindowItem) -> None:
        """Check the ends of a window, and that it does not end before it begins."""
        for end in (item.first, item.last):
            if end is not None:
                self.types.wanted(end, OUTSIDE, Scalar.DATE)
        if item.length is not None:
            type_ = self.types.value(item.length, OUTSIDE)
            if type_ not in (Scalar.MONTHS, Scalar.DAYS, UNKNOWN_TYPE):
                self.findings.error("period-expected", item.length, type=words(type_))
            length = constants.number(item.length)
            if length is not None and length <= 0:
                self.findings.error("period-empty", item.length)
        first, last = constants.day(item.first), constants.day(item.last)
        if item.first and item.last and first is not None and last is not None and last < first:
            self.findings.error("window-reversed", item, first=item.first.span.text, last=item.last.span.text)

    def condition(self, items: Items, key: str, scope: Scope = OUTSIDE) -> None:
        """Check the condition of an item, where there is one."""
        if item := items.get(key, ast.ConditionItem):
            self.types.condition(item.condition, scope)

    # --- facts and types --------------------------------------------------------------------------------------------

    def line(self, line: ast.FieldLine | ast.Parameter) -> None:
        """Check the range of a fact, of a field or of a parameter."""
        type_ = self.findings.types.get(line.type, UNKNOWN_TYPE)
        element = type_.element if isinstance(type_, SeriesType | OptionalType) else type_
        if line.low is None or line.high is None:
            return
        if not is_numeric(element):
            if element != UNKNOWN_TYPE:
                self.findings.error("range-of-names", line.low, name=line.name.name, type=words(element))
            return
        self.constant(line.low, element)
        self.constant(line.high, element)
        self.types.check_order(line.low, line.low, line.high)

    def facts(self, facts: ast.Facts) -> None:
        """Check facts, and what always holds of them."""
        for line in facts.lines:
            match line:
                case ast.FieldLine():
                    self.line(line)
                case ast.Always():
                    self.types.condition(line.condition, OUTSIDE)

    def record(self, record: ast.Record) -> None:
        """Check the ranges of the fields of a record."""
        for line in record.fields:
            self.line(line)
            if line.decided_by is not None:
                self.findings.error("decided-field", line.decided_by, name=line.name.name)

    def define(self, define: ast.Define) -> None:
        """Check the quotes of a definition, and that the parameters of a function are not called as something else."""
        self.items(define.name, define.items, frozenset({"quote"}))
        for exception in define.exceptions:
            self.items(exception.name, exception.items, frozenset({"quote"}))
        for line in define.parameters:
            binding = self.types.names.values.get(line.name.name)
            if binding is not None:
                labels = [label(binding.declaration, "label-declared")] if binding.declaration else []
                self.findings.error("variable-taken", line.name, labels, name=line.name.name)

    # --- units, parameters, readings --------------------------------------------------------------------------------

    def unit(self, unit: ast.UnitLine) -> None:
        """Check the names that a unit has had, or those of the units that it stands for."""
        days = [(rename, self.constant(rename.begins, Scalar.DATE)) for rename in unit.renames]
        for (_, before), (rename, after) in pairwise(days):
            if before is not None and after is not None and after <= before:
                self.findings.error("days-out-of-order", rename.begins, day=rename.begins.span.text)
        if unit.by is None:
            for member in unit.members:
                self.findings.error("unit-member-without-fact", member, unit=unit.name.name)
            return
        binding = self.types.names.fact(unit.by.name)
        if binding is None:
            self.unknown("fact-not-declared", unit.by, self.types.names.facts())
            return
        self.findings.bindings[unit.by] = binding
        if isinstance(binding.type, EnumType):
            self._unit_members(unit, binding.type)
        elif binding.type != UNKNOWN_TYPE:
            self.findings.error("unit-by-fact", unit.by, name=unit.by.name, type=words(binding.type))

    def _unit_members(self, unit: ast.UnitLine, type_: EnumType) -> None:
        named: dict[str, ast.Name] = {}
        for member in unit.members:
            name = member.name
            if named.setdefault(name.name, name) is not name:
                self.findings.error("name-duplicate", name, [label(named[name.name], "label-first")], name=name.name)
            self.types.infer(name, OUTSIDE, type_)
        left_out = [member for member in type_.members if member not in named]
        # A name that is no member may stand for one that seems to be missing: it is reported, and to be mended first.
        is_clear = set(named) <= set(type_.members) and not self.lost.in_declaration(unit)
        if left_out and is_clear:
            self.findings.error("unit-member-missing", unit.name, unit=unit.name.name, members=listed(left_out))

    def unknown(self, code: str, name: ast.Name, known: list[str], meant: str | None = None) -> None:
        """Report a name that is not declared, and what is known to be meant, or else the nearest that is declared."""
        if name.name not in self.lost.words:
            self.findings.error(code, name, name=name.name, nearest=meant or self.types.resolver.near(name.name, known))

    def parameter(self, parameter: ast.Parameter) -> None:
        """Check that values stand in the order of their days, and are complete to a day not before the last."""
        name = parameter.name
        items = self.items(name, parameter.items, frozenset({"origin", "note", "complete_to"}))
        type_ = self.findings.types.get(parameter.type, UNKNOWN_TYPE)
        if not parameter.values and not self.lost.in_declaration(name):
            self.findings.error("parameter-empty", name, name=name.name)
        days = [(published, self.constant(published.day, Scalar.DATE)) for published in parameter.values]
        self.line(parameter)
        low, high = constants.ends(parameter.low, parameter.high)
        for published in parameter.values:
            value = self.constant(published.value, type_)
            if value is not None and ((low is not None and value < low) or (high is not None and value > high)):
                self.findings.error("given-out-of-range", published.value, value=published.value.span.text)
        for (_, before), (published, after) in pairwise(days):
            if before is not None and after is not None and after <= before:
                self.findings.error("days-out-of-order", published.day, day=published.day.span.text)
        complete = items.get("complete_to", ast.ExpressionItem)
        end = self.constant(complete.value, Scalar.DATE) if complete else None
        last = days[-1][1] if days else None
        if complete and end is not None and last is not None and end < last:
            self.findings.error("complete-before-last", complete, day=complete.value.span.text)

    def reading(self, reading: ast.Reading) -> None:
        """Check that there is something to choose between, and why the default is chosen."""
        name, options = reading.name, [option.name.name for option in reading.options]
        self.items(name, reading.items, frozenset({"because", "note", "origin"}), "because")
        lost = self.lost.in_declaration(name)
        if len(options) < 2 and not lost:
            self.findings.error("reading-options", name, name=name.name)
        if reading.default is None:
            if not lost:
                self.findings.error("reading-default-missing", name, name=name.name)
        elif reading.default.name in options:
            type_ = EnumType(name.name, tuple(dict.fromkeys(options)))
            self.findings.bindings[reading.default] = Binding(BindingKind.MEMBER, reading.default.name, type_, reading)
        elif reading.default.name not in self.lost.words:
            near = self.types.resolver.near(reading.default.name, options)
            self.findings.error(
                "reading-default", reading.default, name=reading.default.name, known=listed(options), nearest=near
            )

    # --- tiers, targets, omissions ----------------------------------------------------------------------------------

    def tier(self, tier: ast.Tier) -> None:
        """Check when a tier is held, and how long."""
        takes = frozenset({"validity", "holds", "qualifies", "expires", "note", "origin", "quote"})
        items = self.items(tier.name, tier.items, takes, "validity", "holds")
        self.condition(items, "holds")
        self.condition(items, "qualifies")
        if expires := items.get("expires", ast.ExpressionItem):
            self.types.wanted(expires.value, OUTSIDE, Scalar.DATE)
        validity = items.get("validity", ast.ExpressionItem)
        if validity is None or isinstance(validity.value, ast.Unstated):
            return
        months = self.constant(validity.value, Scalar.MONTHS)
        if months is not None and months <= 0:
            self.findings.error("period-empty", validity.value)

    def target(self, target: ast.Target) -> None:
        """Check what is to be counted, how many, and by when."""
        takes = frozenset({"count", "by_date", "counts", "quote", "note", "tier", "origin"})
        items = self.items(target.name, target.items, takes, "quote", "count", "by_date", "counts")
        self.condition(items, "counts")
        if by_date := items.get("by_date", ast.ExpressionItem):
            self.constant(by_date.value, Scalar.DATE)
        if tier := items.get("tier", ast.TierItem):
            self.types.tier(tier.tier)
        count = items.get("count", ast.ExpressionItem)
        number = self.constant(count.value, Scalar.INTEGER) if count else None
        if count and number is not None and number < 1:
            self.findings.error("count-positive", count.value)

    def omission(self, omit: ast.Omit) -> None:
        """Check that it is said what is left out, and why."""
        if omit.because is None:
            self.findings.error("omit-without-reason", omit)
        if not omit.quotes and not self.lost.in_declaration(omit):
            self.findings.error("quote-empty", omit, item=("item-quote",))


def in_force(tree: ast.File) -> tuple[date | None, date | None]:
    """Return the first and the last day of the policy, as far as they are written out and one comes after the other."""
    for head in tree.declarations:
        for item in head.items if isinstance(head, ast.Policy) else ():
            if isinstance(item, ast.WindowItem) and item.key == "in_force":
                first, last, months = constants.day(item.first), constants.day(item.last), constants.number(item.length)
                if first and months is not None and isinstance(item.length, ast.DurationLiteral) and item.length.unit != "day":
                    last = date.fromordinal(add_months(first.toordinal(), int(months)))
                is_reversed = first is not None and last is not None and last < first
                return (None, None) if is_reversed else (first, last)
    return None, None
