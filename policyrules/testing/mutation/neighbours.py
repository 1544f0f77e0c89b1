"""What stands beside something that is named: what a drafter may have written by mistake.

In: a checked policy. Out: for each name in it, the one after it in the same list and of the same type (of the last, the one
before it): a fact, a field, a member, a tier, a definition, a function that is called alike.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property

from policyrules.checking.policy import Binding, BindingKind, CheckedPolicy, Used
from policyrules.syntax import ast
from policyrules.testing.mutation.rewrites import EditKind, Neighbours, beside
from policyrules.values.types import EnumType

_KINDS: Mapping[BindingKind, EditKind] = {
    BindingKind.MEMBER: EditKind.MEMBER,
    BindingKind.TIER: EditKind.MEMBER,
    BindingKind.ENTITLEMENT: EditKind.AWARD,
}


class NamesOf(Neighbours):
    """The neighbours of the names of a policy."""

    def __init__(self, policy: CheckedPolicy) -> None:
        self._policy = policy

    def of(self, name: ast.Name) -> tuple[EditKind, str] | None:
        """Return what might stand in the place of a name, and what kind of slip that is; nothing where no other fits."""
        binding = self._policy.bindings.get(name)
        if binding is None:
            return None
        other = beside(self._alike(binding), binding.name)
        return None if other is None else (_KINDS.get(binding.kind, EditKind.FACT), other)

    def _alike(self, binding: Binding) -> list[str]:
        """Return the names of the list that something stands in, as far as they are of its type."""
        match binding.kind:
            case BindingKind.FACT | BindingKind.DEFINITION | BindingKind.PARAMETER:
                values = self._policy.values.values()
                return [one.name for one in values if (one.kind, one.type) == (binding.kind, binding.type)]
            case BindingKind.FUNCTION:
                return self._functions(binding)
            case BindingKind.MEMBER:
                return list(binding.type.members) if isinstance(binding.type, EnumType) else []
            case BindingKind.FIELD:
                return self._fields(binding)
            case BindingKind.TIER:
                return self._declared_with(binding.declaration, ast.Tier)
            case BindingKind.ENTITLEMENT:
                homes = (policy for policy in self._all if binding.declaration in policy.entitlements.values())
                return [name for policy in homes for name in policy.entitlements]
            case _:
                return []

    @cached_property
    def _all(self) -> tuple[CheckedPolicy, ...]:
        """The policy and those that it names things of."""
        return (self._policy, *_policies(self._policy.used))

    def _functions(self, binding: Binding) -> list[str]:
        def parameters(one: Binding) -> list[object]:
            lines = one.declaration.parameters if isinstance(one.declaration, ast.Define) else ()
            return [self._policy.types.get(line.type) for line in lines]

        wanted = (binding.type, parameters(binding))
        functions = (one for one in self._policy.values.values() if one.kind is BindingKind.FUNCTION)
        return [one.name for one in functions if (one.type, parameters(one)) == wanted]

    def _fields(self, binding: Binding) -> list[str]:
        for record in self._policy.all(ast.Record):
            if binding.declaration in record.fields:
                fields = self._policy.records[record.name.name].fields
                return [one.name for one in fields if one.type == binding.type or _is_same(one.type, binding.type)]
        return []

    def _declared_with(self, declaration: ast.Tree | None, kind: type[ast.Tier]) -> list[str]:
        for policy in self._all:
            names = {one: one.name.name for one in policy.all(kind)}
            if declaration in names:
                return list(names.values())
        return []


def _is_same(one: object, other: object) -> bool:
    """Say whether two types are the same but for being optional."""
    return getattr(one, "element", one) == getattr(other, "element", other)


def _policies(used: Iterable[Used]) -> Iterable[CheckedPolicy]:
    return (one.policy for one in used if one.policy is not None)
