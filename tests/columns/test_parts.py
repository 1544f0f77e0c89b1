"""No word of a policy is part of a query; what is the same in every row is answered beforehand."""

from datetime import date
from fractions import Fraction

from policyrules.columns.dialect import DUCKDB
from policyrules.columns.held import Flag
from policyrules.columns.parts import Emission, Level, Part
from policyrules.columns.query import query
from policyrules.columns.rules import RULES
from policyrules.core.case import Case
from policyrules.core.program import Comparator, FactSpec, Op
from policyrules.values.answers import Symbol, Truth
from policyrules.values.types import EnumType, Scalar
from tests.columns.programs import Nodes, program

EVIL = "'); DROP TABLE register; -- k0 v1 f0"
KIND = EnumType("种类", (EVIL, "v0"))


def test_a_text_of_a_policy_stands_in_a_query_as_a_text_only() -> None:
    nodes, spec = Nodes(), FactSpec(EVIL, KIND)
    for member in KIND.members:
        nodes.add(Op.COMPARE, (nodes.fact(spec), nodes.add(Op.LITERAL, (), KIND, Symbol(member))), Scalar.BOOL, Comparator.EQ)
    text = query(program(nodes, [spec]), range(len(nodes))).text
    assert text.count(EVIL) == 1 and DUCKDB.text(EVIL) in text
    assert text.replace(DUCKDB.text(EVIL), "").count("'") == 2  # those around the other member


def test_what_rests_on_the_day_alone_is_answered_beforehand() -> None:
    nodes = Nodes()
    year = nodes.add(Op.CALENDAR, (nodes.add(Op.DAY, (), Scalar.DATE),), Scalar.INTEGER, "year")
    nodes.add(Op.COMPARE, (year, nodes.number(2024, Scalar.INTEGER)), Scalar.BOOL, Comparator.GE)
    asked = program(nodes, [])
    alike = query(asked, range(len(nodes)), case=Case({}, date(2023, 1, 1), {}))
    assert alike.constant[len(nodes) - 1] is Truth.F and not alike.shown
    assert len(nodes) - 1 in query(asked, range(len(nodes))).shown


def test_a_text_is_computed_once_and_a_name_stays_as_it_is() -> None:
    part = Part(Emission(program([], []), DUCKDB, RULES, None), Level())
    assert part.helper("(f0 + 1)") == part.helper("(f0 + 1)") == "v0t1"
    assert part.define("v7", "f0") == "f0" and part.helper("DATE '2024-01-01'") == "DATE '2024-01-01'"
    assert part.level.definitions == {"v0t1": "(f0 + 1)"}


def test_nothing_is_known_of_a_question_that_is_left_and_what_rests_on_it_is_named() -> None:
    nodes, spec = Nodes(), FactSpec("t", Scalar.DATE)
    day = nodes.fact(spec)
    moved = nodes.add(Op.SHIFT, (day, nodes.number(Fraction(1, 2), Scalar.MONTHS)), Scalar.DATE, "+months")
    nodes.comparisons(moved, day)
    part = Part(Emission(program(nodes, [spec]), DUCKDB, RULES, None), Level(beyond=[]))
    part.read(nodes)
    assert part.left == {moved: "fraction"} and part.open(moved) == "CAST(NULL AS DATE) IS NULL"
    assert part.weakened == set(range(moved, len(nodes)))
    assert not isinstance(part.held[moved], Flag)
