"""Lowering of the rules over several awards, and of the total that an enterprise may receive.

In: what is payable for each award, and the rules of a checked policy. Out: a `TotalSpec`, a tree with a node for what
counts of each rule: the highest of its members, that less what was received, or their sum up to a cap. What no rule governs
is added. An award whose amount the document leaves open without a cap is outside of the total, which cannot count with it,
unless a rule holds it against others: then the total is open for the reason that it is not stated.
"""

from collections.abc import Callable, Mapping, Sequence

from attrs import frozen

from policyrules.checking.graphs import walk
from policyrules.checking.policy import Binding, item
from policyrules.checking.rules import PlacedRule, all_awards, placed_rules
from policyrules.core.conditions import Conditions
from policyrules.core.items import clause_of, title_of
from policyrules.core.money import capped, less
from policyrules.core.outline import RuleKind, RuleSpec, TotalSpec
from policyrules.core.program import Op
from policyrules.core.scopes import Ref
from policyrules.syntax import ast
from policyrules.values.types import Scalar

#: What says how much an award is at most.
_CAPS = ("item_cap", "cap", "yearly_cap")


@frozen(eq=False)
class _Member:
    """What counts of an award or of a rule."""

    spec: str | RuleSpec
    ref: Ref


@frozen(eq=False)
class Totals:
    """Lowers the total; `payable` says what is payable for an award."""

    conditions: Conditions
    payable: Callable[[ast.Entitlement], Ref]

    def total(self) -> TotalSpec | None:
        """Return the total, where any award has an amount that can be counted."""
        tree = self.conditions.expressions.policy.tree
        awards = all_awards(tree)
        governed_by_any = {award for placed in placed_rules(tree) for award in placed.awards}
        outside = uncountable(awards, self.conditions.expressions.policy.bindings) - governed_by_any
        counted = [award for award in awards if award not in outside]
        if not counted:
            return None
        outermost = {award: _Member(award.name.name, self.payable(award)) for award in counted}
        for placed in placed_rules(tree):
            governed = [award for award in placed.awards if award in outermost]
            if governed:
                members = list(dict.fromkeys(outermost[award] for award in governed))
                outermost.update(dict.fromkeys(governed, self._rule(placed, members)))
        members = list(dict.fromkeys(outermost.values()))
        unstated = tuple(award.name.name for award in awards if award in outside)
        return TotalSpec(self.conditions.index(self._sum(members)), tuple(one.spec for one in members), unstated)

    def _rule(self, placed: PlacedRule, members: Sequence[_Member]) -> _Member:
        rule, build = placed.rule, self.conditions.expressions.build
        before = self._sum(members) if rule.key == "total_cap" else self._highest(members)
        operand = None if rule.value is None else self.conditions.one(rule.value, self.conditions.env()).ref
        ref = before
        if operand is not None and rule.key == "total_cap":
            ref = capped(build, before, operand)
        elif operand is not None:
            ref = less(build, before, operand)
        spec = RuleSpec(
            kind=RuleKind(rule.key),
            node=self.conditions.index(ref),
            before=self.conditions.index(before),
            members=tuple(member.spec for member in members),
            place=self._place(placed),
            line=rule.span.first.line,
            operand=None if operand is None else self.conditions.index(operand),
        )
        return _Member(spec, ref)

    def _place(self, placed: PlacedRule) -> str:
        if placed.measure is None:
            return title_of(self.conditions.expressions.policy.head)
        return f"{clause_of(placed.measure)} {title_of(placed.measure)}".strip()

    def _highest(self, members: Sequence[_Member]) -> Ref:
        if len(members) == 1:
            return members[0].ref
        build = self.conditions.expressions.build
        return build.ask(Op.EXTREME, [member.ref for member in members], Scalar.MONEY, "max")

    def _sum(self, members: Sequence[_Member]) -> Ref:
        ref = members[0].ref
        for member in members[1:]:
            ref = self.conditions.expressions.build.ask(Op.ARITHMETIC, (ref, member.ref), Scalar.MONEY, "+")
        return ref


def uncountable(awards: Sequence[ast.Entitlement], bindings: Mapping[ast.Name, Binding]) -> frozenset[ast.Entitlement]:
    """Return the awards of which the document says neither how much they are nor how much they are at most.

    An award that is a share of such a one is one too.
    """
    without = [award for award in awards if not any(item(award.items, key) is not None for key in _CAPS)]
    standing: dict[ast.Tree, list[ast.Entitlement]] = {}
    for award in without:
        for other in _stands_on(award, bindings):
            standing.setdefault(other, []).append(award)
    unstated = dict.fromkeys(award for award in without if _is_unstated(award))
    waiting = list(unstated)
    while waiting:
        found = [award for award in standing.get(waiting.pop(), ()) if award not in unstated]
        unstated.update(dict.fromkeys(found))
        waiting += found
    return frozenset(unstated)


def _is_unstated(award: ast.Entitlement) -> bool:
    written = item(award.items, "amount")
    return isinstance(written, ast.ExpressionItem) and isinstance(written.value, ast.Unstated)


def _stands_on(award: ast.Entitlement, bindings: Mapping[ast.Name, Binding]) -> frozenset[ast.Tree]:
    """Return the awards of which the amount of an award speaks."""
    written = item(award.items, "amount")
    bound = (bindings.get(node) for node in walk([written] if written else []) if isinstance(node, ast.Name))
    return frozenset(one.declaration for one in bound if one is not None and one.declaration is not None)
