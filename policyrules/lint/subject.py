"""What checks look at: one policy, as it is written and as it is understood.

In: a policy that checks without errors, and what lowering made of it. Out: `Subject`, from which each check reads what it
needs, and `advice`, by which it says what it found. Knows no check.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from attrs import frozen

from policyrules.checking.document import Document, read_document
from policyrules.checking.graphs import walk
from policyrules.checking.policy import CheckedPolicy
from policyrules.core.outline import Lowered
from policyrules.diagnostics import Diagnostic, Label, Severity
from policyrules.source import Span
from policyrules.syntax import ast

#: A measure, and an entitlement or a duty in it.
Promise = tuple[ast.Measure, ast.Entitlement | ast.Duty]


def advice(code: str, at: ast.Tree | Span, labels: Iterable[Label] = (), **filling: str | tuple[str, ...]) -> Diagnostic:
    """Return a finding; what fills its sentence is a text, or codes of words that are said in the reader's language."""
    arguments = {name: value for name, value in filling.items() if isinstance(value, str)}
    words = {name: value for name, value in filling.items() if isinstance(value, tuple)}
    span = at if isinstance(at, Span) else at.span
    return Diagnostic(code, arguments, span, severity=Severity.ADVICE, labels=tuple(labels), words=words)


@frozen(slots=False, eq=False)
class Subject:
    """A policy that checks without errors, what it was lowered to, and the days on which it begins and ends, if it does."""

    checked: CheckedPolicy
    lowered: Lowered
    first: date | None
    last: date | None

    @property
    def head(self) -> ast.Policy:
        """The `政策` declaration."""
        return self.checked.head

    @cached_property
    def document(self) -> Document | None:
        """The text that the policy encodes, where it is at hand."""
        return None if self.checked.document is None else read_document(self.checked.document)

    @cached_property
    def said(self) -> str:
        """What the document says, without white space; where it is not at hand, what the policy quotes of it."""
        if self.document is not None:
            return self.document.packed
        quoted = (node.text for node in walk(self.checked.tree.declarations) if isinstance(node, ast.Quote))
        return "".join("".join(text.split()) for text in quoted)

    @property
    def begins(self) -> str:
        """The first day, as it is said."""
        return "…" if self.first is None else self.first.isoformat()

    @property
    def ends(self) -> str:
        """The last day, as it is said."""
        return "…" if self.last is None else self.last.isoformat()

    @property
    def issued(self) -> date | None:
        """The day of issue."""
        return self.lowered.outline.issued

    @property
    def measures(self) -> tuple[ast.Measure, ...]:
        return self.checked.all(ast.Measure)

    @property
    def promises(self) -> Iterator[Promise]:
        """The entitlements and duties, each with its measure, in the order of the text."""
        for measure in self.measures:
            for part in measure.items:
                if isinstance(part, ast.Entitlement | ast.Duty):
                    yield measure, part
