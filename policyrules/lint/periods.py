"""Advice on periods, which a document states in several places.

In: a policy, and the days on which it begins and ends. Out: windows, years, targets, titles and parameters that do not agree
with those days.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from policyrules.checking.constants import day, number
from policyrules.checking.graphs import walk
from policyrules.checking.policy import item
from policyrules.core.items import quotes
from policyrules.diagnostics import Diagnostic, Label
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast
from policyrules.values.quantity import add_months

_YEARS = re.compile(r"[(（]([0-9]{4})年?\s*[—–―~～至-]+\s*([0-9]{4})年?[)）]")
_YEAR = re.compile("(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")

#: Words by which a document says what becomes of titles when it ends.
_SURVIVES = re.compile("继续有效|继续享受|有效期届满|期满为止|remains? valid|continues? to", re.IGNORECASE)


def window_outside(subject: Subject) -> Iterator[Diagnostic]:
    """Find windows of measures, entitlements and duties that reach beyond the policy's own."""
    owners: list[ast.Measure | ast.Entitlement | ast.Duty] = [*subject.measures, *(part for _, part in subject.promises)]
    for owner in owners:
        window = item(owner.items, "window")
        if isinstance(window, ast.WindowItem):
            first, last = _ends(window)
            is_early = first is not None and subject.first is not None and first < subject.first
            is_late = last is not None and subject.last is not None and last > subject.last
            if is_early or is_late:
                yield advice("window-outside", window, name=owner.name.name, first=subject.begins, last=subject.ends)


def years_of_title(subject: Subject) -> Iterator[Diagnostic]:
    """Find years in the title of a policy that are not those in which it is in force."""
    title = subject.head.title
    match = None if title is None else _YEARS.search(title.text)
    if title is None or match is None or subject.last is None:
        return
    begins = subject.first.year if subject.first else int(match[1])
    if (int(match[1]), int(match[2])) != (begins, subject.last.year):
        yield advice("years-of-title", title, years=f"{match[1]}—{match[2]}", first=subject.begins, last=subject.ends)


def target_outside(subject: Subject) -> Iterator[Diagnostic]:
    """Find targets that are to be reached before the policy begins or after it has ended."""
    for target in subject.checked.all(ast.Target):
        written = item(target.items, "by_date")
        by = day(written.value) if isinstance(written, ast.ExpressionItem) else None
        if written is None or by is None:
            continue
        if (subject.last is not None and by > subject.last) or (subject.first is not None and by < subject.first):
            yield advice(
                "target-outside", written, name=target.name.name, day=by.isoformat(), first=subject.begins, last=subject.ends
            )


def target_year(subject: Subject) -> Iterator[Diagnostic]:
    """Find targets for a day in a year other than those that the quote names."""
    for target in subject.checked.all(ast.Target):
        written = item(target.items, "by_date")
        by = day(written.value) if isinstance(written, ast.ExpressionItem) else None
        years = [int(year) for text in quotes(target.items, "quote") for year in _YEAR.findall(text)]
        if written is not None and by is not None and years and by.year not in years:
            named = "、".join(str(year) for year in dict.fromkeys(years))
            yield advice("target-year", written, name=target.name.name, year=str(by.year), years=named)


def title_outlives(subject: Subject) -> Iterator[Diagnostic]:
    """Find a policy that ends while titles that its entitlements ask for may be valid, and does not say what then holds."""
    window = item(subject.head.items, "in_force")
    if window is None or subject.last is None or _SURVIVES.search(subject.said):
        return
    asked = {ast.last_name(tier).name for node in walk(subject.measures) if isinstance(node, ast.Holds) for tier in node.tiers}
    valid = {tier.name for tier in subject.lowered.outline.tiers if tier.validity_months}
    long = [tier for tier in subject.checked.all(ast.Tier) if tier.name.name in asked & valid]
    if long:
        names = "、".join(tier.name.name for tier in long)
        labels = [Label(long[0].name.span, "label-title")]
        yield advice("title-outlives", window, labels, names=names, last=subject.last.isoformat())


def parameter_late(subject: Subject) -> Iterator[Diagnostic]:
    """Find parameters of which no value is known on the day on which the policy begins."""
    for parameter in subject.lowered.program.parameters:
        declared = next((one for one in subject.checked.all(ast.Parameter) if one.name.name == parameter.name), None)
        if declared is None or subject.first is None or not parameter.values:
            continue
        begins, ends = parameter.values[0][0], parameter.complete_to
        if begins > subject.first or ends is None or ends < subject.first:
            yield advice("parameter-late", declared.name, name=parameter.name, first=subject.first.isoformat())


# --- days ---------------------------------------------------------------------------------------------------------------


def _ends(window: ast.WindowItem) -> tuple[date | None, date | None]:
    """Return the first and the last day of a window, as far as they are written out."""
    first, last, length = day(window.first), day(window.last), number(window.length)
    if first is not None and length is not None and isinstance(window.length, ast.DurationLiteral):
        if window.length.unit == "day":
            last = first + timedelta(days=int(length) - 1)
        else:
            last = date.fromordinal(add_months(first.toordinal(), int(length)) - 1)
    return first, last
