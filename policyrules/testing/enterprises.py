"""Enterprises that a policy could have to decide on, dense where it decides differently.

In: a policy and choices. Out: `Trial`s whose facts are plausible (no relation among facts is broken, a part is no more than the
whole, what ends has begun), stand at, right below and right above what the policy holds them against, and are not always
given. The facts are made type by type in the order of the schema, and are aimed afterwards.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from math import floor
from typing import cast

from policyrules.core.facts import unknown_field
from policyrules.core.program import FactSpec
from policyrules.policy import Policy
from policyrules.testing.aiming.aiming import mend
from policyrules.testing.drawing.choices import Choices, Seeded
from policyrules.testing.drawing.drafts import Draft, unknown_row
from policyrules.testing.drawing.plans import Kept, Plan, plan_of
from policyrules.testing.drawing.trial import Trial as Trial
from policyrules.testing.drawing.values import Wanted, maybe
from policyrules.testing.kept import how_many, just_so, on_threshold
from policyrules.values.answers import Absent, Answer, Interval, Records, Series, point
from policyrules.values.periods import Period, is_period, period_of
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

#: How many records a list has: none, one, a few, and now and then many.
_SIZES = ((20, 0, 0), (40, 1, 1), (20, 2, 2), (8, 3, 4), (2, 6, 15))


#: How many more thresholds an enterprise can stand on that stands on one, and how many of a hundred just have a truth instead.
_BESIDE, _JUST = 8, 12


def draw_trial(policy: Policy, choices: Choices, *, unknown: int = 10, near: int = 75, on: date | None = None) -> Trial:
    """Draw an enterprise on a day, which is `on` where that is given.

    `unknown` is how many of a hundred facts are not given, `near` how many of a hundred enterprises stand on thresholds.
    """
    return draw_draft(policy, choices, unknown=unknown, near=near, on=on).trial()


def draw_draft(policy: Policy, choices: Choices, *, unknown: int = 10, near: int = 75, on: date | None = None) -> Draft:
    """Draw an enterprise as `draw_trial` does, with the answers of the program, and not yet written down."""
    return _Drawing(plan_of(policy), choices, unknown, near, on).draft()


def draw_day(policy: Policy, choices: Choices, *, near: int = 75) -> date:
    """Draw a day to decide on; `near` of a hundred are one that the policy names, or one beside it."""
    return date.fromordinal(_day(plan_of(policy), choices, near))


def trials(policy: Policy, seed: int, *, unknown: int = 10, near: int = 75) -> Iterator[Trial]:
    """Yield enterprises without end, the same for the same seed."""
    choices = Seeded(seed)
    while True:
        yield draw_trial(policy, choices, unknown=unknown, near=near)


def _day(plan: Plan, choices: Choices, near: int) -> int:
    if plan.days and choices.chance(near):
        return choices.pick(plan.days) + choices.pick((0, -1, 1))
    return plan.first_day + choices.integer(0, 1_500)


class _Drawing:
    """One enterprise that is drawn."""

    def __init__(self, plan: Plan, choices: Choices, unknown: int, near: int, on: date | None) -> None:
        self.plan, self.choices, self.on = plan, choices, on
        self.unknown, self.near = unknown, near

    def draft(self) -> Draft:
        kept = self._kept()
        day = kept.day if kept is not None else self._day()
        draft = Draft(self.plan, {}, day, self._readings() if kept is None else kept.readings)
        wholes = self.plan.wholes
        for spec in sorted(self.plan.program.facts, key=lambda spec: spec.name in wholes):
            self.choices.section()
            answer = self._fact(spec, draft)
            if answer is not None:
                draft.facts[spec.name] = answer  # nothing that rests on it was asked yet
        if kept is not None:
            draft.facts.update(kept.facts)
            draft.begin()
        self._mend(draft, kept.facts if kept is not None else {})
        return draft

    def _day(self) -> int:
        return _day(self.plan, self.choices, self.near) if self.on is None else self.on.toordinal()

    def _kept(self) -> Kept | None:
        """Return an enterprise that stands on thresholds, so many times out of a hundred: what is beside it is drawn.

        Which one it is, one choice says: whoever chooses should not have to prefer some to others.
        """
        drawn = self.choices.integer(0, 99) - (100 - self.near)
        standing, just = how_many(self.plan)
        if drawn < 0 or not standing:
            return None
        beside = self.choices.integer(0, _BESIDE)
        which = Seeded(self.choices.integer(0, 2**32 - 1))
        if just and which.chance(_JUST):
            first = just_so(self.plan, which.integer(0, just - 1), self.on)
        else:
            day = which.pick(tuple(self.plan.aims))
            first = on_threshold(self.plan, which.pick(self.plan.aims[day]), self.on)
        return None if first is None else self._with_more(first, beside, which)

    def _with_more(self, kept: Kept, beside: int, which: Seeded) -> Kept:
        """Return an enterprise with the facts of others that stand on thresholds of which it says nothing."""
        facts = dict(kept.facts)
        aims = self.plan.aims.get(kept.day) or self.plan.aims[self.plan.first_day]
        for _ in range(beside):
            number = which.pick(aims)
            if self._says(facts, number):
                continue
            other = on_threshold(self.plan, number, self.on)
            if other is not None and _fits(other, kept) and not other.facts.keys() & facts:
                facts.update(other.facts)
        return Kept(facts, kept.day, kept.readings)

    def _says(self, facts: Mapping[str, Answer], number: int) -> bool:
        """Say whether a threshold is about some facts: an enterprise that stands there need not be searched for then."""
        index = self.plan.targets[number].threshold.path[0]
        return any(index in self.plan.resting_on_fact(name) for name in facts)

    def _readings(self) -> Mapping[str, str]:
        """Take another option of a reading, or of two, half of the time."""
        others = self.plan.other_options
        drawn = self.choices.integer(0, 99) if others else 0
        return dict(self.choices.pick(others) for _ in range(0 if drawn < 50 else 1 if drawn < 85 else 2))

    # --- by type ----------------------------------------------------------------------------------------------------------

    def _fact(self, spec: FactSpec, draft: Draft) -> Answer | None:
        """Draw a fact; `None` where it is not given."""
        match spec.type:
            case SeriesType(element):
                return self._series(spec, element, draft)
            case ListType(element):
                return self._records(spec.name, element, draft.day)
            case type_:
                of = self._whole(spec.name, draft, None)
                return self._value(spec, type_, draft.day, of, self.unknown)

    def _whole(self, name: str, draft: Draft, period: int | None) -> Fraction | None:
        """Return what a fact is a part of, where that is known."""
        whole = self.plan.wholes.get(name)
        of = None if whole is None else draft.facts[whole]
        known = of.values.get(period) if isinstance(of, Series) and period is not None else of
        return known.point if isinstance(known, Interval) else None

    def _value(self, spec: FactSpec, type_: Scalar | EnumType, day: int, of: Fraction | None, unknown: int) -> Answer | None:
        wanted = self._wanted((spec.name,), type_, spec.low, spec.high)
        if of is None:
            return maybe(self.choices, wanted, day, unknown)
        drawn = self.choices.integer(0, 99) - unknown
        if drawn < 0:
            return None
        part = of * Fraction(drawn, max(99 - unknown, 1))
        part = Fraction(floor(part)) if type_ in (Scalar.MONEY, Scalar.INTEGER) else part
        return point(part if wanted.allows(part) else wanted.low or Fraction(0))

    def _wanted(self, slot: tuple[str, ...], type_: Scalar | EnumType, low: Fraction | None, high: Fraction | None) -> Wanted:
        return Wanted(type_, low, high, self.plan.numbers.get(slot, ()), self.plan.texts.get(slot, ()))

    def _series(self, spec: FactSpec, element: Scalar | EnumType, draft: Draft) -> Answer | None:
        """Draw the periods that are asked for: mostly all of them; else one is not known, or some do not exist."""
        drawn = self.choices.integer(0, 99) - self.unknown
        if drawn < 0:
            return None
        periods = self._periods(spec.name, cast(SeriesType, spec.type).period, draft, drawn)
        kind = drawn % 10 if self.unknown else 0
        lacking = self.choices.pick(periods) if kind >= 8 else None
        values: dict[int, Answer] = {}
        for period in reversed(periods):
            if kind == 9 and lacking is not None and period < lacking:
                values[period] = Absent()
            elif kind == 9 or period != lacking:
                answer = self._value(spec, element, draft.day, self._whole(spec.name, draft, period), 0)
                values[period] = cast(Answer, answer)
        return Series(values, cast(Series, self.plan.unknown[spec.name]).range)

    def _periods(self, name: str, period: Period, draft: Draft, drawn: int) -> list[int]:
        """Return the periods that are asked for on the day; now and then another, of a series that is not asked for two."""
        found = set[int]()
        for around, index in self.plan.periods.get(name, ()):
            answer = draft.answers[index] if not around else None
            if isinstance(answer, Interval) and answer.point is not None:
                found.add(int(answer.point))
        found = {number for number in found if is_period(number, period)}
        last = period_of(draft.day, period) - 1
        if not found:
            found.update((last - 1, last))
        elif drawn % 20 == 19:
            found.add(last - drawn // 20)
        return sorted(found)

    def _records(self, name: str, type_: RecordType, day: int) -> Records | None:
        drawn, upto = self.choices.integer(0, 99), self.unknown
        if drawn < upto:
            return None
        for percent, least, most in _SIZES:
            upto += percent
            if drawn < upto:
                count = least + drawn % (most - least + 1)
                return Records(tuple(self._record(name, type_, day) for _ in range(count)))
        return Records(())

    def _record(self, name: str, type_: RecordType, day: int) -> Mapping[str, Answer]:
        """Draw a record: of its dates, a later field is no earlier day."""
        row, latest = unknown_row(type_), None
        for field in type_.fields:
            if field.optional and not self.choices.chance(40):
                continue
            wanted = self._wanted((name, field.name), field.type, field.low, field.high)
            drawn = maybe(self.choices, wanted, day, self.unknown)
            if drawn is None:
                row[field.name] = unknown_field(field)
            elif field.type is Scalar.DATE:
                row[field.name] = drawn = _no_earlier(cast(Interval, drawn), latest, field)
                latest = drawn.point
            else:
                row[field.name] = drawn
        return row

    # --- what must hold -----------------------------------------------------------------------------------------------------

    def _mend(self, draft: Draft, kept: Mapping[str, Answer]) -> None:
        """See to it that no relation among the facts is broken: what cannot be mended is left out."""
        if draft.broken():
            mend(draft, kept, Seeded(0))
        for node in draft.broken():
            for spec in sorted(self.plan.program.facts, key=lambda spec: spec.name in kept):
                if node in self.plan.resting_on_fact(spec.name) and node in draft.broken():
                    draft.leave_out(spec.name)


def _fits(other: Kept, kept: Kept) -> bool:
    """Say whether an enterprise stands where it does on the day and with the readings of another one too."""
    return other.day == kept.day and other.readings.items() <= kept.readings.items()


def _no_earlier(drawn: Interval, latest: Fraction | None, field: Field) -> Interval:
    """Return a day, or as much later than another as it is earlier."""
    day = drawn.point
    if day is None or latest is None or day >= latest:
        return drawn
    later = latest + (latest - day)
    return point(later if field.high is None or later <= field.high else max(day, field.high))
