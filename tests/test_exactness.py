"""What is calculated is exact, at its boundaries above all: held against plain fractions, written without the evaluator.

Every kind of figure is met exactly at its boundary, one 分 and one hundredth of a percentage point beside it, over denominators
that are zero or negative, and below zero. The value itself has to be the very fraction, and each comparison what it says of it.
"""

import operator
import random
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

import pytest
from attrs import field, frozen

from policyrules.backends.reference import evaluate
from policyrules.core.case import Case
from policyrules.core.facts import read_case
from policyrules.core.outline import Lowered
from policyrules.values.answers import WHOLE_LINE, Records, Series, Truth, point
from tests.explain.pipeline import lowered

#: So many cases of each kind that all together are more than 50,000.
CASES = 1_950
ENOUGH = 50_000
DAY = date(2024, 6, 1)
LAST = 2023

#: Yearly amounts in 分, by the name of the fact and the year; the amounts of the records under `列`.
Facts = dict[str, Any]
Value = Fraction | None

HEAD = (
    '政策 样例 "样例":\n    文号: "例"\n    发文: "例"\n    印发: 2022-01-01\n    施行: 2022-01-01 至 2030-12-31\n\n'
    "记录 项:\n    额: 金额\n    计: 是否\n\n事实:\n    甲: 金额 按年\n    乙: 金额 按年\n    列: 项 列表\n\n"
    "定义 比[年] = 甲[年] / 乙[年]\n\n"
)

SIGNS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "不低于": operator.ge, "高于": operator.gt, "不高于": operator.le,
    "低于": operator.lt, "为": operator.eq, "不为": operator.ne,
}  # fmt: skip


# --- what it should be, in plain fractions ------------------------------------------------------------------------------


def share(part: int, whole: int) -> Value:
    return Fraction(part, whole) if whole else None


def growth(after: int, before: int) -> Value:
    return Fraction(after, before) - 1 if before > 0 else None


def mean(*values: Value) -> Value:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(values) if len(known) == len(values) else None


def to_step(number: Fraction, step: Fraction, mode: str) -> Fraction:
    """Round in whole numbers only: how many steps, and what is left of one."""
    steps, left = divmod(abs(number.numerator) * step.denominator, number.denominator * step.numerator)
    whole = number.denominator * step.numerator
    more = {"half_up": 2 * left >= whole, "up": left > 0, "down": False}[mode]
    return (steps + more) * step * (-1 if number < 0 else 1)


def rung(value: Value, ladder: Sequence[tuple[Fraction, int]]) -> Value:
    """Return the points of the first rung that the value reaches; none at all where the value is not known."""
    return None if value is None else next((Fraction(points) for least, points in ladder if value >= least), Fraction(0))


def in_slices(sum_: int, slices: Sequence[tuple[int, int | None, Fraction]]) -> Fraction:
    parts = ((max(0, min(sum_, sum_ if end is None else end) - begin), rate) for begin, end, rate in slices)
    return sum((part * rate for part, rate in parts), Fraction(0))


# --- amounts around a boundary ------------------------------------------------------------------------------------------

#: How far from the boundary: in 分, and in hundredths of a percentage point of what is divided by.
BESIDE = ((0, 0), (-1, 0), (1, 0), (0, -1), (0, 1), (0, 0))

Make = Callable[[random.Random, int, int], Facts]


def base(rng: random.Random, multiple: int = 10_000) -> int:
    """Return an amount of 分 of which hundredths of a percentage point are whole."""
    return multiple * rng.choice((1, 3, 7, 99, 12_345, 10**9 + 7))


def beside(exact: Fraction, whole: int, fen: int, points: int) -> int:
    assert exact.denominator == 1, "the boundary can be met"
    return int(exact) + fen + points * whole // 10_000


def divided(threshold: Fraction, years: Sequence[int] = (LAST,)) -> Make:
    """Let the share of each year be the threshold, the last one beside it."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        below = {year: base(rng) * rng.choice((1, 1, 1, -1)) for year in years}
        above = {year: int(below[year] * threshold) for year in years}
        above[years[-1]] = beside(below[years[-1]] * threshold, below[years[-1]], fen, points)
        return {"甲": above, "乙": below}

    return make


def grown(threshold: Fraction, back: int) -> Make:
    """Let the last year have grown by the threshold over the one so many before."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        before = base(rng)
        return {"甲": {LAST - back: before, LAST: beside(before * (1 + threshold), before, fen, points)}}

    return make


