"""The first decisions are made of answers of the reference, the others on the spot: all are the same."""

import pickle
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date

import pytest

import policyrules
from policyrules.backends.answering import FIRST
from policyrules.backends.decoding import Decoded
from policyrules.deciding import Deciding
from policyrules.explain.decision import Decision

DAY = date(2023, 3, 1)
POLICY = policyrules.load("江门专精特新")
FACTS = {spec.name: None for spec in POLICY.program.facts} | {"所在县区": "新会区"}

TITLES = (
    [],
    [{"称号": "省级专精特新", "认定日": date(2022, 6, 1)}],
    [{"称号": "市级专精特新", "认定日": date(2022, 6, 1)}],
    None,
)


def test_after_the_first_few_decisions_are_made_by_a_function_that_is_written() -> None:
    deciding = Deciding(POLICY.outline, POLICY.program)
    decided = [deciding.decide(FACTS, DAY) for _ in range(FIRST + 2)]
    assert [isinstance(one.answered, Decoded) for one in decided] == [False] * FIRST + [True] * 2
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


CASES = [FACTS | {"所在县区": county, "认定": titles} for county in ("新会区", None) for titles in TITLES]


def _verdicts(policy: policyrules.Policy, times: int) -> list[tuple[str, ...]]:
    """Decide with what was sent from another thread or process, and say what came out."""
    return [tuple(one.verdict for one in policy.decide(facts, DAY).entitlements) for _ in range(times) for facts in CASES]


@pytest.mark.parametrize(("pool", "workers"), [(ThreadPoolExecutor, 8), (ProcessPoolExecutor, 4)])
def test_threads_and_processes_that_decide_at_once_come_to_the_same(pool: type[Executor], workers: int) -> None:
    expected = _verdicts(POLICY, 3)
    fresh = pickle.loads(pickle.dumps(POLICY))  # of which the function is yet to be written, by whichever is the first
    with pool(workers) as running:  # type: ignore[call-arg]
        found = list(running.map(_verdicts, [fresh] * workers, [3] * workers))
    assert found == [expected] * workers and len(set(expected)) > 2


def test_what_is_partly_known_is_decided_on_the_spot_and_its_verdicts_are_those_of_the_reference() -> None:
    early = [POLICY.decide(facts, DAY) for facts in CASES[:FIRST]]
    decide = Deciding(POLICY.outline, POLICY.program, first=0).decide
    for facts, expected in zip(CASES, early, strict=False):
        decision = decide(facts, DAY)
        assert [one.verdict for one in decision.entitlements] == [one.verdict for one in expected.entitlements]
        assert [one.truth for one in decision.entitlements] == [
            decision.answers.values[one.spec.verdict] for one in decision.entitlements
        ]
        assert decision.to_text() == expected.to_text() and decision.day == DAY
        assert decision.change({"所在县区": "江海区"}).to_text() == expected.change({"所在县区": "江海区"}).to_text()
