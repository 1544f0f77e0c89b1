"""business-rules: a rule for each of the points and each verdict, on variables that are methods in Python.

Its rules compare a variable with a constant; what is compared with another fact is multiplied out in the variable.
"""

from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_NUMERIC, FIELD_TEXT
from business_rules.variables import BaseVariables, boolean_rule_variable, numeric_rule_variable

from .peer import Peer, Verdicts, Way
from .rules import ENOUGH, GIANT, POINTS, SPECIALISED, Choice, Condition, Every, Some, comparisons, dated

LEAVES = comparisons()


class Criteria(BaseVariables):
    """The variables: each comparison as a truth, and the points so far. `held` is the enterprise that is decided on."""

    def __init__(self) -> None:
        self.held: dict[str, Any] = {}
        self.score = 0

    @numeric_rule_variable
    def points(self) -> int:
        return self.score


def _variable(text: str) -> Any:
    holds = eval(f"lambda held: {_reading(text)}")
    return boolean_rule_variable(lambda self: holds(self.held))


def _reading(text: str) -> str:
    """Return a comparison that reads its names from a dict."""
    words = [f"held[{word!r}]" if word.isidentifier() else word for word in text.replace("(", "( ").replace(")", " )").split()]
    return " ".join(words)


for name, comparison in LEAVES.items():
    setattr(Criteria, name, _variable(comparison))


class Found(BaseActions):
    """What the rules do: they give points, and name what is met."""

    def __init__(self, criteria: Criteria) -> None:
        self.criteria, self.met = criteria, set[str]()

    @rule_action(params={"points": FIELD_NUMERIC})
    def give(self, points: int) -> None:
        self.criteria.score += points

    @rule_action(params={"title": FIELD_TEXT})
    def meet(self, title: str) -> None:
        self.met.add(title)


def conditions(condition: Condition, holds: bool = True) -> dict[str, Any]:
    """Return a condition, or what holds if it does not, as nested dicts."""
    match condition:
        case "passes":
            return {"name": "points", "operator": "greater_than_or_equal_to", "value": ENOUGH}
        case str(name):
            return {"name": name, "operator": "is_true" if holds else "is_false", "value": None}
        case Every(of):
            return {"all": [conditions(one) for one in of]}
        case Some(of):
            return {"any": [conditions(one) for one in of]}
        case Choice(guard, then, otherwise):
            taken = [(conditions(guard), then), (conditions(guard, holds=False), otherwise)]
            return {"any": [{"all": [guarded, conditions(one)]} for guarded, one in taken]}


def _rule(condition: dict[str, Any], action: str, **params: Any) -> dict[str, Any]:
    return {"conditions": condition, "actions": [{"name": action, "params": params}]}


def peer() -> Peer:
    """Return its rules: of an indicator the first that triggers, then both verdicts."""
    steps = [[_rule(conditions(one), "give", points=given) for one, given in indicator] for indicator in POINTS.values()]
    verdicts = [_rule(conditions(SPECIALISED), "meet", title="specialised"), _rule(conditions(GIANT), "meet", title="giant")]

    def decide(facts: dict[str, Any]) -> Verdicts:
        criteria = Criteria()
        criteria.held, criteria.score = facts, facts["other_points"]
        found = Found(criteria)
        for indicator in steps:
            run_all(indicator, criteria, found, stop_on_first_trigger=True)
        run_all(verdicts, criteria, found)
        return "specialised" in found.met, "giant" in found.met

    return Peer(dated, (Way("rules", decide, tuple),), "whole numbers of Python, in its variables")
