"""Numbers that may grow too long are found before any case is decided; in what ships there is none."""

from fractions import Fraction

import pytest

import policyrules
from policyrules.backends.widths import watched
from policyrules.core.program import Body, Node, Op, Quantifier
from policyrules.values.answers import point
from policyrules.values.types import Field, ListType, RecordType, Scalar

ITEM = RecordType("货物", (Field("价", Scalar.MONEY), Field("率", Scalar.PERCENT)))
LIST = Node(Op.FACT, (), ListType(ITEM), "货")


def squares(times: int) -> list[Node]:
    nodes = [Node(Op.FACT, (), Scalar.NUMBER, "x")]
    return nodes + [Node(Op.ARITHMETIC, (n, n), Scalar.NUMBER, "*") for n in range(times)]


def test_a_number_that_is_multiplied_by_itself_again_and_again_is_watched() -> None:
    assert watched(squares(8), 4_000) == (5, 6, 7, 8)


def test_what_rests_on_it_is_watched_too_and_nothing_else() -> None:
    nodes = [*squares(6), Node(Op.LITERAL, (), Scalar.NUMBER, point(1))]
    nodes += [Node(Op.COMPARE, (6, 7), Scalar.BOOL, None), Node(Op.COMPARE, (0, 7), Scalar.BOOL, None)]
    assert watched(nodes, 4_000) == (5, 6, 8)


@pytest.mark.parametrize(("name", "type_", "found"), [("价", Scalar.MONEY, ()), ("率", Scalar.PERCENT, (1,))])
def test_a_sum_of_fractions_is_watched_and_one_of_whole_numbers_is_not(
    name: str, type_: Scalar, found: tuple[int, ...]
) -> None:
    body = Body((Node(Op.FIELD, (), type_, (0, name)),), None, 0, ITEM)
    assert watched([LIST, Node(Op.EACH, (0,), type_, (Quantifier.SUM, 0), body)], 4_000) == found


def test_a_long_number_among_what_is_asked_of_a_record_is_watched() -> None:
    nodes = [Node(Op.FIELD, (), Scalar.PERCENT, (0, "率"))]
    nodes += [Node(Op.ARITHMETIC, (n, n), Scalar.NUMBER, "*") for n in range(6)]
    condition = Node(Op.COMPARE, (6, 0), Scalar.BOOL, None)
    body = Body((*nodes, condition), 7, None, ITEM)
    assert watched([LIST, Node(Op.EACH, (0,), Scalar.BOOL, (Quantifier.SOME, 0), body)], 4_000) == (1,)


def test_a_sum_of_many_shares_of_money_is_not_watched() -> None:
    nodes = [Node(Op.FACT, (), Scalar.MONEY, "费用"), Node(Op.FACT, (), Scalar.BOOL, "合格")]
    nodes += [Node(Op.LITERAL, (), Scalar.MONEY, point(0)), Node(Op.LITERAL, (), Scalar.PERCENT, point(Fraction(3, 100)))]
    nodes += [Node(Op.ARITHMETIC, (0, 3), Scalar.MONEY, "*"), Node(Op.CHOOSE, (1, 4, 2), Scalar.MONEY)]
    nodes += [Node(Op.ARITHMETIC, (5, 5 + n), Scalar.MONEY, "+") for n in range(1_000)]
    assert watched(nodes, 4_000) == ()


def test_a_sum_of_many_quotients_is_watched() -> None:
    nodes = [Node(Op.FACT, (), Scalar.MONEY, "费用"), Node(Op.FACT, (), Scalar.MONEY, "收入")]
    nodes += [Node(Op.ARITHMETIC, (0, 1), Scalar.RATIO, "/")]
    nodes += [Node(Op.ARITHMETIC, (2, 2 + n), Scalar.RATIO, "+") for n in range(40)]
    assert watched(nodes, 4_000) == tuple(range(33, 43))


@pytest.mark.parametrize("name", ["中小企业划型", "优质中小企业", "江门专精特新"])
def test_what_ships_has_nothing_to_watch(name: str) -> None:
    assert watched(policyrules.load(name).program.nodes, 4_000) == ()
