"""Other documents that a decision rests on, and what is to be said of one that is not in force on the day.

In: the documents of an outline, the answers of their windows, and the explanation of a verdict. Out: `DocumentStatus`. The
verdict stays as it was computed: that its ground has gone is said beside it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import cast

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.outline import DocumentSpec, Outline, Window
from policyrules.explain.explanation import Explanation
from policyrules.values.answers import Answer, Interval, Truth


class DocumentStanding(StrEnum):
    """How a document stands on a day."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    ENDED = "ended"
    NOT_BEGUN = "not_begun"
    OPEN = "open"


@frozen
class DocumentStatus:
    """A document and how it stands: `since` is the first day of that, `by` what took its place."""

    spec: DocumentSpec
    standing: DocumentStanding
    since: date | None = None
    by: str | None = None


def statuses(outline: Outline, answers: Answers, day: date) -> dict[str, DocumentStatus]:
    """Return how the documents that a policy rests on stand on a day, by their names."""
    return {spec.name: _status(spec, answers, day) for spec in outline.used}


def lapsed(documents: Iterable[DocumentStatus]) -> tuple[DocumentStatus, ...]:
    """Return those of some documents that are not in force on the day, or may not be."""
    return tuple(status for status in documents if status.standing is not DocumentStanding.IN_FORCE)


def _status(spec: DocumentSpec, answers: Answers, day: date) -> DocumentStatus:
    closed = [_closed(spec, window, answers, day) for window in spec.windows]
    # What took its place says more than that its time was over; of several, the first that did.
    order = (DocumentStanding.SUPERSEDED, DocumentStanding.NOT_BEGUN, DocumentStanding.ENDED, DocumentStanding.OPEN)
    found = [one for standing in order for one in closed if one.standing is standing]
    return min(
        (one for one in found if one.standing is found[0].standing),
        key=lambda one: one.since or date.max,
        default=DocumentStatus(spec, DocumentStanding.IN_FORCE),
    )


def _closed(spec: DocumentSpec, window: Window, answers: Answers, day: date) -> DocumentStatus:
    truth = answers.values[window.node]
    first, last = (None if end is None else _day(answers.values[end]) for end in (window.first, window.last))
    if truth is Truth.T:
        return DocumentStatus(spec, DocumentStanding.IN_FORCE)
    if truth is Truth.U:
        return DocumentStatus(spec, DocumentStanding.OPEN)
    if last is not None and last < day:
        standing = DocumentStanding.SUPERSEDED if window.superseded_by else DocumentStanding.ENDED
        return DocumentStatus(spec, standing, last + timedelta(days=1), window.superseded_by)
    return DocumentStatus(spec, DocumentStanding.NOT_BEGUN, first)


def _day(answer: Answer) -> date | None:
    point = cast(Interval, answer).point
    return None if point is None else date.fromordinal(int(point))


def rested_on(explanation: Explanation) -> Iterator[str]:
    """Yield the names of the other policies whose words make an answer what it is."""
    seen: set[Explanation] = set()
    waiting = [explanation]
    while waiting:
        line = waiting.pop()
        if line not in seen:
            seen.add(line)
            if line.policy is not None:
                yield line.policy
            waiting.extend(reversed(line.decisive if line.cites else ()))
