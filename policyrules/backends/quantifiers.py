"""How quantifiers are written as text: a function that goes through the records of a list, and what it keeps meanwhile.

In: a part of a text, the index of a quantifier in it. Out: how its answer is held, and the lines that give it.
"""

from collections.abc import Sequence
from typing import cast

from attrs import frozen

from policyrules.backends.holding import Held, LeftOpenError, Written
from policyrules.backends.native import Form, any_record
from policyrules.backends.parts import Part
from policyrules.backends.ranges import LINE
from policyrules.backends.writing import CODE, TRUTH, single
from policyrules.core.program import Body, Node, Op, Quantifier
from policyrules.generating import function
from policyrules.values.types import ListType

#: The bits of a sum of fractions, which is watched as it grows, and by how many bits a list can lengthen a whole number.
SUM_BITS, LIST_BITS = 1_000, 64


@frozen
class Counting:
    """What a quantifier keeps while it goes through the records, as statements, and what it comes to, as lines and locals.

    `unknown` is what it comes to over a list of which nothing is known.
    """

    held: Held
    before: Sequence[str]
    during: Sequence[str]
    after: Sequence[str]
    results: Sequence[str]
    unknown: Sequence[str]


def each(part: Part, index: int, node: Node) -> Written:
    """The records of a list are gone through in a function of their own, which takes what it needs from around."""
    assert node.body is not None
    kind, count = cast(tuple[Quantifier, int], node.data)
    place, list_ = f"{part.place}{index}", part.nodes[node.args[0]]
    inside = Part(part.program, part.rules, part.constants, part.cases, part, node.body.record, f"{place}_")
    inside.functions = part.functions
    inside.lacking = "LACKING"
    inside.read(node.body.nodes)
    cap = part.range(node.args[1]) if kind is Quantifier.SUM_PER_YEAR else "None"
    counting = _counting(inside, node.body, kind, count, cap)
    captured = [one for i in (*node.body.brought_in, *node.args[1:]) for one in part.locals(single(part, i))]
    parameters = list(dict.fromkeys(("rows", *part.records(), *captured)))
    body = [*inside.all_lines(), *counting.during, f"b.append({inside.answers()})"]
    lines = ["b = []", *counting.before, f"for r{part.depth} in rows:", *(f"    {line}" for line in body)]
    lines += [*counting.after, f"return {', '.join(counting.results)}, tuple(b)"]
    part.functions.append(function(f"each{place}", parameters, lines))
    part.bodies[index] = inside.layout()
    held = counting.held
    targets = ", ".join((*_result_names(part, index, held), f"b{place}"))
    rows = part.v(node.args[0])
    call = f"each{place}({', '.join((rows, *parameters[1:]))})"
    if part.cases == "known":
        return held, [f"x{place} = {call}", f"if x{place} is LACKING: return {part.lacking}", f"{targets} = x{place}"]
    assert isinstance(list_.type, ListType) or list_.op is Op.OUTER
    unknown = counting.unknown
    if kind is Quantifier.SUM:
        unknown = _sum_of_any_records(part, inside, node, parameters)
    return held, [
        f"if {rows} is None:",
        f"    {targets} = {', '.join(unknown)}, ()",
        "else:",
        f"    {targets} = {call}",
    ]


def _result_names(part: Part, index: int, held: Held) -> Sequence[str]:
    name = f"{part.place}{index}"
    first = [f"n{name}", f"d{name}"] if held.form is Form.PAIR else [f"v{name}"]
    return [*first, *([f"w{name}"] if held.has_range else [])]


def _sum_of_any_records(part: Part, inside: Part, node: Node, parameters: Sequence[str]) -> Sequence[str]:
    """Any number of records of any kind: bounded by zero on the side that no single record can pass."""
    assert node.body is not None and node.body.value is not None
    name = f"any{inside.place[:-1]}"
    row = part.constant(any_record(node.body.record))
    lines = [f"r{part.depth} = {row}", *inside.all_lines(), f"return {inside.range(node.body.value)}"]
    part.functions.append(function(name, parameters[1:], lines))
    return "None", f"sum_of_any({name}({', '.join(parameters[1:])}))"


