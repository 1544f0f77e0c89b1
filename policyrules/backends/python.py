"""Generated Python: the answers of a program from functions that are written for it.

In: a program. Out: `Generated`, which gives the same `Answers` as the reference for every case. What is known is answered by
the generated text, in whole numbers; what is not, by the rules of the reference, question by question. The text is kept
where tracebacks find it.
"""

import linecache
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from types import MappingProxyType
from typing import Any, cast

from attrs import field, frozen

from policyrules.backends.emitting import LONGEST, Emitted, Layout, emit
from policyrules.backends.native import ABSENT, LACKING, Form, answer, native
from policyrules.backends.numbers import elapsed_years
from policyrules.backends.reference import Scope, ask, starts
from policyrules.backends.widths import watched
from policyrules.core.case import Answers, Case
from policyrules.core.program import Node, Op, ParameterSpec, Program
from policyrules.values.answers import Answer, Symbol, point
from policyrules.values.periods import period_of
from policyrules.values.quantity import add_days, add_months, elapsed_months

#: The native answers of a flat list of nodes, and those of the bodies of its quantifiers, one per record.
Natives = tuple[Sequence[Any], Mapping[int, Any]]


@frozen(eq=False)
class Generated:
    """A program with the functions that answer it. Immutable, and safe to share between threads."""

    program: Program
    emitted: Emitted
    known: Callable[..., Natives | None] = field(repr=False)
    open: Callable[..., Natives] = field(repr=False)
    watched: tuple[int, ...] = ()

    @property
    def source(self) -> str:
        """The text of the functions."""
        return self.emitted.source

    def __call__(self, case: Case) -> Answers:
        """Return one answer per node of the program, and per record for the bodies of quantifiers.

        Raises `FactsError` where a number is too long to be reckoned with.
        """
        given = [self._given(self.program.nodes[index], case) for index in self.emitted.inputs]
        inputs = [native(one, self.program.nodes[index].type) for one, index in zip(given, self.emitted.inputs, strict=True)]
        found = None if None in inputs else self.known(*inputs)
        natives = found or self.open(*inputs)
        answers = _answers(self.program.nodes, self.emitted.layout, Scope(self.program, case), natives)
        for index in self.watched:
            answers.values[index]
        return answers

    @staticmethod
    def _given(node: Node, case: Case) -> Answer:
        match node.op:
            case Op.FACT:
                return case.facts[cast(str, node.data)]
            case Op.DAY:
                return point(case.day.toordinal())
            case _:
                return Symbol(case.readings[cast(str, node.data)])


def generate(program: Program) -> Generated:
    """Write the functions of a program."""
    emitted = emit(program, HELPERS)
    name = f"<policy {sha256(emitted.source.encode()).hexdigest()[:12]}>"
    linecache.cache[name] = (len(emitted.source), None, emitted.source.splitlines(keepends=True), name)
    names = {**emitted.constants, "__builtins__": {"min": min, "max": max, "tuple": tuple}}
    exec(compile(emitted.source, name, "exec"), names)
    watching = watched(program.nodes, LONGEST)
    return Generated(program, emitted, cast(Any, names["known"]), cast(Any, names["open"]), watching)


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
            lacking = [] if self._is_held(index) else [one for one in _rests_on(self.nodes[index]) if self._made[one] is None]
            if lacking:
                waiting += lacking
            else:
                waiting.pop()
                self._keep(index)
        return cast(Answer, self._made[wanted])

    def _is_held(self, index: int) -> bool:
        return self._held[index] is not None and self._layout.forms[index] is not None

    def _keep(self, index: int) -> None:
        node, form = self.nodes[index], self._layout.forms[index]
        if self._made[index] is not None:
            return
        if not self._is_held(index) or form in (None, Form.SERIES, Form.RECORDS):
            one, rows = ask(node, self._scope, self)
        else:
            one, rows = answer(self._held[index], form), self._per_record(index)
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


def _rests_on(node: Node) -> Iterator[int]:
    """Yield the nodes that are looked at when a node is asked, by its body too."""
    yield from node.args
    if node.body is not None:
        yield from (cast(int, one.data) for one in node.body.nodes if one.op is Op.OUTER)


# --- what the text calls ----------------------------------------------------------------------------------------------


def _published(spec: ParameterSpec, day: int) -> tuple[int, int] | tuple[None, None]:
    """Return the value of a parameter on a day, where it is published and the data is complete."""
    complete = spec.complete_to is not None and day <= spec.complete_to.toordinal()
    values = [value for since, value in spec.values if since.toordinal() <= day]
    return (values[-1].numerator, values[-1].denominator) if complete and values else LACKING


def _truncated(above: int, under: int) -> int:
    return above // under if above >= 0 else -(-above // under)


def _half_up(above: int, under: int) -> int:
    whole = (2 * abs(above) + under) // (2 * under)
    return whole if above >= 0 else -whole


def _away(above: int, under: int) -> int:
    return -(-above // under) if above >= 0 else above // under


HELPERS: Mapping[str, object] = MappingProxyType(
    {
        "ABSENT": ABSENT,
        "LACKING": LACKING,
        "Fraction": Fraction,
        "published": _published,
        "truncated": _truncated,
        "half_up": _half_up,
        "away": _away,
        "starts": starts,
        "add_months": add_months,
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
