"""Every question of a policy has its place among those of a book, whatever parameters and readings are called there."""

from fractions import Fraction

from policyrules.core.case import Answers
from policyrules.core.places import Places, answers_at
from policyrules.core.program import Body, Comparator, Node, Op, Program, Quantifier
from policyrules.values.answers import Truth, point
from policyrules.values.types import EnumType, Field, ListType, RecordType, Scalar

MONEY, TRUTH, DATE = Scalar.MONEY, Scalar.BOOL, Scalar.DATE
SUM = Node(Op.FACT, (), MONEY, "额")
LIMIT = Node(Op.LITERAL, (), MONEY, point(Fraction(100)))
NARROW, WIDE = (
    RecordType(name, (Field("价", MONEY, False, None, high),)) for name, high in (("货", Fraction(9)), ("物", None))
)


def program(*nodes: Node) -> Program:
    return Program(nodes, tuple(map(str, range(len(nodes)))), (), (), ())


def places(policy: Program, book: Program, names: dict[str, str]) -> tuple[int, ...]:
    return Places(book).of(policy, names)


def above(sides: tuple[int, int]) -> Node:
    return Node(Op.COMPARE, sides, TRUTH, Comparator.GE)


def some(record: RecordType, records: int, outer: int) -> Node:
    inside = (Node(Op.FIELD, (), MONEY, (0, "价")), Node(Op.OUTER, (), MONEY, outer), above((0, 1)))
    return Node(Op.EACH, (records,), TRUTH, (Quantifier.SOME, 0), Body(inside, 2, None, record))


def test_a_question_is_found_by_what_it_asks() -> None:
    book = program(LIMIT, Node(Op.DAY, (), DATE), SUM, above((0, 2)), above((2, 0)))
    assert places(program(SUM, LIMIT, above((0, 1))), book, {}) == (2, 0, 4)


def test_what_its_type_is_called_does_not_matter_but_its_unit_does() -> None:
    colour, shade = (EnumType(name, ("红", "绿")) for name in ("颜色", "国标.颜色"))
    book = program(Node(Op.LITERAL, (), Scalar.DAYS, point(Fraction(100))), LIMIT, Node(Op.FACT, (), shade, "色"))
    assert places(program(Node(Op.FACT, (), colour, "色"), LIMIT), book, {}) == (2, 1)


def test_parameters_and_readings_are_called_by_other_names() -> None:
    day, names = Node(Op.DAY, (), DATE), {"利率": "国标.利率"}
    book = program(day, *(Node(Op.PARAMETER, (0,), Scalar.PERCENT, name) for name in ("利率", "国标.利率")))
    assert places(program(day, Node(Op.PARAMETER, (0,), Scalar.PERCENT, "利率")), book, names) == (0, 2)
    assert places(program(day, Node(Op.PARAMETER, (0,), Scalar.PERCENT, "利率")), book, {}) == (0, 1)


def test_what_is_asked_of_records_is_found_with_what_it_brings_in() -> None:
    book = program(LIMIT, SUM, Node(Op.FACT, (), ListType(NARROW), "货"), some(NARROW, 2, 0), some(NARROW, 2, 1))
    policy = program(Node(Op.FACT, (), ListType(WIDE), "货"), SUM, some(WIDE, 0, 1))
    assert places(policy, book, {}) == (2, 1, 4)


def test_the_answers_of_a_policy_are_those_at_its_places() -> None:
    records = (Answers((Truth.T,)), Answers((Truth.F,)))
    book = Answers((Truth.U, Truth.T, Truth.F), {1: records, 2: ()})
    assert answers_at(book, (2, 1)) == Answers((Truth.F, Truth.T), {0: (), 1: records})
