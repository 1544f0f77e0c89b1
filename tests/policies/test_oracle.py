"""The first policy beside plain Python written from the document: the same verdicts on every date that matters.

The oracle knows nothing of the library. It follows 二(一), 二(八), 三(二) and 四 of 江府办函〔2022〕125号, and the readings as
the policy states them.
"""

import itertools
import random
from datetime import date, timedelta
from fractions import Fraction

import pytest

import policyrules

NAME = "江门专精特新"
ONE_DAY = timedelta(days=1)
GUARANTEES = ("税务服务", "工业用地", "供电保障", "子女教育", "医疗保障", "交通出行", "贷款利率")
TITLES = ("市级后备库", "市级专精特新", "省级创新型", "省级专精特新", "国家级小巨人", "金种子")
LPR = (
    (date(2022, 7, 20), "3.70"), (date(2022, 8, 22), "3.65"), (date(2023, 6, 20), "3.55"), (date(2023, 8, 21), "3.45"),
    (date(2024, 7, 22), "3.35"), (date(2024, 10, 21), "3.10"), (date(2025, 5, 20), "3.00"),
)  # fmt: skip

Record = dict[str, object]


def three_years_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 3)
    except ValueError:  # a leap day
        return date(day.year + 3, 2, 28)


def valid(record: Record, on: date, first_day_counts: bool) -> bool:
    granted, until, revoked = record["认定日"], record.get("有效至"), record.get("撤销日")
    assert isinstance(granted, date)
    if isinstance(revoked, date) and revoked <= on:
        return False
    if isinstance(until, date):
        last = until
    elif record["称号"] in ("金种子", "市级后备库"):
        last = date.max
    else:
        last = three_years_after(granted) - (ONE_DAY if first_day_counts else timedelta())
    return granted <= on <= last


def expected(records: list[Record], on: date, readings: dict[str, str]) -> dict[str, bool]:
    last = date(2025, 8, 4) if readings["方案期间算法"] == "首日计入" else date(2025, 8, 5)
    in_force = date(2022, 8, 5) <= on <= last
    held = {str(r["称号"]) for r in records if valid(r, on, readings["认定期间算法"] == "首日计入")}
    seeds = "金种子" in held and readings["省级及以上的范围"] == "不限定金种子"
    guaranteed = in_force and bool(held & {"省级专精特新", "国家级小巨人"} or seeds)
    return {
        **dict.fromkeys(GUARANTEES, guaranteed),
        "资金奖励": in_force and any(rewarded(r, on, readings["奖励期间算法"]) for r in records),
        "优先推荐": in_force and "市级专精特新" in held,
    }


def rewarded(record: Record, on: date, reading: str) -> bool:
    granted, revoked = record["认定日"], record.get("撤销日")
    assert isinstance(granted, date)
    if record["称号"] not in ("省级专精特新", "国家级小巨人") or granted > on or (isinstance(revoked, date) and revoked <= on):
        return False
    match reading:
        case "按认定日":
            return date(2022, 1, 1) <= granted <= date(2023, 12, 31)
        case "按施行后的认定日":
            return date(2022, 8, 5) <= granted <= date(2023, 12, 31)
        case _:
            return date(2022, 1, 1) <= on <= date(2023, 12, 31)


def around(*days: date) -> list[date]:
    return [day + n * ONE_DAY for day in days for n in (-1, 0, 1)]


GRANTED = [
    *around(date(2022, 1, 1), date(2022, 8, 5), date(2023, 12, 31)),
    date(2020, 2, 29),
    date(2022, 6, 1),
    date(2019, 8, 20),
]
DECIDED = [
    *around(date(2022, 8, 5), date(2023, 12, 31), date(2025, 8, 5), date(2023, 2, 28), date(2025, 6, 1)),
    date(2024, 5, 1),
]
READINGS = {
    "方案期间算法": ("首日计入", "首日不计入"),
    "认定期间算法": ("首日计入", "首日不计入"),
    "奖励期间算法": ("按认定日", "按施行后的认定日", "按给予日"),
    "省级及以上的范围": ("不限定金种子", "一并限定金种子"),
}


@pytest.fixture(scope="module")
def policy() -> policyrules.Policy:
    return policyrules.load(NAME)


def check(policy: policyrules.Policy, records: list[Record], on: date, readings: dict[str, str]) -> None:
    decision = policy.decide({"认定": records}, on=on, readings=readings)
    for name, right in expected(records, on, readings).items():
        assert decision[name].verdict == ("entitled" if right else "not_entitled"), (name, records, on, readings)


def test_one_title_on_every_date_that_matters(policy: policyrules.Policy) -> None:
    defaults = {name: options[0] for name, options in READINGS.items()}
    for title, granted, on in itertools.product(TITLES, GRANTED, DECIDED):
        check(policy, [{"称号": title, "认定日": granted}], on, defaults)


def test_several_titles_with_ends_and_revocations_under_every_reading(policy: policyrules.Policy) -> None:
    rng = random.Random(7)
    for _ in range(800):
        readings = {name: rng.choice(options) for name, options in READINGS.items()}
        on = rng.choice(DECIDED)
        records: list[Record] = []
        for _ in range(rng.randint(0, 3)):
            record: Record = {"称号": rng.choice(TITLES), "认定日": rng.choice(GRANTED)}
            later = [day for day in DECIDED if day >= record["认定日"]] or [record["认定日"]]
            if rng.random() < 0.3:
                record["有效至"] = rng.choice(later)
            if rng.random() < 0.2:
                record["撤销日"] = rng.choice(later)
            records.append(record)
        check(policy, records, on, readings)


def test_the_ceiling_is_the_rate_last_published_on_the_day_of_the_loan(policy: policyrules.Policy) -> None:
    record = {"称号": "国家级小巨人", "认定日": date(2023, 1, 1)}
    for day in around(*(published for published, _ in LPR)):
        decision = policy.decide({"认定": [record], "贷款发放日": day}, on=date(2023, 3, 1))
        amount = decision["贷款利率"].amount
        assert amount is not None
        last = [rate for published, rate in LPR if published <= day]
        if last:
            assert amount.value == Fraction(last[-1]) / 100, day
