import json
from datetime import date
from itertools import islice
from typing import Any

import jsonschema
import pytest

import policyrules
from policyrules.receipts.making import receipt, receipt_schema
from policyrules.testing.enterprises import trials
from policyrules.values.canonical import canonical_json, digest
from tests.receipts.receipts import DAY, FACTS, of

VALIDATOR = jsonschema.Draft202012Validator(receipt_schema(), format_checker=jsonschema.FormatChecker())


def test_a_receipt_says_by_what_was_decided_on_what_and_what_came_out(jiangmen: policyrules.Policy) -> None:
    made = of(jiangmen)
    VALIDATOR.validate(made)
    assert made["engine"] == {"version": policyrules.__version__, "backend": "reference"}
    assert made["policies"] == [
        {"name": "江门专精特新", "title": jiangmen.title, "number": "江府办函〔2022〕125号", "digest": jiangmen.digest}
    ]
    assert (made["date"], made["readings"]["方案期间算法"]) == ("2023-03-01", "首日计入")
    assert made["facts"] == FACTS
    assert set(made["answers"]["nodes"]) == set(jiangmen.program.ids)
    verdicts = {one["id"]: one["verdict"] for one in made["outcomes"] if one["kind"] == "entitlement"}
    assert verdicts == {o.id: str(o.verdict) for o in jiangmen.decide(FACTS, DAY).entitlements}
    assert made["digest"] == digest({key: value for key, value in made.items() if key != "digest"})


@pytest.mark.parametrize("sealed", [False, True])
def test_every_receipt_is_of_its_schema_and_plain(jiangmen: policyrules.Policy, sealed: bool) -> None:
    for trial in islice(trials(jiangmen, 1), 8):
        made = receipt(jiangmen.decide(trial.facts, trial.day, trial.readings), facts_digest_only=sealed)
        VALIDATOR.validate(made)
        assert canonical_json(json.loads(json.dumps(made))) == canonical_json(made)


def test_the_same_facts_in_another_spelling_give_the_same_receipt(jiangmen: policyrules.Policy) -> None:
    other = {"认定": ({"认定日": date(2022, 6, 1), "称号": "省级专精特新"},), "所在县区": "新会区", "企业名称": "甲公司"}
    assert of(jiangmen, other)["digest"] == of(jiangmen)["digest"]


def test_other_facts_days_and_readings_give_other_receipts(jiangmen: policyrules.Policy) -> None:
    usual = of(jiangmen)
    other_facts = of(jiangmen, {**FACTS, "所在县区": "台山市"})
    other_day = receipt(jiangmen.decide(FACTS, date(2023, 3, 2)))
    other_reading = receipt(jiangmen.decide(FACTS, DAY, {"方案期间算法": "首日不计入"}))
    left_open = receipt(jiangmen.decide(FACTS, DAY, {"方案期间算法": None}))
    assert len({one["digest"] for one in (usual, other_facts, other_day, other_reading, left_open)}) == 5
    assert usual["facts_digest"] == other_day["facts_digest"] != other_facts["facts_digest"]
    VALIDATOR.validate(left_open)


def test_a_sealed_receipt_tells_no_fact_and_no_answer(jiangmen: policyrules.Policy) -> None:
    plain, sealed = of(jiangmen), of(jiangmen, facts_digest_only=True)
    VALIDATOR.validate(sealed)
    assert sealed["facts"] is None and sealed["facts_digest"] == plain["facts_digest"]
    text = json.dumps(sealed, ensure_ascii=False)
    assert not any(fact in text for fact in ("新会区", "甲公司", "2022-06-01", str(date(2022, 6, 1).toordinal())))
    nodes = sealed["answers"]["nodes"]
    truths = {id_ for id_, answer in plain["answers"]["nodes"].items() if answer == "T"}
    assert len(truths) > 20 and len({nodes[id_] for id_ in truths}) == len(truths)
    other = of(jiangmen, {**FACTS, "所在县区": "台山市"}, facts_digest_only=True)
    assert not set(other["answers"]["nodes"].values()) & set(nodes.values())


def test_a_book_has_one_receipt_for_all_its_policies() -> None:
    book = policyrules.load_book(["江门专精特新", "优质中小企业", "中小企业划型"])
    made = of(book)
    VALIDATOR.validate(made)
    assert [one["name"] for one in made["policies"]] == list(book)
    assert {one["id"].partition(".")[0] for one in made["outcomes"] if one["kind"] == "entitlement"} == {"江门专精特新"}
    assert set(made["answers"]["nodes"]) == set(book.program.ids)


@pytest.mark.parametrize("wrong", [{"digest": "0"}, {"extra": ""}, {"date": "gestern"}, {"policies": []}])
def test_the_schema_refuses_what_is_none(jiangmen: policyrules.Policy, wrong: dict[str, Any]) -> None:
    assert not VALIDATOR.is_valid({**of(jiangmen), **wrong})
