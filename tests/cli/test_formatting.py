import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import Run

WRITTEN, CANONICAL, ENGLISH = "定义 x=1#一\n", "定义 x = 1  #一\n", "define x = 1  #一\n"


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("甲.pol")
    path.write_text(WRITTEN, encoding="utf-8")
    return path


def test_a_file_is_written_in_its_canonical_form_and_then_there_is_nothing_to_do(run: Run, path: Path) -> None:
    assert run("fmt", path) == (0, "甲.pol：已整理\n", "")
    assert path.read_text(encoding="utf-8") == CANONICAL
    before = path.stat()
    assert run("fmt", path) == (0, "甲.pol：无需整理\n", "")
    assert path.stat() == before  # not even touched


def test_messages_are_in_the_language_that_is_asked_for(run: Run, path: Path) -> None:
    assert run("fmt", path, "--check", "--lang", "en").out == "甲.pol: to be formatted\n"
    assert run("fmt", path, "--lang", "en").out == "甲.pol: formatted\n"
    assert run("fmt", path, "--lang", "en").out == "甲.pol: nothing to format\n"


def test_check_names_what_would_change_and_writes_nothing(run: Run, path: Path) -> None:
    Path("乙.pol").write_text(CANONICAL, encoding="utf-8")
    assert run("fmt", "--check", path, "乙.pol") == (1, "甲.pol：需要整理\n乙.pol：无需整理\n", "")
    assert path.read_text(encoding="utf-8") == WRITTEN
    assert run("fmt", "--check", "乙.pol").code == 0


def test_diff_shows_what_would_change_and_writes_nothing(run: Run, path: Path) -> None:
    shown = "--- 甲.pol\n+++ 甲.pol\n@@ -1 +1 @@\n-定义 x=1#一\n+定义 x = 1  #一\n"
    assert run("fmt", "--diff", path) == (1, shown, "")
    assert run("fmt", "--diff", "--check", path) == (1, f"甲.pol：需要整理\n{shown}", "")
    assert path.read_text(encoding="utf-8") == WRITTEN
    path.write_text(CANONICAL, encoding="utf-8")
    assert run("fmt", "--diff", path) == (0, "", "")


@pytest.mark.parametrize("written", ["定义 x = 1", "定义 x = 1\n定义 y = 1\r\n", "定义 x = 1\r"])
def test_a_difference_in_the_ends_of_lines_is_told_since_it_cannot_be_shown(run: Run, path: Path, written: str) -> None:
    path.write_bytes(written.encode())
    assert run("fmt", "--diff", path) == (1, "甲.pol：只有行末的换行不同\n", "")
    assert run("fmt", path).code == 0
    assert run("fmt", "--check", path).code == 0


def test_keywords_change_their_language_and_come_back(run: Run, path: Path) -> None:
    assert run("fmt", "--keywords", "en", path).code == 0
    assert path.read_text(encoding="utf-8") == ENGLISH
    assert run("fmt", "--keywords", "zh", "--check", path).code == 1
    assert run("fmt", "--keywords", "zh", path).code == 0
    assert path.read_text(encoding="utf-8") == CANONICAL


def test_standard_input_is_printed_and_its_marks_and_line_ends_stay() -> None:
    command = (sys.executable, "-m", "policyrules", "fmt", "-")
    done = subprocess.run(command, input="\ufeff定义 x=1\r\n".encode(), capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "\ufeff定义 x = 1\r\n".encode(), b"")


def test_standard_input_is_printed_in_the_language_that_is_asked_for(run: Run) -> None:
    assert run("fmt", "-", given=WRITTEN) == (0, CANONICAL, "")
    assert run("fmt", "-", "--keywords", "en", given=WRITTEN) == (0, ENGLISH, "")


def test_standard_input_can_be_checked_and_compared(run: Run) -> None:
    assert run("fmt", "-", "--check", given=WRITTEN) == (1, "-：需要整理\n", "")
    assert run("fmt", "-", "--diff", given=WRITTEN).out.startswith("--- -\n+++ -\n")
    assert run("fmt", "-", "--check", given=CANONICAL) == (0, "-：无需整理\n", "")


def test_standard_input_stands_alone(run: Run, path: Path) -> None:
    assert run("fmt", "-", path, given=WRITTEN) == (2, "", "error: `-` cannot stand beside other paths\n")
    assert run("fmt", "-", "-", given=WRITTEN).code == 2
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_everything_that_is_wrong_is_said_and_the_others_are_formatted(run: Run, path: Path) -> None:
    Path("坏.pol").write_text("定义 x = (\n定义 = 1\n", encoding="utf-8")
    Path("国标.pol").write_bytes("政策 国标".encode("gbk"))
    Path("空").mkdir()
    done = run("fmt", "坏.pol", "没有.pol", "国标.pol", "空", path)
    assert (done.code, done.out) == (2, "甲.pol：已整理\n")
    assert done.err.count("[syntax-") == 3
    assert "no file and no folder `没有.pol`" in done.err
    assert "no .pol file in the folder `空`" in done.err
    assert Path("坏.pol").read_text(encoding="utf-8") == "定义 x = (\n定义 = 1\n"
    assert run("fmt", "-", given="定义 x = (").code == 2


def test_folders_are_walked_and_no_file_is_done_twice(run: Run, path: Path) -> None:
    Path("里").mkdir()
    for name in ("里/乙.pol", "里/丙.txt"):
        Path(name).write_text(WRITTEN, encoding="utf-8")
    assert run("fmt", ".", path, "里", "--lang", "zh").out == "甲.pol：已整理\n里/乙.pol：已整理\n"
    assert Path("里/丙.txt").read_text(encoding="utf-8") == WRITTEN


def test_a_file_that_cannot_be_written_is_told_and_stays(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    assert run("fmt", path) == (2, "", "error: cannot write `甲.pol`: the disk is full\n")
    assert path.read_text(encoding="utf-8") == WRITTEN


def test_a_folder_that_cannot_be_read_is_told(run: Run, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "里")

    Path("里").mkdir()
    monkeypatch.setattr(os, "scandir", fail)
    done = run("fmt", "里", path)
    assert (done.code, done.out) == (2, "甲.pol：已整理\n")
    assert "cannot read `里`: Permission denied" in done.err


def test_a_shipped_policy_is_no_file_of_the_user(run: Run, path: Path) -> None:
    assert run("fmt", "江门专精特新").code == 2
