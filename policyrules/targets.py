"""Targets: how many enterprises of a register count towards each figure of a document.

In: an outline and the answers for each enterprise, or what decides about them. Out: one `TargetCount` per target. An enterprise
of which too little is known is neither counted nor forgotten: it is `open`. Knows no files.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.outline import Outline
from policyrules.diagnostics import LIMIT, Diagnostic, FactsError
from policyrules.values.answers import Truth

D = TypeVar("D")


@frozen
class TargetCount:
    """A figure to be reached by a day, and where a register stands.

    `counted` enterprises count for certain and `open` ones may; the others of the `total` do not.
    """

    name: str
    title: str
    clause: str
    figure: int
    by: date
    counted: int
    open: int
    total: int
    quotes: tuple[str, ...]

    @property
    def reached(self) -> bool | None:
        """Whether the figure is reached, `None` while the open ones decide."""
        if self.counted >= self.figure:
            return True
        return False if self.counted + self.open < self.figure else None


class TargetCounter:
    """Counts the enterprises of a register towards every target of an outline, one after the other."""

    def __init__(self, outline: Outline) -> None:
        self._targets = outline.targets
        self._total = 0
        self._counted = [0] * len(self._targets)
        self._open = [0] * len(self._targets)

    def add(self, answers: Answers) -> None:
        """Count an enterprise, given by its answers."""
        self._total += 1
        for place, target in enumerate(self._targets):
            self._counted[place] += answers.values[target.counts] is Truth.T
            self._open[place] += answers.values[target.counts] is Truth.U

    @property
    def counts(self) -> tuple[TargetCount, ...]:
        """Where the register stands."""
        return tuple(
            TargetCount(t.name, t.title, t.clause, t.count, t.by, self._counted[n], self._open[n], self._total, t.quotes)
            for n, t in enumerate(self._targets)
        )


def count_targets(outline: Outline, register: Iterable[Answers]) -> tuple[TargetCount, ...]:
    """Count the enterprises of a register, each given by its answers, towards every target of the outline."""
    counter = TargetCounter(outline)
    for answers in register:
        counter.add(answers)
    return counter.counts


def each_decided(register: Iterable[object], decide: Callable[[object, str], D]) -> Iterator[D]:
    """Yield the decisions about the enterprises of a register, each decided with its place.

    Raises `FactsError` at the end, with what is wrong with any of them.
    """
    wrong: list[Diagnostic] = []
    more = 0
    for place, facts in enumerate(register, 1):
        try:
            decision = decide(facts, f"[{place}]")
        except FactsError as error:
            room = LIMIT - len(wrong)
            wrong += error.diagnostics[:room]
            more += len(error.diagnostics[room:])
        else:
            yield decision
    if wrong:
        raise FactsError([*wrong, *([Diagnostic("too-many", {"count": str(more)})] if more else [])])
