"""Awards and the total in sentences.

In: amounts with their steps, records and stages, and the total. Out: rows of strings in Chinese or English, which pages and the
JSON document share. No sentence says that an amount is due: that is for the verdict to say.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from policyrules.core.outline import RuleKind, StepKind
from policyrules.core.program import Cause, CauseKind, Program
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountOutcome, AmountStatus
from policyrules.explain.causes import cause
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import Outcomes
from policyrules.explain.phrases import fact_path, number, plain, range_text, record_name, value
from policyrules.explain.reasons import reasons
from policyrules.explain.steps import RecordAmount, StageAmount, StepOutcome, exceeds
from policyrules.explain.totals import AwardInTotal, Cited, Effects, Member, RuleOutcome, TotalOutcome
from policyrules.explain.verdicts import CaveatKind
from policyrules.explain.words import NOT_ENTITLED, UNDETERMINED, say
from policyrules.values.answers import Interval, Truth
from policyrules.values.types import Scalar

T, U, F = Truth.T, Truth.U, Truth.F

#: So many records are told one by one on a page; the JSON document has them all.
MOST_RECORDS = 30

Rows = Iterator[tuple[str, str]]


def money(interval: Interval | None, language: Language) -> str:
    """Say an amount of money."""
    return "" if interval is None else value(interval, Scalar.MONEY, language)


# --- one award ----------------------------------------------------------------------------------------------------------


def amount_rows(outcome: Outcome, amount: AmountOutcome, language: Language) -> Rows:
    """Say how an amount comes about, what each record gives, and in which stages it is paid."""
    told = len(amount.steps) > 1 or any(step.changes is T for step in amount.steps)
    if told and amount.status is not AmountStatus.UNSTATED:
        yield say("steps", language), steps_text(amount.steps, language)
    for record in amount.records[:MOST_RECORDS]:
        yield say("by-record", language), record_text(outcome, record, language)
    if len(amount.records) > MOST_RECORDS:
        yield say("by-record", language), say("more-records", language, count=len(amount.records) - MOST_RECORDS)
    if amount.stages:
        yield say("stages", language), say("semicolon", language).join(stage_texts(amount, language))


def steps_text(steps: Sequence[StepOutcome], language: Language) -> str:
    """Say the steps of an amount one after the other."""
    return say("semicolon", language).join(step_text(step, language) for step in steps)


def step_text(step: StepOutcome, language: Language) -> str:
    """Say one step of an amount."""
    words = {"after": money(step.after, language), "operand": money(step.operand, language)}
    match step.kind:
        case StepKind.BASE:
            below = "-below-zero" if step.changes is T else ""
            return say(f"step-base{below}", language, text=plain(step.text), **words)
        case StepKind.SUM:
            return say("step-sum", language, **words)
        case StepKind.SHARE:
            return _share(step, words["after"], language)
        case _:
            how = {T: "", F: "-within", U: "-open"}[step.changes]
            return say(f"step-{step.kind.value}{how}", language, **words)


def _share(step: StepOutcome, after: str, language: Language) -> str:
    share, year = step.operand, step.year
    if share is None or year is None or share.point is None or year.point is None:
        return say("step-share-open", language, after=after)
    if share.point == 0:
        return say("step-share-early" if year.point < 1 else "step-share-none", language, after=after, year=int(year.point))
    shown = number(share.point, Scalar.PERCENT, language)
    return say("step-share", language, year=int(year.point), share=shown, after=after)


def record_text(outcome: Outcome, record: RecordAmount, language: Language) -> str:
    """Say of one record whether it counts, how much it gives and what is missing."""
    name = record_name(record.record, language) + say("colon", language)
    if record.counts is F:
        why = say("comma", language).join(_why_not(outcome, record, language))
        return name + NOT_ENTITLED[language] + (say("brackets", language, text=why) if why else "")
    said = money(record.amount, language)
    if record.counts is U:
        said = UNDETERMINED[language] + say("comma", language) + said
    if len(record.steps) > 1 or any(step.changes is T for step in record.steps):
        said += say("brackets", language, text=steps_text(record.steps, language))
    if record.missing:
        paths = (fact_path(path, outcome.decision.program, language) for path in record.missing)
        said += say("semicolon", language) + say("missing", language) + say("colon", language)
        said += say("list", language).join(paths)
    return name + said


def _why_not(outcome: Outcome, record: RecordAmount, language: Language) -> tuple[str, ...]:
    """Return the reasons why a record does not count, where they are its own."""
    told = outcome.records.get(record.record.path)
    if told is None:
        return ()
    titles = outcome.decision.tier_titles
    return tuple(reason.text for child in told.decisive for reason in reasons(child, language, titles))


def stage_texts(amount: AmountOutcome, language: Language) -> tuple[str, ...]:
    """Say each stage of a payment with its share, and its amount where that is known at all."""
    return tuple(_stage(stage, language) for stage in amount.stages)


def _stage(stage: StageAmount, language: Language) -> str:
    share = number(stage.share, Scalar.PERCENT, language)
    if stage.amount.high is None:
        return say("stage-share", language, name=stage.name, share=share)
    return say("stage", language, name=stage.name, share=share, amount=money(stage.amount, language))


# --- the total ----------------------------------------------------------------------------------------------------------


def total_rows(outcomes: Outcomes, total: TotalOutcome, language: Language) -> Rows:
    """Say the total, what it is made of, what is dropped or cut by which rule, and what is outside of it."""
    yield say("total", language), total_text(outcomes.program, outcomes.unit_titles, total, language)
    yield from combination_rows(total, language)
    yield from direction_rows([outcomes[award.id] for award in total.awards if award.is_given], language)


def combination_rows(total: TotalOutcome, language: Language) -> Rows:
    """Say which awards a total is made of, what is dropped or cut by which rule, and what is outside of it."""
    given = [award for award in total.awards if award.is_given]
    for label in ("total-counted", "total-tied", "total-open", "total-dropped"):
        for award in given:
            if _label(award) == label:
                yield say(label, language), award_text(award, language)
    if not given:
        yield say("total-counted", language), say("total-nothing", language)
    for award in total.beside:
        if award.is_given:
            yield say("total-beside", language), amount_in_total(award, language)
    for rule in total.rules:
        if rule.applies is not F:
            yield say("total-rule", language), rule_text(rule, language)
    unstated = say("list", language).join(cited_text(award.cited, language) for award in total.unstated if award.is_given)
    if unstated:
        yield say("total-unstated", language), say("total-unstated-names", language, names=unstated)


def _label(award: AwardInTotal) -> str:
    if award.counts is T:
        return "total-tied" if award.effects.tied_by else "total-counted"
    return "total-open" if award.counts is U else "total-dropped"


def direction_rows(found: Sequence[Outcome], language: Language) -> Rows:
    """Say once which awards are no more than directions of policy."""
    soft = [one for one in found if any(caveat.kind is CaveatKind.ONLY_DIRECTION for caveat in one.caveats)]
    if soft:
        names, verbs = (
            say("list", language).join(words)
            for words in ((one.name for one in soft), dict.fromkeys(say("quoted", language, text=one.verb) for one in soft))
        )
        yield say("caveat", language), say("total-direction", language, names=names, verbs=verbs)


def total_text(program: Program, units: Mapping[str, str], total: TotalOutcome, language: Language) -> str:
    """Say the total, and what keeps it open; `units` are the names of units that may have to decide."""
    without_bounds = total.interval == Interval(Fraction(0), None)
    said = say("amount-open", language) if without_bounds else _ranged(total, language)
    if total.value is not None or not total.open.causes:
        return said
    why = say("semicolon", language).join(_why_open(program, units, one, language) for one in total.open.causes)
    return said + say("brackets", language, text=why)


def _why_open(program: Program, units: Mapping[str, str], why: Cause, language: Language) -> str:
    """Say what keeps the total open; of an amount that is not stated, which one."""
    if why.kind is CauseKind.UNSTATED:
        return say("total-unstated-names", language, names=why.subject)
    return cause(why, program, language, units)


def cited_text(cited: Cited, language: Language) -> str:
    """Name an award, with its document and clause where these have to be said."""
    return cited.name if cited.document is None else cited.name + say("brackets", language, text=cited.document)


def award_text(award: AwardInTotal, language: Language) -> str:
    """Say an award with its amount, and by which rule it is dropped."""
    said = amount_in_total(award, language)
    if award.effects.dropped_by is None:
        return said
    return said + say("colon", language) + rule_place(award.effects.dropped_by, language)


def amount_in_total(award: AwardInTotal, language: Language) -> str:
    """Say an award with its amount."""
    amount = say("amount-unstated", language) if award.is_unstated else _ranged(award, language)
    return say("total-award", language, name=cited_text(award.cited, language), amount=amount)


def _ranged(one: AwardInTotal | TotalOutcome, language: Language) -> str:
    interval = one.amount if isinstance(one, AwardInTotal) else one.interval
    return range_text(interval, one.alternatives, Scalar.MONEY, language)


def rule_place(rule: RuleOutcome, language: Language) -> str:
    """Name a rule, and where it stands."""
    place = " ".join(part for part in (rule.place.document, rule.place.name) if part)
    return say("rule-at", language, rule=say(f"rule-name-{rule.spec.kind.value}", language), place=place)


def rule_text(rule: RuleOutcome, language: Language) -> str:
    """Say what a rule makes of the awards that it governs."""
    return f"{rule_place(rule, language)}{say('colon', language)}{rule_effect(rule, language)}"


def effect_rows(outcome: Outcome, language: Language) -> Rows:
    """Say beside an award by which rules it is not added to the others, may not be, or is cut with them."""
    total = outcome.decision.total
    for award in () if total is None else total.awards:
        if award.id == outcome.id and award.is_given:
            for label, rule in _effects(outcome, award.effects):
                yield say(label, language), rule_text(rule, language)


def _effects(outcome: Outcome, effects: Effects) -> Iterator[tuple[str, RuleOutcome]]:
    if effects.dropped_by is not None:
        yield "total-dropped", effects.dropped_by
        return
    may_drop = [rule for rule in effects.open_by if not _counts_if_given(outcome, rule)]
    yield from (("total-tied", rule) for rule in effects.tied_by)
    yield from (("total-perhaps-dropped", rule) for rule in may_drop)
    yield from (("total-cut", rule) for rule in effects.cut_by if rule not in (*effects.tied_by, *may_drop))


def _counts_if_given(outcome: Outcome, rule: RuleOutcome) -> bool:
    """Say whether an award is the highest under a rule for certain, should it be given."""
    least = None if outcome.amount is None else outcome.amount.interval.low
    others = [member.amount.high for member in rule.members if [award.id for award in member.awards] != [outcome.id]]
    return len(others) < len(rule.members) and all(high is not None and least is not None and high <= least for high in others)


def rule_effect(rule: RuleOutcome, language: Language) -> str:
    """Say what a rule does in this case."""
    if rule.applies is F:
        return say("rule-none", language)
    words = {"before": money(rule.before, language), "after": money(rule.after, language)}
    words["operand"] = money(rule.operand, language)
    return say(f"rule-{rule.spec.kind.value}{_variant(rule)}", language, winners=_members(rule.winners, language), **words)


def _variant(rule: RuleOutcome) -> str:
    """Return which of the sentences about a rule fits."""
    if rule.spec.kind is RuleKind.TOTAL_CAP:
        beside = "" if all(member.counted for member in rule.members) else "-beside"
        if rule.applies is U:
            return f"{beside}-open"
        is_above = rule.operand is not None and exceeds(rule.after, rule.operand) is T
        return "-above" if is_above else beside
    if not rule.winners:
        return "-open"
    if not any(member.counted for member in rule.winners):
        return "-elsewhere"
    return "-received-open" if rule.operand is not None and rule.operand.point is None else ""


def _members(members: Sequence[Member], language: Language) -> str:
    """Name the members that count, all of them where they are equally high."""
    names = [say("list", language).join(cited_text(one, language) for one in member.awards) for member in members]
    said = say("list", language).join(names)
    return say("total-ties", language, names=said) if len(names) > 1 else said
