"""The few numbers that an open answer can still be: none that it can become is left out."""

import itertools
import random
from datetime import date
from fractions import Fraction

from attrs import evolve

from policyrules.backends.reference import evaluate
from policyrules.core.case import Case
from policyrules.core.program import Body, Cause, CauseKind, Exceptions, FactSpec, Node, Op, Open, Program, Quantifier
from policyrules.explain.alternatives import LIMIT, possible
from policyrules.values.answers import WHOLE_LINE, Answer, Interval, Records, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import Field, ListType, RecordType, Scalar
from tests.backends.random_programs import (
    COMPLETE,
    OPEN_ROWS,
    PARAMETER,
    READING,
    ROWS,
    Builder,
    case,
    completed_rows,
    random_program,
    unknown_inputs,
)
from tests.backends.random_programs import FACTS as RANDOM_FACTS

T, U, F = Truth.T, Truth.U, Truth.F


def whole(program: Program) -> Program:
    """Return a program whose numbers are said to be whole, as those that are tried are: so each is one of few."""

    def said(node: Node) -> Node:
        inner = None if node.body is None else evolve(node.body, nodes=tuple(map(said, node.body.nodes)))
        given = node.op in (Op.FACT, Op.FIELD) and node.type is Scalar.NUMBER
        return evolve(node, type=Scalar.INTEGER if given else node.type, body=inner)

    return evolve(program, nodes=tuple(map(said, program.nodes)))


def sum_of_records(seed: int) -> Program:
    """Return a random program that ends in a sum, or an extreme, of what records hold."""
    builder = Builder(random.Random(seed))
    builder.each(
        builder.rng.choice((Quantifier.SUM, Quantifier.SUM_PER_YEAR, Quantifier.MAX, Quantifier.MIN)), Scalar.NUMBER, 1
    )
    return Program(tuple(builder.nodes), tuple(map(str, range(len(builder.nodes)))), RANDOM_FACTS, (PARAMETER,), (READING,))


def test_every_number_that_an_answer_can_become_is_among_them() -> None:
    checked = several = 0
    for seed in range(250):
        program, rng = whole(random_program(seed)), random.Random(seed)
        left_open = rng.sample(sorted(COMPLETE), 3)
        inputs = unknown_inputs() | {name: rng.choice(COMPLETE[name]) for name in COMPLETE if name not in left_open}
        general = evaluate(program, case(inputs))
        numbers = {index: possible(program, general, index) for index in range(len(program.nodes))}
        several += sum(found is not None and len(found) > 1 for found in numbers.values())
        for values in itertools.product(*(COMPLETE[name] for name in left_open)):
            special = evaluate(program, case(inputs | dict(zip(left_open, values, strict=True))))
            for index, found in numbers.items():
                answer = special.values[index]
                if found is not None and isinstance(answer, Interval) and answer.point is not None:
                    checked += 1
                    assert answer.point in found, (seed, index, found)
    assert several > 150 and checked > 20_000


def test_every_number_that_unknown_fields_of_records_allow_is_among_them() -> None:
    several = 0
    for seed in range(600):
        program, rng = whole(sum_of_records(seed)), random.Random(seed)
        inputs = {name: rng.choice(values) for name, values in COMPLETE.items()}
        rows = rng.sample([*OPEN_ROWS, *ROWS], 2)
        general = evaluate(program, case(inputs | {"items": Records(tuple(rows))}))
        numbers = {index: possible(program, general, index) for index in range(len(program.nodes))}
        several += sum(found is not None and len(found) > 1 for found in numbers.values())
        for complete in itertools.islice(itertools.product(*map(completed_rows, rows)), 40):
            special = evaluate(program, case(inputs | {"items": Records(complete)}))
            for index, found in numbers.items():
                answer = special.values[index]
                if found is not None and isinstance(answer, Interval) and answer.point is not None:
                    assert answer.point in found, (seed, index, found)
    assert several > 50


# --- one rule at a time -----------------------------------------------------------------------------------------------

MONEY = Scalar.MONEY
GRANT = RecordType("grant", (Field("sum", MONEY), Field("done", Scalar.BOOL)))
FACTS = (
    FactSpec("p", Scalar.BOOL),
    FactSpec("q", Scalar.BOOL),
    FactSpec("x", MONEY),
    FactSpec("n", Scalar.INTEGER, low=Fraction(0), high=Fraction(3)),
    FactSpec("grants", ListType(GRANT)),
)


def numbers(*nodes: Node, **facts: Answer) -> list[int] | None:
    unknown: dict[str, Answer] = {
        "p": U,
        "q": U,
        "x": WHOLE_LINE,
        "n": Interval(Fraction(0), Fraction(3)),
        "grants": Records(None),
    }
    program = Program(nodes, tuple(map(str, range(len(nodes)))), FACTS, (), ())
    found = possible(program, evaluate(program, Case(unknown | facts, date(2023, 1, 1), {})), len(nodes) - 1)
    return None if found is None else [int(number) for number in found]


def fact(name: str, type_: Scalar = MONEY) -> Node:
    return Node(Op.FACT, (), type_, name)


def literal(fen: int) -> Node:
    return Node(Op.LITERAL, (), MONEY, point(fen))


P, Q, X, N = fact("p", Scalar.BOOL), fact("q", Scalar.BOOL), fact("x"), fact("n", Scalar.INTEGER)
CHOSEN = (P, Q, literal(30), literal(10), literal(0), Node(Op.CHOOSE, (0, 2, 1, 3, 4), MONEY))


