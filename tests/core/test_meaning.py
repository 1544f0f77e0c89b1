"""Lowering and the reference, beside a naive reading of the syntax tree: the same answers where everything is known."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest

import policyrules
from policyrules.syntax import ast
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from tests.core.naive import Months, World, value
from tests.core.random_policies import DAYS, LISTS, MEMBERS, Writer, enterprise, world_facts
from tests.explain.pipeline import as_written

POLICIES = 60
ENTERPRISES = 8


def known(answer: Answer) -> Any:
    """Return what an answer knows, as a fraction, a truth or a name; `None` where it is open."""
    match answer:
        case Truth():
            return None if answer is Truth.U else answer is Truth.T
        case Interval():
            return answer.point
        case Symbol(name):
            return name
        case _:
            raise AssertionError(answer)


def number(found: Any) -> Any:
    match found:
        case bool() | str() | None:
            return found
        case date():
            return Fraction(found.toordinal())
        case timedelta():
            return Fraction(found.days)
        case Months(months):
            return Fraction(months)
        case _:
            return found


def promises(policy: policyrules.Policy) -> list[tuple[ast.Tree, ast.Tree]]:
    """Return the condition and the amount of each promise as they are written."""
    (measure,) = policy.checked.all(ast.Measure)
    found: list[tuple[ast.Tree, ast.Tree]] = []
    for part in measure.items:
        if isinstance(part, ast.Entitlement):
            (condition,) = (i.condition for i in part.items if isinstance(i, ast.ConditionItem))
            (amount,) = (i.value for i in part.items if isinstance(i, ast.ExpressionItem))
            found.append((condition, amount))
    return found


#: What only chance writes: constants that come to nothing worth asking.
BY_CHANCE = {"division-by-zero", "range-reversed", "comparison-constant"}


def load(seed: int) -> policyrules.Policy | None:
    """Return a random policy, or nothing where chance wrote what is refused."""
    try:
        return policyrules.load(Writer(seed).policy())
    except policyrules.PolicyError as error:
        errors = {d.code for d in error.diagnostics if d.severity is policyrules.Severity.ERROR}
        assert errors <= BY_CHANCE, error
        return None


def policies(seed: int) -> Iterator[tuple[int, policyrules.Policy]]:
    for one in range(seed, seed + 10):
        policy = load(one)
        if policy is not None:
            yield one, policy


def asked(policy: policyrules.Policy, decision: policyrules.Decision) -> Iterator[tuple[ast.Tree, Answer]]:
    """Yield each condition and each amount with its answer."""
    for outcome, (condition, amount) in zip(decision.entitlements, promises(policy), strict=True):
        assert outcome.amount is not None
        yield condition, outcome.truth
        yield amount, as_written(outcome.amount)


def hidden(rng: random.Random, facts: dict[str, Any]) -> dict[str, Any]:
    """Return the facts with some of them, and some fields of records, not known."""
    some = {name: given for name, given in facts.items() if rng.random() < 0.7}
    for name in LISTS.keys() & some.keys():
        some[name] = [{**given, **{key: None for key in given if rng.random() < 0.3}} for given in some[name]]
    return some


@pytest.mark.parametrize("seed", range(0, POLICIES, 10))
def test_what_is_decided_is_what_is_written(seed: int) -> None:
    definite = total = 0
    for one, policy in policies(seed):
        rng = random.Random(one)
        for _ in range(ENTERPRISES):
            facts, day, reading = enterprise(rng), rng.choice(DAYS), rng.choice(MEMBERS["算法"])
            decision = policy.decide(facts, on=day, readings={"算法": reading})
            world = World(policy.checked.tree, day, world_facts(facts), {"算法": reading}, {})
            for written, answer in asked(policy, decision):
                expected, total = number(value(written, world)), total + 1
                if expected is not None:
                    definite += 1
                    assert known(answer) == expected, (one, written.span.text, facts, day, reading)
    assert definite > total // 2


@pytest.mark.parametrize("seed", range(0, POLICIES, 10))
def test_what_is_not_known_is_not_guessed(seed: int) -> None:
    held_open = 0
    for one, policy in policies(seed):
        rng = random.Random(one)
        for _ in range(ENTERPRISES):
            facts, day = enterprise(rng), rng.choice(DAYS)
            decision = policy.decide(hidden(rng, facts), on=day)
            world = World(policy.checked.tree, day, world_facts(facts), {"算法": "计入"}, {})
            for written, answer in asked(policy, decision):
                expected = number(value(written, world))
                if expected is not None:
                    held_open += known(answer) is None
                    assert may_be(answer, expected), (one, written.span.text, facts, day)
    assert held_open > 100


def may_be(answer: Answer, expected: Any) -> bool:
    if isinstance(answer, Interval):
        return (answer.low is None or answer.low <= expected) and (answer.high is None or expected <= answer.high)
    return known(answer) in (None, expected)
