"""The decision as one JSON document: `"schema": "policyrules/decision/1"`.

In: `Outcomes`. Out: plain data with stable keys, described by `decision.schema.json` beside this module. Exact values are
strings: a date as it is written, money in 分, a rate as a ratio; what is said for people stands beside them.
"""

import json
from collections.abc import Collection, Mapping
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from policyrules.core.outline import Supersession
from policyrules.core.program import Cause, Program
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountOutcome
from policyrules.explain.awards import amount_in_total, award_text, record_text, rule_effect, step_text, total_text
from policyrules.explain.causes import cause
from policyrules.explain.determination_page import determined
from policyrules.explain.determinations import Determination, Step
from policyrules.explain.documents import DocumentStatus
from policyrules.explain.exceptions import ExceptionsRead
from policyrules.explain.explanation import Explanation, Period
from policyrules.explain.lines import next_row
from policyrules.explain.missing import WhyOpen
from policyrules.explain.operands import Comparison, Operand
from policyrules.explain.operands import Gap as Distance
from policyrules.explain.outcomes import (
    Caveat,
    DutyStatus,
    Finding,
    Gap,
    Outcome,
    Outcomes,
    ReadingTaken,
    TierStatus,
    WindowStatus,
)
from policyrules.explain.phrases import distance, exception_words, fact_path, operand_name, plain, requirement, value
from policyrules.explain.placements import NextRow, Placement
from policyrules.explain.readings import Dependence
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
from policyrules.explain.totals import AwardInTotal, Effects, RuleOutcome, TotalOutcome
from policyrules.explain.units import ResolvedUnit, unit_text
from policyrules.values.answers import Answer, Interval, Symbol, Truth, point
from policyrules.values.quantity import decimal_text
from policyrules.values.types import OptionalType, Scalar, Type

SCHEMA = "policyrules/decision/1"

Json = dict[str, Any]

_TRUTHS = {Truth.T: True, Truth.F: False, Truth.U: None}
_VERDICTS = {Truth.T: "entitled", Truth.F: "not_entitled", Truth.U: "undetermined"}


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
    total, trees = outcomes.total, _Trees(language)
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
        "holds": _TRUTHS[window.holds],
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
        "held": _TRUTHS[tier.held],
        **_open(tier.open, tier.decision, language),
        "validity_months": tier.spec.validity_months,
        "expires": None if tier.expires is None else tier.expires.isoformat(),
        "review_year": tier.review_year,
        "criteria": None if tier.qualifies is None else _criteria(tier, tier.qualifies, language),
    }


def _criteria(tier: TierStatus, qualifies: Truth, language: Language) -> Json:
    """Return whether the criteria of a tier are met, beside whether it is held."""
    why = tier.criteria_open
    return {
        "met": _TRUTHS[qualifies],
        "standing": tier.standing,
        "because": list(flat(tier.criteria_reasons(language))),
        **_open(why or WhyOpen(), tier.decision, language),
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
        **_open(one.open, outcomes, language),
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
        "words": value(step.answer, step.type, language),
        "placement": None if step.placement is None else _placement(step.placement, language),
    }


def _score(score: ScoreStatus, outcomes: Outcomes, language: Language) -> Json:
    """Return a score, a group of it or an indicator; what it does not have is `null`, or empty."""
    return {
        "kind": score.spec.kind,
        "name": score.spec.name,
        "title": score.spec.title,
        "clause": score.spec.clause,
        "low": _exact(score.points.low),
        "high": _exact(score.points.high),
        "maximum": _exact(score.spec.maximum),
        "minimum": _exact(score.spec.minimum),
        "reached": None if score.reaches is None else _TRUTHS[score.reaches],
        "pass_mark": _exact(score.spec.pass_mark),
        "passed": None if score.passed is None else _TRUTHS[score.passed],
        "placement": None if score.placement is None else _placement(score.placement, language),
        **_open(score.open, outcomes, language),
        "quotes": list(score.spec.quotes),
        "parts": [_score(part, outcomes, language) for part in score.parts],
    }


def _placement(read: Placement, language: Language) -> Json:
    """Return what a table was read by, the rows that can still count, and the next row that gives more."""
    return {
        "keys": [_operand(key, language) for key in read.keys],
        "rows": [row.text for row in read.rows],
        "met": list(read.met),
        "among": [{"name": name, "placement": _placement(one, language)} for name, one in read.among],
        "next": None if read.next is None else _next_row(read.next, language),
    }


def _next_row(one: NextRow, language: Language) -> Json:
    return {"row": one.row.text, "distance": _distance(one.gap, language), "words": next_row(one, language)}


# --- entitlements -------------------------------------------------------------------------------------------------------


