"""What holds of every policy and every enterprise, shown on the shipped policies and the conformance policies."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

import policyrules
from policyrules.values.answers import Truth
from tests.decision_documents import VALIDATOR
from tests.facts_strategies import complete, days, facts

ROOT = Path(__file__).parents[1]
POLICIES = [*sorted((ROOT / "policies").glob("*.pol")), *sorted((ROOT / "tests" / "conformance" / "cases").glob("*.pol"))]

moderate = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@cache
def load(path: Path) -> policyrules.Policy:
    return policyrules.load(path)


def decide(path: Path, given_facts: dict[str, Any], day: date) -> policyrules.Decision | None:
    """Decide facts; `None` where they contradict what the policy says always holds."""
    try:
        return load(path).decide(given_facts, on=day)
    except policyrules.FactsError as error:
        if {diagnostic.code for diagnostic in error.diagnostics} == {"fact-relation"}:
            return None
        raise


@cache
def any_facts(path: Path) -> st.SearchStrategy[dict[str, Any]]:
    return facts(load(path).program)


@cache
def complete_facts(path: Path) -> dict[str, st.SearchStrategy[Any]]:
    program = load(path).program
    return {spec.name: complete(program, spec) for spec in program.facts}


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
@moderate
@given(data=st.data())
def test_every_decision_can_be_made_and_told_and_fits_its_schema(path: Path, data: st.DataObject) -> None:
    policy = load(path)
    decision = decide(path, data.draw(any_facts(path)), data.draw(days(policy.program)))
    assume(decision is not None)
    assert decision is not None
    document = decision.to_json(explanations=True)
    VALIDATOR.validate(document)
    for language in ("zh", "en"):
        assert decision.to_text(language).strip()  # type: ignore[arg-type]
        assert decision.to_markdown(language).strip()  # type: ignore[arg-type]
    for outcome in decision.entitlements:
        assert (outcome.verdict is policyrules.Verdict.UNDETERMINED) == bool(outcome.missing or outcome.causes)
        assert outcome.explain().fold() is outcome.truth


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
@moderate
@given(data=st.data())
def test_a_fact_that_becomes_known_never_changes_a_definite_verdict(path: Path, data: st.DataObject) -> None:
    policy = load(path)
    day = data.draw(days(policy.program))
    known: dict[str, Any] = {}
    before = policy.decide(known, on=day)
    for spec in data.draw(st.permutations(policy.program.facts)):
        more = {**known, spec.name: data.draw(complete_facts(path)[spec.name])}
        after = decide(path, more, day)
        if after is None:
            continue  # it contradicts what is known
        known = more
        for old, new in zip(before.entitlements, after.entitlements, strict=True):
            assert old.truth in (Truth.U, new.truth), (old.name, known)
            assert old.missing or old.causes or old.truth is new.truth, (old.name, known)
        before = after


@pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
@moderate
@given(data=st.data())
def test_a_fact_that_is_not_missing_never_changes_the_verdict(path: Path, data: st.DataObject) -> None:
    policy = load(path)
    given_facts, day = data.draw(any_facts(path)), data.draw(days(policy.program))
    before = decide(path, given_facts, day)
    assume(before is not None)
    assert before is not None
    # What a body decides, as a jury does, is told as a cause: the enterprise cannot bring it.
    open_ones = [one for one in policy.program.facts if given_facts.get(one.name) is None and one.decided_by is None]
    for spec in open_ones:
        after = decide(path, {**given_facts, spec.name: data.draw(complete_facts(path)[spec.name])}, day)
        if after is None:
            continue  # it contradicts what is known
        for old, new in zip(before.entitlements, after.entitlements, strict=True):
            asked = any(path.split("[")[0] == spec.name for path in old.missing)
            assert asked or old.truth is new.truth, (spec.name, old.name)
