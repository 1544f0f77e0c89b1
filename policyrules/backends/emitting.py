"""A program as the text of Python functions: a statement or two per question, in whole numbers only.

In: a program. Out: `Emitted`: the source of the functions, the constants that it names, and in which form it holds the answer
of each node. The text is built from numbers, from names that are made up here, and from names of constants: nothing that a
policy calls something stands in it. Knows no case.

`known` answers a case of which every input is known, and returns `None` as soon as a question turns out to have no known
answer. `open` answers what can be answered, and `None` for each of the rest. Both are written from the same steps.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import cast

from attrs import define, field, frozen

from policyrules.backends.native import BITS, Form, form_of
from policyrules.core.program import Body, Comparator, Exceptions, Node, Op, Prefixes, Program, Quantifier
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.types import OptionalType

#: A number that may come to have more bits is left to the reference, which knows which are too long to be reckoned with.
LONGEST = 4_000

#: The bits of a sum of fractions, which is watched as it grows, and by how many bits a list can lengthen a whole number.
SUM_BITS, LIST_BITS = 1_000, 64

#: Up to here a choice is one expression; a longer one would be nested too deeply for Python.
LONGEST_CHOICE = 12


@frozen
class Held:
    """In which form an answer is held, with how many bits at most above and under the line.

    What is `optional` is held in one local even where it is a pair.
    """

    form: Form
    bits: int = 1
    under: int = 1
    optional: bool = False


@frozen
class Layout:
    """In which form the answers of a flat list of nodes are held, and those of the bodies of its quantifiers.

    `None` is the form of an answer that the text does not give.
    """

    forms: tuple[Form | None, ...]
    bodies: Mapping[int, "Layout"]


@frozen
class Emitted:
    """The text of a program, the constants that it names, the nodes of its inputs in the order of its parameters."""

    source: str
    constants: Mapping[str, object]
    inputs: tuple[int, ...]
    layout: Layout


class LeftOpenError(Exception):
    """A question that is left to the reference."""


@frozen
class Step:
    """A statement. Where `unless` holds before it, or the local `gives` is `None` after it, the answer is not known."""

    text: str = ""
    unless: str = ""
    gives: str = ""


def emit(program: Program, helpers: Mapping[str, object]) -> Emitted:
    """Return the text of a program. `helpers` are the functions that it calls, by the names that the text has for them."""
    constants = dict(helpers)
    part = Part(program, constants)
    part.read(program.nodes)
    inputs = tuple(i for i, node in enumerate(program.nodes) if node.op in INPUTS and part.held[i] is not None)
    source = "\n\n\n".join((*part.functions, part.known(inputs), part.open(inputs)))
    return Emitted(f"{source}\n", MappingProxyType(constants), inputs, part.layout())


#: What is handed over to the text, in the order of the nodes.
INPUTS = (Op.FACT, Op.READING, Op.DAY)


@define
class Part:
    """The text of a flat list of nodes: of a program, or of the body of a quantifier `around` which there is another.

    `place` is empty or ends in `_`, and tells the locals of this part from those of others. `outer` are the nodes that are
    brought in: they keep the locals that they have around. `lacking` is what the function returns when an answer is not known.
    """

    program: Program
    constants: dict[str, object]
    around: "Part | None" = None
    place: str = ""
    lacking: str = "None"
    functions: list[str] = field(factory=list)
    nodes: Sequence[Node] = ()
    held: list[Held | None] = field(factory=list)
    steps: list[tuple[Step, ...]] = field(factory=list)
    bodies: dict[int, Layout] = field(factory=dict)
    outer: dict[int, int] = field(factory=dict)

    # --- locals ---

    def v(self, index: int) -> str:
        """Return the local of an answer that is held in one."""
        if index in self.outer:
            assert self.around is not None
            return self.around.v(self.outer[index])
        return f"v{self.place}{index}"

    def n(self, index: int) -> str:
        """Return the local that is `None` where the answer is not known: of a pair, the one above the line."""
        return f"n{self.v(index)[1:]}" if self.is_pair(index) else self.v(index)

    def d(self, index: int) -> str:
        """Return the local under the line; a whole number has 1 there."""
        return f"d{self.v(index)[1:]}" if self.is_pair(index) else "1"

    def is_pair(self, index: int) -> bool:
        held = self.of(index)
        return held.form is Form.PAIR and not held.optional

    def of(self, index: int) -> Held:
        held = self.held[index]
        if held is None:
            raise LeftOpenError
        return held

    def truncated(self, index: int) -> str:
        """Return a number without what stands behind its point, which is how a date or an index is taken."""
        return f"truncated({self.n(index)}, {self.d(index)})" if self.is_pair(index) else self.v(index)

    def value(self, index: int, form: Form) -> str:
        """Return an answer as one expression, in a form that it can be held in."""
        return f"({self.n(index)}, {self.d(index)})" if form is Form.PAIR else self.v(index)

    def result(self, index: int) -> str:
        return self.value(index, Form.PAIR) if self.is_pair(index) else self.v(index)

    def constant(self, value: object) -> str:
        """Return how a constant is written."""
        if isinstance(value, int) and abs(value) < 10**18:
            return str(value)
        name = f"k{len(self.constants)}"
        self.constants[name] = value
        return name

    @property
    def depth(self) -> int:
        return 0 if self.around is None else self.around.depth + 1

    def records(self) -> tuple[str, ...]:
        """Return the locals of the records of the quantifiers around, the outermost first."""
        return tuple(f"r{number}" for number in range(self.depth))

    def layout(self) -> Layout:
        return Layout(tuple(None if one is None else one.form for one in self.held), MappingProxyType(self.bodies))

    # --- functions ---

    def read(self, nodes: Sequence[Node]) -> None:
        """Write the steps of every node; of a body, raise `LeftOpenError` where one cannot be answered."""
        self.nodes = nodes
        for index, node in enumerate(nodes):
            try:
                for argument in node.args:
                    self.of(argument)
                held, steps = RULES[node.op](self, index, node)
                if max(held.bits, held.under) > LONGEST:
                    raise LeftOpenError
            except LeftOpenError:
                if self.around is not None:
                    raise
                held, steps = None, ()
            self.held.append(held)
            self.steps.append(steps)

    def known(self, inputs: Sequence[int]) -> str:
        body = [line for index in range(len(self.nodes)) for line in self.lines(index)]
        return _function("known", self.parameters(inputs), [*body, f"return {self.answers()}"])

    def open(self, inputs: Sequence[int]) -> str:
        body = [line for index in range(len(self.nodes)) for line in self.open_lines(index)]
        return _function("open", self.parameters(inputs), [*body, f"return {self.answers(self.open_result)}"])

    def parameters(self, inputs: Sequence[int]) -> list[str]:
        return [f"p{index}" if self.is_pair(index) else self.v(index) for index in inputs]

    def open_result(self, index: int) -> str:
        return f"None if {self.n(index)} is None else {self.result(index)}" if self.is_pair(index) else self.v(index)

    def answers(self, of: Callable[[int], str] | None = None) -> str:
        """Return the expression of all answers, and of those of the bodies by the index of their quantifier.

        What is brought in is answered around.
        """
        left = [held is None or index in self.outer for index, held in enumerate(self.held)]
        values = "".join(f"{'None' if is_left else (of or self.result)(index)}, " for index, is_left in enumerate(left))
        return f"({values}), {{{', '.join(f'{index}: b{self.place}{index}' for index in self.bodies)}}}"

    def lines(self, index: int) -> Iterator[str]:
        """Yield the statements of a node whose arguments are known."""
        for step in self.steps[index]:
            if step.unless:
                yield f"if {step.unless}: return {self.lacking}"
            if step.text:
                yield step.text
            if step.gives:
                yield f"if {step.gives} is None: return {self.lacking}"

    def open_lines(self, index: int) -> Iterator[str]:
        """Yield the statements of a node that is not known where one of its arguments is not."""
        if self.held[index] is None:
            return
        node, indent = self.nodes[index], ""
        if node.op not in INPUTS:
            locals_ = [self.n(index), *([self.d(index)] if self.is_pair(index) else [])]
            yield " = ".join((*locals_, *([f"b{index}"] if index in self.bodies else []), "None"))
        needs = tuple(dict.fromkeys((*map(self.n, node.args), *self.captured(index))))
        if needs:
            yield "if " + " and ".join(f"{name} is not None" for name in needs) + ":"
            indent = "    "
        for step in self.steps[index]:
            if step.unless:
                yield f"{indent}if not ({step.unless}):"
                indent += "    "
            if step.text:
                yield indent + step.text

    def captured(self, index: int) -> tuple[str, ...]:
        """Return the locals that the body of a quantifier takes from around it and that are `None` where not known."""
        body = self.nodes[index].body
        return () if body is None else tuple(self.n(one) for one in _brought_in(body))


def _function(name: str, parameters: Sequence[str], lines: Sequence[str]) -> str:
    return "\n".join((f"def {name}({', '.join(parameters)}):", *(f"    {line}" for line in lines)))


def _brought_in(body: Body) -> tuple[int, ...]:
    """Return the nodes around a body that it brings in, for the bodies within it too."""
    return tuple(dict.fromkeys(cast(int, node.data) for node in body.nodes if node.op is Op.OUTER))


# --- the rules --------------------------------------------------------------------------------------------------------

Written = tuple[Held, tuple[Step, ...]]
Rule = Callable[[Part, int, Node], Written]
TRUTH = Held(Form.TRUTH)


def _let(part: Part, index: int, text: str, held: Held, unless: str = "", *, may_lack: bool = False) -> Written:
    """Give the value of an expression to the locals of a node; the expression of a pair is a pair."""
    name = f"{part.place}{index}"
    pair = held.form is Form.PAIR and not held.optional
    target = f"n{name}, d{name}" if pair else f"v{name}"
    gives = (f"n{name}" if pair else f"v{name}") if may_lack else ""
    return held, (Step(f"{target} = {text}", unless, gives),)


def _input(form: Form) -> Held:
    return Held(form, BITS, BITS if form is Form.PAIR else 1) if form in (Form.WHOLE, Form.PAIR) else Held(form)


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


# --- inputs


def _not_native(part: Part, index: int, node: Node) -> Written:
    raise LeftOpenError


def _literal(part: Part, index: int, node: Node) -> Written:
    match node.data:
        case Truth.T | Truth.F:
            return _let(part, index, str(node.data is Truth.T), TRUTH)
        case Symbol(str() as text):
            return _let(part, index, part.constant(text), Held(Form.NAME))
        case Interval() as number if number.point is not None:
            above, under = number.point.numerator, number.point.denominator
            if under == 1:
                return _let(part, index, part.constant(above), Held(Form.WHOLE, above.bit_length()))
            text = f"{part.constant(above)}, {part.constant(under)}"
            return _let(part, index, text, Held(Form.PAIR, above.bit_length(), under.bit_length()))
        case _:
            raise LeftOpenError


def _given(part: Part, index: int, node: Node) -> Written:
    """An input is a parameter of the function; a pair comes as one and is taken apart. Lowering brings those of bodies in."""
    if part.around is not None:
        raise LeftOpenError
    held = _input(form_of(node.type))
    if held.form is not Form.PAIR:
        return held, ()
    return _let(part, index, f"p{index} or LACKING", held)


def _field(part: Part, index: int, node: Node) -> Written:
    level, name = cast(tuple[int, str], node.data)
    held = _input(form_of(node.type))
    held = Held(held.form, held.bits, held.under, isinstance(node.type, OptionalType))
    return _let(part, index, f"r{part.depth - 1 - level}[{part.constant(name)}]", held)


def _outer(part: Part, index: int, node: Node) -> Written:
    assert part.around is not None
    held = part.around.of(cast(int, node.data))
    part.outer[index] = cast(int, node.data)
    return held, ()


def _parameter(part: Part, index: int, node: Node) -> Written:
    spec = part.program.parameter(cast(str, node.data))
    bits = max((max(v.numerator.bit_length(), v.denominator.bit_length()) for _, v in spec.values), default=1)
    text = f"published({part.constant(spec)}, {part.truncated(node.args[0])})"
    return _let(part, index, text, Held(Form.PAIR, bits, bits), may_lack=True)


# --- truths


def _and(part: Part, index: int, node: Node) -> Written:
    return _let(part, index, " and ".join(map(part.v, node.args)) or "True", TRUTH)


def _or(part: Part, index: int, node: Node) -> Written:
    return _let(part, index, " or ".join(map(part.v, node.args)) or "False", TRUTH)


def _not(part: Part, index: int, node: Node) -> Written:
    return _let(part, index, f"not {part.v(node.args[0])}", TRUTH)


def _at_least(part: Part, index: int, node: Node) -> Written:
    return _let(part, index, f"{' + '.join(map(part.v, node.args)) or '0'} >= {cast(int, node.data)}", TRUTH)


def _compare(part: Part, index: int, node: Node) -> Written:
    left, right = node.args
    sign = _SIGNS[cast(Comparator, node.data)]
    if part.of(left).form not in _NUMBERS:
        return _let(part, index, f"{part.v(left)} {sign} {part.v(right)}", TRUTH)
    text = f"{_times(part.n(left), part.d(right))} {sign} {_times(part.n(right), part.d(left))}"
    return _let(part, index, text, TRUTH)


_NUMBERS = (Form.WHOLE, Form.PAIR)
_SIGNS: Mapping[Comparator, str] = MappingProxyType({one: "==" if one is Comparator.EQ else one.value for one in Comparator})


def _starts(part: Part, index: int, node: Node) -> Written:
    prefixes = part.constant(cast(Prefixes, node.data))
    return _let(part, index, f"starts({part.v(node.args[0])}, {prefixes})", TRUTH)


# --- numbers and dates


def _arithmetic(part: Part, index: int, node: Node) -> Written:
    a, b = node.args
    one, other = part.of(a), part.of(b)
    sign = cast(str, node.data)
    pair = Form.PAIR in (one.form, other.form)
    if sign == "/":
        text = f"{_times(part.n(a), part.d(b))}, {_times(part.d(a), part.n(b))}"
        held = Held(Form.PAIR, one.bits + other.under, one.under + other.bits)
        return _let(part, index, text, held, unless=f"{part.n(b)} <= 0")
    if sign == "*":
        held = Held(Form.PAIR if pair else Form.WHOLE, one.bits + other.bits, one.under + other.under)
        above, under = f"{part.n(a)} * {part.n(b)}", _times(part.d(a), part.d(b))
    else:
        held = Held(
            Form.PAIR if pair else Form.WHOLE,
            max(one.bits + other.under, other.bits + one.under) + 1,
            one.under + other.under,
        )
        above = f"{_times(part.n(a), part.d(b))} {sign} {_times(part.n(b), part.d(a))}"
        under = _times(part.d(a), part.d(b))
    return _let(part, index, f"{above}, {under}" if pair else above, held)


def _growth(part: Part, index: int, node: Node) -> Written:
    value, base = node.args
    one, other = part.of(value), part.of(base)
    under = _times(part.d(value), part.n(base))
    text = f"{_times(part.n(value), part.d(base))} - {under}, {under}"
    held = Held(Form.PAIR, max(one.bits + other.under, one.under + other.bits) + 1, one.under + other.bits)
    return _let(part, index, text, held, unless=f"{part.n(base)} <= 0")


def _round(part: Part, index: int, node: Node) -> Written:
    value, step = node.args
    size = _written_number(part, step)
    held = part.of(value)
    above, under = part.constant(size.numerator), part.constant(size.denominator)
    text = f"{_ROUNDED[cast(str, node.data)]}({part.n(value)} * {under}, {part.d(value)} * {above}) * {above}"
    bits = held.bits + 2 * size.numerator.bit_length() + size.denominator.bit_length() + 2
    if size.denominator == 1:
        return _let(part, index, text, Held(Form.WHOLE, bits))
    return _let(part, index, f"{text}, {under}", Held(Form.PAIR, bits, size.denominator.bit_length()))


_ROUNDED: Mapping[str, str] = MappingProxyType({"half_up": "half_up", "down": "truncated", "up": "away"})


def _written_number(part: Part, index: int) -> Fraction:
    """Return a number that is written in the program, here or further out."""
    node = part.nodes[index]
    if node.op is Op.OUTER and part.around is not None:
        return _written_number(part.around, cast(int, node.data))
    number = node.data.point if node.op is Op.LITERAL and isinstance(node.data, Interval) else None
    if number is None or number <= 0:
        raise LeftOpenError
    return number


def _extreme(part: Part, index: int, node: Node) -> Written:
    held = _covering(part, node.args)
    if held.form is Form.WHOLE:
        names = ", ".join(map(part.v, node.args))
        return _let(part, index, f"{node.data}({names})" if len(node.args) > 1 else names, held)
    name, sign = f"{part.place}{index}", "<" if node.data == "min" else ">"
    first, *others = node.args
    steps = [Step(f"n{name}, d{name} = {part.value(first, Form.PAIR)}")]
    for one in others:
        smaller = f"{_times(part.n(one), f'd{name}')} {sign} {_times(f'n{name}', part.d(one))}"
        steps.append(Step(f"if {smaller}: n{name}, d{name} = {part.value(one, Form.PAIR)}"))
    return held, tuple(steps)


def _shift(part: Part, index: int, node: Node) -> Written:
    day, steps = node.args
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    text = f"add_{unit}({part.truncated(day)}, {'-' if direction == '-' else ''}{part.truncated(steps)})"
    return _let(part, index, text, Held(Form.WHOLE, 32))


def _calendar(part: Part, index: int, node: Node) -> Written:
    return _let(part, index, f"{node.data}({part.truncated(node.args[0])})", Held(Form.WHOLE, 32))


def _elapsed(part: Part, index: int, node: Node) -> Written:
    start, end = map(part.truncated, node.args)
    return _let(part, index, f"full_{node.data}({start}, {end})", Held(Form.WHOLE, 32))


def _at(part: Part, index: int, node: Node) -> Written:
    series, number = node.args
    held = _input(form_of(node.type))
    text = f"{part.v(series)}.get({part.truncated(number)})"
    return _let(part, index, f"{text} or LACKING" if held.form is Form.PAIR else text, held, may_lack=True)


# --- choices and absence


def _choose(part: Part, index: int, node: Node) -> Written:
    guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
    return _first(part, index, [part.v(guard) for guard in guards], values)


def _first(part: Part, index: int, guards: Sequence[str], values: Sequence[int | None], unless: str = "") -> Written:
    """Give the value beside the first of the guards that holds, or the last one; `None` is a value that is not known."""
    held = _covering(part, [value for value in values if value is not None])
    lacking = "LACKING" if held.form is Form.PAIR else "None"
    texts = [lacking if value is None else part.value(value, held.form) for value in values]
    may_lack = None in values
    if len(guards) <= LONGEST_CHOICE:
        text = "".join(f"{text} if {guard} else " for guard, text in zip(guards, texts, strict=False)) + texts[-1]
        return _let(part, index, text, held, unless, may_lack=may_lack)
    _, (first,) = _let(part, index, texts[-1], held, unless)
    target = first.text.partition(" = ")[0]
    pairs = list(zip(guards, texts, strict=False))[::-1]
    steps = [Step(f"if {guard}: {target} = {text}") for guard, text in pairs]
    gives = target.partition(",")[0] if may_lack else ""
    return held, (first, *steps, Step(gives=gives))


def _band(part: Part, index: int, node: Node) -> Written:
    number, *values = node.args
    bands = cast(Bands, node.data)
    guards = []
    for cut, above in bands.cuts:
        left = _times(part.n(number), part.constant(cut.denominator))
        right = _times(part.constant(cut.numerator), part.d(number))
        guards.append(f"{left} {'<' if above else '<='} {right}")
    return _first(part, index, guards, [None if place is None else values[place] for place in bands.places])


def _exceptions(part: Part, index: int, node: Node) -> Written:
    """One that applies alone gives the value; two that apply may contradict each other, which the reference tells."""
    exceptions = cast(Exceptions, node.data)
    guards = [part.v(guard) for guard in node.args[1::2]]
    effects = [f"e{part.place}{index}_{number}" for number in range(len(guards))]
    steps = [
        Step(f"{effect} = {' and not '.join((guard, *(guards[other] for other in overriders)))}")
        for effect, guard, overriders in zip(effects, guards, exceptions.overridden_by, strict=True)
    ]
    alone = f"{' + '.join(effects)} > 1" if len(effects) > 1 else ""
    held, last = _first(part, index, effects, (*node.args[2::2], node.args[0]), alone)
    return held, (*steps, *last)


def _absent(part: Part, index: int, node: Node) -> Written:
    return _let(part, index, f"{part.v(node.args[0])} is ABSENT", TRUTH)


def _otherwise(part: Part, index: int, node: Node) -> Written:
    optional, default = node.args
    one, other = part.of(optional), part.of(default)
    if one.form is not other.form and {one.form, other.form} != set(_NUMBERS):
        raise LeftOpenError
    form = Form.PAIR if Form.PAIR in (one.form, other.form) else one.form
    given = part.v(optional)
    value = f"({given}, 1)" if form is Form.PAIR and one.form is Form.WHOLE else given
    held = Held(form, max(one.bits, other.bits), max(one.under, other.under))
    return _let(part, index, f"{part.value(default, form)} if {given} is ABSENT else {value}", held)


def _present(part: Part, index: int, node: Node) -> Written:
    one, given = part.of(node.args[0]), part.v(node.args[0])
    return _let(part, index, given, Held(one.form, one.bits, one.under), unless=f"{given} is ABSENT")


# --- quantifiers


def _each(part: Part, index: int, node: Node) -> Written:
    """The records of a list are gone through in a function of their own, which takes what it needs from around."""
    assert node.body is not None
    kind, count = cast(tuple[Quantifier, int], node.data)
    inside = Part(part.program, part.constants, part, f"{part.place}{index}_", functions=part.functions)
    inside.read(node.body.nodes)
    counting = _counting(inside, node.body, kind, count)
    held, values = counting.held, ("n", "d") if counting.held.form is Form.PAIR else ("v",)
    inside.lacking = ", ".join(["None"] * (len(values) + 1))
    name = f"each{part.place}{index}"
    taken = [one for i in _brought_in(node.body) for one in ([part.n(i), part.d(i)] if part.is_pair(i) else [part.v(i)])]
    parameters = list(dict.fromkeys(("rows", *part.records(), *taken)))
    lines = ["b = []", *counting.before, f"for r{part.depth} in rows:"]
    body = [line for i in range(len(inside.nodes)) for line in inside.lines(i)]
    body += [*(line.format(lacking=inside.lacking) for line in counting.during), f"b.append(({inside.answers()}))"]
    ends = [line.format(lacking=inside.lacking) for line in counting.after]
    lines += [*(f"    {line}" for line in body), *ends, f"return {counting.result}, tuple(b)"]
    part.functions.append(_function(name, parameters, lines))
    part.bodies[index] = inside.layout()
    targets = ", ".join(f"{letter}{part.place}{index}" for letter in (*values, "b"))
    call = f"{name}({', '.join((part.v(node.args[0]), *parameters[1:]))})"
    return held, (Step(f"{targets} = {call}", gives=f"{values[0]}{part.place}{index}"),)


@frozen
class Counting:
    """What a quantifier keeps while it goes through the records, as statements, and what it comes to."""

    held: Held
    before: tuple[str, ...]
    during: tuple[str, ...]
    result: str
    after: tuple[str, ...] = ()


def _counting(inside: Part, body: Body, kind: Quantifier, count: int) -> Counting:
    holds = "True" if body.condition is None else inside.v(body.condition)
    match kind:
        case Quantifier.SOME:
            return Counting(TRUTH, ("q = False",), (f"if {holds}: q = True",), "q")
        case Quantifier.EVERY:
            return Counting(TRUTH, ("q = True",), (f"if not {holds}: q = False",), "q")
        case Quantifier.AT_LEAST:
            return Counting(TRUTH, ("q = 0",), (f"if {holds}: q += 1",), f"q >= {count}")
        case Quantifier.COUNT:
            return Counting(Held(Form.WHOLE, LIST_BITS), ("q = 0",), (f"if {holds}: q += 1",), "q")
    if body.value is None or kind is Quantifier.SUM_PER_YEAR:
        raise LeftOpenError
    held, value = inside.of(body.value), body.value
    if held.form not in _NUMBERS:
        raise LeftOpenError
    if kind is Quantifier.SUM:
        return _summing(inside, holds, value)
    sign = ">" if kind is Quantifier.MAX else "<"
    if held.form is Form.WHOLE:
        during = f"if {holds} and (q is None or {inside.v(value)} {sign} q): q = {inside.v(value)}"
        return Counting(held, ("q = None",), (during,), "q", ("if q is None: return {lacking}",))
    further = f"{inside.n(value)} * u {sign} q * {inside.d(value)}"
    during = f"if {holds} and (q is None or {further}): q, u = {inside.value(value, Form.PAIR)}"
    return Counting(held, ("q = u = None",), (during,), "q, u", ("if q is None: return {lacking}",))


def _summing(inside: Part, holds: str, value: int) -> Counting:
    held = inside.of(value)
    if held.form is Form.WHOLE:
        adding = f"if {holds}: q += {inside.v(value)}"
        return Counting(Held(Form.WHOLE, held.bits + LIST_BITS), ("q = 0",), (adding,), "q")
    during = (
        f"if {holds}: q += Fraction({inside.n(value)}, {inside.d(value)})",
        f"if max(q.numerator.bit_length(), q.denominator.bit_length()) > {SUM_BITS}: return {{lacking}}",
    )
    return Counting(Held(Form.PAIR, SUM_BITS, SUM_BITS), ("q = Fraction(0)",), during, "q.numerator, q.denominator")


#: One rule per operator. What a document leaves open is nothing that text could answer.
RULES: Mapping[Op, Rule] = MappingProxyType(
    {
        Op.LITERAL: _literal,
        Op.UNKNOWN: _not_native,
        Op.FACT: _given,
        Op.FIELD: _field,
        Op.OUTER: _outer,
        Op.DAY: _given,
        Op.READING: _given,
        Op.PARAMETER: _parameter,
        Op.AND: _and,
        Op.OR: _or,
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
