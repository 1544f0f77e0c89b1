"""What is decided about one enterprise on one day, as data: verdicts, amounts, units, reasons, what is missing.

In: an outline, a program, a case with its answers. Out: `Outcomes`, with an `Outcome` for every entitlement: immutable views
that read the answers and compute nothing until someone looks. Knows no evaluator; one may be handed in, for questions of
the form *what if this reading were taken the other way*. Knows no layout.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, Protocol, Self, TypeVar, cast

from attrs import evolve, field, frozen

from policyrules.core.case import Answered, Answers, Case
from policyrules.core.outline import (
    DutySpec,
    EntitlementSpec,
    MeasureSpec,
    Outline,
    SiteKind,
    Supersession,
    TierSpec,
    Window,
)
from policyrules.core.program import Cause, CauseKind, Op, Program, ReadingSpec, resting
from policyrules.core.reads import Reads
from policyrules.diagnostics import Language
from policyrules.explain.amounts import AmountOutcome, amount_of
from policyrules.explain.determinations import Determination
from policyrules.explain.documents import DocumentStatus, lapsed, rested_on, statuses
from policyrules.explain.explainer import Book, Explainer
from policyrules.explain.explanation import Explanation
from policyrules.explain.headings import Headings
from policyrules.explain.kept import kept, shared
from policyrules.explain.ladder import Standing, next_rung, standing
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.operands import Comparison
from policyrules.explain.readings import Dependence, Evaluate, Rereading, dependence, rests_on
from policyrules.explain.reasons import (
    Reason,
    Telling,
    criteria_written,
    flat,
    mismatch,
    tiers_examined,
    whole_tree,
)
from policyrules.explain.scope import whole
from policyrules.explain.scores import ScoreStatus
from policyrules.explain.totals import Citing, TotalOutcome, total_of
from policyrules.explain.units import ResolvedUnit, resolve
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.modality import Modality
from policyrules.values.types import Scalar

T = TypeVar("T")


class Verdict(StrEnum):
    """What can be said of an entitlement."""

    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    UNDETERMINED = "undetermined"


#: What is said of truths, in their order: the truths themselves, and verdicts.
_TRUTHS = (Truth.F, Truth.U, Truth.T)
_VERDICTS = (Verdict.NOT_ENTITLED, Verdict.UNDETERMINED, Verdict.ENTITLED)

#: Of a node and what is to be said of each truth: returns what says so of what a decision holds, or `None`, where that does not
#: hold the truth that the node answers; `None` where none does.
Saying = Callable[[int, tuple[T, T, T]], Callable[[Any], T | None] | None]


class CaveatKind(StrEnum):
    """What a reader of a verdict must be told beside it."""

    VALIDITY_UNSTATED = "validity_unstated"
    TIER = "tier"
    RATE_INDICATIVE = "rate_indicative"
    ONLY_DIRECTION = "only_direction"
    READING = "reading"
    DOCUMENT = "document"
    NOTE = "note"


@frozen
class Caveat:
    """One caveat; `subject` is the tier, verb, reading, document or note that it is about, `detail` the option taken.

    `document` is how a document stands that is not in force.
    """

    kind: CaveatKind
    subject: str
    detail: str = ""
    document: DocumentStatus | None = None


@frozen
class ReadingTaken:
    """A reading and the option that was taken; `option` is `None` where it was left open."""

    spec: ReadingSpec
    option: str | None

    @property
    def is_default(self) -> bool:
        return self.option == self.spec.default


@frozen
class Gap:
    """A comparison that failed: which line asks it, and both sides. `record` is the path of the record it is about."""

    label: str
    comparison: Comparison
    record: str | None


@frozen
class WindowStatus:
    """A window with its ends and whether the decision date is inside."""

    first: date | None
    last: date | None
    holds: Truth
    of_policy: bool
    superseded_by: str | None = None


class FindingKind(StrEnum):
    """What is to be looked at in a decision."""

    AMOUNT_NOT_WHOLE = "amount_not_whole"
    CONFLICT = "conflict"
    DOCUMENT = "document"
    SUPERSEDED = "superseded"


@frozen
class Finding:
    """Something that whoever answers for the policy should look at.

    `about` is the id of an entitlement, or the name of a tier, of what the document determines, or of the policy itself.
    `cause` are the provisions in conflict; `since` is the day from which another document, `subject`, takes its place.
    """

    kind: FindingKind
    about: str
    subject: str
    document: DocumentStatus | None = None
    cause: Cause | None = None
    since: date | None = None


@frozen(eq=False, slots=False)
class TierStatus:
    """A tier: whether it is held on the day, and whether the enterprise meets its criteria."""

    spec: TierSpec
    decision: "Outcomes" = field(repr=False)

    @property
    def held(self) -> Truth:
        """Whether it is held; open where the document does not say when it is."""
        return Truth.U if self.spec.held is None else cast(Truth, self.decision.answers.values[self.spec.held.node])

    @kept
    def open(self) -> WhyOpen:
        """Why it is open whether it is held."""
        held = self.spec.held
        return WhyOpen() if held is None else why_open(self.decision.program, self.decision.answers, held.node)

    @property
    def missing(self) -> tuple[str, ...]:
        """The paths of the facts that can still change whether it is held."""
        return self.open.missing

    @kept
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
        return None if node is None or self.held is not Truth.T else _date(self.decision.answers.values[node])

    @property
    def review_year(self) -> int | None:
        """The year in which the title is reviewed: the one in which it ends."""
        return None if self.expires is None else self.expires.year

    @kept
    def criteria(self) -> Explanation | None:
        """Why the criteria are met or not."""
        return None if self.spec.criteria is None else self.decision.explainer.explain(self.spec.criteria)

    def criteria_reasons(self, language: Language | None = None, *, brief: bool = False) -> tuple[Reason, ...]:
        """Return why the criteria are met or not in sentences."""
        if self.criteria is None:
            return ()
        telling = self.decision.telling(language or self.decision.language, brief=brief)
        return telling.reasons(self.criteria, headed=True)

    @kept
    def readings(self) -> tuple[ReadingTaken, ...]:
        """The readings without which it would be otherwise whether the criteria are met."""
        site = self.spec.criteria
        return () if site is None else self.decision.readings_of(site.node)

    @kept
    def documents(self) -> tuple[DocumentStatus, ...]:
        """The other documents that the criteria rest on, and how they stand on the day."""
        return () if self.criteria is None else self.decision.documents_of(rested_on(self.criteria))

    @kept
    def caveats(self) -> tuple[Caveat, ...]:
        """What must be said beside whether the criteria are met: with it the notes of the tiers whose criteria they are."""
        return (*map(_reading_caveat, self.readings), *map(_document_caveat, lapsed(self.documents)), *self.notes)

    @property
    def notes(self) -> Iterator[Caveat]:
        """The notes of the tiers whose criteria are written out below."""
        written = () if self.criteria is None else dict.fromkeys(criteria_written(self.criteria))
        specs = (spec for name in written for spec in self.decision.outline.all_tiers if spec.name == name)
        return (Caveat(CaveatKind.TIER, spec.title, note) for spec in specs for note in spec.notes)

    @kept
    def criteria_open(self) -> WhyOpen | None:
        """Why it is open whether the criteria are met."""
        site = self.spec.criteria
        return None if site is None else why_open(self.decision.program, self.decision.answers, site.node)

    @kept
    def gaps(self) -> tuple[Gap, ...]:
        """What is missing to the criteria: the comparisons that failed, with both sides and the distance."""
        failed = self.criteria is not None and self.qualifies is Truth.F
        return tuple(_gaps(cast(Explanation, self.criteria), None, None)) if failed else ()


@frozen(eq=False, slots=False)
class DutyStatus:
    """A duty and whether it concerns this enterprise."""

    spec: DutySpec
    applies: Truth
    units: tuple[ResolvedUnit, ...]


class Outcome:
    """What is decided about one entitlement.

    It is a view on a decision, which keeps what was `looked` at in it, but not the view: the one would hold on to the other.
    Nothing is done to make one but to say what is its own, which takes half the time.
    """

    __slots__ = ("__dict__", "decision", "place", "spec", "verdict")

    spec: EntitlementSpec
    decision: "Outcomes"
    place: int
    verdict: Verdict

    @property
    def looked(self) -> dict[str, Any]:
        """What was looked at in it so far, whichever view was asked for it."""
        return self.decision.looked_at(self.place)

    def __repr__(self) -> str:
        return f"<Outcome {self.id} {self.verdict.value}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Outcome) and self.spec is other.spec and self.decision is other.decision

    def __hash__(self) -> int:
        return hash((id(self.spec), id(self.decision)))

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
        return tuple(_gaps(self.explanation, None, None)) if self.truth is Truth.F else ()

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


def _gaps(explanation: Explanation, label: str | None, record: str | None) -> Iterator[Gap]:
    label = explanation.label or label
    compared = explanation.comparison
    if explanation.record is not None:
        # Of a record of another kind, that it is of another kind is all that matters.
        record, compared = explanation.record.path, mismatch(explanation)
    if compared is not None and explanation.truth is Truth.F:
        yield Gap(label or explanation.text, compared, record)
    elif compared is None and explanation.truth is Truth.F:
        for child in explanation.decisive:
            yield from _gaps(child, label, record)


def _caveats(outcome: Outcome) -> Iterator[Caveat]:
    yield from dict.fromkeys(_tier_caveats(outcome))
    if outcome.verdict is not Verdict.NOT_ENTITLED and outcome.amount is not None and outcome.amount.indicative is not None:
        yield Caveat(CaveatKind.RATE_INDICATIVE, "")
    yield from of_direction(outcome.spec, outcome.truth)
    yield from of_readings(outcome.readings)
    yield from map(_document_caveat, lapsed(outcome.documents))
    yield from of_notes(outcome.spec)


def of_direction(spec: EntitlementSpec, truth: Truth) -> Iterator[Caveat]:
    """Yield what must be said beside a verdict by which the document promises nothing."""
    if truth is not Truth.F and spec.modality not in (Modality.SHALL, Modality.MAY):
        yield Caveat(CaveatKind.ONLY_DIRECTION, spec.verb)


def of_readings(readings: Iterable[ReadingTaken]) -> Iterator[Caveat]:
    """Yield what must be said beside what rests on readings."""
    return map(_reading_caveat, (taken for taken in readings if taken.option is not None))


def of_notes(spec: EntitlementSpec) -> Iterator[Caveat]:
    """Yield what the policy itself notes beside an entitlement."""
    return (Caveat(CaveatKind.NOTE, note) for note in spec.notes)


def of_tier(spec: TierSpec) -> Iterator[Caveat]:
    """Yield what is to be known about a tier that a verdict turns on: no validity stated, or where it is stated."""
    if spec.validity_unstated:
        yield Caveat(CaveatKind.VALIDITY_UNSTATED, spec.title)
    for note in spec.notes:
        yield Caveat(CaveatKind.TIER, spec.title, note)


def _reading_caveat(taken: ReadingTaken) -> Caveat:
    title = taken.spec.title or taken.spec.name
    return Caveat(CaveatKind.READING, title, taken.spec.option_titles.get(taken.option or "") or taken.option or "")


def _document_caveat(status: DocumentStatus) -> Caveat:
    return Caveat(CaveatKind.DOCUMENT, status.spec.name, document=status)


def _tier_caveats(outcome: Outcome) -> Iterator[Caveat]:
    """Yield what is to be known about the tiers that the verdict turns on."""
    tiers = {spec.name: spec for spec in outcome.decision.outline.all_tiers}
    for examined in tiers_examined(outcome.explanation) if tiers else ():
        if examined.tier in tiers:
            yield from of_tier(tiers[examined.tier])


def _as_it_is(held: Any) -> Answered:
    return cast(Answered, held)


def _not_held(held: Any) -> None:
    return None


@frozen(eq=False)
class Terms:
    """What all decisions by one policy have in common.

    `answered` makes a case and its answers of what a decision holds, where it holds anything else; `truth` gives what says
    there what a node answers, where that is a truth and is held, and `reads` gives the expressions, of what is `held`, that
    read any answer that is held as it is. `changed` answers a case again with other facts. What tells decisions is made when
    they are first told, and kept by the language, or by `None` for that of the policy; what is `written` of lines, when they
    are explained.
    """

    outline: Outline
    program: Program
    evaluate: Evaluate | None = None
    answered: Callable[[Any], Answered] = _as_it_is
    changed: Callable[[Answered, object], Answered] | None = None
    truth: Saying[Any] | None = None
    reads: Reads | None = None
    told_by: dict[Language | None, Any] = field(factory=dict, init=False, repr=False)
    written: Book = field(factory=dict, init=False, repr=False)
    #: Of each entitlement by its id, and by its name where only that has it, the place in the document; and what says its
    #: verdict.
    places: Mapping[str, int] = field(init=False, repr=False)
    verdicts: tuple[tuple[EntitlementSpec, Callable[[Any], Verdict | None]], ...] = field(init=False, repr=False)
    _truths: dict[int, Callable[[Any], Truth | None]] = field(factory=dict, init=False, repr=False)
    _below: dict[int, tuple[str, ...]] = field(factory=dict, init=False, repr=False)
    _asking: dict[int, bool] = field(factory=dict, init=False, repr=False)

    def asks_for_facts(self, node: int) -> bool:
        """Say whether a node depends on any fact of the enterprise; looked up once for each node."""
        found = self._asking.get(node)
        if found is None:
            found = self._asking[node] = _asks_for_facts(self.program, node)
        return found

    @places.default
    def _places(self) -> Mapping[str, int]:
        return self.outline.places

    @verdicts.default
    def _verdicts(self) -> tuple[tuple[EntitlementSpec, Callable[[Any], Verdict | None]], ...]:
        return tuple((spec, self._saying(spec.verdict, _VERDICTS)) for spec in self.outline.entitlements)

    def _saying(self, node: int, said: tuple[T, T, T]) -> Callable[[Any], T | None]:
        found = None if self.truth is None else self.truth(node, said)
        return _not_held if found is None else found

    def truth_in(self, held: Any, node: int) -> Truth | None:
        """Return the truth that a node answers in what is held; `None` for one that is not held."""
        found = self._truths.get(node) or self._truths.setdefault(node, self._saying(node, _TRUTHS))
        return found(held)

    def readings_below(self, node: int) -> tuple[str, ...]:
        """Return the readings that a node may rest on, whatever is answered; looked up once for each node."""
        found = self._below.get(node)
        if found is None:
            nodes = self.program.nodes
            below = resting(nodes, (node,)) if self.program.readings else ()
            found = tuple(cast(str, nodes[one].data) for one in sorted(below) if nodes[one].op is Op.READING)
            self._below[node] = found
        return found


class Outcomes:
    """What is decided about one enterprise on one day.

    Very many are made of which little is looked at: so one holds no more than the terms, and what was answered, and is made
    by giving it both.
    """

    __slots__ = ("__dict__", "__weakref__", "_held", "_terms")

    _terms: Terms
    _held: Any

    @classmethod
    def holding(cls, terms: Terms, held: Any) -> Self:
        """Return what is decided by the terms, as it is held."""
        one = cls()
        one._terms = terms
        one._held = held
        return one

    @classmethod
    def of(cls, outline: Outline, program: Program, answered: Answered, evaluate: Evaluate | None = None) -> Self:
        """Return what the answers of a case say."""
        return cls.holding(Terms(outline, program, evaluate), answered)

    def change(self, facts: object) -> Self:
        """Return what would be decided on the same day, by the same readings, if some facts were others.

        Facts are given as to `decide`: of those that are not named, each stays as it is, one that is `None` is not known any
        more, and a list or a series is replaced as a whole. Only what rests on what is changed is answered again. Raises
        `FactsError` with all that is wrong with the facts as they would be.
        """
        if self._terms.changed is None:
            raise ValueError("a decision needs its policy to be changed")
        terms = evolve(self._terms, answered=_as_it_is, truth=None, reads=None)
        return self.holding(terms, self._terms.changed(self.answered, facts))

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.outline.name} {self.day}>"

    @property
    def outline(self) -> Outline:
        """The document as data."""
        return self._terms.outline

    @property
    def program(self) -> Program:
        """The questions that were answered."""
        return self._terms.program

    @property
    def evaluate(self) -> Evaluate | None:
        """What answers the same case with other readings."""
        return self._terms.evaluate

    @property
    def held(self) -> Any:
        """What is held of what was answered."""
        return self._held

    @property
    def reads(self) -> Reads | None:
        """Returns the expressions that read the answer of a node in what is held, and for no node the day."""
        return self._terms.reads

    def teller(self, language: Language | None, ready: Callable[[Self, Language | None], T]) -> T:
        """Return what tells decisions by these terms in a language, or in their own: made ready when one is first told."""
        told_by: dict[Language | None, T] = self._terms.told_by
        return told_by.get(language) or told_by.setdefault(language, ready(self, language))

    @kept
    def answered(self) -> Answered:
        """The case and its answers."""
        return self._terms.answered(self._held)

    def truth_of(self, node: int) -> Truth:
        """Return what a node answers that is a truth; it need not be told as an answer for that."""
        found = self._terms.truth_in(self._held, node)
        return cast(Truth, self.answers.values[node]) if found is None else found

    @property
    def case(self) -> Case:
        """The facts, the day and the readings."""
        return self.answered.case

    @property
    def answers(self) -> Answers:
        """The answers to all questions of the program."""
        return self.answered.answers

    @property
    def day(self) -> date:
        return self.case.day

    @property
    def language(self) -> Language:
        """The language of the policy."""
        return "en" if self.outline.language == "en" else "zh"

    @kept
    def scores(self) -> tuple[ScoreStatus, ...]:
        """The scores of the policy, in the order of the document."""
        scope = whole(self.program, self.answers)
        return tuple(ScoreStatus(spec, scope) for spec in self.outline.scores)

    @kept
    def determinations(self) -> tuple[Determination, ...]:
        """The values that the document determines, in its order."""
        scope = whole(self.program, self.answers)
        return tuple(Determination(spec, scope, self.explainer) for spec in self.outline.determinations)

    @kept
    def unit_titles(self) -> Mapping[str, str]:
        """The names that the units have on the day."""
        return {unit.name: unit.on(self.day) for unit in self.outline.units}

    @kept
    def enterprise(self) -> str | None:
        """What the enterprise is called: the first fact that is a text, where it was given."""
        name = next((spec.name for spec in self.program.facts if spec.type is Scalar.TEXT), None)
        answer = None if name is None else self.case.facts.get(name)
        return answer.value if isinstance(answer, Symbol) else None

    def looked_at(self, place: int) -> dict[str, Any]:
        """Return what was looked at so far in an outcome, by its place in the document."""
        looked: dict[int, dict[str, Any]] = self.__dict__.setdefault("_looked", {})
        return looked.setdefault(place, {})

    @kept
    def entitlements(self) -> tuple[Outcome, ...]:
        """All outcomes, in the order of the document."""
        return tuple(self[spec.id] for spec in self.outline.entitlements)

    @kept
    def entitled(self) -> tuple[Outcome, ...]:
        """The outcomes whose conditions are met."""
        return tuple(outcome for outcome in self.entitlements if outcome.verdict is Verdict.ENTITLED)

    def find(self, name: str) -> Outcome | None:
        """Return the outcome with the id or, where only one has it, the name; `None` where there is none."""
        return self[name] if name in self._terms.places else None

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return the entitlements that may have been meant: ids of those that share the name, else similar names."""
        same = tuple(outcome.id for outcome in self.entitlements if outcome.name == name)
        names = [key for outcome in self.entitlements for key in (outcome.name, outcome.id)]
        return same or tuple(get_close_matches(name, names, 3, 0.5))

    #: Outcomes are asked for by name, or all together as `entitlements`: Python is not to ask for the first, the second, …
    __iter__ = None

    def __getitem__(self, name: str) -> Outcome:
        """Return an outcome, by its id or its name. Raises `KeyError` with names that may have been meant."""
        terms, one = self._terms, Outcome()
        try:
            one.place = place = terms.places[name]
        except KeyError:
            raise no_entitlement(self, name) from None
        one.spec, verdict = terms.verdicts[place]
        one.decision = self
        one.verdict = verdict(self._held) or _VERDICTS[self.truth_of(one.spec.verdict)]
        return one

    @kept
    def tiers(self) -> tuple[TierStatus, ...]:
        """All tiers and whether they are held, in the order of the document."""
        return tuple(TierStatus(spec, self) for spec in self.outline.tiers)

    @property
    def next_tier(self) -> TierStatus | None:
        """The next tier on the ladder whose criteria are known; `None` at the top."""
        return next_rung(self.tiers)

    @kept
    def tier_titles(self) -> Mapping[str, str]:
        """What the tiers are called."""
        return {spec.name: spec.title for spec in self.outline.all_tiers}

    @kept
    def _tellings(self) -> dict[tuple[Language, bool, bool], Telling]:
        return {}

    def telling(self, language: Language, *, tiers_apart: bool = False, brief: bool = False) -> Telling:
        """Return what tells explanations of this decision: see `policyrules.explain.reasons`."""
        key, tellings = (language, tiers_apart, brief), self._tellings
        return tellings.get(key) or tellings.setdefault(key, Telling(Headings(language, self.tier_titles), tiers_apart, brief))

    @kept
    def documents(self) -> Mapping[str, DocumentStatus]:
        """The other policies that this one rests on, by their names, and how they stand on the day."""
        return statuses(self.outline, self.answers, self.day)

    @kept
    def duties(self) -> tuple[DutyStatus, ...]:
        """The duties that are owed to, or by, some enterprises only, and may concern this one."""
        return tuple(
            DutyStatus(spec, truth, resolve(spec.responsible, self.outline, self.case))
            for spec in self.outline.duties
            if (truth := cast(Truth, self.answers.values[spec.applies])) is not Truth.F
            and self._terms.asks_for_facts(spec.applies)
        )

    @kept
    def readings(self) -> tuple[ReadingTaken, ...]:
        """Every reading of the policy with the option taken."""
        return tuple(self.reading(spec.name) for spec in self.program.readings)

    def reading(self, name: str) -> ReadingTaken:
        """Return a reading with the option taken."""
        return ReadingTaken(self.program.reading(name), self.case.readings.get(name))

    @kept
    def total(self) -> TotalOutcome | None:
        """What may be received altogether, where the policy states any amount."""
        spec, citing = self.outline.total, Citing.of([self.outline], self.outline)
        return None if spec is None else total_of(spec, self.program, self.answers, citing)

    @kept
    def findings(self) -> tuple[Finding, ...]:
        """What whoever answers for the policy should look at."""
        found = (finding for outcome in self.entitlements for finding in _findings(outcome))
        rested = (finding for tier in self.tiers for finding in _tier_findings(tier))
        name = self.outline.name
        gone = (Finding(FindingKind.SUPERSEDED, name, one.number, since=one.since) for one in self.superseded_by)
        return tuple(dict.fromkeys((*_conflicts_elsewhere(self), *found, *rested, *gone)))

    @property
    def superseded_by(self) -> tuple[Supersession, ...]:
        """What took the place of the policy by the day.

        Its verdicts say so themselves; its criteria and what it determines do not, and are told as they were.
        """
        told = self.determinations or any(tier.spec.criteria is not None for tier in self.tiers)
        return tuple(one for one in self.outline.superseded_by if one.since <= self.day) if told else ()

    def readings_of(self, node: int) -> tuple[ReadingTaken, ...]:
        """Return the readings that the answer of a node rests on.

        With an evaluator at hand, those without which it would be another; without one, all on the way to it.
        """
        again, below = self.again, self._terms.readings_below(node)
        if not below:
            return ()
        if again is None:
            names = rests_on(self.program, self.answers, node)
        else:
            names = again.decisive_below(self.program, self.answers, node, below)
        return tuple(self.reading(name) for name in names)

    def documents_of(self, names: Iterable[str]) -> tuple[DocumentStatus, ...]:
        """Return how other documents stand on the day, each once, by the names of their policies."""
        return tuple(self.documents[name] for name in dict.fromkeys(names))

    def window(self, window: Window) -> WindowStatus:
        """Return a window with its ends."""
        first, last = (_date(None if end is None else self.answers.values[end]) for end in (window.first, window.last))
        own = self.outline.in_force
        is_own = own is not None and own.node == window.node
        return WindowStatus(first, last, cast(Truth, self.answers.values[window.node]), is_own, window.superseded_by)

    @kept
    def again(self) -> Rereading | None:
        """The case with other readings, where an evaluator was handed in."""
        return None if self.evaluate is None else Rereading(self.case, self.evaluate)

    @kept
    def dependences(self) -> tuple[Dependence, ...]:
        """Whether each verdict depends on a reading, all readings tried. Needs an evaluator."""
        if self.again is None:
            raise ValueError("a decision needs an evaluator to try other readings")
        again = self.again
        return tuple(dependence(self.program, again, spec.id, spec.name, spec.verdict) for spec in self.outline.entitlements)

    @kept
    def explainer(self) -> Explainer:
        """What explains the sites of the program in this case."""
        own = (window for spec in self.outline.entitlements for window in spec.windows)
        mentioned = (window for document in self.outline.used for spec in document.entitlements for window in spec.windows)
        windows = tuple(dict.fromkeys((*own, *mentioned)))
        cited = {spec.name: spec.number or spec.title for spec in self.outline.used}
        tiers = self.outline.all_tiers
        scope, day = whole(self.program, self.answers), self.day.toordinal()
        return Explainer(scope, day, tiers, windows, cited, self.unit_titles, self._terms.written)


