from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from datetime import date
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import policyrules
from policyrules.diagnostics import FactsError, ReceiptError
from policyrules.receipts import verifying
from policyrules.receipts.making import receipt
from policyrules.receipts.verifying import Change, verify
from policyrules.testing.enterprises import trials
from tests.receipts.receipts import FACTS, changed, of, resealed

LINE = "认定期间算法 为 首日计入 则 项.认定日 + 期限 - 1天"
SHORTER = LINE.replace("1天", "30个月")


def test_a_receipt_holds_as_long_as_nothing_changes(jiangmen: policyrules.Policy) -> None:
    for trial in islice(trials(jiangmen, 1), 12):
        decision = jiangmen.decide(trial.facts, trial.day, {**trial.readings, "方案期间算法": None})
        assert verify(receipt(decision), jiangmen).holds
        assert verify(receipt(decision, facts_digest_only=True), jiangmen, trial.facts).holds


def test_of_a_book_too() -> None:
    book = policyrules.load_book(["江门专精特新", "优质中小企业"])
    assert verify(of(book), book).holds


def test_other_facts_are_named_with_the_answers_that_they_change(jiangmen: policyrules.Policy) -> None:
    later = {**FACTS, "认定": [{"称号": "省级专精特新", "认定日": "2023-06-01"}], "企业名称": None}
    verified = verify(of(jiangmen), jiangmen, later)
    assert not verified.holds and verified.same_policies and verified.same_engine and not verified.same_facts
    assert {(one.path, one.then, one.now) for one in verified.facts} == {
        ("企业名称", "甲公司", None),
        ("认定[1].认定日", "2022-06-01", "2023-06-01"),
    }
    assert {one.change for one in verified.answers} == {Change.OTHER}
    titles = {one.now["id"]: (one.then["verdict"], one.now["verdict"]) for one in verified.outcomes if one.then and one.now}
    assert titles["省级专精特新"] == ("holds", "holds_not")


def test_a_changed_line_is_named_and_what_follows_from_it_is_told_apart(jiangmen: policyrules.Policy, tmp_path: Path) -> None:
    verified = verify(of(jiangmen), changed(tmp_path, LINE, SHORTER))
    assert not verified.holds and verified.same_facts and not verified.same_policies
    told = [one for one in verified.answers if one.change is Change.NEW]
    assert {one.asked.site.text for one in told if one.asked and one.asked.site} == {"项.认定日 + 期限 - 30个月"}
    assert {one.now for one in told} >= {str(date(2022, 12, 1).toordinal())}
    assert {one.change for one in verified.answers} == {Change.NEW, Change.FOLLOWS, Change.GONE}
    assert all(one.then is None for one in told)
    assert "省级专精特新" in {one.now["id"] for one in verified.outcomes if one.now}


def test_a_policy_that_is_only_laid_out_anew_changes_nothing(jiangmen: policyrules.Policy, tmp_path: Path) -> None:
    verified = verify(of(jiangmen), changed(tmp_path, "定义 方案末日 =", "# 说明\n定义   方案末日   ="))
    assert verified.holds and verified.same_policies


def test_a_receipt_that_was_made_up_does_not_hold(jiangmen: policyrules.Policy) -> None:
    made = of(jiangmen)
    outcome = next(one for one in made["outcomes"] if one["verdict"] == "not_entitled")
    outcome.update(verdict="entitled", digest="0" * 32)
    verified = verify(resealed(made), jiangmen)
    assert not verified.holds
    assert [one.now["id"] for one in verified.outcomes if one.now] == [outcome["id"]]
    made = of(jiangmen)
    made["answers"]["digest"] = "0" * 64
    assert not verify(resealed(made), jiangmen).holds


def test_no_part_of_a_receipt_can_be_made_up(jiangmen: policyrules.Policy) -> None:
    made = of(jiangmen)
    made["answers"]["nodes"][next(iter(made["answers"]["nodes"]))] = "99999999999"
    assert not verify(resealed(made), jiangmen).holds
    for part, value in (("value", "100"), ("verdict", "undetermined"), ("modality", "shall"), ("type", "text")):
        made = of(jiangmen)
        outcome = next(one for one in made["outcomes"] if one["kind"] == "entitlement" and one[part] != value)
        outcome[part] = value
        found = verify(resealed(made), jiangmen)
        assert not found.holds and [one.now["id"] for one in found.outcomes if one.now] == [outcome["id"]]
    made = of(jiangmen)
    made["outcomes"].append(made["outcomes"][0])
    assert not verify(resealed(made), jiangmen).holds


