"""What nothing speaks of is taken out, and what only that speaks of."""

from policyrules.syntax import ast
from policyrules.testing.wild import nodes
from policyrules.testing.wild.nodes import made
from policyrules.testing.wild.pruning import prune
from policyrules.values.types import Scalar
from tests.testing.wild.worlds import definitions


def test_only_what_is_spoken_of_stays() -> None:
    defining = definitions(5)
    world = defining.world
    kept, dropped = world.declare(Scalar.MONEY), world.declare(Scalar.MONEY)
    enum = world.enum()
    prune(world, [made(ast.Comparison, ">", kept.reference(), nodes.money(1))])
    assert [line.name.name for line in world.lines if isinstance(line, ast.FieldLine)] == [kept.name]
    assert [fact.name for fact in world.facts] == [kept.name]
    assert dropped.name not in {fact.name for fact in world.facts}
    assert enum.name not in {one.name.name for one in world.declarations if isinstance(one, ast.Enum)}


def test_an_enumeration_stays_with_its_members() -> None:
    world = definitions(5).world
    enum = world.enum()
    prune(world, [nodes.name(enum.members[0])])
    assert [one.name.name for one in world.declarations if isinstance(one, ast.Enum)] == [enum.name]


def test_a_field_is_not_the_fact_that_is_called_so() -> None:
    world = definitions(5).world
    fact, award = world.declare(Scalar.MONEY), nodes.name("奖励")
    prune(world, [made(ast.Access, award, nodes.name(fact.name))])
    assert world.lines == [] and world.facts == []
