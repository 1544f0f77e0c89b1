"""Pages whose commands are one session: they run in an empty folder, and print what the page shows.

A block `console` holds commands with what they print, `diff` changes a policy, a block with the name of a file is that file.
"""

import re
import shlex
from pathlib import Path

from tests.cli.command_line import Run
from tests.docs.test_drafting import change, commands, shows

DOCS = Path(__file__).parents[2] / "docs"

_BLOCK = re.compile(r"^```(console|diff|json)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def play(page: str, folder: Path, run: Run, changed: str = "") -> int:
    """Run the session of a page in a folder, the current one; return how many commands there were."""
    code = count = 0
    for kind, name, block in _BLOCK.findall((DOCS / page).read_text(encoding="utf-8")):
        if kind == "diff":
            change(folder / changed, block)
        elif name:
            (folder / name).write_text(block, encoding="utf-8")
        for command, shown in commands(block) if kind == "console" else ():
            count += 1
            if command == "echo $?":
                assert shown == f"{code}\n", command
                continue
            code, out, err = run(*shlex.split(command)[1:])
            assert shows(shown, out + err), f"{command}\n{out}{err}"
    return count
