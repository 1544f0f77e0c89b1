"""Every conformance case holds on the reference."""

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import policyrules
from policyrules.values.answers import Truth
from policyrules.values.quantity import decimal_text

FOLDER = Path(__file__).parent
HELD = {Truth.T: "held", Truth.F: "not_held", Truth.U: "undetermined"}


@cache
def load(name: str) -> policyrules.Policy:
    return policyrules.load(FOLDER / name)


def cases() -> list[Any]:
    found = []
    for path in sorted(FOLDER.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        for case in table["cases"]:
            found.append(pytest.param(table["policy"], {"on": table["on"], **case}, id=f"{path.stem}: {case['name']}"))
    return found


def given(outcome: policyrules.Outcome) -> str | None:
    """Return the amount or the rate that a decision shows, the indicative one while the other is not known."""
    assert outcome.amount is not None
    value = outcome.amount.indicative if outcome.amount.value is None else outcome.amount.value
    return None if value is None else decimal_text(value)


@pytest.mark.parametrize(("policy", "case"), cases())
def test_the_case_holds(policy: str, case: dict[str, Any]) -> None:
    decision = load(policy).decide(case["facts"], on=date.fromisoformat(case["on"]), readings=case.get("readings"))
    found = {
        "verdicts": {name: str(decision[name].verdict) for name in case.get("verdicts", {})},
        "amounts": {name: given(decision[name]) for name in case.get("amounts", {})},
        "rates": {name: given(decision[name]) for name in case.get("rates", {})},
        "missing": {name: sorted(decision[name].missing) for name in case.get("missing", {})},
        "tiers": {tier.spec.name: HELD[tier.held] for tier in decision.tiers if tier.spec.name in case.get("tiers", {})},
    }
    expected = {key: case.get(key, {}) for key in found}
    expected["missing"] = {name: sorted(paths) for name, paths in expected["missing"].items()}
    assert found == expected


def test_there_are_cases_of_every_policy() -> None:
    assert {path.stem for path in FOLDER.glob("*.pol")} == {path.stem for path in FOLDER.glob("*.json")}
    assert len(cases()) >= 80
