"""The few numbers that an open answer can still turn out to be: `20万元或30万元`.

In: a program with its answers and a node. Out: a finite set of numbers, among them every number that the answer can become,
or `None` where there is none so small. What rests on one open question twice is not seen to do so: the set may hold a number
that cannot come about.
"""

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from types import MappingProxyType
from typing import cast

from policyrules.core.case import Answers
from policyrules.core.program import Body, Node, Op, Program, Quantifier
from policyrules.explain.missing import Place, live_branches, live_exceptions, met_values
from policyrules.explain.scope import Scope, whole
from policyrules.values.answers import Absent, Interval, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.intervals import Rounding, is_too_long, round_to
from policyrules.values.periods import period_of
from policyrules.values.types import EnumType, Scalar

#: More numbers than these are a range to a reader.
LIMIT = 8

#: More than these are not followed up while numbers are combined.
_FOLLOWED = LIMIT * LIMIT

Numbers = frozenset[Fraction]

_ZERO = Fraction(0)
_NOTHING: Numbers = frozenset({_ZERO})


def possible(program: Program, answers: Answers, node: int) -> tuple[Fraction, ...] | None:
    """Return the numbers that the answer of a node can still be, in order; `None` where they are more than `LIMIT`."""
    start: Place = (whole(program, answers), node)
    found: dict[Place, Numbers | None] = {}
    waiting = [start]
    while waiting:
        parts = _parts(*waiting[-1]) or ()
        ahead = [part for part in parts if part not in found]
        if ahead:
            waiting.extend(ahead)
            continue
        place = waiting.pop()
        given = [numbers for part in parts if (numbers := found[part]) is not None]
        found[place] = _within(*place, _combined(*place, given) if len(given) == len(parts) else None)
    numbers = found[start]
    return None if numbers is None else tuple(sorted(numbers))


def possible_names(program: Program, answers: Answers, node: int) -> tuple[str, ...] | None:
    """Return the names that an open answer can still be, in the order of their enumeration; `None` where it can be any."""
    type_, found = program.nodes[node].type, set[str]()
    seen: set[Place] = set()
    waiting: list[Place] = [(whole(program, answers), node)]
    while waiting:
        scope, index = waiting.pop()
        answer, asked = scope.answer(index), scope.nodes[index]
        if (scope, index) in seen or not isinstance(answer, Symbol):
            continue
        seen.add((scope, index))
        if answer.value is not None:
            found.add(answer.value)
        elif asked.op is Op.OUTER:
            waiting.append(scope.source(index))
        elif asked.op in (Op.CHOOSE, Op.EXCEPTIONS, Op.BAND):
            waiting.extend(reversed(_places(scope, _values(scope, asked))))
        else:
            return None
    return tuple(filter(found.__contains__, type_.members)) if isinstance(type_, EnumType) else tuple(sorted(found))


def _within(scope: Scope, index: int, numbers: Numbers | None) -> Numbers | None:
    """Return what remains of the numbers within the answer; of a whole number, those between its ends will do too."""
    answer = scope.answer(index)
    if not isinstance(answer, Interval):
        return None
    low, high = answer.low, answer.high
    if numbers is None and scope.nodes[index].type is Scalar.INTEGER and low is not None and high is not None:
        numbers = frozenset(map(Fraction, range(ceil(low), floor(high) + 1))) if high - low < LIMIT else None
    if numbers is None:
        return None
    within = frozenset(n for n in numbers if (low is None or low <= n) and (high is None or n <= high))
    return within if len(within) <= LIMIT and not any(is_too_long(point(n)) for n in within) else None


# --- what numbers are made of -----------------------------------------------------------------------------------------


def _parts(scope: Scope, index: int) -> tuple[Place, ...]:
    """Return the numbers that an open one is made of; none for one that is known or that is made of anything else."""
    node, answer = scope.nodes[index], scope.answer(index)
    if not isinstance(answer, Interval) or answer.point is not None:
        return ()
    match node.op:
        case Op.OUTER:
            return (scope.source(index),)
        case Op.ARITHMETIC | Op.GROWTH | Op.ROUND | Op.EXTREME:
            return _places(scope, node.args)
        case Op.CHOOSE | Op.EXCEPTIONS | Op.BAND:
            return _places(scope, _values(scope, node))
        case Op.OTHERWISE if isinstance(scope.answer(node.args[0]), Absent):
            return _places(scope, node.args[1:])
        case Op.EACH:
            return (*_places(scope, node.args[1:]), *_values_of_records(scope, index, node))
        case _:
            return ()


def _places(scope: Scope, indexes: Iterable[int]) -> tuple[Place, ...]:
    return tuple((scope, index) for index in indexes)


