"""Bugs that are seeded into copies of our own modules: each can still be made, and something noticed every one."""

import re
import sys
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[1]
sys.path.insert(0, str(CLONE / "benchmarks"))

import seeded_bugs  # noqa: E402
import seeding  # noqa: E402

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


#: The test that noticed a bug, and the case of it.
_NOTICED = re.compile(r"`(tests/\S+)`(?: \((.*)\))? \|$")


@pytest.mark.slow
@pytest.mark.skipif(not seeding.POSSIBLE, reason="the system cannot fork processes")
@pytest.mark.parametrize("number", range(len(BUGS)), ids=[bug.what for bug in BUGS])
def test_a_bug_is_noticed_by_the_test_that_the_page_names(number: int) -> None:
    """The page was written by a run of all that is asked of a bug; here only the case that noticed it then runs again."""
    (named,) = _NOTICED.findall(ROWS[number])
    test, case = named[0], named[1].replace("\\|", "|")
    assert seeded_bugs.noticed_at_once(BUGS[number], test, case).test == test + (f" ({case})" if case else "")


@pytest.mark.slow
def test_a_bug_that_is_made_in_a_copy_is_noticed_there(copy: Path) -> None:
    """So the page is written: in a copy of the project, by a Python of its own."""
    bug = next(bug for bug in BUGS if bug.area == "comparison")
    assert seeded_bugs.noticed_in(copy, bug, [seeded_bugs.FIRST]).test is not None


OLD = """\
LIMIT = 2

def above(n):
    return n > LIMIT

class Table:
    def rows(self):
        return [n for n in (1, 2)]
"""


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [("n >", "n >=", "above"), ("for n in (1, 2)", "for n in (1,)", "Table.rows")],
    ids=["above", "rows"],
)
def test_a_bug_in_a_function_changes_that_function(old: str, new: str, name: str) -> None:
    codes = seeding.changed(OLD, OLD.replace(old, new))
    assert set(codes) == {name} and codes[name].co_qualname == name


@pytest.mark.parametrize(
    "change", [("LIMIT = 2", "LIMIT = 3"), ("(n)", "(n=1)"), ("class Table", "class Tables"), ("LIMIT", "LIMIT")]
)
def test_a_bug_anywhere_else_is_not_made_in_a_process_that_has_imported_it(change: tuple[str, str]) -> None:
    with pytest.raises(seeding.NotInFunctionsError):
        seeding.changed(OLD, OLD.replace(*change))


@pytest.mark.slow
@pytest.mark.skipif(not seeding.POSSIBLE, reason="the system cannot fork processes")
def test_nothing_notices_what_is_no_bug() -> None:
    bug = BUGS[0]._replace(file="policyrules/values/quantity.py", old="if year < 1:", new="if year <= 0:")
    assert seeded_bugs.noticed_at_once(bug, "tests/values/test_quantity.py", "").test is None
