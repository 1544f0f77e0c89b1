"""The tutorial of testers is one session: it runs, and prints what the page shows."""

from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.docs.sessions import play


def test_the_session_of_the_page_runs_as_it_is_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert play("testing.md", tmp_path, run) > 8
