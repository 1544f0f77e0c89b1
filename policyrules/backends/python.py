"""Generated Python: the answers of a program from functions that are written for it.

In: a program. Out: `Generated`, which gives the same `Answers` as the reference for every case. The functions are written when
they are first needed, and their text is kept where tracebacks find it. What they do not answer is answered by the rules of the
reference, question by question, when it is asked for.
"""

import linecache
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cached_property, lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import Any, cast

from attrs import field, frozen

from policyrules.backends import ranges
from policyrules.backends.emitting import Emitted, emit
from policyrules.backends.native import ABSENT, LACKING, MAYBE, BeyondError, Partly, given_fact, native_fact, optional
from policyrules.backends.numbers import elapsed_years
from policyrules.backends.parts import LONGEST, Cases, Layout, constant
from policyrules.backends.records import Counted, of_records
from policyrules.backends.reference import RULES, Scope, ask, evaluate, starts
from policyrules.backends.rules import SUM_BITS
from policyrules.backends.taken import reading
from policyrules.backends.taking import take
from policyrules.backends.widths import watched
from policyrules.core.case import Answers, Case
from policyrules.core.facts import broken_relations, no_facts
from policyrules.core.program import Node, Op, ParameterSpec, Program, Quantifier
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.periods import period_of
from policyrules.values.quantity import add_days, add_months, elapsed_months

#: The native answers of a flat list of nodes, and those of the bodies of its quantifiers, one per record.
Natives = tuple[Sequence[Any], Mapping[int, Any]]


@frozen
class Function:
    """A function that was written: its text, the layout of what it returns, and itself."""

    emitted: Emitted
    call: Callable[..., Natives | None] = field(repr=False)


class Generated:
    """A program with the functions that answer it, written when they are first needed. Safe to share between threads.

    Of the nodes, those that are `wanted` and what they rest on are answered at once, the others when someone looks.
    """

    def __init__(self, program: Program, wanted: frozenset[int] | None = None) -> None:
        self.program = program
        self.wanted = wanted
        self.watched = watched(program.nodes, LONGEST)

    def __reduce__(self) -> tuple[object, ...]:
        return Generated, (self.program, self.wanted)

    @cached_property
    def known(self) -> Function:
        """What answers a case of which every input is known, or gives `None`."""
        return self._written("known")

    @cached_property
    def open(self) -> Function:
        """What answers every case."""
        return self._written("open")

    def _written(self, cases: Cases) -> Function:
        emitted = emit(self.program, {**HELPERS, "by_rule": self._by_rule}, cases, self.wanted)
        return Function(emitted, compiled(emitted.source, cases, emitted.constants))

    @cached_property
    def _take(self) -> Callable[[dict[object, object]], Any]:
        """What takes the facts of an enterprise: see `policyrules.backends.taking`."""
        constants = {"ABSENT": ABSENT, "MAYBE": MAYBE, "Partly": Partly, "date": date, **reading(self.program)}
        source = take(self.program, lambda value: constant(constants, value))
        return compiled(source, "take", constants)

    @cached_property
    def defaults(self) -> tuple[str | None, ...]:
        """The options of the readings that are taken unless others are asked for."""
        return tuple(spec.default for spec in self.program.readings)

    def answered(self, facts: dict[object, object], on: date, options: tuple[str | None, ...]) -> "Natively | None":
        """Answer the questions about one enterprise; `None` where something is wrong with its facts, or may be."""
        if self.watched:
            return None
        try:
            lacking, inputs, beside = self._take(facts)
        except (ValueError, BeyondError):
            return None
        day, function, natives = on.toordinal(), self.open, None
        try:
            if not lacking and None not in options:
                function = self.known
                natives = function.call(*inputs, day, *options)
            if natives is None:
                function = self.open
                natives = function.call(*inputs, day, *options)
        except BeyondError:
            return None
        if natives is None:
            return None
        found = Natively(self.program, function.emitted.layout, inputs, beside, on, options, natives)
        return None if self._has_more_relations and broken_relations(self.program, found.answers) else found

    @cached_property
    def _has_more_relations(self) -> bool:
        """Whether there are relations among the facts that the functions do not look at."""
        return any(self.open.emitted.layout.slots[one.node] is None for one in self.program.relations)

    @cached_property
    def _scope(self) -> Scope:
        return Scope(self.program, no_facts(self.program, date.min))

    def _by_rule(self, node: Node, given: Sequence[Answer]) -> Answer:
        return RULES[node.op](self._scope, node, given)

    def __call__(self, case: Case) -> Answers:
        """Return one answer per node of the program, and per record for the bodies of quantifiers.

        Raises `FactsError` where a number is too long to be reckoned with.
        """
        try:
            inputs = tuple(self._inputs(case))
            function = self.open if any(one is None or type(one) is Partly for one in inputs) else self.known
            natives = function.call(*inputs)
            if natives is None:
                function = self.open
                natives = function.call(*inputs)
        except BeyondError:
            natives = None
        if natives is None:
            return evaluate(self.program, case)
        answers = _answers(self.program.nodes, function.emitted.layout, Scope(self.program, case), natives)
        for index in self.watched:
            answers.values[index]
        return answers

    def _inputs(self, case: Case) -> Iterator[Any]:
        for fact in self.program.facts:
            yield native_fact(case.facts[fact.name], fact)
        yield case.day.toordinal()
        for spec in self.program.readings:
            yield case.readings[spec.name]


