"""A decision as a page: what is said, in which order, without saying how it is laid out.

In: `Outcomes`. Out: blocks (headings, rows, tables, reasons) in Chinese or English, which `policyrules.explain.render` writes
as text or as Markdown. First a summary, then each measure; what several entitlements of a measure share is said once.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import cast

from policyrules.core.outline import MeasureSpec, Supersession
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountOutcome
from policyrules.explain.awards import amount_rows, effect_rows, total_rows
from policyrules.explain.blocks import Block, Heading, Paragraph, ReasonList, Rows, Table
from policyrules.explain.causes import open_rows, open_text
from policyrules.explain.determination_page import determination_blocks
from policyrules.explain.grounds import Grounds
from policyrules.explain.ladder import Standing, standing
from policyrules.explain.lines import ends_text
from policyrules.explain.missing import WhyOpen
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import DutyStatus, Outcomes
from policyrules.explain.phrases import exception_words
from policyrules.explain.readings import Dependence, ReadingTaken, shortened
from policyrules.explain.reasons import Reason, fails_otherwise
from policyrules.explain.score_page import score_blocks
from policyrules.explain.sentences import (
    amount_text,
    caveat_text,
    finding_text,
    option_text,
    position_text,
    reading_title,
    superseded_text,
    truth_words,
    verdict_words,
)
from policyrules.explain.tiers import TierStatus, tiers_of
from policyrules.explain.units import units_text
from policyrules.explain.verdicts import Caveat, CaveatKind, Verdict, of_tier
from policyrules.explain.words import ENTITLED, say
from policyrules.values.answers import Interval, Truth

#: Of criteria that are open for want of more facts than this, no more is told than these.
_FEW = 8


def decision_page(outcomes: Outcomes, language: Language) -> tuple[Block, ...]:
    """Return the whole decision."""
    return (
        *_head(outcomes, language),
        *_summary(outcomes, language),
        *_tier_section(outcomes, language),
        *_criteria_section(outcomes, language),
        *determination_blocks(outcomes.determinations, outcomes.unit_titles, language),
        *(block for score in outcomes.scores for block in score_blocks(score, outcomes.unit_titles, language)),
        *(block for measure in outcomes.outline.measures for block in _measure(outcomes, measure, language)),
        *_total(outcomes, language),
        *_duties(outcomes.duties, language),
        *_readings(outcomes, language),
        *_findings(outcomes, language),
    )


def outcome_page(outcome: Outcome, language: Language, *, whole: bool = False) -> tuple[Block, ...]:
    """Return all that is to be said of one entitlement; `whole` gives every line of its explanation."""
    told = outcome.all_reasons(language) if whole else outcome.reasons(language)
    return (
        *_head(outcome.decision, language),
        Heading(2, f"{outcome.measure.clause} {outcome.measure.title}".strip()),
        *_lead(outcome.measure, language),
        Heading(3, _called([outcome], language)),
        *_why([outcome], told, _rows_of_one(outcome, _tier_caveats(outcome), language), language),
        *(block for score in outcome.scores for block in score_blocks(score, outcome.decision.unit_titles, language)),
    )


def readings_page(outcomes: Outcomes, language: Language) -> tuple[Block, ...]:
    """Return which verdicts depend on how an ambiguity is read; those that depend alike are told together."""
    alike: dict[object, list[Dependence]] = {}
    for dependence in outcomes.dependences:
        if dependence.depends:
            alike.setdefault((dependence.readings, dependence.alternatives), []).append(dependence)
    return (
        Heading(2, say("readings-heading", language)),
        *(block for group in alike.values() for block in _dependence(outcomes, group, language)),
        *(() if alike else (Paragraph(say("readings-all-same", language)),)),
        *(Paragraph(say("readings-capped", language)) for _ in range(any(one.capped for one in outcomes.dependences))),
    )


def _dependence(outcomes: Outcomes, group: Sequence[Dependence], language: Language) -> Iterator[Block]:
    first = group[0]
    names = say("list", language).join(dependence.name for dependence in group)
    yield Heading(3, say("items", language, names=names, count=len(group)) if len(group) > 1 else names)
    rows = [(say("reading", language), reading_title(outcomes.reading(name))) for name in first.readings]
    modalities = dict.fromkeys(outcomes[dependence.id].modality for dependence in group)
    for alternative in shortened(first.alternatives):
        words = list(dict.fromkeys(truth_words(alternative.answer, modality, language) for modality in modalities))
        taken = (option_text(outcomes.reading(name), option) for name, option in alternative.options)
        label = words[0] if len(words) == 1 else say("conditions-met", language)
        rows.append((label, say("semicolon", language).join(taken)))
    yield Rows(tuple(rows))


# --- head and summary ---------------------------------------------------------------------------------------------------


def _head(decision: Grounds, language: Language) -> Iterator[Block]:
    outline = decision.outline
    yield Heading(1, outline.title)
    rows = [("number", outline.number), ("issuer", outline.issuer), ("in-force", _in_force(decision, language))]
    rows += [("supersedes", _supersessions(outline.supersedes, language))]
    rows += [("superseded-by", _supersessions(outline.superseded_by, language))]
    rows += [("enterprise", decision.enterprise), ("date", decision.day.isoformat())]
    rows += [("tiers", _tiers(tiers_of(decision), language))]
    yield Rows(tuple((say(label, language), text) for label, text in rows if text is not None))


def _supersessions(documents: Sequence[Supersession], language: Language) -> str | None:
    said = (say("supersession", language, number=one.number, since=one.since.isoformat()) for one in documents)
    return say("semicolon", language).join(said) or None


def _in_force(decision: Grounds, language: Language) -> str | None:
    """Say from when to when the policy is in force, and on which readings that rests."""
    window = decision.outline.in_force
    if window is None:
        return None
    ends = (window.first, window.last)
    first, last = (None if end is None else cast(Interval, decision.answers.values[end]) for end in ends)
    said = ends_text(first, last, language)
    rested_on = {one.spec.name: one for end in ends if end is not None for one in decision.readings_of(end)}
    taken = [
        say("by-reading", language, reading=one.spec.title or one.spec.name, option=option_text(one, one.option))
        for one in rested_on.values()
        if one.option is not None
    ]
    return said + say("brackets", language, text=say("semicolon", language).join(taken)) if taken else said


def _tiers(tiers: Sequence[TierStatus], language: Language) -> str | None:
    if not tiers:
        return None
    held = [tier.spec.title for tier in tiers if tier.held is Truth.T]
    unknown = [tier.spec.title for tier in tiers if tier.held is Truth.U]
    said = say("list", language).join(held) if held else say("none", language) if not unknown else ""
    if not unknown:
        return said
    if len(unknown) == len(tiers):
        return say("tiers-open", language)
    brackets = say("brackets", language, text=say("tiers-open", language))
    return say("semicolon", language).join(part for part in (said, say("list", language).join(unknown) + brackets) if part)


def _tier_section(outcomes: Outcomes, language: Language) -> Iterator[Block]:
    """Tell once why tiers are held or not; those of which there is no record are named together."""
    told: list[Reason] = []
    rows: list[tuple[str, str]] = []
    for tier in outcomes.tiers:
        if _is_examined(tier) and tier.explanation is not None:
            told += outcomes.telling(language).reasons(tier.explanation)
            rows += [(say("caveat", language), text) for text in _of_tier(tier, language)]
    rows += _other_tiers([tier for tier in outcomes.tiers if not _is_examined(tier)], outcomes, language)
    if told or rows:
        yield Heading(2, say("tiers-heading", language))
    if told:
        yield ReasonList(say("tier-held", language), tuple(told))
    if rows:
        yield Rows(tuple(rows))


def _criteria_section(outcomes: Outcomes, language: Language) -> Iterator[Block]:
    """Tell where the enterprise stands with each tier whose criteria are known, and how far it is from those that it lacks."""
    known = [tier for tier in outcomes.tiers if tier.standing is not None]
    if not known:
        return
    yield Heading(2, say("criteria-heading", language))
    rows = [(tier.spec.title, standing_text(tier, language)) for tier in known]
    if outcomes.next_tier is not None:
        rows.append((say("next-tier", language), _next_tier(outcomes.next_tier, outcomes.tiers, language)))
    rows += [(say("caveat", language), superseded_text(one, language)) for one in outcomes.superseded_by]
    yield Rows(tuple(rows))
    for tier in known:
        if is_told(tier, outcomes):
            yield from _criteria(tier, language)


def _next_tier(following: TierStatus, tiers: Sequence[TierStatus], language: Language) -> str:
    """Name the next tier, and those as high or higher that may be held already."""
    rank = following.spec.rank or 0
    held = [tier.spec.title for tier in tiers if tier.held is Truth.U and tier.spec.rank is not None and tier.spec.rank >= rank]
    if not held:
        return following.spec.title
    return say("next-tier-open", language, tier=following.spec.title, held=say("list", language).join(held))


def is_told(tier: TierStatus, outcomes: Outcomes) -> bool:
    """Say whether it is told why the criteria are met or not: of the next tier, of one that is held or above and lacks them."""
    following = outcomes.next_tier
    if tier == following or tier.standing is Standing.NO_LONGER_QUALIFIED:
        return True
    above = following is not None and (tier.spec.rank or 0) > (following.spec.rank or 0)
    return above and tier.standing is Standing.NEITHER


def criteria_told(
    tier: TierStatus, language: Language, *, brief: bool = False
) -> tuple[tuple[Reason, ...], list[tuple[str, str]] | None]:
    """Return why the criteria of a tier are met or not, and what keeps that open.

    Of criteria that are wide open, it is only told what is missing, and there are no rows to be told beside it.
    """
    why = tier.criteria_open
    facts = () if why is None else tuple(dict.fromkeys(path.partition("[")[0] for path in why.missing))
    if len(facts) > _FEW:
        missing = say("many-missing", language, count=len(facts), facts=say("list", language).join(facts))
        return (Reason(Truth.U, missing),), None
    program, units = tier.decision.program, tier.decision.unit_titles
    rows = [] if why is None or tier.qualifies is not Truth.U else [*open_rows(why, program, units, language)]
    return tier.criteria_reasons(language, brief=brief), rows


def _criteria(tier: TierStatus, language: Language) -> Iterator[Block]:
    """Tell the reasons, and what must be said beside them."""
    why, rows = criteria_told(tier, language)
    yield ReasonList(_criteria_title(tier, language), why)
    if rows is None:
        return
    told = _of_tier(tier, language) if _is_examined(tier) else ()
    said = (caveat_text(caveat, language) for caveat in tier.caveats)
    rows += [(say("caveat", language), text) for text in said if text not in told]
    if rows:
        yield Rows(tuple(rows), depth=1)


def _criteria_title(tier: TierStatus, language: Language) -> str:
    title = say("criteria-of", language, tier=tier.spec.title)
    return title if tier.spec.clause is None else say("clause-of", language, text=title, clause=tier.spec.clause)


def standing_text(tier: TierStatus, language: Language) -> str:
    """Say where an enterprise stands with a tier."""
    text = standing_words(tier.held, tier.qualifies or Truth.F, language)
    return text if tier.expires is None else text + valid_until(tier.expires, language)


def valid_until(day: date, language: Language) -> str:
    """Say, behind where an enterprise stands with a tier that is held, when the title ends."""
    ends = say("standing-expires", language, day=day.isoformat(), year=day.year)
    return say("semicolon", language) + ends


def standing_words(held: Truth, qualifies: Truth, language: Language) -> str:
    """Say where an enterprise stands with a tier; while that is open, which of the two is: if it is held, or if it is met."""
    stands = standing(held, qualifies)
    if stands is not Standing.OPEN:
        return say(f"standing-{stands}", language)
    if qualifies is not Truth.U:
        return say("standing-open-held", language, criteria=say(f"criteria-{qualifies is Truth.T}".lower(), language))
    if held is Truth.U:
        return say("standing-open", language)
    return say("standing-open-criteria", language, held=say(f"title-{held is Truth.T}".lower(), language))


def _other_tiers(tiers: Sequence[TierStatus], outcomes: Outcomes, language: Language) -> Iterator[tuple[str, str]]:
    for truth, label in ((Truth.F, "not-held"), (Truth.U, "open-held")):
        alike = [tier for tier in tiers if tier.held is truth]
        titles = say("list", language).join(tier.spec.title for tier in alike)
        why = WhyOpen(tuple(dict.fromkeys(one for tier in alike for one in tier.open.causes)))
        said = open_text(why, outcomes.program, outcomes.unit_titles, language)
        if titles:
            yield say(label, language), titles + (say("brackets", language, text=said) if said else "")


def _is_examined(tier: TierStatus) -> bool:
    """Say whether there is a record that the tier turns on."""
    return tier.explanation is not None and (tier.held is Truth.T or fails_otherwise(tier.explanation))


def _of_tier(tier: TierStatus, language: Language) -> tuple[str, ...]:
    return tuple(caveat_text(caveat, language) for caveat in of_tier(tier.spec))


def _summary(outcomes: Outcomes, language: Language) -> Iterator[Block]:
    if not outcomes.entitlements:
        return
    yield Heading(2, say("summary", language))
    header = tuple(say(name, language) for name in ("verdict", "clause", "entitlement", "unit"))
    yield Table(header, tuple(_summary_row(outcome, language) for outcome in outcomes.entitlements))
    yield from _unresolved(outcomes, language)
    yield from directions_note(outcomes.entitled, language)


def directions_note(entitled: Sequence[Outcome], language: Language) -> Iterator[Block]:
    """Say once which words in a table of verdicts are no more than directions of policy."""
    directions = dict.fromkeys(
        ENTITLED[outcome.modality][language]
        for outcome in entitled
        if any(caveat.kind is CaveatKind.ONLY_DIRECTION for caveat in outcome.caveats)
    )
    if directions:
        words = say("list", language).join(say("quoted", language, text=word) for word in directions)
        yield Paragraph(say("directions" if len(directions) == 1 else "directions-several", language, words=words))


def _unresolved(outcomes: Outcomes, language: Language) -> Iterator[Block]:
    """Say once which units depend on a fact that is not given."""
    units = {unit.name: unit for outcome in outcomes.entitlements for unit in outcome.units if not unit.resolved}
    if units:
        facts = say("list", language).join(dict.fromkeys(unit.by or "" for unit in units.values()))
        titles = say("list", language).join(unit.title for unit in units.values())
        yield Paragraph(say("units-unknown", language, facts=facts, units=titles))


def _summary_row(outcome: Outcome, language: Language) -> tuple[str, ...]:
    units = units_text(outcome.units, outcome.spec.responsible, language, brief=True)
    return verdict_words(outcome, language), outcome.clause, outcome.name, units


# --- measures -----------------------------------------------------------------------------------------------------------


def _measure(outcomes: Outcomes, measure: MeasureSpec, language: Language) -> Iterator[Block]:
    own = [outcome for outcome in outcomes.entitlements if outcome.spec.measure == measure.name]
    if not own:
        return
    yield Heading(2, f"{measure.clause} {measure.title}".strip())
    yield from _lead(measure, language)
    for group in _alike(own, language):
        first = group[0]
        told = first.reasons(language, tiers_apart=True)
        yield Heading(3, _called(group, language))
        if len(group) == 1:
            yield from _why(group, told, _rows_of_one(first, _shared_caveats(first), language), language)
            continue
        yield from _why(group, told, _shared_rows(first, _shared_caveats(first), language), language)
        if first.verdict is Verdict.NOT_ENTITLED:
            yield Rows(tuple(_in_short(outcome, language) for outcome in group))
            continue
        for outcome in group:
            yield Heading(4, _called([outcome], language))
            yield Rows(tuple(_details(outcome, language)), depth=1)


def _in_short(outcome: Outcome, language: Language) -> tuple[str, str]:
    """Say the quote and the units of an entitlement in one row."""
    quotes = "".join(say("quotation", language, text=quote) for quote in outcome.quotes)
    units = units_text(outcome.units, outcome.spec.responsible, language, brief=True)
    unit = say("unit", language) + say("colon", language) + units
    return outcome.name, quotes + say("semicolon", language) + unit


def _lead(measure: MeasureSpec, language: Language) -> Iterator[Block]:
    said = [*(("lead", quote) for quote in measure.lead), *(("quote", quote) for quote in measure.quotes)]
    rows = [(say(key, language), say("quotation", language, text=quote)) for key, quote in said]
    rows += [(say("caveat", language), note) for note in measure.notes]
    if rows:
        yield Rows(tuple(rows))


def _alike(outcomes: Sequence[Outcome], language: Language) -> list[list[Outcome]]:
    """Group the outcomes that have the same verdict for the same reasons, in the order of the document."""
    groups: dict[object, list[Outcome]] = {}
    for outcome in outcomes:
        key = (outcome.verdict, outcome.reasons(language, tiers_apart=True), outcome.open, _shared_caveats(outcome))
        groups.setdefault(key, []).append(outcome)
    return list(groups.values())


def _called(group: Sequence[Outcome], language: Language) -> str:
    """Name the outcomes with their verdict: `税务服务：可享受（原文用语“纳入”）`."""
    names = say("list", language).join(outcome.name for outcome in group)
    if len(group) > 1:
        names = say("items", language, names=names, count=len(group))
    words = dict.fromkeys(verdict_words(outcome, language) for outcome in group)
    text = names + say("colon", language) + say("list", language).join(words)
    if len(group) == 1 and group[0].verb:
        text += say("brackets", language, text=say("verb", language, verb=group[0].verb))
    return text


def _why(
    group: Sequence[Outcome], told: tuple[Reason, ...], rows: Sequence[tuple[str, str]], language: Language
) -> Iterator[Block]:
    if told:
        yield ReasonList(say("because" if len(group) == 1 else "because-shared", language), told)
    if rows:
        yield Rows(tuple(rows))


def _rows_of_one(outcome: Outcome, caveats: Sequence[Caveat], language: Language) -> list[tuple[str, str]]:
    return [*_shared_rows(outcome, caveats, language), *_details(outcome, language)]


def _shared_rows(outcome: Outcome, caveats: Sequence[Caveat], language: Language) -> list[tuple[str, str]]:
    return [*still_open(outcome, language), *((say("caveat", language), caveat_text(caveat, language)) for caveat in caveats)]


def still_open(outcome: Outcome, language: Language) -> Iterator[tuple[str, str]]:
    """Say in rows what is missing to a verdict, what else keeps it open, and the readings that were left open."""
    yield from open_rows(outcome.open, outcome.decision.program, outcome.decision.unit_titles, language)
    if outcome.open.readings:
        titles = (outcome.decision.reading(name).spec.title or name for name in outcome.open.readings)
        yield say("about-readings", language), say("semicolon", language).join(titles)


def _shared_caveats(outcome: Outcome) -> tuple[Caveat, ...]:
    """Return what is said of a whole group; notes on a tier stand with the tier."""
    kinds = (CaveatKind.VALIDITY_UNSTATED, CaveatKind.READING, CaveatKind.DOCUMENT)
    return tuple(caveat for caveat in outcome.caveats if caveat.kind in kinds)


def _tier_caveats(outcome: Outcome) -> tuple[Caveat, ...]:
    kinds = (CaveatKind.VALIDITY_UNSTATED, CaveatKind.TIER, CaveatKind.READING, CaveatKind.DOCUMENT)
    return tuple(caveat for caveat in outcome.caveats if caveat.kind in kinds)


def _details(outcome: Outcome, language: Language) -> Iterator[tuple[str, str]]:
    if outcome.title != outcome.name:
        yield say("content", language), outcome.title
    for quote in outcome.quotes:
        yield say("quote", language), say("quotation", language, text=quote)
    yield say("unit", language), units_text(outcome.units, outcome.spec.responsible, language)
    if outcome.amount is not None and outcome.verdict is not Verdict.NOT_ENTITLED:
        yield from _amount(outcome, outcome.amount, language)
        yield from effect_rows(outcome, language)
    for caveat in outcome.caveats:
        if caveat.kind is CaveatKind.NOTE:
            yield say("caveat", language), caveat_text(caveat, language)


# --- amounts ------------------------------------------------------------------------------------------------------------


def _amount(outcome: Outcome, amount: AmountOutcome, language: Language) -> Iterator[tuple[str, str]]:
    label = say("amount" if amount.kind == "amount" else "rate_ceiling", language)
    yield label, amount_text(outcome, language)
    yield from amount_rows(outcome, amount, language)
    for read in amount.exceptions:
        yield say("exception", language), exception_words(read, language)
    said = position_text(outcome, language)
    if said is not None:
        yield say("comparison", language), said


def _total(outcomes: Outcomes, language: Language) -> Iterator[Block]:
    """Tell what may be received altogether, where more than one award is to be told of, or a rule over awards."""
    total = outcomes.total
    if total is not None and (len(total.awards) + len(total.unstated) > 1 or total.rules):
        yield Heading(2, say("total", language))
        yield Rows(tuple(total_rows(outcomes, total, language)))


# --- duties, readings, findings -----------------------------------------------------------------------------------------


def _duties(duties: Sequence[DutyStatus], language: Language) -> Iterator[Block]:
    """Tell the duties of a clause together, under the units that share them."""
    grouped: dict[tuple[str, str], list[str]] = {}
    unknown = sum(duty.applies is Truth.U for duty in duties)
    for duty in duties:
        if duty.applies is Truth.T:
            units = units_text(duty.units, duty.spec.responsible, language, brief=True)
            grouped.setdefault((duty.spec.clause, units), []).append(_duty(duty, language))
    if duties:
        yield Heading(2, say("duties", language))
    if grouped:
        yield Paragraph(say("duties-note", language))
        yield Rows(tuple((clause, _with_units(titles, units, language)) for (clause, units), titles in grouped.items()))
    if unknown:
        yield Paragraph(say("duties-open-too" if grouped else "duties-open", language, count=unknown))


def _with_units(titles: Sequence[str], units: str, language: Language) -> str:
    return say("semicolon", language).join(titles) + say("brackets", language, text=units)


def _duty(duty: DutyStatus, language: Language) -> str:
    title, bearer = duty.spec.title, duty.spec.bearer
    if bearer is None or bearer in title:
        return title
    return say("concerns", language, bearer=bearer, title=title)


def _readings(outcomes: Outcomes, language: Language) -> Iterator[Block]:
    """Tell the readings that a verdict on this page rests on."""
    relied = {taken.spec.name for outcome in outcomes.entitlements for taken in outcome.readings}
    relied |= {name for outcome in outcomes.entitlements for name in outcome.open.readings}
    relied |= {taken.spec.name for tier in outcomes.tiers for taken in tier.readings}
    told = [taken for taken in outcomes.readings if taken.spec.name in relied]
    if told:
        yield Heading(2, say("readings", language))
        yield Rows(tuple(_reading(taken, language) for taken in told))


def _reading(taken: ReadingTaken, language: Language) -> tuple[str, str]:
    if taken.option is None:
        said = say("reading-open", language)
    else:
        how = say("reading-default" if taken.is_default else "reading-chosen", language)
        said = option_text(taken, taken.option) + say("brackets", language, text=how)
    return reading_title(taken), said


def _findings(outcomes: Outcomes, language: Language) -> Iterator[Block]:
    if outcomes.findings:
        yield Heading(2, say("findings", language))
        yield Rows(tuple((finding.about, finding_text(finding, language)) for finding in outcomes.findings))
