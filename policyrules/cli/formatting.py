"""The command `fmt`: policies in their canonical form, written, shown or only named.

In: paths of files and folders, or standard input. Out: files rewritten whole, or what would change, and the exit code. Knows
neither the canonical form nor how a file is replaced.
"""

import os
import re
import sys
from difflib import unified_diff
from pathlib import Path

import click
from attrs import define

from policyrules.cli.filing import not_written
from policyrules.cli.inputs import language_option, spoken_of
from policyrules.cli.terminal import Code, Wrong, complain, leave, say, spoken
from policyrules.diagnostics import Language, PolicyError
from policyrules.files.replacing import replace
from policyrules.formatting import Formatted, formatted, policies_in
from policyrules.library import content
from policyrules.messages.face import phrase
from policyrules.rendering import visible
from policyrules.syntax.decode import MAX_BYTES

_LINE_END = re.compile(r"\r\n|\r|\n")
_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change, and exit with 1 if any would.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change, and exit with 1 if anything would.")
@click.option("--keywords", type=click.Choice(["zh", "en"]), help="Write the keywords in this language.")
@language_option
def fmt(paths: tuple[str, ...], check: bool, diff: bool, keywords: Language | None, lang: str | None) -> None:
    """整理排版 · Write policies in their canonical form: the same words, values and comments, laid out in one way.

    PATH is a file, or a folder for all .pol files in it and below it; with - a policy is read from standard input and printed.
    A policy that cannot be read as one is left alone, and everything that is wrong with it is said.
    """
    run = _Run(check, diff, keywords)
    if paths == ("-",):
        run.stream()
    elif "-" in paths:
        raise Wrong("stdin-alone")
    else:
        for path in dict.fromkeys(file for name in paths for file in run.files(Path(name))):
            run.file(path)
    leave(run.code)


@define
class _Run:
    """One run over all that is to be formatted; `code` remembers the worst that came of it."""

    check: bool
    diff: bool
    keywords: Language | None
    code: Code = Code.FINE

    def files(self, path: Path) -> tuple[Path, ...]:
        """Return the files that a path stands for."""
        if os.path.isdir(path):
            found = tuple(policies_in(path, self.unread))
            if not found:
                self.refuse(Wrong("no-policies", path=visible(str(path))))
            return found
        if not os.path.isfile(path):
            self.refuse(Wrong("no-path", path=visible(str(path))))
            return ()
        return (path,)

    def file(self, path: Path) -> None:
        """Format a file in its place, or say what would change."""
        try:
            done = formatted(content(path), str(path), self.keywords)
        except PolicyError as error:
            self.code = Code.WRONG
            complain(error.diagnostics, spoken())
            return
        if self.readable(done):
            if self.check or self.diff:
                self.show(str(path), done)
            else:
                self.write(path, done)

    def stream(self) -> None:
        """Format standard input to standard output, or say what would change."""
        done = formatted(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>", self.keywords)
        if self.readable(done):
            if self.check or self.diff:
                self.show("-", done)
            else:
                click.echo(done.after, nl=False)

    def write(self, path: Path, done: Formatted) -> None:
        """Write a file anew where it changes, and say which it was."""
        if done.after is not None and done.changes:
            try:
                replace(path, done.after)
            except OSError as error:
                self.refuse(not_written(path, error))
                return
        self.name("formatted" if done.changes else "canonical", str(path), done)

    def show(self, name: str, done: Formatted) -> None:
        """Show what would change, or name the file."""
        if done.changes:
            self.code = max(self.code, Code.FINDINGS)
        if self.check:
            self.name("not-canonical" if done.changes else "canonical", name, done)
        if self.diff and done.changes:
            say(_changes(name, done))

    def name(self, what: str, name: str, done: Formatted) -> None:
        say(phrase(what, _language(done), file=visible(name)))

    # --- what is wrong --------------------------------------------------------------------------------------------------

    def readable(self, done: Formatted) -> bool:
        """Say whether there is a canonical form; if not, complain."""
        if done.after is None:
            self.code = Code.WRONG
            complain(done.diagnostics, _language(done))
        return done.after is not None

    def unread(self, error: OSError) -> None:
        """Take down that a folder cannot be read."""
        self.refuse(Wrong("not-read", path=visible(str(error.filename)), why=error.strerror or error))

    def refuse(self, wrong: Wrong) -> None:
        """Say what is wrong and go on with what is not."""
        self.code = Code.WRONG
        wrong.show()


def _language(done: Formatted) -> Language:
    return spoken() if done.source is None else spoken_of(done.source)


def _changes(name: str, done: Formatted) -> str:
    """Return what changes, line by line, as `diff -u` writes it."""
    before, after = (_lines((data or b"").decode("utf-8-sig")) for data in (done.before, done.after))
    lines = list(unified_diff(before, after, visible(name), visible(name), lineterm=""))
    if not lines:
        return phrase("line-ends", _language(done), file=visible(name))
    return "\n".join(click.style(line, fg=_COLOURS.get(line[:1])) for line in lines)


def _lines(text: str) -> list[str]:
    """Return the lines of a text; what follows the last end of a line is one only where there is something."""
    lines = _LINE_END.split(text)
    return lines if lines[-1] else lines[:-1]
