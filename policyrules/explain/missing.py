"""What keeps an answer open.

In: a program with its answers and a node. Out: `WhyOpen`, the facts that can still change the answer, the causes that no fact
will settle, and the readings that were left open. One walk back from the node through what is not yet known; nothing that
can matter is left out, and a fact that cannot may be named.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.exceptions import effective, in_conflict
from policyrules.core.program import (
    Body,
    Cause,
    CauseKind,
    Exceptions,
    Node,
    Op,
    Open,
    Program,
    Quantifier,
)
from policyrules.explain.scope import Scope, is_open, whole
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Series, Truth
from policyrules.values.bands import Bands
from policyrules.values.periods import show_period
from policyrules.values.types import SeriesType

#: A period that is unknown but within a span of so many has its periods named one by one.
_NAMED_PERIODS = 12

Place = tuple[Scope, int]


@frozen
class WhyOpen:
    """Why an answer is open. `readings` are those that were left open, not those that were taken."""

    causes: tuple[Cause, ...] = ()
    readings: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths of the facts that can still change the answer."""
        return tuple(cause.subject for cause in self.causes if cause.kind is CauseKind.MISSING)

    @property
    def unanswerable(self) -> tuple[Cause, ...]:
        """The causes that no fact of the enterprise settles."""
        return tuple(cause for cause in self.causes if cause.kind is not CauseKind.MISSING)


def why_open(program: Program, answers: Answers, node: int) -> WhyOpen:
    """Return why the answer of `node` is open; nothing where it is known."""
    return why_open_at(whole(program, answers), node)


def why_open_at(scope: Scope, index: int) -> WhyOpen:
    """Return why an answer is open that is asked of one record."""
    return _walk((scope, index))


@frozen
class _Step:
    """What one node adds: places to look at next, in order, causes of its own, and a reading."""

    places: tuple[Place, ...] = ()
    causes: tuple[Cause, ...] = ()
    readings: tuple[str, ...] = ()


def _walk(start: Place) -> WhyOpen:
    # A dict keeps the order in which things are first met, which is the order of the text.
    causes: dict[Cause, None] = {}
    readings: dict[str, None] = {}
    seen: set[Place] = set()
    waiting = [start]
    while waiting:
        scope, index = waiting.pop()
        if (scope, index) in seen or not is_open(scope.answer(index)):
            continue
        seen.add((scope, index))
        step = _step(scope, index, scope.nodes[index])
        causes.update(dict.fromkeys(step.causes))
        readings.update(dict.fromkeys(step.readings))
        waiting.extend(reversed(step.places))
    return WhyOpen(tuple(causes), tuple(readings))


def _step(scope: Scope, index: int, node: Node) -> _Step:
    match node.op:
        case Op.LITERAL | Op.DAY:
            return _Step()
        case Op.UNKNOWN:
            return _Step(causes=(cast(Open, node.data).cause,))
        case Op.FACT:
            return _Step(causes=(_not_given(scope, cast(str, node.data), cast(str, node.data)),))
        case Op.FIELD:
            level, name = cast(tuple[int, str], node.data)
            return _Step(causes=(Cause(CauseKind.MISSING, f"{scope.record_at(level).path}.{name}"),))
        case Op.OUTER:
            assert scope.outer is not None
            return _Step(((scope.outer, cast(int, node.data)),))
        case Op.READING:
            return _Step(readings=(cast(str, node.data),))
        case Op.PARAMETER:
            return _parameter(scope, node)
        case Op.AND | Op.OR | Op.NOT | Op.AT_LEAST | Op.COMPARE | Op.SHIFT | Op.CALENDAR:
            return _arguments(scope, node.args)
        case Op.ROUND | Op.ELAPSED | Op.STARTS | Op.ABSENT:
            return _arguments(scope, node.args)
        case Op.ARITHMETIC:
            return _quotient(scope, node) if node.data == "/" else _arguments(scope, node.args)
        case Op.GROWTH:
            return _growth(scope, node)
        case Op.EXTREME:
            return _extreme(scope, node)
        case Op.AT:
            return _at(scope, node)
        case Op.CHOOSE:
            return _choose(scope, node)
        case Op.BAND:
            return _band(scope, node)
        case Op.EXCEPTIONS:
            return _exceptions(scope, node)
        case Op.OTHERWISE:
            return _otherwise(scope, node)
        case Op.PRESENT:
            return _present(scope, node)
        case Op.EACH:
            return _each(scope, index, node)


def _arguments(scope: Scope, indexes: Iterable[int]) -> _Step:
    return _Step(tuple((scope, index) for index in indexes))


def _not_given(scope: Scope, fact: str, path: str) -> Cause:
    """Return why a fact, or one year of it, is unknown: it is to be asked for, or a body has not decided it yet."""
    body = scope.program.fact(fact).decided_by
    return Cause(CauseKind.MISSING, path) if body is None else Cause(CauseKind.DISCRETION, body)


