import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.diagnostics import FactsError
from policyrules.files.jsontext import read_json, refuse_depth
from policyrules.files.places import DEPTH
from policyrules.source import Source
from tests.ending import ending


def read(text: str) -> object:
    source = Source("facts.json", text)
    refuse_depth(source)
    return read_json(source)


def faults(text: str) -> list[tuple[str, int, int, str | None]]:
    with pytest.raises(FactsError) as raised:
        read(text)
    return [(d.code, d.span.first.line, d.span.first.column, d.path) for d in raised.value.diagnostics if d.span]


def test_numbers_are_read_from_their_digits() -> None:
    numbers = read("[0.10, 1, -0, 1e3, 12345678901234567890.12345678901234567890]")
    assert numbers == [Decimal("0.10"), 1, 0, Decimal("1E+3"), Decimal("12345678901234567890.12345678901234567890")]
    assert isinstance(numbers, list)
    assert [type(number) for number in numbers] == [Decimal, int, int, Decimal, Decimal]
    assert str(numbers[0]) == "0.10"


def test_every_repeated_key_and_every_useless_number_is_reported_with_its_place_and_path() -> None:
    text = '{"a": 1, "b": [{"c": NaN}, {"c": {"d": 1,\n "d": 2}, "c": "a"}],\n"\\u0061": [-Infinity, 1e1000, "NaN"]}'
    assert faults(text) == [
        ("file-number-not-finite", 1, 22, "b[1].c"),
        ("file-duplicate-key", 2, 2, "b[2].c.d"),
        ("file-duplicate-key", 2, 11, "b[2].c"),
        ("file-duplicate-key", 3, 1, "a"),
        ("file-number-not-finite", 3, 12, "a[1]"),
        ("file-number-huge", 3, 23, "a[2]"),
    ]


def test_the_same_key_in_two_objects_is_no_repetition() -> None:
    assert read('[{"a": {"a": 1}}, {"a": 2}]') == [{"a": {"a": 1}}, {"a": 2}]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ('{"a": 1,}', "file-json-trailing-comma", 8),
        ("[1, 2 , ]", "file-json-trailing-comma", 7),
        ("[,]", "file-json-trailing-comma", 2),
        ('{"a"：1}', "file-json-full-width", 5),
        ('{"a":1，"b":2}', "file-json-full-width", 7),
        ("{“a”: 1}", "file-json-full-width", 2),
        ("{'a': 1}", "file-json-quotes", 2),
        ('{"a": 1 // x\n}', "file-json-comment", 9),
        ('{"a": 1} # x', "file-json-comment", 10),
        ('{"a": "b}', "file-json-open-text", 7),
        ('{"a": "b\n"}', "file-json-open-text", 9),
        ('{"a": "b\tc"}', "file-json-escape", 9),
        ('{"a": "\\x"}', "file-json-escape", 8),
        ('{"a": "\\u12"}', "file-json-escape", 8),
        ('{"a": 1', "file-json-ends", 8),
        ('{"a"', "file-json-ends", 5),
        ('{"a": 1 "b": 2}', "file-json-comma", 9),
        ("[1 2]", "file-json-comma", 4),
        ("{} {}", "file-json-extra", 4),
        ("{a: 1}", "file-json-unexpected", 2),
        ("[True]", "file-json-unexpected", 2),
        ("[01]", "file-json-comma", 3),
        ("]", "file-json-unexpected", 1),
    ],
)
def test_the_first_place_that_is_no_json_is_said_in_words_of_what_stands_there(text: str, code: str, column: int) -> None:
    assert [(found, at) for found, _, at, _ in faults(text)] == [(code, column)]


def test_brackets_nest_to_a_depth() -> None:
    assert read("[" * DEPTH + "]" * DEPTH)
    assert faults("[" * (DEPTH + 1) + "]" * (DEPTH + 1)) == [("file-too-deep", 1, DEPTH + 1, None)]
    assert faults('{"a":' * 100 + "1" + "}" * 100)[0][0] == "file-too-deep"
    wide = "[" + ",".join(["[{}]"] * 200) + "]"
    assert read(wide) == [[{}]] * 200


def test_brackets_in_texts_do_not_nest() -> None:
    assert read(json.dumps(["[" * 1_000, '"' + "{" * 1_000, "\\"])) == ["[" * 1_000, '"' + "{" * 1_000, "\\"]


@pytest.mark.parametrize(
    "text",
    [
        '["' + '\\"' * 2_000_000,
        "[" * 65 + '"' * 1_000_001,
        '{"a": ' + "1" * 4_000_000 + "}",
        "[" + "1," * 500_000,
        '["\\' * 500_000,
    ],
    ids=["escaped quotes", "quotes", "digits", "items", "open texts"],
)
def test_hostile_texts_are_refused(text: str) -> None:
    with ending():
        assert faults(text)


@given(st.text('[]{}",:\\1eNaI- \n', max_size=30))
@settings(max_examples=500)
def test_what_is_read_is_what_the_standard_library_reads(text: str) -> None:
    try:
        data = read(text)
    except FactsError as error:
        if any(d.code.startswith("file-json") for d in error.diagnostics):
            with pytest.raises(json.JSONDecodeError):
                json.loads(text)
    else:
        assert data == json.loads(text, parse_float=Decimal)
