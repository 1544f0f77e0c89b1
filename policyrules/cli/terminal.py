"""Saying things: results on standard output, complaints on standard error, colours on a terminal only.

In: texts, pages, plain data, diagnostics. Out: what is printed, and `Wrong` for wrong use. Knows no command.
"""

import json
import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from enum import IntEnum
from pathlib import PurePath
from shutil import get_terminal_size
from typing import IO, Any, NoReturn, TextIO

import click

from policyrules.diagnostics import Diagnostic, Language, Severity
from policyrules.explain.blocks import Block
from policyrules.explain.render import WIDTH, as_markdown, as_text
from policyrules.messages.face import phrase
from policyrules.rendering import render, visible
from policyrules.source import laid_out

#: On a terminal with fewer columns, nothing that is written into tables could be read.
_NARROWEST = 40


class Code(IntEnum):
    """Exit codes."""

    FINE = 0
    FINDINGS = 1
    WRONG = 2
    INTERRUPTED = 130
    PIPE_CLOSED = 141


class Wrong(click.ClickException):
    """Wrong use, in a sentence: `name` is a row of `policyrules.messages.face`."""

    exit_code = Code.WRONG

    def __init__(self, name: str, /, **words: object) -> None:
        self.language = spoken()
        shown = {key: visible(str(word)) if isinstance(word, str | PurePath) else word for key, word in words.items()}
        super().__init__(phrase(name, self.language, **shown))

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(phrase("error", self.language, text=self.message), file=file, err=True)


def spoken(asked: str | None = None) -> Language:
    """Return the language asked for or, where no policy has one, that of the environment."""
    context = click.get_current_context(silent=True)
    asked = asked or (context.params.get("lang") if context else None)
    if asked is None:
        named = next((os.environ[key] for key in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(key)), "")
        asked = "zh" if named.startswith("zh") else "en"
    return "zh" if asked == "zh" else "en"


def leave(code: int) -> NoReturn:
    """End a command with an exit code."""
    raise click.exceptions.Exit(code)


def say(text: str) -> None:
    """Print a text on standard output, with one line end."""
    click.echo(seen(text.rstrip("\n")))


def seen(text: str) -> str:
    """Return a text as it is printed: a file or a program gets every character of it, and what data say to a terminal, which
    could move its cursor or its title, is written out."""
    return laid_out(text) if sys.stdout.isatty() else text


class Seen:
    """Standard output, as something that rows of CSV can be written to."""

    def write(self, text: str) -> int:
        return sys.stdout.write(seen(text))


def say_page(blocks: Iterable[Block], form: str, language: Language) -> None:
    """Print a page as text or as Markdown."""
    say(as_markdown(blocks, language) if form == "markdown" else as_text(blocks, language, columns()))


def columns() -> int:
    """Return how many columns text has: no more than a terminal, which would break words; elsewhere always as many."""
    if not sys.stdout.isatty():
        return WIDTH
    return min(max(get_terminal_size((WIDTH, 1)).columns, _NARROWEST), WIDTH)


def say_json(data: object) -> None:
    """Print plain data as JSON."""
    click.echo(_json(data))


def say_documents(documents: Sequence[object], *, alone: bool) -> None:
    """Print the document of a policy as JSON, or a list of those of the policies of a folder."""
    say_json(documents[0] if alone else documents)


def say_json_list(items: Iterable[object]) -> None:
    """Print plain data as a JSON list, each item as soon as it is there."""
    before = "["
    for item in items:
        click.echo(f"{before}\n{_json(item)}", nl=False)
        before = ","
    click.echo("[]" if before == "[" else "\n]")


def _json(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # Control characters of ASCII are escaped already; others say the same to whoever reads JSON, and nothing to a terminal.
    return laid_out(text, lambda character: json.dumps(character)[1:-1])


def complain(diagnostics: Iterable[Diagnostic], language: Language) -> None:
    """Print diagnostics on standard error, where they do not mix with results."""
    click.echo(painted(diagnostics, language), err=True)


def point_to_codes(language: Language) -> None:
    """Say where more is said about a code, to somebody who looks at a terminal; a file or a program is not told."""
    if sys.stdout.isatty():
        say("\n" + phrase("more-on-codes", language))


def painted(diagnostics: Iterable[Diagnostic], language: Language) -> str:
    """Return diagnostics as text whose first lines are coloured; printing takes the colours away off a terminal."""
    colours = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.ADVICE: "cyan"}
    texts = ((colours[d.severity], *render(d, language).partition("\n")) for d in diagnostics)
    return "\n\n".join(click.style(first, fg=colour, bold=True) + end + rest for colour, first, end, rest in texts)


# --- the streams ------------------------------------------------------------------------------------------------------


def begin_in_utf8() -> None:
    """Begin again in Python's UTF-8 mode where the locale would misread file names and arguments; always print UTF-8."""
    if sys.getfilesystemencoding().lower() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever began this process: there is nothing to read, nobody to write to
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        _print_utf8(stream)


def _print_utf8(stream: TextIO | None) -> None:
    with suppress(AttributeError, ValueError):  # replaced by something that is no text file, or closed
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]


def close_quietly(*streams: TextIO) -> None:
    """Let nothing more be written to a pipe that its reader closed, or a disk that is full, not even when Python exits."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in streams or (sys.stdout, sys.stderr):
        with suppress(AttributeError, ValueError, OSError):
            os.dup2(nowhere, stream.fileno())
