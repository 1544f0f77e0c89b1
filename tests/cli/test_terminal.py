import csv
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from policyrules import api
from policyrules.cli import commands
from policyrules.cli.terminal import Seen, say, say_json
from policyrules.explain.render import WIDTH, width
from policyrules.source import HIDDEN_CHARACTER
from tests.cli.command_line import Run

NAME = "江门专精特新"
COMMAND = (sys.executable, "-m", "policyrules")


def test_output_is_utf_8_whatever_the_locale() -> None:
    environment = {**os.environ, "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    done = subprocess.run([*COMMAND, "check", NAME, "--lang", "zh"], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stdout.decode(), done.stderr) == (0, f"{NAME}：没有问题\n", b"")


def test_a_reader_that_closes_the_pipe_is_no_error() -> None:
    with subprocess.Popen([*COMMAND, "sources", NAME], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_an_interrupt_ends_quietly(tmp_path: Path) -> None:
    pipe = tmp_path / "facts.json"
    os.mkfifo(pipe)
    command = [*COMMAND, "decide", NAME, str(pipe), "--on", "2023-03-01"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    with process, pipe.open("wb"):  # it opened for reading: the command is now waiting for facts
        time.sleep(0.2)
        out, err = interrupted(process)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_an_interrupt_while_modules_are_imported_ends_quietly() -> None:
    """The first import after the command line's own package is interrupted."""
    text = (
        "import sys\nfrom policyrules.cli import main\n"
        "class Finder:\n    def find_spec(self, *_): raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Finder())\nmain(['schema', '江门专精特新'])\n"
    )
    done = subprocess.run([sys.executable, "-c", text], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


def interrupted(process: "subprocess.Popen[bytes]") -> tuple[bytes, bytes]:
    """Interrupt a process, again where Python lost the first one (in the cleaning up of an object), and return what it said."""
    for _ in range(5):
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            return process.communicate(timeout=10)
    raise AssertionError("interrupts change nothing")


def test_what_was_typed_is_shown_with_its_hidden_characters(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text("{}", encoding="utf-8")
    done = run("explain", NAME, str(facts), "甲\x1b[31m\u202e", "--on", "2023-03-01", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "no entitlement `甲<U+001B>[31m<U+202E>`" in done.err and "\x1b" not in done.err


def test_the_unexpected_is_one_sentence_with_how_to_report_it(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(api, "build", fail)
    done = run("schema", NAME)
    assert (done.code, done.out, done.err.count("\n")) == (2, "", 1)
    assert "RuntimeError: broken" in done.err
    assert "POLICYRULES_TRACEBACK=1" in done.err
    monkeypatch.setenv("POLICYRULES_TRACEBACK", "1")
    with pytest.raises(RuntimeError):
        commands.main(["schema", NAME])


@pytest.mark.parametrize("command", ["check", "lint"])
def test_a_terminal_is_told_where_more_is_said_about_codes(
    run: Run, small: Path, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.write_text("政策 坏的\n", encoding="utf-8")
    more = "方括号里的代码是什么意思：policyrules explain-code 代码\n"
    assert more not in run(command, small).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert run(command, small).out.endswith("\n\n" + more)
    assert more not in run(command, small, "--format", "json").out


@pytest.mark.parametrize("command", [("decide",), ("decide", "--explain"), ("explain", "资金奖励")], ids=" ".join)
def test_text_is_no_wider_than_the_terminal(
    run: Run, tmp_path: Path, command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"所在县区": "新会区"}', encoding="utf-8")
    line = (command[0], NAME, facts, *command[1:], "--on", "2023-03-01", "--lang", "en")
    monkeypatch.setenv("COLUMNS", "60")
    elsewhere = run(*line).out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    widths = [max(map(width, text.splitlines())) for text in (elsewhere, run(*line).out)]
    assert 80 < widths[0] <= WIDTH and widths[1] <= 60


def test_where_nothing_is_wrong_nobody_is_told_of_codes(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert run("check", NAME, "--lang", "en").out == f"{NAME}: nothing wrong\n"


def test_colours_are_for_terminals_only(run: Run, small: Path) -> None:
    small.write_text("政策 坏的\n", encoding="utf-8")
    assert "\x1b" not in run("check", small).out


@pytest.mark.parametrize(("locale", "expected"), [("zh_CN.UTF-8", "错误："), ("en_US.UTF-8", "error: ")])
def test_before_a_policy_is_read_the_language_is_that_of_the_environment(
    run: Run, monkeypatch: pytest.MonkeyPatch, locale: str, expected: str
) -> None:
    monkeypatch.setenv("LC_ALL", locale)
    assert run("decide", NAME, "-", "--on", "morgen").err.startswith(expected)


def test_what_is_wrong_with_files_is_said_in_the_language_that_is_asked_for_or_that_of_the_policy(
    run: Run, tmp_path: Path
) -> None:
    assert run("summary", tmp_path, "--lang", "zh").err.startswith("错误[match-none]: ")
    assert run("verify", tmp_path / "无.json", "--lang", "zh").err.startswith("错误[file-missing]: ")
    wrong = ("sql", NAME, "--on", "2023-03-01", "--reading", "没有=无")
    assert run(*wrong).err.startswith("错误[case-reading-unknown]: ")
    assert run(*wrong, "--lang", "en").err.startswith("error[case-reading-unknown]: ")


EVIL = "甲\x1b[2J\x9b2J\u202e乙\u200b丙"
WRITTEN_OUT = "甲<U+001B>[2J<U+009B>2J<U+202E>乙<U+200B>丙"


@pytest.mark.parametrize("looking", [False, True])
def test_data_cannot_command_a_terminal_and_a_file_gets_them_as_they_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, looking: bool
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: looking, raising=False)
    csv.writer(Seen(), lineterminator="\r\n").writerow([EVIL, "一\n二\t三"])
    assert capsys.readouterr().out == f'{WRITTEN_OUT if looking else EVIL},"一\n二\t三"\r\n'
    say("甲\u202e乙\n丙\rx")
    assert capsys.readouterr().out == ("甲<U+202E>乙\n丙<U+000D>x\n" if looking else "甲\u202e乙\n丙\rx\n")


def test_json_says_the_same_without_a_character_that_commands_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    data = {"名称": [EVIL + "\U000e0041\U0001f600\n"]}
    say_json(data)
    printed = capsys.readouterr().out
    assert json.loads(printed) == data and not HIDDEN_CHARACTER.search(printed.replace("\n", "")) and "\U0001f600" in printed


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="a device that is always full is one of Linux")
def test_of_output_that_finds_no_room_it_is_said_so() -> None:
    with open("/dev/full", "wb") as full:
        spoken = {**os.environ, "LC_ALL": "zh_CN.UTF-8"}
        done = subprocess.run([*COMMAND, "tasks", NAME], stdout=full, stderr=subprocess.PIPE, env=spoken, check=False)
    assert done.returncode == 2 and done.stderr.decode().startswith("错误：没有全部输出：磁盘已满"), done.stderr
    assert "意外" not in done.stderr.decode() and b"Traceback" not in done.stderr


def test_streams_that_are_closed_are_empty_or_nowhere() -> None:
    for closed, code in (("0<&-", 2), ("1>&-", 0)):
        command = ("decide", NAME, "-", "--on", "2023-03-01") if closed == "0<&-" else ("tasks", NAME)
        done = subprocess.run(
            ["sh", "-c", f'exec "$@" {closed}', "sh", *COMMAND, *command], stderr=subprocess.PIPE, check=False
        )
        assert done.returncode == code and b"unexpected" not in done.stderr and b"Traceback" not in done.stderr, done.stderr
