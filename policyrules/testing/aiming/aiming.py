"""Aiming: an enterprise for which nodes of the program have the answers that are wanted.

In: a policy, goals, choices, and an enterprise to begin with. Out: a `Trial` that reaches all goals at once, breaks no relation
among the facts, and was decided by the reference evaluator; `None` where none was found. The search is in `searching`, the way
back through each operator in `inverting`.
"""

from collections.abc import Iterable, Sequence

from policyrules.backends.reference import evaluate
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.program import Op
from policyrules.policy import Policy
from policyrules.testing.aiming.goals import Goal as Goal
from policyrules.testing.aiming.goals import OneOf as OneOf
from policyrules.testing.aiming.goals import Side as Side
from policyrules.testing.aiming.goals import Unknown as Unknown
from policyrules.testing.aiming.goals import goal as goal
from policyrules.testing.aiming.goals import is_met
from policyrules.testing.aiming.goals import on_side as on_side
from policyrules.testing.aiming.inverting import RULES
from policyrules.testing.aiming.leaves import Place
from policyrules.testing.aiming.searching import STEPS, Search
from policyrules.testing.drawing.choices import Choices
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import Plan, plan_of
from policyrules.testing.drawing.thresholds import Path
from policyrules.testing.drawing.trial import Trial
from policyrules.values.answers import Truth

#: How often the goals are gone through until all hold at once, before the search begins anew.
_ROUNDS = 4


def aim(policy: Policy, goals: Sequence[Goal], choices: Choices, start: Trial | None = None, tries: int = 20) -> Trial | None:
    """Return an enterprise that reaches all goals at once, or `None` where none was found in so many tries.

    It begins with `start`, or with nothing given.
    """
    plan = plan_of(policy)
    begin = Draft(plan, {}, plan.first_day, {}) if start is None else Draft.of(plan, start)
    for _ in range(tries):
        draft = begin.copy()
        if reach(draft, goals, choices):
            trial = draft.trial()
            if _verified(plan, trial, goals):
                return trial
    return None


def reach(draft: Draft, goals: Sequence[Goal], choices: Choices, *, tight: bool = False) -> bool:
    """Change a draft until it reaches all goals and breaks no relation; say whether it does.

    Numbers become just what is needed where it is to be `tight`, and otherwise mostly.
    """
    search = Search(draft, choices, RULES)
    search.leaves.tight = tight
    for _ in range(_ROUNDS):
        search.leaves.pinned.clear()
        for one in search.leaves.shuffled(goals):
            search.steps = STEPS
            _towards(search, one)
        for node in draft.broken():
            search.make((), node, Truth.T)
        if not draft.broken() and all(is_met(draft, one) for one in goals):
            return True
    return False


def mend(draft: Draft, kept: Iterable[str], choices: Choices) -> None:
    """Change a draft until no relation among the facts is broken, as far as can be; some facts are kept as they are."""
    search = Search(draft, choices, RULES)
    search.leaves.pinned.update(one for name in kept for one in draft.given(name))
    for node in draft.broken():
        search.make((), node, Truth.T)


def _towards(search: Search, one: Goal) -> None:
    """Reach one goal, and see to it that it stays so while others are reached."""
    *around, index = one.path
    for place in places(search, tuple(around)):
        if search.make(place, index, one.wanted):
            search.leaves.pinned |= set(rests_on(search, place, index))
            return


def places(search: Search, around: Path) -> Sequence[Place]:
    """Return the places within quantifiers at which a goal could be reached: each record that is there, and a new one."""
    places: list[Place] = [()]
    for each in around:
        found: list[Place] = []
        for place in places:
            name = search.leaves.list_of(place, each)
            there = [(*place, (each, number)) for number in range(search.leaves.count(name))]
            if not there or (len(there) < 3 and search.choices.chance(30)):
                there.append((*place, (each, search.leaves.add(name))))
            found.extend(there)
        places = list(search.leaves.shuffled(found))[:4]
    return places


def rests_on(search: Search, place: Place, index: int) -> list[tuple[str | int, ...]]:
    """Return what is given that a node rests on, as it stands, except for what stands in the records of a list."""
    waiting, seen, found = [(place, index)], set[tuple[Place, int]](), []
    while waiting:
        where, at, node = search.leaves.source(*waiting.pop())
        if (where, at) in seen:
            continue
        seen.add((where, at))
        given = search.given(where, at)
        if given is not None:
            found.append(given)
        elif node.op is Op.DAY:
            found.append(("",))
        elif node.op is Op.READING:
            found.append(("", str(node.data)))
        waiting.extend((where, part) for part in node.args if given is None)
    return found


def _verified(plan: Plan, trial: Trial, goals: Sequence[Goal]) -> bool:
    """Decide a trial as it is written, and look again."""
    case = read_case(plan.program, trial.facts, trial.day, dict(trial.readings))
    answers = evaluate(plan.program, case)
    if broken_relations(plan.program, answers):
        return False
    draft = Draft.of(plan, trial)
    return all(is_met(draft, one) for one in goals)
