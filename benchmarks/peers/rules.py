"""The criteria of `criteria.pol` once more, as comparisons and what they are put together to: what the engines are told.

A comparison is written in the notation that all of them read: names, whole numbers, texts in quotes, `*`, `+`, `>=`, `<=`, `==`
and `!=`. Shares are multiplied out, so that nothing is rounded. Knows no engine; an engine has `Words` for the rest.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: What the facts are called here: not every engine takes Chinese names.
NAMES = {
    "上年营业收入": "revenue",
    "前年营业收入": "revenue_before",
    "上年主营收入": "main",
    "前年主营收入": "main_before",
    "大前年主营收入": "main_earlier",
    "上年研发费用": "research",
    "前年研发费用": "research_before",
    "资产总额": "assets",
    "负债总额": "debts",
    "近两年融资": "raised",
    "职工总数": "staff",
    "研发人员": "researchers",
    "从事年数": "years",
    "高价值知识产权": "valuable_rights",
    "知识产权": "rights",
    "知识产权已产生效益": "rights_pay",
    "研发机构": "institute",
    "其余得分": "other_points",
    "国家级奖励排名": "national_rank",
    "省级奖励排名": "provincial_rank",
    "大赛": "contest",
    "核心业务用信息系统": "has_systems",
    "有管理体系或产品认证": "certified",
    "市场占有率": "market_share",
    "享有知名度": "well_known",
    "品牌有竞争优势": "strong_brand",
    "位于关键环节": "key_link",
}

_GROWN = "(main * main_earlier + main_before * main_before)"
#: The average of the growth of two years, at least so many percent: with products of up to 10^28 …
GROWTH = {percent: f"{_GROWN} * 50 >= main_before * main_earlier * {100 + percent}" for percent in (0, 4, 5, 6, 8, 10)}
#: … and for engines whose numbers have 64 bits, by whole percents, rounded down, that were computed for them before.
GROWTH_GIVEN = {percent: f"growth_percent >= {percent}" for percent in GROWTH}

_COMPARISONS = {
    "in_force": "day >= 20220801",
    "years_2": "years >= 2",
    "years_3": "years >= 3",
    "years_4": "years >= 4",
    "years_6": "years >= 6",
    "years_8": "years >= 8",
    "years_10": "years >= 10",
    "main_80": "main * 5 >= revenue * 4",
    "main_70": "main * 10 >= revenue * 7",
    "main_60": "main * 5 >= revenue * 3",
    "debts_50": "debts * 2 <= assets",
    "debts_60": "debts * 5 <= assets * 3",
    "debts_70": "debts * 10 <= assets * 7",
    "has_valuable_rights": "valuable_rights >= 1",
    "has_rights": "rights >= 1",
    "has_two_rights": "rights >= 2",
    "rights_pay": "rights_pay",
    "research_5m": "research >= 5000000",
    "research_4m": "research >= 4000000",
    "research_3m": "research >= 3000000",
    "research_2m": "research >= 2000000",
    "research_1m": "research >= 1000000",
    "research_30m": "research >= 30000000",
    "research_10": "research * 10 >= revenue",
    "research_8": "research * 25 >= revenue * 2",
    "research_6": "research * 50 >= revenue * 3",
    "research_4": "research * 25 >= revenue",
    "research_3": "research * 100 >= revenue * 3",
    "before_6": "research_before * 50 >= revenue_before * 3",
    "before_3": "research_before * 100 >= revenue_before * 3",
    "spent_20m": "research + research_before >= 20000000",
    "researchers_50": "researchers * 2 >= staff",
    "researchers_20": "researchers * 5 >= staff",
    "researchers_10": "researchers * 10 >= staff",
    "researchers_5": "researchers * 20 >= staff",
    "national": 'institute == "国家级"',
    "provincial": 'institute == "省级"',
    "municipal": 'institute == "市级"',
    "local": 'institute == "市级以下"',
    "has_institute": 'institute != "未建立"',
    "revenue_10m": "revenue >= 10000000",
    "revenue_50m": "revenue >= 50000000",
    "revenue_100m": "revenue >= 100000000",
    "raised_20m": "raised >= 20000000",
    "raised_60m": "raised >= 60000000",
    "raised_80m": "raised >= 80000000",
    "provincial_3": "provincial_rank <= 3",
    "national_5": "national_rank <= 5",
    "national_3": "national_rank <= 3",
    "among_50": 'contest == "全国五十强"',
    "among_500": 'contest == "全国五百强"',
    "has_systems": "has_systems",
    "certified": "certified",
    "market_10": "market_share >= 10",
    "well_known": "well_known",
    "strong_brand": "strong_brand",
    "key_link": "key_link",
}


def comparisons(growth: Mapping[int, str] = GROWTH) -> dict[str, str]:
    """Return every comparison by its name."""
    return {**_COMPARISONS, **{f"growth_{percent}": text for percent, text in growth.items()}}


@dataclass(frozen=True)
class Every:
    """What holds if all of it holds."""

    of: "tuple[Condition, ...]"


@dataclass(frozen=True)
class Some:
    """What holds if any of it holds."""

    of: "tuple[Condition, ...]"


@dataclass(frozen=True)
class Choice:
    """One condition where a comparison holds, another where it does not."""

    guard: str
    then: "Condition"
    otherwise: "Condition"


Condition = str | Every | Some | Choice

#: Points: of the comparisons of an indicator, the first that holds gives so many.
POINTS: Mapping[str, Sequence[tuple[Condition, int]]] = {
    "points_main": (("main_80", 5), ("main_70", 3), ("main_60", 1)),
    "points_growth": (("growth_10", 10), ("growth_8", 8), ("growth_6", 6), ("growth_4", 4), ("growth_0", 2)),
    "points_years": (("years_10", 5), ("years_8", 4), ("years_6", 3), ("years_4", 2), ("years_2", 1)),
    "points_debts": (("debts_50", 5), ("debts_60", 3), ("debts_70", 1)),
    "points_rights": (("has_valuable_rights", 10), ("has_rights", 6)),
    "points_research": (
        (Some(("research_5m", "research_10")), 10),
        (Some(("research_4m", "research_8")), 8),
        (Some(("research_3m", "research_6")), 6),
        (Some(("research_2m", "research_4")), 4),
        (Some(("research_1m", "research_3")), 2),
    ),
    "points_researchers": (("researchers_20", 5), ("researchers_10", 3), ("researchers_5", 1)),
    "points_institute": (("national", 10), ("provincial", 8), ("municipal", 4), ("local", 2)),
}

#: So many points, with those that are given as a fact, are enough. `passes` stands for that in the conditions.
ENOUGH = 60

SPECIALISED = Every(
    (
        "in_force",
        "years_2",
        "research_1m",
        "research_3",
        Some(("revenue_10m", "raised_20m")),
        Some(("passes", "provincial_3", "national_5", "spent_20m", "raised_60m", "among_50", "among_500")),
    )
)
INVESTS = Choice(
    "revenue_100m",
    Every(("research_3", "before_3")),
    Choice("revenue_50m", Every(("research_6", "before_6")), Every(("raised_80m", "research_30m", "researchers_50"))),
)
GIANT = Every(
    (
        "in_force",
        "years_3",
        "main_70",
        "growth_5",
        "has_systems",
        "certified",
        "debts_70",
        "market_10",
        "well_known",
        "strong_brand",
        Some((Every((INVESTS, "has_institute", "has_two_rights", "rights_pay")), "national_3", "among_50")),
        "key_link",
    )
)


@dataclass(frozen=True)
class Words:
    """How a language says what is put together, and what it calls a comparison: by a name, or by what it compares."""

    every: str
    some: str
    choice: str
    called: Callable[[str], str]

    def condition(self, condition: Condition) -> str:
        """Return a condition as text."""
        match condition:
            case "passes":
                return f"({self.score()} >= {ENOUGH})"
            case str(name):
                return f"({self.called(name)})"
            case Every(of):
                return f"({self.every.join(map(self.condition, of))})"
            case Some(of):
                return f"({self.some.join(map(self.condition, of))})"
            case Choice(guard, then, otherwise):
                return self.choice.format(*map(self.condition, (guard, then, otherwise)))

    def points(self, indicator: str) -> str:
        """Return the points of an indicator as text."""
        text = "0"
        for condition, given in reversed(POINTS[indicator]):
            text = self.choice.format(self.condition(condition), given, text)
        return text

    def score(self) -> str:
        """Return the sum of all points as text."""
        return " + ".join(["other_points", *map(self.points, POINTS)])


def spelled(growth: Mapping[int, str] = GROWTH) -> Words:
    """Return the words that most languages have, with each comparison written out where it is asked."""
    return Words(" && ", " || ", "({0} ? {1} : {2})", comparisons(growth).__getitem__)


def named(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts under the names used here, as a program would hold them that was written for such an engine."""
    return {name: facts[known] for known, name in NAMES.items()}


def dated(held: Mapping[str, Any], day: int = 20240301) -> dict[str, Any]:
    """Return facts under the names used here with the day of the decision, as a number: what every engine is given."""
    return {**held, "day": day}


def grown(held: Mapping[str, Any]) -> dict[str, Any]:
    """Return the same with the average growth in whole percents, for engines whose numbers have 64 bits."""
    found, before, earlier = dated(held), held["main_before"], held["main_earlier"]
    of = before * earlier
    found["growth_percent"] = ((held["main"] * earlier + before * before) * 50 - of * 100) // of
    return found


def prepared(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that any engine is given of an enterprise, under the names used here."""
    return grown(named(facts))


def leaves_of(condition: Condition) -> Iterator[str]:
    """Yield the comparisons that a condition rests on, each time that it does."""
    match condition:
        case "passes":
            for steps in POINTS.values():
                for one, _ in steps:
                    yield from leaves_of(one)
        case str(name):
            yield name
        case Every(of) | Some(of):
            for one in of:
                yield from leaves_of(one)
        case Choice(guard, then, otherwise):
            for one in (guard, then, otherwise):
                yield from leaves_of(one)
