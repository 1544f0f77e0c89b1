"""What keeps an answer open.

In: a program with its answers and a node. Out: `Open`, the facts that can still change the answer, the causes that no fact
will settle, and the readings that were left open. One walk back from the node through what is not yet known; nothing that
can matter is left out, and a fact that cannot may be named.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.program import Body, Cause, CauseKind, Node, Op, ParameterSpec, Program, Quantifier
from policyrules.explain.scope import Scope, is_open, whole
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Series, Truth

#: A year that is unknown but within a span of this many years has its years named one by one.
_NAMED_YEARS = 12

Place = tuple[Scope, int]


@frozen
class Open:
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


def why_open(program: Program, answers: Answers, node: int) -> Open:
    """Return why the answer of `node` is open; nothing where it is known."""
    return _walk((whole(program, answers), node))


@frozen
class _Step:
    """What one node adds: places to look at next, in order, causes of its own, and a reading."""

    places: tuple[Place, ...] = ()
    causes: tuple[Cause, ...] = ()
    readings: tuple[str, ...] = ()


def _walk(start: Place) -> Open:
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
    return Open(tuple(causes), tuple(readings))


def _step(scope: Scope, index: int, node: Node) -> _Step:
    match node.op:
        case Op.LITERAL | Op.DAY:
            return _Step()
        case Op.UNKNOWN:
            return _Step(causes=(cast(Cause, node.data),))
        case Op.FACT:
            return _missing(cast(str, node.data))
        case Op.FIELD:
            level, name = cast(tuple[int, str], node.data)
            return _missing(f"{scope.record_at(level).path}.{name}")
        case Op.OUTER:
            assert scope.outer is not None
            return _Step(((scope.outer, cast(int, node.data)),))
        case Op.READING:
            return _Step(readings=(cast(str, node.data),))
        case Op.PARAMETER:
            return _parameter(scope, node)
        case Op.AND | Op.OR | Op.NOT | Op.AT_LEAST | Op.COMPARE | Op.SHIFT | Op.CALENDAR | Op.ABSENT:
            return _arguments(scope, node.args)
        case Op.ARITHMETIC:
            return _quotient(scope, node) if node.data == "/" else _arguments(scope, node.args)
        case Op.EXTREME:
            return _extreme(scope, node)
        case Op.AT:
            return _at(scope, node)
        case Op.CHOOSE:
            return _choose(scope, node)
        case Op.OTHERWISE:
            return _otherwise(scope, node)
        case Op.PRESENT:
            return _present(scope, node)
        case Op.EACH:
            return _each(scope, index, node)


def _arguments(scope: Scope, indexes: Iterable[int]) -> _Step:
    return _Step(tuple((scope, index) for index in indexes))


def _missing(path: str) -> _Step:
    return _Step(causes=(Cause(CauseKind.MISSING, path),))


# --- numbers ----------------------------------------------------------------------------------------------------------


def _quotient(scope: Scope, node: Node) -> _Step:
    numerator, denominator = node.args
    if cast(Interval, scope.answer(denominator)).point == 0:
        return _Step(causes=(Cause(CauseKind.UNDEFINED, subject(scope, denominator)),))
    return _arguments(scope, (numerator, denominator))


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
    spec, day = scope.program.parameter(cast(str, node.data)), scope.answer(node.args[0])
    asked = _walk((scope, node.args[0]))
    if asked.missing or _all_published(spec, cast(Interval, day)):
        return _arguments(scope, node.args)
    return _Step(((scope, node.args[0]),), (Cause(CauseKind.NOT_PUBLISHED, spec.name),))


def _all_published(spec: ParameterSpec, days: Interval) -> bool:
    if not spec.values or spec.complete_to is None or days.low is None or days.high is None:
        return False
    return spec.values[0][0].toordinal() <= days.low and days.high <= spec.complete_to.toordinal()


def _at(scope: Scope, node: Node) -> _Step:
    series_index, year_index = node.args
    home, fact = scope.source(series_index)
    name, series = cast(str, home.nodes[fact].data), cast(Series, scope.answer(series_index))
    years = cast(Interval, scope.answer(year_index))
    if years.point is not None:
        year = int(years.point)
        kind = CauseKind.UNDEFINED if isinstance(series.years.get(year), Absent) else CauseKind.MISSING
        return _Step(causes=(Cause(kind, f"{name}[{year}]"),))
    return _Step(((scope, year_index),), tuple(_years_to_ask(name, series, years)))


def _years_to_ask(name: str, series: Series, years: Interval) -> Iterator[Cause]:
    if years.low is None or years.high is None or years.high - years.low > _NAMED_YEARS:
        yield Cause(CauseKind.MISSING, name)
        return
    for year in range(int(years.low), int(years.high) + 1):
        value = series.years.get(year)
        if value is None or is_open(value):
            yield Cause(CauseKind.MISSING, f"{name}[{year}]")


# --- choices, absence, records ----------------------------------------------------------------------------------------


def _choose(scope: Scope, node: Node) -> _Step:
    return _arguments(scope, live_branches(scope, node))


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


def _otherwise(scope: Scope, node: Node) -> _Step:
    optional, default = node.args
    held = scope.answer(optional)
    if isinstance(held, Maybe):
        return _arguments(scope, (optional, default))
    return _arguments(scope, (default if isinstance(held, Absent) else optional,))


def _present(scope: Scope, node: Node) -> _Step:
    if isinstance(scope.answer(node.args[0]), Absent):
        return _Step(causes=(Cause(CauseKind.UNDEFINED, subject(scope, node.args[0])),))
    return _arguments(scope, node.args)


def _each(scope: Scope, index: int, node: Node) -> _Step:
    records, body = scope.records(index), cast(Body, node.body)
    if records is None:
        return _Step(((scope, node.args[0]), *((scope, outer) for outer in _brought_in(body))))
    kind, _ = cast(tuple[Quantifier, int], node.data)
    live = [record for record in records if _holds(record, body) is not Truth.F]
    if kind in (Quantifier.MAX, Quantifier.MIN):
        if not live:
            return _Step(causes=(Cause(CauseKind.UNDEFINED, scope.list_name(index)),))
        live = _extreme_records(live, body, kind is Quantifier.MAX)
    places = [(record, part) for record in live for part in (body.condition, body.value) if part is not None]
    return _Step(tuple(places))


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


def _brought_in(body: Body) -> Iterator[int]:
    """Yield what a body asks of the program around it: with no record known, all of it can still matter."""
    for node in body.nodes:
        if node.op is Op.OUTER:
            yield cast(int, node.data)


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
            year = cast(Interval, scope.answer(node.args[1])).point
            name = cast(str, home.nodes[fact].data)
            return name if year is None else f"{name}[{int(year)}]"
        case _:
            return None
