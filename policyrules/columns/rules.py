"""What a query asks for each operator: one rule per operator, as the reference answers it.

In: a node and the texts that hold the answers of its arguments. Out: the texts that hold its own. A rule gives a `Truth` where
the answer is the same for all rows. Knows neither tables nor records.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import cast

from attrs import evolve

from policyrules.columns import dates, pairs, reckoning
from policyrules.columns.choosing import Choice, any_of, chosen, chosen_or, first_of_texts, left_to_choose, whole
from policyrules.columns.comparing import compare
from policyrules.columns.held import (
    End,
    Flag,
    Held,
    Lacking,
    Name,
    Number,
    Optional,
    RecordsHeld,
    SeriesHeld,
    Stepped,
    Value,
    Whole,
)
from policyrules.columns.layout import (
    DAY,
    extent_of,
    fact_column,
    field_column,
    given_column,
    period_column,
    plain,
    reading_column,
    scale_of,
)
from policyrules.columns.moments import against_a_day
from policyrules.columns.parts import LeftOpenError, Part, Rule
from policyrules.columns.records import each
from policyrules.columns.skipping import CHEAP, DEAR
from policyrules.core.program import Comparator, Exceptions, Node, Op, Prefixes
from policyrules.values.answers import WHOLE_LINE, Answer, Interval, Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.intervals import hull
from policyrules.values.quantity import LAST_DAY
from policyrules.values.types import ListType, RecordType, Scalar, SeriesType, Type, is_numeric

T, U, F = Truth.T, Truth.U, Truth.F

# --- inputs -----------------------------------------------------------------------------------------------------------


def _constant(part: Part, index: int, node: Node) -> Held:
    raise AssertionError("what is the same in every row is answered by the reference")


def _fact(part: Part, index: int, node: Node) -> Held:
    place, spec = next((p, s) for p, s in enumerate(part.emission.program.facts) if s.name == node.data)
    match spec.type:
        case ListType(record):
            return RecordsHeld(fact_column(place), record)
        case SeriesType(element):
            own = part.emission.given.spread.get(place)
            periods = None if own is None else {period: period_column(place, period) for period in own}
            return SeriesHeld(fact_column(place), element, extent_of(element, spec.low, spec.high), periods)
        case type_:
            return _column(part, fact_column(place), type_, Interval(spec.low, spec.high))


def _column(part: Part, name: str, type_: Type, unknown: Interval) -> Value:
    """Hold what stands in a column, and what is known where it is null."""
    may_lack = name not in part.emission.given.known
    if type_ is Scalar.BOOL:
        return Flag(name, may_lack)
    if not is_numeric(type_):
        return Name(name, may_lack)
    above = Whole(name, extent_of(type_, unknown.low, unknown.high), type_ is Scalar.DATE)
    return part.exact.number(End(above, part.exact.constant(scale_of(type_)), may_lack), unknown)


def _field(part: Part, index: int, node: Node) -> Held:
    level, name = cast(tuple[int, str], node.data)
    within = part.out(level)
    record = cast(RecordType, within.record)
    place, spec = next((p, f) for p, f in enumerate(record.fields) if f.name == name)
    unknown = Interval(spec.low, spec.high) if is_numeric(spec.type) else Interval(None, None)
    value = _column(part, f"{within.variable}.{field_column(place)}", spec.type, unknown)
    return Optional(value, Flag(f"{within.variable}.{given_column(place)}", True)) if spec.optional else value


def _outer(part: Part, index: int, node: Node) -> Held:
    held = cast(Part, part.around).of(cast(int, node.data))
    # What is known of some rows only is not asked for within records.
    if isinstance(held, Number) and (held.ends is not None or held.lacking):
        return evolve(held, ends=None, lacking=())
    return held


def _day(part: Part, index: int, node: Node) -> Held:
    return part.exact.number(End(Whole(DAY, extent_of(Scalar.DATE, None, None), True), part.exact.constant(1), False))


def _reading(part: Part, index: int, node: Node) -> Held:
    readings = part.emission.program.readings
    return Name(reading_column(next(p for p, s in enumerate(readings) if s.name == node.data)), True)


# --- truths -------------------------------------------------------------------------------------------------------------


def _joined(part: Part, index: int, node: Node, word: str, least: Truth) -> Held | Truth:
    """Write a conjunction or a disjunction, which SQL answers as is meant here; `least` decides it alone."""
    if any(part.answers[one] is least for one in node.args):
        return least
    flags = [part.flag(one) for one in node.args if part.answers[one] is not least.negated()]
    if not flags:
        return least.negated()
    texts = list(dict.fromkeys(flag.text for flag in flags))
    text = _cheap_first(part, f"v{index}", texts) if least is T else _join(word, texts)
    return Flag(text, any(flag.open for flag in flags), _same_lacks(flags))


def _cheap_first(part: Part, name: str, texts: Sequence[str]) -> str:
    """Join alternatives: what is dear is computed only in rows in which no cheap one holds.

    Of conditions that all have to hold, each is most often met where policies are about those who apply: there it does not pay.
    """
    if part.around is not None or len(texts) == 1:
        return _join("OR", texts)
    costs = {text: part.cost(text) for text in texts}
    dear = [text for text, cost in costs.items() if cost >= DEAR]
    cheap = [text for text, cost in costs.items() if cost <= CHEAP]
    if not (dear and cheap):
        return _join("OR", texts)
    first = part.helper(_join("OR", cheap))
    for text in dear:
        part.level.usage.decided[name, text] = f"{first} IS NOT TRUE"
    return _join("OR", [first, *(text for text in texts if text not in cheap)])


def _join(word: str, texts: Sequence[str]) -> str:
    return f"({f' {word} '.join(texts)})" if len(texts) > 1 else texts[0]


def _same_lacks(flags: Sequence[Flag]) -> str:
    """Return what is null exactly where all of the truths are open, and none of them is where it is not."""
    lacks = {flag.lacks for flag in flags}
    return flags[0].lacks if len(lacks) == 1 else ""


def _and(part: Part, index: int, node: Node) -> Held | Truth:
    return _joined(part, index, node, "AND", F)


def _or(part: Part, index: int, node: Node) -> Held | Truth:
    return _joined(part, index, node, "OR", T)


def _not(part: Part, index: int, node: Node) -> Held:
    flag = part.flag(node.args[0])
    return Flag(f"(NOT {flag.text})", flag.open, flag.lacks)


def _at_least(part: Part, index: int, node: Node) -> Held | Truth:
    count, flags = cast(int, node.data), [part.flag(one) for one in node.args]
    if count <= 0 or len(flags) < count:
        return T if count <= 0 else F
    true = " + ".join(f"(CASE WHEN {flag.text} THEN 1 ELSE 0 END)" for flag in flags)
    if not any(flag.open for flag in flags):
        return Flag(f"({true} >= {count})", False)
    possible = " + ".join(f"(CASE WHEN NOT {flag.text} THEN 0 ELSE 1 END)" for flag in flags)
    return Flag(f"(CASE WHEN {true} >= {count} THEN TRUE WHEN {possible} < {count} THEN FALSE END)", True)


def _compare(part: Part, index: int, node: Node) -> Held:
    left, right = part.value(node.args[0]), part.value(node.args[1])
    comparator = cast(Comparator, node.data)
    if isinstance(left, Number) and isinstance(right, Number):
        if (found := against_a_day(part, node)) is not None:
            return found
        return compare(part, comparator, left, right)
    assert not isinstance(left, Number) and not isinstance(right, Number)
    sign = "=" if comparator is Comparator.EQ else "<>"
    lacking = [one.text for one in (left, right) if one.open and isinstance(one, Name)]
    lacks = lacking[0] if len(lacking) == 1 and left.open != right.open else ""
    return Flag(f"({left.text} {sign} {right.text})", left.open or right.open, lacks)


def _starts(part: Part, index: int, node: Node) -> Held:
    name = cast(Name, part.of(node.args[0]))
    texts = [_starts_between(part, name.text, *ends) for ends in cast(Prefixes, node.data)]
    return Flag(any_of(texts), name.open, name.text if name.open else "")


def _starts_between(part: Part, text: str, first: str, last: str) -> str:
    dialect, length = part.emission.dialect, len(first)
    start = part.helper(dialect.beginning(text, length))
    if first == last:
        return f"({start} = {part.emission.text(first)})"
    # A beginning of anything but digits comes before all that are asked for; one that is not known stays so.
    digits = part.helper(f"(CASE WHEN {start} IS NULL OR {dialect.is_digits(start, length)} THEN {start} ELSE '' END)")
    return f"({digits} BETWEEN {part.emission.text(first)} AND {part.emission.text(last)})"


# --- series, choices and absence ----------------------------------------------------------------------------------------


def _at(part: Part, index: int, node: Node) -> Held:
    """The value of a period that is known; one that was not given may still turn out not to exist."""
    series, number = cast(SeriesHeld, part.of(node.args[0])), part.number(node.args[1])
    period, constant = whole(number.low if number.point is None else number.point).text, part.answers[node.args[1]]
    value = part.emission.dialect.value_at(series.text, period)
    if series.periods is not None and isinstance(constant, Interval) and constant.point is not None:
        value = series.periods.get(int(constant.point)) or part.emission.dialect.null(plain(series.element))
    if number.point is None:
        value = f"(CASE WHEN {part.exact.equal(number.low, number.high)} THEN {value} END)"
    may_lack = value not in part.emission.given.known
    if not is_numeric(series.element):
        return Flag(value, may_lack) if series.element is Scalar.BOOL else Name(value, may_lack)
    above = Whole(value, series.extent, series.element is Scalar.DATE)
    return part.exact.number(End(above, part.exact.constant(scale_of(series.element)), may_lack))


def _choose(part: Part, index: int, node: Node) -> Held:
    kept, last = left_to_choose(part, node.args)
    values = [part.value(value) for _, value in kept] + [part.value(last)]
    if not kept:
        return values[0]
    flags = [part.flag(guard) for guard, _ in kept]
    unknown = None
    constants = [part.answers[value] for value in (*(value for _, value in kept), last)]
    alike = len(flags) == 1 or (all(flag.open for flag in flags) and _same_lacks(flags) != "")
    if alike and all(isinstance(constant, Interval) for constant in constants):
        unknown = hull(cast(Sequence[Interval], constants))
    if all(flag.open for flag in flags) and _same_lacks(flags):
        undecided = f"{flags[0].lacks} IS NULL"
        others = [(undecided, value) for value in values]
        return chosen(part, Choice([flag.text for flag in flags], values, undecided, others, unknown))
    texts = [value.text for value in values if isinstance(value, Name)]
    if len(set(texts)) == len(values) and all(isinstance(constant, Symbol) for constant in constants):
        return first_of_texts(flags, texts)
    rises = _rises(constants, node.type)
    if unknown is None and rises is not None and any(flag.open for flag in flags):
        return _first_of_steps(part, flags, [cast(Number, value).low for value in values], rises)
    undecided = any_of([f"{flag.text} IS NULL" for flag in flags if flag.open]) if any(flag.open for flag in flags) else ""
    return chosen(part, Choice([flag.text for flag in flags], values, undecided, _others(part, flags, values), unknown))


def _first_of_steps(part: Part, flags: Sequence[Flag], steps: Sequence[End], rises: bool) -> Number:
    """Choose among numbers that rise, or fall: the first that may be chosen is one end, the first that surely is the other."""
    possible = [f"{flag.text} IS NOT FALSE" if flag.open else flag.text for flag in flags]

    def first_of(guards: Sequence[str], counted_in: int = 1) -> End:
        scaled = [evolve(step, above=part.exact.times(step.above, part.exact.constant(counted_in))) for step in steps]
        return part.exact.case(list(zip(guards, scaled, strict=False)), scaled[-1])

    sides = ([flag.text for flag in flags], possible)
    low, high = sides[::-1] if rises else sides
    if not all(map(pairs.is_small, steps)):
        return Number(first_of(low), first_of(high))
    return Number(first_of(low), first_of(high), pair=part.exact.plus(first_of(low, pairs.SPAN).above, first_of(high).above))


def _others(part: Part, flags: Sequence[Flag], values: Sequence[Value]) -> list[tuple[str, Value]]:
    """Return the values whose guard may hold before the first that does."""
    if not any(flag.open for flag in flags[1:]):
        return [(f"{flags[0].text} IS NULL", values[0])] if flags[0].open else []
    rows = " ".join(f"WHEN {flag.text} THEN {place}" for place, flag in enumerate(flags))
    first = part.helper(f"(CASE {rows} ELSE {len(flags)} END)")
    return [
        (f"({flag.text} IS NULL AND {first} > {place})" if place else f"{flag.text} IS NULL", value)
        for place, (flag, value) in enumerate(zip(flags, values, strict=False))
        if flag.open
    ]


def _band(part: Part, index: int, node: Node) -> Held:
    """The value of the piece that a number lies in, or what covers those of all pieces that it may lie in."""
    number, bands = part.number(node.args[0]), cast(Bands, node.data)
    if bands.whole:
        whole(number.low), whole(number.high)
    values = [part.value(one) for one in node.args[1:]]
    pieces = [None if place is None else values[place] for place in bands.places]
    known = number.exact
    if known is None:
        return _band_of_ends(part, node, number, pieces)
    guards = [_below_cut(part, known, place, bands) for place in range(len(bands.cuts))]
    if index in part.compared and _rises(steps := _written_pieces(part, node), node.type) is not None:
        points = [cast(Fraction, cast(Interval, step).point) for step in steps]
        return Stepped(
            part.exact.lacks(known), guards, points, lambda: cast(Number, _piece(part, node, number, guards, pieces))
        )
    return _piece(part, node, number, guards, pieces)


def _written_pieces(part: Part, node: Node) -> list[Answer | None]:
    """Return the values of the pieces, from the lowest, where they are the same in all rows."""
    return [None if place is None else part.answers[node.args[1 + place]] for place in cast(Bands, node.data).places]


def _piece(part: Part, node: Node, number: Number, guards: Sequence[str], pieces: Sequence[Value | None]) -> Value:
    """The value of the piece that a number lies in, as the guards tell, or what covers those that it may lie in."""
    bands = cast(Bands, node.data)
    if number.point is None:
        known = cast(End, number.known)
        return chosen_or(part, known, Choice(guards, pieces), lambda: _band_of_ends(part, node, number, pieces))
    if not number.open:
        return chosen(part, Choice(guards, pieces))
    lacking, met = f"{number.point.above.text} IS NULL", bands.met(number.unknown)
    constants = [part.answers[one] for one in node.args[1:]]
    unknown = None
    if all(isinstance(constant, Interval) for constant in constants):
        ranges = [WHOLE_LINE if p is None else cast(Interval, constants[p]) for p in bands.places_met(number.unknown)]
        unknown = hull(ranges)
    if unknown is not None and (unknown == WHOLE_LINE or None not in pieces):
        return chosen(part, Choice(guards, pieces, lacking, (), unknown))
    others = [(lacking, pieces[piece]) for piece in met]
    return chosen(part, Choice([lacking, *guards], [pieces[met[0]], *pieces], lacking, others))


def _band_of_ends(part: Part, node: Node, number: Number, pieces: Sequence[Value | None]) -> Value:
    """The value of the pieces between two ends; where the values of pieces rise, or fall, those of the first and the last."""
    bands = cast(Bands, node.data)
    rises = _rises(_written_pieces(part, node), node.type)
    if rises is None:
        return chosen(part, _among_pieces(part, number, bands, pieces))
    steps = [cast(Number, piece).low for piece in pieces]

    def at(end: End, infinite: int) -> End:
        guards = [part.exact.lacks(end), *(_below_cut(part, end, place, bands) for place in range(len(bands.cuts)))]
        return part.exact.case(list(zip(guards, (steps[infinite], *steps), strict=False)), steps[-1])

    lacking = number.lacking or (Lacking("", number.ends or (number.low, number.high)),)

    def at_one(side: int) -> End:
        """Return the step of one end by what is not known."""
        found = [(case.condition, at(case.ends[side], -side)) for case in lacking]
        telling = [case.ends[side] for case, (_, step) in zip(lacking, found, strict=True) if step.above.constant is None]
        others = [step for _, step in found if step.above.constant is not None]
        if len(telling) == 1 and len(set(others)) == 1:
            return _step_or(part, telling[0], others[0], bands, steps)
        return part.exact.case(found[:-1], found[-1][1])

    first, last = at_one(0), at_one(1)
    return Number(first, last) if rises else Number(last, first)


def _step_or(part: Part, end: End, other: End, bands: Bands, steps: Sequence[End]) -> End:
    """Return the step that a number lies on, or another one in rows in which it is not known: there it lies below no cut."""
    guards = [_below_cut(part, end, place, bands) for place in range(len(bands.cuts))]
    if other == steps[-1]:
        return part.exact.case(list(zip(guards, steps, strict=False)), steps[-1])
    if other == steps[0] and guards[0] != "FALSE":
        return part.exact.case(list(zip((f"{guards[0]} IS NOT FALSE", *guards[1:]), steps, strict=False)), steps[-1])
    lacks = part.exact.lacks(evolve(end, open=True))
    return part.exact.case([(lacks, other), *zip(guards, steps, strict=False)], steps[-1])


def _rises(values: Sequence[Answer | None], type_: Type) -> bool | None:
    """Say whether numbers that are written rise all along, or fall; `None` for any others, and for days, which are no numbers
    in a query.
    """
    if type_ is Scalar.DATE:
        return None
    points = [value.point for value in values if isinstance(value, Interval) and value.point is not None]
    if len(points) < len(values):
        return None
    return True if points == sorted(points) else False if points == sorted(points, reverse=True) else None


def _among_pieces(part: Part, number: Number, bands: Bands, pieces: Sequence[Value | None]) -> Choice:
    """Choose the piece of the lower end, or, where the ends differ, among those up to the piece of the higher one."""
    first, last = _place_of(part, number.low, 0, bands), _place_of(part, number.high, len(bands.cuts), bands)
    undecided = f"({first} <> {last})"
    everywhere = bands.met(WHOLE_LINE)
    others = [
        (f"({place} > {first} AND {place} {'<=' if place in everywhere else '='} {last})", piece)
        for place, piece in enumerate(pieces)
        if place
    ]
    return Choice([f"{first} = {place}" for place in range(len(bands.cuts))], pieces, undecided, others)


def _place_of(part: Part, end: End, infinite: int, bands: Bands) -> str:
    """Return which piece an end lies in."""
    lacking = f"WHEN {end.above.text} IS NULL THEN {infinite} " if end.open else ""
    rows = " ".join(f"WHEN {_below_cut(part, end, place, bands)} THEN {place}" for place in range(len(bands.cuts)))
    return part.helper(f"(CASE {lacking}{rows} ELSE {len(bands.cuts)} END)")


def _below_cut(part: Part, end: End, place: int, bands: Bands) -> str:
    """Say whether a number lies below a cut."""
    cut, above = bands.cuts[place]
    if end.above.date and (cut.denominator != 1 or not 1 <= cut <= LAST_DAY):
        raise LeftOpenError("date")
    limit = part.exact.fraction(cut, date=end.above.date)
    return part.exact.below(end, limit) if above else part.exact.at_least(limit, end)


def _exceptions(part: Part, index: int, node: Node) -> Held:
    """One that applies alone gives the value; of two that apply, both values are possible."""
    exceptions = cast(Exceptions, node.data)
    flags = [part.flag(guard) for guard in node.args[1::2]]
    values = [part.value(one) for one in (*node.args[2::2], node.args[0])]
    effects = [
        part.helper("(" + " AND ".join((flag.text, *(f"NOT {flags[other].text}" for other in overriders))) + ")")
        for flag, overriders in zip(flags, exceptions.overridden_by, strict=True)
    ]
    undecided = [f"{flag.text} IS NULL" for flag in flags if flag.open]
    if len(effects) > 1:
        undecided.append(" + ".join(f"(CASE WHEN {effect} THEN 1 ELSE 0 END)" for effect in effects) + " > 1")
    may = [f"({effect} IS NOT FALSE)" for effect in effects]
    base = f"({any_of([flag.text for flag in flags])} IS NOT TRUE)"
    others = list(zip([*may, base], values, strict=True))
    return chosen(part, Choice(may, values, any_of(undecided) if undecided else "", others))


def _absent(part: Part, index: int, node: Node) -> Held:
    given = cast(Optional, part.of(node.args[0])).given
    return Flag(f"(NOT {given.text})", given.open)


def _otherwise(part: Part, index: int, node: Node) -> Held:
    optional, default = cast(Optional, part.of(node.args[0])), part.value(node.args[1])
    undecided, value = f"{optional.given.text} IS NULL", optional.value
    unknown = value.unknown if isinstance(value, Number) and value.unknown == WHOLE_LINE else None
    return chosen(part, Choice([optional.given.text], [value, default], undecided, [(undecided, value)], unknown))


def _present(part: Part, index: int, node: Node) -> Held:
    """The value of an optional field; where it is absent, or may be, there is none to speak of."""
    optional = cast(Optional, part.of(node.args[0]))
    value = optional.value
    if not isinstance(value, Number):
        return value
    assert value.point is not None
    lacking = part.exact.lacking(date=value.point.above.date)
    return part.exact.number(value.point if value.open else part.exact.case([(optional.given.text, value.point)], lacking))


#: One rule per operator.
RULES: Mapping[Op, Rule] = MappingProxyType(
    {
        Op.LITERAL: _constant,
        Op.UNKNOWN: _constant,
        Op.FACT: _fact,
        Op.FIELD: _field,
        Op.OUTER: _outer,
        Op.DAY: _day,
        Op.READING: _reading,
        Op.PARAMETER: dates.parameter,
        Op.AND: _and,
        Op.OR: _or,
        Op.NOT: _not,
        Op.AT_LEAST: _at_least,
        Op.COMPARE: _compare,
        Op.ARITHMETIC: reckoning.arithmetic,
        Op.GROWTH: reckoning.growth,
        Op.ROUND: reckoning.rounded,
        Op.EXTREME: reckoning.extreme,
        Op.SHIFT: dates.shifted,
        Op.CALENDAR: dates.calendar,
        Op.ELAPSED: dates.elapsed,
        Op.AT: _at,
        Op.STARTS: _starts,
        Op.CHOOSE: _choose,
        Op.BAND: _band,
        Op.EXCEPTIONS: _exceptions,
        Op.ABSENT: _absent,
        Op.OTHERWISE: _otherwise,
        Op.PRESENT: _present,
        Op.EACH: each,
    }
)
