"""Numbers of everyday size written at once, and exactly as `policyrules.explain.phrases` writes all of them.

In: a type and a language. Out: what writes numbers of the type, given as what stands above and under the line, in any terms.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from policyrules.diagnostics import Language
from policyrules.explain.phrases import quotient
from policyrules.explain.words import say
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

#: Writes a number.
Write = Callable[[int, int], str]

#: Numbers that are longer above the line are not of everyday size.
_EVERYDAY = 10**30

#: What stands behind the whole percents, by the hundredths of one.
_HUNDREDTHS = tuple(f".{part:02}".rstrip("0") + "%" if part else "%" for part in range(100))

_YUAN, _TEN_THOUSAND, _HUNDRED_MILLION = MONEY_UNITS["元"], 10_000, 100_000_000


def writer(type_: Scalar, language: Language) -> Write:
    """Return what writes numbers of a type."""
    if type_ in (Scalar.PERCENT, Scalar.RATIO):
        return _share(type_, language)
    if type_ is Scalar.MONEY:
        return _money(YUAN[language], language)
    return lambda above, under: quotient(above, under, type_, language)


def _money(yuan: Callable[[int], str], language: Language) -> Write:
    """Return what writes 分: whole yuan, not below zero, at once."""

    def write(above: int, under: int) -> str:
        if 0 <= above < _EVERYDAY:
            count, rest = divmod(above, _YUAN * under)
            if not rest:
                return yuan(count)
        return quotient(above, under, Scalar.MONEY, language)

    return write


def _yuan_in_english(count: int) -> str:
    return f"{count:,} yuan"


def _yuan_in_chinese(count: int) -> str:
    """Write yuan in the largest unit that leaves at most four decimals."""
    if count < _TEN_THOUSAND:
        return f"{count}元" if count > -_TEN_THOUSAND else f"-{_yuan_in_chinese(-count)}"
    said, unit = str(count), "万元"
    if count >= _HUNDRED_MILLION and said.endswith("0000"):
        said, unit = said[:-4], "亿元"
    part = said[-4:].rstrip("0")
    return f"{said[:-4]}.{part}{unit}" if part else said[:-4] + unit


#: What writes whole yuan, by the language.
YUAN: Mapping[Language, Callable[[int], str]] = MappingProxyType({"zh": _yuan_in_chinese, "en": _yuan_in_english})


def _share(type_: Scalar, language: Language) -> Write:
    """Return what writes shares: those at once that are rounded to a hundredth of a percent, or need no more."""
    about = say("about", language, value="")
    about_less = f"{about}-"
    most = _EVERYDAY * 10_000 if language == "zh" else 100_000  # from 1,000% on, English has its digits in groups

    def write(above: int, under: int) -> str:
        if -_EVERYDAY < above < _EVERYDAY:
            millionths, rest = divmod(1_000_000 * (above if above > 0 else -above), under)
            count, more = millionths // 100, millionths % 100
            if rest:
                if more >= 50:  # with a rest, this is more than half a hundredth of a percent
                    count += 1
                if 0 < count < most:
                    return f"{about if above > 0 else about_less}{count // 100}{_HUNDREDTHS[count % 100]}"
            elif 0 < count < most and not more:
                return f"{'' if above > 0 else '-'}{count // 100}{_HUNDREDTHS[count % 100]}"
        return quotient(above, under, type_, language)

    return write
