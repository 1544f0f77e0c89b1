"""Comparisons of quotients, sums, averages and growth rates are exact: held against fractions, one 分 around every boundary."""

import random
from collections.abc import Callable
from datetime import date
from fractions import Fraction

import pytest

from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.core.outline import Lowered
from policyrules.values.answers import Truth
from tests.explain.pipeline import lowered

#: Cases of each kind, so that all together are more than 50,000.
CASES = 6_000
DAY = date(2024, 6, 1)
YEARS = (2020, 2021, 2022, 2023)

Money = dict[int, int]
#: What stands on the left of the comparison, in plain fractions; `None` where it is not defined.
Oracle = Callable[[Money, Money], Fraction | None]


def share(a: int, b: int) -> Fraction | None:
    return Fraction(a, b) if b else None


def growth(after: int, before: int) -> Fraction | None:
    return Fraction(after, before) - 1 if before > 0 else None


def mean(*values: Fraction | None) -> Fraction | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(values) if len(known) == len(values) else None


#: What is written, what it means, and a threshold with its value.
KINDS: dict[str, tuple[str, Oracle, str, Fraction]] = {
    "quotient": ("甲[上年] / 乙[上年]", lambda a, b: share(a[2023], b[2023]), "3%", Fraction(3, 100)),
    "hundredths": ("甲[上年] / 乙[上年]", lambda a, b: share(a[2023], b[2023]), "33.33%", Fraction(3333, 10000)),
    "total": ("甲 近 3年 合计", lambda a, b: Fraction(a[2021] + a[2022] + a[2023]), "1000元", Fraction(100_000)),
    "average": ("甲 近 3年 平均", lambda a, b: Fraction(a[2021] + a[2022] + a[2023], 3), "1000元", Fraction(100_000)),
    "growth": ("甲 近 1年 增长率", lambda a, b: growth(a[2023], a[2022]), "5%", Fraction(5, 100)),
    "growth of two years": ("甲 近 2年 增长率", lambda a, b: growth(a[2023], a[2021]), "10%", Fraction(1, 10)),
    "average growth": (
        "甲 近 2年 平均增长率",
        lambda a, b: mean(growth(a[2023], a[2022]), growth(a[2022], a[2021])),
        "5%",
        Fraction(5, 100),
    ),
    "average growth of three years": (
        "甲 近 3年 平均增长率",
        lambda a, b: mean(*(growth(a[year], a[year - 1]) for year in (2021, 2022, 2023))),
        "7%",
        Fraction(7, 100),
    ),
    "average share": (
        "比 近 2年 平均", lambda a, b: mean(share(a[2022], b[2022]), share(a[2023], b[2023])), "6%", Fraction(6, 100),
    ),
}  # fmt: skip

SIGNS: dict[str, Callable[[Fraction, Fraction], bool]] = {
    "不低于": lambda x, y: x >= y, "高于": lambda x, y: x > y, "不高于": lambda x, y: x <= y, "低于": lambda x, y: x < y,
}  # fmt: skip


def policy(written: str, threshold: str) -> Lowered:
    return lowered(
        '政策 样例 "样例":\n    文号: "例"\n    发文: "例"\n    印发: 2022-01-01\n    施行: 2022-01-01 至 2030-12-31\n\n'
        "事实:\n    甲: 金额 按年\n    乙: 金额 按年\n\n定义 比[年] = 甲[年] / 乙[年]\n\n定义 用到 = 比[上年] 高于 0%\n\n"
        + "".join(
            f"层次 层{n} 位次 {n + 1}:\n    有效期: 未载明\n    持有: ({written}) {sign} {threshold}\n\n"
            for n, sign in enumerate(SIGNS)
        )
    )


def amounts(rng: random.Random, threshold: Fraction) -> tuple[Money, Money]:
    """Return yearly amounts in 分: mostly so that a boundary is met, missed by one 分, or passed by one."""
    bases = (1, 7, 100, 99_999, 10_000, 12_345_600, 3 * 10**15)
    b = {year: rng.choice(bases) for year in YEARS}
    a: Money = {}
    for year in YEARS:
        exact, grown = b[year] * threshold, a.get(year - 1, rng.choice(bases)) * (1 + threshold)
        a[year] = int(rng.choice((exact, grown))) + rng.choice((-1, 0, 0, 1))
    if threshold > 2:  # an amount: the three years come to it, or to three times as much
        a[2021], a[2022] = rng.choice(bases), rng.choice(bases)
        a[2023] = int(threshold) * rng.choice((1, 3)) - a[2021] - a[2022] + rng.choice((-1, 0, 0, 1))
    if rng.random() < 0.15:
        year = rng.choice(YEARS)
        a[year], b[year] = rng.choice(((0, 0), (-5, 1), (1, 0), (3, -100), (0, 5)))
    return a, b


@pytest.mark.parametrize("kind", KINDS)
def test_a_comparison_is_exact_around_its_boundary(kind: str) -> None:
    written, oracle, text, threshold = KINDS[kind]
    made, rng = policy(written, text), random.Random(kind)
    met = dict.fromkeys(Truth, 0)
    for _ in range(CASES):
        a, b = amounts(rng, threshold)
        facts = {
            name: {str(year): Fraction(amount, 100) for year, amount in one.items()} for name, one in (("甲", a), ("乙", b))
        }
        case = read_case(made.program, facts, DAY, None)
        answers = evaluate(made.program, case)
        value = oracle(a, b)
        for tier, holds in zip(made.outline.tiers, SIGNS.values(), strict=True):
            assert tier.held is not None
            found = answers.values[tier.held.node]
            expected = Truth.U if value is None else Truth.T if holds(value, threshold) else Truth.F
            assert found is expected, (kind, a, b)
        met[Truth.U if value is None else Truth.T if value == threshold else Truth.F] += 1
    assert met[Truth.F] > CASES // 10
    assert met[Truth.T] > 0, "no case lies on the boundary itself"


def test_all_kinds_together_are_enough() -> None:
    assert len(KINDS) * CASES >= 50_000
