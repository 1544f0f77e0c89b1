"""Expressions and conditions as text.

In: expressions. Out: their pieces, with brackets exactly where the grammar needs them. Knows no declarations.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import assert_never

from policyrules.syntax import ast
from policyrules.syntax.keywords import BUILTIN_TYPES, KEYWORDS
from policyrules.syntax.pieces import Writer, digits, duration
from policyrules.values.periods import show_period

# How tightly an expression holds together; each place in the grammar takes what holds at least so tightly.
_ANY, _OR, _AND, _NOT, _RELATION, _DEFAULT, SUM, _PRODUCT, _PREFIX, POSTFIX, _ATOM = range(11)

_ORDER: Mapping[str, str] = MappingProxyType({">=": "GE", ">": "GT", "<=": "LE", "<": "LT"})
#: The spellings that are used of days.
_OF_DAYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {"GE": ("不早于", "not before"), "GT": ("晚于", "after"), "LE": ("不晚于", "not after"), "LT": ("早于", "before")}
)
_SIGNS: Mapping[str, str] = MappingProxyType({"+": "PLUS", "-": "MINUS", "*": "TIMES_SIGN", "/": "DIVIDE"})
_QUANTIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "some": "HAS_SOME", "every": "HAS_EVERY", "at_least": "HAS_AT_LEAST", "count": "COUNT_OF", "sum": "SUM_OF",
        "max": "MAX_OF", "min": "MIN_OF",
    }
)  # fmt: skip
_ROUNDINGS: Mapping[str, str] = MappingProxyType({"half_up": "ROUNDED", "down": "ROUNDED_DOWN", "up": "ROUNDED_UP"})
_OVER: Mapping[str, str] = MappingProxyType(
    {
        "sum": "TOTAL", "average": "AVERAGE", "max": "GREATEST", "min": "LEAST", "growth": "GROWTH",
        "average_growth": "AVERAGE_GROWTH", "at_least": "AT_LEAST_YEARS",
    }
)  # fmt: skip
#: What is asked of each period, in a word that names it.
_OF_EACH: Mapping[str, str] = MappingProxyType(
    {"every": "EACH_{}", "some": "SOME_{}", "count": "{}S_COUNT", "first": "FIRST_{}", "latest": "LATEST_{}"}
)
_BLOCKS: Mapping[str, str] = MappingProxyType({"all": "ALL_OF", "any": "ANY_OF", "at_least": "AT_LEAST"})
#: The first Chinese name of each built-in type.
TYPES_ZH: Mapping[str, str] = MappingProxyType(
    {type_: name for name, type_ in reversed(list(BUILTIN_TYPES.items())) if not name.isascii()}
)


class ExpressionPrinter(Writer):
    """Writes expressions, conditions and types."""

    def names(self, names: Iterable[ast.Name]) -> None:
        for number, name in enumerate(names):
            if number:
                self.list_comma()
            self.name(name.name)

    def list_comma(self) -> None:
        if self.language == "zh":
            self.add("PAUSE", "、")
        else:
            self.add("COMMA", ",")

    def type_name(self, type_: ast.TypeName) -> None:
        name = type_.name.name
        if name in BUILTIN_TYPES.values():
            self.add("NAME", TYPES_ZH[name] if self.language == "zh" else name)
        elif name in BUILTIN_TYPES:
            self.add("NAME", f"「{name}」")
        else:
            self.name(name)
        per = f"PER_{type_.per.upper()}" if type_.per else ""
        for mark, written in (("LIST", type_.list_of), (per, type_.per), ("OPTIONAL", type_.optional)):
            if written:
                self.keyword(mark)

    # --- conditions -----------------------------------------------------------------------------------------------------

    def block(self, block: ast.Block) -> None:
        """Write a block and its lines."""
        self.keyword(_BLOCKS[block.kind])
        if block.count is not None:
            self.add("NUMBER", str(block.count))
            self.keyword("ITEMS_OF")
        self.colon()
        self.newline()
        if block.lines:
            self.indent()
            for line in block.lines:
                self.labelled(line)
            self.dedent()

    def labelled(self, line: ast.Labelled) -> None:
        if line.label is not None:
            self.name(line.label.name)
            self.colon()
        if isinstance(line.condition, ast.Block):
            self.block(line.condition)
        else:
            self.expression(line.condition)
            self.newline()

    # --- expressions ----------------------------------------------------------------------------------------------------

    def expression(self, node: ast.Expression, least: int = _ANY) -> None:
        """Write an expression, in brackets where it holds together less tightly than its place needs."""
        if strength(node) < least:
            self.add("LPAR", "(")
            self.bare(node)
            self.add("RPAR", ")")
        else:
            self.bare(node)

    def bare(self, node: ast.Expression) -> None:
        """Write an expression without brackets around it."""
        match node:
            case ast.Name(name=name):
                self.name(name)
            case (
                ast.NumberLiteral() | ast.PercentLiteral() | ast.MoneyLiteral() | ast.DurationLiteral() | ast.DateLiteral()
                | ast.PeriodLiteral() | ast.TextLiteral() | ast.BoolLiteral() | ast.Unstated() | ast.DecisionDay()
                | ast.CurrentPeriod() | ast.ThatPeriod()
            ):  # fmt: skip
                self.literal(node)
            case ast.Access() | ast.Index() | ast.Call() | ast.ParameterAt() | ast.Otherwise():
                self.postfix(node)
            case ast.Negation(operand=operand):
                self.keyword("NOT")
                self.expression(operand, _NOT)
            case ast.Minus(operand=operand):
                self.add("MINUS", "-")
                self.tight = True
                self.expression(operand, _PREFIX)
            case ast.Arithmetic(operator=operator, left=left, right=right):
                level = strength(node)
                self.expression(left, level)
                self.add(_SIGNS[operator], operator)
                self.expression(right, level + 1)
            case (
                ast.Comparison() | ast.Between() | ast.Membership() | ast.IsAbsent() | ast.Holds() | ast.Qualifies()
                | ast.EntitledTo() | ast.IsPassed()
            ):  # fmt: skip
                self.relation(node)
            case ast.Logic(operator=operator, operands=operands):
                self.logic(operator, operands)
            case ast.Conditional(condition=condition, then=then, otherwise=otherwise):
                for keyword, part in (("IF", condition), ("THEN", then), ("ELSE", otherwise)):
                    self.keyword(keyword)
                    self.expression(part)
            case ast.Quantified():
                self.quantified(node)
            case ast.Rounded(value=value, mode=mode, step=step):
                self.expression(value, SUM)
                self.keyword(_ROUNDINGS[mode])
                self.expression(step, POSTFIX)
            case ast.Over() | ast.Periods():
                self.over_years(node)
            case ast.Discretion():
                self.discretion(node)
            case _:
                assert_never(node)

    def over_years(self, node: ast.Over | ast.Periods) -> None:
        """Write a figure over some years, or a question about each of them."""
        if isinstance(node, ast.Over):
            self.expression(node.series, POSTFIX)
        self.keyword("OVER")
        self.literal(node.length)
        if node.ending is not None:
            self.keyword("ENDING")
            self.expression(node.ending, POSTFIX)
        if isinstance(node, ast.Over):
            self.keyword(_OVER[node.kind])
            return
        self.keyword(_OF_EACH[node.kind].format(node.each.upper()) if node.each else _OVER[node.kind])
        if node.count is not None:
            self.literal(ast.DurationLiteral(node.count, node.length.unit, span=node.span))
        if node.variable is not None:
            self.name(node.variable.name)
        self.colon()
        self.expression(node.value)

    def discretion(self, node: ast.Discretion) -> None:
        self.keyword("LEFT_TO")
        if isinstance(node.body, ast.Name):
            self.name(node.body.name)
        else:
            self.text(node.body.text)
        if node.low is not None and node.high is not None:
            self.expression(node.low, SUM)
            self.keyword("TO")
            self.expression(node.high, SUM)

    def literal(self, node: ast.Expression) -> None:
        match node:
            case ast.NumberLiteral(value=value):
                self.add("NUMBER", digits(value))
            case ast.PercentLiteral(value=value):
                self.add("PERCENT", f"{digits(value)}%")
            case ast.MoneyLiteral(value=value, unit=unit):
                self.add("MONEY", digits(value) + (" yuan" if unit == "yuan" else unit))
            case ast.DurationLiteral(value=count, unit=unit):
                self.add("DURATION", duration(count, unit, self.language))
            case ast.DateLiteral(value=day):
                self.add("DATE", day.isoformat())
            case ast.PeriodLiteral(value=number, unit=unit):
                self.add("NUMBER" if unit == "year" else "PERIOD", show_period(number, unit))
            case ast.TextLiteral(value=text):
                self.text(text)
            case ast.BoolLiteral(value=true):
                self.keyword("YES" if true else "NO")
            case ast.Unstated():
                self.keyword("UNSTATED")
            case ast.DecisionDay():
                self.keyword("DECISION_DAY")
            case ast.CurrentPeriod(offset=offset, unit=unit):
                self.keyword({0: "THIS", -1: "LAST"}[offset] + f"_{unit.upper()}")
            case ast.ThatPeriod(unit=unit):
                self.keyword(f"THAT_{unit.upper()}")
            case _:
                raise AssertionError(node)

    def postfix(self, node: ast.Access | ast.Index | ast.Call | ast.ParameterAt | ast.Otherwise) -> None:
        match node:
            case ast.Access(target=target, field=field):
                self.expression(target, POSTFIX)
                self.add("DOT", ".")
                self.name(field.name)
            case ast.Index(target=target, year=year):
                self.expression(target, POSTFIX)
                self.add("LSQB", "[")
                self.expression(year, SUM)
                self.add("RSQB", "]")
            case ast.Call(function=function, arguments=arguments):
                self.expression(function, POSTFIX)
                self.sign("LPAR", "(", tight=True)
                for number, argument in enumerate(arguments):
                    if number:
                        self.add("COMMA", ",")
                    self.expression(argument)
                self.add("RPAR", ")")
            case ast.ParameterAt(parameter=parameter, day=day):
                self.expression(parameter, POSTFIX)
                self.keyword("AT")
                self.expression(day, POSTFIX)
            case ast.Otherwise(value=value, default=default):
                self.expression(value, POSTFIX)
                self.keyword("OTHERWISE")
                self.expression(default, _DEFAULT)
            case _:
                assert_never(node)

    def relation(
        self,
        node: ast.Comparison | ast.Between | ast.Membership | ast.IsAbsent | ast.Holds | ast.Qualifies | ast.EntitledTo
        | ast.IsPassed,
    ) -> None:  # fmt: skip
        match node:
            case ast.Comparison(operator="or_less", left=left, right=right):
                self.expression(left, _DEFAULT)
                self.keyword("IS")
                self.expression(right, _DEFAULT)
                self.keyword("OR_LESS")
            case ast.Comparison(operator=operator, left=left, right=right):
                self.expression(left, _DEFAULT)
                self.comparator(operator, is_day(left) or is_day(right))
                self.expression(right, _DEFAULT)
            case ast.Between(value=value, low=low, high=high):
                self.expression(value, _DEFAULT)
                for keyword, end in (("BETWEEN", low), ("TO", high)):
                    self.keyword(keyword)
                    self.expression(end, SUM)
            case ast.Membership(value=value, options=options):
                self.expression(value, _DEFAULT)
                self.keyword("IN")
                self.options(options)
            case ast.IsAbsent(value=value):
                self.expression(value, SUM)
                self.keyword("IS_ABSENT")
            case ast.Holds(tiers=names):
                self.one_of("HOLDS", names)
            case ast.Qualifies(tiers=names):
                self.one_of("QUALIFIES", names)
            case ast.EntitledTo(entitlements=names):
                self.one_of("ENTITLED_TO", names)
            case ast.IsPassed(score=score):
                self.expression(score, SUM)
                self.keyword("IS_PASSED")
            case _:
                assert_never(node)

    def references(self, references: Iterable[ast.Reference]) -> None:
        for number, reference in enumerate(references):
            if number:
                self.list_comma()
            self.expression(reference)

    def one_of(self, keyword: str, names: tuple[ast.Reference, ...]) -> None:
        self.keyword(keyword)
        if len(names) == 1:
            self.expression(names[0])
            return
        self.options(names)
        if self.language == "zh":
            self.keyword("ONE_OF")

    def comparator(self, operator: str, of_days: bool) -> None:
        """Write a comparison in words, in those for days where days are compared."""
        if operator in ("=", "!="):
            self.keyword("IS" if operator == "=" else "NE")
            return
        terminal = _ORDER[operator]
        zh, en = _OF_DAYS[terminal] if of_days else (KEYWORDS[terminal].zh[0], KEYWORDS[terminal].en[0])
        self.add(terminal, zh if self.language == "zh" else en)

    def options(self, options: tuple[ast.Expression, ...]) -> None:
        """Write alternatives: names in a row, anything else in brackets."""
        bare = all(isinstance(option, ast.Name) for option in options) and (self.language == "zh" or len(options) == 1)
        if not bare:
            self.add("LPAR", "(")
        for number, option in enumerate(options):
            if number:
                self.list_comma()
            self.expression(option, SUM)
        if not bare:
            self.add("RPAR", ")")

    def logic(self, operator: str, operands: tuple[ast.Expression, ...]) -> None:
        for number, operand in enumerate(operands):
            if number:
                self.keyword("AND" if operator == "and" else "OR")
            self.expression(operand, _NOT if operator == "and" else _AND)

    def quantified(self, node: ast.Quantified) -> None:
        self.expression(node.collection, POSTFIX)
        self.keyword(_QUANTIFIERS[node.kind])
        if node.count is not None:
            self.add("NUMBER", str(node.count))
            self.keyword("ITEMS_OF")
        if node.variable is not None:
            self.name(node.variable.name)
        self.colon()
        if node.value is not None:
            self.expression(node.value, SUM)
            if node.condition is not None:
                self.keyword("WHERE")
        if node.condition is not None:
            self.expression(node.condition)


def strength(node: ast.Expression) -> int:
    """Return how tightly an expression holds together."""
    match node:
        case ast.Conditional() | ast.Quantified() | ast.Periods() | ast.Discretion():
            return _ANY
        case ast.Logic(operator=operator):
            return _AND if operator == "and" else _OR
        case ast.Negation():
            return _NOT
        case (
            ast.Comparison() | ast.Between() | ast.Membership() | ast.IsAbsent() | ast.Holds() | ast.Qualifies()
            | ast.EntitledTo() | ast.IsPassed()
        ):  # fmt: skip
            return _RELATION
        case ast.Arithmetic(operator=operator):
            return SUM if operator in "+-" else _PRODUCT
        case ast.Otherwise() | ast.Rounded():
            return _DEFAULT
        case ast.Minus() | ast.ParameterAt():
            return _PREFIX
        case ast.Access() | ast.Index() | ast.Call() | ast.Over():
            return POSTFIX
        case _:
            return _ATOM


def is_day(node: ast.Expression) -> bool:
    """Say whether an expression looks like a day, so that it is earlier or later and not lower or higher."""
    match node:
        case ast.DateLiteral() | ast.DecisionDay():
            return True
        case ast.Access(field=ast.Name(name=name)) | ast.Call(function=ast.Name(name=name)) | ast.Name(name=name):
            return name.endswith(("日", "日期", "day", "date"))
        case ast.Arithmetic(operator="+" | "-", left=left):
            return is_day(left)
        case _:
            return False
