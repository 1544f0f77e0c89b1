"""Properties of a policy, tried on many enterprises.

In: a policy, one of its properties and trials, or a number of cases and a seed. Out: how many enterprises were tried, to how
many of them the property applied, and the first that it does not hold for, made small. That none was found is no proof.

What is held against what is written in `docs/semantics.md`: a property is never broken by what merely is not given.
"""

from collections.abc import Iterable, Iterator
from contextlib import closing
from fractions import Fraction
from itertools import islice

from attrs import frozen

from policyrules.backends.reference import evaluate
from policyrules.core.case import Case
from policyrules.core.outline import Direction, PropertySpec, RequiredSpec, Requirement
from policyrules.diagnostics import FactsError
from policyrules.explain.decision import Decision
from policyrules.explain.missing import why_open
from policyrules.explain.scope import is_open
from policyrules.policy import Policy
from policyrules.testing.aiming.aiming import Goal, goal, reach
from policyrules.testing.aiming.shrinking import shrink
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.enterprises import draw_trial
from policyrules.testing.properties.changing import changed
from policyrules.values.answers import Answer, Interval, Truth
from policyrules.values.types import Scalar

#: How many enterprises are tried unless somebody says otherwise.
CASES = 100

#: How often a counterexample is tried to be made smaller.
_SHRINKING = 400

#: How many are drawn between two that are aimed to break a condition.
_SELDOM = 7

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
    for draft in islice(_drawn(policy, spec, seed), cases):
        tried += 1
        found = _judged(policy, spec, draft)
        applied += found is not None
        if isinstance(found, _Broken):
            return Tried(spec, tried, applied, _told(policy, spec, _shrunk(policy, spec, draft.trial())))
    return Tried(spec, tried, applied, None)


def holds(policy: Policy, spec: PropertySpec, given: Iterable[Trial]) -> bool:
    """Say whether none of some enterprises speaks against a property."""
    return not any(_is_broken(policy, spec, trial) for trial in given)


def _drawn(policy: Policy, spec: PropertySpec, seed: int) -> Iterator[Draft]:
    """Yield enterprises all of whose facts are given, by the readings that the policy takes.

    Some are the one before, aimed: to be one that the property applies to, and of those that could speak against it.
    """
    plan, choices, sought = plan_of(policy), Seeded(seed), tuple(_sought(policy, spec))
    # What is true of everybody is searched for in vain, which takes long; what can fall is mostly found at once.
    between = _SELDOM if spec.change is None else 1
    while True:
        for _ in range(between):
            trial = draw_trial(policy, choices, unknown=0)
            draft = Draft.of(plan, Trial(trial.facts, trial.day))
            yield draft
        reach(draft, choices.pick(sought), choices)
        yield Draft(plan, draft.facts, draft.day, {})


def _sought(policy: Policy, spec: PropertySpec) -> Iterator[tuple[Goal, ...]]:
    """Yield what to aim at: that the property applies, and what could be broken, or could fall."""
    applies = goal(spec.applies.node, Truth.T)
    for required in spec.requires:
        node, nodes = required.site.node, policy.program.nodes
        if required.kind is Requirement.HOLDS:
            yield applies, goal(node, Truth.F)
        elif required.kind is Requirement.NO_FALL and nodes[node].type is Scalar.BOOL:
            yield applies, goal(node, Truth.T)
        elif policy.outline.total is not None and node == policy.outline.total.node:
            awards = (one for one in policy.outline.entitlements if one.amount is not None and one.amount.payable is not None)
            yield from ((applies, goal(one.verdict, Truth.T)) for one in awards)
        yield (applies,)


# --- one enterprise -----------------------------------------------------------------------------------------------------


@frozen(eq=False)
class _State:
    """What is decided about an enterprise: whether the property applies, and the answer of each thing required."""

    applies: bool
    answers: tuple[Answer, ...]
    case: Case


@frozen(eq=False)
class _Broken:
    """What of a property is broken, and about whom."""

    required: RequiredSpec
    before: Case
    after: Case | None = None


class _Kept:
    """A property applied, and nothing speaks against it."""


def _is_broken(policy: Policy, spec: PropertySpec, trial: Trial) -> bool:
    """Say whether an enterprise speaks against a property; one that the policy cannot read does not."""
    try:
        draft = Draft.of(plan_of(policy), trial)
    except FactsError:
        return False
    return isinstance(_judged(policy, spec, draft), _Broken)


