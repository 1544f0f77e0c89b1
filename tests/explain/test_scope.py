"""Scopes: nodes and answers of the program, and of each record."""

import pytest

from policyrules.core.outline import SiteKind
from policyrules.core.program import Op
from policyrules.explain.scope import Scope, is_open, whole
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Maybe, Records, Symbol, Truth, point
from tests.explain.cases import enterprise, title
from tests.explain.pipeline import decide, jiangmen


def scopes() -> tuple[Scope, tuple[Scope, ...]]:
    """Return the scope of a decision, and those of the records of its first quantifier."""
    decision = decide(jiangmen(), enterprise(title("金种子", "2022-12-01"), title("省级专精特新", "2023-01-01")), "2023-03-01")
    scope = whole(decision.program, decision.answers)
    index = next(number for number, node in enumerate(scope.nodes) if node.op is Op.EACH)
    records = scope.records(index)
    assert records is not None
    return scope, records


def test_records_are_counted_from_one_and_know_their_path() -> None:
    _, records = scopes()
    assert [record.record.path for record in records if record.record] == ["认定[1]", "认定[2]"]


def test_the_records_of_a_quantifier_are_the_same_whenever_they_are_asked_for() -> None:
    scope, records = scopes()
    index = next(number for number, node in enumerate(scope.nodes) if node.op is Op.EACH)
    assert scope.records(index) == records and scope.list_name(index) == "认定"  # the same, not only alike


def test_what_a_body_brings_in_is_asked_outside() -> None:
    scope, (record, _) = scopes()
    index = next(number for number, node in enumerate(record.nodes) if node.op is Op.OUTER)
    home, source = record.source(index)
    assert home is scope and scope.answer(source) == record.answer(index)


def test_a_list_that_is_not_given_has_no_records() -> None:
    decision = decide(jiangmen(), {}, "2023-03-01")
    scope = whole(decision.program, decision.answers)
    index = next(number for number, node in enumerate(scope.nodes) if node.op is Op.EACH)
    assert scope.records(index) is None


@pytest.mark.parametrize("answer", [Truth.U, WHOLE_LINE, Symbol(None), Records(None), Maybe(WHOLE_LINE)])
def test_what_can_still_shrink_is_open(answer: Answer) -> None:
    assert is_open(answer)


@pytest.mark.parametrize("answer", [Truth.T, Truth.F, point(3), Symbol("a"), Records(()), Absent()])
def test_what_is_known_is_not_open(answer: Answer) -> None:
    assert not is_open(answer)


def test_a_tier_site_is_where_the_tests_expect_it() -> None:
    assert all(tier.held is not None and tier.held.kind is SiteKind.TIER for tier in jiangmen().outline.tiers)
