from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyrules
from policyrules.diagnostics import ReceiptError
from policyrules.receipts.making import Json
from policyrules.receipts.reading import read_receipt
from tests.receipts.receipts import of, resealed


def codes(data: object) -> list[tuple[str, str | None]]:
    with pytest.raises(ReceiptError) as raised:
        read_receipt(data, "[2]")
    return [(d.code, d.path) for d in raised.value.diagnostics]


def test_a_receipt_is_read_as_it_was_made(jiangmen: policyrules.Policy) -> None:
    for sealed in (False, True):
        assert read_receipt(of(jiangmen, facts_digest_only=sealed)) == of(jiangmen, facts_digest_only=sealed)


@pytest.mark.parametrize("data", [None, 1, "receipt", [], {}, {"schema": 1}, {"企业名称": "甲公司"}])
def test_what_is_no_receipt_is_named(data: object) -> None:
    assert codes(data) == [("receipt-expected", "[2]")]


def test_another_form_is_named(jiangmen: policyrules.Policy) -> None:
    assert codes({**of(jiangmen), "schema": "policyrules/receipt/2"}) == [("receipt-other-schema", "[2]")]
    assert codes(jiangmen.decide({}, on=date(2023, 3, 1)).to_json()) == [("receipt-other-schema", "[2]")]


@pytest.mark.parametrize(
    ("part", "value", "place"),
    [
        ("engine", {"version": "1"}, "[2].engine.backend"),
        ("engine", "1", "[2].engine"),
        ("policies", [], "[2].policies"),
        ("policies", [{"name": "a", "title": "b", "number": 3, "digest": ""}], "[2].policies[1].number"),
        ("date", "2023-02-30", "[2].date"),
        ("date", "20230301", "[2].date"),
        ("readings", {"a": 1}, "[2].readings.a"),
        ("facts", {"a": 1}, "[2].facts.a"),
        ("facts", {"a": [{"b": 1.5}]}, "[2].facts.a[1].b"),
        ("answers", {"digest": "", "nodes": {"a": ["T", {}]}}, "[2].answers.nodes.a"),
        ("answers", {"digest": "", "nodes": {"a": ["T", [{"b": 1}]]}}, "[2].answers.nodes.a[1].b"),
        ("outcomes", {}, "[2].outcomes"),
        ("outcomes", [{}], "[2].outcomes[1].id"),
        ("digest", None, "[2].digest"),
        ("extra", "", "[2].extra"),
    ],
)
def test_the_first_place_that_is_wrong_is_named(jiangmen: policyrules.Policy, part: str, value: Any, place: str) -> None:
    assert codes({**of(jiangmen), part: value}) == [("receipt-malformed", place)]


@pytest.mark.parametrize("part", ["kind", "verdict", "type", "modality"])
def test_words_that_no_receipt_has_are_refused(jiangmen: policyrules.Policy, part: str) -> None:
    made = of(jiangmen)
    made["outcomes"][0][part] = "surely"
    assert codes(resealed(made)) == [("receipt-malformed", f"[2].outcomes[1].{part}")]


def nested(levels: int) -> list[Any]:
    data: list[Any] = []
    for _ in range(levels):
        data = [data]
    return data


def test_nesting_without_end_is_refused(jiangmen: policyrules.Policy) -> None:
    assert codes({**of(jiangmen), "facts": {"a": nested(100_000)}})[0][0] == "receipt-malformed"


CHANGES: dict[str, Callable[[Json], object]] = {
    "a verdict": lambda made: made["outcomes"][-1].update(verdict="entitled"),
    "a fact": lambda made: made["facts"].update(所在县区="台山市"),
    "the day": lambda made: made.update(date="2024-03-01"),
    "an answer": lambda made: made["answers"]["nodes"].update({next(iter(made["answers"]["nodes"])): "0"}),
    "the number of the document": lambda made: made["policies"][0].update(number=None),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_change_shows(jiangmen: policyrules.Policy, what: str) -> None:
    made = of(jiangmen)
    CHANGES[what](made)
    assert codes(made) == [("receipt-changed", "[2]")]
    assert read_receipt(resealed(made))  # whoever makes up a digest too is found out by verifying


@cache
def some_receipt() -> Json:
    policy: Any = policyrules.load("江门专精特新")
    return of(policy)


ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200)
@given(st.sampled_from(["engine", "policies", "date", "readings", "facts", "facts_digest", "answers", "outcomes"]), ANY)
def test_anything_in_the_place_of_a_part_is_refused(part: str, value: Any) -> None:
    with pytest.raises(ReceiptError):
        read_receipt({**some_receipt(), part: value})
