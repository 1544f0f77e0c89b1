"""Which numbers are held against so many others that, if they are quotients, it pays to divide once.

In: nodes. Out: for the index of a number, by how much it is to be multiplied before it is divided, so that all numbers that it
is held against become whole ones: then what is divided need not be multiplied out for each of them. Knows no text.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import cast

from attrs import frozen

from policyrules.core.program import Comparator, Node, Op
from policyrules.values.answers import Interval
from policyrules.values.bands import Bands

#: From so many numbers on it pays, and by no more than so much is anything multiplied for it.
ENOUGH, MOST = 2, 10**6

#: The comparator with both sides exchanged.
FLIPPED: Mapping[Comparator, Comparator] = {
    Comparator.GE: Comparator.LE,
    Comparator.GT: Comparator.LT,
    Comparator.LE: Comparator.GE,
    Comparator.LT: Comparator.GT,
    Comparator.EQ: Comparator.EQ,
    Comparator.NE: Comparator.NE,
}

#: x ≥ n and x < n say of a whole n what the next lower whole number says of x; x ≤ n and x > n what the next higher one says.
ROUNDED_DOWN: Mapping[Comparator, bool] = {
    Comparator.GE: True,
    Comparator.LT: True,
    Comparator.LE: False,
    Comparator.GT: False,
}


@frozen
class Scales:
    """By how much a number is multiplied before it is divided and rounded down, and up; `None` where it is not."""

    down: int | None
    up: int | None


def scales(nodes: Sequence[Node]) -> Mapping[int, Scales]:
    """Return what pays for each number."""
    found: dict[int, tuple[set[Fraction], set[Fraction]]] = {}
    for node in nodes:
        for index, down, number in _held_against(nodes, node):
            found.setdefault(index, (set(), set()))[0 if down else 1].add(number)
    return {index: Scales(_scale(down), _scale(up)) for index, (down, up) in found.items()}


def _scale(numbers: set[Fraction]) -> int | None:
    scale = lcm(*(number.denominator for number in numbers))
    return scale if len(numbers) >= ENOUGH and scale <= MOST else None


def _held_against(nodes: Sequence[Node], node: Node) -> Iterator[tuple[int, bool, Fraction]]:
    """Yield which number a node holds against which written one, and whether it may be rounded down for it, or up."""
    if node.op is Op.BAND:
        for cut, is_above in cast(Bands, node.data).cuts:
            yield node.args[0], is_above, cut
    if node.op is Op.COMPARE:
        comparator, (left, right) = cast(Comparator, node.data), node.args
        for one, other, sign in ((left, right, comparator), (right, left, FLIPPED[comparator])):
            number = written(nodes[other])
            if number is not None and sign in ROUNDED_DOWN and written(nodes[one]) is None:
                yield one, ROUNDED_DOWN[sign], number


def written(node: Node) -> Fraction | None:
    """Return the number that a node writes; `None` for any other node."""
    return node.data.point if node.op is Op.LITERAL and isinstance(node.data, Interval) else None
