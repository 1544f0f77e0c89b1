"""A choice needs its guards, not the values that are not taken; what it comes to is compared in `test_python`."""

from policyrules.backends.emitting import emit
from policyrules.backends.helpers import HELPERS
from policyrules.core.ids import node_ids
from policyrules.core.program import (
    Body,
    Cause,
    CauseKind,
    Comparator,
    FactSpec,
    Node,
    Op,
    Open,
    Program,
    Quantifier,
)
from policyrules.values.answers import point
from policyrules.values.types import Field, ListType, OptionalType, RecordType, Scalar
from tests.backends.test_emitting import program

MONEY = Scalar.MONEY
UNSTATED = Open(Cause(CauseKind.UNSTATED, "金额"))


def test_values_that_nobody_states_leave_a_choice_known_where_another_is_taken() -> None:
    chosen = program(
        Node(Op.FACT, (), Scalar.BOOL, "小型"),
        Node(Op.LITERAL, (), MONEY, point(7)),
        Node(Op.UNKNOWN, (), MONEY, UNSTATED),
        Node(Op.CHOOSE, (0, 1, 2), MONEY),
    )
    source = emit(chosen, HELPERS, "known").source
    assert "by_rule" not in source and "if f0 else" in source


def test_an_optional_field_that_holds_nothing_ends_no_text() -> None:
    source = emit(chosen_in_records(), HELPERS, "known").source
    assert "None if v1_0 is ABSENT else v1_0" in source


def chosen_in_records() -> Program:
    item = RecordType("货物", (Field("退日", Scalar.DATE, optional=True),))
    body = Body(
        (
            Node(Op.FIELD, (), OptionalType(Scalar.DATE), (0, "退日")),
            Node(Op.PRESENT, (0,), Scalar.DATE),
            Node(Op.COMPARE, (1, 1), Scalar.BOOL, Comparator.EQ),
        ),
        2,
        None,
        item,
    )
    each = Node(Op.EACH, (0,), Scalar.BOOL, (Quantifier.SOME, 0), body)
    list_ = Node(Op.FACT, (), ListType(item), "货")
    return Program((list_, each), node_ids((list_, each)), (FactSpec("货", ListType(item)),), (), ())
