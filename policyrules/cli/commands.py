"""The command `policyrules`: the group of all commands, and the one way in and out.

In: arguments. Out: an exit code: `main` turns every end of a command into one. Knows no command but by its name.
"""

import errno
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn

import click

from policyrules import __version__
from policyrules.cli.filing import why
from policyrules.cli.misusing import told
from policyrules.cli.terminal import Code, begin_in_utf8, close_quietly, spoken
from policyrules.collecting import put_off
from policyrules.messages.face import phrase

#: Where each command is: its module, and what it is called there.
PLACES = {
    "changes": ("viewing", "changes_"),
    "check": ("drafting", "check"),
    "decide": ("deciding", "decide"),
    "explain": ("deciding", "explain"),
    "explain-code": ("drafting", "explain_code"),
    "fmt": ("formatting", "fmt"),
    "lint": ("linting", "lint"),
    "match": ("matching", "match"),
    "mutate": ("mutating", "mutate_"),
    "near": ("viewing", "near_"),
    "new": ("drafting", "new"),
    "rejected": ("viewing", "rejected_"),
    "sample": ("sampling", "sample_"),
    "schema": ("deciding", "schema"),
    "selfcheck": ("selfchecking", "selfcheck"),
    "sources": ("drafting", "sources"),
    "sql": ("deciding", "sql"),
    "suite": ("suites", "suite"),
    "summary": ("viewing", "summary_"),
    "targets": ("counting", "targets"),
    "tasks": ("drafting", "tasks"),
    "test": ("testing", "test"),
    "verify": ("verifying", "verify"),
    "worklist": ("viewing", "worklist_"),
}


class _Commands(click.Group):
    """The commands. Each is imported when it is asked for: most of what the others need would be for nothing."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(PLACES)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command. Where there is none of that name, all are there afterwards, for click to find the nearest."""
        with put_off():
            for name in [cmd_name] if cmd_name in PLACES else PLACES:
                module, attribute = PLACES[name]
                self.add_command(getattr(import_module(f"policyrules.cli.{module}"), attribute), name)
        return super().get_command(ctx, cmd_name)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="policyrules")
def cli() -> None:
    """Apply government support policies written in .pol to the facts of enterprises, with reasons.

    POLICY is a path, the name of a policy that ships with the package, or - for standard input; or a folder, for all policies
    in it and below it, which are decided together.
    FACTS is a file of JSON, YAML or JSON Lines with one enterprise or a list of them, or -.

    Exit codes: 0 fine, 1 findings or failed scenarios, 2 wrong use or bad input.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    begin_in_utf8()
    sys.exit(_run(list(sys.argv[1:] if arguments is None else arguments)))


def _run(arguments: list[str]) -> int:
    """Run a command and return its exit code; no exception leaves here."""
    try:
        with cli.make_context("policyrules", [*arguments]) as context:  # which takes away what it reads
            cli.invoke(context)
        sys.stdout.flush()
        return Code.FINE
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.UsageError as error:
        click.echo(told(error, arguments), err=True)
        return Code.WRONG
    except click.ClickException as error:
        error.show()
        return Code.WRONG
    except (KeyboardInterrupt, click.Abort):
        return Code.INTERRUPTED
    except BrokenPipeError:
        close_quietly()
        return Code.PIPE_CLOSED
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EIO) or error.filename is not None:
            return _unexpected(error)
        close_quietly(sys.stdout)  # what is left of the output would be written again at the end
        click.echo(phrase("output-lost", spoken(), why=why(error)), err=True)
        return Code.WRONG
    except Exception as error:
        return _unexpected(error)


def _unexpected(error: Exception) -> Code:
    """Say that something is wrong with the program itself."""
    if os.environ.get("POLICYRULES_TRACEBACK"):
        raise error
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    click.echo(phrase("unexpected", spoken(), error=what[:200]), err=True)
    return Code.WRONG
