"""The types of what is asked over several periods.

In: figures of series, questions about each of some years, and years of series. Out: their types, and diagnostics. What is
asked about has to be a series, and a year has to be one of its periods.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol, cast

from attrs import evolve, frozen

from policyrules.checking import constants
from policyrules.checking.findings import Findings, words
from policyrules.checking.mismatch import report_wanted
from policyrules.checking.policy import Binding, BindingKind
from policyrules.checking.scope import Scope
from policyrules.syntax import ast
from policyrules.values.operators import SUMMABLE, arithmetic, fits, ordered
from policyrules.values.periods import Period
from policyrules.values.types import INDEXES, UNKNOWN_TYPE, Scalar, SeriesType, Type, UnknownType

#: A question about more periods than this was meant otherwise, and asks more than a decision should.
LONGEST: Mapping[Period, int] = MappingProxyType({"year": 30, "quarter": 40, "month": 60})

#: What is rounded to a part of a whole is a number.
_ROUNDED: Mapping[Type, Type] = {Scalar.INTEGER: Scalar.NUMBER, Scalar.RATIO: Scalar.NUMBER}

_CONDITIONS = frozenset({"every", "some", "at_least", "count", "first", "latest"})


class Typing(Protocol):
    """What types the expressions in a question about periods."""

    @property
    def findings(self) -> Findings: ...

    def infer(self, written: ast.Expression, scope: Scope, expected: Type | None = None) -> Type: ...

    def value(self, written: ast.Expression, scope: Scope, expected: Type | None = None) -> Type: ...

    def wanted(self, written: ast.Expression, scope: Scope, type_: Type) -> None: ...

    def condition(self, written: ast.Condition | None, scope: Scope) -> None: ...

    def check_variable(self, variable: ast.Name | None, scope: Scope) -> None: ...


@frozen(eq=False)
class Periods:
    """Types what is asked over periods in one policy."""

    types: Typing

    @property
    def findings(self) -> Findings:
        return self.types.findings

    def index(self, written: ast.Index, scope: Scope) -> Type:
        """Type the value of a series in a period."""
        target = self.types.infer(written.target, scope)
        year = written.year
        if isinstance(year, ast.DurationLiteral) and year.unit == "year":
            self.findings.types[year] = UNKNOWN_TYPE
            self.findings.error("year-as-period", year, year=str(year.value))
        elif isinstance(target, UnknownType):
            self.types.infer(year, scope)
        else:
            self.types.wanted(year, scope, INDEXES[target.period] if isinstance(target, SeriesType) else Scalar.INTEGER)
        if isinstance(target, SeriesType):
            return target.element
        if not isinstance(target, UnknownType):
            self.findings.error("year-of-value", written, name=written.target.span.text)
        return UNKNOWN_TYPE

    def over(self, written: ast.Over, scope: Scope) -> Type:
        """Type a figure of a series."""
        series = self.types.infer(written.series, scope)
        unit = self._length(written, series.period if isinstance(series, SeriesType) else None)
        self._ending(written, scope, unit)
        if isinstance(series, UnknownType):
            return UNKNOWN_TYPE
        if not isinstance(series, SeriesType):
            self.findings.error("series-expected", written.series, name=written.series.span.text)
            return UNKNOWN_TYPE
        return self._figure(written, written.kind, series.element)

    def each(self, written: ast.Periods, scope: Scope) -> Type:
        """Type a question about each of some periods."""
        unit = self._length(written, None)
        self._ending(written, scope, unit)
        self.types.check_variable(written.variable, scope)
        if written.each is not None and written.each != unit:
            self.findings.error("period-other", written, length=written.length.span.text, other=(f"word-kind-{written.each}",))
        inside = evolve(scope, period=unit)
        if written.variable is not None:
            name = written.variable.name
            binding = Binding(BindingKind.ARGUMENT, name, INDEXES[unit], written.variable)
            inside = evolve(inside, arguments={**scope.arguments, name: binding})
        if written.kind == "at_least" and written.count is not None and not 0 < written.count <= written.length.value:
            count, years = str(written.count), str(written.length.value)
            self.findings.error("at-least-years", written, count=count, years=years, periods=(f"word-{unit}s",))
        if written.kind in _CONDITIONS:
            self.types.condition(written.value, inside)
            if written.kind in ("first", "latest"):
                return INDEXES[unit]
            return Scalar.INTEGER if written.kind == "count" else Scalar.BOOL
        return self._figure(written, written.kind, self.types.value(written.value, inside))

    def that(self, written: ast.ThatPeriod, scope: Scope) -> Type:
        """Type the period that a question around is about."""
        if scope.period is None:
            self.findings.error("that-year-outside", written, text=written.span.text)
            return UNKNOWN_TYPE
        if written.unit != scope.period:
            self.findings.error("that-year-other", written, text=written.span.text, periods=(f"word-kind-{scope.period}",))
        return INDEXES[scope.period]

    def _length(self, written: ast.Over | ast.Periods, unit: Period | None) -> Period:
        """Return what is counted; report where that is not what a series is by, or too many."""
        length = written.length
        self.findings.types[length] = UNKNOWN_TYPE
        found: Period = cast(Period, length.unit) if length.unit in LONGEST else "year"
        wanted = unit or found
        if length.unit != wanted:
            expected, example = (f"word-count-{wanted}",), (f"word-over-{wanted}",)
            self.findings.error("years-expected", length, text=length.span.text, expected=expected, example=example)
        elif not 1 <= length.value <= LONGEST[wanted]:
            count, limit = str(length.value), str(LONGEST[wanted])
            self.findings.error("years-count", length, count=count, limit=limit, periods=(f"word-{wanted}s",))
        return wanted

    def _ending(self, written: ast.Over | ast.Periods, scope: Scope, unit: Period) -> None:
        if written.ending is not None:
            self.types.wanted(written.ending, scope, INDEXES[unit])

    def _figure(self, written: ast.Over | ast.Periods, kind: str, element: Type) -> Type:
        """Return the type of a figure of values of a type."""
        if isinstance(element, UnknownType):
            return UNKNOWN_TYPE
        fine = ordered(element) if kind in ("max", "min") else element in SUMMABLE
        made = shared_out(element) if kind == "average" else element
        if not fine or made is None or (kind.endswith("growth") and arithmetic("/", element, element) is None):
            self.findings.error("figure-of", written, type=words(element))
            return UNKNOWN_TYPE
        return Scalar.RATIO if kind.endswith("growth") else made


def shared_out(type_: Type) -> Type | None:
    """Return the type of something shared out among a number: of counts, a number, and not the share that a quotient is."""
    return Scalar.NUMBER if type_ in (Scalar.INTEGER, Scalar.NUMBER) else arithmetic("/", type_, Scalar.INTEGER)


def rounded(written: ast.Rounded, scope: Scope, types: Typing) -> Type:
    """Type what is rounded: to a positive multiple of its own unit. A quotient has the unit of its step: 0.1%, or 0.01."""
    type_ = types.value(written.value, scope)
    if isinstance(type_, UnknownType):
        types.value(written.step, scope)
        return UNKNOWN_TYPE
    if type_ not in SUMMABLE:
        types.findings.error("figure-of", written, type=words(type_))
        return UNKNOWN_TYPE
    found = types.value(written.step, scope)
    unit = Scalar.PERCENT if type_ is Scalar.RATIO and found is Scalar.PERCENT else _ROUNDED.get(type_, type_)
    if not fits(found, unit):
        report_wanted(types.findings, written.step, found, unit)
    step = constants.number(written.step)
    if step is None or step <= 0:
        types.findings.error("rounding-step", written.step, text=written.step.span.text)
    return unit
