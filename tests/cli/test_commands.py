import subprocess
import sys

import pytest

from policyrules.cli.commands import PLACES
from tests.cli.command_line import Run

NAME = "江门专精特新"
ON = ("--on", "2023-03-01")


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("check",),
        ("decide", NAME),
        ("decide", NAME, "-"),
        ("decide", NAME, "-", "--on", "2023-02-30"),
        ("decide", NAME, "-", "--on", "2023/3/1"),
        ("decide", NAME, "-", "--on", "２０２３-03-01"),
        ("decide", "没有", "-", *ON),
        ("decide", NAME, "-", *ON, "--format", "csv"),
        ("schema", "", "--lang", "zh"),
    ],
)
def test_wrong_use_gives_exit_code_2_and_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, given="{}")
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()


def test_help_and_version_are_fine(run: Run) -> None:
    assert run("--version").code == 0
    for command in PLACES:
        assert run(command, "--help").code == 0


def test_a_command_brings_in_what_it_needs_and_not_what_others_need() -> None:
    others = ("policyrules.columns", "policyrules.register", "policyrules.sampling", "policyrules.testing")
    code = (
        "import sys\nfrom policyrules.cli import main\n"
        f"try: main(['check', '{NAME}'])\nexcept SystemExit: print([m for m in {others} if m in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.decode().splitlines()[1:] == ["[]"], done.stderr


def test_the_nearest_command_is_named(run: Run) -> None:
    assert "did you mean `explain-code`?" in run("explain-cod", "--lang", "en").err
