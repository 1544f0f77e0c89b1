"""Lowering of the rules over several awards, and of the total that an enterprise may receive.

In: what is payable for each award, and the rules of checked policies. Out: a `TotalSpec`, a tree with a node for what counts of
each rule: the highest of its members, that less what was received, or their sum up to a cap. What no rule governs is added.
An award whose amount the document leaves open without a cap is outside of the total, which cannot count with it, unless a rule
holds it against others: then the total is open for the reason that it is not stated.

A total is that of some policies: of one, or of all policies of a book. It is made of their awards. Awards of others that rules
name are held against those and not added: where one of them is higher, what is counted is nothing, and of a cap they leave the
rest. Of two that are equally high the one that is counted stays, so that a policy alone still says what it gives.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from attrs import define, evolve, field, frozen

from policyrules.checking.graphs import walk
from policyrules.checking.policy import Binding, CheckedPolicy, item, used_by
from policyrules.checking.rules import PlacedRule, all_awards, rules_of
from policyrules.core.conditions import Conditions
from policyrules.core.items import clause_of, title_of
from policyrules.core.money import NOTHING, capped, less
from policyrules.core.outline import AwardSpec, RuleKind, RuleSpec, TotalSpec
from policyrules.core.program import Comparator, Op
from policyrules.core.scopes import Builder, Ref
from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.values.types import Scalar

#: What says how much an award is at most.
_CAPS = ("item_cap", "cap", "yearly_cap")


@frozen(eq=False)
class _Group:
    """A rule over awards and over the groups within; `policy` is the one whose rule it is."""

    placed: PlacedRule
    members: "tuple[ast.Entitlement | _Group, ...]"
    policy: CheckedPolicy

    @property
    def source(self) -> Source:
        return self.policy.source


_Member = ast.Entitlement | _Group


@frozen
class _Sides:
    """Which awards count, by the sources of their policies, and which are only held against those.

    `is_first` says that what counts stays where what is held against it is equally high; `keeps_others` that a cap takes
    nothing away from what other policies give.
    """

    counted: frozenset[Source]
    against: frozenset[Source] = frozenset()
    is_first: bool = True
    keeps_others: bool = True

    @property
    def other(self) -> "_Sides":
        """The same seen from the other side."""
        return evolve(self, counted=self.against, against=self.counted, is_first=not self.is_first)

    @property
    def whole(self) -> "_Sides":
        """All of them counted."""
        return evolve(self, counted=self.counted | self.against, against=frozenset(), is_first=True)


@define(eq=False)
class Totals:
    """Lowers totals of policies, with the rules of all of them.

    `payable` says what is payable for an award, `amount` at which node its amount then is, `conditions` what lowers the lines
    of a policy.
    """

    policies: Sequence[CheckedPolicy]
    build: Builder
    payable: Callable[[ast.Entitlement], Ref]
    amount: Callable[[ast.Entitlement], int]
    conditions: Callable[[CheckedPolicy], Conditions]
    values: dict[tuple[_Group, _Sides], Ref | None] = field(factory=dict, init=False)
    operands: dict[_Group, Ref | None] = field(factory=dict, init=False)
    by_source: Mapping[Source, CheckedPolicy] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.by_source = {policy.source: policy for policy in self.policies}

    def total(self, counted: Iterable[CheckedPolicy]) -> TotalSpec | None:
        """Return the total of some of the policies, where any award of theirs has an amount that can be counted."""
        own = frozenset(policy.source for policy in counted)
        awards = [award for policy in self.policies for award in all_awards(policy.tree)]
        bindings = {name: bound for policy in self.policies for name, bound in policy.bindings.items()}
        outside = uncountable(awards, bindings) - {award for placed in rules_of(self.policies) for award in placed.awards}
        members = [one for one in self._outermost(awards, outside) if any(_source(award) in own for award in _awards(one))]
        if not members:
            return None
        sides = _Sides(own, frozenset(policy.source for policy in self.policies) - own)
        values = [value for member in members if (value := self._value(member, sides)) is not None]
        unstated = (award for award in awards if award in outside and _source(award) in own)
        return TotalSpec(
            node=self._index(self._sum(values)),
            members=tuple(self._spec(member, sides) for member in members),
            unstated=tuple(self._award(award, sides) for award in unstated),
        )

    def _outermost(self, awards: Sequence[ast.Entitlement], outside: frozenset[ast.Entitlement]) -> tuple[_Member, ...]:
        """Put the awards that can be counted under the rules that govern them, and return what no rule governs further."""
        around: dict[ast.Entitlement, _Member] = {award: award for award in awards if award not in outside}
        inside_out = _users_last(self.policies)
        for placed in rules_of(inside_out):
            governed = [award for award in placed.awards if award in around]
            if governed:
                group = _Group(placed, tuple(dict.fromkeys(around[award] for award in governed)), inside_out[placed.rank])
                around.update(dict.fromkeys(governed, group))
        return tuple(dict.fromkeys(around.values()))

    # --- what counts --------------------------------------------------------------------------------------------------

    def _value(self, member: _Member, sides: _Sides) -> Ref | None:
        """Return what counts of a member; `None` where nothing in it is counted. What is inside comes first, however deep."""
        if isinstance(member, ast.Entitlement):
            return self.payable(member) if _source(member) in sides.counted else None
        for group in _groups(member):
            if (group, sides) not in self.values:
                self.values[group, sides] = self._of_group(group, sides)
        return self.values[member, sides]

    def _of_group(self, group: _Group, sides: _Sides) -> Ref | None:
        inside, operand = self._counted(group, sides), self._operand(group)
        if not inside:
            return None
        if group.placed.rule.key == "total_cap":
            assert operand is not None
            return self._capped(group, inside, operand, sides)
        ref = self._winning(group, sides) if sides.against else self._highest(inside)
        return ref if operand is None else self._less(ref, [operand])

    def _counted(self, group: _Group, sides: _Sides) -> list[Ref]:
        return [value for member in group.members if (value := self._value(member, sides)) is not None]

    def _winning(self, group: _Group, sides: _Sides) -> Ref:
        """Return what counts of the highest member: nothing where only what is held against the others is in it."""
        whole = {member: value for member in group.members if (value := self._value(member, sides.whole)) is not None}
        own = {member: value for member in whole if (value := self._value(member, sides)) is not None}
        pure = [member for member in own if all(_source(award) in sides.counted for award in _awards(member))]
        values = []
        if pure:
            highest = self._highest([own[member] for member in pure])
            others = [value for member, value in whole.items() if member not in pure]
            values.append(self._unless_lower(highest, highest, others, Comparator.GT if sides.is_first else Comparator.GE))
        for mixed in (member for member in own if member not in pure):
            others = [value for member, value in whole.items() if member is not mixed]
            values.append(self._unless_lower(own[mixed], whole[mixed], others, Comparator.GT))
        return self._highest(values)

    def _unless_lower(self, counted: Ref, compared: Ref, others: Sequence[Ref], comparator: Comparator) -> Ref:
        if not others:
            return counted
        is_lower = self.build.ask(Op.COMPARE, (self._highest(others), compared), Scalar.BOOL, comparator)
        return self.build.ask(Op.CHOOSE, (is_lower, NOTHING, counted), Scalar.MONEY)

    def _capped(self, group: _Group, inside: Sequence[Ref], cap: Ref, sides: _Sides) -> Ref:
        """Cap a sum. A policy that gives awards itself cuts these, and none that others give; what these leave is the rest."""
        gives_itself = any(_source(award) is group.source for award in _awards(group))
        if gives_itself and group.source in sides.against:
            return self._sum(inside)
        against = self._counted(group, sides.other) if sides.is_first or gives_itself else []
        ref = capped(self.build, self._sum(inside), self._less(cap, against) if against else cap)
        if not (sides.keeps_others and gives_itself):
            return ref
        others = self._counted(group, evolve(sides, counted=sides.counted - {group.source}, keeps_others=False))
        return self.build.ask(Op.EXTREME, (self._sum(others), ref), Scalar.MONEY, "max") if others else ref

    def _operand(self, group: _Group) -> Ref | None:
        """Return what was received before, or the cap."""
        written, conditions = group.placed.rule.value, self.conditions(group.policy)
        if group not in self.operands:
            self.operands[group] = None if written is None else conditions.one(written, conditions.env()).ref
        return self.operands[group]

    def _less(self, ref: Ref, taken: Sequence[Ref]) -> Ref:
        return less(self.build, ref, self._sum(taken))

    def _highest(self, refs: Sequence[Ref]) -> Ref:
        return refs[0] if len(refs) == 1 else self.build.ask(Op.EXTREME, refs, Scalar.MONEY, "max")

    def _sum(self, refs: Sequence[Ref]) -> Ref:
        ref = refs[0]
        for further in refs[1:]:
            ref = self.build.ask(Op.ARITHMETIC, (ref, further), Scalar.MONEY, "+")
        return ref

    # --- what is told of it -------------------------------------------------------------------------------------------

    def _spec(self, member: _Member, sides: _Sides) -> AwardSpec | RuleSpec:
        specs: dict[_Group, RuleSpec] = {}
        for group in _groups(member):
            specs[group] = self._rule(group, sides, specs)
        return specs[member] if isinstance(member, _Group) else self._award(member, sides)

    def _rule(self, group: _Group, sides: _Sides, specs: Mapping[_Group, RuleSpec]) -> RuleSpec:
        """Return a rule with the node of what counts of it, where nothing does of what is held against that."""
        counted = next(value for side in (sides, sides.other) if (value := self._value(group, side)) is not None)
        whole, operand = self._counted(group, sides.whole), self._operand(group)
        before = self._sum(whole) if group.placed.rule.key == "total_cap" else self._highest(whole)
        entire = self._value(group, sides.whole)
        assert entire is not None
        return RuleSpec(
            kind=RuleKind(group.placed.rule.key),
            node=self._index(counted),
            before=self._index(before),
            whole=self._index(entire),
            members=tuple(specs[one] if isinstance(one, _Group) else self._award(one, sides) for one in group.members),
            policy=group.policy.head.name.name,
            place=_place(group.placed),
            line=group.placed.rule.span.first.line,
            operand=None if operand is None else self._index(operand),
        )

    def _award(self, award: ast.Entitlement, sides: _Sides) -> AwardSpec:
        policy = self.by_source[_source(award)]
        payable = self._index(self.payable(award))
        counted = policy.source in sides.counted
        return AwardSpec(policy.head.name.name, award.name.name, self.amount(award), payable, counted=counted)

    def _index(self, ref: Ref) -> int:
        return self.build.root.index(ref)


def _users_last(policies: Sequence[CheckedPolicy]) -> tuple[CheckedPolicy, ...]:
    """Return policies in an order in which the rules of those that are used come before those of the ones that use them."""
    by_source = {policy.source: policy for policy in policies}
    chains = (one.source for policy in policies for one in (*used_by(policy.used), policy))
    return tuple(dict.fromkeys(by_source[source] for source in chains if source in by_source))


def _source(award: ast.Entitlement) -> Source:
    return award.span.source


def _groups(member: _Member) -> Iterator[_Group]:
    """Yield a group after all that are within it; rules may stand in rules as deep as a document is long."""
    waiting: list[tuple[_Member, bool]] = [(member, False)]
    while waiting:
        one, is_done = waiting.pop()
        if isinstance(one, _Group) and not is_done:
            waiting.append((one, True))
            waiting.extend((below, False) for below in reversed(one.members))
        elif isinstance(one, _Group):
            yield one


def _awards(member: _Member) -> Iterator[ast.Entitlement]:
    """Yield the awards of a member."""
    waiting = [member]
    while waiting:
        one = waiting.pop()
        if isinstance(one, _Group):
            waiting.extend(reversed(one.members))
        else:
            yield one


def _place(placed: PlacedRule) -> str:
    """Return where in its policy a rule stands; nothing of one that stands at the policy itself."""
    return "" if placed.measure is None else f"{clause_of(placed.measure)} {title_of(placed.measure)}".strip()


def uncountable(awards: Sequence[ast.Entitlement], bindings: Mapping[ast.Name, Binding]) -> frozenset[ast.Entitlement]:
    """Return the awards of which the document says neither how much they are nor how much they are at most.

    An award that is a share of such a one is one too.
    """
    without = [award for award in awards if not any(item(award.items, key) is not None for key in _CAPS)]
    standing: dict[ast.Tree, list[ast.Entitlement]] = {}
    for award in without:
        for other in _stands_on(award, bindings):
            standing.setdefault(other, []).append(award)
    unstated = dict.fromkeys(award for award in without if _is_unstated(award))
    waiting = list(unstated)
    while waiting:
        found = [award for award in standing.get(waiting.pop(), ()) if award not in unstated]
        unstated.update(dict.fromkeys(found))
        waiting += found
    return frozenset(unstated)


def _is_unstated(award: ast.Entitlement) -> bool:
    written = item(award.items, "amount")
    return isinstance(written, ast.ExpressionItem) and isinstance(written.value, ast.Unstated)


def _stands_on(award: ast.Entitlement, bindings: Mapping[ast.Name, Binding]) -> frozenset[ast.Tree]:
    """Return the awards of which the amount of an award speaks."""
    written = item(award.items, "amount")
    bound = (bindings.get(node) for node in walk([written] if written else []) if isinstance(node, ast.Name))
    return frozenset(one.declaration for one in bound if one is not None and one.declaration is not None)
