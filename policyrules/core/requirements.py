"""Lowering of what a promise or a duty requires: windows first, conditions after them.

In: a part of a measure. Out: the windows, and the questions that all have to be answered in favour: the window of the
policy, that of the measure, its own window, the beneficiaries of the measure, its own beneficiaries and conditions. Knows
no amounts.
"""

from attrs import field, frozen

from policyrules.core.conditions import Conditions
from policyrules.core.outline import Window
from policyrules.core.questions import Env, Question, Steps
from policyrules.syntax import ast


@frozen
class Required:
    """What must hold: windows with their questions, and conditions."""

    windows: tuple[tuple[Window, Question], ...] = ()
    conditions: tuple[Question, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """All that is asked, windows first."""
        return (*(question for _, question in self.windows), *self.conditions)


@frozen(eq=False)
class Requirements:
    """Lowers what the parts of measures require, in a policy that is in force during `in_force`."""

    conditions: Conditions
    in_force: tuple[tuple[Window, Question], ...]
    _above: dict[ast.Measure, Required] = field(factory=dict, init=False)

    def above(self, measure: ast.Measure) -> Steps[Required]:
        """Return what holds for all that stands under a measure."""
        if measure not in self._above:
            windows = yield from self.conditions.windows(measure.items, "window", "measure")
            asked = yield from self.conditions.each(measure.items, self.conditions.env())
            self._above[measure] = Required((*self.in_force, *windows), asked)
        return self._above[measure]

    def of(
        self, part: ast.Entitlement | ast.Duty, measure: ast.Measure, env: Env, without: ast.ConditionItem | None = None
    ) -> Steps[Required]:
        """Return what a part of a measure requires, without one of its own conditions."""
        above = yield from self.above(measure)
        label = "entitlement" if isinstance(part, ast.Entitlement) else "duty"
        windows = yield from self.conditions.windows(part.items, "window", label)
        asked = yield from self.conditions.each([one for one in part.items if one is not without], env)
        return Required((*above.windows, *windows), (*above.conditions, *asked))
