"""Values of facts: what an enterprise of ordinary size could say, and what the policy holds it against.

In: choices, the type of a value with its declared range, and what it is held against. Out: an answer in the range. Each shrinks
towards what is simplest: nothing, the least, the first. Knows no policy.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from policyrules.testing.choices import Choices
from policyrules.testing.thresholds import UNITS
from policyrules.values.answers import Answer, Symbol, Truth, point
from policyrules.values.periods import period_of
from policyrules.values.types import WHOLE, EnumType, Scalar

_TEXTS = ("甲公司", "乙公司", "Ayton Ltd", "99", "0")

#: How large the steps are in which values of ordinary size are counted, in the unit of the type.
_STEPS: dict[Scalar, tuple[int, ...]] = {
    Scalar.MONEY: (10**6, 10**8, 10**7, 10**9, 10**10, 10**5, 100, 1),
    Scalar.INTEGER: (1, 10, 100),
    Scalar.NUMBER: (1, 10, 100),
}


@frozen
class Wanted:
    """What a value is to be like: its type, its range, and what the policy holds it against."""

    type: Scalar | EnumType
    low: Fraction | None = None
    high: Fraction | None = None
    numbers: Sequence[Fraction] = ()
    texts: Sequence[str] = ()

    def allows(self, value: Fraction) -> bool:
        """Say whether a number is in the range, and whole where it has to be."""
        whole = self.type not in WHOLE and self.type is not Scalar.MONEY
        in_range = (self.low is None or self.low <= value) and (self.high is None or value <= self.high)
        return in_range and (whole or value.denominator == 1) and (self.low is not None or not _counts(self.type) or value >= 0)


def _counts(type_: Scalar | EnumType) -> bool:
    return type_ in (Scalar.MONTHS, Scalar.DAYS)


def value(choices: Choices, wanted: Wanted, day: int) -> Answer:
    """Draw a value; `day` is the one on which is decided."""
    match wanted.type:
        case EnumType(_, members):
            return Symbol(choices.pick(members))
        case Scalar.BOOL:
            return Truth.T if choices.chance(50) else Truth.F
        case Scalar.TEXT:
            return Symbol(_text(choices, wanted))
        case _:
            return point(_number(choices, wanted, wanted.type, day))


def _text(choices: Choices, wanted: Wanted) -> str:
    if not wanted.texts:
        return choices.pick(_TEXTS)
    text = choices.pick((*wanted.texts, *_TEXTS))
    longer = text.isascii() and text.isdecimal() and choices.chance(50)
    return f"{text}{choices.integer(0, 9)}" if longer else text


def _number(choices: Choices, wanted: Wanted, type_: Scalar, day: int) -> Fraction:
    if wanted.numbers and choices.chance(50):
        step = UNITS.get(type_, Fraction(1))
        near = choices.pick(wanted.numbers) + step * choices.pick((0, -1, 1))
        if wanted.allows(near):
            return near
    return clipped(_ordinary(choices, wanted, type_, day), wanted, type_)


def _ordinary(choices: Choices, wanted: Wanted, type_: Scalar, day: int) -> Fraction:
    """Draw a value of ordinary size."""
    match type_:
        case Scalar.DATE:
            return Fraction(day + 200 - choices.integer(0, 2_200))
        case Scalar.PERCENT | Scalar.RATIO:
            return Fraction(choices.integer(0, 100), 100)
        case Scalar.MONTHS:
            return Fraction(choices.integer(0, 60))
        case Scalar.DAYS:
            return Fraction(choices.integer(0, 400))
        case Scalar.QUARTER:
            return Fraction(period_of(day, "quarter") - choices.integer(0, 12))
        case Scalar.MONTH:
            return Fraction(period_of(day, "month") - choices.integer(0, 36))
    if wanted.low is not None and wanted.high is not None and wanted.high - wanted.low <= 1_000:
        return Fraction(choices.integer(ceil(wanted.low), floor(wanted.high)))
    amount = Fraction(choices.integer(0, 999) * choices.pick(_STEPS[type_]))
    below = wanted.low is not None and wanted.low < 0 and choices.chance(20)
    return -amount if below else amount


def clipped(number: Fraction, wanted: Wanted, type_: Scalar) -> Fraction:
    """Return a number, or the end of the range that it is beyond."""
    if wanted.low is not None and number < wanted.low:
        number = wanted.low
    if wanted.high is not None and number > wanted.high:
        number = wanted.high
    return number
