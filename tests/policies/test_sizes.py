"""Sizes of enterprises beside plain Python written from 工信部联企业〔2011〕300号: alike on every limit, ±1 person, ±1 分.

The oracle knows nothing of the library. Its figures are held against the document by writing article 4 out again from them.
What is not known is tried out: whatever the size can be with a number on either side of every limit is possible.
"""

import random
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import count, product
from pathlib import Path

import pytest

import policyrules
from policyrules.explain.alternatives import possible_names
from policyrules.values.answers import Symbol, Truth

DOCUMENT = (Path(__file__).parents[2] / "policies" / "工信部联企业〔2011〕300号.txt").read_text(encoding="utf-8")
DAY = date(2024, 6, 1)
STAFF, REVENUE, ASSETS = "从业人员", "营业收入", "资产总额"
SIZES = ("大型", "中型", "小型", "微型")
NUMBERS = "一二三四五六七八九十"

#: Article 4: for each sector a code, and of each indicator the limits of 大型, 中型 and 小型, in persons and in 万元.
SECTORS: Mapping[str, tuple[str, Mapping[str, tuple[int, int, int]]]] = {
    "农、林、牧、渔业": ("0111", {REVENUE: (20000, 500, 50)}),
    "工业": ("3912", {STAFF: (1000, 300, 20), REVENUE: (40000, 2000, 300)}),
    "建筑业": ("4710", {REVENUE: (80000, 6000, 300), ASSETS: (80000, 5000, 300)}),
    "批发业": ("5191", {STAFF: (200, 20, 5), REVENUE: (40000, 5000, 1000)}),
    "零售业": ("5211", {STAFF: (300, 50, 10), REVENUE: (20000, 500, 100)}),
    "交通运输业": ("5431", {STAFF: (1000, 300, 20), REVENUE: (30000, 3000, 200)}),
    "仓储业": ("5951", {STAFF: (200, 100, 20), REVENUE: (30000, 1000, 100)}),
    "邮政业": ("6010", {STAFF: (1000, 300, 20), REVENUE: (30000, 2000, 100)}),
    "住宿业": ("6110", {STAFF: (300, 100, 10), REVENUE: (10000, 2000, 100)}),
    "餐饮业": ("6210", {STAFF: (300, 100, 10), REVENUE: (10000, 2000, 100)}),
    "信息传输业": ("6311", {STAFF: (2000, 100, 10), REVENUE: (100000, 1000, 100)}),
    "软件和信息技术服务业": ("6513", {STAFF: (300, 100, 10), REVENUE: (10000, 1000, 50)}),
    "房地产开发经营": ("7010", {REVENUE: (200000, 1000, 100), ASSETS: (10000, 5000, 2000)}),
    "物业管理": ("7020", {STAFF: (1000, 300, 100), REVENUE: (5000, 1000, 500)}),
    "租赁和商务服务业": ("7211", {STAFF: (300, 100, 10), ASSETS: (120000, 8000, 100)}),
    "其他未列明行业": ("7320", {STAFF: (300, 100, 10)}),
}  # fmt: skip

#: GB/T 4754—2017: the first and the last code of each run, as long as they are written; everything else is not listed.
CODES: Mapping[str, str] = {
    "农林牧渔业": "01-05", "工业": "06-46", "建筑业": "47-50", "批发业": "51-51", "零售业": "52-52",
    "交通运输业": "54-58 591-591", "仓储业": "592-599", "邮政业": "60-60", "住宿业": "61-61", "餐饮业": "62-62",
    "信息传输业": "63-64", "软件和信息技术服务业": "65-65", "房地产开发经营": "701-701", "物业管理": "702-702",
    "租赁和商务服务业": "71-72", "其他未列明行业": "703-703 709-709 73-82 85-90",
}  # fmt: skip


def number_word(number: int) -> str:
    """Write a number up to nineteen as the document does."""
    return NUMBERS[number - 1] if number <= 10 else f"十{NUMBERS[number - 11]}"


# --- the oracle: persons and 分 ------------------------------------------------------------------------------------------


def limits(sector: str) -> dict[str, list[int]]:
    """Return the limits of each indicator, of money in 分."""
    return {name: [one * (1 if name == STAFF else 1_000_000) for one in three] for name, three in SECTORS[sector][1].items()}


def size(sector: str, values: Mapping[str, int]) -> str:
    """Return the size by the words of article 4: below is excluded, 及以上 included, and article 7 joins the two."""
    of = limits(sector)
    if not any(values[name] < of[name][0] for name in of):
        return "大型"
    if all(values[name] >= of[name][1] for name in of):
        return "中型"
    if all(values[name] >= of[name][2] for name in of):
        return "小型"
    assert any(values[name] < of[name][2] for name in of)
    return "微型"


def around(limits: list[int]) -> list[int]:
    return [limit + by for limit in limits for by in (-1, 0, 1)]


