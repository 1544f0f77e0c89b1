"""The meaning of a program: one answer per node, exact and plain.

In: a `Program` and a `Case`. Out: `Answers`. This is the specification that every other backend is held to, written to be
read: one rule per operator, in the order of `Op`, each in the table `RULES`. Every rule is isotone (a fact that becomes known
can only shrink an answer), and so is every composition of them.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import partial
from types import MappingProxyType
from typing import cast

from attrs import frozen

from policyrules.backends.numbers import calendar, compare, elapsed, held, shifted
from policyrules.backends.records import Counted, at_least, of_records
from policyrules.core.case import Answers, Case
from policyrules.core.exceptions import effective
from policyrules.core.program import (
    Body,
    Comparator,
    Exceptions,
    Node,
    Op,
    Open,
    Prefixes,
    Program,
    Quantifier,
)
from policyrules.values import intervals
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import RecordType, Scalar, Type, is_numeric

Row = Mapping[str, Answer]
T, U, F = Truth.T, Truth.U, Truth.F


@frozen
class Scope:
    """What a node can see besides its arguments.

    `records` are the records of the quantifiers around it, the innermost first; `outer` the answers of the program right
    around its body.
    """

    program: Program
    case: Case
    records: tuple[Row, ...] = ()
    outer: Sequence[Answer] = ()


#: What operators see that look at nothing but their arguments.
_NOTHING = Scope(Program((), (), (), (), ()), Case({}, date.min, {}))

Given = Sequence[Answer]
Rule = Callable[[Scope, Node, Given], Answer]


def evaluate(program: Program, case: Case) -> Answers:
    """Return one answer per node of the program, and per record for the bodies of quantifiers."""
    return _evaluate(program.nodes, Scope(program, case))


def evaluate_again(program: Program, case: Case, before: Answers, kept: Sequence[int | None]) -> Answers:
    """Return the answers of a program for a case of which most questions were answered before, in another program.

    `kept` says for each node which of the answers `before` is that of the same question, and `None` where there is none: that
    one is answered now, and so must be all that rests on it.
    """
    values: list[Answer] = []
    bodies: dict[int, tuple[Answers, ...]] = {}
    scope = Scope(program, case)
    for index, (node, place) in enumerate(zip(program.nodes, kept, strict=True)):
        if place is None:
            answer, rows = ask(node, scope, values)
        else:
            answer, rows = before.values[place], before.bodies.get(place)
        values.append(answer)
        if rows is not None:
            bodies[index] = rows
    return Answers(tuple(values), bodies)


def prepared(program: Program) -> Callable[[Case], Answers]:
    """Return what evaluates the cases of a program; there is nothing to prepare."""
    return partial(evaluate, program)


def _evaluate(nodes: Sequence[Node], scope: Scope) -> Answers:
    values: list[Answer] = []
    bodies: dict[int, tuple[Answers, ...]] = {}
    for index, node in enumerate(nodes):
        answer, rows = ask(node, scope, values)
        values.append(answer)
        if rows is not None:
            bodies[index] = rows
    return Answers(tuple(values), bodies)


def ask(node: Node, scope: Scope, before: Sequence[Answer]) -> tuple[Answer, tuple[Answers, ...] | None]:
    """Return the answer of one node, given those before it; of a quantifier, also the answers of its body per record."""
    given = [before[argument] for argument in node.args]
    if node.op is not Op.EACH:
        return RULES[node.op](scope, node, given), None
    assert node.body is not None
    rows = _per_record(node.body, cast(Records, given[0]), scope, before)
    return each(node, given, [row.values for row in rows], scope, before), rows


def combined(node: Node, given: Given) -> Answer:
    """Return the answer of an operator that looks at nothing but its arguments, for any answers of these."""
    return RULES[node.op](_NOTHING, node, given)


def unknown(type_: Type) -> Answer:
    """Return the answer that says nothing about a value of the type."""
    if type_ is Scalar.BOOL:
        return U
    return WHOLE_LINE if is_numeric(type_) else Symbol(None)


def hull(answers: Sequence[Answer]) -> Answer:
    """Return the least that covers all the answers (of one type, at least one)."""
    if len(answers) == 1:
        return answers[0]
    if all(isinstance(answer, Interval) for answer in answers):
        return intervals.hull(cast(Sequence[Interval], answers))
    first = answers[0]
    if all(answer == first for answer in answers):
        return first
    return U if isinstance(first, Truth) else Symbol(None)


# --- inputs ---------------------------------------------------------------------------------------------------------


def _literal(scope: Scope, node: Node, given: Given) -> Answer:
    return cast(Answer, node.data)


def _unknown(scope: Scope, node: Node, given: Given) -> Answer:
    """What the document leaves open; a number, within the range that the document gives, if any."""
    left = cast(Open, node.data)
    return Interval(left.low, left.high) if is_numeric(node.type) else unknown(node.type)


def _fact(scope: Scope, node: Node, given: Given) -> Answer:
    return scope.case.facts[cast(str, node.data)]


def _field(scope: Scope, node: Node, given: Given) -> Answer:
    level, name = cast(tuple[int, str], node.data)
    return scope.records[level][name]


def _outer(scope: Scope, node: Node, given: Given) -> Answer:
    return scope.outer[cast(int, node.data)]


def _day(scope: Scope, node: Node, given: Given) -> Answer:
    return point(scope.case.day.toordinal())


def _reading(scope: Scope, node: Node, given: Given) -> Answer:
    return Symbol(scope.case.readings[cast(str, node.data)])


def _parameter(scope: Scope, node: Node, given: Given) -> Answer:
    """The hull of the value on the first day and of what was published after it, up to the last day; else its range."""
    spec, days = scope.program.parameter(cast(str, node.data)), cast(Interval, given[0])
    if not spec.is_published(days):
        return Interval(spec.low, spec.high)
    assert days.low is not None and days.high is not None
    before = [value for day, value in spec.values if day.toordinal() <= days.low]
    later = [value for day, value in spec.values if days.low < day.toordinal() <= days.high]
    return intervals.hull([point(value) for value in (before[-1], *later)])


# --- truths ---------------------------------------------------------------------------------------------------------


def _and(scope: Scope, node: Node, given: Given) -> Answer:
    return min(cast(Sequence[Truth], given), default=T)


def _or(scope: Scope, node: Node, given: Given) -> Answer:
    return max(cast(Sequence[Truth], given), default=F)


def _not(scope: Scope, node: Node, given: Given) -> Answer:
    return cast(Truth, given[0]).negated()


def _at_least(scope: Scope, node: Node, given: Given) -> Answer:
    return at_least(cast(int, node.data), cast(Sequence[Truth], given))


def _compare(scope: Scope, node: Node, given: Given) -> Answer:
    left, right = given
    if isinstance(left, Interval) and isinstance(right, Interval):
        return compare(cast(Comparator, node.data), left, right)
    same = _same(left, right)
    return same if node.data is Comparator.EQ else same.negated()


def _same(left: Answer, right: Answer) -> Truth:
    """Equality of truths, texts and enum values."""
    if left in (U, Symbol(None)) or right in (U, Symbol(None)):
        return U
    return T if left == right else F


# --- numbers and dates ----------------------------------------------------------------------------------------------


def _arithmetic(scope: Scope, node: Node, given: Given) -> Answer:
    left, right = cast(tuple[Interval, Interval], tuple(given))
    return held(_ARITHMETIC[cast(str, node.data)](left, right))


_ARITHMETIC: Mapping[str, Callable[[Interval, Interval], Interval]] = MappingProxyType(
    {"+": intervals.add, "-": intervals.subtract, "*": intervals.multiply, "/": intervals.divide}
)


def _growth(scope: Scope, node: Node, given: Given) -> Answer:
    """One question, not (a − b) / b: there, b stands twice, and its interval would count twice."""
    value, base = cast(tuple[Interval, Interval], tuple(given))
    return held(intervals.growth(value, base))


def _round(scope: Scope, node: Node, given: Given) -> Answer:
    value, step = cast(tuple[Interval, Interval], tuple(given))
    assert step.point is not None
    return intervals.rounded(value, step.point, cast(intervals.Rounding, node.data))


def _extreme(scope: Scope, node: Node, given: Given) -> Answer:
    numbers = cast(Sequence[Interval], given)
    return intervals.least(numbers) if node.data == "min" else intervals.greatest(numbers)


def _shift(scope: Scope, node: Node, given: Given) -> Answer:
    day, steps = cast(tuple[Interval, Interval], tuple(given))
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    return shifted(day, intervals.negate(steps) if direction == "-" else steps, unit)


def _calendar(scope: Scope, node: Node, given: Given) -> Answer:
    return calendar(cast(Interval, given[0]), cast(str, node.data))


def _elapsed(scope: Scope, node: Node, given: Given) -> Answer:
    start, end = cast(tuple[Interval, Interval], tuple(given))
    return elapsed(start, end, cast(str, node.data))


def _at(scope: Scope, node: Node, given: Given) -> Answer:
    """The value of a period. One that was not given may still turn out not to exist, so nothing is known of it."""
    series, number = cast(Series, given[0]), cast(Interval, given[1]).point
    value = series.values.get(int(number)) if number is not None else None
    return unknown(node.type) if value is None or isinstance(value, Absent | Maybe) else value


def _starts(scope: Scope, node: Node, given: Given) -> Answer:
    text = cast(Symbol, given[0]).value
    if text is None:
        return U
    return T if starts(text, cast(Prefixes, node.data)) else F


def starts(text: str, prefixes: Prefixes) -> bool:
    """Say whether a text starts with one of the prefixes."""
    return any(_starts_between(text, *ends) for ends in prefixes)


def _starts_between(text: str, first: str, last: str) -> bool:
    """Say whether a text starts with `first`, or with as many digits that lie between `first` and `last`."""
    start = text[: len(first)]
    return start == first or (len(start) == len(first) and start.isascii() and start.isdecimal() and first <= start <= last)


# --- choices and absence --------------------------------------------------------------------------------------------


def _choose(scope: Scope, node: Node, given: Given) -> Answer:
    """The hull of the values whose guard is not false, up to the first guard that is true; the last has none."""
    possible: list[Answer] = []
    for guard, value in zip(given[:-1:2], given[1::2], strict=True):
        if guard is not F:
            possible.append(value)
        if guard is T:
            return hull(possible)
    return hull([*possible, given[-1]])


def _band(scope: Scope, node: Node, given: Given) -> Answer:
    """The hull of the values of the pieces that the number may lie in; nothing is known of a value in a gap."""
    number, *values = given
    places = cast(Bands, node.data).places_met(cast(Interval, number))
    return hull([unknown(node.type) if place is None else values[place] for place in places])


def _exceptions(scope: Scope, node: Node, given: Given) -> Answer:
    """The hull of the values that may apply: so two exceptions that apply and differ leave the answer open between them."""
    base, values = given[0], given[2::2]
    effects = effective(cast(Exceptions, node.data), cast(Sequence[Truth], given[1::2]))
    return hull([value for value, effect in zip((base, *values), effects, strict=True) if effect is not F])


def _absent(scope: Scope, node: Node, given: Given) -> Answer:
    if isinstance(given[0], Maybe):
        return U
    return T if isinstance(given[0], Absent) else F


def _otherwise(scope: Scope, node: Node, given: Given) -> Answer:
    optional, default = given
    if isinstance(optional, Maybe):
        return hull([optional.range, default])
    return default if isinstance(optional, Absent) else optional


def _present(scope: Scope, node: Node, given: Given) -> Answer:
    """The value of an optional field; where it is absent, or may be, there is none to speak of: undefined."""
    return unknown(node.type) if isinstance(given[0], Absent | Maybe) else given[0]


# --- quantifiers ----------------------------------------------------------------------------------------------------


def _per_record(body: Body, records: Records, scope: Scope, outer: Sequence[Answer]) -> tuple[Answers, ...]:
    return tuple(_evaluate(body.nodes, _inside(row, scope, outer)) for row in records.rows or ())


def _inside(row: Row, scope: Scope, outer: Sequence[Answer]) -> Scope:
    return Scope(scope.program, scope.case, (row, *scope.records), outer)


def each(node: Node, given: Given, rows: Sequence[Given], scope: Scope, outer: Given) -> Answer:
    """Return the answer of a quantifier, from those of its body for each record and of the program around it."""
    assert node.body is not None
    kind, count = cast(tuple[Quantifier, int], node.data)
    if cast(Records, given[0]).rows is None:
        return _of_unknown_list(node, kind, count, scope, outer)
    body = node.body
    holds = [T if body.condition is None else cast(Truth, row[body.condition]) for row in rows]
    values, days = ([] if part is None else [cast(Interval, row[part]) for row in rows] for part in (body.value, body.key))
    cap = cast(Interval, given[1]) if kind is Quantifier.SUM_PER_YEAR else None
    return of_records(kind, count, Counted(holds, values, days), cap)


def _of_unknown_list(node: Node, kind: Quantifier, count: int, scope: Scope, outer: Sequence[Answer]) -> Answer:
    match kind:
        case Quantifier.SOME | Quantifier.EVERY:
            return U
        case Quantifier.AT_LEAST:
            return T if count <= 0 else U
        case Quantifier.COUNT | Quantifier.SUM_PER_YEAR:
            return Interval(Fraction(0), None)
        case Quantifier.SUM:
            return _sum_of_any_records(node, scope, outer)
        case Quantifier.MAX | Quantifier.MIN:
            return WHOLE_LINE


def _sum_of_any_records(node: Node, scope: Scope, outer: Sequence[Answer]) -> Interval:
    """Any number of records of any kind: bounded by zero on the side that no single record can pass."""
    assert node.body is not None and node.body.value is not None
    record = any_record(node.body.record)
    value = cast(Interval, _evaluate(node.body.nodes, _inside(record, scope, outer)).values[node.body.value])
    never_below = value.low is not None and value.low >= 0
    never_above = value.high is not None and value.high <= 0
    return Interval(Fraction(0) if never_below else None, Fraction(0) if never_above else None)


def any_record(type_: RecordType) -> Row:
    """Return the record of which nothing is known."""

    def answer(element: Type, low: Fraction | None, high: Fraction | None) -> Truth | Interval | Symbol:
        return Interval(low, high) if is_numeric(element) else cast(Truth | Symbol, unknown(element))

    ranges = {field.name: answer(field.type, field.low, field.high) for field in type_.fields}
    return {f.name: Maybe(ranges[f.name]) if f.optional else ranges[f.name] for f in type_.fields}


#: One rule per operator; `EACH` is answered by `each`, since its body is a program of its own.
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
    }
)
