"""The types of expressions, from the parts to the whole.

In: an expression, what is in sight there, and the type that is expected of it, which tells enum members apart. Out: the type
of every part in the tables, its names bound, and diagnostics in the words of whoever wrote it.

A field that may be left out has an `OptionalType`; it is a value wherever one is wanted. What was reported has the unknown
type, which fits everything, so that one mistake is one diagnostic. Expressions are as deep as the parser lets them be.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import assert_never

from attrs import define, field

from policyrules.checking import constants
from policyrules.checking.findings import Findings, label, listed, words
from policyrules.checking.mentions import amount_type, entitlement, is_amount
from policyrules.checking.mismatch import report_arithmetic, report_comparison, report_wanted
from policyrules.checking.periods import Periods, rounded, shared_out
from policyrules.checking.policy import Binding, BindingKind
from policyrules.checking.resolve import Names
from policyrules.checking.scope import Resolver, Scope
from policyrules.checking.uses import Uses
from policyrules.syntax import ast
from policyrules.values.operators import BUILTINS, SUMMABLE, BuiltinKind, arithmetic, common, fits, ordered
from policyrules.values.types import (
    INDEXES,
    UNKNOWN_TYPE,
    EnumType,
    ListType,
    OptionalType,
    RecordType,
    Scalar,
    SeriesType,
    Type,
    UnknownType,
)

#: A period longer than this was meant as a year of the calendar.
_LONGEST_YEARS = 200

_LITERALS = {
    ast.PercentLiteral: Scalar.PERCENT,
    ast.MoneyLiteral: Scalar.MONEY,
    ast.DateLiteral: Scalar.DATE,
    ast.TextLiteral: Scalar.TEXT,
    ast.BoolLiteral: Scalar.BOOL,
    ast.DecisionDay: Scalar.DATE,
}


@define(eq=False)
class Types:
    """Types the expressions of one policy. Definitions must have been given their types before they are used."""

    names: Names
    findings: Findings
    resolver: Resolver = field(init=False)
    periods: Periods = field(init=False)
    uses: Uses = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.resolver = Resolver(self.names, self.findings)
        self.periods = Periods(self)
        self.uses = Uses(self.names, self.findings, self.resolver)

    # --- what other passes ask for ----------------------------------------------------------------------------------

    def condition(self, written: ast.Condition | None, scope: Scope) -> None:
        """Type what must be true or false."""
        if isinstance(written, ast.Block):
            self._block(written, scope)
        elif written is not None:
            type_ = self.value(written, scope, Scalar.BOOL)
            if not fits(type_, Scalar.BOOL):
                self.findings.error("condition-expected", written, type=words(type_))

    def wanted(self, written: ast.Expression, scope: Scope, type_: Type) -> None:
        """Type what must be of a type."""
        found = self.value(written, scope, type_)
        if not fits(found, type_):
            report_wanted(self.findings, written, found, type_)

    def value(self, written: ast.Expression, scope: Scope, expected: Type | None = None) -> Type:
        """Return the type of a single value: no list, no record, no series, and present where it is optional."""
        type_ = self.infer(written, scope, expected)
        match type_:
            case OptionalType(element):
                return element
            case ListType(element):
                self.findings.error("list-as-value", written, record=element.name)
            case SeriesType(period=period):
                self.findings.period_missing("series-without-year", written, written.span.text, period)
            case RecordType():
                self.findings.error("record-as-value", written, name=written.span.text)
            case _:
                return type_
        return UNKNOWN_TYPE

    def infer(self, written: ast.Expression, scope: Scope, expected: Type | None = None) -> Type:
        """Return the type of an expression, whatever it is, and note it."""
        if isinstance(expected, OptionalType):
            expected = expected.element
        type_ = self.findings.types[written] = self._infer(written, scope, expected)
        return type_

    # --- one case per node ------------------------------------------------------------------------------------------

    def _infer(self, written: ast.Expression, scope: Scope, expected: Type | None) -> Type:
        match written:
            case ast.Name():
                return self._name(written, scope, expected)
            case ast.NumberLiteral() | ast.DurationLiteral():
                return self._literal(written)
            case (
                ast.PercentLiteral() | ast.MoneyLiteral() | ast.DateLiteral() | ast.TextLiteral() | ast.BoolLiteral()
                | ast.DecisionDay()
            ):  # fmt: skip
                return _LITERALS[type(written)]
            case ast.CurrentPeriod(unit=unit) | ast.PeriodLiteral(unit=unit):
                return INDEXES[unit]
            case ast.Unstated():
                return self._unstated(written, expected)
            case ast.Discretion():
                return self._discretion(written, scope, expected)
            case ast.Access():
                return self._access(written, scope)
            case ast.Index():
                return self.periods.index(written, scope)
            case ast.Call():
                return self._call(written, scope)
            case ast.ParameterAt():
                return self._parameter_at(written, scope)
            case ast.Minus(operand):
                return self._minus(written, operand, scope)
            case ast.Arithmetic():
                return self._arithmetic(written, scope)
            case ast.Otherwise():
                return self._otherwise(written, scope, expected)
            case ast.Conditional():
                return self._conditional(written, scope, expected)
            case ast.Quantified():
                return self._quantified(written, scope)
            case ast.Over() | ast.Periods() | ast.ThatPeriod() | ast.Rounded():
                return self._over_periods(written, scope)
            case (
                ast.Negation() | ast.Comparison() | ast.Between() | ast.Membership() | ast.IsAbsent() | ast.Logic()
                | ast.Holds() | ast.Qualifies() | ast.IsPassed() | ast.EntitledTo()
            ):  # fmt: skip
                self._truth(written, scope)
                return Scalar.BOOL
            case _:
                assert_never(written)

    def _truth(
        self,
        written: (
            ast.Negation | ast.Comparison | ast.Between | ast.Membership | ast.IsAbsent | ast.Logic | ast.Holds
            | ast.Qualifies | ast.IsPassed | ast.EntitledTo
        ),
        scope: Scope,
    ) -> None:  # fmt: skip
        match written:
            case ast.Negation(operand):
                self.condition(operand, scope)
            case ast.Logic(_, operands):
                for operand in operands:
                    self.condition(operand, scope)
            case ast.Comparison():
                self._comparison(written, scope)
            case ast.Between():
                self._between(written, scope)
            case ast.Membership():
                self._membership(written, scope)
            case ast.IsAbsent(value):
                self._optional(value, scope)
            case ast.Holds(tiers):
                for tier in tiers:
                    self.tier(tier)
            case ast.Qualifies(tiers):
                for tier in tiers:
                    self.criteria(tier)
            case ast.IsPassed(score):
                self._passed(score, scope)
            case ast.EntitledTo(entitlements):
                for reference in entitlements:
                    self.entitlement(reference)
            case _:
                assert_never(written)

    # --- names and what hangs on them -------------------------------------------------------------------------------

    def _name(self, name: ast.Name, scope: Scope, expected: Type | None) -> Type:
        return self._bound(name, self.resolver.resolve(name, scope, expected))

    def _bound(self, name: ast.Name, binding: Binding | None) -> Type:
        """Return the type of what a name is bound to, which must be no function."""
        if binding is None:
            return UNKNOWN_TYPE
        if binding.kind is BindingKind.FUNCTION:
            self.findings.error("function-without-arguments", name, name=name.name)
            return UNKNOWN_TYPE
        return binding.type

    def tier(self, written: ast.Reference) -> ast.Tier | None:
        """Bind the name of a tier, of this policy or of another."""
        if isinstance(written, ast.Access):
            return self.uses.tier(written)
        declaration = self.names.tiers.get(written.name)
        if declaration is None:
            near = self.resolver.near(written.name, self.names.tiers)
            self.findings.error("tier-unknown", written, name=written.name, nearest=near)
        else:
            self.findings.bindings[written] = Binding(BindingKind.TIER, written.name, Scalar.BOOL, declaration)
        return declaration

    def entitlement(self, written: ast.Reference) -> ast.Entitlement | None:
        """Bind the name of an entitlement, of this policy or of another."""
        return self.uses.entitlement(written) if isinstance(written, ast.Access) else entitlement(self.resolver, written)

    def _amount(self, written: ast.Access, scope: Scope) -> Type | None:
        """Return the type of `甲 的 金额`; `None` where `甲` is not an entitlement, nor can be meant as one."""
        target = written.target
        if not is_amount(written):
            return None
        if isinstance(target, ast.Name):
            is_other = target.name not in self.names.entitlements and self.resolver.is_value(target.name, scope)
            if is_other or scope.variable(target.name) is not None:
                return None
            return amount_type(self.findings, target, self.entitlement(target))
        assert isinstance(target, ast.Access)
        used = self.uses.of(target.target, scope)
        if used is None or used.policy is None or target.field.name not in used.policy.entitlements:
            return None
        return amount_type(self.findings, target, self.entitlement(target))

    def criteria(self, written: ast.Reference) -> None:
        """Bind the name of a tier that must say what an enterprise needs to qualify for it."""
        declaration, name = self.tier(written), ast.last_name(written)
        if declaration is not None and not any(getattr(item, "key", None) == "qualifies" for item in declaration.items):
            self.findings.error("tier-without-criteria", name, [label(declaration.name, "label-declared")], name=name.name)

    def _passed(self, written: ast.Expression, scope: Scope) -> None:
        """Type the score that is asked whether it is passed: it has to say when it is."""
        type_ = self.infer(written, scope)
        binding = self._score_of(written)
        if binding is None or not isinstance(binding.declaration, ast.Score):
            if not isinstance(type_, UnknownType):
                self.findings.error("score-expected", written, text=written.span.text)
        elif not any(figure.kind == "pass" for figure in binding.declaration.figures):
            labels = [label(binding.declaration.name, "label-declared")]
            self.findings.error("score-without-pass", written, labels, name=binding.name)

    def _score_of(self, written: ast.Expression) -> Binding | None:
        """Return what a name is bound to, or the name of something of another policy."""
        name = written.field if isinstance(written, ast.Access) else written
        return self.findings.bindings.get(name) if isinstance(name, ast.Name) else None

    def _part_of_score(self, written: ast.Access) -> Type | None:
        """Return the type of a part of a score; `None` where it is taken from anything else."""
        target = self._score_of(written.target)
        if target is None or not isinstance(target.declaration, ast.Score):
            return None
        known = {part.name.name: part for part in reversed(ast.score_parts(target.declaration))}
        name = written.field.name
        if name not in known:
            near = self.resolver.near(name, known)
            self.findings.error("part-unknown", written.field, name=name, score=target.name, known=listed(known), nearest=near)
            return UNKNOWN_TYPE
        self.findings.bindings[written.field] = Binding(BindingKind.SCORE, name, Scalar.NUMBER, known[name])
        return Scalar.NUMBER

    def _access(self, written: ast.Access, scope: Scope) -> Type:
        used = self.uses.of(written.target, scope)
        if used is not None:
            return self._bound(written.field, self.uses.value(used, written.field))
        awarded = self._amount(written, scope)
        if awarded is not None:
            return awarded
        target = self.infer(written.target, scope)
        part = self._part_of_score(written)
        if part is not None:
            return part
        if isinstance(target, RecordType):
            binding = self.resolver.field(target, written.field)
            return binding.type if binding else UNKNOWN_TYPE
        if isinstance(target, ListType):
            self.findings.error("field-of-list", written, field=written.field.name, name=written.target.span.text)
        elif not isinstance(target, UnknownType):
            self.findings.error("field-of-value", written, field=written.field.name, type=words(target))
        return UNKNOWN_TYPE

    def _over_periods(self, written: ast.Over | ast.Periods | ast.ThatPeriod | ast.Rounded, scope: Scope) -> Type:
        match written:
            case ast.Over():
                return self.periods.over(written, scope)
            case ast.Periods():
                return self.periods.each(written, scope)
            case ast.ThatPeriod():
                return self.periods.that(written, scope)
            case ast.Rounded():
                return rounded(written, scope, self)
            case _:
                assert_never(written)

    def _parameter_at(self, written: ast.ParameterAt, scope: Scope) -> Type:
        self.wanted(written.day, scope, Scalar.DATE)
        name = written.parameter
        used = self.uses.of(name.target, scope) if isinstance(name, ast.Access) else None
        if not isinstance(name, ast.Name):
            type_ = self.infer(name, scope)
            binding = self.findings.bindings.get(name.field) if used and isinstance(name, ast.Access) else None
            if isinstance(type_, UnknownType) or (binding is not None and binding.kind is BindingKind.PARAMETER):
                return type_
            self.findings.error("parameter-expected", name, name=name.span.text)
            return UNKNOWN_TYPE
        binding = self.names.values.get(name.name)
        if binding is not None and binding.kind is BindingKind.PARAMETER:
            self.findings.bindings[name] = binding
            return binding.type
        if binding is not None:
            self.findings.error("parameter-expected", name, name=name.name)
            return UNKNOWN_TYPE
        known = [key for key, value in self.names.values.items() if value.kind is BindingKind.PARAMETER]
        self.findings.error("parameter-unknown", name, name=name.name, nearest=self.resolver.near(name.name, known))
        return UNKNOWN_TYPE

    # --- calls ------------------------------------------------------------------------------------------------------

    def _call(self, call: ast.Call, scope: Scope) -> Type:
        name = call.function
        if isinstance(name, ast.Access):
            return self._call_elsewhere(call, name, scope)
        builtin = BUILTINS.get(name.name)
        binding = self.names.values.get(name.name)
        if binding is not None and binding.kind is BindingKind.FUNCTION and isinstance(binding.declaration, ast.Define):
            self.findings.bindings[name] = binding
            self._arguments(call, binding.declaration.parameters, self.findings.types, scope)
            return binding.type
        if builtin is not None:
            kind = BindingKind.BUILTIN
            type_ = (
                self._extreme(call, scope) if builtin.kind is BuiltinKind.EXTREME else self._of_dates(call, builtin.kind, scope)
            )
            self.findings.bindings[name] = Binding(kind, builtin.name, type_)
            return type_
        for argument in call.arguments:
            self.infer(argument, scope)
        if binding is not None:
            self.findings.error("call-of-value", name, name=name.name)
        else:
            known = [key for key, value in self.names.values.items() if value.kind is BindingKind.FUNCTION]
            self.findings.error(
                "function-unknown", name, name=name.name, nearest=self.resolver.near(name.name, [*known, *BUILTINS])
            )
        return UNKNOWN_TYPE

    def _call_elsewhere(self, call: ast.Call, function: ast.Access, scope: Scope) -> Type:
        """Type the call of a function of another policy."""
        used = self.uses.of(function.target, scope)
        binding = self.uses.value(used, function.field) if used is not None else None
        if used is not None and used.policy is not None and binding is not None and binding.kind is BindingKind.FUNCTION:
            assert isinstance(binding.declaration, ast.Define)
            self._arguments(call, binding.declaration.parameters, used.policy.types, scope)
            return binding.type
        for argument in call.arguments:
            self.infer(argument, scope)
        if binding is not None or (used is None and not isinstance(self.infer(function.target, scope), UnknownType)):
            self.findings.error("call-of-value", function, name=function.span.text)
        return UNKNOWN_TYPE

    def _arguments(
        self, call: ast.Call, parameters: Sequence[ast.ParameterLine], types: Mapping[ast.Tree, Type], scope: Scope
    ) -> None:
        if len(call.arguments) != len(parameters):
            self._wrong_count(call, str(len(parameters)))
        for number, argument in enumerate(call.arguments):
            if number >= len(parameters):
                self.infer(argument, scope)
                continue
            type_ = types.get(parameters[number].type, UNKNOWN_TYPE)
            if not isinstance(type_, RecordType | ListType | SeriesType):
                self.wanted(argument, scope, type_)
                continue
            found = self.infer(argument, scope, type_)
            if not fits(found, type_):
                report_wanted(self.findings, argument, found, type_)

    def _wrong_count(self, call: ast.Call, expected: str) -> None:
        name = ast.last_name(call.function).name
        self.findings.error("arguments-count", call, name=name, expected=expected, found=str(len(call.arguments)))

    def _of_dates(self, call: ast.Call, kind: BuiltinKind, scope: Scope) -> Type:
        count = 1 if kind is BuiltinKind.CALENDAR else 2
        if len(call.arguments) != count:
            self._wrong_count(call, str(count))
        for argument in call.arguments:
            self.wanted(argument, scope, Scalar.DATE)
        return Scalar.INTEGER

    def _extreme(self, call: ast.Call, scope: Scope) -> Type:
        if len(call.arguments) < 2:
            self._wrong_count(call, "≥ 2")
        type_: Type = UNKNOWN_TYPE
        for argument in call.arguments:
            found = self.value(argument, scope)
            if not ordered(found):
                self.findings.error("number-expected", argument, type=words(found))
                return UNKNOWN_TYPE
            both = common(type_, found)
            if both is None:
                report_comparison(self.findings, call, call.arguments[0], argument, type_, found)
                return UNKNOWN_TYPE
            type_ = both
        return type_

    # --- literals and arithmetic ------------------------------------------------------------------------------------

    def _literal(self, written: ast.NumberLiteral | ast.DurationLiteral) -> Type:
        if isinstance(written, ast.NumberLiteral):
            return Scalar.INTEGER if written.value.denominator == 1 else Scalar.NUMBER
        years = {"year": written.value, "month": written.value // 12, "day": written.value // 365}.get(written.unit, 0)
        if years > _LONGEST_YEARS:
            self.findings.error("year-as-period", written, year=str(written.value))
            return UNKNOWN_TYPE
        return Scalar.DAYS if written.unit == "day" else Scalar.MONTHS

    def _unstated(self, written: ast.Unstated, expected: Type | None) -> Type:
        if expected is None or not isinstance(expected, Scalar | EnumType | UnknownType):
            self.findings.error("unstated-without-type", written)
            return UNKNOWN_TYPE
        return expected

    def _discretion(self, written: ast.Discretion, scope: Scope, expected: Type | None) -> Type:
        """Type what a body decides: what is wanted there, or what its bounds are."""
        if isinstance(written.body, ast.Name):
            self._unit(written.body)
        type_ = expected or UNKNOWN_TYPE
        for end in (written.low, written.high):
            if end is None:
                continue
            found = self.value(end, scope, type_)
            if common(type_, found) is None or not ordered(found):
                report_wanted(self.findings, end, found, type_)
            elif constants.number(end) is None and not isinstance(found, UnknownType):
                self.findings.error("constant-expected", end, type=words(found), text=end.span.text)
            type_ = type_ if expected else found
        self.check_order(written, written.low, written.high)
        if expected is None and written.low is None:
            self.findings.error("discretion-without-type", written)
        return type_

    def _unit(self, name: ast.Name) -> None:
        """Bind the name of a unit that decides."""
        unit = self.names.units.get(name.name)
        if unit is None:
            nearest = self.resolver.near(name.name, self.names.units)
            self.findings.error("unit-unknown", name, name=name.name, nearest=nearest)
        else:
            self.findings.bindings[name] = Binding(BindingKind.UNIT, name.name, UNKNOWN_TYPE, unit)

    def _minus(self, written: ast.Minus, operand: ast.Expression, scope: Scope) -> Type:
        type_ = self.value(operand, scope)
        if type_ not in SUMMABLE and not isinstance(type_, UnknownType):
            self.findings.error("number-expected", written, type=words(type_))
            return UNKNOWN_TYPE
        return type_

    def _arithmetic(self, written: ast.Arithmetic, scope: Scope) -> Type:
        left, right = self.value(written.left, scope), self.value(written.right, scope)
        if written.operator == "/" and constants.number(written.right) == 0:
            self.findings.error("division-by-zero", written)
            return UNKNOWN_TYPE
        number = right is Scalar.INTEGER or right is Scalar.NUMBER
        shared = written.operator == "/" and number and constants.number(written.right) is not None
        type_ = shared_out(left) if shared else arithmetic(written.operator, left, right)
        if type_ is None:
            report_arithmetic(self.findings, written, left, right)
            return UNKNOWN_TYPE
        return type_

    # --- comparisons ------------------------------------------------------------------------------------------------

    def _pair(
        self, left: ast.Expression, right: ast.Expression, scope: Scope, expected: Type | None = None
    ) -> tuple[Type, Type]:
        """Type two sides that meet. One that says nothing by itself is typed after the other, which tells what it is."""
        if self.waits(left, scope) and not self.waits(right, scope):
            other = self.value(right, scope, expected)
            return self.value(left, scope, expected or other), other
        first = self.value(left, scope, expected)
        return first, self.value(right, scope, expected or first)

    def waits(self, written: ast.Expression, scope: Scope) -> bool:
        """Say whether an expression has no type by itself, and waits for that of what it meets."""
        match written:
            case ast.Name(name):
                return not self.resolver.is_value(name, scope)
            case ast.Conditional(_, then, otherwise):
                return self.waits(then, scope) and self.waits(otherwise, scope)
            case _:
                return isinstance(written, ast.Unstated) or (isinstance(written, ast.Discretion) and written.low is None)

    def _comparison(self, written: ast.Comparison, scope: Scope) -> None:
        left, right = self._pair(written.left, written.right, scope)
        both = common(left, right)
        if both is None:
            report_comparison(self.findings, written, written.left, written.right, left, right)
        elif written.operator not in ("=", "!=") and not ordered(both):
            self.findings.error("order-of-names", written, type=words(both))
        elif _is_constant(written.left) and _is_constant(written.right):
            self.findings.error("comparison-constant", written, text=written.span.text)

    def _between(self, written: ast.Between, scope: Scope) -> None:
        type_ = self.value(written.value, scope)
        if not ordered(type_):
            self.findings.error("order-of-names", written, type=words(type_))
            type_ = UNKNOWN_TYPE
        for end in (written.low, written.high):
            found = self.value(end, scope, type_)
            if common(type_, found) is None:
                report_comparison(self.findings, end, written.value, end, type_, found)
            elif not ordered(found):
                self.findings.error("order-of-names", end, type=words(found))
        self.check_order(written, written.low, written.high)

    def check_order(self, at: ast.Tree, low: ast.Expression | None, high: ast.Expression | None) -> None:
        """Report a range whose end is known to stand before its beginning."""
        first, last = constants.number(low), constants.number(high)
        if low and high and first is not None and last is not None and first > last:
            types = (self.findings.types.get(end, UNKNOWN_TYPE) for end in (low, high))
            if common(*types) is not None:
                self.findings.error("range-reversed", at, first=low.span.text, last=high.span.text)

    def _membership(self, written: ast.Membership, scope: Scope) -> None:
        type_ = self.value(written.value, scope)
        for option in written.options:
            found = self.value(option, scope, type_)
            if common(type_, found) is None:
                report_comparison(self.findings, option, written.value, option, type_, found)
            elif _is_constant(written.value) and _is_constant(option):
                self.findings.error("comparison-constant", written, text=written.span.text)

    def _optional(self, value: ast.Expression, scope: Scope) -> Type:
        type_ = self.infer(value, scope)
        if isinstance(type_, OptionalType):
            return type_.element
        if not isinstance(type_, UnknownType):
            self.findings.error("optional-expected", value, name=value.span.text)
        return UNKNOWN_TYPE

    # --- choices ----------------------------------------------------------------------------------------------------

    def _otherwise(self, written: ast.Otherwise, scope: Scope, expected: Type | None) -> Type:
        optional = self._optional(written.value, scope)
        default = self.value(written.default, scope, expected if isinstance(optional, UnknownType) else optional)
        return self._branches(written, optional, default)

    def _conditional(self, written: ast.Conditional, scope: Scope, expected: Type | None) -> Type:
        self.condition(written.condition, scope)
        then, otherwise = self._pair(written.then, written.otherwise, scope, expected)
        return self._branches(written, then, otherwise)

    def _branches(self, written: ast.Conditional | ast.Otherwise, one: Type, other: Type) -> Type:
        both = common(one, other)
        if both is None:
            self.findings.error("branches-differ", written, left=words(one), right=words(other))
            return UNKNOWN_TYPE
        return both

    # --- lists and blocks -------------------------------------------------------------------------------------------

    def _quantified(self, written: ast.Quantified, scope: Scope) -> Type:
        collection = self.infer(written.collection, scope)
        record = collection.element if isinstance(collection, ListType) else None
        if record is None and not isinstance(collection, UnknownType):
            self.findings.error("list-expected", written.collection, name=written.collection.span.text)
        if written.count == 0:
            self.findings.error("at-least-none", written)
        self.check_variable(written.variable, scope)
        inside = scope.inside(written, record)
        self.condition(written.condition, inside)
        type_ = UNKNOWN_TYPE if written.value is None else self._aggregated(written, written.value, inside)
        match written.kind:
            case "some" | "every" | "at_least":
                return Scalar.BOOL
            case "count":
                return Scalar.INTEGER
            case _:
                return type_

    def check_variable(self, variable: ast.Name | None, scope: Scope) -> None:
        """Report a variable whose name means something else."""
        if variable is not None and (variable.name in self.names.values or scope.variable(variable.name)):
            self.findings.error("variable-taken", variable, name=variable.name)

    def _aggregated(self, written: ast.Quantified, value: ast.Expression, scope: Scope) -> Type:
        type_ = self.value(value, scope)
        fine = type_ in SUMMABLE if written.kind == "sum" else ordered(type_)
        if not fine and not isinstance(type_, UnknownType):
            self.findings.error("sum-of" if written.kind == "sum" else "number-expected", value, type=words(type_))
            return UNKNOWN_TYPE
        return type_

    def _block(self, block: ast.Block, scope: Scope) -> None:
        self.findings.types[block] = Scalar.BOOL
        if not block.lines:
            self.findings.error("block-empty", block)
        elif block.count is not None and not 0 < block.count <= len(block.lines):
            self.findings.error("at-least-of", block, count=str(block.count), lines=str(len(block.lines)))
        labels = [line.label for line in block.lines if line.label is not None]
        for before, after in pairwise(sorted(labels, key=lambda name: (name.name, name.span.start))):
            if before.name == after.name:
                self.findings.error("label-twice", after, name=after.name)
        for line in block.lines:
            self.condition(line.condition, scope)


def _is_constant(written: ast.Expression) -> bool:
    return constants.number(written) is not None or constants.text(written) is not None
