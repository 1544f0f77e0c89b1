"""Typed facts as programs write them: what is known of an enterprise as a `dict` of numbers, truths, texts, lists.

In: typed facts. Out: plain facts, which are read back to the very same; `None` where one of them is known in part only. What is
not known is `None` in them. Knows no case.
"""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from policyrules.core.facts import ABSENT_WORDS, unknown_answer, unknown_field
from policyrules.core.program import FactSpec
from policyrules.values.answers import Absent, Answer, Interval, Records, Series, Symbol, Truth
from policyrules.values.periods import show_period
from policyrules.values.quantity import MONEY_UNITS, show
from policyrules.values.types import EnumType, ListType, RecordType, Scalar, SeriesType


class PartlyKnownError(Exception):
    """A fact of which more is known than nothing, and less than what it is."""


def plain_facts(specs: tuple[FactSpec, ...], facts: Mapping[str, Answer]) -> dict[str, object] | None:
    """Return facts as a program writes them."""
    try:
        return {spec.name: _fact(spec, facts[spec.name]) for spec in specs}
    except PartlyKnownError:
        return None


def _fact(spec: FactSpec, answer: Answer) -> object:
    match answer, spec.type:
        case Records(rows), ListType(record):
            return None if rows is None else [_record(row, record) for row in rows]
        case Series(values), SeriesType(element, period):
            named = {n if period == "year" else show_period(n, period): one for n, one in values.items()}
            return {n: ABSENT_WORDS[0] if isinstance(one, Absent) else _value(one, element) for n, one in named.items()}
        case _, Scalar() | EnumType() as type_:
            return None if answer == unknown_answer(spec) else _value(answer, type_)
    raise PartlyKnownError


def _record(row: Mapping[str, Answer], record: RecordType) -> dict[str, object]:
    given = [field for field in record.fields if not (field.optional and isinstance(row[field.name], Absent))]
    return {
        field.name: None if row[field.name] == unknown_field(field) else _value(row[field.name], field.type) for field in given
    }


def _value(answer: Answer, type_: Scalar | EnumType) -> object:
    match answer:
        case Truth.T | Truth.F:
            return answer is Truth.T
        case Symbol(str() as text):
            return text
        case Interval() if answer.point is not None:
            return _number(answer.point, type_)
    raise PartlyKnownError


def _number(number: Fraction, type_: Scalar | EnumType) -> object:
    if type_ is Scalar.MONEY and number.denominator == 1:
        yuan, fen = divmod(int(number), MONEY_UNITS["元"])
        return show(number, type_, "zh") if fen else yuan
    if type_ is Scalar.DATE:
        return date.fromordinal(int(number))
    return int(number) if number.denominator == 1 else number
