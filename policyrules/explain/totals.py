"""What an enterprise may receive altogether, which awards that is made of, and which are dropped or cut by which rule.

In: a `TotalSpec` and the answers. Out: `TotalOutcome`. Of the awards under a rule that counts the highest only, one counts
if no other can be higher, and is dropped if another is higher for certain; of those that are equally high all are named.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import cast

from attrs import frozen

from policyrules.core.case import Answers
from policyrules.core.outline import RuleKind, RuleSpec, TotalSpec
from policyrules.core.program import Program
from policyrules.explain.alternatives import possible
from policyrules.explain.missing import WhyOpen, why_open
from policyrules.explain.steps import exceeds
from policyrules.values.answers import Interval, Truth

T, U, F = Truth.T, Truth.U, Truth.F

_NOTHING = Interval(Fraction(0), Fraction(0))


@frozen
class Member:
    """An award or a rule within a rule: the awards that it is made of, its amount, and whether it counts."""

    awards: tuple[str, ...]
    amount: Interval
    counts: Truth


@frozen
class RuleOutcome:
    """What a rule makes of the awards that it governs. `applies` says whether it changes what they come to."""

    spec: RuleSpec
    members: tuple[Member, ...]
    before: Interval
    after: Interval
    operand: Interval | None

    @property
    def given(self) -> tuple[Member, ...]:
        """The members of which anything may be given at all."""
        return tuple(member for member in self.members if member.amount != _NOTHING)

    @property
    def winners(self) -> tuple[Member, ...]:
        """The members that count for certain, of which anything may be given."""
        return tuple(member for member in self.given if member.counts is T)

    @property
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
class AwardInTotal:
    """An award, what is payable of it, whether it counts, and the rules by which it is dropped, or cut with others.

    `alternatives` are the few amounts that one which is open can still be.
    """

    id: str
    amount: Interval
    alternatives: tuple[Fraction, ...]
    counts: Truth
    dropped_by: RuleOutcome | None
    cut_by: tuple[RuleOutcome, ...]


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

    def awards(
        self,
        member: str | RuleSpec,
        rules: list[RuleOutcome],
        counts: Truth = T,
        dropped: RuleOutcome | None = None,
        cut: tuple[RuleOutcome, ...] = (),
    ) -> Iterator[AwardInTotal]:
        """Yield the awards of a member, of which it is known whether the rules around count it."""
        if isinstance(member, str):
            node = self.payable[member]
            yield AwardInTotal(member, self.interval(node), self.alternatives(node), counts, dropped, cut)
            return
        rule = self.rule(member)
        if rule.operand is not None and rule.applies is not F:
            cut = (*cut, rule)
        for below, part in zip(member.members, rule.members, strict=True):
            by = rule if part.counts is F else dropped
            yield from self.awards(below, rules, min(counts, part.counts), by, cut)
        rules.append(rule)

    def rule(self, spec: RuleSpec) -> RuleOutcome:
        """Return what a rule makes of its members."""
        amounts = [self.interval(part.node if isinstance(part, RuleSpec) else self.payable[part]) for part in spec.members]
        highest = spec.kind is not RuleKind.TOTAL_CAP
        members = tuple(
            Member(tuple(_ids(part)), amount, _counts(amount, amounts) if highest else T)
            for part, amount in zip(spec.members, amounts, strict=True)
        )
        operand = None if spec.operand is None else self.interval(spec.operand)
        return RuleOutcome(spec, members, self.interval(spec.before), self.interval(spec.node), operand)


def _ids(member: str | RuleSpec) -> Iterator[str]:
    if isinstance(member, str):
        yield member
    else:
        for part in member.members:
            yield from _ids(part)


def _counts(amount: Interval, amounts: list[Interval]) -> Truth:
    """Say whether an amount is the highest of several, itself among them."""
    if any(exceeds(other, amount) is T for other in amounts):
        return F
    return T if all(other is amount or exceeds(other, amount) is F for other in amounts) else U
