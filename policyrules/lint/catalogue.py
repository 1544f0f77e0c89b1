"""All checks of `policyrules lint`, in the order in which they are listed.

In: nothing. Out: `CHECKS`, the one table from a code to its check. Each code has a page under `docs/codes/lint`, and its
sentences stand in `policyrules.messages.lint`.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from policyrules.diagnostics import Diagnostic
from policyrules.lint import (
    awards,
    competition,
    conditions,
    declarations,
    duties,
    periods,
    quotes,
    reach,
    readings,
    references,
    trials,
    units,
    words,
)
from policyrules.lint.subject import Subject

#: A check yields what it finds in a policy, all of it under its own code.
Check = Callable[[Subject], Iterator[Diagnostic]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        # who answers
        "unit-unstated": units.unit_unstated,
        "unit-former-name": units.unit_former_name,
        "unit-renamed": units.unit_renamed,
        "unit-exchanged": units.unit_exchanged,
        # what is given
        "amount-unstated": awards.amount_unstated,
        "amount-missing": awards.amount_missing,
        "cap-idle": reach.cap_idle,
        "omission-promises": awards.omission_promises,
        # what is quoted, and in which words
        "figure-unquoted": quotes.figure_unquoted,
        "rows-reordered": quotes.rows_reordered,
        "sum-zeros": words.sum_zeros,
        "self-name": words.self_name,
        "title-varies": words.title_varies,
        # periods
        "window-outside": periods.window_outside,
        "years-of-title": periods.years_of_title,
        "target-outside": periods.target_outside,
        "target-year": periods.target_year,
        "title-outlives": periods.title_outlives,
        "parameter-late": periods.parameter_late,
        # other documents
        "reference-later": references.reference_later,
        "reference-superseded": references.reference_superseded,
        # conditions that stand together
        "condition-repeated": conditions.condition_repeated,
        "condition-implied": conditions.condition_implied,
        "condition-impossible": conditions.condition_impossible,
        "condition-exhaustive": conditions.condition_exhaustive,
        "condition-unlabelled": conditions.condition_unlabelled,
        # what can be reached
        "condition-fixed": reach.condition_fixed,
        "tier-unreachable": reach.tier_unreachable,
        "entitlement-unreachable": reach.entitlement_unreachable,
        "entitlement-unconditional": reach.entitlement_unconditional,
        "property-idle": reach.property_idle,
        # what is declared
        "fact-idle": declarations.fact_idle,
        "fact-unbounded": declarations.fact_unbounded,
        "field-idle": declarations.field_idle,
        "member-unmentioned": declarations.member_unmentioned,
        "definition-hidden": declarations.definition_hidden,
        "reading-idle": readings.reading_idle,
        "reading-alike": readings.reading_alike,
        # when duties fall due
        "duty-untimed": duties.duty_untimed,
        "recurrence-differs": duties.recurrence_differs,
        "deadline-unquoted": duties.deadline_unquoted,
        # what scenarios leave untried
        "scenario-none": trials.scenario_none,
        "scenario-twice": trials.scenario_twice,
        "entitlement-untried": trials.entitlement_untried,
        "tier-untried": trials.tier_untried,
        "threshold-untried": trials.threshold_untried,
        "threshold-one-sided": trials.threshold_one_sided,
        "reading-untried": readings.reading_untried,
        # flags for fair-competition review
        "competition-supplier": competition.competition_supplier,
        "competition-residence": competition.competition_residence,
        "competition-goods": competition.competition_goods,
        "competition-outflow": competition.competition_outflow,
        "competition-tax": competition.competition_tax,
        "competition-selective": competition.competition_selective,
        "competition-land": competition.competition_land,
        "competition-fees": competition.competition_fees,
        "competition-price": competition.competition_price,
    }
)
