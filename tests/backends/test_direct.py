"""Facts that are in order are answered on the spot as by the reference; what is wrong is left to who reads it."""

import random
from datetime import date, timedelta
from fractions import Fraction
from itertools import islice
from typing import Any, cast

import pytest

import policyrules
from policyrules.backends.decoding import Decoded
from policyrules.backends.direct import Direct, direct
from policyrules.backends.helpers import HELPERS
from policyrules.backends.plain import plain_facts
from policyrules.backends.python import Generated, OnTheSpot, directly
from policyrules.backends.reference import evaluate
from policyrules.core.facts import broken_relations, read_case
from policyrules.core.ids import node_ids
from policyrules.core.program import Comparator, FactSpec, Node, Op, ParameterSpec, Program, Relation
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.answers import point
from policyrules.values.types import Scalar
from tests.backends.random_programs import random_program
from tests.backends.test_emitting import SHARE, program
from tests.backends.test_python import random_case

DAY = date(2024, 3, 1)


def found(of: Program, wanted: frozenset[int] | None = None, only: bool = False) -> Any:
    """Return what takes facts and gives a case and answers, or `None`."""
    take: Any = Generated(of, wanted).direct(OnTheSpot, lambda one: one, lambda *_, **__: None, only)

    def taken(facts: object, on: object, *readings: object) -> Decoded | None:
        one = take(facts, on, *readings)
        return None if one is None else one.found

    return taken


@pytest.mark.parametrize("name", ["中小企业划型", "江门专精特新"])
@pytest.mark.parametrize("only", [False, True])
def test_drawn_enterprises_are_answered_on_the_spot_as_by_the_reference(name: str, only: bool) -> None:
    policy = policyrules.load(name)
    verdicts = frozenset(spec.verdict for spec in policy.outline.entitlements) or frozenset({len(policy.program.nodes) - 1})
    take, decoded = found(policy.program, verdicts if only else None, only), 0
    for trial in islice(trials(policy, 5, unknown=0, near=30), 10):
        case = read_case(policy.program, trial.facts, trial.day)
        answers = evaluate(policy.program, case)
        facts = plain_facts(policy.program.facts, case.facts)
        one = take(facts, trial.day)
        if broken_relations(policy.program, answers):
            assert one is None
        elif one is not None:
            decoded += 1
            assert one.answers == answers and one.case == case
    assert decoded >= 5


@pytest.mark.parametrize("only", [False, True])
def test_random_policies_are_answered_on_the_spot_as_by_the_reference(only: bool) -> None:
    decoded = 0
    for seed in range(20):
        policy = draw_policy(Seeded(seed)).build()
        take = found(policy.program, frozenset(spec.verdict for spec in policy.outline.entitlements) if only else None, only)
        for trial in islice(trials(policy, seed, unknown=0, near=20), 3):
            case = read_case(policy.program, trial.facts, trial.day)
            facts = plain_facts(policy.program.facts, case.facts)
            one = None if facts is None else take(facts, trial.day)
            if one is not None:
                decoded += 1
                assert one.answers == evaluate(policy.program, case), seed
    assert decoded >= 12


def test_random_programs_are_answered_on_the_spot_as_by_the_reference() -> None:
    for seed in range(100):
        of, rng = random_program(seed), random.Random(seed)
        answers = directly(of)
        for known in (1.0, 0.7):
            asked = random_case(rng, known)
            assert answers(asked) == evaluate(of, asked), seed


FACTS = {"研发费用": 3, "营业收入": 100}


@pytest.mark.parametrize("facts", [{}, {"研发费用": 3}, {"研发费用": 3, "营业收入": None}, {"研发费用": 3, "营业收入": 0}])
def test_what_is_not_known_is_answered_on_the_spot_too(facts: dict[str, object]) -> None:
    case = read_case(SHARE, facts, DAY)
    one = found(SHARE)(facts, DAY)
    assert one.case == case and one.answers == evaluate(SHARE, case)


@pytest.mark.parametrize(
    "facts",
    [
        {"研发费用": 3, "营业收入": True},
        {"研发费用": 3, "营业收入": 10**40},
        {"研发费用": 3, "营业收入": "100元"},
        {**FACTS, "没有这项": 1},
        {"研发费用": 3, "没有这项": 1},
        [3, 100],
    ],
)
def test_whatever_is_not_as_it_should_be_is_left_to_who_reads_it(facts: object) -> None:
    assert isinstance(found(SHARE)(FACTS, DAY), Decoded)
    assert found(SHARE)(facts, DAY) is None
    assert found(SHARE)(FACTS, "2024-03-01") is None and found(SHARE)(FACTS, DAY, {}) is None


def test_a_relation_that_cannot_be_looked_at_leaves_all_to_who_reads_the_facts() -> None:
    seen = Program(SHARE.nodes, SHARE.ids, SHARE.facts, (), (), (Relation("够", 4),))
    assert found(seen)(FACTS, DAY) is not None and found(seen)({**FACTS, "营业收入": 101}, DAY) is None
    written = direct(seen, HELPERS, frozenset({2}))
    assert written is not None and "v4" in written.source


def test_amounts_are_held_in_yuan_and_told_in_fen() -> None:
    one = found(SHARE)(FACTS, DAY)
    assert one.answers.values[0] == read_case(SHARE, FACTS, DAY).facts["研发费用"]


