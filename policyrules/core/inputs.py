"""The inputs of a program: facts, parameters and readings, with their ranges, values and options.

In: a checked policy. Out: the specs that a program carries. Everything in them is constant.
"""

from datetime import date
from fractions import Fraction

from policyrules.checking.constants import day, number
from policyrules.checking.policy import CheckedPolicy
from policyrules.core.items import date_item, text_item
from policyrules.core.program import FactSpec, ParameterSpec, ReadingSpec
from policyrules.syntax import ast
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType


def text_of(text: ast.Text | None) -> str | None:
    """Return a text where there is one."""
    return text.text if text else None


def fact_specs(policy: CheckedPolicy) -> tuple[FactSpec, ...]:
    """Return every fact that the policy declares, in order."""
    lines = (line for facts in policy.all(ast.Facts) for line in facts.lines)
    return tuple(_fact(policy, line) for line in lines if isinstance(line, ast.FieldLine))


def _fact(policy: CheckedPolicy, line: ast.FieldLine) -> FactSpec:
    type_ = policy.types[line.type]
    assert isinstance(type_, Scalar | EnumType | ListType | SeriesType)
    titles = _field_titles(policy, type_.element.name) if isinstance(type_, ListType) else {}
    low, high = number(line.low), number(line.high)
    return FactSpec(line.name.name, type_, text_of(line.title), low, high, titles, text_of(line.decided_by))


def _field_titles(policy: CheckedPolicy, record: str) -> dict[str, str]:
    declared = next(declaration for declaration in policy.all(ast.Record) if declaration.name.name == record)
    return {line.name.name: line.title.text for line in declared.fields if line.title}


def parameter_specs(policy: CheckedPolicy) -> tuple[ParameterSpec, ...]:
    """Return every dated parameter with its values in the order of their days."""
    return tuple(_parameter(policy, declaration) for declaration in policy.all(ast.Parameter))


def _parameter(policy: CheckedPolicy, declaration: ast.Parameter) -> ParameterSpec:
    type_ = policy.types[declaration.type]
    assert isinstance(type_, Scalar)
    values = sorted(_value(published) for published in declaration.values)
    complete_to, origin = date_item(declaration.items, "complete_to"), text_item(declaration.items, "origin")
    title, low, high = text_of(declaration.title), number(declaration.low), number(declaration.high)
    return ParameterSpec(declaration.name.name, type_, tuple(values), complete_to, title, origin, low, high)


def _value(published: ast.Published) -> tuple[date, Fraction]:
    published_on, value = day(published.day), number(published.value)
    assert published_on is not None and value is not None
    return published_on, value


def reading_specs(policy: CheckedPolicy) -> tuple[ReadingSpec, ...]:
    """Return every reading with its options."""
    return tuple(_reading(declaration) for declaration in policy.all(ast.Reading))


def _reading(declaration: ast.Reading) -> ReadingSpec:
    name, options = declaration.name.name, declaration.options
    assert declaration.default is not None
    return ReadingSpec(
        name,
        EnumType(name, tuple(option.name.name for option in options)),
        declaration.default.name,
        title=text_of(declaration.title),
        clause=declaration.clause.clause if declaration.clause else None,
        why=text_item(declaration.items, "because"),
        option_titles={option.name.name: option.title.text for option in options if option.title},
    )
