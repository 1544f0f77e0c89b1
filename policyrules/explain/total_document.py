"""What may be received altogether, as data.

In: a `TotalOutcome`. Out: plain data: the awards that it is made of, and the rules that drop or cut some of them.
"""

from collections.abc import Mapping

from policyrules.core.program import Program
from policyrules.diagnostics import Language
from policyrules.explain.awards import amount_in_total, award_text, rule_effect, total_text
from policyrules.explain.document_parts import TRUTHS, Json, cause_data, exact, interval_data
from policyrules.explain.totals import AwardInTotal, Effects, RuleOutcome, TotalOutcome


def total_data(program: Program, units: Mapping[str, str], total: TotalOutcome, language: Language) -> Json:
    """Return a total with what it is made of; `units` are the names of units that may have to decide."""
    numbers = {id(rule): number for number, rule in enumerate(total.rules)}
    return {
        **interval_data(total.interval),
        "alternatives": [exact(one) for one in total.alternatives],
        "words": total_text(program, units, total, language),
        "missing": list(total.open.missing),
        "causes": [cause_data(why, program, units, language) for why in total.open.unanswerable],
        "awards": [_award(award, numbers, language) for award in total.awards],
        "beside": [_award_beside(award, language) for award in total.beside],
        "rules": [_rule(rule, language) for rule in total.rules],
        "outside": [award.id for award in total.unstated],
    }


def _award(award: AwardInTotal, numbers: Mapping[int, int], language: Language) -> Json:
    return {
        "policy": award.spec.policy,
        "entitlement": award.id,
        **interval_data(award.amount),
        "alternatives": [exact(one) for one in award.alternatives],
        "counts": TRUTHS[award.counts],
        **_effects(award.effects, numbers),
        "words": award_text(award, language),
    }


def _award_beside(award: AwardInTotal, language: Language) -> Json:
    """Return an award of another policy that is held against those of this one."""
    return {
        "policy": award.spec.policy,
        "entitlement": award.id,
        "document": award.cited.document,
        **interval_data(award.amount),
        "alternatives": [exact(one) for one in award.alternatives],
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
        **interval_data(rule.after),
        "before": interval_data(rule.before),
        "operand": None if rule.operand is None else interval_data(rule.operand),
        "applies": TRUTHS[rule.applies],
        "members": [
            {
                "entitlements": [award.id for award in member.awards],
                **interval_data(member.amount),
                "counts": TRUTHS[member.counts],
            }
            for member in rule.members
        ],
        "words": rule_effect(rule, language),
    }
