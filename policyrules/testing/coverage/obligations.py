"""What there is to show of a policy: every way in which something that it asks can come out.

In: a policy. Out: `Obligations`: what there is, and of a case that was decided which of it the case shows. An obligation keeps
its name when the text is laid out differently. What each kind means is told in `docs/testing/coverage.md`.

A case shows what its answers were, whether or not anybody expected them: whether expectations would notice a change is what
mutants ask. Knows no scenario.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache

from attrs import field, frozen

from policyrules.core.case import Answers
from policyrules.explain.scope import Scope, whole
from policyrules.policy import Policy
from policyrules.testing.coverage.determining import judgments
from policyrules.testing.coverage.occurrences import Frame, Written, written
from policyrules.testing.coverage.possible import Possible
from policyrules.testing.coverage.showing import watches
from policyrules.testing.coverage.watches import Kind, Meant, Obligation, Watch

__all__ = ["Kind", "Obligation", "Obligations", "met_by", "obligations"]


@frozen(slots=False, eq=False)
class Obligations:
    """All obligations of a policy by their names, in the order of the text."""

    policy: Policy
    written: Written
    watches: Sequence[Watch]
    all: Mapping[str, Obligation]
    _frames: Mapping[Frame, Sequence[Watch]] = field(repr=False)

    def met_by(self, answers: Answers, among: Collection[str] | None = None) -> frozenset[str]:
        """Return the names of what a case shows, given its answers; of some only where it is said which."""
        scopes: dict[Frame, tuple[Scope, ...]] = {self.written.root: (whole(self.policy.program, answers),)}
        found: set[str] = set()
        for frame, watches_ in self._frames.items():
            asked = [watch.shows for watch in watches_ if among is None or any(one.id in among for one in watch.obligations)]
            for scope in self._scopes(frame, scopes) if asked else ():
                for shows in asked:
                    found.update(shows(scope))
        return frozenset(found if among is None else found.intersection(among))

    def _scopes(self, frame: Frame, known: dict[Frame, tuple[Scope, ...]]) -> tuple[Scope, ...]:
        if frame not in known:
            assert frame.outer is not None
            around = self._scopes(frame.outer, known)
            known[frame] = tuple(record for scope in around for record in scope.records(frame.each) or ())
        return known[frame]

    def ways(self, name: str) -> Iterator[Sequence[Meant]]:
        """Yield what is enough to show an obligation, as far as that is known: what nodes are at once."""
        for watch in self.watches:
            yield from watch.ways.get(name, ())

    @cached_property
    def reachable(self) -> Mapping[str, Obligation]:
        """Those that are not out of reach by the structure of the policy."""
        return {name: one for name, one in self.all.items() if one.impossible is None}


#: What there is to show holds on to the policy, so that no more than these few policies are kept.
@lru_cache(maxsize=8)
def obligations(policy: Policy) -> Obligations:
    """Return what there is to show of a policy; computed once for each that is asked about again and again."""
    asked = written(policy)
    watching = tuple(watches(policy, asked, judgments(asked), Possible(policy.program)))
    every: dict[str, Obligation] = {}
    frames: dict[Frame, list[Watch]] = {}
    for watch in watching:
        frames.setdefault(watch.frame, []).append(watch)
        for one in watch.obligations:
            # What is out of reach in one place may be shown in another.
            if one.id not in every or one.impossible is None:
                every[one.id] = one
    order = list(Kind)
    by_line = sorted(every.items(), key=lambda pair: (pair[1].line, order.index(pair[1].kind)))
    return Obligations(policy, asked, watching, dict(by_line), frames)


def met_by(policy: Policy, answers: Answers) -> frozenset[str]:
    """Return the names of the obligations that a case shows, given the answers of its decision (`decision.answers`)."""
    return obligations(policy).met_by(answers)
