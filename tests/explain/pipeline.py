"""From the text of a policy, or the policy of this repository, to decisions."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.checking.check import check
from policyrules.core.case import Evaluated
from policyrules.core.facts import read_case
from policyrules.core.lower import lower
from policyrules.core.outline import Lowered
from policyrules.diagnostics import Severity
from policyrules.explain.amounts import AmountOutcome
from policyrules.explain.decision import Decision
from policyrules.source import Source
from policyrules.syntax.parser import parse
from policyrules.values.answers import Interval

POLICIES = Path(__file__).parents[2] / "policies"


def lowered(text: str, document: Source | None = None) -> Lowered:
    """Return what a policy means; its text must be without errors."""
    source = Source("test.pol", text)
    tree, mistakes = parse(source)
    policy = check(source, tree, document)
    found = [*mistakes, *policy.diagnostics]
    errors = [(d.code, d.span and d.span.first) for d in found if d.severity is Severity.ERROR]
    assert not errors, errors
    return lower(policy)


@cache
def jiangmen() -> Lowered:
    """Return the meaning of 江府办函〔2022〕125号."""
    return policyrules.load(POLICIES / "江门专精特新.pol").lowered


def as_written(amount: AmountOutcome) -> Interval:
    """Return what is written for an amount comes to, before it is kept from being below zero."""
    return (amount.steps[0].operand or amount.steps[0].after) if amount.steps else amount.interval


def decide(
    policy: Lowered, facts: Mapping[str, object], day: str, readings: Mapping[str, str | None] | None = None
) -> Decision:
    """Decide plain facts on a day."""
    case = read_case(policy.program, facts, date.fromisoformat(day), readings)
    return Decision.of(
        policy.outline, policy.program, Evaluated(case, evaluate(policy.program, case)), lambda c: evaluate(policy.program, c)
    )