def generate(program: Program) -> Generated:
    """Return what answers the cases of a program."""
    return Generated(program)


def compiled(source: str, name: str, constants: Mapping[str, object]) -> Callable[..., Any]:
    """Return a function of a text, which tracebacks can show."""
    file = f"<policy {sha256(source.encode()).hexdigest()[:12]} {name}>"
    linecache.cache[file] = (len(source), None, source.splitlines(keepends=True), file)
    names = {**constants, "__builtins__": _BUILTINS}
    exec(compile(source, file, "exec"), names)
    return cast(Callable[..., Any], names[name])


_BUILTINS: Mapping[str, object] = MappingProxyType(
    {
        "min": min, "max": max, "tuple": tuple, "len": len, "type": type, "int": int, "str": str, "dict": dict, "list": list,
        "ValueError": ValueError,
    }
)  # fmt: skip


class Natively:
    """The facts of an enterprise as they were taken, and the answers; as a case and as answers when someone looks."""

    __slots__ = ("_answers", "_beside", "_case", "_layout", "_natives", "_options", "_program", "day", "inputs")

    def __init__(
        self,
        program: Program,
        layout: Layout,
        inputs: tuple[Any, ...],
        beside: Mapping[str, Answer],
        day: date,
        options: tuple[str | None, ...],
        natives: Natives,
    ) -> None:
        self._program = program
        self._layout = layout
        self.inputs = inputs
        self._beside = beside
        self.day = day
        self._options = options
        self._natives = natives
        self._case: Case | None = None
        self._answers: Answers | None = None

    @property
    def case(self) -> Case:
        """What was asked about."""
        if self._case is None:
            self._case = self._made_case()
        return self._case

    @property
    def answers(self) -> Answers:
        """What was answered."""
        if self._answers is None:
            nodes, scope = self._program.nodes, Scope(self._program, self.case)
            self._answers = _answers(nodes, self._layout, scope, self._natives)
        return self._answers

    def _made_case(self) -> Case:
        facts = {
            spec.name: self._beside.get(spec.name) or given_fact(one, spec)
            for one, spec in zip(self.inputs, self._program.facts, strict=True)
        }
        options = zip(self._program.readings, self._options, strict=True)
        return Case(facts, self.day, {spec.name: option for spec, option in options})


class _Lazy(Sequence[Answer]):
    """The answers of a flat list of nodes, each made when it is first looked at, and kept.

    INVARIANT: what is kept never changes, so that two threads that look at once keep the same.
    """

    def __init__(self, nodes: Sequence[Node], layout: Layout, scope: Scope, natives: Natives) -> None:
        self.nodes = nodes
        self._layout = layout
        self._scope = scope
        self._held, self._bodies = natives
        self._made: list[Answer | None] = [None] * len(nodes)
        self.rows: dict[int, tuple[Answers, ...]] = {}

    def __len__(self) -> int:
        return len(self.nodes)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return tuple(self)[index]
        found = self._made[index]
        return self._make(range(len(self.nodes))[index]) if found is None else found

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))

    def _make(self, wanted: int) -> Answer:
        """Make an answer, those that it rests on first: they may stand in a longer row than Python lets calls stand in."""
        waiting = [wanted]
        while waiting:
            index = waiting[-1]
            lacking = [] if self._is_held(index) else [one for one in self.nodes[index].rests_on if self._made[one] is None]
            if lacking:
                waiting += lacking
            else:
                waiting.pop()
                self._keep(index)
        return cast(Answer, self._made[wanted])

    def _is_held(self, index: int) -> bool:
        return self._layout.slots[index] is not None

    def _keep(self, index: int) -> None:
        if self._made[index] is not None:
            return
        slot = self._layout.slots[index]
        one, rows = (
            ask(self.nodes[index], self._scope, self) if slot is None else (slot.answer(self._held), self._per_record(index))
        )
        if rows is not None:
            self.rows[index] = rows
        self._made[index] = one

    def _per_record(self, index: int) -> tuple[Answers, ...] | None:
        body = self.nodes[index].body
        if body is None:
            return None
        scope = Scope(self._scope.program, self._scope.case, (), self)
        return tuple(_answers(body.nodes, self._layout.bodies[index], scope, row) for row in self._bodies[index])


