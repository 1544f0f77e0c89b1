"""Which numbers of a program may come to be too long to be reckoned with.

In: nodes. Out: the indexes of those that have to be looked at in every case, so that what is too long is refused even where
nobody asks for it. An estimate from above; in a policy of everyday size there is none.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import lcm
from typing import cast

from attrs import frozen

from policyrules.core.program import Body, Node, Op, Open, Quantifier
from policyrules.values.answers import Interval
from policyrules.values.bands import Bands
from policyrules.values.types import WHOLE, Scalar

#: As many bits has an input at most, and as many more what is counted or read from a calendar.
INPUT, SOME = 128, 64

#: What is longer than this is not told apart: no backend reckons with it.
_MOST = 1 << 16_000

_SUMS = (Quantifier.SUM, Quantifier.SUM_PER_YEAR)

#: Operators whose answer is one of their arguments, or lies between two of them.
_AMONG = frozenset({Op.CHOOSE, Op.EXCEPTIONS, Op.EXTREME, Op.OTHERWISE, Op.PRESENT})

#: Operators with numbers that are as long as what they say, and not as their longest argument.
_OF_THEIR_OWN = frozenset({Op.LITERAL, Op.UNKNOWN, Op.OUTER, Op.ARITHMETIC, Op.GROWTH, Op.ROUND, Op.EACH, Op.BAND}).union(
    _AMONG
)


@frozen
class _Width:
    """What no numerator exceeds, and no denominator.

    With a `common` denominator the numerators are those above it: sums of such numbers have it too, and grow no longer.
    """

    above: int
    under: int
    common: int | None = None

    @property
    def bits(self) -> int:
        return max(self.above, self.under).bit_length()


def watched(nodes: Sequence[Node], longest: int) -> tuple[int, ...]:
    """Return the nodes whose numbers may have more bits than `longest`."""
    return tuple(index for index, width in enumerate(_widths(nodes, ())) if width.bits > longest)


def _widths(nodes: Sequence[Node], around: Sequence[_Width]) -> list[_Width]:
    widths: list[_Width] = []
    bits: list[int] = []
    for node in nodes:
        if node.op in _OF_THEIR_OWN:
            width = _width(node, [widths[argument] for argument in node.args], widths, around)
        else:
            longest = max([bits[argument] for argument in node.args], default=INPUT)
            width = _of_bits(longest, node.type is Scalar.BOOL or _is_whole(node))
        if width.above > _MOST or width.under > _MOST:
            width = _Width(min(width.above, _MOST), min(width.under, _MOST), width.common)
        widths.append(width)
        bits.append(width.bits)
    return widths


def _width(node: Node, given: Sequence[_Width], before: Sequence[_Width], around: Sequence[_Width]) -> _Width:
    match node.op:
        case Op.LITERAL | Op.UNKNOWN:
            return _written(node)
        case Op.OUTER:
            return around[cast(int, node.data)]
        case Op.ARITHMETIC:
            return _reckoned(cast(str, node.data), given[0], given[1])
        case Op.GROWTH:
            return _sum(_reckoned("/", given[0], given[1]), _Width(1, 1, 1))
        case Op.ROUND:
            steps = given[0].above * given[1].under + 1
            return _Width(steps * given[1].above, given[1].under, given[1].common)
        case Op.EACH:
            assert node.body is not None
            of_body, whole = _of_body(node.body, cast(tuple[Quantifier, int], node.data)[0], before)
            return _of_bits(max(width.bits for width in given) + SOME + of_body, whole)
        case Op.BAND:
            cuts = max((_bits(Interval(cut, cut)) for cut, _ in cast(Bands, node.data).cuts), default=0)
            hull = _hull(given)
            return _Width(hull.above << cuts, hull.under << cuts, hull.common)
        case _:
            return _hull(given)


@lru_cache(maxsize=256)
def _of_bits(bits: int, whole: bool) -> _Width:
    """Return the width of numbers of so many bits, of which none has a denominator where they are whole."""
    most = (1 << min(bits, _MOST.bit_length())) - 1
    return _Width(most, 1, 1) if whole else _Width(most, most)


def _reckoned(sign: str, one: _Width, other: _Width) -> _Width:
    match sign:
        case "+" | "-":
            return _sum(one, other)
        case "*":
            common = None if one.common is None or other.common is None else _shared(one.common * other.common)
            return _Width(one.above * other.above, one.under * other.under, common)
        case _:
            return _Width(one.above * other.under, one.under * other.above)


def _sum(one: _Width, other: _Width) -> _Width:
    both = _alike([one, other])
    if both is None:
        return _Width(one.above * other.under + other.above * one.under, one.under * other.under)
    return _Width(sum(above for above in both[0]), both[1], both[1])


def _hull(given: Sequence[_Width]) -> _Width:
    both = _alike(given)
    if both is None:
        return _Width(max(one.above for one in given), max(one.under for one in given))
    return _Width(max(both[0]), both[1], both[1])


def _alike(given: Sequence[_Width]) -> tuple[list[int], int] | None:
    """Return what no numerator exceeds above a denominator that all have in common, and that; `None` where there is none."""
    commons = [one.common for one in given if one.common is not None]
    common = _shared(lcm(*commons)) if len(commons) == len(given) else None
    if common is None:
        return None
    return [one.above * (common // own) for one, own in zip(given, commons, strict=True)], common


def _shared(common: int) -> int | None:
    return None if common > _MOST else common


def _of_body(body: Body, kind: Quantifier, around: Sequence[_Width]) -> tuple[int, bool]:
    """Return how wide it is what is asked of the records, and whether what comes of it is whole.

    The sum of fractions may be as long as they are many.
    """
    widths = _widths(body.nodes, around)
    whole = body.value is None or _is_whole(body.nodes[body.value])
    return max((width.bits for width in widths), default=0) * (10_000 if kind in _SUMS and not whole else 1), whole


def _is_whole(node: Node) -> bool:
    """Say whether a number is whole as it is given: one that is reckoned may have a denominator, whatever its type."""
    type_ = getattr(node.type, "element", node.type)
    given = node.op in (Op.FACT, Op.FIELD, Op.AT, Op.DAY, Op.CALENDAR, Op.ELAPSED, Op.OTHERWISE, Op.PRESENT)
    return given and (type_ in WHOLE or type_ is Scalar.MONEY)


def _written(node: Node) -> _Width:
    match node.data:
        case Interval() as number:
            return _of_ends(number)
        case Open(_, low, high):
            return _of_ends(Interval(low, high))
        case _:
            return _Width(1, 1, 1)


def _of_ends(number: Interval) -> _Width:
    if (point := number.point) is not None:
        return _Width(abs(point.numerator), point.denominator, point.denominator)
    ends = [end for end in (number.low, number.high) if end is not None]
    common = lcm(*(end.denominator for end in ends))
    return _Width(max((abs(end.numerator) * (common // end.denominator) for end in ends), default=1), common, common)


def _bits(number: Interval) -> int:
    return _of_ends(number).bits
