"""The edges of what can be given, where implementations of one meaning differ first.

In: a policy, an enterprise on a day, choices. Out: the same enterprise with some of its facts at an edge: an end of a range, an
amount of 10¹⁵ 分 or more, nothing or less than nothing, the 29th of February, records of which something or nothing is known,
an element of a list that is no record, texts in another composition. And of a case, which of these edges are in it. Knows no
backend.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache, partial

from attrs import evolve

from policyrules.core.case import Case
from policyrules.core.facts import ABSENT_WORDS, read_case, unknown_field
from policyrules.core.program import FactSpec, Node, Op, Program
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.drawing.trial import Trial, written_fact
from policyrules.testing.drawing.values import Wanted
from policyrules.values.answers import Answer, Interval, Records, Series, Symbol, point
from policyrules.values.types import EnumType, Field, ListType, Scalar, SeriesType, Type

#: An amount of ten trillion yuan, in 分.
HUGE = 10**15

#: What can be at an edge in the facts of a case; then what can be in what is divided by; then what is refused.
IN_FACTS = ("range_end", "huge", "leap_day", "unknown_field", "unknown_record", "composition")
IN_DIVISORS = ("zero_divisor", "negative_divisor", "open_divisor")
REFUSED = "no_record"
EDGES = (*IN_FACTS, *IN_DIVISORS, REFUSED)

#: So many of a hundred facts, fields and days are put at an edge; of lists, so many get an element that is no record.
_AT_EDGE, _NO_RECORD = 35, 5

_LEAP_DAYS = tuple(date(year, 2, 29).toordinal() for year in (2024, 2020, 2028, 2000))
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()
_TEXTS = ("Café 甲", "吕氏 Lǚ", "ガラス")


# --- to put an enterprise at an edge ------------------------------------------------------------------------------------


def at_edges(policy: Policy, trial: Trial, choices: Choices) -> Trial:
    """Return an enterprise some of whose facts are at an edge."""
    program = policy.program
    day = date.fromordinal(choices.pick(_LEAP_DAYS)) if choices.chance(_AT_EDGE) else trial.day
    known = read_case(program, trial.facts, trial.day, dict(trial.readings)).facts
    facts = {spec.name: written_fact(spec, _fact(spec, known[spec.name], choices), policy.language) for spec in program.facts}
    given = {name: value for name, value in facts.items() if value is not None and value != {}}
    for spec in program.facts:
        if spec.name in given and choices.chance(_AT_EDGE):
            given[spec.name] = _recomposed(spec.type, given[spec.name])
        if spec.name in given and choices.chance(_NO_RECORD):
            given[spec.name] = _with_no_record(given[spec.name])
    return evolve(trial, facts=given, day=day)


def _fact(spec: FactSpec, answer: Answer, choices: Choices) -> Answer:
    match spec.type, answer:
        case ListType(element), Records(rows) if rows:
            return Records(tuple(_row(row, element.fields, choices) for row in rows))
        case SeriesType(element), Series(values, range_):
            near = partial(_value, Wanted(element, spec.low, spec.high), choices=choices)
            return Series({period: near(value) for period, value in values.items()}, range_)
        case ((ListType() | SeriesType()), _):
            return answer
        case type_, _:
            return _value(Wanted(type_, spec.low, spec.high), answer, choices=choices)


def _row(row: Mapping[str, Answer], fields: tuple[Field, ...], choices: Choices) -> Mapping[str, Answer]:
    if choices.chance(10):
        return {field.name: unknown_field(field) for field in fields}
    unknown = choices.pick(fields).name if choices.chance(20) else None
    return {
        field.name: unknown_field(field)
        if field.name == unknown
        else _value(Wanted(field.type, field.low, field.high), row[field.name], choices=choices)
        for field in fields
    }


def _value(wanted: Wanted, answer: Answer, *, choices: Choices) -> Answer:
    """Put a value at an edge that its type has; what is not known, or absent, stays so."""
    if not choices.chance(_AT_EDGE):
        return answer
    match answer:
        case Symbol(value) if value is not None and wanted.type is Scalar.TEXT:
            return Symbol(choices.pick(_TEXTS))
        case Interval() if answer.point is not None:
            allowed = [edge for edge in map(Fraction, _edges(wanted)) if wanted.allows(edge)]
            return point(choices.pick(allowed)) if allowed else answer
        case _:
            return answer


def _edges(wanted: Wanted) -> Iterator[int | Fraction]:
    low, high = wanted.low, wanted.high
    yield from (end for end in (low, high) if end is not None)
    match wanted.type:
        case Scalar.DATE:
            yield from (*_LEAP_DAYS, _FIRST, _LAST)
        case Scalar.MONEY | Scalar.INTEGER | Scalar.NUMBER:
            yield from (0, 1, -1, HUGE, -HUGE, HUGE + 1)
        case Scalar.PERCENT | Scalar.RATIO:
            yield from (0, 1, -1, Fraction(1, 3), 10**6)
        case Scalar.MONTHS | Scalar.DAYS:
            yield from (0, 1, 12 * 400)


# --- how it is written ---------------------------------------------------------------------------------------------------


def _recomposed(type_: Type, value: object) -> object:
    """Return what is written of a fact with its texts composed otherwise."""
    match type_, value:
        case ((EnumType() | Scalar.TEXT), str()) if value not in ABSENT_WORDS:
            return other_composition(value)
        case SeriesType(element), dict():
            return {period: _recomposed(element, one) for period, one in value.items()}
        case ListType(element), list():
            types = {field.name: field.type for field in element.fields}
            return [{name: _recomposed(types[name], one) for name, one in row.items()} for row in value]
        case _:
            return value


def other_composition(text: str) -> str:
    """Return another text that is the same in NFC: the signs apart from their letters, Han characters by another number."""
    return unicodedata.normalize("NFD", text).translate(_twins())


@cache
def _twins() -> Mapping[int, str]:
    """The Han characters that have another number for compatibility, each with the first such one."""
    found: dict[int, str] = {}
    for number in range(0xF900, 0xFAD9):
        plain = unicodedata.normalize("NFC", chr(number))
        if plain != chr(number):
            found.setdefault(ord(plain), chr(number))
    return found


def _with_no_record(value: object) -> object:
    return [*value, None] if isinstance(value, list) else value


# --- what is at an edge -------------------------------------------------------------------------------------------------


def edges_in(program: Program, case: Case, trial: Trial) -> frozenset[str]:
    """Return which of the edges of `IN_FACTS` are in a case."""
    found = {"leap_day"} if _is_leap_day(case.day) else set()
    for spec in program.facts:
        found.update(_of_fact(spec, case.facts[spec.name]))
    if any(unicodedata.normalize("NFC", text) != text for text in _texts(trial.facts)):
        found.add("composition")
    return frozenset(found)


def _of_fact(spec: FactSpec, answer: Answer) -> Iterator[str]:
    match spec.type, answer:
        case ListType(element), Records(rows):
            for row in rows or ():
                unknown = [field for field in element.fields if row[field.name] == unknown_field(field)]
                if unknown:
                    yield "unknown_record" if len(unknown) == len(element.fields) else "unknown_field"
                for field in element.fields:
                    yield from _of_value(row[field.name], field.type, field.low, field.high)
        case SeriesType(element), Series(values):
            for value in values.values():
                yield from _of_value(value, element, spec.low, spec.high)
        case type_, _:
            yield from _of_value(answer, type_, spec.low, spec.high)


def _of_value(answer: Answer, type_: Type, low: Fraction | None, high: Fraction | None) -> Iterator[str]:
    value = answer.point if isinstance(answer, Interval) else None
    if value is None:
        return
    if value in (low, high):
        yield "range_end"
    if type_ is Scalar.MONEY and abs(value) >= HUGE:
        yield "huge"
    if type_ is Scalar.DATE and _is_leap_day(date.fromordinal(int(value))):
        yield "leap_day"


def _is_leap_day(day: date) -> bool:
    return (day.month, day.day) == (2, 29)


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _texts(item)
        case Mapping():
            for item in value.values():
                yield from _texts(item)


def edge_of_divisor(node: Node, given: Sequence[Answer]) -> str | None:
    """Return which of the edges of `IN_DIVISORS` a question divides by."""
    divides = node.op is Op.GROWTH or (node.op is Op.ARITHMETIC and node.data == "/")
    by = given[1] if divides else None
    if not isinstance(by, Interval):
        return None
    if by.point is not None:
        return "zero_divisor" if by.point == 0 else "negative_divisor" if by.point < 0 else None
    return "open_divisor" if (by.low is None or by.low <= 0) and (by.high is None or by.high >= 0) else None
