"""Every enterprise is counted once for each award: it has it, has it not, or that is open."""

import attrs

from policyrules.policy import Policy
from policyrules.register.views.summary import left, summary
from policyrules.register.views.viewed import Viewed
from tests.register.few import DAY, REGISTER


def test_counts_are_those_of_the_decisions(viewed: Viewed, jiangmen: Policy) -> None:
    decisions = [jiangmen.decide(facts, DAY) for facts in REGISTER]
    for count in summary(viewed, None):
        if count.award.kind == "entitlement":
            verdicts = [decision[count.award.id].verdict.value for decision in decisions]
            found = {"entitled": count.entitled, "not_entitled": count.not_entitled, "undetermined": count.undetermined}
            assert found == {name: verdicts.count(name) for name in found}


def test_places_are_told_apart_and_add_up(viewed: Viewed) -> None:
    found = [one for one in summary(viewed, "所在县区") if one.award.name == "税务服务"]
    numbers = [(one.place, one.entitled, one.not_entitled, one.undetermined) for one in found]
    assert numbers == [("台山市", 1, 0, 1), ("新会区", 1, 1, 0), (None, 1, 0, 0)]


def test_an_award_that_the_query_leaves_is_named_and_not_counted(viewed: Viewed) -> None:
    legend = viewed.legends[0]
    without = attrs.evolve(legend, awards=(attrs.evolve(legend.awards[0], column=None), *legend.awards[1:]))
    lacking = attrs.evolve(viewed, legends=(without,))
    assert [one.name for one in left(lacking)] == [legend.awards[0].name] and left(viewed) == ()
    assert len(summary(lacking, None)) == len(legend.awards) - 1
