"""Generated cases: few, the same for the same seed, each there for something, and reviewed by nobody."""

import pytest

import policyrules
from policyrules.testing.suites import generating
from policyrules.testing.suites.generating import Generated, generate
from policyrules.testing.suites.reaching import Goals
from policyrules.testing.suites.suite import accept, entry_of, rerun, suite_of
from policyrules.testing.writing import Written, scenario
from tests.testing.suite_policy import REVIEW, TEXT, policy


@pytest.fixture(scope="module")
def found() -> Generated:
    return generate(policy(), 1, cases=30)


def test_cases_reach_every_threshold_and_almost_all_else(found: Generated) -> None:
    goals = Goals(policy())
    assert found.goals == frozenset(goals.all)
    assert set(goals.sides) <= found.reached
    assert len(found.reached) >= 0.95 * len(found.goals)


def test_what_is_said_to_be_reached_is_reached_by_the_cases_as_they_are_written(found: Generated) -> None:
    goals = Goals(policy())
    reached = set()
    for entry in found.entries:
        decision = goals.decide(entry.trial)
        assert decision is not None
        reached |= {one.goal for one in goals.reached(decision)}
    assert reached == found.reached


def test_cases_are_few_and_each_is_there_for_something(found: Generated) -> None:
    assert len(found.entries) <= len(found.reached) / 3
    assert len({entry.id for entry in found.entries}) == len(found.entries)
    assert all(entry.title and entry.reaches and entry.title.startswith(entry.reaches[0]) for entry in found.entries)
    goals = Goals(policy())
    reached = {}
    for entry in found.entries:
        decision = goals.decide(entry.trial)
        assert decision is not None
        reached[entry.id] = {one.goal for one in goals.reached(decision)}
    for one in found.entries:
        others = set().union(*(goals_ for id_, goals_ in reached.items() if id_ != one.id))
        assert reached[one.id] - others, one.title


def test_the_same_seed_gives_the_same_cases_and_another_gives_others(found: Generated) -> None:
    again = generate(policy(), 1, cases=30)
    assert [entry.id for entry in again.entries] == [entry.id for entry in found.entries]
    assert [entry.title for entry in again.entries] == [entry.title for entry in found.entries]
    other = generate(policy(), 2, cases=30)
    assert {entry.id for entry in other.entries} != {entry.id for entry in found.entries}


def test_what_nothing_else_was_found_for_is_looked_for_among_the_enterprises_of_scenarios(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(generating, "aim", lambda *given: None)
    assert generate(policy(), 1, cases=0).entries == ()
    lines = "    日期: 2024-06-01\n    逐行 人数: 档\n        100: 甲级\n        99: 乙级\n"
    text = f'{TEXT}\n试算 "逐行":\n{lines}'
    found = generate(policyrules.load(text), 1, cases=0)
    assert sorted(entry.trial.facts["人数"] for entry in found.entries) == [99, 100]  # type: ignore[type-var]
    assert not any(entry.accepted for entry in found.entries)


def test_nobody_has_reviewed_them_and_all_can_be_pasted(found: Generated) -> None:
    assert not any(entry.accepted for entry in found.entries)
    assert all(isinstance(scenario(policy(), entry.trial, entry.title), Written) for entry in found.entries)


def test_what_was_accepted_stays_and_only_what_it_does_not_reach_is_added(found: Generated) -> None:
    made = suite_of(policy(), 1, found.entries, "0.1.0")
    kept = accept(policy(), made, [entry.id for entry in found.entries[:2]], REVIEW, "f").suite.accepted
    again = generate(policy(), 7, cases=30, kept=kept)
    assert again.entries[:2] == kept
    assert len({entry.id for entry in again.entries}) == len(again.entries)
    assert rerun(policy(), suite_of(policy(), 7, again.entries, "0.1.0"), "f").passed == kept


def test_a_policy_that_was_changed_keeps_what_was_accepted_as_it_was() -> None:
    one = entry_of(policy(), generate(policy(), 1, cases=5).entries[0].trial, "例", ("例",))
    kept = accept(policy(), suite_of(policy(), 1, (one,), "0.1.0"), None, REVIEW, "f").suite.accepted
    changed = policy("人数 不少于 50", "人数 不少于 60")
    assert generate(changed, 1, cases=5, kept=kept).entries[0] == kept[0]


def test_every_step_is_told() -> None:
    steps: list[tuple[int, int]] = []
    generate(policy(), 1, cases=3, watch=lambda done, of: steps.append((done, of)))
    assert [step[0] for step in steps].count(1) == 3  # drawing, aiming, shrinking
    assert steps[:3] == [(1, 3), (2, 3), (3, 3)] and steps[-1][0] == steps[-1][1]
