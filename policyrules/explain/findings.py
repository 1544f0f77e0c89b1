"""What whoever answers for a policy should look at in a decision: conflicts, fractions of 分, documents that are not in force.

In: outcomes, tiers and what the document determines. Out: `Finding`s. Knows no words.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from attrs import frozen

from policyrules.core.program import Cause, CauseKind
from policyrules.explain.determinations import Determination
from policyrules.explain.documents import DocumentStatus, lapsed
from policyrules.explain.missing import WhyOpen
from policyrules.explain.outcome import Outcome
from policyrules.explain.tiers import TierStatus
from policyrules.explain.verdicts import Verdict
from policyrules.values.types import Scalar


class FindingKind(StrEnum):
    """What is to be looked at in a decision."""

    AMOUNT_NOT_WHOLE = "amount_not_whole"
    CONFLICT = "conflict"
    DOCUMENT = "document"
    SUPERSEDED = "superseded"


@frozen
class Finding:
    """Something that whoever answers for the policy should look at.

    `about` is the id of an entitlement, or the name of a tier, of what the document determines, or of the policy itself.
    `cause` are the provisions in conflict; `since` is the day from which another document, `subject`, takes its place.
    """

    kind: FindingKind
    about: str
    subject: str
    document: DocumentStatus | None = None
    cause: Cause | None = None
    since: date | None = None


def of_outcome(outcome: Outcome) -> Iterator[Finding]:
    """Yield what is to be looked at in an outcome."""
    for status in lapsed(outcome.documents):
        yield Finding(FindingKind.DOCUMENT, outcome.id, status.spec.name, status)
    amount = None if outcome.verdict is Verdict.NOT_ENTITLED else outcome.amount  # what nobody is given is not told
    if amount is not None and amount.type is Scalar.MONEY and amount.value is not None and amount.value.denominator != 1:
        yield Finding(FindingKind.AMOUNT_NOT_WHOLE, outcome.id, str(amount.value))
    yield from _conflicts(outcome.id, outcome.open, *(() if amount is None else (amount.open,)))


def _conflicts(about: str, *open_: WhyOpen) -> Iterator[Finding]:
    for cause in (cause for why in open_ for cause in why.causes):
        if cause.kind is CauseKind.CONFLICT:
            yield Finding(FindingKind.CONFLICT, about, cause.subject, cause=cause)


def conflicts_elsewhere(tiers: Iterable[TierStatus], determinations: Iterable[Determination]) -> Iterator[Finding]:
    """Yield the provisions that contradict each other about tiers and what the document determines."""
    for tier in tiers:
        yield from _conflicts(tier.spec.name, tier.open, tier.criteria_open or WhyOpen())
    for one in determinations:
        yield from _conflicts(one.spec.name, one.open)


def of_tier(tier: TierStatus) -> Iterator[Finding]:
    """Yield the documents that the criteria of a tier rest on and that are not in force."""
    for status in lapsed(tier.documents):
        yield Finding(FindingKind.DOCUMENT, tier.spec.name, status.spec.name, status)
