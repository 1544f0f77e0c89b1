"""Random tables are disjoint, complete and reached in every row: checking has nothing to say."""

from itertools import count

import pytest

from policyrules.syntax import ast
from policyrules.testing.wild import nodes
from policyrules.testing.wild.nodes import Typed, made
from policyrules.testing.wild.tables import Tabled, Tables
from policyrules.testing.wild.world import OUTSIDE, World
from policyrules.values.types import Scalar, Type
from tests.testing.wild.checking import checked_definition
from tests.testing.wild.worlds import definitions


def drawn(kind: str, seed: int) -> tuple[World, Tabled | None]:
    defining = definitions(seed)
    numbers = count(1)
    tables: Tables = defining.tables

    def value() -> Typed:
        return Typed(nodes.number(next(numbers)), Scalar.INTEGER)

    match kind:
        case "by_tier":
            defining.tier(has_criteria=False)
            return defining.world, tables.by_tier(value, OUTSIDE)
        case "slices":
            return defining.world, tables.slices(Scalar.MONEY, OUTSIDE, 1)
        case "codes":
            return defining.world, tables.codes(value, OUTSIDE)
        case _:
            table: Tabled = getattr(tables, kind)(value, OUTSIDE, 1)
            return defining.world, table


@pytest.mark.parametrize("kind", ["bands", "names", "codes", "crossed", "first_match", "by_tier", "slices", "table"])
def test_checking_has_nothing_to_say_of_a_table(kind: str) -> None:
    for seed in range(25):
        world, table = drawn(kind, seed)
        assert table is not None
        define = made(ast.Define, nodes.name("所求"), (), None, None, None, None, (), table.table, ())
        type_, said = checked_definition(world, define)
        assert (type_, said) == (table.type, []), seed


def test_points_are_given_for_every_full_step_and_for_each_condition() -> None:
    wanted: list[Type] = []
    for seed in range(25):
        defining = definitions(seed)
        one, cap = Typed(nodes.number(1), Scalar.INTEGER), Typed(nodes.number(5), Scalar.INTEGER)
        for table in (
            defining.tables.per_full(one, cap, OUTSIDE, 1),
            defining.tables.per_item(one, None, 2, OUTSIDE, 1),
        ):
            define = made(ast.Define, nodes.name("所求"), (), None, None, None, None, (), table, ())
            type_, said = checked_definition(defining.world, define)
            assert said == []
            wanted.append(type_)
    assert set(wanted) == {Scalar.NUMBER, Scalar.INTEGER}
