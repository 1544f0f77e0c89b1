"""Random policies whose rules speak of one another's awards, held beside plain Python that adds up fractions."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from pathlib import Path
from random import Random

from attrs import frozen

import policyrules
from policyrules.explain.totals import TotalOutcome
from tests.across import document, written
from tests.awards import award
from tests.core.test_totals import DAY, WAN

NAMES = ("国", "省", "市")
AMOUNTS = (0, 5, 10, 25, 60)
FACTS = ("甲数", "乙数", "丙数")
Facts = Mapping[str, int | bool]


@frozen
class Award:
    """An award of a policy: a fact, where a truth holds (万元)."""

    policy: str
    name: str
    fact: str
    when: str | None

    def amount(self, facts: Facts) -> Fraction:
        return Fraction(facts[self.fact]) if self.when is None or facts[self.when] else Fraction(0)

    def text(self) -> str:
        return award(self.name, *([f"条件: {self.when}"] if self.when else []), f"金额: {self.fact}")


@frozen(eq=False)
class Group:
    """A rule of a policy over awards and groups."""

    policy: str
    kind: str
    members: "tuple[Award | Group, ...]"
    cap: int

    def text(self) -> str:
        names = "、".join(one.name if one.policy == self.policy else f"{one.policy}.{one.name}" for one in awards_of(self))
        return {
            "highest": f"就高不重复: {names}",
            "top_up": f"补差: {names} 已获 已领",
            "cap": f"合计上限: {self.cap}万元 其中 {names}",
        }[self.kind]


Member = Award | Group


def awards_of(member: Member) -> list[Award]:
    return [member] if isinstance(member, Award) else [one for part in member.members for one in awards_of(part)]


def groups_of(members: Sequence[Member]) -> Iterator[Group]:
    for member in members:
        if isinstance(member, Group):
            yield from groups_of(member.members)
            yield member


def known_to(parts: Sequence[Member], policies: Sequence[str]) -> list[Member]:
    """Return the awards of some policies under the rules of these policies."""
    found: list[Member] = []
    for part in parts:
        if isinstance(part, Award):
            found += [part] if part.policy in policies else []
        elif part.policy in policies:
            found.append(part)
        else:
            found += known_to(part.members, policies)
    return found


def whole(member: Member, facts: Facts) -> Fraction:
    """Return what counts of a member, whoever gives it. A policy that sets a cap cuts no award of another one."""
    if isinstance(member, Award):
        return member.amount(facts)
    parts = [whole(part, facts) for part in member.members]
    if member.kind != "cap":
        return less_received(member, max(parts), facts)
    capped, givers = min(sum(parts, Fraction(0)), Fraction(member.cap)), {one.policy for one in awards_of(member)}
    if member.policy not in givers:
        return capped
    return max(capped, sum((without(part, member.policy, facts) for part in member.members), Fraction(0)))


def without(member: Member, policy: str, facts: Facts) -> Fraction:
    """Return what counts of a member were there no awards of a policy."""
    if isinstance(member, Award):
        return Fraction(0) if member.policy == policy else member.amount(facts)
    parts = [without(part, policy, facts) for part in member.members]
    if member.kind == "cap":
        return min(sum(parts, Fraction(0)), Fraction(member.cap))
    return less_received(member, max(parts), facts)


def less_received(member: Group, amount: Fraction, facts: Facts) -> Fraction:
    return max(Fraction(0), amount - facts["已领"]) if member.kind == "top_up" else amount


def shares(member: Member, policy: str, facts: Facts) -> tuple[Fraction, Fraction]:
    """Return what a policy gives of a member, and what others do; only its own rules speak of its awards."""
    if policy not in {one.policy for one in awards_of(member)}:
        return Fraction(0), whole(member, facts)
    if isinstance(member, Award):
        return member.amount(facts), Fraction(0)
    parts = [shares(part, policy, facts) for part in member.members]
    if member.kind == "cap":
        own, others = (sum(side, Fraction(0)) for side in zip(*parts, strict=True))
        return min(own, max(Fraction(0), member.cap - others)), others
    amounts = [whole(part, facts) for part in member.members]
    highest = [part for part, amount in zip(parts, amounts, strict=True) if amount == max(amounts)]
    own = max(own for own, _ in highest)
    others = max(other for one, other in highest if own == 0 or one > 0)
    return less_received(member, own, facts), less_received(member, others, facts)


def system(random: Random) -> list[Member]:
    """Return awards of three policies, some of them under rules of a policy that uses the others."""
    parts: list[Member] = [
        Award(policy, f"奖{number}", random.choice(FACTS), random.choice((None, "甲可", "乙可")))
        for policy in NAMES
        for number in range(random.randint(1, 2))
    ]
    for place, policy in enumerate(NAMES):
        for _ in range(random.randint(0, 2)):
            within = [part for part in parts if {one.policy for one in awards_of(part)} <= set(NAMES[: place + 1])]
            if len(within) < 2:
                break
            chosen = random.sample(within, random.randint(2, min(3, len(within))))
            group = Group(policy, random.choice(("highest", "top_up", "cap")), tuple(chosen), random.choice((8, 30, 90)))
            parts = [part for part in parts if part not in chosen] + [group]
    return parts


def texts(parts: Sequence[Member]) -> dict[str, str]:
    given, groups = [one for part in parts for one in awards_of(part)], list(groups_of(parts))
    return {
        policy: document(
            policy,
            *(one.text() for one in given if one.policy == policy),
            rules=[one.text() for one in groups if one.policy == policy],
            uses=NAMES[:place],
        )
        for place, policy in enumerate(NAMES)
    }


def plain(facts: Facts, unknown: Sequence[str] = ()) -> dict[str, object]:
    known = {name: value for name, value in facts.items() if name not in unknown}
    return {name: value if isinstance(value, bool) else f"{value}万元" for name, value in known.items()}


def asked(policy: policyrules.Policy) -> set[str]:
    return {spec.name for spec in policy.program.facts}


def holds(total: TotalOutcome | None, value: Fraction) -> bool:
    assert total is not None
    exact, interval = value * WAN, total.interval
    return (interval.low is None or interval.low <= exact) and (interval.high is None or exact <= interval.high)


def test_totals_across_policies_are_what_plain_fractions_say(tmp_path: Path) -> None:
    compared = crossing = 0
    for seed in range(25):
        random = Random(seed)
        parts = system(random)
        crossing += any(len({one.policy for one in awards_of(group)}) > 1 for group in groups_of(parts))
        folder = tmp_path / str(seed)
        folder.mkdir()
        book = written(folder, **texts(parts))
        alone = {name: policyrules.load(folder / f"{name}.pol") for name in NAMES}
        for _ in range(4):
            facts: Facts = {name: random.choice(AMOUNTS) for name in (*FACTS, "已领")}
            facts = {**facts, "甲可": random.random() < 0.7, "乙可": random.random() < 0.7}
            decision = book.decide(plain(facts), on=DAY)
            for place, name in enumerate(NAMES):
                # A policy knows the rules of those that it uses, and none of those that use it.
                own = decision[name].total
                known = known_to(parts, NAMES[: place + 1])
                known_facts = {fact: value for fact, value in plain(facts).items() if fact in asked(alone[name])}
                assert decision[name].to_json() == alone[name].decide(known_facts, on=DAY).to_json()
                assert own is not None
                assert own.value == sum((shares(part, name, facts)[0] for part in known), Fraction(0)) * WAN
            total = decision.total
            assert total is not None
            assert total.value == sum((whole(part, facts) for part in parts), Fraction(0)) * WAN, seed
            unknown = random.sample((*FACTS, "已领", "甲可", "乙可"), 2)
            partly = book.decide(plain(facts, unknown), on=DAY)
            for values in product(*((True, False) if name in ("甲可", "乙可") else AMOUNTS for name in unknown)):
                completed = {**facts, **dict(zip(unknown, values, strict=True))}
                assert holds(partly.total, sum((whole(part, completed) for part in parts), Fraction(0))), seed
                for place, name in enumerate(NAMES):
                    known = known_to(parts, NAMES[: place + 1])
                    given = sum((shares(part, name, completed)[0] for part in known), Fraction(0))
                    assert holds(partly[name].total, given), (seed, name)
                compared += 1
    assert crossing > 12
    assert compared > 1000
