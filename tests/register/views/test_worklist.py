"""A unit finds what it has to do for which enterprise; the government of a county only for its own."""

import attrs

from policyrules.policy import Policy
from policyrules.register.legend import Unit
from policyrules.register.views.viewed import Viewed
from policyrules.register.views.worklist import loads, near_units, worklist
from tests.register.few import DAY, REGISTER


def test_what_is_to_be_done_is_what_the_decisions_say(viewed: Viewed, jiangmen: Policy) -> None:
    found = {(work.id, work.task.thing.id, work.unit) for work in worklist(viewed)}
    said = set()
    for number, facts in enumerate(REGISTER, 1):
        decision = jiangmen.decide(facts, DAY)
        given = [(outcome.id, outcome.units) for outcome in decision.entitled]
        given += [(duty.spec.id, duty.units) for duty in decision.duties if duty.applies == 2]
        said |= {(f"{number:03}", id_, unit.title) for id_, units in given for unit in units}
    assert found == said and len(found) > 50


def test_a_county_has_only_its_own_enterprises(viewed: Viewed) -> None:
    assert {work.id for work in worklist(viewed, "新会区人民政府")} == {"001"}
    everywhere = [work for work in worklist(viewed, "县区政府") if work.task.thing.title and work.id == "004"]
    assert everywhere and not any(work.resolved for work in everywhere)


def test_a_government_of_two_counties_has_the_enterprises_of_both(viewed: Viewed) -> None:
    both = ("新会区", "台山市")

    def of_both(unit: Unit) -> Unit:
        return attrs.evolve(unit, members=tuple((value, "两地政府" if value in both else name) for value, name in unit.members))

    legends = tuple(
        attrs.evolve(one, awards=tuple(attrs.evolve(award, units=tuple(map(of_both, award.units))) for award in one.awards))
        for one in viewed.legends
    )
    alone = {work.id for name in ("新会区人民政府", "台山市人民政府") for work in worklist(viewed, name)}
    assert {work.id for work in worklist(attrs.evolve(viewed, legends=legends), "两地政府")} == alone and len(alone) > 1


def test_a_unit_is_found_under_any_of_its_names(viewed: Viewed) -> None:
    assert {work.unit for work in worklist(viewed, "市税务局")} == {"市税务局"}
    assert list(worklist(viewed, "没有这个单位")) == []
    assert "市税务局" in near_units(viewed, "税务局")


def test_enterprises_of_one_number_stand_in_an_order_of_their_own(viewed: Viewed) -> None:
    alike = f"SELECT * REPLACE ('1' AS id, '新会区' AS 所在县区) FROM ({viewed.table})"
    ways = [f"{alike} ORDER BY 企业名称 {way} LIMIT 9" for way in ("ASC", "DESC")]
    one, other = (list(worklist(attrs.evolve(viewed, table=way))) for way in ways)
    assert one == other and len({work.name for work in one}) > 2


def test_loads_count_the_work(viewed: Viewed) -> None:
    work = list(worklist(viewed))
    for load in loads(viewed):
        assert load.count == sum(
            one.task == load.task and one.unit == load.unit and one.resolved == load.resolved for one in work
        )


def test_without_the_county_it_is_not_known_which_government_it_is(viewed: Viewed) -> None:
    nowhere = attrs.evolve(viewed, places=())
    assert {work.resolved for work in worklist(nowhere, "县区政府")} == {False}
    assert list(worklist(nowhere, "新会区人民政府")) == []
