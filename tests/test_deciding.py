"""The first decisions are made of answers of the reference, the others on the spot: all are the same."""

from datetime import date

import pytest

import policyrules
from policyrules.backends.answering import FIRST
from policyrules.backends.natively import Natively
from policyrules.deciding import Deciding
from policyrules.explain.decision import Decision

DAY = date(2023, 3, 1)
POLICY = policyrules.load("江门专精特新")
FACTS = {spec.name: None for spec in POLICY.program.facts} | {"所在县区": "新会区"}


def test_after_the_first_few_decisions_are_made_by_a_function_that_is_written() -> None:
    deciding = Deciding(POLICY.outline, POLICY.program)
    decided = [deciding.decide(FACTS, DAY) for _ in range(FIRST + 2)]
    assert [isinstance(one.answered, Natively) for one in decided] == [False] * FIRST + [True] * 2
    assert deciding.decide.__name__ == "direct"
    assert {one.to_text() for one in decided} == {decided[0].to_text()}


@pytest.mark.parametrize("only", [False, True])
def test_what_is_wrong_is_said_as_ever(only: bool) -> None:
    wanted = frozenset(spec.verdict for spec in POLICY.outline.entitlements)
    for decide in (Deciding(POLICY.outline, POLICY.program, wanted, first=0, only=only).decide, POLICY.decide):
        with pytest.raises(policyrules.FactsError) as refused:
            decide({"所在县区": "新会", "没有": 1}, DAY, path="[2]")
        assert [one.path for one in refused.value.diagnostics] == ["[2].所在县区", "[2].没有"]


def test_another_reading_is_taken_as_ever() -> None:
    decide = Deciding(POLICY.outline, POLICY.program, first=0).decide
    name = POLICY.program.readings[0].name
    option = next(one for one in POLICY.program.readings[0].type.members if one != POLICY.program.readings[0].default)
    decision = decide(FACTS, DAY, {name: option})
    assert isinstance(decision, Decision) and decision.case.readings[name] == option
