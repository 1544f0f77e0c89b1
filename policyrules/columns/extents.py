"""How large the whole numbers of a query can become, and which kind of column holds them.

In: the ends that a number surely lies between. Out: the ends that a sum or a product of two lies between, and how wide a column
it needs. Knows neither SQL nor programs.
"""

from collections.abc import Iterable
from math import isqrt

from attrs import frozen

#: The largest whole number of a plain column of 64 bits, and of the widest one: 38 digits, which every engine holds exactly.
NARROW, WIDE = 2**63 - 1, 10**38 - 1


@frozen
class Extent:
    """The ends that a whole number surely lies between."""

    low: int
    high: int

    @property
    def largest(self) -> int:
        """The largest that the number can be, whatever its sign."""
        return max(abs(self.low), abs(self.high))

    @property
    def is_narrow(self) -> bool:
        return self.largest <= NARROW

    @property
    def is_wide(self) -> bool:
        """Say whether the widest column can hold it."""
        return self.largest <= WIDE

    def plus(self, other: "Extent") -> "Extent":
        return Extent(self.low + other.low, self.high + other.high)

    def negated(self) -> "Extent":
        return Extent(-self.high, -self.low)

    def times(self, other: "Extent") -> "Extent":
        corners = [one * another for one in (self.low, self.high) for another in (other.low, other.high)]
        return Extent(min(corners), max(corners))

    def within(self, largest: int) -> "Extent":
        """Return what is left of it between −largest and largest."""
        return Extent(max(self.low, -largest), min(self.high, largest))

    def holds(self, number: int) -> bool:
        return self.low <= number <= self.high


def covering(extents: Iterable[Extent]) -> Extent:
    """Return the least that covers all of them (at least one)."""
    every = tuple(extents)
    return Extent(min(one.low for one in every), max(one.high for one in every))


def limits(one: Extent, other: Extent) -> tuple[int, int]:
    """Return how large two numbers may be, so that the widest column holds their product: what is small keeps all its room."""
    first = min(one.largest, max(isqrt(WIDE), WIDE // max(other.largest, 1)))
    second = min(other.largest, WIDE // max(first, 1))
    return first, second
