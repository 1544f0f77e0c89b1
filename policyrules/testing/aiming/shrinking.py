"""Shrinking: a smaller enterprise, easy to read, for which something still holds.

In: a policy, a trial, and what has to hold of it. Out: a trial from which no single fact, record, period or reading can be left
out, and whose values are as simple as was found in a bounded number of steps: nothing, round figures, what the policy compares
with. No relation among the facts is broken on the way.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from policyrules.policy import Policy
from policyrules.testing.aiming.leaves import Given, Leaves
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.drawing.values import Wanted
from policyrules.values.answers import Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.periods import IN_YEAR
from policyrules.values.types import EnumType, Scalar, SeriesType

#: How often it is asked, at most, whether it still holds.
CALLS = 2_000

_Change = Callable[[Draft], None]


def shrink(policy: Policy, trial: Trial, holds: Callable[[Trial], bool], calls: int = CALLS) -> Trial:
    """Return a smaller trial for which it still holds; `trial` itself is known to be one."""
    return _Shrinking(Draft.of(plan_of(policy), trial), trial, holds, calls).run()


class _Shrinking:
    """The smallest trial so far, and how often it may still be asked."""

    def __init__(self, draft: Draft, trial: Trial, holds: Callable[[Trial], bool], calls: int) -> None:
        self.best, self.trial, self._holds, self._left = draft, trial, holds, calls

    def run(self) -> Trial:
        before = None
        while before != self.trial and self._left > 0:
            before = self.trial
            self._drop(list(self.trial.facts), Draft.leave_out)
            self._drop(list(self.trial.readings), lambda draft, name: draft.put_reading(name, self._default(name)))
            self._parts()
            self._values()
            self._day()
        return self.trial

    def _default(self, name: str) -> str:
        return self.best.plan.program.reading(name).default

    def _try(self, change: _Change) -> bool:
        """Keep a change if it makes another trial for which it still holds."""
        draft = self.best.copy()
        change(draft)
        trial = draft.trial()
        if trial == self.trial or self._left <= 0 or draft.broken():
            return False
        self._left -= 1
        if not self._holds(trial):
            return False
        self.best, self.trial = draft, trial
        return True

    def _drop(self, names: Sequence[str], drop: Callable[[Draft, str], None]) -> None:
        """Leave out as many as can be: first all of them at once, then half of them, and so on."""
        size = len(names)
        while size and self._left > 0:
            left: list[str] = []
            for start in range(0, len(names), size):
                some = names[start : start + size]
                if not self._try(partial(_each, some, drop)):
                    left.extend(some)
            names, size = left, min(size, len(left)) // 2

    def _parts(self) -> None:
        """Leave out records, optional fields and periods, one after the other."""
        for spec in self.best.plan.program.facts:
            for number in reversed(range(len(_rows(self.best.facts[spec.name])))):
                self._try(partial(_without, spec.name, number))
        for given, answer in list(_given(self.best)):
            if len(given) == 3 and not isinstance(answer, Absent):
                self._try(partial(_removed, given))
            if len(given) == 2:
                self._try(partial(_emptied, given))

    def _values(self) -> None:
        for given, answer in list(_given(self.best)):
            for simpler in _simpler(answer, _leaves(self.best).wanted(given)):
                if self._try(partial(_put, given, simpler)):
                    break

    def _day(self) -> None:
        """Decide on the day that speaks for itself, or on one that the policy names; periods and dates move along."""
        plan = self.best.plan
        for day in (plan.first_day, *plan.days):
            if day == self.best.day or self._try(partial(_on, day)) or self._try(partial(_moved, day)):
                return


def _each(names: Sequence[str], change: Callable[[Draft, str], None], draft: Draft) -> None:
    for name in names:
        change(draft, name)


def _leaves(draft: Draft) -> Leaves:
    return Leaves(draft, Seeded(0))


def _put(given: Given, answer: Answer, draft: Draft) -> None:
    _leaves(draft).put(given, answer)


def _removed(given: Given, draft: Draft) -> None:
    _leaves(draft).remove(given)


def _emptied(given: Given, draft: Draft) -> None:
    _leaves(draft).empty(given)


def _on(day: int, draft: Draft) -> None:
    draft.put_day(day)


def _moved(day: int, draft: Draft) -> None:
    """Decide on another day, with all dates as far from it as they were, and all periods as many years."""
    years, days = date.fromordinal(day).year - date.fromordinal(draft.day).year, day - draft.day
    for given, answer in list(_given(draft)):
        kind = _leaves(draft).wanted(given)
        if kind.type is Scalar.DATE and isinstance(answer, Interval) and answer.point is not None:
            _leaves(draft).put_number(given, point(answer.point + days))
    for spec in draft.plan.program.facts:
        series = draft.facts[spec.name]
        if isinstance(series, Series) and isinstance(spec.type, SeriesType):
            by = years * IN_YEAR[spec.type.period]
            draft.put(spec.name, Series({period + by: value for period, value in series.values.items()}, series.range))
    draft.put_day(day)


def _rows(answer: Answer) -> Sequence[object]:
    return (answer.rows or ()) if isinstance(answer, Records) else ()


def _without(name: str, number: int, draft: Draft) -> None:
    rows = draft.rows(name)
    draft.put_rows(name, (*rows[:number], *rows[number + 1 :]))


def _given(draft: Draft) -> Iterator[tuple[Given, Answer]]:
    """Yield all that is given, down to fields and periods."""
    for name, answer in draft.facts.items():
        match answer:
            case Records():
                for number, row in enumerate(answer.rows or ()):
                    yield from (((name, number, field), value) for field, value in row.items())
            case Series():
                yield from (((name, period), value) for period, value in sorted(answer.values.items()))
            case _:
                yield (name,), answer


def _simpler(answer: Answer, kind: Wanted) -> Iterator[Answer]:
    """Yield simpler values than one that is given, the simplest first."""
    match answer:
        case Truth.T:
            yield Truth.F
        case Symbol(str(name)):
            names = kind.type.members if isinstance(kind.type, EnumType) else ("甲公司", *kind.texts)
            yield from (Symbol(one) for one in names[: names.index(name) if name in names else len(names)])
        case Interval() if answer.point is not None:
            now = answer.point
            found = {number for number in _candidates(now, kind) if kind.allows(number)}
            yield from (point(one) for one in sorted(found, key=_complexity) if _complexity(one) < _complexity(now))
        case Maybe() | Interval() | Symbol() | Truth() | Absent() | Records() | Series():
            pass


def _candidates(now: Fraction, kind: Wanted) -> Iterator[Fraction]:
    """Yield numbers that are worth trying: nothing, an end of the range, what it is held against, and round figures."""
    if kind.type is Scalar.DATE:
        yield from kind.numbers
        return
    yield Fraction(0)
    yield from (end for end in (kind.low, kind.high) if end is not None)
    yield from kind.numbers
    for power in range(-4, 20):
        unit = Fraction(10) ** power
        if abs(now) >= unit:
            yield from (now // unit * unit, -(-now // unit) * unit)


def _complexity(number: Fraction) -> tuple[int, Fraction]:
    """Say how hard a number is to read: by its digits that are not zero at the end, then by its size."""
    digits = str(abs(number.numerator)).rstrip("0")
    return len(digits) + (0 if number.denominator == 1 else len(str(number.denominator)) - 1), abs(number)
