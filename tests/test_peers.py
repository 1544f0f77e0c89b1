"""The engines that decisions are compared with: what they are told is what the function by hand says, and so they decide."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from criteria.by_hand import by_hand
from criteria.enterprises import DAY
from peers.peer import PEERS, installed, peer
from peers.quickly import drawn
from peers.rules import (
    GIANT,
    GROWTH,
    GROWTH_GIVEN,
    SPECIALISED,
    Words,
    comparisons,
    leaves_of,
    prepared,
)

PYTHON = (" and ", " or ", "({1} if {0} else {2})")


@pytest.mark.parametrize("growth", [GROWTH, GROWTH_GIVEN], ids=["multiplied out", "in whole percents"])
def test_what_engines_are_told_is_what_the_function_by_hand_says(growth: dict[int, str]) -> None:
    words = Words(*PYTHON, comparisons(growth).__getitem__)
    specialised, giant = (compile(words.condition(one), "criteria", "eval") for one in (SPECIALISED, GIANT))
    found = set()
    for facts in drawn(2_000):
        names = prepared(facts)
        assert (eval(specialised, {}, names), eval(giant, {}, names)) == by_hand(facts, DAY)
        found.add(by_hand(facts, DAY))
    assert found == {(True, True), (True, False), (False, True), (False, False)}


def test_every_comparison_is_asked_for() -> None:
    assert {*leaves_of(SPECIALISED), *leaves_of(GIANT)} == comparisons().keys()


@pytest.mark.parametrize("package", PEERS)
def test_an_engine_decides_as_the_function_by_hand(package: str) -> None:
    if installed(package) is None:
        pytest.skip(f"{package} is not installed: pip install -r benchmarks/requirements.txt")
    told, enterprises = peer(package), drawn(50)
    exact = [way for way in told.ways if "float32" not in way.name]
    for way in exact:
        for facts in enterprises:
            found = way.decide(told.prepare(facts))
            assert way.verdicts(found) == by_hand(facts, DAY), way.name
            if way.leaves is not None:
                names = prepared(facts)
                assert way.leaves(found) == {name: eval(text, {}, names) for name, text in comparisons().items()}, way.name
    assert exact
