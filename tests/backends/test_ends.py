"""What may be open is asked at the least and at the most, and what comes of both is what the reference answers."""

from fractions import Fraction
from itertools import product

import pytest
from attrs import evolve

from policyrules.backends.emitting import emit
from policyrules.backends.ends import OPEN_RULES
from policyrules.backends.helpers import HELPERS
from policyrules.backends.python import generate
from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.core.program import Comparator, Node, Op, Program
from policyrules.values.answers import Symbol, point
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, Scalar
from tests.backends.test_direct import DAY
from tests.backends.test_emitting import program

NUMBER, TRUTH, LEVELS = Scalar.INTEGER, Scalar.BOOL, EnumType("级别", ("甲", "乙", "丙"))
TABLE = Bands(((Fraction(1, 3), True), (Fraction(1), False), (Fraction(2), True)), (0, 1, 2, 3))


def number(value: int | Fraction) -> Node:
    return Node(Op.LITERAL, (), Scalar.NUMBER, point(value))


#: What is asked stands behind these, so that its own first node is the eighth.
GIVEN = (
    Node(Op.FACT, (), NUMBER, "分子"),
    Node(Op.FACT, (), NUMBER, "分母"),
    Node(Op.ARITHMETIC, (0, 1), Scalar.RATIO, "/"),
    Node(Op.FACT, (), TRUTH, "真"),
    Node(Op.FACT, (), LEVELS, "级"),
    Node(Op.LITERAL, (), LEVELS, Symbol("乙")),
    Node(Op.COMPARE, (4, 5), TRUTH, Comparator.EQ),
    number(Fraction(1, 2)),
)


def given(*nodes: Node) -> Program:
    """A program about numbers that lie between 1 and 9, a truth, and one of three levels."""
    of = program(*GIVEN, *nodes)
    ends = {"low": Fraction(1), "high": Fraction(9)}
    return evolve(of, facts=tuple(evolve(spec, **(ends if spec.type is NUMBER else {})) for spec in of.facts))


def table(*points: int) -> Program:
    return given(*map(number, points), Node(Op.BAND, (2, 8, 9, 10, 11), Scalar.NUMBER, TABLE))


def chosen(first: Node, second: Node, last: Node, type_: Scalar) -> Program:
    return given(first, second, last, Node(Op.CHOOSE, (3, 8, 6, 9, 10), type_))


def compared(*pairs: tuple[int, int]) -> Program:
    return given(*(Node(Op.COMPARE, pair, TRUTH, one) for pair in pairs for one in Comparator))


PROGRAMS = {
    "points that rise": table(0, 2, 5, 5),
    "points that fall": table(5, 3, 3, 0),
    "points that rise and fall": table(0, 5, 3, 9),
    "compared": compared((2, 7), (7, 2), (0, 1), (0, 7), (7, 1), (2, 0)),
    "reckoned": given(
        *(Node(Op.ARITHMETIC, (2, 0), Scalar.NUMBER, sign) for sign in "+-*/"),
        Node(Op.ARITHMETIC, (9, 0), Scalar.NUMBER, "*"),
        Node(Op.ARITHMETIC, (9, 9), Scalar.NUMBER, "/"),
        Node(Op.GROWTH, (0, 1), Scalar.RATIO),
        *(Node(Op.EXTREME, (2, 9, 1), Scalar.NUMBER, which) for which in ("min", "max")),
        *(Node(Op.ROUND, (9, 7), Scalar.NUMBER, how) for how in ("half_up", "down", "up")),
    ),
    "truths": given(
        *(Node(op, (3, 6), TRUTH) for op in (Op.AND, Op.OR)),
        Node(Op.NOT, (8,), TRUTH),
        *(Node(Op.AT_LEAST, (3, 6, 9, 10), TRUTH, count) for count in range(1, 5)),
        *(Node(Op.COMPARE, (4, 5), TRUTH, one) for one in (Comparator.EQ, Comparator.NE)),
        Node(Op.COMPARE, (3, 6), TRUTH, Comparator.EQ),
    ),
    "points chosen from the most": chosen(number(9), number(4), number(0), Scalar.NUMBER),
    "points chosen from the least": chosen(number(0), number(4), number(9), Scalar.NUMBER),
    "points chosen in any order": chosen(number(4), number(9), number(0), Scalar.NUMBER),
    "numbers chosen": chosen(number(4), Node(Op.ARITHMETIC, (0, 1), Scalar.NUMBER, "+"), number(3), Scalar.NUMBER),
    "reckoned with what was chosen": given(
        number(4),
        number(9),
        Node(Op.CHOOSE, (3, 8, 9), Scalar.NUMBER),
        Node(Op.CHOOSE, (6, 8, 9), Scalar.NUMBER),
        *(Node(Op.ARITHMETIC, (10, 11), Scalar.NUMBER, sign) for sign in "*/"),
    ),
    "truths chosen": chosen(
        Node(Op.COMPARE, (0, 7), TRUTH, Comparator.GT),
        Node(Op.COMPARE, (0, 1), TRUTH, Comparator.GT),
        Node(Op.NOT, (3,), TRUTH),
        TRUTH,
    ),
}


def test_every_operator_has_a_rule() -> None:
    assert set(OPEN_RULES) == set(Op)


@pytest.mark.parametrize("name", PROGRAMS)
def test_whatever_is_not_known_answers_are_those_of_the_reference(name: str) -> None:
    of = PROGRAMS[name]
    generated = generate(of)
    for above, under, truth, level in product((None, 1, 3, 9), (None, 1, 6), (None, True, False), (None, *LEVELS.members)):
        facts = {"分子": above, "分母": under, "真": truth, "级": level}
        asked = read_case(of, {key: value for key, value in facts.items() if value is not None}, DAY)
        assert generated(asked) == evaluate(of, asked), facts


def test_a_quotient_is_least_where_what_it_is_divided_by_is_most() -> None:
    source = emit(PROGRAMS["points that fall"], HELPERS, "open").source
    assert "    q2 = l0 * 3 // h1\n" in source and "Q2 = h0 * 3 // l1\n" in source


@pytest.mark.parametrize("name", sorted(set(PROGRAMS) - {"points that rise and fall", "reckoned", "truths"}))
def test_nothing_is_asked_of_the_reference_and_nothing_held_as_a_range(name: str) -> None:
    source = emit(PROGRAMS[name], HELPERS, "open").source
    assert "by_rule" not in source and "w" not in source.replace("between", "")
