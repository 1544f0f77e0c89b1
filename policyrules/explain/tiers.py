"""Tiers as they were decided: whether each is held on the day, and whether the enterprise meets its criteria.

In: a `TierSpec` and the `Grounds` of a decision. Out: `TierStatus`, a view that reads the answers, and computes nothing until
someone looks. Knows no layout.
"""

from collections.abc import Iterator
from datetime import date
from typing import cast

from policyrules.core.outline import TierSpec
from policyrules.diagnostics import Language
from policyrules.explain.documents import DocumentStatus, lapsed, rested_on
from policyrules.explain.explanation import Explanation
from policyrules.explain.gaps import Gap, gaps
from policyrules.explain.grounds import Grounds, View, date_of
from policyrules.explain.kept import shared
from policyrules.explain.ladder import Standing, standing
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.readings import ReadingTaken
from policyrules.explain.reasons import Reason, criteria_written
from policyrules.explain.verdicts import Caveat, CaveatKind, of_document, of_reading
from policyrules.values.answers import Truth


class TierStatus(View):
    """A tier: whether it is held on the day, and whether the enterprise meets its criteria."""

    __slots__ = ()

    spec: TierSpec

    def __init__(self, spec: TierSpec, decision: Grounds) -> None:
        self.spec = spec
        self.decision = decision  # type: ignore[assignment]  # as users hold it: see `View`

    def __repr__(self) -> str:
        return f"<TierStatus {self.spec.name} {self.held.name}>"

    @property
    def held(self) -> Truth:
        """Whether it is held; open where the document does not say when it is."""
        return Truth.U if self.spec.held is None else cast(Truth, self.decision.answers.values[self.spec.held.node])

    @shared
    def open(self) -> WhyOpen:
        """Why it is open whether it is held."""
        held = self.spec.held
        return WhyOpen() if held is None else why_open(self.decision.program, self.decision.answers, held.node)

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths of the facts that can still change whether it is held."""
        return self.open.missing

    @shared
    def explanation(self) -> Explanation | None:
        return None if self.spec.held is None else self.decision.explainer.explain(self.spec.held)

    @property
    def qualifies(self) -> Truth | None:
        """Whether the criteria are met; `None` where the policy does not know them."""
        criteria = self.spec.criteria
        return None if criteria is None else cast(Truth, self.decision.answers.values[criteria.node])

    @property
    def standing(self) -> Standing | None:
        """What is held beside what is qualified for; `None` where the criteria are not known."""
        return None if self.qualifies is None else standing(self.held, self.qualifies)

    @property
    def expires(self) -> date | None:
        """The day on which the title that is held ends, as far as the policy says how that is known."""
        node = self.spec.expires
        return None if node is None or self.held is not Truth.T else date_of(self.decision.answers.values[node])

    @property
    def review_year(self) -> int | None:
        """The year in which the title is reviewed: the one in which it ends."""
        return None if self.expires is None else self.expires.year

    @shared
    def criteria(self) -> Explanation | None:
        """Why the criteria are met or not."""
        return None if self.spec.criteria is None else self.decision.explainer.explain(self.spec.criteria)

    def criteria_reasons(self, language: Language | None = None, *, brief: bool = False) -> tuple[Reason, ...]:
        """Return why the criteria are met or not in sentences."""
        if self.criteria is None:
            return ()
        telling = self.decision.telling(language or self.decision.language, brief=brief)
        return telling.reasons(self.criteria, headed=True)

    @shared
    def readings(self) -> tuple[ReadingTaken, ...]:
        """The readings without which it would be otherwise whether the criteria are met."""
        site = self.spec.criteria
        return () if site is None else self.decision.readings_of(site.node)

    @shared
    def documents(self) -> tuple[DocumentStatus, ...]:
        """The other documents that the criteria rest on, and how they stand on the day."""
        return () if self.criteria is None else self.decision.documents_of(rested_on(self.criteria))

    @shared
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be said beside whether the criteria are met: with it the notes of the tiers whose criteria they are."""
        return (*map(of_reading, self.readings), *map(of_document, lapsed(self.documents)), *self.notes)

    @property
    def notes(self) -> Iterator[Caveat]:
        """The notes of the tiers whose criteria are written out below."""
        written = () if self.criteria is None else dict.fromkeys(criteria_written(self.criteria))
        specs = (spec for name in written for spec in self.decision.outline.all_tiers if spec.name == name)
        return (Caveat(CaveatKind.TIER, spec.title, note) for spec in specs for note in spec.notes)

    @shared
    def criteria_open(self) -> WhyOpen | None:
        """Why it is open whether the criteria are met."""
        site = self.spec.criteria
        return None if site is None else why_open(self.decision.program, self.decision.answers, site.node)

    @shared
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing to the criteria: the comparisons that failed, with both sides and the distance."""
        failed = self.criteria is not None and self.qualifies is Truth.F
        return gaps(cast(Explanation, self.criteria)) if failed else ()


def tiers_of(decision: Grounds) -> tuple[TierStatus, ...]:
    """Return all tiers, in the order of the document."""
    return tuple(TierStatus(spec, decision) for spec in decision.outline.tiers)
