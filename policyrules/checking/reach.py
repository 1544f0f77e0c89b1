"""How far a value can reach, whatever the facts are within their declared ranges.

In: expressions and tables of a policy, with their names bound. Out: an interval that holds every value they can have; the whole
line where nothing is known. Definitions are followed, functions and records are not.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import assert_never

from attrs import define, field

from policyrules.checking import constants
from policyrules.checking.grids import declared_range
from policyrules.checking.policy import Binding, BindingKind
from policyrules.syntax import ast
from policyrules.values import intervals
from policyrules.values.answers import WHOLE_LINE, Interval, point
from policyrules.values.types import Type

_ZERO = point(0)
_NOT_NEGATIVE = Interval(Fraction(0), None)

#: Definitions that stand deeper than this are not followed.
_DEEPEST = 50

_ARITHMETIC: Mapping[str, Callable[[Interval, Interval], Interval]] = MappingProxyType(
    {"+": intervals.add, "-": intervals.subtract, "*": intervals.multiply, "/": intervals.divide}
)


@define(eq=False)
class Reach:
    """Follows the values of one policy."""

    types: Mapping[ast.Tree, Type]
    bindings: Mapping[ast.Name, Binding]
    known: dict[ast.Tree, Interval] = field(factory=dict)
    depth: int = 0

    def of(self, written: ast.Condition | ast.Table) -> Interval:
        """Return an interval that holds every value that something can have."""
        number = constants.number(written)
        if number is not None:
            return point(number)
        match written:
            case ast.ByTable() | ast.PerFull() | ast.FirstMatch() | ast.TierTable() | ast.PerItem():
                return self._table(written)
            case ast.Name() | ast.Index() | ast.Access():
                return self._named(written)
            case ast.Arithmetic(operator, left, right):
                return _held(_ARITHMETIC[operator](self.of(left), self.of(right)))
            case ast.Minus(operand):
                return intervals.negate(self.of(operand))
            case ast.Conditional(_, then, otherwise):
                return intervals.hull([self.of(then), self.of(otherwise)])
            case ast.Call(ast.Name() as function, arguments):
                return self._extreme(function, arguments)
            case ast.Discretion(_, low, high) if low is not None and high is not None:
                return intervals.hull([self.of(low), self.of(high)])
            case _:
                return WHOLE_LINE

    def _named(self, written: ast.Name | ast.Index | ast.Access) -> Interval:
        binding = self.bindings.get(written) if isinstance(written, ast.Name) else None
        if binding is not None and binding.kind is BindingKind.DEFINITION and isinstance(binding.declaration, ast.Define):
            body = binding.declaration.body
            if body is None or binding.declaration.exceptions:
                return WHOLE_LINE
            return self._body(body)
        declared = declared_range(written, self.bindings)
        return Interval(*(None if place is None else place[0] for place in (declared.start, declared.end)))

    def _body(self, body: ast.Condition | ast.Table) -> Interval:
        if body not in self.known and self.depth < _DEEPEST:
            self.known[body] = WHOLE_LINE  # a definition that stands on itself is reported elsewhere
            self.depth += 1
            self.known[body] = self.of(body)
            self.depth -= 1
        return self.known.get(body, WHOLE_LINE)

    def _extreme(self, function: ast.Name, arguments: tuple[ast.Expression, ...]) -> Interval:
        binding = self.bindings.get(function)
        if binding is None or binding.kind is not BindingKind.BUILTIN or binding.name not in ("min", "max"):
            return WHOLE_LINE
        pick = intervals.least if binding.name == "min" else intervals.greatest
        return pick([self.of(argument) for argument in arguments])

    def _table(self, table: ast.Table) -> Interval:
        match table:
            case ast.ByTable(slices=True):
                return WHOLE_LINE
            case ast.ByTable(rows=rows) | ast.FirstMatch(rows=rows):
                return intervals.hull([self.of(row.value) for row in rows] or [_ZERO])
            case ast.TierTable(rows=rows):
                otherwise = [] if any(row.condition is None for row in rows) else [_ZERO]
                return intervals.hull([*(self.of(row.value) for row in rows), *otherwise])
            case ast.PerItem(points=points, cap=cap, lines=lines):
                some = intervals.hull([_ZERO, intervals.multiply(self.of(points), point(len(lines)))])
                return self._capped(some, cap)
            case ast.PerFull(points=points, cap=cap):
                return self._capped(intervals.greatest([intervals.multiply(_NOT_NEGATIVE, self.of(points)), _ZERO]), cap)
            case _:
                assert_never(table)

    def _capped(self, some: Interval, cap: ast.Expression | None) -> Interval:
        return some if cap is None else intervals.least([some, self.of(cap)])


def _held(number: Interval) -> Interval:
    """Return a number, and that nothing is known of one that is too long to be reckoned with."""
    return WHOLE_LINE if intervals.is_too_long(number) else number
