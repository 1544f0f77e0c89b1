"""Gaps: the comparisons that failed, each with the line that asks it and the record that it is about."""

from policyrules.explain.gaps import gaps
from tests.explain.cases import MUNICIPAL, PROVINCIAL
from tests.explain.pipeline import decide, jiangmen


def test_what_fails_has_gaps_with_the_record_that_they_are_about() -> None:
    outcome = decide(jiangmen(), MUNICIPAL, "2024-01-10")["税务服务"]
    found = gaps(outcome.explanation)
    assert found == outcome.gaps and "认定[1]" in {gap.record for gap in found}


def test_what_holds_has_none() -> None:
    outcome = decide(jiangmen(), PROVINCIAL, "2023-03-01")["税务服务"]
    assert gaps(outcome.explanation) == outcome.gaps == ()
