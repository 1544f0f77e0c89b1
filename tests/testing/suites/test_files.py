"""Suites in files: what is written comes back, and whatever else is there is refused with its line, all of it at once."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.diagnostics import LIMIT
from policyrules.testing.suites import files as suite_files
from policyrules.testing.suites.files import accepted_entries, read_suite, suite_in, suite_text
from policyrules.testing.suites.suite import Suite, SuiteError, accept, suite_of
from tests.testing.suite_policy import REVIEW, entry, lines, policy, suite

NAME = "样例.suite.jsonl"


def read(text: str | bytes) -> Suite:
    data = text.encode() if isinstance(text, str) else text
    return suite_in(io.BytesIO(data), NAME, policy())


def wrong(text: str | bytes) -> list[tuple[str, str | None]]:
    with pytest.raises(SuiteError) as error:
        read(text)
    for one in error.value.diagnostics:
        assert all(one.message(language) for language in ("zh", "en"))
    return [(one.code, one.path) for one in error.value.diagnostics]


def changed(change: Callable[[dict[str, Any]], None], line: int = 1) -> str:
    """Return a suite in which the object of a line was changed."""
    written = lines(suite(policy()))
    found = json.loads(written[line])
    change(found)
    written[line] = json.dumps(found, ensure_ascii=False)
    return "\n".join(written)


# --- there and back ---------------------------------------------------------------------------------------------------


def test_a_suite_comes_back_as_it_was_written() -> None:
    for made in (
        suite(policy()),
        accept(policy(), suite(policy()), None, REVIEW, NAME).suite,
        suite_of(policy(), 3, (), "0.1.0"),
    ):
        back = read(suite_text(made))
        assert suite_text(back) == suite_text(made)
        assert [one.line for one in back.entries] == list(range(2, 2 + len(made.entries)))
        assert [(one.id, one.trial, one.expected, one.review) for one in back.entries] == [
            (one.id, one.trial, one.expected, one.review) for one in made.entries
        ]


def test_only_accepted_entries_are_accepted(tmp_path: Path) -> None:
    made = suite(policy())
    file = tmp_path / NAME
    file.write_text(suite_text(made), encoding="utf-8")
    assert accepted_entries(file, policy()) == ()
    done = accept(policy(), made, [made.entries[1].id], REVIEW, NAME).suite
    file.write_text(suite_text(done), encoding="utf-8")
    assert [one.id for one in accepted_entries(file, policy())] == [made.entries[1].id]


NUMBERS = st.integers() | st.decimals(allow_nan=False, allow_infinity=False)
LEAVES = st.none() | st.booleans() | NUMBERS | st.text()


def nested(inner: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    return st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)


@given(st.recursive(LEAVES, nested, max_leaves=8))
@settings(max_examples=60)
def test_whatever_facts_an_entry_has_are_written_back_as_they_stood(value: object) -> None:
    def plain(one: object) -> object:
        return json.loads(suite_files._json(one), parse_float=str, parse_int=str)

    assert plain(value) == plain(json.loads(suite_files._json(value), parse_float=suite_files.Decimal))


def test_hidden_characters_in_facts_are_escaped_so_that_the_file_can_be_read_again() -> None:
    text = changed(lambda found: found["facts"].update(企业="a\u202eb"))
    assert "\u202e" not in suite_text(read(text.replace("\u202e", "\\u202e")))


# --- what is wrong ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("", "suite-header", 1),
        ("{}", "suite-header", 1),
        ("[]", "suite-header", 1),
        ("5", "suite-header", 1),
        ('{"schema": "policyrules/suite/2"}', "suite-schema", 1),
        ('{"schema": 1}', "suite-value", 1),
    ],
)
def test_the_first_line_says_what_the_file_is(text: str, code: str, line: int) -> None:
    assert wrong(text)[0] == (code, f"{NAME}:{line}")


def test_a_suite_of_another_policy_is_refused() -> None:
    assert wrong(changed(lambda found: found.update(policy="别的"), 0)) == [("suite-policy", f"{NAME}:1")]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda one: one.update(more=1), ["suite-key"]),
        (lambda one: one.pop("id"), ["suite-key-missing"]),
        (lambda one: one.pop("reviewed"), ["suite-key-missing"]),
        (lambda one: one.update(id=5, title="", reaches="x"), ["suite-value"] * 3),
        (lambda one: one.update(date="2024-02-30"), ["suite-value"]),
        (lambda one: one.update(date=20240601), ["suite-value"]),
        (lambda one: one.update(facts=[], readings={"算法": 1}), ["suite-value"] * 2),
        (lambda one: one.update(reviewed=True), ["suite-value"]),
        (lambda one: one.update(reviewed="张三"), ["suite-value"]),
        (lambda one: one.update(reviewed=None), ["suite-value"]),
        (lambda one: one.update(reviewed={"by": "张三"}), ["suite-key-missing"]),
        (lambda one: one.update(reviewed={"by": "张三", "on": "昨天", "why": ""}), ["suite-key", "suite-value"]),
        (lambda one: one.update(expected={"other": {}}), ["suite-key"]),
        (lambda one: one.update(expected={"verdicts": []}), ["suite-value"]),
        (lambda one: one.update(expected={"verdicts": {"奖励": True}, "total": {}}), ["suite-value"] * 2),
        (lambda one: one.update(expected={"total": {"low": None, "high": None}}), ["suite-value"]),
        (lambda one: one.update(expected={"total": {"unknown": True, "low": "1元"}}), ["suite-value"]),
        (lambda one: one.update(expected={"total": {"any_of": []}}), ["suite-value"]),
    ],
)  # fmt: skip
def test_all_that_is_wrong_with_an_entry_is_told_with_its_line(
    change: Callable[[dict[str, Any]], None], codes: list[str]
) -> None:
    assert sorted(wrong(changed(change))) == [(code, f"{NAME}:2") for code in codes]


def test_lines_that_are_no_entries_and_lines_that_are_no_json_are_told_together() -> None:
    written = lines(suite(policy()))
    assert wrong("\n".join([written[0], "[1]", '{"id": ', written[1]])) == [
        ("suite-entry", f"{NAME}:2"),
        ("file-json-ends", f"{NAME}:3:8"),
    ]


def test_an_id_stands_once() -> None:
    head, one, _ = lines(suite(policy()))
    assert wrong("\n".join([head, one, one])) == [("suite-twice", f"{NAME}:3")]


def test_a_file_that_is_not_there_or_no_file_is_told(tmp_path: Path) -> None:
    for place, code in (
        (tmp_path / "没有", "suite-missing"),
        (tmp_path, "suite-unreadable"),
        (Path("a\0b"), "suite-unreadable"),
    ):
        with pytest.raises(SuiteError) as error:
            read_suite(place, policy())
        assert [one.code for one in error.value.diagnostics] == [code]


def test_sizes_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    made = suite_text(suite(policy()))
    monkeypatch.setattr(suite_files, "ENTRIES", 1)
    assert wrong(made) == [("suite-too-long", f"{NAME}:3")]
    monkeypatch.setattr(suite_files, "BYTES", 100)
    assert wrong(made) == [("suite-too-large", NAME)]


def test_no_more_is_told_than_a_reader_can_use() -> None:
    head = lines(suite(policy()))[0]
    found = wrong("\n".join([head, *["[]"] * (LIMIT + 5)]))
    assert len(found) == LIMIT + 1 and found[-1][0] == "too-many"


@given(st.data())
@settings(max_examples=40)
def test_no_damage_to_a_file_is_more_than_a_suite_error(data: st.DataObject) -> None:
    made = suite_text(accept(policy(), suite(policy()), None, REVIEW, NAME).suite).encode()
    start = data.draw(st.integers(0, len(made) - 1))
    end = data.draw(st.integers(start, min(len(made), start + 60)))
    damaged = made[:start] + data.draw(st.sampled_from([b"", b"{}", b'"', b"\xff", b"[[", b"1e999999", b"null"])) + made[end:]
    try:
        read(damaged)
    except SuiteError as error:
        assert all(one.path and one.message("zh") and one.message("en") for one in error.diagnostics)


def test_an_entry_says_nothing_of_what_is_unknown() -> None:
    assert entry(policy(), 人数=None, 收入={}).trial.facts == {}
