"""The command line: the only part of the package that prints, colours and exits.

In: arguments, files, standard input. Out: text, Markdown, JSON or CSV in UTF-8, and an exit code: 0 fine, 1 findings or failed
scenarios, 2 wrong use or bad input. Knows no semantics; never ends in a traceback.
"""

from policyrules.cli.commands import main

__all__ = ["main"]
