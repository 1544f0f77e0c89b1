"""The types of several policies in one program: one type for what is the same, different names for what is not.

In: policies. Out: `Unified`, which says of every type of theirs which type it is in the program. The enumerations and records
of a fact that several policies declare are one type each; its fields have the narrower range. Of other types that have one
name and differ, those that belong to a policy which is only used are called by its name too.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from attrs import evolve, frozen

from policyrules.checking.policy import BindingKind, CheckedPolicy, facts_among
from policyrules.core.program import FactSpec
from policyrules.values.types import EnumType, Field, ListType, OptionalType, RecordType, Scalar, SeriesType, Type, UnknownType

_Named = EnumType | RecordType
FactType = Scalar | EnumType | ListType | SeriesType


@frozen
class Unified:
    """Which type a type of a policy is in the program: first the one that it is the same as, then under what name."""

    into: Mapping[_Named, _Named]
    names: Mapping[_Named, str]

    @staticmethod
    def of(policies: Sequence[CheckedPolicy], home: CheckedPolicy | None) -> "Unified":
        """Return the types of policies; those of `home`, which uses the others, keep their names."""
        into: dict[_Named, _Named] = {}
        first: dict[str, Type] = {}
        for policy in policies:
            for name, fact in facts_among(policy.values).items():
                _unify(first.setdefault(name, fact.type), fact.type, into)
        same = Unified(into, {})
        return Unified(into, dict(_renamed(policies, home, same)))

    def __call__(self, type_: Type) -> Type:
        """Return the type that a type is in the program."""
        match type_:
            case RecordType():
                return self.record(type_)
            case OptionalType(element):
                return OptionalType(self.value(element))
            case UnknownType():
                return type_
            case _:
                return self.fact(type_)

    def fact(self, type_: FactType) -> FactType:
        """Return the type of a fact in the program."""
        match type_:
            case ListType(element):
                return ListType(self.record(element))
            case SeriesType(element):
                return evolve(type_, element=self.value(element))
            case _:
                return self.value(type_)

    def value(self, type_: Scalar | EnumType) -> Scalar | EnumType:
        """Return the type of a single value in the program."""
        return self.enum(type_) if isinstance(type_, EnumType) else type_

    def enum(self, type_: EnumType) -> EnumType:
        found = _end(type_, self.into)
        assert isinstance(found, EnumType)
        return evolve(found, name=self.names.get(found, found.name))

    def record(self, type_: RecordType) -> RecordType:
        found = _end(type_, self.into)
        assert isinstance(found, RecordType)
        fields = tuple(evolve(field, type=self.value(field.type)) for field in found.fields)
        return RecordType(self.names.get(found, found.name), fields)


def _end(type_: _Named, into: Mapping[_Named, _Named]) -> _Named:
    while type_ in into:
        type_ = into[type_]
    return type_


def _unify(one: Type, other: Type, into: dict[_Named, _Named]) -> None:
    if isinstance(one, ListType | SeriesType) and isinstance(other, ListType | SeriesType):
        _unify(one.element, other.element, into)
    elif isinstance(one, EnumType | RecordType) and isinstance(other, EnumType | RecordType):
        _join(_end(one, into), _end(other, into), into)


def _join(one: _Named, other: _Named, into: dict[_Named, _Named]) -> None:
    if one != other:
        both = _narrowed(one, other, into) if isinstance(one, RecordType) else one
        into.update({type_: both for type_ in (one, other) if type_ != both})


def _narrowed(one: RecordType, other: _Named, into: dict[_Named, _Named]) -> RecordType:
    """Return the record with the fields of both, each in the narrower range."""
    assert isinstance(other, RecordType)
    fields = []
    for field in one.fields:
        beside = other.field(field.name)
        assert beside is not None  # INVARIANT: checking refuses facts whose records have other fields
        _unify(field.type, beside.type, into)
        fields.append(narrower(field, beside))
    return RecordType(one.name, tuple(fields))


Ranged = TypeVar("Ranged", Field, FactSpec)


def narrower(one: Ranged, other: Ranged) -> Ranged:
    """Return the first with the range that both allow."""
    lows, highs = ([end for end in ends if end is not None] for ends in ((one.low, other.low), (one.high, other.high)))
    return evolve(one, low=max(lows, default=None), high=min(highs, default=None))


def _renamed(policies: Sequence[CheckedPolicy], home: CheckedPolicy | None, same: Unified) -> Iterator[tuple[_Named, str]]:
    owners: dict[str, dict[_Named, CheckedPolicy]] = {}
    for policy in policies:
        for type_ in _types(policy):
            found = _end(type_, same.into)
            owners.setdefault(found.name, {}).setdefault(found, policy)
    for name, group in owners.items():
        if len(group) > 1:
            yield from ((t, f"{policy.head.name.name}.{name}") for t, policy in group.items() if policy is not home)


def _types(policy: CheckedPolicy) -> Iterator[_Named]:
    yield from policy.enums.values()
    yield from policy.records.values()
    for binding in policy.values.values():
        if binding.kind is BindingKind.READING and isinstance(binding.type, EnumType):
            yield binding.type
