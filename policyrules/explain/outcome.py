"""What is decided about one entitlement, as data: the verdict, the amount, the units, the reasons, what is missing.

In: an `EntitlementSpec` and the `Grounds` of a decision. Out: `Outcome`, a view that reads the answers, and computes nothing
until someone looks. Knows no layout.
"""

from collections.abc import Iterator, Mapping

from policyrules.core.outline import EntitlementSpec, MeasureSpec, SiteKind
from policyrules.core.program import Cause
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountOutcome, amount_of
from policyrules.explain.documents import DocumentStatus, lapsed, rested_on
from policyrules.explain.explanation import Explanation
from policyrules.explain.gaps import Gap, gaps
from policyrules.explain.grounds import View, WindowStatus
from policyrules.explain.kept import shared
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.readings import ReadingTaken
from policyrules.explain.reasons import Reason, flat, tiers_examined, whole_tree
from policyrules.explain.scores import ScoreStatus
from policyrules.explain.units import ResolvedUnit, resolve
from policyrules.explain.verdicts import Caveat, CaveatKind, Verdict, of_direction, of_document, of_notes, of_readings, of_tier
from policyrules.values.answers import Truth
from policyrules.values.modality import Modality


class Outcome(View):
    """What is decided about one entitlement.

    Nothing is done to make one but to say what is its own, which takes half the time.
    """

    __slots__ = ("verdict",)

    spec: EntitlementSpec
    verdict: Verdict

    def __repr__(self) -> str:
        return f"<Outcome {self.id} {self.verdict.value}>"

    @property
    def id(self) -> str:
        return self.spec.id

    @property
    def name(self) -> str:
        return self.spec.name

    @property
    def title(self) -> str:
        return self.spec.title

    @property
    def clause(self) -> str:
        return self.spec.clause

    @property
    def verb(self) -> str:
        return self.spec.verb

    @property
    def modality(self) -> Modality:
        return self.spec.modality

    @property
    def quotes(self) -> tuple[str, ...]:
        return self.spec.quotes

    @property
    def measure(self) -> MeasureSpec:
        return next(m for m in self.decision.outline.measures if m.name == self.spec.measure)

    @property
    def truth(self) -> Truth:
        return self.decision.truth_of(self.spec.verdict)

    @shared
    def amount(self) -> AmountOutcome | None:
        """What is given in money or as a rate ceiling, where the document gives something of the kind."""
        spec = self.spec.amount
        return None if spec is None else amount_of(spec, self.decision.program, self.decision.answers)

    @shared
    def units(self) -> tuple[ResolvedUnit, ...]:
        return resolve(self.spec.responsible, self.decision.outline, self.decision.case)

    @shared
    def windows(self) -> tuple[WindowStatus, ...]:
        return tuple(self.decision.window(window) for window in self.spec.windows)

    @shared
    def open(self) -> WhyOpen:
        """Why the verdict is open."""
        return why_open(self.decision.program, self.decision.answers, self.spec.verdict)

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths of the facts that can still change the verdict."""
        return self.open.missing

    @property
    def missing_for_amount(self) -> tuple[str, ...]:
        """The paths of the facts that can still change the amount."""
        return () if self.amount is None else self.amount.open.missing

    @property
    def causes(self) -> tuple[Cause, ...]:
        """Why the verdict is open where no fact of the enterprise settles it."""
        return self.open.unanswerable

    @shared
    def explanation(self) -> Explanation:
        return self.decision.explainer.explain(self.spec.site)

    @shared
    def records(self) -> Mapping[str, Explanation]:
        """The explanations of the records that it is decided for one by one, by their paths."""
        # The question about the records comes last.
        each = (record for child in self.explanation.children[-1:] for record in child.children)
        return {one.record.path: one for one in each if one.record is not None}

    def explain(self) -> Explanation:
        """Return the whole tree of reasons; `.pruned()` leaves what makes the verdict what it is."""
        return self.explanation

    def reasons(
        self, language: Language | None = None, *, tiers_apart: bool = False, brief: bool = False
    ) -> tuple[Reason, ...]:
        """Return the reasons in sentences, as few as make the verdict what it is."""
        telling = self.decision.telling(language or self.decision.language, tiers_apart=tiers_apart, brief=brief)
        return telling.reasons(self.explanation)

    def all_reasons(self, language: Language | None = None) -> tuple[Reason, ...]:
        """Return every line of the explanation in sentences."""
        return whole_tree(self.explanation, language or self.decision.language, self.decision.tier_titles)

    @shared
    def because(self) -> tuple[str, ...]:
        """The reasons in the language of the policy, one sentence after the other."""
        return flat(self.reasons())

    @shared
    def gaps(self) -> tuple[Gap, ...]:
        """The comparisons that failed, with both sides and the distance."""
        return gaps(self.explanation) if self.truth is Truth.F else ()

    @shared
    def readings(self) -> tuple[ReadingTaken, ...]:
        """The readings that the verdict rests on.

        With an evaluator at hand, those without which it would be another; without one, all on the way to it.
        """
        return self.decision.readings_of(self.spec.verdict)

    @shared
    def scores(self) -> tuple[ScoreStatus, ...]:
        """The scores that the verdict rests on, in the order of the document."""
        asked = set(_scores_asked(self.explanation))
        return tuple(score for score in self.decision.scores if asked & {score.spec.node, *score.spec.nodes})

    @shared
    def documents(self) -> tuple[DocumentStatus, ...]:
        """The other documents that the verdict and the amount rest on, and how they stand on the day."""
        amount = None if self.verdict is Verdict.NOT_ENTITLED else self.spec.amount
        computed = () if amount is None else amount.documents
        return self.decision.documents_of((*rested_on(self.explanation), *computed))

    @shared
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be said beside the verdict."""
        return tuple(_caveats(self))


def _scores_asked(explanation: Explanation) -> Iterator[int]:
    """Yield the nodes of the scores and parts of scores that an explanation speaks of."""
    if explanation.kind is SiteKind.SCORE and explanation.node is not None:
        yield explanation.node
    for child in explanation.children:
        yield from _scores_asked(child)


def _caveats(outcome: Outcome) -> Iterator[Caveat]:
    yield from dict.fromkeys(_tier_caveats(outcome))
    if outcome.verdict is not Verdict.NOT_ENTITLED and outcome.amount is not None and outcome.amount.indicative is not None:
        yield Caveat(CaveatKind.RATE_INDICATIVE, "")
    yield from of_direction(outcome.spec, outcome.truth)
    yield from of_readings(outcome.readings)
    yield from map(of_document, lapsed(outcome.documents))
    yield from of_notes(outcome.spec)


def _tier_caveats(outcome: Outcome) -> Iterator[Caveat]:
    """Yield what is to be known about the tiers that the verdict turns on."""
    tiers = {spec.name: spec for spec in outcome.decision.outline.all_tiers}
    for name in tiers_examined(outcome.explanation) if tiers else ():
        if name in tiers:
            yield from of_tier(tiers[name])
