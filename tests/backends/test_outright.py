"""Single answers, read without making answers: the same as the answers that are made."""

from itertools import islice

import pytest

from policyrules.backends.outright import Outright
from policyrules.backends.plain import plain_facts
from policyrules.core.facts import read_case
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.testing.enterprises import trials
from policyrules.testing.wild.policies import policies as wild
from policyrules.values.answers import Interval, Symbol, Truth
from tests.test_criteria import POLICY

WILD = [one.build() for one in islice(wild(4, size=10), 3) if not one.diagnostics]


@pytest.mark.parametrize("policy", [POLICY, *WILD], ids=lambda policy: policy.name)
def test_what_is_read_is_what_is_answered(policy: Policy) -> None:
    decide, read = policy.decider(), 0
    for trial in islice(trials(policy, 3, unknown=0), 5):
        try:
            facts = plain_facts(policy.program.facts, read_case(policy.program, trial.facts, trial.day).facts)
            decision = decide(facts, trial.day)
        except FactsError:
            continue
        reads = decision.reads
        if reads is None:
            continue
        assert isinstance(reads, Outright)
        for node, answer in enumerate(decision.answers.values):
            expressions = reads(node)
            if expressions is not None:
                found = tuple(eval(one, {"held": decision.held}) for one in expressions)
                assert as_it_is(answer, *found) if len(found) > 1 else (said(answer),) == found
                read += 1
        (day,) = reads(None) or ()
        assert eval(day, {"held": decision.held}) == decision.day.toordinal()
    assert read > 0 or policy is not POLICY


def said(answer: object) -> object:
    """Return an answer as it is read."""
    match answer:
        case Truth.T | Truth.F:
            return answer is Truth.T
        case Symbol(value):
            return value
        case _:
            return None


def as_it_is(answer: object, above: int, under: int) -> bool:
    """Say whether a number is the one that is read, in whatever terms."""
    return isinstance(answer, Interval) and answer.point is not None and answer.point * under == above