def _counting(inside: Part, body: Body, kind: Quantifier, count: int, cap: str) -> Counting:
    condition = body.condition
    sure = condition is None or inside.is_sure(condition)
    holds = "True" if condition is None else inside.v(condition)
    code = "3" if condition is None else inside.code(condition)
    known = sure and inside.cases == "known"
    match kind:
        case Quantifier.SOME if known:
            return Counting(TRUTH, ("q = False",), (f"if {holds}: q = True",), (), ("q",), ())
        case Quantifier.EVERY if known:
            return Counting(TRUTH, ("q = True",), (f"if not {holds}: q = False",), (), ("q",), ())
        case Quantifier.AT_LEAST if known:
            return Counting(TRUTH, ("q = 0",), (f"if {holds}: q += 1",), (), (f"q >= {count}",), ())
        case Quantifier.COUNT if known:
            return Counting(Held(Form.WHOLE, LIST_BITS), ("q = 0",), (f"if {holds}: q += 1",), (), ("q",), ())
        case Quantifier.SOME:
            return Counting(CODE, ("q = 0",), (f"q |= {code}",), (), ("q",), ("1",))
        case Quantifier.EVERY:
            return Counting(CODE, ("q = 3",), (f"q &= {code}",), (), ("q",), ("1",))
        case Quantifier.AT_LEAST:
            unknown = "3" if count <= 0 else "1"
            return Counting(CODE, ("h = []",), (f"h.append({code})",), (), (f"at_least({count}, h)",), (unknown,))
        case Quantifier.COUNT:
            after = ("q, u = h.count(3), len(h) - h.count(0)",)
            results = ("q if q == u else None", "None if q == u else (q, u)")
            held = Held(Form.WHOLE, LIST_BITS, sure=False)
            return Counting(held, ("h = []",), (f"h.append({code})",), after, results, ("None", "(0, None)"))
    assert body.value is not None
    one = inside.of(body.value)
    if one.optional or not one.is_number:
        raise LeftOpenError
    if known and one.sure and kind in (Quantifier.SUM, Quantifier.MAX, Quantifier.MIN) and one.form is Form.WHOLE:
        return _of_whole_numbers(inside, holds, body.value, kind)
    return _of_ranges(inside, body, kind, code, cap)


def _of_whole_numbers(inside: Part, holds: str, value: int, kind: Quantifier) -> Counting:
    name, bits = inside.v(value), inside.of(value).bits
    if kind is Quantifier.SUM:
        return Counting(Held(Form.WHOLE, bits + LIST_BITS), ("q = 0",), (f"if {holds}: q += {name}",), (), ("q",), ())
    sign = ">" if kind is Quantifier.MAX else "<"
    during = f"if {holds} and (q is None or {name} {sign} q): q = {name}"
    return Counting(Held(Form.WHOLE, bits, sure=False, fixed=LINE), ("q = None",), (during,), (), ("q",), ())


def _of_ranges(inside: Part, body: Body, kind: Quantifier, code: str, cap: str) -> Counting:
    """Keep for each record whether it counts and in which range its value lies, and leave the rest to the reference."""
    assert body.value is not None
    day = "" if body.key is None else f"t.append({inside.range(body.key)})"
    during = (f"h.append({code})", f"x.append({inside.range(body.value)})", *([day] if day else []))
    after = (f"w = counted({inside.constant(kind)}, h, x, t, {cap})",)
    unknown = "(0, None)" if kind is Quantifier.SUM_PER_YEAR else "LINE"
    held = Held(Form.WHOLE, SUM_BITS, SUM_BITS, sure=False)
    return Counting(held, ("h, x, t = [], [], []",), during, after, ("None", "w"), ("None", unknown))
