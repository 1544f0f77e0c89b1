"""What lowering hands from step to step: questions, what names stand for, and uses of definitions.

In: parts of a syntax tree. Out: the values that `expressions` computes with, the text that a site shows, and the values of
literals. Lowers nothing itself.
"""

from collections.abc import Generator, Mapping
from typing import TypeVar

from attrs import field, frozen

from policyrules.checking.constants import number
from policyrules.core.outline import Site
from policyrules.core.scopes import Ref, Scope
from policyrules.source import Span
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Symbol, Truth, point

#: What a name can stand for that is lowered where it is used.
Used = ast.Define | ast.Tier | ast.Score | ast.ScoreGroup | ast.Indicator

#: What an argument of a function stands for: a question, or the record of a quantifier, which is the scope of its fields.
Value = Ref | Scope


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
    records: Mapping[ast.Quantified, Scope] = field(factory=dict)


@frozen
class Use:
    """A definition, a function with its arguments, a tier or a part of a score, as it is used in one scope: lowered once.

    With `criteria` it is asked of a tier whether an enterprise qualifies, not whether it is held.
    """

    declaration: Used
    arguments: tuple[Value, ...]
    scope: Scope
    criteria: bool = False


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
