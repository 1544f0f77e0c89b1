"""Answers: what a node can be known to be.

An answer says everything that is known and nothing more: a truth is T, F or U; a number (money, date, … too) is a closed
interval of rationals, a point when it is known; a text or an enum value is known or not. Refining a fact only ever shrinks
an answer.
"""

from collections.abc import Mapping
from enum import IntEnum
from fractions import Fraction

from attrs import field, frozen


class Truth(IntEnum):
    """Strong Kleene logic; the order F < U < T makes `and` a minimum and `or` a maximum."""

    F = 0
    U = 1
    T = 2

    def negated(self) -> "Truth":
        return Truth(2 - self)


@frozen
class Interval:
    """A closed interval of rationals; `None` is an end at infinity (−∞ as `low`, +∞ as `high`)."""

    low: Fraction | None
    high: Fraction | None

    @property
    def point(self) -> Fraction | None:
        """The number, where it is known."""
        low, high = self.low, self.high
        return low if low is high or low == high else None  # most points are one number at both ends


WHOLE_LINE = Interval(None, None)


def point(value: Fraction | int) -> Interval:
    """Return the interval of one number."""
    exact = value if type(value) is Fraction else Fraction(value)  # making it anew takes longer than all else here
    return Interval(exact, exact)


@frozen
class Symbol:
    """A text or the member of an enumeration; `None` is an unknown one."""

    value: str | None


@frozen
class Absent:
    """An optional field that was left out, or a year that does not exist: known to hold nothing."""


@frozen
class Maybe:
    """An optional field that is unknown: it may be absent, or hold one of the values of `range`."""

    range: "Truth | Interval | Symbol"


@frozen
class Records:
    """The rows of a list of records, each a mapping from field name to answer; `None` is an unknown list."""

    rows: "tuple[Mapping[str, Answer], ...] | None" = field(hash=False)


@frozen
class Series:
    """The values of a series by the numbers of their periods (see `policyrules.values.periods`); of one that is not among
    them, no more is known than `range`.
    """

    values: "Mapping[int, Answer]" = field(hash=False)
    range: "Truth | Interval | Symbol"


Answer = Truth | Interval | Symbol | Absent | Maybe | Records | Series
