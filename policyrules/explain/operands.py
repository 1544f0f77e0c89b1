"""What stands on the two sides of a question, and how far they are apart.

In: a scope and a node, or the site of one side. Out: `Operand`, `Comparison` and `Distance`, in values; words are added when
they are shown.
"""

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import cast

from attrs import evolve, field, frozen

from policyrules.core.outline import Site, SiteKind
from policyrules.core.program import Comparator, Node, Op
from policyrules.explain.missing import live_branches
from policyrules.explain.scope import Scope, is_open
from policyrules.values.answers import Absent, Answer, Interval, Series, Truth
from policyrules.values.periods import Period, show_period
from policyrules.values.types import Scalar, SeriesType, Type, is_numeric


class OperandKind(StrEnum):
    """What a side is. `NAMED` is a definition, `SCORE` the points of a score, `COMPUTED` an expression that has no name."""

    DAY = "day"
    FACT = "fact"
    FIELD = "field"
    PERIOD = "period"
    PARAMETER = "parameter"
    READING = "reading"
    LITERAL = "literal"
    NAMED = "named"
    SCORE = "score"
    COMPUTED = "computed"


#: Names that stand for a value.
_NAMES = {SiteKind.DEFINITION: OperandKind.NAMED, SiteKind.SCORE: OperandKind.SCORE}


@frozen
class Operand:
    """One side of a comparison, or another value that a line is about. `path` is that of a facts file.

    `at` is the period of a series that it is the value of; `parts` are the values of single periods that a figure is made of.
    A period that does not exist is known, and its value is open. `bounded` is false where the bounds of an open value say
    nothing of the enterprise (`bounds_tell`). What tells operands apart tells most of them apart already by their names, which
    is all that is hashed.
    """

    kind: OperandKind = field(hash=False)
    name: str
    answer: Answer = field(hash=False)
    type: Type = field(hash=False)
    at: tuple[Period, int] | None = None
    path: str | None = None
    parts: "tuple[Operand, ...]" = field(default=(), hash=False)
    exists: bool = field(default=True, hash=False)
    bounded: bool = field(default=True, hash=False)


@frozen
class Distance:
    """How far a failed comparison is from holding; `exact` is false where it is at least so far.

    Of a quotient or a growth that is compared, `numerator` is what is divided or has grown, and `change` how much more of it
    (less, where it is negative) is needed while all else stays as it is, in whole 分 or persons.
    """

    value: Fraction
    type: Type
    exact: bool
    numerator: "Operand | None" = None
    change: Fraction | None = None


@frozen
class Comparison:
    """Two sides, how they are compared, and the distance where the comparison failed on numbers."""

    comparator: Comparator
    left: Operand
    right: Operand
    distance: Distance | None


def bounds_tell(scope: Scope, index: int) -> bool:
    """Say whether the bounds of a value, if it is open, say something of the enterprise.

    They do not where what is not given is divided, or divides: a share of 0 to 10,000,000 persons is 0 % to 5,555,555.56 % of
    180, which only says what may be declared.
    """
    seen: set[tuple[Scope, int, bool]] = set()
    waiting = [(*scope.source(index), False)]
    while waiting:
        where, at, in_quotient = waiting.pop()
        node = where.nodes[at]
        if (where, at, in_quotient) in seen or not is_open(where.answer(at)):
            continue
        seen.add((where, at, in_quotient))
        if node.op in _GIVEN or (node.op is Op.EACH and is_open(where.answer(node.args[0]))):
            if in_quotient:
                return False
        elif node.op in _RECKONED:
            divided = in_quotient or node.op is Op.GROWTH or node.data == "/"
            waiting.extend((*where.source(argument), divided) for argument in node.args)
    return True


#: What is given, or not; and what is reckoned of numbers, whatever they are.
_GIVEN = (Op.FACT, Op.FIELD, Op.AT)
_RECKONED = (Op.ARITHMETIC, Op.GROWTH, Op.ROUND, Op.PRESENT)


def calendar_period(scope: Scope, index: int) -> tuple[Period, int] | None:
    """Return the year, quarter or month that a node comes to, where it is known."""
    home, at = scope.source(index)
    number = cast(Interval, home.answer(at)).point
    type_ = home.nodes[at].type
    kind: Period = "quarter" if type_ is Scalar.QUARTER else "month" if type_ is Scalar.MONTH else "year"
    return None if number is None else (kind, int(number))


def input_operand(scope: Scope, index: int) -> Operand | None:
    """Return the operand of a node that reads an input or is written out, or `None` for one that computes."""
    scope, index = scope.source(index)
    node, answer = scope.nodes[index], scope.answer(index)
    match node.op:
        case Op.LITERAL:
            return Operand(OperandKind.LITERAL, "", answer, node.type)
        case Op.DAY:
            return Operand(OperandKind.DAY, "", answer, node.type)
        case Op.FACT:
            name = cast(str, node.data)
            return Operand(OperandKind.FACT, name, answer, node.type, path=name)
        case Op.READING:
            return Operand(OperandKind.READING, cast(str, node.data), answer, node.type)
        case Op.PARAMETER:
            return Operand(OperandKind.PARAMETER, cast(str, node.data), answer, node.type)
        case Op.FIELD:
            level, name = cast(tuple[int, str], node.data)
            return Operand(OperandKind.FIELD, name, answer, node.type, path=f"{scope.record_at(level).path}.{name}")
        case Op.PRESENT:
            return input_operand(scope, node.args[0])
        case Op.AT:
            return _of_period(scope, node, answer)
        case _:
            return None


