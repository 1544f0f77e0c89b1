"""Several policies in one program: what they share, and names that tell apart what they do not.

In: policies that are decided together, and with them those that they use. Out: the same policies with one set of tables, and
the inputs of them all.

- Facts are one space: of a fact that several declare, the narrower range counts, and its types are one type.
- Parameters of one name are one where they are published alike; otherwise, and for readings always, they are called by the
  name of their policy too (`国标.LPR`), but for those of a policy that alone uses all the others.
- Other types of one name are told apart in the same way.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from attrs import evolve, frozen

from policyrules.checking.policy import Binding, BindingKind, CheckedPolicy, Used, used_by
from policyrules.core.inputs import fact_specs, parameter_specs, reading_specs
from policyrules.core.program import FactSpec, Node, Op, ParameterSpec, ReadingSpec
from policyrules.core.unified import Unified, narrower
from policyrules.syntax import ast

Spec = TypeVar("Spec", ParameterSpec, ReadingSpec)


@frozen(eq=False)
class Together:
    """The policies that are decided, those that are only used, and the inputs of all.

    `names` says what parameters and readings are called by, where there are several policies.
    """

    policies: tuple[CheckedPolicy, ...]
    used: tuple[CheckedPolicy, ...]
    names: Mapping[ast.Tree, str]
    facts: tuple[FactSpec, ...]
    parameters: tuple[ParameterSpec, ...]
    readings: tuple[ReadingSpec, ...]

    @property
    def all(self) -> tuple[CheckedPolicy, ...]:
        """The policies, those that are decided first."""
        return (*self.policies, *self.used)

    def inputs(self, nodes: Sequence[Node]) -> tuple[tuple[FactSpec, ...], tuple[ParameterSpec, ...], tuple[ReadingSpec, ...]]:
        """Return the inputs of a program: of policies that are only used, no parameter or reading that nothing rests on."""
        asked = set(_asked(nodes))
        own = {self.names[one] for policy in self.policies for one in policy.tree.declarations if one in self.names}
        parameters = tuple(spec for spec in self.parameters if spec.name in own or (Op.PARAMETER, spec.name) in asked)
        readings = tuple(spec for spec in self.readings if spec.name in own or (Op.READING, spec.name) in asked)
        return self.facts, parameters, readings


def together(policies: Sequence[CheckedPolicy]) -> Together:
    """Put policies together with those that they use."""
    used = tuple(policy for policy in used_by(_all_used(policies)) if policy not in policies)
    if len(policies) == 1 and not used:
        (only,) = policies
        own = _names((only,), only)
        return Together((only,), (), own, fact_specs(only), parameter_specs(only), reading_specs(only))
    every = (*policies, *used)
    home = policies[0] if len(policies) == 1 else None
    types, names = Unified.of(every, home), _names(every, home)
    tables = _Tables(every, types, names)
    facts, parameters, readings = _facts(every, types), _parameters(every, names), _readings(every, names, types)
    return Together(tables.of(policies), tables.of(used), names, facts, parameters, readings)


def _all_used(policies: Iterable[CheckedPolicy]) -> Iterator[Used]:
    for policy in policies:
        yield from policy.used


def _asked(nodes: Iterable[Node]) -> Iterator[tuple[Op, str]]:
    """Yield the parameters and readings that nodes ask for, those in bodies of quantifiers among them."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        if isinstance(node.data, str):
            yield node.op, node.data
        waiting.extend(node.body.nodes if node.body is not None else ())


# --- names ------------------------------------------------------------------------------------------------------------


def _names(policies: Sequence[CheckedPolicy], home: CheckedPolicy | None) -> Mapping[ast.Tree, str]:
    """Return what the parameters and readings are called; those of `home`, which uses the others, keep their names.

    Parameters that are published alike have one name, whoever publishes them.
    """
    named: dict[ast.Tree, str] = {}
    parameters = {policy: {spec.name: spec for spec in parameter_specs(policy)} for policy in policies}
    for kind in (BindingKind.PARAMETER, BindingKind.READING):
        for name, bindings in _grouped(policies, kind).items():
            alike: dict[object, list[CheckedPolicy]] = {}
            for policy in bindings:
                alike.setdefault(parameters[policy][name] if kind is BindingKind.PARAMETER else policy, []).append(policy)
            for group in alike.values():
                is_plain = len(alike) == 1 or home in group
                called = name if is_plain else f"{group[0].head.name.name}.{name}"
                named.update((bindings[policy], called) for policy in group)
    return named


def _grouped(policies: Sequence[CheckedPolicy], kind: BindingKind) -> Mapping[str, Mapping[CheckedPolicy, ast.Tree]]:
    groups: dict[str, dict[CheckedPolicy, ast.Tree]] = {}
    for policy in policies:
        for name, binding in policy.values.items():
            if binding.kind is kind and binding.declaration is not None:
                groups.setdefault(name, {})[policy] = binding.declaration
    return groups


# --- tables -----------------------------------------------------------------------------------------------------------


class _Tables:
    """One table of bindings and one of types for all policies."""

    def __init__(self, policies: Sequence[CheckedPolicy], types: Unified, names: Mapping[ast.Tree, str]) -> None:
        def bound(binding: Binding) -> Binding:
            name = binding.name if binding.declaration is None else names.get(binding.declaration, binding.name)
            return evolve(binding, name=binding.name if binding.kind is BindingKind.MEMBER else name, type=types(binding.type))

        bindings = {key: bound(binding) for policy in policies for key, binding in policy.bindings.items()}
        self.bindings = MappingProxyType(bindings)
        self.types = MappingProxyType({key: types(type_) for policy in policies for key, type_ in policy.types.items()})

    def of(self, policies: Sequence[CheckedPolicy]) -> tuple[CheckedPolicy, ...]:
        return tuple(evolve(policy, bindings=self.bindings, types=self.types) for policy in policies)


# --- inputs -----------------------------------------------------------------------------------------------------------


def _facts(policies: Sequence[CheckedPolicy], types: Unified) -> tuple[FactSpec, ...]:
    found: dict[str, FactSpec] = {}
    for policy in policies:
        for spec in fact_specs(policy):
            spec = evolve(spec, type=types.fact(spec.type))
            before = found.get(spec.name)
            found[spec.name] = spec if before is None else _narrowed(before, spec)
    return tuple(found.values())


def _narrowed(one: FactSpec, other: FactSpec) -> FactSpec:
    titles = {**other.field_titles, **one.field_titles}
    return evolve(narrower(one, other), title=one.title or other.title, field_titles=titles)


def _parameters(policies: Sequence[CheckedPolicy], names: Mapping[ast.Tree, str]) -> tuple[ParameterSpec, ...]:
    specs = (_called(spec, policy, names) for policy in policies for spec in parameter_specs(policy))
    return tuple(_once(specs).values())


def _readings(policies: Sequence[CheckedPolicy], names: Mapping[ast.Tree, str], types: Unified) -> tuple[ReadingSpec, ...]:
    specs = (_called(spec, policy, names) for policy in policies for spec in reading_specs(policy))
    return tuple(evolve(spec, type=types.enum(spec.type)) for spec in _once(specs).values())


def _called(spec: Spec, policy: CheckedPolicy, names: Mapping[ast.Tree, str]) -> Spec:
    declaration = policy.values[spec.name].declaration
    assert declaration is not None
    return evolve(spec, name=names[declaration])


def _once(specs: Iterable[Spec]) -> dict[str, Spec]:
    found: dict[str, Spec] = {}
    for spec in specs:
        found.setdefault(spec.name, spec)
    return found
