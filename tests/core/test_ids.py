"""Ids of nodes."""

from fractions import Fraction

import pytest
from attrs import evolve

from policyrules.core.ids import LENGTH, node_ids
from policyrules.core.program import Body, Cause, CauseKind, Comparator, Exceptions, Node, Op, Open, Quantifier
from policyrules.values.answers import Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import UNKNOWN_TYPE, EnumType, Field, ListType, OptionalType, RecordType, Scalar, SeriesType
from tests.core.texts import asked

COLOUR = EnumType("colour", ("red", "green"))
ITEM = RecordType("item", (Field("price", Scalar.MONEY),))

BODY = Body(
    (
        Node(Op.FIELD, (), Scalar.MONEY, (0, "price")),
        Node(Op.OUTER, (), Scalar.MONEY, 0),
        Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GT),
    ),
    2,
    None,
    ITEM,
)
NODES = (
    Node(Op.FACT, (), Scalar.MONEY, "limit"),
    Node(Op.FACT, (), Scalar.MONEY, "budget"),
    Node(Op.FACT, (), ListType(ITEM), "items"),
    Node(Op.EACH, (2,), Scalar.BOOL, (Quantifier.SOME, 0), BODY),
    Node(Op.LITERAL, (), Scalar.MONEY, point(100)),
    Node(Op.LITERAL, (), Scalar.DAYS, point(100)),
    Node(Op.LITERAL, (), COLOUR, Symbol("red")),
    Node(Op.LITERAL, (), Scalar.TEXT, Symbol("red")),
    Node(Op.LITERAL, (), Scalar.BOOL, Truth.T),
    Node(Op.UNKNOWN, (), Scalar.MONEY, Open(Cause(CauseKind.UNSTATED, "award"))),
    Node(Op.UNKNOWN, (), Scalar.MONEY, Open(Cause(CauseKind.UNSTATED, "award"), high=Fraction(100))),
    Node(Op.UNKNOWN, (), Scalar.MONEY, Open(Cause(CauseKind.UNSTATED, "award"), low=Fraction(100))),
    Node(Op.ROUND, (0, 4), Scalar.MONEY, "up"),
    Node(Op.ROUND, (0, 4), Scalar.MONEY, "down"),
    Node(Op.GROWTH, (0, 1), Scalar.RATIO),
    Node(Op.STARTS, (7,), Scalar.BOOL, (("01", "05"),)),
    Node(Op.STARTS, (7,), Scalar.BOOL, (("01", "01"), ("05", "05"))),
    Node(Op.BAND, (0, 1, 4), Scalar.MONEY, Bands(((Fraction(1), True),), (0, 1))),
    Node(Op.BAND, (0, 1, 4), Scalar.MONEY, Bands(((Fraction(1), False),), (0, 1))),
    Node(Op.BAND, (0, 1, 4), Scalar.MONEY, Bands(((Fraction(1), False),), (0, 1), whole=True)),
    Node(Op.BAND, (0, 1, 4), Scalar.MONEY, Bands(((Fraction(1), False),), (None, 1))),
    Node(Op.EXCEPTIONS, (0, 8, 1, 8, 4), Scalar.MONEY, Exceptions(("a", "b"), ((), ()))),
    Node(Op.EXCEPTIONS, (0, 8, 1, 8, 4), Scalar.MONEY, Exceptions(("a", "b"), ((1,), ()))),
    Node(Op.FACT, (), SeriesType(Scalar.MONEY), "revenue"),
    Node(Op.FACT, (), SeriesType(Scalar.MONEY, "quarter"), "revenue"),
    Node(Op.FIELD, (), OptionalType(Scalar.DATE), (0, "bought")),
    Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GT),
    Node(Op.COMPARE, (1, 0), Scalar.BOOL, Comparator.GT),
    Node(Op.DAY, (), Scalar.DATE),
)


def test_an_id_is_twelve_hexadecimal_digits_and_no_two_are_alike() -> None:
    ids = node_ids(NODES)
    assert len(set(ids)) == len(NODES)
    assert all(len(i) == LENGTH and set(i) <= set("0123456789abcdef") for i in ids)


def test_an_id_does_not_depend_on_where_among_the_nodes_its_own_stands() -> None:
    assert node_ids((NODES[-1], NODES[4]))[1] == node_ids(NODES)[4]


@pytest.mark.parametrize(
    "body",
    [
        evolve(BODY, nodes=(BODY.nodes[0], evolve(BODY.nodes[1], data=1), BODY.nodes[2])),
        evolve(BODY, nodes=(*BODY.nodes[:2], evolve(BODY.nodes[2], data=Comparator.GE))),
        evolve(BODY, nodes=(evolve(BODY.nodes[0], data=(0, "cost")), *BODY.nodes[1:])),
        evolve(BODY, condition=None, value=2),
        evolve(BODY, key=0),
    ],
    ids=["brings in another", "compares otherwise", "another field", "as a value", "by its day"],
)
def test_the_id_of_a_quantifier_says_all_of_its_body(body: Body) -> None:
    changed = (*NODES[:3], evolve(NODES[3], body=body))
    assert node_ids(changed)[3] != node_ids(NODES)[3]


def test_ids_stay_what_they_are_from_one_version_to_the_next() -> None:
    assert node_ids(NODES)[0] == "eddf63c693ae"


def test_a_node_whose_type_is_not_known_has_no_id() -> None:
    with pytest.raises(AssertionError, match="has no id"):
        node_ids((Node(Op.FACT, (), UNKNOWN_TYPE, "limit"),))


def test_a_year_that_is_looked_for_is_the_same_question_in_either_language() -> None:
    zh, en = "近 5年 最早一年: 营收[该年]  不低于 5元", "over the last 5 years first year: 营收[that year] >= 5元"
    first, second = (asked(f"({condition}) 不低于 2020").program.ids for condition in (zh, en))
    assert first == second
