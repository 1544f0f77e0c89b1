"""Generated Python: the answers of a program from functions that are written for it.

In: a program. Out: `Generated`, which gives the same `Answers` as the reference for every case. What is known is answered by
the generated text, in whole numbers; what is not, by the rules of the reference, question by question. The text is kept
where tracebacks find it.
"""

import linecache
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from hashlib import sha256
from types import MappingProxyType
from typing import Any, cast

from attrs import field, frozen

from policyrules.backends.emitting import Emitted, Layout, emit
from policyrules.backends.native import ABSENT, LACKING, answer, native
from policyrules.backends.numbers import elapsed_years
from policyrules.backends.reference import Scope, ask, starts
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

    @property
    def source(self) -> str:
        """The text of the functions."""
        return self.emitted.source

    def __call__(self, case: Case) -> Answers:
        """Return one answer per node of the program, and per record for the bodies of quantifiers."""
        given = [self._given(self.program.nodes[index], case) for index in self.emitted.inputs]
        inputs = [native(one, self.program.nodes[index].type) for one, index in zip(given, self.emitted.inputs, strict=True)]
        found = None if None in inputs else self.known(*inputs)
        held, bodies = found or self.open(*inputs)
        answers = _Answering(self.program.nodes, self.emitted.layout, Scope(self.program, case))
        return answers.of(held, bodies)

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
    return Generated(program, emitted, cast(Any, names["known"]), cast(Any, names["open"]))


@frozen
class _Answering:
    """Makes answers of native ones, and has the reference answer what has none."""

    nodes: Sequence[Node]
    layout: Layout
    scope: Scope

    def of(self, held: Sequence[Any], bodies: Mapping[int, Any]) -> Answers:
        values: list[Answer] = []
        rows: dict[int, tuple[Answers, ...]] = {}
        for index, (node, value, form) in enumerate(zip(self.nodes, held, self.layout.forms, strict=True)):
            if value is None or form is None or node.op in (Op.FACT, Op.OUTER):
                one, of_records = ask(node, self.scope, values)
            else:
                one, of_records = answer(value, form), self._records(index, bodies, values)
            values.append(one)
            if of_records is not None:
                rows[index] = of_records
        return Answers(tuple(values), rows)

    def _records(self, index: int, bodies: Mapping[int, Any], around: Sequence[Answer]) -> tuple[Answers, ...] | None:
        body = self.nodes[index].body
        if body is None:
            return None
        inside = _Answering(body.nodes, self.layout.bodies[index], Scope(self.scope.program, self.scope.case, (), around))
        return tuple(inside.of(*row) for row in bodies[index])


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
