"""Scenarios: facts that exist and fit, expectations that name what is there.

In: scenarios of a policy whose names are collected. Out: diagnostics, and the names and types in their lines. Whether the
expectations come true is not asked here.
"""

from fractions import Fraction

from attrs import define

from policyrules.checking import constants
from policyrules.checking.declarations import OUTSIDE, Declarations
from policyrules.checking.findings import Findings, label, words
from policyrules.checking.items import collect_items
from policyrules.checking.mentions import entitlement
from policyrules.checking.mismatch import report_wanted
from policyrules.checking.policy import Binding, BindingKind
from policyrules.checking.rules import may_give_money
from policyrules.checking.trials import given_in
from policyrules.syntax import ast
from policyrules.values.operators import common, fits, ordered
from policyrules.values.periods import IN_YEAR, show_period
from policyrules.values.types import (
    UNKNOWN_TYPE,
    EnumType,
    ListType,
    OptionalType,
    Scalar,
    SeriesType,
    Type,
    UnknownType,
)

#: The lines that expect something.
EXPECTATIONS = (
    ast.ExpectVerdict, ast.ExpectValue, ast.ExpectReason, ast.ExpectMissing, ast.ExpectDefinition, ast.ExpectTotal, ast.EachRow,
)  # fmt: skip

#: What is spoken of where several expectations may contradict one another.
_GROUPS = {"missing": "fact", "holds": "tier", "holds_not": "tier", "qualifies": "criteria", "qualifies_not": "criteria"}

#: The least and the greatest value of a fact, where they are declared.
Range = tuple[Fraction | None, Fraction | None]


