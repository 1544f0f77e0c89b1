"""What is true of every program that lowering makes.

In: a program. Out: nothing, or an `AssertionError` that names the node: an error of ours, never of a policy. Linear in the
program.
"""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import cast

from attrs import frozen

from policyrules.core.program import Comparator, Data, Exceptions, Node, Op, Open, Program, Quantifier
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.operators import arithmetic, common, fits
from policyrules.values.types import (
    INDEXES,
    WHOLE,
    EnumType,
    ListType,
    OptionalType,
    RecordType,
    Scalar,
    SeriesType,
    Type,
    is_numeric,
)

Kind = Callable[[Type], bool]

#: What is asked of a date, and the type of the answer.
CALENDAR: Mapping[str, Scalar] = MappingProxyType(
    {
        "year": Scalar.INTEGER,
        "month": Scalar.INTEGER,
        "day": Scalar.INTEGER,
        "year_quarter": Scalar.QUARTER,
        "year_month": Scalar.MONTH,
    }
)


def _truth(type_: Type) -> bool:
    return type_ is Scalar.BOOL


def _number(type_: Type) -> bool:
    return is_numeric(type_)


def _date(type_: Type) -> bool:
    return type_ is Scalar.DATE


def _period(type_: Type) -> bool:
    return type_ in (Scalar.MONTHS, Scalar.DAYS)


def _integer(type_: Type) -> bool:
    return type_ is Scalar.INTEGER


def _index(type_: Type) -> bool:
    return type_ in INDEXES.values()


def _value(type_: Type) -> bool:
    return isinstance(type_, Scalar | EnumType)


def _optional(type_: Type) -> bool:
    return isinstance(type_, OptionalType)


def _series(type_: Type) -> bool:
    return isinstance(type_, SeriesType)


def _records(type_: Type) -> bool:
    return isinstance(type_, ListType)


def _text(type_: Type) -> bool:
    return type_ is Scalar.TEXT


def _any(type_: Type) -> bool:
    return True


@frozen
class Signature:
    """What an operator takes and gives: the kinds of its arguments (`more`: of any further ones), its type, its data."""

    args: tuple[Kind, ...]
    result: Kind
    data: Callable[[Data], bool]
    more: Kind | None = None

    def accepts(self, types: Sequence[Type]) -> bool:
        """Say whether the types of the arguments are of the right kinds and number."""
        further = len(types) - len(self.args)
        if further < 0 or (further and self.more is None):
            return False
        for kind, type_ in zip(self.args, types, strict=False):
            if not kind(type_):
                return False
        return self.more is None or all(map(self.more, types[len(self.args) :]))


def _nothing(data: Data) -> bool:
    return data is None


def _name(data: Data) -> bool:
    return isinstance(data, str) and data != ""


def _one_of(*words: str) -> Callable[[Data], bool]:
    return lambda data: isinstance(data, str) and data in words


def _answer(data: Data) -> bool:
    return isinstance(data, Truth | Interval | Symbol)


def _count(data: Data) -> bool:
    return type(data) is int and data >= 0


def _place(data: Data) -> bool:
    return isinstance(data, tuple) and len(data) == 2 and type(data[0]) is int and isinstance(data[1], str)


def _asked(data: Data) -> bool:
    return isinstance(data, tuple) and len(data) == 2 and isinstance(data[0], Quantifier) and _count(data[1])


def _prefixes(data: Data) -> bool:
    """Say whether the beginnings of texts are well made: one text, or two of digits, of one length and in order."""
    return (
        isinstance(data, tuple)
        and len(data) > 0
        and all(isinstance(ends, tuple) and len(ends) == 2 and _ascends(ends[0], ends[1]) for ends in data)
    )


def _ascends(first: object, last: object) -> bool:
    if not isinstance(first, str) or not isinstance(last, str):
        return False
    digits = (first + last).isascii() and (first + last).isdecimal() and len(first) == len(last)
    return first != "" and (first == last or (digits and first < last))


def _exceptions(data: Data) -> bool:
    """Say whether exceptions are named and overriding is transitive and never in a circle."""
    if not isinstance(data, Exceptions) or len(data.names) != len(data.overridden_by) or not data.names:
        return False
    overriders = data.overridden_by
    return all(
        0 <= other < len(overriders) and other != place and set(overriders[other]) <= set(others)
        for place, others in enumerate(overriders)
        for other in others
    )


