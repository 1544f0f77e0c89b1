"""The reference evaluator is sound and monotone: shown by trying completions of small random programs."""

import itertools
import random
from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from attrs import evolve

from policyrules.backends.reference import RULES, any_record, evaluate
from policyrules.core.case import Answers, Case
from policyrules.core.program import Body, Cause, CauseKind, Comparator, Node, Op, Open, Program, Quantifier
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.bands import Bands
from policyrules.values.types import Scalar
from tests.backends.random_programs import (
    COLOUR,
    COMPLETE,
    ENDS,
    FACTS,
    ITEM,
    OPEN_ROWS,
    PARAMETER,
    READING,
    case,
    completed_rows,
    random_program,
    refinements,
    unknown_inputs,
)


def covers(general: Answer, special: Answer) -> bool:
    """Say whether `special` may be what `general` turns out to be."""
    match general:
        case Truth():
            return general is Truth.U or general is special
        case Interval():
            assert isinstance(special, Interval)
            low = general.low is None or (special.low is not None and general.low <= special.low)
            return low and (general.high is None or (special.high is not None and special.high <= general.high))
        case Symbol():
            return general.value is None or general == special
        case Maybe():
            return isinstance(special, Absent) or covers(
                general.range, special.range if isinstance(special, Maybe) else special
            )
        case Absent():
            return isinstance(special, Absent)
        case Records() | Series():
            return True


def mismatches(program: Program, general: Answers, special: Answers) -> tuple[int, list[str]]:
    """Count the comparisons of two sets of answers, bodies included, and name the nodes that are not covered."""
    wrong = [
        f"{node.op} {index}: {one} does not cover {other}"
        for index, (node, one, other) in enumerate(zip(program.nodes, general.values, special.values, strict=True))
        if not covers(one, other)
    ]
    compared = len(program.nodes)
    for index, rows in general.bodies.items():
        body = program.nodes[index].body
        assert body is not None
        inside = evolve(program, nodes=body.nodes)
        for one_row, other_row in zip(rows, special.bodies[index], strict=False):
            count, more = mismatches(inside, one_row, other_row)
            compared, wrong = compared + count, [*wrong, *(f"in the body of {index}: {one}" for one in more)]
    return compared, wrong


def used(program: Program) -> list[str]:
    """Return the inputs that a program reads."""

    def names(nodes: tuple[Node, ...]) -> set[str]:
        own = {str(n.data) for n in nodes if n.op in (Op.FACT, Op.READING)}
        return own.union(*(names(n.body.nodes) for n in nodes if n.body is not None))

    return sorted(names(program.nodes))


def test_every_answer_covers_the_answers_of_all_completions() -> None:
    compared = 0
    for seed in range(350):
        program, rng = random_program(seed), random.Random(seed)
        names = used(program)
        left_open = rng.sample(names, min(len(names), 3))
        inputs = unknown_inputs() | {name: rng.choice(COMPLETE[name]) for name in COMPLETE if name not in left_open}
        general = evaluate(program, case(inputs))
        for values in itertools.product(*(COMPLETE[name] for name in left_open)):
            special = evaluate(program, case(inputs | dict(zip(left_open, values, strict=True))))
            count, wrong = mismatches(program, general, special)
            compared += count
            assert not wrong, (seed, wrong)
    assert compared >= 200_000


def test_an_unknown_field_of_a_record_covers_its_completions() -> None:
    compared = 0
    for seed in range(350):
        program, rng = random_program(seed), random.Random(seed)
        if "items" not in used(program):
            continue
        inputs = {name: rng.choice([unknown, *COMPLETE[name]]) for name, unknown in unknown_inputs().items()}
        rows = rng.sample(OPEN_ROWS, rng.randint(1, 2))
        general = evaluate(program, case(inputs | {"items": Records(tuple(rows))}))
        for complete in itertools.islice(itertools.product(*map(completed_rows, rows)), 60):
            special = evaluate(program, case(inputs | {"items": Records(complete)}))
            count, wrong = mismatches(program, general, special)
            compared += count
            assert not wrong, (seed, wrong)
    assert compared >= 60_000


def test_each_fact_that_becomes_known_only_shrinks_the_answers() -> None:
    compared = 0
    for seed in range(1000, 1400):
        program, rng = random_program(seed), random.Random(seed)
        inputs = unknown_inputs()
        before = evaluate(program, case(inputs))
        for name in rng.sample(list(inputs), len(inputs)):
            for known in refinements(rng, name):
                inputs = inputs | {name: known}
                after = evaluate(program, case(inputs))
                count, wrong = mismatches(program, before, after)
                compared += count
                assert not wrong, (seed, name, wrong)
                before = after
    assert compared >= 100_000


