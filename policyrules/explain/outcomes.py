"""All that is decided about one enterprise on one day, as data.

In: the `Grounds` of a decision. Out: `Outcomes`, with an `Outcome` for every entitlement, a `TierStatus` for every tier, duties
and findings. Knows no layout.
"""

from collections.abc import Collection
from difflib import get_close_matches
from typing import Protocol, cast

from attrs import frozen

from policyrules.core.outline import DutySpec, Supersession
from policyrules.explain.findings import Finding, FindingKind, conflicts_elsewhere, of_outcome, of_tier
from policyrules.explain.grounds import Grounds
from policyrules.explain.kept import kept
from policyrules.explain.ladder import next_rung
from policyrules.explain.outcome import Outcome
from policyrules.explain.readings import Dependence, dependence
from policyrules.explain.tiers import TierStatus, tiers_of
from policyrules.explain.units import ResolvedUnit, resolve
from policyrules.explain.verdicts import VERDICTS, Verdict
from policyrules.values.answers import Truth


@frozen(eq=False, slots=False)
class DutyStatus:
    """A duty and whether it concerns this enterprise."""

    spec: DutySpec
    applies: Truth
    units: tuple[ResolvedUnit, ...]


class Outcomes(Grounds):
    """What is decided about one enterprise on one day."""

    __slots__ = ()

    @property
    def entitlements(self) -> tuple[Outcome, ...]:
        """All outcomes, in the order of the document."""
        return tuple(self[spec.id] for spec in self.outline.entitlements)

    @property
    def entitled(self) -> tuple[Outcome, ...]:
        """The outcomes whose conditions are met."""
        return tuple(outcome for outcome in self.entitlements if outcome.verdict is Verdict.ENTITLED)

    def find(self, name: str) -> Outcome | None:
        """Return the outcome with the id or, where only one has it, the name; `None` where there is none."""
        return self[name] if name in self._terms.places else None

    def nearest(self, name: str) -> tuple[str, ...]:
        """Return the entitlements that may have been meant: ids of those that share the name, else similar names."""
        same = tuple(outcome.id for outcome in self.entitlements if outcome.name == name)
        names = dict.fromkeys(key for outcome in self.entitlements for key in (outcome.name, outcome.id))
        return same or tuple(get_close_matches(name, names, 3, 0.5))

    #: Outcomes are asked for by name, or all together as `entitlements`: Python is not to ask for the first, the second, …
    __iter__ = None

    def __getitem__(self, name: str) -> Outcome:
        """Return an outcome, by its id or its name. Raises `KeyError` with names that may have been meant."""
        terms, one = self._terms, Outcome()
        try:
            one.spec, verdict = terms.verdicts[terms.places[name]]
        except KeyError:
            raise no_entitlement(self, name) from None
        one.decision = self  # type: ignore[assignment]  # as users hold it: see `View`
        one.verdict = verdict(self._held) or VERDICTS[self.truth_of(one.spec.verdict)]
        return one

    @property
    def tiers(self) -> tuple[TierStatus, ...]:
        """All tiers and whether they are held, in the order of the document."""
        return tiers_of(self)

    @property
    def next_tier(self) -> TierStatus | None:
        """The next tier on the ladder whose criteria are known; `None` at the top."""
        return next_rung(self.tiers)

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
    def findings(self) -> tuple[Finding, ...]:
        """What whoever answers for the policy should look at."""
        found = (finding for outcome in self.entitlements for finding in of_outcome(outcome))
        rested = (finding for tier in self.tiers for finding in of_tier(tier))
        name = self.outline.name
        gone = (Finding(FindingKind.SUPERSEDED, name, one.number, since=one.since) for one in self.superseded_by)
        return tuple(dict.fromkeys((*conflicts_elsewhere(self.tiers, self.determinations), *found, *rested, *gone)))

    @property
    def superseded_by(self) -> tuple[Supersession, ...]:
        """What took the place of the policy by the day.

        Its verdicts say so themselves; its criteria and what it determines do not, and are told as they were.
        """
        told = self.determinations or any(tier.spec.criteria is not None for tier in self.tiers)
        return tuple(one for one in self.outline.superseded_by if one.since <= self.day) if told else ()

    @kept
    def dependences(self) -> tuple[Dependence, ...]:
        """Whether each verdict depends on a reading, all readings tried. Needs an evaluator."""
        if self.again is None:
            raise ValueError("a decision needs an evaluator to try other readings")
        again = self.again
        return tuple(dependence(self.program, again, spec.id, spec.name, spec.verdict) for spec in self.outline.entitlements)


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
