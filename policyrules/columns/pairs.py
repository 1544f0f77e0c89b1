"""Small whole numbers with both of their ends in one column, as which scores are added up.

In: numbers whose ends are whole, not below zero and small in all rows. Out: one whole number for both ends, `5000010` for what
lies between 5 and 10: two such are added in one step, and one such is held against a limit in one or two. Knows no operator.
"""

from collections.abc import Sequence

from attrs import evolve

from policyrules.columns.exact import Exact
from policyrules.columns.extents import Extent
from policyrules.columns.held import End, Ends, Number, Whole

#: The lower end is counted in so many; the higher one is always less.
SPAN = 10**6


def is_small(end: End) -> bool:
    """Say whether an end has a place in a pair."""
    extent = end.above.extent
    return end.scale == 1 and not end.open and not end.above.date and extent.low >= 0 and extent.high < SPAN


def pair_of(exact: Exact, number: Number) -> Whole | None:
    """Return both ends of a number as one; `None` of one whose ends have no place in it."""
    if number.pair is not None:
        return number.pair
    if not (is_small(number.low) and is_small(number.high)):
        return None
    if number.point is None:
        return together(exact, (number.low, number.high))
    if not number.open:
        return together(exact, (number.point, number.point))
    known, unknown = exact.times(number.point.above, exact.constant(SPAN + 1)), number.unknown
    assert unknown.low is not None and unknown.high is not None
    otherwise = exact.constant(int(unknown.low * SPAN + unknown.high))
    return evolve(exact.coalesced(known, otherwise), extent=Extent(0, SPAN * SPAN))


def together(exact: Exact, ends: Ends) -> Whole:
    """Return two ends as one number."""
    low, high = ends
    if low == high:
        return exact.times(low.above, exact.constant(SPAN + 1))
    return exact.plus(exact.times(low.above, exact.constant(SPAN)), high.above)


def case(exact: Exact, lacks: str, ends: Ends, guards: Sequence[str], steps: Sequence[End]) -> Whole:
    """Return what is chosen among numbers that are known, and what they lie between where it is not known which."""
    pairs = [End(together(exact, (one, one)), one.under, False) for one in steps]
    unknown = End(together(exact, ends), ends[0].under, False)
    return exact.case([(lacks, unknown), *zip(guards, pairs, strict=False)], pairs[-1]).above


def added(exact: Exact, left: Number, right: Number) -> Number | None:
    """Add two numbers with both of their ends; `None` where these have no place in a pair."""
    one, other = pair_of(exact, left), pair_of(exact, right)
    if one is None or other is None:
        return None
    low, high = (a.above.extent.plus(b.above.extent) for a, b in ((left.low, right.low), (left.high, right.high)))
    return None if high.high >= SPAN else number(exact, exact.plus(one, other), low, high)


def number(exact: Exact, pair: Whole, low: Extent, high: Extent) -> Number:
    """Return the number whose ends are told by a pair, and what these lie between."""
    one, span = exact.constant(1), exact.dialect.whole(SPAN)
    first = Whole(exact.dialect.quotient(pair.text, span, SPAN), low)
    last = Whole(f"({pair.text} % {span})", high)
    return Number(End(first, one, False), End(last, one, False), pair=pair)


def named(exact: Exact, held: Number, name: str) -> Number:
    """Return a number whose pair has a column of its own."""
    assert held.pair is not None
    return number(exact, evolve(held.pair, text=name), held.low.above.extent, held.high.above.extent)


def at_least(exact: Exact, held: Number, limit: Whole) -> str | None:
    """Say whether a number is no less than one that is written; `None` where a pair does not tell."""
    if held.pair is None or limit.constant is None or limit.constant > SPAN:
        return None
    holds = f"{held.pair.text} >= {exact.constant(limit.constant * SPAN).text}"
    return exact.either(f"({holds})", exact.below(held.high, End(limit, exact.constant(1), False)))
