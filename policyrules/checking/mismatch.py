"""How two types that do not go together are reported.

In: the expressions and their types. Out: a diagnostic that names both in the drafter's words and says how to mend it: a bare
number lacks its unit, money and percentages meet in a product only.
"""

from policyrules.checking.findings import Findings, words
from policyrules.syntax import ast
from policyrules.values.quantity import decimal_text
from policyrules.values.types import EnumType, Scalar, Type

_NUMBERS = frozenset({Scalar.INTEGER, Scalar.NUMBER})
_SHARES = frozenset({Scalar.PERCENT, Scalar.RATIO})

#: How a bare number is written where another type is wanted, or beside a date. Figures of documents are mostly in units of ten
#: thousand; what is meant is for the drafter to say.
_UNITS = {
    Scalar.PERCENT: ("%",), Scalar.MONEY: ("元", "万元"), Scalar.MONTHS: ("年", "个月"), Scalar.DAYS: ("天",),
    Scalar.DATE: ("年", "个月", "天"),
}  # fmt: skip


def report_comparison(
    findings: Findings, at: ast.Tree, left: ast.Expression, right: ast.Expression, left_type: Type, right_type: Type
) -> None:
    """Report two values that cannot be compared."""
    if _without_day(findings, left, right_type) or _without_day(findings, right, left_type):
        return
    if _without_unit(findings, left, left_type, right_type) or _without_unit(findings, right, right_type, left_type):
        return
    kinds = {left_type, right_type}
    code = "money-with-percent" if Scalar.MONEY in kinds and kinds & _SHARES else "comparison-types"
    if isinstance(left_type, EnumType) and isinstance(right, ast.TextLiteral):
        findings.error("member-in-quotes", right, name=right.value, enum=left_type.name)
        return
    findings.error(code, at, left=words(left_type), right=words(right_type))


def report_arithmetic(findings: Findings, written: ast.Arithmetic, left: Type, right: Type) -> None:
    """Report two values that cannot be added, subtracted, multiplied or divided."""
    if written.operator in "+-" and (
        _without_unit(findings, written.left, left, right) or _without_unit(findings, written.right, right, left)
    ):
        return
    kinds = {left, right}
    if written.operator in "+-" and Scalar.MONEY in kinds and kinds & _SHARES:
        findings.error("money-and-percent", written, left=words(left), right=words(right))
        return
    sign = {"*": "×", "/": "÷"}.get(written.operator, written.operator)
    findings.error("arithmetic-types", written, left=words(left), operator=sign, right=words(right))


def report_wanted(findings: Findings, written: ast.Expression, found: Type, wanted: Type) -> None:
    """Report a value that is of another type than what is wanted there."""
    if _without_day(findings, written, wanted) or _without_unit(findings, written, found, wanted):
        return
    if isinstance(wanted, EnumType) and isinstance(written, ast.TextLiteral):
        findings.error("member-in-quotes", written, name=written.value, enum=wanted.name)
        return
    findings.error("type-mismatch", written, expected=words(wanted), found=words(found))


def _without_day(findings: Findings, written: ast.Expression, other: Type) -> bool:
    """Report a month, or a number such as a year, that was written where a day is meant."""
    if other is not Scalar.DATE or not isinstance(written, ast.PeriodLiteral | ast.NumberLiteral):
        return False
    findings.error("date-without-day", written, found=written.span.text)
    return True


def _without_unit(findings: Findings, written: ast.Expression, type_: Type, other: Type) -> bool:
    """Report a number that was written without its unit."""
    if type_ not in _NUMBERS or not isinstance(written, ast.NumberLiteral) or not isinstance(other, Scalar):
        return False
    units = _UNITS.get(other)
    if units is None:
        return False
    number = decimal_text(written.value)
    fixed = tuple(f"`{number}{unit}`" for unit in units)
    findings.error("unit-missing", written, number=number, type=words(other), fixed=fixed)
    return True
