"""Generated Python gives the answers of the reference, node by node, whatever is known, and its text is safe."""

import random
import traceback
from datetime import date
from fractions import Fraction
from itertools import islice

import pytest
from attrs import evolve

import policyrules
from policyrules.backends.python import Found, Taken, generate
from policyrules.backends.reference import evaluate
from policyrules.core.case import Case
from policyrules.core.facts import no_facts, read_case
from policyrules.core.ids import node_ids
from policyrules.core.program import Body, FactSpec, Node, Op, Program, Quantifier
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.answers import Absent, Interval, Records, Symbol, Truth, point
from policyrules.values.types import Field, ListType, OptionalType, RecordType, Scalar
from tests.backends.random_programs import COMPLETE, case, random_program, refinements, unknown_inputs


def random_case(rng: random.Random, share: float, partly: float = 0) -> Case:
    """Return a case of which about a share of the inputs is known, and of the rest some in part."""
    inputs = unknown_inputs()
    for name in inputs:
        if rng.random() < share:
            inputs[name] = rng.choice(COMPLETE[name])
        elif rng.random() < partly:
            inputs[name] = rng.choice(refinements(rng, name))
    return case(inputs)


@pytest.mark.parametrize("share", [1.0, 0.8, 0.3])
def test_random_programs_are_answered_as_by_the_reference(share: float) -> None:
    native = answered = 0
    for seed in range(150):
        program, rng = random_program(seed), random.Random(seed)
        generated = generate(program)
        native += sum(form is not None for form in generated.open.emitted.layout.slots)
        answered += len(program.nodes)
        for _ in range(4):
            asked = random_case(rng, share)
            assert generated(asked) == evaluate(program, asked), (seed, generated.open.emitted.source)
    assert native > answered // 2  # the text answers most of it, or nothing is compared


@pytest.mark.parametrize("name", ["中小企业划型", "优质中小企业", "江门专精特新"])
def test_a_policy_that_ships_is_answered_as_by_the_reference(name: str) -> None:
    policy = policyrules.load(name)
    generated = generate(policy.program)
    for day in (date(2022, 8, 4), date(2024, 2, 29)):
        asked = no_facts(policy.program, day)
        assert generated(asked) == evaluate(policy.program, asked)


def test_random_policies_are_answered_as_by_the_reference() -> None:
    compared = 0
    for seed in range(0, 40, 2):
        policy = draw_policy(Seeded(seed)).build()
        generated = generate(policy.program)
        for trial in islice(trials(policy, seed, unknown=12), 3):
            asked = read_case(policy.program, trial.facts, trial.day, dict(trial.readings))
            answers = evaluate(policy.program, asked)
            assert generated(asked) == answers, (seed, trial)
            compared += len(answers.values)
    assert compared > 3_000


def test_an_optional_quotient_of_a_record_is_told_as_it_was_given() -> None:
    item = RecordType("货物", (Field("占比", Scalar.PERCENT, optional=True),))
    absent = Node(Op.FIELD, (), OptionalType(Scalar.PERCENT), (0, "占比")), Node(Op.ABSENT, (0,), Scalar.BOOL)
    some = Node(Op.EACH, (0,), Scalar.BOOL, (Quantifier.SOME, 0), Body(absent, 1, None, item))
    asking = program(Node(Op.FACT, (), ListType(item), "货"), some, facts=(FactSpec("货", ListType(item)),))
    rows = Records(({"占比": point(Fraction(7, 10))}, {"占比": Absent()}))
    asked = Case({"货": rows}, date(2024, 1, 1), {})
    assert generate(asking)(asked) == evaluate(asking, asked)


def program(*nodes: Node, facts: tuple[FactSpec, ...]) -> Program:
    return Program(nodes, node_ids(nodes), facts, (), ())


def quotient() -> Program:
    return program(
        Node(Op.FACT, (), Scalar.MONEY, "a"),
        Node(Op.FACT, (), Scalar.MONEY, "b"),
        Node(Op.ARITHMETIC, (0, 1), Scalar.RATIO, "/"),
        facts=(FactSpec("a", Scalar.MONEY), FactSpec("b", Scalar.MONEY)),
    )


