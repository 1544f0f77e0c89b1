"""What might have been written in the place of what stands there: the slips that a drafter makes.

In: a node of a syntax tree, and the names around it. Out: `Rewrite`s, each another node for the same place, with the kind of
slip that it is. Whether a policy that is changed so is still one is for checking to say. Rows of tables are in
`policyrules.testing.mutation.rows`.
"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Any, TypeVar, cast

from attrs import evolve, frozen

from policyrules.source import Span
from policyrules.syntax import ast
from policyrules.values.periods import Period


class EditKind(StrEnum):
    """What kind of slip a change is."""

    FIGURE = "figure"  # a number, an amount, a day or a period, one unit more or less
    UNIT = "unit"  # 万元 for 元, months for years
    BOUND = "bound"  # whether the number itself belongs to it
    LOGIC = "logic"  # and, or; all, any, at least n; some, every
    NEGATION = "negation"
    CONDITION = "condition"  # a condition that is left out
    EXCEPTION = "exception"  # an exception that is left out, or overrides the wrong way round
    WINDOW = "window"
    MEMBER = "member"  # the tier or the member beside the one that is meant
    ROW = "row"  # a row of a table that is left out
    VALUES = "values"  # values of rows, or arguments, that are exchanged
    FACT = "fact"  # the fact, definition or field beside the one that is meant
    PERIOD = "period"  # another year, quarter or month
    FORMULA = "formula"  # how something is computed: a sign, a rounding, an average for a sum
    AWARD = "award"  # a cap, a share, what was received before, or a rule over several awards
    SCORE = "score"  # a full mark, a minimum or a pass mark
    READING = "reading"


@frozen(eq=False)
class Rewrite:
    """A node in the place of another; `at` is where the change is, within the one that stands there."""

    kind: EditKind
    new: ast.Tree
    at: ast.Tree


class Neighbours:
    """Knows what stands beside something that is named: of the same type, in the same list. Knows none here."""

    def of(self, name: ast.Name) -> tuple[EditKind, str] | None:
        return None


T = TypeVar("T", bound=ast.Tree)
U = TypeVar("U")


def rewrites(node: ast.Tree, names: Neighbours, or_less: bool) -> Iterator[Rewrite]:
    """Yield what might stand in the place of a node itself, or with one of its parts left out.

    `or_less` says whether 以下 includes the number.
    """
    for kind, new, at in _rewrites(node, names, or_less):
        yield Rewrite(kind, new, at or node)


Made = Iterator[tuple[EditKind, ast.Tree, ast.Tree | None]]


def _rewrites(node: ast.Tree, names: Neighbours, or_less: bool) -> Made:
    match node:
        case (
            ast.NumberLiteral() | ast.PercentLiteral() | ast.MoneyLiteral() | ast.DurationLiteral() | ast.DateLiteral()
            | ast.PeriodLiteral()
        ):  # fmt: skip
            yield from ((EditKind.FIGURE, new, None) for new in moved(node))
            yield from ((EditKind.UNIT, new, None) for new in _other_units(node))
        case ast.Name():
            other = names.of(node)
            if other is not None:
                yield other[0], evolve(node, name=other[1]), None
        case ast.BoolLiteral(value):
            yield EditKind.VALUES, evolve(node, value=not value), None
        case ast.CurrentPeriod() | ast.Index() | ast.Over() | ast.Periods():
            yield from _periods(node)
        case ast.Comparison(operator):
            yield EditKind.BOUND, evolve(node, operator=_bound(operator, or_less)), None
        case ast.Logic() | ast.Block() | ast.Labelled() | ast.ConditionItem() | ast.Negation():
            yield from _conditions(node)
        case ast.Membership(options=options):
            yield from ((EditKind.MEMBER, evolve(node, options=rest), one) for one, rest in without_one(options))
        case ast.Holds(tiers) | ast.Qualifies(tiers):
            yield from ((EditKind.MEMBER, evolve(node, tiers=rest), one) for one, rest in without_one(tiers))
        case ast.EntitledTo(entitlements):
            yield from ((EditKind.MEMBER, evolve(node, entitlements=rest), one) for one, rest in without_one(entitlements))
        case ast.Quantified():
            yield from _quantified(node)
        case (
            ast.Arithmetic() | ast.Conditional() | ast.Call() | ast.Rounded() | ast.Otherwise()
            | ast.Define() | ast.Except()
        ):  # fmt: skip
            yield from _formulas(node)
        case ast.RuleItem() | ast.NamesItem() | ast.ScheduleItem() | ast.StagesItem() | ast.YearlyCapItem():
            yield from _awards(node)
        case ast.Tier() | ast.Entitlement() | ast.Measure() | ast.Policy():
            yield from _items(node)
        case ast.OrLessItem(inclusive=inclusive):
            yield EditKind.BOUND, evolve(node, inclusive=not inclusive), None
        case ast.Figure(value=value):
            yield from ((EditKind.SCORE, evolve(node, value=other), None) for other in (value + 1, value - 1) if other > 0)
        case ast.Score(figures=figures) | ast.ScoreGroup(figures=figures):
            yield from ((EditKind.SCORE, evolve(node, figures=rest), one) for one, rest in without_each(figures))
        case ast.Reading(options=options, default=ast.Name(name) as default):
            option = beside([one.name.name for one in options], name)
            if option is not None:
                yield EditKind.READING, evolve(node, default=evolve(default, name=option)), default
        case _:
            pass  # what is no slip of one place: texts, titles, quotes, declarations of types


# --- figures --------------------------------------------------------------------------------------------------------


def moved(node: ast.Tree) -> Iterator[ast.Tree]:
    """Yield a figure one unit of its last written digit more and less: 3% and 4%, 3.65% and 3.66%; a date by a day."""
    match node:
        case ast.NumberLiteral(value) | ast.PercentLiteral(value) | ast.MoneyLiteral(value):
            by = last_digit(node.span)
            yield from (evolve(node, value=other) for other in (value + by, value - by) if other >= 0)
        case ast.DurationLiteral(value):
            yield from (evolve(node, value=other) for other in (value + 1, value - 1) if other > 0)
        case ast.PeriodLiteral(value):
            yield from (evolve(node, value=other) for other in (value + 1, value - 1))
        case ast.DateLiteral(value):
            yield from (evolve(node, value=value + timedelta(days=by)) for by in (1, -1) if date.min < value < date.max)


def last_digit(span: Span) -> Fraction:
    """Return the unit of the last digit that is written: 1 of `5000万元`, 0.01 of `3.65%` and of `4.20%`."""
    number = "".join(sign for sign in span.text.lstrip() if sign in "0123456789.．")
    _, _, places = number.replace("．", ".").partition(".")
    return Fraction(1, 10 ** len(places))


#: The units that are taken for one another.
_MONEY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "分": ("元",), "元": ("万元",), "千元": ("万元",), "万元": ("元", "亿元"), "百万元": ("万元",), "亿元": ("万元",),
        "万亿元": ("亿元",),
    }
)  # fmt: skip
_SPANS: Mapping[str, str] = MappingProxyType({"year": "month", "quarter": "month", "month": "year", "day": "month"})


def _other_units(node: ast.Tree) -> Iterator[ast.Tree]:
    match node:
        case ast.MoneyLiteral(value, unit) if value:
            yield from (evolve(node, unit=other) for other in _MONEY.get(unit, ()))
        case ast.DurationLiteral(unit=unit):
            yield evolve(node, unit=_SPANS[unit])


#: What has the number itself, and what has not.
BOUNDS: Mapping[str, str] = MappingProxyType({">=": ">", ">": ">=", "<=": "<", "<": "<=", "=": "!=", "!=": "="})


def _bound(operator: str, or_less: bool) -> str:
    return BOUNDS["<=" if or_less else "<"] if operator == "or_less" else BOUNDS[operator]


# --- periods --------------------------------------------------------------------------------------------------------

#: What is taken for one another of a figure of several periods, and of a question about each of them.
_FIGURES: Mapping[str, str] = MappingProxyType(
    {
        "sum": "average", "average": "sum", "max": "min", "min": "max", "growth": "average_growth",
        "average_growth": "growth", "every": "some", "some": "every", "first": "latest", "latest": "first",
    }
)  # fmt: skip


def _periods(node: ast.CurrentPeriod | ast.Index | ast.Over | ast.Periods) -> Made:
    match node:
        case ast.CurrentPeriod(offset):
            yield EditKind.PERIOD, evolve(node, offset=-1 - offset), None
        case ast.Index(year=year) if isinstance(year, ast.CurrentPeriod | ast.ThatPeriod):
            before = ast.Arithmetic("-", year, ast.NumberLiteral(Fraction(1), span=year.span), span=year.span)
            yield EditKind.PERIOD, evolve(node, year=before), year
        case ast.Over(length=length, ending=None) | ast.Periods(length=length, ending=None):
            yield EditKind.PERIOD, evolve(node, ending=ast.CurrentPeriod(0, cast(Period, length.unit), span=node.span)), None
    if isinstance(node, ast.Over | ast.Periods) and node.kind in _FIGURES:
        each = None if isinstance(node, ast.Over) else node.each
        if each is None or node.kind in ("every", "some", "first", "latest"):
            yield EditKind.FORMULA, evolve(node, kind=_FIGURES[node.kind]), None
    if isinstance(node, ast.Periods) and node.count is not None:
        yield from ((EditKind.LOGIC, evolve(node, count=count), None) for count in (node.count + 1, node.count - 1) if count)


# --- conditions -----------------------------------------------------------------------------------------------------


def _conditions(node: ast.Logic | ast.Block | ast.Labelled | ast.ConditionItem | ast.Negation) -> Made:
    match node:
        case ast.Negation(operand):
            yield EditKind.NEGATION, operand, None
        case ast.Logic(operator, operands):
            yield EditKind.LOGIC, evolve(node, operator="or" if operator == "and" else "and"), None
            yield from ((EditKind.CONDITION, new, at) for at, new in _without_operand(node, operands))
            for place, one in enumerate(operands):
                if _is_plain(one):
                    yield EditKind.NEGATION, evolve(node, operands=replaced(operands, place, _not(one))), one
        case ast.Block():
            yield from _block(node)
        case ast.Labelled(condition=one) | ast.ConditionItem(condition=one) if not isinstance(one, ast.Block) and _is_plain(
            one
        ):
            yield EditKind.NEGATION, evolve(node, condition=_not(one)), None


def _without_operand(node: ast.Logic, operands: tuple[ast.Expression, ...]) -> Iterator[tuple[ast.Tree, ast.Tree]]:
    for one, rest in without_each(operands):
        yield one, rest[0] if len(rest) == 1 else evolve(node, operands=rest)


def _block(node: ast.Block) -> Made:
    for one, rest in without_one(node.lines):
        count = node.count if node.count is None else min(node.count, len(rest))
        yield EditKind.CONDITION, evolve(node, lines=rest, count=count), one
    if node.count is None:
        yield EditKind.LOGIC, evolve(node, kind="any" if node.kind == "all" else "all"), None
        return
    for count in (node.count + 1, node.count - 1):
        if 0 < count <= len(node.lines):
            yield EditKind.LOGIC, evolve(node, count=count), None
    yield EditKind.LOGIC, evolve(node, kind="all", count=None), None


def _is_plain(condition: ast.Expression) -> bool:
    """Say whether a condition is one that a drafter may forget to deny: a name, not a comparison."""
    return isinstance(condition, ast.Name | ast.Access | ast.Call | ast.Holds | ast.Qualifies | ast.EntitledTo | ast.IsPassed)


def _not(condition: ast.Expression) -> ast.Negation:
    return ast.Negation(condition, span=condition.span)


def _quantified(node: ast.Quantified) -> Made:
    match node.kind:
        case "some" | "every":
            yield EditKind.LOGIC, evolve(node, kind="every" if node.kind == "some" else "some"), None
        case "at_least" if node.count is not None:
            for count in (node.count + 1, node.count - 1):
                if count:
                    yield EditKind.LOGIC, evolve(node, count=count), None
        case "max" | "min":
            yield EditKind.FORMULA, evolve(node, kind="min" if node.kind == "max" else "max"), None
        case "sum":
            yield EditKind.FORMULA, evolve(node, kind="max"), None
    if node.value is not None and node.condition is not None:
        yield EditKind.CONDITION, evolve(node, condition=None), node.condition


# --- formulas -------------------------------------------------------------------------------------------------------

_SIGNS: Mapping[str, str] = MappingProxyType({"+": "-", "-": "+", "*": "/", "/": "*"})
_ROUNDINGS: Mapping[str, str] = MappingProxyType({"half_up": "down", "down": "up", "up": "down"})
_EXTREMES: Mapping[str, str] = MappingProxyType({"较大者": "较小者", "较小者": "较大者", "max": "min", "min": "max"})

_Formula = ast.Arithmetic | ast.Conditional | ast.Call | ast.Rounded | ast.Otherwise | ast.Define | ast.Except


def _formulas(node: _Formula) -> Made:
    match node:
        case ast.Arithmetic(operator, left, right):
            yield EditKind.FORMULA, evolve(node, operator=_SIGNS[operator]), None
            yield EditKind.FORMULA, left, right
            if operator in "-/":
                yield EditKind.VALUES, evolve(node, left=right, right=left), None
        case ast.Conditional(then=then, otherwise=otherwise):
            yield EditKind.VALUES, evolve(node, then=otherwise, otherwise=then), None
        case ast.Call(ast.Name(name) as function, arguments):
            if name in _EXTREMES:
                yield EditKind.FORMULA, evolve(node, function=evolve(function, name=_EXTREMES[name])), None
            else:
                yield from ((EditKind.VALUES, evolve(node, arguments=new), at) for at, new in exchanged(arguments))
        case ast.Rounded(value, mode):
            yield EditKind.FORMULA, evolve(node, mode=_ROUNDINGS[mode]), None
            yield EditKind.FORMULA, value, None
        case ast.Otherwise(default=default):
            yield EditKind.FORMULA, default, None
        case ast.Define(exceptions=exceptions):
            yield from ((EditKind.EXCEPTION, evolve(node, exceptions=rest), one) for one, rest in without_each(exceptions))
            yield from _turned(node)
        case ast.Except(overrides=overrides):
            yield from ((EditKind.EXCEPTION, evolve(node, overrides=rest), one) for one, rest in without_each(overrides))


def _turned(node: ast.Define) -> Made:
    """Let an exception be overridden by the one that it overrides."""
    places = {one.name.name: place for place, one in enumerate(node.exceptions)}
    for place, one in enumerate(node.exceptions):
        for name, rest in without_each(one.overrides):
            if name.name in places:
                other = node.exceptions[places[name.name]]
                overrides = (*other.overrides, evolve(name, name=one.name.name))
                turned = replaced(node.exceptions, place, evolve(one, overrides=rest))
                turned = replaced(turned, places[name.name], evolve(other, overrides=overrides))
                yield EditKind.EXCEPTION, evolve(node, exceptions=turned), one


# --- awards and their rules -----------------------------------------------------------------------------------------

_RULES: Mapping[str, str] = MappingProxyType({"highest_only": "choose_one", "choose_one": "highest_only"})


def _awards(node: ast.RuleItem | ast.NamesItem | ast.ScheduleItem | ast.StagesItem | ast.YearlyCapItem) -> Made:
    match node:
        case ast.RuleItem(key=key, awards=awards):
            if key in _RULES:
                yield EditKind.AWARD, evolve(node, key=_RULES[key]), None
            yield from ((EditKind.AWARD, evolve(node, awards=rest), one) for one, rest in without_one(awards))
        case ast.NamesItem(names=names):
            yield from ((EditKind.AWARD, evolve(node, names=rest), one) for one, rest in without_one(names))
        case ast.ScheduleItem(rows=rows):
            yield from ((EditKind.AWARD, evolve(node, rows=rest), one) for one, rest in without_one(rows))
        case ast.StagesItem(stages=stages):
            for place, (one, other) in enumerate(pairwise(stages)):
                pair = (evolve(one, share=other.share), evolve(other, share=one.share))
                yield EditKind.AWARD, evolve(node, stages=(*stages[:place], *pair, *stages[place + 2 :])), one
        case ast.YearlyCapItem(date=date_) if date_ is not None:
            yield EditKind.AWARD, evolve(node, date=None), None


#: The lines that something can be without, and what kind of slip that is; all others are texts, or needed.
_DROPPED: Mapping[str, EditKind] = MappingProxyType(
    {
        "when": EditKind.CONDITION, "beneficiaries": EditKind.CONDITION, "window": EditKind.WINDOW,
        "superseded_by": EditKind.WINDOW, "cap": EditKind.AWARD, "item_cap": EditKind.AWARD,
        "yearly_cap": EditKind.AWARD, "received": EditKind.AWARD, "on_top_of": EditKind.AWARD, "excludes": EditKind.AWARD,
        "stages": EditKind.AWARD, "schedule": EditKind.AWARD, "highest_only": EditKind.AWARD, "choose_one": EditKind.AWARD,
        "total_cap": EditKind.AWARD, "top_up": EditKind.AWARD, "per_record": EditKind.AWARD, "indicative": EditKind.AWARD,
    }
)  # fmt: skip


def _items(node: ast.Tier | ast.Entitlement | ast.Measure | ast.Policy) -> Made:
    for place, one in enumerate(node.items):
        kind = _DROPPED.get(getattr(one, "key", ""))
        if kind is not None:
            items: Any = (*node.items[:place], *node.items[place + 1 :])
            yield kind, evolve(node, items=items), one


# --- rows of anything -------------------------------------------------------------------------------------------------


def without_each(parts: tuple[T, ...]) -> Iterator[tuple[T, tuple[T, ...]]]:
    """Yield each part, and the others."""
    return ((one, (*parts[:place], *parts[place + 1 :])) for place, one in enumerate(parts))


def without_one(parts: tuple[T, ...]) -> Iterator[tuple[T, tuple[T, ...]]]:
    """Yield each part, and the others, where there are others."""
    return without_each(parts) if len(parts) > 1 else iter(())


def exchanged(parts: tuple[T, ...]) -> Iterator[tuple[T, tuple[T, ...]]]:
    """Yield the parts with two that stand beside each other exchanged, after the first of both."""
    for place in range(len(parts) - 1):
        one, other = parts[place : place + 2]
        yield one, (*parts[:place], other, one, *parts[place + 2 :])


def replaced(parts: tuple[U, ...], place: int, part: U) -> tuple[U, ...]:
    """Return the parts with another one at a place."""
    return (*parts[:place], part, *parts[place + 1 :])


def beside(names: list[str], name: str) -> str | None:
    """Return the name after another one, of the last the one before it."""
    if name not in names or len(names) < 2:
        return None
    place = names.index(name)
    return names[place + 1] if place + 1 < len(names) else names[place - 1]
