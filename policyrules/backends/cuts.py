"""Which written numbers a number is held against: where they cut the line, and how many of these cuts it has passed.

In: nodes. Out: for the index of a number, its `Cuts`, and the text that counts those that it has passed. This one whole number
then tells every comparison with any of them, and which row of a table counts. A quotient is multiplied by what makes all that
it is held against whole, and divided once: then it need not be multiplied out for each of them.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor, lcm
from typing import cast

from attrs import frozen

from policyrules.backends.holding import tuple_of
from policyrules.backends.ranges import End
from policyrules.backends.ratios import fraction
from policyrules.core.program import Comparator, Node, Op
from policyrules.values.answers import Interval
from policyrules.values.bands import Bands

#: From so many cuts on it pays, up to so many; and by no more than so much is anything multiplied for it.
ENOUGH, MANY, MOST = 2, 64, 10**6

#: From so many cuts on, none above so much, it takes less to look up how many were passed than to compare.
LOOKED_UP, LOW = 3, 128

#: Says how a number is written.
Constant = Callable[[object], str]

#: What is written for a number that lies beyond its ends.
_REFUSED = "refused()"

#: A number that is written, and whether it has passed its own cut itself: `policyrules.values.bands` says it the same way.
Cut = tuple[Fraction, bool]

#: Whether a number passes the cut of which it is asked by being equal to it, and whether it is asked that it has passed it.
CUTTING: Mapping[Comparator, tuple[bool, bool]] = {
    Comparator.GE: (True, True),
    Comparator.LT: (True, False),
    Comparator.GT: (False, True),
    Comparator.LE: (False, False),
}


@frozen
class Cuts:
    """Whole numbers, ascending: one has passed those that it is not below.

    They are what is written multiplied by a `factor`. What is held against them is a number multiplied by its numerator and
    then rounded down, or `up` and one less, which takes less to reckon and says as much: the unit in which a number is held
    stands in the denominator.
    """

    at: tuple[int, ...]
    factor: Fraction = Fraction(1)
    up: bool = False

    def lie_between(self, low: int, high: int) -> bool:
        """Say whether all cuts lie between two ends, or at them."""
        return low <= self.at[0] and self.at[-1] <= high

    def of(self, cut: Cut) -> int:
        """Return the whole number of one of the cuts."""
        return _whole(cut, self.factor, self.up)

    def passed(self, cut: Cut) -> tuple[bool, ...]:
        """Return whether a number has passed one of the cuts, by how many of all it has passed."""
        place = self.at.index(self.of(cut))
        return tuple(count > place for count in range(len(self.at) + 1))

    def counts(self, low: End, high: End) -> tuple[int, int]:
        """Return how many cuts numbers between two ends have passed, at least and at most; `None` is an end at infinity."""
        least = 0 if low is None else self._count(fraction(low) * self.factor)
        return least, len(self.at) if high is None else self._count(fraction(high) * self.factor)

    def _count(self, number: Fraction) -> int:
        whole = ceil(number) - 1 if self.up else floor(number)
        return sum(whole >= cut for cut in self.at)


def held_against(nodes: Sequence[Node]) -> Mapping[int, frozenset[Cut]]:
    """Return the cuts of each number that has any."""
    found: dict[int, set[Cut]] = {}
    for node in nodes:
        for index, cut in _cuts_of(nodes, node):
            found.setdefault(index, set()).add(cut)
    return {index: frozenset(cuts) for index, cuts in found.items()}


def of_whole(cuts: frozenset[Cut], unit: int, enough: int = ENOUGH) -> Cuts | None:
    """Return the cuts of whole numbers of a unit, where it pays: it makes no difference there which of them itself passes."""
    return _where_it_pays(cuts, Fraction(1, unit), up=False, enough=enough)


def of_quotient(cuts: frozenset[Cut], unit: int, up: bool) -> Cuts | None:
    """Return the cuts of a quotient that is rounded up, or down, as far as they tell of it; where it pays."""
    told = frozenset(cut for cut in cuts if cut[1] is not up)
    scale = lcm(*((number / unit).denominator for number, _ in told)) if len(told) <= MANY else MOST + 1
    return None if scale > MOST else _where_it_pays(told, Fraction(scale, unit), up)


def _where_it_pays(cuts: frozenset[Cut], factor: Fraction, up: bool, enough: int = ENOUGH) -> Cuts | None:
    if len(cuts) > MANY:
        return None
    at = {_whole(cut, factor, up) for cut in cuts}
    return Cuts(tuple(sorted(at)), factor, up) if len(at) >= enough else None


def _whole(cut: Cut, factor: Fraction, up: bool) -> int:
    number, passes = cut
    return ceil(number * factor) if passes else floor(number * factor) + (not up)


def _cuts_of(nodes: Sequence[Node], node: Node) -> Iterator[tuple[int, Cut]]:
    """Yield which number a node holds against which cut."""
    if node.op is Op.BAND:
        for cut in cast(Bands, node.data).cuts:
            yield node.args[0], cut
    if node.op is Op.COMPARE:
        comparator, (left, right) = cast(Comparator, node.data), node.args
        for one, other, sign in ((left, right, comparator), (right, left, comparator.mirrored)):
            number = written(nodes[other])
            if number is not None and sign in CUTTING and nodes[one].op not in (Op.LITERAL, Op.UNKNOWN):
                yield one, (number, CUTTING[sign][0])


def written(node: Node) -> Fraction | None:
    """Return the number that a node writes; `None` for any other node."""
    return node.data.point if node.op is Op.LITERAL and isinstance(node.data, Interval) else None


# --- the text that counts ---------------------------------------------------------------------------------------------


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