def _of_period(scope: Scope, node: Node, answer: Answer) -> Operand | None:
    number = cast(Interval, scope.answer(node.args[1])).point
    if number is None:
        return None
    home, fact = scope.source(node.args[0])
    name, series = cast(str, home.nodes[fact].data), cast(SeriesType, home.nodes[fact].type)
    path = f"{name}[{show_period(int(number), series.period)}]"
    exists = not isinstance(cast(Series, home.answer(fact)).values.get(int(number)), Absent)
    return Operand(OperandKind.PERIOD, name, answer, node.type, (series.period, int(number)), path, exists=exists)


def inputs(scope: Scope, index: int) -> tuple[Operand, ...]:
    """Return the inputs that a node computes with, in order, without what is written out."""
    home, at = scope.source(index)
    places = home.program.inputs_of(at) if home.outer is None else None
    read = () if places is None else [one for one in (input_operand(home, place) for place in places) if one is not None]
    if places is not None and len(read) == len(places):
        return _in_time(tuple(dict.fromkeys(one for one in read if not _is_collection(one))))
    found: dict[Operand, None] = {}
    seen: set[tuple[Scope, int]] = set()
    waiting = [(home, at)]
    while waiting:
        where, at = waiting.pop()
        if (where, at) in seen:
            continue
        seen.add((where, at))
        operand = input_operand(where, at)
        if operand is None:
            waiting.extend(reversed([*_asked(where, at)]))
        elif operand.kind not in (OperandKind.LITERAL, OperandKind.READING) and not _is_collection(operand):
            found[operand] = None
    return _in_time(tuple(found))


def _in_time(read: tuple[Operand, ...]) -> tuple[Operand, ...]:
    """Put the periods of each series in their order, at the places where that series stands."""
    if len([one for one in read if one.at is not None]) < 2:
        return read
    dated = sorted((one for one in read if one.at is not None), key=lambda one: one.at or ("year", 0))
    series = {name: iter([one for one in dated if one.name == name]) for name in {one.name for one in dated}}
    return tuple(one if one.at is None else next(series[one.name]) for one in read)


def _asked(scope: Scope, index: int) -> Iterator[tuple[Scope, int]]:
    """Yield what a node computes with: of a choice what was asked, and only the values that it can give."""
    node = scope.nodes[index]
    guards = node.args[:-1:2] if node.op is Op.CHOOSE else ()
    live = live_branches(scope, node) if guards else node.args
    taken = next((n for n, guard in enumerate(guards) if scope.answer(guard) is Truth.T), len(guards))
    for argument in dict.fromkeys((*guards[: taken + 1], *live)):
        yield scope.source(argument)


def _is_collection(operand: Operand) -> bool:
    return operand.kind is OperandKind.FACT and not isinstance(operand.answer, Truth) and hasattr(operand.type, "element")


def is_figure(side: Operand) -> bool:
    """Say whether a side is computed from others that a reader will want to see; the ends of periods tell themselves."""
    return side.kind in (OperandKind.COMPUTED, OperandKind.NAMED) and side.type is not Scalar.DATE


def comparison(scope: Scope, site: Site) -> Comparison | None:
    """Return the comparison that a site writes, or `None` where its node is not one."""
    home, index = scope.source(site.node)
    node = home.nodes[index]
    if node.op is not Op.COMPARE:
        return None
    comparator = cast(Comparator, node.data)
    left, right = (_side(scope, home, site, argument, order) for order, argument in enumerate(node.args))
    if home.answer(index) is Truth.U:
        left, right = (_unbounded(home, argument, side) for argument, side in zip(node.args, (left, right), strict=True))
    distance = _distance(comparator, left, right, home.answer(index))
    if distance is not None and isinstance(right.answer, Interval) and right.answer.point is not None:
        wanted, strictly = right.answer.point, comparator in (Comparator.GT, Comparator.LT)
        will_do = wanted.__eq__ if comparator is Comparator.EQ else _any_number
        distance = of_quotient(distance, home, node.args[0], wanted, will_do, strictly=strictly, beside=node.args[1])
    return Comparison(comparator, left, right, distance)