def _values(scope: Scope, node: Node) -> Iterable[int]:
    """Return the values among which a choice, a table or its exceptions choose."""
    if node.op is Op.BAND:
        return met_values(scope, node)
    guards = node.args[:-1:2] if node.op is Op.CHOOSE else node.args[1::2]
    live = live_branches(scope, node) if node.op is Op.CHOOSE else live_exceptions(scope, node)
    return (index for index in live if index not in guards)


def _values_of_records(scope: Scope, index: int, node: Node) -> tuple[Place, ...]:
    value = cast(Body, node.body).value
    return () if value is None else tuple((record, value) for record, _ in _live_records(scope, index, node))


def _live_records(scope: Scope, index: int, node: Node) -> list[tuple[Scope, Truth]]:
    condition = cast(Body, node.body).condition
    records = [
        (record, Truth.T if condition is None else cast(Truth, record.answer(condition)))
        for record in scope.records(index) or ()
    ]
    return [(record, holds) for record, holds in records if holds is not Truth.F]


# --- what they make ---------------------------------------------------------------------------------------------------


def _combined(scope: Scope, index: int, given: Sequence[Numbers]) -> Numbers | None:
    node, answer = scope.nodes[index], scope.answer(index)
    if not isinstance(answer, Interval):
        return None
    if answer.point is not None:
        return frozenset({answer.point})
    match node.op:
        case Op.OUTER | Op.CHOOSE | Op.EXCEPTIONS | Op.OTHERWISE:
            return frozenset[Fraction]().union(*given) if given else None
        case Op.BAND:
            gap = None in cast(Bands, node.data).places_met(cast(Interval, scope.answer(node.args[0])))
            return None if gap else frozenset[Fraction]().union(*given)
        case Op.ARITHMETIC:
            return _folded(given, _ARITHMETIC[cast(str, node.data)]) if node.data != "/" or 0 not in given[1] else None
        case Op.GROWTH:
            return _folded(given, lambda value, base: value / base - 1) if min(given[1]) > 0 else None
        case Op.ROUND:
            return _folded(given, lambda value, step: round_to(value, step, cast(Rounding, node.data)))
        case Op.EXTREME:
            return _folded(given, min if node.data == "min" else max)
        case Op.EACH:
            return _of_records(scope, index, node, given)
        case _:
            return None


_ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = MappingProxyType(
    {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}
)


def _folded(given: Sequence[Numbers], make: Callable[[Fraction, Fraction], Fraction]) -> Numbers | None:
    """Return what comes of every choice of one number from each set."""
    made, *further = given
    for numbers in further:
        made = frozenset(make(one, other) for one in made for other in numbers)
        if len(made) > _FOLLOWED:
            return None
    return made


def _of_records(scope: Scope, index: int, node: Node, given: Sequence[Numbers]) -> Numbers | None:
    kind, _ = cast(tuple[Quantifier, int], node.data)
    records = _live_records(scope, index, node)
    holds = [truth for _, truth in records]
    if scope.records(index) is None:
        return None
    match kind:
        case Quantifier.SUM:
            return _sum(given, holds)
        case Quantifier.SUM_PER_YEAR:
            caps, *values = given
            years = [_year(record, cast(Body, node.body)) for record, _ in records]
            return None if None in years else _sum_per_year(caps, values, holds, years)
        case Quantifier.MAX | Quantifier.MIN:
            return frozenset[Fraction]().union(*given) if Truth.T in holds else None
        case _:
            return None


def _sum(values: Sequence[Numbers], holds: Sequence[Truth]) -> Numbers | None:
    """Return the sums of what counts, with or without what may count."""
    added = [numbers | _NOTHING if truth is Truth.U else numbers for numbers, truth in zip(values, holds, strict=True)]
    return _folded([_NOTHING, *added], operator.add)


def _year(record: Scope, body: Body) -> int | None:
    """Return the year of the day that a record belongs to, where it is known."""
    days = cast(Interval, record.answer(cast(int, body.key)))
    if days.low is None or days.high is None:
        return None
    first, last = (period_of(int(day), "year") for day in (days.low, days.high))
    return first if first == last else None


def _sum_per_year(
    caps: Numbers, values: Sequence[Numbers], holds: Sequence[Truth], years: Sequence[int | None]
) -> Numbers | None:
    found: Numbers = frozenset()
    for cap in (max(cap, _ZERO) for cap in caps):
        sums = []
        for this in dict.fromkeys(years):
            own = [place for place, year in enumerate(years) if year == this]
            counted = [frozenset(max(value, _ZERO) for value in values[place]) for place in own]
            total = _sum(counted, [holds[place] for place in own])
            if total is None:
                return None
            sums.append(frozenset(min(one, cap) for one in total))
        total = _folded([_NOTHING, *sums], operator.add)
        if total is None:
            return None
        found |= total
    return found
