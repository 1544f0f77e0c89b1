"""The commands of the drafting page are one session: it runs, and prints what the page shows."""

import re
import shlex
from pathlib import Path

import pytest

from policyrules.lint.catalogue import CHECKS
from tests.cli.command_line import Run
from tests.docs.sessions import change, commands

TEXT = (Path(__file__).parents[2] / "docs" / "drafting.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(console|diff)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def shows(shown: str, printed: str) -> bool:
    """Say whether a text was printed; a line `…` stands for any lines."""
    pattern = "".join("(?s:.*)" if line == "…" else re.escape(line) + r"\n" for line in shown.splitlines())
    return re.fullmatch(pattern, printed) is not None


def test_the_session_of_the_page_runs_as_it_is_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = 0
    for kind, block in BLOCKS:
        if kind == "diff":
            change(tmp_path / "sample.pol", block)
            continue
        for command, shown in commands(block):
            if command == "echo $?":
                assert shown == f"{code}\n"
                continue
            program, *arguments = shlex.split(command)
            assert program == "policyrules"
            code, out, err = run(*arguments)
            assert shows(shown, out + err), (command, out, err)


def test_the_page_shows_every_command_of_a_drafter() -> None:
    sessions = [commands(block) for kind, block in BLOCKS if kind == "console"]
    used = {command.split()[1] for session in sessions for command, _ in session if command != "echo $?"}
    assert used == {"new", "check", "fmt", "test", "lint", "sources", "tasks", "explain-code"}


def test_the_page_lists_all_advice_once() -> None:
    listed = re.findall(r"\[([a-z-]+)\]\(codes/lint/\1\.md\)", TEXT)
    assert sorted(listed) == sorted(CHECKS)
