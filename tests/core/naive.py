"""What a policy means, read off its syntax tree in the plainest way, for enterprises of whom everything is known.

Knows nothing of programs, nodes, scopes or bindings: a name is looked up where it stands, a definition is answered anew at
every use.

`None` is what has no value (a division by zero, a year that does not exist, an absent field that is used as a value); a
truth that rests on it may still be definite.
"""

import calendar
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from policyrules.syntax import ast

#: A fraction (分 for money), a date, a number of days, `Months`, a truth, the name of an enum member, a list or a record.
Value = Any
Row = Mapping[str, Value]

#: What an optional field holds that was left out.
ABSENT = object()

FEN = {"分": 1, "角": 10, "元": 100, "百元": 10**4, "千元": 10**5, "万元": 10**6, "百万元": 10**8, "亿元": 10**10}


@frozen(order=True)
class Months:
    """A period of months."""

    count: int

    def __neg__(self) -> "Months":
        return Months(-self.count)


@frozen
class World:
    """An enterprise on a day: its facts, the options taken, and what the policy declares."""

    tree: ast.File
    day: date
    facts: Mapping[str, Value]
    readings: Mapping[str, str]
    arguments: Mapping[str, Value]
    rows: tuple[tuple[str | None, Row], ...] = ()

    def find(self, kind: type, name: str) -> Any:
        declared: list[Any] = [d for d in self.tree.declarations if isinstance(d, kind)]
        return next((d for d in declared if d.name.name == name), None)

    @property
    def members(self) -> set[str]:
        enums = (d.members for d in self.tree.declarations if isinstance(d, ast.Enum))
        options = ([o.name for o in d.options] for d in self.tree.declarations if isinstance(d, ast.Reading))
        return {name.name for names in (*enums, *options) for name in names}


def value(written: Any, world: World) -> Value:
    """Return what an expression or a block comes to; what is absent is no value."""
    found = raw(written, world)
    return None if found is ABSENT else found


def raw(written: Any, world: World) -> Value:
    """Return what an expression or a block comes to, or that it is absent."""
    match written:
        case ast.NumberLiteral(number):
            return number
        case ast.PercentLiteral(number):
            return number / 100
        case ast.MoneyLiteral(number, unit):
            return number * FEN[unit]
        case ast.DurationLiteral(number, unit):
            return timedelta(number) if unit == "day" else Months(number * 12 if unit == "year" else number)
        case ast.DateLiteral(known) | ast.BoolLiteral(known) | ast.TextLiteral(known):
            return known
        case ast.DecisionDay():
            return world.day
        case ast.CurrentPeriod(offset, "year"):
            return Fraction(world.day.year + offset)
        case ast.Name():
            return named(written.name, world)
        case ast.Access(target, field):
            return value(target, world)[field.name]
        case ast.Index(target, year):
            return series_value(value(target, world), value(year, world))
        case ast.Call():
            return called(written, world)
        case ast.ParameterAt(parameter, day):
            assert isinstance(parameter, ast.Name)
            return published(parameter.name, value(day, world), world)
        case ast.Minus(operand):
            return strictly(lambda number: -number, value(operand, world))
        case ast.Arithmetic(operator, left, right):
            return computed(operator, value(left, world), value(right, world))
        case ast.Conditional(condition, then, otherwise):
            return chosen(value(condition, world), value(then, world), value(otherwise, world))
        case ast.Otherwise(asked, default):
            present = raw(asked, world)
            return value(default, world) if present is ABSENT else present
        case ast.Quantified():
            return quantified(written, world)
        case _:
            return truth(written, world)


def truth(written: Any, world: World) -> bool | None:
    match written:
        case ast.Block(kind, count, lines):
            truths = [value(line.condition, world) for line in lines]
            return at_least(len(truths) if kind == "all" else count or 1, truths)
        case ast.Logic(operator, operands):
            truths = [value(operand, world) for operand in operands]
            return at_least(len(truths) if operator == "and" else 1, truths)
        case ast.Negation(operand):
            denied = value(operand, world)
            return None if denied is None else not denied
        case ast.Comparison(operator, left, right):
            return compared(operator, value(left, world), value(right, world))
        case ast.Between(asked, low, high):
            it = value(asked, world)
            return at_least(2, [compared(">=", it, value(low, world)), compared("<=", it, value(high, world))])
        case ast.Membership(asked, options):
            return at_least(1, [compared("=", value(asked, world), value(option, world)) for option in options])
        case ast.IsAbsent(asked):
            return raw(asked, world) is ABSENT
        case ast.Holds(tiers):
            return at_least(1, [held(world.find(ast.Tier, tier.name), world) for tier in tiers])
        case _:
            raise AssertionError(written)


def held(tier: ast.Tier, world: World) -> bool | None:
    (condition,) = (part.condition for part in tier.items if isinstance(part, ast.ConditionItem))
    known: bool | None = value(condition, evolve(world, arguments={}, rows=()))
    return known


def at_least(count: int, truths: Sequence[bool | None]) -> bool | None:
    if truths.count(True) >= count:
        return True
    return False if len(truths) - truths.count(False) < count else None


def strictly(function: Any, *values: Value) -> Value:
    return None if None in values else function(*values)


def compared(operator: str, left: Value, right: Value) -> bool | None:
    if left is None or right is None:
        return None
    match operator:
        case "=":
            return bool(left == right)
        case "!=":
            return bool(left != right)
        case ">=":
            return bool(left >= right)
        case ">":
            return bool(left > right)
        case "<=":
            return bool(left <= right)
        case _:
            return bool(left < right)


# --- names ------------------------------------------------------------------------------------------------------------


