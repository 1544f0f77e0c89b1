"""A short differential run of every backend; `policyrules selfcheck --cases 1000000` is the long one."""

import pytest

import policyrules
from policyrules.backends import registry
from policyrules.testing.selfcheck.checking import REACHABLE
from policyrules.testing.selfcheck.differential import run


@pytest.mark.parametrize("name", [name for name in registry.names() if name != registry.REFERENCE])
def test_every_answer_is_that_of_the_reference(name: str) -> None:
    shipped = [policyrules.load(one) for one in policyrules.shipped()]
    tally = run(registry.backend(name), shipped, cases=80, seed=20260301)
    assert [(one.policy.name, one.expected, one.found) for one in tally.differences] == []
    assert tally.cases == 80 and tally.answers > 10_000 and tally.unknown > 1_500 and tally.refined > 30
    assert set(REACHABLE) - set(tally.reached) <= {"each min", "each sum_per_year", "each count", "each at_least", "elapsed"}
