"""The public names of the package, each from the module that it lives in. `policyrules` lends them out."""

from policyrules.api import check, load, load_book
from policyrules.book import Book, Shared
from policyrules.checking.sources import Coverage
from policyrules.diagnostics import (
    Diagnostic,
    DiagnosticError,
    FactsError,
    Label,
    Language,
    PolicyError,
    ReceiptError,
    Severity,
)
from policyrules.explain.amounts import AmountOutcome, AmountStatus
from policyrules.explain.book import BookDecision
from policyrules.explain.book_document import book_schema
from policyrules.explain.decision import Decision
from policyrules.explain.document import decision_schema
from policyrules.explain.explanation import Explanation
from policyrules.explain.outcome import Outcome
from policyrules.explain.readings import Dependence
from policyrules.explain.verdicts import Verdict
from policyrules.library import shipped
from policyrules.lint.linting import Allowed, LintReport
from policyrules.policy import Policy
from policyrules.receipts.making import receipt, receipt_schema
from policyrules.receipts.verifying import Verification, verify
from policyrules.register.calling import match
from policyrules.register.refusing import MatchError
from policyrules.register.running import Matched
from policyrules.scenarios import Expectation, ScenarioResult
from policyrules.source import Position, Source, Span
from policyrules.targets import TargetCount
from policyrules.tasks import Occurrence, Task, TaskList
from policyrules.values.modality import Modality

__all__ = [
    "Allowed", "AmountOutcome", "AmountStatus", "Book", "BookDecision", "Coverage", "Decision", "Dependence", "Diagnostic",
    "DiagnosticError", "Expectation", "Explanation", "FactsError", "Label", "Language", "LintReport", "MatchError", "Matched",
    "Modality", "Occurrence", "Outcome", "Policy", "PolicyError", "Position", "ReceiptError", "ScenarioResult", "Severity",
    "Shared", "Source", "Span", "TargetCount", "Task", "TaskList", "Verdict", "Verification", "book_schema", "check",
    "decision_schema", "load", "load_book", "match", "receipt", "receipt_schema", "shipped", "verify",
]  # fmt: skip
