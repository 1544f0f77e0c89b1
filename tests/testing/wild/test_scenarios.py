"""Random trial cases give facts that fit, each once."""

from fractions import Fraction

from policyrules.checking import constants
from policyrules.syntax import ast
from policyrules.testing.wild.scenarios import Scenarios
from policyrules.values.types import Scalar
from tests.testing.wild.worlds import definitions


def test_every_trial_case_has_a_day_and_expects_something() -> None:
    kinds = set()
    for seed in range(80):
        defining = definitions(seed)
        defining.tier(has_criteria=True)
        defining.definition(Scalar.MONEY)
        scenario = Scenarios(defining.world).scenario(1)
        assert any(isinstance(line, ast.ExpressionItem) and line.key == "date" for line in scenario.lines)
        kinds |= {type(line) for line in scenario.lines}
    assert kinds >= {ast.Given, ast.GivenRecord, ast.GivenPeriod, ast.ExpectVerdict, ast.ExpectDefinition, ast.EachRow}


def test_a_value_lies_in_its_range() -> None:
    for seed in range(50):
        found = Scenarios(definitions(seed).world).constant(Scalar.INTEGER, Fraction(2), Fraction(10))
        number = constants.number(found)
        assert found is None or (number is not None and 2 <= number <= 10)
