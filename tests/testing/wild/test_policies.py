"""Random policies check without a diagnostic, and reach every construct of the language."""

from collections.abc import Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pytest

from policyrules import api
from policyrules.syntax import ast
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.wild.policies import WildPolicy, draw_policy, policies

T = TypeVar("T")

SOME = tuple(islice(policies(2_000), 25))


def test_checking_has_nothing_to_say_of_a_random_policy() -> None:
    assert [(one.text, [d.message("zh") for d in one.diagnostics]) for one in SOME if one.diagnostics] == []


@pytest.mark.parametrize("policy", SOME[:10])
def test_a_random_policy_can_be_lowered_and_decides(policy: WildPolicy) -> None:
    decision = policy.build().decide({}, on=date(2025, 1, 1))
    assert decision.to_text("zh") and decision.to_json()


def test_no_relation_refuses_an_enterprise_of_which_nothing_is_known() -> None:
    bounded = 0
    for policy in islice(policies(0, size=2), 150):
        lines = [line for one in policy.tree.declarations if isinstance(one, ast.Facts) for line in one.lines]
        bounds = {line.name.name: line.low for line in lines if isinstance(line, ast.FieldLine)}
        for line in (one for one in lines if isinstance(one, ast.Always)):
            assert isinstance(line.condition, ast.Comparison)
            left, right = line.condition.left, line.condition.right
            if isinstance(left, ast.Access):  # a fact of the policy that is used
                continue
            assert isinstance(left, ast.Name) and left.name in bounds, policy.text
            if bounds[left.name] is not None and not isinstance(right, ast.Access):
                assert isinstance(right, ast.Name) and right.name in bounds, policy.text
                bounded += 1
    assert bounded > 10


def test_a_seed_always_gives_the_same_policy() -> None:
    again = tuple(islice(policies(2_000), 5))
    assert [one.text for one in again] == [one.text for one in SOME[:5]]
    assert draw_policy(Seeded(2_001)).document == SOME[1].document


def test_its_files_are_all_that_it_needs(tmp_path: Path) -> None:
    policy = next(one for one in SOME if one.used)
    for name, text in policy.files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert api.check(tmp_path / policy.name) == ()


def test_its_size_bounds_it() -> None:
    small, large = (sum(len(draw_policy(Seeded(s), size=size).text) for s in range(15)) for size in (1, 6))
    assert small * 2 < large


def test_documents_in_both_languages_occur() -> None:
    assert {one.language for one in SOME} == {"zh", "en"}
    assert all(isinstance(one.tree, ast.File) for one in SOME)


class Lowest:
    """Choices that are all as simple as they can be: what a failing example shrinks to."""

    def section(self) -> None:
        pass

    def integer(self, low: int, high: int) -> int:
        return low

    def chance(self, percent: int) -> bool:
        return False

    def pick(self, options: Sequence[T]) -> T:
        return options[0]


def test_a_policy_shrinks_to_a_small_one_with_plain_names() -> None:
    simplest = draw_policy(Lowest())
    assert simplest.text.count("\n") < 40
    assert "「" not in simplest.text
    assert simplest.diagnostics == ()
