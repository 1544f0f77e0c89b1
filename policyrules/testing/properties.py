"""Properties of a policy, tried on many enterprises.

In: a policy, one of its properties and trials, or a number of cases and a seed. Out: how many enterprises were tried, to how
many of them the property applied, and the first that it does not hold for, made small. That none was found is no proof.

What is held against what is written in `docs/semantics.md`: a property is never broken by what merely is not given.
"""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import islice

from attrs import frozen

from policyrules.backends.reference import evaluate
from policyrules.core.outline import PropertySpec, RequiredSpec, Requirement
from policyrules.diagnostics import FactsError
from policyrules.explain.decision import Decision
from policyrules.explain.missing import why_open
from policyrules.explain.scope import is_open
from policyrules.policy import Policy
from policyrules.testing.changing import pairs
from policyrules.testing.drafts import Draft, is_known
from policyrules.testing.enterprises import trials
from policyrules.testing.plans import plan_of
from policyrules.testing.trial import Trial
from policyrules.values.answers import Answer, Interval, Truth

#: How many enterprises are tried unless somebody says otherwise.
CASES = 200

_TRUTHS = {Truth.F: (0, 0), Truth.U: (0, 1), Truth.T: (1, 1)}


@frozen
class Counterexample:
    """An enterprise that a property does not hold for: what is required of it, and what is decided.

    `changed` and `after` are the enterprise after the change, where the property names one.
    """

    required: RequiredSpec
    trial: Trial
    before: Decision
    changed: Trial | None = None
    after: Decision | None = None


@frozen
class Tried:
    """What came of trying a property: on `cases` enterprises, to `applied` of which it applied."""

    spec: PropertySpec
    cases: int
    applied: int
    counterexample: Counterexample | None

    @property
    def passed(self) -> bool:
        """Say whether nothing speaks against it; a property that applied to nobody was not tried at all."""
        return self.counterexample is None and self.applied > 0


def try_properties(policy: Policy, cases: int = CASES, seed: int = 0) -> Iterator[Tried]:
    """Try all properties of a policy, in the order of the text."""
    return (try_property(policy, spec, cases, seed) for spec in policy.outline.properties)


def try_property(policy: Policy, spec: PropertySpec, cases: int = CASES, seed: int = 0) -> Tried:
    """Try a property on enterprises that are drawn, the same for the same seed."""
    applied = tried = 0
    for trial in islice(_drawn(policy, seed), cases):
        tried += 1
        found = _judged(policy, spec, trial)
        applied += found is not None
        if isinstance(found, _Broken):
            return Tried(spec, tried, applied, _told(policy, spec, _smaller(policy, spec, trial)))
    return Tried(spec, tried, applied, None)


def holds(policy: Policy, spec: PropertySpec, given: Iterable[Trial]) -> bool:
    """Say whether none of some enterprises speaks against a property."""
    return not any(isinstance(_judged(policy, spec, trial), _Broken) for trial in given)


def _drawn(policy: Policy, seed: int) -> Iterator[Trial]:
    """Yield enterprises all of whose facts are given, by the readings that the policy takes."""
    return (Trial(trial.facts, trial.day) for trial in trials(policy, seed, unknown=0))


# --- one enterprise -----------------------------------------------------------------------------------------------------


@frozen(eq=False)
class _Broken:
    """What of a property is broken, and by which drafts."""

    required: RequiredSpec
    before: Draft
    after: Draft | None = None


class _Kept:
    """A property applied, and nothing speaks against it."""


def _judged(policy: Policy, spec: PropertySpec, trial: Trial) -> _Broken | _Kept | None:
    """Hold an enterprise against a property; `None` where the property does not apply to it."""
    facts = trial.facts
    if spec.given_only is not None:
        facts = {name: value for name, value in facts.items() if name in spec.given_only}
    try:
        draft = Draft.of(plan_of(policy), Trial(facts, trial.day, trial.readings))
    except FactsError:
        return None
    if draft.broken():
        return None
    return _alone(spec, draft) if spec.change is None else _changed(spec, draft)


def _alone(spec: PropertySpec, draft: Draft) -> _Broken | _Kept | None:
    if draft.answers[spec.applies.node] is not Truth.T or not _all_given(spec, draft):
        return None
    judged = [_kept_alone(spec, required, draft) for required in spec.requires]
    for required, kept in zip(spec.requires, judged, strict=True):
        if kept is False:
            return _Broken(required, draft)
    return None if None in judged else _Kept()