def test_with_all_facts_known_only_what_is_undefined_or_left_open_stays_unknown() -> None:
    opening = {Op.UNKNOWN, Op.PARAMETER, Op.AT, Op.EACH, Op.GROWTH, Op.EXCEPTIONS}
    checked = 0
    for seed in range(1200):
        program, rng = random_program(seed), random.Random(seed)
        gaps = [n for n in program.nodes if isinstance(n.data, Bands) and None in n.data.places]
        if gaps or any(n.op in opening or (n.op is Op.ARITHMETIC and n.data == "/") for n in program.nodes):
            continue
        checked += 1
        answers = evaluate(program, case({name: rng.choice(values) for name, values in COMPLETE.items()}))
        for node, answer in zip(program.nodes, answers.values, strict=True):
            if isinstance(answer, Interval):
                assert answer.point is not None, (seed, node)
            elif isinstance(answer, Truth):
                assert answer is not Truth.U, (seed, node)
    assert checked >= 150


def test_the_random_programs_use_every_operator() -> None:
    counts: Counter[Op] = Counter()
    for seed in range(600):
        for node in random_program(seed).nodes:
            counts[node.op] += 1
            counts.update(inner.op for inner in node.body.nodes) if node.body else None
    assert set(counts) == set(Op)
    assert min(counts.values()) >= 50, counts


def test_there_is_a_rule_for_every_operator() -> None:
    assert set(RULES) | {Op.EACH} == set(Op)


# --- the rules one by one, where a mistake would be easy --------------------------------------------------------------


def answer_of(*nodes: Node, **facts: Answer) -> Answer:
    program = Program(tuple(nodes), tuple(str(i) for i in range(len(nodes))), FACTS, (PARAMETER,), (READING,))
    return evaluate(program, Case({**unknown_inputs(), **facts}, date(2023, 3, 31), {"way": "one"})).values[-1]


def number(value: int | Fraction) -> Node:
    return Node(Op.LITERAL, (), Scalar.NUMBER, point(value))


X = Node(Op.FACT, (), Scalar.NUMBER, "x")
Y = Node(Op.FACT, (), Scalar.NUMBER, "y")
D = Node(Op.FACT, (), Scalar.DATE, "d")


UNSTATED = Open(Cause(CauseKind.UNSTATED, "award"))


def arithmetic(operator: str) -> Node:
    return Node(Op.ARITHMETIC, (0, 1), Scalar.NUMBER, operator)


def test_a_quotient_by_zero_is_the_whole_line_and_so_is_one_by_what_may_be_zero() -> None:
    assert answer_of(X, number(0), arithmetic("/"), x=point(0)) == WHOLE_LINE
    assert answer_of(number(1), Y, arithmetic("/")) == WHOLE_LINE


def test_a_quotient_by_a_negative_number_keeps_its_sign() -> None:
    assert answer_of(number(3), number(-2), arithmetic("/")) == point(Fraction(-3, 2))


def test_nothing_times_an_unbounded_number_is_nothing() -> None:
    assert answer_of(number(0), Node(Op.UNKNOWN, (), Scalar.NUMBER, UNSTATED), arithmetic("*")) == point(0)


def test_a_comparison_that_holds_on_the_whole_interval_is_definite() -> None:
    assert answer_of(X, number(0), Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GE)) is Truth.T
    assert answer_of(X, number(3), Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GT)) is Truth.F
    assert answer_of(X, number(3), Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.GE)) is Truth.U


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2022, 8, 5), 36, date(2025, 8, 5)),
        (date(2022, 12, 31), -10, date(2022, 2, 28)),
    ],
)
def test_adding_months_keeps_the_day_or_takes_the_last_of_the_month(day: date, months: int, expected: date) -> None:
    shift = Node(Op.SHIFT, (0, 1), Scalar.DATE, "+months")
    amount = Node(Op.LITERAL, (), Scalar.MONTHS, point(months))
    assert answer_of(D, amount, shift, d=point(day.toordinal())) == point(expected.toordinal())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 12, 31), Interval(PARAMETER.low, PARAMETER.high)),
        (date(2022, 1, 1), point(1)),
        (date(2022, 8, 21), point(1)),
        (date(2022, 8, 22), point(3)),
        (date(2023, 12, 31), point(2)),
        (date(2024, 1, 1), Interval(PARAMETER.low, PARAMETER.high)),
    ],
)
def test_a_parameter_has_the_value_last_published_and_beyond_that_its_range(day: date, expected: Interval) -> None:
    assert answer_of(D, RATE, d=point(day.toordinal())) == expected


def test_a_parameter_over_a_span_of_days_covers_what_was_published_in_it() -> None:
    days = Interval(Fraction(date(2022, 8, 1).toordinal()), Fraction(date(2022, 9, 1).toordinal()))
    assert answer_of(D, RATE, d=days) == Interval(Fraction(1), Fraction(3))


def test_a_choice_whose_branches_agree_is_known() -> None:
    guard = Node(Op.FACT, (), Scalar.BOOL, "p")
    assert answer_of(guard, number(2), Node(Op.CHOOSE, (0, 1, 1), Scalar.NUMBER)) == point(2)


