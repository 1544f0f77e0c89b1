"""The ladder of tiers: what is held, what an enterprise qualifies for, and what comes next.

In: tiers with whether each is held and its criteria are met. Out: the `Standing` of a tier, and the next one to aim at. Meeting
the criteria is not being recognised, and being recognised does not end with them: both are told side by side, never one for
the other.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from policyrules.core.outline import TierSpec
from policyrules.values.answers import Truth


class Standing(StrEnum):
    """Where an enterprise stands with a tier whose criteria the policy knows."""

    RECOGNISED = "recognised"
    QUALIFIED = "qualified"
    NO_LONGER_QUALIFIED = "no_longer_qualified"
    NEITHER = "neither"
    OPEN = "open"


_STANDINGS = {
    (Truth.T, Truth.T): Standing.RECOGNISED,
    (Truth.F, Truth.T): Standing.QUALIFIED,
    (Truth.T, Truth.F): Standing.NO_LONGER_QUALIFIED,
    (Truth.F, Truth.F): Standing.NEITHER,
}


def standing(held: Truth, qualifies: Truth) -> Standing:
    """Return where an enterprise stands: open while either is."""
    return _STANDINGS.get((held, qualifies), Standing.OPEN)


class Rung(Protocol):
    """What the ladder needs to know of a tier."""

    @property
    def spec(self) -> TierSpec: ...

    @property
    def held(self) -> Truth: ...


R = TypeVar("R", bound=Rung)


def next_rung(tiers: Sequence[R]) -> R | None:
    """Return the lowest ranked tier with criteria above all that are held, where it is not held itself.

    A tier of which it is open whether it is held is not passed over: it may be the next.
    """
    ranked = [(tier.spec.rank, tier) for tier in tiers if tier.spec.rank is not None]
    reached = max((rank for rank, tier in ranked if tier.held is Truth.T), default=-1)
    above = [(rank, tier) for rank, tier in ranked if rank > reached and tier.spec.criteria is not None]
    return min(above, key=lambda row: row[0])[1] if above else None
