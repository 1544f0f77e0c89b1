"""Mistakes are made in random policies and in those that ship, and reported where they are."""

import pytest

import policyrules
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.mistaken.mistakes import KINDS, WrongText, wrong_text
from policyrules.testing.wild.policies import draw_policy


def made(seeds: range) -> list[WrongText]:
    """Make mistakes of kinds that take turns, some in each policy."""
    found = []
    for seed in seeds:
        policy = draw_policy(Seeded(seed)).checked
        kinds = list(KINDS)[seed % 8 :: 8]
        found += [wrong for kind in kinds if (wrong := wrong_text(policy, Seeded(seed), kinds=(kind,))) is not None]
    return found


def test_mistakes_are_reported_on_their_lines_and_little_else_is() -> None:
    wrong = made(range(300, 308))
    said = [one.diagnostics() for one in wrong]
    reported = sum(one.is_reported(diagnostics) for one, diagnostics in zip(wrong, said, strict=True))
    spurious = sum(bool(one.spurious(diagnostics)) for one, diagnostics in zip(wrong, said, strict=True))
    assert len({one.kind for one in wrong}) >= 80
    assert reported / len(wrong) >= 0.98
    assert spurious / len(wrong) < 0.03  # of 10,000 it is held below 2 % by benchmarks/wild.py


def test_there_are_many_kinds_of_mistakes() -> None:
    assert len(KINDS) >= 60


def test_mistakes_are_made_in_a_policy_that_ships() -> None:
    policy = policyrules.load("中小企业划型").checked
    kinds = ("fact misspelt", "bar before a quote missing")
    made_there = [wrong_text(policy, Seeded(3), kinds=(kind,)) for kind in kinds]
    wrong = [one for one in made_there if one is not None]
    assert len(wrong) == len(kinds)
    assert all(one.is_reported(one.diagnostics()) for one in wrong)


def test_a_wrong_text_says_where_the_mistake_is() -> None:
    policy = draw_policy(Seeded(4)).checked
    wrong = wrong_text(policy, Seeded(1), kinds=("number of the document missing",))
    assert wrong is not None and "文号" not in wrong.text
    assert wrong.text.splitlines()[wrong.line - 1].startswith("政策")


def test_what_no_mistake_explains_is_spurious() -> None:
    policy = draw_policy(Seeded(4)).checked
    misspelt = wrong_text(policy, Seeded(1), kinds=("verb misspelt",))
    other = wrong_text(policy, Seeded(1), kinds=("issuer missing",))
    assert misspelt is not None and other is not None
    assert misspelt.spurious(misspelt.diagnostics()) == ()
    assert misspelt.spurious(other.diagnostics())


@pytest.mark.parametrize("seed", range(3))
def test_a_kind_without_a_place_makes_no_text(seed: int) -> None:
    policy = policyrules.load(
        '政策 甲 "甲":\n    文号: "甲"\n    发文: "甲"\n    印发: 2024-01-01\n    施行: 2024-01-01 起\n'
    ).checked
    assert wrong_text(policy, Seeded(seed), kinds=("tier misspelt", "gap in a table")) is None
