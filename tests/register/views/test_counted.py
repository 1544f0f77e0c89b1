"""Targets are counted in a matched register as they are one enterprise after the other."""

import attrs

from policyrules.policy import Policy
from policyrules.register.views.counted import targets
from policyrules.register.views.viewed import Viewed
from tests.register.few import DAY, REGISTER


def test_targets_are_those_that_are_counted_one_by_one(viewed: Viewed, jiangmen: Policy) -> None:
    ((legend, counts),) = targets(viewed)
    assert legend.name == jiangmen.name
    assert counts == jiangmen.targets(REGISTER, DAY)
    assert any(one.counted for one in counts) and all(one.total == len(REGISTER) for one in counts)


def test_a_target_that_the_query_leaves_is_open_for_all(viewed: Viewed) -> None:
    legend = viewed.legends[0]
    without = attrs.evolve(legend, targets=tuple(attrs.evolve(one, column=None) for one in legend.targets))
    ((_, counts),) = targets(attrs.evolve(viewed, legends=(without,)))
    assert [(one.counted, one.open) for one in counts] == [(0, len(REGISTER))] * len(counts)


def test_an_enterprise_whose_row_could_not_be_read_may_count_towards_every_target(viewed: Viewed) -> None:
    ((_, before),) = targets(viewed)
    ((_, after),) = targets(attrs.evolve(viewed, rejected=1_000))
    assert [one.reached for one in before] == [False] * len(before) and [one.reached for one in after] == [None] * len(after)
    assert all(one.total == len(REGISTER) + 1_000 for one in after)
