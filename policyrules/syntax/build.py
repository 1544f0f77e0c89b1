"""From the nodes of the grammar to the declarations of the syntax tree.

In: the node of one declaration that has been read whole. Out: its tree. Runs after parsing, one short case per rule; lines that
were only read for their mistakes are left out. What a declaration needs is not asked here.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import cast

from policyrules.diagnostics import Diagnostic
from policyrules.source import Source
from policyrules.syntax import ast, literals
from policyrules.syntax.expressions import Part, find, kind, need, nodes, unit_of
from policyrules.syntax.lexer import Token
from policyrules.syntax.nodes import Node
from policyrules.syntax.scores import TABLES, TableBuilder
from policyrules.values.periods import Period

#: What a series is by where nothing else is written.
YEAR: Period = "year"

#: The items that hold one expression or one condition: the rule and the key of the item.
_EXPRESSION_ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "issued_item": "issued", "validity_item": "validity", "amount_item": "amount", "rate_ceiling_item": "rate_ceiling",
        "indicative_item": "indicative", "compared_item": "compared", "deadline_item": "deadline", "by_date_item": "by_date",
        "date_item": "date", "complete_to_item": "complete_to", "count_item": "count", "expires_item": "expires",
        "cap_item": "cap", "item_cap_item": "item_cap", "received_item": "received",
    }
)  # fmt: skip
_CONDITION_ITEMS: Mapping[str, str] = MappingProxyType(
    {
        "held_item": "holds",
        "beneficiaries_item": "beneficiaries",
        "when_item": "when",
        "counts_item": "counts",
        "qualifies_item": "qualifies",
        "must_hold_item": "must_hold",
    }
)
_TEXT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "NUMBER_ITEM": "number", "ISSUER": "issuer", "SOURCE": "source", "LANGUAGE": "language", "NOTE": "note",
        "BEARER": "bearer", "CONSEQUENCE": "consequence", "BECAUSE": "because", "ORIGIN": "origin",
    }
)  # fmt: skip
_EXPECTATIONS: Mapping[str, str] = MappingProxyType(
    {
        "EXPECT_ENTITLED": "entitled", "EXPECT_NOT_ENTITLED": "not_entitled", "EXPECT_UNDETERMINED": "undetermined",
        "EXPECT_MISSING": "missing", "EXPECT_HOLDS": "holds", "EXPECT_HOLDS_NOT": "holds_not", "EXPECT_QUALIFIES": "qualifies",
        "EXPECT_QUALIFIES_NOT": "qualifies_not",
    }
)  # fmt: skip

#: Parts of a declaration that are no lines of it.
_HEADING = frozenset(
    {"name", "text", "clause", "verb", "type_name", "parameter_lines", "period_line", "names", "decider", "figure", "boundary"}
)


def build_declaration(source: Source, node: Node, left_out: set[int]) -> tuple[ast.Declaration | None, tuple[Diagnostic, ...]]:
    """Return the tree of a declaration, or nothing where its heading was left out, and what no grammar can see."""
    if node.start in left_out:
        return None, ()
    builder = _Builder(source, left_out)
    return builder.declaration(node), tuple(builder.diagnostics)


class _Builder(TableBuilder):
    """Builds the declarations of a source."""

    def lines(self, node: Node) -> tuple[Node, ...]:
        """Return the lines under a heading that could be read."""
        parts = (part for part in node.parts() if isinstance(part, Node) and part.rule not in _HEADING)
        return tuple(part for part in parts if part.start not in self.left_out)

    def items(self, node: Node) -> tuple[ast.Item, ...]:
        built = (self.item(line) for line in self.lines(node))
        return tuple(item for item in built if item is not None)

    def heading(self, node: Node) -> tuple[ast.Name, ast.Clause | None, ast.Text | None]:
        return self.name(need(node, "name")), self.clause(node), self.text(node)

    def clause(self, node: Node) -> ast.Clause | None:
        part = find(node, "clause")
        if not isinstance(part, Node):
            return None
        token = cast(Token, part.children[0])
        return ast.Clause(token.text, span=self.span(token))

    def verb(self, node: Node) -> ast.Text | None:
        part = find(node, "verb")
        if not isinstance(part, Node):
            return None
        token = cast(Token, part.children[0])
        return ast.Text(token.text, span=self.span(token))

    def quotes(self, node: Node) -> tuple[ast.Quote, ...]:
        lines = (cast(Token, line.children[0]) for line in self.lines(node) if line.rule == "quote")
        return tuple(ast.Quote(token.text, span=self.span(token)) for token in lines)

    def quotes_item(self, node: Node) -> ast.QuotesItem:
        return ast.QuotesItem(node.rule.removesuffix("_item"), self.quotes(node), span=self.span(node))

    # --- declarations ---------------------------------------------------------------------------------------------------

    def declaration(self, node: Node) -> ast.Declaration:
        span = self.span(node)
        match node.rule:
            case "enum":
                return ast.Enum(self.name(need(node, "name")), self.listed(node), span=span)
            case "record":
                return ast.Record(self.name(need(node, "name")), tuple(map(self.field_line, self.lines(node))), span=span)
            case "facts":
                return ast.Facts(tuple(map(self.fact_line, self.lines(node))), span=span)
            case "units":
                return ast.Units(tuple(map(self.unit_line, self.lines(node))), span=span)
            case "define":
                return self.define(node)
            case "omit":
                return ast.Omit(self.clause(node), self.text(node), self.quotes(node), span=span)
            case "scenario":
                return ast.Scenario(self.text(node), tuple(map(self.scenario_line, self.lines(node))), span=span)
            case _:
                return self.titled(node)

    def titled(self, node: Node) -> ast.Declaration:
        """Build a declaration with a name and a title."""
        span = self.span(node)
        name, clause, title = self.heading(node)
        match node.rule:
            case "policy":
                return ast.Policy(name, title, self.items(node), span=span)
            case "use":
                assert title is not None
                return ast.Use(name, title, span=span)
            case "score":
                figures, boundary = self.figures(node), self.boundary(node)
                return ast.Score(name, clause, figures, boundary, title, tuple(self.score_parts(node)), span=span)
            case "parameter":
                return self.parameter(node)
            case "reading":
                return self.reading(node)
            case "tier":
                rank = find(node, "NUMBER")
                return ast.Tier(name, clause, title, self.integer(rank) if rank else None, self.items(node), span=span)
            case "measure":
                return ast.Measure(name, clause, title, tuple(self.measure_parts(node)), span=span)
            case "property":
                return ast.Property(name, clause, title, self.items(node), span=span)
            case "target":
                return ast.Target(name, clause, title, self.items(node), span=span)
            case other:
                raise AssertionError(f"no declaration: {other}")

    def listed(self, node: Node) -> tuple[ast.Name, ...]:
        part = find(node, "names")
        return self.names(part) if isinstance(part, Node) else ()

    def awards(self, node: Node) -> tuple[ast.Reference, ...]:
        part = find(node, "awards")
        return self.references(part) if isinstance(part, Node) else ()

    def field_line(self, node: Node) -> ast.FieldLine:
        parts = [part for part in node.parts() if kind(part) not in ("COLON", "TO", "NEWLINE")]
        name, type_, *rest = parts
        assert isinstance(type_, Node)
        ends = [self.expression(part) for part in rest if kind(part) not in ("text", "decider")]
        low, high = ends or (None, None)
        decider = find(node, "decider")
        body = self.text(decider) if isinstance(decider, Node) else None
        return ast.FieldLine(self.name(name), self.type_name(type_), low, high, body, self.text(node), span=self.span(node))

    def fact_line(self, node: Node) -> ast.FieldLine | ast.Always:
        if node.rule == "field_line":
            return self.field_line(node)
        parts = tuple(node.parts())
        colon = next(n for n, part in enumerate(parts) if kind(part) == "COLON")
        label = self.name(parts[1]) if colon == 2 else None
        return ast.Always(label, self.expression(parts[colon + 1]), span=self.span(node))

    def unit_line(self, node: Node) -> ast.UnitLine:
        names = nodes(node, "name")
        by = self.name(names[1]) if len(names) > 1 else None
        title = self.text(node)
        assert title is not None
        renames, members = [], []
        for line in self.lines(node):
            text = self.text(line)
            assert text is not None
            if line.rule == "rename":
                renames.append(ast.Rename(self.expression(line.children[0]), text, span=self.span(line)))
            else:
                members.append(ast.Member(self.name(line.children[0]), text, span=self.span(line)))
        return ast.UnitLine(self.name(names[0]), title, by, tuple(renames), tuple(members), span=self.span(node))

    def parameter(self, node: Node) -> ast.Parameter:
        name, _, title = self.heading(node)
        place = next(n for n, part in enumerate(node.parts()) if kind(part) == "TO") if find(node, "TO") else None
        ends = () if place is None else (node.parts()[place - 1], node.parts()[place + 1])
        low, high = map(self.expression, ends) if ends else (None, None)
        lines = tuple(line for line in self.lines(node) if line not in ends)
        values = tuple(
            ast.Published(self.expression(line.children[0]), self.expression(line.children[2]), span=self.span(line))
            for line in lines
            if line.rule == "published"
        )
        items = tuple(item for line in lines if line.rule != "published" and (item := self.item(line)))
        type_ = self.type_name(cast(Node, need(node, "type_name")))
        return ast.Parameter(name, type_, low, high, title, values, items, span=self.span(node))

    def reading(self, node: Node) -> ast.Reading:
        name, clause, title = self.heading(node)
        lines = self.lines(node)
        options = tuple(
            ast.Option(self.name(need(line, "name")), self.text(line), span=self.span(line))
            for line in lines
            if line.rule == "option"
        )
        defaults = [line for line in lines if line.rule == "default"]
        for line in defaults[1:]:
            self.report("syntax-default-twice", line)
        items = tuple(item for line in lines if line.rule == "text_item" and (item := self.item(line)))
        default = self.name(need(defaults[0], "name")) if defaults else None
        return ast.Reading(name, clause, title, options, default, items, span=self.span(node))

    def define(self, node: Node) -> ast.Define:
        parameters = find(node, "parameter_lines")
        lines = nodes(parameters, "parameter_line") if isinstance(parameters, Node) else ()
        built = tuple(
            ast.ParameterLine(
                self.name(need(line, "name")), self.type_name(cast(Node, need(line, "type_name"))), span=self.span(line)
            )
            for line in lines
        )
        type_, period = find(node, "type_name"), find(node, "period_line")
        return ast.Define(
            self.name(need(node, "name")),
            built,
            self.period_line(period) if isinstance(period, Node) else None,
            self.clause(node),
            self.type_name(type_) if isinstance(type_, Node) else None,
            self.text(node),
            tuple(self.quotes_item(line) for line in self.read_lines(node, "quote_item")),
            self.define_body(node),
            tuple(map(self.exception, self.read_lines(node, "exception"))),
            span=self.span(node),
        )

    def period_line(self, node: Node) -> ast.PeriodLine:
        mark = find(node, "PER_YEAR", "PER_QUARTER", "PER_MONTH")
        unit = unit_of(kind(mark)) if mark else YEAR
        assert unit is not None
        return ast.PeriodLine(self.name(need(node, "name")), unit, span=self.span(node))

    def define_body(self, node: Node) -> ast.Condition | ast.Table | None:
        """Build what stands after `=`, or what is indented under the heading."""
        parts = [part for part in node.parts() if kind(part) != "quote_item"]
        begin = next((n for n, part in enumerate(parts) if kind(part) in ("EQ", "INDENT")), None)
        if begin is None or kind(parts[begin + 1]) in ("DEDENT", "exception"):
            return None
        body = parts[begin + 1]
        if body.start in self.left_out and kind(parts[begin]) == "INDENT":
            return None
        if isinstance(body, Node) and body.rule in TABLES:
            return self.table(body)
        return self.condition_of(body)

    def exception(self, node: Node) -> ast.Except:
        parts = node.parts()
        then = next(n for n, part in enumerate(parts) if kind(part) == "THEN")
        condition, value = self.expression(parts[then - 1]), self.expression(parts[then + 1])
        quotes = tuple(self.quotes_item(line) for line in self.read_lines(node, "quote_item"))
        name, clause, overrides = self.name(parts[1]), self.clause(node), self.listed(node)
        return ast.Except(name, clause, overrides, condition, value, quotes, span=self.span(node))

    def score_parts(self, node: Node) -> list[ast.Item | ast.ScoreGroup | ast.Indicator]:
        built: list[ast.Item | ast.ScoreGroup | ast.Indicator] = []
        for line in self.lines(node):
            if line.rule == "group":
                name, clause, title = self.heading(line)
                parts = cast(list[ast.Item | ast.Indicator], self.score_parts(line))
                figures, boundary = self.figures(line), self.boundary(line)
                built.append(ast.ScoreGroup(name, clause, figures, boundary, title, tuple(parts), span=self.span(line)))
            elif line.rule == "indicator":
                built.append(self.indicator(line))
            elif item := self.item(line):
                built.append(item)
        return built

    def indicator(self, node: Node) -> ast.Indicator:
        name, clause, title = self.heading(node)
        lines = self.lines(node)
        points = tuple(self.points(line) for line in lines if self.is_points(line))
        items = tuple(item for line in lines if not self.is_points(line) and (item := self.item(line)))
        figures, boundary = self.figures(node), self.boundary(node)
        return ast.Indicator(name, clause, figures, boundary, title, points, items, span=self.span(node))

    def measure_parts(self, node: Node) -> list[ast.Item | ast.Entitlement | ast.Duty]:
        built: list[ast.Item | ast.Entitlement | ast.Duty] = []
        for line in self.lines(node):
            if line.rule in ("entitlement", "duty"):
                name, clause, title = self.heading(line)
                made = ast.Entitlement if line.rule == "entitlement" else ast.Duty
                built.append(made(name, clause, self.verb(line), title, self.items(line), span=self.span(line)))
            elif item := self.item(line):
                built.append(item)
        return built

    # --- items ----------------------------------------------------------------------------------------------------------

    def item(self, node: Node) -> ast.Item | None:
        """Build an item; nothing where its condition was left out."""
        span = self.span(node)
        parts = tuple(node.parts())
        if node.rule == "amount_item" and kind(parts[2]) == "NEWLINE":
            table = next((part for part in parts if isinstance(part, Node) and part.start not in self.left_out), None)
            return ast.TableItem("amount", self.table(table), span=span) if table else None
        if key := _EXPRESSION_ITEMS.get(node.rule):
            return ast.ExpressionItem(key, self.expression(parts[2]), span=span)
        if key := _CONDITION_ITEMS.get(node.rule):
            condition = self.condition_of(parts[-1]) if len(parts) != 2 else None
            return ast.ConditionItem(key, condition, span=span) if condition else None
        match node.rule:
            case "text_item":
                text = self.text(node)
                assert text is not None
                return ast.TextItem(_TEXT_KEYS[kind(parts[0])], text.text, span=span)
            case "in_force_item" | "window_item":
                return self.window("in_force" if node.rule == "in_force_item" else "window", node, cast(Node, parts[2]))
            case "quote_item" | "lead_item":
                return self.quotes_item(node)
            case "responsible_item" | "by_item":
                return self.units(node.rule.removesuffix("_item"), node)
            case "tier_item":
                return ast.TierItem("tier", self.name(parts[2]), span=span)
            case "recurrence_item":
                every = self.literal(cast(Token, parts[3]))
                assert isinstance(every, ast.DurationLiteral)
                return ast.RecurrenceItem("recurrence", every, self.integer(parts[4]), self.expression(parts[7]), span=span)
            case "watched_item" | "given_only_item" | "change_item":
                return self.property_item(node, parts)
            case _:
                return self.award_item(node, parts)

    def property_item(self, node: Node, parts: tuple[Part, ...]) -> ast.Item | None:
        """Build what is required of every enterprise, what is known of it, or how it changes."""
        span = self.span(node)
        match node.rule:
            case "watched_item":
                allowance = self.expression(parts[1]) if kind(parts[0]) == "MAY_FALL_BY" else None
                watched = find(node, "total")
                if watched is not None:
                    value: ast.Condition | ast.Total | None = ast.Total(span=self.span(watched))
                else:
                    begin = 3 if allowance else 2
                    value = self.condition_of(parts[-1]) if len(parts) > begin else None
                return ast.WatchedItem(kind(parts[0]).lower(), allowance, value, span=span) if value else None
            case "given_only_item":
                return ast.GivenOnlyItem("given_only", self.listed(node), span=span)
            case "change_item":
                value = self.expression(parts[4]) if kind(parts[4]) != "NEWLINE" else None
                return ast.ChangeItem("change", self.expression(parts[2]), kind(parts[3]).lower(), value, span=span)
            case other:
                raise AssertionError(f"no item of a property: {other}")

    def award_item(self, node: Node, parts: tuple[Part, ...]) -> ast.Item:
        """Build an item of an award, a rule over awards, or a line about another document."""
        span = self.span(node)
        match node.rule:
            case "or_less_item":
                return ast.OrLessItem("or_less", kind(parts[2]) == "INCLUSIVE", span=span)
            case "supersession_item":
                text = self.text(node)
                assert text is not None
                return ast.SupersessionItem(kind(parts[0]).lower(), text, self.expression(parts[4]), span=span)
            case "per_record_item":
                name, *variable = map(self.name, nodes(node, "name"))
                return ast.PerRecordItem("per_record", name, variable[0] if variable else None, span=span)
            case "yearly_cap_item":
                date = self.expression(parts[4]) if kind(parts[3]) == "TABLE_BY" else None
                return ast.YearlyCapItem("yearly_cap", self.expression(parts[2]), date, span=span)
            case "on_top_item" | "excludes_item":
                key = "on_top_of" if node.rule == "on_top_item" else "excludes"
                return ast.NamesItem(key, self.awards(node), span=span)
            case "stages_item":
                stages = (
                    ast.Stage(self.name(line.children[0]), self.expression(line.children[2]), span=self.span(line))
                    for line in self.read_lines(node, "stage")
                )
                return ast.StagesItem("stages", tuple(stages), span=span)
            case "schedule_item":
                rows = tuple(map(self.schedule_row, self.read_lines(node, "schedule_row")))
                return ast.ScheduleItem("schedule", self.expression(parts[3]), rows, span=span)
            case "rule_item":
                return ast.RuleItem(kind(parts[0]).lower(), self.awards(node), None, span=span)
            case "total_cap_item" | "top_up_item":
                key = node.rule.removesuffix("_item")
                value = parts[2] if key == "total_cap" else parts[-2]
                return ast.RuleItem(key, self.awards(node), self.expression(value), span=span)
            case other:
                raise AssertionError(f"no item: {other}")

    def schedule_row(self, node: Node) -> ast.ScheduleRow:
        parts = [part for part in node.parts() if kind(part) not in ("ORDINAL", "TO", "COLON", "NEWLINE")]
        *years, share = parts
        first, last = (self.ordinal(years[0]), self.ordinal(years[-1]))
        return ast.ScheduleRow(first, last, self.expression(share), span=self.span(node))

    def ordinal(self, part: Part) -> int:
        """Return the number in `第 3年` or `year 3`."""
        literal = self.literal(cast(Token, part))
        if isinstance(literal, ast.DurationLiteral):
            if literal.unit != "year":
                self.report("syntax-ordinal-year", part, found=literal.span.text)
            return literal.value
        return self.integer(part)

    def window(self, key: str, node: Node, window: Node) -> ast.WindowItem:
        parts = tuple(window.parts())
        kinds = tuple(map(kind, parts))
        span = self.span(node)
        if kinds[0] == "TO":
            return ast.WindowItem(key, None, self.expression(parts[1]), None, span=span)
        first = self.expression(parts[0])
        rest = self.expression(parts[2]) if len(parts) > 2 else None
        if kinds[1] == "TO":
            return ast.WindowItem(key, first, rest, None, span=span)
        return ast.WindowItem(key, first, None, rest, span=span)

    def units(self, key: str, node: Node) -> ast.UnitsItem:
        unstated, inferred = (find(node, mark) is not None for mark in ("UNSTATED", "INFERRED"))
        return ast.UnitsItem(key, self.listed(node), unstated, inferred, self.text(node), span=self.span(node))

    # --- scenarios ------------------------------------------------------------------------------------------------------

    def scenario_line(self, node: Node) -> ast.ScenarioLine:
        span = self.span(node)
        parts = tuple(node.parts())
        match node.rule:
            case "date_item":
                return ast.ExpressionItem("date", self.expression(parts[2]), span=span)
            case "given":
                return ast.Given(self.name(parts[0]), self.value(parts[2]), span=span)
            case "given_empty":
                return ast.GivenEmpty(self.name(parts[0]), span=span)
            case "given_year":
                exists = kind(parts[3]) != "DOES_NOT_EXIST"
                value = self.value(parts[3]) if exists else None
                return ast.GivenPeriod(self.name(parts[0]), self.which(parts[1]), value, exists, span=span)
            case "given_record":
                fields = nodes(node, "given_field")
                return ast.GivenRecord(self.name(parts[0]), tuple(map(self.given_field, fields)), span=span)
            case "given_reading":
                return ast.GivenReading(self.name(parts[2]), self.name(parts[4]), span=span)
            case "expect_verdict":
                return ast.ExpectVerdict(_EXPECTATIONS[kind(parts[0])], self.listed(node), span=span)
            case "expect_value":
                what = "amount" if kind(parts[2]) == "AMOUNT" else "rate_ceiling"
                return ast.ExpectValue(self.name(parts[0]), what, self.expected(parts), span=span)
            case "expect_definition":
                name, *field = map(self.name, nodes(node, "name")[: 2 if kind(parts[1]) == "of_field" else 1])
                target = ast.Access(name, field[0], span=name.span.to(field[0].span)) if field else name
                return ast.ExpectDefinition(target, self.expected(parts), span=span)
            case "expect_total":
                return ast.ExpectTotal(self.expected(parts), span=span)
            case "expect_missing":
                return ast.ExpectMissing(self.name(parts[0]), self.listed(node), span=span)
            case "each_row":
                return self.each_row(node)
            case "expect_reason":
                text = self.text(node)
                assert text is not None
                return ast.ExpectReason(self.name(parts[0]), text.text, span=span)
            case other:
                raise AssertionError(f"no line of a scenario: {other}")

    def expected(self, parts: tuple[Part, ...]) -> ast.Expected:
        """Build what stands after `应为`, or after the colon of a row."""
        begin = next(n for n, part in enumerate(parts) if kind(part) in ("SHOULD_BE", "COLON")) + 1
        rest = [part for part in parts[begin:] if kind(part) != "NEWLINE"]
        values = tuple(self.expression(part) for part in rest if kind(part) not in ("TO", "OR", "UNKNOWN"))
        return ast.Expected(values, any(kind(part) == "TO" for part in rest), span=self.span(rest[0]).to(self.span(rest[-1])))

    def each_row(self, node: Node) -> ast.EachRow:
        columns = tuple(map(self.column, nodes(node, "column")))
        rows = tuple(map(self.trial_row, self.read_lines(node, "trial_row")))
        return ast.EachRow(columns, self.reference(cast(Node, need(node, "reference"))), rows, span=self.span(node))

    def column(self, node: Node) -> ast.Column:
        name, *period = node.parts()
        return ast.Column(self.name(name), self.which(period[0]) if period else None, span=self.span(node))

    def which(self, part: Part) -> ast.PeriodLiteral:
        """Build the period that a value is given for."""
        assert isinstance(part, Token)
        number, unit = literals.period(part.text) if part.kind == "PERIOD" else (self.integer(part), YEAR)
        return ast.PeriodLiteral(number, unit, span=self.span(part))

    def trial_row(self, node: Node) -> ast.TrialRow:
        cells = (ast.TrialCell(self.value(part.parts()[0]), span=self.span(part)) for part in nodes(node, "trial_cell"))
        return ast.TrialRow(tuple(cells), self.expected(node.parts()), span=self.span(node))

    def value(self, part: Part) -> ast.Expression | None:
        return None if kind(part) == "UNKNOWN" else self.expression(part)

    def given_field(self, node: Node) -> ast.GivenField:
        name, value = node.parts()
        return ast.GivenField(self.name(name), self.value(value), span=self.span(node))