def places(data: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to every value in a receipt, without those that make it one."""
    yield way
    if isinstance(data, dict | list):
        for step, inner in data.items() if isinstance(data, dict) else enumerate(data):
            if (*way, step) not in {("schema",), ("digest",)}:
                yield from places(inner, (*way, step))


FORGED: dict[str, Callable[[Any, Any], Any]] = {
    "gone": lambda whole, step: whole.pop(step),
    "nothing": lambda whole, step: whole.__setitem__(step, None),
    "empty": lambda whole, step: whole.__setitem__(step, type(whole[step])()),
    "a text": lambda whole, step: whole.__setitem__(step, "T"),
    "more": lambda whole, step: whole[step].append(whole[step][0] if whole[step] else {}),
    "more by name": lambda whole, step: whole[step].update(x=next(iter(whole[step].values()), None)),
    "unknown by name": lambda whole, step: whole[step].update(x=None),
    "the other way round": lambda whole, step: whole[step].reverse(),
}


@cache
def made_of(facts_digest_only: bool) -> tuple[policyrules.Policy, Any, list[tuple[Any, ...]]]:
    policy: Any = policyrules.load("江门专精特新")
    made = of(policy, {**FACTS, "认定": FACTS["认定"] * 2}, facts_digest_only=facts_digest_only)
    return policy, made, list(places(made))[1:]


@settings(max_examples=150)
@given(st.booleans(), st.data())
def test_whatever_was_made_up_in_a_receipt_is_named(facts_digest_only: bool, data: st.DataObject) -> None:
    policy, honest, ways = made_of(facts_digest_only)
    part = data.draw(st.sampled_from(sorted({way[0] for way in ways})))
    way = data.draw(st.sampled_from([way for way in ways if way[0] == part]))
    made = deepcopy(honest)
    whole: Any = made
    for step in way[:-1]:
        whole = whole[step]
    with suppress(AttributeError, TypeError, KeyError):
        FORGED[data.draw(st.sampled_from(list(FORGED)))](whole, way[-1])
    facts = {**FACTS, "认定": FACTS["认定"] * 2} if facts_digest_only or data.draw(st.booleans()) else None
    try:
        verified = verify(resealed(made), policy, facts)
    except (ReceiptError, FactsError):
        return
    if made == honest:
        assert verified.holds
        return
    named = verified.answers or verified.outcomes or verified.facts or verified.parts or verified.refused
    if verified.holds:  # decided again it is the same, and that it was decided by others is said
        assert way[0] in ("engine", "policies") and not (verified.same_engine and verified.same_policies)
    else:
        assert named or not verified.same_facts


def test_records_that_were_added_to_the_answers_are_named(jiangmen: policyrules.Policy) -> None:
    for extra in ({}, {"x": "T"}, "0" * 16):
        made = of(jiangmen)
        id_, asked = next((id_, one) for id_, one in made["answers"]["nodes"].items() if isinstance(one, list) and one[1])
        asked[1].append(extra)
        (one,) = verify(resealed(made), jiangmen).answers
        assert (one.way, one.change, one.now) == ((id_, 2), Change.GONE, None)


def test_another_engine_is_named_and_holds_while_the_answers_are_the_same(
    jiangmen: policyrules.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = of(jiangmen)
    made["engine"]["version"] = "0.0.1"
    verified = verify(resealed(made), jiangmen)
    assert verified.holds and not verified.same_engine


def test_another_engine_that_answers_otherwise_is_named_with_the_questions(
    jiangmen: policyrules.Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = of(jiangmen)
    id_ = jiangmen.program.ids[jiangmen.outline.entitlements[0].verdict]
    assert made["answers"]["nodes"][id_] in "TF"
    made["answers"]["nodes"][id_] = "U"
    made["answers"]["digest"] = "0" * 64
    made["engine"]["version"] = "0.0.1"
    verified = verify(resealed(made), jiangmen)
    (one,) = verified.answers
    assert (one.ids, one.then, one.change, one.exactly) == ((id_,), "U", Change.OTHER, True)


def test_a_sealed_receipt_needs_the_facts_again(jiangmen: policyrules.Policy, tmp_path: Path) -> None:
    sealed = of(jiangmen, facts_digest_only=True)
    with pytest.raises(ReceiptError) as raised:
        verify(sealed, jiangmen, path="[3]")
    assert [(d.code, d.path) for d in raised.value.diagnostics] == [("receipt-without-facts", "[3]")]
    other = verify(sealed, jiangmen, {**FACTS, "认定": []})
    assert not other.holds and not other.same_facts and other.answers == other.facts == ()
    assert {one.now["id"] for one in other.outcomes if one.now} >= {"省级专精特新"}
    shorter = verify(sealed, changed(tmp_path, LINE, SHORTER), FACTS)
    assert not shorter.holds and shorter.same_facts and all(one.then is None for one in shorter.answers)
    assert any(one.now == "F" for one in shorter.answers)


def test_a_policy_that_no_longer_knows_a_fact_or_a_reading_says_so(jiangmen: policyrules.Policy) -> None:
    other: Any = policyrules.load("中小企业划型")
    verified = verify(of(jiangmen), other)
    assert not verified.holds and verified.now is None
    assert {d.code for d in verified.refused} >= {"fact-unknown", "case-reading-unknown"}


def test_given_facts_that_cannot_be_read_are_an_error(jiangmen: policyrules.Policy) -> None:
    with pytest.raises(FactsError) as raised:
        verify(of(jiangmen), jiangmen, {"所在县区": "新会"}, facts_path="[2]")
    assert [d.path for d in raised.value.diagnostics] == ["[2].所在县区"]


def test_records_that_come_and_go_are_named(jiangmen: policyrules.Policy) -> None:
    more = {**FACTS, "认定": [*FACTS["认定"], {"称号": "金种子"}]}
    found = {one.path: (one.then, one.now) for one in verify(of(jiangmen), jiangmen, more).facts}
    assert found == {"认定[2]": (None, {"称号": "金种子"})}
    none = {one.path: one.now for one in verify(of(jiangmen), jiangmen, {**FACTS, "认定": None}).facts}
    assert none == {"认定": None}
    assert verifying._PERIOD.fullmatch("2024Q3") and not verifying._PERIOD.fullmatch("5G收入")
