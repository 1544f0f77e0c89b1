"""The canonical text of a tree, in Chinese or English keywords.

In: a tree. Out: its text: four spaces for each level, a blank line between declarations. Reading the text again gives a tree
that says the same. Comments are no part of a tree.
"""

from collections.abc import Iterable, Iterator
from typing import assert_never

from policyrules.diagnostics import Language
from policyrules.syntax import ast
from policyrules.syntax.printing import POSTFIX, SUM
from policyrules.syntax.table_printing import TablePrinter

_TEXT_ITEMS = {
    "number": "NUMBER_ITEM", "issuer": "ISSUER", "source": "SOURCE", "language": "LANGUAGE", "note": "NOTE", "bearer": "BEARER",
    "consequence": "CONSEQUENCE", "because": "BECAUSE", "origin": "ORIGIN",
}  # fmt: skip
_EXPRESSION_ITEMS = {
    "issued": "ISSUED", "validity": "VALIDITY", "amount": "AMOUNT", "rate_ceiling": "RATE_CEILING", "indicative": "INDICATIVE",
    "compared": "COMPARED", "deadline": "DEADLINE", "by_date": "BY_DATE", "date": "DATE_ITEM", "complete_to": "COMPLETE_TO",
    "count": "COUNT_ITEM", "expires": "EXPIRES", "cap": "CAP", "item_cap": "ITEM_CAP", "received": "RECEIVED",
}  # fmt: skip
_CONDITION_ITEMS = {
    "holds": "HOLDS", "beneficiaries": "BENEFICIARIES", "when": "WHEN", "counts": "COUNTS", "qualifies": "QUALIFIES",
    "must_hold": "MUST_HOLD",
}  # fmt: skip
_NAMES_ITEMS = {"on_top_of": "ON_TOP_OF", "excludes": "EXCLUDES"}
_RULES = {"highest_only": "HIGHEST_ONLY", "choose_one": "CHOOSE_ONE", "total_cap": "TOTAL_CAP", "top_up": "TOP_UP"}
_EXPECTATIONS = {
    "entitled": "EXPECT_ENTITLED", "not_entitled": "EXPECT_NOT_ENTITLED", "undetermined": "EXPECT_UNDETERMINED",
    "missing": "EXPECT_MISSING", "holds": "EXPECT_HOLDS", "holds_not": "EXPECT_HOLDS_NOT",
    "qualifies": "EXPECT_QUALIFIES", "qualifies_not": "EXPECT_QUALIFIES_NOT",
}  # fmt: skip


def print_file(tree: ast.File, language: Language) -> str:
    """Return the text of a tree.

    Raises `ValueError` for what no text says, which no tree that was read holds: a name or text with a line end in it, a text
    with a straight quotation mark and unbalanced curly ones, a number that has no end in decimals.
    """
    text: list[str] = []
    before: ast.Declaration | None = None
    for declaration in tree.declarations:
        if before is not None and not (isinstance(before, ast.Enum) and isinstance(declaration, ast.Enum)):
            text.append("")
        printer = _Printer(language)
        printer.declaration(declaration)
        text.extend(_spaced(printer.lines(), declaration, language))
        before = declaration
    return "".join(line + "\n" for line in text)


def print_expression(written: ast.Expression, language: Language) -> str:
    """Return the text of an expression as it stands alone, which is the same however it is laid out and spelled."""
    printer = _Printer(language)
    name = ast.Name("_", span=written.span)
    printer.declaration(ast.Define(name, (), None, None, None, None, (), written, (), span=written.span))
    return "".join(printer.lines()).partition(" = ")[2]


def _spaced(lines: Iterable[str], declaration: ast.Declaration, language: Language) -> Iterator[str]:
    """Put a blank line before each entitlement and duty of a measure, save where it comes first."""
    heads: set[int] = set()
    if isinstance(declaration, ast.Measure):
        number = 1
        for item in declaration.items:
            printer = _Printer(language)
            printer.part(item)
            if number > 1 and isinstance(item, ast.Entitlement | ast.Duty):
                heads.add(number)
            number += sum(piece.kind == "NEWLINE" for piece in printer.pieces)
    for number, line in enumerate(lines):
        if number in heads:
            yield ""
        yield line


