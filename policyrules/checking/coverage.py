"""The document clause by clause, with the declarations that encode each.

In: a document, and marks that say which passage a declaration encodes. Out: `CoveredClause`, each with the parts of it that
nothing encodes. A clause is covered when all its characters but punctuation and spaces are. Knows nothing of the tree.
"""

from collections.abc import Iterable, Iterator

from attrs import frozen

from policyrules.checking.document import Clause, Document, significant
from policyrules.diagnostics import Diagnostic
from policyrules.source import Span

#: What stands around the words of a clause.
_STOPS = " \t\r\n\u3000，,。.；;：:！!？?、"


@frozen
class Encoding:
    """A declaration that encodes a passage: what it is (`entitlement`, `omit`, …), its path, verb, reason and line."""

    kind: str
    name: str
    line: int
    verb: str | None = None
    because: str | None = None


@frozen
class Mark:
    """A passage of the document and what encodes it."""

    span: Span
    by: Encoding


@frozen
class CoveredClause:
    """A clause of the document, the declarations that encode it, and the parts of it that none does."""

    clause: Clause
    by: tuple[Encoding, ...]
    uncovered: tuple[Span, ...]


@frozen
class Coverage:
    """The document clause by clause; `diagnostics` are what is wrong with the quotes, uncovered clauses among them."""

    clauses: tuple[CoveredClause, ...]
    marks: tuple[Mark, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def uncovered(self) -> tuple[CoveredClause, ...]:
        return tuple(row for row in self.clauses if row.uncovered)


def covered_clauses(document: Document, marks: Iterable[Mark]) -> Iterator[CoveredClause]:
    """Yield each clause with the marks that meet it."""
    covered = bytearray(document.whole.end + 1)
    ordered = sorted(marks, key=lambda mark: (mark.span.start, mark.span.end))
    for mark in ordered:
        covered[mark.span.start : mark.span.end] = b"\1" * (mark.span.end - mark.span.start)
    for section in document.sections:
        covered[section.start : section.body] = b"\1" * (section.body - section.start)
    open_: list[Mark] = []
    ahead = 0
    for clause in document.clauses:
        while ahead < len(ordered) and ordered[ahead].span.start < clause.span.end:
            open_.append(ordered[ahead])
            ahead += 1
        open_ = [mark for mark in open_ if mark.span.end > clause.span.start]
        by = dict.fromkeys(mark.by for mark in open_)
        yield CoveredClause(clause, tuple(by), tuple(_gaps(clause.span, covered)))


def _gaps(span: Span, covered: bytearray) -> Iterator[Span]:
    """Yield the stretches of a clause in which something is said that nothing covers, with the signs around them."""
    text, at = span.text, 0
    while at < len(text):
        end = at
        while end < len(text) and not covered[span.start + end]:
            end += 1
        if any(map(significant, text[at:end])):
            stretch = text[at:end].strip(_STOPS)
            start = span.start + text.index(stretch, at)
            yield Span(span.source, start, start + len(stretch))
        at = end + 1
