"""How far long work is, is told: by a bar on a terminal, elsewhere in lines that are few, and none of what is soon done."""

import os
import pty
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from policyrules.cli import progress
from policyrules.cli.progress import Bar, Lines

COMMAND = (sys.executable, "-m", "policyrules", "sample", "江门专精特新", "-n", "50", "--kinds", "3")


class Clock:
    now = 0.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(progress, "time", found)
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    return found


def test_lines_become_fewer_and_say_how_long_it_takes_yet(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines("正在抽取企业")
    for done in range(1, 2001):
        clock.now += 2
        lines.show(done, 2000)
    told = capsys.readouterr().err.splitlines()
    assert told[0] == "正在抽取企业：3 / 2,000，大约还要 1:06:34"
    assert told[1].startswith("正在抽取企业：11 / 2,000") and 20 < len(told) < 40
    assert "大约还要" in told[-1] and "2,000 / 2,000" not in told[-1]


def test_what_was_done_before_says_nothing_of_how_long_it_takes(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    lines = Lines("判定", 900)
    clock.now = 10
    lines.show(900, 1000)
    clock.now = 40
    lines.show(920, 1000)
    assert capsys.readouterr().err == "判定：900 / 1,000，大约还要 ?\n判定：920 / 1,000，大约还要 2:40\n"


def test_work_that_is_soon_done_is_not_talked_about(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Bar("一", "二") as bar:
        for done in range(1, 5):
            clock.now += 1
            bar.show(done, 4)
        for done in range(1, 5):
            bar.show(done, 4)
    assert capsys.readouterr().err == ""


def test_each_step_has_its_own_lines(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    with Bar("一", "二") as bar:
        for _ in range(2):
            for done in range(1, 4):
                clock.now += 6
                bar.show(done, 9)
    assert [line[0] for line in capsys.readouterr().err.splitlines()] == ["一", "二"]


def test_a_terminal_has_a_bar_from_the_first_enterprise_on(tmp_path: Path) -> None:
    inside, outside = pty.openpty()
    done = subprocess.run([*COMMAND, "-o", str(tmp_path / "a.csv"), "--lang", "zh"], stderr=outside, check=False)
    os.close(outside)
    told = b""
    with suppress(OSError):  # at the end of what was written, as Linux says it
        while block := os.read(inside, 4096):
            told += block
    os.close(inside)
    assert done.returncode == 0 and "正在抽取企业".encode() in told and b"3/3" in told and b"50/50" in told
