"""The criteria that are timed: the policy and the function by hand say the same of enterprises that stand on thresholds."""

import sys
from collections import Counter
from pathlib import Path

import pytest

CLONE = Path(__file__).parents[1]
sys.path.insert(0, str(CLONE / "benchmarks"))

from criteria.by_hand import by_hand  # noqa: E402
from criteria.enterprises import DAY, Facts, crossed, enterprises, policy  # noqa: E402

from policyrules.core.program import Op  # noqa: E402

POLICY = policy()
TIERS = ("专精特新", "小巨人")


def verdicts(facts: Facts) -> tuple[str, ...]:
    decision = POLICY.decide(facts, DAY)
    return tuple(decision[name].verdict for name in TIERS)


@pytest.fixture(scope="module")
def drawn() -> list[Facts]:
    return enterprises(POLICY, 30)


@pytest.fixture(scope="module")
def many(drawn: list[Facts]) -> list[Facts]:
    """Enterprises that have each fact of one of two that were drawn: as dense at the thresholds, and at once made."""
    return crossed(drawn, 430)


def test_the_policy_and_the_function_by_hand_give_the_same_verdicts(many: list[Facts]) -> None:
    found = Counter[tuple[bool, bool]]()
    for facts in many:
        assert verdicts(facts) == tuple("entitled" if one else "not_entitled" for one in by_hand(facts, DAY))
        found[by_hand(facts, DAY)] += 1
    assert {(True, True), (True, False), (False, False)} <= found.keys()


def test_no_criteria_are_met_before_they_are_in_force(many: list[Facts]) -> None:
    before = DAY.replace(year=2022, month=7, day=31)
    facts = next(facts for facts in many if by_hand(facts, DAY) == (True, True))
    assert by_hand(facts, before) == (False, False)
    assert not POLICY.decide(facts, before).entitled


def test_enterprises_are_the_same_for_the_same_seed(drawn: list[Facts]) -> None:
    assert enterprises(POLICY, 5) == drawn[:5]
    assert enterprises(POLICY, 5, seed=8) != drawn[:5]


def test_what_is_not_known_is_left_out_and_may_leave_a_verdict_open() -> None:
    some = enterprises(POLICY, 40, unknown=10)
    assert all(0 < len(facts) < len(POLICY.program.facts) for facts in some)
    assert "undetermined" in {verdict for facts in some for verdict in verdicts(facts)}


def test_the_policy_has_as_many_facts_and_conditions_as_are_told() -> None:
    nodes = POLICY.program.nodes
    compared = sum(node.op is Op.COMPARE for node in nodes)
    banded = sum(node.op is Op.BAND for node in nodes)
    truths = sum(spec.type == "bool" for spec in POLICY.program.facts)
    assert (len(POLICY.program.facts), compared + banded + truths) == (27, 47)


def test_no_number_of_the_criteria_is_too_large_for_a_query() -> None:
    """The average of two growths is a fraction of 30 digits; which band it lies in is asked of it without squaring it."""
    assert POLICY.statement(DAY).findings == ()
