"""Where nodes are put."""

import pytest

from policyrules.core.program import Comparator, Node, Op, Quantifier
from policyrules.core.scopes import Builder, Ref, Scope, type_of
from policyrules.values.answers import point
from policyrules.values.types import Field, ListType, RecordType, Scalar

ITEM = RecordType("item", (Field("price", Scalar.MONEY), Field("bought", Scalar.DATE)))
ITEMS = ListType(ITEM)


@pytest.fixture
def build() -> Builder:
    return Builder(Scope(0))


def price_in(scope: Scope) -> Ref:
    return scope.add(Node(Op.FIELD, (), Scalar.MONEY, (0, "price")))


def limit(build: Builder) -> Ref:
    return build.leaf(Op.FACT, Scalar.MONEY, "limit")


def fen(number: int) -> Node:
    return Node(Op.LITERAL, (), Scalar.MONEY, point(number))


def above(build: Builder, left: Ref, right: Ref) -> Ref:
    return build.ask(Op.COMPARE, (left, right), Scalar.BOOL, Comparator.GT)


def some(build: Builder, inside: Scope, condition: Ref, items: str = "items") -> Ref:
    records = build.leaf(Op.FACT, ITEMS, items)
    return build.each((Quantifier.SOME, 0), records, Scalar.BOOL, inside, condition, None)


def test_the_same_question_is_one_node(build: Builder) -> None:
    assert above(build, limit(build), fen(1)) == above(build, limit(build), fen(1))
    assert [node.op for node in build.root.nodes] == [Op.FACT, Op.LITERAL, Op.COMPARE]


def test_the_same_number_of_another_type_is_another_node(build: Builder) -> None:
    assert build.root.index(fen(1)) != build.root.index(Node(Op.LITERAL, (), Scalar.DAYS, point(1)))


def test_what_depends_on_a_record_stands_in_its_body_and_brings_the_rest_in(build: Builder) -> None:
    inside = build.root.inner(ITEM)
    some(build, inside, above(build, price_in(inside), limit(build)))
    facts, records, each = build.root.nodes
    assert (facts.data, records.data, each.op) == ("limit", "items", Op.EACH)
    assert each.body is not None
    assert [(node.op, node.data) for node in each.body.nodes[:2]] == [(Op.FIELD, (0, "price")), (Op.OUTER, 0)]
    assert each.body.condition == 2


def test_what_does_not_depend_on_the_record_is_asked_once_outside(build: Builder) -> None:
    inside = build.root.inner(ITEM)
    condition = above(build, limit(build), fen(1))
    some(build, inside, condition)
    assert [node.op for node in build.root.nodes] == [Op.FACT, Op.LITERAL, Op.COMPARE, Op.FACT, Op.EACH]
    body = build.root.nodes[-1].body
    assert body is not None and [(node.op, node.data) for node in body.nodes] == [(Op.OUTER, 2)]


def test_a_constant_stands_where_it_is_used(build: Builder) -> None:
    inside = build.root.inner(ITEM)
    some(build, inside, above(build, price_in(inside), fen(5)))
    assert Op.LITERAL not in {node.op for node in build.root.nodes}


def test_what_is_computed_from_constants_stands_outside(build: Builder) -> None:
    inside = build.root.inner(ITEM)
    total = build.ask(Op.ARITHMETIC, (fen(1), fen(2)), Scalar.MONEY, "+")
    some(build, inside, above(build, price_in(inside), total))
    assert build.root.nodes[2].op is Op.ARITHMETIC


def test_a_quantifier_within_another_that_does_not_ask_about_its_record_stands_beside_it(build: Builder) -> None:
    outer = build.root.inner(ITEM)
    within = outer.inner(ITEM)
    inner_each = some(build, within, above(build, price_in(within), limit(build)), "others")
    some(build, outer, build.ask(Op.AND, (above(build, price_in(outer), fen(1)), inner_each), Scalar.BOOL))
    quantifiers = [index for index, node in enumerate(build.root.nodes) if node.op is Op.EACH]
    assert len(quantifiers) == 2
    first, second = (build.root.nodes[index].body for index in quantifiers)
    assert first is not None and second is not None
    assert Node(Op.OUTER, (), Scalar.MONEY, 0) in first.nodes
    assert Node(Op.OUTER, (), Scalar.BOOL, quantifiers[0]) in second.nodes


def test_a_quantifier_that_asks_about_the_record_around_it_stands_in_its_body(build: Builder) -> None:
    outer = build.root.inner(ITEM)
    within = outer.inner(ITEM)
    dearer = above(build, price_in(within), price_in(outer))
    both = build.ask(Op.AND, (dearer, above(build, limit(build), fen(1))), Scalar.BOOL)
    some(build, outer, some(build, within, both))
    (each,) = (node for node in build.root.nodes if node.op is Op.EACH)
    assert each.body is not None
    inner_body = next(node.body for node in each.body.nodes if node.op is Op.EACH)
    assert inner_body is not None
    brought = [each.body.nodes[node.data] for node in inner_body.nodes if node.op is Op.OUTER and isinstance(node.data, int)]
    assert [node.op for node in brought] == [Op.FIELD, Op.OUTER], "its own field, and what comes from further out through it"


def test_questions_about_the_same_records_are_one_quantifier(build: Builder) -> None:
    placed = []
    for _ in range(2):
        inside = build.root.inner(ITEM)
        placed.append(some(build, inside, above(build, price_in(inside), limit(build))))
    assert placed[0] == placed[1]


def test_the_type_of_a_constant_and_of_a_node_is_told_alike(build: Builder) -> None:
    assert type_of(fen(1)) is type_of(limit(build)) is Scalar.MONEY
