"""A query tells how far an enterprise is from an award by the numbers of its explanation, and how many conditions fail."""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import pytest

import policyrules
from policyrules.columns.distances import MOST_INSTEAD, Needed, comparisons, needed
from policyrules.columns.duck import run
from policyrules.columns.layout import columns, rows
from policyrules.columns.outcomes import Kind, Told, told
from policyrules.core.facts import read_case
from policyrules.core.outline import Site
from policyrules.diagnostics import FactsError
from policyrules.explain.decision import Decision
from policyrules.explain.gaps import Gap
from policyrules.explain.operands import Operand, OperandKind, comparison
from policyrules.explain.scope import whole
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import draw_trial
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.answers import Truth
from tests.beside import head
from tests.testing.policies import POLICY

pytest.importorskip("duckdb")

DAY = date(2023, 3, 1)


def decided(policy: Policy, seed: int, size: int, unknown: int = 15) -> Iterator[tuple[Decision, dict[str, Any]]]:
    """Yield enterprises, each with its decision and the row that the query tells of it."""
    choices, kept = Seeded(seed), []
    while len(kept) < size:
        facts = draw_trial(policy, choices, unknown=unknown, on=DAY).facts
        try:
            kept.append((policy.decide(facts, DAY), read_case(policy.program, facts, DAY)))
        except FactsError:
            continue
    staged = [one for one in rows(policy.program, iter([case for _, case in kept])) if one is not None]
    for row in run(policy.sql(DAY, distances=True), columns(policy.program), staged):
        if not row["beyond"]:
            yield kept[row["row"]][0], row


def number(row: dict[str, Any], column: str) -> Fraction | None:
    above = row[column]
    return None if above is None else Fraction(above, row.get(f"{column}_of", 1))


def asked(policy: Policy, kind: Kind) -> list[Told]:
    return [one for one in told(policy.outline, policy.program, distances=True) if one.kind is kind]


def hold_distances(policy: Policy, seed: int, size: int) -> int:
    """Hold every distance against the explanation of its comparison, and return how many there are."""
    count, distances = 0, [(one, site_of(policy, one)) for one in asked(policy, Kind.DISTANCE)]
    for decision, row in decided(policy, seed, size):
        scope = whole(policy.program, decision.answers)
        for one, site in distances:
            compared = comparison(scope, site)
            assert compared is not None
            found, is_exact = number(row, one.column), row.get(f"{one.column}_exact", True)
            if compared.distance is not None:
                assert (found, is_exact) == (compared.distance.value, compared.distance.exact), one
                count += 1
            else:
                assert found == (0 if decision.answers.values[one.node] is Truth.F else None), one
        for owner, gap in gaps(decision):
            assert gap.comparison.distance is not None
            own = {number(row, one.column) for one, _ in distances if (one.of, one.label) == (owner, gap.label)}
            assert gap.comparison.distance.value in own, gap
    return count


def site_of(policy: Policy, one: Told) -> Site:
    """Return where a comparison is written that belongs to a tier or an entitlement."""
    owners = [tier.criteria for tier in policy.outline.tiers if tier.name == one.of and tier.criteria is not None]
    owners += [spec.site for spec in policy.outline.entitlements if spec.id == one.of]
    return next(site for owner in owners for site, _ in comparisons(policy.program, owner) if site.node == one.node)


def gaps(decision: Decision) -> Iterator[tuple[str, Gap]]:
    """Yield what a decision document tells as missing by a number, apart from records and from the time of the decision."""
    told_of: Sequence[tuple[str, Sequence[Gap]]] = [(tier.spec.name, tier.gaps) for tier in decision.tiers]
    told_of = [*told_of, *((outcome.spec.id, outcome.gaps) for outcome in decision.entitlements)]
    for owner, found in told_of:
        for gap in found:
            sides = (gap.comparison.left, gap.comparison.right)
            if gap.record is None and gap.comparison.distance is not None and not any(map(is_day, sides)):
                yield owner, gap


def is_day(side: Operand) -> bool:
    return side.kind is OperandKind.DAY


@pytest.mark.parametrize("name", ["优质中小企业", "江门专精特新"])
def test_distances_are_those_of_the_decision_document(name: str) -> None:
    policy = policyrules.load(name)
    assert hold_distances(policy, 3, 5) > 100
    kinds = {Kind.FAILED: Truth.F, Kind.UNKNOWN: Truth.U}
    counts = [(one, truth) for kind, truth in kinds.items() for one in asked(policy, kind)]
    conditions = asked(policy, Kind.CONDITION)
    for decision, row in decided(policy, 5, 2):
        for one, truth in counts:
            answers = [decision.answers.values[other.node] for other in conditions if other.of == one.of]
            assert row[one.column] == answers.count(truth)


