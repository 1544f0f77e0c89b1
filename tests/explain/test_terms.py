"""Terms: what is looked up of a node is the same for every decision."""

from policyrules.explain.terms import Terms
from tests.explain.pipeline import jiangmen


def test_the_readings_that_a_verdict_may_rest_on_are_those_below_it() -> None:
    terms = Terms(jiangmen().outline, jiangmen().program)
    spec = terms.outline.entitlements[terms.places["税务服务"]]
    assert "方案期间算法" in terms.readings_below(spec.verdict)
    assert terms.asks_for_facts(spec.verdict)
    day = next(index for index, node in enumerate(terms.program.nodes) if node.op.value == "day")
    assert not terms.asks_for_facts(day) and terms.readings_below(day) == ()
