"""The decision as one JSON document: `"schema": "policyrules/decision/1"`.

In: `Outcomes`. Out: plain data with stable keys, described by `decision.schema.json` beside this module. Exact values are
strings: a date as it is written, money in 分, a rate as a ratio; what is said for people stands beside them.
"""

import json
from collections.abc import Collection, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from policyrules.core.outline import Supersession
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountOutcome
from policyrules.explain.awards import record_text, step_text
from policyrules.explain.determination_page import determined
from policyrules.explain.determinations import Determination, Step
from policyrules.explain.document_parts import (
    TRUTHS,
    Json,
    comparison_data,
    exact,
    exact_value,
    exceptions_data,
    interval_data,
    open_data,
    placement_data,
)
from policyrules.explain.documents import DocumentStatus
from policyrules.explain.findings import Finding
from policyrules.explain.gaps import Gap
from policyrules.explain.grounds import WindowStatus
from policyrules.explain.missing import WhyOpen
from policyrules.explain.outcome import Outcome
from policyrules.explain.outcomes import DutyStatus, Outcomes
from policyrules.explain.phrases import fact_path, plain, value
from policyrules.explain.readings import Dependence, ReadingTaken
from policyrules.explain.reasons import flat, reasons
from policyrules.explain.scores import ScoreStatus
from policyrules.explain.sentences import (
    amount_text,
    caveat_text,
    finding_text,
    option_text,
    position_text,
    truth_words,
    verdict_words,
)
from policyrules.explain.steps import RecordAmount, StageAmount, StepOutcome
from policyrules.explain.tiers import TierStatus
from policyrules.explain.total_document import total_data
from policyrules.explain.tree_document import Trees
from policyrules.explain.units import ResolvedUnit, unit_text
from policyrules.explain.verdicts import VERDICTS, Caveat
from policyrules.values.answers import Symbol, Truth, point
from policyrules.values.quantity import decimal_text
from policyrules.values.types import Scalar

SCHEMA = "policyrules/decision/1"


@cache
def decision_schema() -> Mapping[str, Any]:
    """Return the JSON Schema of the document."""
    text = (files("policyrules.explain") / "decision.schema.json").read_text("utf-8")
    schema: Mapping[str, Any] = json.loads(text)
    return schema


def document(
    outcomes: Outcomes, language: Language, *, explanations: bool | Collection[Outcome] = False, all_readings: bool = False
) -> Json:
    """Return the decision as data; the explanation trees, of all or of some, and what other readings would give, when asked."""
    total, trees = outcomes.total, Trees(language)
    explained = explanations if isinstance(explanations, Collection) else outcomes.entitlements if explanations else ()
    data = {
        "schema": SCHEMA,
        "language": language,
        "policy": _policy(outcomes),
        "date": outcomes.day.isoformat(),
        "enterprise": outcomes.enterprise,
        "readings": [_reading(taken) for taken in outcomes.readings],
        "tiers": [_tier(tier, language) for tier in outcomes.tiers],
        "next_tier": None if outcomes.next_tier is None else outcomes.next_tier.spec.name,
        "determinations": [_determination(one, outcomes, language) for one in outcomes.determinations],
        "scores": [_score(score, outcomes, language) for score in outcomes.scores],
        "entitlements": [
            _entitlement(outcome, language, trees if outcome in explained else None) for outcome in outcomes.entitlements
        ],
        "total": None if total is None else total_data(outcomes.program, outcomes.unit_titles, total, language),
        "duties": [_duty(duty, language) for duty in outcomes.duties],
        "findings": [_finding(finding, language) for finding in outcomes.findings],
    }
    if all_readings:
        data["all_readings"] = [_dependence(outcomes, one, language) for one in outcomes.dependences]
    return data


def _policy(outcomes: Outcomes) -> Json:
    outline = outcomes.outline
    return {
        "name": outline.name,
        "title": outline.title,
        "number": outline.number,
        "issuer": outline.issuer,
        "issued": outline.issued.isoformat() if outline.issued else None,
        "digest": outline.digest,
        "in_force": None if outline.in_force is None else _window(outcomes.window(outline.in_force)),
        "supersedes": [_supersession(one) for one in outline.supersedes],
        "superseded_by": [_supersession(one) for one in outline.superseded_by],
    }


def _supersession(one: Supersession) -> Json:
    return {"number": one.number, "since": one.since.isoformat()}


def _other(status: DocumentStatus) -> Json:
    return {
        "name": status.spec.name,
        "title": status.spec.title,
        "number": status.spec.number,
        "standing": status.standing.value,
        "since": status.since.isoformat() if status.since else None,
        "by": status.by,
    }


