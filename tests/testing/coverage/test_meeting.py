import pytest

import policyrules
from policyrules.testing.coverage.meeting import meets, reach
from policyrules.testing.coverage.obligations import Kind, obligations
from policyrules.testing.drawing.choices import Seeded
from tests.testing.covered import TEXT, policy


def test_everything_of_a_small_policy_that_can_be_shown_is_reached() -> None:
    tried = policy()
    for one in obligations(tried).reachable.values():
        trial = reach(tried, one, Seeded(1))
        assert trial is not None, one
        assert meets(tried, trial, one)


@pytest.mark.parametrize("name", ["江门专精特新", "优质中小企业", "中小企业划型"])
def test_what_determines_a_decision_of_a_real_policy_is_reached_without_luck(name: str) -> None:
    tried = policyrules.load(name)
    every = [one for one in obligations(tried).reachable.values() if one.kind is Kind.DETERMINES]
    for one in every[::25]:
        assert reach(tried, one, Seeded(1), tries=40, draws=0) is not None, one


def test_what_is_impossible_is_not_reached() -> None:
    tried = policy(TEXT.replace("大企业: 规模 不少于 2", "大企业: 规模 不少于 2 且 人数 不少于 0"))
    for one in obligations(tried).all.values():
        if one.impossible is not None:
            assert reach(tried, one, Seeded(1), tries=2, draws=10) is None
