"""Which exceptions apply, and which contradict each other.

In: the exceptions of a definition and what is known of their guards and values. Out: for the base and each exception whether
it applies, and the exceptions in conflict. What a backend answers and what an explanation tells rest on the same rule.
"""

from collections.abc import Sequence

from policyrules.core.program import Exceptions
from policyrules.values.answers import Answer, Interval, Symbol, Truth

T = Truth.T

_UNKNOWN = frozenset({Truth.U, Symbol(None)})


def effective(exceptions: Exceptions, guards: Sequence[Truth]) -> tuple[Truth, ...]:
    """Say of the base, and then of each exception, whether it applies.

    An exception applies where its guard holds and that of none that overrides it does; the base, where no guard holds. One
    of them always may: of the guards that hold, one is overridden by no other that does.
    """
    base = max(guards).negated()
    return base, *(
        min(guard, *(guards[other].negated() for other in overriders), T)
        for guard, overriders in zip(guards, exceptions.overridden_by, strict=True)
    )


def in_conflict(exceptions: Exceptions, guards: Sequence[Truth], values: Sequence[Answer]) -> tuple[int, ...]:
    """Return the places of the exceptions that all apply and give different values, whatever else becomes known."""
    applied = [place for place, effect in enumerate(effective(exceptions, guards)[1:]) if effect is T]
    return tuple(one for one in applied if any(_differ(values[one], values[other]) for other in applied))


def _differ(one: Answer, other: Answer) -> bool:
    """Say whether two answers of one type have nothing in common."""
    if isinstance(one, Interval) and isinstance(other, Interval):
        return _below(one, other) or _below(other, one)
    return one != other and one not in _UNKNOWN and other not in _UNKNOWN


def _below(one: Interval, other: Interval) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
