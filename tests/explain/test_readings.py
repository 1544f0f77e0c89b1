"""Readings: what a verdict rests on, and whether it depends on them, against all options tried."""

import random
from functools import partial

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.core.case import Case
from policyrules.core.program import Comparator, Node, Op, Program, ReadingSpec, resting
from policyrules.explain.readings import COMBINATIONS, Alternative, Rereading, dependence, rests_on, shortened
from policyrules.values.answers import Symbol, Truth
from policyrules.values.types import EnumType, Scalar
from tests.backends.random_programs import COMPLETE, DAY, OPTIONS, case, random_program, unknown_inputs
from tests.explain.decided import on_the_spot

T, U, F = Truth.T, Truth.U, Truth.F


def truths(program: Program) -> list[int]:
    return [index for index, node in enumerate(program.nodes) if node.type is Scalar.BOOL]


def random_case(seed: int) -> tuple[Program, Case]:
    program, rng = random_program(seed), random.Random(seed)
    inputs = {name: rng.choice([unknown, *COMPLETE[name]]) for name, unknown in unknown_inputs().items()}
    return program, case(inputs | {"way": Symbol(rng.choice(OPTIONS.members))})


def test_a_verdict_depends_on_a_reading_just_when_its_options_give_different_verdicts() -> None:
    depending = 0
    for seed in range(500):
        program, given = random_case(seed)
        again = Rereading(given, partial(evaluate, program))
        each = {option: again.answers({"way": option}) for option in OPTIONS.members}
        for index in truths(program):
            found = dependence(program, again, "id", "name", index)
            differ = len({answers.values[index] for answers in each.values()}) > 1
            depending += differ
            assert found.depends is differ, seed
            if differ:
                told = {alternative.options[0][1]: alternative.answer for alternative in found.alternatives}
                assert told == {option: answers.values[index] for option, answers in each.items()}
    assert depending > 30


def test_a_reading_that_changes_a_verdict_is_among_those_it_rests_on() -> None:
    changed = left_out = 0
    for seed in range(500):
        program, given = random_case(seed)
        answers = evaluate(program, given)
        again = Rereading(given, partial(evaluate, program))
        other = next(option for option in OPTIONS.members if option != given.readings["way"])
        for index in truths(program):
            names = rests_on(program, answers, index)
            left_out += not names
            if again.answers({"way": other}).values[index] != answers.values[index]:
                changed += 1
                assert names == ("way",), seed
                assert again.decisive(index, answers.values[index], names) in (("way",), ()), seed
    assert changed > 30 and left_out > 500


# --- several readings ---------------------------------------------------------------------------------------------------


def many(count: int, op: Op) -> tuple[Program, Rereading]:
    """Return a program that joins `count` readings, each asked whether it is read as `a`; all are read as `b`."""
    nodes: list[Node] = []
    for number in range(count):
        options = EnumType(f"r{number}", ("a", "b"))
        nodes += [
            Node(Op.READING, (), options, f"r{number}"),
            Node(Op.LITERAL, (), options, Symbol("a")),
            Node(Op.COMPARE, (3 * number, 3 * number + 1), Scalar.BOOL, Comparator.EQ),
        ]
    nodes.append(Node(op, tuple(range(2, 3 * count, 3)), Scalar.BOOL))
    readings = tuple(ReadingSpec(f"r{n}", EnumType(f"r{n}", ("a", "b")), "b") for n in range(count))
    program = Program(tuple(nodes), tuple(map(str, range(len(nodes)))), (), (), readings)
    given = Case({}, DAY, {spec.name: "b" for spec in readings})
    return program, Rereading(given, partial(evaluate, program))


def test_readings_that_matter_only_together_are_all_decisive() -> None:
    _, again = many(2, Op.AND)
    assert again.decisive(6, F, ("r0", "r1")) == ("r0", "r1")
    assert again.decisive(2, F, ("r0",)) == ("r0",)


def test_each_combination_of_two_readings_is_told_with_its_verdict() -> None:
    program, again = many(2, Op.AND)
    found = dependence(program, again, "id", "name", 6)
    assert found.readings == ("r0", "r1") and not found.capped
    assert {tuple(option for _, option in one.options): one.answer for one in found.alternatives} == {
        ("a", "a"): T, ("a", "b"): F, ("b", "a"): F, ("b", "b"): F,
    }  # fmt: skip


def test_options_that_no_longer_matter_are_left_out() -> None:
    program, again = many(2, Op.AND)
    found = dependence(program, again, "id", "name", 6)
    assert shortened(found.alternatives) == (
        Alternative((("r0", "a"), ("r1", "a")), T),
        Alternative((("r0", "a"), ("r1", "b")), F),
        Alternative((("r0", "b"),), F),
    )


def test_no_more_than_a_bounded_number_of_combinations_is_tried() -> None:
    program, again = many(8, Op.OR)
    found = dependence(program, again, "id", "name", len(program.nodes) - 1)
    assert found.capped and len(found.alternatives) <= COMBINATIONS


def test_a_reading_that_matters_alone_is_on_the_way_to_the_answer() -> None:
    decisive = 0
    for seed in range(200):
        program, given = random_case(seed)
        answers, again = evaluate(program, given), Rereading(given, partial(evaluate, program))
        for index in truths(program):
            below = tuple("way" for one in resting(program.nodes, (index,)) if program.nodes[one].op is Op.READING)[:1]
            settled = again.is_settled(index, answers.values[index])
            walked = () if settled else again.decisive(index, answers.values[index], rests_on(program, answers, index))
            assert again.decisive_below(program, answers, index, below) == walked, seed
            decisive += bool(walked)
    assert decisive > 50


def test_of_several_readings_those_are_found_that_a_walk_to_the_answer_finds() -> None:
    counts = set()
    for decision in on_the_spot(policyrules.load("江门专精特新"), 8):
        again = decision.again
        assert again is not None
        for spec in decision.outline.entitlements:
            answer = decision.answers.values[spec.verdict]
            names = rests_on(decision.program, decision.answers, spec.verdict)
            walked = () if again.is_settled(spec.verdict, answer) else again.decisive(spec.verdict, answer, names)
            assert tuple(taken.spec.name for taken in decision.readings_of(spec.verdict)) == walked
            counts.add(len(walked))
    assert len(counts) > 1