def sizes(sector: str, values: Mapping[str, int | None]) -> set[str]:
    """Return the sizes that are possible, trying for what is not known a number in each stretch between two limits."""
    of = limits(sector)
    tried = [[0, *around(of[name])] if values[name] is None else [values[name]] for name in of]
    return {size(sector, dict(zip(of, choice, strict=True))) for choice in product(*tried)}  # type: ignore[arg-type]


def sector_of(code: str) -> str | None:
    for sector, runs in CODES.items():
        for first, last in (run.split("-") for run in runs.split()):
            if len(code) >= len(first) and first <= code[: len(first)] <= last:
                return sector
    return None


# --- the policy ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def policy() -> policyrules.Policy:
    return policyrules.load("中小企业划型")


def decided(policy: policyrules.Policy, code: str | None, values: Mapping[str, int | None]) -> tuple[set[str], Truth]:
    """Return the sizes that are possible, and whether the enterprise is below the upper limit."""
    facts: dict[str, object] = {"行业代码": code, STAFF: values.get(STAFF)}
    for name in (REVENUE, ASSETS):
        amount = values.get(name)
        facts[name] = None if amount is None else {2023: f"{amount // 100}.{amount % 100:02}元"}
    decision = policy.decide(facts, DAY)
    nodes = {one.name: one.node for one in policy.outline.determinations}
    found = decision.answers.values[nodes["规模"]]
    assert isinstance(found, Symbol)
    known = (found.value,) if found.value else possible_names(policy.program, decision.answers, nodes["规模"])
    small = decision.answers.values[nodes["是中小微企业"]]
    assert isinstance(small, Truth) and known is not None
    return set(known), small


def truth(possible: set[str]) -> Truth:
    """Return whether all of the possible sizes are small or medium ones, or none of them."""
    return Truth.U if "大型" in possible and len(possible) > 1 else Truth.F if "大型" in possible else Truth.T


def cases(sector: str) -> Iterator[dict[str, int | None]]:
    """Yield every choice of numbers right around the limits and of unknown ones; what does not count is now this, now that."""
    of, number = limits(sector), count()
    aside = [name for name in (STAFF, REVENUE, ASSETS) if name not in of]
    whatever = ({STAFF: 0, REVENUE: 0, ASSETS: 0}, {STAFF: 10**7, REVENUE: 10**15, ASSETS: 10**17}, {})
    for choice in product(*([None, 0, *around(three)] for three in of.values())):
        other = whatever[next(number) % 3]
        yield {**{name: other.get(name) for name in aside}, **dict(zip(of, choice, strict=True))}


def test_the_figures_are_those_of_the_document() -> None:
    for number, (sector, (_, three)) in enumerate(SECTORS.items(), 1):
        unit = {name: "人" if name == STAFF else "万元" for name in three}
        below, above = (
            [joint.join(f"{name}{of[place]}{unit[name]}{word}" for name, of in three.items()) for place in range(3)]
            for joint, word in (("或", "以下"), (",且", "及以上"))
        )
        sentence = (
            f"({number_word(number)}){sector}。{below[0]}的为中小微型企业。其中,{above[1]}的为中型企业;{above[2]}的为小型企业;"
            f"{below[2]}的为微型企业。"
        )
        assert sentence.replace(";", ",") in DOCUMENT.replace(";", ",")


@pytest.mark.parametrize("sector", SECTORS)
def test_a_size_is_that_of_the_document_on_every_limit_and_with_anything_unknown(
    policy: policyrules.Policy, sector: str
) -> None:
    code = SECTORS[sector][0]
    for values in cases(sector):
        possible = sizes(sector, values)
        assert decided(policy, code, values) == (possible, truth(possible)), values


def test_a_sector_that_is_not_listed_may_be_any_of_the_sixteen(policy: policyrules.Policy) -> None:
    every: dict[str, list[int | None]] = {
        name: [None, *sorted({0, *(one for sector in SECTORS for one in around(limits(sector).get(name, [])))})]
        for name in (STAFF, REVENUE, ASSETS)
    }
    rng = random.Random(300)
    for _ in range(800):
        values = {name: rng.choice(numbers) for name, numbers in every.items()}
        possible = {one for sector in SECTORS for one in sizes(sector, values)}
        assert decided(policy, rng.choice(("5310", "6620", "704", None)), values) == (possible, truth(possible)), values


def test_a_code_belongs_to_the_sector_of_its_run(policy: policyrules.Policy) -> None:
    node = dict(policy.outline.asked)["所属行业"]
    codes = [f"{number:0{digits}}" for digits in (1, 2, 3) for number in range(10**digits)] + [
        "0111",
        "5910",
        "5999",
        "7040",
        "9999",
    ]
    found = {code: policy.decide({"行业代码": code}, DAY).answers.values[node] for code in codes}
    assert found == {code: Symbol(sector_of(code)) for code in codes}
