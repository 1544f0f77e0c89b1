"""The session of the page runs, and every change on it that no scenario notices has its reason."""

import re
import sys
from pathlib import Path

import pytest

import policyrules
from policyrules.testing.mutation.edits import edits
from tests.cli.command_line import Run
from tests.docs.sessions import DOCS, play

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import mutation as measuring

TEXT = (DOCS / "testing" / "mutation.md").read_text(encoding="utf-8")


def test_the_session_of_the_page_runs_as_it_is_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert play("testing/mutation.md", tmp_path, run) == 3


def test_every_change_that_is_listed_has_a_reason() -> None:
    assert "(no reason is given)" not in TEXT
    listed = sum(int(count) for count in re.findall(r"^(\d+) that no scenario notices", TEXT, re.MULTILINE))
    measured = TEXT.partition(measuring.BEGIN)[2]
    parts = re.split(r"^\d+ that [\d,]+ cases did not tell apart", measured, flags=re.MULTILINE)
    assert listed == sum(part.rpartition("that no scenario notices")[2].count("\n- ") for part in parts[:-1])


def test_every_reason_is_about_a_change_that_is_tried() -> None:
    for name, before, after in measuring.reasons():
        label = before.partition(":")[0]
        near = (one for one in edits(policyrules.load(name)) if label in one.declaration.span.text and one.kind == "condition")
        assert any((one.before, one.after) == (before, after) for one in near), before


def test_every_policy_that_ships_is_measured_and_its_scenarios_notice_nearly_all() -> None:
    heads = re.findall(r"^\| \| (.+) \|$", TEXT, re.MULTILINE)
    assert {name for head in heads for name in head.split(" | ")} == {*measuring.POLICIES}
    shares = [cell for row in re.findall(r"^\| share noticed \| (.+) \|$", TEXT, re.MULTILINE) for cell in row.split(" | ")]
    assert len(shares) >= 3 and all(float(share.rstrip("%")) >= 95 for share in shares)