def _all_given(spec: PropertySpec, draft: Draft) -> bool:
    """Say whether all is known of the facts that are to be known."""
    known = (is_known(draft.facts[name]) for name in spec.given_only or () if name in draft.facts)
    return all(known)


def _kept_alone(spec: PropertySpec, required: RequiredSpec, draft: Draft) -> bool | None:
    """Say whether a requirement is kept; `None` where facts that should be given are not, so that it cannot be said."""
    answer = draft.answers[required.site.node]
    if required.kind is Requirement.HOLDS:
        return False if answer is Truth.F else True if answer is Truth.T or not _missing(required, draft) else None
    if not is_open(answer):
        return True
    missing = {path.partition("[")[0] for path in _missing(required, draft)}
    return None if (missing if spec.given_only is None else missing & set(spec.given_only)) else False


def _changed(spec: PropertySpec, draft: Draft) -> _Broken | _Kept | None:
    assert spec.change is not None
    applied = False
    for before, after in pairs(draft, spec.change):
        if before.answers[spec.applies.node] is Truth.T and _all_given(spec, before):
            applied = True
            for required in spec.requires:
                if _falls(required, before, after):
                    return _Broken(required, before, after)
    return _Kept() if applied else None


def _falls(required: RequiredSpec, before: Draft, after: Draft) -> bool:
    """Say whether a value falls by more than it may: definitely, or, where all that matters is given, as far as it goes.

    What the document leaves open may turn out either way: its least value must not fall, nor its greatest.
    """
    node, allowance = required.site.node, required.allowance
    (low, high), (low_after, high_after) = _ends(before.answers[node]), _ends(after.answers[node])
    if _less(high_after, low, allowance, upper=True):
        return True
    falls = _less(low_after, low, allowance) or _less(high_after, high, allowance, upper=True)
    return falls and not _missing(required, before) and not _missing(required, after)


End = Fraction | int | None


def _ends(answer: Answer) -> tuple[End, End]:
    if isinstance(answer, Truth):
        return _TRUTHS[answer]
    assert isinstance(answer, Interval)
    return answer.low, answer.high


def _less(after: End, before: End, allowance: Fraction, *, upper: bool = False) -> bool:
    """Say whether an end lies lower than another, and by more than is allowed; `None` is no end at all."""
    if upper:
        return after is not None and (before is None or after < before - allowance)
    return before is not None and (after is None or after < before - allowance)


def _missing(required: RequiredSpec, draft: Draft) -> tuple[str, ...]:
    """Return the facts that are not given and would matter."""
    node = required.site.node
    if not is_open(draft.answers[node]):
        return ()
    return why_open(draft.plan.program, evaluate(draft.plan.program, draft.case), node).missing


# --- made small, and told -------------------------------------------------------------------------------------------------


def _smaller(policy: Policy, spec: PropertySpec, trial: Trial) -> Trial:
    """Leave out what of an enterprise is not needed."""

    def broken(candidate: Trial) -> bool:
        return isinstance(_judged(policy, spec, candidate), _Broken)

    is_smaller = True
    while is_smaller:
        is_smaller = False
        for candidate in _less_of(trial):
            if broken(candidate):
                trial, is_smaller = candidate, True
                break
    return trial


def _less_of(trial: Trial) -> Iterator[Trial]:
    for name, value in trial.facts.items():
        rest = {key: other for key, other in trial.facts.items() if key != name}
        yield Trial(rest, trial.day, trial.readings)
        if isinstance(value, list):
            for number in range(len(value)):
                yield Trial({**trial.facts, name: value[:number] + value[number + 1 :]}, trial.day, trial.readings)
        elif isinstance(value, dict):
            for period in value:
                fewer = {key: other for key, other in value.items() if key != period}
                yield Trial({**trial.facts, name: fewer}, trial.day, trial.readings)


def _told(policy: Policy, spec: PropertySpec, trial: Trial) -> Counterexample:
    found = _judged(policy, spec, trial)
    assert isinstance(found, _Broken)
    before = found.before.trial()
    decided = policy.decide(before.facts, before.day)
    if found.after is None:
        return Counterexample(found.required, before, decided)
    after = found.after.trial()
    return Counterexample(found.required, before, decided, after, policy.decide(after.facts, after.day))