def grown_each_year(threshold: Fraction, years: int) -> Make:
    """Let the growths of some years come to the threshold on average, however uneven they are."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        amounts = [base(rng, 100 ** (years + 1))]
        rates = [Fraction(rng.randint(-40, 60), 100) for _ in range(years - 1)]
        for rate in (*rates, years * threshold - sum(rates)):
            amounts.append(int(amounts[-1] * (1 + rate)))
        amounts[-1] = beside(Fraction(amounts[-1]), amounts[-2], fen, points)
        return {"甲": {LAST - years + n: amount for n, amount in enumerate(amounts)}}

    return make


def added_up(total: int, years: int) -> Make:
    """Let some years come to a total."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        amounts = [rng.randint(-(10**6), 10**6) for _ in range(years - 1)]
        last = total - sum(amounts) + fen + 100 * points
        return {"甲": dict(zip(range(LAST - years + 1, LAST + 1), (*amounts, last), strict=True))}

    return make


def extreme(threshold: int, years: int, sign: int) -> Make:
    """Let one of some years be at a threshold, and the others on one side of it."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        amounts = [threshold + sign * rng.randint(2, 10**6) for _ in range(years)]
        amounts[rng.randrange(years)] = threshold + fen + points
        return {"甲": dict(zip(range(LAST - years + 1, LAST + 1), amounts, strict=True))}

    return make


def around(*numbers: int) -> Make:
    """Let the amount of the last year be at one of some numbers, above or below zero."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        return {"甲": {LAST: (rng.choice(numbers) + fen + 100 * points) * rng.choice((1, 1, -1))}}

    return make


