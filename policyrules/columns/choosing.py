"""One of several values, when it may be open which.

In: guards, values, and under which condition others are possible too. Out: the value, or what covers all that are possible.
Knows no operator.
"""

import re
from collections.abc import Callable, Sequence
from typing import cast

from attrs import evolve, frozen

from policyrules.columns import pairs
from policyrules.columns.held import End, Ends, Flag, Name, Number, Value, Whole
from policyrules.columns.layout import Plain
from policyrules.columns.parts import LeftOpenError, Part
from policyrules.columns.skipping import names_in
from policyrules.values.answers import WHOLE_LINE, Interval, Truth


@frozen
class Choice:
    """What is chosen among: the value beside the first guard that holds, or the last one.

    While `undecided` holds, that value is possible, and so are the `others`, each where its condition holds. A value that is
    `None` is one of which nothing is known. `unknown` is what is known of a number then, where that is the same for all rows.
    """

    guards: Sequence[str]
    values: Sequence[Value | None]
    undecided: str = ""
    others: Sequence[tuple[str, Value | None]] = ()
    unknown: Interval | None = None


def left_to_choose(part: Part, args: Sequence[int]) -> tuple[list[tuple[int, int]], int]:
    """Return the guards that are open with their values, and the last value: what is the same for all rows is decided here."""
    kept: list[tuple[int, int]] = []
    for guard, value in zip(args[:-1:2], args[1::2], strict=True):
        if part.answers[guard] is Truth.T:
            return kept, value
        if part.answers[guard] is not Truth.F:
            kept.append((guard, value))
    return kept, args[-1]


def any_of(conditions: Sequence[str]) -> str:
    """Return the condition that one of several holds."""
    return "FALSE" if not conditions else conditions[0] if len(conditions) == 1 else f"({' OR '.join(conditions)})"


def chosen(part: Part, choice: Choice) -> Value:
    """Return the value that is chosen, or what covers those that are possible."""
    given = [value for value in choice.values if value is not None]
    if not given:
        raise LeftOpenError("form")
    match given[0]:
        case Flag():
            return Flag(*_single(part, choice, Plain.TRUTH))
        case Name():
            return Name(*_single(part, choice, Plain.TEXT))
        case Number() as number:
            return _number(part, choice, number.low.above.date)


def chosen_or(part: Part, known: End, choice: Choice, otherwise: Callable[[], Value]) -> Value:
    """Return the value that is chosen by a number where that is known, and what is chosen otherwise in the other rows."""
    exact, lacks = part.exact, part.exact.lacks(known)
    first = next((value for value in choice.values if value is not None), None)
    if isinstance(first, Number):
        lacking = exact.lacking(date=first.low.above.date)
        points = [lacking if value is None else cast(Number, value).exact for value in choice.values]
        written = [point for point in points if point is not None]
        if len(written) < len(points):
            return otherwise()

        def ends() -> Ends:
            number = cast(Number, otherwise())
            return number.low, number.high

        guards = (lacks, *choice.guards)
        number = either(part, exact.case(list(zip(guards, (lacking, *written), strict=False)), written[-1]), ends)
        return evolve(number, pair=pair_of_steps(part, lacks, choice, written, ends))
    value = cast(Flag | Name, chosen(part, choice))
    with part.only_where(lacks):
        other = cast(Flag | Name, otherwise())
    return evolve(value, text=f"(CASE WHEN {lacks} THEN {other.text} ELSE {value.text} END)", open=True)


def pair_of_steps(part: Part, lacks: str, choice: Choice, steps: Sequence[End], ends: Callable[[], Ends]) -> Whole | None:
    """Return both ends of a number that is chosen among small ones, which are known, in one column."""
    if not all(map(pairs.is_small, steps)):
        return None
    with part.only_where(lacks):
        possible = ends()
    if not all(map(pairs.is_small, possible)):
        return None
    pair = pairs.case(part.exact, lacks, possible, choice.guards, steps)
    return evolve(pair, text=part.helper(pair.text), among=())


def either(part: Part, known: End, ends: Callable[[], Ends], *, anywhere: bool = False) -> Number:
    """Return a number that is known in most rows, and what it lies between where that is null.

    `anywhere` says that the ends are those of the number where it is known, too.
    """
    exact = part.exact
    if not known.open:
        return exact.number(known)
    known = part.helping(evolve(known, alone=known.alone or _rests_on_more(known.above.text, known.under.text)))
    with part.only_where(exact.lacks(known)):
        low, high = (part.helping(end) for end in ends())
    first, last = (end if anywhere and _is_everywhere(part, end) else exact.or_end(known, end) for end in (low, high))
    return Number(first, last, known=known, ends=(low, high))


def _rests_on_more(above: str, under: str) -> bool:
    """Say whether whatever makes one text null makes the other null as well: both reckon with columns, and do no more."""
    return not re.search("CASE|COALESCE|GREATEST|LEAST", above) and set(_COLUMN.findall(under)) <= set(_COLUMN.findall(above))


