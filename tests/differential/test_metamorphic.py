"""Renaming facts, reordering, dividing, translating, respelling and commenting never change a decision."""

from itertools import islice

import pytest

import policyrules
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.metamorphic import changes, differences
from policyrules.testing.wild.policies import draw_policy


def differing(policy: Policy, seed: int, cases: int) -> list[str]:
    """Return in what decisions differ after a change."""
    drawn = list(islice(trials(policy, seed), cases))
    made = list(changes(policy, Seeded(seed)))
    return [found for changed in made for trial in drawn for found in differences(policy, changed, trial)]


@pytest.mark.parametrize("seed", range(6))
def test_of_a_random_policy(seed: int) -> None:
    assert differing(draw_policy(Seeded(500 + seed)).build(), seed, 2) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", policyrules.shipped())
def test_of_a_policy_that_ships(name: str) -> None:
    assert differing(policyrules.load(name), 7, 2) == []
