"""What a policy was lowered to comes back as it was, question by question, and nothing that is not well made is taken."""

import copy
import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import policyrules
from policyrules.caching.lowered import pack, unpack
from policyrules.caching.shapes import DamagedError
from policyrules.library import shipped
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import draw_trial
from policyrules.testing.wild.policies import policies


def through_json(packed: Any) -> Any:
    return json.loads(json.dumps(packed))


def random_policies() -> Iterator[policyrules.Policy]:
    return (one.build() for one in islice(policies(100), 6))


def same(before: policyrules.Policy, after: policyrules.Policy) -> None:
    """Hold a policy against another: what it asks, what it is called, what it decides, and how it tells that."""
    assert after.program == before.program and after.digest == before.digest
    for number in range(4):
        trial = draw_trial(before, Seeded(number))
        then, now = (one.decide(trial.facts, trial.day, trial.readings) for one in (before, after))
        assert now.answers == then.answers
    assert now.to_json(explanations=True) == then.to_json(explanations=True) and now.to_text("zh") == then.to_text("zh")


@pytest.mark.parametrize("name", shipped())
def test_what_a_shipped_policy_was_lowered_to_comes_back(name: str) -> None:
    policy = policyrules.load(name)
    packed = through_json(pack(policy.lowered))
    again = unpack(packed)
    assert pack(again) == packed and again.program == policy.program and again.outline.digest == policy.digest


def test_what_random_policies_were_lowered_to_comes_back() -> None:
    for policy in random_policies():
        packed = through_json(pack(policy.lowered))
        again = unpack(packed)
        assert pack(again) == packed
        same(policy, policyrules.Policy(policy.checked, again))


# --- what is not well made ----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packed() -> Any:
    policy = next(policies(4)).build()
    return through_json(pack(policy.lowered))


def places(one: Any, way: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """Yield the ways to all that stands in something."""
    for number, part in enumerate(one if isinstance(one, list) else ()):
        yield (*way, number)
        yield from places(part, (*way, number))


_OTHERS = (None, True, -1, 0, 1, 10**30, "", "甲", "and", "1/3", [], [0], [[]], {}, 0.5)


@given(st.data())
def test_of_something_else_in_one_place_either_nothing_or_a_sound_program_is_made(packed: Any, data: st.DataObject) -> None:
    way = data.draw(st.sampled_from(list(places(packed))))
    wrong = copy.deepcopy(packed)
    around = wrong
    for step in way[:-1]:
        around = around[step]
    around[way[-1]] = data.draw(st.sampled_from(_OTHERS))
    try:
        again = unpack(wrong)
    except DamagedError:
        return
    assert unpack(through_json(pack(again))).program == again.program


@pytest.mark.parametrize("wrong", [None, [], [[], []], [[], [[], []]], {}, "甲", [1, 2, 3]], ids=str)
def test_what_is_no_program_is_damaged(wrong: Any) -> None:
    with pytest.raises(DamagedError):
        unpack(wrong)


def test_a_question_about_a_later_one_is_damaged(packed: Any) -> None:
    wrong = copy.deepcopy(packed)
    node = next(node for node in wrong[1][0][0] if node[1])
    node[1][0] = len(wrong[1][0][0])
    with pytest.raises(DamagedError):
        unpack(wrong)


def test_an_operator_that_there_is_none_of_is_damaged(packed: Any) -> None:
    wrong = copy.deepcopy(packed)
    wrong[1][0][0][0][0] = "exec"
    with pytest.raises(DamagedError):
        unpack(wrong)


def test_an_outline_of_another_program_is_damaged() -> None:
    one, other = (policy.lowered for policy in islice(random_policies(), 2))
    beginning = evolve(other.program, nodes=other.program.nodes[:3], ids=other.program.ids[:3])
    with pytest.raises(DamagedError):
        unpack(through_json(pack(evolve(one, program=beginning))))
