"""A row is an enterprise, some of it that of another; what belongs together stays together."""

from decimal import Decimal

import attrs
import pytest

import policyrules
from policyrules.sampling.composing import Kitchen, Recipe
from policyrules.sampling.pool import plain
from policyrules.values.answers import point

pytest.importorskip("pyarrow")


def test_groups_come_whole_and_half_of_the_rows_are_mixed(policy: policyrules.Policy, typed_cells: Recipe) -> None:
    table = next(Kitchen(attrs.evolve(typed_cells, bad=())).blocks(3_000))[0]
    people = {(one.get("人数"), one.get("研发人数")) for one in (plain(policy, facts) for facts in typed_cells.pool)}
    found = list(zip(table["人数"].to_pylist(), table["研发人数"].to_pylist(), strict=True))
    assert set(found) == people
    truths = {(*pair, text) for pair, text in zip(found, table["代码"].to_pylist(), strict=True)}
    assert len(truths) > 2 * len(people)


def test_numbers_are_moved_by_a_step_and_stay_in_their_range(typed_cells: Recipe) -> None:
    one = attrs.evolve(typed_cells, bad=(), pool=typed_cells.pool[:1])
    pinned = {**one.pool[0], "天数": point(0), "占有率": point(1), "成立日": point(730_000)}
    table = next(Kitchen(attrs.evolve(one, pool=(pinned,))).blocks(1_000))[0]
    assert set(table["天数"].to_pylist()) == {0, 1}
    assert set(table["占有率"].to_pylist()) == {Decimal("0.9999"), Decimal(1)}
    assert {day.toordinal() for day in table["成立日"].to_pylist()} == {729_999, 730_000, 730_001}
    assert 800 < table["天数"].to_pylist().count(0) < 1_000


def test_without_bad_ones_nothing_is_said(typed_cells: Recipe) -> None:
    kitchen = Kitchen(attrs.evolve(typed_cells, bad=()))
    assert [said.num_rows for _, said in kitchen.blocks(10)] == [0]
    assert kitchen.header.names[0] == "编号" and kitchen.wrong_header.names == ["编号", "位置", "代码"]
