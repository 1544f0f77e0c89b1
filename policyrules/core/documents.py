"""The policies of a program as documents that rest on one another: when each is in force, and what takes its place.

In: policies that are lowered together. Out: their windows, the documents that end them, and a `DocumentSpec` for each policy
that another one uses. A document ends on the day before another takes its place, whichever of both says so.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from attrs import frozen

from policyrules.checking.policy import CheckedPolicy, used_by
from policyrules.checking.standing import by_others, supersessions
from policyrules.core.conditions import Conditions
from policyrules.core.expressions import Expressions
from policyrules.core.items import clause_of, text_item, title_of
from policyrules.core.outline import DocumentSpec, MentionedSpec, Site, Supersession, TierSpec, Window
from policyrules.core.questions import Asked, Question, Use
from policyrules.core.scopes import Builder
from policyrules.core.tiers import tier_spec
from policyrules.core.together import Together
from policyrules.source import Source
from policyrules.syntax import ast


@frozen(eq=False)
class Documents:
    """The policies that are lowered together. What is lowered of them is in `lowered`.

    `superseding` are the heads of those that say that they take the place of others.
    """

    world: Together
    lowerings: Mapping[Source, Expressions]
    lowered: Mapping[Use, Question]
    superseding: Sequence[ast.Policy] = ()

    @staticmethod
    def of(world: Together, build: Builder, beside: Sequence[ast.Policy] = ()) -> "Documents":
        """Let each policy have its own lowering, all of them into one program.

        `beside` are the heads of other policies that may take the place of some of them.
        """
        lowerings: dict[Source, Expressions] = {}
        lowered: dict[Use, Question] = {}
        for policy in world.all:
            lowerings[policy.source] = Expressions(policy, build, lowered, lowerings)
        heads = dict.fromkeys((*(one.head for one in world.all), *beside))
        return Documents(world, lowerings, lowered, tuple(head for head in heads if supersessions(head, "supersedes")))

    def conditions(self, policy: CheckedPolicy) -> Conditions:
        """Return what lowers the conditions of a policy."""
        return Conditions(self.lowerings[policy.source])

    def around(self, policy: CheckedPolicy) -> tuple[CheckedPolicy, ...]:
        """Return a policy, and after it those that it uses, directly or by others."""
        used = used_by(policy.used)
        by_source = {one.source: one for one in self.world.all} if used else {}
        return (policy, *(by_source[one.source] for one in used))

    # --- in force ---------------------------------------------------------------------------------------------------

    def windows(self, policy: CheckedPolicy) -> tuple[tuple[Window, Question], ...]:
        """Return the window of a policy, and one for each document that takes its place."""
        conditions, head = self.conditions(policy), policy.head
        ends = (conditions.supersession(one.since, one.number, head) for one in self.superseded_by(policy))
        return (*conditions.expressions.run(conditions.windows(head.items, "in_force", "policy"), head), *ends)

    def superseded_by(self, policy: CheckedPolicy) -> tuple[Supersession, ...]:
        """Return the documents that take the place of a policy, as it says or as they do."""
        by = (*supersessions(policy.head, "superseded_by"), *by_others(policy.head, self.superseding))
        # In the order of the days, so that it does not depend on which policies stand together.
        return tuple(Supersession(number, since) for number, since in sorted(dict.fromkeys(by), key=lambda one: one[::-1]))

    # --- documents that a policy rests on ---------------------------------------------------------------------------

    def used(self, policy: CheckedPolicy, windows: Callable[[ast.Entitlement], tuple[Window, ...]]) -> tuple[DocumentSpec, ...]:
        """Return the policies that a policy rests on, directly or by others. All that asks for something of theirs is lowered.

        `windows` says when an entitlement of theirs that was lowered is given.
        """
        sources = {one.source for one in used_by(policy.used)}
        if not sources:
            return ()
        asked = {use.declaration for use in self.lowered}
        return tuple(self._document(one, asked, windows) for one in self.world.all if one.source in sources)

    def _document(
        self, policy: CheckedPolicy, asked: Collection[ast.Tree], windows: Callable[[ast.Entitlement], tuple[Window, ...]]
    ) -> DocumentSpec:
        name = policy.head.name.name
        return DocumentSpec(
            name=name,
            title=title_of(policy.head),
            number=text_item(policy.head.items, "number"),
            windows=tuple(window for window, _ in self.windows(policy)),
            tiers=tuple(self._tiers(policy, name)),
            entitlements=tuple(
                MentionedSpec(part.name.name, title_of(part), clause_of(part) or clause_of(measure), windows(part))
                for part, measure in measures_of(policy).items()
                if part in asked
            ),
        )

    def _tiers(self, policy: CheckedPolicy, name: str) -> Iterator[TierSpec]:
        asked: dict[ast.Tree, set[str]] = {}
        for use in self.lowered:
            asked.setdefault(use.declaration, set()).add("qualifies" if use.asked is Asked.CRITERIA else "holds")
        for tier in policy.all(ast.Tier):
            if tier in asked:
                yield tier_spec(tier, self.conditions(policy), name, asked[tier])


def measures_of(policy: CheckedPolicy) -> Mapping[ast.Entitlement, ast.Measure]:
    """Return under which measure each entitlement stands."""
    parts = ((part, measure) for measure in policy.all(ast.Measure) for part in measure.items)
    return {part: measure for part, measure in parts if isinstance(part, ast.Entitlement)}


def documents_in(sites: Sequence[Site]) -> tuple[str, ...]:
    """Return the names of the other policies that something rests on, by where it is written."""
    found: dict[str, None] = {}
    waiting, seen = list(sites)[::-1], set[Site]()
    while waiting:
        site = waiting.pop()
        if site not in seen:
            seen.add(site)
            found.update({site.policy: None} if site.policy else {})
            waiting.extend(reversed(site.children))
    return tuple(found)
