"""The value of an expression that is the same for every enterprise on every day.

In: an expression. Out: its value in the unit of its type (分, months, day ordinals, shares), or `None` where it depends on
anything. Names are not followed: what a reading or a fact decides is no constant.
"""

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType

from policyrules.syntax import ast
from policyrules.values.quantity import MONEY_UNITS, add_days, add_months

#: Months in a unit of a period; a day is no part of a month.
_MONTHS = {"year": 12, "quarter": 3, "month": 1}

_ARITHMETIC: Mapping[str, Callable[[Fraction, Fraction], Fraction]] = MappingProxyType(
    {"+": Fraction.__add__, "-": Fraction.__sub__, "*": Fraction.__mul__, "/": Fraction.__truediv__}
)


def number(written: ast.Tree | None) -> Fraction | None:
    """Return the value of a constant number, money, period or date."""
    match written:
        case ast.NumberLiteral(value):
            return value
        case ast.PercentLiteral(value):
            return value / 100
        case ast.MoneyLiteral(value, unit):
            return value * MONEY_UNITS[unit] if unit in MONEY_UNITS else None
        case ast.DurationLiteral(value, unit):
            return Fraction(value * _MONTHS.get(unit, 1))
        case ast.DateLiteral(value):
            return Fraction(value.toordinal())
        case ast.PeriodLiteral(value):
            return Fraction(value)
        case ast.Minus(operand):
            inner = number(operand)
            return None if inner is None else -inner
        case ast.Arithmetic(operator, left, right):
            return _shifted(operator, left, right) if _is_date(left) else _computed(operator, left, right)
        case _:
            return None


def ends(low: ast.Tree | None, high: ast.Tree | None) -> tuple[Fraction | None, Fraction | None]:
    """Return the ends of a range; none of one that ends before it begins, within which nothing lies."""
    first, last = number(low), number(high)
    return (None, None) if first is not None and last is not None and first > last else (first, last)


def day(written: ast.Tree | None) -> date | None:
    """Return a constant date."""
    value = number(written) if _is_date(written) else None
    return None if value is None else date.fromordinal(int(value))


def is_literal(written: ast.Tree | None) -> bool:
    """Say whether a value is written out, as what stands in a register or a calendar must be."""
    if isinstance(written, ast.Minus):
        return is_literal(written.operand)
    return isinstance(
        written,
        ast.NumberLiteral | ast.PercentLiteral | ast.MoneyLiteral | ast.DurationLiteral | ast.DateLiteral
        | ast.PeriodLiteral | ast.TextLiteral | ast.BoolLiteral,
    )  # fmt: skip


def text(written: ast.Tree | None) -> str | bool | None:
    """Return a constant text or truth."""
    return written.value if isinstance(written, ast.TextLiteral | ast.BoolLiteral) else None


def _is_date(written: ast.Tree | None) -> bool:
    while isinstance(written, ast.Arithmetic) and isinstance(written.right, ast.DurationLiteral):
        written = written.left
    return isinstance(written, ast.DateLiteral)


def _shifted(operator: str, left: ast.Expression, right: ast.Expression) -> Fraction | None:
    start, steps = number(left), number(right)
    if start is None or steps is None or not isinstance(right, ast.DurationLiteral) or operator not in "+-":
        return None
    move = add_months if right.unit in _MONTHS else add_days
    count = int(steps) if operator == "+" else -int(steps)
    return Fraction(move(int(start), max(min(count, 10**7), -(10**7))))


def _computed(operator: str, left: ast.Expression, right: ast.Expression) -> Fraction | None:
    one, other = number(left), number(right)
    if one is None or other is None or operator not in _ARITHMETIC or (operator == "/" and other == 0):
        return None
    return _ARITHMETIC[operator](one, other)
