"""Random expressions are of the type that they are said to be: checking finds the same."""

from collections.abc import Callable
from functools import partial

import pytest

from policyrules.syntax import ast
from policyrules.testing.wild import nodes
from policyrules.testing.wild.expressions import Expressions, is_constant
from policyrules.testing.wild.nodes import Typed, made
from policyrules.testing.wild.world import OUTSIDE
from policyrules.values.operators import fits
from policyrules.values.types import Scalar
from tests.testing.wild.checking import checked_definition
from tests.testing.wild.worlds import definitions


@pytest.mark.parametrize("type_", [one for one in Scalar if one is not Scalar.BOOL])
@pytest.mark.parametrize("way", [Expressions.value, Expressions.exact, Expressions.open])
def test_an_expression_has_the_type_that_it_is_said_to_have(type_: Scalar, way: Callable[..., Typed]) -> None:
    for seed in range(25):
        drawn = definitions(seed)
        drawn.world.definer = None
        typed = partial(way, drawn.conditions.values)(type_, OUTSIDE, 2)
        define = made(ast.Define, nodes.name("所求"), (), None, None, None, None, (), typed.node, ())
        assert checked_definition(drawn.world, define) == (typed.type, [])
        assert fits(typed.type, type_) and (way is not Expressions.exact or typed.type is type_)
        assert way is not Expressions.open or not is_constant(typed.node)
