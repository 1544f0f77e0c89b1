"""Enterprises are drawn for a day, the same for a seed, and each is one that the policy accepts."""

import policyrules
from policyrules.sampling.pool import draw_pool, first_day, is_refused, plain
from tests.sampling.conftest import DAY


def test_each_enterprise_is_accepted_and_drawn_again_with_the_same_seed(policy: policyrules.Policy) -> None:
    seen: list[tuple[int, int]] = []
    pool = draw_pool(policy, 5, 12, DAY, watch=lambda done, of: seen.append((done, of)))
    assert 10 < len(pool) <= 12 and seen == [(number, 12) for number in range(1, 13)]
    assert not any(is_refused(policy, plain(policy, facts), DAY) for facts in pool)
    assert [plain(policy, facts) for facts in pool] == [plain(policy, facts) for facts in draw_pool(policy, 5, 12, DAY)]


def test_a_day_that_nobody_says_is_the_first_in_force(policy: policyrules.Policy) -> None:
    assert first_day(policy).isoformat() == "2024-01-01"


def test_facts_that_break_a_relation_are_refused(policy: policyrules.Policy) -> None:
    assert is_refused(policy, {"人数": 5, "研发人数": 6}, DAY) and not is_refused(policy, {"人数": 6, "研发人数": 6}, DAY)


def test_nothing_can_be_left_unknown_or_everything(policy: policyrules.Policy) -> None:
    assert all(len(plain(policy, facts)) <= 6 for facts in draw_pool(policy, 1, 4, DAY, unknown=100))
