"""Properties: what is required of every enterprise, and that it can be asked.

In: properties of a policy whose names are collected. Out: diagnostics, and the names and types in their items. Whether one of
them holds is not asked here.
"""

from collections.abc import Mapping

from attrs import define

from policyrules.checking.declarations import OUTSIDE, Declarations
from policyrules.checking.findings import Findings, label, words
from policyrules.checking.items import Items
from policyrules.checking.mismatch import report_wanted
from policyrules.checking.policy import Binding, BindingKind
from policyrules.checking.rules import may_give_money
from policyrules.syntax import ast
from policyrules.values.operators import fits, ordered
from policyrules.values.types import (
    INDEXES,
    UNKNOWN_TYPE,
    EnumType,
    ListType,
    Scalar,
    SeriesType,
    Type,
    UnknownType,
    is_numeric,
)

_PROPERTY = frozenset(
    {
        "when", "window", "given_only", "must_hold", "must_be_known", "must_not_fall", "may_fall_by", "change", "quote", "note",
        "origin",
    }
)  # fmt: skip
_FALLS = ("must_not_fall", "may_fall_by")

#: What two values of a type differ by, where that is of another type.
_DIFFERENCES: Mapping[Type, Type] = {Scalar.DATE: Scalar.DAYS, Scalar.RATIO: Scalar.PERCENT}


