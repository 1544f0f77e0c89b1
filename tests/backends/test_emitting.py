"""The text of a program: what it says, and what it leaves to the reference."""

from fractions import Fraction

from policyrules.backends.emitting import LONGEST_CHOICE, emit
from policyrules.backends.native import Form
from policyrules.backends.python import HELPERS
from policyrules.core.ids import node_ids
from policyrules.core.program import Cause, CauseKind, Comparator, FactSpec, Node, Op, Open, Program
from policyrules.values.answers import point
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar

MONEY = Scalar.MONEY


def program(*nodes: Node) -> Program:
    facts = tuple(FactSpec(str(node.data), node.type) for node in nodes if node.op is Op.FACT)  # type: ignore[arg-type]
    return Program(nodes, node_ids(nodes), facts, (), ())


SHARE = program(
    Node(Op.FACT, (), MONEY, "研发费用"),
    Node(Op.FACT, (), MONEY, "营业收入"),
    Node(Op.ARITHMETIC, (0, 1), Scalar.RATIO, "/"),
    Node(Op.LITERAL, (), Scalar.RATIO, point(Fraction(3, 100))),
    Node(Op.COMPARE, (2, 3), Scalar.BOOL, Comparator.GE),
)


def test_quotients_are_compared_by_multiplying_crosswise() -> None:
    assert emit(SHARE, HELPERS).source == (
        "def known(v0, v1):\n"
        "    if v1 <= 0: return None\n"
        "    n2, d2 = v0, v1\n"
        "    n3, d3 = 3, 100\n"
        "    v4 = n2 * d3 >= n3 * d2\n"
        "    return (v0, v1, (n2, d2), (n3, d3), v4, ), {}\n"
        "\n\n"
        "def open(v0, v1):\n"
        "    n2 = d2 = None\n"
        "    if v0 is not None and v1 is not None:\n"
        "        if not (v1 <= 0):\n"
        "            n2, d2 = v0, v1\n"
        "    n3 = d3 = None\n"
        "    n3, d3 = 3, 100\n"
        "    v4 = None\n"
        "    if n2 is not None and n3 is not None:\n"
        "        v4 = n2 * d3 >= n3 * d2\n"
        "    return (v0, v1, None if n2 is None else (n2, d2), None if n3 is None else (n3, d3), v4, ), {}\n"
    )


def test_what_a_document_leaves_open_and_all_that_rests_on_it_is_left_to_the_reference() -> None:
    left = Open(Cause(CauseKind.UNSTATED, "金额"))
    open_ = program(Node(Op.UNKNOWN, (), MONEY, left), Node(Op.FACT, (), MONEY, "甲"), Node(Op.ARITHMETIC, (0, 1), MONEY, "+"))
    assert emit(open_, HELPERS).layout.forms == (None, Form.WHOLE, None)


def test_a_number_that_may_grow_too_long_is_left_to_the_reference() -> None:
    nodes = [Node(Op.FACT, (), Scalar.NUMBER, "x")]
    nodes += [Node(Op.ARITHMETIC, (n, n), Scalar.NUMBER, "*") for n in range(8)]
    forms = emit(program(*nodes), HELPERS).layout.forms
    assert forms[:5] == (Form.PAIR,) * 5 and forms[-1] is None


def test_a_long_table_is_no_deeply_nested_expression() -> None:
    size = 3_000
    cuts = tuple((Fraction(n), True) for n in range(size))
    values = [Node(Op.LITERAL, (), MONEY, point(n)) for n in range(size + 1)]
    table = Node(Op.BAND, tuple(range(size + 2)), MONEY, Bands(cuts, tuple(range(size + 1))))
    source = emit(program(Node(Op.FACT, (), MONEY, "甲"), *values, table), HELPERS).source
    compile(source, "<long>", "exec")
    assert max(line.count(" if ") for line in source.splitlines()) <= LONGEST_CHOICE
