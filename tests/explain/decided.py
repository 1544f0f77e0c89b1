"""Decisions that are made on the spot, of facts as programs write them."""

from collections.abc import Iterator
from itertools import islice

from policyrules.backends.plain import plain_facts
from policyrules.core.facts import read_case
from policyrules.diagnostics import FactsError
from policyrules.explain.decision import Decision
from policyrules.policy import Policy
from policyrules.testing.enterprises import trials


def on_the_spot(policy: Policy, count: int, seed: int = 3, unknown: int = 0) -> Iterator[Decision]:
    """Yield decisions about enterprises of which so many of a hundred facts are not known."""
    decide = policy.decider()
    for trial in islice(trials(policy, seed, unknown=unknown), count):
        try:
            facts = plain_facts(policy.program.facts, read_case(policy.program, trial.facts, trial.day).facts)
            if facts is not None:
                yield decide(facts, trial.day)
        except FactsError:
            continue