_COLUMN = re.compile(r"(?<![\w'])[a-z]\w*(?:\.\w+)?")


def _is_everywhere(part: Part, end: End) -> bool:
    """Say whether an end rests on nothing that is computed in some rows only."""
    return part.level.usage.guards.keys().isdisjoint(names_in(f"{end.above.text} {end.under.text}"))


# --- truths and names ---------------------------------------------------------------------------------------------------


def _single(part: Part, choice: Choice, type_: Plain) -> tuple[str, bool]:
    """Return the text of a value and whether it may be open: while undecided, it is known where all that is possible agree."""

    def text(value: Value | None) -> str:
        assert not isinstance(value, Number)
        return part.emission.dialect.null(type_) if value is None else value.text

    plain = _case(choice.guards, [text(value) for value in choice.values])
    if not choice.undecided:
        return plain, any(value is None or value.open for value in choice.values)
    surely = {text(value) for condition, value in choice.others if condition == choice.undecided}
    if sum(re.fullmatch(r"k\d+|TRUE|FALSE", value) is not None for value in surely) > 1:
        return f"(CASE WHEN {choice.undecided} THEN NULL {plain.removeprefix('(CASE ')}", True
    if len(surely) > 1 and surely.issuperset(map(text, choice.values)):
        agreed = _agreed if type_ is Plain.TRUTH else _same
        return f"(CASE WHEN {choice.undecided} THEN {agreed(sorted(surely))} {plain.removeprefix('(CASE ')}", True
    alone = f"{choice.guards[0]} IS NULL"
    if len(choice.values) == 2 and choice.undecided == alone and list(choice.others) == [(alone, choice.values[0])]:
        return _of_two(part, choice.guards[0], *map(text, choice.values)), True
    plain = part.helper(plain)
    beside: dict[str, list[str]] = {}
    for condition, value in choice.others:
        beside.setdefault(text(value), []).append(condition)
    apart = any_of([f"({any_of(conditions)} AND {other} IS DISTINCT FROM {plain})" for other, conditions in beside.items()])
    return f"(CASE WHEN {choice.undecided} AND {apart} THEN NULL ELSE {plain} END)", True


def _agreed(possible: Sequence[str]) -> str:
    """Return what truths agree on."""
    return f"(CASE WHEN {' AND '.join(possible)} THEN TRUE WHEN NOT ({' OR '.join(possible)}) THEN FALSE END)"


def _same(possible: Sequence[str]) -> str:
    """Return what texts are, where they are all the same."""
    alike = " AND ".join(f"{one} = {possible[-1]}" for one in possible[:-1])
    return f"(CASE WHEN {alike} THEN {possible[-1]} END)"


def one_of_two(part: Part, guard: Flag, first: Flag, second: Flag, *, alike: bool = True) -> Flag:
    """Return the truth that a guard chooses; where the guard is open, what both are, if they may be `alike` there."""
    if first.text == second.text:
        return first
    if guard.open and alike:
        return Flag(_of_two(part, guard.text, first.text, second.text), True)
    otherwise = f"WHEN NOT {guard.text} THEN" if guard.open else "ELSE"
    text = f"(CASE WHEN {guard.text} THEN {first.text} {otherwise} {second.text} END)"
    return Flag(text, guard.open or first.open or second.open)


def _of_two(part: Part, guard: str, first: str, second: str) -> str:
    first, second = (text if len(text) <= _SHORT else part.helper(text) for text in (first, second))
    return f"(CASE WHEN {guard} THEN {first} WHEN NOT {guard} THEN {second} WHEN {first} = {second} THEN {second} END)"


#: A text that is no longer may stand in two places.
_SHORT = 80


def first_of_texts(flags: Sequence[Flag], texts: Sequence[str]) -> Name:
    """Return the text beside the first truth that holds, or the last one, where no two texts are the same.

    A truth that is open before one that holds leaves open which text it is.
    """
    rows = [
        f"WHEN {flag.text} THEN {text}" + (f" WHEN {flag.text} IS NULL THEN NULL" if flag.open else "")
        for flag, text in zip(flags, texts, strict=False)
    ]
    return Name(f"(CASE {' '.join(rows)} ELSE {texts[-1]} END)", any(flag.open for flag in flags))


def _case(guards: Sequence[str], texts: Sequence[str]) -> str:
    if all(text == texts[-1] for text in texts):
        return texts[-1]
    rows = " ".join(f"WHEN {guard} THEN {text}" for guard, text in zip(guards, texts, strict=False))
    return f"(CASE {rows} ELSE {texts[-1]} END)"


# --- numbers ------------------------------------------------------------------------------------------------------------


