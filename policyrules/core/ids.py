"""The ids of nodes: what a question means, as twelve hexadecimal digits.

In: nodes. Out: one id per node. An id says the operator, the type, the constant or the name, and the ids of the arguments in
order; that of a quantifier says all of its body, what is brought in only to be shown among it. Records are told apart by
position. An id does not say where or how something is written: a policy that is laid out differently, that uses the keywords of
the other language, or that calls its definitions and record variables by other names, has the same ids. Only what is said where
no period was found (`最早一年`) names definitions too, in the canonical spelling.
"""

import json
from collections.abc import Sequence
from fractions import Fraction
from hashlib import sha256

from policyrules.core.program import Exceptions, Node, Op, Open
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, ListType, OptionalType, RecordType, Scalar, SeriesType, Type

#: Digits of an id. The ids of a program are checked to differ.
LENGTH = 12


def node_ids(nodes: Sequence[Node], outer: Sequence[str] = ()) -> tuple[str, ...]:
    """Return the ids of a program's nodes, or those of a body whose surrounding nodes have the ids `outer`."""
    ids: list[str] = []
    for node in nodes:
        ids.append(
            _digest([node.op.value, _type(node.type), _data(node, outer), [ids[a] for a in node.args], _body(node, ids)])
        )
    return tuple(ids)


def _digest(parts: list[object]) -> str:
    return sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:LENGTH]


def _body(node: Node, ids: Sequence[str]) -> object:
    if node.body is None:
        return None
    key = () if node.body.key is None else (node.body.key,)
    return [node_ids(node.body.nodes, ids), node.body.condition, node.body.value, *key]


def _type(type_: Type) -> object:
    match type_:
        case Scalar():
            return type_.value
        case EnumType() | RecordType():
            return type_.name
        case ListType():
            return ["list", _type(type_.element)]
        case SeriesType():
            return ["series", _type(type_.element), *(() if type_.period == "year" else (type_.period,))]
        case OptionalType():
            return ["optional", _type(type_.element)]
        case _:
            raise AssertionError(f"a node of type {type_!r} has no id")


def _data(node: Node, outer: Sequence[str]) -> object:
    match node.data:
        case int() if node.op is Op.OUTER:
            return outer[node.data]
        case Truth():
            return node.data.name
        case None | int() | str():  # names, and the members of closed tables
            return node.data
        case Interval(low, high):
            return [_number(low), _number(high)]
        case Symbol(value):
            return value
        case Open(cause, low, high):
            bounds = () if low is None and high is None else (_number(low), _number(high))
            return [cause.kind.value, cause.subject, *bounds]
        case Bands(cuts, places, whole):
            return [[(_number(cut), above) for cut, above in cuts], places, whole]
        case Exceptions(names, overridden_by):
            return [names, overridden_by]
        case tuple():
            return node.data
        case _:
            raise AssertionError(f"{node.data!r} has no canonical form")


def _number(value: Fraction | None) -> str | None:
    return None if value is None else str(value)
