"""The document of several policies: what comes of all, and the document of each as it is alone."""

import json
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

import policyrules
from policyrules.explain.book_document import SCHEMA, book_schema
from tests.across import PROVINCE, city, document, written
from tests.awards import award

DAY = date(2024, 6, 30)
VALIDATOR = Draft202012Validator(book_schema(), format_checker=Draft202012Validator.FORMAT_CHECKER)
RULE = "就高不重复: 国家奖励、省.省级奖励"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(book_schema())
    assert policyrules.book_schema() == book_schema()


@pytest.mark.parametrize("facts", [{}, {"甲可": True}, {"甲可": True, "乙可": True}, {"甲可": False, "乙可": False}])
def test_a_document_fits_the_schema_and_holds_those_of_the_policies(facts: dict[str, object], tmp_path: Path) -> None:
    decision = written(tmp_path, 省=PROVINCE, 市=city(RULE)).decide(facts, on=DAY)
    for language in ("zh", "en"):
        data = decision.to_json("en" if language == "en" else "zh", explanations=True, all_readings=True)
        VALIDATOR.validate(data)
        assert json.loads(json.dumps(data)) == data
    assert data["schema"] == SCHEMA
    assert data["decisions"] == [own.to_json("en", explanations=True, all_readings=True) for own in decision.values()]


def test_only_what_is_named_is_explained(tmp_path: Path) -> None:
    decision = written(tmp_path, 省=PROVINCE, 市=city(RULE)).decide({"甲可": True}, on=DAY)
    first, *others = decision.entitlements
    policy = first.decision.outline.name
    data = decision.to_json("en", explanations=[f"{policy}.{first.id}"])
    explained = [row["id"] for one in data["decisions"] for row in one["entitlements"] if "explanation" in row]
    assert explained == [first.id] and others
    with pytest.raises(KeyError):
        decision.to_json(explanations=["没有的"])


def test_what_is_wrong_in_a_decision_within_is_found(tmp_path: Path) -> None:
    data = written(tmp_path, 省=PROVINCE).decide({}, on=DAY).to_json()
    data["decisions"][0]["entitlements"][0]["verdict"] = "perhaps"
    with pytest.raises(ValidationError):
        VALIDATOR.validate(data)


def test_entitlements_of_all_policies_are_told_with_their_documents(tmp_path: Path) -> None:
    decision = written(tmp_path, 省=PROVINCE, 市=city(RULE)).decide({"甲可": True, "乙可": True}, on=DAY)
    data = decision.to_json("zh")
    assert [(one["number"], one["entitlement"], one["amount_words"]) for one in data["entitled"]] == [
        ("市〔2022〕1号", "国家奖励", "30万元"), ("省〔2022〕1号", "省级奖励", "10万元（不另计）"),
    ]  # fmt: skip
    assert data["total"]["value"] == "30000000"
    dropped = data["total"]["awards"][1]
    assert (dropped["policy"], dropped["entitlement"], dropped["dropped_by"]) == ("省", "省.省级奖励", 0)
    assert data["total"]["rules"][0]["policy"] == "市"


def test_a_policy_alone_tells_beside_its_total_what_it_was_held_against(tmp_path: Path) -> None:
    total = (
        written(tmp_path, 省=PROVINCE, 市=city(RULE)).decide({"甲可": True, "乙可": True}, on=DAY)["市"].to_json("en")["total"]
    )
    (beside,) = total["beside"]
    assert (beside["entitlement"], beside["document"], beside["value"]) == ("省.省级奖励", "省〔2022〕1号 二", "10000000")
    assert [award["entitlement"] for award in total["awards"]] == ["国家奖励"]


def test_what_is_open_is_told_with_what_is_missing(tmp_path: Path) -> None:
    data = written(tmp_path, 甲=document("甲", award("奖", "条件: 甲可", "金额: 1万元"))).decide({}, on=DAY).to_json()
    assert [(one["entitlement"], one["missing"]) for one in data["undetermined"]] == [("奖", ["甲可"])]
