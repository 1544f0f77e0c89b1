"""Mutation of a policy: every slip is tried, and it is said which of them no scenario would notice.

In: a way to read a policy, and options. Out: `Mutation`: what becomes of each edit. It is refused by checking, caught by a
scenario, an accepted case or a property, survives though a case tells it from the policy, or is not told apart by any case that
was tried, which does not mean that there is none. The work is spread over processes; the result does not depend on how many
there are.
"""

import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from random import Random
from typing import TypeVar

from attrs import evolve, frozen

from policyrules.diagnostics import Language
from policyrules.messages.mutation import said
from policyrules.policy import Policy
from policyrules.scenarios import Trial
from policyrules.testing.mutation.accepted import Accepted, entry_digest
from policyrules.testing.mutation.apart import Cases
from policyrules.testing.mutation.edits import Edit, Workshop, edits
from policyrules.testing.mutation.remembering import Memory, Remembered, ToldApart, scenario_digest
from policyrules.testing.mutation.rewrites import EditKind
from policyrules.testing.mutation.trying import Changed, Scenarios
from policyrules.testing.points import Point
from policyrules.testing.properties.trying import try_properties
from policyrules.testing.suites.suite import Entry


class Fate(StrEnum):
    """What becomes of an edit."""

    REFUSED = "refused"
    CAUGHT = "caught"
    SURVIVED = "survived"
    NOT_TOLD_APART = "not_told_apart"


@frozen
class Mutant:
    """An edit, in the provision or definition `place`, and what became of it.

    `program` is the digest of what it asks. `by` says what refused or caught it: codes, the scenario, which begins at
    `by_line`, the accepted case, whose id is `by_case`, or a property. Of one that survived, `point` is where a case comes out
    otherwise, and `scenario` is that case as a scenario of the policy; `cases` is how many were tried.
    """

    number: int
    kind: EditKind
    line: int
    place: str
    before: str
    after: str
    words: tuple[str, str]
    fate: Fate
    program: str
    by: str = ""
    by_line: int | None = None
    by_case: str | None = None
    point: Point | None = None
    scenario: str | None = None
    cases: int = 0


@frozen
class Mutation:
    """What became of all edits that were tried, in the order of the text.

    `edits` is how many there are; those that say the same as the policy or as one before are `same`, and are counted nowhere
    else. `left` is how many were not tried to the end where the work was broken off. `accepted` is how many accepted cases of a
    suite were run besides the scenarios.
    """

    policy: Policy
    mutants: tuple[Mutant, ...]
    edits: int
    same: int
    cases: int
    seed: int
    left: int = 0
    accepted: int = 0

    def count(self, fate: Fate, kind: EditKind | None = None) -> int:
        """Return how many mutants had a fate, of all kinds or of one."""
        return sum(one.fate is fate and kind in (None, one.kind) for one in self.mutants)

    def score(self, kind: EditKind | None = None) -> Fraction | None:
        """Return the share that was caught of those that some case tells apart; nothing where none does."""
        caught, survived = self.count(Fate.CAUGHT, kind), self.count(Fate.SURVIVED, kind)
        return Fraction(caught, caught + survived) if caught + survived else None


@frozen
class Options:
    """How to go about it: which edits, how many of them by chance, how many cases for those that survive."""

    jobs: int = 1
    cases: int = 2000
    seed: int = 0
    limit: int | None = None
    kinds: tuple[EditKind, ...] = ()
    lines: tuple[int, int] = (1, sys.maxsize)


Read = Callable[[], Policy]

#: What is told of the work while it is done: how much of how much.
Progress = Callable[[int, int], None]


