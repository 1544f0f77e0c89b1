"""What a case reaches, and how it is said."""

from datetime import date

import pytest

import policyrules
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.suites.reaching import Goals, Reached
from tests.testing.suite_policy import DAY, policy


def said(goals: Goals, trial: Trial) -> dict[str, Reached]:
    decision = goals.decide(trial)
    assert decision is not None
    return {one.words("zh"): one for one in goals.reached(decision)}


@pytest.mark.parametrize(
    ("staff", "words"),
    [
        (49, "二：人数 略低于 50"),
        (50, "二：人数 恰为 50"),
        (51, "二：人数 略高于 50"),
        (None, "二：人数 未知，界线为 50"),
        (100, "四：人数 恰为 100"),
    ],
)
def test_sides_are_said_with_the_clause_and_the_figure(staff: int | None, words: str) -> None:
    found = said(Goals(policy()), Trial({"人数": staff}, DAY, {}))
    assert words in found and found[words].firm


def test_days_are_said_as_days_in_both_languages() -> None:
    goals = Goals(policy())
    days = {"2024-05-31": ("早一天", "the day before"), "2024-06-01": ("恰在", "on"), "2024-06-02": ("晚一天", "the day after")}
    for day, words in days.items():
        decision = goals.decide(Trial({"认定": [{"认定日": day}]}, DAY, {}))
        assert decision is not None
        found = [one for one in goals.reached(decision) if one.goal in goals.sides and "认定日" in one.goal]
        assert len(found) == 1
        for language, word in zip(("zh", "en"), words, strict=True):
            assert word in found[0].words(language) and "认定日" in found[0].words(language)  # type: ignore[arg-type]


def test_obligations_are_goals_too() -> None:
    goals = Goals(policy())
    assert set(goals.all) > set(goals.sides)
    found = said(goals, Trial({}, DAY, {"算法": "按户"}))
    assert any("算法" in words for words in found)


def test_a_case_that_is_refused_reaches_nothing() -> None:
    goals = Goals(policy())
    assert goals.decide(Trial({"人数": -1}, DAY, {})) is None


def test_only_what_is_asked_for_is_looked_for() -> None:
    goals = Goals(policy())
    decision = goals.decide(Trial({"人数": 50}, DAY, {}))
    assert decision is not None
    every = {one.goal for one in goals.reached(decision)}
    some = set(sorted(every)[:3])
    assert {one.goal for one in goals.reached(decision, some)} == some


def test_goals_hold_where_they_are_reached_as_firmly_and_what_is_missed_comes_first() -> None:
    goals = Goals(policyrules.load("中小企业划型"))
    facts = {"行业代码": "3484", "从业人员": 300, "营业收入": {"2023": "2000万元"}}
    decision, other = (goals.decide(Trial({**facts, "从业人员": staff}, date(2024, 6, 1), {})) for staff in (300, 302))
    assert decision is not None and other is not None
    wanted = [(one.goal, one.firm) for one in goals.reached(decision)]
    assert any(goal in goals.sides and firm for goal, firm in wanted)
    assert goals.holds(decision, wanted)
    assert not goals.holds(other, wanted)
    assert "300" in wanted[0][0]


def test_a_question_that_is_written_in_two_places_is_reached_in_its_own_only() -> None:
    goals = Goals(policyrules.load("中小企业划型"))
    sides = [goal for goal in goals.sides if "从业人员 为 1000 以下" in goal and goal.endswith("|at")]
    assert len(sides) > 1
    decision = goals.decide(Trial({"行业代码": "3484", "从业人员": 1000, "营业收入": {"2023": "4亿元"}}, date(2024, 6, 1), {}))
    assert decision is not None
    reached = {one.goal for one in goals.reached(decision)}
    assert [goals.holds(decision, [(goal, False)]) for goal in sides] == [goal in reached for goal in sides]
    assert {goal in reached for goal in sides} == {True, False}


def test_what_ends_has_begun_in_a_likely_case() -> None:
    goals = Goals(policy())
    for begun, ended, likely in (("2024-01-01", "2024-01-01", True), ("2024-01-02", "2024-01-01", False)):
        decision = goals.decide(Trial({"认定": [{"认定日": begun, "有效至": ended}]}, DAY, {}))
        assert decision is not None and goals.is_likely(decision) is likely
    unknown = goals.decide(Trial({"认定": [{"有效至": "2024-01-01"}, {"认定日": "2024-01-01"}]}, DAY, {}))
    assert unknown is not None and goals.is_likely(unknown)


def test_the_end_of_a_period_is_named_by_its_day() -> None:
    goals = Goals(policy())
    decision = goals.decide(Trial({"人数": 50}, date(2026, 12, 31), {}))
    assert decision is not None
    assert any("当日 恰在 2026-12-31" in one.words("zh") for one in goals.reached(decision))
