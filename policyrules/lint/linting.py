"""The one verb of linting: from a policy that checks without errors to advice for who drafts it.

In: a checked policy, what it was lowered to, and when it is in force. Out: `LintReport`: what the checks found, and what of it
is allowed in place, with the reasons. What is wrong with an allowance is a finding too, and nothing allows that.
"""

from datetime import date

from attrs import frozen

from policyrules.checking.policy import CheckedPolicy
from policyrules.core.outline import Lowered
from policyrules.diagnostics import Diagnostic, by_place
from policyrules.lint.allowances import Allowance, idle, read_allowances
from policyrules.lint.subject import Subject


@frozen
class Allowed:
    """A finding that stands, and the comment that allows it."""

    diagnostic: Diagnostic
    allowance: Allowance

    @property
    def reason(self) -> str:
        """Why it is kept, in the words of who drafted the policy."""
        return self.allowance.reason


@frozen
class LintReport:
    """What was found, in the order of the text; `allowed` are the findings that are kept, each with the reason."""

    findings: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...]


def lint(checked: CheckedPolicy, lowered: Lowered, in_force: tuple[date | None, date | None]) -> LintReport:
    """Return what is to be said about a policy that checks without errors and is in force from one day to another."""
    from policyrules.lint.catalogue import CHECKS  # twenty modules, which nobody needs who asks for no advice

    subject = Subject(checked, lowered, *in_force)
    allowances, mistakes = read_allowances(checked.source, CHECKS)
    found = [finding for check in CHECKS.values() for finding in check(subject)]
    by = [(finding, _allowing(finding, allowances)) for finding in found]
    findings = (finding for finding, allowance in by if allowance is None)
    allowed = (Allowed(finding, allowance) for finding, allowance in by if allowance is not None)
    return LintReport(
        by_place((*findings, *mistakes, *idle(allowances, found))),
        tuple(sorted(allowed, key=lambda one: one.diagnostic.span.start if one.diagnostic.span else 0)),
    )


def _allowing(finding: Diagnostic, allowances: tuple[Allowance, ...]) -> Allowance | None:
    """Return the allowance nearest to a finding that covers it."""
    return next((allowance for allowance in reversed(allowances) if allowance.covers(finding)), None)
