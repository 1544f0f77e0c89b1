"""Cases for a suite: few of them, readable, and together reaching what is to be reached.

In: a policy, a seed, how many enterprises are drawn, and entries that stay. Out: entries that reach what those do not, chosen
by greedy set cover, each shrunk as far as it still reaches what it was chosen for. The same for the same seed. The enterprises
of scenarios are looked at where nothing else was found. What the entries say is what the policy decides, which nobody has
reviewed.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import islice, product

from attrs import define, field, frozen

from policyrules.checking.trials import trials as rows
from policyrules.messages.suites import said
from policyrules.policy import Policy
from policyrules.scenarios import Trial as ScenarioTrial
from policyrules.syntax import ast
from policyrules.testing.aiming.aiming import aim
from policyrules.testing.aiming.shrinking import shrink
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.enterprises import trials
from policyrules.testing.suites.reaching import Goals, Reached
from policyrules.testing.suites.suite import Entry, entry_of

#: How many enterprises are drawn unless it is said.
CASES = 300

#: From how many enterprises something is aimed at, and how often from each: a few times, then more often.
_STARTS = 2
_TRIES = (4, 12)

#: How often it is tried to make a case smaller, at most: of one that is there for much, little can be left out.
_CALLS, _FEWEST = 150, 30

#: What it costs a reader to look at a case at all, beside each thing that is given in it.
_SIZE = 10

#: So many of what a case reaches are named in its title.
_NAMED = 2

#: So many of them are told at all.
_TOLD = 20

#: Is told of every step of drawing, then of aiming, then of shrinking: how many of how many are done, from the first.
Watch = Callable[[int, int], None]


@frozen
class Generated:
    """The entries of a suite, and what they reach of all that there is."""

    entries: tuple[Entry, ...]
    reached: frozenset[str]
    goals: frozenset[str]


def generate(
    policy: Policy, seed: int, *, cases: int = CASES, kept: Sequence[Entry] = (), watch: Watch | None = None
) -> Generated:
    """Return entries that reach what a policy holds values against, after those that are kept."""
    search = _Search(policy, Goals(policy), watch or (lambda done, of: None))
    search.keep(kept)
    search.draw(seed, cases)
    search.aim(seed)
    if search.recall():
        search.aim(seed)
    entries = search.entries()
    return Generated((*kept, *entries), frozenset(search.covered), frozenset(search.goals.all))


@frozen(eq=False)
class _Candidate:
    """A trial, and what it reaches."""

    trial: Trial
    reached: Mapping[str, Reached]


@define(eq=False)
class _Search:
    """Looks for cases."""

    policy: Policy
    goals: Goals
    watch: Watch
    covered: set[str] = field(factory=set)
    _all: frozenset[str] = field(init=False)
    _near: dict[str, Trial] = field(factory=dict)
    _found: list[_Candidate] = field(factory=list)
    _firm: set[str] = field(factory=set)
    _loose: set[str] = field(factory=set)

    def __attrs_post_init__(self) -> None:
        self._all = frozenset(self.goals.all)

    def reached(self, trial: Trial, among: Collection[str] | None = None) -> Mapping[str, Reached]:
        """Return what a trial reaches; one that cannot be decided reaches nothing."""
        decision = self.goals.decide(trial)
        return {} if decision is None else {one.goal: one for one in self.goals.reached(decision, among)}

    def keep(self, entries: Iterable[Entry]) -> None:
        """Count what is reached by entries that stay."""
        for entry in entries:
            self.covered.update(self.reached(entry.trial))

    def draw(self, seed: int, cases: int) -> None:
        """Draw enterprises, and remember those that reach what none before did."""
        for number, trial in enumerate(islice(trials(self.policy, seed), cases), 1):
            self.watch(number, cases)
            self.take(trial)

    def take(self, trial: Trial) -> None:
        """Remember a trial that reaches something new, or more firmly than before."""
        found = self.reached(trial, self._all - self.covered - self._firm)
        new = [one for one in found.values() if one.firm or one.goal not in self._loose]
        if new:
            self._found.append(_Candidate(trial, found))
            self._firm.update(one.goal for one in new if one.firm)
            self._loose.update(one.goal for one in new)
            self._near.update((_place(one.goal), trial) for one in new if one.firm)

    def aim(self, seed: int) -> None:
        """Look for what was not drawn: from nothing, from enterprises of which all is known, from what reached another side."""
        choices = Seeded(seed)
        starts = tuple(islice(trials(self.policy, seed, unknown=0), _STARTS))
        for number, goal in enumerate(self.goals.all, 1):
            self.watch(number, len(self.goals.all))
            unlikely: list[Trial] = []
            near = self._near.get(_place(goal))
            begin = (*(() if near is None else (near,)), None, *starts)
            for tries, wanted, start in product(_TRIES, self.goals.aims(goal), begin):
                if goal in self._firm or goal in self.covered:
                    break
                trial = aim(self.policy, wanted, choices, start, tries)
                if trial is not None and self._is_likely(trial):
                    self.take(trial)
                elif trial is not None:
                    unlikely.append(trial)
            for trial in unlikely if goal not in self._firm | self.covered else ():
                self.take(trial)

    def recall(self) -> bool:
        """Look among the enterprises of the scenarios for what is still missing; say whether any of them shows some of it."""
        before = len(self._found)
        checked = self.policy.checked
        missing = self._all - self.covered - self._firm
        for written in (one for each in checked.all(ast.Scenario) for one in rows(each)) if missing else ():
            scenario = ScenarioTrial.of(checked, written)
            self.take(Trial(scenario.facts, scenario.day, scenario.readings))
        return len(self._found) > before

    def _is_likely(self, trial: Trial) -> bool:
        decision = self.goals.decide(trial)
        return decision is not None and self.goals.is_likely(decision)

    # --- choosing -----------------------------------------------------------------------------------------------------------

    def entries(self) -> list[Entry]:
        """Choose among what was found, shrink it, and write it down."""
        chosen = list(self._chosen())
        rare = Counter(goal for one, _ in chosen for goal in one.reached)
        for one, _ in chosen:
            self.covered.update(one.reached)
        order = {goal: place for place, goal in enumerate(self.goals.all)}
        chosen.sort(key=lambda pair: min(map(order.__getitem__, pair[1])))
        return [self._entry(one, wanted, rare, order) for one, wanted in chosen]

    def _chosen(self) -> Iterator[tuple[_Candidate, frozenset[str]]]:
        """Yield what is to be written down, as small as it was found, each with what it is there for."""
        cover = list(self._cover())
        small = []
        for number, (one, wanted) in enumerate(cover, 1):
            self.watch(number, len(cover))
            small.append(self._shrunk(one, wanted))
        return _needed(small)

    def _cover(self) -> Iterator[tuple[_Candidate, frozenset[str]]]:
        """Yield trials that together reach everything that was found, each with what it is chosen for: much for little."""
        beside = self._all - self.covered
        full = [_Candidate(one.trial, self.reached(one.trial, beside)) for one in self._found]
        counts = [frozenset(goal for goal, one in each.reached.items() if one.firm or goal not in self._firm) for each in full]
        sizes = [_SIZE + _size(one.trial) for one in full]
        missing = frozenset().union(*counts)
        while missing:
            best = max(range(len(full)), key=lambda place: (Fraction(len(counts[place] & missing), sizes[place]), -place))
            yield full[best], counts[best] & missing
            missing -= counts[best]

    def _shrunk(self, one: _Candidate, wanted: frozenset[str]) -> tuple[_Candidate, frozenset[str]]:
        """Return the smallest trial that was found to reach what one was chosen for, as firmly."""
        firm = [(goal, one.reached[goal].firm) for goal in sorted(wanted, key=self.goals.all.index)]

        likely = self._is_likely(one.trial)

        def holds(trial: Trial) -> bool:
            decision = self.goals.decide(trial)
            if decision is None or (likely and not self.goals.is_likely(decision)):
                return False
            return self.goals.holds(decision, firm)

        trial = shrink(self.policy, one.trial, holds, max(_CALLS // (1 + len(wanted) // _NAMED), _FEWEST))
        return _Candidate(trial, self.reached(trial, self._all - self.covered)), wanted

    def _entry(self, one: _Candidate, wanted: frozenset[str], rare: Mapping[str, int], order: Mapping[str, int]) -> Entry:
        """Write an entry down. Its title names what it is there for and few others reach, sides of thresholds first."""
        first = sorted(wanted, key=lambda goal: (goal not in self.goals.sides, rare[goal], order[goal]))
        language = self.policy.language
        words = tuple(dict.fromkeys(one.reached[goal].words(language) for goal in first))
        title, more = said("and", language).join(words[:_NAMED]), len(words) - _NAMED
        if more > 0:
            title = said("and-more", language, title=title, more=more)
        return entry_of(self.policy, one.trial, title, words[:_TOLD])


def _size(trial: Trial) -> int:
    """Return how much there is to read."""
    records = (len(row) + 1 for value in trial.facts.values() if isinstance(value, list) for row in value)
    periods = (len(value) if isinstance(value, Mapping) else 1 for value in trial.facts.values())
    return sum(records) + sum(periods) + len(trial.readings)


def _place(goal: str) -> str:
    """Return what the sides of a threshold share."""
    return goal.rpartition("|")[0]


def _needed(chosen: Sequence[tuple[_Candidate, frozenset[str]]]) -> Iterator[tuple[_Candidate, frozenset[str]]]:
    """Yield those without which something would not be reached, the last ones left out first."""
    counts = Counter(goal for one, _ in chosen for goal in one.reached)
    kept = []
    for one, wanted in reversed(chosen):
        if all(counts[goal] > 1 for goal in wanted):
            counts.subtract(list(one.reached))
        else:
            kept.append((one, wanted))
    return reversed(kept)
