"""All checks of `policyrules lint`, in the order in which they are listed.

In: nothing. Out: `CHECKS`, the one table from a code to its check. Each code has a page under `docs/codes/lint`, and its
sentences stand in `policyrules.messages.lint`.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from policyrules.diagnostics import Diagnostic
from policyrules.lint import awards, conditions, periods, quotes, references, units, words
from policyrules.lint.subject import Subject

#: A check yields what it finds in a policy, all of it under its own code.
Check = Callable[[Subject], Iterator[Diagnostic]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        # who answers
        "unit-unstated": units.unit_unstated,
        "unit-former-name": units.unit_former_name,
        "unit-renamed": units.unit_renamed,
        # what is given
        "amount-unstated": awards.amount_unstated,
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
    }
)
