"""Numbers of everyday size written at once, and exactly as `policyrules.explain.phrases` writes all of them.

In: a type and a language. Out: what writes numbers of the type, given as what stands above and under the line, in any terms.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from policyrules.diagnostics import Language
from policyrules.explain.phrases import half_even, quotient
from policyrules.explain.words import say
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

#: Writes a number.
Write = Callable[[int, int], str]

#: Numbers that are longer above the line are not of everyday size.
_EVERYDAY = 10**30

#: What stands behind the point of so many hundredths.
_HUNDREDTHS = tuple(f".{part:02}".rstrip("0") if part else "" for part in range(100))

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
    return f"{count} yuan"


def _yuan_in_chinese(count: int) -> str:
    """Write yuan in the largest unit that leaves at most four decimals."""
    if count < _TEN_THOUSAND:
        return f"{count}元" if count > -_TEN_THOUSAND else f"-{_yuan_in_chinese(-count)}"
    unit = "万元"
    if count >= _HUNDRED_MILLION and not count % _TEN_THOUSAND:
        count, unit = count // _TEN_THOUSAND, "亿元"
    whole, part = divmod(count, _TEN_THOUSAND)
    return f"{whole}.{str(_TEN_THOUSAND + part)[1:].rstrip('0')}{unit}" if part else f"{whole}{unit}"


#: What writes whole yuan, by the language.
YUAN: Mapping[Language, Callable[[int], str]] = MappingProxyType({"zh": _yuan_in_chinese, "en": _yuan_in_english})


def _share(type_: Scalar, language: Language) -> Write:
    """Return what writes shares: those at once that are rounded to a hundredth of a percent, or need no more."""
    about = say("about", language, value="")

    def write(above: int, under: int) -> str:
        count, rest = divmod(10_000 * abs(above), under)
        mark = ""
        if rest:
            mark, count = about, half_even(count, rest, under)
        if -_EVERYDAY < above < _EVERYDAY and count and (not rest or 100 * rest % under):
            whole, part = divmod(count, 100)
            return f"{mark}{'-' if above < 0 else ''}{whole}{_HUNDREDTHS[part]}%"
        return quotient(above, under, type_, language)

    return write