def each(kind: Quantifier, answers: list[Answer]) -> Answer:
    items = Node(Op.FACT, (), FACTS[-1].type, "items")
    body = Body((Node(Op.FIELD, (), Scalar.NUMBER, (0, "size")),), None, 0, ITEM)
    rows = Records(tuple({"size": size, "colour": Symbol("red"), "ends": Absent()} for size in answers))
    return answer_of(items, Node(Op.EACH, (0,), Scalar.NUMBER, (kind, 0), body), items=rows)


def test_the_greatest_of_no_record_is_undefined_and_the_sum_is_nothing() -> None:
    assert each(Quantifier.MAX, []) == WHOLE_LINE
    assert each(Quantifier.SUM, []) == point(0)


def test_the_greatest_of_known_and_unknown_values_is_bounded_by_what_is_known() -> None:
    open_size = Interval(Fraction(0), Fraction(2))
    assert each(Quantifier.MAX, [point(1), open_size]) == Interval(Fraction(1), Fraction(2))
    assert each(Quantifier.MIN, [point(1), open_size]) == Interval(Fraction(0), Fraction(1))


def test_a_sum_over_an_unknown_list_of_nonnegative_values_is_not_negative() -> None:
    items = Node(Op.FACT, (), FACTS[-1].type, "items")
    body = Body((Node(Op.FIELD, (), Scalar.NUMBER, (0, "size")),), None, 0, ITEM)
    total = Node(Op.EACH, (0,), Scalar.NUMBER, (Quantifier.SUM, 0), body)
    assert answer_of(items, total) == Interval(Fraction(0), None)


def test_nothing_is_known_of_any_record() -> None:
    assert any_record(ITEM) == {
        "size": Interval(Fraction(0), Fraction(2)),
        "colour": Symbol(None),
        "ends": Maybe(ENDS),
    }


RATE = Node(Op.PARAMETER, (0,), Scalar.NUMBER, "rate")


def test_a_publication_on_the_last_day_of_a_span_counts_and_one_on_the_first_replaces_what_was_before() -> None:
    days = [date(2022, 8, 1), date(2022, 8, 22), date(2022, 9, 1)]
    before, on, after = (Fraction(day.toordinal()) for day in days)
    assert answer_of(D, RATE, d=Interval(before, on)) == Interval(Fraction(1), Fraction(3))
    assert answer_of(D, RATE, d=Interval(on, after)) == point(3)


def test_a_date_less_some_months_is_earlier() -> None:
    amount = Node(Op.LITERAL, (), Scalar.MONTHS, point(1))
    shift = Node(Op.SHIFT, (0, 1), Scalar.DATE, "-months")
    day, expected = date(2023, 3, 31), date(2023, 2, 28)
    assert answer_of(D, amount, shift, d=point(day.toordinal())) == point(expected.toordinal())


def where_red(kind: Quantifier, rows: list[tuple[int, str | None]]) -> Answer:
    """Ask about the sizes of the red items; `None` is a colour that is not known."""
    nodes = (
        Node(Op.FIELD, (), Scalar.NUMBER, (0, "size")),
        Node(Op.FIELD, (), COLOUR, (0, "colour")),
        Node(Op.LITERAL, (), COLOUR, Symbol("red")),
        Node(Op.COMPARE, (1, 2), Scalar.BOOL, Comparator.EQ),
    )
    records = Records(tuple({"size": point(size), "colour": Symbol(colour), "ends": Absent()} for size, colour in rows))
    node = Node(Op.EACH, (0,), Scalar.NUMBER, (kind, 0), Body(nodes, 3, 0, ITEM))
    return answer_of(Node(Op.FACT, (), FACTS[-1].type, "items"), node, items=records)


def test_a_record_that_may_count_adds_anything_between_nothing_and_its_value() -> None:
    assert where_red(Quantifier.SUM, [(2, "red"), (1, None), (7, "blue")]) == Interval(Fraction(2), Fraction(3))
    assert where_red(Quantifier.SUM, [(2, "red"), (-1, None)]) == Interval(Fraction(1), Fraction(2))


def test_a_record_that_may_count_may_be_the_greatest() -> None:
    assert where_red(Quantifier.MAX, [(1, "red"), (2, None), (7, "blue")]) == Interval(Fraction(1), Fraction(2))
    assert where_red(Quantifier.MIN, [(1, "red"), (0, None), (-7, "blue")]) == Interval(Fraction(0), Fraction(1))
    assert where_red(Quantifier.MAX, [(2, None)]) == WHOLE_LINE


def test_enum_values_are_equal_to_themselves_alone() -> None:
    colour, same = Node(Op.FACT, (), COLOUR, "c"), Node(Op.COMPARE, (0, 1), Scalar.BOOL, Comparator.EQ)
    red = Node(Op.LITERAL, (), COLOUR, Symbol("red"))
    assert answer_of(colour, red, same, c=Symbol("red")) is Truth.T
    assert answer_of(colour, red, same, c=Symbol("blue")) is Truth.F
    assert answer_of(colour, red, same) is Truth.U
