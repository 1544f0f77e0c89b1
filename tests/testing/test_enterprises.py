"""Enterprises that are drawn can be decided on, read back as they were made, and reach all that facts can be."""

from itertools import islice

import pytest

import policyrules
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.drawing.drafts import Draft
from policyrules.testing.drawing.plans import plan_of
from policyrules.testing.enterprises import Trial, draw_trial, trials
from tests.testing.policies import POLICY

SHIPPED = ("江门专精特新", "中小企业划型", "优质中小企业")


@pytest.fixture(scope="module")
def sample() -> policyrules.Policy:
    return policyrules.load(POLICY)


@pytest.fixture(scope="module")
def drawn(sample: policyrules.Policy) -> list[Trial]:
    return list(islice(trials(sample, 1), 300))


def test_what_is_drawn_is_read_back_as_it_was_made_and_can_be_decided_on(
    sample: policyrules.Policy, drawn: list[Trial]
) -> None:
    for trial in drawn:
        sample.decide(trial.facts, trial.day, trial.readings)  # no relation among the facts is broken
        assert Draft.of(plan_of(sample), trial).trial() == trial


@pytest.mark.parametrize("name", SHIPPED)
def test_enterprises_of_the_policies_that_ship_can_be_decided_on(name: str) -> None:
    policy = policyrules.load(name)
    for trial in islice(trials(policy, 2), 30):
        policy.decide(trial.facts, trial.day, trial.readings)
        assert Draft.of(plan_of(policy), trial).trial() == trial


def test_the_same_seed_draws_the_same_enterprises(sample: policyrules.Policy, drawn: list[Trial]) -> None:
    assert list(islice(trials(sample, 1), 20)) == drawn[:20]
    assert list(islice(trials(sample, 2), 20)) != drawn[:20]


def test_every_fact_is_given_to_some_and_not_to_others(sample: policyrules.Policy, drawn: list[Trial]) -> None:
    for spec in sample.program.facts:
        given = [trial.facts.get(spec.name) for trial in drawn]
        assert any(value is None for value in given) and any(value is not None for value in given), spec.name


def test_lists_are_empty_and_long_and_periods_do_not_exist(drawn: list[Trial]) -> None:
    sizes = {len(trial.facts["获奖"]) for trial in drawn if "获奖" in trial.facts}  # type: ignore[arg-type]
    assert {0, 1, 2, 3} <= sizes and max(sizes) > 5
    assert any("不存在" in trial.facts.get("收入", {}).values() for trial in drawn)  # type: ignore[attr-defined]
    rows = [row for trial in drawn for row in trial.facts.get("获奖", [])]  # type: ignore[attr-defined]
    assert any("有效至" not in row for row in rows) and any(row.get("有效至", 0) is None for row in rows)


def test_nothing_is_unknown_where_nothing_is_to_be(sample: policyrules.Policy) -> None:
    trial = draw_trial(sample, Seeded(5), unknown=0)
    assert set(trial.facts) == {spec.name for spec in sample.program.facts}
    assert draw_trial(sample, Seeded(5), unknown=100, near=0).facts == {}
