"""What an enterprise may receive altogether, which awards that is made of, and which are dropped or cut by which rule.

In: a `TotalSpec` and the answers. Out: `TotalOutcome`. Of the awards under a rule that counts the highest only, one counts
if no other can be higher, and is dropped if another is higher for certain; of those that are equally high all are named.
"""

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from typing import cast

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.outline import RuleKind, RuleSpec, TotalSpec
from policyrules.core.program import Program
from policyrules.explain.alternatives import possible
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
class Member:
    """An award or a rule within a rule: the awards that it is made of, its amount, and whether it counts."""

    awards: tuple[str, ...]
    amount: Interval
    counts: Truth


@frozen(slots=False)
class RuleOutcome:
    """What a rule makes of the awards that it governs. `applies` says whether it changes what they come to."""

    spec: RuleSpec
    members: tuple[Member, ...]
    before: Interval
    after: Interval
    operand: Interval | None

    @cached_property
    def given(self) -> tuple[Member, ...]:
        """The members of which anything may be given at all."""
        return tuple(member for member in self.members if member.amount != _NOTHING)

    @cached_property
    def winners(self) -> tuple[Member, ...]:
        """The members that count for certain, of which anything may be given."""
        return tuple(member for member in self.given if member.counts is T)

    @cached_property
    def ties(self) -> tuple[Member, ...]:
        """The winners, where they are several: equally high, so that one of them counts."""
        return self.winners if self.spec.kind is not RuleKind.TOTAL_CAP and len(self.winners) > 1 else ()

    @cached_property
    def applies(self) -> Truth:
        """Whether something is dropped or cut."""
        cut = F if self.operand is None else self._cuts(self.operand)
        if self.spec.kind is RuleKind.TOTAL_CAP or len(self.given) < 2:
            return cut
        sure = [member for member in self.given if exceeds(member.amount, _NOTHING) is T]
        return T if len(sure) > 1 else max(U, cut)

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


@frozen
class AwardInTotal:
    """An award, what is payable of it, and what the rules do to it.

    `alternatives` are the few amounts that one which is open can still be.
    """

    id: str
    amount: Interval
    alternatives: tuple[Fraction, ...]
    effects: Effects

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

    `rules` stand from the innermost to the outermost, as they are reckoned; `unstated` are the awards outside of the total.
    """

    interval: Interval
    alternatives: tuple[Fraction, ...]
    open: WhyOpen
    awards: tuple[AwardInTotal, ...]
    rules: tuple[RuleOutcome, ...]
    unstated: tuple[str, ...]

    @property
    def value(self) -> Fraction | None:
        """The total in 分, where it is known."""
        return self.interval.point


def total_of(spec: TotalSpec, program: Program, answers: Answers, payable: "dict[str, int]") -> TotalOutcome:
    """Return the total with what it is made of; `payable` are the nodes of the awards."""
    reader = _Reader(program, answers, payable)
    rules: list[RuleOutcome] = []
    awards: list[AwardInTotal] = []
    for member in spec.members:
        awards += reader.awards(member, rules)
    why = why_open(program, answers, spec.node)
    interval, alternatives = reader.interval(spec.node), reader.alternatives(spec.node)
    return TotalOutcome(interval, alternatives, why, tuple(awards), tuple(rules), spec.unstated)


@frozen(eq=False)
class _Reader:
    """Reads the answers of a tree of rules."""

    program: Program
    answers: Answers
    payable: dict[str, int]

    def interval(self, node: int) -> Interval:
        return cast(Interval, self.answers.values[node])

    def alternatives(self, node: int) -> tuple[Fraction, ...]:
        known = self.interval(node).point is not None
        return () if known else possible(self.program, self.answers, node) or ()

    def awards(self, member: str | RuleSpec, rules: list[RuleOutcome], around: Effects = Effects()) -> Iterator[AwardInTotal]:
        """Yield the awards of a member with what the rules `around` it do."""
        if isinstance(member, str):
            node = self.payable[member]
            yield AwardInTotal(member, self.interval(node), self.alternatives(node), around)
            return
        rule = self.rule(member)
        for below, part in zip(member.members, rule.members, strict=True):
            yield from self.awards(below, rules, around.under(rule, part))
        rules.append(rule)

    def rule(self, spec: RuleSpec) -> RuleOutcome:
        """Return what a rule makes of its members."""
        amounts = [self.interval(part.node if isinstance(part, RuleSpec) else self.payable[part]) for part in spec.members]
        highest = spec.kind is not RuleKind.TOTAL_CAP
        counts = _counts(amounts) if highest else [T] * len(amounts)
        members = tuple(
            Member(tuple(_ids(part)), amount, truth) for part, amount, truth in zip(spec.members, amounts, counts, strict=True)
        )
        operand = None if spec.operand is None else self.interval(spec.operand)
        return RuleOutcome(spec, members, self.interval(spec.before), self.interval(spec.node), operand)


def _ids(member: str | RuleSpec) -> Iterator[str]:
    if isinstance(member, str):
        yield member
    else:
        for part in member.members:
            yield from _ids(part)


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