@pytest.mark.parametrize("below", [0, -3, 3, 10**40])
def test_a_quotient_is_answered_whatever_stands_below_the_line(below: int) -> None:
    asked = Case({"a": point(2), "b": point(below)}, date(2024, 1, 1), {})
    assert generate(quotient())(asked) == evaluate(quotient(), asked)


def test_a_number_that_is_too_long_is_refused_as_by_the_reference() -> None:
    nodes = [Node(Op.FACT, (), Scalar.NUMBER, "x")]
    nodes += [Node(Op.ARITHMETIC, (n, n), Scalar.NUMBER, "*") for n in range(9)]
    squares = program(*nodes, facts=(FactSpec("x", Scalar.NUMBER),))
    asked = Case({"x": point(10**31 + 1)}, date(2024, 1, 1), {})
    said = []
    for decide in (lambda: evaluate(squares, asked), lambda: generate(squares)(asked)):
        with pytest.raises(policyrules.FactsError) as error:
            decide()
        said.append(error.value.diagnostics)
    assert said[0] == said[1]


def test_nothing_that_a_policy_calls_something_stands_in_the_text() -> None:
    hostile = "x'); import os; os._exit(1) #\n"
    named = program(
        Node(Op.FACT, (), Scalar.TEXT, hostile),
        Node(Op.LITERAL, (), Scalar.TEXT, Symbol(hostile)),
        facts=(FactSpec(hostile, Scalar.TEXT),),
    )
    generated = generate(named)
    assert "import" not in generated.open.emitted.source and hostile not in generated.open.emitted.source
    asked = Case({hostile: Symbol("y")}, date(2024, 1, 1), {})
    assert generated(asked).values == (Symbol("y"), Symbol(hostile))


def test_a_traceback_shows_the_line_of_the_text() -> None:
    generated = generate(quotient())
    with pytest.raises(TypeError) as error:
        generated.known.call(1, "not a number", 738000)
    assert "if f1 <= 0" in "".join(traceback.format_exception(error.value))


def test_a_case_is_not_changed_and_an_interval_is_left_to_the_reference() -> None:
    asked = Case({"a": Interval(point(1).low, None), "b": point(3)}, date(2024, 1, 1), {})
    before = evolve(asked)
    answers = generate(quotient())(asked)
    assert asked == before and answers.values[2] == Interval(point(1).low / 3, None)  # type: ignore[operator]


def test_a_truth_is_answered_by_the_member_that_explanations_compare_with() -> None:
    one = program(Node(Op.FACT, (), Scalar.BOOL, "p"), Node(Op.NOT, (0,), Scalar.BOOL), facts=(FactSpec("p", Scalar.BOOL),))
    answers = generate(one)(Case({"p": Truth.T}, date(2024, 1, 1), {}))
    assert answers.values[1] is Truth.F


def test_a_case_that_the_reader_made_is_answered() -> None:
    policy = policyrules.load("中小企业划型")
    asked = read_case(policy.program, {}, date(2024, 1, 1))
    assert generate(policy.program)(asked) == evaluate(policy.program, asked)


def test_a_truth_that_is_read_as_it_is_held_is_the_one_that_is_told() -> None:
    """However the facts are taken: all known, some not, and with amounts that are not whole yuan."""
    policy, ways = policyrules.load("江门专精特新"), set()
    for trial in islice(trials(policy, 5, unknown=3), 12):
        for facts in (dict(trial.facts), {name: _with_a_fen(value) for name, value in trial.facts.items()}):
            decision = policy.decide(facts, trial.day)
            ways.add(type(decision._terms.answered))
            for index, one in enumerate(evaluate(policy.program, read_case(policy.program, facts, trial.day)).values):
                assert not isinstance(one, Truth) or decision.truth_of(index) is one
    assert {Found, Taken} <= ways


def _with_a_fen(value: object) -> object:
    return dict.fromkeys(value, "3000000.01元") if isinstance(value, dict) else value
