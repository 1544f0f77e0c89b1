"""Mistakes of meaning: units and types that do not meet, tables with gaps, figures that do not add up, circles.

In: a policy without mistakes. Out: `KINDS`, each of which makes one mistake where there is a place for it, and says where it
is looked for. Whether it is reported is not asked here.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from policyrules.checking import constants
from policyrules.checking.policy import BindingKind
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.mistaken.places import Kind, Seed, Text, inserted, replaced, some, without
from policyrules.values.types import EnumType, ListType, Scalar, SeriesType

# --- units and types ----------------------------------------------------------------------------------------------------


def _compared(text: Text, *types: Scalar) -> list[ast.Comparison]:
    """Return the comparisons whose left side is of one of the types."""
    return [one for one in text.nodes(ast.Comparison) if text.type(one.left) in types and "\n" not in one.span.text]


def _other_side(text: Text, choices: Choices, new: str, *types: Scalar) -> Seed | None:
    one = some(choices, _compared(text, *types))
    return None if one is None else replaced(one.right, new)


def _money_without_unit(text: Text, choices: Choices) -> Seed | None:
    return _other_side(text, choices, "500", Scalar.MONEY)


def _money_as_percent(text: Text, choices: Choices) -> Seed | None:
    return _other_side(text, choices, "5%", Scalar.MONEY)


def _percent_without_sign(text: Text, choices: Choices) -> Seed | None:
    return _other_side(text, choices, "3元", Scalar.PERCENT, Scalar.RATIO)


def _count_as_money(text: Text, choices: Choices) -> Seed | None:
    return _other_side(text, choices, "20元", Scalar.INTEGER, Scalar.NUMBER)


def _day_as_number(text: Text, choices: Choices) -> Seed | None:
    return _other_side(text, choices, "2024", Scalar.DATE)


def _period_as_days(text: Text, choices: Choices) -> Seed | None:
    return _other_side(text, choices, "30天", Scalar.MONTHS)


def _number_as_text(text: Text, choices: Choices) -> Seed | None:
    return _other_side(text, choices, '"20"', Scalar.INTEGER, Scalar.MONEY)


def _amount_without_unit(text: Text, choices: Choices) -> Seed | None:
    items = [item for item in text.nodes(ast.ExpressionItem) if item.key in ("amount", "cap", "item_cap", "received")]
    item = some(choices, [item for item in items if isinstance(item.value, ast.MoneyLiteral)])
    return None if item is None else replaced(item.value, "50")


def _share_without_sign(text: Text, choices: Choices) -> Seed | None:
    stage = some(choices, [node for node in text.every if isinstance(node, ast.Stage | ast.ScheduleRow)])
    return None if stage is None else replaced(stage.share, "80")


def _money_plus_day(text: Text, choices: Choices) -> Seed | None:
    money = [one for one in text.nodes(ast.MoneyLiteral) if constants.is_literal(one)]
    inside = {end for one in text.nodes(ast.Comparison) for end in (one.left, one.right)}
    one = some(choices, [one for one in money if one in inside])
    return None if one is None else inserted(one.span.end, " + 2024-01-01")


def _order_of_names(text: Text, choices: Choices) -> Seed | None:
    found = [one for one in text.nodes(ast.Comparison) if isinstance(text.type(one.left), EnumType) and one.operator == "="]
    one = some(choices, [one for one in found if "\n" not in one.span.text])
    if one is None:
        return None
    return Seed(((one.left.span.end, one.right.span.start, " 不低于 "),), (one.span.start,))


def _member_in_marks(text: Text, choices: Choices) -> Seed | None:
    names = [n for n, b in text.named(BindingKind.MEMBER) if isinstance(b.declaration, ast.Enum) and n.span.text == n.name]
    used = {one.right for one in text.nodes(ast.Comparison)} | {o for one in text.nodes(ast.Membership) for o in one.options}
    name = some(choices, [name for name in names if name in used])
    return None if name is None else replaced(name, f'"{name.name}"')


def _series_without_year(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, text.nodes(ast.Index))
    return None if one is None else Seed(((one.target.span.end, one.span.end, ""),), (one.span.start,))


def _year_of_a_value(text: Text, choices: Choices) -> Seed | None:
    names = [name for name, binding in text.named(BindingKind.FACT) if isinstance(binding.type, Scalar)]
    compared = {end for one in text.nodes(ast.Comparison) for end in (one.left, one.right)}
    name = some(choices, [name for name in names if name in compared])
    return None if name is None else inserted(name.span.end, "[上年]")


def _year_as_period(text: Text, choices: Choices) -> Seed | None:
    found = [one for one in text.nodes(ast.Index) if isinstance(text.type(one.target), SeriesType)]
    one = some(choices, found)
    return None if one is None else replaced(one.year, "3年")


def _that_year_outside(text: Text, choices: Choices) -> Seed | None:
    asked = {node for one in text.nodes(ast.Periods) for node in _under(one)}
    one = some(choices, [one for one in text.nodes(ast.Index) if one not in asked])
    return None if one is None else replaced(one.year, "该年")


def _under(node: ast.Tree) -> list[ast.Tree]:
    found, waiting = list[ast.Tree](), [node]
    while waiting:
        found.append(waiting.pop())
        waiting += ast.children(found[-1])
    return found


def _years_of_another_kind(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, text.nodes(ast.Over))
    return None if one is None else replaced(one.length, "3个月" if one.length.unit != "month" else "3年")


def _too_many_years(text: Text, choices: Choices) -> Seed | None:
    one = some(
        choices,
        [one for one in [node for node in text.every if isinstance(node, ast.Over | ast.Periods)] if one.length.unit == "year"],
    )
    return None if one is None else replaced(one.length, "99年")


def _list_as_value(text: Text, choices: Choices) -> Seed | None:
    lists = [name for name, binding in text.checked.values.items() if isinstance(binding.type, ListType)]
    one = some(choices, _compared(text, Scalar.MONEY, Scalar.INTEGER, Scalar.DATE))
    return None if one is None or not lists else replaced(one.right, f"「{lists[0]}」")


def _question_about_no_list(text: Text, choices: Choices) -> Seed | None:
    facts = [name for name, binding in text.checked.values.items() if binding.type is Scalar.MONEY]
    one = some(choices, [one for one in text.nodes(ast.Quantified) if isinstance(one.collection, ast.Name)])
    if one is None or not facts:
        return None
    start, end = text.lines_of(one)
    inside = frozenset(node.name for node in _under(one) if isinstance(node, ast.Name))
    return replaced(one.collection, f"「{facts[0]}」", *(inside if text.text.count("\n", start, end) > 1 else ()))


def _zero_divisor(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, [one for one in text.nodes(ast.Arithmetic) if one.operator == "/" and "\n" not in one.span.text])
    return None if one is None else replaced(one.right, "0")


def _constant_comparison(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, _compared(text, Scalar.MONEY))
    return None if one is None else Seed(((one.span.start, one.span.end, "5元 高于 3元"),), (one.span.start,))


def _no_condition(text: Text, choices: Choices) -> Seed | None:
    found = [one.condition for one in text.nodes(ast.ConditionItem) if not isinstance(one.condition, ast.Block)]
    one = some(choices, [one for one in found if "\n" not in one.span.text])
    return None if one is None else replaced(one, "500元", *(n.name for n in _under(one) if isinstance(n, ast.Name)))


def _too_many_arguments(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, [one for one in text.nodes(ast.Call) if one.arguments and "max" not in one.span.text[:3]])
    if one is None or ast.last_name(one.function).name in ("较大者", "较小者", "max", "min"):
        return None
    return inserted(one.arguments[-1].span.end, ", 1")


def _function_alone(text: Text, choices: Choices) -> Seed | None:
    calls = [one for one in text.nodes(ast.Call) if text.checked.bindings.get(ast.last_name(one.function))]
    own = [one for one in calls if text.checked.bindings[ast.last_name(one.function)].kind is BindingKind.FUNCTION]
    one = some(choices, [one for one in own if "\n" not in one.span.text])
    if one is None:
        return None
    return Seed(((one.function.span.end, one.span.end, ""),), (one.span.start,))


def _range_reversed(text: Text, choices: Choices) -> Seed | None:
    lines = [line for line in text.nodes(ast.FieldLine) if line.low is not None and line.high is not None]
    line = some(choices, lines)
    if line is None or line.low is None or line.high is None:
        return None
    new = f"{line.high.span.text} 至 {line.low.span.text}"
    return Seed(((line.low.span.start, line.high.span.end, new),), (line.span.start,))


def _step_of_nothing(text: Text, choices: Choices) -> Seed | None:
    one = some(choices, text.nodes(ast.Rounded))
    return None if one is None else replaced(one.step, "0元" if text.type(one.step) is Scalar.MONEY else "0%")


# --- tables ---------------------------------------------------------------------------------------------------------------


def _tables(text: Text) -> list[ast.ByTable]:
    """Return the tables that are bands of one number, from the top to the bottom."""
    return [
        table
        for table in text.nodes(ast.ByTable)
        if len(table.keys) == 1 and len(table.rows) > 1 and all(_is_of_numbers(row) for row in table.rows)
    ]


def _is_of_numbers(row: ast.Row) -> bool:
    ends = [end for cell in row.cells for band in cell.bands for end in (band.low, band.high) if end is not None]
    return all(constants.number(end) is not None for end in ends)


def _row_missing(text: Text, choices: Choices) -> Seed | None:
    tables = [table for table in _tables(text) if table.rows[-1].cells and not table.slices]
    table = some(choices, tables)
    return None if table is None else without(text, table.rows[-1], table)


def _row_twice(text: Text, choices: Choices) -> Seed | None:
    table = some(choices, [table for table in _tables(text) if table.rows[0].cells])
    if table is None:
        return None
    start, end = text.line_of(table.rows[0].span.start)
    return Seed(((end, end, text.text[start:end]),), (end,))


def _row_after_else(text: Text, choices: Choices) -> Seed | None:
    tables = [
        table
        for table in [node for node in text.every if isinstance(node, ast.FirstMatch | ast.ByTable)]
        if len(table.rows) > 1
    ]
    closing = [table for table in tables if _is_else(table.rows[-1])]
    table = some(choices, closing)
    if table is None:
        return None
    start, end = text.line_of(table.rows[0].span.start)
    last = text.line_of(table.rows[-1].span.start)[1]
    return Seed(((last, last, text.text[start:end]),), (last,))


def _is_else(row: ast.Row | ast.CaseRow) -> bool:
    return not row.cells if isinstance(row, ast.Row) else row.condition is None


def _else_row_missing(text: Text, choices: Choices) -> Seed | None:
    tables = [table for table in text.nodes(ast.FirstMatch) if len(table.rows) > 1 and _is_else(table.rows[-1])]
    table = some(choices, tables)
    return None if table is None else without(text, table.rows[-1], table)


def _cell_too_many(text: Text, choices: Choices) -> Seed | None:
    rows = [row for table in text.nodes(ast.ByTable) for row in table.rows if row.cells]
    row = some(choices, rows)
    return None if row is None else inserted(row.cells[0].span.start, "任意、")


def _band_of_another_unit(text: Text, choices: Choices) -> Seed | None:
    ends = [
        end for table in _tables(text) for row in table.rows for cell in row.cells for band in cell.bands
        for end in (band.low, band.high) if isinstance(end, ast.MoneyLiteral)
    ]  # fmt: skip
    end = some(choices, ends)
    return None if end is None else replaced(end, "5%")


def _value_of_another_unit(text: Text, choices: Choices) -> Seed | None:
    rows = [
        row
        for table in [node for node in text.every if isinstance(node, ast.ByTable | ast.FirstMatch)]
        for row in table.rows[1:]
    ]
    row = some(choices, [row for row in rows if text.type(row.value) is Scalar.MONEY and "\n" not in row.span.text])
    return None if row is None else replaced(row.value, "5%")


# --- figures ----------------------------------------------------------------------------------------------------------


def _figures(text: Text, choices: Choices, kind: str, owner: type[ast.Tree], new: int) -> Seed | None:
    figures = [f for one in text.nodes(owner) for f in getattr(one, "figures", ()) if f.kind == kind]
    figure = some(choices, figures)
    if figure is None:
        return None
    word = figure.span.text.split()[0] if " " in figure.span.text else figure.span.text.rstrip("0123456789.")
    return replaced(figure, f"{word} {new}")


def _sum_of_a_score(text: Text, choices: Choices) -> Seed | None:
    return _figures(text, choices, "maximum", ast.Score, 997)


def _pass_above(text: Text, choices: Choices) -> Seed | None:
    return _figures(text, choices, "pass", ast.Score, 999)


def _points_above(text: Text, choices: Choices) -> Seed | None:
    literals = [p for one in text.nodes(ast.Indicator) for p in one.points if isinstance(p, ast.Conditional)]
    one = some(choices, [one for one in literals if isinstance(one.then, ast.NumberLiteral)])
    return None if one is None else replaced(one.then, "998")


def _item(text: Text, choices: Choices, key: str, new: Callable[[ast.ExpressionItem], str]) -> Seed | None:
    item = some(choices, [item for item in text.nodes(ast.ExpressionItem) if item.key == key])
    return None if item is None else replaced(item.value, new(item))


def _cap_of_nothing(text: Text, choices: Choices) -> Seed | None:
    return _item(text, choices, choices.pick(("cap", "item_cap")), lambda item: "0元")


def _count_of_nothing(text: Text, choices: Choices) -> Seed | None:
    return _item(text, choices, "count", lambda item: "0")


def _validity_of_nothing(text: Text, choices: Choices) -> Seed | None:
    return _item(text, choices, "validity", lambda item: "0年")


def _stages_beyond(text: Text, choices: Choices) -> Seed | None:
    item = some(choices, text.nodes(ast.StagesItem))
    if item is None or not isinstance(item.stages[0].share, ast.PercentLiteral):
        return None
    share = item.stages[0].share
    less = share.value - 1 if share.value > 1 else Fraction(2)
    edit = (share.span.start, share.span.end, f"{int(less)}%")
    return Seed((edit,), (item.span.start, share.span.start))


def _share_above(text: Text, choices: Choices) -> Seed | None:
    row = some(choices, text.nodes(ast.ScheduleRow))
    return None if row is None else replaced(row.share, "180%")


def _schedule_gap(text: Text, choices: Choices) -> Seed | None:
    items = [item for item in text.nodes(ast.ScheduleItem) if len(item.rows) > 2]
    item = some(choices, items)
    if item is None:
        return None
    start, end = text.lines_of(item.rows[1])
    return Seed(((start, end, ""),), (item.rows[2].span.start,))


def _window_reversed(text: Text, choices: Choices) -> Seed | None:
    items = [item for item in text.nodes(ast.WindowItem) if item.first and isinstance(item.last, ast.DateLiteral)]
    item = some(choices, items)
    return None if item is None or item.last is None else replaced(item.last, "1999-12-31")


def _days_out_of_order(text: Text, choices: Choices) -> Seed | None:
    values = [one.values for one in text.nodes(ast.Parameter) if len(one.values) > 1]
    found = some(choices, values)
    return None if found is None else replaced(found[-1].day, "1999-12-31")


def _at_least_too_many(text: Text, choices: Choices) -> Seed | None:
    block = some(choices, [block for block in text.nodes(ast.Block) if block.kind == "at_least"])
    if block is None:
        return None
    start = block.span.start
    digits = next(at for at in range(start, start + 60) if text.text[at].isdigit())
    return Seed(((digits, digits + 1, "9"),), (start,))


def _recurrence_of_days(text: Text, choices: Choices) -> Seed | None:
    item = some(choices, text.nodes(ast.RecurrenceItem))
    return None if item is None else replaced(item.every, "30天")


# --- circles ----------------------------------------------------------------------------------------------------------


def _circle(text: Text, choices: Choices) -> Seed | None:
    """Let a definition stand on itself."""
    defines = [one for one in text.nodes(ast.Define) if not one.parameters and one.period is None]
    plain = [one for one in defines if one.body is not None and not isinstance(one.body, ast.Block | ast.Table)]
    one = some(choices, [one for one in plain if one.body is not None and "\n" not in one.body.span.text])
    if one is None or one.body is None:
        return None
    names = [node.name for node in _under(one.body) if isinstance(node, ast.Name)]
    return replaced(one.body, one.name.span.text, one.name.name, *names)


def _tier_circle(text: Text, choices: Choices) -> Seed | None:
    found = [
        (tier, item)
        for tier in text.nodes(ast.Tier)
        for item in tier.items
        if isinstance(item, ast.ConditionItem) and item.key == "qualifies" and not isinstance(item.condition, ast.Block)
    ]
    one = some(choices, found)
    if one is None:
        return None
    tier, item = one
    names = [node.name for node in _under(item.condition) if isinstance(node, ast.Name)]
    seed = replaced(item.condition, f"持有 {tier.name.span.text}", *names)
    return Seed(seed.edits, (*seed.at, tier.name.span.start), seed.names)


def _given_out_of_range(text: Text, choices: Choices) -> Seed | None:
    bounds = {line.name.name: line for line in text.nodes(ast.FieldLine) if isinstance(line.high, ast.MoneyLiteral)}
    given = [line for line in text.nodes(ast.Given) if line.fact.name in bounds and line.value is not None]
    line = some(choices, given)
    return None if line is None or line.value is None else replaced(line.value, "99999万亿元")


def _given_of_another_type(text: Text, choices: Choices) -> Seed | None:
    given = [line for line in text.nodes(ast.Given) if isinstance(line.value, ast.MoneyLiteral | ast.DateLiteral)]
    line = some(choices, given)
    return None if line is None or line.value is None else replaced(line.value, "7%")


def _given_twice(text: Text, choices: Choices) -> Seed | None:
    line = some(choices, [line for line in text.nodes(ast.Given) if "\n" not in line.span.text.rstrip()])
    if line is None:
        return None
    start, end = text.line_of(line.span.start)
    return Seed(((end, end, text.text[start:end]),), (end,))


def _rule_of_one(text: Text, choices: Choices) -> Seed | None:
    items = [item for item in text.nodes(ast.RuleItem) if item.key != "total_cap" and len(item.awards) == 2]
    item = some(choices, items)
    if item is None:
        return None
    return Seed(((item.awards[0].span.end, item.awards[1].span.end, ""),), (item.span.start,))


KINDS: Mapping[str, Kind] = {
    "money without its unit": _money_without_unit,
    "money compared with a percentage": _money_as_percent,
    "percentage compared with money": _percent_without_sign,
    "count compared with money": _count_as_money,
    "date compared with a number": _day_as_number,
    "months compared with days": _period_as_days,
    "number in quotation marks": _number_as_text,
    "amount without its unit": _amount_without_unit,
    "share without its sign": _share_without_sign,
    "money and a date added": _money_plus_day,
    "order of names": _order_of_names,
    "member in quotation marks": _member_in_marks,
    "series without a year": _series_without_year,
    "year of a single value": _year_of_a_value,
    "year as a period": _year_as_period,
    "that year where none is asked about": _that_year_outside,
    "years of a series by something else": _years_of_another_kind,
    "more years than are asked about": _too_many_years,
    "list as a value": _list_as_value,
    "question about no list": _question_about_no_list,
    "division by zero": _zero_divisor,
    "comparison of constants": _constant_comparison,
    "value where a condition is wanted": _no_condition,
    "argument too many": _too_many_arguments,
    "function without arguments": _function_alone,
    "range reversed": _range_reversed,
    "rounding to nothing": _step_of_nothing,
    "gap in a table": _row_missing,
    "row twice": _row_twice,
    "row after the rest": _row_after_else,
    "rest of a table missing": _else_row_missing,
    "cell too many": _cell_too_many,
    "band of another unit": _band_of_another_unit,
    "value of a row of another unit": _value_of_another_unit,
    "sum of a score": _sum_of_a_score,
    "pass mark above the maximum": _pass_above,
    "points above the maximum": _points_above,
    "cap of nothing": _cap_of_nothing,
    "target of nothing": _count_of_nothing,
    "validity of nothing": _validity_of_nothing,
    "stages that are not the whole": _stages_beyond,
    "share above the whole": _share_above,
    "gap in a schedule": _schedule_gap,
    "window reversed": _window_reversed,
    "publications out of order": _days_out_of_order,
    "at least more than there are": _at_least_too_many,
    "recurrence of days": _recurrence_of_days,
    "definition that stands on itself": _circle,
    "tier that stands on itself": _tier_circle,
    "given value out of its range": _given_out_of_range,
    "given value of another type": _given_of_another_type,
    "fact given twice": _given_twice,
    "rule over one award": _rule_of_one,
}
