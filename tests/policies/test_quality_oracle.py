"""The standards for quality enterprises beside plain Python written from the document: every indicator, score and tier.

The oracle knows nothing of the library. It follows 第三条 and annexes 1 to 3 of 工信部企业〔2022〕63号, with the readings
that the policy takes by default. Enterprises are made around every boundary; of some a fact is withheld, and whatever is still
said must be so.
"""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

import policyrules
from policyrules.values.answers import Answer, Interval, Truth

DAY = date(2024, 6, 1)
THREE_YEARS_AGO, TWO_YEARS_AGO = date(2021, 6, 1), date(2022, 6, 1)
CASES = 500

Facts = dict[str, object]
Number = Fraction | None  # `None` is a quotient over zero


# --- the document, in plain Python -------------------------------------------------------------------------------------


def share(part: int, whole: int) -> Number:
    return Fraction(part, whole) if whole else None


def growth(after: int, before: int) -> Number:
    return Fraction(after, before) - 1 if before > 0 else None


def steps(value: Number, *bands: tuple[int, int], otherwise: int = 0) -> int | None:
    """Points of the highest band that is reached; ends are percentages."""
    if value is None:
        return None
    return next((points for end, points in bands if value * 100 >= end), otherwise)


def at_most(value: Number, *bands: tuple[int, int]) -> int | None:
    if value is None:
        return None
    return next((points for end, points in bands if value * 100 <= end), 0)


def property_rights(f: Facts, valuable: int, own: int, first: int, second: int) -> int:
    counts = (f["Ⅰ类高价值知识产权"], f["自主研发Ⅰ类知识产权"], f["Ⅰ类知识产权"], f["Ⅱ类知识产权"])
    return next((points for count, points in zip(counts, (valuable, own, first, second), strict=True) if count), 0)


def annex_1(f: Facts) -> dict[str, int | None]:
    revenue, main, debt = f["营业收入"][2023], f["主营业务收入"], share(f["负债总额"][2023], f["资产总额"][2023])
    return {
        "知识产权": property_rights(f, 20, 15, 10, 5),
        "研发投入": steps(share(f["研发费用"][2023], revenue), (5, 20), (3, 15), (2, 10), (1, 5)),
        "增长": steps(growth(main[2023], main[2022]), (15, 20), (10, 15), (5, 10), (0, 5)),
        "负债": at_most(debt, (55, 10), (75, 5)),
        "领域": 10 if f["属战略性新兴产业"] else 5,
        "主营": steps(share(main[2023], revenue), (70, 20), (60, 15), (55, 10), (50, 5)),
    }


PARTS_1 = {"创新能力": ("知识产权", "研发投入"), "成长性": ("增长", "负债"), "专业化": ("领域", "主营")}
MINIMA_1 = {"创新能力": 20, "成长性": 15, "专业化": 15}


def average_growth(f: Facts) -> Number:
    main = f["主营业务收入"]
    one, other = growth(main[2023], main[2022]), growth(main[2022], main[2021])
    return None if one is None or other is None else (one + other) / 2


def spent(f: Facts) -> int | None:
    """Points for R&D: the better of the amount and of the share; open where the share is, and could be better."""
    amount = next(
        (points for end, points in ((500, 10), (400, 8), (300, 6), (200, 4), (100, 2)) if f["研发费用"][2023] >= end * 10**6), 0
    )
    part = steps(share(f["研发费用"][2023], f["营业收入"][2023]), (10, 10), (8, 8), (6, 6), (4, 4), (3, 2))
    return amount if amount == 10 else None if part is None else max(amount, part)


