"""What is given is set within its range, and stays where it is pinned."""

from datetime import date
from fractions import Fraction

import pytest

import policyrules
from policyrules.testing.aiming.leaves import Leaves
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.values.answers import Interval, Symbol, Truth, point
from tests.testing.policies import POLICY


@pytest.fixture
def leaves() -> Leaves:
    plan = plan_of(policyrules.load(POLICY))
    return Leaves(Draft(plan, {}, date(2024, 5, 1).toordinal(), {}), Seeded(1))


def test_numbers_stay_in_the_declared_range(leaves: Leaves) -> None:
    assert leaves.put_number(("人数",), Interval(Fraction(999, 1), None))
    assert leaves.draft.trial().facts["人数"] in (999, 1000)
    assert not leaves.put_number(("人数",), Interval(Fraction(1001), None))
    assert not leaves.put_number(("人数",), point(Fraction(1, 2)))
    assert leaves.put_number(("收入", 2023), point(5)) and leaves.draft.trial().facts["收入"] == {2023: "0.05元"}
    assert not leaves.put_number(("占有率",), point(Fraction(1, 3)))  # cannot be written in decimals


def test_what_is_pinned_stays(leaves: Leaves) -> None:
    assert leaves.put(("有证",), Truth.T)
    leaves.pinned.add(("有证",))
    assert not leaves.put(("有证",), Truth.F) and not leaves.empty(("有证",))
    assert leaves.draft.facts["有证"] is Truth.T


def test_records_come_and_go_and_keep_what_is_pinned(leaves: Leaves) -> None:
    assert [leaves.add("获奖") for _ in range(3)] == [0, 1, 2]
    assert leaves.put_number(("获奖", 2, "名次"), point(7))
    leaves.pinned.add(("获奖", 2, "名次"))
    assert leaves.drop("获奖", 0) and not leaves.drop("获奖", 1)
    assert leaves.draft.rows("获奖")[1]["名次"] == point(7)
    assert not leaves.put_number(("获奖", 1, "名次"), point(8))


def test_no_number_has_more_digits_than_a_fact_may_have(leaves: Leaves) -> None:
    leaves.add("获奖")
    assert leaves.put_number(("获奖", 0, "奖金"), point(10**19)) and not leaves.put_number(("获奖", 0, "奖金"), point(10**20))


def test_only_what_is_optional_is_removed(leaves: Leaves) -> None:
    leaves.add("获奖")
    assert leaves.put_number(("获奖", 0, "有效至"), point(date(2025, 1, 1).toordinal()))
    assert leaves.remove(("获奖", 0, "有效至")) and not leaves.remove(("获奖", 0, "名次"))
    assert leaves.remove(("收入", 2023)) and leaves.draft.trial().facts["收入"] == {2023: "不存在"}


def test_names_are_those_that_there_are(leaves: Leaves) -> None:
    assert not leaves.put_name(("行业",), ["采矿"])
    assert leaves.put_name(("行业",), ["采矿", "餐饮"]) and leaves.draft.facts["行业"] == Symbol("餐饮")


def test_what_is_drawn_in_any_order_is_all_there_is(leaves: Leaves) -> None:
    assert sorted(leaves.shuffled(range(10))) == list(range(10))
