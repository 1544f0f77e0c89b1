"""Verdicts, amounts and caveats in a sentence each.

In: the parts of an outcome. Out: strings in Chinese or English, which pages and the JSON document share.
"""

from datetime import timedelta
from fractions import Fraction

from policyrules.core.outline import DocumentSpec, Supersession
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountStatus, Position
from policyrules.explain.causes import cause, conflict
from policyrules.explain.documents import DocumentStanding, DocumentStatus
from policyrules.explain.findings import Finding, FindingKind
from policyrules.explain.outcome import Outcome
from policyrules.explain.phrases import exactly, number, range_text
from policyrules.explain.readings import ReadingTaken
from policyrules.explain.verdicts import Caveat, CaveatKind
from policyrules.explain.words import ENTITLED, NOT_ENTITLED, TRUTH, UNDETERMINED, say
from policyrules.values.answers import Truth
from policyrules.values.modality import Modality
from policyrules.values.types import Scalar


def truth_words(truth: Truth, modality: Modality, language: Language) -> str:
    """Call a verdict by its name, never more strongly than the document does."""
    words = {Truth.T: ENTITLED[modality], Truth.F: NOT_ENTITLED, Truth.U: UNDETERMINED}
    return words[truth][language]


def verdict_words(outcome: Outcome, language: Language) -> str:
    """Call the verdict of an outcome by its name."""
    return truth_words(outcome.truth, outcome.modality, language)


def option_text(taken: ReadingTaken, option: str) -> str:
    """Name an option by its title."""
    return taken.spec.option_titles.get(option) or option


def reading_title(taken: ReadingTaken) -> str:
    """Name a reading by its clause and its title."""
    return f"{taken.spec.clause or ''} {taken.spec.title or taken.spec.name}".strip()


def amount_text(outcome: Outcome, language: Language) -> str:
    """Say what is known of the amount or ceiling of an outcome that has one."""
    amount = outcome.amount
    assert amount is not None
    rate = amount.kind == "rate_ceiling"
    if amount.value is not None:
        shown = number(amount.value, amount.type, language)
        return say("rate-value", language, value=shown) if rate else shown
    if amount.status is AmountStatus.UNSTATED and not rate and amount.interval.high is not None:
        return say("amount-unstated-capped", language, cap=number(amount.interval.high, amount.type, language))
    if amount.status is AmountStatus.UNSTATED:
        return say("rate-unstated" if rate else "amount-unstated", language)
    program, units = outcome.decision.program, outcome.decision.unit_titles
    why = say("semicolon", language).join(cause(c, program, language, units) for c in amount.open.causes)
    if amount.indicative is not None:
        shown = number(amount.indicative, amount.type, language)
        return say("indicative", language, value=shown, why=why, date=outcome.decision.day.isoformat())
    if amount.status is AmountStatus.RANGE:
        said = range_text(amount.interval, amount.alternatives, amount.type, language)
    elif not amount.interval.low and amount.interval.high is None:
        said = say("amount-open", language)
    else:
        shown = range_text(amount.interval, amount.alternatives, amount.type, language)
        said = say("amount-open-bounded", language, range=shown)
    return said + (say("brackets", language, text=why) if why else "")


def position_text(outcome: Outcome, language: Language) -> str | None:
    """Say where the compared fact stands beside the ceiling; `None` where it was not given."""
    amount = outcome.amount
    if amount is None or amount.position is None or amount.compared is None:
        return None
    words = {"name": amount.compared_name, "value": number(amount.compared, amount.type, language), "clause": outcome.clause}
    match amount.position:
        case Position.ABOVE:
            return say("rate-above", language, **words)
        case Position.WITHIN:
            return say("rate-within", language, **words)
        case Position.UNDETERMINED:
            return say("rate-undetermined", language, **words)


def caveat_text(caveat: Caveat, language: Language) -> str:
    """Say a caveat."""
    match caveat.kind:
        case CaveatKind.VALIDITY_UNSTATED:
            return say("caveat-validity", language, tier=caveat.subject)
        case CaveatKind.TIER:
            return say("caveat-tier", language, tier=caveat.subject, note=caveat.detail)
        case CaveatKind.RATE_INDICATIVE:
            return say("caveat-rate", language)
        case CaveatKind.ONLY_DIRECTION:
            return say("caveat-direction", language, verb=caveat.subject)
        case CaveatKind.READING:
            return say("caveat-reading", language, reading=caveat.subject, option=caveat.detail)
        case CaveatKind.DOCUMENT:
            assert caveat.document is not None
            return document_text(caveat.document, language)
        case CaveatKind.NOTE:
            return caveat.subject


def document_title(spec: DocumentSpec, language: Language) -> str:
    """Cite another document by its title and its number."""
    if spec.number is None:
        return say("document-unnumbered", language, title=spec.title)
    return say("document", language, title=spec.title, number=spec.number)


def document_text(status: DocumentStatus, language: Language) -> str:
    """Say of a document that something rests on that it is not in force on the day."""
    words = {"document": document_title(status.spec, language), "since": status.since, "by": status.by}
    last = status.since - timedelta(days=1) if status.standing is DocumentStanding.ENDED and status.since else None
    return say(f"document-{status.standing.value}", language, **words, last=last)


def superseded_text(one: Supersession, language: Language) -> str:
    """Say of the policy itself that another document has taken its place."""
    return say("superseded-meanwhile", language, since=one.since.isoformat(), by=one.number)


def finding_text(finding: Finding, language: Language) -> str:
    """Say a finding."""
    match finding.kind:
        case FindingKind.AMOUNT_NOT_WHOLE:
            return say("finding-amount-not-whole", language, value=exactly(Fraction(finding.subject), Scalar.MONEY, language))
        case FindingKind.DOCUMENT:
            assert finding.document is not None
            return document_text(finding.document, language)
        case FindingKind.CONFLICT:
            assert finding.cause is not None
            return conflict(finding.cause, language)
        case FindingKind.SUPERSEDED:
            assert finding.since is not None
            return superseded_text(Supersession(finding.subject, finding.since), language)


def truth_text(truth: Truth, language: Language) -> str:
    """Say whether a line holds."""
    return TRUTH[truth][language]