def test_a_choice_is_one_of_the_values_whose_guard_may_hold() -> None:
    assert numbers(*CHOSEN) == [0, 10, 30]
    assert numbers(*CHOSEN, p=F) == [0, 10]
    assert numbers(*CHOSEN, q=T) == [10, 30]
    assert numbers(*CHOSEN, p=T) == [30]


def test_what_is_computed_from_few_numbers_is_one_of_few() -> None:
    double = Node(Op.ARITHMETIC, (5, 5), MONEY, "+")
    assert numbers(*CHOSEN, double, p=F) == [0, 10, 20]
    capped = Node(Op.EXTREME, (5, 6), MONEY, "min")
    assert numbers(*CHOSEN, literal(20), capped) == [0, 10, 20]
    rounded = Node(Op.ROUND, (5, 6), MONEY, "up")
    assert numbers(*CHOSEN, literal(20), rounded) == [0, 20, 40]


def test_what_a_fact_decides_freely_is_not_one_of_few() -> None:
    assert numbers(X) is None
    assert numbers(P, X, literal(1), Node(Op.CHOOSE, (0, 1, 2), MONEY)) is None
    assert numbers(Node(Op.UNKNOWN, (), MONEY, Open(Cause(CauseKind.DISCRETION, "市政府"), Fraction(0), Fraction(9)))) is None


def test_a_whole_number_between_close_ends_is_one_of_few() -> None:
    assert numbers(N) == [0, 1, 2, 3]
    assert numbers(N, literal(10), Node(Op.ARITHMETIC, (0, 1), MONEY, "*")) == [0, 10, 20, 30]
    assert numbers(N, n=Interval(Fraction(0), Fraction(LIMIT))) is None


def test_a_table_of_bands_gives_one_of_the_values_that_can_be_reached_unless_there_is_a_gap() -> None:
    cuts = ((Fraction(100), True), (Fraction(200), True))
    nodes = (X, literal(5), literal(8))
    assert numbers(*nodes, Node(Op.BAND, (0, 1, 2), MONEY, Bands(cuts, (0, 1, 0)))) == [5, 8]
    assert numbers(*nodes, Node(Op.BAND, (0, 1, 2), MONEY, Bands(cuts, (0, None, 1)))) is None


def test_exceptions_that_contradict_each_other_leave_one_of_their_values() -> None:
    node = Node(Op.EXCEPTIONS, (2, 0, 3, 1, 4), MONEY, Exceptions(("a", "b"), ((), ())))
    nodes = (P, Q, literal(100), literal(150), literal(200), node)
    assert numbers(*nodes) == [100, 150, 200]
    assert numbers(*nodes, p=T, q=T) == [150, 200]


def test_a_sum_over_records_that_may_count_is_one_of_the_sums_of_some_of_them() -> None:
    nodes = (Node(Op.FIELD, (), MONEY, (0, "sum")), Node(Op.FIELD, (), Scalar.BOOL, (0, "done")))
    grants = Node(Op.FACT, (), ListType(GRANT), "grants")
    rows = Records(tuple({"sum": point(fen), "done": done} for fen, done in ((20, T), (30, U), (70, F))))

    def of(kind: Quantifier) -> list[int] | None:
        return numbers(grants, Node(Op.EACH, (0,), MONEY, (kind, 0), Body(nodes, 1, 0, GRANT)), grants=rows)

    assert of(Quantifier.SUM) == [20, 50]
    assert of(Quantifier.MAX) == [20, 30]
    assert numbers(grants, Node(Op.EACH, (0,), MONEY, (Quantifier.SUM, 0), Body(nodes, 1, 0, GRANT))) is None


def test_a_sum_per_year_is_one_of_the_capped_sums_where_the_years_are_known() -> None:
    spent = RecordType("spent", (Field("sum", MONEY), Field("done", Scalar.BOOL), Field("day", Scalar.DATE)))
    fields = tuple(Node(Op.FIELD, (), field.type, (0, field.name)) for field in spent.fields)
    grants = Node(Op.FACT, (), ListType(spent), "grants")
    total = Node(Op.EACH, (1, 0), MONEY, (Quantifier.SUM_PER_YEAR, 0), Body(fields, 1, 0, spent, 2))

    def of(*days: Answer) -> list[int] | None:
        rows = tuple({"sum": point(30), "done": U, "day": day} for day in days)
        return numbers(literal(50), grants, total, grants=Records(rows))

    this, next_ = (point(date(year, 6, 1).toordinal()) for year in (2022, 2023))
    assert of(this, this) == [0, 30, 50]
    assert of(this, next_) == [0, 30, 60]
    assert of(this, WHOLE_LINE) is None


def test_more_than_a_few_numbers_are_none() -> None:
    tens = [literal(10**power) for power in range(4)]
    choices = [Node(Op.CHOOSE, (0, 2 + power, 1), MONEY) for power in range(4)]
    added = [Node(Op.ARITHMETIC, (6, 7), MONEY, "+"), Node(Op.ARITHMETIC, (10, 8), MONEY, "+")]
    nodes = (P, literal(0), *tens, *choices, *added)
    assert numbers(*nodes[:11]) == [0, 1, 10, 11]
    assert numbers(*nodes) == [0, 1, 10, 11, 100, 101, 110, 111]
    assert numbers(*nodes, Node(Op.ARITHMETIC, (11, 9), MONEY, "+")) is None
