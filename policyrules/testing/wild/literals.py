"""Values that are written out.

In: a type. Out: a literal of it. Knows nothing that is declared, save the members of enumerations.
"""

from datetime import date, timedelta
from fractions import Fraction

from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.wild import nodes
from policyrules.testing.wild.nodes import Typed, made
from policyrules.values.periods import IN_YEAR
from policyrules.values.types import EnumType, Scalar, Type

_MONEY_UNITS = ("万元", "元", "亿元", "千元", "百万元", "分", "yuan")
_NUMBERS = (1, 2, 3, 5, 10, 20, 100)
_TEXTS = ("甲", "C39", "“甲”办", "A:1", "a b", "# 一", "")
_DAY = date(2023, 1, 1)


def literal(choices: Choices, type_: Type) -> Typed | None:
    """Return a literal of a type; `None` where none is written."""
    match type_:
        case EnumType(_, members):
            return Typed(nodes.name(choices.pick(members)), type_)
        case Scalar():
            node = _scalar(choices, type_)
            return None if node is None else Typed(node, _found(node, type_))
        case _:
            return None


def _scalar(choices: Choices, type_: Scalar) -> ast.Expression | None:
    match type_:
        case Scalar.BOOL:
            return made(ast.BoolLiteral, choices.chance(50))
        case Scalar.TEXT:
            return made(ast.TextLiteral, choices.pick(_TEXTS))
        case Scalar.INTEGER:
            return nodes.number(choices.pick(_NUMBERS))
        case Scalar.NUMBER:
            return nodes.number(_decimal(choices))
        case Scalar.PERCENT:
            return nodes.percent(_decimal(choices))
        case Scalar.MONEY:
            return nodes.money(_decimal(choices), choices.pick(_MONEY_UNITS))
        case Scalar.DATE:
            return nodes.day(_DAY + timedelta(days=choices.integer(0, 1500)))
        case Scalar.MONTHS:
            return nodes.duration(choices.integer(1, 12), choices.pick(("year", "month", "quarter")))
        case Scalar.DAYS:
            return nodes.duration(choices.integer(1, 400), "day")
        case Scalar.QUARTER:
            return made(ast.PeriodLiteral, choices.integer(2020 * 4, 2026 * 4), "quarter")
        case Scalar.MONTH:
            return made(ast.PeriodLiteral, choices.integer(2020 * 12, 2026 * 12), "month")
        case Scalar.RATIO:
            return None


def _decimal(choices: Choices) -> Fraction:
    whole = Fraction(choices.pick(_NUMBERS))
    return whole + Fraction(choices.integer(1, 99), 100) if choices.chance(30) else whole


def _found(node: ast.Expression, type_: Scalar) -> Scalar:
    """Return the type that a literal has by itself: a number without a fraction is an integer."""
    if isinstance(node, ast.NumberLiteral):
        return Scalar.INTEGER if node.value.denominator == 1 else Scalar.NUMBER
    return type_


def year(choices: Choices, unit: str) -> ast.Expression:
    """Return a certain year, quarter or month."""
    if unit == "year":
        return nodes.number(choices.integer(2020, 2026))
    per_year = IN_YEAR["quarter" if unit == "quarter" else "month"]
    return made(ast.PeriodLiteral, choices.integer(2020 * per_year, 2026 * per_year), unit)
