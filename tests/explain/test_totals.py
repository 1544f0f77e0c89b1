"""Random systems of awards and rules over them, held beside plain Python that computes with fractions from the facts."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from random import Random

from attrs import frozen

from policyrules.explain.totals import Member, TotalOutcome
from policyrules.values.answers import Interval, Truth
from tests.awards import award, decided, policy, project

WAN = 1_000_000
AMOUNTS = (0, 3, 10, 25, 60)
Facts = Mapping[str, object]


@frozen
class Award:
    """A share of a fact, or of the projects, where a truth holds, limited in some ways (万元)."""

    name: str
    fact: str
    share: int
    when: str | None
    each: int | None
    cap: int | None
    received: bool

    def written(self) -> str:
        if self.fact == "项目":
            lines = ["对每个: 项目 甲", f"金额: 甲.投资额 × {self.share}%"]
        else:
            lines = [f"金额: {self.fact} × {self.share}%"]
        lines += [f"条件: {self.when}"] * (self.when is not None) + [f"每项上限: {self.each}万元"] * (self.each is not None)
        return award(self.name, *lines, *[f"上限: {self.cap}万元"] * (self.cap is not None), *["已获: 已领"] * self.received)

    def amount(self, facts: Facts) -> Fraction:
        if self.when is not None and not facts[self.when]:
            return Fraction(0)
        given = facts[self.fact]
        values = given if isinstance(given, tuple) else (given,)
        parts = [Fraction(value * self.share, 100) for value in values if isinstance(value, int)]
        total = sum((part if self.each is None else min(part, Fraction(self.each)) for part in parts), Fraction(0))
        total = total if self.cap is None else min(total, Fraction(self.cap))
        received = facts["已领"]
        return max(Fraction(0), total - received) if self.received and isinstance(received, int) else total


@frozen(eq=False)
class Group:
    """A rule over awards and groups."""

    kind: str
    members: "tuple[Award | Group, ...]"
    cap: int

    def names(self) -> list[str]:
        return [name for part in self.members for name in ([part.name] if isinstance(part, Award) else part.names())]

    def written(self) -> Iterator[str]:
        for part in self.members:
            if isinstance(part, Group):
                yield from part.written()
        names = "、".join(self.names())
        yield {
            "highest": f"就高不重复: {names}", "choose": f"择一申报: {names}", "top_up": f"补差: {names} 已获 已领",
            "cap": f"合计上限: {self.cap}万元 其中 {names}",
        }[self.kind]  # fmt: skip

    def amount(self, facts: Facts) -> Fraction:
        parts = [part.amount(facts) for part in self.members]
        if self.kind == "cap":
            return min(sum(parts, Fraction(0)), Fraction(self.cap))
        received = facts["已领"]
        assert isinstance(received, int)
        return max(Fraction(0), max(parts) - received) if self.kind == "top_up" else max(parts)


def system(random: Random) -> tuple[Award, ...]:
    def one(name: str) -> Award:
        fact = random.choice(("甲数", "乙数", "丙数", "项目"))
        each = random.choice((None, 2, 6)) if fact == "项目" else None
        share, when = random.choice((5, 33, 100)), random.choice((None, "甲可", "乙可"))
        return Award(name, fact, share, when, each, random.choice((None, 4, 20)), random.random() < 0.3)

    return tuple(one(f"奖{number}") for number in range(random.randint(2, 5)))


def groups(random: Random, awards: Sequence[Award]) -> list["Award | Group"]:
    parts: list[Award | Group] = list(awards)
    for _ in range(random.randint(0, 3)):
        size = random.randint(2, max(2, len(parts)))
        if size > len(parts):
            break
        chosen = sorted(random.sample(range(len(parts)), size))
        members = tuple(parts[place] for place in chosen)
        parts = [part for place, part in enumerate(parts) if place not in chosen]
        parts.append(Group(random.choice(("highest", "choose", "top_up", "cap")), members, random.choice((5, 30, 90))))
    return parts


def enterprise(random: Random) -> dict[str, object]:
    facts: dict[str, object] = {name: random.choice(AMOUNTS) for name in ("甲数", "乙数", "丙数", "已领")}
    projects = tuple(random.choice(AMOUNTS) for _ in range(random.randint(0, 3)))
    return {**facts, "甲可": random.random() < 0.7, "乙可": random.random() < 0.7, "项目": projects}


def given(facts: Facts, unknown: Sequence[str] = ()) -> dict[str, object]:
    """Return the facts as a file gives them, without those that are not known."""
    known: dict[str, object] = {}
    for name, value in facts.items():
        if name in unknown:
            continue
        if isinstance(value, tuple):
            known[name] = [project(str(number), f"{one}万元") for number, one in enumerate(value)]
        else:
            known[name] = value if isinstance(value, bool) else f"{value}万元"
    return known


def completions(facts: Facts, unknown: Sequence[str]) -> Iterator[Facts]:
    choices = [(True, False) if name in ("甲可", "乙可") else AMOUNTS for name in unknown]
    for values in product(*choices):
        yield {**facts, **dict(zip(unknown, values, strict=True))}


def holds(interval: Interval, value: Fraction) -> bool:
    exact = value * WAN
    return (interval.low is None or interval.low <= exact) and (interval.high is None or exact <= interval.high)


def test_amounts_and_totals_are_what_plain_fractions_say() -> None:
    compared = open_totals = 0
    for seed in range(160):
        random = Random(seed)
        awards = system(random)
        parts = groups(random, awards)
        rules = tuple(rule for part in parts if isinstance(part, Group) for rule in part.written())
        lowered = policy(*(one.written() for one in awards), rules=rules)
        for _ in range(3):
            facts = enterprise(random)
            total = decided(lowered, given(facts)).total
            assert total is not None
            expected = sum((part.amount(facts) for part in parts), Fraction(0))
            assert total.value == expected * WAN, seed
            assert {one.id: one.amount.point for one in total.awards} == {one.name: one.amount(facts) * WAN for one in awards}
            check_combination(total)
            unknown = random.sample(("甲数", "乙数", "已领", "甲可", "乙可"), 2)
            partly = decided(lowered, given(facts, unknown)).total
            assert partly is not None
            open_totals += partly.value is None
            for completed in completions(facts, unknown):
                assert holds(partly.interval, sum((part.amount(completed) for part in parts), Fraction(0))), seed
                for one, told in zip(awards, sorted(partly.awards, key=lambda told: told.id), strict=True):
                    assert holds(told.amount, one.amount(completed)), seed
                compared += 1
    assert compared > 3000
    assert open_totals > 100


def check_combination(total: TotalOutcome) -> None:
    """Where no rule cuts, the awards that count add up to the total, of several that are equally high one."""
    assert all(award.counts is not Truth.U for award in total.awards)
    assert all((award.counts is Truth.F) == (award.effects.dropped_by is not None) for award in total.awards)
    ties = any(len(rule.winners) > 1 and rule.spec.kind != "total_cap" for rule in total.rules)
    if ties or any(award.effects.cut_by for award in total.awards):
        return
    counted = sum((award.amount.point or Fraction(0) for award in total.awards if award.counts is Truth.T), Fraction(0))
    assert counted == total.value


TITLES = (award("国家奖", "条件: 甲可", "金额: 30万元"), award("省级奖", "条件: 乙可", "金额: 10万元"))


def outcome(facts: Facts, *rules: str) -> TotalOutcome:
    found = decided(policy(*TITLES, rules=rules), facts).total
    assert found is not None
    return found


def ids(member: Member) -> tuple[str, ...]:
    return tuple(award.id for award in member.awards)


def test_the_lower_award_is_dropped_by_the_rule_that_counts_the_highest_only() -> None:
    total = outcome({"甲可": True, "乙可": True}, "就高不重复: 全部")
    high, low = total.awards
    assert (high.counts, low.counts) == (Truth.T, Truth.F)
    assert low.effects.dropped_by is total.rules[0]
    assert [ids(member) for member in total.rules[0].winners] == [("国家奖",)]


def test_while_the_higher_title_is_open_neither_is_dropped() -> None:
    total = outcome({"乙可": True}, "就高不重复: 全部")
    assert [award.counts for award in total.awards] == [Truth.U, Truth.U]
    assert total.rules[0].applies is Truth.U
    assert total.open.missing == ("甲可",)


def test_a_rule_does_not_apply_where_only_one_of_its_awards_is_given() -> None:
    assert outcome({"甲可": False, "乙可": True}, "就高不重复: 全部").rules[0].applies is Truth.F
    assert outcome({"甲可": False, "乙可": True, "已领": "1元"}, "补差: 全部 已获 已领").rules[0].applies is Truth.T


def test_of_awards_that_are_equally_high_all_are_named() -> None:
    lowered = policy(award("甲奖", "金额: 1万元"), award("乙奖", "金额: 1万元"), rules=("就高不重复: 全部",))
    total = decided(lowered, {}).total
    assert total is not None
    assert [ids(member) for member in total.rules[0].winners] == [("甲奖",), ("乙奖",)]
    assert total.value == WAN


def test_a_cap_names_the_awards_that_it_cuts() -> None:
    total = outcome({"甲可": True, "乙可": True}, "合计上限: 35万元")
    assert all(award.effects.cut_by == (total.rules[0],) for award in total.awards)
    assert outcome({"甲可": True, "乙可": True}, "合计上限: 40万元").awards[0].effects.cut_by == ()
