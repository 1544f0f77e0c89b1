"""What is wrong, where, and how to mend it.

In: codes and their arguments from any stage. Out: `Diagnostic` values, the exceptions that carry them to a user, and
their text in Chinese or English. The sentences stand in `policyrules.messages`, one table per stage.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Literal

from attrs import field, frozen

from policyrules.messages import MESSAGES
from policyrules.messages.filling import filled
from policyrules.source import Span

Language = Literal["zh", "en"]

#: No run reports more than this many diagnostics; a last one says that there were more.
LIMIT = 200

#: No more characters than this are said of what somebody wrote.
LONGEST = 200


class Severity(StrEnum):
    """How bad it is: an error stops the policy from being used, a warning does not; advice is for who drafts it."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


@frozen
class Label:
    """Another place that matters for a diagnostic, with the code of what is said there (`label-…`)."""

    span: Span
    code: str
    arguments: Mapping[str, str] = field(factory=dict)

    def message(self, language: Language) -> str:
        return fill(self.code, language, self.arguments)[0]


@frozen
class Diagnostic:
    """One thing that is wrong.

    It stands at a `span` of a `.pol` file or at a `path` of a facts file (`认定[1].认定日`). The `arguments` fill the
    sentences that `policyrules.messages` holds for the `code`; they are in the user's own words. The `words` fill them too:
    each is a list of alternatives, of which those that are codes of the table are said in the language of the reader.
    """

    code: str
    arguments: Mapping[str, str] = field(factory=dict)
    span: Span | None = None
    path: str | None = None
    severity: Severity = Severity.ERROR
    labels: tuple[Label, ...] = ()
    words: Mapping[str, tuple[str, ...]] = field(factory=dict)

    def message(self, language: Language) -> str:
        """Return what was expected and what was found."""
        return fill(self.code, language, self._filling(language))[0]

    def help(self, language: Language) -> str | None:
        """Return how to mend it, where the table says so."""
        return fill(self.code, language, self._filling(language))[1]

    def _filling(self, language: Language) -> Mapping[str, str]:
        return {**self.arguments, **{key: alternatives(words, language) for key, words in self.words.items()}}


def alternatives(words: Iterable[str], language: Language) -> str:
    """Return the words in a row with an "or" before the last; codes of the table are said in the language."""
    said = [MESSAGES[word][language][0] if word in MESSAGES else word for word in words]
    comma, last = ("、", "或") if language == "zh" else (", ", " or ")
    return last.join((comma.join(said[:-1]), said[-1])) if len(said) > 1 else "".join(said)


def fill(code: str, language: Language, arguments: Mapping[str, str]) -> tuple[str, str | None]:
    """Return the sentence and the advice of `code`, filled with the beginnings of `arguments`.

    An advice that names an argument which was not given is left out, so that one code serves with and without a
    near miss.
    """
    sentence, advice = MESSAGES[code][language]
    arguments = {key: shorten(said) for key, said in arguments.items()}
    said = filled(sentence, arguments)
    try:
        return said, filled(advice, arguments) if advice else None
    except KeyError:
        return said, None


def shorten(said: str) -> str:
    """Return as much of what somebody wrote as is said back to them."""
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"


class DiagnosticError(Exception):
    """The base of these errors: an exception that carries all its diagnostics."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(f"{where(d)}{d.message('en')} [{d.code}]" for d in self.diagnostics)


class PolicyError(DiagnosticError):
    """A policy that cannot be used; `diagnostics` says everything that is wrong with it."""


class FactsError(DiagnosticError):
    """Facts that cannot be read; `diagnostics` says everything that is wrong with them."""


class ReceiptError(DiagnosticError):
    """A receipt that cannot be verified; `diagnostics` says why."""


def where(diagnostic: Diagnostic) -> str:
    """Return `file:line:column: ` or `path: `, or nothing where a diagnostic has no place."""
    if diagnostic.span is not None:
        first = diagnostic.span.first
        return f"{diagnostic.span.source.name}:{first.line}:{first.column}: "
    return f"{diagnostic.path}: " if diagnostic.path else ""


def by_place(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in the order of the text, each once, at most `LIMIT` of them."""

    def key(diagnostic: Diagnostic) -> tuple[str, int, str, str, str]:
        span = diagnostic.span
        place = (span.source.name, span.start) if span else ("", 0)
        return (
            *place,
            diagnostic.path or "",
            diagnostic.code,
            repr(sorted({**diagnostic.arguments, **diagnostic.words}.items())),
        )

    unique = {key(d): d for d in diagnostics}
    ordered = tuple(unique[k] for k in sorted(unique))
    if len(ordered) <= LIMIT:
        return ordered
    more = Diagnostic("too-many", {"count": str(len(ordered) - LIMIT)}, ordered[LIMIT].span, ordered[LIMIT].path)
    return (*ordered[:LIMIT], more)
