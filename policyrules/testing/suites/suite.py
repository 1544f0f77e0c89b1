"""A suite: cases of a policy with what it decides about each, and which of them a person has reviewed.

In: entries, a policy, who accepts which of them on which day. Out: suites; what accepted entries say beside what the policy
decides now. What no person has accepted is never taken for more than what a program worked out. Knows no file and no clock.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from hashlib import sha256

from attrs import evolve, field, frozen

from policyrules.core.digest import rules_digest
from policyrules.core.program import Program
from policyrules.diagnostics import Diagnostic, DiagnosticError, FactsError, Language
from policyrules.explain.decision import Decision
from policyrules.policy import Policy
from policyrules.testing.drawing.trial import Trial, written_fact
from policyrules.testing.results import Change, Results, changes, results

#: The version of the format.
SCHEMA = "policyrules/suite/1"

#: Digits of the digest of a case by which an entry is named.
ID_LENGTH = 12


class SuiteError(DiagnosticError):
    """A suite that cannot be used; `diagnostics` says everything that is wrong with it."""


@frozen
class Review:
    """Who accepted what an entry says, and on which day."""

    by: str
    on: date


@frozen
class Entry:
    """A case, what it reaches in words, and what the policy decided about it.

    `id` is the digest of the case. `line` is where it stands in its file. `review` is `None` as long as no person has accepted
    it.
    """

    id: str
    title: str
    reaches: tuple[str, ...]
    trial: Trial
    expected: Results = field(hash=False)
    review: Review | None = None
    line: int = 0

    @property
    def accepted(self) -> bool:
        """Whether a person has accepted what it says."""
        return self.review is not None

    def changes(self, policy: Policy) -> tuple[Change, ...]:
        """Return what a policy, or a changed copy of it, decides otherwise; `FactsError` where it cannot read the case."""
        trial = self.trial
        return changes(self.expected, results(policy, policy.decide(trial.facts, trial.day, dict(trial.readings))))


@frozen
class Suite:
    """The entries of a policy; `digest` is that of what the policy said, apart from its scenarios, when they were written."""

    policy: str
    digest: str
    engine: str
    seed: int
    entries: tuple[Entry, ...]

    @property
    def accepted(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.accepted)

    @property
    def unreviewed(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if not entry.accepted)


def suite_of(policy: Policy, seed: int, entries: Iterable[Entry], engine: str) -> Suite:
    """Return a suite of a policy as it is now; `engine` is the version of what decided."""
    return Suite(policy.name, rules_digest(policy.checked), engine, seed, tuple(entries))


# --- cases --------------------------------------------------------------------------------------------------------------


def canonical(program: Program, decision: Decision, readings: Mapping[str, str], language: Language) -> Trial:
    """Return the trial that was decided, each fact written in one way only, and nothing said of what is unknown."""
    facts = {spec.name: written_fact(spec, decision.case.facts[spec.name], language) for spec in program.facts}
    known = {name: _keyed(value) for name, value in facts.items() if value is not None and value != {}}
    taken = {name: option for name, option in readings.items() if option != program.reading(name).default}
    return Trial(known, decision.day, taken)


def _keyed(value: object) -> object:
    """Return a series with texts as keys, as JSON has them."""
    return {str(key): one for key, one in value.items()} if isinstance(value, Mapping) else value


def case_id(trial: Trial) -> str:
    """Return the id of a case in its canonical form."""
    said = json.dumps([trial.day.isoformat(), trial.facts, trial.readings], sort_keys=True, ensure_ascii=False, default=str)
    return sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:ID_LENGTH]


def entry_of(policy: Policy, trial: Trial, title: str, reaches: Sequence[str]) -> Entry:
    """Return an entry for a trial with what the policy decides about it. Raises `FactsError` where it cannot read it."""
    decision = policy.decide(trial.facts, trial.day, dict(trial.readings))
    written = canonical(policy.program, decision, trial.readings, policy.language)
    return Entry(case_id(written), title, tuple(reaches), written, results(policy, decision))


# --- running again ------------------------------------------------------------------------------------------------------


@frozen
class Rerun:
    """What came of the accepted entries: `changed` are those of which something came out otherwise, with what did.

    `wrong` is what is wrong with accepted entries that could not be decided. `is_other` says that the policy was changed since
    the suite was written.
    """

    suite: Suite
    passed: tuple[Entry, ...]
    changed: tuple[tuple[Entry, tuple[Change, ...]], ...]
    wrong: tuple[Diagnostic, ...]
    is_other: bool

    @property
    def holds(self) -> bool:
        """Whether every accepted entry still says what the policy decides."""
        return not self.changed and not self.wrong


def rerun(policy: Policy, suite: Suite, name: str) -> Rerun:
    """Decide the accepted entries of a suite again; `name` is that of its file."""
    passed: list[Entry] = []
    changed: list[tuple[Entry, tuple[Change, ...]]] = []
    wrong: list[Diagnostic] = []
    for entry in suite.accepted:
        found = decided_again(policy, entry, name)
        if isinstance(found, Sequence):
            wrong.extend(found)
            continue
        different = changes(entry.expected, found.expected)
        if different:
            changed.append((entry, different))
        else:
            passed.append(entry)
    return Rerun(suite, tuple(passed), tuple(changed), tuple(wrong), suite.digest != rules_digest(policy.checked))


def decided_again(policy: Policy, entry: Entry, name: str) -> Entry | Sequence[Diagnostic]:
    """Return an entry with what the policy decides now, or what is wrong with its case."""
    trial, path = entry.trial, f"{name}:{entry.line}"
    try:
        decision = policy.decide(trial.facts, trial.day, dict(trial.readings), path=path)
    except FactsError as error:
        return error.diagnostics
    written = canonical(policy.program, decision, trial.readings, policy.language)
    right = case_id(evolve(written, readings=trial.readings))  # what is taken by default may have changed since
    if right != entry.id:
        return [Diagnostic("suite-id", {"id": entry.id, "right": right}, path=path)]
    return evolve(entry, expected=results(policy, decision))


# --- accepting ----------------------------------------------------------------------------------------------------------


@frozen
class Acceptance:
    """A suite in which entries were accepted: new ones, those whose values were replaced, those that stayed as they were."""

    suite: Suite
    new: tuple[Entry, ...]
    replaced: tuple[tuple[Entry, tuple[Change, ...]], ...]
    kept: tuple[Entry, ...]


def accept(policy: Policy, suite: Suite, ids: Sequence[str] | None, review: Review, name: str) -> Acceptance:
    """Accept entries by their ids, or all of them, for a person on a day.

    An entry that was accepted before takes the values that the policy decides now; one that says what is decided now stays
    as it was. One that nobody has accepted must say what is decided now: otherwise nobody has seen that.

    Raises `SuiteError` with every id that no entry has, and every entry that cannot be accepted.
    """
    known = {entry.id: entry for entry in suite.entries}
    asked = tuple(known) if ids is None else tuple(dict.fromkeys(ids))
    wrong = [Diagnostic("suite-no-entry", {"id": one}, path=name) for one in asked if one not in known]
    new: list[Entry] = []
    replaced: list[tuple[Entry, tuple[Change, ...]]] = []
    kept: list[Entry] = []
    for entry in (known[one] for one in asked if one in known):
        found = decided_again(policy, entry, name)
        if not isinstance(found, Entry):
            wrong.extend(found)
            continue
        different = changes(entry.expected, found.expected)
        if entry.accepted and not different:
            kept.append(entry)
        elif entry.accepted:
            replaced.append((evolve(found, review=review), different))
        elif different:
            wrong.append(Diagnostic("suite-stale", {"id": entry.id}, path=f"{name}:{entry.line}"))
        else:
            new.append(evolve(found, review=review))
    if wrong:
        raise SuiteError(wrong)
    now = {entry.id: entry for entry in (*new, *(entry for entry, _ in replaced))}
    entries = tuple(now.get(entry.id, entry) for entry in suite.entries)
    written = evolve(suite, entries=entries, digest=rules_digest(policy.checked))
    return Acceptance(written, tuple(new), tuple(replaced), tuple(kept))