def _number(part: Part, choice: Choice, date: bool) -> Number:
    exact = part.exact

    def number(value: Value | None) -> Number:
        assert value is None or isinstance(value, Number)
        return exact.known(WHOLE_LINE, date=date) if value is None else value

    numbers = [number(value) for value in choice.values]
    points = [one.point for one in numbers if one.point is not None]
    if len(points) == len(numbers):
        same = choice.unknown is not None and all(_known_as(one, choice.unknown) for one in numbers)
        if same or (not choice.undecided and all(one.is_whole_line for one in numbers)):
            lacking = [(choice.undecided, exact.lacking(date=date))] if choice.undecided else []
            point = exact.case([*lacking, *zip(choice.guards, points, strict=False)], points[-1])
            return exact.number(point, choice.unknown or WHOLE_LINE)
    others = [(condition, number(value)) for condition, value in choice.others]

    def ends() -> Ends:
        lows, highs = [one.low for one in numbers], [one.high for one in numbers]
        if choice.undecided and (unknown := choice.unknown) is not None:
            low, high = exact.bound(unknown.low, date=date), exact.bound(unknown.high, date=date)
            return _unless_undecided(part, choice, low, lows), _unless_undecided(part, choice, high, highs)
        low = _one_end(part, choice, lows, [(c, one.low) for c, one in others], "LEAST")
        return low, _one_end(part, choice, highs, [(c, one.high) for c, one in others], "GREATEST")

    known = [one.exact for one in numbers if one.exact is not None]
    if len(known) < len(numbers):
        return Number(*ends())
    undecided = [(choice.undecided, exact.lacking(date=date))] if choice.undecided else []
    return either(part, exact.case([*undecided, *zip(choice.guards, known, strict=False)], known[-1]), ends)


def _known_as(number: Number, unknown: Interval) -> bool:
    """Say whether a number is known, or as unknown as another."""
    return not number.open or number.unknown == unknown


def _unless_undecided(part: Part, choice: Choice, end: End, ends: Sequence[End]) -> End:
    """Return one end while it is undecided which value is chosen, and that of the chosen one otherwise."""
    return part.exact.case([(choice.undecided, end), *zip(choice.guards, ends, strict=False)], ends[-1])


def _one_end(part: Part, choice: Choice, ends: Sequence[End], others: Sequence[tuple[str, End]], function: str) -> End:
    plain = part.exact.case(list(zip(choice.guards, ends, strict=False)), ends[-1])
    if not choice.undecided:
        return plain
    plain = part.helping(plain)
    return part.exact.case([(choice.undecided, outermost(part, [("TRUE", plain), *others], function))], plain)


def outermost(part: Part, possible: Sequence[tuple[str, End]], function: str) -> End:
    """Return the least or the greatest of the ends that are possible; infinity where one of them is."""
    end = extreme_of(part, possible, function)
    lacking = [_and(condition, f"{one.above.text} IS NULL") for condition, one in possible if one.open]
    if not lacking:
        return end
    return part.exact.case([(any_of(lacking), part.exact.lacking(date=end.above.date))], end)


def _and(condition: str, other: str) -> str:
    return other if condition == "TRUE" else f"({condition} AND {other})"


def extreme_of(part: Part, possible: Sequence[tuple[str, End]], function: str) -> End:
    """Return the least or the greatest of the ends that are possible and not at infinity; null where there is none."""
    ends = [end for _, end in possible]
    date = ends[0].above.date
    both = (([end.above for end in ends], 1) if date else None) or part.exact.alike(ends)
    is_open = not any(condition == "TRUE" and not end.open for condition, end in possible)
    if both is None:
        return _by_steps(part, possible, function)
    conditions = [condition for condition, _ in possible]
    texts = [
        one.text if condition == "TRUE" else f"CASE WHEN {condition} THEN {one.text} END"
        for condition, one in zip(conditions, both[0], strict=True)
    ]
    text = f"{function}({', '.join(texts)})" if len(texts) > 1 else f"({texts[0]})"
    return End(part.exact.chosen(text, both[0]), part.exact.constant(both[1]), is_open)


def _by_steps(part: Part, possible: Sequence[tuple[str, End]], function: str) -> End:
    """Fractions with denominators that differ from row to row are held against each other one by one."""
    exact, found = part.exact, None
    for condition, one in possible:
        end = part.helping(one)
        here = f"{condition} AND {end.above.text} IS NOT NULL" if end.open else condition
        if found is None:
            found = exact.case([(here, end)], exact.lacking()) if here != "TRUE" else end
        else:
            further = exact.below(end, found) if function == "LEAST" else exact.below(found, end)
            takes = part.helper(f"({here} AND ({found.above.text} IS NULL OR {further}))")
            found = exact.case([(takes, end)], found)
        found = End(found.above, found.under, True)
        found = part.helping(found)
    assert found is not None
    return found


def whole(end: End) -> Whole:
    """Return an end that is a whole number; a question about any other is left open."""
    if end.scale != 1:
        raise LeftOpenError("fraction")
    return end.above
