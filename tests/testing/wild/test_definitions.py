"""Random definitions stand on what was declared before them."""

from policyrules.syntax import ast
from policyrules.testing.wild.world import OUTSIDE
from policyrules.values.types import RecordType, Scalar, SeriesType
from tests.testing.wild.checking import checked_definition
from tests.testing.wild.worlds import definitions


def test_a_definition_has_the_type_that_it_is_said_to_have() -> None:
    for seed in range(60):
        defining = definitions(seed)
        declared = defining.definition(Scalar.MONEY)
        assert declared is not None
        define = defining.world.declarations.pop()
        assert isinstance(define, ast.Define)
        assert checked_definition(defining.world, define) == (declared.type, [])


def test_a_function_takes_what_it_is_given() -> None:
    defining = definitions(2)
    record = defining.world.record()
    function = defining.function(Scalar.DATE, [record])
    assert function is not None
    assert isinstance(function.parameters[0], RecordType)
    define = defining.world.declarations[-1]
    assert isinstance(define, ast.Define) and define.parameters[0].type.name.name == record.name


def test_a_derived_series_is_one_of_the_periods_that_are_asked_for() -> None:
    for seed in range(20):
        defining = definitions(seed)
        declared = defining.series(Scalar.MONEY, "quarter")
        assert declared is not None and declared.type == SeriesType(Scalar.MONEY, "quarter")


def test_the_figures_of_a_score_add_up() -> None:
    for seed in range(30):
        defining = definitions(seed)
        score = defining.score()
        assert score is not None
        node = next(d for d in defining.world.declarations if isinstance(d, ast.Score) and d.name.name == score.name)
        most = sum(f.value for p in ast.score_parts(node) if isinstance(p, ast.Indicator) for f in p.figures)
        assert all(figure.value == most for figure in node.figures if figure.kind == "maximum")
        assert set(score.parts) == {part.name.name for part in ast.score_parts(node)}


def test_a_tier_counts_with_its_validity() -> None:
    defining = definitions(1)
    tier = defining.tier(has_criteria=True)
    assert tier is not None and tier.has_criteria
    node = next(d for d in defining.world.declarations if isinstance(d, ast.Tier) and d.name.name == tier.name)
    assert {getattr(item, "key", "") for item in node.items} >= {"validity", "holds", "qualifies", "quote"}
    assert defining.conditions.condition(OUTSIDE, 0) is not None
