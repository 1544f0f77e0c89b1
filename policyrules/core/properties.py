"""Lowering of properties: what is required of every enterprise, as questions of the program.

In: a property of a checked policy, and the total of the policy where it has one. Out: a `PropertySpec`. Whether it holds is
not asked here: whoever asks, by cases or by proof, asks the same nodes.
"""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from policyrules.checking import constants
from policyrules.checking.policy import item
from policyrules.checking.properties import changed
from policyrules.core.conditions import Conditions
from policyrules.core.items import notes, quotes, title_of
from policyrules.core.outline import (
    Change,
    Direction,
    PropertySpec,
    RequiredSpec,
    Requirement,
    Site,
    SiteKind,
    TotalSpec,
    Window,
)
from policyrules.core.program import Op
from policyrules.core.questions import Question, literal, one_line
from policyrules.diagnostics import Diagnostic, PolicyError
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Symbol, point

_KINDS: Mapping[str, Requirement] = {
    "must_hold": Requirement.HOLDS,
    "must_be_known": Requirement.KNOWN,
    "must_not_fall": Requirement.NO_FALL,
    "may_fall_by": Requirement.NO_FALL,
}


@frozen(eq=False)
class Properties:
    """Lowers the properties of one policy, which is in force during `in_force` and whose `total` is lowered."""

    conditions: Conditions
    in_force: tuple[tuple[Window, Question], ...]
    total: TotalSpec | None

    def property(self, node: ast.Property) -> PropertySpec:
        """Lower a property."""
        given = item(node.items, "given_only")
        change = item(node.items, "change")
        return PropertySpec(
            name=node.name.name,
            title=title_of(node),
            clause=node.clause.clause if node.clause else None,
            applies=self._applies(node),
            given_only=tuple(fact.name for fact in given.facts) if isinstance(given, ast.GivenOnlyItem) else None,
            change=self._change(change) if isinstance(change, ast.ChangeItem) else None,
            requires=tuple(required for part in node.items if (required := self._required(part))),
            quotes=quotes(node.items, "quote"),
            notes=notes(node.items),
            line=node.span.first.line,
        )

    def _applies(self, node: ast.Property) -> Site:
        """Ask whether a property is about an enterprise: on a day of its window, or of the policy, under its conditions."""
        env = self.conditions.env(node.name.name)
        steps = self.conditions.windows(node.items, "window", "property")
        windows = self.conditions.expressions.run(steps, node) or self.in_force
        when = item(node.items, "when")
        asked = [question for _, question in windows]
        if isinstance(when, ast.ConditionItem):
            asked.append(self.conditions.one(when.condition, env))
        return self._placed(self.conditions.expressions.joined(Op.AND, node, asked, env))

    def _required(self, part: ast.Tree) -> RequiredSpec | None:
        match part:
            case ast.ConditionItem("must_hold" as key, condition):
                site, text = self._placed(self.conditions.one(condition, self.conditions.env())), one_line(condition.span)
                allowance = None
            case ast.WatchedItem(key, allowance, ast.Total() as total):
                if self.total is None:  # checking sees that amounts are written, and not that all are left unstated
                    raise PolicyError([Diagnostic("total-of-nothing", span=total.span)])
                text, line = one_line(total.span), total.span.first.line
                site = Site(SiteKind.VALUE, self.total.node, text, line)
            case ast.WatchedItem(key, allowance, value) if not isinstance(value, ast.Total):
                site, text = self._placed(self.conditions.one(value, self.conditions.env())), one_line(value.span)
            case _:
                return None
        fall = constants.number(allowance) or Fraction(0)
        written = one_line(part.span).partition(":")[0].partition("：")[0]
        return RequiredSpec(_KINDS[key], site, written, text, fall, part.span.first.line)

    def _placed(self, asked: Question) -> Site:
        self.conditions.index(asked.ref)
        return asked.site

    def _change(self, part: ast.ChangeItem) -> Change:
        name = changed(part)
        assert name is not None
        period = None
        if isinstance(part.fact, ast.Index):
            period = self.conditions.index(self.conditions.one(part.fact.year, self.conditions.env()).ref)
        value = None if part.value is None else _constant(part.value)
        return Change(name.name, period, Direction(part.direction), value, one_line(part.fact.span), part.span.first.line)


def _constant(written: ast.Expression) -> Answer:
    """Return what a constant says, a negative one and a member of an enumeration among them."""
    if isinstance(written, ast.Name):
        return Symbol(written.name)
    number = constants.number(written)
    return literal(written) if number is None else point(number)
