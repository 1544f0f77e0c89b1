"""What is named of another policy.

In: an expression of a policy, and the policies that it uses. Out: the binding of what is named there (`国标.规模`,
`持有 国标.小巨人`, `享受 省.省级奖励`), or a diagnostic. A policy shows its definitions, functions, facts, parameters, tiers
and entitlements by name; which way a reading is taken stays its own affair.
"""

from collections.abc import Mapping
from typing import TypeVar

from attrs import define

from policyrules.checking.findings import Findings
from policyrules.checking.policy import Binding, BindingKind, CheckedPolicy, Used
from policyrules.checking.resolve import Names
from policyrules.checking.scope import Resolver, Scope
from policyrules.syntax import ast
from policyrules.values.types import UNKNOWN_TYPE

D = TypeVar("D", ast.Tier, ast.Entitlement)


@define(eq=False)
class Uses:
    """Resolves names of other policies."""

    names: Names
    findings: Findings
    resolver: Resolver

    def of(self, written: ast.Expression, scope: Scope) -> Used | None:
        """Return the policy that a name stands for; a record or an argument of that name comes first."""
        if not isinstance(written, ast.Name) or scope.variable(written.name) is not None:
            return None
        used = self.names.uses.get(written.name)
        if used is not None:
            self.findings.bindings[written] = Binding(BindingKind.USE, written.name, UNKNOWN_TYPE, used.use)
            self.findings.types[written] = UNKNOWN_TYPE
        return used

    def value(self, used: Used, name: ast.Name) -> Binding | None:
        """Bind something that has a value in the other policy, or report that it has none."""
        if used.policy is None:
            return None
        binding = used.policy.values.get(name.name)
        if binding is None:
            self._unknown(used, name, list(used.policy.values))
        elif binding.kind is BindingKind.READING:
            self.findings.error("use-reading", name, policy=used.use.name.name, name=name.name)
        else:
            self.findings.bindings[name] = binding
            return binding
        return None

    def tier(self, written: ast.Access) -> ast.Tier | None:
        """Bind a tier of another policy, or report that it has none of that name."""
        used = self._named(written)
        tiers = {} if used is None else {tier.name.name: tier for tier in used.all(ast.Tier)}
        return self._declared(written, tiers, BindingKind.TIER)

    def entitlement(self, written: ast.Access) -> ast.Entitlement | None:
        """Bind an entitlement of another policy, or report that it has none of that name."""
        used = self._named(written)
        return self._declared(written, {} if used is None else used.entitlements, BindingKind.ENTITLEMENT)

    def _named(self, written: ast.Access) -> CheckedPolicy | None:
        """Return the policy before the dot, or report that none is used under that name."""
        used = self.of(written.target, Scope())
        if used is None:
            near = self.resolver.near(written.target.span.text, list(self.names.uses))
            self.findings.error("use-name-unknown", written.target, name=written.target.span.text, nearest=near)
        return None if used is None else used.policy

    def _declared(self, written: ast.Access, known: Mapping[str, D], kind: BindingKind) -> D | None:
        name, used = written.field, self.of(written.target, Scope())
        declared = known.get(name.name)
        if declared is not None:
            self.findings.bindings[name] = Binding(kind, name.name, UNKNOWN_TYPE, declared)
        elif used is not None:
            self._unknown(used, name, list(known))
        return declared

    def _unknown(self, used: Used, name: ast.Name, known: list[str]) -> None:
        """Report what is not there; where lines of the other policy are wrong, it may stand in one of them."""
        if used.policy is None or not used.policy.is_sound:
            return
        nearest = self.resolver.near(name.name, known)
        self.findings.error("use-unknown", name, policy=used.use.name.name, name=name.name, nearest=nearest)