class _LazyRows(Mapping[int, tuple[Answers, ...]]):
    """The answers of the bodies of quantifiers, by the index of the quantifier."""

    def __init__(self, values: _Lazy) -> None:
        self._values = values

    def __getitem__(self, index: int) -> tuple[Answers, ...]:
        self._values[index]
        return self._values.rows[index]

    def __iter__(self) -> Iterator[int]:
        return (index for index, node in enumerate(self._values.nodes) if node.op is Op.EACH)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))


def _answers(nodes: Sequence[Node], layout: Layout, scope: Scope, natives: Natives) -> Answers:
    values = _Lazy(nodes, layout, scope, natives)
    return Answers(values, _LazyRows(values))


# --- what the text calls ----------------------------------------------------------------------------------------------


def _published(spec: ParameterSpec, day: int) -> tuple[int, int] | tuple[None, None]:
    """Return the value of a parameter on a day, where it is published and the data is complete."""
    complete = spec.complete_to is not None and day <= spec.complete_to.toordinal()
    values = [value for since, value in spec.values if since.toordinal() <= day]
    return (values[-1].numerator, values[-1].denominator) if complete and values else LACKING


def _truncated(above: int, under: int) -> int:
    return above // under if above >= 0 else -(-above // under)


def _counted(
    kind: Quantifier,
    codes: Sequence[int],
    values: Sequence[ranges.Range],
    days: Sequence[ranges.Range],
    cap: ranges.Range | None,
) -> ranges.Range:
    """Return in which range a number lies that the records of a list give together."""
    match kind:
        case Quantifier.SUM:
            found = ranges.total(codes, values)
        case Quantifier.MAX:
            found = ranges.greatest(codes, values)
        case Quantifier.MIN:
            found = ranges.negative(ranges.greatest(codes, [ranges.negative(value) for value in values]))
        case _:
            holds = cast(Sequence[Truth], [ranges.TRUTHS[code] for code in codes])
            records = Counted(holds, [*map(ranges.interval, values)], [*map(ranges.interval, days)])
            assert cap is not None
            found = ranges.ranged(cast(Interval, of_records(kind, 0, records, ranges.interval(cap))))
    if any(end is not None and _is_long(end) for end in found):
        raise BeyondError
    return found


def _is_long(end: int | Fraction) -> bool:
    return max(end.numerator.bit_length(), end.denominator.bit_length()) > SUM_BITS


def _sum_of_any(value: ranges.Range) -> ranges.Range:
    """Return the range of the sum over a list of which nothing is known, from that of the value of any record."""
    low, high = value
    return 0 if low is not None and low >= 0 else None, 0 if high is not None and high <= 0 else None


def _by_period(series: Mapping[int, Any], number: ranges.Range) -> Any:
    """Return the value of a period, where it is known which and what it is."""
    low, high = number
    return series.get(int(low)) if low is not None and low == high else None


def _half_up(above: int, under: int) -> int:
    whole = (2 * abs(above) + under) // (2 * under)
    return whole if above >= 0 else -whole


def _away(above: int, under: int) -> int:
    return -(-above // under) if above >= 0 else above // under


HELPERS: Mapping[str, object] = MappingProxyType(
    {
        "ABSENT": ABSENT,
        "MAYBE": MAYBE,
        "LACKING": LACKING,
        "LINE": ranges.LINE,
        "FLIP": ranges.FLIP,
        "TRUTHS": ranges.TRUTHS,
        "CODES": ranges.CODES,
        "Symbol": Symbol,
        "interval": ranges.interval,
        "ranged": ranges.ranged,
        "of_pair": ranges.of_pair,
        "add": ranges.add,
        "subtract": ranges.subtract,
        "multiply": ranges.multiply,
        "divide": ranges.divide,
        "growth": ranges.growth,
        "not_below": ranges.not_below,
        "above": ranges.above,
        "equal": ranges.equal,
        "at_least": ranges.at_least,
        "optional": optional,
        "counted": _counted,
        "sum_of_any": _sum_of_any,
        "by_period": _by_period,
        "published": _published,
        "truncated": _truncated,
        "half_up": _half_up,
        "away": _away,
        "starts": starts,
        "add_months": lru_cache(maxsize=4_096)(add_months),
        "add_days": add_days,
        "full_years": elapsed_years,
        "full_months": elapsed_months,
        "year": lambda day: date.fromordinal(day).year,
        "month": lambda day: date.fromordinal(day).month,
        "day": lambda day: date.fromordinal(day).day,
        "year_quarter": lambda day: period_of(day, "quarter"),
        "year_month": lambda day: period_of(day, "month"),
    }
)