#: One row per operator.
SIGNATURES: Mapping[Op, Signature] = MappingProxyType(
    {
        Op.LITERAL: Signature((), _value, _answer),
        Op.UNKNOWN: Signature((), _value, lambda data: isinstance(data, Open)),
        Op.FACT: Signature((), _any, _name),
        Op.FIELD: Signature((), _any, _place),
        Op.OUTER: Signature((), _any, _count),
        Op.DAY: Signature((), _date, _nothing),
        Op.READING: Signature((), _value, _name),
        Op.PARAMETER: Signature((_date,), _value, _name),
        Op.AND: Signature((_truth, _truth), _truth, _nothing, _truth),
        Op.OR: Signature((_truth, _truth), _truth, _nothing, _truth),
        Op.NOT: Signature((_truth,), _truth, _nothing),
        Op.AT_LEAST: Signature((), _truth, _count, _truth),
        Op.COMPARE: Signature((_value, _value), _truth, lambda data: isinstance(data, Comparator)),
        Op.ARITHMETIC: Signature((_number, _number), _number, _one_of("+", "-", "*", "/")),
        Op.GROWTH: Signature((_number, _number), _number, _nothing),
        Op.ROUND: Signature((_number, _number), _number, _one_of("half_up", "down", "up")),
        Op.EXTREME: Signature((_number,), _number, _one_of("min", "max"), _number),
        Op.SHIFT: Signature((_date, _period), _date, _one_of("+months", "-months", "+days", "-days")),
        Op.CALENDAR: Signature((_date,), _index, _one_of(*CALENDAR)),
        Op.ELAPSED: Signature((_date, _date), _integer, _one_of("years", "months")),
        Op.AT: Signature((_series, _index), _value, _nothing),
        Op.STARTS: Signature((_text,), _truth, _prefixes),
        Op.CHOOSE: Signature((_truth, _any, _any), _any, _nothing, _any),
        Op.BAND: Signature((_number,), _value, lambda data: isinstance(data, Bands) and data.is_well_made(), _any),
        Op.EXCEPTIONS: Signature((_any, _truth, _any), _value, _exceptions, _any),
        Op.ABSENT: Signature((_optional,), _truth, _nothing),
        Op.OTHERWISE: Signature((_optional, _value), _value, _nothing),
        Op.PRESENT: Signature((_optional,), _value, _nothing),
        Op.EACH: Signature((_records,), _value, _asked, _number),
    }
)


@frozen
class _Around:
    """What nodes can refer to: inputs, the records of the quantifiers around (the innermost first), the nodes right around."""

    inputs: Mapping[tuple[Op, str], Type]
    records: tuple[RecordType, ...] = ()
    outer: Sequence[Node] = ()


def check_invariants(program: Program) -> None:
    """Raise `AssertionError` where the program is not what lowering promises."""
    assert len(program.ids) == len(program.nodes), "a node has no id"
    assert len(set(program.ids)) == len(program.ids), "two nodes have one id"
    _check_nodes(program.nodes, _Around(_inputs(program)))
    for relation in program.relations:
        assert 0 <= relation.node < len(program.nodes), f"the relation {relation.label} has no node"
        assert program.nodes[relation.node].type is Scalar.BOOL, f"the relation {relation.label} is no truth"


def _inputs(program: Program) -> Mapping[tuple[Op, str], Type]:
    specs = ((Op.FACT, program.facts), (Op.READING, program.readings), (Op.PARAMETER, program.parameters))
    return {(op, spec.name): spec.type for op, declared in specs for spec in declared}


def _check_nodes(nodes: Sequence[Node], around: _Around) -> None:
    assert len(set(nodes)) == len(nodes), "a node stands twice"
    for index, node in enumerate(nodes):
        before = not node.args or 0 <= min(node.args) <= max(node.args) < index
        assert before, f"node {index} stands before an argument: {node}"
        types = [nodes[argument].type for argument in node.args]
        signature = SIGNATURES[node.op]
        assert signature.accepts(types), f"node {index} has arguments of types {types}: {node}"
        assert signature.result(node.type), f"node {index} has the wrong type: {node}"
        assert signature.data(node.data), f"node {index} has the wrong data: {node}"
        assert node.op is not Op.ROUND or _is_positive(nodes[node.args[1]]), f"node {index} has no step: {node}"
        assert _agrees(node, types, around), f"node {index} does not agree with what it refers to: {node}"
        assert (node.op is Op.EACH) == (node.body is not None), f"node {index} has a body, or none, against its operator"
        if node.body is not None:
            _check_body(node, types, around, nodes[:index])


