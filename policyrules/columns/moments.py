"""Dates that are made of others, held against a day that is written: the others are, each against a day of its own.

In: a comparison of dates. Out: a truth. `certified + 3 years >= 2023-03-01` asks whether certified is 2020-03-01 or later, and
so of the earlier of two dates, of one that is chosen, and of one that is told unless it is left out: nothing is moved in any
row. It is exact: what a date may be is moved alike at both ends, and a truth is known where all that is possible agrees.
"""

from collections.abc import Sequence
from typing import cast

from policyrules.columns.choosing import left_to_choose, one_of_two
from policyrules.columns.comparing import compare
from policyrules.columns.held import Flag, Number, Optional
from policyrules.columns.parts import Part
from policyrules.core.program import Comparator, Node, Op
from policyrules.values.answers import WHOLE_LINE, Interval, point
from policyrules.values.quantity import LAST_DAY, add_months
from policyrules.values.types import Scalar

_MADE = (Op.SHIFT, Op.EXTREME, Op.CHOOSE, Op.OTHERWISE)

#: A date that is made of more is made in a column first: written out, one that rests on another twice over would double.
_MOST = 32

#: No more days than this lie between a day that is moved to another month and back again, and that day.
_APART = 4


def against_a_day(part: Part, node: Node) -> Flag | None:
    """Compare a date that is made of others with a day; `None` for any other comparison."""
    comparator, (date, limit) = cast(Comparator, node.data), node.args
    if part.answers[date] is not None:
        comparator, date, limit = comparator.mirrored, limit, date
    answer = part.answers[limit]
    if comparator.mirrored is comparator or part.nodes[date].op not in _MADE or part.nodes[date].type is not Scalar.DATE:
        return None
    if not isinstance(answer, Interval) or answer.point is None:
        return None
    later = comparator in (Comparator.GT, Comparator.LE)
    day = int(answer.point) + later
    since = Comparator.GE if comparator in (Comparator.GE, Comparator.GT) else Comparator.LT
    return _against(part, date, since, day, _MOST) if 1 < day <= LAST_DAY else None


def _against(part: Part, index: int, comparator: Comparator, day: int, room: int) -> Flag:
    """Say whether a date is a day or later (`GE`), or before it (`LT`), by no more than `room` comparisons."""
    node = part.nodes[index]
    if part.answers[index] is None:
        match node.op:
            case Op.SHIFT if room > 1 and (start := _moved_back(part, node, day)) is not None:
                return _against(part, node.args[0], comparator, start, room - 1)
            case Op.EXTREME if room >= len(node.args) > 1:
                flags = [_against(part, one, comparator, day, room // len(node.args)) for one in node.args]
                return _joined(flags, "AND" if (node.data == "min") == (comparator is Comparator.GE) else "OR")
            case Op.CHOOSE if room > 1 and len((choice := left_to_choose(part, node.args))[0]) < 2:
                if not choice[0]:
                    return _against(part, choice[1], comparator, day, room - 1)
                guard, value = choice[0][0]
                given, otherwise = (_against(part, one, comparator, day, room // 2) for one in (value, choice[1]))
                return one_of_two(part, part.flag(guard), given, otherwise)
            case Op.OTHERWISE if room > 1:
                optional = cast(Optional, part.of(node.args[0]))
                given = _compared(part, cast(Number, optional.value), comparator, day)
                otherwise = _against(part, node.args[1], comparator, day, room // 2)
                unsure = cast(Number, optional.value).unknown != WHOLE_LINE
                return one_of_two(part, optional.given, given, otherwise, alike=unsure)
            case _:
                pass
    return _compared(part, part.number(index), comparator, day)


def _compared(part: Part, number: Number, comparator: Comparator, day: int) -> Flag:
    return compare(part, comparator, number, part.exact.known(point(day), date=True))


def _joined(flags: Sequence[Flag], word: str) -> Flag:
    texts = list(dict.fromkeys(flag.text for flag in flags))
    return Flag(f"({f' {word} '.join(texts)})", any(flag.open for flag in flags)) if len(texts) > 1 else flags[0]


def _moved_back(part: Part, node: Node, day: int) -> int | None:
    """Return the first day that is moved to a day or beyond it; `None` where that is at the end of the days that exist."""
    steps = part.answers[node.args[1]]
    if not isinstance(steps, Interval) or steps.point is None or steps.point.denominator != 1:
        return None
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    far = int(steps.point) if direction == "+" else -int(steps.point)
    if unit != "months":
        return day - far if 1 < day - far <= LAST_DAY else None
    near = add_months(day, -far)
    if not _APART < near - 1 < LAST_DAY - 2 * _APART or add_months(near - _APART, far) >= day:
        return None
    return next((one for one in range(near - _APART + 1, near + _APART) if add_months(one, far) >= day), None)
