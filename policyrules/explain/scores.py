"""A score as it was decided: what each indicator gives and why, sub-totals with their minima, the total and the pass mark.

In: a `ScoreSpec`, read together with the answers. Out: `ScoreStatus`. Knows no words.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from attrs import field, frozen

from policyrules.core.outline import ScoreSpec
from policyrules.explain.kept import kept
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.placements import Placement, placement
from policyrules.explain.scope import Scope
from policyrules.values.answers import Interval, Truth


@frozen(eq=False, slots=False)
class ScoreStatus:
    """A score, a group of it or an indicator, and its points as far as they are known."""

    spec: ScoreSpec
    scope: Scope = field(repr=False)

    @property
    def points(self) -> Interval:
        return cast(Interval, self.scope.answer(self.spec.node))

    @kept
    def parts(self) -> "tuple[ScoreStatus, ...]":
        return tuple(ScoreStatus(part, self.scope) for part in self.spec.parts)

    @property
    def indicators(self) -> "Iterator[ScoreStatus]":
        """The indicators, in the order of the text."""
        if self.spec.kind == "indicator":
            yield self
        for part in self.parts:
            yield from part.indicators

    @kept
    def placement(self) -> Placement | None:
        """What an indicator was read by, and where that stands in its table."""
        return None if self.spec.points is None else placement(self.scope, self.spec.points)

    @kept
    def open(self) -> WhyOpen:
        """Why the points are not known."""
        return why_open(self.scope.program, self.scope.answers, self.spec.node)

    @property
    def reaches(self) -> Truth | None:
        """Whether a group reaches its minimum; `None` where it has none."""
        return None if self.spec.minimum is None else reached(self.points, self.spec.minimum)

    @property
    def passed(self) -> Truth | None:
        """Whether a score reaches its pass mark, and each group its minimum; `None` where it has no pass mark."""
        if self.spec.pass_mark is None:
            return None
        minima = (part.reaches for part in self.parts if part.reaches is not None)
        return min((reached(self.points, self.spec.pass_mark), *minima))


def reached(points: Interval, mark: Fraction) -> Truth:
    """Say whether points reach a mark: for certain, certainly not, or perhaps."""
    if points.low is not None and points.low >= mark:
        return Truth.T
    return Truth.F if points.high is not None and points.high < mark else Truth.U
