"""What records give together is what the reference says, when the list, a record or what is asked of it is not known."""

from datetime import date
from fractions import Fraction
from itertools import islice, product

import pytest

from policyrules.core.facts import read_case
from policyrules.core.program import Body, Comparator, FactSpec, Node, Op, Program, Quantifier
from policyrules.values.types import Field, ListType, OptionalType, RecordType, Scalar
from tests.columns.programs import DAY, Nodes, program, same

pytest.importorskip("duckdb")

ITEM = RecordType(
    "item",
    (
        Field("counts", Scalar.BOOL),
        Field("worth", Scalar.MONEY, low=Fraction(-3), high=Fraction(7)),
        Field("free", Scalar.MONEY),
        Field("share", Scalar.PERCENT, optional=True, low=Fraction(0), high=Fraction(1)),
        Field("on", Scalar.DATE, optional=True),
    ),
)
ITEMS = FactSpec("items", ListType(ITEM))
LIMIT = FactSpec("limit", Scalar.MONEY, low=Fraction(0), high=Fraction(10))
CAN_BE: dict[str, tuple[object, ...]] = {
    "counts": (True, False, None),
    "worth": (Fraction(-2, 100), Fraction(5, 100), None),
    "free": (10**13, None),
    "share": ("3.65%", "不存在", None),
    "on": (date(2024, 2, 29), "不存在", None),
}
ROWS = [dict(zip(CAN_BE, values, strict=True)) for values in product(*CAN_BE.values())]
TWO = [[one, two, ROWS[3]] for one, two in zip(ROWS, ROWS[::-1], strict=True)]
LISTS: list[object] = [None, [], *([row] for row in ROWS[::3]), *TWO[1::5]]


def body(*, value: str | None, condition: bool) -> Body:
    """Ask of a record whether it counts and is worth no more than a limit around it, and of its value."""
    nodes = Nodes([Node(Op.FIELD, (), Scalar.BOOL, (0, "counts")), Node(Op.FIELD, (), Scalar.MONEY, (0, "worth"))])
    limit = nodes.add(Op.OUTER, (), Scalar.MONEY, 1)
    holds = nodes.add(Op.AND, (0, nodes.add(Op.COMPARE, (1, limit), Scalar.BOOL, Comparator.LE)), Scalar.BOOL)
    free = nodes.add(Op.FIELD, (), Scalar.MONEY, (0, "free"))
    share = nodes.add(Op.FIELD, (), OptionalType(Scalar.PERCENT), (0, "share"))
    on = nodes.add(Op.FIELD, (), OptionalType(Scalar.DATE), (0, "on"))
    given = {
        "worth": 1,
        "free": free,
        "left": nodes.add(Op.ARITHMETIC, (limit, 1), Scalar.MONEY, "-"),
        "share": nodes.add(Op.OTHERWISE, (share, nodes.number(Fraction(1, 8), Scalar.PERCENT)), Scalar.PERCENT),
        "sure": nodes.add(Op.PRESENT, (share,), Scalar.PERCENT),
        "on": nodes.add(Op.PRESENT, (on,), Scalar.DATE),
        "part": nodes.add(Op.ARITHMETIC, (1, limit), Scalar.RATIO, "/"),
    }
    nodes.add(Op.ABSENT, (share,), Scalar.BOOL)
    return Body(tuple(nodes), holds if condition else None, given[value] if value else None, ITEM)


def asked_of(kind: Quantifier) -> Program:
    nodes = Nodes()
    items, _ = nodes.fact(ITEMS), nodes.fact(LIMIT)
    if kind in (Quantifier.SOME, Quantifier.EVERY, Quantifier.COUNT):
        type_ = Scalar.INTEGER if kind is Quantifier.COUNT else Scalar.BOOL
        nodes.add(Op.EACH, (items,), type_, (kind, 0), body(value=None, condition=True))
    elif kind is Quantifier.AT_LEAST:
        for count in range(4):
            nodes.add(Op.EACH, (items,), Scalar.BOOL, (kind, count), body(value=None, condition=True))
    else:
        names = ("worth", "free", "left", "share", "sure", *(("on",) if kind is not Quantifier.SUM else ()))
        for name, condition in product(names, (True, False)):
            type_ = Scalar.DATE if name == "on" else Scalar.MONEY
            found = nodes.add(Op.EACH, (items,), type_, (kind, 0), body(value=name, condition=condition))
            for times in (0, -2) if type_ is Scalar.MONEY else ():
                nodes.add(Op.ARITHMETIC, (found, nodes.number(times)), Scalar.MONEY, "*")
    return program(nodes, [ITEMS, LIMIT])