def _window(window: WindowStatus) -> Json:
    return {
        "first": window.first.isoformat() if window.first else None,
        "last": window.last.isoformat() if window.last else None,
        "holds": TRUTHS[window.holds],
        "of_policy": window.of_policy,
        "superseded_by": window.superseded_by,
    }


def _reading(taken: ReadingTaken) -> Json:
    return {
        "name": taken.spec.name,
        "title": taken.spec.title,
        "clause": taken.spec.clause,
        "option": taken.option,
        "option_title": None if taken.option is None else option_text(taken, taken.option),
        "default": taken.is_default,
        "why": taken.spec.why,
    }


def _tier(tier: TierStatus, language: Language) -> Json:
    return {
        "name": tier.spec.name,
        "title": tier.spec.title,
        "rank": tier.spec.rank,
        "clause": tier.spec.clause,
        "held": TRUTHS[tier.held],
        **open_data(tier.open, tier.decision, language),
        "validity_months": tier.spec.validity_months,
        "expires": None if tier.expires is None else tier.expires.isoformat(),
        "review_year": tier.review_year,
        "criteria": None if tier.qualifies is None else _criteria(tier, tier.qualifies, language),
    }


def _criteria(tier: TierStatus, qualifies: Truth, language: Language) -> Json:
    """Return whether the criteria of a tier are met, beside whether it is held."""
    why = tier.criteria_open
    return {
        "met": TRUTHS[qualifies],
        "standing": tier.standing,
        "because": list(flat(tier.criteria_reasons(language))),
        **open_data(why or WhyOpen(), tier.decision, language),
        "gaps": [_gap(gap, language) for gap in tier.gaps],
        "readings": [taken.spec.name for taken in tier.readings],
        "documents": [_other(status) for status in tier.documents],
        "caveats": [_caveat(caveat, language) for caveat in tier.caveats],
    }


# --- what the document determines, and scores -------------------------------------------------------------------------


def _determination(one: Determination, outcomes: Outcomes, language: Language) -> Json:
    return {
        "name": one.spec.name,
        "title": one.spec.title,
        "clause": one.spec.clause,
        "value": exact_value(one.answer, one.type),
        "words": determined(one, language),
        "alternatives": _alternatives(one),
        "because": list(flat(reasons(one.explanation, language, {}, headed=True))),
        "steps": [_basis(step, language) for step in one.steps],
        **open_data(one.open, outcomes, language),
        "quotes": list(one.spec.quotes),
    }


def _alternatives(one: Determination) -> list[str]:
    """Return the few values that an open one can still be."""
    if isinstance(one.answer, Symbol):
        return list(one.names) if one.answer.value is None else []
    return [str(exact_value(point(number), one.type)) for number in one.alternatives]


def _basis(step: Step, language: Language) -> Json:
    """Return a definition on the way to a value, and where its table was read, if it has one."""
    return {
        "title": step.title,
        "clause": step.clause,
        "value": exact_value(step.answer, step.type),
        "words": value(step.answer, step.type, language, bounded=step.bounded),
        "placement": None if step.placement is None else placement_data(step.placement, language),
    }


def _score(score: ScoreStatus, outcomes: Outcomes, language: Language) -> Json:
    """Return a score, a group of it or an indicator; what it does not have is `null`, or empty."""
    return {
        "kind": score.spec.kind,
        "name": score.spec.name,
        "title": score.spec.title,
        "clause": score.spec.clause,
        "low": exact(score.points.low),
        "high": exact(score.points.high),
        "maximum": exact(score.spec.maximum),
        "minimum": exact(score.spec.minimum),
        "reached": None if score.reaches is None else TRUTHS[score.reaches],
        "pass_mark": exact(score.spec.pass_mark),
        "passed": None if score.passed is None else TRUTHS[score.passed],
        "placement": None if score.placement is None else placement_data(score.placement, language),
        **open_data(score.open, outcomes, language),
        "quotes": list(score.spec.quotes),
        "parts": [_score(part, outcomes, language) for part in score.parts],
    }


# --- entitlements -------------------------------------------------------------------------------------------------------


def _entitlement(outcome: Outcome, language: Language, trees: "Trees | None") -> Json:
    data = {
        "id": outcome.id,
        "name": outcome.name,
        "title": outcome.title,
        "measure": outcome.measure.name,
        "measure_title": outcome.measure.title,
        "clause": outcome.clause,
        "verb": outcome.verb,
        "modality": outcome.modality.value,
        "verdict": outcome.verdict.value,
        "verdict_words": verdict_words(outcome, language),
        "amount": None if outcome.amount is None else _amount(outcome, outcome.amount, language),
        "units": [_unit(unit, language) for unit in outcome.units],
        "windows": [_window(window) for window in outcome.windows],
        "because": list(flat(outcome.reasons(language))),
        "missing_words": [fact_path(path, outcome.decision.program, language) for path in outcome.missing],
        **open_data(outcome.open, outcome.decision, language),
        "open_readings": list(outcome.open.readings),
        "gaps": [_gap(gap, language) for gap in outcome.gaps],
        "quotes": list(outcome.quotes),
        "lead": list(outcome.spec.lead),
        "readings": [taken.spec.name for taken in outcome.readings],
        "documents": [_other(status) for status in outcome.documents],
        "caveats": [_caveat(caveat, language) for caveat in outcome.caveats],
    }
    if trees is not None:
        data["explanation"] = trees.tree(outcome.explanation, decisive=True)
    return data


