"""A command that was typed wrongly is told as everything else is, in Chinese and in English."""

import re
from pathlib import Path

import pytest

from policyrules.cli.commands import PLACES
from tests.cli.command_line import Run

NAME = "江门专精特新"
ON = ("--on", "2023-03-01")
ENGLISH = re.compile(r"[a-z]{2,} [a-z]{2,}")

WRONG = [
    (("nonsense",), "没有 `nonsense` 这个命令", "there is no command `nonsense`"),
    (("chek", "a"), "没有 `chek` 这个命令", "there is no command `chek`"),
    (("check",), "缺少 `PATH`", "`PATH` is missing"),
    (("decide", NAME, "-"), "缺少 `--on`", "`--on` is missing"),
    (("targets", NAME, "-"), "缺少 `--on`", "`--on` is missing"),
    (("sample", NAME, "-n", "5"), "缺少 `-o` / `--output`", "`-o` / `--output` is missing"),
    (("decide", "--explian"), "没有 `--explian` 这个选项；您要写的是否是 `--explain`？", "did you mean `--explain`?"),
    (("decide", "a", "b", "c", "d", *ON), "多写了 `c d`", "`c d` is more than was expected"),
    (("schema", "a", "'b"), "多写了 `'b`", "`'b` is more than was expected"),
    (("schema", "a", "''''"), "多写了 `''''`", "`''''` is more than was expected"),
    (("schema", "a", "'b", "c'"), "多写了 `'b c'`", "`'b c'` is more than was expected"),
    (("near", "a", "--limit", "'\\x"), "整数，写的是 `'\\x`", "was expected, not `'\\x`"),
    (("--nothing",), "没有 `--nothing` 这个选项", "there is no option `--nothing`"),
    (("decide", "a", "--explain=3"), "选项 `--explain` 不带值", "the option `--explain` takes no value"),
    (("decide", "a", "b", "--on"), "选项 `--on` 后面应写一个值", "the option `--on` needs a value after it"),
    (
        ("tasks", NAME, "--format", "pdf"),
        "`--format` 写得不对：应为下列之一：text、json、markdown、csv，写的是 `pdf`",
        "`--format`: one of text, json, markdown, csv was expected, not `pdf`",
    ),
    (
        ("near", "a", "--limit", "0"),
        "`--limit` 写得不对：应为 1 至 10000 的整数，写的是 `0`",
        "`--limit`: a whole number from 1 to 10000 was expected, not `0`",
    ),
    (("near", "a", "--limit", "1e3"), "整数，写的是 `1e3`", "was expected, not `1e3`"),
    (
        ("selfcheck", "--cases", "-1"),
        "应为不小于 1 的整数，写的是 `-1`",
        "a whole number no less than 1 was expected, not `-1`",
    ),
    (("test", "a", "--seed", "x"), "应为整数，写的是 `x`", "a whole number was expected, not `x`"),
    (("check", "a", "--search", "没有"), "没有 `没有` 这个文件或文件夹", "there is no file and no folder `没有`"),
    (("check", "a", "--search", __file__), "是文件", "is a file"),
    (("mutate", "a", "--cache", "."), "应为文件，`.` 是文件夹", "a file was expected: `.` is a folder"),
]


@pytest.mark.parametrize(("arguments", "chinese", "english"), WRONG, ids=lambda one: " ".join(one)[:20])
def test_wrong_use_is_told_in_the_language_that_is_spoken(
    run: Run, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], chinese: str, english: str
) -> None:
    for language, said in (("zh_CN.UTF-8", chinese), ("en_US.UTF-8", english)):
        monkeypatch.setenv("LC_ALL", language)
        done = run(*arguments)
        assert (done.code, done.out) == (2, "") and said in done.err, done.err
        if language.startswith("zh"):
            assert not ENGLISH.search(done.err.partition("\n")[0]), "nothing of it is left in English"


def test_the_language_that_is_asked_for_is_seen_although_the_line_is_refused(run: Run) -> None:
    for asked in (("--lang", "zh"), ("--lang=zh",)):
        assert "没有 `--nothing` 这个选项" in run("decide", "--nothing", *asked).err
    assert "`--lang`: one of zh, en was expected, not `fr`" in run("schema", NAME, "--lang", "fr").err
    assert "there is no option" in run("decide", "--nothing", "--lang").err


def test_how_a_command_is_written_and_where_more_is_said_stands_below(run: Run) -> None:
    assert "usage: policyrules decide [OPTIONS] POLICY FACTS\nmore about it: policyrules decide --help" in run("decide").err
    assert run().err.startswith("Usage: policyrules") and len(PLACES) > 20


def test_what_was_typed_cannot_move_the_cursor(run: Run) -> None:
    for arguments in (
        ("no\x1b[2Jsuch",),
        ("decide", "--no\x1b[2J"),
        ("near", "a", "--limit", "\x1b[2J"),
        ("check", "a", "--search", "\x1b'[2J"),
    ):
        done = run(*arguments)
        assert done.code == 2 and "\x1b" not in done.err and "<U+001B>" in done.err, done.err


LONG = "文" * 2_000


@pytest.mark.parametrize(
    "command",
    [
        *([name, LONG] for name in ("check", "lint", "fmt", "test", "suite", "mutate", "tasks", "summary", "new")),
        ["targets", NAME, LONG, *ON],
        ["match", NAME, LONG, "-o", "out", *ON],
        ["match", NAME, "register.csv", "-o", LONG, *ON],
    ],
    ids=lambda command: " ".join(command).replace(LONG, "LONG"),
)
def test_a_name_that_is_too_long_for_a_file_is_told(
    run: Run, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*command, "--lang", "en")
    assert done.code == 2 and "unexpected" not in done.err, done.err
