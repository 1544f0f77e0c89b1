"""A policy whose decisions somebody notes.

In: a policy, and what notes a decision. Out: the same policy, which decides the same and lets each decision be noted. Knows
nothing of what is made of them.
"""

from collections.abc import Callable, Mapping
from datetime import date

from attrs import frozen

from policyrules.explain.decision import Decision
from policyrules.policy import Policy


@frozen(eq=False, repr=False)
class Watched(Policy):
    """A policy that hands each of its decisions to `note`."""

    note: Callable[[Decision], None]

    @staticmethod
    def of(policy: Policy, note: Callable[[Decision], None]) -> "Watched":
        return Watched(policy.checked, policy.lowered, note)

    def decide(self, facts: object, on: date, readings: Mapping[str, str | None] | None = None, path: str = "") -> Decision:
        decision = Policy.decide(self, facts, on, readings, path=path)
        self.note(decision)
        return decision