def _amount(outcome: Outcome, amount: AmountOutcome, language: Language) -> Json:
    return {
        "kind": amount.kind,
        "status": amount.status.value,
        "unit": "分" if amount.type is Scalar.MONEY else "ratio" if amount.type in (Scalar.PERCENT, Scalar.RATIO) else "number",
        "value": exact(amount.value),
        "low": exact(amount.interval.low),
        "high": exact(amount.interval.high),
        "alternatives": [exact(one) for one in amount.alternatives],
        "indicative": exact(amount.indicative),
        "words": amount_text(outcome, language),
        "exceptions": [exceptions_data(read, language) for read in amount.exceptions],
        **open_data(amount.open, outcome.decision, language),
        "compared": None
        if amount.compared is None
        else {
            "fact": amount.compared_name,
            "value": exact(amount.compared),
            "position": amount.position.value if amount.position else None,
            "words": position_text(outcome, language),
        },
        "steps": [_step(step, language) for step in amount.steps],
        "records": [_record(outcome, record, language) for record in amount.records],
        "stages": [_stage(stage) for stage in amount.stages],
    }


def _step(step: StepOutcome, language: Language) -> Json:
    return {
        "kind": step.kind.value,
        **interval_data(step.after),
        "operand": None if step.operand is None else interval_data(step.operand),
        "year": None if step.year is None or step.year.point is None else int(step.year.point),
        "changes": TRUTHS[step.changes],
        "words": step_text(step, language),
    }


def _record(outcome: Outcome, record: RecordAmount, language: Language) -> Json:
    return {
        "record": record.record.path,
        "counts": TRUTHS[record.counts],
        **interval_data(record.amount),
        "steps": [_step(step, language) for step in record.steps],
        "missing": list(record.missing),
        "words": record_text(outcome, record, language),
    }


def _stage(stage: StageAmount) -> Json:
    return {"name": stage.name, "share": decimal_text(stage.share), **interval_data(stage.amount)}


def _unit(unit: ResolvedUnit, language: Language) -> Json:
    return {
        "name": unit.name,
        "title": unit.title,
        "written": unit.written,
        "inferred": unit.inferred,
        "by": unit.by,
        "value": unit.value,
        "resolved": unit.resolved,
        "words": unit_text(unit, language),
    }


def _caveat(caveat: Caveat, language: Language) -> Json:
    about = None if caveat.document is None else _other(caveat.document)
    return {"kind": caveat.kind.value, "subject": caveat.subject, "words": caveat_text(caveat, language), "document": about}


def _gap(gap: Gap, language: Language) -> Json:
    return {"line": plain(gap.label), "record": gap.record, **comparison_data(gap.comparison, language)}


# --- duties, findings, readings -----------------------------------------------------------------------------------------


def _duty(duty: DutyStatus, language: Language) -> Json:
    return {
        "id": duty.spec.id,
        "name": duty.spec.name,
        "title": duty.spec.title,
        "measure": duty.spec.measure,
        "clause": duty.spec.clause,
        "verb": duty.spec.verb,
        "modality": duty.spec.modality.value,
        "applies": TRUTHS[duty.applies],
        "bearer": duty.spec.bearer,
        "units": [_unit(unit, language) for unit in duty.units],
        "quotes": list(duty.spec.quotes),
    }


def _finding(finding: Finding, language: Language) -> Json:
    return {
        "kind": finding.kind.value,
        "about": finding.about,
        "subject": finding.subject,
        "words": finding_text(finding, language),
        "document": None if finding.document is None else _other(finding.document),
    }


def _dependence(outcomes: Outcomes, dependence: Dependence, language: Language) -> Json:
    modality = outcomes[dependence.id].modality
    return {
        "entitlement": dependence.id,
        "depends": dependence.depends,
        "readings": list(dependence.readings),
        "alternatives": [
            {
                "options": dict(alternative.options),
                "verdict": VERDICTS[alternative.answer].value,
                "verdict_words": truth_words(alternative.answer, modality, language),
            }
            for alternative in dependence.alternatives
        ],
        "capped": dependence.capped,
    }
