"""Answers that are made when someone looks, each once, after those that it rests on.

In: nodes, and of each how its answer is made. Out: a sequence of answers, and those of the bodies of quantifiers. Knows no form
in which answers are held.
"""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from policyrules.core.case import Answers
from policyrules.core.program import Node, Op
from policyrules.values.answers import Answer

#: An answer, and those of the body of a quantifier, one per record.
Made = tuple[Answer, tuple[Answers, ...] | None]


class Lazy(Sequence[Answer]):
    """The answers of a flat list of nodes, each made when it is first looked at, and kept.

    INVARIANT: what is kept never changes, so that two threads that look at once keep the same.
    """

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = nodes
        self.rows: dict[int, tuple[Answers, ...]] = {}
        self._made: list[Answer | None] = [None] * len(nodes)

    @abstractmethod
    def is_held(self, index: int) -> bool:
        """Say whether an answer can be made without those that it rests on."""

    @abstractmethod
    def answer(self, index: int) -> Made:
        """Make an answer. What it rests on is made, or it is held."""

    def answers_of_records(self, index: int) -> tuple[Answers, ...]:
        """Return the answers of the body of a quantifier; raises `KeyError` where there are none."""
        self[index]
        return self.rows[index]

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
            lacking = [] if self.is_held(index) else [one for one in self.nodes[index].rests_on if self._made[one] is None]
            if lacking:
                waiting += lacking
            else:
                waiting.pop()
                self._keep(index)
        return cast(Answer, self._made[wanted])

    def _keep(self, index: int) -> None:
        if self._made[index] is None:
            one, rows = self.answer(index)
            if rows is not None:
                self.rows[index] = rows
            self._made[index] = one


class LazyRows(Mapping[int, tuple[Answers, ...]]):
    """The answers of the bodies of quantifiers, by the index of the quantifier.

    They are kept here, since they may hold on to the answers around them, which so do not hold on to them.
    """

    def __init__(self, values: Lazy) -> None:
        self._values = values
        self._kept: dict[int, tuple[Answers, ...]] = {}

    def __getitem__(self, index: int) -> tuple[Answers, ...]:
        found = self._kept.get(index)
        return self._kept.setdefault(index, self._values.answers_of_records(index)) if found is None else found

    def __iter__(self) -> Iterator[int]:
        return (index for index, node in enumerate(self._values.nodes) if node.op is Op.EACH)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return repr(dict(self))
