"""Enterprises that a policy could have to decide on, dense where it decides differently.

In: a policy and choices. Out: `Trial`s whose facts are plausible (no relation among facts is broken, a part is no more than the
whole, what ends has begun), stand at, right below and right above what the policy holds them against, and are not always
given. The facts are made type by type in the order of the schema, and are aimed afterwards.
"""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import cast

from policyrules.core.facts import unknown_field
from policyrules.core.program import FactSpec
from policyrules.policy import Policy
from policyrules.testing.choices import Choices, Seeded
from policyrules.testing.drafts import Draft, unknown_row
from policyrules.testing.plans import Plan, plan_of
from policyrules.testing.trial import Trial as Trial
from policyrules.testing.values import Wanted, value
from policyrules.values.answers import Absent, Answer, Interval, Records, Series, point
from policyrules.values.periods import Period, period_of
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar, SeriesType

#: How many records a list has: none, one, a few, and now and then many.
_SIZES = ((25, 0, 0), (35, 1, 1), (25, 2, 2), (12, 3, 4), (3, 6, 15))


def draw_trial(policy: Policy, choices: Choices, *, unknown: int = 10, near: int = 60) -> Trial:
    """Draw an enterprise on a day.

    `unknown` is how many of a hundred facts are not given, `near` how many of a hundred enterprises stand on thresholds.
    """
    return _Drawing(plan_of(policy), choices, unknown, near).draft().trial()


def trials(policy: Policy, seed: int, *, unknown: int = 10, near: int = 60) -> Iterator[Trial]:
    """Yield enterprises without end, the same for the same seed."""
    choices = Seeded(seed)
    while True:
        yield draw_trial(policy, choices, unknown=unknown, near=near)


