"""Arguments and files: days, readings, policies and the facts of enterprises.

In: what was typed, and standard input for `-`. Out: typed values, policies and decisions, or `Wrong`. What is wrong with one
enterprise of many is said with its position, and does not keep the others from being decided.
"""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from functools import wraps
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar, cast

import click

from policyrules import api, library
from policyrules.book import Book
from policyrules.cli.terminal import Code, Wrong, complain, leave, spoken
from policyrules.diagnostics import DiagnosticError, FactsError, Language, PolicyError
from policyrules.explain.book import BookDecision
from policyrules.explain.decision import Decision
from policyrules.files import Entry, read_entries, read_file
from policyrules.library import Text
from policyrules.messages.face import phrase
from policyrules.source import Source, visible
from policyrules.syntax.decode import MAX_BYTES

#: A bar is shown for longer lists only.
_LONG_LIST = 200

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})|年([0-9]{1,2})月([0-9]{1,2})日)")

#: The first line of a policy that is written with English keywords.
_ENGLISH = re.compile(r"^policy\b", re.MULTILINE)

F = TypeVar("F", bound=Callable[..., Any])


# --- options ----------------------------------------------------------------------------------------------------------


def _day(context: click.Context, option: click.Parameter, text: str) -> date:
    """Read a day, written `2023-03-01` or `2023年3月1日`."""
    match = _DAY.fullmatch(text)
    with suppress(ValueError):
        if match:
            year, month, day = (int(part) for part in match.groups() if part is not None)
            return date(year, month, day)
    raise Wrong("bad-day", text=text)


def optional_day(context: click.Context, option: click.Parameter, text: str | None) -> date | None:
    """Read a day, where one is given."""
    return None if text is None else _day(context, option, text)


def _taken(context: click.Context, option: click.Parameter, texts: tuple[str, ...]) -> dict[str, str]:
    """Read options of readings, each written `NAME=OPTION`; a Chinese input method types `＝`."""
    taken: dict[str, str] = {}
    for text in texts:
        name, sign, chosen = (part.strip() for part in text.replace("＝", "=").partition("="))
        if not (name and sign and chosen):
            raise Wrong("bad-reading", text=text)
        if taken.setdefault(name, chosen) != chosen:
            raise Wrong("reading-twice", name=name, first=taken[name], second=chosen)
    return taken


def language_option(command: F) -> F:
    """Add `--lang`, the language in which a command also says what is wrong with what it was given."""

    @wraps(command)
    def complaining(*arguments: Any, **options: Any) -> Any:
        try:
            return command(*arguments, **options)
        except DiagnosticError as error:
            complain(error.diagnostics, spoken())
            leave(Code.WRONG)

    text = "Language of what is printed. Default: that of the policy; where there is none, of the environment (LANG)."
    # Read first: whatever is wrong with the others is said in it.
    return click.option("--lang", type=click.Choice(["zh", "en"]), is_eager=True, help=text)(cast(F, complaining))


def format_option(*forms: str) -> Callable[[F], F]:
    """Add `--format`; the first form is the default."""
    choice = click.Choice(forms)
    return click.option("--format", "form", type=choice, default=forms[0], show_default=True, help="How to print.")


def day_option(command: F) -> F:
    """Add `--on`."""
    text = "The decision date: 2023-03-01 or 2023年3月1日."
    return click.option("--on", callback=_day, required=True, metavar="DATE", help=text)(command)


def search_option(command: F) -> F:
    """Add `--search`, which can be given several times."""
    text = "A folder to look for used policies in, besides that of the policy."
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    return click.option("--search", type=folder, multiple=True, metavar="FOLDER", help=text)(command)


def searched() -> tuple[Path, ...]:
    """Return the folders to look for used policies in."""
    folders: tuple[Path, ...] = click.get_current_context().params.get("search", ())
    return folders


def reading_option(command: F) -> F:
    """Add `--reading`, which can be given several times."""
    text = "Take another option of a reading."
    return click.option("--reading", "readings", callback=_taken, multiple=True, metavar="NAME=OPTION", help=text)(command)


# --- policies ---------------------------------------------------------------------------------------------------------


def read_policy(name: str) -> Text:
    """Return the text of a policy; `-` is standard input, whose document stands in the current folder."""
    if name == "-":
        return Text(library.decoded(sys.stdin.buffer.read(MAX_BYTES + 1), "<stdin>"), Path())
    return library.read(Path(name))


