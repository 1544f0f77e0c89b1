"""Do our own tests notice bugs? Each bug of `seeded_bugs.toml` is made in a copy of the project, and the tests are run on it.

In: the bugs, each an exact text in a file of ours and what is put in its place. Out: a table of which test noticed each, and
after how many seconds; `--write` writes `docs/testing/seeded-bugs.md`. A bug that nothing notices is a hole in the tests, and
the exit code is 1.

    python benchmarks/seeded_bugs.py [--only AREA] [--write]
"""

import argparse
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent))

import seeding

CLONE = Path(__file__).resolve().parents[1]
BUGS = Path(__file__).with_suffix(".toml")
PAGE = CLONE / "docs" / "testing" / "seeded-bugs.md"

#: What a copy needs for the tests to run in it.
PARTS = ("policyrules", "grammars", "policies", "examples", "docs", "tests", "benchmarks", "pyproject.toml", "README.md")

#: The cases that run for every bug, before the tests of the module.
FIRST = "tests/conformance/test_conformance.py"

#: What pytest is told besides the tests: to stop at the first that fails, and to leave no trace.
ASKED = ("-x", "-q", "--tb=no", "-p", "no:cacheprovider", "-p", "no:xdist")

_SECONDS = 300
_ENDLESS = "(it does not end)"
_NOTICED = re.compile(r"^(?:FAILED|ERROR) (\S+?)(?:::(\w+))?(?:\[(.*)\])?(?: - .*)?$", re.MULTILINE)


class Bug(NamedTuple):
    """A bug: where it is made, and which tests are asked besides the conformance cases."""

    area: str
    file: str
    old: str
    new: str
    what: str
    tests: tuple[str, ...]

    def seeded(self, text: str) -> str:
        """Return the text of the file with the bug in it."""
        if text.count(self.old) != 1:
            raise ValueError(f"{self.file} holds this {text.count(self.old)} times, and not once: {self.old!r}")
        return text.replace(self.old, self.new)


class Seen(NamedTuple):
    """Which test noticed a bug, `None` where none did, and after how many seconds."""

    test: str | None
    seconds: float


def bugs() -> tuple[Bug, ...]:
    """Return the bugs, in the order of the file."""
    rows = tomllib.loads(BUGS.read_text(encoding="utf-8"))["bug"]
    return tuple(Bug(**{**row, "tests": tuple(row["tests"])}) for row in rows)


def copied(folder: Path) -> None:
    """Copy the project, as far as the tests need it, with what was compiled of it."""
    for part in PARTS:
        source, target = CLONE / part, folder / part
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns(".hypothesis", "*.pyc.*"))
        else:
            shutil.copy(source, target)


def noticed(folder: Path, tests: Iterable[str]) -> Seen:
    """Run tests in a copy until one fails."""
    # The copy stands before whatever is installed.
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"}
    command, begun = [sys.executable, "-m", "pytest", *ASKED, *tests], time.monotonic()
    try:
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        return Seen(_ENDLESS, time.monotonic() - begun)
    return _seen(done.returncode, done.stdout, done.stderr, time.monotonic() - begun)


def noticed_at_once(bug: Bug, test: str, case: str) -> Seen:
    """Run one test, or one case of it, in a fork of this clone's own modules, in which the bug is made.

    Raises `seeding.NotInFunctionsError` where that cannot be done.
    """
    text, begun = (CLONE / bug.file).read_text(encoding="utf-8"), time.monotonic()
    asked = [*ASKED, f"{test}[{_in_ascii(case)}]" if case else test]
    status, said = seeding.run(bug.file, text, bug.seeded(text), asked, CLONE, _SECONDS)
    taken = time.monotonic() - begun
    return Seen(_ENDLESS, taken) if status is None else _seen(status, said, "", taken)


def _seen(status: int, said: str, errors: str, taken: float) -> Seen:
    if status == 0:
        return Seen(None, taken)
    found = _NOTICED.search(said)
    if found is None:
        raise RuntimeError(said + errors)
    file, test, case = (part and _in_full(part) for part in found.groups())
    return Seen(file + (f"::{test}" if test else "") + (f" ({case})" if case else ""), taken)


# pytest writes names in ASCII.


def _in_ascii(text: str) -> str:
    return text.encode("ascii", "backslashreplace").decode()


def _in_full(text: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda sign: chr(int(sign[1], 16)), text)


def run(asked: Iterable[Bug]) -> Iterator[tuple[Bug, Seen]]:
    """Seed the bugs into a copy, one at a time, and yield what noticed each."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copied(folder)
        for bug in asked:
            yield bug, noticed_in(folder, bug, (FIRST, *bug.tests))


#: How much later than now a file is said to be written: another time for each content, or what was compiled of another would
#: be taken for it.
_LATER = itertools.count(2, 2)


def noticed_in(folder: Path, bug: Bug, tests: Iterable[str]) -> Seen:
    """Seed a bug into a copy, run tests, and mend it again."""
    path = folder / bug.file
    text = path.read_text(encoding="utf-8")
    try:
        _write(path, bug.seeded(text))
        return noticed(folder, tests)
    finally:
        _write(path, text)


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    os.utime(path, (time.time() + next(_LATER),) * 2)


def page(found: Iterable[tuple[Bug, Seen]]) -> str:
    """Return the page."""
    rows = [
        f"| {number} | {bug.area} | {bug.what} | `{bug.file}` | {_cell(seen)} |" for number, (bug, seen) in enumerate(found, 1)
    ]
    head = (
        "# Seeded bugs\n\n"
        "Do our own tests notice bugs? Each of these was put by hand into a copy of the project; the conformance cases were\n"
        "run on it, then the tests of the module, until one failed. `python benchmarks/seeded_bugs.py --write` does it again\n"
        "and writes this page; the bugs themselves stand in `benchmarks/seeded_bugs.toml`. A test sees to it that each can\n"
        "still be made.\n\n"
        "| | area | what goes wrong | module | noticed by |\n|---|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def _cell(seen: Seen) -> str:
    if seen.test is None:
        return "**nothing**"
    place, _, case = seen.test.partition(" (")
    return f"`{place}`" + (f" ({case}".replace("|", "\\|") if case else "")


def main() -> int:
    """Run all bugs, or those of an area, and print the table."""
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--only", metavar="AREA", help="the bugs of one area")
    options.add_argument("--write", action="store_true", help="write docs/testing/seeded-bugs.md")
    asked = options.parse_args()
    chosen = [bug for bug in bugs() if asked.only in (None, bug.area)]
    begun, found = time.monotonic(), []
    for number, (bug, seen) in enumerate(run(chosen), 1):
        found.append((bug, seen))
        print(
            f"{number:3} {seen.seconds:6.1f} s  {bug.area:12} {bug.what}\n{'':15}{seen.test or 'NOTHING NOTICED IT'}",
            flush=True,
        )
    unnoticed = [bug.what for bug, seen in found if seen.test is None]
    print(f"{len(found) - len(unnoticed)} of {len(found)} noticed, {time.monotonic() - begun:.0f} s")
    if asked.write and asked.only is None:
        PAGE.write_text(page(found), encoding="utf-8")
    return 1 if unnoticed else 0


if __name__ == "__main__":
    sys.exit(main())
