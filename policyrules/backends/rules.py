"""How each operator is written as text: one rule per operator, in the order of `Op`, each in the table `RULES`.

In: a part of a text, the index of a node in it. Out: how its answer is held, and the lines that give it. A rule has one
expression for arguments that are known. Where they are not sure to be, what the answer may be otherwise is written after it: by
`policyrules.backends.ranges` for what is common, for the rest by the rule of the reference itself.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import cast

from attrs import frozen

from policyrules.backends.native import BITS, Form, any_record, form_of
from policyrules.backends.parts import Alias, Held, LeftOpenError, Part, Rule, Written, end_of, function
from policyrules.backends.ranges import LINE, Range
from policyrules.core.program import Body, Comparator, Exceptions, Node, Op, Open, Prefixes, Quantifier
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.types import ListType, OptionalType

#: The bits of a sum of fractions, which is watched as it grows, and by how many bits a list can lengthen a whole number.
SUM_BITS, LIST_BITS = 1_000, 64

#: Up to here a choice is one expression; a longer one would be nested too deeply for Python.
LONGEST_CHOICE = 12

TRUTH, CODE = Held(Form.TRUTH), Held(Form.TRUTH, sure=False)


# --- what rules are written with --------------------------------------------------------------------------------------


def _targets(part: Part, index: int, held: Held) -> str:
    """Return the locals that an answer is given to."""
    name = f"{part.place}{index}"
    return f"n{name}, d{name}" if held.form is Form.PAIR and not held.optional else _single(part, index, held)


def _single(part: Part, index: int, held: Held) -> str:
    return part.name("n" if held.form is Form.PAIR and not held.optional else "v", index)


def _let(part: Part, index: int, text: str, held: Held, unless: str = "") -> Written:
    """Give what is sure the value of an expression; the expression of a pair is a pair."""
    line = f"{_targets(part, index, held)} = {text}"
    return held, [f"if {unless}: return {part.lacking}", line] if unless else [line]


def _number(
    part: Part, index: int, lines: str | Sequence[str], held: Held, otherwise: str | Range, unless: str = ""
) -> Written:
    """Give a number the value of an expression, or of lines, where its arguments are known and `unless` does not hold.

    What it may be `otherwise` is the text of a range, or a range that is always the same.
    """
    return _known_or(part, index, part.nodes[index].args, lines, held, otherwise, unless)


def _of_the_line(part: Part, index: int, lines: str | Sequence[str], held: Held, otherwise: str, unless: str = "") -> Written:
    """Do the same for an operator that says nothing about arguments of which nothing is known."""
    return _number(part, index, lines, held, LINE if _is_the_line(part, part.nodes[index].args) else otherwise, unless)


def _is_the_line(part: Part, indexes: Sequence[int]) -> bool:
    """Say whether nothing at all is known of any of the numbers that are not known."""
    return all(part.of(index).fixed == LINE for index in indexes if not part.is_sure(index))


def _known_or(
    part: Part,
    index: int,
    needed: Sequence[int],
    lines: str | Sequence[str],
    held: Held,
    otherwise: str | Range,
    unless: str = "",
) -> Written:
    targets = _targets(part, index, held)
    told = [f"{targets} = {lines}"] if isinstance(lines, str) else list(lines)
    if part.is_sure(*needed) and (not unless or part.cases == "known"):
        return held, [*([f"if {unless}: return {part.lacking}"] if unless else []), *told]
    conditions = _conditions(part, needed, unless)
    fixed = otherwise if isinstance(otherwise, tuple) else None
    held = Held(held.form, max(held.bits, BITS), max(held.under, BITS), sure=False, fixed=fixed)
    blank = f"{targets.replace(', ', ' = ')} = None"
    own = part.name("w", index)
    return held, [
        f"if {' and '.join(conditions)}:",
        *(f"    {line}" for line in told),
        *([] if fixed is not None else [f"    {own} = None"]),
        "else:",
        f"    {blank}",
        *([] if fixed is not None else [f"    {own} = {otherwise}"]),
    ]


def _by_rule(part: Part, index: int) -> str:
    """Return the answer that the rule of the reference gives, as a range, a code or a name."""
    node = part.nodes[index]
    given = "".join(f"{part.answer(argument)}, " for argument in node.args)
    asked = f"by_rule({part.constant(node)}, ({given}))"
    match form_of(node.type):
        case Form.TRUTH:
            return f"CODES[{asked}]"
        case Form.NAME:
            return f"{asked}.value"
        case _:
            return f"ranged({asked})"


def _times(one: str, other: str) -> str:
    return one if other == "1" else other if one == "1" else f"{one} * {other}"


def _covering(part: Part, indexes: Sequence[int]) -> Held:
    """Return how a value is held that is one of several."""
    all_ = [part.of(index) for index in indexes]
    forms = {one.form for one in all_}
    if any(one.optional for one in all_) or (len(forms) > 1 and forms != {Form.WHOLE, Form.PAIR}):
        raise LeftOpenError
    form = Form.PAIR if Form.PAIR in forms else all_[0].form
    return Held(form, max(one.bits for one in all_), max(one.under for one in all_))


def _bits_of(*ends: Fraction | None) -> int:
    return max((max(end.numerator.bit_length(), end.denominator.bit_length()) for end in ends if end is not None), default=1)


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
            return Held(form, above.bit_length(), under.bit_length()), ()
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
            bits = max(BITS, _bits_of(left.low, left.high))
            return Held(Form.WHOLE, bits, bits, sure=False, fixed=(end_of(left.low), end_of(left.high))), ()


def _given(part: Part, index: int, text: str, held: Held) -> Written:
    """Take what is handed over to the function: a pair is taken apart, a truth that is not sure becomes its code."""
    if held.form is Form.PAIR and not held.optional:
        return held, [f"{_targets(part, index, held)} = {text}{'' if held.sure else ' or LACKING'}"]
    if held.form is Form.TRUTH and not held.sure and not held.optional:
        return held, [f"{part.name('v', index)} = 1 if {text} is None else 3 * {text}"]
    if text.isidentifier():
        part.aliases[index] = Alias(text, is_input=True)
        return held, ()
    return held, [f"{part.name('v', index)} = {text}"]


def _handed(part: Part, form: Form, low: Fraction | None, high: Fraction | None, optional: bool = False) -> Held:
    """Return how an input is held that is declared to lie in a range."""
    sure, bits = part.cases == "known", max(BITS, _bits_of(low, high))
    if form in (Form.WHOLE, Form.PAIR):
        return Held(form, bits, bits, optional, sure, (end_of(low), end_of(high)))
    return Held(form, 1, 1, optional, sure, LINE if optional else None)


def _fact(part: Part, index: int, node: Node) -> Written:
    """Lowering brings the facts of bodies in from the outside."""
    if part.around is not None:
        raise LeftOpenError
    place, spec = next((n, spec) for n, spec in enumerate(part.program.facts) if spec.name == node.data)
    return _given(part, index, f"f{place}", _handed(part, form_of(node.type), spec.low, spec.high))


def _field(part: Part, index: int, node: Node) -> Written:
    level, name = cast(tuple[int, str], node.data)
    fields = part.record_at(level).fields
    place, spec = next((n, field) for n, field in enumerate(fields) if field.name == name)
    held = _handed(part, form_of(node.type), spec.low, spec.high, isinstance(node.type, OptionalType))
    return _given(part, index, f"r{part.depth - 1 - level}[{place}]", held)


def _outer(part: Part, index: int, node: Node) -> Written:
    assert part.around is not None
    held = part.around.of(cast(int, node.data))
    part.outer[index] = cast(int, node.data)
    return held, ()


def _day(part: Part, index: int, node: Node) -> Written:
    if part.around is not None:
        raise LeftOpenError
    part.aliases[index] = Alias("on", is_input=True)
    return Held(Form.WHOLE, 32), ()


def _reading(part: Part, index: int, node: Node) -> Written:
    if part.around is not None:
        raise LeftOpenError
    place = next(n for n, spec in enumerate(part.program.readings) if spec.name == node.data)
    return _given(part, index, f"o{place}", Held(Form.NAME, sure=part.cases == "known"))


def _parameter(part: Part, index: int, node: Node) -> Written:
    """What is published on a day; of a day that is not known, what may be."""
    spec, (day,) = part.program.parameter(cast(str, node.data)), node.args
    bits = max(BITS, _bits_of(spec.low, spec.high, *(value for _, value in spec.values)))
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
        f"    w{name} = {_by_rule(part, index)}",
    ]


# --- truths -----------------------------------------------------------------------------------------------------------


def _joined(sure: str, codes: str, empty: str) -> Rule:
    def rule(part: Part, index: int, node: Node) -> Written:
        if part.is_sure(*node.args):
            return _let(part, index, f" {sure} ".join(map(part.v, node.args)) or empty, TRUTH)
        return _let(part, index, f" {codes} ".join(map(part.code, node.args)), CODE)

    return rule


def _not(part: Part, index: int, node: Node) -> Written:
    (one,) = node.args
    return (
        _let(part, index, f"not {part.v(one)}", TRUTH) if part.is_sure(one) else _let(part, index, f"FLIP[{part.v(one)}]", CODE)
    )


def _at_least(part: Part, index: int, node: Node) -> Written:
    count = cast(int, node.data)
    if part.is_sure(*node.args):
        return _let(part, index, f"{' + '.join(map(part.v, node.args)) or '0'} >= {count}", TRUTH)
    codes = "".join(f"{part.code(argument)}, " for argument in node.args)
    return _let(part, index, f"at_least({count}, ({codes}))", CODE)


_SIGNS: Mapping[Comparator, str] = MappingProxyType({one: "==" if one is Comparator.EQ else one.value for one in Comparator})


def _compare(part: Part, index: int, node: Node) -> Written:
    left, right = node.args
    comparator = cast(Comparator, node.data)
    if part.of(left).optional or part.of(right).optional:
        raise LeftOpenError
    if not part.of(left).is_number:
        return _same(part, index, left, right, _SIGNS[comparator])
    text = f"{_times(part.v(left), part.d(right))} {_SIGNS[comparator]} {_times(part.v(right), part.d(left))}"
    if part.is_sure(left, right):
        return _let(part, index, text, TRUTH)
    known = " and ".join(part.known(one) for one in (left, right) if not part.is_sure(one))
    return _let(part, index, f"3 * ({text}) if {known} else {_open_comparison(part, comparator, left, right)}", CODE)


def _open_comparison(part: Part, comparator: Comparator, left: int, right: int) -> str:
    a, b = part.range(left), part.range(right)
    if _is_the_line(part, (left, right)):
        return "1"
    return {
        Comparator.GE: f"not_below({a}, {b})",
        Comparator.GT: f"above({a}, {b})",
        Comparator.LE: f"not_below({b}, {a})",
        Comparator.LT: f"above({b}, {a})",
        Comparator.EQ: f"equal({a}, {b})",
        Comparator.NE: f"FLIP[equal({a}, {b})]",
    }[comparator]


def _same(part: Part, index: int, left: int, right: int, sign: str) -> Written:
    """Compare truths, texts or members."""
    if part.is_sure(left, right):
        return _let(part, index, f"{part.v(left)} {sign} {part.v(right)}", TRUTH)
    is_truth = part.of(left).form is Form.TRUTH
    one, other = (part.code(left), part.code(right)) if is_truth else (part.v(left), part.v(right))
    unknown = " or ".join(
        f"{part.v(side)} == 1" if is_truth else f"{part.v(side)} is None" for side in (left, right) if not part.is_sure(side)
    )
    return _let(part, index, f"1 if {unknown} else 3 * ({one} {sign} {other})", CODE)


def _starts(part: Part, index: int, node: Node) -> Written:
    (one,) = node.args
    prefixes = cast(Prefixes, node.data)
    alike = tuple(first for first, last in prefixes if first == last)
    apart = tuple((first, last) for first, last in prefixes if first != last)
    text = f"({part.v(one)}.startswith({part.constant(alike)})"
    text += f" or starts({part.v(one)}, {part.constant(apart)}))" if apart else ")"
    if part.is_sure(one):
        return _let(part, index, text, TRUTH)
    return _let(part, index, f"1 if {part.v(one)} is None else 3 * {text}", CODE)


# --- numbers and dates ------------------------------------------------------------------------------------------------

_RANGED: Mapping[str, str] = MappingProxyType({"+": "add", "-": "subtract", "*": "multiply", "/": "divide"})


def _arithmetic(part: Part, index: int, node: Node) -> Written:
    a, b = node.args
    one, other = part.of(a), part.of(b)
    sign = cast(str, node.data)
    otherwise = f"{_RANGED[sign]}({part.range(a)}, {part.range(b)})"
    pair = Form.PAIR in (one.form, other.form)
    if sign == "/":
        text = f"{_times(part.v(a), part.d(b))}, {_times(part.d(a), part.v(b))}"
        held = Held(Form.PAIR, one.bits + other.under, one.under + other.bits)
        return _number(part, index, text, held, otherwise, unless=f"{part.v(b)} <= 0")
    if sign == "*":
        held = Held(Form.PAIR if pair else Form.WHOLE, one.bits + other.bits, one.under + other.under)
        above, under = f"{part.v(a)} * {part.v(b)}", _times(part.d(a), part.d(b))
    else:
        bits = max(one.bits + other.under, other.bits + one.under) + 1
        held = Held(Form.PAIR if pair else Form.WHOLE, bits, one.under + other.under)
        above = f"{_times(part.v(a), part.d(b))} {sign} {_times(part.v(b), part.d(a))}"
        under = _times(part.d(a), part.d(b))
    write = _number if sign == "*" else _of_the_line
    return write(part, index, f"{above}, {under}" if pair else above, held, otherwise)


def _growth(part: Part, index: int, node: Node) -> Written:
    value, base = node.args
    one, other = part.of(value), part.of(base)
    under = _times(part.d(value), part.v(base))
    text = f"{_times(part.v(value), part.d(base))} - {under}, {under}"
    held = Held(Form.PAIR, max(one.bits + other.under, one.under + other.bits) + 1, one.under + other.bits)
    otherwise = f"growth({part.range(value)}, {part.range(base)})"
    return _of_the_line(part, index, text, held, otherwise, unless=f"{part.v(base)} <= 0")


def _round(part: Part, index: int, node: Node) -> Written:
    value, step = node.args
    size = part.number_of(step)
    if size is None or size <= 0:
        raise LeftOpenError
    held = part.of(value)
    above, under = part.constant(size.numerator), part.constant(size.denominator)
    text = f"{_ROUNDED[cast(str, node.data)]}({_times(part.v(value), under)}, {_times(part.d(value), above)}) * {above}"
    bits = held.bits + 2 * size.numerator.bit_length() + size.denominator.bit_length() + 2
    if size.denominator == 1:
        return _number(part, index, text, Held(Form.WHOLE, bits), _by_rule(part, index))
    return _number(part, index, f"{text}, {under}", Held(Form.PAIR, bits, size.denominator.bit_length()), _by_rule(part, index))


_ROUNDED: Mapping[str, str] = MappingProxyType({"half_up": "half_up", "down": "truncated", "up": "away"})


def _extreme(part: Part, index: int, node: Node) -> Written:
    held = _covering(part, node.args)
    if held.form is Form.WHOLE:
        names = ", ".join(map(part.v, node.args))
        return _number(part, index, f"{node.data}({names})" if len(node.args) > 1 else names, held, _by_rule(part, index))
    name, sign = f"{part.place}{index}", "<" if node.data == "min" else ">"
    first, *others = node.args
    lines = [f"n{name}, d{name} = {part.pair(first)}"]
    for one in others:
        further = f"{_times(part.v(one), f'd{name}')} {sign} {_times(f'n{name}', part.d(one))}"
        lines.append(f"if {further}: n{name}, d{name} = {part.pair(one)}")
    return _number(part, index, lines, held, _by_rule(part, index))


def _shift(part: Part, index: int, node: Node) -> Written:
    day, steps = node.args
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    text = f"add_{unit}({part.truncated(day)}, {'-' if direction == '-' else ''}{part.truncated(steps)})"
    return _of_the_line(part, index, text, Held(Form.WHOLE, 32), _by_rule(part, index))


def _calendar(part: Part, index: int, node: Node) -> Written:
    return _number(part, index, f"{node.data}({part.truncated(node.args[0])})", Held(Form.WHOLE, 32), _by_rule(part, index))


def _elapsed(part: Part, index: int, node: Node) -> Written:
    start, end = map(part.truncated, node.args)
    return _of_the_line(part, index, f"full_{node.data}({start}, {end})", Held(Form.WHOLE, 32), _by_rule(part, index))


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
    return _given(part, index, text, held)


# --- choices and absence ----------------------------------------------------------------------------------------------


def _choose(part: Part, index: int, node: Node) -> Written:
    guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
    return _first(part, index, [part.holds(guard) for guard in guards], values, guards)


def _first(
    part: Part, index: int, guards: Sequence[str], values: Sequence[int | None], needed: Sequence[int], unless: str = ""
) -> Written:
    """Give the value beside the first of the guards that holds, or the last one; `None` is a value that is not known.

    Of what the guards rest on, all that is `needed` has to be known, and none of the values.
    """
    held = _covering(part, [value for value in values if value is not None])
    is_sure = None not in values and part.is_sure(*cast(Sequence[int], values))
    if held.is_number and is_sure:
        lines = _chain(_targets(part, index, held), guards, [part.value(cast(int, one), held.form) for one in values])
        return _known_or(part, index, needed, lines, held, _by_rule(part, index), unless)
    if held.is_number:
        return _first_of_ranges(part, index, guards, values, needed, held, unless)
    if held.form is Form.TRUTH and not (is_sure and part.is_sure(*needed) and not unless):
        texts, held = ["1" if value is None else part.code(value) for value in values], CODE
    else:
        texts = ["None" if value is None else part.v(value) for value in values]
    lines = _chain(part.name("v", index), guards, texts)
    return _named(part, index, needed, lines, Held(held.form, sure=is_sure and held.sure), unless)


def _chain(target: str, guards: Sequence[str], texts: Sequence[str]) -> Sequence[str]:
    if len(guards) <= LONGEST_CHOICE:
        chosen = "".join(f"{text} if {guard} else " for guard, text in zip(guards, texts, strict=False))
        return [f"{target} = {chosen}{texts[-1]}"]
    pairs = list(zip(guards, texts, strict=False))[::-1]
    return [f"{target} = {texts[-1]}", *(f"if {guard}: {target} = {text}" for guard, text in pairs)]


def _first_of_ranges(
    part: Part,
    index: int,
    guards: Sequence[str],
    values: Sequence[int | None],
    needed: Sequence[int],
    held: Held,
    unless: str,
) -> Written:
    """Choose among numbers that are not all sure to be known, each with the range in which it lies otherwise."""
    targets = f"{_targets(part, index, held)}, {part.name('w', index)}"
    texts = [_with_range(part, one, held.form) for one in values]
    held = Held(held.form, max(held.bits, BITS), max(held.under, BITS), sure=False)
    lines, conditions = _chain(targets, guards, texts), _conditions(part, needed, unless)
    if not conditions:
        return held, lines
    unknown = "None, None" if held.form is Form.PAIR else "None"
    told = [f"if {' and '.join(conditions)}:", *(f"    {line}" for line in lines)]
    return held, [*told, "else:", f"    {targets} = {unknown}, {_by_rule(part, index)}"]


def _with_range(part: Part, index: int | None, form: Form) -> str:
    """Return a number and the range in which it lies where it is not known; `None` is a number of which nothing is known."""
    if index is None:
        return "(None, None, LINE)" if form is Form.PAIR else "(None, LINE)"
    under = [part.d(index)] if form is Form.PAIR else []
    return f"({', '.join((part.v(index), *under, part.range_if_open(index)))})"


def _named(part: Part, index: int, needed: Sequence[int], lines: Sequence[str], held: Held, unless: str = "") -> Written:
    """Give a truth or a name what comes of lines, where all that is needed is known and `unless` does not hold."""
    conditions = _conditions(part, needed, unless)
    if not conditions:
        return held, lines
    told = [f"if {' and '.join(conditions)}:", *(f"    {line}" for line in lines), "else:"]
    return Held(held.form, sure=False), [*told, f"    {part.name('v', index)} = {_by_rule(part, index)}"]


def _conditions(part: Part, needed: Sequence[int], unless: str) -> Sequence[str]:
    """Return under what conditions what is needed is known, and `unless` does not hold."""
    known = [part.known(index) for index in dict.fromkeys(needed) if not part.is_sure(index)]
    return [*known, f"not ({unless})"] if unless else known


def _band(part: Part, index: int, node: Node) -> Written:
    number, *values = node.args
    bands = cast(Bands, node.data)
    guards = []
    for cut, above in bands.cuts:
        left = _times(part.v(number), part.constant(cut.denominator))
        right = _times(part.constant(cut.numerator), part.d(number))
        guards.append(f"{left} {'<' if above else '<='} {right}")
    return _first(part, index, guards, [None if place is None else values[place] for place in bands.places], [number])


def _exceptions(part: Part, index: int, node: Node) -> Written:
    """One that applies alone gives the value; two that apply may contradict each other, which the reference tells."""
    exceptions = cast(Exceptions, node.data)
    guards = [part.holds(guard) for guard in node.args[1::2]]
    effects = [
        f"({' and not '.join((guard, *(f'({guards[other]})' for other in overriders)))})"
        for guard, overriders in zip(guards, exceptions.overridden_by, strict=True)
    ]
    alone = f"{' + '.join(effects)} > 1" if len(effects) > 1 else ""
    return _first(part, index, effects, (*node.args[2::2], node.args[0]), node.args[1::2], alone)


def _absent(part: Part, index: int, node: Node) -> Written:
    name = part.v(node.args[0])
    if part.is_sure(node.args[0]):
        return _let(part, index, f"{name} is ABSENT", TRUTH)
    return _let(part, index, f"1 if {name} is MAYBE else 3 * ({name} is ABSENT)", CODE)


def _otherwise(part: Part, index: int, node: Node) -> Written:
    optional, default = node.args
    one, other = part.of(optional), part.of(default)
    numbers = {Form.WHOLE, Form.PAIR}
    if one.form is not other.form and {one.form, other.form} != numbers:
        raise LeftOpenError
    form = Form.PAIR if Form.PAIR in (one.form, other.form) else one.form
    given = part.v(optional)
    value = f"({given}, 1)" if form is Form.PAIR and one.form is Form.WHOLE else given
    target = part.name("v", index)
    if form is Form.TRUTH:
        text = f"{part.code(default)} if {given} is ABSENT else 3 * {value}"
        return _named(part, index, node.args, [f"{target} = {text}"], CODE)
    text = f"{part.value(default, form)} if {given} is ABSENT else {value}"
    if form is Form.NAME:
        return _named(part, index, node.args, [f"{target} = {text}"], Held(form))
    held = Held(form, max(one.bits, other.bits), max(one.under, other.under))
    return _number(part, index, text, held, _by_rule(part, index))


def _present(part: Part, index: int, node: Node) -> Written:
    """The value of an optional field; where it is absent, or may be, nothing is known of it."""
    one, given = part.of(node.args[0]), part.v(node.args[0])
    lacking = f"{given} is ABSENT" if one.sure else f"{given} is ABSENT or {given} is MAYBE"
    fixed = LINE if one.form in (Form.WHOLE, Form.PAIR) else None
    held = Held(one.form, one.bits, one.under, sure=False, fixed=fixed)
    blank = {Form.TRUTH: "1", Form.PAIR: "LACKING"}.get(one.form, "None")
    value = f"3 * {given}" if one.form is Form.TRUTH else given
    return held, [f"{_targets(part, index, held)} = {blank} if {lacking} else {value}"]


# --- quantifiers ------------------------------------------------------------------------------------------------------


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


def _each(part: Part, index: int, node: Node) -> Written:
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
    captured = [one for i in (*node.body.brought_in, *node.args[1:]) for one in part.locals(i)]
    parameters = list(dict.fromkeys(("rows", *part.records(), *captured)))
    body = [*inside.all_lines(), *counting.during, f"b.append(({inside.answers()}))"]
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
        Op.CHOOSE: _choose,
        Op.BAND: _band,
        Op.EXCEPTIONS: _exceptions,
        Op.ABSENT: _absent,
        Op.OTHERWISE: _otherwise,
        Op.PRESENT: _present,
        Op.EACH: _each,
    }
)
