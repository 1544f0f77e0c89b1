"""Advice on the other documents that a document names by their numbers.

In: a policy. Out: numbers of documents that cannot have been issued yet, and of documents that another has replaced.
"""

import re
from collections.abc import Iterator
from datetime import date

from policyrules.checking.graphs import walk
from policyrules.checking.policy import used_by
from policyrules.checking.standing import supersessions
from policyrules.core.items import text_item
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.source import Span
from policyrules.syntax import ast

_OPEN, _CLOSED = r"〔［\[(（", r"〕］\])）"

#: The number of a document, such as 财库〔2020〕46号.
_NUMBER = re.compile(rf"\w{{1,8}}[{_OPEN}]((?:19|20)[0-9]{{2}})[{_CLOSED}]\s*[0-9]{{1,5}}\s*号")

#: A clause that says that a document ends does not rest on it.
_ENDS = re.compile("废止|停止执行|失效|取代|代替|repeal|supersede|replace", re.IGNORECASE)


def reference_later(subject: Subject) -> Iterator[Diagnostic]:
    """Find documents that are named with a year after that in which this one was issued."""
    for quote in _quotes(subject):
        for match in _NUMBER.finditer(quote.span.text):
            if subject.issued is not None and int(match[1]) > subject.issued.year:
                yield advice("reference-later", _inside(quote, match), number=match[0], issued=subject.issued.isoformat())


def reference_superseded(subject: Subject) -> Iterator[Diagnostic]:
    """Find documents that are named as if in force, although this policy or one that it uses says what replaced them."""
    heads = [subject.head, *(policy.head for policy in used_by(subject.checked.used))]
    for old, since, by in (one for head in heads for one in _replaced(head)):
        if subject.last is None or since <= subject.last:
            for quote in _quotes(subject):
                for match in _pattern(old).finditer(quote.span.text):
                    yield advice("reference-superseded", _inside(quote, match), number=old, by=by, since=since.isoformat())


def _quotes(subject: Subject) -> Iterator[ast.Quote]:
    """Yield the quotes that may rest on another document."""
    for quote in walk(subject.checked.tree.declarations):
        if isinstance(quote, ast.Quote) and not _ENDS.search(quote.text):
            yield quote


def _replaced(head: ast.Policy) -> Iterator[tuple[str, date, str]]:
    """Yield the documents that a policy replaces, and itself where another replaces it: number, day, and by what."""
    own = text_item(head.items, "number")
    for old, since in supersessions(head, "supersedes"):
        yield old, since, own or head.name.name
    for by, since in supersessions(head, "superseded_by"):
        if own is not None:
            yield own, since, by


def _pattern(number: str) -> re.Pattern[str]:
    """Return what finds a number, whatever brackets and spaces it is written with."""
    brackets = {**dict.fromkeys(_OPEN, f"[{_OPEN}]"), **dict.fromkeys(_CLOSED, f"[{_CLOSED}]")}
    signs = (brackets.get(sign) or re.escape(sign) for sign in number if not sign.isspace())
    return re.compile(r"\s*".join(signs))


def _inside(quote: ast.Quote, match: re.Match[str]) -> Span:
    start = quote.span.start
    return Span(quote.span.source, start + match.start(), start + match.end())
