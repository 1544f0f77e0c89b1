"""Facts for any program: within their types and ranges, near what the program compares with, and not always given."""

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from policyrules.core.program import FactSpec, Node, Program
from policyrules.values.answers import Interval
from policyrules.values.periods import IN_YEAR, Period, show_period
from policyrules.values.quantity import decimal_text
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType, Type

Strategy = st.SearchStrategy[Any]

#: Stands for a fact, or a field, that is left out.
LEFT_OUT = object()


def constants(nodes: Sequence[Node]) -> Iterator[tuple[Type, Fraction]]:
    """Yield the numbers that a program compares with, bodies included."""
    for node in nodes:
        if isinstance(node.data, Interval) and node.data.point is not None:
            yield node.type, node.data.point
        if node.body is not None:
            yield from constants(node.body.nodes)


def near(program: Program, type_: Type) -> list[Fraction]:
    """Return the constants of a type, with those just below and just above."""
    key = id(program), type_
    if key not in _NEAR:
        _NEAR[key] = program, _near(program, type_)
    return _NEAR[key][1]


#: What was found for a program, which stands beside it so that it lives on and its id stays its own.
_NEAR: dict[tuple[int, Type], tuple[Program, list[Fraction]]] = {}


def _near(program: Program, type_: Type) -> list[Fraction]:
    steps = {Scalar.PERCENT: Fraction(1, 10_000)}.get(type_, Fraction(1)) if isinstance(type_, Scalar) else Fraction(1)
    found = {value + k * steps for kind, value in constants(program.nodes) if kind is type_ for k in (-1, 0, 1)}
    return sorted(found)


def days(program: Program) -> st.SearchStrategy[date]:
    """Draw days around the dates that a program names, the last day of a period of years among them."""
    named = [date.fromordinal(int(value)) for value in near(program, Scalar.DATE)] or [date(2023, 1, 1)]
    shifted = [day.replace(day=min(day.day, 28), year=day.year + years) for day in named for years in (-3, 0, 1, 3)]
    return st.one_of(st.sampled_from([*named, *shifted]), st.dates(date(2019, 1, 1), date(2029, 12, 31)))


def written(program: Program, type_: Type, low: Fraction | None, high: Fraction | None) -> Strategy:
    """Draw a value of a type as a facts file writes it."""
    match type_:
        case EnumType(_, members):
            return st.sampled_from(members)
        case Scalar.BOOL:
            return st.booleans()
        case Scalar.TEXT:
            return st.sampled_from(["甲公司", "乙公司", "Ayton"])
        case Scalar.DATE:
            return days(program).map(date.isoformat)
        case _:
            bounds = (Fraction(-10) if low is None else low, Fraction(10) ** 6 if high is None else high)
            known = [value for value in near(program, type_) if bounds[0] <= value <= bounds[1]]
            number = st.integers(int(bounds[0]), int(bounds[1])).map(Fraction)
            drawn = st.one_of(st.sampled_from(known), number) if known else number
            return drawn.map(lambda value: _text(value, type_))


def _text(value: Fraction, type_: Type) -> object:
    match type_:
        case Scalar.MONEY:
            return f"{decimal_text(Fraction(int(value), 100))}元"
        case Scalar.PERCENT:
            return f"{decimal_text(value * 100)}%"
        case Scalar.INTEGER:
            return int(value)
        case _:
            return decimal_text(value)


def fact(program: Program, spec: FactSpec) -> Strategy:
    """Draw a fact, given or left out."""
    match spec.type:
        case ListType(element):
            fields = {
                field.name: st.one_of(
                    st.sampled_from([LEFT_OUT, None, "unknown"]), written(program, field.type, field.low, field.high)
                )
                for field in element.fields
            }
            rows = st.lists(st.fixed_dictionaries(fields).map(given_ones), max_size=3)
            return st.one_of(st.just(LEFT_OUT), rows)
        case SeriesType(element, period):
            values = st.one_of(st.just("does not exist"), written(program, element, spec.low, spec.high))
            return st.dictionaries(st.sampled_from(periods(period, range(2018, 2027))), values, max_size=4)
        case _:
            return st.one_of(st.sampled_from([LEFT_OUT, None]), written(program, spec.type, spec.low, spec.high))


def periods(period: Period, years: range) -> list[str]:
    """Return all periods of some years, as a facts file names them."""
    return [show_period(number, period) for number in range(years.start * IN_YEAR[period], years.stop * IN_YEAR[period])]


def facts(program: Program) -> Strategy:
    """Draw the facts of an enterprise."""
    return st.fixed_dictionaries({spec.name: fact(program, spec) for spec in program.facts}).map(given_ones)


def given_ones(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not LEFT_OUT}


def complete(program: Program, spec: FactSpec) -> Strategy:
    """Draw a fact of which everything is known."""
    match spec.type:
        case ListType(element):
            required = {f.name: written(program, f.type, f.low, f.high) for f in element.fields if not f.optional}
            optional = {f.name: written(program, f.type, f.low, f.high) for f in element.fields if f.optional}
            return st.lists(st.fixed_dictionaries(required, optional=optional), max_size=3)
        case SeriesType(element, period):
            keys = periods(period, range(2015, 2030))
            return st.fixed_dictionaries({key: written(program, element, spec.low, spec.high) for key in keys})
        case _:
            return written(program, spec.type, spec.low, spec.high)