def _entitlement(outcome: Outcome, language: Language, trees: "_Trees | None") -> Json:
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
        **_open(outcome.open, outcome.decision, language),
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
        "value": _exact(amount.value),
        "low": _exact(amount.interval.low),
        "high": _exact(amount.interval.high),
        "alternatives": [_exact(one) for one in amount.alternatives],
        "indicative": _exact(amount.indicative),
        "words": amount_text(outcome, language),
        "exceptions": [_exceptions(read, language) for read in amount.exceptions],
        **_open(amount.open, outcome.decision, language),
        "compared": None
        if amount.compared is None
        else {
            "fact": amount.compared_name,
            "value": _exact(amount.compared),
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
        **_interval(step.after),
        "operand": None if step.operand is None else _interval(step.operand),
        "year": None if step.year is None or step.year.point is None else int(step.year.point),
        "changes": _TRUTHS[step.changes],
        "words": step_text(step, language),
    }


def _record(outcome: Outcome, record: RecordAmount, language: Language) -> Json:
    return {
        "record": record.record.path,
        "counts": _TRUTHS[record.counts],
        **_interval(record.amount),
        "steps": [_step(step, language) for step in record.steps],
        "missing": list(record.missing),
        "words": record_text(outcome, record, language),
    }


def _stage(stage: StageAmount) -> Json:
    return {"name": stage.name, "share": decimal_text(stage.share), **_interval(stage.amount)}


def _interval(interval: Interval) -> Json:
    return {"value": _exact(interval.point), "low": _exact(interval.low), "high": _exact(interval.high)}


# --- the total ----------------------------------------------------------------------------------------------------------


def total_data(program: Program, units: Mapping[str, str], total: TotalOutcome, language: Language) -> Json:
    """Return a total with what it is made of; `units` are the names of units that may have to decide."""
    numbers = {id(rule): number for number, rule in enumerate(total.rules)}
    return {
        **_interval(total.interval),
        "alternatives": [_exact(one) for one in total.alternatives],
        "words": total_text(program, units, total, language),
        "missing": list(total.open.missing),
        "causes": [_cause(why, program, units, language) for why in total.open.unanswerable],
        "awards": [_award(award, numbers, language) for award in total.awards],
        "beside": [_award_beside(award, language) for award in total.beside],
        "rules": [_rule(rule, language) for rule in total.rules],
        "outside": [award.id for award in total.unstated],
    }


def _award(award: AwardInTotal, numbers: Mapping[int, int], language: Language) -> Json:
    return {
        "policy": award.spec.policy,
        "entitlement": award.id,
        **_interval(award.amount),
        "alternatives": [_exact(one) for one in award.alternatives],
        "counts": _TRUTHS[award.counts],
        **_effects(award.effects, numbers),
        "words": award_text(award, language),
    }


def _award_beside(award: AwardInTotal, language: Language) -> Json:
    """Return an award of another policy that is held against those of this one."""
    return {
        "policy": award.spec.policy,
        "entitlement": award.id,
        "document": award.cited.document,
        **_interval(award.amount),
        "alternatives": [_exact(one) for one in award.alternatives],
        "words": amount_in_total(award, language),
    }


def _effects(effects: Effects, numbers: Mapping[int, int]) -> Json:
    dropped_by = effects.dropped_by
    return {
        "dropped_by": None if dropped_by is None else numbers[id(dropped_by)],
        "open_by": [numbers[id(rule)] for rule in effects.open_by],
        "tied_by": [numbers[id(rule)] for rule in effects.tied_by],
        "cut_by": [numbers[id(rule)] for rule in effects.cut_by],
    }


def _rule(rule: RuleOutcome, language: Language) -> Json:
    return {
        "kind": rule.spec.kind.value,
        "policy": rule.spec.policy,
        "place": rule.place.name,
        **_interval(rule.after),
        "before": _interval(rule.before),
        "operand": None if rule.operand is None else _interval(rule.operand),
        "applies": _TRUTHS[rule.applies],
        "members": [
            {
                "entitlements": [award.id for award in member.awards],
                **_interval(member.amount),
                "counts": _TRUTHS[member.counts],
            }
            for member in rule.members
        ],
        "words": rule_effect(rule, language),
    }


def _exact(exact: Fraction | None) -> str | None:
    return None if exact is None else decimal_text(exact)


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


def _open(why: WhyOpen, outcomes: Outcomes, language: Language) -> Json:
    """Return why something is open: what is missing, and what no fact of the enterprise settles."""
    causes = [_cause(one, outcomes.program, outcomes.unit_titles, language) for one in why.unanswerable]
    return {"missing": list(why.missing), "causes": causes}


def _cause(why: Cause, program: Program, units: Mapping[str, str], language: Language) -> Json:
    words = cause(why, program, language, units)
    return {"kind": why.kind.value, "subject": why.subject, "words": words}


def _caveat(caveat: Caveat, language: Language) -> Json:
    about = None if caveat.document is None else _other(caveat.document)
    return {"kind": caveat.kind.value, "subject": caveat.subject, "words": caveat_text(caveat, language), "document": about}


def _gap(gap: Gap, language: Language) -> Json:
    return {"line": plain(gap.label), "record": gap.record, **_comparison(gap.comparison, language)}