@define(eq=False)
class Scenarios:
    """Checks scenarios one by one."""

    declarations: Declarations

    @property
    def findings(self) -> Findings:
        return self.declarations.findings

    def scenario(self, scenario: ast.Scenario) -> None:
        """Check the day, the facts and the expectations of a scenario."""
        dates = [line for line in scenario.lines if isinstance(line, ast.ExpressionItem)]
        title = scenario.title.text if scenario.title else ""
        name = ast.Name(title, span=scenario.title.span if scenario.title else scenario.span)
        lost = self.declarations.lost
        collect_items(name, dates, frozenset({"date"}), ("date",), self.findings, lost)
        if not any(isinstance(line, EXPECTATIONS) for line in scenario.lines) and not lost.in_declaration(scenario):
            self.findings.error("scenario-without-expectation", name)
        first: dict[tuple[str, str], ast.Name] = {}
        for line in scenario.lines:
            self._once(line, first)
            self._line(line)
        for line in scenario.lines:
            if isinstance(line, ast.EachRow):
                self._each_row(line, dict(first))
                if not line.rows and not lost.in_declaration(scenario):
                    self.findings.error("rows-missing", line)
        self._contradictions(scenario)

    def _once(self, line: ast.ScenarioLine, first: dict[tuple[str, str], ast.Name]) -> None:
        """Report a fact that is given twice. A list is given record by record."""
        match line:
            case ast.Given(fact) | ast.GivenEmpty(fact):
                keys = [(fact.name, "")]
            case ast.GivenPeriod(fact, period):
                keys = [(fact.name, show_period(period.value, period.unit))]
            case ast.GivenReading(fact):
                keys = [(fact.name, "reading")]
            case ast.GivenRecord(fact):
                keys = []
                first.setdefault((fact.name, "record"), fact)
            case _:
                return
        before = [first.get(key) for key in (*keys, (fact.name, "")) if not isinstance(line, ast.GivenReading) or key[1]]
        if isinstance(line, ast.Given | ast.GivenEmpty):
            before.append(first.get((fact.name, "record")))
        earlier = next((name for name in before if name is not None and name is not fact), None)
        if earlier is not None:
            self.findings.error("given-twice", fact, [label(earlier, "label-first")], name=fact.name)
        for key in keys:
            first.setdefault(key, fact)

    def _line(self, line: ast.ScenarioLine) -> None:
        match line:
            case ast.ExpressionItem():
                self.declarations.constant(line.value, Scalar.DATE)
            case ast.Given() | ast.GivenRecord() | ast.GivenEmpty() | ast.GivenPeriod():
                self._given(line)
            case ast.GivenReading():
                self._reading(line)
            case ast.ExpectVerdict():
                for name in line.names:
                    self._expected(line.kind, name)
            case ast.ExpectValue():
                self._expected_value(line)
            case ast.ExpectTotal():
                self._expected_total(line)
            case ast.ExpectReason():
                self._bind(line.entitlement)
            case ast.ExpectMissing():
                self._bind(line.entitlement)
                for name in line.names:
                    self._fact(name)
            case ast.ExpectDefinition():
                self._expected_definition(line)

    # --- facts ------------------------------------------------------------------------------------------------------

    def _fact(self, name: ast.Name) -> Binding | None:
        names = self.declarations.types.names
        binding = names.fact(name.name)
        if binding is None:
            self.declarations.unknown("fact-not-declared", name, names.facts())
            return None
        self.findings.bindings[name] = binding
        return binding

    def _given(self, line: ast.Given | ast.GivenRecord | ast.GivenEmpty | ast.GivenPeriod) -> None:
        binding = self._fact(line.fact)
        if binding is None or isinstance(binding.type, UnknownType):
            return
        type_, fact = binding.type, line.fact
        match line:
            case ast.GivenRecord():
                if isinstance(type_, ListType):
                    self._record(line, type_)
                else:
                    self.findings.error("given-not-list", fact, name=fact.name, type=words(type_))
            case ast.GivenEmpty():
                if not isinstance(type_, ListType):
                    self.findings.error("given-not-list", fact, name=fact.name, type=words(type_))
            case ast.Given(value=None):
                pass  # whatever is unknown needs no other form
            case ast.Given() | ast.GivenPeriod():
                self._value(line.value, self._takes(line, type_), self._range(binding))

    def _takes(self, line: ast.Given | ast.GivenPeriod, type_: Type) -> Type:
        """Return the type of what stands after the colon; report a fact that is not given in this way."""
        fact = line.fact
        match line, type_:
            case ast.GivenPeriod(period=given), SeriesType(element, period) if given.unit == period:
                if 1 <= given.value // IN_YEAR[period] <= 9999:
                    return element
                self.findings.error("given-year", line, year=given.span.text)
            case ast.GivenPeriod(), SeriesType(period=period):
                self.findings.period_missing("given-series", fact, fact.name, period)
            case ast.GivenPeriod(), _:
                self.findings.error("given-not-series", fact, name=fact.name, type=words(type_))
            case _, ListType():
                self.findings.error("given-list", fact, name=fact.name)
            case _, SeriesType(period=period):
                self.findings.period_missing("given-series", fact, fact.name, period)
            case _:
                return type_
        return UNKNOWN_TYPE

    def _each_row(self, table: ast.EachRow, first: dict[tuple[str, str], ast.Name]) -> None:
        """Check what all rows share once, and of each row what it gives and expects."""
        columns = [self._column(column, first) for column in table.columns]
        looked_at = self._target(table.target)
        for row in table.rows:
            if len(row.cells) != len(columns):
                self.findings.error("trial-cells", row, found=str(len(row.cells)), expected=str(len(columns)))
            else:
                for cell, (type_, range_) in zip(row.cells, columns, strict=True):
                    self._value(cell.value, type_, range_)
            if looked_at is not None:
                self._expected_constants(row.value, looked_at)

    def _column(self, column: ast.Column, first: dict[tuple[str, str], ast.Name]) -> tuple[Type, Range]:
        """Return what the cells of a column are to be, and within which range."""
        line = given_in(column, None, column.span)
        self._once(line, first)
        binding = self._fact(column.fact)
        if binding is None or isinstance(binding.type, UnknownType):
            return UNKNOWN_TYPE, (None, None)
        return self._takes(line, binding.type), self._range(binding)

    def _range(self, binding: Binding) -> Range:
        line = binding.declaration
        if not isinstance(line, ast.FieldLine):
            return None, None
        return constants.ends(line.low, line.high)

    def _value(self, written: ast.Expression | None, type_: Type, range_: Range) -> None:
        """Check the value of a fact: written out, of its type, within its range."""
        if written is None or isinstance(type_, UnknownType):
            return
        if isinstance(type_, EnumType):
            found = self.declarations.types.value(written, OUTSIDE, type_)
            if not fits(found, type_):
                report_wanted(self.findings, written, found, type_)
            elif isinstance(written, ast.Name) and not self._is_member(written) and not isinstance(found, UnknownType):
                self.findings.error("constant-expected", written, type=words(type_), text=written.name)
            return
        number = self.declarations.constant(written, type_)
        low, high = range_
        if number is not None and ((low is not None and number < low) or (high is not None and number > high)):
            self.findings.error("given-out-of-range", written, value=written.span.text)

    def _is_member(self, name: ast.Name) -> bool:
        binding = self.findings.bindings.get(name)
        return binding is not None and binding.kind is BindingKind.MEMBER

    def _record(self, line: ast.GivenRecord, type_: ListType) -> None:
        first: dict[str, ast.Name] = {}
        for given in line.fields:
            name = given.name
            if first.setdefault(name.name, name) is not name:
                self.findings.error("given-twice", name, [label(first[name.name], "label-first")], name=name.name)
            binding = self.declarations.types.resolver.field(type_.element, name)
            if binding is None:
                continue
            element = binding.type.element if isinstance(binding.type, OptionalType) else binding.type
            self._value(given.value, element, self._range(binding))

    def _reading(self, line: ast.GivenReading) -> None:
        values = self.declarations.types.names.values
        binding = values.get(line.reading.name)
        if binding is None or binding.kind is not BindingKind.READING:
            known = [key for key, value in values.items() if value.kind is BindingKind.READING]
            self.declarations.unknown("reading-unknown", line.reading, known)
            return
        self.findings.bindings[line.reading] = binding
        self.declarations.types.infer(line.option, OUTSIDE, binding.type)

    # --- expectations -----------------------------------------------------------------------------------------------

    def _expected(self, kind: str, name: ast.Name) -> None:
        match kind:
            case "missing":
                self._fact(name)
            case "holds" | "holds_not":
                self.declarations.types.tier(name)
            case "qualifies" | "qualifies_not":
                self.declarations.types.criteria(name)
            case _:
                self._bind(name)

    def _bind(self, name: ast.Name) -> ast.Entitlement | None:
        return entitlement(self.declarations.types.resolver, name)

    def _expected_value(self, line: ast.ExpectValue) -> None:
        type_ = Scalar.MONEY if line.what == "amount" else Scalar.PERCENT
        for value in line.value.values:
            if isinstance(value, ast.Unstated):
                self.declarations.types.infer(value, OUTSIDE, type_)
            else:
                self.declarations.constant(value, type_)
        self._range_of(line.value)
        declared = self._bind(line.entitlement)
        if declared is None or self.declarations.lost.in_declaration(declared):
            return
        if not any(getattr(item, "key", None) == line.what for item in declared.items):
            code = "expected-no-amount" if line.what == "amount" else "expected-no-ceiling"
            self.findings.error(code, line.entitlement, name=line.entitlement.name)

    def _expected_definition(self, line: ast.ExpectDefinition) -> None:
        type_ = self._target(line.target)
        if type_ is not None:
            self._expected_constants(line.value, type_)

    def _target(self, target: ast.Reference) -> Type | None:
        """Return the type of a definition or score; report what is neither."""
        type_ = self.declarations.types.value(target, OUTSIDE)
        name = target if isinstance(target, ast.Name) else target.field
        binding = self.findings.bindings.get(name)
        if binding is not None and binding.kind not in (BindingKind.DEFINITION, BindingKind.SCORE):
            self.findings.error("definition-expected", target, name=target.span.text)
            return None
        return type_

    def _expected_constants(self, expected: ast.Expected, type_: Type) -> None:
        """Check that what is expected of a definition or score is written out and of its type."""
        types = self.declarations.types
        for value in expected.values:
            found = types.value(value, OUTSIDE, type_)
            if common(type_, found) is None:
                report_wanted(self.findings, value, found, type_)
            elif isinstance(value, ast.Name):
                if not self._is_member(value) and not isinstance(found, UnknownType):
                    self.findings.error("constant-expected", value, type=words(type_), text=value.name)
            elif not constants.is_literal(value):
                self.findings.error("constant-expected", value, type=words(type_), text=value.span.text)
        if expected.is_range and not ordered(type_):
            self.findings.error("order-of-names", expected, type=words(type_))
        self._range_of(expected)

    def _range_of(self, expected: ast.Expected) -> None:
        """Report a range that ends before it begins."""
        if expected.is_range:
            self.declarations.types.check_order(expected, *expected.values)

    def _expected_total(self, line: ast.ExpectTotal) -> None:
        for value in line.value.values:
            self.declarations.constant(value, Scalar.MONEY)
        self._range_of(line.value)
        if not may_give_money(self.declarations.lost):
            self.findings.error("total-of-nothing", line)

    def _contradictions(self, scenario: ast.Scenario) -> None:
        """Report two verdicts that are expected of the same."""
        first: dict[tuple[str, str], tuple[str, ast.Name]] = {}
        for line in scenario.lines:
            for name in line.names if isinstance(line, ast.ExpectVerdict) else ():
                assert isinstance(line, ast.ExpectVerdict)
                group = _GROUPS.get(line.kind, "entitlement")
                kind, before = first.setdefault((group, name.name), (line.kind, name))
                if kind != line.kind:
                    self.findings.error("expected-twice", name, [label(before, "label-first")], name=name.name)
