"""The largest or the smallest of numbers that rise, or fall, step by step, such as points for an amount and for a share.

In: such numbers. Out: the one that is asked for, in one chain of conditions: the larger of two is no more than a step where
both are, so that neither is a column of its own. In rows in which one of them is not known, their ends are held against each
other, as those of any numbers are. Knows no operator.
"""

from bisect import bisect_right
from collections.abc import Callable, Sequence
from fractions import Fraction

from policyrules.columns import pairs
from policyrules.columns.choosing import Choice, any_of, either, pair_of_steps
from policyrules.columns.extents import Extent
from policyrules.columns.held import Ends, Number, Stepped
from policyrules.columns.parts import Part


def outermost_step(part: Part, given: Sequence[Stepped], ends: Callable[[], Ends], *, largest: bool) -> Number | None:
    """Return the largest or the smallest of numbers that all rise, or all fall; `None` of any others.

    `ends` writes what it lies between in the rows in which one of them is not known.
    """
    rising = [tuple(sorted(one.values)) == tuple(one.values) for one in given]
    if len(set(rising)) > 1:
        return None
    exact, (sign,) = part.exact, {1 if rises else -1 for rises in rising}
    guards, steps = _chain(given, sign, every=largest == (sign > 0))
    written = [exact.fraction(step) for step in steps]
    lacking = list(dict.fromkeys(one.lacks for one in given if one.lacks != "FALSE"))
    if not lacking:
        return exact.number(exact.case(list(zip(guards, written, strict=False)), written[-1]))
    lacks = any_of(lacking)
    if part.asking in part.passed_on:  # as one of several scores, it is added up with both of its ends in one column
        pair = pair_of_steps(part, lacks, Choice(guards, ()), written, ends)
        if pair is not None:
            every = [int(value) for one in given for value in one.values]
            extent = Extent(min(every), max(every))
            return pairs.number(exact, pair, extent, extent)
    return either(part, exact.case([(lacks, exact.lacking()), *zip(guards, written, strict=False)], written[-1]), ends)


def _chain(given: Sequence[Stepped], sign: int, *, every: bool) -> tuple[list[str], list[Fraction]]:
    """Return the steps that may be met, and of each but the last the condition that it is met, unless one before it is.

    Counted by the sign, all numbers rise: the result is no further up than a step where `every` one of them is, or else one.
    """
    scales = [[sign * value for value in one.values] for one in given]
    guards: list[str] = []
    steps: list[Fraction] = []
    for step in sorted({value for scale in scales for value in scale}):
        places = [bisect_right(scale, step) for scale in scales]
        below = [one.guards[at - 1] for one, at, scale in zip(given, places, scales, strict=True) if 0 < at < len(scale)]
        surely = [at == len(scale) for at, scale in zip(places, scales, strict=True)]
        if all(surely) if every else any(surely):
            return guards, [*steps, sign * step]
        if all(places) if every else below:
            guards.append(f"({' AND '.join(below)})" if every and len(below) > 1 else any_of(below))
            steps.append(sign * step)
    raise AssertionError("whatever is the outermost is met")
