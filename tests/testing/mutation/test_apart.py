"""A case that tells a changed policy from the one that it was is found, made small, and written as a scenario that passes."""

import pytest

import policyrules
from policyrules.testing.mutation.apart import Cases, Told
from policyrules.testing.mutation.edits import Edit, Workshop, edits
from policyrules.testing.mutation.trying import Changed, Scenarios
from policyrules.testing.points import Kind, Point
from tests.testing.slips import HEAD, MEASURE, policy


def telling(made: policyrules.Policy, words: tuple[str, str], count: int = 50) -> tuple[Told | None, int]:
    """Look for a case that tells the edit with these words from the policy."""
    edit = next(one for one in edits(made) if one.words == words)
    return Cases(made, count, seed=1).telling(changed(made, edit), "试")


def changed(made: policyrules.Policy, edit: Edit) -> Changed:
    lowered = Workshop(made).build(edit).lowered
    assert lowered is not None
    return Changed.of(made.lowered, lowered)


@pytest.mark.parametrize("words", [("300", "301"), ("300", "299"), ("不低于", "高于"), ("且 小微 且", "或 小微 或")])
def test_the_scenario_that_is_written_passes_and_would_catch_the_edit(words: tuple[str, str]) -> None:
    condition = "条件: 人数 不低于 300 且 小微 且 占比 高于 3%"
    made = policy(condition)
    told, tried = telling(made, words)
    assert told is not None and told.text is not None and told.point == Point(Kind.VERDICT, "补助") and tried > 0
    with_it = policyrules.load(f"{HEAD}{MEASURE}        {condition}\n\n{told.text}")
    assert [result.passed for result in with_it.test()] == [True]
    edit = next(one for one in edits(with_it) if one.words == words)
    assert Scenarios(with_it).first_failing(changed(with_it, edit)) is not None


def test_what_no_case_tells_apart_is_said_to_be_so_after_all_were_tried() -> None:
    made = policy("条件: 人数 不低于 300 且 人数 不低于 200")
    told, tried = telling(made, ("且 人数 不低于 200", ""), 40)
    assert told is None
    assert tried >= 40


def test_an_edit_of_a_value_is_told_apart_by_the_amount() -> None:
    told, _ = telling(policy("条件: 小微\n金额: 5万元"), ("5万元", "6万元"))
    assert told is not None and told.point == Point(Kind.AMOUNT, "补助")


def test_the_same_seed_finds_the_same_case() -> None:
    made = policy("条件: 人数 不低于 300 且 小微")
    assert telling(made, ("300", "301")) == telling(made, ("300", "301"))
