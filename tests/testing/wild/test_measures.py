"""Random measures promise what their documents say, and their rules do not cross."""

from policyrules.syntax import ast
from policyrules.testing.wild.measures import Measures
from policyrules.testing.wild.words import is_said
from tests.testing.wild.worlds import definitions


def drawn(seed: int) -> Measures:
    defining = definitions(seed)
    return Measures(defining.world, defining.conditions, defining.tables)


def test_every_verb_stands_in_its_quote() -> None:
    for seed in range(30):
        measure = drawn(seed).measure()
        for part in measure.items:
            if isinstance(part, ast.Entitlement | ast.Duty):
                quoted = "".join(q.text for i in part.items if isinstance(i, ast.QuotesItem) for q in i.quotes)
                assert part.verb is not None and is_said(part.verb.text, quoted)


def test_rules_govern_awards_of_their_own_measure() -> None:
    ruled = 0
    for seed in range(60):
        measures = drawn(seed)
        measure = measures.measure()
        awards = measures.awards[measure.name.name]
        for item in measure.items:
            if isinstance(item, ast.RuleItem):
                ruled += 1
                assert {ast.last_name(award).name for award in item.awards} <= set(awards)
    assert ruled > 5


def test_stages_make_up_the_whole() -> None:
    for seed in range(10):
        stages = drawn(seed).stages().stages
        assert sum(stage.share.value for stage in stages if isinstance(stage.share, ast.PercentLiteral)) == 100
