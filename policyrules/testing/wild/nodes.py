"""Nodes of a tree that nobody wrote.

In: what a node says. Out: the node, which stands nowhere. Knows no rule of the language.
"""

from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from typing import TypeVar

from attrs import frozen

from policyrules.source import Source, Span
from policyrules.syntax import ast
from policyrules.values.types import EnumType, ListType, RecordType, Scalar, SeriesType, Type

NOWHERE = Span(Source("drawn", ""), 0, 0)

N = TypeVar("N", bound=ast.Tree)


@frozen
class Typed:
    """An expression and the type that checking finds it to have."""

    node: ast.Expression
    type: Type


def made(kind: Callable[..., N], *parts: object) -> N:
    """Return a node of a class with its parts in the order of the class."""
    return kind(*parts, span=NOWHERE)


def name(text: str) -> ast.Name:
    """Return a name."""
    return made(ast.Name, text)


def names(texts: Sequence[str]) -> tuple[ast.Name, ...]:
    """Return names."""
    return tuple(map(name, texts))


def text(words: str) -> ast.Text:
    """Return a quoted text."""
    return made(ast.Text, words)


def number(value: int | Fraction) -> ast.Expression:
    """Return a number; one below zero has its sign before it."""
    literal = made(ast.NumberLiteral, abs(Fraction(value)))
    return literal if value >= 0 else made(ast.Minus, literal)


def percent(value: int | Fraction) -> ast.PercentLiteral:
    """Return a percentage."""
    return made(ast.PercentLiteral, Fraction(value))


def money(value: int | Fraction, unit: str = "万元") -> ast.MoneyLiteral:
    """Return an amount of money."""
    return made(ast.MoneyLiteral, Fraction(value), unit)


def day(value: date) -> ast.DateLiteral:
    """Return a date."""
    return made(ast.DateLiteral, value)


def duration(value: int, unit: str) -> ast.DurationLiteral:
    """Return a period."""
    return made(ast.DurationLiteral, value, unit)


def quotes(key: str, passages: Sequence[str]) -> ast.QuotesItem:
    """Return passages of the document that are quoted."""
    return made(ast.QuotesItem, key, tuple(made(ast.Quote, passage) for passage in passages))


def written_type(type_: Type, *, optional: bool = False) -> ast.TypeName:
    """Return a type as it is written."""
    match type_:
        case ListType(element):
            return made(ast.TypeName, name(element.name), True, None, False)
        case SeriesType(element, period):
            return made(ast.TypeName, name(_called(element)), False, period, False)
        case Scalar() | EnumType() | RecordType():
            return made(ast.TypeName, name(_called(type_)), False, None, optional)
        case _:
            raise ValueError(f"{type_} is not written")


def _called(type_: Scalar | EnumType | RecordType) -> str:
    return type_.value if isinstance(type_, Scalar) else type_.name