def share_around(*numbers: Fraction) -> Make:
    """Let the share of the last year be at one of some numbers, above or below zero."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        return divided(rng.choice(numbers) * rng.choice((1, 1, -1)))(rng, fen, points)

    return make


def records(total: int, rate: Fraction) -> Make:
    """Let the records that count come to a total, at a rate."""

    def make(rng: random.Random, fen: int, points: int) -> Facts:
        others = [(rng.randint(0, 10**6), rng.random() < 0.6) for _ in range(rng.randint(0, 4))]
        last = int(total / rate) - sum(amount for amount, counts in others if counts) + fen + 100 * points
        return {"列": [*others, (last, True)]}

    return make


def odd(rng: random.Random) -> Facts:
    """Return amounts of any sign, nothing among them."""
    some = rng.choice(((0, 1, -1, 5, -100, 10**15), (0, 0, 0, 1)))
    years = range(LAST - 6, LAST + 1)
    return {name: {year: rng.choice(some) for year in years} for name in ("甲", "乙")} | {"列": []}


# --- the kinds ----------------------------------------------------------------------------------------------------------


@frozen
class Kind:
    """What is written, what it should be, the numbers that are met, and the threshold that it is compared with."""

    written: str
    oracle: Callable[[Facts], Value]
    make: Make
    text: str
    threshold: Fraction
    table: tuple[str, ...] = field(default=())


def last(facts: Facts, name: str, back: int = 0) -> int:
    amount: int = facts[name][LAST - back]
    return amount


def years(facts: Facts, count: int, name: str = "甲") -> list[int]:
    return [last(facts, name, back) for back in range(count)]


def shares(facts: Facts, count: int) -> list[Value]:
    return [share(last(facts, "甲", back), last(facts, "乙", back)) for back in range(count)]


def growths(facts: Facts, count: int) -> list[Value]:
    return [growth(last(facts, "甲", back), last(facts, "甲", back + 1)) for back in range(count)]


def percent(number: str) -> Fraction:
    return Fraction(number) / 100


YUAN = Fraction(100)
LADDER = [(percent("5"), 20), (percent("3"), 15), (percent("0.01"), 10), (percent("-3"), 5)]
CAPS = (100_000, 500_000)
SLICES = [(0, 100_000, percent("10")), (100_000, 500_000, percent("5")), (500_000, None, percent("0.01"))]

KINDS: dict[str, Kind] = {
    "quotient": Kind("甲[上年] / 乙[上年]", lambda f: shares(f, 1)[0], divided(percent("3")), "3%", percent("3")),
    "quotient in hundredths": Kind(
        "甲[上年] / 乙[上年]", lambda f: shares(f, 1)[0], divided(percent("33.33")), "33.33%", percent("33.33")
    ),
    "loss in sales": Kind(
        "甲[上年] / 乙[上年]", lambda f: shares(f, 1)[0], divided(percent("-7.5")), "(0% - 7.5%)", percent("-7.5")
    ),
    "average share": Kind(
        "比 近 2年 平均", lambda f: mean(*shares(f, 2)), divided(percent("6"), (LAST - 1, LAST)), "6%", percent("6")
    ),
    "share of totals": Kind(
        "(甲 近 3年 合计) / (乙 近 3年 合计)",
        lambda f: share(sum(years(f, 3)), sum(years(f, 3, "乙"))),
        divided(percent("4"), (LAST - 2, LAST - 1, LAST)),
        "4%",
        percent("4"),
    ),
    "growth": Kind("甲 近 1年 增长率", lambda f: growths(f, 1)[0], grown(percent("5"), 1), "5%", percent("5")),
    "decline": Kind("甲 近 1年 增长率", lambda f: growths(f, 1)[0], grown(percent("-10"), 1), "(0% - 10%)", percent("-10")),
    "growth over three years": Kind(
        "甲 近 3年 增长率", lambda f: growth(last(f, "甲"), last(f, "甲", 3)), grown(percent("10"), 3), "10%", percent("10")
    ),
    "average growth": Kind(
        "甲 近 2年 平均增长率", lambda f: mean(*growths(f, 2)), grown_each_year(percent("5"), 2), "5%", percent("5")
    ),
    "average growth of four years": Kind(
        "甲 近 4年 平均增长率", lambda f: mean(*growths(f, 4)), grown_each_year(percent("7"), 4), "7%", percent("7")
    ),
    "total": Kind("甲 近 3年 合计", lambda f: Fraction(sum(years(f, 3))), added_up(100_000, 3), "1000元", 1000 * YUAN),
    "total of seven years": Kind(
        "甲 近 7年 合计", lambda f: Fraction(sum(years(f, 7))), added_up(-300, 7), "(0元 - 3元)", -3 * YUAN
    ),
    "average": Kind("甲 近 3年 平均", lambda f: mean(*map(Fraction, years(f, 3))), added_up(300_000, 3), "1000元", 1000 * YUAN),
    "highest": Kind("甲 近 4年 最大值", lambda f: Fraction(max(years(f, 4))), extreme(5000, 4, -1), "50元", 50 * YUAN),
    "lowest": Kind("甲 近 4年 最小值", lambda f: Fraction(min(years(f, 4))), extreme(5000, 4, 1), "50元", 50 * YUAN),
    "a share of a sum of money": Kind(
        "甲[上年] × 12.5%", lambda f: last(f, "甲") * percent("12.5"), around(800, 80_000), "1元", YUAN
    ),
    "halves rounded up": Kind(
        "甲[上年] 四舍五入到 1元",
        lambda f: to_step(Fraction(last(f, "甲")), YUAN, "half_up"),
        around(50, 150, 1050, 100),
        "1元",
        YUAN,
    ),
    "rounded down": Kind(
        "甲[上年] 舍去到 1元", lambda f: to_step(Fraction(last(f, "甲")), YUAN, "down"), around(100, 200, 1000, 0), "1元", YUAN
    ),
    "rounded up": Kind(
        "甲[上年] 进位到 1元",
        lambda f: to_step(Fraction(last(f, "甲")), YUAN, "up"),
        around(100, 200, 1000, 0),
        "2元",
        2 * YUAN,
    ),
    "a share rounded": Kind(
        "甲[上年] / 乙[上年] 四舍五入到 0.1%",
        lambda f: None if shares(f, 1)[0] is None else to_step(shares(f, 1)[0] or Fraction(0), percent("0.1"), "half_up"),
        share_around(percent("3.05"), percent("2.95"), percent("3")),
        "3%",
        percent("3"),
    ),
    "bands of a share": Kind(
        "甲[上年] / 乙[上年]",
        lambda f: rung(shares(f, 1)[0], LADDER),
        share_around(*(end for end, _ in LADDER)),
        "10",
        Fraction(10),
        ("5% 以上: 20", "3% 至 5%: 15", "0.01% 至 3%: 10", "(0% - 3%) 以上 不满 0.01%: 5", "否则: 0"),
    ),
    "bands of money": Kind(
        "甲[上年]",
        lambda f: rung(Fraction(last(f, "甲")), [(Fraction(CAPS[1]), 9), (Fraction(CAPS[0]), 4)]),
        around(*CAPS),
        "4",
        Fraction(4),
        ("不满 1000元: 0", "1000元 以上 不满 5000元: 4", "5000元 以上: 9"),
    ),
    "bands that take their upper ends": Kind(
        "甲[上年]",
        lambda f: rung(Fraction(last(f, "甲")), [(Fraction(CAPS[1] + 1), 9), (Fraction(CAPS[0] + 1), 4)]),
        around(*CAPS),
        "4",
        Fraction(4),
        ("1000元 以下: 0", "超过 1000元 不超过 5000元: 4", "超过 5000元: 9"),
    ),
    "slices": Kind(
        "甲[上年] 分段累计",
        lambda f: in_slices(last(f, "甲"), SLICES),
        around(*CAPS),
        "100元",
        100 * YUAN,
        ("1000元 以下: 10%", "1000元 至 5000元: 5%", "5000元 以上: 0.01%"),
    ),
    "points for every full amount": Kind(
        "甲[上年] 每满 25元 得 2，最高 12",
        lambda f: Fraction(min(12, 2 * max(0, last(f, "甲") // 2500))),
        around(2500, 5000, 15_000, 17_500),
        "4",
        Fraction(4),
        ("",),
    ),
    "records": Kind(
        "(列 中合计: 额 × 30% 其中 计)",
        lambda f: sum((amount * percent("30") for amount, counts in f["列"] if counts), Fraction(0)),
        records(90_000, percent("30")),
        "900元",
        900 * YUAN,
    ),
}


# --- deciding -----------------------------------------------------------------------------------------------------------


@cache
def policy(name: str) -> Lowered:
    kind = KINDS[name]
    what = f"定义 值 @一 = {kind.written}\n"
    if kind.table == ("",):
        what = f"定义 值 @一: 数\n    按 {kind.written}\n"
    elif kind.table:
        type_ = "金额" if "分段累计" in kind.written else "数"
        what = f"定义 值 @一: {type_}\n    按 {kind.written} 边界取高:\n" + "".join(f"        {row}\n" for row in kind.table)
        what = what.replace(" 分段累计 边界取高:", " 分段累计:")
    tiers = "".join(
        f"层次 层{n} 位次 {n + 1}:\n    有效期: 未载明\n    持有: 值 {sign} {kind.text}\n\n" for n, sign in enumerate(SIGNS)
    )
    return lowered(f"{HEAD}{what}\n{tiers}试算:\n    日期: 2024-06-01\n    列: 无\n    值 应为 未知\n")


def case(facts: Facts) -> Case:
    """Return a case of exact amounts; years that are not there are not known."""
    series = {name: Series({y: point(n) for y, n in facts.get(name, {}).items()}, WHOLE_LINE) for name in ("甲", "乙")}
    rows = tuple({"额": point(amount), "计": Truth.T if counts else Truth.F} for amount, counts in facts.get("列", ()))
    return Case({**series, "列": Records(rows)}, DAY, {})


def check(name: str, facts: Facts) -> Value:
    """Compare what is decided with what it should be, and return that."""
    kind, made = KINDS[name], policy(name)
    answers = evaluate(made.program, case(facts)).values
    expected = kind.oracle(facts)
    found = answers[dict(made.outline.asked)["值"]]
    if expected is not None:
        assert found == point(expected), (name, facts)
    elif not kind.table:
        assert found == WHOLE_LINE, (name, facts)
    for tier, holds in zip(made.outline.tiers, SIGNS.values(), strict=True):
        assert tier.held is not None
        truth = Truth.U if expected is None else Truth.T if holds(expected, kind.threshold) else Truth.F
        assert answers[tier.held.node] is truth or (expected is None and kind.table), (name, facts, tier.name)
    return expected


@pytest.mark.parametrize("name", KINDS)
def test_a_figure_is_exact_at_its_boundary_and_beside_it(name: str) -> None:
    kind, rng, met = KINDS[name], random.Random(name), Counter[str]()
    for number in range(CASES):
        is_odd = number % 10 == 9
        fen, points = BESIDE[number % len(BESIDE)]
        facts = odd(rng) if is_odd else kind.make(rng, fen, points)
        value = check(name, {"列": [], **facts})
        if value is None:
            met["undefined"] += 1
        elif not is_odd:
            met["on" if value == kind.threshold else "above" if value > kind.threshold else "below"] += 1
    assert min(met["on"], met["above"], met["below"]) >= CASES // 25, met
    if "/" in kind.written or "增长" in kind.written or kind.written.startswith("比"):
        assert met["undefined"] >= CASES // 100, met


def test_all_kinds_together_are_enough() -> None:
    assert len(KINDS) * CASES >= ENOUGH


def test_the_facts_of_a_file_are_read_into_the_same_case() -> None:
    facts = {"甲": {2023: -7, 2022: 10**15}, "乙": {2023: 0}, "列": [(1, True), (99, False)]}
    written = {
        "甲": {"2023": "-0.07元", "2022": "10万亿元"},
        "乙": {"2023": "0元"},
        "列": [{"额": "0.01元", "计": True}, {"额": "0.99元", "计": False}],
    }
    assert read_case(policy("quotient").program, written, DAY) == case(facts)
