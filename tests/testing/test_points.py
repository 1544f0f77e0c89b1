"""What scenarios can expect, and at which points decisions differ."""

from datetime import date
from pathlib import Path

import pytest

import policyrules
from policyrules.testing.points import Came, Kind, Point, came, differing, points, references, told
from policyrules.values.answers import Interval, Symbol, Truth, point
from policyrules.values.types import Scalar

DAY = date(2026, 6, 1)
FACTS: dict[str, object] = {"equipment": {2025: "1000000 yuan"}, "recognitions": []}


@pytest.fixture(scope="module")
def northport() -> policyrules.Policy:
    return policyrules.load(Path(__file__).parents[2] / "examples" / "northport.pol")


def test_every_point_of_a_policy_comes_out(northport: policyrules.Policy) -> None:
    decision = northport.decide(FACTS, DAY)
    assert all(came(decision, one) is not None for one in points(northport))
    assert {one.kind for one in points(northport)} == {Kind.VERDICT, Kind.MISSING, Kind.HELD, Kind.AMOUNT, Kind.TOTAL}


def test_what_a_policy_does_not_have_does_not_come_out(northport: policyrules.Policy) -> None:
    decision = northport.decide(FACTS, DAY)
    gone = [Point(kind, "gone") for kind in Kind if kind is not Kind.TOTAL]
    assert [came(decision, one) for one in gone] == [None] * len(gone)
    assert differing(decision, decision, gone) == ()
    assert came(policyrules.load("中小企业划型").decide({}, DAY), Point(Kind.TOTAL)) is None


def test_decisions_differ_where_something_else_came_out(northport: policyrules.Policy) -> None:
    one = northport.decide(FACTS, DAY)
    other = northport.decide({**FACTS, "equipment": {2025: "1000001 yuan"}}, DAY)
    amounts = (Point(Kind.AMOUNT, "new_equipment"), Point(Kind.AMOUNT, "local_extra"))
    assert differing(one, other, points(northport)) == (*amounts, Point(Kind.TOTAL))
    assert differing(one, one, points(northport)) == ()
    assert differing(one, policyrules.load("中小企业划型").decide({}, DAY), points(northport)) == points(northport)


def test_a_decision_is_told_without_the_parts_of_scores() -> None:
    policy = policyrules.load("优质中小企业")
    names = [one.name for one in told(policy) if one.kind is Kind.DETERMINED]
    assert "创新型评价" in names and not any("." in name for name in names)
    assert {"创新型评价.创新能力", "参评条件"} <= {one.name for one in points(policy)} == {*references(policy), *named(policy)}


def named(policy: policyrules.Policy) -> set[str]:
    return {one.name for one in points(policy) if one.kind is not Kind.DETERMINED}


def test_an_open_value_comes_out_with_the_few_that_it_can_be() -> None:
    decision = policyrules.load("中小企业划型").decide({"行业代码": "3484"}, date(2024, 6, 1))
    found = came(decision, Point(Kind.DETERMINED, "规模"))
    assert found is not None and found.answer == Symbol(None)
    assert found.alternatives == tuple(map(Symbol, ("大型", "中型", "小型", "微型")))
    score = policyrules.load("优质中小企业").decide({}, date(2024, 6, 1))
    still = came(score, Point(Kind.DETERMINED, "创新型评价.研发投入"))
    assert still is not None and still.answer == Interval(point(0).low, point(20).low)
    assert still.alternatives == tuple(map(point, (0, 5, 10, 15, 20)))


def test_what_is_missing_is_that_of_all_verdicts_or_of_one(northport: policyrules.Policy) -> None:
    decision = northport.decide({}, DAY)
    one = came(decision, Point(Kind.MISSING, "new_equipment"))
    every = came(decision, Point(Kind.MISSING))
    assert one == Came(Truth.T, Scalar.BOOL, facts=("equipment",))
    assert every is not None and every.facts is not None and set(every.facts) > {"equipment"}
