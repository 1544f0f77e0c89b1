"""Advice on what nobody can reach, and on what everybody gets.

In: a policy, and what it answers while nothing is known. Out: tiers and entitlements that no enterprise can reach, entitlements
without any condition, properties that apply to nobody, conditions that facts in their declared ranges cannot change, and caps
that no amount comes to.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from attrs import frozen

from policyrules.checking.constants import day
from policyrules.checking.policy import item
from policyrules.core.outline import EntitlementSpec, Site, StepKind
from policyrules.core.program import Op
from policyrules.diagnostics import Diagnostic, Label
from policyrules.lint.possible import LENGTHS, depending, fixed
from policyrules.lint.subject import Subject, advice
from policyrules.syntax import ast
from policyrules.values.answers import Interval, Truth


def tier_unreachable(subject: Subject) -> Iterator[Diagnostic]:
    """Find tiers that nobody can hold or qualify for."""
    for owner in _unreachable_tiers(subject):
        name = next(tier.name for tier in subject.checked.all(ast.Tier) if tier.name.name == owner.name)
        yield advice("tier-unreachable", name, _causes(subject, owner.site), name=owner.name, what=(f"word-{owner.what}",))


def entitlement_unreachable(subject: Subject) -> Iterator[Diagnostic]:
    """Find entitlements that nobody can get on any day on which their windows are open."""
    for owner in _unreachable_entitlements(subject):
        yield advice("entitlement-unreachable", _name(subject, owner.name), _causes(subject, owner.site), name=owner.name)


def entitlement_unconditional(subject: Subject) -> Iterator[Diagnostic]:
    """Find entitlements that everybody gets, whatever the facts; an amount that is made of facts is a condition in itself."""
    values = subject.unknown(subject.days[0]).values
    by_facts = depending(subject.lowered.program.nodes, lambda node: node.op is Op.FACT)
    for spec in subject.lowered.outline.entitlements:
        is_measured = spec.amount is not None and spec.amount.node in by_facts
        if values[spec.verdict] is Truth.T and not is_measured:
            yield advice("entitlement-unconditional", _name(subject, spec.name), name=spec.name)


def property_idle(subject: Subject) -> Iterator[Diagnostic]:
    """Find properties that apply to no enterprise, so that they require nothing."""
    for node, spec in zip(subject.checked.all(ast.Property), subject.lowered.outline.properties, strict=True):
        window = item(node.items, "window")
        ends = (day(window.first), day(window.last)) if isinstance(window, ast.WindowItem) else ()
        days = tuple(end for end in ends if end is not None) or subject.days
        if all(subject.unknown(one).values[spec.applies.node] is Truth.F for one in days):
            yield advice("property-idle", node.name, name=node.name.name)


def condition_fixed(subject: Subject) -> Iterator[Diagnostic]:
    """Find conditions that always hold, or never do, whatever facts there are within their declared ranges."""
    out = [owner.site for owner in (*_unreachable_tiers(subject), *_unreachable_entitlements(subject))]
    sites = [site for site in subject.sites if not any(site is one for one in out)]
    for site, truth in fixed(subject.lowered.program, sites, subject.days[0]):
        what = "word-always" if truth is Truth.T else "word-never"
        yield advice("condition-fixed", subject.place(site.line, site.text), text=site.text, what=(what,))


def cap_idle(subject: Subject) -> Iterator[Diagnostic]:
    """Find caps that the amount before them never exceeds, or always does."""
    values = subject.unknown(subject.days[0]).values
    for spec in subject.lowered.outline.entitlements:
        steps = spec.amount.steps if spec.amount is not None else ()
        for before, step in pairwise(steps):
            cap = values[step.operand] if step.kind is StepKind.CAP and step.operand is not None else None
            amount = values[before.node]
            if not isinstance(cap, Interval) or not isinstance(amount, Interval):
                continue
            is_never = amount.high is not None and cap.low is not None and amount.high <= cap.low
            is_always = amount.low is not None and cap.high is not None and amount.low >= cap.high
            if is_never or is_always:
                what = "word-not-reached" if is_never else "word-always-cut"
                yield advice("cap-idle", subject.place(step.line, step.text), name=spec.name, what=(what,))


# --- who can reach what -------------------------------------------------------------------------------------------------


@frozen(eq=False)
class _Owner:
    """What nobody reaches: its name, where its conditions stand, and what of it that is."""

    name: str
    site: Site
    what: str = "entitled"


def _unreachable_tiers(subject: Subject) -> Iterator[_Owner]:
    for tier in subject.lowered.outline.tiers:
        for site, what in ((tier.held, "held"), (tier.criteria, "qualified")):
            if site is not None and _is_never(subject, site.node, subject.days):
                yield _Owner(tier.name, site, what)


def _unreachable_entitlements(subject: Subject) -> Iterator[_Owner]:
    for spec in subject.lowered.outline.entitlements:
        days = _open_days(subject, spec)
        if days and _is_never(subject, spec.verdict, days):
            yield _Owner(spec.name, spec.site)


def _is_never(subject: Subject, node: int, days: Sequence[date]) -> bool:
    """Say whether a node is false on all of some days, however many unknown records there are."""
    return all(subject.unknown(day, length).values[node] is Truth.F for day in days for length in LENGTHS)


def _open_days(subject: Subject, spec: EntitlementSpec) -> list[date]:
    """Return days on which all windows of an entitlement are open."""
    values = subject.unknown(subject.days[0]).values
    ends = [values[end] for window in spec.windows for end in (window.first, window.last) if end is not None]
    points = [end.point for end in ends if isinstance(end, Interval) and end.point is not None]
    days = dict.fromkeys([*subject.days, *(date.fromordinal(int(point)) for point in points)])
    return [day for day in days if _is_open(subject, spec, day)]


def _is_open(subject: Subject, spec: EntitlementSpec, day: date) -> bool:
    values = subject.unknown(day).values
    return all(values[window.node] is not Truth.F for window in spec.windows)


def _causes(subject: Subject, site: Site) -> list[Label]:
    never = (one for one, truth in fixed(subject.lowered.program, [site], subject.days[0]) if truth is Truth.F)
    return [Label(subject.place(one.line, one.text), "label-never") for one in never][:1]


def _name(subject: Subject, name: str) -> ast.Name:
    return next(part.name for _, part in subject.promises if part.name.name == name)
