"""What is decided about one enterprise on one day, before it is told apart: what every outcome and every tier is read from.

In: the terms of a policy, and what was answered. Out: `Grounds`, which read the answers and compute nothing until someone
looks, and `View`, which is what is read from them about one thing. Grounds hold no view: they, and all that was looked at,
are let go with the last of those who hold them. Knows no evaluator; one may be handed in, for questions of the form *what if
this reading were taken the other way*. Knows no layout.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import evolve, frozen

from policyrules.core.case import Answered, Answers, Case
from policyrules.core.outline import Outline, Window
from policyrules.core.program import Program
from policyrules.core.reads import Reads
from policyrules.diagnostics import Language
from policyrules.explain.determinations import Determination
from policyrules.explain.documents import DocumentStatus, statuses
from policyrules.explain.explainer import Explainer, Lines
from policyrules.explain.headings import Headings
from policyrules.explain.kept import kept
from policyrules.explain.readings import Evaluate, ReadingTaken, Rereading, rests_on
from policyrules.explain.reasons import Telling
from policyrules.explain.scope import Scope, whole
from policyrules.explain.scores import ScoreStatus
from policyrules.explain.terms import Terms, as_it_is
from policyrules.explain.totals import Citing, TotalOutcome, total_of
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.types import Scalar

if TYPE_CHECKING:
    from policyrules.explain.decision import Decision

T = TypeVar("T")


@frozen
class WindowStatus:
    """A window with its ends and whether the decision date is inside."""

    first: date | None
    last: date | None
    holds: Truth
    of_policy: bool
    superseded_by: str | None = None


class Grounds:
    """What is decided about one enterprise on one day, for every view on it.

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
        terms = evolve(self._terms, answered=as_it_is, truth=None, reads=None)
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
        return self.outline.language

    @kept
    def scope(self) -> Scope:
        """Where the nodes of the program are looked at."""
        return whole(self.program, self.answers)

    @kept
    def scores(self) -> tuple[ScoreStatus, ...]:
        """The scores of the policy, in the order of the document."""
        return tuple(ScoreStatus(spec, self.scope) for spec in self.outline.scores)

    @kept
    def determinations(self) -> tuple[Determination, ...]:
        """The values that the document determines, in its order."""
        return tuple(Determination(spec, self.scope, self.explainer) for spec in self.outline.determinations)

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

    def looked_at(self, spec: object) -> dict[str, Any]:
        """Return what was looked at so far of one thing, which the document has."""
        looked: dict[int, dict[str, Any]] = self.__dict__.setdefault("_looked", {})
        return looked.setdefault(id(spec), {})

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
        first, last = (date_of(None if end is None else self.answers.values[end]) for end in (window.first, window.last))
        own = self.outline.in_force
        is_own = own is not None and own.node == window.node
        return WindowStatus(first, last, cast(Truth, self.answers.values[window.node]), is_own, window.superseded_by)

    @kept
    def again(self) -> Rereading | None:
        """The case with other readings, where an evaluator was handed in."""
        return None if self.evaluate is None else Rereading(self.case, self.evaluate)

    @kept
    def explainer(self) -> Explainer:
        """What explains the sites of the program in this case."""
        own = (window for spec in self.outline.entitlements for window in spec.windows)
        mentioned = (window for document in self.outline.used for spec in document.entitlements for window in spec.windows)
        windows = tuple(dict.fromkeys((*own, *mentioned)))
        cited = {spec.name: spec.number or spec.title for spec in self.outline.used}
        tiers = self.outline.all_tiers
        day, written = self.day.toordinal(), self._terms.written
        return Explainer(self.scope, day, tiers, windows, cited, self.unit_titles, written, self._lines)

    @kept
    def _lines(self) -> Lines:
        return Lines()


class View:
    """What is decided about one thing: a view on a decision, which keeps what was `looked` at in it, but not the view.

    The one would hold on to the other. So views are made anew, and are the same if they are of the same. Nothing here needs
    more than `Grounds`; but users have views of a `Decision`, and the type says so.
    """

    __slots__ = ("__dict__", "decision", "spec")

    decision: "Decision"
    spec: Any

    @property
    def looked(self) -> dict[str, Any]:
        """What was looked at in it so far, whichever view was asked for it."""
        return self.decision.looked_at(self.spec)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, View) and self.spec is other.spec and self.decision is other.decision

    def __hash__(self) -> int:
        return hash((id(self.spec), id(self.decision)))


def date_of(answer: Answer | None) -> date | None:
    """Return the day that an answer is, where it is one that is known."""
    day = answer.point if isinstance(answer, Interval) else None
    return None if day is None else date.fromordinal(int(day))
