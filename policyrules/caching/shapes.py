"""Values as plain data, by the types that their classes declare, and back.

In: a type, as the fields of attrs classes are annotated with. Out: a `Shape`, which packs a value of the type as what JSON can
hold, and unpacks it again. Unpacking takes nothing on trust: what is not of the type raises `DamagedError`, and nothing is
ever made but values of the types that were asked for. Knows no program and no file.

A class is a list of its fields; what is at its default at the end is left out. Values of the `shared` classes stand in one
list, each once and after those that it refers to, and are referred to by their places: so no value can be a part of itself.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from fractions import Fraction
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from attrs import define, field, frozen

#: What JSON can hold.
Plain = Any

_QUOTIENT = re.compile(r"(-?[1-9][0-9]{0,2999})/([1-9][0-9]{0,2999})", re.ASCII)


class DamagedError(ValueError):
    """What was to be unpacked is not of the type that it should be."""


@define
class Shared:
    """The values that are referred to by their places."""

    values: list[object] = field(factory=list)
    packed: list[Plain] = field(factory=list)
    places: dict[object, int] = field(factory=dict)


Pack = Callable[[Any, Shared], Plain]
Unpack = Callable[[Plain, Shared], Any]


@frozen
class Shape:
    """How the values of a type are packed and unpacked; `plain` are the types of JSON that they can be packed as."""

    pack: Pack
    unpack: Unpack
    plain: frozenset[type]


@define
class Shapes:
    """The shapes of types; values of the classes `shared` are referred to by place, those `given` have a shape of their own."""

    shared: tuple[type, ...] = ()
    given: dict[Any, Shape] = field(factory=dict)
    _made: dict[Any, Shape] = field(factory=dict, init=False)

    def of(self, hint: Any) -> Shape:
        """Return the shape of a type."""
        if hint in self.given:
            return self.given[hint]
        if hint not in self._made:
            self._made[hint] = self._shape(hint)
        return self._made[hint]

    def _shape(self, hint: Any) -> Shape:
        origin = get_origin(hint)
        if hint in _PLAIN:
            return _PLAIN[hint]
        if origin in (Union, UnionType):
            return self._union(get_args(hint))
        if origin is Literal:
            return _word(get_args(hint))
        if origin is tuple:
            return self._tuple(get_args(hint))
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(*map(self.of, get_args(hint)))
        if hint in self.shared:
            return self._reference((hint,))
        return _member(hint) if issubclass(hint, Enum) else self.fields(hint)

    # --- what consists of parts -----------------------------------------------------------------------------------------

    def _tuple(self, hints: tuple[Any, ...]) -> Shape:
        if len(hints) == 2 and hints[1] is Ellipsis:
            element = self.of(hints[0])
            pack, unpack = element.pack, element.unpack

            def unpack_each(packed: Plain, shared: Shared) -> tuple[Any, ...]:
                return tuple([unpack(one, shared) for one in listed(packed)]) if packed else _none_of(packed)

            return Shape(
                lambda value, shared: [pack(one, shared) for one in value],
                _unpack_all_plain(element.plain) if hints[0] in _EXACT else unpack_each,
                _LIST,
            )
        parts = [self.of(hint) for hint in hints]

        def unpack_all(packed: Plain, shared: Shared) -> tuple[Any, ...]:
            if len(listed(packed)) != len(parts):
                raise DamagedError
            return tuple(part.unpack(one, shared) for part, one in zip(parts, packed, strict=True))

        return Shape(lambda v, s: [part.pack(one, s) for part, one in zip(parts, v, strict=True)], unpack_all, _LIST)

    def _mapping(self, key: Shape, element: Shape) -> Shape:
        def unpack(packed: Plain, shared: Shared) -> Mapping[Any, Any]:
            pairs = [listed(pair) for pair in listed(packed)]
            if any(len(pair) != 2 for pair in pairs):
                raise DamagedError
            unpacked = {key.unpack(name, shared): element.unpack(value, shared) for name, value in pairs}
            if len(unpacked) != len(pairs):
                raise DamagedError
            return MappingProxyType(unpacked)

        def pack(value: Mapping[Any, Any], shared: Shared) -> Plain:
            return [[key.pack(name, shared), element.pack(one, shared)] for name, one in value.items()]

        return Shape(pack, unpack, _LIST)

    def _union(self, hints: tuple[Any, ...]) -> Shape:
        """Return the shape of what is of one of several types: told apart by the type in JSON, or by the place of the type."""
        references = tuple(hint for hint in hints if hint in self.shared)
        kinds = [(hint,) for hint in hints if hint not in references] + ([references] if references else [])
        shapes = [self._reference(kind) if kind is references else self.of(kind[0]) for kind in kinds]
        places = {get_origin(hint) or hint: place for place, kind in enumerate(kinds) for hint in kind}
        if len(places) != len(hints):
            raise TypeError(f"types that cannot be told apart: {hints}")
        by_plain = {plain: shape.unpack for shape in shapes for plain in shape.plain}
        if all(hint in _EXACT for hint in hints):
            return _exactly(*hints)

        def shape_of(value: object) -> tuple[int, Shape]:
            return (place := places[type(value)]), shapes[place]

        if len(by_plain) == sum(len(shape.plain) for shape in shapes):
            return Shape(
                lambda value, shared: shape_of(value)[1].pack(value, shared),
                lambda packed, shared: by_plain.get(type(packed), _refuse)(packed, shared),
                frozenset(by_plain),
            )

        def unpack(packed: Plain, shared: Shared) -> Any:
            if len(listed(packed)) != 2 or type(packed[0]) is not int or not 0 <= packed[0] < len(shapes):
                raise DamagedError
            return shapes[packed[0]].unpack(packed[1], shared)

        def pack(value: object, shared: Shared) -> Plain:
            place, shape = shape_of(value)
            return [place, shape.pack(value, shared)]

        return Shape(pack, unpack, _LIST)

    # --- classes --------------------------------------------------------------------------------------------------------

    def fields(self, cls: Any) -> Shape:
        """Return the shape of a class as the list of its fields."""
        declared = [one for one in attrs.fields(cls) if one.init]
        names = [one.name for one in declared]
        required = [place for place, one in enumerate(declared) if one.default is attrs.NOTHING]
        least, most = max(required, default=-1) + 1, len(names)
        named = any(one.kw_only for one in declared)
        packs: list[Pack] = []
        unpacks: list[Unpack] = []

        def look() -> None:
            """Look at the types of the fields, not before a value is met: a class may refer to itself."""
            hints = get_type_hints(cls)
            shapes = [self.of(hints[name]) for name in names]
            packs[:], unpacks[:] = [shape.pack for shape in shapes], [shape.unpack for shape in shapes]

        def pack(value: Any, shared: Shared) -> Plain:
            if len(packs) != most:
                look()
            said = [getattr(value, name) for name in names]
            while len(said) > least and said[-1] == declared[len(said) - 1].default:
                said.pop()
            return [part(one, shared) for part, one in zip(packs, said, strict=False)]

        def unpack(packed: Plain, shared: Shared) -> Any:
            if type(packed) is not list or not least <= len(packed) <= most:
                raise DamagedError
            if len(unpacks) != most:
                look()
            said = [part(one, shared) for part, one in zip(unpacks, packed, strict=False)]
            return cls(**dict(zip(names, said, strict=False))) if named else cls(*said)

        return Shape(pack, unpack, _LIST)

    def _reference(self, classes: tuple[Any, ...]) -> Shape:
        """Return the shape of a reference to a value of one of the shared classes."""
        wholes = {cls: self.fields(cls) for cls in classes}

        def pack(value: Any, shared: Shared) -> Plain:
            if value not in shared.places:
                cls = type(value)
                packed = [self.shared.index(cls), *wholes[cls].pack(value, shared)]
                shared.packed.append(packed)
                shared.places[value] = len(shared.packed) - 1
            return shared.places[value]

        def unpack(packed: Plain, shared: Shared) -> Any:
            if type(packed) is not int or not 0 <= packed < len(shared.values):
                raise DamagedError
            value = shared.values[packed]
            if type(value) not in wholes:
                raise DamagedError
            return value

        return Shape(pack, unpack, frozenset({int}))

    def unpack_shared(self, packed: Plain, shared: Shared) -> None:
        """Unpack the list of the values that are referred to."""
        unpacks = [self.fields(cls).unpack for cls in self.shared]
        for one in listed(packed):
            if not listed(one) or type(one[0]) is not int or not 0 <= one[0] < len(unpacks):
                raise DamagedError
            shared.values.append(unpacks[one[0]](one[1:], shared))


# --- what has no parts --------------------------------------------------------------------------------------------------


def listed(packed: Plain) -> list[Plain]:
    """Return what is a list."""
    if type(packed) is not list:
        raise DamagedError
    return packed


def _refuse(packed: Plain, shared: Shared) -> Any:
    raise DamagedError


def _exactly(*types: type) -> Shape:
    """Return the shape of values that JSON holds as they are, of one of several types."""
    plain = frozenset(types)

    def unpack(packed: Plain, shared: Shared) -> Any:
        if type(packed) not in plain:
            raise DamagedError
        return packed

    def pack(value: object, shared: Shared) -> Plain:
        if type(value) not in plain:
            raise TypeError(f"{value!r} is none of {types}")
        return value

    return Shape(pack, unpack, plain)


def _unpack_all_plain(plain: frozenset[type]) -> Unpack:
    """Return what unpacks a list of values that JSON holds as they are."""

    def unpack(packed: Plain, shared: Shared) -> tuple[Any, ...]:
        if not plain.issuperset(map(type, listed(packed))):
            raise DamagedError
        return tuple(packed)

    return unpack


def _none_of(packed: Plain) -> tuple[Any, ...]:
    """Return the empty tuple for an empty list."""
    listed(packed)
    return ()


def _member(enum: type[Enum]) -> Shape:
    members = {member.value: member for member in enum}
    (plain,) = {type(value) for value in members}

    def unpack(packed: Plain, shared: Shared) -> Any:
        if type(packed) is not plain or packed not in members:
            raise DamagedError
        return members[packed]

    return Shape(lambda value, shared: value.value, unpack, frozenset({plain}))


def _word(words: tuple[str, ...]) -> Shape:
    def unpack(packed: Plain, shared: Shared) -> Any:
        if type(packed) is not str or packed not in words:
            raise DamagedError
        return packed

    return Shape(lambda value, shared: value, unpack, frozenset({str}))


def _pack_quotient(value: Fraction, shared: Shared) -> Plain:
    return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def _unpack_quotient(packed: Plain, shared: Shared) -> Fraction:
    if type(packed) is int:
        return Fraction(packed)
    match = _QUOTIENT.fullmatch(packed) if type(packed) is str else None
    if match is None:
        raise DamagedError
    return Fraction(int(match[1]), int(match[2]))


def _unpack_date(packed: Plain, shared: Shared) -> date:
    if type(packed) is not int or not 1 <= packed <= date.max.toordinal():
        raise DamagedError
    return date.fromordinal(packed)


_LIST = frozenset({list})

#: What JSON holds as it is.
_EXACT = (int, str, bool, NoneType)

_PLAIN: Mapping[Any, Shape] = {
    **{type_: _exactly(type_) for type_ in _EXACT},
    Fraction: Shape(_pack_quotient, _unpack_quotient, frozenset({int, str})),
    date: Shape(lambda value, shared: value.toordinal(), _unpack_date, frozenset({int})),
}
