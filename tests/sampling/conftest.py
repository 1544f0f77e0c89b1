"""A policy with every type of fact, and enterprises drawn for it once."""

from datetime import date
from fractions import Fraction

import pytest

import policyrules
from policyrules.sampling.composing import Recipe
from policyrules.sampling.sampling import recipe
from tests.testing.policies import POLICY

DAY = date(2024, 6, 1)


@pytest.fixture(scope="session")
def policy() -> policyrules.Policy:
    return policyrules.load(POLICY)


@pytest.fixture(scope="session")
def typed_cells(policy: policyrules.Policy) -> Recipe:
    return recipe(policy, 10**6, 7, DAY, texts=False, bad=Fraction(1, 20), kinds=80)


@pytest.fixture(scope="session")
def text_cells(policy: policyrules.Policy) -> Recipe:
    return recipe(policy, 10**6, 7, DAY, texts=True, bad=Fraction(1, 20), kinds=80)
