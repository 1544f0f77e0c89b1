"""The criteria in Rego, for every engine that runs it: a rule for each comparison, each indicator and each verdict."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from .peer import Verdicts
from .rules import ENOUGH, GIANT, POINTS, SPECIALISED, Choice, Condition, Every, Some, comparisons

LEAVES = comparisons()
_QUOTED_OR_NAME = re.compile(r'"[^"]*"|[a-z_]+')


class Module:
    """Rules that are written one after another; what has alternatives is a rule of its own with a body for each."""

    def __init__(self) -> None:
        self.lines = ["package criteria", "import rego.v1"]
        self._alternatives = 0

    def truth(self, name: str, *bodies: str) -> str:
        """Write a rule that is true if one of its bodies is, and return its name."""
        self.lines.append(f"default {name} := false")
        self.lines += [f"{name} if {{ {body} }}" for body in bodies]
        return name

    def body(self, condition: Condition) -> str:
        """Return a condition as the body of a rule."""
        match condition:
            case "passes":
                return f"score >= {ENOUGH}"
            case str(name):
                return name
            case Every(of):
                return "; ".join(map(self.body, of))
            case Some(of):
                return self._one_of(map(self.body, of))
            case Choice(guard, then, otherwise):
                return self._one_of(iter((f"{guard}; {self.body(then)}", f"not {guard}; {self.body(otherwise)}")))

    def _one_of(self, bodies: Iterator[str]) -> str:
        found = list(bodies)
        self._alternatives += 1
        return self.truth(f"alternative_{self._alternatives}", *found)

    def points(self, indicator: str) -> None:
        """Write the points of an indicator: the first that holds."""
        steps = [f"{given} if {{ {self.body(condition)} }}" for condition, given in POINTS[indicator]]
        self.lines.append(f"{indicator} := {' else := '.join([*steps, '0'])}")


def module() -> str:
    """Return the module: its `verdicts` are both of them, `explained` has the comparisons too."""
    found = Module()
    for name, text in LEAVES.items():
        found.truth(f"{name}", _QUOTED_OR_NAME.sub(_of_input, text))
    for indicator in POINTS:
        found.points(indicator)
    found.lines.append(f"score := {' + '.join(['input.other_points', *POINTS])}")
    for name, condition in (("specialised", SPECIALISED), ("giant", GIANT)):
        found.truth(name, found.body(condition))
    both = ["specialised", "giant"]
    for name, rules in (("verdicts", both), ("explained", [*both, *LEAVES])):
        held = ",\n".join(f'"{rule}": {rule}' for rule in rules)
        found.lines.append(f"{name} := {{{held}}}")
    return "\n".join(found.lines) + "\n"


def _of_input(word: re.Match[str]) -> str:
    return word[0] if word[0].startswith('"') else f"input.{word[0]}"


def verdicts(found: Mapping[str, Any]) -> Verdicts:
    """Read both verdicts."""
    return found["specialised"], found["giant"]


def leaves(found: Mapping[str, Any]) -> Mapping[str, bool]:
    """Read the comparisons of what is explained."""
    return {name: found[name] for name in LEAVES}
