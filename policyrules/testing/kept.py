"""Enterprises that are searched for once and kept: just at what a policy compares with, such that it matters.

In: what is derived from a policy, the number of one of them, and the day where that is given. Out: its facts, with nothing
beside what it takes, its day and its readings; `None` where none was found. To draw one of them costs a look. Where the day is
given, the search is shorter: one enterprise is searched for at each threshold, and those beside it are made of that.
"""

from datetime import date

from policyrules.testing.aiming.aiming import Goal, reach
from policyrules.testing.aiming.edging import to_edges
from policyrules.testing.aiming.mattering import matters, stand, step_over
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import Kept, Plan
from policyrules.testing.drawing.thresholds import AT, Compared
from policyrules.values.answers import Truth

#: How many enterprises just have each truth, and how often one is searched for; one on a threshold until the threshold matters,
#: so many times, or so many where the day is given.
_VARIANTS, _TRIES, _UNTIL, _UNTIL_ON_DAY = 8, 6, 12, 3


def how_many(plan: Plan) -> tuple[int, int]:
    """Return how many enterprises stand on a side of a threshold, and how many just have a truth that a decision shows."""
    return len(plan.targets), _VARIANTS * len(plan.truths)


def on_threshold(plan: Plan, number: int, on: date | None = None) -> Kept | None:
    """Return an enterprise that stands on a side of a threshold."""
    target = plan.targets[number]
    number = number if on is None else plan.firsts[target.threshold, target.side]
    key = ("side", number, on)
    if key not in plan.kept:
        plan.kept[key] = _of(_standing(plan, number, on) if on is None else _on_day(plan, number, on))
    return plan.kept[key]


def just_so(plan: Plan, number: int, on: date | None = None) -> Kept | None:
    """Return an enterprise that just has a truth that a decision shows."""
    key = ("truth", number, on)
    if key not in plan.kept:
        plan.kept[key] = _of(_just(plan, number, on))
    return plan.kept[key]


def _of(draft: Draft | None) -> Kept | None:
    if draft is None:
        return None
    unknown = draft.plan.unknown
    facts = {name: answer for name, answer in draft.facts.items() if answer != unknown[name]}
    return Kept(facts, draft.day, dict(draft.other_readings()))


def _begin(plan: Plan, day: int, attempt: int, on: date | None) -> Draft:
    """Begin with nothing given, on a day, and after some attempts on a later one."""
    later = 400 * (attempt % _TRIES // 3)
    return Draft(plan, {}, day + later if on is None else on.toordinal(), {})


def _on_day(plan: Plan, number: int, on: date) -> Draft | None:
    """Return an enterprise that stands beside a threshold, made of the one that stands at it if that can be."""
    one, side = plan.targets[number].threshold, plan.targets[number].side
    at = None if side == AT else on_threshold(plan, plan.firsts[one, AT], on)
    if at is not None:
        draft, before = (Draft(plan, at.facts, at.day, at.readings) for _ in range(2))
        if step_over(draft, one, side, Seeded(number)) and (matters(draft, one) or not matters(before, one)):
            return draft
    return _standing(plan, number, on)


def _standing(plan: Plan, number: int, on: date | None) -> Draft | None:
    target = plan.targets[number]
    one = target.threshold
    second: Draft | None = None
    for attempt in range(_UNTIL if on is None else _UNTIL_ON_DAY):
        draft = _begin(plan, target.day, attempt, on)
        if stand(draft, one, target.side, Seeded(number * _UNTIL + attempt), keep_day=on is not None) and not draft.broken():
            if matters(draft, one):
                return _edged(draft, one, number)
            second = draft
    return second


def _edged(draft: Draft, one: Compared, number: int) -> Draft:
    """Return a draft with other values at what they are held against, where the threshold still matters then."""
    edged = draft.copy()
    to_edges(edged, one, Seeded(number))
    return edged if matters(edged, one) else draft


def _just(plan: Plan, number: int, on: date | None) -> Draft | None:
    variant, which = divmod(number, len(plan.truths))
    goals = [Goal((plan.truths[which],), Truth.F if variant == _VARIANTS - 1 else Truth.T)]
    for attempt in range(_TRIES):
        draft = _begin(plan, plan.key_days[variant % len(plan.key_days)], attempt, on)
        if reach(draft, goals, Seeded(number * _TRIES + attempt), tight=True) and (on is None or draft.day == on.toordinal()):
            to_edges(draft, None, Seeded(number))
            return draft
    return None
