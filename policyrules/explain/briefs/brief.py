"""A decision in brief: one line for each entitlement, with its verdict and what makes it so.

In: `Outcomes`. Out: lines in Chinese or English, for a list on a screen or a column of a register. The sentences are those of
the page, without distances and without what a figure was computed from; why a tier is held or not stands on the page. What must
be said beside a verdict is said here too.
"""

from collections.abc import Iterable, Iterator, Sequence

from policyrules.diagnostics import Language
from policyrules.explain.causes import open_rows
from policyrules.explain.determination_page import determined
from policyrules.explain.determinations import Determination
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.page import criteria_told, is_told, standing_text, still_open
from policyrules.explain.reasons import Reason
from policyrules.explain.sentences import amount_text, caveat_text, superseded_text, truth_text, truth_words
from policyrules.explain.tiers import TierStatus
from policyrules.explain.verdicts import Caveat, Verdict
from policyrules.explain.words import CONDITIONS, say
from policyrules.source import unhidden
from policyrules.values.answers import Truth

Row = tuple[str, str]


def brief(outcomes: Outcomes, language: Language) -> Iterator[str]:
    """Yield a line for each entitlement, each tier whose criteria are known, and each value that the document determines."""
    yield from (outcome_brief(outcome, language) for outcome in outcomes.entitlements)
    yield from (tier_brief(tier, outcomes, language) for tier in outcomes.tiers if tier.standing is not None)
    yield from (determination_brief(one, outcomes, language) for one in outcomes.determinations)


def outcome_brief(outcome: Outcome, language: Language) -> str:
    """Say in one line what is decided about an entitlement, and why."""
    told = outcome.reasons(language, tiers_apart=True, brief=True)
    rows = [*_amount(outcome, language), *_open(outcome, language), *_caveats(outcome.caveats, language)]
    said = verdict_said(outcome, outcome.truth, language)
    return line(said, [*conditions(told, outcome.truth, language), *rows], language)


def verdict_said(outcome: Outcome, truth: Truth, language: Language) -> str:
    """Name an entitlement with a verdict: by its id, where another has its name."""
    spec = outcome.spec
    outline = outcome.decision.outline
    place = outline.places.get(spec.name)
    name = spec.name if place is not None and outline.entitlements[place] is spec else spec.id
    said = name + say("colon", language) + truth_words(truth, spec.modality, language)
    return said + say("brackets", language, text=say("verb", language, verb=spec.verb)) if spec.verb else said


def line(said: str, rows: Iterable[Row], language: Language) -> str:
    """Put a verdict and what is to be said of it in one line."""
    colon, stop = say("colon", language), say("stop", language)
    parts = [said, *(label + colon + text if label else text for label, text in rows)]
    end = say("end", language)
    # What was typed may hold ends of lines, and other characters that are not seen.
    return unhidden(stop.join(part.removesuffix(end) for part in parts) + end)


def conditions(told: Sequence[Reason], truth: Truth, language: Language) -> Iterator[Row]:
    """Yield the reasons by which something is true, or not, or open: without that, a condition would sound like a finding."""
    if told:
        yield CONDITIONS[truth][language], sentences(told, truth, language)


def sentences(told: Sequence[Reason], truth: Truth, language: Language) -> str:
    """Say reasons one after the other: of each that is not `truth`, how it stands; in square brackets what one rests on."""
    return say("semicolon", language).join(sentence(reason, truth, language) for reason in told)


def sentence(reason: Reason, truth: Truth, language: Language) -> str:
    """Say a reason of something that is `truth`."""
    text = reason.text
    if reason.truth is not truth:
        text = truth_text(reason.truth, language) + say("colon", language) + text
    if not reason.children:
        return text
    return text + say("square-brackets", language, text=sentences(reason.children, reason.truth, language))


def _amount(outcome: Outcome, language: Language) -> Iterator[Row]:
    if outcome.amount is not None and outcome.verdict is not Verdict.NOT_ENTITLED:
        yield say("amount" if outcome.amount.kind == "amount" else "rate_ceiling", language), amount_text(outcome, language)


def _open(outcome: Outcome, language: Language) -> Iterator[Row]:
    if outcome.truth is Truth.U:
        yield from still_open(outcome, language)


def _caveats(caveats: Iterable[Caveat], language: Language) -> Iterator[Row]:
    said = dict.fromkeys(caveat_text(caveat, language) for caveat in caveats)
    if said:
        yield say("caveat", language), say("semicolon", language).join(text.rstrip("。.；;") for text in said)


def tier_brief(tier: TierStatus, outcomes: Outcomes, language: Language) -> str:
    """Say where the enterprise stands with a tier, and what is missing to its criteria."""
    said = tier.spec.title + say("colon", language) + standing_text(tier, language)
    if not is_told(tier, outcomes):
        return line(said, [], language)
    told, rows = criteria_told(tier, language, brief=True)
    if rows is None:
        return line(said, [("", reason.text) for reason in told], language)
    truth = Truth.U if tier.qualifies is None else tier.qualifies
    gone = [(say("caveat", language), superseded_text(one, language)) for one in outcomes.superseded_by]
    said_of_it = [*rows, *_caveats(tier.caveats, language), *gone]
    return line(said, [*conditions(told, truth, language), *said_of_it], language)


def determination_brief(one: Determination, outcomes: Outcomes, language: Language) -> str:
    """Say what the document determines, and why where that is a truth."""
    title = say("clause-of", language, text=one.spec.title, clause=one.spec.clause)
    said = title + say("colon", language) + determined(one, language)
    rows = open_rows(one.open, one.scope.program, outcomes.unit_titles, language)
    if not isinstance(one.answer, Truth):
        return line(said, rows, language)
    told = outcomes.telling(language, brief=True).reasons(one.explanation, headed=True)
    return line(said, [*conditions(told, one.answer, language), *rows], language)
