"""Facts and answers that are held as generated Python gives them, made into a case and into answers when someone looks.

In: the facts as they were taken, what a function gave, and its layout. Out: `Natively`, and the `Answers`: the same as the
reference gives. What the function left open is answered by the rules of the reference, question by question.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, cast

from policyrules.backends.native import given_fact
from policyrules.backends.parts import Layout
from policyrules.backends.reference import Scope, ask
from policyrules.core.case import Answers, Case
from policyrules.core.program import Node, Op, Program
from policyrules.values.answers import Answer

#: The native answers of a flat list of nodes, and those of the bodies of its quantifiers, one per record.
Natives = tuple[Sequence[Any], Mapping[int, Any]]


class Natively:
    """The facts of an enterprise as they were taken, and the answers; as a case and as answers when someone looks.

    `inputs` gives the facts.
    """

    __slots__ = ("_answers", "_beside", "_case", "_inputs", "_layout", "_natives", "_options", "_program", "day")

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
        self._program = program
        self._layout = layout
        self._inputs = inputs
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
            self._answers = answers_of(self._program.nodes, self._layout, self._scope, self._natives)
        return self._answers

    def _scope(self) -> Scope:
        return Scope(self._program, self.case)

    def _made_case(self) -> Case:
        facts = {
            spec.name: self._beside.get(spec.name) or given_fact(one, spec)
            for one, spec in zip(self._inputs(), self._program.facts, strict=True)
        }
        options = zip(self._program.readings, self._options, strict=True)
        return Case(facts, self.day, {spec.name: option for spec, option in options})


class _Lazy(Sequence[Answer]):
    """The answers of a flat list of nodes, each made when it is first looked at, and kept.

    INVARIANT: what is kept never changes, so that two threads that look at once keep the same.
    """

    def __init__(self, nodes: Sequence[Node], layout: Layout, scope: Callable[[], Scope], natives: Natives) -> None:
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
            ask(self.nodes[index], self._scope(), self) if slot is None else (slot.answer(self._held), self._per_record(index))
        )
        if rows is not None:
            self.rows[index] = rows
        self._made[index] = one

    def _per_record(self, index: int) -> tuple[Answers, ...] | None:
        body = self.nodes[index].body
        if body is None:
            return None
        around = self._scope()
        scope = Scope(around.program, around.case, (), self)
        return tuple(answers_of(body.nodes, self._layout.bodies[index], lambda: scope, row) for row in self._bodies[index])


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


def answers_of(nodes: Sequence[Node], layout: Layout, scope: Callable[[], Scope], natives: Natives) -> Answers:
    """Return the answers of what a function gave for a flat list of nodes, in a scope that is asked for where it is needed."""
    values = _Lazy(nodes, layout, scope, natives)
    return Answers(values, _LazyRows(values))
