"""Enterprises and days for Hypothesis.

In: a policy, how much is unknown and how much stands on thresholds. Out: strategies for facts, days, and both with readings.
They draw what `policyrules.testing.enterprises` draws; a failing example shrinks towards few facts and simple values.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TypeVar

from hypothesis import strategies as st

from policyrules.messages.drawing import both
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.enterprises import draw_day, draw_trial
from policyrules.values.reading import written
from policyrules.values.types import ListType

T = TypeVar("T")


def facts(policy: Policy, *, on: date | None = None, unknown: int = 10, near: int = 75) -> st.SearchStrategy[dict[str, object]]:
    """Draw the facts of an enterprise, as a person writes them: what `Policy.decide` reads.

    They are plausible: no `always` line of the policy is broken. `on` is the day that they are drawn for (years are those
    before it, titles have mostly been granted by then); otherwise a day is drawn. `unknown` is how many of a hundred facts
    are not given, `near` how many of a hundred enterprises stand at, right below or right above what the policy compares with.

    Raises `TypeError` or `ValueError` where an option is something else.
    """
    _checked(policy, unknown=unknown, near=near)
    if on is not None and (isinstance(on, datetime) or not isinstance(on, date)):
        raise TypeError(both("not-a-day", name="on", found=written(on)))
    return _cases(policy, on, unknown, near).map(lambda trial: dict(trial.facts))


def dates(policy: Policy, *, near: int = 75) -> st.SearchStrategy[date]:
    """Draw days to decide on: `near` of a hundred are a day that the policy names, the day before it or the day after.

    Raises `TypeError` or `ValueError` where an option is something else.
    """
    _checked(policy, near=near)
    return _days(policy, near)


def cases(policy: Policy, *, unknown: int = 10, near: int = 75) -> st.SearchStrategy[Trial]:
    """Draw cases: the facts of an enterprise, the day on which is decided, and now and then another option of a reading.

    `policy.decide(case.facts, case.day, case.readings)` never refuses one. The options are those of `facts`.

    Raises `TypeError` or `ValueError` where an option is something else.
    """
    _checked(policy, unknown=unknown, near=near)
    return _cases(policy, None, unknown, near)


def _checked(policy: object, **percents: object) -> None:
    if not isinstance(policy, Policy):
        raise TypeError(both("not-a-policy", found=written(policy)))
    for name, percent in percents.items():
        if isinstance(percent, bool) or not isinstance(percent, int):
            raise TypeError(both("not-a-percent", name=name, found=written(percent)))
        if not 0 <= percent <= 100:
            raise ValueError(both("not-a-percent", name=name, found=written(percent)))
    draw_trial(policy, Seeded(0))  # what is derived from the policy is derived now, and not while Hypothesis takes the time


def _cases(policy: Policy, on: date | None, unknown: int, near: int) -> st.SearchStrategy[Trial]:
    return _bytes(policy).map(lambda drawn: draw_trial(policy, _Drawn(drawn), unknown=unknown, near=near, on=on))


def _days(policy: Policy, near: int) -> st.SearchStrategy[date]:
    return _bytes(policy).map(lambda drawn: draw_day(policy, _Drawn(drawn), near=near))


#: How many bytes are for one fact, so that it shrinks apart from the others; a list takes as many as it needs.
_SECTION = 6


def _bytes(policy: Policy) -> st.SearchStrategy[bytes]:
    """Draw what an enterprise is made of.

    Hypothesis makes all of it at once: that takes it a hundredth of the time of a hundred choices, and no example is made from
    parts of another one, which would be about the same thresholds again.
    """
    lists = sum(isinstance(spec.type, ListType) for spec in policy.program.facts)
    size = min(_SECTION * (4 + len(policy.program.facts)) + 48 * lists, 400)
    return st.binary(min_size=size, max_size=size)


class _Drawn:
    """Choices from bytes: each is made of the next ones, and the lowest where none are left."""

    def __init__(self, drawn: bytes) -> None:
        self._drawn, self._next = drawn, 0

    def section(self) -> None:
        self._next = -(-self._next // _SECTION) * _SECTION

    def integer(self, low: int, high: int) -> int:
        if high <= low:
            return low
        size = ((high - low).bit_length() + 7) // 8
        number = int.from_bytes(self._drawn[self._next : self._next + size], "big")
        self._next += size
        return low + number % (high - low + 1)

    def chance(self, percent: int) -> bool:
        return self.integer(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        return options[self.integer(0, len(options) - 1)]