class Naming(Protocol):
    """A decision that has entitlements by their names."""

    def find(self, name: str) -> Outcome | None: ...
    def nearest(self, name: str) -> tuple[str, ...]: ...


def no_entitlement(decision: Naming, name: str) -> KeyError:
    """Return the error of a name that there is not, with those that may have been meant."""
    near = "、".join(decision.nearest(name))
    return KeyError(f"{name} ({near}?)" if near else name)


def entitlements(decision: Naming, names: bool | Collection[str]) -> bool | Collection[Outcome]:
    """Return all entitlements or none, as `True` and `False` ask, or those of some ids or names; `KeyError` for others."""
    if isinstance(names, bool):
        return names
    found = []
    for name in [names] if isinstance(names, str) else names:
        outcome = decision.find(name)
        if outcome is None:
            raise no_entitlement(decision, name)
        found.append(outcome)
    return found


def _findings(outcome: Outcome) -> Iterator[Finding]:
    for status in lapsed(outcome.documents):
        yield Finding(FindingKind.DOCUMENT, outcome.id, status.spec.name, status)
    amount = outcome.amount
    if amount is not None and amount.type is Scalar.MONEY and amount.value is not None and amount.value.denominator != 1:
        yield Finding(FindingKind.AMOUNT_NOT_WHOLE, outcome.id, str(amount.value))
    yield from _conflicts(outcome.id, outcome.open, *(() if amount is None else (amount.open,)))


