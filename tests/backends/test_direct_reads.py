"""Single answers, read without making answers: the same as the answers that are made."""

from itertools import islice

import pytest

from policyrules.backends.direct_reads import DirectReads
from policyrules.backends.plain import plain_facts
from policyrules.core.facts import read_case
from policyrules.core.reads import Truths, Value
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.testing.enterprises import trials
from policyrules.testing.wild.policies import policies as wild
from policyrules.values.answers import Answer, Interval, Records, Symbol, Truth
from tests.test_criteria import POLICY

WILD = [one.build() for one in islice(wild(4, size=10), 3) if not one.diagnostics]


@pytest.mark.parametrize("unknown", [0, 20])
@pytest.mark.parametrize("policy", [POLICY, *WILD], ids=lambda policy: policy.name)
def test_what_is_read_is_what_is_answered(policy: Policy, unknown: int) -> None:
    decide, read = policy.decider(), 0
    for trial in islice(trials(policy, 3, unknown=unknown), 5 + unknown):
        try:
            facts = plain_facts(policy.program.facts, read_case(policy.program, trial.facts, trial.day).facts)
            decision = decide(facts, trial.day)
        except FactsError:
            continue
        reads = decision.reads
        if reads is None:
            continue
        assert isinstance(reads, DirectReads)
        names = {"held": decision.held}
        for node, answer in enumerate(decision.answers.values):
            found = reads(node)
            if found is not None:
                assert is_as_it_is(found, answer, names)
                read += 1
        day = reads(None)
        assert isinstance(day, Value) and eval(day.texts[0], names) == decision.day.toordinal()
    assert read > 0 or policy is not POLICY


def is_as_it_is(found: Truths | Value, answer: Answer, names: dict[str, object]) -> bool:
    """Say whether an answer is the one that is read, in whatever terms, or is read not to be known."""
    if isinstance(found, Truths):
        told = [bool(eval(one, names)) for one in (found.fails, found.holds)]
        return told == [answer is Truth.F, answer is Truth.T] and (not found.is_known or any(told))
    if found.known is not None and not eval(found.known, names):
        return not (isinstance(answer, Symbol) and answer.value is not None)
    values = [eval(one, names) for one in (found.number if isinstance(answer, Interval) else found.texts)]
    match answer:
        case Interval():
            return answer.point is not None and answer.point * values[1] == values[0]
        case Symbol(value):
            return values == [value]
        case Records(rows):
            return rows is not None and len(values[0]) == len(rows)
        case _:
            return False
