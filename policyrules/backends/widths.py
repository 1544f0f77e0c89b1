"""Which numbers of a program may come to be too long to be reckoned with.

In: nodes. Out: the indexes of those that have to be looked at in every case, so that what is too long is refused even where
nobody asks for it. An estimate from above; in a policy of everyday size there is none.
"""

from collections.abc import Sequence
from typing import cast

from policyrules.core.program import Body, Node, Op, Open, Quantifier
from policyrules.values.answers import Interval
from policyrules.values.bands import Bands
from policyrules.values.types import WHOLE, Scalar

#: As many bits has an input at most, and as many more what is counted or read from a calendar.
INPUT, SOME = 128, 64

_SUMS = (Quantifier.SUM, Quantifier.SUM_PER_YEAR)


def watched(nodes: Sequence[Node], longest: int) -> tuple[int, ...]:
    """Return the nodes whose numbers may have more bits than `longest`."""
    return tuple(index for index, width in enumerate(_widths(nodes, ())) if width > longest)


def _widths(nodes: Sequence[Node], around: Sequence[int]) -> list[int]:
    widths: list[int] = []
    for node in nodes:
        widths.append(_width(node, [widths[argument] for argument in node.args], widths, around))
    return widths


def _width(node: Node, given: Sequence[int], before: Sequence[int], around: Sequence[int]) -> int:
    match node.op:
        case Op.LITERAL | Op.UNKNOWN:
            return _written(node)
        case Op.OUTER:
            return around[cast(int, node.data)]
        case Op.ARITHMETIC | Op.GROWTH | Op.ROUND:
            return sum(given) + 2
        case Op.EACH:
            assert node.body is not None
            return max(given) + SOME + _of_body(node.body, cast(tuple[Quantifier, int], node.data)[0], before)
        case Op.BAND:
            return max(given) + max((_bits(Interval(cut, cut)) for cut, _ in cast(Bands, node.data).cuts), default=0)
        case _:
            return max(given, default=INPUT)


def _of_body(body: Body, kind: Quantifier, around: Sequence[int]) -> int:
    """Return the width of what is asked of the records; the sum of fractions may be as long as they are many."""
    widths = _widths(body.nodes, around)
    fractions = kind in _SUMS and body.value is not None and not _is_whole(body, body.value)
    return max(widths, default=0) * (10_000 if fractions else 1)


def _is_whole(body: Body, index: int) -> bool:
    node = body.nodes[index]
    return node.op in (Op.FIELD, Op.OTHERWISE, Op.PRESENT) and (node.type in WHOLE or node.type is Scalar.MONEY)


def _written(node: Node) -> int:
    match node.data:
        case Interval() as number:
            return _bits(number)
        case Open(_, low, high):
            return _bits(Interval(low, high))
        case _:
            return 1


def _bits(number: Interval) -> int:
    ends = [end for end in (number.low, number.high) if end is not None]
    return max((max(end.numerator.bit_length(), end.denominator.bit_length()) for end in ends), default=1)
