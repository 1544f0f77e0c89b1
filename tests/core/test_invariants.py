"""What is refused as a program that lowering can not have made."""

from collections.abc import Sequence

import pytest
from attrs import evolve

from policyrules.core.invariants import SIGNATURES, check_invariants
from policyrules.core.program import (
    Body,
    Comparator,
    FactSpec,
    Node,
    Op,
    Program,
    Quantifier,
    ReadingSpec,
    Relation,
)
from policyrules.values.answers import Interval, Symbol, Truth, point
from policyrules.values.types import EnumType, Field, ListType, OptionalType, RecordType, Scalar

ITEM = RecordType("item", (Field("price", Scalar.MONEY), Field("returned", Scalar.DATE, optional=True)))
CHOICE = EnumType("choice", ("wide", "narrow"))
FACTS = (FactSpec("limit", Scalar.MONEY), FactSpec("items", ListType(ITEM)))
READINGS = (ReadingSpec("choice", CHOICE, "wide"),)

LIMIT = Node(Op.FACT, (), Scalar.MONEY, "limit")
ITEMS = Node(Op.FACT, (), ListType(ITEM), "items")
PRICE = Node(Op.FIELD, (), Scalar.MONEY, (0, "price"))
BROUGHT = Node(Op.OUTER, (), Scalar.MONEY, 0)
DEARER = Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GT)
YES = Node(Op.LITERAL, (), Scalar.BOOL, Truth.T)
DAY = Node(Op.DAY, (), Scalar.DATE)
BODY = Body((PRICE, BROUGHT, DEARER), 2, None, ITEM)
SOME = Node(Op.EACH, (1,), Scalar.BOOL, (Quantifier.SOME, 0), BODY)


def program(nodes: Sequence[Node], relations: tuple[Relation, ...] = ()) -> Program:
    ids = tuple(str(index) for index in range(len(nodes)))
    return Program(tuple(nodes), ids, FACTS, (), READINGS, relations)


def test_a_program_as_it_should_be_passes() -> None:
    check_invariants(program([LIMIT, ITEMS, SOME], (Relation("some item is dearer", 2),)))


def test_every_operator_has_a_signature() -> None:
    assert set(SIGNATURES) == set(Op)


@pytest.mark.parametrize(
    ("nodes", "message"),
    [
        ([YES, Node(Op.NOT, (1,), Scalar.BOOL)], "before an argument"),
        ([YES, Node(Op.NOT, (-1,), Scalar.BOOL)], "before an argument"),
        ([YES, YES], "stands twice"),
        ([YES, Node(Op.AND, (0,), Scalar.BOOL)], "arguments of types"),
        ([YES, DAY, Node(Op.AND, (0, 1), Scalar.BOOL)], "arguments of types"),
        ([YES, DAY, Node(Op.AND, (0, 0, 1), Scalar.BOOL)], "arguments of types"),
        ([YES, Node(Op.NOT, (0, 0), Scalar.BOOL)], "arguments of types"),
        ([DAY, Node(Op.CALENDAR, (0,), Scalar.DATE, "year")], "wrong type"),
        ([DAY, Node(Op.CALENDAR, (0,), Scalar.INTEGER, "week")], "wrong data"),
        ([evolve(DAY, data="today")], "wrong data"),
        ([evolve(LIMIT, data="limits")], "does not agree"),
        ([evolve(LIMIT, type=Scalar.DATE)], "does not agree"),
        ([Node(Op.READING, (), EnumType("choice", ("wide",)), "choice")], "does not agree"),
        ([Node(Op.LITERAL, (), CHOICE, Symbol("middle"))], "does not agree"),
        ([Node(Op.LITERAL, (), Scalar.MONEY, Interval(None, None))], "does not agree"),
        ([Node(Op.LITERAL, (), Scalar.MONEY, Truth.T)], "does not agree"),
        ([PRICE], "does not agree"),
        ([BROUGHT], "does not agree"),
        ([LIMIT, DAY, DEARER], "does not agree"),
        ([LIMIT, DAY, Node(Op.ARITHMETIC, (0, 0), Scalar.DATE, "+")], "does not agree"),
        (
            [DAY, Node(Op.LITERAL, (), Scalar.DAYS, point(1)), Node(Op.SHIFT, (0, 1), Scalar.DATE, "+months")],
            "does not agree",
        ),
        ([YES, LIMIT, Node(Op.CHOOSE, (0, 1, 1, 1), Scalar.MONEY)], "does not agree"),
        ([YES, LIMIT, DAY, Node(Op.CHOOSE, (0, 1, 2), Scalar.MONEY)], "does not agree"),
        ([LIMIT, ITEMS, evolve(SOME, body=None)], "body, or none"),
        ([LIMIT, ITEMS, evolve(SOME, body=evolve(BODY, condition=0))], "no truth"),
        ([LIMIT, ITEMS, evolve(SOME, body=evolve(BODY, condition=None))], "asks nothing"),
        ([LIMIT, ITEMS, evolve(SOME, body=evolve(BODY, value=0))], "a value, or none"),
        ([LIMIT, ITEMS, evolve(SOME, body=evolve(BODY, record=RecordType("item", ())))], "other records"),
        ([LIMIT, ITEMS, evolve(SOME, body=evolve(BODY, nodes=(PRICE, evolve(BROUGHT, data=2), DEARER)))], "does not agree"),
        ([LIMIT, ITEMS, evolve(SOME, body=evolve(BODY, nodes=(evolve(PRICE, data=(1, "price")), BROUGHT, DEARER)))], "agree"),
        ([LIMIT, ITEMS, evolve(SOME, body=evolve(BODY, nodes=(evolve(PRICE, data=(0, "cost")), BROUGHT, DEARER)))], "agree"),
    ],
)
def test_a_program_that_is_not_is_refused(nodes: Sequence[Node], message: str) -> None:
    with pytest.raises(AssertionError, match=message):
        check_invariants(program(nodes))


def test_an_optional_field_has_an_optional_type() -> None:
    def ask(type_: Scalar | OptionalType) -> Program:
        nodes = (Node(Op.FIELD, (), type_, (0, "returned")), Node(Op.ABSENT, (0,), Scalar.BOOL))
        return program([ITEMS, evolve(SOME, args=(0,), body=Body(nodes, 1, None, ITEM))])

    check_invariants(ask(OptionalType(Scalar.DATE)))
    with pytest.raises(AssertionError):
        check_invariants(ask(Scalar.DATE))


def test_a_relation_is_about_a_truth_of_the_program() -> None:
    for node in (0, 1):
        with pytest.raises(AssertionError, match="the relation dear"):
            check_invariants(program([LIMIT], (Relation("dear", node),)))


def test_every_node_has_an_id_of_its_own() -> None:
    right = program([LIMIT, DAY])
    for ids in ((), (right.ids[0], right.ids[0])):
        with pytest.raises(AssertionError, match="id"):
            check_invariants(evolve(right, ids=ids))
