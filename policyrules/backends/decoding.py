"""Facts and answers as generated Python holds them, decoded into a case and into answers when someone looks.

In: the facts as they were taken, what a function gave, and its layout. Out: `Decoded`, and the `Answers`: the same as the
reference gives. What the function left open is answered by the rules of the reference, question by question.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from policyrules.backends.holding import Layout
from policyrules.backends.lazy import Lazy, LazyRows, Made
from policyrules.backends.native import given_fact
from policyrules.backends.reference import Scope, ask
from policyrules.core.case import Answers, Case
from policyrules.core.program import Node, Program
from policyrules.values.answers import Answer

#: The native answers of a flat list of nodes; last, where it has quantifiers, those of their bodies, one per record.
Natives = Sequence[Any]


class _Asked:
    """The facts of an enterprise as they were taken; as a case, and as what a node is asked in, when someone looks."""

    __slots__ = ("_around", "_beside", "_case", "_inputs", "_options", "day", "program")

    def __init__(
        self,
        program: Program,
        inputs: Callable[[], tuple[Any, ...]],
        beside: Mapping[str, Answer],
        day: date,
        options: tuple[str | None, ...],
    ) -> None:
        self.program = program
        self._inputs = inputs
        self._beside = beside
        self.day = day
        self._options = options
        self._case: Case | None = None
        self._around: Scope | None = None

    @property
    def case(self) -> Case:
        """What was asked about."""
        if self._case is None:
            self._case = self._made_case()
        return self._case

    def scope(self) -> Scope:
        """Return what the nodes of the program are asked in."""
        if self._around is None:
            self._around = Scope(self.program, self.case)
        return self._around

    def _made_case(self) -> Case:
        facts = {
            spec.name: self._beside.get(spec.name) or given_fact(one, spec)
            for one, spec in zip(self._inputs(), self.program.facts, strict=True)
        }
        options = zip(self.program.readings, self._options, strict=True)
        return Case(facts, self.day, {spec.name: option for spec, option in options})


class Decoded:
    """The facts of an enterprise as they were taken, and the answers; as a case and as answers when someone looks.

    `inputs` gives the facts. The answers hold what was asked, and not what holds them.
    """

    __slots__ = ("_answers", "_asked", "_layout", "_natives")

    def __init__(
        self,
        program: Program,
        layout: Layout,
        inputs: Callable[[], tuple[Any, ...]],
        beside: Mapping[str, Answer],
        day: date,
        options: tuple[str | None, ...],
        natives: Natives,
    ) -> None:
        self._asked = _Asked(program, inputs, beside, day, options)
        self._layout = layout
        self._natives = natives
        self._answers: Answers | None = None

    @property
    def day(self) -> date:
        """The day that was asked about."""
        return self._asked.day

    @property
    def case(self) -> Case:
        """What was asked about."""
        return self._asked.case

    @property
    def answers(self) -> Answers:
        """What was answered."""
        if self._answers is None:
            self._answers = answers_of(self._asked.program.nodes, self._layout, self._asked.scope, self._natives)
        return self._answers


class _DecodedAnswers(Lazy):
    """The answers of what a function gave for a flat list of nodes."""

    def __init__(self, nodes: Sequence[Node], layout: Layout, scope: Callable[[], Scope], natives: Natives) -> None:
        super().__init__(nodes)
        self._layout = layout
        self._scope = scope
        self._held = natives

    def is_held(self, index: int) -> bool:
        return self._layout.slots[index] is not None

    def answer(self, index: int) -> Made:
        slot = self._layout.slots[index]
        if slot is None:
            return ask(self.nodes[index], self._scope(), self)
        return slot.answer(self._held), None

    def answers_of_records(self, index: int) -> tuple[Answers, ...]:
        body = self.nodes[index].body
        if body is None or not self.is_held(index):
            return super().answers_of_records(index)
        around = self._scope()
        scope = Scope(around.program, around.case, (), self)
        return tuple(answers_of(body.nodes, self._layout.bodies[index], lambda: scope, row) for row in self._held[-1][index])


def answers_of(nodes: Sequence[Node], layout: Layout, scope: Callable[[], Scope], natives: Natives) -> Answers:
    """Return the answers of what a function gave for a flat list of nodes, in a scope that is asked for where it is needed."""
    values = _DecodedAnswers(nodes, layout, scope, natives)
    return Answers(values, LazyRows(values))
