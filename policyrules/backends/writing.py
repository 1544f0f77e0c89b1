"""What the rules of generated Python are written with: lines that give an answer where its arguments are known, and otherwise.

In: a part of a text, the index of a node in it, the expression of its answer. Out: how the answer is held, and the lines. Knows
no operator.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial

from attrs import evolve

from policyrules.backends.holding import Alias, Held, Late, LeftOpenError, Row, Text, Written, is_local
from policyrules.backends.native import BITS, Form, form_of
from policyrules.backends.parts import Part
from policyrules.backends.ranges import LINE, Range

#: A longer truth is not written where it is asked for: what stands in brackets would stand in too many of them. One that is
#: asked for in two places is written in both if it is no longer than that.
LONGEST_INLINE, LONGEST_TWICE = 400, 40

TRUTH, CODE = Held(Form.TRUTH), Held(Form.TRUTH, sure=False)


def targets_of(part: Part, index: int, held: Held) -> str:
    """Return the locals that an answer is given to."""
    if held.form is Form.PAIR and not held.optional:
        return f"{part.name('n', index)}, {part.name('d', index)}"
    return part.name("v", index)


def let(part: Part, index: int, text: str, held: Held) -> Written:
    """Give what is sure the value of an expression, unless it is a local already, or is written where it is asked for."""
    if is_local(text):
        part.aliases[index] = Alias(text, is_local=True)
        return held, ()
    if len(text) < (LONGEST_INLINE if index in part.once | part.partial else LONGEST_TWICE if index in part.late else 0):
        part.aliases[index] = Alias(f"({text})")
        return held, ()
    return held, [f"{targets_of(part, index, held)} = {truth(text) if held == TRUTH else text}"]


def join(part: Part, sign: str, args: Iterable[int]) -> str:
    """Return truths that are joined: where nothing but these is asked, the shortest first, which take least."""
    texts = map(part.v, args)
    return f" {sign} ".join(texts if part.kept is None else sorted(texts, key=len))


def truth(text: str) -> str:
    """Return a truth as an expression: CPython is quicker to jump upon a comparison than to make a truth of it."""
    return f"True if {text} else False" if any(sign in text for sign in "<=>") else text


def let_row(part: Part, index: int, row: Row) -> Written:
    """Leave an answer to the row that tells it."""
    part.rows[index], part.aliases[index] = row, Alias(row.text)
    if row.is_of_truths:
        return TRUTH, ()
    least, most = min(row.values), max(row.values)
    return Held(Form.WHOLE, bits_of(Fraction(least), Fraction(most)), least=Fraction(least)), ()


def let_pair(part: Part, index: int, above: str, under: str, held: Held, otherwise: Text | Range, unless: str = "") -> Written:
    """Give a pair what stands above and under its line: see `let_number`. What is a local, or written, needs no other."""
    if not part.is_sure(*part.nodes[index].args) or (unless and part.cases != "known"):
        return let_number(part, index, f"{above}, {under}", held, otherwise, unless)
    given = {letter: text for letter, text in (("n", above), ("d", under)) if not (text.isidentifier() or text.isdecimal())}
    lines = [f"{part.name(letter, index)} = {text}" for letter, text in given.items()]
    names = [part.name(letter, index) if letter in given else text for letter, text in (("n", above), ("d", under))]
    part.aliases[index] = Alias(names[0], names[1], is_local=True)
    return held, [*([f"if {unless}: return {part.lacking}"] if unless else []), *lines]


def let_number(
    part: Part, index: int, lines: str | Sequence[str], held: Held, otherwise: Text | Range, unless: str = ""
) -> Written:
    """Give a number the value of an expression, or of lines, where its arguments are known and `unless` does not hold.

    What it may be `otherwise` is the text of a range, or a range that is always the same.
    """
    return known_or(part, index, part.nodes[index].args, lines, held, otherwise, unless)


def let_of_the_line(part: Part, index: int, lines: str | Sequence[str], held: Held, otherwise: Text) -> Written:
    """Do the same for an operator that says nothing about arguments of which nothing is known."""
    return let_number(part, index, lines, held, LINE if is_the_line(part, part.nodes[index].args) else otherwise)


def is_the_line(part: Part, indexes: Sequence[int]) -> bool:
    """Say whether nothing at all is known of any of the numbers that are not known."""
    return all(part.of(index).fixed == LINE for index in indexes if not part.is_sure(index))


def known_or(
    part: Part,
    index: int,
    needed: Sequence[int],
    lines: str | Sequence[str],
    held: Held,
    otherwise: Text | Range,
    unless: str = "",
) -> Written:
    """Give a number the value of an expression, or of lines, where all that is `needed` is known: see `let_number`."""
    targets = targets_of(part, index, held)
    told = [f"{targets} = {lines}"] if isinstance(lines, str) else list(lines)
    if part.is_sure(*needed) and (not unless or part.cases == "known"):
        if isinstance(lines, str) and held.form is not Form.PAIR and not unless and (lines.isidentifier() or lines.isdecimal()):
            part.aliases[index] = Alias(lines, is_local=True)
            return held, ()
        return held, [*([f"if {unless}: return {part.lacking}"] if unless else []), *told]
    conditions = conditions_of(part, needed, unless)
    fixed = otherwise if isinstance(otherwise, tuple) else None
    held = Held(held.form, max(held.bits, BITS), max(held.under, BITS), sure=False, fixed=fixed, least=held.least)
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


def single(part: Part, index: int) -> int:
    """Return the question itself, or one of the same answer that is not held as its ends, or in another unit than its own."""
    held = part.of(index)
    if held.ends is None and (held.sure or held.unit == 1):
        return index
    key = "single", index
    if key not in part.asked:
        part.asked[key] = part.further(part.nodes[index])
        part.waiting += (
            _in_its_unit(part, part.asked[key], index) if held.ends is None else _folded(part, part.asked[key], held)
        )
    return part.asked[key]


def _in_its_unit(part: Part, index: int, held_as: int) -> Sequence[str]:
    """Return the line that holds a number that may be unknown in its own unit."""
    held, name, raw = part.of(held_as), part.name("v", index), part.raw(held_as)
    part.aliases[index] = Alias(name, part.d(held_as), is_local=True)
    part.keep(index, evolve(held, unit=1))
    return [f"{name} = None if {raw} is None else {held.unit} * {raw}"]


def _folded(part: Part, index: int, held: Held) -> Sequence[str]:
    """Return the lines that hold in one what is held as its ends."""
    assert held.ends is not None
    least, most = held.ends
    low, high = part.v(least), part.v(most)
    if held.form is Form.TRUTH:
        part.keep(index, CODE)
        return [f"{part.name('v', index)} = 3 if {low} else 1 if {high} else 0"]
    part.keep(index, Held(held.form, held.bits, held.under, sure=False, least=part.of(least).least))
    targets = f"{targets_of(part, index, held)}, {part.name('w', index)}"
    if held.form is Form.WHOLE:
        return [f"{targets} = ({low}, None) if {low} == {high} else (None, ({low}, {high}))"]
    under, over = part.d(least), part.d(most)
    known = f"({low}, {under}, None) if {low} == {high} and {under} == {over}"
    return [f"{targets} = {known} else (None, None, between({low}, {under}, {high}, {over}))"]


def by_rule(part: Part, index: int) -> Late:
    """Return the answer that the rule of the reference gives, as a range, a code or a name."""
    return Late(partial(_by_rule, part, index))


def _by_rule(part: Part, index: int) -> str:
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


def in_one_unit(part: Part, left: int, right: int) -> tuple[str, str, int]:
    """Return two numbers as they are held, and the unit of both; multiplied out where they have not the same one."""
    one, other = part.of(left).unit, part.of(right).unit
    number = part.number_of(right)
    if number is not None and number % one == 0:
        return part.raw(left), part.constant(int(number / one)), one
    number = part.number_of(left)
    if number is not None and number % other == 0:
        return part.constant(int(number / other)), part.raw(right), other
    return (part.raw(left), part.raw(right), one) if one == other else (part.v(left), part.v(right), 1)


def times(one: str, other: str) -> str:
    """Return the text of a product; what is not under any line is not multiplied by 1."""
    return one if other == "1" else other if one == "1" else "0" if "0" in (one, other) else f"{one} * {other}"


def covering(part: Part, indexes: Sequence[int]) -> Held:
    """Return how a value is held that is one of several."""
    all_ = [part.of(index) for index in indexes]
    forms = {one.form for one in all_}
    if any(one.optional for one in all_) or (len(forms) > 1 and forms != {Form.WHOLE, Form.PAIR}):
        raise LeftOpenError
    form = Form.PAIR if Form.PAIR in forms else all_[0].form
    return Held(form, max(one.bits for one in all_), max(one.under for one in all_), least=least_of(all_))


def least_of(all_: Sequence[Held]) -> Fraction | None:
    """Return what none of some numbers is ever below."""
    least = [one.least for one in all_]
    return None if None in least else min(end for end in least if end is not None)


def is_above_zero(held: Held) -> bool:
    """Say whether a number is above zero whenever it is known."""
    return held.least is not None and held.least > 0


def bits_of(*ends: Fraction | None) -> int:
    """Return how many bits the longest of some ends has, above or under the line."""
    return max((max(end.numerator.bit_length(), end.denominator.bit_length()) for end in ends if end is not None), default=1)


def let_given(part: Part, index: int, text: str, held: Held) -> Written:
    """Take what is handed over to the function: a pair is taken apart, a truth that is not sure becomes its code."""
    if held.form is Form.PAIR and not held.optional:
        return held, [f"{targets_of(part, index, held)} = {text}{'' if held.sure else ' or LACKING'}"]
    if held.form is Form.TRUTH and not held.sure and not held.optional:
        return held, [f"{part.name('v', index)} = 1 if {text} is None else 3 * {text}"]
    if text.isidentifier():
        part.aliases[index] = Alias(text, is_local=True)
        return held, ()
    return held, [f"{part.name('v', index)} = {text}"]


def let_named(
    part: Part, index: int, needed: Sequence[int], lines: Sequence[str], held: Held, otherwise: Text, unless: str = ""
) -> Written:
    """Give a truth or a name what comes of lines, where all that is needed is known and `unless` does not hold."""
    conditions = conditions_of(part, needed, unless)
    if not conditions:
        return held, lines
    told = [f"if {' and '.join(conditions)}:", *(f"    {line}" for line in lines), "else:"]
    return Held(held.form, sure=False), [*told, f"    {part.name('v', index)} = {otherwise}"]


def conditions_of(part: Part, needed: Sequence[int], unless: str) -> Sequence[str]:
    """Return under what conditions what is needed is known, and `unless` does not hold."""
    known = [part.known(index) for index in dict.fromkeys(needed) if not part.is_sure(index)]
    return [*known, f"not ({unless})"] if unless else known