@pytest.mark.parametrize("kind", [kind for kind in Quantifier if kind is not Quantifier.SUM_PER_YEAR])
def test_a_quantifier_gives_what_the_reference_says(kind: Quantifier) -> None:
    asked = asked_of(kind)
    limits = (None, Fraction(4, 100), Fraction(10, 100))
    cases = [read_case(asked, {"items": one, "limit": limits[number % 3]}, DAY) for number, one in enumerate(LISTS)]
    assert same(asked, cases).answers > 500


def test_a_question_within_a_question_about_a_list_is_answered() -> None:
    """Of each record, how many others are worth more: the record around stands in the question about the others."""
    inner = Nodes([Node(Op.FIELD, (), Scalar.MONEY, (0, "worth")), Node(Op.FIELD, (), Scalar.MONEY, (1, "worth"))])
    more = inner.add(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GT)
    others = Body(tuple(inner), more, None, ITEM)
    middle = Nodes([Node(Op.OUTER, (), ListType(ITEM), 0)])
    count = middle.add(Op.EACH, (0,), Scalar.INTEGER, (Quantifier.COUNT, 0), others)
    holds = middle.add(Op.COMPARE, (count, middle.number(1, Scalar.INTEGER)), Scalar.BOOL, Comparator.GE)
    nodes = Nodes()
    items = nodes.fact(ITEMS)
    nodes.add(Op.EACH, (items,), Scalar.BOOL, (Quantifier.SOME, 0), Body(tuple(middle), holds, None, ITEM))
    nodes.add(Op.EACH, (items,), Scalar.INTEGER, (Quantifier.MAX, 0), Body(tuple(middle), None, count, ITEM))
    asked = program(nodes, [ITEMS])
    assert same(asked, [read_case(asked, {"items": one}, DAY) for one in LISTS]).answers > 500


def asked_per_year(value: str) -> Program:
    nodes = Nodes()
    items, limit = nodes.fact(ITEMS), nodes.fact(LIMIT)
    for condition in (True, False):
        asked = body(value=value, condition=condition)
        days = Nodes(asked.nodes)
        on = days.index(Node(Op.FIELD, (), OptionalType(Scalar.DATE), (0, "on")))
        key = days.add(Op.OTHERWISE, (on, days.number(date(2023, 12, 31).toordinal(), Scalar.DATE)), Scalar.DATE)
        per_year = Body(tuple(days), asked.condition, asked.value, ITEM, key)
        nodes.add(Op.EACH, (items, limit), Scalar.MONEY, (Quantifier.SUM_PER_YEAR, 0), per_year)
    return program(nodes, [ITEMS, LIMIT])


@pytest.mark.parametrize("value", ["worth", "free", "left", "share"])
def test_a_sum_per_year_is_what_the_reference_says_where_the_records_are_known(value: str) -> None:
    asked_of_all = asked_per_year(value)
    known = [row for row in ROWS if None not in row.values()]
    of_three = islice(product(known, known, known[::3]), 0, None, 5)  # 5 has nothing in common with the limits, nor with 16
    lists = [None, [], *LISTS, *map(list, of_three)]
    limits = (Fraction(4, 100), Fraction(10, 100), None)
    cases = [read_case(asked_of_all, {"items": one, "limit": limits[n % 9 // 4]}, DAY) for n, one in enumerate(lists)]
    tally = same(asked_of_all, cases)
    assert tally.answers > 100 and 0 < tally.beyond < len(cases) // 2


def test_what_the_query_does_not_sum_up_it_leaves() -> None:
    """Fractions whose denominators differ go to the other backends."""
    nodes = Nodes()
    items, _ = nodes.fact(ITEMS), nodes.fact(LIMIT)
    nodes.add(Op.EACH, (items,), Scalar.RATIO, (Quantifier.SUM, 0), body(value="part", condition=True))
    tally = same(program(nodes, [ITEMS, LIMIT]), [read_case(program(nodes, [ITEMS, LIMIT]), {}, DAY)], may_leave=True)
    assert tally.left == {("each", "fractions"): 1}


@pytest.mark.parametrize("kind", [Quantifier.MAX, Quantifier.MIN])
def test_the_greatest_of_one_number_that_is_written_is_reckoned_with_in_64_bits(kind: Quantifier) -> None:
    nodes, inside = Nodes(), Nodes([Node(Op.FIELD, (), Scalar.BOOL, (0, "counts"))])
    points = inside.number(100, Scalar.INTEGER)
    items = nodes.fact(ITEMS)
    best = nodes.add(Op.EACH, (items,), Scalar.INTEGER, (kind, 0), Body(tuple(inside), 0, points, ITEM))
    nodes.add(Op.ARITHMETIC, (best, nodes.number(10**9, Scalar.INTEGER)), Scalar.INTEGER, "*")
    asked = program(nodes, [ITEMS])
    same(asked, [read_case(asked, {"items": one}, DAY) for one in LISTS])
