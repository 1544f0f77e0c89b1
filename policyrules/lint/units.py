"""Advice on the units that answer for something.

In: a policy. Out: measures for which nobody answers, and units under a name that they no longer have.
"""

from collections.abc import Iterator

from policyrules.checking.policy import item
from policyrules.diagnostics import Diagnostic
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast


def unit_unstated(subject: Subject) -> Iterator[Diagnostic]:
    """Find measures without a unit, unless each of their entitlements and duties names one."""
    for measure in subject.measures:
        units = item(measure.items, "responsible")
        parts = [part for part in measure.items if isinstance(part, ast.Entitlement | ast.Duty)]
        if isinstance(units, ast.UnitsItem) and units.unstated and not (parts and all(map(_has_unit, parts))):
            yield advice("unit-unstated", units, name=measure.name.name)


def _has_unit(part: ast.Entitlement | ast.Duty) -> bool:
    by = item(part.items, "by")
    return isinstance(by, ast.UnitsItem) and not by.unstated
