import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.diagnostics import LIMIT, FactsError
from policyrules.files import Entry, Notation, read_entries, read_file
from policyrules.files.entries import LIMITS
from tests.ending import ending


def read(data: bytes | str, name: str = "facts.json", notation: Notation | None = None) -> list[Entry]:
    return list(read_entries(io.BytesIO(data.encode() if isinstance(data, str) else data), name, notation))


def codes(data: bytes | str, name: str = "facts.json") -> list[str]:
    with pytest.raises(FactsError) as raised:
        read(data, name)
    return [d.code for d in raised.value.diagnostics]


def test_a_file_holds_one_enterprise_or_a_list_of_them() -> None:
    assert read('{"a": 1}') == [Entry("", {"a": 1})]
    assert read('[{"a": 1}, {}]') == [Entry("[1]", {"a": 1}), Entry("[2]", {})]
    assert read("[]") == []
    assert read("- a: 1\n- b: 2\n", "facts.yml") == [Entry("[1]", {"a": 1}), Entry("[2]", {"b": 2})]


def test_the_notation_is_that_of_the_name_or_of_the_first_character() -> None:
    assert read("a: yes", "facts.YAML") == read("a: yes", "<stdin>") == [Entry("", {"a": "yes"})]
    assert read(' \ufeff{"a": 0.10}'.strip(), "<stdin>") == [Entry("", {"a": Decimal("0.10")})]
    assert read('{"a": 1}\n{"a": 2}', "<stdin>", Notation.JSON_LINES) == [Entry("[1]", {"a": 1}), Entry("[2]", {"a": 2})]
    assert codes("{a: 1}", "facts.json") == ["file-json-unexpected"]


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read(b'\xef\xbb\xbf{"a": 1}') == [Entry("", {"a": 1})]


@pytest.mark.parametrize("name", ["facts.json", "facts.yaml"])
@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_said_to_be_empty(name: str, data: bytes) -> None:
    assert codes(data, name) == ["file-empty"]


@pytest.mark.parametrize("data", ["3", '"x"', "null", "true"])
def test_facts_are_no_single_value(data: str) -> None:
    assert codes(data) == codes(data, "facts.yaml") == ["file-not-enterprises"]


def test_a_file_that_is_not_utf8_is_told_from_one_in_gbk() -> None:
    text = '{\n"企业名称": "新会某公司"}'
    assert codes(text.encode("gbk")) == codes(text.encode("gb18030")) == ["file-gbk"]
    assert codes(text.encode("utf-16")) == ["file-not-utf8"]
    with pytest.raises(FactsError) as raised:
        read(b"{\n\n\xff}")
    assert raised.value.diagnostics[0].path == "facts.json:3"
    long = '{"企业名称": "' + "新会某公司" * 20_000 + '"}'
    assert codes(long.encode("gbk")) == ["file-gbk"]


def test_hidden_characters_are_found_wherever_they_are() -> None:
    for character in "\x00\u202e\u200b\u2028\u00ad\x85\x1b":
        assert codes(f'{{"a{character}": 1}}') == ["file-hidden"]
        assert codes(f"a: 1 # {character}", "facts.yaml") == ["file-hidden"]
    assert codes('{"\u202e": "\u202e"}') == ["file-hidden"] * 2


def test_a_file_of_any_size_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_bytes(b"[" * 100_000_000)
    with ending():
        with pytest.raises(FactsError) as raised:
            list(read_file(path))
        assert [(d.code, d.arguments["limit"]) for d in raised.value.diagnostics] == [("file-too-large", "64 MiB")]
        assert codes(b"[" * (LIMITS[Notation.YAML] + 1), "facts.yaml") == ["file-too-large"]
        assert codes(b"[" * 60_000_000) == ["file-too-deep"]


def test_a_register_is_streamed_line_by_line() -> None:
    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            line = b'{"a": 1}\n'
            buffer[: len(line)] = line
            return len(line)

    entries = read_entries(io.BufferedReader(Endless()), "register.jsonl")
    assert [next(entries).path for _ in range(3)] == ["[1]", "[2]", "[3]"]


def test_a_register_gives_its_good_lines_and_then_all_that_is_wrong() -> None:
    data = b'{"a": 1}\n\n{"a": \n{"b": "\xff"}\n{"c": 1, "c": 2}\r\n{"d": 1}\n{"e": 1} {}\n3'
    entries = read_entries(io.BytesIO(data), "register.jsonl")
    good: list[Entry] = []
    with pytest.raises(FactsError) as raised:
        good.extend(entries)
    assert good == [Entry("[1]", {"a": 1}), Entry("[6]", {"d": 1}), Entry("[8]", 3)]
    assert [(d.path, d.code) for d in raised.value.diagnostics] == [
        ("register.jsonl:3:7", "file-json-ends"),
        ("register.jsonl:4", "file-not-utf8"),
        ("register.jsonl:5:10", "file-duplicate-key"),
        ("register.jsonl:7:10", "file-json-extra"),
    ]
    assert raised.value.diagnostics[2].arguments["line"] == "5"


def test_a_register_of_bad_lines_is_given_up() -> None:
    assert len(codes(b"{\n" * 10_000, "register.jsonl")) == LIMIT
    assert codes(b"[" * 50_000_000, "register.jsonl") == ["file-line-too-long"]


def test_a_file_that_cannot_be_opened_is_a_diagnostic(tmp_path: Path) -> None:
    for path, code in ((tmp_path / "none.json", "file-missing"), (tmp_path, "file-unreadable")):
        with pytest.raises(FactsError) as raised:
            list(read_file(path))
        assert [d.code for d in raised.value.diagnostics] == [code]


def test_reading_json_does_not_import_yaml() -> None:
    program = "import io, sys; from policyrules.files import read_entries; list(read_entries(io.BytesIO(b'{}'), 'x.json')); "
    subprocess.run([sys.executable, "-c", program + "sys.exit('yaml' in sys.modules)"], check=True)


@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(st.characters(codec="utf-8"), max_size=60).map(str.encode),
        st.text('{}[]",:0123456789eE+-. \n\\ua&*!?|>#%@`-企业：“”NaInfty', max_size=40).map(str.encode),
    ),
    st.sampled_from(["x.json", "x.yaml", "x.jsonl", "-"]),
)
@settings(max_examples=500)
def test_any_bytes_are_read_or_refused_and_never_anything_else(data: bytes, name: str) -> None:
    try:
        read(data, name)
    except FactsError as error:
        assert error.diagnostics
        for diagnostic in error.diagnostics:
            for language in ("zh", "en"):
                assert diagnostic.message(language)
                diagnostic.help(language)
        assert str(error)


PLAIN = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.text(st.characters(codec="utf-8", categories=["L", "N", "P"])),
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text("ab企业12", min_size=1), inner)),
    max_leaves=8,
)


@given(PLAIN)
@settings(max_examples=100)
def test_what_was_written_as_json_is_read_alike_as_json_and_as_yaml(data: object) -> None:
    text = json.dumps([data], ensure_ascii=False)
    assert read(text) == [Entry("[1]", data)]
    assert read(text, "facts.yaml") == read(text)
