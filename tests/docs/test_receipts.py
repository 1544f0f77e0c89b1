"""The commands of the page on receipts are one session: it runs, and prints what the page shows."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.docs.test_drafting import change, commands, shows

TEXT = (Path(__file__).parents[2] / "docs" / "testing" / "receipts.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(console|diff|json)(?: (\S+))?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_session_of_the_page_runs_as_it_is_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = 0
    for kind, name, block in BLOCKS:
        if kind == "diff":
            change(tmp_path / "示例政策.pol", block)
        elif name:
            (tmp_path / name).write_text(block, encoding="utf-8")
        for command, shown in commands(block) if kind == "console" else ():
            if command == "echo $?":
                assert shown == f"{code}\n", command
                continue
            code, out, err = run(*shlex.split(command)[1:])
            assert shows(shown, out + err), f"{command}\n{out}{err}"
