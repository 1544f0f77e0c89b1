"""Choices: where everything that is drawn comes from.

In: a seed, or whatever else can choose (Hypothesis, by `policyrules.strategies`). Out: integers, yes or no, one of several. Who
draws says with the order of the options what is simplest: every choice shrinks towards its lowest, no, or the first. Knows no
policy.
"""

from collections.abc import Sequence
from random import Random
from typing import Protocol, TypeVar

T = TypeVar("T")


class Choices(Protocol):
    """A source of choices."""

    def integer(self, low: int, high: int) -> int:
        """Return a whole number between both ends, which are possible themselves."""

    def chance(self, percent: int) -> bool:
        """Say yes so many times out of a hundred."""

    def pick(self, options: Sequence[T]) -> T:
        """Return one of the options, of which there is at least one."""

    def section(self) -> None:
        """Begin something that has nothing to do with what was chosen before, and shrinks apart from it."""


class Seeded:
    """Choices by chance, the same for the same seed, on every machine and with every version of Python."""

    def __init__(self, seed: int) -> None:
        self._bits = Random(seed).getrandbits  # the bits of a seed are the same everywhere; the ways to ranges are not

    def integer(self, low: int, high: int) -> int:
        span = high - low
        if span <= 0:
            return low
        width = span.bit_length()
        drawn = self._bits(width)
        while drawn > span:
            drawn = self._bits(width)
        return low + drawn

    def section(self) -> None:
        pass  # chance needs no order

    def chance(self, percent: int) -> bool:
        return self.integer(0, 99) >= 100 - percent

    def pick(self, options: Sequence[T]) -> T:
        return options[self.integer(0, len(options) - 1)]