def _judged(policy: Policy, spec: PropertySpec, draft: Draft) -> _Broken | _Kept | None:
    """Hold an enterprise against a property; `None` where the property does not apply to it."""
    if spec.given_only is not None:
        given = {name: answer for name, answer in draft.facts.items() if name in spec.given_only}
        draft = Draft(draft.plan, given, draft.day, {name: one for name, one in draft.readings.items() if one is not None})
    if draft.broken():
        return None
    return _alone(policy, spec, _state(spec, draft)) if spec.change is None else _changed(policy, spec, draft)


def _state(spec: PropertySpec, draft: Draft) -> _State:
    applies = draft.answers[spec.applies.node] is Truth.T
    return _State(applies, tuple(draft.answers[one.site.node] for one in spec.requires), draft.case)


def _alone(policy: Policy, spec: PropertySpec, state: _State) -> _Broken | _Kept | None:
    if not state.applies:
        return None
    judged = [_kept(policy, spec, *pair, state.case) for pair in zip(spec.requires, state.answers, strict=True)]
    for required, kept in zip(spec.requires, judged, strict=True):
        if kept is False:
            return _Broken(required, state.case)
    return None if None in judged else _Kept()


def _kept(policy: Policy, spec: PropertySpec, required: RequiredSpec, answer: Answer, case: Case) -> bool | None:
    """Say whether a requirement is kept; `None` where facts that should be given are not, so that it cannot be said."""
    if not is_open(answer):
        return required.kind is not Requirement.HOLDS or answer is not Truth.F
    missing = {path.partition("[")[0] for path in _missing(policy, required, answer, case)}
    if missing if spec.given_only is None else missing & set(spec.given_only):
        return None
    return required.kind is Requirement.HOLDS


def _changed(policy: Policy, spec: PropertySpec, draft: Draft) -> _Broken | _Kept | None:
    assert spec.change is not None
    applied, given = False, _state(spec, draft)
    with closing(changed(draft, spec.change)) as states:
        for _ in states:
            if draft.broken():
                continue
            other = _state(spec, draft)
            before, after = (other, given) if spec.change.direction is Direction.GAINS_ONE else (given, other)
            if before.applies:
                applied = True
                if (broken := _broken(policy, spec, before, after)) is not None:
                    return broken
    return _Kept() if applied else None


def _broken(policy: Policy, spec: PropertySpec, before: _State, after: _State) -> _Broken | None:
    for required, was, is_ in zip(spec.requires, before.answers, after.answers, strict=True):
        if was != is_ and _falls(policy, required, (was, before.case), (is_, after.case)):
            return _Broken(required, before.case, after.case)
    return None


def _falls(policy: Policy, required: RequiredSpec, before: tuple[Answer, Case], after: tuple[Answer, Case]) -> bool:
    """Say whether a value falls by more than it may: definitely, or, where all that matters is given, as far as it goes.

    What the document leaves open may turn out either way: its least value must not fall, nor its greatest.
    """
    allowance = required.allowance
    (low, high), (low_after, high_after) = _ends(before[0]), _ends(after[0])
    if _less(high_after, low, allowance, upper=True):
        return True
    falls = _less(low_after, low, allowance) or _less(high_after, high, allowance, upper=True)
    return falls and not any(_missing(policy, required, *state) for state in (before, after))


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


def _missing(policy: Policy, required: RequiredSpec, answer: Answer, case: Case) -> tuple[str, ...]:
    """Return the facts that are not given and would matter."""
    if not is_open(answer):
        return ()
    return why_open(policy.program, evaluate(policy.program, case), required.site.node).missing


# --- made small, and told -------------------------------------------------------------------------------------------------


def _shrunk(policy: Policy, spec: PropertySpec, trial: Trial) -> Trial:
    """Return a smaller enterprise that speaks against a property, by the readings that the policy takes."""
    return shrink(policy, trial, lambda one: not one.readings and _is_broken(policy, spec, one), _SHRINKING)


def _told(policy: Policy, spec: PropertySpec, trial: Trial) -> Counterexample:
    found = _judged(policy, spec, Draft.of(plan_of(policy), trial))
    assert isinstance(found, _Broken)
    before, after = (None if case is None else _trial(policy, case) for case in (found.before, found.after))
    assert before is not None
    decided = policy.decide(before.facts, before.day)
    then = None if after is None else policy.decide(after.facts, after.day)
    return Counterexample(found.required, before, decided, after, then)


def _trial(policy: Policy, case: Case) -> Trial:
    return Draft(plan_of(policy), case.facts, case.day.toordinal(), {}).trial()
