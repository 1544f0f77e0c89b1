"""Changes that may not change a decision are really made, and a decision that differs is seen."""

from collections.abc import Mapping
from itertools import islice

import pytest

import policyrules
from policyrules.policy import Policy
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.metamorphic import CHANGES, Changed, changes, differences
from policyrules.testing.wild.policies import draw_policy


@pytest.fixture(scope="module")
def policy() -> Policy:
    """A policy that all changes can be made to."""
    return draw_policy(Seeded(101)).build()


@pytest.fixture(scope="module")
def made(policy: Policy) -> Mapping[str, Changed]:
    return {changed.what: changed for changed in changes(policy, Seeded(1))}


def test_every_change_is_made(policy: Policy, made: Mapping[str, Changed]) -> None:
    assert set(made) == set(CHANGES)
    assert all(changed.policy.checked.source.text != policy.checked.source.text for changed in made.values())


def test_renamed_facts_are_renamed_wherever_they_are_named(policy: Policy, made: Mapping[str, Changed]) -> None:
    changed = made["facts renamed"]
    assert changed.names
    assert {spec.name for spec in changed.policy.program.facts} == {
        changed.names.get(spec.name, spec.name) for spec in policy.program.facts
    }
    trial = next(trials(policy, 1))
    assert len(changed.trial(trial).facts) == len(trial.facts)


def test_definitions_are_moved_with_what_they_stand_on(policy: Policy, made: Mapping[str, Changed]) -> None:
    divided = made["definitions moved into a used policy"].policy
    assert len(divided.checked.all(ast.Define)) < len(policy.checked.all(ast.Define))
    assert len(divided.checked.used) == len(policy.checked.used) + 1


HEAD = '政策 甲 "甲":\n    文号: "甲"\n    发文: "甲"\n    印发: 2024-01-01\n    施行: 2024-01-01 起\n\n事实:\n    收入: 金额\n'


def test_a_threshold_that_was_moved_is_seen() -> None:
    tier = "\n层次 大:\n    有效期: 未载明\n    持有: 收入 不低于 {}万元\n"
    one, other = (policyrules.load(HEAD + tier.format(bound)) for bound in (5, 6))
    seen = [differences(one, Changed("moved", other), trial) for trial in islice(trials(one, 1), 20)]
    assert any("moved: tier 大" in found for found in seen)


def test_facts_that_only_one_of_two_refuses_are_seen() -> None:
    one, other = (policyrules.load(HEAD + more) for more in ("", "    总是: 收入 高于 10万亿元\n"))
    seen = [differences(one, Changed("stricter", other), trial) for trial in islice(trials(one, 1), 10)]
    assert ("stricter: only one of the two refuses the facts",) in seen
