"""While a text is written, it is known how each answer is held and under which name."""

from policyrules.backends.parts import Part
from policyrules.backends.rules import RULES
from policyrules.core.program import Body, Comparator, Node, Op, Program, Quantifier, resting
from policyrules.values.answers import point
from policyrules.values.types import Field, ListType, RecordType, Scalar
from tests.backends.test_emitting import SHARE

ITEM = RecordType("货物", (Field("价", Scalar.MONEY),))
BODY = Body(
    (
        Node(Op.FIELD, (), Scalar.MONEY, (0, "价")),
        Node(Op.OUTER, (), Scalar.MONEY, 1),
        Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GE),
    ),
    2,
    None,
    ITEM,
)
NODES = (
    Node(Op.FACT, (), ListType(ITEM), "货"),
    Node(Op.LITERAL, (), Scalar.MONEY, point(5)),
    Node(Op.EACH, (0,), Scalar.BOOL, (Quantifier.SOME, 0), BODY),
)


def test_what_an_answer_rests_on_is_found_in_bodies_too() -> None:
    assert resting(NODES, frozenset({2})) == {0, 1, 2}
    assert resting(SHARE.nodes, frozenset({2})) == {0, 1, 2}
    assert BODY.brought_in == (1,) and NODES[2].rests_on == (0, 1)


def test_large_and_other_constants_are_named() -> None:
    part = Part(Program((), (), (), (), ()), RULES, {}, "known")
    assert part.constant(7) == "7" and part.constant(10**18) == "k0" and part.constant("甲") == "k1"
    assert part.constants == {"k0": 10**18, "k1": "甲"}


def test_a_literal_is_written_where_it_is_used() -> None:
    part = Part(SHARE, RULES, {}, "open")
    part.read(SHARE.nodes)
    assert (part.v(3), part.d(3), part.is_sure(3)) == ("3", "100", True)
    assert part.results(2) == ("n2", "d2", "w2") and part.locals(3) == ()
