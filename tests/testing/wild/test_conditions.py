"""Random conditions depend on something, and their blocks are well made."""

from policyrules.syntax import ast
from policyrules.testing.wild.expressions import is_constant
from policyrules.testing.wild.world import OUTSIDE
from tests.testing.wild.worlds import definitions


def test_no_condition_is_the_same_for_every_enterprise() -> None:
    for seed in range(60):
        condition = definitions(seed).conditions.condition(OUTSIDE, 3)
        assert not is_constant(condition)


def test_a_block_counts_no_more_lines_than_it_has_and_labels_none_twice() -> None:
    kinds = set()
    for seed in range(60):
        block = definitions(seed).conditions.block(OUTSIDE, 2)
        labels = [line.label.name for line in block.lines if line.label]
        assert len(set(labels)) == len(labels)
        assert (block.kind == "at_least") == (block.count is not None)
        assert 1 <= (block.count or 1) <= len(block.lines)
        kinds.add(block.kind)
    assert kinds == {"all", "any", "at_least"}


def test_every_kind_of_condition_occurs() -> None:
    kinds = {type(definitions(seed).conditions.condition(OUTSIDE, 3)) for seed in range(300)}
    assert kinds >= {
        ast.Comparison, ast.Between, ast.Membership, ast.Negation, ast.Logic, ast.Conditional, ast.Quantified, ast.Periods,
        ast.Holds, ast.Qualifies, ast.IsPassed,
    }  # fmt: skip
