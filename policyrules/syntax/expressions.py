"""From the nodes of the grammar to expressions, conditions and types.

In: nodes and tokens of one expression. Out: its tree. One short case per rule; brackets leave no trace, since the shape of the
tree says what they said. Knows no declarations.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import cast

from policyrules.diagnostics import Diagnostic
from policyrules.source import Source, Span
from policyrules.syntax import ast, literals
from policyrules.syntax.keywords import BUILTIN_TYPES
from policyrules.syntax.lexer import Token
from policyrules.syntax.nodes import Node
from policyrules.values.periods import Period

Part = Node | Token

COMPARISONS: Mapping[str, str] = MappingProxyType(
    {"GE": ">=", "GT": ">", "LE": "<=", "LT": "<", "NE": "!=", "EQ": "=", "IS": "="}
)
BOUNDS: Mapping[str, str] = MappingProxyType({"OR_MORE": ">=", "OR_LESS": "or_less", "AT_MOST": "<=", "MORE_THAN": ">"})
_ARITHMETIC: Mapping[str, str] = MappingProxyType({"PLUS": "+", "MINUS": "-", "TIMES_SIGN": "*", "DIVIDE": "/"})
_QUANTIFIERS: Mapping[str, str] = MappingProxyType(
    {
        "HAS_SOME": "some", "HAS_EVERY": "every", "HAS_AT_LEAST": "at_least", "COUNT_OF": "count", "SUM_OF": "sum",
        "MAX_OF": "max", "MIN_OF": "min",
    }
)  # fmt: skip
_ROUNDINGS: Mapping[str, str] = MappingProxyType({"ROUNDED": "half_up", "ROUNDED_DOWN": "down", "ROUNDED_UP": "up"})
_OVER: Mapping[str, str] = MappingProxyType(
    {
        "TOTAL": "sum", "AVERAGE": "average", "GREATEST": "max", "LEAST": "min", "GROWTH": "growth",
        "AVERAGE_GROWTH": "average_growth", "EACH_YEAR": "every", "SOME_YEAR": "some", "AT_LEAST_YEARS": "at_least",
        "YEARS_COUNT": "count", "FIRST_YEAR": "first", "LATEST_YEAR": "latest",
        "EACH_QUARTER": "every", "SOME_QUARTER": "some", "QUARTERS_COUNT": "count", "FIRST_QUARTER": "first",
        "LATEST_QUARTER": "latest", "EACH_MONTH": "every", "SOME_MONTH": "some", "MONTHS_COUNT": "count",
        "FIRST_MONTH": "first", "LATEST_MONTH": "latest",
    }
)  # fmt: skip
#: What a series is by, in the order in which its words are looked for in a terminal.
_UNITS: tuple[tuple[str, Period], ...] = (("YEAR", "year"), ("QUARTER", "quarter"), ("MONTH", "month"))
_BLOCKS: Mapping[str, str] = MappingProxyType({"ALL_OF": "all", "ANY_OF": "any", "AT_LEAST": "at_least"})

# What only holds an expression together.
_MARKS = frozenset(["LPAR", "RPAR", "LSQB", "RSQB", "COMMA", "PAUSE", "AND", "OR", "ONE_OF", "of_field"])


def unit_of(terminal: str) -> Period | None:
    """Return the period that a keyword names (`EACH_QUARTER`, `PER_YEAR`), where it names one."""
    return next((unit for word, unit in _UNITS if word in terminal and terminal != "AT_LEAST_YEARS"), None)


def kind(part: Part) -> str:
    """Return the rule of a node or the kind of a token."""
    return part.rule if isinstance(part, Node) else part.kind


def find(node: Node, *kinds: str) -> Part | None:
    """Return the first part of one of the kinds."""
    return next((part for part in node.parts() if kind(part) in kinds), None)


def need(node: Node, *kinds: str) -> Part:
    """Return the first part of one of the kinds, which the grammar demands."""
    part = find(node, *kinds)
    assert part is not None, (node.rule, kinds)
    return part


def nodes(node: Node, *rules: str) -> tuple[Node, ...]:
    """Return the parts that are nodes of the rules."""
    return tuple(part for part in node.parts() if isinstance(part, Node) and part.rule in rules)


class ExpressionBuilder:
    """Builds the expressions and conditions of a source."""

    def __init__(self, source: Source, left_out: set[int]) -> None:
        self.source = source
        self.left_out = left_out
        self.diagnostics: list[Diagnostic] = []

    def span(self, part: Part) -> Span:
        return Span(self.source, part.start, part.end)

    def name(self, part: Part) -> ast.Name:
        token = part.children[0] if isinstance(part, Node) else part
        assert isinstance(token, Token)
        return ast.Name(token.text, span=self.span(token))

    def names(self, node: Node) -> tuple[ast.Name, ...]:
        return tuple(map(self.name, nodes(node, "name")))

    def text(self, node: Node) -> ast.Text | None:
        part = find(node, "text")
        return self.text_of(part) if isinstance(part, Node) else None

    def text_of(self, node: Node) -> ast.Text:
        token = node.children[0]
        assert isinstance(token, Token)
        return ast.Text(token.text, span=self.span(token))

    def report(self, code: str, part: Part, **arguments: str) -> None:
        self.diagnostics.append(Diagnostic(code, arguments, self.span(part)))

    def integer(self, part: Part) -> int:
        """Return a count, and report one that is not whole."""
        assert isinstance(part, Token)
        value = literals.number(part.text)
        if value.denominator != 1:
            self.report("syntax-number-whole", part, found=part.text)
        return int(value)

    def type_name(self, node: Node) -> ast.TypeName:
        part = need(node, "name")
        name = self.name(part)
        if self.source.text[part.start : part.start + 1] != "「":
            name = ast.Name(BUILTIN_TYPES.get(name.name, name.name), span=name.span)
        marks = {kind(token) for mark in nodes(node, "type_mark") for token in mark.parts()}
        per = next((unit for mark in sorted(marks) if (unit := unit_of(mark))), None)
        return ast.TypeName(name, "LIST" in marks, per, "OPTIONAL" in marks, span=self.span(node))

    # --- conditions -----------------------------------------------------------------------------------------------------

    def condition_of(self, part: Part) -> ast.Condition | None:
        """Build a condition; nothing where its lines were left out."""
        if isinstance(part, Node) and part.rule == "condition":
            inner = next((p for p in part.parts() if kind(p) not in ("NEWLINE", "INDENT", "DEDENT")), None)
            return self.condition_of(inner) if inner else None
        if isinstance(part, Node) and part.rule == "block":
            return self.block(part)
        return self.expression(part)

    def block(self, node: Node) -> ast.Block:
        token = need(node, *_BLOCKS)
        count = find(node, "NUMBER")
        lines = tuple(self.labelled(line) for line in nodes(node, "labelled") if line.start not in self.left_out)
        return ast.Block(_BLOCKS[kind(token)], self.integer(count) if count else None, lines, span=self.span(node))

    def labelled(self, node: Node) -> ast.Labelled:
        parts = [part for part in node.parts() if kind(part) != "NEWLINE"]
        label = self.name(parts[0]) if len(parts) > 1 else None
        condition = self.condition_of(parts[-1])
        assert condition is not None
        return ast.Labelled(label, condition, span=self.span(node))

    # --- expressions ----------------------------------------------------------------------------------------------------

    def expression(self, part: Part) -> ast.Expression:
        """Build an expression."""
        while isinstance(part, Node) and part.rule == "atom":
            part = part.children[1]
        if isinstance(part, Token):
            return self.literal(part)
        return self.operation(part)

    def operands(self, node: Node) -> tuple[ast.Expression, ...]:
        return tuple(self.expression(part) for part in node.parts() if kind(part) not in _MARKS)

    def literal(self, token: Token) -> ast.Expression:
        span = self.span(token)
        match token.kind:
            case "NUMBER":
                return ast.NumberLiteral(literals.number(token.text), span=span)
            case "PERCENT":
                return ast.PercentLiteral(literals.number(token.text), span=span)
            case "MONEY":
                return ast.MoneyLiteral(*literals.with_unit(token.text), span=span)
            case "DURATION":
                value, unit = literals.with_unit(token.text)
                return ast.DurationLiteral(int(value), unit, span=span)
            case "DATE":
                return ast.DateLiteral(date.fromisoformat(token.text), span=span)
            case "STRING":
                return ast.TextLiteral(token.text, span=span)
            case "YES" | "NO":
                return ast.BoolLiteral(token.kind == "YES", span=span)
            case "UNSTATED":
                return ast.Unstated(span=span)
            case "DECISION_DAY":
                return ast.DecisionDay(span=span)
            case "PERIOD":
                return ast.PeriodLiteral(*literals.period(token.text), span=span)
            case _:
                return self.relative(token)

    def relative(self, token: Token) -> ast.CurrentPeriod | ast.ThatPeriod:
        """Build a period that is named by where it stands: 上年, 本季度, 该月."""
        unit, span = unit_of(token.kind), self.span(token)
        assert unit is not None, token.kind
        match token.kind.partition("_")[0]:
            case "THIS":
                return ast.CurrentPeriod(0, unit, span=span)
            case "LAST":
                return ast.CurrentPeriod(-1, unit, span=span)
            case "THAT":
                return ast.ThatPeriod(unit, span=span)
            case other:
                raise AssertionError(f"no literal: {other}")

    def operation(self, node: Node) -> ast.Expression:
        span = self.span(node)
        parts = tuple(node.parts())
        match node.rule:
            case "name":
                return self.name(node)
            case "conditional":
                return ast.Conditional(*(self.expression(parts[n]) for n in (1, 3, 5)), span=span)
            case "quantified":
                return self.quantified(node, parts)
            case "prefix":
                return ast.Minus(self.expression(parts[1]), span=span)
            case "rounded":
                mode = _ROUNDINGS[kind(parts[1])]
                return ast.Rounded(self.expression(parts[0]), mode, self.expression(parts[2]), span=span)
            case "over" | "periods":
                return self.over_years(node, parts)
            case "discretion":
                return self.discretion(node, parts)
            case "sum" | "product":
                left, right = self.expression(parts[0]), self.expression(parts[2])
                return ast.Arithmetic(_ARITHMETIC[kind(parts[1])], left, right, span=span)
            case "otherwise":
                return ast.Otherwise(self.expression(parts[0]), self.expression(parts[2]), span=span)
            case "parameter_at":
                return ast.ParameterAt(self.expression(parts[0]), self.expression(parts[2]), span=span)
            case "access":
                return ast.Access(self.expression(parts[0]), self.name(parts[2]), span=span)
            case "index":
                return ast.Index(self.expression(parts[0]), self.expression(parts[2]), span=span)
            case "call":
                return self.call(node, parts)
            case _:
                return self.truth(node, parts)

    def truth(self, node: Node, parts: tuple[Part, ...]) -> ast.Expression:
        """Build what is true or false."""
        span = self.span(node)
        match node.rule:
            case "disjunction" | "conjunction":
                return ast.Logic("or" if node.rule == "disjunction" else "and", self.operands(node), span=span)
            case "negation":
                return ast.Negation(self.expression(parts[1]), span=span)
            case "comparison":
                return self.comparison(node, parts)
            case "between":
                return ast.Between(*(self.expression(parts[n]) for n in (0, 2, 4)), span=span)
            case "membership":
                options = parts[2]
                assert isinstance(options, Node)
                return ast.Membership(self.expression(parts[0]), self.operands(options), span=span)
            case "is_absent":
                return ast.IsAbsent(self.expression(parts[0]), span=span)
            case "holds":
                return ast.Holds(self.references(node), span=span)
            case "qualifies":
                return ast.Qualifies(self.references(node), span=span)
            case "entitled_to":
                return ast.EntitledTo(self.references(node), span=span)
            case "is_passed":
                return ast.IsPassed(self.expression(parts[0]), span=span)
            case other:
                raise AssertionError(f"no expression: {other}")

    def comparison(self, node: Node, parts: tuple[Part, ...]) -> ast.Comparison:
        operator = BOUNDS[kind(parts[3])] if len(parts) > 3 else COMPARISONS[kind(parts[1])]
        return ast.Comparison(operator, self.expression(parts[0]), self.expression(parts[2]), span=self.span(node))

    def call(self, node: Node, parts: tuple[Part, ...]) -> ast.Call:
        """Build the call of a function, of this policy or of another."""
        if kind(parts[1]) == "LPAR":
            return ast.Call(self.name(parts[0]), self.operands(node)[1:], span=self.span(node))
        target, field = self.expression(parts[0]), self.name(parts[2])
        function = ast.Access(target, field, span=target.span.to(field.span))
        return ast.Call(function, self.operands(node)[2:], span=self.span(node))

    def references(self, node: Node) -> tuple[ast.Reference, ...]:
        return tuple(map(self.reference, nodes(node, "reference")))

    def reference(self, node: Node) -> ast.Reference:
        """Build a name, or a name of something else (`国标.小巨人`)."""
        name, *field = map(self.name, nodes(node, "name"))
        return ast.Access(name, field[0], span=self.span(node)) if field else name

    def over_years(self, node: Node, parts: tuple[Part, ...]) -> ast.Over | ast.Periods:
        """Build a figure of a series over some years, or a question about each of them."""
        begin = next(n for n, part in enumerate(parts) if kind(part) == "OVER")
        length = self.literal(cast(Token, parts[begin + 1]))
        assert isinstance(length, ast.DurationLiteral)
        ending = self.expression(parts[begin + 3]) if kind(parts[begin + 2]) == "ENDING" else None
        rest = parts[begin + (4 if ending else 2) :]
        kind_, each = _OVER[kind(rest[0])], unit_of(kind(rest[0]))
        if node.rule == "over":
            return ast.Over(self.expression(parts[0]), length, ending, kind_, span=self.span(node))
        counts = [self.literal(part) for part in rest[1:2] if isinstance(part, Token) and part.kind == "DURATION"]
        count = counts[0].value if counts and isinstance(counts[0], ast.DurationLiteral) else None
        colon = next(n for n, part in enumerate(rest) if kind(part) == "COLON")
        variable = next((self.name(part) for part in rest[:colon] if kind(part) == "name"), None)
        return ast.Periods(kind_, each, length, ending, count, variable, self.expression(rest[-1]), span=self.span(node))

    def discretion(self, node: Node, parts: tuple[Part, ...]) -> ast.Discretion:
        who = parts[1]
        assert isinstance(who, Node)
        body = self.name(who) if who.rule == "name" else self.text_of(who)
        ends = [self.expression(part) for part in parts[2:] if kind(part) != "TO"]
        low, high = ends or (None, None)
        return ast.Discretion(body, low, high, span=self.span(node))

    def quantified(self, node: Node, parts: tuple[Part, ...]) -> ast.Quantified:
        colon = next(n for n, part in enumerate(parts) if kind(part) == "COLON")
        head, tail = parts[1:colon], [self.expression(part) for part in parts[colon + 1 :] if kind(part) != "WHERE"]
        kind_ = _QUANTIFIERS[kind(head[0])]
        count = next((self.integer(part) for part in head if kind(part) == "NUMBER"), None)
        variable = next((self.name(part) for part in head if kind(part) == "name"), None)
        value = tail.pop(0) if kind_ in ("sum", "max", "min") else None
        condition = tail[0] if tail else None
        return ast.Quantified(kind_, count, variable, self.expression(parts[0]), value, condition, span=self.span(node))
