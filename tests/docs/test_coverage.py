"""The commands of the page on coverage are one session: it runs, and prints what the page shows."""

import re
import shlex
from pathlib import Path

import pytest

import policyrules
from policyrules.messages.covering import said
from policyrules.testing.coverage.page import percent
from policyrules.testing.coverage.recording import measured
from policyrules.testing.coverage.watches import Kind
from tests.cli.command_line import Run
from tests.docs.sessions import commands
from tests.docs.test_drafting import shows

TEXT = (Path(__file__).parents[2] / "docs" / "testing" / "coverage.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(console|pol|python)(?: (\S+))?\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)


def test_the_session_of_the_page_runs_as_it_is_shown(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = 0
    for kind, name, block in BLOCKS:
        if kind == "pol":
            with (tmp_path / name).open("a", encoding="utf-8") as file:
                file.write(f"\n{block}")
        elif kind == "python":
            exec(block, {})
        for command, shown in commands(block) if kind == "console" else ():
            if command == "echo $?":
                assert shown == f"{code}\n"
                continue
            program, *arguments = shlex.split(command)
            assert program == "policyrules"
            code, out, err = run(*arguments)
            assert shows(shown, out + err), f"{command}\n{out}{err}"


def test_the_page_tells_every_kind() -> None:
    table = TEXT[TEXT.index("| kind |") : TEXT.index("**Alone decides**")]
    assert all(f"（{said(f'kind.{kind}', 'zh')}）" in table or f"({said(f'kind.{kind}', 'zh')})" in table for kind in Kind)


@pytest.mark.parametrize("name", ["江门专精特新", "优质中小企业", "中小企业划型"])
def test_the_scenarios_that_ship_show_all_that_can_be_shown_as_the_page_says(name: str) -> None:
    _, report = measured(policyrules.load(name), "zh")
    head, together = (
        next(line.split("|") for line in TEXT.splitlines() if line.startswith(row)) for row in ("| | ", "| together")
    )
    total = report.total
    cell = together[head.index(f" {name} ")]
    assert total.met == total.reachable
    assert cell == f" {total.met} of {total.reachable}, {percent(total.percent)} ({total.all - total.reachable}) "