def of_quotient(
    distance: Distance,
    scope: Scope,
    index: int,
    wanted: Fraction,
    will_do: Callable[[Fraction], bool],
    *,
    strictly: bool = False,
    beside: int | None = None,
) -> Distance:
    """Say how much of the numerator is missing to a ratio or a growth, where all else is known and the divisor is positive.

    To reach what is `wanted` is not enough where it has to be passed `strictly`; that is calculated in `beside`. Nothing is
    said where what whole 分 or persons come to will not do, nor where the numerator stands in the divisor or elsewhere too:
    then not all else stays as it is.
    """
    home, at = scope.source(index)
    value = cast(Interval, home.answer(at)).point
    lever = None if value is None else _lever(home, at)
    if lever is None or value is None:
        return distance
    node, parts, others = home.nodes[lever[0]], lever[1], lever[2]
    numerator = input_operand(home, node.args[0])
    divisor = cast(Interval, home.answer(node.args[1])).point
    if numerator is None or numerator.path is None or numerator.type not in (Scalar.MONEY, Scalar.INTEGER):
        return distance  # what is written out, or published, nobody can raise
    if divisor is None or divisor <= 0:
        return distance
    elsewhere = any(numerator in inputs(home, other) for other in (node.args[1], *others))
    if elsewhere or (beside is not None and numerator in inputs(scope, beside)):
        return distance
    change = (wanted - value) * parts * divisor
    if strictly:
        whole = floor(change) + 1 if change > 0 else ceil(change) - 1
    else:
        whole = ceil(change) if change > 0 else floor(change)
    if not will_do(value + whole / (parts * divisor)):
        return distance
    return evolve(distance, numerator=numerator, change=Fraction(whole))


def _any_number(_: Fraction) -> bool:
    return True


def _lever(scope: Scope, index: int) -> tuple[int, int, Sequence[int]] | None:
    """Return the quotient or growth by which a ratio is raised, and of how many it is the average: the last one counts.

    The others stand beside it, with what says how many they are.
    """
    node = scope.nodes[index]
    if node.op is Op.GROWTH:
        return index, 1, ()
    if node.op is not Op.ARITHMETIC or node.data != "/":
        return None
    growths = _addends(scope, node.args[0])
    count = cast(Interval, scope.answer(node.args[1])).point
    if count == len(growths) and all(scope.nodes[one].op is Op.GROWTH for one in growths):
        return growths[-1], len(growths), (*growths[:-1], node.args[1])
    return index, 1, ()


def _addends(scope: Scope, index: int) -> tuple[int, ...]:
    node = scope.nodes[index]
    if node.op is not Op.ARITHMETIC or node.data != "+":
        return (index,)
    return (*_addends(scope, node.args[0]), node.args[1])


def _side(scope: Scope, home: Scope, site: Site, argument: int, order: int) -> Operand:
    answer, type_ = home.answer(argument), home.nodes[argument].type
    written = _written_side(scope, home, site, argument, order)
    parts = () if written is None else tuple(_parts(scope, written))
    known = input_operand(home, argument)
    if known is not None and written is not None and written.label is None:
        return known  # a definition without a title is only another name of it
    if written is not None and written.kind in _NAMES:
        at = None if written.period is None else calendar_period(scope, written.period)
        return Operand(_NAMES[written.kind], written.label or written.text, answer, type_, at, parts=parts)
    if known is not None:
        return known
    return Operand(OperandKind.COMPUTED, written.text if written is not None else "", answer, type_, parts=parts)


def _unbounded(home: Scope, argument: int, side: Operand) -> Operand:
    """Return a side of an open question as one whose bounds are not told, where they say nothing."""
    return side if bounds_tell(home, argument) else evolve(side, bounded=False)


def _parts(scope: Scope, site: Site) -> Iterator[Operand]:
    """Yield the values of the single periods that a figure is made of, where they are computed themselves."""
    while site.kind is SiteKind.DEFINITION and len(site.children) == 1:
        site = site.children[0]
    if site.kind is not SiteKind.OVER:
        return
    for child in site.children:
        home, index = scope.source(child.node)
        at = None if child.period is None else calendar_period(scope, child.period)
        if at is not None and input_operand(home, index) is None:
            tell = bounds_tell(home, index)
            yield Operand(OperandKind.PERIOD, "", home.answer(index), home.nodes[index].type, at, bounded=tell)


def _written_side(scope: Scope, home: Scope, site: Site, argument: int, order: int) -> Site | None:
    """Return the child site that writes an argument: the one in its place, or the one with its node."""
    if len(site.children) == 2:
        return site.children[order]
    place = home.source(argument)
    return next((child for child in site.children if scope.source(child.node) == place), None)


def _distance(comparator: Comparator, left: Operand, right: Operand, truth: Answer) -> Distance | None:
    if truth is not Truth.F or not is_numeric(left.type):
        return None
    one, other = cast(Interval, left.answer), cast(Interval, right.answer)
    match comparator:
        case Comparator.GE | Comparator.GT:
            ends = other.low, one.high
        case Comparator.LE | Comparator.LT:
            ends = one.low, other.high
        case Comparator.EQ:
            ends = (one.low, other.high) if _above(one, other) else (other.low, one.high)
        case Comparator.NE:
            return None
    if ends[0] is None or ends[1] is None or ends[0] == ends[1]:
        return None
    exact = one.point is not None and other.point is not None
    return Distance(ends[0] - ends[1], left.type, exact)


def _above(one: Interval, other: Interval) -> bool:
    return one.low is not None and other.high is not None and one.low > other.high
