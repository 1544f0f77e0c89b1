"""The bytes of an entry are read as what was written, or not at all."""

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

import policyrules
from policyrules.caching import entries
from policyrules.caching.entries import Entry
from policyrules.library import Text
from policyrules.source import Source
from policyrules.testing.drawing.choices import Seeded

NAME = "0" * 64


@pytest.fixture(scope="module")
def entry() -> Entry:
    policy = policyrules.load(Path(__file__).parents[2] / "examples" / "northport.pol")
    return Entry(policy.lowered, entries.notes(policy.checked), not policy.warnings)


@pytest.fixture(scope="module")
def data(entry: Entry) -> bytes:
    return entries.written(NAME, entry)


def signed(body: bytes) -> bytes:
    """Return bytes with the digest that they should have, as somebody writes them who may write to the folder."""
    return f"policyrules-kept/1 {sha256(body).hexdigest()}\n".encode() + body


def test_an_entry_comes_back(entry: Entry, data: bytes) -> None:
    again = entries.read(NAME, data)
    assert again is not None and again.texts == entry.texts and again.is_silent
    assert again.lowered.program == entry.lowered.program and entries.written(NAME, again) == data


def test_an_entry_that_was_cut_short_or_in_which_a_bit_is_another_is_not_read(data: bytes) -> None:
    choices = Seeded(0)
    for _ in range(300):
        place, bit = choices.integer(0, len(data) - 1), 1 << choices.integer(0, 7)
        assert entries.read(NAME, data[:place]) is None
        assert entries.read(NAME, data[:place] + bytes([data[place] ^ bit]) + data[place + 1 :]) is None


def test_an_entry_of_another_name_is_not_read(data: bytes) -> None:
    assert entries.read("1" * 64, data) is None


BODIES: tuple[Any, ...] = (
    None,
    [],
    {},
    [NAME],
    [NAME, [], True, [[], []]],
    [NAME, [["0", None, []]], 1, [[], []]],
    [NAME, [["0", None, [["甲", 3]]]], True, [[], []]],
    [NAME, [["0", None, []]], True, [[], []]],
)


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_what_is_no_entry_is_not_read(body: Any) -> None:
    assert entries.read(NAME, signed(json.dumps(body).encode())) is None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[" * 200_000,
        b"[" * 200_000 + b"]" * 200_000,
        b'{"a":' * 100_000,
        b"\xff\xfe",
        b"1" * 100_000,
        b"NaN",
        f'["{NAME}", [["0", null, []]], true, {"[" * 5000}{"]" * 5000}]'.encode(),
    ],
    ids=range(9),
)
def test_rubbish_with_the_right_digest_is_not_read(body: bytes) -> None:
    assert entries.read(NAME, signed(body)) is None


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"policyrules-kept/1", b"policyrules-kept/1 0\n[]", b"\x80\x04K\x01."], ids=range(5)
)
def test_rubbish_is_not_read(data: bytes) -> None:
    assert entries.read(NAME, data) is None


def test_the_key_tells_texts_engines_and_places_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text(Source("甲.pol", "政策"), Path())
    keys = {entries.key(text), entries.key(Text(Source("甲.pol", "政 策"), Path())), entries.key(text._replace(folder=None))}
    assert entries.key(text._replace(source=Source("乙.pol", "政策"))) in keys
    monkeypatch.setattr(entries, "_engine", lambda: "another")
    assert len(keys | {entries.key(text)}) == 4


def test_the_engine_is_all_that_reads_checks_and_lowers() -> None:
    assert len(entries._engine()) == 64
    package = Path(entries.__file__).parents[1]
    assert all((package / name).exists() for name in entries._ENGINE)
