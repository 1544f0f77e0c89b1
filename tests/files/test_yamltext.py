from decimal import Decimal

import pytest
import yaml

from policyrules.diagnostics import FactsError
from policyrules.files import yamltext
from policyrules.files.places import DEPTH
from policyrules.files.yamltext import read_yaml
from policyrules.source import Source
from tests.ending import ending


def read(text: str) -> object:
    return read_yaml(Source("facts.yaml", text))


def faults(text: str) -> list[tuple[str, int, int, str | None]]:
    with pytest.raises(FactsError) as raised:
        read(text)
    return [(d.code, d.span.first.line, d.span.first.column, d.path) for d in raised.value.diagnostics if d.span]


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def either_parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not hasattr(yaml, request.param):
        pytest.skip("PyYAML was built without its parser in C")
    monkeypatch.setattr(yamltext, "_LOADER", getattr(yaml, request.param))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("yes", "yes"),
        ("no", "no"),
        ("on", "on"),
        ("Off", "Off"),
        ("y", "y"),
        ("是", "是"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("12", 12),
        ("-3", -3),
        ("1.50", Decimal("1.50")),
        ("1e3", Decimal("1E+3")),
        ("0123", "0123"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        ("12:30:45", "12:30:45"),
        ("190:20:30", "190:20:30"),
        (".5", ".5"),
        ("5.", "5."),
        ("+5", "+5"),
        (".inf", ".inf"),
        (".NaN", ".NaN"),
        ("2022-06-01", "2022-06-01"),
        ("'12'", "12"),
        ('"true"', "true"),
        ("=", "="),
        ("<<", "<<"),
        ("5000万元", "5000万元"),
        ("3.65%", "3.65%"),
        ("''", ""),
        ("0.1", Decimal("0.1")),
        ("２", "２"),
    ],
)
def test_a_scalar_is_a_number_or_a_truth_only_where_json_has_one(text: str, value: object, either_parser: None) -> None:
    data = read(f"a: {text}")
    assert data == {"a": value}
    assert isinstance(data, dict)
    assert type(data["a"]) is type(value)


def test_lists_and_mappings_are_built_in_every_style(either_parser: None) -> None:
    text = "认定:\n- 称号: 金种子\n  认定日: 2022-06-01\n- {称号: 金种子}\n收入: {2021: 5万元, 2022: }\n"
    text += "空: []\n文: |-\n  甲\n  乙\n"
    assert read(text) == {
        "认定": [{"称号": "金种子", "认定日": "2022-06-01"}, {"称号": "金种子"}],
        "收入": {2021: "5万元", 2022: None},
        "空": [],
        "文": "甲\n乙",
    }


def test_keys_are_texts_or_integers(either_parser: None) -> None:
    assert read("true: 1\n~: 2\n1.5: 3\n2021: 4\n'2021': 5\n") == {"true": 1, "~": 2, "1.5": 3, 2021: 4, "2021": 5}


def test_everything_that_is_refused_is_reported_with_its_place_and_path(either_parser: None) -> None:
    text = "甲: &x [1, *x]\n乙:\n  - {a: 1, a: 2}\n  - !!python/name:os.system x\n  - b: !t {c: 1e1000}\n甲: 3\n"
    assert faults(text) == [
        ("file-yaml-alias", 1, 4, "甲"),
        ("file-yaml-alias", 1, 11, "甲[2]"),
        ("file-duplicate-key", 3, 12, "乙[1].a"),
        ("file-yaml-tag", 4, 5, "乙[2]"),
        ("file-yaml-tag", 5, 8, "乙[3].b"),
        ("file-number-huge", 5, 15, "乙[3].b.c"),
        ("file-duplicate-key", 6, 1, "甲"),
    ]


def test_ten_doublings_of_an_alias_are_not_expanded(either_parser: None) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 100)]
    assert {code for code, *_ in faults("\n".join(lines))} == {"file-yaml-alias"}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: 1\n\tb: 2\n", "file-yaml-tab", 2, 1),
        ("企业名称：某公司\n县区：新会区\n", "file-yaml-colon", 1, 5),
        ("企业名称: 某公司\n县区：新会区\n人数: 3\n", "file-yaml-colon", 2, 3),
        ("a: 1\n---\nb: 2\n", "file-yaml-documents", 2, 1),
        ("? [a]\n: 1\n", "file-yaml-key", 1, 3),
        ("{[a]: 1}", "file-yaml-key", 1, 2),
        ("a: [1, 2\n", "file-yaml-unexpected", 2, 1),
        ('a: "x\n', "file-yaml-unexpected", 2, 1),
        ("a: 1\n b: 2\n", "file-yaml-unexpected", 2, 3),
        ("a: @x\n", "file-yaml-unexpected", 1, 4),
        ("a: &甲 1\n", "file-yaml-alias", 1, 4),
        ("a: !甲 1\n", "file-yaml-tag", 1, 4),
        ("%YAML 3.0\n---\na: 1\n", "file-yaml-unexpected", 1, 1),
    ],
)
def test_where_the_text_stops_being_yaml_is_said(text: str, code: str, line: int, column: int) -> None:
    assert [fault[:3] for fault in faults(text)] == [(code, line, column)]


def test_levels_nest_to_a_depth(either_parser: None) -> None:
    assert read("[" * DEPTH + "]" * DEPTH)
    assert faults("[" * (DEPTH + 1) + "]" * (DEPTH + 1)) == [("file-too-deep", 1, DEPTH + 1, None)]
    assert faults("- " * 1_000 + "a")[0][0] == "file-too-deep"
    assert faults("{a: " * 1_000)[0][0] == "file-too-deep"


@pytest.mark.parametrize(
    "piece", ["&a ", "!a ", "? ", "- ", "{a: ", "#", "'", '"', "[a, ", "| ", "- a\n", "a: b\n", "%", "---\n", "*a ", "\\"]
)
def test_hostile_texts_end(piece: str) -> None:
    with ending():
        try:
            read(piece * (500_000 // len(piece)))
        except FactsError as error:
            assert error.diagnostics
