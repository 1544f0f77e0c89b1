"""Of several values that are possible, the least that covers all of them is told; where they agree, their value."""

from datetime import timedelta
from fractions import Fraction
from itertools import product

import pytest

from policyrules.columns.choosing import any_of
from policyrules.core.program import Cause, CauseKind, Comparator, Exceptions, FactSpec, Op, Open
from policyrules.testing.selfcheck.batches import BatchTally, compare
from policyrules.values.answers import Symbol, Truth
from policyrules.values.bands import Bands
from policyrules.values.types import EnumType, Scalar
from tests.columns.programs import DAY, Nodes, every, program, same

pytest.importorskip("duckdb")

KIND = EnumType("kind", ("one", "other", "it's"))
TRUTHS = [FactSpec(name, Scalar.BOOL) for name in "pqr"]
AMOUNTS = [
    FactSpec("a", Scalar.MONEY, low=Fraction(0), high=Fraction(9)),
    FactSpec("b", Scalar.MONEY, low=Fraction(2), high=Fraction(4)),
    FactSpec("c", Scalar.MONEY),
]
KINDS = [FactSpec(name, KIND) for name in "kl"]
MONEY = (None, Fraction(3, 100), Fraction(4, 100))
TRUTH = (None, True, False)


def values(nodes: Nodes) -> tuple[list[list[int]], list[Scalar | EnumType]]:
    """Return values of each kind, three of each: written, given, left open, and fractions whose denominators differ."""
    amounts = [nodes.fact(spec) for spec in AMOUNTS]
    ratios = [nodes.add(Op.ARITHMETIC, (one, other), Scalar.RATIO, "/") for one, other in ((0, 1), (1, 2), (2, 0))]
    written = [nodes.number(number, Scalar.MONEY) for number in (5, 7, 5)]
    cause = Cause(CauseKind.UNSTATED, "")
    left_open = [nodes.add(Op.UNKNOWN, (), Scalar.MONEY, Open(cause, Fraction(1), high)) for high in (None, Fraction(3))]
    left_open.insert(1, written[0])
    kinds = [*map(nodes.fact, KINDS), nodes.add(Op.LITERAL, (), KIND, Symbol("it's"))]
    words = [nodes.add(Op.LITERAL, (), KIND, Symbol(name)) for name in ("one", "other", "one")]
    truths = [*map(nodes.fact, TRUTHS[:2]), nodes.add(Op.LITERAL, (), Scalar.BOOL, Truth.F)]
    groups = [amounts, ratios, written, left_open, kinds, words, truths]
    return groups, [Scalar.MONEY, Scalar.RATIO, Scalar.MONEY, Scalar.MONEY, KIND, KIND, Scalar.BOOL]


def cases(asked: object) -> list[object]:
    truths = every(dict.fromkeys("pqr", TRUTH), asked)  # type: ignore[arg-type]
    amounts = every({**dict.fromkeys("abc", MONEY), **dict.fromkeys("kl", (None, "one"))}, asked)  # type: ignore[arg-type]
    found = []
    for number, (truth, amount) in enumerate(product(truths, amounts)):
        if number % 11 == 0:
            found.append(type(truth)({**amount.facts, **{name: truth.facts[name] for name in "pqr"}}, truth.day, {}))
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("how", ["choose", "exceptions", "band"])
def test_what_covers_all_that_is_possible_is_what_the_reference_says(how: str) -> None:
    nodes = Nodes()
    groups, types = values(nodes)
    guards = [nodes.fact(spec) for spec in TRUTHS]
    for (x, y, z), type_ in zip(groups, types, strict=True):
        if how == "choose":
            nodes.add(Op.CHOOSE, (guards[0], x, y), type_)
            nodes.add(Op.CHOOSE, (guards[0], x, guards[1], y, guards[2], x, z), type_)
        elif how == "exceptions":
            nodes.add(Op.EXCEPTIONS, (z, guards[0], x), type_, Exceptions(("i",), ((),)))
            nodes.add(Op.EXCEPTIONS, (z, guards[0], x, guards[1], y), type_, Exceptions(("i", "j"), ((), ())))
            nodes.add(
                Op.EXCEPTIONS, (z, guards[0], x, guards[1], y, guards[2], x), type_, Exceptions(("i", "j", "k"), ((1,), (), ()))
            )
        else:
            cuts = ((Fraction(3), True), (Fraction(3), False), (Fraction(4), True))
            for place, number in product((0, 1, 2, None), (0, 1, 2, groups[1][0])):
                nodes.add(Op.BAND, (number, x, y, z), type_, Bands(cuts, (0, 1, place, 2)))
    asked = program(nodes, [*TRUTHS, *AMOUNTS, *KINDS])
    tally = same(asked, cases(asked))  # type: ignore[arg-type]
    assert tally.reached[how] > 1_500


