"""What the cases of a run show of a policy: which obligations, by which cases, and what nothing shows.

In: a policy and decisions about it, each under a name. Out: `Report`. What was recorded can be taken out as plain data and put
into the recorder of another process (`Recorder.recorded`, `Recorder.add`). Knows neither where the cases come from nor how a
report is shown.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from fractions import Fraction
from functools import cached_property

from attrs import define, field, frozen

from policyrules.core.case import Answers
from policyrules.diagnostics import FactsError, Language
from policyrules.explain.outcomes import Outcomes
from policyrules.messages.face import phrase
from policyrules.policy import Policy
from policyrules.scenarios import ScenarioResult, run_scenarios
from policyrules.testing.coverage.obligations import Obligations, obligations
from policyrules.testing.coverage.passages import Passage, passages
from policyrules.testing.coverage.watches import Kind, Obligation
from policyrules.testing.drawing.trial import Trial

#: What was recorded, as plain data that can be pickled: for each obligation the names of the cases that show it.
Recorded = dict[str, tuple[str, ...]]


@define(eq=False)
class Recorder:
    """Notes what cases show of one policy.

    A policy that was loaded anew is the same one as long as its text is; decisions about another are refused.
    """

    policy: Policy
    cases: dict[str, None] = field(factory=dict, init=False)
    _shown: dict[str, dict[str, None]] = field(factory=dict, init=False)

    def saw(self, decision: Outcomes, by: str) -> None:
        """Note what a decision shows; `by` is the name of the case, and the same name twice is one case."""
        if decision.outline.digest != self.policy.digest:
            raise ValueError(f"a decision about {decision.outline.name}, not about {self.policy.name}")
        self._note(decision.answers, by)

    def _note(self, answers: Answers, by: str) -> None:
        self.cases[by] = None
        for name in obligations(self.policy).met_by(answers):
            self._shown.setdefault(name, {})[by] = None

    @property
    def recorded(self) -> Recorded:
        """What was noted so far, under `""` the names of all cases."""
        return {"": tuple(self.cases), **{name: tuple(by) for name, by in self._shown.items()}}

    def add(self, recorded: Recorded) -> None:
        """Put in what was noted elsewhere about the same policy."""
        for name, by in recorded.items():
            noted = self.cases if name == "" else self._shown.setdefault(name, {})
            noted.update(dict.fromkeys(by))

    def report(self) -> "Report":
        """Return what the cases noted so far show."""
        order = {by: place for place, by in enumerate(self.cases)}
        shown = {name: tuple(sorted(by, key=lambda one: order.get(one, 0))) for name, by in self._shown.items()}
        return Report(obligations(self.policy), shown, tuple(self.cases))


@frozen
class Tally:
    """How many obligations there are of a kind or in a clause, how many can be met, and how many are."""

    name: str
    met: int
    reachable: int
    all: int

    @property
    def percent(self) -> Fraction:
        """The share that is met of what can be, in percent; all, where there is nothing to meet."""
        return Fraction(100 * self.met, self.reachable) if self.reachable else Fraction(100)


@frozen(slots=False, eq=False)
class Report:
    """What some cases show of a policy: `met_by` names those that show an obligation, in the order of the run."""

    obligations: Obligations
    met_by: Mapping[str, tuple[str, ...]]
    cases: tuple[str, ...]

    @property
    def policy(self) -> Policy:
        return self.obligations.policy

    @cached_property
    def total(self) -> Tally:
        """All obligations together."""
        return self._tally("", self.obligations.all.values())

    @cached_property
    def kinds(self) -> tuple[Tally, ...]:
        """The obligations of each kind that there is any of."""
        return self._by(lambda one: one.kind.value, [kind.value for kind in Kind])

    @cached_property
    def clauses(self) -> tuple[Tally, ...]:
        """The obligations of each clause, in the order of the document; at the end, as `""`, what stands in none."""
        written = {one.place: place for place, one in reversed(list(enumerate(self.passages)))}
        declared: dict[str, int] = {}
        for one in self.obligations.all.values():
            if one.kind is not Kind.DETERMINES:
                declared.setdefault(one.clause, one.owner_line)
        names = dict.fromkeys(one.clause for one in self.obligations.all.values())
        last = len(self.passages)
        order = sorted(names, key=lambda name: (name == "", written.get(name, last), declared.get(name, 0)))
        return self._by(lambda one: one.clause, order)

    @cached_property
    def missing(self) -> tuple[Obligation, ...]:
        """What no case shows although it may be possible, in the order of the text."""
        return tuple(one for one in self.obligations.reachable.values() if one.id not in self.met_by)

    @cached_property
    def impossible(self) -> tuple[Obligation, ...]:
        """What no case can show, by the structure of the policy."""
        return tuple(one for one in self.obligations.all.values() if one.impossible is not None)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The sentences of the document, and whether the cases show what was made of each."""
        return passages(self.obligations, frozenset(self.met_by))

    def _by(self, key: Callable[[Obligation], str], order: Sequence[str]) -> tuple[Tally, ...]:
        of: dict[str, list[Obligation]] = {name: [] for name in order}
        for one in self.obligations.all.values():
            of[key(one)].append(one)
        return tuple(self._tally(name, every) for name, every in of.items() if every)

    def _tally(self, name: str, of: Iterable[Obligation]) -> Tally:
        every = list(of)
        reachable = [one for one in every if one.impossible is None]
        return Tally(name, sum(one.id in self.met_by for one in reachable), len(reachable), len(every))


def measured(
    policy: Policy, language: Language, beside: Iterable[tuple[str, Trial]] = ()
) -> tuple[tuple[ScenarioResult, ...], Report]:
    """Run the scenarios that a policy carries; return what came of them, and what they show.

    The cases `beside` them, each with its name, show as much; one that the policy refuses shows nothing.
    """
    recorder = Recorder(policy)
    decided: list[Outcomes] = []

    def decide(facts: Mapping[str, object], day: date, readings: Mapping[str, str]) -> Outcomes:
        decided.append(policy.decide(facts, day, readings))
        return decided[-1]

    results = []
    for result in run_scenarios(policy.checked, decide, language):
        results.append(result)
        if decided:
            recorder.saw(decided.pop(), named(result, language))
    for name, trial in beside:
        with suppress(FactsError):
            recorder.saw(policy.decide(trial.facts, trial.day, dict(trial.readings)), name)
    return tuple(results), recorder.report()


def named(result: ScenarioResult, language: Language) -> str:
    """Return what a scenario is called in a report: its title, and the line that tells it from others of that title."""
    line = phrase("brackets", language, text=phrase("line", language, line=result.line))
    return (result.title or phrase("untitled", language)) + line