def named(name: str, world: World) -> Value:
    for variable, row in reversed(world.rows):
        if variable == name:
            return row
    if name in world.arguments:
        return world.arguments[name]
    for _, row in reversed(world.rows):
        if name in row:
            return row[name]
    if name in world.facts:
        return world.facts[name]
    if name in world.readings:
        return world.readings[name]
    definition = world.find(ast.Define, name)
    if definition is not None:
        return defined(definition, evolve(world, arguments={}, rows=()))
    if name in world.members:
        return name
    return published(name, world.day, world)


def defined(definition: ast.Define, world: World) -> Value:
    """Return what a definition comes to, its exceptions among it; nothing where these contradict each other."""
    holding = {one.name.name: one for one in definition.exceptions if value(one.condition, world)}
    if any(value(one.condition, world) is None for one in definition.exceptions):
        return None
    if not holding:
        return value(definition.body, world)
    over = {one.name.name: {name.name for name in one.overrides} for one in definition.exceptions}
    for _ in over:  # what an overridden exception overrides is overridden too
        over = {name: below.union(*(over[one] for one in below)) for name, below in over.items()}
    first = [one for name, one in holding.items() if not any(name in over[other] for other in holding)]
    values = [value(one.value, world) for one in first]
    return values[0] if all(one == values[0] for one in values) else None


def called(call: ast.Call, world: World) -> Value:
    assert isinstance(call.function, ast.Name)
    definition = world.find(ast.Define, call.function.name)
    if definition is not None:
        pairs = zip(definition.parameters, call.arguments, strict=True)
        given = {p.name.name: (raw if p.type.optional else value)(argument, world) for p, argument in pairs}
        return defined(definition, evolve(world, arguments=given, rows=()))
    values = [value(argument, world) for argument in call.arguments]
    match call.function.name:
        case "较大者":
            return strictly(lambda *known: max(known), *values)
        case "较小者":
            return strictly(lambda *known: min(known), *values)
        case "年份":
            return strictly(lambda day: Fraction(day.year), *values)
        case "月份":
            return strictly(lambda day: Fraction(day.month), *values)
        case _:
            return strictly(lambda day: Fraction(day.day), *values)


def published(name: str, day: date | None, world: World) -> Value:
    parameter = world.find(ast.Parameter, name)
    (complete_to,) = (part.value.value for part in parameter.items if part.key == "complete_to")
    if day is None or day > complete_to:
        return None
    known = [(line.day.value, line.value) for line in parameter.values if line.day.value <= day]
    return value(max(known, key=lambda row: row[0])[1], world) if known else None


# --- what is calculated -----------------------------------------------------------------------------------------------


def series_value(years: Mapping[int, Value], year: Fraction | None) -> Value:
    return None if year is None else years.get(int(year))


def chosen(condition: bool | None, then: Value, otherwise: Value) -> Value:
    if condition is None:
        return then if then == otherwise else None
    return then if condition else otherwise


def computed(operator: str, one: Value, other: Value) -> Value:
    if one is None or other is None or (operator == "/" and not size(other)):
        return None
    if isinstance(one, date) or isinstance(other, date):
        return moved(operator, one, other)
    if operator == "/" and type(one) is type(other):
        return size(one) / size(other)
    if isinstance(one, timedelta | Months) or isinstance(other, timedelta | Months):
        like = timedelta if timedelta in (type(one), type(other)) else Months
        return like(int(plain(operator, size(one), size(other))))
    return plain(operator, one, other)


def plain(operator: str, one: Fraction, other: Fraction) -> Fraction:
    match operator:
        case "+":
            return one + other
        case "-":
            return one - other
        case "*":
            return one * other
        case _:
            return one / other


def size(amount: Value) -> Fraction:
    """Return how many days or months a period has."""
    return Fraction(amount.days if isinstance(amount, timedelta) else amount.count if isinstance(amount, Months) else amount)


def moved(operator: str, one: Value, other: Value) -> date | timedelta:
    if isinstance(one, date) and isinstance(other, date):
        return one - other
    day, steps = (one, other) if isinstance(one, date) else (other, one)
    if operator == "-":
        steps = -steps
    return days_later(day, steps) if isinstance(steps, timedelta) else months_later(day, steps.count)


def days_later(day: date, steps: timedelta) -> date:
    try:
        return day + steps
    except OverflowError:
        return date.max if steps > timedelta() else date.min


def months_later(day: date, steps: int) -> date:
    months = day.year * 12 + day.month - 1 + steps
    year, month = months // 12, months % 12 + 1
    if not 1 <= year <= 9999:
        return date.max if year > 9999 else date.min
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


# --- records ----------------------------------------------------------------------------------------------------------


def quantified(written: ast.Quantified, world: World) -> Value:
    variable = written.variable.name if written.variable else None
    inside = [evolve(world, rows=(*world.rows, (variable, row))) for row in value(written.collection, world)]
    truths = [True if written.condition is None else value(written.condition, row) for row in inside]
    match written.kind:
        case "some":
            return at_least(1, truths)
        case "every":
            return at_least(len(truths), truths)
        case "at_least":
            assert written.count is not None
            return at_least(written.count, truths)
        case _:
            counted = [row for row, holds in zip(inside, truths, strict=True) if holds]
            return None if None in truths else gathered(written, counted)


def gathered(written: ast.Quantified, rows: Iterable[World]) -> Value:
    if written.kind == "count":
        return Fraction(len(list(rows)))
    values = [value(written.value, row) for row in rows]
    if None in values or (written.kind != "sum" and not values):
        return None
    if written.kind == "sum":
        return sum(values, Fraction(0))
    return max(values) if written.kind == "max" else min(values)
