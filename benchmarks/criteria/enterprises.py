"""Enterprises that stand on the thresholds of the criteria, and right beside them: the same for the same seed.

In: how many, a seed, and how many of a hundred facts are not known. Out: dicts as programs hold them: money in whole yuan,
truths, numbers, members as text. A fact that is not known is left out. Drawing takes a search; of those that were drawn, any
number can be `crossed`.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

import policyrules
from policyrules.core.facts import read_case
from policyrules.core.program import FactSpec
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import draw_trial
from policyrules.values.answers import Answer, Interval, Symbol, Truth
from policyrules.values.quantity import MONEY_UNITS
from policyrules.values.types import Scalar

DAY = date(2024, 3, 1)
POLICY = Path(__file__).with_name("criteria.pol")

Facts = dict[str, object]


def policy() -> Policy:
    """Return the policy of the criteria."""
    return policyrules.load(POLICY)


def enterprises(of: Policy, count: int, seed: int = 7, unknown: int = 0) -> list[Facts]:
    """Return so many enterprises, of which so many of a hundred facts are not known; of all of them something, if any is."""
    return list(islice(_drawn(of, seed, unknown), count))


def crossed(drawn: Sequence[Facts], count: int, seed: int = 7) -> list[Facts]:
    """Return so many enterprises, those that were drawn first; of the others each has every fact of one of two of these."""
    choices = random.Random(seed)
    pairs = [choices.sample(list(drawn), 2) for _ in range(count - len(drawn))]
    return [*drawn, *({name: choices.choice(pair)[name] for name in pair[0]} for pair in pairs)]


def _drawn(of: Policy, seed: int, unknown: int) -> Iterator[Facts]:
    choices, specs = Seeded(seed), of.program.facts
    while True:
        trial = draw_trial(of, choices, unknown=unknown, on=DAY)
        case = read_case(of.program, trial.facts, DAY)
        held = {spec.name: _plain(case.facts[spec.name], spec) for spec in specs}
        facts = {name: value for name, value in held.items() if value is not None}
        if (len(facts) < len(specs)) == (unknown > 0):
            yield facts


def _plain(answer: Answer, spec: FactSpec) -> object:
    match answer:
        case Truth.T | Truth.F:
            return answer is Truth.T
        case Symbol(value):
            return value
        case Interval() if answer.point is not None:
            unit = MONEY_UNITS["元"] if spec.type is Scalar.MONEY else 1
            return max(int(answer.point), int(spec.low or 0)) // unit
        case _:
            return None