class _Drawing:
    """One enterprise that is drawn."""

    def __init__(self, plan: Plan, choices: Choices, unknown: int, near: int) -> None:
        self.plan, self.choices = plan, choices
        self.unknown, self.near = unknown, near

    def draft(self) -> Draft:
        draft = Draft(self.plan, {}, self._day(), self._readings())
        wholes = self.plan.wholes
        for spec in sorted(self.plan.program.facts, key=lambda spec: spec.name in wholes):
            answer = self._fact(spec, draft)
            if answer is not None:
                draft.put(spec.name, answer)
        self._mend(draft)
        return draft

    def _day(self) -> int:
        days, first = self.plan.days, self.plan.first_day
        if not self.plan.day_matters:
            return first
        if days and self.choices.chance(self.near // 2):
            return self.choices.pick(days) + self.choices.pick((0, -1, 1))
        return first + self.choices.integer(0, 1_500)

    def _readings(self) -> Mapping[str, str]:
        taken = {}
        for spec in self.plan.program.readings:
            others = [option for option in spec.type.members if option != spec.default]
            if others and self.choices.chance(8):
                taken[spec.name] = self.choices.pick(others)
        return taken

    def _given(self) -> bool:
        return self.choices.chance(100 - self.unknown)

    # --- by type ----------------------------------------------------------------------------------------------------------

    def _fact(self, spec: FactSpec, draft: Draft) -> Answer | None:
        """Draw a fact; `None` where it is not given."""
        match spec.type:
            case SeriesType(element):
                return self._series(spec, element, draft)
            case ListType(element):
                return self._records(spec.name, element, draft.day) if self._given() else None
            case type_:
                return self._value(spec, type_, draft, None) if self._given() else None

    def _value(self, spec: FactSpec, type_: Scalar | EnumType, draft: Draft, period: int | None) -> Answer:
        whole = self.plan.wholes.get(spec.name)
        if whole is not None:
            of = draft.facts[whole]
            known = of.values.get(period) if isinstance(of, Series) and period is not None else of
            if isinstance(known, Interval) and known.point is not None and not self.choices.chance(20):
                return self._part(known.point, self._wanted((spec.name,), type_, spec.low, spec.high), type_)
        return value(self.choices, self._wanted((spec.name,), type_, spec.low, spec.high), draft.day)

    def _part(self, of: Fraction, wanted: Wanted, type_: Scalar | EnumType) -> Answer:
        part = of * Fraction(self.choices.integer(0, 100), 100)
        if type_ in (Scalar.MONEY, Scalar.INTEGER):
            part = Fraction(int(part))
        return point(part if wanted.allows(part) else wanted.low or Fraction(0))

    def _wanted(self, slot: tuple[str, ...], type_: Scalar | EnumType, low: Fraction | None, high: Fraction | None) -> Wanted:
        return Wanted(type_, low, high, self.plan.numbers.get(slot, ()), self.plan.texts.get(slot, ()))

    def _series(self, spec: FactSpec, element: Scalar | EnumType, draft: Draft) -> Answer | None:
        """Draw the periods that are asked for; now and then, those before some period do not exist."""
        periods = self._periods(spec.name, cast(SeriesType, spec.type).period, draft)
        begins = self.choices.pick(periods) if len(periods) > 1 and self.choices.chance(6) else None
        values: dict[int, Answer] = {}
        for period in reversed(periods):
            if begins is not None and period < begins:
                values[period] = Absent()
            elif self._given():
                values[period] = self._value(spec, element, draft, period)
        return Series(values, cast(Series, self.plan.unknown[spec.name]).range) if values else None

    def _periods(self, name: str, period: Period, draft: Draft) -> list[int]:
        """Return the periods that are asked for on the day; now and then another, of a series that is not asked for two."""
        found = set[int]()
        for around, index in self.plan.periods.get(name, ()):
            answer = draft.answers[index] if not around else None
            if isinstance(answer, Interval) and answer.point is not None:
                found.add(int(answer.point))
        last = period_of(draft.day, period) - 1
        if not found:
            found.update((last - 1, last))
        elif self.choices.chance(5):
            found.add(last - self.choices.integer(0, 5))
        return sorted(found)

    def _records(self, name: str, type_: RecordType, day: int) -> Records:
        drawn, upto = self.choices.integer(0, 99), 0
        for percent, least, most in _SIZES:
            upto += percent
            if drawn < upto:
                count = self.choices.integer(least, most)
                return Records(tuple(self._record(name, type_, day) for _ in range(count)))
        return Records(())

    def _record(self, name: str, type_: RecordType, day: int) -> Mapping[str, Answer]:
        """Draw a record: of its dates, a later field is no earlier day."""
        row, latest = unknown_row(type_), None
        for field in type_.fields:
            if not self.choices.chance(40 if field.optional else 100 - self.unknown):
                continue
            if field.optional and self.choices.chance(self.unknown):
                row[field.name] = unknown_field(field)
                continue
            drawn = value(self.choices, self._wanted((name, field.name), field.type, field.low, field.high), day)
            if field.type is Scalar.DATE:
                drawn = self._no_earlier(drawn, latest, field)
                latest = cast(Interval, drawn).point
            row[field.name] = drawn
        return row

    def _no_earlier(self, drawn: Answer, latest: Fraction | None, field: Field) -> Answer:
        day = cast(Interval, drawn).point
        assert day is not None
        if latest is None or day >= latest:
            return drawn
        later = latest + self.choices.integer(0, 1_500)
        return point(later if field.high is None or later <= field.high else max(day, field.high))

    # --- what must hold -----------------------------------------------------------------------------------------------------

    def _mend(self, draft: Draft) -> None:
        """See to it that no relation among the facts is broken: what cannot be mended is left out."""
        for node in draft.broken():
            for name in self._facts_of(node):
                if node in draft.broken():
                    draft.leave_out(name)

    def _facts_of(self, node: int) -> Iterator[str]:
        for spec in self.plan.program.facts:
            if node in self.plan.resting_on_fact(spec.name):
                yield spec.name