@pytest.mark.parametrize("sign", ["+", "-", "*", "/"])
def test_an_amount_is_reckoned_in_its_unit_with_what_may_be_unknown(sign: str) -> None:
    published = ParameterSpec("标准", Scalar.MONEY, ((date(2020, 1, 1), Fraction(30_000)),), date(2030, 1, 1))
    nodes = (
        Node(Op.FACT, (), Scalar.MONEY, "甲"),
        Node(Op.DAY, (), Scalar.DATE),
        Node(Op.PARAMETER, (1,), Scalar.MONEY, "标准"),
        Node(Op.ARITHMETIC, (0, 2), Scalar.NUMBER, sign),
    )
    of = Program(nodes, node_ids(nodes), (FactSpec("甲", Scalar.MONEY),), (published,), ())
    for day in (DAY, date(2031, 1, 1)):
        assert found(of)({"甲": 500}, day).answers == evaluate(of, read_case(of, {"甲": 500}, day))


def test_a_quotient_that_is_divided_by_a_written_number_is_held_as_it_was() -> None:
    half, more = point(Fraction(2)), point(Fraction(3, 100))
    nodes = (
        *SHARE.nodes[:3],
        Node(Op.LITERAL, (), Scalar.NUMBER, half),
        Node(Op.ARITHMETIC, (2, 3), Scalar.RATIO, "/"),
        Node(Op.ARITHMETIC, (4, 3), Scalar.RATIO, "/"),
        Node(Op.ARITHMETIC, (5, 2), Scalar.RATIO, "+"),
        Node(Op.LITERAL, (), Scalar.RATIO, more),
        Node(Op.COMPARE, (5, 7), Scalar.BOOL, Comparator.GE),
    )
    facts = tuple(FactSpec(name, Scalar.MONEY, Fraction(100)) for name in FACTS)
    of = Program(nodes, node_ids(nodes), facts, (), ())
    written = direct(of, HELPERS)
    assert written is not None and "d4" not in written.source and "d5" not in written.source
    for expenses in (11, 12, 13):
        given = {"研发费用": expenses, "营业收入": 100}
        assert found(of)(given, DAY).answers == evaluate(of, read_case(of, given, DAY))


@pytest.mark.parametrize("comparator", list(Comparator))
@pytest.mark.parametrize("is_left", [True, False])
def test_the_day_is_compared_with_a_written_one_as_a_date(comparator: Comparator, is_left: bool) -> None:
    written = Node(Op.LITERAL, (), Scalar.DATE, point(Fraction(DAY.toordinal())))
    of = program(
        Node(Op.DAY, (), Scalar.DATE), written, Node(Op.COMPARE, (0, 1)[:: 1 if is_left else -1], Scalar.BOOL, comparator)
    )
    assert "today" not in cast(Direct, direct(of, HELPERS)).source
    for day in (DAY - timedelta(1), DAY, DAY + timedelta(1)):
        assert found(of)({}, day).answers == evaluate(of, read_case(of, {}, day))


def test_names_stand_in_constants_only() -> None:
    hostile = "x'); import os; os._exit(1) #\n"
    written = direct(Program((), (), (FactSpec(hostile, Scalar.INTEGER), FactSpec("人数", Scalar.DATE)), (), ()), HELPERS)
    assert written is not None and "import" not in written.source and "人数" not in written.source


def test_a_program_without_facts_is_answered() -> None:
    assert found(program())({}, DAY) is not None and found(program())({"甲": 1}, DAY) is None


def sum_of(length: int, *more: Node) -> Program:
    """Return the sum of numbers, and other questions behind it."""
    facts = tuple(Node(Op.FACT, (), Scalar.INTEGER, f"第{number}项") for number in range(length))
    sums = (Node(Op.ARITHMETIC, (0, 1), Scalar.INTEGER, "+"),)
    sums += tuple(Node(Op.ARITHMETIC, (length + n - 2, n), Scalar.INTEGER, "+") for n in range(2, length))
    nodes = (*facts, *sums, *more)
    return Program(nodes, node_ids(nodes), tuple(FactSpec(str(node.data), Scalar.INTEGER) for node in facts), (), ())


@pytest.mark.parametrize("length", [3, 9, 80])
def test_sums_that_are_only_added_to_are_written_there_and_answered_when_someone_looks(length: int) -> None:
    of = sum_of(length)
    facts: dict[object, object] = {spec.name: place for place, spec in enumerate(of.facts)}
    written = direct(of, HELPERS)
    assert written is not None and [slot is not None for slot in written.layout.slots].count(True) == 1
    assert "f0 + f1 + f2" in written.source and "(f0" not in written.source.replace("(f0, ", "").replace("(f0)", "")
    assert found(of)(facts, DAY).answers == evaluate(of, read_case(of, facts, DAY))


def test_a_sum_that_is_asked_for_elsewhere_too_is_held() -> None:
    of = sum_of(3, Node(Op.ARITHMETIC, (0, 3), Scalar.INTEGER, "-"))
    written, asked = direct(of, HELPERS), direct(sum_of(3), HELPERS, frozenset({3, 4}))
    assert written is not None and asked is not None
    assert written.layout.slots[3] is not None and asked.layout.slots[3] is not None
    facts: dict[object, object] = {spec.name: 7 for spec in of.facts}
    assert found(of)(facts, DAY).answers == evaluate(of, read_case(of, facts, DAY))