def mutate(policy: Policy, read: Read, options: Options, memory: Memory, progress: Progress | None = None) -> Mutation:
    """Try the edits of a policy.

    `read` reads the same policy in every other process, so that it must be something that can be sent there. What `memory`
    knows is not done again, and what is found is put into it; the accepted cases that it holds are run beside the scenarios.
    `KeyboardInterrupt` ends the work, and what is known so far is returned.
    """
    run = _Run(policy, options, memory, progress or (lambda done, of: None))
    try:
        with _workers(policy, read, options, memory.accepted) as workers:
            run.first(workers)
            run.second(workers)
    except KeyboardInterrupt:
        pass  # the result says how much is left
    return run.result()


class _Run:
    """One run over the edits of a policy."""

    def __init__(self, policy: Policy, options: Options, memory: Memory, progress: Progress) -> None:
        self._policy, self._options, self._memory, self._progress = policy, options, memory, progress
        self._edits = tuple(edits(policy))
        self._wanted = self._chosen()
        self._seen = {memory.original}
        self._same = 0
        self._found: dict[int, Mutant] = {}
        self._open: dict[int, Mutant] = {}

    def _chosen(self) -> list[int]:
        options, (first, last) = self._options, self._options.lines
        found = [
            number
            for number, one in enumerate(self._edits)
            if first <= one.line <= last and (not options.kinds or one.kind in options.kinds)
        ]
        if options.limit is not None and options.limit < len(found):
            found = sorted(Random(options.seed).sample(found, options.limit))
        return found

    def first(self, workers: "_Workers") -> None:
        """Build every edit and hold it against the scenarios and the accepted cases."""
        keys = {number: self._memory.key(self._edits[number]) for number in self._wanted}
        known = {number: self._memory.known(keys[number]) for number in self._wanted}
        fresh = workers.each(_tried, [number for number in self._wanted if known[number] is None])
        for done, number in enumerate(self._wanted, 1):
            one = known[number] or next(fresh)
            self._memory.learn(keys[number], one)
            self._sort(number, one)
            self._progress(done, len(self._wanted))

    def _sort(self, number: int, one: Remembered) -> None:
        edit = self._edits[number]
        told = (edit.before, edit.after, edit.words)
        mutant = Mutant(number, edit.kind, edit.line, edit.place, *told, Fate.NOT_TOLD_APART, one.program or "")
        if one.program is None:
            self._found[number] = evolve(mutant, fate=Fate.REFUSED, by="、".join(one.codes))
        elif one.program in self._seen:
            self._same += 1
        else:
            self._seen.add(one.program)
            if one.caught is None:
                self._open[number] = mutant
            else:
                self._found[number] = _caught(mutant, self._memory.noticing(one.caught))

    def second(self, workers: "_Workers") -> None:
        """Look for cases that tell those apart which nothing caught, and try the properties on them."""
        tried = (self._options.cases, self._options.seed)
        numbers = list(self._open)
        known = {number: self._memory.told(self._open[number].program, *tried) for number in numbers}
        fresh = workers.each(_told_apart, [number for number in numbers if known[number] is None])
        for done, number in enumerate(numbers, 1):
            one = known[number] or next(fresh)
            mutant = self._open.pop(number)
            self._memory.learn_told(mutant.program, *tried, one)
            told = evolve(mutant, point=one.point, scenario=one.scenario, cases=one.cases)
            if one.broken is not None:
                told = evolve(mutant, fate=Fate.CAUGHT, by=one.broken, cases=one.cases)
            elif one.point is not None:
                told = evolve(told, fate=Fate.SURVIVED)
            self._found[number] = told
            self._progress(done, len(numbers))

    def result(self) -> Mutation:
        """Return what is known."""
        mutants = tuple(sorted(self._found.values(), key=lambda one: (one.line, one.number)))
        left = len(self._wanted) - self._same - len(mutants)
        options = self._options
        accepted = len(self._memory.accepted)
        return Mutation(self._policy, mutants, len(self._edits), self._same, options.cases, options.seed, left, accepted)


