"""What is refused as a program that lowering can not have made."""

from collections.abc import Sequence
from fractions import Fraction

import pytest
from attrs import evolve

from policyrules.core.invariants import SIGNATURES, check_invariants
from policyrules.core.program import (
    Body,
    Comparator,
    Exceptions,
    FactSpec,
    Node,
    Op,
    Program,
    Quantifier,
    ReadingSpec,
    Relation,
)
from policyrules.values.answers import Interval, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, Field, ListType, OptionalType, RecordType, Scalar, SeriesType

ITEM = RecordType("item", (Field("price", Scalar.MONEY), Field("returned", Scalar.DATE, optional=True)))
CHOICE = EnumType("choice", ("wide", "narrow"))
QUARTERLY = SeriesType(Scalar.MONEY, "quarter")
FACTS = (FactSpec("limit", Scalar.MONEY), FactSpec("items", ListType(ITEM)), FactSpec("output", QUARTERLY))
READINGS = (ReadingSpec("choice", CHOICE, "wide"),)

LIMIT = Node(Op.FACT, (), Scalar.MONEY, "limit")
OUTPUT = Node(Op.FACT, (), QUARTERLY, "output")
ITEMS = Node(Op.FACT, (), ListType(ITEM), "items")
PRICE = Node(Op.FIELD, (), Scalar.MONEY, (0, "price"))
BROUGHT = Node(Op.OUTER, (), Scalar.MONEY, 0)
DEARER = Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GT)
YES = Node(Op.LITERAL, (), Scalar.BOOL, Truth.T)
DAY = Node(Op.DAY, (), Scalar.DATE)
BODY = Body((PRICE, BROUGHT, DEARER), 2, None, ITEM)
SOME = Node(Op.EACH, (1,), Scalar.BOOL, (Quantifier.SOME, 0), BODY)


CODE = Node(Op.LITERAL, (), Scalar.TEXT, Symbol("0130"))
BY_DAY = Body((PRICE, BROUGHT, Node(Op.DAY, (), Scalar.DATE)), None, 0, ITEM, key=2)
PER_YEAR = Node(Op.EACH, (1, 0), Scalar.MONEY, (Quantifier.SUM_PER_YEAR, 0), BY_DAY)


def literal(fen: int) -> Node:
    return Node(Op.LITERAL, (), Scalar.MONEY, point(fen))


def banded(*places: int | None) -> Node:
    return Node(Op.BAND, (0, 0), Scalar.MONEY, Bands(((Fraction(1), True),), places))


def excepted(*overridden_by: tuple[int, ...]) -> Node:
    names = tuple("abc"[: len(overridden_by)])
    return Node(Op.EXCEPTIONS, (0, 1, 0), Scalar.MONEY, Exceptions(names, overridden_by))


def program(nodes: Sequence[Node], relations: tuple[Relation, ...] = ()) -> Program:
    ids = tuple(str(index) for index in range(len(nodes)))
    return Program(tuple(nodes), ids, FACTS, (), READINGS, relations)


def test_a_program_as_it_should_be_passes() -> None:
    check_invariants(program([LIMIT, ITEMS, SOME], (Relation("some item is dearer", 2),)))


def test_the_operators_of_tables_of_exceptions_and_of_numbers_pass_as_they_should_be() -> None:
    wide = evolve(excepted((1, 2), (2,), ()), args=(0, 1, 0, 1, 0, 1, 0))
    nodes = [LIMIT, YES, wide, banded(0, None), literal(1), Node(Op.ROUND, (0, 4), Scalar.MONEY, "up")]
    nodes += [Node(Op.GROWTH, (0, 0), Scalar.PERCENT), DAY, Node(Op.ELAPSED, (7, 7), Scalar.INTEGER, "months")]
    nodes += [CODE, Node(Op.STARTS, (9,), Scalar.BOOL, (("01", "05"), ("A", "A")))]
    check_invariants(program(nodes))
    check_invariants(program([LIMIT, ITEMS, PER_YEAR]))
    quarter = Node(Op.CALENDAR, (0,), Scalar.QUARTER, "year_quarter")
    check_invariants(program([DAY, quarter, OUTPUT, Node(Op.AT, (2, 1), Scalar.MONEY)]))


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
        ([LIMIT, DAY, Node(Op.GROWTH, (0, 1), Scalar.RATIO)], "does not agree"),
        ([LIMIT, Node(Op.GROWTH, (0, 0), Scalar.MONEY)], "does not agree"),
        ([LIMIT, Node(Op.ROUND, (0, 0), Scalar.MONEY, "up")], "no step"),
        ([LIMIT, literal(0), Node(Op.ROUND, (0, 1), Scalar.MONEY, "up")], "no step"),
        ([LIMIT, literal(1), Node(Op.ROUND, (0, 1), Scalar.MONEY, "near")], "wrong data"),
        ([LIMIT, literal(1), Node(Op.ROUND, (0, 1), Scalar.PERCENT, "up")], "does not agree"),
        ([DAY, Node(Op.CALENDAR, (0,), Scalar.INTEGER, "year_month")], "does not agree"),
        ([DAY, Node(Op.CALENDAR, (0,), Scalar.INTEGER, "year"), OUTPUT, Node(Op.AT, (2, 1), Scalar.MONEY)], "does not agree"),
        ([DAY, Node(Op.ELAPSED, (0, 0), Scalar.INTEGER, "days")], "wrong data"),
        ([CODE, Node(Op.STARTS, (0,), Scalar.BOOL, ())], "wrong data"),
        ([CODE, Node(Op.STARTS, (0,), Scalar.BOOL, (("05", "01"),))], "wrong data"),
        ([CODE, Node(Op.STARTS, (0,), Scalar.BOOL, (("1", "05"),))], "wrong data"),
        ([CODE, Node(Op.STARTS, (0,), Scalar.BOOL, (("A", "C"),))], "wrong data"),
        ([CODE, Node(Op.STARTS, (0,), Scalar.BOOL, (("", ""),))], "wrong data"),
        ([LIMIT, banded(0, 1)], "does not agree"),
        ([LIMIT, DAY, evolve(banded(0, 0), args=(0, 0, 1))], "does not agree"),
        ([LIMIT, evolve(banded(0, 0), data=Bands(((Fraction(1), True),), (0,)))], "wrong data"),
        ([LIMIT, evolve(banded(0, 0), data=Bands((), (0,), whole=True))], "does not agree"),
        ([LIMIT, YES, excepted((0,))], "wrong data"),
        ([LIMIT, YES, excepted((1,))], "wrong data"),
        ([LIMIT, YES, excepted((), (0,))], "does not agree"),
        ([LIMIT, YES, evolve(excepted((1,), (0,)), args=(0, 1, 0, 1, 0))], "wrong data"),
        ([LIMIT, YES, evolve(excepted((1,), (2,), ()), args=(0, 1, 0, 1, 0, 1, 0))], "wrong data"),
        ([LIMIT, YES, DAY, evolve(excepted(()), args=(0, 1, 2))], "does not agree"),
        ([LIMIT, ITEMS, evolve(PER_YEAR, args=(1,))], "wrong arguments"),
        ([LIMIT, ITEMS, evolve(PER_YEAR, body=evolve(BY_DAY, key=None))], "wrong key"),
        ([LIMIT, ITEMS, evolve(PER_YEAR, body=evolve(BY_DAY, key=0))], "wrong key"),
        ([LIMIT, ITEMS, evolve(SOME, args=(1, 0))], "wrong arguments"),
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
