"""A score as it was decided: points, minima of groups, and the pass mark, each as far as it is known."""

from fractions import Fraction
from itertools import product

from policyrules.core.program import Cause, CauseKind
from policyrules.explain.scores import ScoreStatus, reached
from policyrules.values.answers import Interval, Truth, point
from tests.explain.scored import decision, money

T, U, F = Truth.T, Truth.U, Truth.F

BEST = {**money("100万元", "5万元"), "自研": True, "奖项": True, "评分得分": 10}


def score(**facts: object) -> ScoreStatus:
    return decision(**facts).scores[0]


def test_a_score_is_the_sum_of_its_parts() -> None:
    whole = score(**BEST)
    assert whole.points == point(30)
    assert [part.points for part in whole.parts] == [point(20), point(10)]
    assert [one.spec.name for one in whole.indicators] == ["研发", "荣誉", "特色"]
    assert whole.passed is T and whole.parts[0].reaches is T and whole.parts[1].reaches is None


def test_enough_points_do_not_pass_below_the_minimum_of_a_group() -> None:
    whole = score(**{**BEST, **money("100万元", "1万元")})
    assert whole.points == point(15)
    low = score(**{**BEST, "自研": False, "奖项": False, **money("100万元", "3万元")})
    assert low.points == point(20) and low.passed is T
    short = score(**{**BEST, "研发费用": {"2023": "1万元"}, "评分得分": 10})
    assert short.parts[0].reaches is F and short.passed is F


def test_what_is_missing_leaves_a_range_and_is_named() -> None:
    whole = score(**money("100万元", "5万元"), 自研=True)
    assert whole.points == Interval(Fraction(18), Fraction(30))
    assert whole.passed is T
    part = list(whole.indicators)[1]
    assert part.open.missing == ("奖项",)


def test_an_indicator_left_to_a_body_is_not_asked_of_the_enterprise() -> None:
    special = list(score(**money("100万元", "5万元")).indicators)[2]
    assert special.open.missing == () and special.open.unanswerable == (Cause(CauseKind.DISCRETION, "甲局"),)
    assert special.points == Interval(Fraction(0), Fraction(10))


def test_whether_a_score_is_passed_agrees_with_the_condition_that_asks_for_it() -> None:
    for spent, own, prize, body in product(("1万元", "3万元", None), (True, None), (False, None), (0, 8, None)):
        given = {"自研": own, "奖项": prize, "评分得分": body, "研发费用": {"2023": spent} if spent else None}
        facts = {name: value for name, value in given.items() if value is not None}
        whole = decision(营业收入={"2023": "100万元"}, **facts)
        assert whole.scores[0].passed is whole["奖励"].truth, facts


def test_an_outcome_knows_the_scores_that_it_rests_on() -> None:
    whole = decision(**BEST, 员工数=60, 代码="0312")
    assert [one.spec.name for one in whole["奖励"].scores] == ["评价"]
    assert whole["补助"].scores == ()


def test_points_reach_a_mark_for_certain_perhaps_or_not() -> None:
    assert reached(point(5), Fraction(5)) is T
    assert reached(Interval(Fraction(4), Fraction(5)), Fraction(5)) is U
    assert reached(Interval(None, Fraction(4)), Fraction(5)) is F
