"""A trial shrinks to what is needed, in values that are easy to read, and never to one that breaks a relation."""

from datetime import date
from fractions import Fraction
from itertools import islice

import pytest

import policyrules
from policyrules.testing.aiming.shrinking import shrink
from policyrules.testing.enterprises import Trial, trials
from policyrules.values.answers import Interval, Truth
from tests.testing.policies import POLICY


@pytest.fixture(scope="module")
def sample() -> policyrules.Policy:
    return policyrules.load(POLICY)


def said(policy: policyrules.Policy, trial: Trial, name: str) -> object:
    answers = policy.decide(trial.facts, trial.day, trial.readings).answers
    return answers.values[dict(policy.outline.asked)[name]]


def test_what_does_not_matter_is_left_out_and_figures_are_round(sample: policyrules.Policy) -> None:
    found = set()
    for trial in islice(trials(sample, 11), 60):
        if said(sample, trial, "大") is Truth.T:
            small = shrink(sample, trial, lambda one: said(sample, one, "大") is Truth.T)
            assert set(small.facts) == {"人数", "收入"} and small.readings == {}
            assert small.facts["人数"] == 100 and list(small.facts["收入"].values()) == ["50万元"]  # type: ignore[attr-defined]
            found.add(small.day)
    assert found == {date(2024, 1, 1)}


def test_only_the_records_that_count_are_kept(sample: policyrules.Policy) -> None:
    rows = [
        {"名次": rank, "级别": "餐饮", "获奖日": "2023-04-05", "有效至": "2025-01-01", "奖金": "12.34元"} for rank in (7, 2, 9)
    ]
    trial = Trial({"获奖": rows, "有证": True, "名称": "乙公司"}, date(2024, 6, 1), {"算法": "不计入"})

    def second_or_better(one: Trial) -> bool:
        ranks = [row.get("名次") for row in one.facts.get("获奖", ())]  # type: ignore[attr-defined]
        return any(rank is not None and rank <= 2 for rank in ranks)

    small = shrink(sample, trial, second_or_better)
    assert [list(row) for row in small.facts["获奖"]] == [["名次", "级别", "获奖日"]]  # type: ignore[attr-defined]
    assert set(small.facts) == {"获奖"} and small.readings == {}


def test_no_relation_is_broken_on_the_way(sample: policyrules.Policy) -> None:
    trial = Trial({"人数": 777, "研发人数": 555}, date(2024, 6, 1))
    small = shrink(sample, trial, lambda one: int(str(one.facts.get("研发人数", 0))) >= 500 and "人数" in one.facts)
    assert small.facts == {"人数": 600, "研发人数": 500} or small.facts["人数"] >= small.facts["研发人数"]  # type: ignore[operator]
    assert small.facts["研发人数"] == 500


def test_it_is_asked_so_many_times_at_most(sample: policyrules.Policy) -> None:
    trial, asked = next(trials(sample, 3)), []

    def holds(one: Trial) -> bool:
        asked.append(one)
        return False

    assert shrink(sample, trial, holds, calls=15) == trial
    assert len(asked) == 15


def test_amounts_shrink_to_what_is_compared_with(sample: policyrules.Policy) -> None:
    trial = Trial({"收入": {2023: "987654.32元"}, "人数": 345}, date(2024, 6, 1))
    small = shrink(sample, trial, lambda one: said(sample, one, "大") is Truth.T)
    assert small.facts == {"收入": {2023: "50万元"}, "人数": 100}
    quotient = Trial({"收入": {2023: "98765.43元"}, "研发": {2023: "1234.56元"}}, date(2024, 6, 1))
    points = Interval(Fraction(5), Fraction(5))
    assert said(sample, shrink(sample, quotient, lambda one: said(sample, one, "得分") == points), "得分") == points
