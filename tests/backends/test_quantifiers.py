"""Records are gone through once, with no more kept than the quantifier asks; what comes of it is compared in `test_python`."""

import pytest

from policyrules.backends.emitting import emit
from policyrules.backends.helpers import HELPERS
from policyrules.core.ids import node_ids
from policyrules.core.program import Body, Comparator, FactSpec, Node, Op, Program, Quantifier
from policyrules.values.answers import point
from policyrules.values.types import Field, ListType, RecordType, Scalar

ITEM = RecordType("货物", (Field("价", Scalar.MONEY),))


def counted(kind: Quantifier, type_: Scalar) -> Program:
    nodes = (
        Node(Op.FIELD, (), Scalar.MONEY, (0, "价")),
        Node(Op.LITERAL, (), Scalar.MONEY, point(5)),
        Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GE),
    )
    list_ = Node(Op.FACT, (), ListType(ITEM), "货")
    each = Node(Op.EACH, (0,), type_, (kind, 2), Body(nodes, 2, 0, ITEM))
    return Program((list_, each), node_ids((list_, each)), (FactSpec("货", ListType(ITEM)),), (), ())


@pytest.mark.parametrize(
    ("kind", "type_", "line"),
    [
        (Quantifier.SOME, Scalar.BOOL, "if v1_2: q = True"),
        (Quantifier.EVERY, Scalar.BOOL, "if not v1_2: q = False"),
        (Quantifier.AT_LEAST, Scalar.BOOL, "if v1_2: q += 1"),
        (Quantifier.COUNT, Scalar.INTEGER, "if v1_2: q += 1"),
        (Quantifier.SUM, Scalar.MONEY, "if v1_2: q += v1_0"),
        (Quantifier.MAX, Scalar.MONEY, "if v1_2 and (q is None or v1_0 > q): q = v1_0"),
        (Quantifier.MIN, Scalar.MONEY, "if v1_2 and (q is None or v1_0 < q): q = v1_0"),
    ],
)
def test_what_is_known_is_counted_in_one_number(kind: Quantifier, type_: Scalar, line: str) -> None:
    source = emit(counted(kind, type_), HELPERS, "known").source
    assert f"        {line}\n" in source and "def each1(rows):" in source


@pytest.mark.parametrize(
    ("kind", "type_", "unknown"),
    [
        (Quantifier.SOME, Scalar.BOOL, "v1, b1 = 1, ()"),
        (Quantifier.AT_LEAST, Scalar.BOOL, "v1, b1 = 1, ()"),
        (Quantifier.COUNT, Scalar.INTEGER, "v1, w1, b1 = None, (0, None), ()"),
        (Quantifier.MAX, Scalar.MONEY, "v1, w1, b1 = None, LINE, ()"),
        (Quantifier.SUM, Scalar.MONEY, "v1, w1, b1 = None, sum_of_any(any1()), ()"),
    ],
)
def test_of_a_list_of_which_nothing_is_known_no_record_is_gone_through(kind: Quantifier, type_: Scalar, unknown: str) -> None:
    source = emit(counted(kind, type_), HELPERS, "open").source
    assert f"    if f0 is None:\n        {unknown}\n" in source
