"""The engines that decisions are compared with: what they are told is what the function by hand says, and so they decide."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

from criteria.by_hand import by_hand
from criteria.enterprises import DAY
from peers.comparing import (
    EXPLAINED,
    HAND,
    LEAVES_BY_HAND,
    READ,
    VERDICTS,
    VERDICTS_READ,
    Row,
    bounds,
    targets,
)
from peers.peer import PEERS, Peer, Way, installed, peer
from peers.plain import LEAVES, with_leaves
from peers.quickly import drawn
from peers.rules import (
    GIANT,
    GROWTH,
    GROWTH_GIVEN,
    SPECIALISED,
    Words,
    comparisons,
    leaves_of,
    named,
    prepared,
)


def rows() -> list[Row]:
    """An engine that returns nothing but its verdicts, and one that returns its comparisons."""
    told = Peer(dict, (), "numbers")
    one, other = Way("verdicts", dict, tuple), Way("leaves", dict, tuple, dict)
    return [Row("engine", told, one, 9, 0, 0, None), Row("engine", told, other, 9, 0, 0, 0)]


def found(leaves: float) -> dict[str, list[float]]:
    """Seconds as if the engine took 4 for its verdicts, and so many for its leaves; each with 2 more to prepare them."""
    times = {HAND: 1.0, LEAVES_BY_HAND: 2.0, EXPLAINED: 1.0, READ: 2.0, VERDICTS: 0.5, VERDICTS_READ: 1.0}
    engines = dict(zip(rows(), (4.0, leaves), strict=True))
    times |= {row.name: took for row, took in engines.items()} | {row.counted: took + 2 for row, took in engines.items()}
    return {name: [took] * 3 for name, took in times.items()}


def test_the_fastest_engines_are_told_as_they_are_given_and_with_their_preparation() -> None:
    told = [line.split(" | ")[1:4] for line in list(targets(found(leaves=6.0), rows()))[2:]]
    assert told == [
        ["engine: verdicts", "4.0", "2.0"],
        ["engine: verdicts, its preparation counted", "6.0", "3.0"],
        ["engine: leaves", "6.0", "3.0"],
        ["engine: leaves, its preparation counted", "8.0", "4.0"],
    ]


def test_what_stands_in_the_way_is_told_where_a_target_is_missed_and_nowhere_else() -> None:
    (line,) = bounds(found(leaves=6.0), rows())
    assert line.startswith(f"- 8 times as fast as the fastest engine that returns its comparisons: `{LEAVES_BY_HAND}`")
    assert "3.0 times as fast as engine: leaves" in line
    assert "would have to take 0.38 of it; explained it takes 0.50, with its verdicts kept 0.25." in line
    assert list(bounds(found(leaves=8.0), rows())) == []


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


def test_plain_python_gives_the_verdicts_and_every_comparison() -> None:
    decided = with_leaves()
    for facts in drawn(500):
        names = prepared(facts)
        *verdicts, leaves = decided(facts, names["day"])
        assert tuple(verdicts) == by_hand(facts, DAY)
        found = dict(zip(LEAVES, leaves, strict=True))
        assert found == {name: eval(text, {}, names) for name, text in comparisons().items()}


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
            found = way.decide(told.prepare(named(facts)))
            assert way.verdicts(found) == by_hand(facts, DAY), way.name
            if way.leaves is not None:
                names = prepared(facts)
                assert way.leaves(found) == {name: eval(text, {}, names) for name, text in comparisons().items()}, way.name
    assert exact