@pytest.mark.parametrize("seed", range(4))
def test_distances_of_a_policy_at_random_are_those_of_the_decision_document(seed: int) -> None:
    hold_distances(draw_policy(Seeded(seed)).build(), seed, 8)


AWARD = """
措施 扶持 @十 "扶持":
    责任单位: 未载明
    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
        符合下列全部条件:
            规模: 人数 为 100 以上 且 收入[上年] 不低于 50万元
            占比: 研发[上年] ÷ 收入[上年] 不低于 3%
            成立: 成立日 早于 2020-01-01
            至少符合 2 项:
                行业: 行业 为 餐饮
                期限: 期限 不少于 2年
                证书: 有证
            符合下列条件之一:
                份额: 占有率 超过 50%
                得奖: 获奖 中有一项 甲: 甲.名次 不超过 3
"""


def test_what_is_short_and_by_how_much_is_told_of_every_condition() -> None:
    policy = policyrules.load(POLICY.replace("\n试算 ", f"{AWARD}\n试算 ", 1))
    facts = {
        "人数": 90, "收入": {"2023": "60万元"}, "研发": {"2023": "1万元"}, "成立日": "2020-01-11", "行业": "住宿",
        "期限": "18个月", "有证": True, "占有率": "50%", "获奖": [{"名次": 7}],
    }  # fmt: skip
    less = {**facts, "收入": {}, "期限": None, "获奖": None}
    (row, other) = query_of(policy, [facts, less], date(2024, 6, 1))
    labels = {one.label: one.column for one in asked(policy, Kind.DISTANCE)}
    far = {one.text: number(row, one.column) for one in asked(policy, Kind.DISTANCE)}
    assert set(labels) == {"规模", "占比", "成立", "期限", "份额"}
    assert list(far.values()) == [10, None, Fraction(3, 100) - Fraction(1, 60), 10, 6, 0]
    assert (row["e0"], row["e0_failed"], row["e0_unknown"]) == (False, 7, 0)
    assert row["e0_short"] == 5  # the number of people, the share, the day, one of the three, one of the two
    assert (other["e0"], other["e0_failed"], other["e0_unknown"]) == (False, 4, 3)
    assert other["e0_short"] == 2
    assert row["e0_nearest"] is other["e0_nearest"] is None


def test_the_one_condition_that_is_short_is_named() -> None:
    policy = policyrules.load(POLICY.replace("\n试算 ", f"{AWARD}\n试算 ", 1))
    fine = {
        "人数": 100, "收入": {"2023": "60万元"}, "研发": {"2023": "2万元"}, "成立日": "2019-01-01", "行业": "餐饮",
        "期限": "2年", "有证": False, "占有率": "60%", "获奖": [{"名次": 7}],
    }  # fmt: skip
    changes = (
        {},
        {"人数": 99},
        {"期限": "1年"},
        {"占有率": "50%"},
        {"占有率": None, "人数": 99},
        {"研发": {"2023": 0}, "人数": 1},
    )
    leaves = [site.label or site.text for site in needed(policy.program, policy.outline.entitlements[0].site).leaves]
    rows = query_of(policy, [{**fine, **change} for change in changes], date(2024, 6, 1))
    places = [row["e0_nearest"] for row in rows]
    named = [None if place is None else leaves[place] for place in places]
    assert named == [None, "人数 为 100 以上", "期限", "份额", "人数 为 100 以上", None]
    assert [row["e0_short"] for row in rows] == [0, 1, 1, 1, 1, 2]


def drawn(rng: random.Random, site: Site, depth: int = 0) -> Needed:
    """Draw what an award needs: single conditions, all, one, or so many of some."""
    if depth == 3 or rng.random() < 0.35:
        return Needed(site)
    parts = tuple(drawn(rng, site, depth + 1) for _ in range(rng.randint(1, 3)))
    return Needed(site, rng.choice([1, 1, len(parts), rng.randint(1, len(parts))]), parts)