def is_folder(name: str) -> bool:
    """Say whether a folder of policies was named."""
    return name != "-" and library.is_folder(name)


def usable(*names: str) -> api.Policy | Book:
    """Return what can decide, a policy or the book of a folder or of several, or say what is wrong and exit.

    From here on its language is spoken.
    """
    try:
        used = (
            api.build_book(library.read_all(names), search=searched())
            if len(names) > 1 or is_folder(names[0])
            else api.build(*read_policy(names[0]), search=searched())
        )
    except PolicyError as error:
        complain(error.diagnostics, spoken_to(error))
        leave(Code.WRONG)
    asked = click.get_current_context().params
    asked["lang"] = asked["lang"] or used.language
    return used


def read_one(name: str) -> api.Policy:
    """Return the policy that was named; a folder of them is none."""
    used = usable(name)
    if isinstance(used, Book):
        raise Wrong("one-policy", path=visible(name))
    return used


def policies_of(used: api.Policy | Book) -> tuple[api.Policy, ...]:
    """Return the policies that were named: one, or those of a folder."""
    return tuple(used.values()) if isinstance(used, Book) else (used,)


def each_policy(path: str) -> Iterator[tuple[str, api.Policy | PolicyError]]:
    """Yield the policy at a path, or each of a folder alone, after the name of its file; or what is wrong with it."""
    if is_folder(path):
        yield from api.build_each(library.read_all([path]), search=searched())
        return
    try:
        yield path, api.build(*read_policy(path), search=searched())
    except PolicyError as error:
        yield path, error


def spoken_to(error: PolicyError) -> Language:
    """Return the language to complain in about a policy that cannot be used."""
    source = next((d.span.source for d in error.diagnostics if d.span), None)
    return spoken_of(source) if source else spoken()


def spoken_of(source: Source) -> Language:
    """Return the language asked for, or that in which a policy says that it is one: it may be too broken to say more."""
    context = click.get_current_context(silent=True)
    asked = context.params.get("lang") if context else None
    return spoken(asked or ("en" if _ENGLISH.search(source.text) else "zh"))


# --- facts ------------------------------------------------------------------------------------------------------------


def opened(policy: str, facts: str) -> tuple[api.Policy | Book, Iterator[Entry]]:
    """Return what can decide and the enterprises of a facts file, of which only one may be standard input."""
    if policy == facts == "-":
        raise Wrong("one-stdin")
    used = usable(policy)
    return used, read_entries(sys.stdin.buffer, "<stdin>") if facts == "-" else read_file(facts)


class Decisions:
    """Decides the enterprises of a file one after the other.

    `code` remembers whether something was wrong; `alone` whether the file holds one enterprise and no list, and is `None`
    until one is read.
    """

    def __init__(self, used: api.Policy | Book, on: date, readings: Mapping[str, str | None], language: Language) -> None:
        self._used, self._on, self._readings, self._language = used, on, readings, language
        self.alone: bool | None = None
        self.code = Code.FINE

    def of(self, given: Iterable[Entry]) -> Iterator[Decision | BookDecision]:
        """Yield the decisions; what is wrong with an enterprise, or with the file, is said at once.

        What is wrong with the readings is said once, and nothing is decided; the facts are still looked at.
        """
        decidable = not self._readings or self._decide(Entry("", {}), self._readings) is not None
        readings = self._readings if decidable else {}
        try:
            for entry in _with_bar(iter(given), self._language):
                self.alone = entry.path == ""
                decision = self._decide(entry, readings)
                if decision is not None and decidable:
                    yield decision
        except FactsError as error:
            self._refuse(error)

    def _decide(self, entry: Entry, readings: Mapping[str, str | None]) -> Decision | BookDecision | None:
        try:
            return self._used.decide(entry.facts, self._on, readings, path=entry.path)
        except FactsError as error:
            self._refuse(error)
            return None

    def _refuse(self, error: FactsError) -> None:
        self.code = Code.WRONG
        complain(error.diagnostics, self._language)


def _with_bar(given: Iterator[Entry], language: Language) -> Iterator[Entry]:
    """Yield the enterprises; a long list with a bar, where someone looks at a terminal that nothing else is printed to."""
    first = list(islice(given, _LONG_LIST + 1))
    everything = chain(first, given)
    if len(first) <= _LONG_LIST or sys.stdout.isatty() or not sys.stderr.isatty():
        yield from everything
        return
    with click.progressbar(everything, label=phrase("deciding", language), show_pos=True, file=sys.stderr) as bar:
        yield from bar