def _conflicts(about: str, *open_: WhyOpen) -> Iterator[Finding]:
    for cause in (cause for why in open_ for cause in why.causes):
        if cause.kind is CauseKind.CONFLICT:
            yield Finding(FindingKind.CONFLICT, about, cause.subject, cause=cause)


def _conflicts_elsewhere(outcomes: Outcomes) -> Iterator[Finding]:
    """Yield the provisions that contradict each other about tiers and what the document determines."""
    for tier in outcomes.tiers:
        yield from _conflicts(tier.spec.name, tier.open, tier.criteria_open or WhyOpen())
    for one in outcomes.determinations:
        yield from _conflicts(one.spec.name, one.open)


def _tier_findings(tier: TierStatus) -> Iterator[Finding]:
    for status in lapsed(tier.documents):
        yield Finding(FindingKind.DOCUMENT, tier.spec.name, status.spec.name, status)


def _date(answer: Answer | None) -> date | None:
    day = answer.point if isinstance(answer, Interval) else None
    return None if day is None else date.fromordinal(int(day))


def _asks_for_facts(program: Program, node: int) -> bool:
    """Say whether a node depends on any fact of the enterprise."""
    seen, waiting = set[int](), [node]
    while waiting:
        index = waiting.pop()
        if program.nodes[index].op is Op.FACT:
            return True
        if index not in seen:
            seen.add(index)
            waiting.extend(program.nodes[index].args)
    return False
