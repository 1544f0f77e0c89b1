"""Pages whose commands are one session: they run in an empty folder, and print what the page shows.

A block `console` holds commands with what they print (`…` stands for any lines, and within a line for any words), `diff`
changes a policy, a block with the name of a file is that file, and `python` without one is run.
"""

import re
import shlex
from collections.abc import Callable, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

from tests.cli.command_line import Run

DOCS = Path(__file__).parents[2] / "docs"

_BLOCK = re.compile(r"^```(console|diff|json|text|pol|toml|python)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: Programs besides `policyrules`: each takes its arguments and returns what it prints.
Programs = Mapping[str, Callable[[list[str]], str]]
_NONE: Programs = MappingProxyType({})


def play(page: str, folder: Path, run: Run, changed: str = "", programs: Programs = _NONE) -> int:
    """Run the session of a page in a folder, the current one; return how many commands there were.

    `changed` is the file that a diff changes which names none.
    """
    code = count = 0
    for kind, name, block in _BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if kind == "diff":
            change(folder / (name or changed), block)
        elif name:
            (folder / name).write_text(block, encoding="utf-8")
        elif kind == "python":
            exec(block, {})
        for command, shown in commands(block) if kind == "console" else ():
            count += 1
            printed, code = _done(command, run, programs, code)
            assert shows(shown, printed), f"{command}\n{printed}"
    return count


def _done(command: str, run: Run, programs: Programs, code: int) -> tuple[str, int]:
    """Return what a command prints, and the exit code that `$?` has after it."""
    if command == "echo $?":
        return f"{code}\n", code
    program, *arguments = shlex.split(command)
    if program in programs:
        return programs[program](arguments), 0
    assert program == "policyrules", command
    code, out, err = run(*arguments)
    return out + err, code


def shows(shown: str, printed: str) -> bool:
    """Say whether a text was printed."""
    lines = ("(?s:.*)" if line == "…" else re.escape(line).replace("…", ".*") + r"\n" for line in shown.splitlines())
    return re.fullmatch("".join(lines), printed) is not None


def change(path: Path, lines: str) -> None:
    """Put the `+` lines in the place of the `-` lines before them."""
    text = path.read_text(encoding="utf-8")
    groups = [(sign, "".join(f"{line[1:]}\n" for line in group)) for sign, group in groupby(lines.splitlines(), lambda x: x[0])]
    for (minus, old), (plus, new) in zip(groups[::2], groups[1::2], strict=True):
        assert (minus, plus, text.count(old)) == ("-", "+", 1), old
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def commands(session: str) -> list[tuple[str, str]]:
    """Return the commands of a session, each with what it prints."""
    parts = re.split(r"^\$ ", session, flags=re.MULTILINE)
    assert parts[0] == ""
    return [(command, shown) for command, _, shown in (part.partition("\n") for part in parts[1:])]
