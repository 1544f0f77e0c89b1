"""How a question whose answer may be open is asked twice: what is so at the least, and what may be so at the most.

In: a part of a text for any case, the index of a node in it. Out: how its answer is held, and the lines that give it. Operators
are monotone in each of their arguments: the least that one gives rests on the least, or on the most, of each. Both are then
questions about what is sure, and written by the rules of those; a truth is so at the least where it is so for certain, and at
the most where it may be. What is not asked in this way (numbers without ends, names, what stands in bodies) is written by the
rules of what is not sure.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import partial
from itertools import pairwise
from types import MappingProxyType
from typing import cast

from policyrules.backends.choosing import row_of_bands
from policyrules.backends.cuts import CUTTING
from policyrules.backends.holding import Again, Alias, Held, Row, Written, is_local
from policyrules.backends.native import Form, form_of
from policyrules.backends.parts import Part, Rule
from policyrules.backends.ranges import FALSE, OPEN, TRUE
from policyrules.backends.rules import RULES, code_if_open, compared, row_of_cut, row_of_member
from policyrules.backends.writing import TRUTH, is_above_zero, is_the_line, let, let_row, single
from policyrules.core.program import Comparator, Node, Op
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar

#: What rests on more inputs than so many is too seldom known.
INPUTS = 4

#: The indexes of what answers a question at the least, and at the most.
Ends = tuple[int, int]

#: What asks a question twice; `None` where it cannot be asked in this way.
Asking = Callable[[Part, int, Node], Ends | None]

_INPUTS = (Op.LITERAL, Op.UNKNOWN, Op.DAY, Op.READING)


def _twice(rule: Rule, asking: Asking | None, part: Part, index: int, node: Node) -> Written:
    """Write a question of what may be open."""
    if part.around is not None or node.op in _INPUTS or (node.args and part.is_sure(*node.args)):
        return rule(part, index, node)
    ends = None if asking is None else asking(part, index, node)
    if ends is not None:
        least, most = part.of(ends[0]), part.of(ends[1])
        part.known_by.setdefault(index, _inputs_of(part, node.args))
        form = Form.PAIR if Form.PAIR in (least.form, most.form) else least.form
        return Held(form, max(least.bits, most.bits), max(least.under, most.under), sure=False, ends=ends), ()
    node = Node(node.op, tuple(single(part, argument) for argument in node.args), node.type, node.data, node.body)
    part.nodes[index] = node
    return rule(part, index, node)


# --- what is asked of arguments ---------------------------------------------------------------------------------------


def _all_ends(part: Part, indexes: Iterable[int]) -> Sequence[Ends] | None:
    """Return the ends of some answers; `None` where one of them has none."""
    found = [_ends(part, index) for index in indexes]
    return None if None in found else cast(Sequence[Ends], found)


def _ends(part: Part, index: int) -> Ends | None:
    held = part.of(index)
    if held.sure or held.ends is not None:
        return held.ends or (index, index)
    if held.optional:
        return None
    if ("ends", index) not in part.asked:
        found = _made(part, index, held)
        if found is None:
            return None
        part.asked["ends", index], part.asked["most", index] = found
    return part.asked["ends", index], part.asked["most", index]


def _made(part: Part, index: int, held: Held) -> Ends | None:
    """Return the ends of an answer that is held in another way: a truth, or a number that lies between two at any rate."""
    if held.form is Form.TRUTH:
        code = part.v(index)
        least, most = ("False", "True") if code == str(OPEN) else (f"({code} == {TRUE})", f"({code} != {FALSE})")
        return _aliased(part, index, least), _aliased(part, index, most)
    if held.fixed is None or None in held.fixed:
        return None
    low, high = (Fraction(end) / held.unit for end in cast(tuple[int, int], held.fixed))
    if held.form is Form.WHOLE and not low.denominator == high.denominator == 1:
        return None
    name, raw, under = f"{part.place}{index}", part.raw(index), part.d(index)
    n, d, m, e = (part.constant(one) for end in (low, high) for one in (end.numerator, end.denominator))
    if held.form is Form.WHOLE:
        part.waiting += [
            f"if {raw} is None: l{name}, h{name} = {n}, {m}",
            f"else: l{name} = h{name} = {raw}",
        ]
    else:
        part.waiting += [
            f"if {raw} is None: l{name}, lu{name}, h{name}, hu{name} = {n}, {d}, {m}, {e}",
            f"else: l{name}, lu{name}, h{name}, hu{name} = {raw}, {under}, {raw}, {under}",
        ]
    is_pair = held.form is Form.PAIR
    found = []
    for letter in ("l", "h"):
        one = part.further(part.nodes[index])
        part.aliases[one] = Alias(f"{letter}{name}", f"{letter}u{name}" if is_pair else "1", is_local=True)
        part.keep(one, Held(held.form, held.bits, held.under, least=held.least, unit=held.unit))
        found.append(one)
    return found[0], found[1]


def _aliased(part: Part, index: int, text: str) -> int:
    one = part.further(part.nodes[index])
    part.aliases[one] = Alias(text)
    part.keep(one, TRUTH)
    return one


def _told(part: Part, index: int, text: str | Row, is_upper: bool) -> int:
    """Return the index of a truth, or of points, that a text or a row tells."""
    one = part.further(part.nodes[index], index, is_upper)
    held, lines = let_row(part, one, text) if isinstance(text, Row) else let(part, one, text, TRUTH)
    part.keep(one, held)
    part.waiting += lines
    return one


def _told_of(part: Part, index: int, open_: Sequence[str], text: str, of_none: str | None) -> Ends:
    """Return what tells a truth of which nothing is known where any of some locals is `None`.

    `of_none` is the sign where `None` itself is the same as nothing that the text holds it against.
    """
    known = text if of_none == "==" else " is not None and ".join((*open_, text))
    unknown = text if of_none == "!=" else " is None or ".join((*open_, text))
    return _told(part, index, known, False), _told(part, index, unknown, True)


def _both(part: Part, index: int, node: Node, least: Sequence[int], most: Sequence[int]) -> Ends:
    """Ask the same of the arguments that give the least, and of those that give the most."""
    low = part.ask(Node(node.op, tuple(least), node.type, node.data), index)
    before = len(part.waiting)
    high = part.ask(Node(node.op, tuple(most), node.type, node.data), index, is_upper=True)
    lines, inputs = tuple(part.waiting[before:]), _inputs_of(part, node.args)
    is_costly = len(lines) > 1 or any("*" in line for line in lines) or any(_again(one) in part.again for one in most)
    is_paired = part.called.get(low) == (index, False) and part.called.get(high) == (index, True)
    if lines and is_costly and is_paired and inputs and len(inputs) <= INPUTS and part.of(low).is_number:
        part.again[_again(high)] = Again(inputs, lines)
        part.waiting[before:] = [_again(high)]
    return low, high


def _again(index: int) -> str:
    """Return the line that stands for those that ask a question at the most."""
    return f"again {index}"


def _inputs_of(part: Part, indexes: Iterable[int]) -> frozenset[str] | None:
    """Return the locals of the inputs that answers rest on; `None` where it takes more than them to be known."""
    found = [_inputs(part, index) for index in indexes]
    return None if None in found else frozenset[str]().union(*cast(Sequence[frozenset[str]], found))


def _inputs(part: Part, index: int) -> frozenset[str] | None:
    held = part.of(index)
    if held.sure:
        return frozenset()
    if held.ends is not None:
        return part.known_by[index]
    is_none = held.form is Form.NAME or (held.is_number and held.fixed is not None)
    return frozenset({part.raw(index)}) if is_none and not held.optional and is_local(part.raw(index)) else None


# --- how each operator is asked ---------------------------------------------------------------------------------------


def _fact(part: Part, index: int, node: Node) -> Ends | None:
    """A truth that is not known is `None`."""
    if form_of(node.type) is not Form.TRUTH:
        return None
    name = f"f{next(n for n, spec in enumerate(part.program.facts) if spec.name == node.data)}"
    part.known_by[index] = frozenset({name})
    return _told(part, index, f"{name} is True", False), _told(part, index, f"{name} is not False", True)


def _rising(part: Part, index: int, node: Node) -> Ends | None:
    """The more of any argument, the more."""
    ends = _all_ends(part, node.args)
    return None if ends is None else _both(part, index, node, [low for low, _ in ends], [high for _, high in ends])


def _falling(part: Part, index: int, node: Node) -> Ends | None:
    """The more of the first argument, the more; the more of the second, the less."""
    ends = _all_ends(part, node.args)
    if ends is None:
        return None
    (low, high), (least, most) = ends
    return _both(part, index, node, (low, most), (high, least))


def _not(part: Part, index: int, node: Node) -> Ends | None:
    ends = _ends(part, node.args[0])
    return None if ends is None else _both(part, index, node, (ends[1],), (ends[0],))


def _arithmetic(part: Part, index: int, node: Node) -> Ends | None:
    match node.data:
        case "+":
            return _rising(part, index, node)
        case "-":
            return _falling(part, index, node)
        case "*":
            ends = _all_ends(part, node.args)
            is_rising = ends is not None and all(_is_never_below_zero(part, end) for both in ends for end in both)
            return _rising(part, index, node) if is_rising else None
        case _:
            return _divided(part, index, node)


def _divided(part: Part, index: int, node: Node) -> Ends | None:
    """Divide by what is above zero what is not below it, or divide by what is known."""
    ends = _all_ends(part, node.args)
    if ends is None or not all(is_above_zero(part.of(end)) for end in ends[1]):
        return None
    is_falling = ends[1][0] == ends[1][1] or all(_is_never_below_zero(part, end) for end in ends[0])
    return _falling(part, index, node) if is_falling else None


def _is_never_below_zero(part: Part, index: int) -> bool:
    least = part.of(index).least
    return least is not None and least >= 0


def _shift(part: Part, index: int, node: Node) -> Ends | None:
    return (_falling if cast(str, node.data)[0] == "-" else _rising)(part, index, node)


def _calendar(part: Part, index: int, node: Node) -> Ends | None:
    """Months and days of the calendar begin anew."""
    return None if node.data in ("month", "day") else _rising(part, index, node)


def _elapsed(part: Part, index: int, node: Node) -> Ends | None:
    """The earlier it began and the later it is, the more has passed."""
    ends = _all_ends(part, node.args)
    if ends is None:
        return None
    (low, high), (least, most) = ends
    return _both(part, index, node, (high, least), (low, most))


def _compare(part: Part, index: int, node: Node) -> Ends | None:
    left, right = node.args
    comparator = cast(Comparator, node.data)
    if part.of(left).optional or part.of(right).optional:
        return None
    if not part.of(left).is_number:
        return _same(part, index, left, right, comparator)
    for one, other, sign in ((left, right, comparator), (right, left, comparator.mirrored)):
        if part.of(one).fixed is not None and not part.of(one).sure and part.number_of(other) is not None:
            return _against_written(part, index, one, sign)
    ends = _all_ends(part, node.args)
    if ends is not None:
        return _of_ends(part, index, comparator, ends)
    if is_the_line(part, node.args):
        open_ = [part.raw(one) for one in node.args if not part.is_sure(one)]
        text = compared(part, left, right, comparator)
        known, unknown = (
            join.join(f"{one} {sign} None" for one in open_) for join, sign in ((" and ", "is not"), (" or ", "is"))
        )
        return _told(part, index, f"{known} and {text}", False), _told(part, index, f"{unknown} or {text}", True)
    return None


def _of_ends(part: Part, index: int, comparator: Comparator, ends: Sequence[Ends]) -> Ends:
    (low, high), (least, most) = ends

    def ask(op: Op, args: Sequence[int], sign: Comparator | None = None, is_upper: bool | None = None) -> int:
        return part.ask(Node(op, tuple(args), Scalar.BOOL, sign), None if is_upper is None else index, is_upper is True)

    match comparator:
        case Comparator.GE | Comparator.GT:
            return ask(Op.COMPARE, (low, most), comparator, False), ask(Op.COMPARE, (high, least), comparator, True)
        case Comparator.LE | Comparator.LT:
            return ask(Op.COMPARE, (high, least), comparator, False), ask(Op.COMPARE, (low, most), comparator, True)
    not_above, not_below = ask(Op.COMPARE, (high, least), Comparator.LE), ask(Op.COMPARE, (low, most), Comparator.GE)
    meet = ask(Op.COMPARE, (low, most), Comparator.LE), ask(Op.COMPARE, (high, least), Comparator.GE)
    if comparator is Comparator.EQ:
        return ask(Op.AND, (not_above, not_below), None, False), ask(Op.AND, meet, None, True)
    equal, may_be = ask(Op.AND, (not_above, not_below)), ask(Op.AND, meet)
    return ask(Op.NOT, (may_be,), None, False), ask(Op.NOT, (equal,), None, True)


def _against_written(part: Part, index: int, one: int, sign: Comparator) -> Ends | None:
    """Hold against a written number one of which only ever the same is known if it is not known itself."""
    left, right = part.nodes[index].args
    comparator = cast(Comparator, part.nodes[index].data)
    row = row_of_cut(part, left, right, comparator)
    if row is not None:
        raised = Row(row.local.upper(), row.values)
        least, most = (row, raised) if CUTTING[sign][1] else (raised, row)
        return _told(part, index, least, False), _told(part, index, most, True)
    code = code_if_open(part, comparator, left, right)
    if code is None:
        return None
    name, text = part.raw(one), compared(part, left, right, comparator)
    known, any_ = f"{name} is not None and {text}", f"{name} is None or {text}"
    return _told(part, index, any_ if code == TRUE else known, False), _told(
        part, index, known if code == FALSE else any_, True
    )


def _same(part: Part, index: int, left: int, right: int, comparator: Comparator) -> Ends | None:
    """Compare texts or members: what is not known may be the same or not."""
    if part.of(left).form is not Form.NAME:
        return None
    row = row_of_member(part, left, right)
    if row is not None:
        least, most = (Row(row.local, (*row.values, is_so)) for is_so in (False, True))
        if comparator is Comparator.NE:
            least, most = most.denied, least.denied
        return _told(part, index, least, False), _told(part, index, most, True)
    open_ = [part.v(one) for one in (left, right) if not part.is_sure(one)]
    sign = "==" if comparator is Comparator.EQ else "!="
    return _told_of(part, index, open_, f"{part.v(left)} {sign} {part.v(right)}", None if len(open_) > 1 else sign)


def _band(part: Part, index: int, node: Node) -> Ends | None:
    """Points that only rise, or only fall, along the line: then the ends of the number give theirs."""
    number, *values = node.args
    bands = cast(Bands, node.data)
    placed = [None if place is None else values[place] for place in bands.places]
    points = [None if value is None else part.number_of(value) for value in placed]
    if None in points:
        return None
    pairs = list(pairwise(cast(Sequence[Fraction], points)))
    is_rising, is_falling = all(one <= other for one, other in pairs), all(one >= other for one, other in pairs)
    if not (is_rising or is_falling):
        return None
    held = part.of(number)
    if held.fixed is not None:
        row = row_of_bands(part, number, bands, placed)
        if row is not None:
            raised = Row(row.local.upper(), row.values)
            least, most = (row, raised) if is_rising else (raised, row)
            return _told(part, index, least, False), _told(part, index, most, True)
    ends = _ends(part, number)
    if ends is None or (bands.whole and held.form is Form.PAIR):
        return None
    low, high = ends if is_rising else ends[::-1]
    return _both(part, index, node, (low, *values), (high, *values))


def _choose(part: Part, index: int, node: Node) -> Ends | None:
    """The first guard that holds for certain ends what may be chosen; what comes before it, and may hold, may be chosen too."""
    guards, values = _all_ends(part, node.args[:-1:2]), _all_ends(part, (*node.args[1::2], node.args[-1]))
    if guards is None or values is None or part.of(values[0][0]).form is Form.NAME:
        return None
    if all(sure == possible for sure, possible in guards):
        return _rising(part, index, node)
    points = [part.number_of(value) for value in (*node.args[1::2], node.args[-1])]
    if None not in points:
        pairs = list(pairwise(cast(Sequence[Fraction], points)))
        least, most = [_guarded(guards, values, place) for place in (0, 1)]
        if all(one >= other for one, other in pairs):
            return _both(part, index, node, least, most)
        if all(one <= other for one, other in pairs):
            return _both(part, index, node, most, least)
    return _chosen(part, index, node, guards, values, False), _chosen(part, index, node, guards, values, True)


def _guarded(guards: Sequence[Ends], values: Sequence[Ends], place: int) -> Sequence[int]:
    pairs = zip(guards, values, strict=False)
    return [*(one for guard, value in pairs for one in (guard[place], value[place])), values[-1][place]]


def _chosen(part: Part, index: int, node: Node, guards: Sequence[Ends], values: Sequence[Ends], is_upper: bool) -> int:
    """Return the least, or the most, of what may be chosen, from the last value to the first."""
    chosen = values[-1][is_upper]
    is_truth = part.of(chosen).form is Form.TRUTH
    for place in range(len(guards) - 1, -1, -1):
        (sure, possible), value = guards[place], values[place][is_upper]
        after = None if place else index
        if is_truth:
            either = Op.OR if is_upper else Op.AND
            open_ = part.ask(Node(either, (value, chosen), node.type), is_inline=True)
        else:
            open_ = part.ask(Node(Op.EXTREME, (value, chosen), node.type, "max" if is_upper else "min"))
        chosen = part.ask(Node(Op.CHOOSE, (sure, value, possible, open_, chosen), node.type), after, is_upper)
    return chosen


_ASKING: Mapping[Op, Asking] = MappingProxyType(
    {
        Op.FACT: _fact,
        Op.AND: _rising,
        Op.OR: _rising,
        Op.NOT: _not,
        Op.AT_LEAST: _rising,
        Op.COMPARE: _compare,
        Op.ARITHMETIC: _arithmetic,
        Op.GROWTH: _divided,
        Op.ROUND: _rising,
        Op.EXTREME: _rising,
        Op.SHIFT: _shift,
        Op.CALENDAR: _calendar,
        Op.ELAPSED: _elapsed,
        Op.CHOOSE: _choose,
        Op.BAND: _band,
    }
)

#: One rule per operator, for cases of which not every input is known.
OPEN_RULES: Mapping[Op, Rule] = MappingProxyType({op: partial(_twice, rule, _ASKING.get(op)) for op, rule in RULES.items()})