def short(of: Needed, truths: Iterator[bool]) -> int:
    """Return how many conditions are short, where these are the truths of all, in turn."""
    if not of.parts:
        return 0 if next(truths) else 1
    return sum(sorted(short(part, truths) for part in of.parts)[: of.count])


def first_short(of: Needed, truths: list[bool]) -> int:
    """Return the first condition that alone is short."""
    holding = ([one or n == place for n, one in enumerate(truths)] for place in range(len(truths)))
    return next(place for place, held in enumerate(holding) if not truths[place] and short(of, iter(held)) == 0)


@pytest.mark.parametrize("seed", range(60))
def test_what_is_told_to_be_enough_instead_always_is(seed: int) -> None:
    rng = random.Random(seed)
    needed_ = drawn(rng, policyrules.load(POLICY).outline.in_force_site)
    count, instead = len(list(needed_.leaves)), list(needed_.instead())
    assert len(instead) == count
    for truths in map(list, product((False, True), repeat=min(count, 9))):
        truths += [False] * (count - len(truths))
        if short(needed_, iter(truths)) != 1:
            continue
        for place in instead[first_short(needed_, truths)]:
            assert not truths[place] and short(needed_, iter([one or n == place for n, one in enumerate(truths)])) == 0


def test_of_very_many_alternatives_only_some_are_told_to_be_enough_instead() -> None:
    site = policyrules.load(POLICY).outline.in_force_site
    told = list(Needed(site, 1, (Needed(site),) * 3_000).instead())
    assert len(told) == 3_000 and max(map(len, told)) == MOST_INSTEAD
    assert told[0] == tuple(range(1, 1 + MOST_INSTEAD)) and told[-2:] == [(2_999,), ()]


def test_of_plain_alternatives_all_that_follow_are_enough_instead() -> None:
    site = policyrules.load(POLICY).outline.in_force_site
    leaf = Needed(site)
    both = Needed(site, 2, (leaf, leaf))
    assert list(Needed(site, 1, (leaf, leaf, leaf)).instead()) == [(1, 2), (2,), ()]
    assert list(Needed(site, 2, (leaf, Needed(site, 1, (leaf, Needed(site, 1, (leaf, leaf)))))).instead()) == [
        (),
        (2, 3),
        (3,),
        (),
    ]
    assert list(Needed(site, 1, (both, leaf, both)).instead()) == [(2,), (2,), (), (), ()]


def test_what_is_asked_of_each_record_is_not_looked_for_in_the_program() -> None:
    """Of records may be asked more than of the enterprise."""
    asked_of_each = " 且 ".join(f"某.额{number} 不低于 {number}" for number in range(1, 20))
    fields = "".join(f"    额{number}: 数\n" for number in range(1, 20))
    policy = policyrules.load(head("小", "小〔2024〕1号") + PER_RECORD.format(fields=fields, asked=asked_of_each))
    facts = {"项目": [{f"额{number}": 0 for number in range(1, 20)}]}
    (row,) = query_of(policy, [facts], date(2024, 6, 1))
    assert (row["e0"], row["e0_short"], row["e0_failed"]) == (False, 1, 1)


PER_RECORD = """\
记录 项目单:
{fields}
事实:
    项目: 项目单 列表

措施 扶持 @十 "扶持":
    责任单位: 未载明
    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
        符合下列全部条件:
            有项目: 项目 中有一项 某: {asked}
"""


def query_of(policy: Policy, facts: Sequence[dict[str, Any]], day: date) -> list[dict[str, Any]]:
    staged = rows(policy.program, iter([read_case(policy.program, one, day) for one in facts]))
    given = [one for one in staged if one is not None]
    return sorted(run(policy.sql(day, distances=True), columns(policy.program), given), key=lambda row: int(row["row"]))


def test_a_distance_that_is_only_a_lower_bound_says_so() -> None:
    """Of a score whose indicators are open, the highest that it can still reach is held against what is asked."""
    policy = policyrules.load(POLICY.replace("\n试算 ", f"{BOUND}\n试算 ", 1))
    open_, known = query_of(policy, [{}, {"人数": 200}], date(2024, 6, 1))
    (one,) = asked(policy, Kind.DISTANCE)
    assert (number(open_, one.column), open_[f"{one.column}_exact"]) == (500, False)
    assert (number(known, one.column), known[f"{one.column}_exact"]) == (1300, True)


BOUND = """
措施 扶持 @十 "扶持":
    责任单位: 未载明
    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
        符合下列全部条件:
            规模: 人数 不低于 1500
"""
