"""What lowering hands from step to step: questions, what names stand for, and uses of definitions.

In: parts of a syntax tree. Out: the values that `expressions` computes with, the text that a site shows, and the values of
literals. Lowers nothing itself.
"""

from collections.abc import Generator, Mapping
from enum import StrEnum
from typing import TypeVar

from attrs import field, frozen

from policyrules.checking.constants import number
from policyrules.checking.policy import Binder
from policyrules.core.outline import Site
from policyrules.core.scopes import Ref, Scope
from policyrules.source import Span
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Symbol, Truth, point

#: What a name can stand for that is lowered where it is used.
Used = ast.Define | ast.Tier | ast.Score | ast.ScoreGroup | ast.Indicator

#: What an argument of a function stands for: a question, the record of a quantifier, which is the scope of its fields, or a
#: series that is derived from others, of which no value is known before it is said which.
Value = Ref | Scope | ast.Define


@frozen
class Question:
    """A lowered expression: what it asks, and where it is written."""

    ref: Ref
    site: Site


@frozen(eq=False)
class Env:
    """What names stand for at a place, and the scope that its sites belong to.

    `subject` is what the document leaves open where it says `未载明` there.
    """

    scope: Scope
    subject: str = ""
    arguments: Mapping[str, Value] = field(factory=dict)
    records: Mapping[Binder, Scope] = field(factory=dict)


class Asked(StrEnum):
    """What is asked of something that is used: of a tier whether it is held or its criteria are met, of an entitlement more."""

    MEANING = "meaning"
    CRITERIA = "criteria"
    VERDICT = "verdict"
    APART_FROM_RECORDS = "apart_from_records"  # the verdict without what is asked of each record
    PAYABLE = "payable"  # the amount, and nothing where the verdict is not in favour


@frozen
class Use:
    """What is used in one scope: a definition, a function with its arguments, a tier, a score or an entitlement; lowered once.

    The argument of an entitlement is the record that is spoken of, where it is decided for each.
    """

    declaration: Used | ast.Entitlement
    arguments: tuple[Value, ...]
    scope: Scope
    asked: Asked = Asked.MEANING


T = TypeVar("T")

#: A part of lowering that asks for the uses it needs by yielding them, and comes to a `T`.
Steps = Generator[Use, Question | None, T]


def one_line(span: Span) -> str:
    """Return what stands there, with every run of white space as one space."""
    return " ".join(span.text.split())


def shown(written: ast.Tree) -> str:
    """Return what is shown of an occurrence: its text in one line, of a block what stands before the colon."""
    if isinstance(written, ast.Block):
        return written.span.text.splitlines()[0].rstrip(" :：")
    return one_line(written.span)


def literal(written: ast.Tree) -> Answer:
    """Return the value of a literal in the unit of its type."""
    match written:
        case ast.TextLiteral(value):
            return Symbol(value)
        case ast.BoolLiteral(value):
            return Truth.T if value else Truth.F
        case _:
            quantity = number(written)
            assert quantity is not None
            return point(quantity)