def _agrees(node: Node, types: Sequence[Type], around: _Around) -> bool:
    """Say whether the type of a node follows from its data, its arguments and what it refers to."""
    match node.op:
        case Op.LITERAL:
            return _is_of(node.data, node.type)
        case Op.FACT | Op.READING | Op.PARAMETER:
            return around.inputs.get((node.op, cast(str, node.data))) == node.type
        case Op.FIELD:
            return _is_field(node, around.records)
        case Op.OUTER:
            index = cast(int, node.data)
            return index < len(around.outer) and around.outer[index].type == node.type
        case Op.COMPARE:
            return _can_be_compared(cast(Comparator, node.data), types[0], types[1])
        case Op.ARITHMETIC:
            made = arithmetic(cast(str, node.data), types[0], types[1])
            return made is not None and fits(made, node.type)
        case Op.GROWTH:
            return arithmetic("/", types[0], types[1]) is Scalar.RATIO and fits(Scalar.RATIO, node.type)
        case Op.ROUND | Op.EXTREME:
            return all(fits(type_, node.type) for type_ in types)
        case Op.SHIFT:
            return cast(str, node.data)[1:] == types[1]
        case Op.CALENDAR:
            return CALENDAR[cast(str, node.data)] is node.type
        case Op.AT:
            series = cast(SeriesType, types[0])
            return series.element == node.type and types[1] is INDEXES[series.period]
        case Op.CHOOSE:
            guards, values = types[:-1:2], [*types[1::2], types[-1]]
            return len(types) % 2 == 1 and all(map(_truth, guards)) and all(fits(value, node.type) for value in values)
        case Op.OTHERWISE:
            return fits(cast(OptionalType, types[0]).element, node.type) and fits(types[1], node.type)
        case Op.PRESENT:
            return cast(OptionalType, types[0]).element == node.type
        case Op.BAND:
            bands = cast(Bands, node.data)
            placed = all(place is None or 0 <= place < len(types) - 1 for place in bands.places)
            return placed and bands.whole <= (types[0] in WHOLE) and all(fits(value, node.type) for value in types[1:])
        case Op.EXCEPTIONS:
            paired = len(types) == 1 + 2 * len(cast(Exceptions, node.data).names)
            return paired and all(map(_truth, types[1::2])) and all(fits(value, node.type) for value in types[::2])
        case _:
            return True


def _is_of(data: Data, type_: Type) -> bool:
    if isinstance(type_, EnumType):
        return isinstance(data, Symbol) and data.value in type_.members
    if is_numeric(type_):
        return isinstance(data, Interval) and data.point is not None
    return isinstance(data, Truth if type_ is Scalar.BOOL else Symbol)


def _is_field(node: Node, records: Sequence[RecordType]) -> bool:
    level, name = cast(tuple[int, str], node.data)
    declared = records[level].field(name) if 0 <= level < len(records) else None
    if declared is None:
        return False
    return node.type == (OptionalType(declared.type) if declared.optional else declared.type)


def _is_positive(node: Node) -> bool:
    return node.op is Op.LITERAL and isinstance(node.data, Interval) and node.data.low is not None and node.data.low > 0


def _can_be_compared(comparator: Comparator, left: Type, right: Type) -> bool:
    if comparator in (Comparator.EQ, Comparator.NE):
        return common(left, right) is not None
    return is_numeric(left) and is_numeric(right) and common(left, right) is not None


def _check_body(node: Node, types: Sequence[Type], around: _Around, outer: Sequence[Node]) -> None:
    """Check the body of a quantifier. What it brings in stands before the quantifier."""
    assert node.body is not None
    record, quantifier = node.body.record, cast(tuple[Quantifier, int], node.data)[0]
    assert types[0] == ListType(record), f"the body is about other records than the list: {node}"
    _check_nodes(node.body.nodes, _Around(around.inputs, (record, *around.records), outer))
    body = node.body
    condition, value, key = (_type_in(body.nodes, index) for index in (body.condition, body.value, body.key))
    assert condition in (None, Scalar.BOOL), f"the condition of a quantifier is no truth: {node}"
    adds_up = quantifier in (Quantifier.SUM, Quantifier.SUM_PER_YEAR, Quantifier.MAX, Quantifier.MIN)
    assert adds_up == (value is not None), f"a quantifier has a value, or none, against its kind: {node}"
    assert key == (Scalar.DATE if quantifier is Quantifier.SUM_PER_YEAR else None), f"a quantifier has the wrong key: {node}"
    assert len(types) == (2 if quantifier is Quantifier.SUM_PER_YEAR else 1), f"a quantifier has the wrong arguments: {node}"
    assert adds_up or condition is not None, f"a quantifier asks nothing: {node}"


def _type_in(nodes: Sequence[Node], index: int | None) -> Type | None:
    return None if index is None else nodes[index].type
