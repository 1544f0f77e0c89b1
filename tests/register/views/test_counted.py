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
