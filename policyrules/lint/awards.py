"""Advice on what is given in money.

In: a policy. Out: awards of which nobody can say how much they are.
"""

from collections.abc import Iterator

from policyrules.checking.policy import item
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast


def amount_unstated(subject: Subject) -> Iterator[Diagnostic]:
    """Find awards whose amount the document does not state, nor a maximum."""
    for _, part in subject.promises:
        amount = item(part.items, "amount")
        is_unstated = isinstance(amount, ast.ExpressionItem) and isinstance(amount.value, ast.Unstated)
        if amount is not None and is_unstated and item(part.items, "cap") is None:
            yield advice("amount-unstated", amount, name=part.name.name)
