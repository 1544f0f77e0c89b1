"""What the text of generated Python calls, by the names that it has there.

In: whole numbers, pairs, ranges and codes. Out: the same. Each does for native values what a rule of the reference does for
answers. Knows no text and no case.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NoReturn, cast

from policyrules.backends import ranges
from policyrules.backends.native import ABSENT, LACKING, MAYBE, BeyondError, optional
from policyrules.backends.numbers import elapsed_years
from policyrules.backends.quantifiers import SUM_BITS
from policyrules.backends.ratios import Number, fraction
from policyrules.backends.records import Counted, of_records
from policyrules.backends.reference import starts
from policyrules.core.program import ParameterSpec, Quantifier
from policyrules.values.answers import Interval, Symbol, Truth
from policyrules.values.periods import period_of
from policyrules.values.quantity import add_days, add_months, elapsed_months


def _published(spec: ParameterSpec, day: int) -> tuple[int, int] | tuple[None, None]:
    """Return the value of a parameter on a day, where it is published and the data is complete."""
    complete = spec.complete_to is not None and day <= spec.complete_to.toordinal()
    values = [value for since, value in spec.values if since.toordinal() <= day]
    return (values[-1].numerator, values[-1].denominator) if complete and values else LACKING


def _truncated(above: int, under: int) -> int:
    return above // under if above >= 0 else -(-above // under)


def _counted(
    kind: Quantifier,
    codes: Sequence[int],
    values: Sequence[ranges.Range],
    days: Sequence[ranges.Range],
    cap: ranges.Range | None,
) -> ranges.Range:
    """Return in which range a number lies that the records of a list give together."""
    match kind:
        case Quantifier.SUM:
            found = ranges.total(codes, values)
        case Quantifier.MAX:
            found = ranges.greatest(codes, values)
        case Quantifier.MIN:
            found = ranges.negative(ranges.greatest(codes, [ranges.negative(value) for value in values]))
        case _:
            holds = cast(Sequence[Truth], [ranges.TRUTHS[code] for code in codes])
            records = Counted(holds, [*map(ranges.interval, values)], [*map(ranges.interval, days)])
            assert cap is not None
            found = ranges.ranged(cast(Interval, of_records(kind, 0, records, ranges.interval(cap))))
    if any(end is not None and _is_long(end) for end in found):
        raise BeyondError
    return found


def _is_long(end: Number) -> bool:
    return max(end.numerator.bit_length(), end.denominator.bit_length()) > SUM_BITS


def _sum_of_any(value: ranges.Range) -> ranges.Range:
    """Return the range of the sum over a list of which nothing is known, from that of the value of any record."""
    low, high = value
    return 0 if low is not None and low >= 0 else None, 0 if high is not None and high <= 0 else None


def _by_period(series: Mapping[int, Any], number: ranges.Range) -> Any:
    """Return the value of a period, where it is known which and what it is."""
    low, high = number
    return series.get(int(fraction(low))) if low is not None and low == high else None


def _half_up(above: int, under: int) -> int:
    whole = (2 * abs(above) + under) // (2 * under)
    return whole if above >= 0 else -whole


def _refused() -> NoReturn:
    raise ValueError


def _away(above: int, under: int) -> int:
    return -(-above // under) if above >= 0 else above // under


HELPERS: Mapping[str, object] = MappingProxyType(
    {
        "ABSENT": ABSENT,
        "MAYBE": MAYBE,
        "LACKING": LACKING,
        "LINE": ranges.LINE,
        "FLIP": ranges.FLIP,
        "TRUTHS": ranges.TRUTHS,
        "CODES": ranges.CODES,
        "Symbol": Symbol,
        "interval": ranges.interval,
        "ranged": ranges.ranged,
        "of_pair": ranges.of_pair,
        "between": ranges.between,
        "add": ranges.add,
        "subtract": ranges.subtract,
        "multiply": ranges.multiply,
        "rounded": ranges.rounded,
        "divide": ranges.divide,
        "growth": ranges.growth,
        "not_below": ranges.not_below,
        "above": ranges.above,
        "equal": ranges.equal,
        "at_least": ranges.at_least,
        "largest": ranges.largest,
        "smallest": ranges.smallest,
        "chosen": ranges.chosen,
        "chosen_code": ranges.chosen_code,
        "banded": ranges.banded,
        "optional": optional,
        "counted": _counted,
        "sum_of_any": _sum_of_any,
        "by_period": _by_period,
        "published": _published,
        "truncated": _truncated,
        "half_up": _half_up,
        "away": _away,
        "refused": _refused,
        "starts": starts,
        "add_months": lru_cache(maxsize=4_096)(add_months),
        "add_days": add_days,
        "full_years": elapsed_years,
        "full_months": elapsed_months,
        "year": lambda day: date.fromordinal(day).year,
        "month": lambda day: date.fromordinal(day).month,
        "day": lambda day: date.fromordinal(day).day,
        "year_quarter": lambda day: period_of(day, "quarter"),
        "year_month": lambda day: period_of(day, "month"),
    }
)
