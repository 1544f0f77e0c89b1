"""Operators taken back on a draft: one rule per operator, in the order of `Op`, each in the table `RULES`.

In: a search, the place of a node, and what is wanted of it. Out: the draft changed: what does not depend on facts stays, what
does is moved; where a choice is left, the source of choices decides. Whether it is as wanted then, the search looks itself.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice
from types import MappingProxyType
from typing import cast

from policyrules.core.program import Comparator, Exceptions, Node, Op, Prefixes
from policyrules.testing.aiming import taking_back
from policyrules.testing.aiming.goals import OneOf, Side, Unknown, Wanted, is_so
from policyrules.testing.aiming.leaves import Place, around
from policyrules.testing.aiming.of_records import of_records
from policyrules.testing.aiming.searching import Rule, Search
from policyrules.testing.aiming.unknowing import unknowing
from policyrules.testing.drawing.thresholds import UNITS
from policyrules.values.answers import Answer, Interval, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.quantity import add_days, elapsed_months
from policyrules.values.types import EnumType

T, F = Truth.T, Truth.F


def invert(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    """Take one node back."""
    match wanted:
        case Side():
            _side(search, place, index, node, wanted)
        case Unknown() | Truth.U:
            unknowing(search, place, index, node)
        case _:
            _RULES[node.op](search, place, index, node, wanted)


# --- inputs -----------------------------------------------------------------------------------------------------------


def _given(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    given = search.given(place, index)
    if given is None:
        return
    match wanted:
        case Interval():
            search.leaves.put_number(given, wanted)
        case OneOf(names):
            search.leaves.put_name(given, names)
        case Truth():
            search.leaves.put(given, wanted)


def _at(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    if search.known(place, node.args[1]):
        _given(search, place, index, node, wanted)


def _day(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    ends = taking_back.both(cast(Interval, wanted), search.draft.plan.all_days)
    if ends is None or ("",) in search.leaves.pinned:
        return
    day = Fraction(search.draft.day)
    near = max(min(day, cast(Fraction, ends.high)), cast(Fraction, ends.low))
    search.draft.put_day(int(near))


def _reading(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    name = cast(str, node.data)
    options = [option for option in cast(OneOf, wanted).names if option in search.draft.plan.program.reading(name).type.members]
    if options and ("", name) not in search.leaves.pinned:
        search.draft.put_reading(name, search.choices.pick(options))


def _parameter(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    """Move the day to when a value was published that is wanted."""
    spec = search.draft.plan.program.parameter(cast(str, node.data))
    last = spec.complete_to
    begins = [day.toordinal() for day, _ in spec.values] + ([] if last is None else [last.toordinal() + 1])
    fitting = [
        Interval(Fraction(begins[n]), Fraction(begins[n + 1] - 1))
        for n, (_, value) in enumerate(spec.values)
        if is_so(point(value), cast(Interval, wanted)) and n + 1 < len(begins)
    ]
    if fitting:
        search.make(place, node.args[0], search.choices.pick(fitting))


def _nothing(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    """What is always the same cannot be made anything else."""


# --- truths -----------------------------------------------------------------------------------------------------------


def _and(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    (search.make_all if wanted is T else search.make_any)(place, node.args, wanted)


def _or(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    (search.make_any if wanted is T else search.make_all)(place, node.args, wanted)


def _not(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    search.make(place, node.args[0], cast(Truth, wanted).negated())


def _at_least(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    _so_many(search, place, node, cast(int, node.data) if wanted is T else cast(int, node.data) - 1, cast(Truth, wanted))


def _so_many(search: Search, place: Place, node: Node, count: int, wanted: Truth) -> None:
    """See to it that so many conditions, or more (fewer), hold."""
    for part in search.leaves.shuffled(node.args):
        holding = sum(search.answer(place, one) is T for one in node.args)
        possible = sum(search.answer(place, one) is not F for one in node.args)
        if holding >= count if wanted is T else possible <= count:
            return
        search.make(place, part, wanted)


def _compare(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    comparator = cast(Comparator, node.data)
    comparator = comparator if wanted is T else taking_back.negated(comparator)
    left, right = node.args
    ways = [(left, right, comparator), (right, left, comparator.mirrored)]
    if search.moves(place, left) == search.moves(place, right):
        ways = list(search.leaves.shuffled(ways))
    for mover, other, how in sorted(ways, key=lambda way: -search.moves(place, way[0])):
        if search.moves(place, mover) and _compare_by(search, place, mover, other, how):
            return


def _compare_by(search: Search, place: Place, mover: int, other: int, how: Comparator) -> bool:
    """Move one side to where it compares so with the other."""
    if not search.known(place, other):
        return False
    answer = search.answer(place, other)
    if isinstance(answer, Interval) and answer.point is not None:
        ends = taking_back.compared(how, answer.point, _unit(search, place, mover))
        if search.leaves.tight and how in (Comparator.GE, Comparator.LE) and search.make(place, mover, point(answer.point)):
            return True
        return any(search.make(place, mover, one) for one in search.leaves.shuffled(ends))
    return search.make(place, mover, _named(search, place, mover, answer, how))


def _named(search: Search, place: Place, mover: int, other: Answer, how: Comparator) -> Wanted:
    """Return what a truth, a name or a text has to be to be the same as another, or not; no text that is given is empty."""
    same = how is Comparator.EQ
    if isinstance(other, Truth):
        return other if same else other.negated()
    name, names = cast(Symbol, other).value, [one for one in _names(search, place, mover) if one]
    if name is None:
        return OneOf(tuple(names))
    return OneOf((name,) if name else ()) if same else OneOf(tuple(one for one in names if one != name))


def _names(search: Search, place: Place, index: int) -> Sequence[str]:
    where, at, node = search.leaves.source(place, index)
    if isinstance(node.type, EnumType):
        return node.type.members
    given = search.given(where, at)
    return ("甲公司", "乙公司", *(search.leaves.wanted(given).texts if given is not None else ()))


def _unit(search: Search, place: Place, index: int) -> Fraction:
    return UNITS.get(search.leaves.source(place, index)[2].type, Fraction(1))


def _starts(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    runs = cast(Prefixes, node.data)
    if wanted is T:
        first, last = search.choices.pick(runs)
        codes = [first, last]
        if first.isascii() and first.isdecimal() and first != last:
            codes.append(f"{search.choices.integer(int(first), int(last)):0{len(first)}}")
        search.make(place, node.args[0], OneOf((search.choices.pick(codes),)))
        return
    others = [text for text in _names(search, place, node.args[0]) if not any(_begins(text, *run) for run in runs)]
    search.make(place, node.args[0], OneOf(tuple(others)))


def _begins(text: str, first: str, last: str) -> bool:
    return first <= text[: len(first)] <= last


# --- numbers and dates ------------------------------------------------------------------------------------------------


def _arithmetic(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    operator, ends = cast(str, node.data), cast(Interval, wanted)
    if operator == "/":
        _quotient(search, place, node, ends)
        return
    for left in _sides(search, place, node):
        mover, other = node.args if left else reversed(node.args)
        if not search.known(place, other):
            continue
        known = cast(Interval, search.answer(place, other)).point
        needed = None if known is None else taking_back.operand(operator, ends, known, left)
        if needed is not None and search.make(place, mover, needed):
            return
    if operator == "+":
        _sum(search, place, node, ends)


def _sides(search: Search, place: Place, node: Node) -> Iterator[bool]:
    """Yield the sides that can be moved, the better movable first; of equal ones, in an order that is drawn."""
    left, right = (search.moves(place, part) for part in node.args)
    order = list(search.leaves.shuffled([True, False])) if left == right else [left > right, left < right]
    return (side for side in order if (left if side else right))


def _sum(search: Search, place: Place, node: Node, wanted: Interval) -> None:
    """Move both parts of a sum: to the half of what is wanted, or the first as far as the second cannot come."""
    first, second = search.leaves.shuffled(node.args)
    if wanted.point is not None:
        half = point(wanted.point / 2)
        # The second may undo the first: the growth of a year moves the base of that of the next.
        for parts in ((first, second), (second, first)):
            made = [search.make(place, part, half) for part in parts]
            if all(made) and is_so(search.answer(place, parts[0]), half):
                return
    range_ = search.draft.plan.range(around(place), second)
    if not isinstance(range_, Interval):
        return
    low = None if wanted.low is None or range_.high is None else wanted.low - range_.high
    high = None if wanted.high is None or range_.low is None else wanted.high - range_.low
    search.make(place, first, Interval(low, high))
    known = search.answer(place, first)
    if isinstance(known, Interval) and known.point is not None:
        search.make(place, second, cast(Interval, taking_back.operand("+", wanted, known.point, True)))


def _quotient(search: Search, place: Place, node: Node, wanted: Interval, more: int = 0) -> None:
    """Move the dividend or the divisor; `more` is added to what is wanted (a growth is a quotient less 1)."""
    ends = taking_back.operand("+", wanted, Fraction(-more), True)
    assert ends is not None
    dividend, divisor = node.args
    if not _is_positive(search, place, divisor):
        search.make(place, divisor, Interval(_unit(search, place, divisor), None))
    if not _is_positive(search, place, divisor):
        return
    edge = ends.low if ends.low is not None else ends.high
    if search.leaves.tight and edge is not None and _dividend(search, place, node, point(edge)):
        return
    for left in _sides(search, place, node):
        if left and _dividend(search, place, node, ends):
            return
        known = cast(Interval, search.answer(place, dividend)).point if search.known(place, dividend) else None
        needed = None if left or known is None else taking_back.operand("/", ends, known, False)
        if needed is not None and search.make(place, divisor, needed):
            return


def _is_positive(search: Search, place: Place, index: int) -> bool:
    known = cast(Interval, search.answer(place, index)).point if search.known(place, index) else None
    return known is not None and known > 0


def _dividend(search: Search, place: Place, node: Node, wanted: Interval) -> bool:
    """Move the dividend; where it would have to be a part of 分 or of a person, the divisor first."""
    dividend, divisor = node.args
    known = cast(Interval, search.answer(place, divisor)).point
    needed = None if known is None else taking_back.operand("/", wanted, known, True)
    whole = search.leaves.source(place, dividend)[2].type
    if needed is None or known is None:
        return False
    if wanted.point is not None and taking_back.rounded_in(needed, whole) is None:
        step = wanted.point.denominator
        nearest = [Fraction(max(round(known / unit), 1) * unit) for unit in (step * 10**6, step * 10**4, step)]
        if not any(search.make(place, divisor, point(one)) for one in nearest):
            return False
        known = cast(Interval, search.answer(place, divisor)).point
        needed = point(wanted.point * cast(Fraction, known))
    return search.make(place, dividend, needed)


def _growth(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    _quotient(search, place, node, cast(Interval, wanted), 1)


def _round(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    search.make(place, node.args[0], wanted)


def _extreme(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    """One of the numbers lies where it is wanted; the others are no greater, or no less."""
    ends = cast(Interval, wanted)
    beyond = Interval(None, ends.high) if node.data == "max" else Interval(ends.low, None)
    for part in search.leaves.shuffled(node.args):
        others = [one for one in node.args if one != part]
        if search.make(place, part, ends) and all(search.make(place, one, beyond) for one in others):
            return


def _shift(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    day, steps = node.args
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    known = search.answer(place, steps)
    if search.moves(place, day) and isinstance(known, Interval) and known.point is not None:
        by = int(known.point) * (1 if direction == "+" else -1)
        needed = taking_back.moved_from(cast(Interval, wanted), by, unit)
        if needed is not None and search.make(place, day, needed):
            return
    if search.moves(place, steps) and search.known(place, day):
        _steps(search, place, node, cast(Interval, wanted))


def _steps(search: Search, place: Place, node: Node, wanted: Interval) -> None:
    """Move a date by another number of steps."""
    day = cast(Interval, search.answer(place, node.args[0])).point
    aim = wanted.low if wanted.low is not None else wanted.high
    if day is None or aim is None:
        return
    direction, unit = cast(str, node.data)[0], cast(str, node.data)[1:]
    by = int(aim - day)
    # What is wanted may lie beyond the calendar, in which months are counted.
    steps = by if unit == "days" else elapsed_months(int(day), add_days(int(day), by))
    search.make(place, node.args[1], point(steps if direction == "+" else -steps))


def _calendar(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    now = search.answer(place, node.args[0])
    known = now.point if isinstance(now, Interval) else None
    needed = taking_back.day_of_part(cast(Interval, wanted), cast(str, node.data), int(known or search.draft.day))
    if needed is not None:
        search.make(place, node.args[0], needed)


def _elapsed(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    for start in _sides(search, place, node):
        mover, other = node.args if start else reversed(node.args)
        if not search.known(place, other):
            continue
        known = cast(Interval, search.answer(place, other)).point
        unit = cast(str, node.data)
        needed = None if known is None else taking_back.elapsed_from(cast(Interval, wanted), int(known), unit, start)
        if needed is not None and search.make(place, mover, needed):
            return


# --- choices and absence ----------------------------------------------------------------------------------------------


def _choose(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    guards, values = node.args[:-1:2], (*node.args[1::2], node.args[-1])
    for branch in _branches(search, place, values, wanted):
        before = all(search.make(place, guard, F) for guard in guards[:branch])
        taken = before and (branch == len(guards) or search.make(place, guards[branch], T))
        if taken and search.make(place, values[branch], wanted):
            return


def _branches(search: Search, place: Place, values: Sequence[int], wanted: Wanted) -> Iterator[int]:
    """Yield the branches that could give what is wanted, at most six, in an order that is drawn."""
    fitting = [branch for branch, value in enumerate(values) if search.possible(place, value, wanted)]
    return (branch for branch in islice(search.leaves.shuffled(fitting), 6))


def _band(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    bands, number, values = cast(Bands, node.data), node.args[0], node.args[1:]
    pieces = [piece for piece, at in enumerate(bands.places) if at is not None and search.possible(place, values[at], wanted)]
    for piece in search.leaves.shuffled(pieces):
        ends = taking_back.piece(bands, piece, _unit(search, place, number))
        if search.make(place, number, ends) and search.make(place, values[cast(int, bands.places[piece])], wanted):
            return


def _exceptions(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    guards, values = node.args[1::2], node.args[::2]
    overridden = cast(Exceptions, node.data).overridden_by
    for branch in _branches(search, place, values, wanted):
        off = guards if branch == 0 else tuple(guards[one] for one in overridden[branch - 1])
        others = tuple(guard for guard in guards if branch == 0 or guard != guards[branch - 1])
        applies = branch == 0 or search.make(place, guards[branch - 1], T)
        alone = applies and all(search.make(place, guard, F) for guard in (*off, *others))
        if alone and search.make(place, values[branch], wanted):
            return


def _absent(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    given = search.given(place, node.args[0])
    if given is not None:
        (search.leaves.remove if wanted is T else search.leaves.fill)(given)


def _otherwise(search: Search, place: Place, index: int, node: Node, wanted: Wanted) -> None:
    optional, default = node.args
    given = search.given(place, optional)
    for present in search.leaves.shuffled([True, False]):
        if present and given is not None:
            _given(search, place, optional, node, wanted)
            if is_so(search.answer(place, index), cast(Interval, wanted)):
                return
        elif given is not None and search.possible(place, default, wanted) and search.leaves.remove(given):
            search.make(place, default, wanted)


# --- sides of thresholds ------------------------------------------------------------------------------------------------


def _side(search: Search, place: Place, index: int, node: Node, wanted: Side) -> None:
    """Move a value to a side of what it is held against; where there is no such value, as near as there is."""
    if wanted.value is None:
        _count(search, place, index, node, wanted)
        return
    if wanted.side not in ("below", "at", "above"):
        search.make(place, wanted.value, Unknown())
        return
    value, other = wanted.value, wanted.against
    ways = [(value, other, wanted.by)] + ([(other, value, -wanted.by)] if isinstance(other, int) else [])
    for mover, fixed, by in ways:
        against = _number(search, place, fixed)
        if against is None or not search.moves(place, mover):
            continue
        exact = against + by
        near = (point(exact), Interval(min(exact, against + by / 10**4), max(exact, against + by / 10**4)))
        if any(search.make(place, mover, one) for one in near):
            return


def _number(search: Search, place: Place, of: Fraction | int) -> Fraction | None:
    if isinstance(of, Fraction):
        return of
    answer = search.answer(place, of) if search.known(place, of) else None
    return answer.point if isinstance(answer, Interval) else None


def _count(search: Search, place: Place, index: int, node: Node, wanted: Side) -> None:
    """See to it that as many conditions, or records, hold as is wanted, no more and no fewer."""
    if node.op is Op.EACH:
        of_records(search, place, index, node, wanted)
        return
    if wanted.side not in ("below", "at", "above"):
        search.make_any(place, node.args, Truth.U)
        return
    count = int(cast(Fraction, wanted.against) + wanted.by)
    _so_many(search, place, node, count, T)
    _so_many(search, place, node, count, F)


_RULES: Mapping[Op, Rule] = MappingProxyType(
    {
        Op.LITERAL: _nothing,
        Op.UNKNOWN: _nothing,
        Op.FACT: _given,
        Op.FIELD: _given,
        Op.OUTER: _nothing,  # the search has gone to its source
        Op.DAY: _day,
        Op.READING: _reading,
        Op.PARAMETER: _parameter,
        Op.AND: _and,
        Op.OR: _or,
        Op.NOT: _not,
        Op.AT_LEAST: _at_least,
        Op.COMPARE: _compare,
        Op.ARITHMETIC: _arithmetic,
        Op.GROWTH: _growth,
        Op.ROUND: _round,
        Op.EXTREME: _extreme,
        Op.SHIFT: _shift,
        Op.CALENDAR: _calendar,
        Op.ELAPSED: _elapsed,
        Op.AT: _at,
        Op.STARTS: _starts,
        Op.CHOOSE: _choose,
        Op.BAND: _band,
        Op.EXCEPTIONS: _exceptions,
        Op.ABSENT: _absent,
        Op.OTHERWISE: _otherwise,
        Op.PRESENT: _given,
        Op.EACH: of_records,
    }
)

#: One rule for all operators: what is wanted decides first.
RULES: Mapping[Op, Rule] = MappingProxyType(dict.fromkeys(Op, invert))
