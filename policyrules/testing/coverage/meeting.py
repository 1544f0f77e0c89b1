"""An enterprise that shows what none has shown yet.

In: a policy, an obligation, and choices. Out: a `Trial` that meets it, decided and looked at as any other case; `None` where
none was found. It is aimed at where it is known what is enough; else, or where that fails, enterprises are drawn.
"""

from itertools import islice

from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.testing.aiming.aiming import Goal, Unknown, aim, goal
from policyrules.testing.coverage.obligations import obligations
from policyrules.testing.coverage.watches import Meant, Obligation
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.enterprises import Trial, draw_trial
from policyrules.values.answers import Truth

#: So many ways to meet an obligation are aimed at.
_WAYS = 6


def reach(policy: Policy, one: Obligation, choices: Choices, *, tries: int = 8, draws: int = 200) -> Trial | None:
    """Return an enterprise that meets an obligation, or `None` where none was found.

    Each way to meet it is aimed at so many times, from nothing and from enterprises that were drawn; then so many are drawn.
    """
    for way in islice(obligations(policy).ways(one.id), _WAYS):
        goals = [goal_of(meant) for meant in way]
        for number in range(tries):
            start = draw_trial(policy, choices, unknown=0) if number % 2 else None
            trial = aim(policy, goals, choices, start, tries=1)
            if trial is not None and meets(policy, trial, one):
                return trial
    for _ in range(draws):
        trial = draw_trial(policy, choices)
        if meets(policy, trial, one):
            return trial
    return None


def meets(policy: Policy, trial: Trial, one: Obligation) -> bool:
    """Say whether an enterprise meets an obligation."""
    try:
        decision = policy.decide(trial.facts, trial.day, dict(trial.readings))
    except FactsError:
        return False
    return one.id in obligations(policy).met_by(decision.answers)


def goal_of(meant: Meant) -> Goal:
    """Return what a node is meant to be as something to aim at."""
    frame, index, wanted = meant
    return goal((*frame.way, index), Unknown() if wanted is Truth.U else wanted)
