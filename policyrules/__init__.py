# ruff: noqa: F403, F405
"""Government support policies as data, and exact, explained, three-valued decisions on them.

`load` a policy, `decide` about the facts of an enterprise on a day, and read the `Decision`. The public names live in
`policyrules.public` and are brought in when the first of them is asked for, so that importing the package costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from policyrules.version import __version__ as __version__

if TYPE_CHECKING:
    from policyrules.public import *

# INVARIANT: the same names as in `policyrules.public`; written out, since they must be known before it is imported.
__all__ = [
    "Allowed", "AmountOutcome", "AmountStatus", "Book", "BookDecision", "Coverage", "Decision", "Dependence", "Diagnostic",
    "DiagnosticError", "Expectation", "Explanation", "FactsError", "Label", "Language", "LintReport", "MatchError", "Matched",
    "Modality", "Occurrence", "Outcome", "Policy", "PolicyError", "Position", "ReceiptError", "ScenarioResult", "Severity",
    "Shared", "Source", "Span", "TargetCount", "Task", "TaskList", "Verdict", "Verification", "book_schema", "check",
    "decision_schema", "load", "load_book", "match", "receipt", "receipt_schema", "shipped", "verify",
]  # fmt: skip


def __getattr__(name: str) -> object:
    if name in __all__:
        from policyrules.collecting import put_off

        with put_off():
            return getattr(import_module("policyrules.public"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
