"""What a condition leaves open of one thing: a stretch of the line, or some of the names of a list.

In: a condition as it is written. Out: `Range`, where it compares one thing with constants. Knows no check.
"""

from fractions import Fraction

from attrs import frozen

from policyrules.checking.constants import number
from policyrules.checking.policy import BindingKind, CheckedPolicy
from policyrules.syntax import ast

#: An end of a stretch: the number, and 0 where it belongs to the stretch; −1 or 1 where the stretch ends just below or above.
_End = tuple[Fraction, int]

_FLIPPED = {">=": "<=", ">": "<", "<=": ">=", "<": ">", "=": "=", "!=": "!="}


@frozen(eq=False)
class Range:
    """What the condition `written` allows of the thing that it is `about`.

    Either numbers from `low` to `high`, where `None` is no end, or `names` out of a list of `count` names; a truth has the
    names yes and no.
    """

    written: ast.Condition
    about: ast.Expression
    low: _End | None = None
    high: _End | None = None
    names: frozenset[str] | None = None
    count: int = 0

    def is_within(self, other: "Range") -> bool:
        """Say whether it allows nothing that the other does not."""
        if self.names is not None or other.names is not None:
            return self.names is not None and other.names is not None and self.names <= other.names
        return _low(other) <= _low(self) and _high(self) <= _high(other)

    def excludes(self, other: "Range") -> bool:
        """Say whether nothing is allowed by both."""
        if self.names is not None or other.names is not None:
            return self.names is not None and other.names is not None and not self.names & other.names
        return _high(self) < _low(other) or _high(other) < _low(self)

    def completes(self, other: "Range") -> bool:
        """Say whether everything is allowed by one or the other."""
        if self.names is not None or other.names is not None:
            return self.names is not None and other.names is not None and len(self.names | other.names) == self.count
        below, above = (self, other) if self.low is None else (other, self)
        if below.low is not None or above.high is not None or below.high is None or above.low is None:
            return False
        (end, belongs), (begin, from_it) = below.high, above.low
        return begin < end or (begin == end and (belongs == 0 or from_it == 0))


def range_of(condition: ast.Condition, policy: CheckedPolicy) -> Range | None:
    """Return what a condition allows, where it compares one thing with constants."""
    match condition:
        case ast.Comparison(operator, left, right):
            operator = ("<=" if policy.or_less else "<") if operator == "or_less" else operator
            if number(right) is not None and number(left) is None:
                return _numbers(condition, left, operator, number(right))
            if number(left) is not None and number(right) is None:
                return _numbers(condition, right, _FLIPPED[operator], number(left))
            return _names(condition, left, operator, (right,), policy)
        case ast.Between(value, low, high):
            first, last = number(low), number(high)
            if first is None or last is None or number(value) is not None:
                return None
            return Range(condition, value, (first, 0), (last, 0))
        case ast.Membership(value, options):
            return _names(condition, value, "=", options, policy)
        case ast.Negation(operand):
            return Range(condition, operand, names=frozenset({"no"}), count=2)
        case ast.Block():
            return None
        case _:
            return Range(condition, condition, names=frozenset({"yes"}), count=2)


def _numbers(written: ast.Condition, about: ast.Expression, operator: str, end: Fraction | None) -> Range | None:
    assert end is not None
    match operator:
        case ">=":
            return Range(written, about, low=(end, 0))
        case ">":
            return Range(written, about, low=(end, 1))
        case "<=":
            return Range(written, about, high=(end, 0))
        case "<":
            return Range(written, about, high=(end, -1))
        case "=":
            return Range(written, about, (end, 0), (end, 0))
        case _:
            return None


def _names(
    written: ast.Condition, about: ast.Expression, operator: str, options: tuple[ast.Expression, ...], policy: CheckedPolicy
) -> Range | None:
    """Return the members of an enumeration, or options of a reading, that are allowed."""
    bindings = [policy.bindings.get(option) if isinstance(option, ast.Name) else None for option in options]
    members = [binding for binding in bindings if binding is not None and binding.kind is BindingKind.MEMBER]
    if len(members) != len(options) or operator not in ("=", "!="):
        return None
    every = frozenset(getattr(members[0].type, "members", ()))
    named = frozenset(member.name for member in members)
    return Range(written, about, names=named if operator == "=" else every - named, count=len(every))


def _low(range_: Range) -> tuple[int, Fraction, int]:
    return (-1, Fraction(0), 0) if range_.low is None else (0, *range_.low)


def _high(range_: Range) -> tuple[int, Fraction, int]:
    return (1, Fraction(0), 0) if range_.high is None else (0, *range_.high)
