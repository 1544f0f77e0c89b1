"""Entitlements that are spoken of: in conditions, in amounts, in rules, in scenarios.

In: a name that is to stand for an entitlement. Out: its binding, or a diagnostic. An entitlement is a name of its own kind:
it is spoken of after `享受`, or as that whose `金额` is meant.
"""

from collections.abc import Mapping

from policyrules.checking.findings import label
from policyrules.checking.graphs import walk
from policyrules.checking.policy import Binding, BindingKind, item
from policyrules.checking.scope import Resolver, Scope
from policyrules.syntax import ast
from policyrules.values.types import UNKNOWN_TYPE, Scalar, Type

#: What is written for the amount of an entitlement.
AMOUNT_FIELDS = frozenset({"金额", "amount"})


def entitlement(resolver: Resolver, name: ast.Name) -> ast.Entitlement | None:
    """Bind the name of an entitlement, or report that there is none."""
    known = resolver.names.entitlements
    declared = known.get(name.name)
    if isinstance(declared, ast.Entitlement):
        resolver.findings.bindings[name] = Binding(BindingKind.ENTITLEMENT, name.name, UNKNOWN_TYPE, declared)
        return declared
    if declared is not None:
        resolver.findings.error("duty-expected", name, [label(declared.name, "label-declared")], name=name.name)
        return None
    names = [key for key, value in known.items() if isinstance(value, ast.Entitlement)]
    resolver.findings.error("entitlement-unknown", name, name=name.name, nearest=resolver.near(name.name, names))
    return None


def entitled(resolver: Resolver, written: ast.EntitledTo) -> None:
    """Bind the entitlements that a condition asks for."""
    for reference in written.entitlements:
        if isinstance(reference, ast.Name):
            entitlement(resolver, reference)
        else:
            resolver.findings.error("entitlement-elsewhere", reference, name=reference.span.text)


def amount_of(resolver: Resolver, written: ast.Access, scope: Scope) -> Type | None:
    """Return the type of `甲 的 金额`; `None` where `甲` is not an entitlement, nor can be meant as one."""
    target = written.target
    if not isinstance(target, ast.Name) or written.field.name not in AMOUNT_FIELDS or scope.variable(target.name):
        return None
    if target.name not in resolver.names.entitlements and resolver.is_value(target.name, scope):
        return None
    declared = entitlement(resolver, target)
    if declared is None:
        return UNKNOWN_TYPE
    if item(declared.items, "amount") is None:
        resolver.findings.error("expected-no-amount", target, [label(declared.name, "label-declared")], name=target.name)
        return UNKNOWN_TYPE
    return Scalar.MONEY


def per_record(declared: ast.Entitlement) -> ast.PerRecordItem | None:
    """Return the item by which an entitlement is decided for each record of a list."""
    found = item(declared.items, "per_record")
    return found if isinstance(found, ast.PerRecordItem) else None


def is_over(name: ast.Name, record: ast.PerRecordItem, bindings: Mapping[ast.Name, Binding]) -> bool:
    """Say whether a name is that of an entitlement that is decided for each record of the same list."""
    binding = bindings.get(name)
    declared = None if binding is None else binding.declaration
    other = per_record(declared) if isinstance(declared, ast.Entitlement) else None
    return other is not None and other.collection.name == record.collection.name


def speaks_of_record(written: ast.Tree, record: ast.PerRecordItem, bindings: Mapping[ast.Name, Binding]) -> bool:
    """Say whether something that is written depends on the record that an entitlement is decided for.

    What is said of another entitlement over the same list is said of that record too.
    """
    for node in walk([written]):
        binding = bindings.get(node) if isinstance(node, ast.Name) else None
        if binding is not None and record in (binding.declaration, binding.binder):
            return True
        if isinstance(node, ast.Name) and is_over(node, record, bindings):
            return True
    return False
