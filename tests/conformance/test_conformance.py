"""Every conformance case holds on every backend, and the cases show all that an implementation has to answer."""

import json
import re
from pathlib import Path

import jsonschema
import pytest

from policyrules.backends import registry
from policyrules.testing.selfcheck.conformance import EXPECTED, ConformanceCase, differing
from tests.conformance.shown import CASES, FOLDER, SHOWN


def named(case: ConformanceCase) -> str:
    return f"{case.file}: {case.name}"


@pytest.mark.parametrize("backend", registry.names())
@pytest.mark.parametrize("case", CASES, ids=named)
def test_the_case_holds(case: ConformanceCase, backend: str) -> None:
    assert differing(case, registry.backend(backend)) == ()


def test_there_are_cases_of_every_policy_and_no_two_have_one_name() -> None:
    used = {one.policy.stem for one in CASES if one.policy}
    assert {path.stem for path in FOLDER.glob("*.pol")} == used
    assert {path.stem for path in FOLDER.glob("*.json")} == {one.file for one in CASES if one.policy}
    assert len({(one.operator, named(one)) for one in CASES}) == len(CASES) >= 290


@pytest.mark.parametrize("what", SHOWN)
def test_all_of_it_is_shown_by_some_case(what: str) -> None:
    needed, found = SHOWN[what]
    assert needed - found() == set()


SCHEMA = json.loads((FOLDER.parents[2] / "docs" / "testing" / "conformance.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.json")), ids=lambda path: path.stem)
def test_a_file_of_cases_is_of_the_schema(path: Path) -> None:
    table = json.loads(path.read_text(encoding="utf-8"))
    VALIDATOR.validate(table)
    for wrong in ({**table, "extra": 1}, {**table, "cases": []}, {**table, "cases": [{**table["cases"][0], "verdict": {}}]}):
        assert not VALIDATOR.is_valid(wrong)


def test_the_page_and_the_schema_tell_of_every_key() -> None:
    page = (FOLDER.parents[2] / "docs" / "testing" / "conformance.md").read_text(encoding="utf-8")
    keys = {*EXPECTED, "name", "on", "facts", "readings", "data", "given", "step", "records", "answer"}
    told = set(re.findall(r"`cases\[\]\.(\w+)`", page))
    described = {key for part in ("policy_case", "operator_case") for key in SCHEMA["$defs"][part]["properties"]}
    assert told == described == keys
