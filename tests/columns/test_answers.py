"""Answers are put together from a row: what the query leaves open, and what it was not asked, is not made up."""

from policyrules.columns.answers import answers
from policyrules.columns.query import query
from policyrules.core.facts import read_case
from policyrules.core.program import FactSpec, Op
from policyrules.values.answers import Interval, Truth, point
from policyrules.values.types import Scalar, SeriesType
from tests.columns.programs import DAY, Nodes, program


def test_what_was_not_asked_has_no_answer() -> None:
    nodes, facts = Nodes(), [FactSpec("s", SeriesType(Scalar.MONEY)), FactSpec("a", Scalar.MONEY), FactSpec("p", Scalar.BOOL)]
    for spec in facts:
        nodes.fact(spec)
    nodes.add(Op.NOT, (2,), Scalar.BOOL)
    two = nodes.number(2)
    asked = program(nodes, facts)
    case = read_case(asked, {"s": {"2022": 1}}, DAY)
    wanted = query(asked, [1, 3, two])
    found = answers(asked, wanted, case, {"row": 0, "a1_0": None, "a3_0": False, "beyond": False})
    assert found.values[0] == case.facts["s"]
    assert list(found.values[1:]) == [Interval(None, None), case.facts["p"], Truth.F, point(2)]
    assert found.bodies == {}
