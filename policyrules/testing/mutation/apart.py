"""Cases that tell a changed policy from the one that it was: drawn in numbers, and aimed at what was changed.

In: a policy, what a changed copy of it was lowered to, and how many cases to try. Out: the first case at which something that
is decided comes out otherwise, small, and written as a scenario of the policy; or how many cases told nothing. That no case was
found does not mean that there is none.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import chain, islice

from attrs import frozen

from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.core.program import Op, Program
from policyrules.diagnostics import FactsError
from policyrules.policy import Policy
from policyrules.testing.aiming.aiming import aim, goal, on_side
from policyrules.testing.aiming.goals import Goal
from policyrules.testing.aiming.shrinking import shrink
from policyrules.testing.drawing.choices import Choices, Seeded
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.thresholds import compared
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.enterprises import trials
from policyrules.testing.mutation.edits import outcomes
from policyrules.testing.mutation.trying import Changed, Decided
from policyrules.testing.points import Point
from policyrules.testing.writing import Written, scenario
from policyrules.values.answers import Truth
from policyrules.values.types import Scalar

#: So many enterprises are aimed at what was changed, before those that are only drawn.
_AIMED = 160
_TRIES = 2
#: So many more cases are tried for one that is decided, when one was found that is left open.
_MORE = 60


@frozen
class Told:
    """A case that tells two policies apart, at a point; `text` is the scenario that expects there what the policy decides.

    There is no text where no scenario says the case.
    """

    trial: Trial
    point: Point
    text: str | None


class Cases:
    """The cases of a policy: drawn when they are first needed, and kept with their answers."""

    def __init__(self, policy: Policy, count: int, seed: int) -> None:
        self._policy, self._count, self._seed = policy, count, seed
        self._source = islice(trials(policy, seed), count)
        self._drawn: list[tuple[Trial, Decided]] = []

    def telling(self, changed: Changed, title: str) -> tuple[Told | None, int]:
        """Return a case that tells a changed policy from the one that it was, and how many were tried.

        A case at which the policy decides something is better than one that it leaves open: after such a one, some more are
        tried.
        """
        tried, left, found = 0, _MORE, None
        for trial, decided in chain(self._aimed(changed), self._all()):
            tried += 1
            points = changed.told_apart(decided)
            if points:
                found = found or (trial, points)
                if changed.is_decided(decided, points[0]):
                    return self._told(changed, trial, points, title), tried
            left -= found is not None
            if not left:
                break
        return (None if found is None else self._told(changed, *found, title)), tried

    def _told(self, changed: Changed, trial: Trial, points: Sequence[Point], title: str) -> Told:
        """Make a case small, at the first point at which a scenario can say what comes out."""
        before = self._decided(trial)
        assert before is not None  # INVARIANT: it was decided when it was found
        for point in points:
            is_firm = changed.is_decided(before, point)
            small = shrink(self._policy, trial, partial(self._holds, changed, point, is_firm))
            written = scenario(self._policy, small, title, expecting=(point,))
            if isinstance(written, Written):
                return Told(small, point, written.text)
        return Told(trial, points[0], None)

    def _holds(self, changed: Changed, point: Point, is_firm: bool, trial: Trial) -> bool:
        """Say whether a trial tells a changed policy apart at a point, which the policy still decides where it did."""
        decided = self._decided(trial)
        if decided is None or changed.is_decided(decided, point) is not is_firm:
            return False
        return any(changed.differing(decided, changed.decided(decided), (point,)))

    # --- where they come from -----------------------------------------------------------------------------------------

    def _all(self) -> Iterator[tuple[Trial, Decided]]:
        """Yield the cases that are drawn, each of which is answered once."""
        yield from self._drawn
        for trial in self._source:
            decided = self._decided(trial)
            if decided is not None:
                self._drawn.append((trial, decided))
                yield trial, decided

    def _aimed(self, changed: Changed) -> Iterator[tuple[Trial, Decided]]:
        choices = Seeded(self._seed)
        for trial in islice(_aimed(self._policy, changed, choices), min(_AIMED, self._count)):
            decided = self._decided(trial)
            if decided is not None:
                yield trial, decided

    def _decided(self, trial: Trial) -> Decided | None:
        program = self._policy.program
        try:
            case = read_case(program, trial.facts, trial.day, dict(trial.readings))
        except FactsError:
            return None
        return Decided(case, trial.readings, evaluate(program, case))


# --- aiming -----------------------------------------------------------------------------------------------------------


def _aimed(policy: Policy, changed: Changed, choices: Choices) -> Iterator[Trial]:
    """Yield enterprises for which what was changed comes out every way, among them such as what rests on it depends on it.

    What rests on it is wanted to be true first, and then only what was changed is moved.
    """
    at = outcomes(policy.outline)
    roots = [node for one in changed.asks_otherwise for node in at[one]]
    wanted = [*_goals(policy, changed, roots)]
    starts: list[Trial | None] = [None]
    for root in roots[:4]:
        if policy.program.nodes[root].type is Scalar.BOOL:
            starts += [aim(policy, [goal(root, truth)], choices, tries=_TRIES) for truth in (Truth.T, Truth.F)]
    begin = [start for place, start in enumerate(starts) if place == 0 or start is not None]
    yield from (start for start in begin if start is not None)
    for one in wanted:
        for start in begin:
            found = aim(policy, [one], choices, start, tries=_TRIES)
            if found is not None:
                yield found


def _goals(policy: Policy, changed: Changed, roots: Sequence[int]) -> Iterator[Goal]:
    """Yield what the questions that are no longer asked can come out as."""
    program, plan = policy.program, plan_of(policy)
    lost = frozenset(range(len(program.nodes))) - frozenset(place for place in changed.kept if place is not None)
    for one in compared(program, roots):
        if one.path[0] in lost:
            yield from (on_side(one, side) for side in plan.sides(one))
    for path in _truths(program, lost):
        yield from (goal(path, truth) for truth in (Truth.T, Truth.F))


def _truths(program: Program, lost: frozenset[int]) -> Iterator[tuple[int, ...]]:
    """Yield the ways to conditions that are no longer asked, those about the records of a list among them."""
    for index in sorted(lost):
        node = program.nodes[index]
        if node.type is Scalar.BOOL:
            yield (index,)
        for place, inner in enumerate(() if node.body is None else node.body.nodes):
            if inner.type is Scalar.BOOL and inner.op is not Op.OUTER:
                yield index, place
