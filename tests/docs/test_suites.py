"""The commands of the page on suites are one session: it runs, and prints what the page shows. Files are as the schema says.

What no case reaches in the policies that ship has its reason.
"""

import json
import sys
from pathlib import Path

import jsonschema
import pytest

import policyrules
from policyrules.testing.suites.sides import Sides
from policyrules.testing.suites.suite import accept
from tests.cli.command_line import Run
from tests.docs.sessions import DOCS, play
from tests.testing.suite_policy import REVIEW, lines, policy, suite

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import suites as measuring

SCHEMA = json.loads((DOCS / "testing" / "suite.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_session_of_the_page_runs_as_it_is_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert play("testing/suites.md", tmp_path, run, "示例政策.pol") == 8
    written = (tmp_path / "示例政策.suite.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(written) > 10
    for line in written:
        VALIDATOR.validate(json.loads(line))


def test_every_line_of_a_suite_is_as_the_schema_says() -> None:
    made = suite(policy())
    for one in (made, accept(policy(), made, [made.entries[0].id], REVIEW, "f").suite):
        for line in lines(one):
            VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize(
    "change",
    [
        {"reviewed": True}, {"reviewed": {"by": "张三"}}, {"more": 1}, {"date": "2024年6月1日"}, {"id": "x"},
        {"expected": {"total": {"low": None, "high": None}}}, {"expected": {"verdicts": {"奖励": "yes"}}},
    ],
)  # fmt: skip
def test_the_schema_refuses_what_is_no_entry(change: dict[str, object]) -> None:
    entry = json.loads(lines(suite(policy()))[1])
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate({**entry, **change})


@pytest.mark.parametrize("name", measuring.POLICIES)
def test_every_reason_is_about_a_side_that_there_is(name: str) -> None:
    sides = Sides(policyrules.load(name)).thresholds.values()
    there = {(one.key.text, measuring.SIDES[side]) for one in sides for side in one.possible}
    reasons = [(text, what) for policy, text, what in measuring.reasons() if policy == name]
    assert set(reasons) <= there


def test_what_is_listed_has_a_reason() -> None:
    assert "(no reason is given)" not in (DOCS / "testing" / "suites.md").read_text(encoding="utf-8")
