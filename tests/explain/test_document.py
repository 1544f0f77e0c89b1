"""The JSON document: valid after its schema, stable, exact."""

import json
from typing import Any

import jsonschema
import pytest

from policyrules.diagnostics import Language
from policyrules.explain.document import decision_schema
from tests.decision_documents import VALIDATOR
from tests.explain.cases import EXAMPLES, LATE, PROVINCIAL, Example
from tests.explain.pipeline import decide, jiangmen


def document(example: Example, language: Language, *, explanations: bool = False) -> dict[str, Any]:
    decision = decide(jiangmen(), example.facts, example.day, example.readings)
    return decision.to_json(language, explanations=explanations, all_readings=True)


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(dict(decision_schema()))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_document_is_valid_after_its_schema(example: Example, language: Language) -> None:
    trees = example in EXAMPLES[1:4] and language == "zh"
    data = json.loads(json.dumps(document(example, language, explanations=trees), ensure_ascii=False))
    assert [error.message for error in VALIDATOR.iter_errors(data)] == []


def test_the_schema_refuses_what_is_left_out_and_what_nobody_declared() -> None:
    data = document(EXAMPLES[0], "zh")
    for key in data:
        if key != "all_readings":
            assert not VALIDATOR.is_valid({name: value for name, value in data.items() if name != key}), key
    assert not VALIDATOR.is_valid({**data, "score": 85})


def test_the_keys_of_an_entitlement_are_these() -> None:
    entitlement = decide(jiangmen(), PROVINCIAL, "2023-03-01").to_json()["entitlements"][0]
    assert sorted(entitlement) == [
        "amount", "because", "causes", "caveats", "clause", "documents", "gaps", "id", "lead", "measure", "measure_title",
        "missing", "missing_words", "modality", "name", "open_readings", "quotes", "readings", "title", "units", "verb",
        "verdict", "verdict_words", "windows",
    ]  # fmt: skip


def test_what_is_exact_is_a_string_and_nothing_is_a_float() -> None:
    def floats(value: object) -> list[float]:
        if isinstance(value, dict):
            return [found for part in value.values() for found in floats(part)]
        if isinstance(value, list):
            return [found for part in value for found in floats(part)]
        return [value] if isinstance(value, float) else []

    facts = {**PROVINCIAL, "贷款发放日": "2022-08-22", "贷款年利率": "4%"}
    data = decide(jiangmen(), facts, "2023-03-01").to_json(explanations=True)
    assert floats(data) == []
    (rate,) = (entitlement["amount"] for entitlement in data["entitlements"] if entitlement["id"] == "贷款利率")
    assert (rate["value"], rate["unit"], rate["compared"]["value"], rate["compared"]["position"]) == (
        "0.0365", "ratio", "0.04", "above",
    )  # fmt: skip


def test_only_what_is_named_is_explained() -> None:
    decision = decide(jiangmen(), PROVINCIAL, "2023-03-01")
    rate = decision["贷款利率"]
    whole, named = decision.to_json(explanations=True), decision.to_json(explanations=[rate.name])
    bare = decision.to_json()
    for row, every, none in zip(named["entitlements"], whole["entitlements"], bare["entitlements"], strict=True):
        assert row == (every if row["id"] == rate.id else none)
    assert decision.to_json(explanations="贷款利率") == named
    assert decision.to_json(explanations=[]) == bare
    with pytest.raises(KeyError, match="贷款利率"):
        decision.to_json(explanations=["贷款利"])


def test_the_verdicts_do_not_depend_on_the_language() -> None:
    for example in EXAMPLES[:4]:
        zh, en = (document(example, language) for language in ("zh", "en"))
        for one, other in zip(zh["entitlements"], en["entitlements"], strict=True):
            assert all(one[key] == other[key] for key in ("id", "verdict", "missing", "quotes", "readings", "clause"))


def test_the_document_of_the_same_case_is_the_same() -> None:
    one, other = (decide(jiangmen(), LATE, "2025-08-05").to_json(all_readings=True) for _ in range(2))
    assert json.dumps(one) == json.dumps(other)


def test_without_being_asked_for_trees_and_other_readings_are_left_out() -> None:
    data = decide(jiangmen(), PROVINCIAL, "2023-03-01").to_json()
    assert "all_readings" not in data and all("explanation" not in entitlement for entitlement in data["entitlements"])


def test_lines_that_stand_in_several_places_can_be_changed_one_by_one() -> None:
    data = decide(jiangmen(), PROVINCIAL, "2023-03-01").to_json(explanations=True)
    waiting: list[Any] = [one["explanation"] for one in data["entitlements"]]
    parts: list[Any] = []
    while waiting:
        parts.append(part := waiting.pop())
        waiting += [below for below in (part.values() if isinstance(part, dict) else part) if isinstance(below, dict | list)]
    assert len(parts) > 1000 and len(set(map(id, parts))) == len(parts)
