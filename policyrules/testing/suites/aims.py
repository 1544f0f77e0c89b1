"""How each thing that a suite is to reach is aimed at.

In: a policy, its thresholds and its obligations. Out: for each of them, sets of goals one of which may lead to an enterprise
that shows it; whether it does is for whoever aims to look. Of some nothing is known that could be aimed at.
"""

from collections.abc import Iterator, Sequence

from attrs import define, field

from policyrules.policy import Policy
from policyrules.testing.aiming.beside import Beside
from policyrules.testing.aiming.goals import Goal, on_side
from policyrules.testing.coverage.meeting import goal_of
from policyrules.testing.coverage.obligations import obligations
from policyrules.testing.suites.sides import Threshold
from policyrules.values.answers import Truth

#: Goals that are to be reached at once.
Aim = tuple[Goal, ...]


@define(eq=False)
class Aims:
    """What is aimed at in one policy."""

    policy: Policy
    _beside: Beside = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._beside = Beside(self.policy.program)

    def of_side(self, threshold: Threshold, side: str) -> Iterator[Aim]:
        """Yield aims for a side of a threshold, where it matters: place by place."""
        for place, above in threshold.places:
            beside = self._beside.along(place.path, above)
            if beside is not None:
                yield from _either(on_side(place, side), beside)

    def of_obligation(self, name: str) -> Iterator[Aim]:
        """Yield aims for an obligation: each way to meet it that is known."""
        for way in obligations(self.policy).ways(name):
            yield tuple(map(goal_of, way))


def _either(goal: Goal, beside: Sequence[Goal]) -> Iterator[Aim]:
    """Yield a goal with all that has to be beside it, and with what has to be true only: often that settles the rest."""
    yield (goal, *beside)
    short = tuple(one for one in beside if one.wanted is not Truth.F)
    if len(short) < len(beside):
        yield (goal, *short)
