"""Entitlements that are spoken of: in conditions, in amounts, in rules, in scenarios.

In: a name that is to stand for an entitlement. Out: its binding, or a diagnostic. An entitlement is a name of its own kind:
it is spoken of after `享受`, or as that whose `金额` is meant.
"""

from collections.abc import Mapping

from policyrules.checking.findings import Findings, label
from policyrules.checking.graphs import walk
from policyrules.checking.policy import Binding, BindingKind, item
from policyrules.checking.scope import Resolver
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


def is_amount(written: ast.Access) -> bool:
    """Say whether what is written can mean the amount of an entitlement: `甲 的 金额`, `省.甲 的 金额`."""
    return written.field.name in AMOUNT_FIELDS and isinstance(written.target, ast.Name | ast.Access)


def amount_type(findings: Findings, reference: ast.Reference, declared: ast.Entitlement | None) -> Type:
    """Return the type of the amount of an entitlement, or report that it has none."""
    if declared is None:
        return UNKNOWN_TYPE
    if item(declared.items, "amount") is None:
        labels = [label(declared.name, "label-declared")]
        findings.error("expected-no-amount", reference, labels, name=reference.span.text)
        return UNKNOWN_TYPE
    return Scalar.MONEY


def per_record(declared: ast.Entitlement) -> ast.PerRecordItem | None:
    """Return the item by which an entitlement is decided for each record of a list."""
    found = item(declared.items, "per_record")
    return found if isinstance(found, ast.PerRecordItem) else None


def is_over(reference: ast.Reference, record: ast.PerRecordItem, bindings: Mapping[ast.Name, Binding]) -> bool:
    """Say whether an entitlement is named that is decided for each record of the same list."""
    binding = bindings.get(ast.last_name(reference))
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
