"""Nodes that nobody wrote are those that the parser makes of their text."""

from fractions import Fraction

import pytest

from policyrules.syntax import ast
from policyrules.testing.wild import nodes
from policyrules.values.types import EnumType, ListType, OptionalType, RecordType, Scalar, SeriesType


def test_a_number_below_zero_has_its_sign_before_it() -> None:
    assert ast.same(nodes.number(-2), nodes.made(ast.Minus, nodes.number(2)))
    assert ast.same(nodes.number(Fraction(1, 2)), nodes.made(ast.NumberLiteral, Fraction(1, 2)))


def test_types_are_written_by_their_names() -> None:
    record = RecordType("项目单", ())
    written = [nodes.written_type(one) for one in (Scalar.MONEY, EnumType("类别", ()), ListType(record), record)]
    assert [(one.name.name, one.list_of) for one in written] == [
        ("money", False), ("类别", False), ("项目单", True), ("项目单", False),
    ]  # fmt: skip
    assert nodes.written_type(SeriesType(Scalar.MONEY, "quarter")).per == "quarter"
    with pytest.raises(ValueError, match="is not written"):
        nodes.written_type(OptionalType(Scalar.DATE))
