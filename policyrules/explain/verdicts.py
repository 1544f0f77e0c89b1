"""What can be said of an entitlement, and what must be said beside it.

Data: a `Verdict` for each truth, and `Caveat`s, with those that the document itself gives cause for. Knows no case, no words.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum

from attrs import frozen

from policyrules.core.outline import EntitlementSpec, TierSpec
from policyrules.explain.documents import DocumentStatus
from policyrules.explain.readings import ReadingTaken
from policyrules.values.answers import Truth
from policyrules.values.modality import Modality


class Verdict(StrEnum):
    """What can be said of an entitlement."""

    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    UNDETERMINED = "undetermined"


#: What is said of truths, in their order.
VERDICTS = (Verdict.NOT_ENTITLED, Verdict.UNDETERMINED, Verdict.ENTITLED)


class CaveatKind(StrEnum):
    """What a reader of a verdict must be told beside it."""

    VALIDITY_UNSTATED = "validity_unstated"
    TIER = "tier"
    RATE_INDICATIVE = "rate_indicative"
    ONLY_DIRECTION = "only_direction"
    READING = "reading"
    DOCUMENT = "document"
    NOTE = "note"


@frozen
class Caveat:
    """One caveat; `subject` is the tier, verb, reading, document or note that it is about, `detail` the option taken.

    `document` is how a document stands that is not in force.
    """

    kind: CaveatKind
    subject: str
    detail: str = ""
    document: DocumentStatus | None = None


def of_direction(spec: EntitlementSpec, truth: Truth) -> Iterator[Caveat]:
    """Yield what must be said beside a verdict by which the document promises nothing."""
    if truth is not Truth.F and spec.modality not in (Modality.SHALL, Modality.MAY):
        yield Caveat(CaveatKind.ONLY_DIRECTION, spec.verb)


def of_readings(readings: Iterable[ReadingTaken]) -> Iterator[Caveat]:
    """Yield what must be said beside what rests on readings."""
    return map(of_reading, (taken for taken in readings if taken.option is not None))


def of_notes(spec: EntitlementSpec) -> Iterator[Caveat]:
    """Yield what the policy itself notes beside an entitlement."""
    return (Caveat(CaveatKind.NOTE, note) for note in spec.notes)


def of_tier(spec: TierSpec) -> Iterator[Caveat]:
    """Yield what is to be known about a tier that a verdict turns on: no validity stated, or where it is stated."""
    if spec.validity_unstated:
        yield Caveat(CaveatKind.VALIDITY_UNSTATED, spec.title)
    for note in spec.notes:
        yield Caveat(CaveatKind.TIER, spec.title, note)


def of_reading(taken: ReadingTaken) -> Caveat:
    """Return what must be said beside what rests on a reading."""
    title = taken.spec.title or taken.spec.name
    return Caveat(CaveatKind.READING, title, taken.spec.option_titles.get(taken.option or "") or taken.option or "")


def of_document(status: DocumentStatus) -> Caveat:
    """Return what must be said beside what rests on a document that is not in force."""
    return Caveat(CaveatKind.DOCUMENT, status.spec.name, document=status)
