"""An installation checked by itself: what ships is usable, its cases hold, and every backend answers as the reference does.

In: the names of backends, policies, a seed, how many cases. Out: `SelfCheck`: what was done, with counts, so that nobody takes
an empty run for a good one, and what differs. Needs neither pytest nor Hypothesis. Knows no words.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from attrs import define, field, frozen

from policyrules import library
from policyrules.api import load
from policyrules.backends.registry import REFERENCE, backend
from policyrules.columns.engines import NAMES as ENGINES
from policyrules.columns.engines import engine
from policyrules.core.program import Op, Quantifier
from policyrules.diagnostics import PolicyError
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import Trial, trials
from policyrules.testing.selfcheck.batches import run as run_batches
from policyrules.testing.selfcheck.conformance import ConformanceCase, conformance_cases, differing
from policyrules.testing.selfcheck.differential import Failed, Tally, failed, run
from policyrules.testing.selfcheck.metamorphic import changes, differences
from policyrules.testing.wild.policies import draw_policy
from policyrules.version import __version__

#: So many enterprises are decided about by a policy before and after each change.
PER_CHANGE = 5

#: Everything that a differential run can reach.
REACHABLE = (*(op.value for op in Op if op is not Op.EACH), *(f"each {kind.value}" for kind in Quantifier))


@frozen(eq=False)
class PolicyChecked:
    """A policy that ships: how many scenarios it carries and which failed; `error` where it cannot be used."""

    name: str
    digest: str
    scenarios: int
    failed: tuple[str, ...]
    error: PolicyError | None = None


@frozen(eq=False)
class CaseDiffers:
    """A conformance case that does not hold: of what, what was expected, what was found."""

    case: ConformanceCase
    what: str
    expected: object
    found: object


@frozen(eq=False)
class Conformed:
    """The conformance cases on a backend."""

    backend: str
    cases: int
    differing: tuple[CaseDiffers, ...]


@frozen(eq=False)
class ChangeDiffers:
    """An enterprise about which a policy decides otherwise after a change that may not change a decision."""

    policy: Policy
    text: str
    what: str
    trial: Trial


@define(eq=False)
class Changing:
    """Policies that were changed in ways that may not change a decision, how often in which, and what differs."""

    policies: int = 0
    cases: int = 0
    changes: Counter[str] = field(factory=Counter)
    differences: list[ChangeDiffers] = field(factory=list)
    failed: list[Failed] = field(factory=list)


@frozen(eq=False)
class SelfCheck:
    """What was checked and what differs."""

    seed: int
    policies: tuple[PolicyChecked, ...]
    conformed: tuple[Conformed, ...]
    tallies: tuple[tuple[str, Tally], ...]
    changing: Changing
    version: str = __version__

    @property
    def failures(self) -> int:
        """How much differs."""
        of_policies = sum(len(one.failed) + (one.error is not None) for one in self.policies)
        of_cases = sum(len(one.differing) for one in self.conformed)
        of_answers = sum(len(tally.differences) + len(tally.failed) for _, tally in self.tallies)
        return of_policies + of_cases + of_answers + len(self.changing.differences) + len(self.changing.failed)

    @property
    def holds(self) -> bool:
        return self.failures == 0


def selfcheck(
    backends: Sequence[str],
    *,
    cases: int,
    seed: int,
    policy: Policy | None = None,
    step: Callable[[], None] = lambda: None,
) -> SelfCheck:
    """Check the installation; with a `policy`, only that one and the backends on it. `step` is called after each case."""
    loaded = dict(_shipped()) if policy is None else {policy.name: policy}
    known = [one for one in loaded.values() if isinstance(one, Policy)]
    one_by_one = [name for name in backends if name not in ENGINES]
    conformed = () if policy is not None else tuple(_conformed(name) for name in dict.fromkeys((REFERENCE, *one_by_one)))
    tallies = tuple((name, _tally(name, known, cases, seed, policy is None, step)) for name in backends)
    changing = _changing(cases, seed) if policy is None else _changing_one(policy, "", seed, Changing())
    return SelfCheck(seed, tuple(_checked(name, one) for name, one in loaded.items()), conformed, tallies, changing)


def _tally(name: str, known: Sequence[Policy], cases: int, seed: int, at_random: bool, step: Callable[[], None]) -> Tally:
    """Hold a backend against the reference: one enterprise after another, or many by a query."""
    if name not in ENGINES:
        return run(backend(name), known, cases=cases, seed=seed, at_random=at_random, step=step)
    return run_batches(known, cases=cases, seed=seed, at_random=at_random, step=step, engine=engine(name))


def _changing(cases: int, seed: int) -> Changing:
    """Change random policies: one for every hundred cases."""
    found = Changing()
    for drawing in range(seed, seed - (-cases // 100)):
        try:
            drawn = draw_policy(Seeded(drawing))
            _changing_one(drawn.build(), drawn.text, seed, found)
        except Exception as error:  # a mistake of ours, which must not hide what else there is
            found.failed.append(failed(drawing, error))
    return found


def _changing_one(policy: Policy, text: str, seed: int, found: Changing) -> Changing:
    found.policies += 1
    enterprises = tuple(islice(trials(policy, seed), PER_CHANGE))
    for changed in changes(policy, Seeded(seed)):
        found.changes[changed.what] += 1
        for trial in enterprises:
            found.cases += 1
            different = differences(policy, changed, trial)
            if different:
                found.differences.append(ChangeDiffers(policy, text, different[0], trial))
                break
    return found


def _shipped() -> Iterator[tuple[str, Policy | PolicyError]]:
    for name in library.shipped():
        try:
            yield name, load(name)
        except PolicyError as error:
            yield name, error


def _checked(name: str, policy: Policy | PolicyError) -> PolicyChecked:
    if isinstance(policy, PolicyError):
        return PolicyChecked(name, "", 0, (), policy)
    results = policy.test()
    return PolicyChecked(name, policy.digest, len(results), tuple(one.title for one in results if not one.passed))


def _conformed(name: str) -> Conformed:
    every, prepare = conformance_cases(), backend(name)
    found = (CaseDiffers(case, *one) for case in every for one in differing(case, prepare))
    return Conformed(name, len(every), tuple(found))
