"""A query gives the answers of the reference, node by node, whatever is known; a row that it cannot answer it names."""

import random
from datetime import date
from itertools import islice

import pytest

import policyrules
from policyrules.columns.query import query
from policyrules.core.case import Case
from policyrules.core.program import Op, Quantifier
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import draw_trial, trials
from policyrules.testing.selfcheck.batches import BatchTally, cases_of, compare
from policyrules.testing.selfcheck.edges import at_edges
from policyrules.testing.wild.policies import draw_policy
from tests.backends.random_programs import COMPLETE, case, random_program, unknown_inputs
from tests.backends.typed_programs import typed_cases, typed_program

pytest.importorskip("duckdb")


def random_case(rng: random.Random, share: float) -> Case:
    """Return a case of which about a share of the inputs is known."""
    inputs = unknown_inputs()
    for name in inputs:
        if rng.random() < share:
            inputs[name] = rng.choice(COMPLETE[name])
    return case(inputs)


def test_random_programs_are_answered_as_by_the_reference() -> None:
    """Every operator and every quantifier but the sum per year, with values below zero, zero divisors and leap days."""
    tally = BatchTally()
    for seed in (102, 138, 142, 255, 337, 1358, 1520, 3365, 5975, 7584, 30998, *range(100, 112)):
        rng = random.Random(seed)
        cases = [random_case(rng, share) for share in (1.0, 0.8, 0.5, 0.2) for _ in range(6)]
        compare(random_program(seed), cases, tally)
    assert tally.differences == []
    assert tally.answers > 3_000 and tally.unknown > 500
    each = {f"each {kind.value}" for kind in Quantifier if kind is not Quantifier.SUM_PER_YEAR}
    assert {op.value for op in Op if op is not Op.EACH} | each <= set(tally.reached)


def test_random_programs_are_answered_alike_where_something_is_known_of_all_cases() -> None:
    tally = BatchTally()
    for seed in (1324, *range(100, 112)):
        rng = random.Random(seed)
        sure = {name for name in unknown_inputs() if rng.random() < 0.7}
        known = {name: rng.choice(COMPLETE[name]) for name in sure}
        cases = [random_case(rng, 0.5) for _ in range(8)]
        cases = [Case({**one.facts, **{name: known[name] for name in sure - {"way"}}}, one.day, one.readings) for one in cases]
        compare(random_program(seed), [*cases, *(random_case(rng, 1.0) for _ in range(4))], tally, knowing=True)
    assert tally.differences == []
    assert tally.answers > 2_000 and tally.unknown > 200


@pytest.mark.parametrize("knowing", [False, True])
def test_programs_over_every_type_are_answered_as_by_the_reference(knowing: bool) -> None:
    tally = BatchTally()
    for seed in (7, 46, *range(100, 110)):
        program = typed_program(seed)
        for known in (1.0, 0.5):
            compare(program, typed_cases(program, seed, 5, known=known), tally, knowing=knowing)
    assert tally.differences == []
    assert tally.answers > 3_000 and tally.unknown > 300


def test_a_policy_that_ships_is_answered_as_by_the_reference() -> None:
    """Each enterprise on a day of its own, the day and the readings in columns."""
    policy, tally, choices = policyrules.load("中小企业划型"), BatchTally(), Seeded(3)
    drawn = list(islice(trials(policy, 7, unknown=15), 40))
    edged = [at_edges(policy, trial, choices) for trial in drawn[:20]]
    compare(policy.program, cases_of(policy, [*drawn, *edged]), tally)
    assert tally.differences == []
    assert (tally.left, tally.beyond, tally.outside) == ({}, 0, 0)
    assert tally.answers > 5_000


def test_the_day_and_the_readings_can_stand_in_the_query() -> None:
    """Of the largest policy, which uses the others, every question and all that is asked of records."""
    policy, tally, choices = policyrules.load("江门专精特新"), BatchTally(), Seeded(5)
    drawn = [draw_trial(policy, choices, unknown=15, on=date(2024, 2, 29)) for _ in range(24)]
    alike = [one for one in drawn if one.readings == {}]
    compare(policy.program, cases_of(policy, alike), tally, on_one_day=True)
    assert tally.differences == [] and tally.left == {}
    assert tally.rows > 5


def test_only_what_is_wanted_is_asked() -> None:
    policy, tally = policyrules.load("江门专精特新"), BatchTally()
    wanted = [spec.verdict for spec in policy.outline.entitlements]
    compare(policy.program, cases_of(policy, islice(trials(policy, 11, unknown=20), 15)), tally, wanted=wanted)
    assert tally.differences == []
    assert tally.answers == 15 * len(set(wanted))
    assert len(query(policy.program, wanted).text) < len(query(policy.program, range(len(policy.program.nodes))).text) // 2


@pytest.mark.parametrize("seed", [3, 15])
def test_a_policy_at_random_is_answered_as_by_the_reference(seed: int) -> None:
    policy, tally = draw_policy(Seeded(seed)).build(), BatchTally()
    compare(policy.program, cases_of(policy, islice(trials(policy, seed, unknown=20), 10)), tally)
    assert tally.differences == []
    assert tally.answers > 100