def annex_2(f: Facts) -> dict[str, int | Fraction | None]:
    revenue, main = f["营业收入"][2023], f["主营业务收入"]
    quality = sum(bool(f[name]) for name in ("有省级以上质量奖", "通过质量体系认证", "有自主品牌", "参与制修订标准"))
    return {
        "主营": steps(share(main[2023], revenue), (80, 5), (70, 3), (60, 1)),
        "增长": steps(average_growth(f), (10, 10), (8, 8), (6, 6), (4, 4), (0, 2)),
        "年限": min(f["从事细分市场年数"] // 2, 5),
        "领域": 5 if f["补短板取得实效"] else 3 if f["属六基或老字号或服务龙头"] else 0,
        "数字化": {1: 0, 2: 3}.get(f["数字化水平"], 5),
        "质量": min(3 * quality, 5),
        "利润": steps(share(f["净利润"][2023], revenue), (10, 10), (8, 8), (6, 6), (4, 4), (2, 2)),
        "负债": at_most(share(f["负债总额"][2023], f["资产总额"][2023]), (50, 5), (60, 3), (70, 1)),
        "地方特色": f["地方特色得分"],
        "知识产权": property_rights(f, 10, 8, 6, 2),
        "研发投入": spent(f),
        "研发人员": steps(share(f["研发人员"], f["职工总数"]), (20, 5), (10, 3), (5, 1)),
        "研发机构": {"国家级": 10, "省级": 8, "市级": 4, "市级以下": 2, "未建立": 0}[f["研发机构"]],
    }


PARTS_2 = {
    "专业化": ("主营", "增长", "年限", "领域"),
    "精细化": ("数字化", "质量", "利润", "负债"),
    "特色化": ("地方特色",),
    "创新能力": ("知识产权", "研发投入", "研发人员", "研发机构"),
}


def financed(f: Facts, since: date) -> int:
    return sum(one["实缴额"] for one in f["融资"] if since <= one["到账日"] <= DAY)


def awarded(f: Facts, level: str | None = None, place: int = 1000) -> bool:
    return any(
        THREE_YEARS_AGO <= one["获奖日"] <= DAY and (level is None or one["级别"] == level) and one["排名"] <= place
        for one in f["获奖"]
    )


def listed(f: Facts, name: str | None = None) -> bool:
    return any(THREE_YEARS_AGO <= one["公布日"] <= DAY and name in (None, one["名单"]) for one in f["大赛入围"])


def eligible(f: Facts) -> bool:
    """第三条; an industrial enterprise is no longer small or medium with 1,000 staff and 400 million yuan."""
    small = f["从业人员"] < 1000 or f["营业收入"][2023] < 40_000 * 10**6
    return small and f["境内独立法人"] and not (f["列入异常或失信名单"] or f["产品受限"] or f["有事故或违法"])


def innovative(f: Facts) -> bool | None:
    other = (
        awarded(f)
        or any(one["有效至"] >= DAY for one in f["荣誉"])
        or f["研发机构"] in ("国家级", "省级")
        or financed(f, THREE_YEARS_AGO) >= 500 * 10**6
    )
    return other or passed(annex_1(f), 60, PARTS_1, MINIMA_1, {"研发投入": 20, "增长": 20, "负债": 10, "主营": 20})


def passed(points: dict, mark: int, parts: dict, minima: dict[str, int], highest: dict[str, int]) -> bool | None:
    """Whether a score is passed, with points that are open between 0 and the most that there can be."""
    low = {name: value or 0 for name, value in points.items()}
    high = {name: highest[name] if value is None else value for name, value in points.items()}

    def enough(given: dict) -> bool:
        each = all(sum(given[name] for name in parts[part]) >= least for part, least in minima.items())
        return each and sum(given.values()) >= mark

    return True if enough(low) else None if enough(high) else False


def specialised(f: Facts) -> bool | None:
    spending, revenue = f["研发费用"], f["营业收入"][2023]
    part = share(spending[2023], revenue)
    conditions = [
        f["从事细分市场年数"] >= 2,
        spending[2023] >= 100 * 10**6,
        None if part is None else part * 100 >= 3,
        revenue >= 1000 * 10**6 or financed(f, TWO_YEARS_AGO) >= 2000 * 10**6,
    ]
    direct = (
        awarded(f, "省级科技奖励", 3)
        or awarded(f, "国家科技奖励", 5)
        or spending[2022] + spending[2023] >= 2 * 1000 * 10**6
        or financed(f, TWO_YEARS_AGO) >= 6000 * 10**6
        or listed(f)
    )
    open_points = {"主营": 5, "增长": 10, "利润": 10, "负债": 5, "研发投入": 10, "研发人员": 5}
    conditions.append(direct or passed(annex_2(f), 60, PARTS_2, {}, open_points))
    return kleene(conditions)


def kleene(conditions: list[bool | None]) -> bool | None:
    return False if False in conditions else None if None in conditions else True


def reached(value: Number, percent: int) -> bool | None:
    return None if value is None else value * 100 >= percent


def little_giant(f: Facts) -> bool | None:
    revenue, main = f["营业收入"], f["主营业务收入"]
    debt = share(f["负债总额"][2023], f["资产总额"][2023])
    direct = awarded(f, "国家科技奖励", 3) or listed(f, "全国五十强")
    general = kleene([invested(f), f["研发机构"] != "未建立", f["Ⅰ类知识产权"] >= 2, f["知识产权已产生效益"]])
    return kleene([
        f["从事细分市场年数"] >= 3, reached(share(main[2023], revenue[2023]), 70), reached(average_growth(f), 5),
        f["核心业务用信息系统"], f["有管理体系或产品认证"], None if debt is None else debt * 100 <= 70,
        f["全国市场占有率"] * 100 >= 10, f["享有知名度"], f["品牌有竞争优势"],
        direct or general, f["位于产业链关键环节"],
        f["属重点领域"] or None,  # 原则上: what lies outside of the fields is left to the ministry
    ])  # fmt: skip


def invested(f: Facts) -> bool | None:
    revenue, spending = f["营业收入"], f["研发费用"]
    if revenue[2023] >= 5000 * 10**6:
        percent = 3 if revenue[2023] >= 10_000 * 10**6 else 6
        return kleene([reached(share(spending[year], revenue[year]), percent) for year in (2022, 2023)])
    return kleene([
        financed(f, TWO_YEARS_AGO) >= 8000 * 10**6,
        spending[2023] >= 3000 * 10**6,
        reached(share(f["研发人员"], f["职工总数"]), 50),
    ])  # fmt: skip


# --- enterprises around the boundaries ---------------------------------------------------------------------------------

RECORDS = {
    "获奖": ("级别", "获奖日", "排名"),
    "荣誉": ("荣誉", "有效至"),
    "融资": ("实缴额", "到账日"),
    "大赛入围": ("名单", "公布日"),
}
DAYS = [day + n * timedelta(days=1) for day in (THREE_YEARS_AGO, TWO_YEARS_AGO, DAY) for n in (-1, 0, 1)]


def made(rng: random.Random, strong: float) -> Facts:
    """Return an enterprise in 分 whose figures lie on a boundary, or one 分 beside it.

    `strong` is how often that is the boundary which the standards ask for.
    """

    def of(whole: int, percents: list[int]) -> int:
        percent = percents[-1] if rng.random() < strong else rng.choice(percents)
        return max(whole * percent // 100 + rng.choice((-1, 0, 0, 1)), 0)

    def yes(often: float = 0.97) -> bool:
        return rng.random() < often

    revenue = {
        year: rng.choice((0, 1000, 5000, 10_000, 10_000, 40_000)) * 10**6 + rng.choice((-1, 0, 0, 1)) for year in (2022, 2023)
    }
    revenue = {year: max(amount, 0) for year, amount in revenue.items()}
    if yes(strong):
        revenue = {year: amount or 10**10 for year, amount in revenue.items()}
    main = {2023: min(of(revenue[2023], [0, 50, 55, 60, 80, 70]), revenue[2023])}
    grown = [100, 104, 106, 108, 110, 115, 105]
    main[2022] = min(before(main[2023], grown, rng), revenue[2022])
    main[2021] = before(main[2022], grown, rng)
    spending = {year: of(revenue[year], [1, 2, 4, 6, 8, 10, 5, 3]) for year in (2022, 2023)}
    if rng.random() < 0.3:
        spending[2023] = rng.choice((100, 200, 300, 400, 500, 1000, 3000)) * 10**6 + rng.choice((-1, 0, 1))
    if rng.random() < 0.1:
        spending[2022] = max(2000 * 10**6 - spending[2023] + rng.choice((-1, 0)), 0)
    assets, staff = rng.choice((0, 10**10, 10**10, 10**10)), rng.choice((0, 100, 180, 181, 1000))
    first = rng.choice((0, 1, 2, 2, 3))
    own = rng.randint(0, first)
    return {
        "行业代码": "3484", "从业人员": rng.choice((180, 999, 1000, 1001)), "职工总数": staff,
        "研发人员": min(staff, max(staff * rng.choice((5, 10, 20, 50)) // 100 + rng.choice((-1, 0, 1)), 0)),
        "境内独立法人": yes(), "列入异常或失信名单": not yes(), "产品受限": not yes(), "有事故或违法": not yes(),
        "营业收入": revenue, "主营业务收入": main, "研发费用": spending,
        "净利润": {2023: of(revenue[2023], [0, 2, 4, 6, 8, 10]) * rng.choice((1, 1, 1, -1))},
        "资产总额": {2023: assets}, "负债总额": {2023: of(assets or 10**8, [50, 60, 75, 80, 55, 70])},
        "Ⅰ类高价值知识产权": rng.choice((0, 0, own)), "自主研发Ⅰ类知识产权": own, "Ⅰ类知识产权": first,
        "Ⅱ类知识产权": rng.choice((0, 1)),
        "知识产权已产生效益": yes(), "研发机构": rng.choice(("国家级", "省级", "市级", "市级以下", "未建立")),
        "属战略性新兴产业": yes(0.5), "从事细分市场年数": rng.choice((1, 2, 3, 3, 4, 9, 10, 11)),
        "补短板取得实效": yes(0.3), "属六基或老字号或服务龙头": yes(0.5), "数字化水平": rng.choice((1, 2, 3, 4)),
        "有省级以上质量奖": yes(0.3), "通过质量体系认证": yes(0.5), "有自主品牌": yes(0.5), "参与制修订标准": yes(0.3),
        "地方特色得分": rng.choice((0, 9, 10, 15)), "核心业务用信息系统": yes(), "有管理体系或产品认证": yes(),
        "全国市场占有率": Fraction(rng.choice((999, 1000, 1000, 1001)), 10_000), "享有知名度": yes(), "品牌有竞争优势": yes(),
        "位于产业链关键环节": yes(), "属重点领域": yes(0.9),
        "获奖": records(rng, lambda: {
            "级别": rng.choice(("国家科技奖励", "省级科技奖励")), "获奖日": rng.choice(DAYS), "排名": rng.randint(2, 6)}),
        "荣誉": records(rng, lambda: {"荣誉": "高新技术企业", "有效至": rng.choice(DAYS)}),
        "融资": records(rng, lambda: {
            "实缴额": rng.choice((500, 2000, 6000, 8000)) * 10**6 + rng.choice((-1, 0, 0, 1)), "到账日": rng.choice(DAYS)}),
        "大赛入围": records(rng, lambda: {"名单": rng.choice(("全国五十强", "全国五百强")), "公布日": rng.choice(DAYS)}),
    }  # fmt: skip


def before(after: int, grown: list[int], rng: random.Random) -> int:
    """Return what an amount was before it grew to what it is, or a 分 beside it."""
    return max(after * 100 // rng.choice(grown) + rng.choice((-1, 0, 0, 1)), 0)


def records(rng: random.Random, one) -> list[dict[str, object]]:  # type: ignore[no-untyped-def]
    return [one() for _ in range(rng.choice((0, 0, 0, 1, 1, 2)))]


MONEY = {"营业收入", "主营业务收入", "净利润", "研发费用", "资产总额", "负债总额"}


def given(f: Facts) -> dict[str, object]:
    """Return an enterprise as a facts file would give it: money in 元, years as text."""
    facts = dict(f)
    for name in MONEY & facts.keys():
        facts[name] = {str(year): Fraction(amount, 100) for year, amount in facts[name].items()}
    facts["融资"] = [{**one, "实缴额": Fraction(one["实缴额"], 100)} for one in f["融资"]] if "融资" in f else []
    return facts if "融资" in f else {name: value for name, value in facts.items() if name != "融资"}


# --- both beside each other ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def policy() -> policyrules.Policy:
    return policyrules.load("优质中小企业")


def expected(f: Facts) -> dict[str, object]:
    """Return what the document makes of an enterprise, under the names of the policy."""
    scores: dict[str, object] = {}
    for score, points, parts in (("创新型评价", annex_1(f), PARTS_1), ("专精特新评价", annex_2(f), PARTS_2)):
        sums = {part: [points[name] for name in names] for part, names in parts.items()}
        whole = {"": list(points.values()), **{f".{name}": [value] for name, value in points.items()}}
        whole |= {f".{part}": values for part, values in sums.items()}
        scores |= {f"{score}{name}": None if None in values else sum(values) for name, values in whole.items()}
    return {
        **scores,
        "创新型公告条件": innovative(f),
        "专精特新认定条件": specialised(f),
        "小巨人认定条件": little_giant(f),
        "参评条件": eligible(f),
    }


def said(decision: policyrules.Decision, name: str) -> Answer:
    return decision.answers.values[dict(decision.outline.asked)[name]]


def known(answer: Answer) -> object:
    """Return an answer as the oracle gives it; `None` while it is open."""
    return (
        {Truth.T: True, Truth.F: False}.get(answer)
        if isinstance(answer, Truth)
        else answer.point
        if isinstance(answer, Interval)
        else None
    )


def possible(answer: Answer, value: object) -> bool:
    """Say whether what is still said of an answer leaves room for a value."""
    if isinstance(answer, Truth):
        return answer is Truth.U or answer is (Truth.T if value else Truth.F)
    assert isinstance(answer, Interval) and isinstance(value, int | Fraction)
    return (answer.low is None or answer.low <= value) and (answer.high is None or answer.high >= value)


@pytest.mark.parametrize("strong", [0.3, 0.9])
def test_every_indicator_score_and_standard_is_what_the_document_says(policy: policyrules.Policy, strong: float) -> None:
    rng = random.Random(f"63号 {strong}")
    met: dict[str, set[object]] = {}
    for _ in range(CASES // 2):
        facts = made(rng, strong)
        decision = policy.decide(given(facts), DAY)
        for name, value in expected(facts).items():
            assert known(said(decision, name)) == value, (name, facts)
            met.setdefault(name, set()).add(value)
        for tier, standard in zip(decision.tiers, ("创新型公告条件", "专精特新认定条件", "小巨人认定条件"), strict=True):
            both = kleene([expected(facts)["参评条件"], expected(facts)[standard]])
            assert known(tier.qualifies) == both, (tier.spec.name, facts)
    assert [name for name, values in met.items() if len(values - {None}) < 2] == []


def test_what_is_said_while_a_fact_is_withheld_is_so(policy: policyrules.Policy) -> None:
    rng = random.Random("63号")
    definite = 0
    for _ in range(CASES // 4):
        facts = made(rng, 0.9)
        withheld = rng.sample(sorted(facts), rng.choice((1, 1, 2, 6)))
        decision = policy.decide(given({name: value for name, value in facts.items() if name not in withheld}), DAY)
        for name, value in expected(facts).items():
            answer = said(decision, name)
            if value is None:  # what is undefined with all facts given cannot become known without one
                assert known(answer) is None, (name, withheld, facts)
            else:
                assert possible(answer, value), (name, withheld, facts)
                definite += known(answer) is not None
    assert definite > CASES