class _Printer(TablePrinter):
    """Writes declarations and their lines."""

    def heading(self, keyword: str, name: ast.Name, clause: ast.Clause | None = None, *texts: ast.Text | None) -> None:
        self.keyword(keyword)
        self.name(name.name)
        self.clause(clause)
        for text in texts:
            if text is not None:
                self.text(text.text)

    def clause(self, clause: ast.Clause | None) -> None:
        if clause is not None:
            self.add("CLAUSE", f"@{clause.clause}")

    def end(self) -> None:
        """End a heading."""
        self.colon()
        self.newline()

    def body(self, items: Iterable[ast.Item]) -> None:
        """Write items under a heading."""
        lines = tuple(items)
        self.indented(bool(lines))
        for item in lines:
            self.item(item)
        self.outdented(bool(lines))

    def titled(
        self, keyword: str, name: ast.Name, clause: ast.Clause | None, title: ast.Text | None, items: Iterable[ast.Item]
    ) -> None:
        """Write a declaration that is a heading with items."""
        self.heading(keyword, name, clause, title)
        self.end()
        self.body(items)

    def indented(self, any_: bool) -> None:
        if any_:
            self.indent()

    def outdented(self, any_: bool) -> None:
        if any_:
            self.dedent()

    # --- declarations ---------------------------------------------------------------------------------------------------

    def declaration(self, node: ast.Declaration) -> None:
        """Write a declaration."""
        match node:
            case ast.Policy(name=name, title=title, items=items):
                self.heading("POLICY", name, None, title)
                self.end()
                self.body(items)
            case ast.Use(name=name, path=path):
                self.heading("USE", name, None, path)
                self.newline()
            case ast.Score():
                self.score(node)
            case ast.Enum(name=name, members=members):
                self.heading("ENUM", name)
                self.colon()
                self.names(members)
                self.newline()
            case ast.Record(name=name, fields=fields):
                self.heading("RECORD", name)
                self.end()
                self.field_lines(fields)
            case ast.Facts(lines=lines):
                self.keyword("FACTS")
                self.end()
                self.field_lines(lines)
            case ast.Units(lines=lines):
                self.units(lines)
            case ast.Parameter():
                self.parameter(node)
            case ast.Reading():
                self.reading(node)
            case ast.Define():
                self.define(node)
            case ast.Tier():
                self.tier(node)
            case ast.Measure():
                self.measure(node)
            case ast.Target(name=name, clause=clause, title=title, items=items):
                self.titled("TARGET", name, clause, title, items)
            case ast.Property(name=name, clause=clause, title=title, items=items):
                self.titled("PROPERTY", name, clause, title, items)
            case ast.Omit():
                self.omit(node)
            case ast.Scenario():
                self.scenario(node)
            case _:
                assert_never(node)

    def field_lines(self, lines: tuple[ast.FieldLine | ast.Always, ...]) -> None:
        self.indented(bool(lines))
        for line in lines:
            if isinstance(line, ast.Always):
                self.keyword("ALWAYS")
                if line.label is not None:
                    self.name(line.label.name)
                self.colon()
                self.expression(line.condition)
            else:
                self.field_line(line)
            self.newline()
        self.outdented(bool(lines))

    def field_line(self, line: ast.FieldLine) -> None:
        self.name(line.name.name)
        self.colon()
        self.type_name(line.type)
        self.range(line.low, line.high)
        if line.decided_by is not None:
            self.keyword("DECIDER")
            self.text(line.decided_by.text)
            if self.language == "zh":
                self.keyword("DECIDED")
        if line.title is not None:
            self.title(line.title.text)

    def range(self, low: ast.Expression | None, high: ast.Expression | None) -> None:
        if low is not None and high is not None:
            self.sum(low)
            self.keyword("TO")
            self.sum(high)

    def units(self, lines: tuple[ast.UnitLine, ...]) -> None:
        self.keyword("UNITS")
        self.end()
        self.indented(bool(lines))
        for line in lines:
            self.unit_line(line)
        self.outdented(bool(lines))

    def unit_line(self, line: ast.UnitLine) -> None:
        self.name(line.name.name)
        self.text(line.title.text)
        if line.by is not None:
            self.keyword("RESOLVED_BY")
            self.name(line.by.name)
            self.keyword("CORRESPONDING")
        parts = bool(line.renames or line.members)
        if parts:
            self.colon()
        self.newline()
        self.indented(parts)
        for rename in line.renames:
            self.sum(rename.begins)
            self.keyword("FROM", "NAMED")
            self.text(rename.title.text)
            self.newline()
        for member in line.members:
            self.name(member.name.name)
            self.colon()
            self.text(member.title.text)
            self.newline()
        self.outdented(parts)

    def parameter(self, node: ast.Parameter) -> None:
        self.heading("PARAMETER", node.name)
        self.colon()
        self.type_name(node.type)
        self.range(node.low, node.high)
        if node.title is not None:
            self.text(node.title.text)
        self.newline()
        lines = bool(node.values or node.items)
        self.indented(lines)
        for value in node.values:
            self.sum(value.day)
            self.colon()
            self.sum(value.value)
            self.newline()
        for item in node.items:
            self.item(item)
        self.outdented(lines)

    def reading(self, node: ast.Reading) -> None:
        self.heading("READING", node.name, node.clause, node.title)
        self.end()
        lines = bool(node.options or node.default or node.items)
        self.indented(lines)
        for option in node.options:
            self.heading("OPTION", option.name, None, option.title)
            self.newline()
        if node.default is not None:
            self.keyword("DEFAULT")
            self.colon()
            self.name(node.default.name)
            self.newline()
        for item in node.items:
            self.item(item)
        self.outdented(lines)

    def define(self, node: ast.Define) -> None:
        self.keyword("DEFINE")
        self.name(node.name.name)
        if node.parameters:
            self.sign("LPAR", "(", tight=True)
            for number, parameter in enumerate(node.parameters):
                if number:
                    self.add("COMMA", ",")
                self.name(parameter.name.name)
                self.colon()
                self.type_name(parameter.type)
            self.add("RPAR", ")")
        if node.period is not None:
            self.add("LSQB", "[")
            self.name(node.period.name.name)
            if node.period.unit != "year":
                self.keyword(f"PER_{node.period.unit.upper()}")
            self.add("RSQB", "]")
        self.clause(node.clause)
        if node.title is not None:
            self.text(node.title.text)
        body = node.body
        lines = body if isinstance(body, ast.Block | ast.Table) else None
        if node.type is not None or lines or not body:
            self.colon()
        if node.type is not None:
            self.type_name(node.type)
        if body is not None and not isinstance(body, ast.Block | ast.Table):
            self.add("EQ", "=")
            self.expression(body)
        self.newline()
        under = bool(node.items or node.exceptions or lines)
        self.indented(under)
        for item in node.items:
            self.item(item)
        if isinstance(lines, ast.Block):
            self.block(lines)
        elif lines is not None:
            self.table(lines)
        for exception in node.exceptions:
            self.exception(exception)
        self.outdented(under)

    def exception(self, node: ast.Except) -> None:
        self.heading("EXCEPT", node.name, node.clause)
        if node.overrides:
            self.keyword("OVERRIDES")
            self.names(node.overrides)
        self.colon()
        self.expression(node.condition)
        self.keyword("THEN")
        self.expression(node.value)
        self.newline()
        self.indented(bool(node.items))
        for item in node.items:
            self.item(item)
        self.outdented(bool(node.items))

    # --- scores ---------------------------------------------------------------------------------------------------------

    def score(self, node: ast.Score) -> None:
        self.score_heading("SCORE", node)
        self.score_parts(node.parts)

    def score_heading(self, keyword: str, node: ast.Score | ast.ScoreGroup | ast.Indicator) -> None:
        self.heading(keyword, node.name, node.clause)
        self.figures(node.figures)
        self.boundary(node.boundary)
        if node.title is not None:
            self.text(node.title.text)
        self.end()

    def score_parts(self, parts: tuple[ast.Item | ast.ScoreGroup | ast.Indicator, ...]) -> None:
        self.indented(bool(parts))
        for part in parts:
            match part:
                case ast.ScoreGroup():
                    self.score_heading("GROUP", part)
                    self.score_parts(part.parts)
                case ast.Indicator():
                    self.indicator(part)
                case _:
                    self.item(part)
        self.outdented(bool(parts))

    def indicator(self, node: ast.Indicator) -> None:
        self.score_heading("INDICATOR", node)
        self.indented(bool(node.items or node.points))
        for item in node.items:
            self.item(item)
        for points in node.points:
            if isinstance(points, ast.Table):
                self.table(points)
            else:
                self.key("POINTS")
                self.expression(points)
                self.newline()
        self.outdented(bool(node.items or node.points))

    def measure(self, node: ast.Measure) -> None:
        self.heading("MEASURE", node.name, node.clause, node.title)
        self.end()
        self.indented(bool(node.items))
        for item in node.items:
            self.part(item)
        self.outdented(bool(node.items))

    def part(self, item: ast.Item | ast.Entitlement | ast.Duty) -> None:
        """Write an item, entitlement or duty of a measure."""
        if not isinstance(item, ast.Entitlement | ast.Duty):
            self.item(item)
            return
        self.heading("ENTITLEMENT" if isinstance(item, ast.Entitlement) else "DUTY", item.name, item.clause)
        if item.verb is not None:
            self.name(item.verb.text)
        if item.title is not None:
            self.text(item.title.text)
        self.end()
        self.body(item.items)

    def tier(self, node: ast.Tier) -> None:
        self.heading("TIER", node.name, node.clause, node.title)
        if node.rank is not None:
            self.keyword("RANK")
            self.add("NUMBER", str(node.rank))
        self.end()
        self.body(node.items)

    def omit(self, node: ast.Omit) -> None:
        self.keyword("OMIT")
        self.clause(node.clause)
        if node.because is not None:
            self.keyword("BECAUSE")
            self.text(node.because.text)
        self.end()
        self.quotes(node.quotes)

    def quotes(self, quotes: tuple[ast.Quote, ...]) -> None:
        self.indented(bool(quotes))
        for quote in quotes:
            self.add("QUOTE_LINE", f"| {quote.text}" if quote.text else "|")
            self.newline()
        self.outdented(bool(quotes))

    # --- items ----------------------------------------------------------------------------------------------------------

    def key(self, keyword: str) -> None:
        self.keyword(keyword)
        self.colon()

    def sum(self, node: ast.Expression) -> None:
        self.expression(node, SUM)

    def item(self, item: ast.Item) -> None:
        """Write an item on its line or lines."""
        match item:
            case ast.ConditionItem(key=key, condition=condition):
                self.condition_item(key, condition)
                return
            case ast.QuotesItem(key=key, quotes=quotes):
                self.key("QUOTE_ITEM" if key == "quote" else "LEAD")
                self.newline()
                self.quotes(quotes)
                return
            case ast.TextItem(key=key, text=text):
                self.key(_TEXT_ITEMS[key])
                self.text(text)
            case ast.ExpressionItem(key=key, value=value):
                self.key(_EXPRESSION_ITEMS[key])
                self.expression(value)
            case ast.TableItem(key=key, table=table):
                self.key(_EXPRESSION_ITEMS[key])
                self.newline()
                self.indent()
                self.table(table)
                self.dedent()
                return
            case ast.WindowItem():
                self.window(item)
            case ast.UnitsItem():
                self.units_item(item)
            case ast.RecurrenceItem(every=every, times=times, anchor=anchor):
                self.key("RECURRENCE")
                self.keyword("EVERY_SPAN")
                self.literal(every)
                self.add("NUMBER", str(times))
                self.keyword("TIMES", "SINCE")
                self.sum(anchor)
            case ast.TierItem(tier=tier):
                self.key("TIER")
                self.name(tier.name)
            case ast.StagesItem() | ast.ScheduleItem():
                self.staged(item)
                return
            case ast.WatchedItem() | ast.GivenOnlyItem() | ast.ChangeItem():
                self.property_item(item)
                return
            case _:
                self.award_item(item)
        self.newline()

    def award_item(
        self,
        item: ast.OrLessItem | ast.SupersessionItem | ast.PerRecordItem | ast.YearlyCapItem | ast.NamesItem | ast.RuleItem,
    ) -> None:
        """Write a line of an award, a rule over awards, or a line about another document."""
        match item:
            case ast.OrLessItem(inclusive=inclusive):
                self.key("OR_LESS")
                self.keyword("INCLUSIVE" if inclusive else "EXCLUSIVE")
            case ast.SupersessionItem(key=key, document=document, since=since):
                self.key(key.upper())
                self.text(document.text)
                self.keyword("SINCE")
                self.sum(since)
            case ast.PerRecordItem(collection=collection, variable=variable):
                self.key("PER_RECORD")
                self.name(collection.name)
                if variable is not None:
                    self.name(variable.name)
            case ast.YearlyCapItem(value=value, date=date):
                self.key("YEARLY_CAP")
                self.sum(value)
                if date is not None:
                    self.keyword("TABLE_BY")
                    self.sum(date)
            case ast.NamesItem(key=key, names=names):
                self.key(_NAMES_ITEMS[key])
                self.references(names)
            case ast.RuleItem():
                self.rule(item)
            case _:
                assert_never(item)

    def rule(self, item: ast.RuleItem) -> None:
        self.key(_RULES[item.key])
        if item.key == "total_cap":
            assert item.value is not None
            self.sum(item.value)
            if item.awards:
                self.keyword("WHERE")
                self.references(item.awards)
            return
        if item.awards:
            self.references(item.awards)
        else:
            self.keyword("ALL_AWARDS")
        if item.value is not None:
            self.keyword("RECEIVED")
            self.sum(item.value)

    def staged(self, item: ast.StagesItem | ast.ScheduleItem) -> None:
        """Write the parts of a payment, each on its line."""
        if isinstance(item, ast.StagesItem):
            self.key("STAGES")
        else:
            self.key("SCHEDULE")
            self.keyword("SINCE")
            self.sum(item.since)
        self.newline()
        rows = item.stages if isinstance(item, ast.StagesItem) else item.rows
        self.indented(bool(rows))
        for row in rows:
            if isinstance(row, ast.Stage):
                self.name(row.name.name)
            else:
                self.ordinal(row.first)
                if row.last != row.first:
                    self.keyword("TO")
                    self.ordinal(row.last)
            self.colon()
            self.sum(row.share)
            self.newline()
        self.outdented(bool(rows))

    def ordinal(self, number: int) -> None:
        self.keyword("ORDINAL")
        if self.language == "zh":
            self.add("DURATION", f"{number}年")
        else:
            self.add("NUMBER", str(number))

    def condition_item(self, key: str, condition: ast.Condition) -> None:
        """Write a condition on the line of its key, or a block: alone where the key is `when`, else under the key."""
        if key == "when" and isinstance(condition, ast.Block):
            self.block(condition)
        else:
            self.key(_CONDITION_ITEMS[key])
            self.condition(condition)

    def condition(self, condition: ast.Condition) -> None:
        """Write a condition after a colon, or a block under it."""
        if isinstance(condition, ast.Block):
            self.newline()
            self.indent()
            self.block(condition)
            self.dedent()
        else:
            self.expression(condition)
            self.newline()

    # --- properties -----------------------------------------------------------------------------------------------------

    def property_item(self, item: ast.WatchedItem | ast.GivenOnlyItem | ast.ChangeItem) -> None:
        match item:
            case ast.WatchedItem():
                self.watched(item)
                return
            case ast.GivenOnlyItem(facts=facts):
                self.key("GIVEN_ONLY")
                self.names(facts)
            case ast.ChangeItem():
                self.change(item)
            case _:
                assert_never(item)
        self.newline()

    def watched(self, item: ast.WatchedItem) -> None:
        """Write what must be known, or must not fall."""
        self.keyword(item.key.upper())
        if item.allowance is not None:
            self.sum(item.allowance)
        self.colon()
        if isinstance(item.value, ast.Total):
            self.keyword("TOTAL_AMOUNT")
            self.newline()
        else:
            self.condition(item.value)

    def change(self, item: ast.ChangeItem) -> None:
        self.key("CHANGE")
        self.expression(item.fact, POSTFIX)
        self.keyword(item.direction.upper())
        if item.value is not None:
            self.sum(item.value)

    def window(self, item: ast.WindowItem) -> None:
        self.key("IN_FORCE" if item.key == "in_force" else "WINDOW")
        if item.first is not None:
            self.sum(item.first)
        if item.last is not None:
            self.keyword("TO")
            self.sum(item.last)
        else:
            self.keyword("FROM")
            if item.length is not None:
                self.sum(item.length)

    def units_item(self, item: ast.UnitsItem) -> None:
        self.key("RESPONSIBLE" if item.key == "responsible" else "BY")
        if item.unstated:
            self.keyword("UNSTATED")
            return
        if item.inferred:
            self.keyword("INFERRED")
        self.names(item.units)
        if item.because is not None:
            self.after_comma("BECAUSE")
            self.text(item.because.text)

    # --- scenarios ------------------------------------------------------------------------------------------------------

    def scenario(self, node: ast.Scenario) -> None:
        self.keyword("SCENARIO")
        if node.title is not None:
            self.text(node.title.text)
        self.end()
        self.indented(bool(node.lines))
        for line in node.lines:
            self.scenario_line(line)
            self.newline()
            if isinstance(line, ast.EachRow):
                self.trial_rows(line.rows)
        self.outdented(bool(node.lines))

    def value(self, value: ast.Expression | None, least: int) -> None:
        if value is None:
            self.keyword("UNKNOWN")
        else:
            self.expression(value, least)

    def scenario_line(self, line: ast.ScenarioLine) -> None:
        """Write a line of a scenario, without its end and what stands under it."""
        match line:
            case ast.ExpressionItem(value=value):
                self.key("DATE_ITEM")
                self.expression(value)
            case ast.Given(fact=fact, value=given):
                self.name(fact.name)
                self.colon()
                self.value(given, 0)
            case ast.GivenEmpty(fact=fact):
                self.name(fact.name)
                self.colon()
                self.keyword("NONE")
            case ast.GivenPeriod():
                self.given_period(line)
            case ast.GivenRecord(fact=fact, fields=fields):
                self.given_record(fact, fields)
            case ast.GivenReading(reading=reading, option=option):
                self.key("TAKE_READING")
                self.name(reading.name)
                self.keyword("IS")
                self.name(option.name)
            case (
                ast.ExpectVerdict() | ast.ExpectValue() | ast.ExpectDefinition() | ast.ExpectTotal() | ast.ExpectMissing()
                | ast.ExpectReason()
            ):  # fmt: skip
                self.expectation(line)
            case ast.EachRow(columns=columns, target=target):
                self.each_row(columns)
                self.colon()
                self.expression(target)
            case _:
                assert_never(line)

    def expectation(
        self,
        line: ast.ExpectVerdict | ast.ExpectValue | ast.ExpectDefinition | ast.ExpectTotal | ast.ExpectMissing
        | ast.ExpectReason,
    ) -> None:  # fmt: skip
        match line:
            case ast.ExpectVerdict(kind=kind, names=names):
                self.key(_EXPECTATIONS[kind])
                self.names(names)
            case ast.ExpectValue(entitlement=entitlement, what=what, value=value):
                self.name(entitlement.name)
                self.keyword("OF_FIELD", "AMOUNT" if what == "amount" else "RATE_CEILING", "SHOULD_BE")
                self.expected(value)
            case ast.ExpectDefinition(target=target, value=value):
                self.expression(target)
                self.keyword("SHOULD_BE")
                self.expected(value)
            case ast.ExpectTotal(value=value):
                self.keyword("TOTAL_AMOUNT", "SHOULD_BE")
                self.expected(value)
            case ast.ExpectMissing(entitlement=entitlement, names=names):
                self.name(entitlement.name)
                self.key("SHOULD_LACK")
                self.names(names)
            case ast.ExpectReason(entitlement=entitlement, text=text):
                self.name(entitlement.name)
                self.keyword("OF_FIELD", "REASON", "SHOULD_NAME")
                self.text(text)
            case _:
                assert_never(line)

    def given_period(self, line: ast.GivenPeriod) -> None:
        self.name(line.fact.name)
        self.literal(line.period)
        self.colon()
        if line.exists:
            self.value(line.value, 0)
        else:
            self.keyword("DOES_NOT_EXIST")

    def each_row(self, columns: tuple[ast.Column, ...]) -> None:
        self.keyword("EACH_ROW")
        for number, column in enumerate(columns):
            if number:
                self.list_comma()
            self.name(column.fact.name)
            if column.period is not None:
                self.literal(column.period)

    def trial_rows(self, rows: tuple[ast.TrialRow, ...]) -> None:
        self.indented(bool(rows))
        for row in rows:
            for number, cell in enumerate(row.cells):
                if number:
                    self.list_comma()
                self.value(cell.value, SUM)
            self.colon()
            self.expected(row.value)
            self.newline()
        self.outdented(bool(rows))

    def expected(self, expected: ast.Expected) -> None:
        if not expected.values:
            self.keyword("UNKNOWN")
        for number, value in enumerate(expected.values):
            if number:
                self.keyword("TO" if expected.is_range else "OR")
            self.sum(value)

    def given_record(self, fact: ast.Name, fields: tuple[ast.GivenField, ...]) -> None:
        self.name(fact.name)
        self.keyword("ONE_RECORD")
        self.colon()
        for number, field in enumerate(fields):
            if number:
                self.add("COMMA", "，" if self.language == "zh" else ",")
            self.name(field.name.name)
            self.value(field.value, SUM)
