"""What a query tells, for a row that was decided in Python: the same columns, read from the answers of the reference.

In: a statement, what its tiers and awards need, a program and its answers. Out: the values of the columns, as an engine would
give them. Needs no engine.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from policyrules.columns.distances import Needed
from policyrules.columns.outcomes import Kind, Statement, Told
from policyrules.core.case import Answers
from policyrules.core.program import Comparator, Program
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.types import Scalar, Type

#: What stands in a column: null where it is not known, or has no bound.
Value = bool | int | str | date | None

_TRUTHS = {Truth.T: True, Truth.F: False, Truth.U: None}


def filled(statement: Statement, needs: Mapping[str, Needed], program: Program, answers: Answers) -> dict[str, Value]:
    """Return the columns of a row by their names."""
    values = answers.values
    found: dict[str, Value] = {}
    for one in statement.told:
        columns = statement.columns[one.column]
        match one.kind:
            case Kind.FAILED | Kind.UNKNOWN:
                truth = Truth.F if one.kind is Kind.FAILED else Truth.U
                found[one.column] = sum(values[node] is truth for node in _conditions(statement, one))
            case Kind.SHORT:
                found[one.column] = _short(needs[_owner(one)], values)
            case Kind.NEAREST:
                found[one.column] = _nearest(needs[_owner(one)], values)
            case Kind.DISTANCE:
                found |= _distance(columns, program, one.node, values)
            case _:
                found |= _answer(columns, one.column, values[one.node], program.nodes[one.node].type)
    return found


def _conditions(statement: Statement, one: Told) -> Iterable[int]:
    own = _owner(one)
    return (other.node for other in statement.told if other.kind is Kind.CONDITION and other.column.startswith(f"{own}_c"))


def _owner(one: Told) -> str:
    """Return what the names of the columns begin with that belong to the same tier or award."""
    return one.column.removesuffix(f"_{one.kind.value}")


def _nearest(of: Needed, values: Sequence[Answer]) -> int | None:
    """Return the place, among the conditions that an award comes down to, of the one that is short alone."""
    if _short(of, values) != 1:
        return None
    first = 0
    while of.parts:
        one = next(part for part in of.parts if _short(part, values) == 1)
        first += sum(len(list(part.leaves)) for part in of.parts[: of.parts.index(one)])
        of = one
    return first


def _short(of: Needed, values: Sequence[Answer]) -> int:
    if not of.parts:
        return int(values[of.node] is Truth.F)
    each = sorted(_short(part, values) for part in of.parts)
    if of.count == 1:
        return each[0]
    return max(sum(each) - (len(each) - of.count), 0)


def _answer(columns: Sequence[str], name: str, answer: Answer, type_: Type) -> dict[str, Value]:
    match answer:
        case Truth():
            return dict.fromkeys(columns, _TRUTHS[answer])
        case Symbol(text):
            return dict.fromkeys(columns, text)
        case Interval(low, high):
            return _number(columns, f"{name}_least", low, type_) | _number(columns, f"{name}_most", high, type_)
        case _:
            raise AssertionError("what is told is a truth, a text or a number")


def _number(columns: Sequence[str], name: str, value: Fraction | None, type_: Type) -> dict[str, Value]:
    """Return a number above and under the line; null where it has no column for what stands under it, and needs one."""
    if value is None:
        return {column: None for column in (name, f"{name}_of") if column in columns}
    if type_ is Scalar.DATE:
        return {name: date.fromordinal(int(value))}
    if f"{name}_of" in columns:
        return {name: value.numerator, f"{name}_of": value.denominator}
    return {name: value.numerator if value.denominator == 1 else None}


def _distance(columns: Sequence[str], program: Program, index: int, values: Sequence[Answer]) -> dict[str, Value]:
    """Return how far a comparison is from holding, and whether it is just so far; null where it holds or is open."""
    name, node = columns[0] if columns else "", program.nodes[index]
    left, right = (values[argument] for argument in node.args)
    if not columns or values[index] is not Truth.F or not (isinstance(left, Interval) and isinstance(right, Interval)):
        return dict.fromkeys(columns)
    upwards, downwards = _less(right.low, left.high), _less(left.low, right.high)
    match node.data:
        case Comparator.GE | Comparator.GT:
            apart = upwards
        case Comparator.LE | Comparator.LT:
            apart = downwards
        case _:
            apart = downwards if downwards is not None and downwards > 0 else upwards
    found = _number(columns, name, apart, Scalar.NUMBER)
    if f"{name}_exact" in columns:
        found[f"{name}_exact"] = left.point is not None and right.point is not None
    return found


def _less(more: Fraction | None, less: Fraction | None) -> Fraction | None:
    return None if more is None or less is None else more - less
