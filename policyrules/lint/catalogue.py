"""All checks of `policyrules lint`, in the order in which they are listed.

In: nothing. Out: `CHECKS`, the one table from a code to its check. Each code has a page under `docs/codes/lint`, and its
sentences stand in `policyrules.messages.lint`.
"""

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from policyrules.diagnostics import Diagnostic
from policyrules.lint import awards, units
from policyrules.lint.subject import Subject

#: A check yields what it finds in a policy, all of it under its own code.
Check = Callable[[Subject], Iterator[Diagnostic]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        # who answers
        "unit-unstated": units.unit_unstated,
        # what is given
        "amount-unstated": awards.amount_unstated,
    }
)
