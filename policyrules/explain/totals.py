"""What an enterprise may receive altogether, which awards that is made of, and which are dropped or cut by which rule.

In: a `TotalSpec`, the answers, and what awards and rules are cited by. Out: `TotalOutcome`. Of the awards under a rule that
counts the highest only, one counts if no other can be higher, and is dropped if another is higher for certain; of those that
are equally high all are named. Awards of other policies that rules hold against those are told beside the total.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import cast

from attrs import evolve, frozen

from policyrules.core.case import Answers
from policyrules.core.outline import AwardSpec, DocumentSpec, Outline, RuleKind, RuleSpec, TotalSpec
from policyrules.core.program import Program
from policyrules.explain.alternatives import possible
from policyrules.explain.amounts import AmountStatus, status_of
from policyrules.explain.kept import kept
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.steps import exceeds
from policyrules.values import intervals
from policyrules.values.answers import Interval, Truth

T, U, F = Truth.T, Truth.U, Truth.F

_ZERO = Fraction(0)
_NOTHING = Interval(_ZERO, _ZERO)

#: Stands before every amount.
_LOWEST = (False, Fraction(-1))


@frozen
class Cited:
    """What an award, or the place of a rule, is called; `document` is where it stands, where that has to be said."""

    id: str
    name: str
    document: str | None = None


@frozen
class Citing:
    """Says what awards and rules are called where a total is told.

    `documents` are what policies are cited by, `awards` the names and clauses of awards by their policies and ids. Of the
    policy `home` only the name is said.
    """

    documents: Mapping[str, str]
    awards: Mapping[tuple[str, str], tuple[str, str]]
    home: Outline | None = None

    @staticmethod
    def of(outlines: Sequence[Outline], home: Outline | None = None) -> "Citing":
        """Return what is cited of policies, and of those that they rest on."""
        documents: dict[str, str] = {}
        awards: dict[tuple[str, str], tuple[str, str]] = {}
        every: list[Outline | DocumentSpec] = [*outlines, *(used for outline in outlines for used in outline.used)]
        for document in every:
            documents.setdefault(document.name, document.number or document.title)
            for one in document.entitlements:
                awards.setdefault((document.name, one.name), (one.name, one.clause))
        return Citing(documents, awards, home)

    def award(self, spec: AwardSpec) -> Cited:
        """Return what an award is called."""
        name, clause = self.awards[spec.policy, spec.id]
        if self.home is not None and spec.policy == self.home.name:
            return Cited(spec.id, name)
        return Cited(f"{spec.policy}.{spec.id}", name, f"{self.documents[spec.policy]} {clause}".strip())

    def rule(self, spec: RuleSpec) -> Cited:
        """Return where a rule stands."""
        if self.home is not None and spec.policy == self.home.name:
            return Cited(spec.kind, spec.place or self.home.title)
        return Cited(spec.kind, spec.place, self.documents[spec.policy])


@frozen
class Member:
    """An award or a rule within a rule: the awards that it is made of, its amount, and whether it counts.

    `counted` says whether the total is made of any of them.
    """

    awards: tuple[Cited, ...]
    amount: Interval
    counts: Truth
    counted: bool = True


@frozen(slots=False)
class RuleOutcome:
    """What a rule makes of the awards that it governs. `applies` says whether it changes what they come to."""

    spec: RuleSpec
    place: Cited
    members: tuple[Member, ...]
    before: Interval
    after: Interval
    operand: Interval | None

    @kept
    def given(self) -> tuple[Member, ...]:
        """The members of which anything may be given at all."""
        return tuple(member for member in self.members if member.amount != _NOTHING)

    @kept
    def winners(self) -> tuple[Member, ...]:
        """The members that count for certain, of which anything may be given."""
        return tuple(member for member in self.given if member.counts is T)

    @kept
    def ties(self) -> tuple[Member, ...]:
        """The winners, where they are several: equally high, so that one of them counts."""
        return self.winners if self.spec.kind is not RuleKind.TOTAL_CAP and len(self.winners) > 1 else ()

    @kept
    def applies(self) -> Truth:
        """Whether something is dropped or cut."""
        cut = F if self.operand is None else self._cuts(self.operand)
        if self.spec.kind is RuleKind.TOTAL_CAP or len(self.given) < 2:
            return cut
        sure = [member for member in self.given if exceeds(member.amount, _NOTHING) is T]
        return T if len(sure) > 1 else max(U, cut)

    def can_cut(self, award: AwardSpec) -> bool:
        """Say whether the rule may take something away from an award: a policy that gives awards itself caps these."""
        gives_itself = any(one.policy == self.spec.policy for one in _awards(self.spec))
        return self.spec.kind is not RuleKind.TOTAL_CAP or award.policy == self.spec.policy or not gives_itself

    def _cuts(self, operand: Interval) -> Truth:
        if self.spec.kind is RuleKind.TOTAL_CAP:
            return exceeds(self.before, operand)
        return min(exceeds(operand, _NOTHING), exceeds(self.before, _NOTHING))


@frozen
class Effects:
    """What the rules around an award do to it, the outermost first.

    `dropped_by` is the rule by which it does not count, `open_by` are those of which that is open, `tied_by` those under
    which it is as high as others, of which together one counts, `cut_by` those by which it is cut with others, or may be.
    """

    counts: Truth = T
    dropped_by: RuleOutcome | None = None
    open_by: tuple[RuleOutcome, ...] = ()
    tied_by: tuple[RuleOutcome, ...] = ()
    cut_by: tuple[RuleOutcome, ...] = ()

    def under(self, rule: RuleOutcome, member: Member) -> "Effects":
        """Return what is done to what a member of a rule is made of."""
        cuts = rule.operand is not None and rule.applies is not F
        return Effects(
            counts=min(self.counts, member.counts),
            dropped_by=rule if member.counts is F else self.dropped_by,
            open_by=(*self.open_by, rule) if member.counts is U else self.open_by,
            tied_by=(*self.tied_by, rule) if member in rule.ties else self.tied_by,
            cut_by=(*self.cut_by, rule) if cuts else self.cut_by,
        )

    def on(self, award: AwardSpec) -> "Effects":
        """Return what is done to an award; a cap of a policy that gives awards itself cuts these and no others."""
        return evolve(self, cut_by=tuple(rule for rule in self.cut_by if rule.can_cut(award)))


@frozen
class AwardInTotal:
    """An award, what is payable of it, and what the rules do to it.

    `alternatives` are the few amounts that one which is open can still be.
    """

    spec: AwardSpec
    cited: Cited
    amount: Interval
    alternatives: tuple[Fraction, ...]
    is_unstated: bool
    effects: Effects

    @property
    def id(self) -> str:
        """Its name; with that of its policy before it, where this is another than the one that the total is of."""
        return self.cited.id

    @property
    def counts(self) -> Truth:
        """Whether the rules count it."""
        return self.effects.counts

    @property
    def is_given(self) -> bool:
        """Whether anything may be given at all."""
        return self.amount != _NOTHING


@frozen
class TotalOutcome:
    """The total; `alternatives` are the few amounts that one which is open can still be.

    `rules` stand from the innermost to the outermost, as they are reckoned; `beside` are awards of policies that the total is
    not made of, which rules hold against those of which it is; `unstated` are awards outside of the total.
    """

    interval: Interval
    alternatives: tuple[Fraction, ...]
    open: WhyOpen
    awards: tuple[AwardInTotal, ...]
    beside: tuple[AwardInTotal, ...]
    rules: tuple[RuleOutcome, ...]
    unstated: tuple[AwardInTotal, ...]

    @property
    def value(self) -> Fraction | None:
        """The total in 分, where it is known."""
        return self.interval.point


def total_of(spec: TotalSpec, program: Program, answers: Answers, citing: Citing) -> TotalOutcome:
    """Return the total with what it is made of."""
    reader = _Reader(program, answers, citing)
    rules: list[RuleOutcome] = []
    awards: list[AwardInTotal] = []
    for member in spec.members:
        awards += reader.awards(member, rules)
    return TotalOutcome(
        interval=reader.interval(spec.node),
        alternatives=reader.alternatives(spec.node),
        open=why_open(program, answers, spec.node),
        awards=tuple(award for award in awards if award.spec.counted),
        beside=tuple(award for award in awards if not award.spec.counted),
        rules=tuple(rules),
        unstated=tuple(reader.award(award, Effects()) for award in spec.unstated),
    )


@frozen(eq=False)
class _Reader:
    """Reads the answers of a tree of rules."""

    program: Program
    answers: Answers
    citing: Citing

    def interval(self, node: int) -> Interval:
        return cast(Interval, self.answers.values[node])

    def alternatives(self, node: int) -> tuple[Fraction, ...]:
        known = self.interval(node).point is not None
        return () if known else possible(self.program, self.answers, node) or ()

    def awards(
        self, member: AwardSpec | RuleSpec, rules: list[RuleOutcome], around: Effects = Effects()
    ) -> Iterator[AwardInTotal]:
        """Yield the awards of a member with what the rules `around` it do."""
        if isinstance(member, AwardSpec):
            yield self.award(member, around.on(member))
            return
        rule = self.rule(member)
        for below, part in zip(member.members, rule.members, strict=True):
            yield from self.awards(below, rules, around.under(rule, part))
        rules.append(rule)

    def award(self, spec: AwardSpec, effects: Effects) -> AwardInTotal:
        """Return an award with what is payable of it."""
        amount = self.interval(spec.payable)
        is_unstated = amount.high is None and status_of(self.program, self.answers, spec.amount) is AmountStatus.UNSTATED
        return AwardInTotal(spec, self.citing.award(spec), amount, self.alternatives(spec.payable), is_unstated, effects)

    def rule(self, spec: RuleSpec) -> RuleOutcome:
        """Return what a rule makes of its members."""
        amounts = [self.interval(part.payable if isinstance(part, AwardSpec) else part.whole) for part in spec.members]
        counts = [T] * len(amounts) if spec.kind is RuleKind.TOTAL_CAP else _counts(amounts)
        members = tuple(
            Member(
                awards=tuple(map(self.citing.award, _awards(part))),
                amount=amount,
                counts=truth,
                counted=any(award.counted for award in _awards(part)),
            )
            for part, amount, truth in zip(spec.members, amounts, counts, strict=True)
        )
        operand = None if spec.operand is None else self.interval(spec.operand)
        before, after = self.interval(spec.before), self.interval(spec.node)
        return RuleOutcome(spec, self.citing.rule(spec), members, before, after, operand)


def _awards(member: AwardSpec | RuleSpec) -> Iterator[AwardSpec]:
    if isinstance(member, AwardSpec):
        yield member
    else:
        for part in member.members:
            yield from _awards(part)


def _counts(amounts: list[Interval]) -> list[Truth]:
    """Say of each of several amounts whether it is the highest."""
    least = intervals.greatest(amounts).low  # what the highest is at least
    ends = [(amount.high is None, amount.high or _ZERO) for amount in amounts]
    *_, second, first = (_LOWEST, *sorted(ends))
    counts: list[Truth] = []
    for amount, end in zip(amounts, ends, strict=True):
        without_end, most = second if end == first else first  # what the others are at most
        below = amount.high is not None and least is not None and amount.high < least
        above = amount.low is not None and not without_end and amount.low >= most
        counts.append(F if below else T if above else U)
    return counts
