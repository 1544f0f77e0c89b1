"""Advice on when duties fall due.

In: a policy. Out: duties whose quote names a time that is not encoded, or another than is, and deadlines that no quote names.
"""

import re
from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType

from policyrules.checking.constants import day, number
from policyrules.checking.policy import item
from policyrules.core.items import quotes
from policyrules.diagnostics import Diagnostic
from policyrules.lint.figures import Figure, Kind, figures
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast

#: How often something recurs, in months, by the words that say so; a longer word comes before one that it contains.
_EVERY: Mapping[str, int] = MappingProxyType(
    {
        "每半年": 6, "每两年": 24, "每三年": 36, "每季度": 3, "每个月": 1, "每月": 1, "按月": 1, "按季度": 3, "按年度": 12,
        "每年度": 12, "每年": 12, "half-yearly": 6, "every six months": 6, "every half year": 6, "quarterly": 3,
        "every quarter": 3, "every month": 1, "monthly": 1, "every year": 12, "each year": 12, "annually": 12, "yearly": 12,
    }
)  # fmt: skip
_RECURS = re.compile("|".join(map(re.escape, _EVERY)), re.IGNORECASE)

#: A day of the calendar by which something is due.
_DUE = re.compile(r"[0-9]{1,2}月(?:[0-9]{1,2}日|底|末)?(?:之?前|以前|前)|(?:年|月)底(?:之?前|以前|前)|年内")


def duty_untimed(subject: Subject) -> Iterator[Diagnostic]:
    """Find duties whose quote says how often, or by which day, and that have neither a recurrence nor a deadline."""
    for _, part in subject.promises:
        said = "".join(quotes(part.items, "quote"))
        match = _RECURS.search(said) or _DUE.search(said)
        if isinstance(part, ast.Duty) and match and not _timed(part):
            yield advice("duty-untimed", part.name, name=part.name.name, said=match[0])


def recurrence_differs(subject: Subject) -> Iterator[Diagnostic]:
    """Find duties that recur otherwise than their quote says."""
    for _, part in subject.promises:
        recurrence = item(part.items, "recurrence")
        said = _RECURS.findall("".join(quotes(part.items, "quote")))
        if isinstance(recurrence, ast.RecurrenceItem) and said:
            months = number(recurrence.every)
            if months not in {_EVERY[word.lower()] for word in said}:
                yield advice("recurrence-differs", recurrence, name=part.name.name, said=said[0])


def deadline_unquoted(subject: Subject) -> Iterator[Diagnostic]:
    """Find deadlines whose year neither the quote nor the lead-in of the measure names, nor what stands at the head."""
    for measure, part in subject.promises:
        written = item(part.items, "deadline")
        by = day(written.value) if isinstance(written, ast.ExpressionItem) else None
        if written is None or by is None:
            continue
        texts = [text for items in (part.items, measure.items, subject.head.items) for text in _quoted(items)]
        if Figure(Kind.NUMBER, Fraction(by.year)) not in {figure for text in texts for figure in figures(text)}:
            yield advice("deadline-unquoted", written, name=part.name.name, year=str(by.year))


def _timed(part: ast.Duty) -> bool:
    return item(part.items, "recurrence") is not None or item(part.items, "deadline") is not None


def _quoted(items: tuple[ast.Tree, ...]) -> tuple[str, ...]:
    return (*quotes(items, "quote"), *quotes(items, "lead"))
