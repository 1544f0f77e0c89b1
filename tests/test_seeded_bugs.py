"""Bugs that are seeded into copies of our own modules: each can still be made, and something noticed every one."""

import re
import sys
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[1]
sys.path.insert(0, str(CLONE / "benchmarks"))

import seeded_bugs  # noqa: E402

BUGS = seeded_bugs.bugs()
AREAS = {
    "comparison", "intervals", "quotients", "rounding", "dates", "evaluator", "bands", "exceptions", "quantifiers",
    "parameters", "readings", "windows", "lowering", "totals", "facts", "missing", "receipts",
}  # fmt: skip


def test_there_are_many_of_every_area_and_no_two_alike() -> None:
    assert len(BUGS) >= 50
    assert {bug.area for bug in BUGS} == AREAS
    assert len({(bug.file, bug.old, bug.new) for bug in BUGS}) == len(BUGS)


@pytest.mark.parametrize("bug", BUGS, ids=lambda bug: bug.what)
def test_a_bug_can_be_made(bug: seeded_bugs.Bug) -> None:
    text = (CLONE / bug.file).read_text(encoding="utf-8")
    seeded = bug.seeded(text)
    assert seeded != text
    compile(seeded, bug.file, "exec")
    assert bug.tests and all((CLONE / test).exists() for test in bug.tests)


ROWS = re.findall(r"^\| [0-9]+ \| .*$", seeded_bugs.PAGE.read_text(encoding="utf-8"), re.MULTILINE)


def test_the_page_says_what_noticed_each() -> None:
    assert len(ROWS) == len(BUGS)
    for row, bug in zip(ROWS, BUGS, strict=True):
        assert bug.what in row and bug.file in row and "**nothing**" not in row


def test_a_text_that_is_not_there_once_is_refused() -> None:
    bug = BUGS[0]._replace(old="no such text")
    with pytest.raises(ValueError, match="0 times"):
        bug.seeded("text")
    with pytest.raises(ValueError, match="2 times"):
        bug._replace(old="t").seeded("text")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    seeded_bugs.copied(folder)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(BUGS)), ids=[bug.what for bug in BUGS])
def test_a_bug_is_noticed_by_the_test_that_the_page_names(copy: Path, number: int) -> None:
    """The page was written by a run of all that is asked of a bug; here only the test that noticed it then runs again."""
    (test,) = re.findall(r"`(tests/\S+)`", ROWS[number])
    seen = seeded_bugs.noticed_in(copy, BUGS[number], [test])
    assert seen.test is not None and seen.test.partition(" (")[0] == test