@define(eq=False)
class Properties:
    """Checks properties one by one."""

    declarations: Declarations

    @property
    def findings(self) -> Findings:
        return self.declarations.findings

    def property(self, node: ast.Property) -> None:
        """Check what a property is about and what it requires."""
        items = self.declarations.items(node.name, node.items, _PROPERTY)
        self.declarations.condition(items, "when")
        if window := items.get("window", ast.WindowItem):
            self.declarations.window(window)
        for part in node.items:
            match part:
                case ast.ConditionItem("must_hold", condition):
                    self.declarations.types.condition(condition, OUTSIDE)
                case ast.WatchedItem():
                    self._watched(part)
                case ast.GivenOnlyItem():
                    self._given_only(part)
                case ast.ChangeItem():
                    self._change(part)
                case _:
                    pass
        if not self.declarations.lost.in_declaration(node):
            self._whole(node, items)

    def _whole(self, node: ast.Property, items: Items) -> None:
        """Check that what is required fits together."""
        change = items.get("change", ast.ChangeItem)
        falls = [part for part in node.items if isinstance(part, ast.WatchedItem) and part.key in _FALLS]
        of_one = [part for part in node.items if getattr(part, "key", None) in ("must_hold", "must_be_known")]
        if change is None and not falls and not of_one:
            self.findings.error("property-empty", node.name, name=node.name.name)
        elif change is None and falls:
            self.findings.error("property-unchanged", falls[0], item=(f"item-{falls[0].key}",))
        elif change is not None and of_one:
            key = getattr(of_one[0], "key", "")
            self.findings.error("property-mixed", of_one[0], [label(change, "label-change")], item=(f"item-{key}",))
        elif change is not None and not falls:
            self.findings.error("property-unwatched", change)
        given = items.get("given_only", ast.GivenOnlyItem)
        name = None if change is None else changed(change)
        if given is not None and name is not None and name.name not in {fact.name for fact in given.facts}:
            self.findings.error("property-not-given", name, [label(given, "label-given")], name=name.name)

    # --- what is required ---------------------------------------------------------------------------------------------

    def _watched(self, part: ast.WatchedItem) -> None:
        type_ = self._watched_type(part.value)
        if part.key not in _FALLS or isinstance(type_, UnknownType):
            return
        if type_ is not Scalar.BOOL and not ordered(type_):
            self.findings.error("property-fall", part.value, type=words(type_))
        elif part.allowance is not None and type_ is Scalar.BOOL:
            self.findings.error("property-verdict-amount", part.allowance)
        elif part.allowance is not None:
            allowance = self.declarations.constant(part.allowance, _DIFFERENCES.get(type_, type_))
            if allowance is not None and allowance < 0:
                self.findings.error("property-allowance", part.allowance, text=part.allowance.span.text)

    def _watched_type(self, value: ast.Condition | ast.Total) -> Type:
        match value:
            case ast.Total():
                if not may_give_money(self.declarations.lost):
                    self.findings.error("total-of-nothing", value)
                return Scalar.MONEY
            case ast.Block():
                self.declarations.types.condition(value, OUTSIDE)
                return Scalar.BOOL
            case _:
                return self.declarations.types.value(value, OUTSIDE)

    # --- facts --------------------------------------------------------------------------------------------------------

    def _fact(self, name: ast.Name) -> Binding | None:
        names = self.declarations.types.names
        binding = names.fact(name.name)
        if binding is None:
            self.declarations.unknown("fact-not-declared", name, names.facts())
        else:
            self.findings.bindings[name] = binding
        return binding

    def _given_only(self, part: ast.GivenOnlyItem) -> None:
        first: dict[str, ast.Name] = {}
        for name in part.facts:
            if first.setdefault(name.name, name) is not name:
                self.findings.error("given-twice", name, [label(first[name.name], "label-first")], name=name.name)
            else:
                self._fact(name)

    def _change(self, part: ast.ChangeItem) -> None:
        name = changed(part)
        if name is None or self._is_something_else(name):
            self.findings.error("property-fact", part.fact, text=part.fact.span.text)
            return
        binding = self._fact(name)
        if binding is None or isinstance(binding.type, UnknownType):
            return
        type_ = binding.type
        if isinstance(part.fact, ast.Index):
            if not isinstance(type_, SeriesType):
                self.findings.error("year-of-value", part.fact, name=name.name)
                return
            self.declarations.types.wanted(part.fact.year, OUTSIDE, INDEXES[type_.period])
            type_ = type_.element
        elif isinstance(type_, SeriesType):
            self.findings.period_missing("series-without-year", part.fact, name.name, type_.period)
            return
        self._to(part, name, type_)

    def _is_something_else(self, name: ast.Name) -> bool:
        """Say whether a name is declared, but not as a fact."""
        binding = self.declarations.types.names.values.get(name.name)
        return binding is not None and binding.kind is not BindingKind.FACT

    def _to(self, part: ast.ChangeItem, name: ast.Name, type_: Type) -> None:
        """Check how a fact of a type changes."""
        takes = {
            "increases": is_numeric(type_) and type_ is not Scalar.DATE,
            "decreases": is_numeric(type_) and type_ is not Scalar.DATE,
            "gains_one": isinstance(type_, ListType),
            "becomes": isinstance(type_, Scalar | EnumType),
        }
        if not takes[part.direction]:
            said = words(type_)
            self.findings.error("property-direction", part, name=name.name, type=said, direction=(f"word-{part.direction}",))
        elif part.value is not None and isinstance(type_, EnumType):
            self._member(part.value, type_)
        elif part.value is not None:
            value = self.declarations.constant(part.value, type_)
            if part.direction != "becomes" and value is not None and value <= 0:
                self.findings.error("property-amount", part.value, text=part.value.span.text)

    def _member(self, written: ast.Expression, type_: EnumType) -> None:
        found = self.declarations.types.value(written, OUTSIDE, type_)
        binding = self.findings.bindings.get(written) if isinstance(written, ast.Name) else None
        if not fits(found, type_):
            report_wanted(self.findings, written, found, type_)
        elif found != UNKNOWN_TYPE and (binding is None or binding.kind is not BindingKind.MEMBER):
            self.findings.error("constant-expected", written, type=words(type_), text=written.span.text)


def changed(part: ast.ChangeItem) -> ast.Name | None:
    """Return the name of the fact that changes, where one is named."""
    target = part.fact.target if isinstance(part.fact, ast.Index) else part.fact
    return target if isinstance(target, ast.Name) else None
