"""The commands of the page on pytest are one session: it runs, and prints what the page shows."""

import re
import shlex
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.docs.sessions import change, commands, shows

pytest_plugins = ["pytester"]

TEXT = (Path(__file__).parents[2] / "docs" / "testing" / "pytest.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(console|diff|toml|python)(?: (\S+))?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_session_of_the_page_runs_as_it_is_shown(
    run: Run, pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]
) -> None:
    for kind, name, block in BLOCKS:
        if kind == "diff":
            change(pytester.path / "示例政策.pol", block)
        elif name:
            (pytester.path / name).write_text(block, encoding="utf-8")
        for command, shown in commands(block) if kind == "console" else ():
            program, *arguments = shlex.split(command)
            if program == "pytest":
                printed = pytester.runpytest_inprocess("-p", "no:cacheprovider", *arguments).stdout.str() + "\n"
                capsys.readouterr()
            else:
                printed = "".join(run(*arguments)[1:])
            assert shows(shown, printed), f"{command}\n{printed}"
