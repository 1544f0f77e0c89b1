"""No command writes over a file that is there unless it is asked to, and none leaves half of one."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from policyrules.api import Policy
from policyrules.cli.filing import filing, not_written
from policyrules.cli.terminal import Wrong
from policyrules.register.views.viewed import Viewed
from tests.cli.command_line import Run
from tests.cli.test_suites import TEXT
from tests.register.matched import write_folder

NAME = "江门专精特新"
FACTS = '{"所在县区": "新会区"}'

pytest.importorskip("duckdb")

#: Each command that writes a file that is named, without the name.
WRITING = [
    ("sample", "样例.pol", "-n", "20", "--kinds", "2", "-o", "a.csv"),
    ("summary", "out", "-o", "a.csv"),
    ("near", "out", "-o", "a.csv"),
    ("worklist", "out", "-o", "a.csv"),
    ("decide", NAME, "facts.json", "--on", "2023-03-01", "--receipt", "a.csv"),
    ("suite", "样例.pol", "--cases", "2", "-o", "s.jsonl", "--pol", "a.csv"),
]


@pytest.fixture
def folder(viewed: Viewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write_folder(viewed, tmp_path / "out")
    (tmp_path / "样例.pol").write_text(TEXT, encoding="utf-8")
    (tmp_path / "facts.json").write_text(FACTS, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_a_file_that_is_there_is_left_alone_unless_it_is_said(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    kept = folder / "a.csv"
    kept.write_text("辛苦写的", encoding="utf-8")
    before = sorted(folder.iterdir())
    for language, said in (("zh", "`a.csv` 已经存在，没有改动；要覆盖，加上 `--force`"), ("en", "write over it by `--force`")):
        done = run(*command, "--lang", language)
        assert done.code == 2 and said in done.err, done.err
    assert kept.read_text(encoding="utf-8") == "辛苦写的" and sorted(folder.iterdir()) == before
    done = run(*command, "--force")
    assert done.code == 0, done.err
    assert "辛苦写的" not in kept.read_text(encoding="utf-8-sig") and not list(folder.glob(".a.csv*"))


def test_what_says_what_is_wrong_with_a_register_is_not_written_over_either(run: Run, folder: Path) -> None:
    (folder / "a.csv.bad.csv").write_text("", encoding="utf-8")
    done = run("sample", "样例.pol", "-n", "20", "--kinds", "2", "--bad", "50%", "-o", "a.csv")
    assert done.code == 2 and "a.csv.bad.csv" in done.err and not (folder / "a.csv").exists()


@pytest.mark.parametrize("command", WRITING, ids=lambda command: command[0])
def test_of_what_is_interrupted_or_finds_no_room_nothing_is_left(
    run: Run, folder: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    cases: list[tuple[Callable[..., None], int]] = [(no_room, 2), (interrupted, 130)]
    before = sorted([*folder.iterdir(), *([folder / "s.jsonl"] if command[0] == "suite" else [])])
    if command[0] == "suite":
        run(*command[:6])
    for breaking, code in cases:
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", breaking)
            done = run(*command, "--lang", "zh")
        assert done.code == code and ("磁盘已满" in done.err) is (code == 2), done.err
        assert sorted(folder.iterdir()) == before


def test_what_goes_wrong_beside_the_writing_is_not_taken_for_it(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def misread(*_: object, **__: object) -> object:
        raise ValueError("a fact that nobody foresaw")

    before = sorted(folder.iterdir())
    monkeypatch.setattr(Policy, "decide", misread)
    done = run("decide", NAME, "facts.json", "--on", "2023-03-01", "--receipt", "a.json", "--lang", "en")
    assert (done.code, done.out) == (2, "") and "a fact that nobody foresaw" in done.err, done.err
    assert "a.json" not in done.err and sorted(folder.iterdir()) == before


def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    with pytest.raises(Wrong, match=r"a<U\+0000>b"), filing(tmp_path / "a\x00b"):
        pass


def test_the_sign_for_what_is_printed_is_no_name_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Wrong), filing(Path("-"), force=True):
        pass
    assert not list(tmp_path.iterdir())


def test_what_is_no_file_is_not_replaced_by_one(run: Run, folder: Path) -> None:
    os.mkfifo(folder / "pipe.csv")
    (folder / "folder.csv").mkdir()
    for name, said in (
        ("pipe.csv", "那不是可以写入的文件"),
        ("folder.csv", "那是一个文件夹"),
        ("样例.pol/a.csv", "不是文件夹"),
    ):
        done = run("near", "out", "-o", name, "--force")
        assert done.code == 2 and said in done.err, done.err
    assert (folder / "pipe.csv").is_fifo() and (folder / "folder.csv").is_dir()


def test_why_a_file_cannot_be_written_is_told_in_the_language_that_is_spoken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert not_written(Path("a"), OSError(errno.EROFS, "Read-only file system")).message == "无法写入 `a`：所在的磁盘是只读的"
    assert not_written(Path("a\x00"), ValueError("embedded null byte")).message.endswith("：那不是可以写入的文件")
    assert not_written(Path("a"), OSError(5, "Input/output error")).message.endswith("：Input/output error")


def test_a_link_that_leads_nowhere_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("nowhere")
    with pytest.raises(Wrong), filing(tmp_path / "a"):
        pass


def test_a_new_policy_says_what_it_wrote(run: Run, tmp_path: Path) -> None:
    done = run("new", tmp_path / "我的.pol", "--lang", "zh")
    assert done.out == f"已写入 {tmp_path / '我的.pol'}\n已写入 {tmp_path / '我的.txt'}\n"


@pytest.mark.parametrize("command", [WRITING[4], WRITING[5]], ids=lambda command: command[0])
def test_what_is_read_is_never_written_over(run: Run, folder: Path, command: tuple[str, ...]) -> None:
    if command[0] == "suite":
        run(*command[:6])
    read = ("s.jsonl", "样例.pol") if command[0] == "suite" else ("facts.json",)
    (folder / "link").symlink_to(read[0])
    os.link(folder / read[0], folder / "other")
    for name in (*read, "link", "other"):
        before = (folder / name).read_bytes()
        done = run(*command[:-1], name, "--force", "--lang", "zh")
        assert (done.code, done.out) == (2, "") and f"`{name}` 就是要读取的文件" in done.err, done.err
        assert (folder / name).read_bytes() == before
    if command[0] == "decide":
        done = run("decide", "样例.pol", "facts.json", "--on", "2023-03-01", "--receipt", "样例.pol", "--force", "--lang", "en")
        assert done.code == 2 and "`样例.pol` is what is read here" in done.err
    assert (folder / "样例.pol").read_text(encoding="utf-8") == TEXT


def test_a_file_that_is_yet_to_be_written_is_not_written_twice(run: Run, folder: Path) -> None:
    done = run("suite", "样例.pol", "--cases", "2", "-o", "s.jsonl", "--pol", "./s.jsonl")
    assert done.code == 2 and not (folder / "s.jsonl").exists()


@pytest.mark.parametrize("command", WRITING[1:4], ids=lambda command: command[0])
@pytest.mark.parametrize("name", ["manifest.json", "run.json", "decisions/part-00000.parquet"])
def test_a_match_is_never_written_over_by_its_views(run: Run, folder: Path, command: tuple[str, ...], name: str) -> None:
    before = (folder / "out" / name).read_bytes()
    done = run(*command[:-1], f"out/../out/{name}", "--force", "--lang", "en")
    assert (done.code, done.out) == (2, "") and "is what is read here" in done.err, done.err
    assert (folder / "out" / name).read_bytes() == before
    assert run(*command[:-1], "out/more.csv", "--force").code == 0
