"""The text of a program: what it says, and what it leaves to the reference."""

import re
from fractions import Fraction

from attrs import evolve

from policyrules.backends.choosing import LONGEST_CHOICE
from policyrules.backends.emitting import emit
from policyrules.backends.helpers import HELPERS
from policyrules.backends.native import Form, Slot
from policyrules.backends.ranges import LINE
from policyrules.core.ids import node_ids
from policyrules.core.program import Cause, CauseKind, Comparator, FactSpec, Node, Op, Open, Program, Relation
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
    assert emit(SHARE, HELPERS, "known").source == (
        "def known(f0, f1, on):\n"
        "    if f1 <= 0: return None\n"
        "    v4 = True if f0 * 100 >= 3 * f1 else False\n"
        "    return (f0, f1, v4, )\n"
    )


def test_what_is_not_known_is_answered_by_its_range() -> None:
    source = re.sub(r"\bk[0-9]+", "k", emit(SHARE, HELPERS, "open").source)  # the names of constants do not matter
    assert source == (
        "def open(f0, f1, on):\n"
        "    if f0 is not None and f1 is not None and not (f1 <= 0):\n"
        "        n2, d2 = f0, f1\n"
        "        w2 = None\n"
        "    else:\n"
        "        n2 = d2 = None\n"
        "        w2 = divide((k if f0 is None else (f0, f0)), (k if f1 is None else (f1, f1)))\n"
        "    v4 = (3 if n2 * 100 >= 3 * d2 else 0) if n2 is not None else not_below((w2 or of_pair(n2, d2)), k)\n"
        "    return (n2, d2, w2, v4, )\n"
    )


def test_only_what_is_wanted_and_what_it_rests_on_is_answered() -> None:
    share = emit(SHARE, HELPERS, "known", frozenset({2}))
    assert "v4" not in share.source and share.layout.slots[2] is not None and share.layout.slots[4] is None


def test_a_relation_that_does_not_hold_ends_what_is_known() -> None:
    related = evolve(SHARE, relations=(Relation("研发不多", 4),))
    assert "    if not v4: return None\n" in emit(related, HELPERS, "known").source
    assert "    if v4 == 0: return None\n" in emit(related, HELPERS, "open").source


def test_what_a_document_leaves_open_is_known_in_no_case() -> None:
    left = Open(Cause(CauseKind.UNSTATED, "金额"))
    open_ = program(Node(Op.UNKNOWN, (), MONEY, left), Node(Op.FACT, (), MONEY, "甲"), Node(Op.ARITHMETIC, (0, 1), MONEY, "+"))
    slots = emit(open_, HELPERS, "known").layout.slots
    assert slots[:2] == (None, None) and slots[2] == Slot(0, Form.WHOLE, sure=False, fixed=LINE)


def test_a_number_that_may_grow_too_long_is_left_to_the_reference() -> None:
    nodes = [Node(Op.FACT, (), Scalar.NUMBER, "x")]
    nodes += [Node(Op.ARITHMETIC, (n, n), Scalar.NUMBER, "*") for n in range(8)]
    slots = emit(program(*nodes), HELPERS, "known").layout.slots
    assert all(slot is not None and slot.form is Form.PAIR for slot in slots[1:5]) and slots[-1] is None


def test_a_long_table_is_no_deeply_nested_expression() -> None:
    size = 3_000
    cuts = tuple((Fraction(n), True) for n in range(size))
    values = [Node(Op.LITERAL, (), MONEY, point(n)) for n in range(size + 1)]
    table = Node(Op.BAND, tuple(range(size + 2)), MONEY, Bands(cuts, tuple(range(size + 1))))
    source = emit(program(Node(Op.FACT, (), MONEY, "甲"), *values, table), HELPERS, "known").source
    compile(source, "<long>", "exec")
    assert max(line.count(" if ") for line in source.splitlines()) <= LONGEST_CHOICE
