"""How each operator is written as text: one rule per operator, in the order of `Op`, each in the table `RULES`.

In: a part of a text, the index of a node in it. Out: how its answer is held, and the lines that give it. A rule has one
expression for arguments that are known. Where they are not sure to be, what the answer may be otherwise is written after it: by
`policyrules.backends.ranges` for what is common, for the rest by the rule of the reference itself.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import cast

from attrs import evolve

from policyrules.backends import choosing, quantifiers, ranges
from policyrules.backends.cuts import CUTTING
from policyrules.backends.holding import Alias, Held, Late, LeftOpenError, Row, Text, Written, end_of, is_local
from policyrules.backends.native import BITS, Form, form_of
from policyrules.backends.parts import Part, Rule
from policyrules.backends.ranges import LINE, Range
from policyrules.backends.writing import (
    CODE,
    TRUTH,
    bits_of,
    by_rule,
    covering,
    in_one_unit,
    is_above_zero,
    is_the_line,
    join,
    let,
    let_given,
    let_number,
    let_of_the_line,
    let_pair,
    let_row,
    single,
    times,
)
from policyrules.core.program import Comparator, Node, Op, Open, Prefixes
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import EnumType, OptionalType, Scalar

# --- inputs -----------------------------------------------------------------------------------------------------------


def _literal(part: Part, index: int, node: Node) -> Written:
    match node.data:
        case Truth.T | Truth.F:
            part.aliases[index] = Alias(str(node.data is Truth.T))
            return TRUTH, ()
        case Symbol(str() as text):
            part.aliases[index] = Alias(part.constant(text))
            return Held(Form.NAME), ()
        case Interval() as number if number.point is not None:
            above, under = number.point.numerator, number.point.denominator
            part.aliases[index] = Alias(part.constant(above), part.constant(under))
            form = Form.WHOLE if under == 1 else Form.PAIR
            return Held(form, above.bit_length(), under.bit_length(), least=number.point), ()
        case _:
            raise LeftOpenError


def _unknown(part: Part, index: int, node: Node) -> Written:
    """What the document leaves open is known in no case."""
    left = cast(Open, node.data)
    match form_of(node.type):
        case Form.TRUTH:
            part.aliases[index] = Alias("1")
            return CODE, ()
        case Form.NAME:
            part.aliases[index] = Alias("None")
            return Held(Form.NAME, sure=False), ()
        case _:
            part.aliases[index] = Alias("None", "None")
            bits = max(BITS, bits_of(left.low, left.high))
            return Held(Form.WHOLE, bits, bits, sure=False, fixed=(end_of(left.low), end_of(left.high))), ()


def _handed(part: Part, form: Form, low: Fraction | None, high: Fraction | None, optional: bool = False) -> Held:
    """Return how an input is held that is declared to lie in a range."""
    sure, bits = part.cases == "known", max(BITS, bits_of(low, high))
    if form in (Form.WHOLE, Form.PAIR):
        under = bits if form is Form.PAIR else 1
        return Held(form, bits, under, optional, sure, (end_of(low), end_of(high)), low)
    return Held(form, 1, 1, optional, sure, LINE if optional else None)


def _fact(part: Part, index: int, node: Node) -> Written:
    """Lowering brings the facts of bodies in from the outside."""
    if part.around is not None:
        raise LeftOpenError
    place, spec = next((n, spec) for n, spec in enumerate(part.program.facts) if spec.name == node.data)
    held = _handed(part, form_of(node.type), spec.low, spec.high)
    if part.direct and spec.type is Scalar.MONEY:
        held = evolve(held, unit=MONEY_UNITS["元"])
    if part.direct and isinstance(spec.type, EnumType):
        part.members[index] = f"m{place}"
    return let_given(part, index, f"f{place}", held)


def _field(part: Part, index: int, node: Node) -> Written:
    level, name = cast(tuple[int, str], node.data)
    fields = part.record_at(level).fields
    place, spec = next((n, field) for n, field in enumerate(fields) if field.name == name)
    held = _handed(part, form_of(node.type), spec.low, spec.high, isinstance(node.type, OptionalType))
    return let_given(part, index, f"r{part.depth - 1 - level}[{place}]", held)


def _outer(part: Part, index: int, node: Node) -> Written:
    assert part.around is not None
    around = single(part.around, cast(int, node.data))
    part.outer[index] = around
    return part.around.of(around), ()


def _day(part: Part, index: int, node: Node) -> Written:
    if part.around is not None:
        raise LeftOpenError
    part.aliases[index] = Alias("today" if part.direct else "on", is_local=True)
    return Held(Form.WHOLE, 32, least=Fraction(1)), ()


def _reading(part: Part, index: int, node: Node) -> Written:
    if part.around is not None:
        raise LeftOpenError
    place = next(n for n, spec in enumerate(part.program.readings) if spec.name == node.data)
    return let_given(part, index, f"o{place}", Held(Form.NAME, sure=part.direct or part.cases == "known"))


def _parameter(part: Part, index: int, node: Node) -> Written:
    """What is published on a day; of a day that is not known, what may be."""
    spec, (day,) = part.program.parameter(cast(str, node.data)), node.args
    bits = max(BITS, bits_of(spec.low, spec.high, *(value for _, value in spec.values)))
    name, text = f"{part.place}{index}", f"published({part.constant(spec)}, {part.truncated(day)})"
    if part.is_sure(day):
        fixed = end_of(spec.low), end_of(spec.high)
        return Held(Form.PAIR, bits, bits, sure=False, fixed=fixed), [f"n{name}, d{name} = {text}"]
    unpublished = part.constant((end_of(spec.low), end_of(spec.high)))
    return Held(Form.PAIR, bits, bits, sure=False), [
        f"if {part.known(day)}:",
        f"    n{name}, d{name} = {text}",
        f"    w{name} = None if n{name} is not None else {unpublished}",
        "else:",
        f"    n{name} = d{name} = None",
        f"    w{name} = {by_rule(part, index)}",
    ]


# --- truths -----------------------------------------------------------------------------------------------------------


def _joined(sure: str, codes: str, empty: str) -> Rule:
    def rule(part: Part, index: int, node: Node) -> Written:
        if not part.is_sure(*node.args):
            return let(part, index, f" {codes} ".join(map(part.code, node.args)), CODE)
        row = _joined_row(part, node.args, all if sure == "and" else any)
        if row is not None:
            return let_row(part, index, row)
        if any(map(part.needs_lines, node.args)):
            part.joined[index] = sure
            return TRUTH, ()
        return let(part, index, join(part, sure, node.args) or empty, TRUTH)

    return rule


def _joined_row(part: Part, args: Sequence[int], join: Callable[[Iterable[bool]], bool]) -> Row | None:
    """Return the row of truths that are joined, where a single local tells all of them."""
    rows = [row for row in map(part.row, args) if row is not None]
    if not rows or len(rows) < len(args) or len({row.local for row in rows}) > 1:
        return None
    return Row(rows[0].local, tuple(join(truths) for truths in zip(*(row.values for row in rows), strict=True)))


def _not(part: Part, index: int, node: Node) -> Written:
    (one,) = node.args
    row = part.row(one)
    if row is not None:
        return let_row(part, index, row.denied)
    return (
        let(part, index, f"not {part.v(one)}", TRUTH) if part.is_sure(one) else let(part, index, f"FLIP[{part.v(one)}]", CODE)
    )


def _at_least(part: Part, index: int, node: Node) -> Written:
    count = cast(int, node.data)
    if part.is_sure(*node.args):
        return let(part, index, f"{' + '.join(map(part.v, node.args)) or '0'} >= {count}", TRUTH)
    codes = "".join(f"{part.code(argument)}, " for argument in node.args)
    return let(part, index, f"at_least({count}, ({codes}))", CODE)


_LAST_DAY = date.max.toordinal()

_SIGNS: Mapping[Comparator, str] = MappingProxyType({one: "==" if one is Comparator.EQ else one.value for one in Comparator})


def _compare(part: Part, index: int, node: Node) -> Written:
    left, right = node.args
    comparator = cast(Comparator, node.data)
    if part.of(left).optional or part.of(right).optional:
        raise LeftOpenError
    if not part.of(left).is_number:
        return _same(part, index, left, right, _SIGNS[comparator])
    row = row_of_cut(part, left, right, comparator)
    if row is not None and part.is_sure(left, right):
        return let_row(part, index, row)
    text = compared(part, left, right, comparator)
    if part.is_sure(left, right):
        return let(part, index, text, TRUTH)
    known = " and ".join(part.known(one) for one in (left, right) if not part.is_sure(one))
    return let(part, index, f"(3 if {text} else 0) if {known} else {_open_comparison(part, comparator, left, right)}", CODE)


def row_of_cut(part: Part, left: int, right: int, comparator: Comparator) -> Row | None:
    """Return the row of a comparison with a written number, by how many cuts the other has passed."""
    for one, other, sign in ((left, right, comparator), (right, left, comparator.mirrored)):
        number = part.number_of(other)
        if number is not None and sign in CUTTING:
            passes, is_asked = CUTTING[sign]
            row = part.passed(one, (number, passes))
            if row is not None:
                return row if is_asked else row.denied
    return None


def compared(part: Part, left: int, right: int, comparator: Comparator) -> str:
    """Return the comparison of numbers that are known: of what is counted or divided once, or else crosswise.

    What is asked only where it is asked for is held against this one number there, which takes less than to divide it.
    """
    for one, other, sign in ((left, right, comparator), (right, left, comparator.mirrored)):
        number = part.number_of(other)
        if number is not None and part.direct and part.nodes[one].op is Op.DAY and 1 <= number <= _LAST_DAY:
            # That takes less than to ask which day it is.
            return f"on {_SIGNS[sign]} {part.constant(date.fromordinal(int(number)))}"
        if number is not None and sign in CUTTING and one not in part.late:
            passes, is_asked = CUTTING[sign]
            text = part.against(one, (number, passes), is_asked)
            if text is not None:
                return text
    x, y, _ = in_one_unit(part, left, right)
    return f"{times(x, part.d(right))} {_SIGNS[comparator]} {times(y, part.d(left))}"


def _open_comparison(part: Part, comparator: Comparator, left: int, right: int) -> str:
    code = code_if_open(part, comparator, left, right)
    if code is not None:
        return str(code)
    a, b = part.range(left), part.range(right)
    if is_the_line(part, (left, right)):
        return "1"
    return {
        Comparator.GE: f"not_below({a}, {b})",
        Comparator.GT: f"above({a}, {b})",
        Comparator.LE: f"not_below({b}, {a})",
        Comparator.LT: f"above({b}, {a})",
        Comparator.EQ: f"equal({a}, {b})",
        Comparator.NE: f"FLIP[equal({a}, {b})]",
    }[comparator]


_CODED: Mapping[Comparator, Callable[[Range, Range], int]] = MappingProxyType(
    {
        Comparator.GE: ranges.not_below,
        Comparator.GT: ranges.above,
        Comparator.LE: lambda one, other: ranges.not_below(other, one),
        Comparator.LT: lambda one, other: ranges.above(other, one),
        Comparator.EQ: ranges.equal,
    }
)


def code_if_open(part: Part, comparator: Comparator, left: int, right: int) -> int | None:
    """Return the code of a comparison with what is written, of a number of which only ever the same is known if it is open."""
    for one, other, sign in ((left, right, comparator), (right, left, comparator.mirrored)):
        number, held = part.number_of(other), part.of(one)
        if number is not None and not held.sure and not held.optional and held.fixed is not None and sign in _CODED:
            return _CODED[sign](held.fixed, (end_of(number), end_of(number)))
    return None


def _same(part: Part, index: int, left: int, right: int, sign: str) -> Written:
    """Compare truths, texts or members."""
    row = row_of_member(part, left, right)
    if row is not None:
        return let_row(part, index, row if sign == "==" else row.denied)
    if part.is_sure(left, right):
        return let(part, index, f"{part.v(left)} {sign} {part.v(right)}", TRUTH)
    is_truth = part.of(left).form is Form.TRUTH
    one, other = (part.code(left), part.code(right)) if is_truth else (part.v(left), part.v(right))
    unknown = " or ".join(
        f"{part.v(side)} == 1" if is_truth else f"{part.v(side)} is None" for side in (left, right) if not part.is_sure(side)
    )
    return let(part, index, f"1 if {unknown} else 3 * ({one} {sign} {other})", CODE)


def row_of_member(part: Part, left: int, right: int) -> Row | None:
    """Return the row of a comparison of a fact with a member, where it is known which of those declared the fact is."""
    for one, other in ((left, right), (right, left)):
        local, literal = part.members.get(one), part.nodes[other].data
        type_ = part.nodes[one].type
        if local is not None and isinstance(type_, EnumType) and isinstance(literal, Symbol) and literal.value in type_.members:
            return Row(local, tuple(member == literal.value for member in type_.members))
    return None


def _starts(part: Part, index: int, node: Node) -> Written:
    (one,) = node.args
    prefixes = cast(Prefixes, node.data)
    alike = tuple(first for first, last in prefixes if first == last)
    apart = tuple((first, last) for first, last in prefixes if first != last)
    text = f"({part.v(one)}.startswith({part.constant(alike)})"
    text += f" or starts({part.v(one)}, {part.constant(apart)}))" if apart else ")"
    if part.is_sure(one):
        return let(part, index, text, TRUTH)
    return let(part, index, f"1 if {part.v(one)} is None else 3 * {text}", CODE)


# --- numbers and dates ------------------------------------------------------------------------------------------------

_RANGED: Mapping[str, str] = MappingProxyType({"+": "add", "-": "subtract", "*": "multiply", "/": "divide"})


def _arithmetic(part: Part, index: int, node: Node) -> Written:
    a, b = node.args
    one, other = part.of(a), part.of(b)
    sign = cast(str, node.data)
    otherwise = Late(lambda: f"{_RANGED[sign]}({part.range(a)}, {part.range(b)})")
    form = Form.PAIR if Form.PAIR in (one.form, other.form) else Form.WHOLE
    x, y, unit = in_one_unit(part, a, b) if part.is_sure(a, b) else (part.v(a), part.v(b), 1)
    if sign == "/":
        if other.unit == 1 and part.is_sure(a, b):
            x, y, unit = part.raw(a), part.raw(b), one.unit
        least = _at_least_nothing(one, other)
        held = Held(Form.PAIR, one.bits + other.under, one.under + other.bits, least=least, unit=unit if other.unit == 1 else 1)
        number = part.number_of(b)
        if one.form is Form.PAIR and number is not None and number.denominator == 1 < number and part.is_sure(a, b):
            part.aliases[index] = Alias(part.raw(a), part.raw_d(a), is_local=True)
            return evolve(held, unit=one.unit, over=one.over * number.numerator), ()
        unless = "" if is_above_zero(other) else f"{part.raw(b)} <= 0"
        return let_pair(part, index, times(x, part.d(b)), times(part.d(a), y), held, otherwise, unless)
    if sign == "*":
        held = Held(form, one.bits + other.bits, one.under + other.under, least=_at_least_nothing(one, other))
        above, under = times(part.v(a), part.v(b)), times(part.d(a), part.d(b))
        return _let_either(part, index, above, under, held, otherwise)
    bits = max(one.bits + other.under, other.bits + one.under) + 1
    if form is Form.WHOLE and sign == "+":
        x, y = _added(part, a, x), _added(part, b, y)
    above, under = f"{times(x, part.d(b))} {sign} {times(y, part.d(a))}", times(part.d(a), part.d(b))
    least = one.least + other.least if sign == "+" and one.least is not None and other.least is not None else None
    held = Held(form, bits, one.under + other.under, least=least, unit=unit)
    open_ = LINE if is_the_line(part, (a, b)) else otherwise
    return _let_either(part, index, above, under, held, open_)


def _added(part: Part, index: int, text: str) -> str:
    """Return an addend; a sum that is written here needs no brackets."""
    return text[1:-1] if index in part.partial and text == part.raw(index) and not is_local(text) else text


def _let_either(part: Part, index: int, above: str, under: str, held: Held, otherwise: Text | Range) -> Written:
    if held.form is Form.PAIR:
        return let_pair(part, index, above, under, held, otherwise)
    if index in part.partial and part.is_sure(*part.nodes[index].args):
        return let(part, index, above, held)
    return let_number(part, index, above, held, otherwise)


def _at_least_nothing(*all_: Held) -> Fraction | None:
    """Return zero where none of some numbers is ever below it: then neither is their product, or their quotient."""
    return Fraction(0) if all(one.least is not None and one.least >= 0 for one in all_) else None


def _growth(part: Part, index: int, node: Node) -> Written:
    value, base = node.args
    one, other = part.of(value), part.of(base)
    x, y, _ = in_one_unit(part, value, base)
    under = times(part.d(value), y)
    held = Held(Form.PAIR, max(one.bits + other.under, one.under + other.bits) + 1, one.under + other.bits)
    ranged = Late(lambda: f"growth({part.range(value)}, {part.range(base)})")
    otherwise = LINE if is_the_line(part, (value, base)) else ranged
    unless = "" if is_above_zero(other) else f"{part.raw(base)} <= 0"
    return let_pair(part, index, f"{times(x, part.d(base))} - {under}", under, held, otherwise, unless)


def _round(part: Part, index: int, node: Node) -> Written:
    value, step = node.args
    size = part.number_of(step)
    if size is None or size <= 0:
        raise LeftOpenError
    held = part.of(value)
    above, under = part.constant(size.numerator), part.constant(size.denominator)
    one, other = times(part.v(value), under), times(part.d(value), above)
    if node.data == "down" and _at_least_nothing(held) is not None:
        text = times(f"({one}) // ({other})", above)
    else:
        text = times(f"{_ROUNDED[cast(str, node.data)]}({one}, {other})", above)
    otherwise = Late(lambda: f"rounded({part.range(value)}, {above}, {under}, {_ROUNDED[cast(str, node.data)]})")
    bits = held.bits + 2 * size.numerator.bit_length() + size.denominator.bit_length() + 2
    least = _at_least_nothing(held)
    if size.denominator == 1:
        return let_number(part, index, text, Held(Form.WHOLE, bits, least=least), otherwise)
    found = Held(Form.PAIR, bits, size.denominator.bit_length(), least=least)
    return let_number(part, index, f"{text}, {under}", found, otherwise)


_ROUNDED: Mapping[str, str] = MappingProxyType({"half_up": "half_up", "down": "truncated", "up": "away"})


def _extreme(part: Part, index: int, node: Node) -> Written:
    held = covering(part, node.args)
    if held.form is Form.WHOLE:
        which = "largest" if node.data == "max" else "smallest"
        otherwise = Late(lambda: f"{which}(({''.join(f'{part.range(argument)}, ' for argument in node.args)}))")
        return let_number(part, index, _extreme_of(part, node), held, otherwise)
    above, under, sign = part.name("n", index), part.name("d", index), "<" if node.data == "min" else ">"
    first, *others = node.args
    lines = [f"{above}, {under} = {part.pair(first)}"]
    for one in others:
        further = f"{times(part.v(one), under)} {sign} {times(above, part.d(one))}"
        lines.append(f"if {further}: {above}, {under} = {part.pair(one)}")
    return let_number(part, index, lines, held, by_rule(part, index))


def _extreme_of(part: Part, node: Node) -> str:
    """Return the expression of the greatest or the least of whole numbers."""
    names = [part.v(argument) for argument in node.args]
    if len(names) != 2:
        return names[0] if len(names) == 1 else f"{node.data}({', '.join(names)})"
    for one, other in (node.args, node.args[::-1]):
        bound, least = part.number_of(other), part.of(one).least
        if node.data == "max" and bound is not None and least is not None and least >= bound:
            return part.v(one)
    first, second = names
    return f"{first} if {first} {'<=' if node.data == 'min' else '>='} {second} else {second}"


def _shift(part: Part, index: int, node: Node) -> Written:
    day, steps = node.args
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    text = f"add_{unit}({part.truncated(day)}, {'-' if direction == '-' else ''}{part.truncated(steps)})"
    return let_of_the_line(part, index, text, Held(Form.WHOLE, 32), by_rule(part, index))


def _calendar(part: Part, index: int, node: Node) -> Written:
    return let_number(part, index, f"{node.data}({part.truncated(node.args[0])})", Held(Form.WHOLE, 32), by_rule(part, index))


def _elapsed(part: Part, index: int, node: Node) -> Written:
    start, end = map(part.truncated, node.args)
    return let_of_the_line(part, index, f"full_{node.data}({start}, {end})", Held(Form.WHOLE, 32), by_rule(part, index))


def _at(part: Part, index: int, node: Node) -> Written:
    """The value of a period. In `known`, one that is not given ends the text; else nothing is known of it."""
    series, number = node.args
    form, name = form_of(node.type), f"{part.place}{index}"
    text = f"{part.v(series)}.get({part.truncated(number)})"
    if part.is_sure(number) and part.cases == "known":
        value = f"v{name}" if form is not Form.PAIR else f"p{name}"
        apart = [f"n{name}, d{name} = {value}"] if form is Form.PAIR else []
        return Held(form, BITS, BITS), [f"{value} = {text}", f"if {value} is None: return {part.lacking}", *apart]
    if not part.is_sure(number):
        text = f"({text} if {part.known(number)} else by_period({part.v(series)}, {part.range(number)}))"
    held = Held(form, BITS, BITS, sure=False, fixed=LINE if form in (Form.WHOLE, Form.PAIR) else None)
    return let_given(part, index, text, held)


#: One rule per operator.
RULES: Mapping[Op, Rule] = MappingProxyType(
    {
        Op.LITERAL: _literal,
        Op.UNKNOWN: _unknown,
        Op.FACT: _fact,
        Op.FIELD: _field,
        Op.OUTER: _outer,
        Op.DAY: _day,
        Op.READING: _reading,
        Op.PARAMETER: _parameter,
        Op.AND: _joined("and", "&", "True"),
        Op.OR: _joined("or", "|", "False"),
        Op.NOT: _not,
        Op.AT_LEAST: _at_least,
        Op.COMPARE: _compare,
        Op.ARITHMETIC: _arithmetic,
        Op.GROWTH: _growth,
        Op.ROUND: _round,
        Op.EXTREME: _extreme,
        Op.SHIFT: _shift,
        Op.CALENDAR: _calendar,
        Op.ELAPSED: _elapsed,
        Op.AT: _at,
        Op.STARTS: _starts,
        Op.CHOOSE: choosing.choose,
        Op.BAND: choosing.band,
        Op.EXCEPTIONS: choosing.exceptions,
        Op.ABSENT: choosing.absent,
        Op.OTHERWISE: choosing.otherwise,
        Op.PRESENT: choosing.present,
        Op.EACH: quantifiers.each,
    }
)