def _caught(mutant: Mutant, by: Trial | Entry) -> Mutant:
    """Say that a scenario or an accepted case caught an edit."""
    if isinstance(by, Entry):
        return evolve(mutant, fate=Fate.CAUGHT, by=by.title, by_case=by.id)
    return evolve(mutant, fate=Fate.CAUGHT, by=by.title, by_line=by.line)


# --- the work itself --------------------------------------------------------------------------------------------------


class _Bench:
    """What one process works with."""

    def __init__(self, policy: Policy, options: Options, accepted: Sequence[Entry]) -> None:
        self._policy, self._options, self._entries = policy, options, accepted
        self._edits = tuple(edits(policy))
        self._workshop = Workshop(policy)

    @cached_property
    def _scenarios(self) -> Scenarios:
        return Scenarios(self._policy)

    @cached_property
    def _accepted(self) -> Accepted:
        return Accepted(self._policy, self._entries)

    @cached_property
    def _cases(self) -> Cases:
        return Cases(self._policy, self._options.cases, self._options.seed)

    def tried(self, number: int) -> Remembered:
        """Build an edit, and hold it against the scenarios, then against the accepted cases."""
        built = self._workshop.build(self._edits[number])
        if built.lowered is None or built.digest is None:
            return Remembered(None, tuple(dict.fromkeys(one.code for one in built.diagnostics)))
        if built.digest == self._workshop.digest:
            return Remembered(built.digest)
        return Remembered(built.digest, caught=self._caught(Changed.of(self._policy.lowered, built.lowered)))

    def _caught(self, changed: Changed) -> str | None:
        """Return the digest of what notices a change."""
        failing = self._scenarios.first_failing(changed)
        if failing is not None:
            return scenario_digest(failing.tree)
        entry = self._accepted.first_changed(changed)
        return None if entry is None else entry_digest(entry)

    def told_apart(self, number: int) -> ToldApart:
        """Look for a case that tells an edit from the policy."""
        edit = self._edits[number]
        lowered = self._workshop.build(edit).lowered
        assert lowered is not None  # INVARIANT: only what was built is asked about
        told, tried = self._cases.telling(Changed.of(self._policy.lowered, lowered), title_of(edit, self._policy.language))
        return ToldApart(tried) if told is None else ToldApart(tried, told.point, told.text, _speaks_against(edit))


def _speaks_against(edit: Edit) -> str | None:
    """Return the first property that an edited policy does not have."""
    edited = edit.applied()
    return next((one.spec.name for one in try_properties(edited) if one.counterexample is not None), None)


def title_of(edit: Edit, language: Language) -> str:
    """Return what a scenario is called that would catch an edit."""
    return said("title", language, place=edit.place, line=edit.line)


#: The benches of a process: the last one is worked at.
_BENCHES: list[_Bench] = []


def _begin(read: Read, options: Options, accepted: Sequence[Entry]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one ends it
    _BENCHES.append(_Bench(read(), options, accepted))


def _tried(number: int) -> Remembered:
    return _BENCHES[-1].tried(number)


def _told_apart(number: int) -> ToldApart:
    return _BENCHES[-1].told_apart(number)


T = TypeVar("T")


@frozen
class _Workers:
    executor: Executor | None

    def each(self, work: Callable[[int], T], numbers: Sequence[int]) -> Iterator[T]:
        """Yield what comes of each number, in their order."""
        return map(work, numbers) if self.executor is None or not numbers else self.executor.map(work, numbers)


@contextmanager
def _workers(policy: Policy, read: Read, options: Options, accepted: Sequence[Entry]) -> Iterator[_Workers]:
    """Give what does the work: this process, or several."""
    if options.jobs > 1:
        with ProcessPoolExecutor(options.jobs, initializer=_begin, initargs=(read, options, accepted)) as executor:
            yield _Workers(executor)
        return
    _BENCHES.append(_Bench(policy, options, accepted))
    try:
        yield _Workers(None)
    finally:
        _BENCHES.pop()
