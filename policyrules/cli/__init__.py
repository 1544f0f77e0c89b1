"""The command line: the only part of the package that prints, colours and exits.

In: arguments, files, standard input. Out: text, Markdown, JSON or CSV in UTF-8, and an exit code: 0 fine, 1 findings or failed
scenarios, 2 wrong use or bad input. Knows no semantics; never ends in a traceback.
"""

import sys
from collections.abc import Sequence
from typing import NoReturn

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    try:
        from policyrules.collecting import put_off  # it all takes a moment, in which somebody may interrupt it

        with put_off():
            from policyrules.cli import commands
    except KeyboardInterrupt:
        sys.exit(130)  # `Code.INTERRUPTED`, which is not there yet
    commands.main(arguments)
