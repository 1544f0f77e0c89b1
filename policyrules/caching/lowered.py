"""What a policy was lowered to, as plain data, and back.

In: a program and its outline, or what JSON holds of them. Out: the one or the other. What is unpacked is a program as lowering
makes them and an outline that refers to it, or raises `DamagedError`. Knows no file.
"""

from typing import Any

from policyrules.caching.shapes import DamagedError, Plain, Shape, Shapes, Shared, listed
from policyrules.core.invariants import check_invariants
from policyrules.core.outline import Lowered, Site, Window
from policyrules.core.program import Body, Comparator, Exceptions, Node, Op, Open, Prefixes, Quantifier
from policyrules.core.references import check_references
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, ListType, OptionalType, RecordType, SeriesType, Type

#: What a node says besides its arguments, by its operator; the others say nothing.
_SAID: dict[Op, Any] = {
    Op.LITERAL: Truth | Interval | Symbol,
    Op.UNKNOWN: Open,
    Op.FIELD: tuple[int, str],
    Op.COMPARE: Comparator,
    Op.STARTS: Prefixes,
    Op.BAND: Bands,
    Op.EXCEPTIONS: Exceptions,
    Op.EACH: tuple[Quantifier, int],
    **dict.fromkeys((Op.OUTER, Op.AT_LEAST), int),
    **dict.fromkeys((Op.FACT, Op.READING, Op.PARAMETER), str),
    **dict.fromkeys((Op.ARITHMETIC, Op.ROUND, Op.EXTREME, Op.SHIFT, Op.CALENDAR, Op.ELAPSED), str),
}


def _node(shapes: Shapes) -> Shape:
    """Return the shape of a node: what it says is of the kind that its operator has."""
    args, type_, body = (shapes.of(hint) for hint in (tuple[int, ...], Type, Body | None))
    said = {op.value: (op, shapes.of(_SAID.get(op, None.__class__))) for op in Op}

    def pack(node: Node, shared: Shared) -> Plain:
        parts = [node.op.value, args.pack(node.args, shared), type_.pack(node.type, shared)]
        data = said[node.op][1].pack(node.data, shared)
        if node.body is not None:
            return [*parts, data, body.pack(node.body, shared)]
        return parts if data is None else [*parts, data]

    def unpack(packed: Plain, shared: Shared) -> Node:
        if not 3 <= len(listed(packed)) <= 5 or type(packed[0]) is not str or packed[0] not in said:
            raise DamagedError
        op, data = said[packed[0]]
        return Node(
            op,
            args.unpack(packed[1], shared),
            type_.unpack(packed[2], shared),
            data.unpack(packed[3] if len(packed) > 3 else None, shared),
            body.unpack(packed[4], shared) if len(packed) > 4 else None,
        )

    return Shape(pack, unpack, frozenset({list}))


def _shapes() -> Shapes:
    shapes = Shapes((Site, Window, EnumType, RecordType, ListType, SeriesType, OptionalType))
    nodes: list[Shape] = []

    def node() -> Shape:
        if not nodes:
            nodes.append(_node(shapes))
        return nodes[0]

    # A body consists of nodes, so that the shape of a node cannot be looked at before it is there.
    shapes.given[Node] = Shape(lambda v, s: node().pack(v, s), lambda p, s: node().unpack(p, s), frozenset({list}))
    return shapes


_SHAPES = _shapes()
_LOWERED = _SHAPES.of(Lowered)


def pack(lowered: Lowered) -> Plain:
    """Return what a policy was lowered to, as what JSON can hold."""
    shared = Shared()
    whole = _LOWERED.pack(lowered, shared)
    return [shared.packed, whole]


def unpack(packed: Plain) -> Lowered:
    """Return what a policy was lowered to, or raise `DamagedError`."""
    if len(listed(packed)) != 2:
        raise DamagedError
    shared = Shared()
    try:
        _SHAPES.unpack_shared(packed[0], shared)
        lowered: Lowered = _LOWERED.unpack(packed[1], shared)
        check_invariants(lowered.program)
        check_references(lowered)
    except (AssertionError, IndexError, RecursionError) as error:
        raise DamagedError from error
    return lowered