# --- numbers ----------------------------------------------------------------------------------------------------------


def _quotient(scope: Scope, node: Node) -> _Step:
    numerator, denominator = node.args
    if cast(Interval, scope.answer(denominator)).point == 0:
        return _Step(causes=(Cause(CauseKind.ZERO_DIVISOR, subject(scope, denominator)),))
    return _arguments(scope, (numerator, denominator))


def _growth(scope: Scope, node: Node) -> _Step:
    """Over a base that is zero or below, there is no growth, whatever the value is."""
    base = cast(Interval, scope.answer(node.args[1]))
    if base.high is not None and base.high <= 0:
        return _Step(causes=(Cause(CauseKind.NO_GROWTH, subject(scope, node.args[1])),))
    return _arguments(scope, node.args)


def _extreme(scope: Scope, node: Node) -> _Step:
    numbers = [cast(Interval, scope.answer(index)) for index in node.args]
    matter = _can_be_extreme(numbers, numbers, node.data == "max")
    return _arguments(scope, (index for index, matters in zip(node.args, matter, strict=True) if matters))


def _can_be_extreme(numbers: Sequence[Interval], certain: Sequence[Interval], greatest: bool) -> Iterator[bool]:
    """Say of each number whether it can be the greatest (or least) beside those that certainly count."""
    bounds = [number.low if greatest else number.high for number in certain]
    known = [bound for bound in bounds if bound is not None]
    for number in numbers:
        reach = number.high if greatest else number.low
        if reach is None or not known or number.point is not None:
            yield True
        else:
            yield reach > max(known) if greatest else reach < min(known)


def _parameter(scope: Scope, node: Node) -> _Step:
    """A day outside of what is published is the cause itself, unless the day is still to be asked for."""
    spec, days = scope.program.parameter(cast(str, node.data)), cast(Interval, scope.answer(node.args[0]))
    asked = _walk((scope, node.args[0]))
    if asked.missing or spec.is_published(days):
        return _arguments(scope, node.args)
    return _Step(((scope, node.args[0]),), (Cause(CauseKind.NOT_PUBLISHED, spec.name),))


def _at(scope: Scope, node: Node) -> _Step:
    series_index, index = node.args
    home, fact = scope.source(series_index)
    name, series = cast(str, home.nodes[fact].data), cast(Series, scope.answer(series_index))
    asked = cast(Interval, scope.answer(index))
    if asked.point is not None:
        exists = not isinstance(series.values.get(int(asked.point)), Absent)
        path = _period_path(home.nodes[fact], int(asked.point))
        return _Step(causes=(_not_given(scope, name, path) if exists else Cause(CauseKind.NOT_EXISTING, path),))
    paths = _periods_to_ask(home.nodes[fact], series, asked)
    return _Step(((scope, index),), tuple(_not_given(scope, name, path) for path in paths))


def _period_path(fact: Node, number: int) -> str:
    return f"{fact.data}[{show_period(number, cast(SeriesType, fact.type).period)}]"


def _periods_to_ask(fact: Node, series: Series, asked: Interval) -> Iterator[str]:
    if asked.low is None or asked.high is None or asked.high - asked.low > _NAMED_PERIODS:
        yield cast(str, fact.data)
        return
    for number in range(int(asked.low), int(asked.high) + 1):
        value = series.values.get(number)
        if value is None or is_open(value):
            yield _period_path(fact, number)


# --- choices, absence, records ----------------------------------------------------------------------------------------


def _choose(scope: Scope, node: Node) -> _Step:
    """What may be taken. That there may be nothing to take is no reason by itself while it is open whether there is."""
    live, last = live_branches(scope, node), scope.nodes[node.args[-1]]
    nothing = last.op is Op.UNKNOWN and cast(Open, last.data).cause.kind is CauseKind.NO_PERIOD
    return _arguments(scope, live[:-1] if nothing and len(live) > 1 and live[-1] == node.args[-1] else live)


def live_branches(scope: Scope, node: Node) -> tuple[int, ...]:
    """Return the guards and values of a choice that can still be the one taken: none after a true guard."""
    live: list[int] = []
    for guard, value in zip(node.args[:-1:2], node.args[1::2], strict=True):
        truth = scope.answer(guard)
        if truth is not Truth.F:
            live += [guard, value]
        if truth is Truth.T:
            return tuple(live)
    return (*live, node.args[-1])


def _band(scope: Scope, node: Node) -> _Step:
    """The values of the pieces that the number may lie in; one that lies in a gap for certain has none."""
    number, places = node.args[0], _places_met(scope, node)
    if places == (None,):
        return _Step(causes=(Cause(CauseKind.UNDEFINED, subject(scope, number)),))
    return _arguments(scope, (*((number,) if len(places) > 1 else ()), *met_values(scope, node)))


def met_values(scope: Scope, node: Node) -> tuple[int, ...]:
    """Return the values of the pieces that the number of a table of bands may lie in."""
    return tuple(node.args[1 + place] for place in _places_met(scope, node) if place is not None)


