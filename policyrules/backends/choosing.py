"""How choices are written as text: the first whose guard holds, the piece of a table, exceptions, fields that may be absent.

In: a part of a text, the index of a node in it. Out: how its answer is held, and the lines that give it.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, cast

from policyrules.backends.holding import Held, Late, LeftOpenError, Row, Text, Written
from policyrules.backends.native import BITS, Form
from policyrules.backends.parts import Part
from policyrules.backends.ranges import LINE
from policyrules.backends.writing import (
    CODE,
    TRUTH,
    by_rule,
    conditions_of,
    covering,
    known_or,
    let,
    let_named,
    let_number,
    let_row,
    targets_of,
    times,
)
from policyrules.core.program import Exceptions, Node
from policyrules.values.bands import Bands

#: Up to here a choice is one expression; a longer one would be nested too deeply for Python.
LONGEST_CHOICE = 12


def choose(part: Part, index: int, node: Node) -> Written:
    """The value of the first guard that holds, else the last."""
    guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
    row = _chosen_row(part, guards, values)
    if row is not None:
        return let_row(part, index, row)
    return _first(part, index, [part.holds(guard) for guard in guards], values, guards, otherwise=_chosen(part, guards, values))


def _chosen_row(part: Part, guards: Sequence[int], values: Sequence[int]) -> Row | None:
    """Return the row of a choice, where a single local tells all guards, and all values that are not written."""
    first = part.row(guards[0]) if guards else None
    if first is None:
        return None
    columns = [_column(part, one, first) for one in (*guards, *values)]
    told = [column for column in columns if column is not None]
    if len(told) < len(columns):
        return None
    last, pairs = told[-1], list(zip(told[: len(guards)], told[len(guards) :], strict=False))
    places = range(len(first.values))
    return Row(first.local, tuple(next((value[i] for holds, value in pairs if holds[i]), last[i]) for i in places))


def _column(part: Part, index: int, beside: Row) -> Sequence[Any] | None:
    """Return the values of an answer by the local that tells another; `None` where it does not tell this one."""
    row, number = part.row(index), part.number_of(index)
    if row is not None and row.local == beside.local:
        return row.values
    return [number.numerator] * len(beside.values) if number is not None and number.denominator == 1 else None


def _chosen(part: Part, guards: Sequence[int], values: Sequence[int]) -> Late | None:
    """Return what a choice comes to where it is open which guard is the first; `None` for names, and what may be absent."""
    all_ = [part.of(value) for value in values]

    def codes() -> str:
        return "".join(f"{part.code(guard)}, " for guard in guards)

    if any(one.optional for one in all_):
        return None
    if all(one.is_number for one in all_):
        return Late(lambda: f"chosen(({codes()}), ({''.join(f'{part.range(value)}, ' for value in values)}))")
    if all(one.form is Form.TRUTH for one in all_):
        return Late(lambda: f"chosen_code(({codes()}), ({''.join(f'{part.code(value)}, ' for value in values)}))")
    return None


def _first(
    part: Part,
    index: int,
    guards: Sequence[str],
    values: Sequence[int | None],
    needed: Sequence[int],
    unless: str = "",
    otherwise: Text | None = None,
) -> Written:
    """Give the value beside the first of the guards that holds, or the last one; `None` is a value that is not known.

    Of what the guards rest on, all that is `needed` has to be known, and none of the values. What it may be otherwise, the rule
    of the reference says where no text is given for it.
    """
    otherwise = otherwise or by_rule(part, index)
    held = covering(part, [value for value in values if value is not None])
    is_sure = None not in values and part.is_sure(*cast(Sequence[int], values))
    if held.is_number and is_sure:
        lines = _chain(targets_of(part, index, held), guards, [part.value(cast(int, one), held.form) for one in values])
        return known_or(part, index, needed, lines, held, otherwise, unless)
    if held.is_number:
        return _first_of_ranges(part, index, guards, values, needed, held, otherwise, unless)
    if held.form is Form.TRUTH and not (is_sure and part.is_sure(*needed) and not unless):
        texts, held = ["1" if value is None else part.code(value) for value in values], CODE
    else:
        texts = ["None" if value is None else part.v(value) for value in values]
    lines = _chain(part.name("v", index), guards, texts)
    return let_named(part, index, needed, lines, Held(held.form, sure=is_sure and held.sure), otherwise, unless)


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
    otherwise: Text,
    unless: str,
) -> Written:
    """Choose among numbers that are not all sure to be known, each with the range in which it lies otherwise."""
    targets = f"{targets_of(part, index, held)}, {part.name('w', index)}"
    texts = [_with_range(part, one, held.form) for one in values]
    held = Held(held.form, max(held.bits, BITS), max(held.under, BITS), sure=False)
    lines, conditions = _chain(targets, guards, texts), conditions_of(part, needed, unless)
    if not conditions:
        return held, lines
    unknown = "None, None" if held.form is Form.PAIR else "None"
    told = [f"if {' and '.join(conditions)}:", *(f"    {line}" for line in lines)]
    return held, [*told, "else:", f"    {targets} = {unknown}, {otherwise}"]


def _with_range(part: Part, index: int | None, form: Form) -> str:
    """Return a number and the range in which it lies where it is not known; `None` is a number of which nothing is known."""
    if index is None:
        return "(None, None, LINE)" if form is Form.PAIR else "(None, LINE)"
    under = [part.d(index)] if form is Form.PAIR else []
    return f"({', '.join((part.v(index), *under, part.range_if_open(index)))})"


def band(part: Part, index: int, node: Node) -> Written:
    """The value of the piece that a number lies in."""
    number, *values = node.args
    bands = cast(Bands, node.data)
    placed = [None if place is None else values[place] for place in bands.places]
    otherwise = _banded(part, number, bands, placed) or by_rule(part, index)
    row = row_of_bands(part, number, bands, placed)
    if row is not None and part.is_sure(number):
        return let_row(part, index, row)
    if row is not None:
        held = covering(part, [value for value in placed if value is not None])
        return known_or(part, index, [number], row.text, held, otherwise)
    guards = [_below(part, number, cut, is_above) for cut, is_above in bands.cuts]
    held, lines = _first(part, index, guards, placed, [number], otherwise=otherwise)
    return held, [*part.divided(number), *lines]


def row_of_bands(part: Part, number: int, bands: Bands, placed: Sequence[int | None]) -> Row | None:
    """Return the values of the pieces as a row, by how many cuts a number has passed.

    `None` where no single local tells that, or where not all values are written as whole numbers.
    """
    passed = [part.passed(number, cut) for cut in bands.cuts]
    values = [None if value is None else part.number_of(value) for value in placed]
    whole = [value.numerator for value in values if value is not None and value.denominator == 1]
    local = passed[0].local if passed and passed[0] is not None else None
    rows = [row.values for row in passed if row is not None and row.local == local]
    if local is None or len(rows) < len(passed) or len(whole) < len(values):
        return None
    return Row(local, tuple(whole[sum(truths)] for truths in zip(*rows, strict=True)))


def _banded(part: Part, number: int, bands: Bands, placed: Sequence[int | None]) -> Late | None:
    """Return what a table of whole numbers comes to where it is open which piece it is; `None` for any other table."""
    values = [None if one is None else part.number_of(one) for one in placed]
    if bands.whole or any(value is None or value.denominator != 1 for value in values):
        return None
    cuts = tuple((cut.numerator, cut.denominator, is_above) for cut, is_above in bands.cuts)
    points = tuple(value.numerator for value in values if value is not None)
    return Late(lambda: f"banded({part.range(number)}, {part.constant(cuts)}, {part.constant(points)})")


def _below(part: Part, number: int, cut: Fraction, is_above: bool) -> str:
    """Return whether a number that is known lies below a cut, or at it where the cut itself does not lie above."""
    text, sign = part.against(number, (cut, is_above), passed=False), "<" if is_above else "<="
    if text is not None:
        return text
    cut /= part.of(number).unit
    left = times(part.raw(number), part.constant(cut.denominator))
    return f"{left} {sign} {times(part.constant(cut.numerator), part.d(number))}"


def exceptions(part: Part, index: int, node: Node) -> Written:
    """One that applies alone gives the value; two that apply may contradict each other, which the reference tells."""
    exceptions = cast(Exceptions, node.data)
    guards = [part.holds(guard) for guard in node.args[1::2]]
    effects = [
        f"({' and not '.join((guard, *(f'({guards[other]})' for other in overriders)))})"
        for guard, overriders in zip(guards, exceptions.overridden_by, strict=True)
    ]
    alone = f"{' + '.join(effects)} > 1" if len(effects) > 1 else ""
    return _first(part, index, effects, (*node.args[2::2], node.args[0]), node.args[1::2], alone)


def absent(part: Part, index: int, node: Node) -> Written:
    """Whether an optional field holds nothing."""
    name = part.v(node.args[0])
    if part.is_sure(node.args[0]):
        return let(part, index, f"{name} is ABSENT", TRUTH)
    return let(part, index, f"1 if {name} is MAYBE else 3 * ({name} is ABSENT)", CODE)


def otherwise(part: Part, index: int, node: Node) -> Written:
    """The value of an optional field, or another where it holds nothing."""
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
        return let_named(part, index, node.args, [f"{target} = {text}"], CODE, by_rule(part, index))
    text = f"{part.value(default, form)} if {given} is ABSENT else {value}"
    if form is Form.NAME:
        return let_named(part, index, node.args, [f"{target} = {text}"], Held(form), by_rule(part, index))
    held = Held(form, max(one.bits, other.bits), max(one.under, other.under))
    return let_number(part, index, text, held, by_rule(part, index))


def present(part: Part, index: int, node: Node) -> Written:
    """The value of an optional field; where it is absent, or may be, nothing is known of it."""
    one, given = part.of(node.args[0]), part.v(node.args[0])
    lacking = f"{given} is ABSENT" if one.sure else f"{given} is ABSENT or {given} is MAYBE"
    fixed = LINE if one.form in (Form.WHOLE, Form.PAIR) else None
    held = Held(one.form, one.bits, one.under, sure=False, fixed=fixed)
    blank = {Form.TRUTH: "1", Form.PAIR: "LACKING"}.get(one.form, "None")
    value = f"3 * {given}" if one.form is Form.TRUTH else given
    return held, [f"{targets_of(part, index, held)} = {blank} if {lacking} else {value}"]
