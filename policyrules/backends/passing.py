"""The text of what counts the cuts that a number has passed: in few comparisons, or looked up.

In: the local of a number, and its cuts. Out: the expression of a whole number. Knows no question.
"""

from collections.abc import Callable, Sequence

from policyrules.backends.cuts import Cuts
from policyrules.backends.holding import tuple_of

#: From so many cuts on, none above so much, it takes less to look up how many were passed than to compare.
LOOKED_UP, LOW = 3, 128

#: Says how a number is written.
Constant = Callable[[object], str]

#: What is written for a number that lies beyond its ends.
_REFUSED = "refused()"


def counting(number: str, cuts: Sequence[int], constant: Constant, first: int = 0) -> str:
    """Return how many cuts a number has passed: whichever it is, in few comparisons."""
    return _counted(number, cuts, constant, first, None, None)


def refusing(number: str, cuts: Sequence[int], ends: tuple[int, int], constant: Constant) -> str:
    """Return the same of a number that may lie beyond two ends, between which all cuts lie: then it is refused.

    Only one that has passed no cut, or all, is held against them.
    """
    return _counted(number, cuts, constant, 0, *ends)


def _counted(number: str, cuts: Sequence[int], constant: Constant, first: int, low: int | None, high: int | None) -> str:
    if not cuts:
        ends = [f"{number} {sign} {constant(end)}" for sign, end in ((">=", low), ("<=", high)) if end is not None]
        return f"{first} if {' and '.join(ends)} else {_REFUSED}" if ends else str(first)
    middle = len(cuts) // 2
    below = _counted(number, cuts[:middle], constant, first, low, None)
    above = _counted(number, cuts[middle + 1 :], constant, first + middle + 1, None, high)
    return f"{below if below.isdecimal() else f'({below})'} if {number} < {constant(cuts[middle])} else {above}"


def of_divided(number: str, cuts: Cuts, is_never_negative: bool, constant: Constant) -> str:
    """Return the same of what was divided; what is soon above all cuts is looked up below them."""
    at = cuts.at
    first, last = at[0], at[-1]
    if len(at) < LOOKED_UP or first < 0 or last > LOW:
        return counting(number, at, constant)
    counts = [sum(cut <= one for cut in at) for one in range(last)]
    if not is_never_negative:
        return f"0 if {number} < 0 else {_row(counts)}[{number}] if {number} < {last} else {len(at)}"
    # What is rounded up, and one less, may be -1, for which Python looks at what stands last.
    return f"{_row([*counts, *([0] if cuts.up else [])])}[{number}] if {number} < {last} else {len(at)}"


def _row(counts: Sequence[int]) -> str:
    return tuple_of(map(str, counts))
