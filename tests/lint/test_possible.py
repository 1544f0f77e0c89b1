from datetime import date

from policyrules.core.program import Op
from policyrules.lint.possible import LENGTHS, depending, fixed, knowing_nothing, scenario_answers
from policyrules.policy import Policy
from policyrules.values.answers import Truth

DAY = date(2023, 3, 1)


def test_nothing_is_decided_about_an_enterprise_of_which_nothing_is_known(jiangmen: Policy) -> None:
    for records in (None, *LENGTHS):
        values = knowing_nothing(jiangmen.program, DAY, records).values
        verdicts = {values[spec.verdict] for spec in jiangmen.outline.entitlements if spec.name != "参加展会"}
        assert verdicts == ({Truth.F} if records == 0 else {Truth.U})


def test_every_scenario_has_its_answers(jiangmen: Policy) -> None:
    assert len(list(scenario_answers(jiangmen.checked, jiangmen.program))) == len(jiangmen.test())


def test_what_depends_on_something_does_so_by_way_of_records_too(jiangmen: Policy) -> None:
    nodes = jiangmen.program.nodes
    by_day = depending(nodes, lambda node: node.op is Op.DAY)
    by_facts = depending(nodes, lambda node: node.op is Op.FACT)
    verdict = next(spec.verdict for spec in jiangmen.outline.entitlements if spec.name == "税务服务")
    assert {verdict} <= by_day & by_facts
    assert all(index in by_facts for index, node in enumerate(nodes) if node.op is Op.EACH)


def test_no_condition_of_the_policies_that_ship_stands_still(jiangmen: Policy) -> None:
    sites = [spec.site for spec in jiangmen.outline.entitlements]
    assert list(fixed(jiangmen.program, sites, DAY)) == []
