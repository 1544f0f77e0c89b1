"""Where only truths are kept, what is costly is asked where it can still matter, and each verdict is what it is in full."""

from fractions import Fraction

from policyrules.backends.direct import direct
from policyrules.backends.helpers import HELPERS
from policyrules.backends.later import COPIES, late, uses
from policyrules.core.program import Comparator, Node, Op, Program
from policyrules.values.answers import Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar
from tests.backends.test_direct import DAY, found
from tests.backends.test_emitting import program

#: Is 甲 true, and is 乙 + 丙, or else 乙, at least 3?
ASKED = program(
    Node(Op.FACT, (), Scalar.BOOL, "甲"),
    Node(Op.FACT, (), Scalar.INTEGER, "乙"),
    Node(Op.FACT, (), Scalar.INTEGER, "丙"),
    Node(Op.ARITHMETIC, (1, 2), Scalar.INTEGER, "+"),
    Node(Op.LITERAL, (), Scalar.INTEGER, point(3)),
    Node(Op.COMPARE, (3, 4), Scalar.BOOL, Comparator.GE),
    Node(Op.COMPARE, (1, 4), Scalar.BOOL, Comparator.GE),
    Node(Op.OR, (5, 6), Scalar.BOOL),
    Node(Op.AND, (7, 0), Scalar.BOOL),
)
ALL, KEPT = frozenset(range(9)), frozenset({8})


def text(of: Program) -> str:
    written = direct(of, HELPERS, KEPT, only=True)
    assert written is not None
    return written.source


def test_what_needs_no_lines_comes_first_and_the_rest_only_while_it_is_open() -> None:
    lines = [line.removeprefix("    ") for line in text(ASKED).splitlines()]
    begins = lines.index("v8 = f0")
    assert lines[begins : begins + 7] == [
        "v8 = f0",
        "if v8:",
        "    v7 = True if (f1 >= 3) else False",
        "    if not v7:",
        "        v3 = f1 + f2",
        "        v7 = True if (v3 >= 3) else False",
        "    v8 = v7",
    ]


#: Is 甲 ÷ 乙 at least 3 and below 4, 甲 ÷ 丙 at least 4, and at most 3 what a table makes of that, which cuts at 3 and 4?
SHARES = program(
    Node(Op.FACT, (), Scalar.MONEY, "甲"),
    Node(Op.FACT, (), Scalar.MONEY, "乙"),
    Node(Op.FACT, (), Scalar.MONEY, "丙"),
    Node(Op.ARITHMETIC, (0, 1), Scalar.RATIO, "/"),
    Node(Op.ARITHMETIC, (0, 2), Scalar.RATIO, "/"),
    Node(Op.LITERAL, (), Scalar.RATIO, point(3)),
    Node(Op.LITERAL, (), Scalar.RATIO, point(4)),
    Node(Op.BAND, (4, 6, 5, 6), Scalar.RATIO, Bands(((Fraction(3), True), (Fraction(4), True)), (0, 1, 2))),
    Node(Op.COMPARE, (7, 5), Scalar.BOOL, Comparator.LE),
    Node(Op.COMPARE, (4, 6), Scalar.BOOL, Comparator.GE),
    Node(Op.COMPARE, (3, 5), Scalar.BOOL, Comparator.GE),
    Node(Op.COMPARE, (3, 6), Scalar.BOOL, Comparator.LT),
    Node(Op.AND, (8, 9, 10, 11), Scalar.BOOL),
)


def test_a_table_divides_and_a_comparison_does_not() -> None:
    written = direct(SHARES, HELPERS, frozenset({12}), only=True)
    assert written is not None
    assert written.source.count("//") == 1 and "f0 >= 4 * f2" in written.source
    one_by_one, in_full = found(SHARES, frozenset({12}), only=True), found(SHARES)
    for above in range(13):
        for under in (1, 2, 3, 4):
            facts = {"甲": above, "乙": under, "丙": 5 - under}
            assert one_by_one(facts, DAY).answers == in_full(facts, DAY).answers


def test_each_verdict_is_what_it_is_in_full() -> None:
    one_by_one, in_full = found(ASKED, KEPT, only=True), found(ASKED)
    for truth in (True, False):
        for one in range(5):
            for other in range(-2, 5):
                facts = {"甲": truth, "乙": one, "丙": other}
                assert one_by_one(facts, DAY).answers == in_full(facts, DAY).answers


def test_what_is_asked_for_in_many_places_is_asked_once_before() -> None:
    assert late(ASKED.nodes, ALL, KEPT) == ALL - KEPT and uses(ASKED.nodes, ALL)[1] == COPIES
    often = program(*ASKED.nodes[:8], *(Node(Op.NOT, (7,), Scalar.BOOL) for _ in range(COPIES + 1)))
    assert 7 not in late(often.nodes, frozenset(range(8 + COPIES + 1)), KEPT) and 5 in late(often.nodes, ALL | {10}, KEPT)


def test_a_long_row_of_steps_is_written_without_going_deep() -> None:
    nodes = list(ASKED.nodes[:5])
    for _ in range(300):
        nodes.append(Node(Op.ARITHMETIC, (len(nodes) - 1, 1), Scalar.INTEGER, "-"))
    nodes.append(Node(Op.COMPARE, (len(nodes) - 1, 4), Scalar.BOOL, Comparator.LT))
    last = frozenset({len(nodes) - 1})
    one = found(program(*nodes), last, only=True)({"甲": True, "乙": 1, "丙": 1}, DAY)
    assert one.answers.values[len(nodes) - 1] is Truth.T
