"""Quotients that are not brought to lowest terms: as exact as a `Fraction`, for reckoning that is compared and thrown away.

In: whole numbers, fractions, quotients. Out: the same numbers. A `Fraction` takes most of its time for its
lowest terms, which an end of a range that only says *open* does not need.
"""

from fractions import Fraction
from typing import Union

#: A number: all of them have a numerator, and a denominator above zero.
Number = Union[int, Fraction, "Ratio"]


class Ratio:
    """A numerator over a denominator above zero. Immutable by use: nobody changes one."""

    __slots__ = ("denominator", "numerator")

    def __init__(self, numerator: int, denominator: int) -> None:
        self.numerator = numerator
        self.denominator = denominator

    def __repr__(self) -> str:
        return f"Ratio({self.numerator}, {self.denominator})"

    def __hash__(self) -> int:
        return hash(Fraction(self.numerator, self.denominator))

    def __add__(self, other: Number) -> "Ratio":
        under = other.denominator
        return Ratio(self.numerator * under + other.numerator * self.denominator, self.denominator * under)

    __radd__ = __add__

    def __sub__(self, other: Number) -> "Ratio":
        under = other.denominator
        return Ratio(self.numerator * under - other.numerator * self.denominator, self.denominator * under)

    def __rsub__(self, other: Number) -> "Ratio":
        return -self + other

    def __mul__(self, other: Number) -> "Ratio":
        return Ratio(self.numerator * other.numerator, self.denominator * other.denominator)

    __rmul__ = __mul__

    def __neg__(self) -> "Ratio":
        return Ratio(-self.numerator, self.denominator)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, int | Fraction | Ratio):
            return NotImplemented
        return self.numerator * other.denominator == other.numerator * self.denominator

    def __lt__(self, other: Number) -> bool:
        return self.numerator * other.denominator < other.numerator * self.denominator

    def __le__(self, other: Number) -> bool:
        return self.numerator * other.denominator <= other.numerator * self.denominator

    def __gt__(self, other: Number) -> bool:
        return self.numerator * other.denominator > other.numerator * self.denominator

    def __ge__(self, other: Number) -> bool:
        return self.numerator * other.denominator >= other.numerator * self.denominator


def over(one: Number, other: Number) -> Ratio:
    """Return one / other, which is above zero."""
    return Ratio(one.numerator * other.denominator, one.denominator * other.numerator)


def fraction(one: Number) -> Fraction:
    """Return a number in lowest terms."""
    return one if type(one) is Fraction else Fraction(one.numerator, one.denominator)
