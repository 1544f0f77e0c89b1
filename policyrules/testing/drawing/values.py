"""Values of facts: what an enterprise of ordinary size could say, and what the policy holds it against.

In: choices, the type of a value with its declared range, and what it is held against. Out: an answer in the range. Each shrinks
towards what is simplest: nothing, the least, the first. Knows no policy.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from policyrules.testing.drawing.choices import Choices
from policyrules.testing.drawing.thresholds import UNITS
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
    drawn = maybe(choices, wanted, day, 0)
    assert drawn is not None
    return drawn


def maybe(choices: Choices, wanted: Wanted, day: int, unknown: int) -> Answer | None:
    """Draw a value, or `None` so many times out of a hundred.

    One choice says whether there is a value and, of a few, which: choosing is what costs most where Hypothesis chooses.
    """
    drawn = choices.integer(0, 99) - unknown
    if drawn < 0:
        return None
    match wanted.type:
        case EnumType(_, members):
            return Symbol(members[drawn % len(members)] if len(members) <= 20 else choices.pick(members))
        case Scalar.BOOL:
            return Truth.T if drawn % 2 else Truth.F
        case Scalar.TEXT:
            return Symbol(_text(choices, wanted, drawn))
        case _:
            return point(_number(choices, wanted, wanted.type, day, drawn))


def _text(choices: Choices, wanted: Wanted, drawn: int) -> str:
    if not wanted.texts:
        return _TEXTS[drawn % len(_TEXTS)]
    text = choices.pick((*wanted.texts, *_TEXTS))
    longer = text.isascii() and text.isdecimal() and drawn % 2
    return f"{text}{drawn % 10}" if longer else text


def _number(choices: Choices, wanted: Wanted, type_: Scalar, day: int, drawn: int) -> Fraction:
    if wanted.numbers and drawn % 2:
        which, by = divmod(choices.integer(0, 3 * len(wanted.numbers) - 1), 3)
        near = wanted.numbers[which] + UNITS.get(type_, Fraction(1)) * (0, -1, 1)[by]
        if wanted.allows(near):
            return near
    return clipped(_ordinary(choices, wanted, type_, day), wanted)


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
    steps = _STEPS[type_]
    signs = (1, 1, 1, -1) if wanted.low is not None and wanted.low < 0 else (1,)
    size, amount = divmod(choices.integer(0, 100 * len(steps) * len(signs) - 1), 100)
    sign, step = divmod(size, len(steps))
    return Fraction(signs[sign] * steps[step] * amount)


def clipped(number: Fraction, wanted: Wanted) -> Fraction:
    """Return a number, or the end of the range that it is beyond."""
    if wanted.low is not None and number < wanted.low:
        number = wanted.low
    if wanted.high is not None and number > wanted.high:
        number = wanted.high
    return number