def _places_met(scope: Scope, node: Node) -> tuple[int | None, ...]:
    return cast(Bands, node.data).places_met(cast(Interval, scope.answer(node.args[0])))


def live_exceptions(scope: Scope, node: Node) -> tuple[int, ...]:
    """Return the guards and values of the exceptions that may apply, and the base where it may."""
    base, *pairs = node.args
    effects = effective(cast(Exceptions, node.data), _guards(scope, node))
    live = [base] if effects[0] is not Truth.F else []
    for guard, value, effect in zip(pairs[::2], pairs[1::2], effects[1:], strict=True):
        live += [guard, value] if effect is not Truth.F else []
    return tuple(live)


def _exceptions(scope: Scope, node: Node) -> _Step:
    """What may apply, and those that contradict each other whatever else becomes known."""
    exceptions = cast(Exceptions, node.data)
    values = [scope.answer(value) for value in node.args[2::2]]
    contradicting = in_conflict(exceptions, _guards(scope, node), values)
    causes = (_conflict(exceptions, contradicting),) if contradicting else ()
    return _Step(_arguments(scope, live_exceptions(scope, node)).places, causes)


def _conflict(exceptions: Exceptions, contradicting: Sequence[int]) -> Cause:
    clauses = exceptions.clauses or ("",) * len(exceptions.names)
    provisions = tuple((exceptions.names[place], clauses[place]) for place in contradicting)
    return Cause(CauseKind.CONFLICT, "、".join(name for name, _ in provisions), provisions)


def _guards(scope: Scope, node: Node) -> Sequence[Truth]:
    return [cast(Truth, scope.answer(guard)) for guard in node.args[1::2]]


def _otherwise(scope: Scope, node: Node) -> _Step:
    optional, default = node.args
    held = scope.answer(optional)
    if isinstance(held, Maybe):
        return _arguments(scope, (optional, default))
    return _arguments(scope, (default if isinstance(held, Absent) else optional,))


def _present(scope: Scope, node: Node) -> _Step:
    if isinstance(scope.answer(node.args[0]), Absent):
        return _Step(causes=(Cause(CauseKind.LEFT_OUT, subject(scope, node.args[0])),))
    return _arguments(scope, node.args)


def _each(scope: Scope, index: int, node: Node) -> _Step:
    records, body = scope.records(index), cast(Body, node.body)
    if records is None:
        return _Step(tuple((scope, part) for part in node.rests_on))  # with no record known, all of it can still matter
    kind, _ = cast(tuple[Quantifier, int], node.data)
    live = [record for record in records if _holds(record, body) is not Truth.F]
    if kind in (Quantifier.MAX, Quantifier.MIN):
        if not live:
            return _Step(causes=(Cause(CauseKind.UNDEFINED, scope.list_name(index)),))
        live = _extreme_records(live, body, kind is Quantifier.MAX)
    asked = (body.condition, body.value, body.key)
    places = [(record, part) for record in live for part in asked if part is not None]
    return _Step((*((scope, cap) for cap in node.args[1:]), *places))


def _holds(record: Scope, body: Body) -> Answer:
    return Truth.T if body.condition is None else record.answer(body.condition)


def _extreme_records(live: Sequence[Scope], body: Body, greatest: bool) -> list[Scope]:
    value = cast(int, body.value)
    numbers = [cast(Interval, record.answer(value)) for record in live]
    certain = [number for record, number in zip(live, numbers, strict=True) if _holds(record, body) is Truth.T]
    if not certain:
        return list(live)
    matter = _can_be_extreme(numbers, certain, greatest)
    return [record for record, matters in zip(live, matter, strict=True) if matters]


# --- what a cause is about ----------------------------------------------------------------------------------------------


def subject(scope: Scope, index: int) -> str:
    """Name the inputs that a node is made of, as far as there are any."""
    names: dict[str, None] = {}
    waiting, seen = [(scope, index)], set[Place]()
    while waiting:
        where, at = waiting.pop()
        node = where.nodes[at]
        if (where, at) in seen:
            continue
        seen.add((where, at))
        name = _input_path(where, node)
        if name is not None:
            names[name] = None
        elif node.op is Op.OUTER:
            waiting.append(where.source(at))
        else:
            waiting.extend((where, argument) for argument in reversed(node.args))
    return "、".join(names)


def _input_path(scope: Scope, node: Node) -> str | None:
    match node.op:
        case Op.FACT | Op.PARAMETER | Op.READING:
            return cast(str, node.data)
        case Op.FIELD:
            level, name = cast(tuple[int, str], node.data)
            return f"{scope.record_at(level).path}.{name}"
        case Op.AT:
            home, fact = scope.source(node.args[0])
            number = cast(Interval, scope.answer(node.args[1])).point
            return cast(str, home.nodes[fact].data) if number is None else _period_path(home.nodes[fact], int(number))
        case _:
            return None