def _comparison(compared: Comparison, language: Language) -> Json:
    return {
        "comparator": compared.comparator.value,
        "left": _operand(compared.left, language),
        "right": _operand(compared.right, language),
        "requirement": requirement(compared, language),
        "distance": None if compared.gap is None else _distance(compared.gap, language),
    }


def _distance(gap: Distance, language: Language) -> Json:
    return {
        "value": decimal_text(gap.distance),
        "exact": gap.exact,
        "words": distance(gap, language),
        "numerator": None if gap.numerator is None else gap.numerator.path,
        "change": _exact(gap.change),
    }


def _operand(operand: Operand, language: Language) -> Json:
    return {
        "kind": operand.kind.value,
        "name": operand_name(operand, language),
        "path": operand.path,
        "value": exact_value(operand.answer, operand.type),
        "words": value(operand.answer, operand.type, language),
        "parts": [_part(part, language) for part in operand.parts],
    }


def _part(part: Operand, language: Language) -> Json:
    """Return the value of one period of a figure."""
    return {
        "period": operand_name(part, language),
        "value": exact_value(part.answer, part.type),
        "words": value(part.answer, part.type, language),
    }


def exact_value(answer: Answer, type_: Type) -> str | bool | None:
    """Return a known answer as JSON, exactly; `None` for what is not known, or not there."""
    match answer:
        case Truth():
            return _TRUTHS[answer]
        case Symbol():
            return answer.value
        case Interval():
            element = type_.element if isinstance(type_, OptionalType) else type_
            if answer.point is None:
                return None
            return value(answer, element, "zh") if element is Scalar.DATE else decimal_text(answer.point)
        case _:
            return None


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
        "applies": _TRUTHS[duty.applies],
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
                "verdict": _VERDICTS[alternative.answer],
                "verdict_words": truth_words(alternative.answer, modality, language),
            }
            for alternative in dependence.alternatives
        ],
        "capped": dependence.capped,
    }


# --- explanation trees --------------------------------------------------------------------------------------------------


def explanation_data(explanation: Explanation, language: Language) -> Json:
    """Return the tree of an explanation; `decisive` marks what makes the answer what it is."""
    return _Trees(language).tree(explanation, decisive=True)


class _Trees:
    """Makes trees of explanations in one language. What is used in many places is read once, and stands in each on its own."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._lines: dict[Explanation, Json] = {}

    def tree(self, explanation: Explanation, *, decisive: bool) -> Json:
        """Return the tree of a line and all below it."""
        found = self._lines.get(explanation)
        if found is None:
            line = self._lines[explanation] = _line(explanation, self._language)
        else:
            line = _copied(found)
        matter = set(map(id, explanation.decisive)) if decisive else ()
        line["decisive"] = decisive
        line["children"] = [self.tree(child, decisive=id(child) in matter) for child in explanation.children]
        return line


def _copied(line: Json) -> Json:
    """Return another one of a line, none of whose parts is that of the first."""
    parts = ("quotes", "comparison", "absent", "period", "placements", "exceptions")
    return {**line, **{key: _another(line[key]) for key in parts if line[key] is not None}}


def _another(data: Any) -> Any:
    """Return plain data again, with nothing in it that can be changed the same."""
    if isinstance(data, dict):
        return {key: _another(value) if isinstance(value, dict | list) else value for key, value in data.items()}
    return [_another(value) if isinstance(value, dict | list) else value for value in data]


def _line(explanation: Explanation, language: Language) -> Json:
    """Return a line without those below it."""
    return {
        "kind": "record" if explanation.kind is None else explanation.kind.value,
        "connective": explanation.connective.value,
        "label": explanation.label,
        "text": plain(explanation.text),
        "clause": explanation.clause,
        "policy": explanation.policy,
        "document": explanation.document,
        "quotes": list(explanation.quotes),
        "value": exact_value(explanation.answer, explanation.type),
        "words": value(explanation.answer, explanation.type, language),
        "decisive": False,
        "record": None if explanation.record is None else explanation.record.path,
        "count": explanation.count if explanation.connective.value == "at_least" else None,
        "comparison": None if explanation.comparison is None else _comparison(explanation.comparison, language),
        "absent": None if explanation.absent is None else _operand(explanation.absent, language),
        "period": None if explanation.period is None else _period(explanation.period),
        "placements": [_placement(one, language) for one in explanation.placements],
        "exceptions": [_exceptions(one, language) for one in explanation.exceptions],
        "children": [],
    }


def _exceptions(read: ExceptionsRead, language: Language) -> Json:
    each = (
        {"name": one.name, "clause": one.clause, "applies": _TRUTHS[one.effect], "over": list(one.over)}
        for one in read.excepted
    )
    return {"excepted": list(each), "clashing": [one.name for one in read.clashing], "words": exception_words(read, language)}


def _period(period: Period) -> Json:
    ends = {"first": period.first, "last": period.last}
    return {name: None if end is None else exact_value(end, Scalar.DATE) for name, end in ends.items()}