def test_days_that_are_written_are_chosen_as_days() -> None:
    """One after the other, as numbers that rise, and held against a day that is given."""
    nodes, specs = Nodes(), [FactSpec("p", Scalar.BOOL), FactSpec("q", Scalar.BOOL), FactSpec("a", Scalar.INTEGER)]
    p, q, a = map(nodes.fact, specs)
    day, written = FactSpec("d", Scalar.DATE), [nodes.number(DAY.toordinal() + one, Scalar.DATE) for one in (-30, 0, 30)]
    chosen = nodes.add(Op.CHOOSE, (p, written[0], q, written[1], written[2]), Scalar.DATE)
    same_day = nodes.add(Op.CHOOSE, (p, written[0], q, written[0], written[0]), Scalar.DATE)
    cuts = ((Fraction(3), True), (Fraction(5), False))
    banded = [nodes.add(Op.BAND, (a, *some), Scalar.DATE, Bands(cuts, (0, 1, 2))) for some in (written, [written[0], *written])]
    last = nodes.add(Op.EXTREME, tuple(banded), Scalar.DATE, "max")
    for one in (chosen, same_day, *banded, last):
        nodes.comparisons(one, nodes.fact(day))
        nodes.comparisons(one, nodes.number(DAY.toordinal(), Scalar.DATE))
    asked = program(nodes, [*specs, day])
    given = every({"p": TRUTH, "q": TRUTH, "a": (None, 2, 3, 4, 6), "d": (None, DAY, DAY - timedelta(30))}, asked)
    same(asked, given)
    tally = BatchTally()
    compare(asked, given, tally, wanted=[one for one, node in enumerate(nodes) if node.op is Op.COMPARE], on_one_day=True)
    assert tally.differences == [] and not tally.left


def test_guards_that_ask_of_one_thing_are_known_together() -> None:
    """And some that are always known stand among others that are not: a day that is, a kind that is not."""
    nodes = Nodes()
    groups, types = values(nodes)
    kinds = [nodes.add(Op.LITERAL, (), KIND, Symbol(name)) for name in KIND.members]
    asked_of = [nodes.add(Op.COMPARE, (nodes.fact(KINDS[0]), kind), Scalar.BOOL, Comparator.EQ) for kind in kinds]
    day = nodes.add(Op.DAY, (), Scalar.DATE)
    closed = nodes.add(Op.COMPARE, (day, nodes.number(DAY.toordinal() + 1, Scalar.DATE)), Scalar.BOOL, Comparator.GE)
    either = nodes.add(Op.OR, asked_of[:2], Scalar.BOOL)
    for (x, y, z), type_ in zip(groups, types, strict=True):
        nodes.add(Op.CHOOSE, (asked_of[0], x, asked_of[1], y, asked_of[2], x, z), type_)
        nodes.add(Op.CHOOSE, (either, z, asked_of[2], y, x), type_)
        nodes.add(Op.CHOOSE, (asked_of[0], x, closed, x, y), type_)
        nodes.add(Op.CHOOSE, (closed, x, asked_of[0], y, z), type_)
        nodes.add(Op.CHOOSE, (asked_of[0], x, nodes.fact(TRUTHS[0]), y, z), type_)
    asked = program(nodes, [*TRUTHS, *AMOUNTS, *KINDS])
    given = cases(asked)
    later = [type(one)(one.facts, DAY + timedelta(days=1), {}) for one in given[::3]]  # type: ignore[attr-defined,call-arg]
    same(asked, [*given, *later])  # type: ignore[arg-type,list-item]


def test_a_piece_between_two_whole_numbers_is_never_met() -> None:
    nodes, spec = Nodes(), FactSpec("n", Scalar.INTEGER, low=Fraction(2), high=Fraction(5))
    other = FactSpec("m", Scalar.INTEGER)
    least = nodes.add(Op.EXTREME, (nodes.fact(spec), nodes.fact(other)), Scalar.INTEGER, "max")
    bands = Bands(((Fraction(3), False), (Fraction(4), True)), (0, 1, 0), whole=True)
    for number in (0, least):
        nodes.add(Op.BAND, (number, nodes.number(1), nodes.number(9)), Scalar.NUMBER, bands)
    asked = program(nodes, [spec, other])
    same(asked, every({"n": (None, 2, 3, 4, 5), "m": (None, 0, 3, 4, 9)}, asked))


def test_no_condition_holds_where_there_is_none() -> None:
    assert any_of([]) == "FALSE"
    assert any_of(["a"]) == "a"
    assert any_of(["a", "b"]) == "(a OR b)"
