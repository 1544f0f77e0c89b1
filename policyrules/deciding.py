"""Decides about one enterprise after another by one policy, in the quickest way that gives the same decisions.

In: the outline and the program of a policy, then facts. Out: decisions. The first few are made of answers of the reference;
then `decide` becomes a function that is written for the policy and makes a decision on the spot where all facts are known.
Knows no text of a policy.
"""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from attrs import evolve

from policyrules.backends.answering import FIRST, Answering
from policyrules.backends.changing import Changing
from policyrules.core.outline import Outline
from policyrules.core.program import Program
from policyrules.explain.decision import Decision
from policyrules.explain.terms import Terms


class Decide(Protocol):
    """Decides about one enterprise: the facts, the day, the readings that are taken otherwise, and where the facts stand."""

    def __call__(
        self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, path: str = ""
    ) -> Decision: ...


class Deciding:
    """Decides by one policy: `decide` is what decides the next enterprise. Safe to share between threads.

    Of the nodes, those that are `wanted` and what they rest on are answered at once, the others when someone looks; with
    `only`, nothing but those that are wanted is kept.
    """

    def __init__(
        self,
        outline: Outline,
        program: Program,
        wanted: frozenset[int] | None = None,
        *,
        first: int = FIRST,
        only: bool = False,
    ) -> None:
        self._only = only
        self.answering = Answering(program, wanted, first)
        self._terms = Terms(outline, program, self.answering.evaluate, changed=Changing(program))
        self.decide: Decide = self._early if first > 0 else self._written()

    def _early(self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, path: str = "") -> Decision:
        decision = self._in_full(facts, on, readings, path)
        if not self.answering.is_early:
            self.decide = self._written()
        return decision

    def _written(self) -> Decide:
        return self.answering.direct(
            Decision,
            lambda found: evolve(self._terms, answered=found, truth=found.truth, reads=found.reads),
            self._in_full,
            self._only,
        )

    def _in_full(self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, path: str = "") -> Decision:
        answered = self.answering(facts, on, readings, path)
        return Decision.holding(self._terms, answered)
