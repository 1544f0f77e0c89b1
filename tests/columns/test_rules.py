"""There is a rule for every operator; texts, series and optional fields give what the reference says."""

from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from policyrules.columns.rules import RULES
from policyrules.core.facts import read_case
from policyrules.core.program import Comparator, FactSpec, Op, ReadingSpec
from policyrules.values.answers import Symbol
from policyrules.values.types import EnumType, Scalar, SeriesType
from tests.columns.programs import DAY, Nodes, every, program, same


def test_every_operator_has_a_rule() -> None:
    assert set(RULES) == set(Op)


def test_a_text_begins_with_what_it_begins_with() -> None:
    pytest.importorskip("duckdb")
    nodes, spec = Nodes(), FactSpec("code", Scalar.TEXT)
    for prefixes in ((("01", "05"),), (("3920", "3999"), ("C", "C")), (("é", "é"),), (("100", "200"), ("7", "7"))):
        nodes.add(Op.STARTS, (nodes.fact(spec),), Scalar.BOOL, prefixes)
    texts = (None, "01", "0", "1a0", "1500", "0５", "3920", "39", "C1", "e\u0301t", "7", "05x", "99")
    asked = program(nodes, [spec])
    same(asked, every({"code": texts}, asked))


def test_truths_are_counted_while_some_are_not_known() -> None:
    pytest.importorskip("duckdb")
    nodes, specs = Nodes(), [FactSpec(name, Scalar.BOOL) for name in "pqr"]
    truths = [nodes.fact(spec) for spec in specs]
    for count in range(6):
        nodes.add(Op.AT_LEAST, (*truths, truths[0]), Scalar.BOOL, count)
    nodes.add(Op.AT_LEAST, (), Scalar.BOOL, 1)
    for op in (Op.AND, Op.OR):
        nodes.add(Op.NOT, (nodes.add(op, truths, Scalar.BOOL),), Scalar.BOOL)
    asked = program(nodes, specs)
    same(asked, every(dict.fromkeys("pqr", (None, True, False)), asked))


@pytest.mark.parametrize("type_", [Scalar.MONEY, Scalar.PERCENT, Scalar.DATE, Scalar.BOOL, Scalar.TEXT])
def test_a_year_is_known_where_it_was_given(type_: Scalar) -> None:
    """One that does not exist, or was not given, is not known; nor is any while it is not known which year is asked for."""
    pytest.importorskip("duckdb")
    value = {
        Scalar.MONEY: "12元", Scalar.PERCENT: "3.65%", Scalar.DATE: date(2024, 2, 29), Scalar.BOOL: True, Scalar.TEXT: "甲",
    }[type_]  # fmt: skip
    series, which = (
        FactSpec("series", SeriesType(type_)),
        FactSpec("which", Scalar.INTEGER, low=Fraction(2021), high=Fraction(2023)),
    )
    nodes = Nodes()
    held, year, literal = nodes.fact(series), nodes.fact(which), nodes.number(2022, Scalar.INTEGER)
    other = nodes.add(Op.EXTREME, (year, literal), Scalar.INTEGER, "max")
    for index in (year, literal, other):
        nodes.add(Op.AT, (held, index), type_)
    asked = program(nodes, [series, which])
    given = ({}, {"2022": value}, {"2022": "不存在", "2023": value}, {"2021": value, "2023": "未知"})
    facts = [{"series": one, "which": which} for one in given for which in (None, 2021, 2022, 2023)]
    same(asked, [read_case(asked, one, DAY) for one in facts])


def test_an_option_that_is_left_open_is_not_known() -> None:
    pytest.importorskip("duckdb")
    kind = EnumType("kind", ("甲", "乙"))
    reading, spec, nodes = ReadingSpec("way", kind, "甲"), FactSpec("a", kind), Nodes()
    way, literal = nodes.add(Op.READING, (), kind, "way"), nodes.add(Op.LITERAL, (), kind, Symbol("甲"))
    for right in (literal, nodes.fact(spec)):
        for comparator in (Comparator.EQ, Comparator.NE):
            nodes.add(Op.COMPARE, (way, right), Scalar.BOOL, comparator)
    asked = evolve(program(nodes, [spec]), readings=(reading,))
    taken: list[dict[str, str | None]] = [{}, {"way": "乙"}, {"way": None}]
    cases = [read_case(asked, {"a": value}, DAY, option) for value in (None, "甲", "乙") for option in taken]
    same(asked, cases)
    for option in range(3):
        same(asked, cases[option::3], on_one_day=True)
