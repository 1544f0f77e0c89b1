"""Cases of a suite that a person has accepted, held against changed policies: what `test` runs again notices a change too.

In: a policy, and entries that say what it decides. Out: the first entry of which a changed policy decides something otherwise,
or refuses the case. That this is what running all of them again would find is held by tests. What nobody has accepted is no
business of this module.
"""

from collections.abc import Sequence
from hashlib import sha256

from attrs import evolve

from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.policy import Policy
from policyrules.testing.mutation.trying import Changed, Decided
from policyrules.testing.points import Point, told
from policyrules.testing.results import SECTIONS, results_at
from policyrules.testing.suites.files import entry_line
from policyrules.testing.suites.suite import Entry


def entry_digest(entry: Entry) -> str:
    """Return what tells an entry from others that say something else; who accepted it says nothing about the policy."""
    return sha256(entry_line(evolve(entry, review=None)).encode()).hexdigest()


class Accepted:
    """The accepted entries of a policy, all of which hold, with the answers to them."""

    def __init__(self, policy: Policy, entries: Sequence[Entry]) -> None:
        self._language = policy.language
        self._points = tuple(point for point in told(policy) if point.kind in SECTIONS) if entries else ()
        self._all = tuple((entry, _decided(policy, entry)) for entry in entries)

    def first_changed(self, changed: Changed) -> Entry | None:
        """Return the first entry that a changed policy decides otherwise, in the order of the file."""
        looked_at = [one for one in self._points if one in changed.asks_otherwise]
        if not looked_at and not changed.relations_changed:
            return None
        return next((entry for entry, before in self._all if self._differs(entry, before, changed, looked_at)), None)

    def _differs(self, entry: Entry, before: Decided, changed: Changed, looked_at: Sequence[Point]) -> bool:
        after = changed.decided(before)
        if changed.refuses(after):
            return True
        if not looked_at:
            return False
        now = results_at(changed.decision(after), looked_at, self._language)
        return any(entry.expected.get(one) != now.get(one) for one in looked_at)


def _decided(policy: Policy, entry: Entry) -> Decided:
    trial = entry.trial
    case = read_case(policy.program, trial.facts, trial.day, dict(trial.readings))
    return Decided(case, trial.readings, evaluate(policy.program, case))
