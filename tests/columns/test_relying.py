"""Whatever a query relies on, the same columns are told; and it is written once."""

from datetime import date

import pytest
from attrs import evolve

import policyrules
from policyrules.columns.layout import Given, fact_columns
from policyrules.columns.outcomes import Kind, Statement, Told
from policyrules.columns.relying import Statements

DAY = date(2023, 3, 1)


def statements(name: str, *, distances: bool = True) -> Statements:
    policy = policyrules.load(name)
    return Statements(policy.outline, policy.program, DAY, {}, distances)


@pytest.mark.parametrize("name", ["优质中小企业", "江门专精特新"])
def test_a_query_that_relies_on_facts_is_shorter_and_tells_the_same_columns(name: str) -> None:
    made = statements(name)
    given = Given(known=frozenset(fact_columns(made.program)))
    found = made.relying(given)
    assert len(found.text) < len(made.plain.text) and made.relying(given) is found
    assert found.columns != made.plain.columns  # a distance that may not be exact is marked, and with all facts known it is
    assert made.outputs(found).keys() == made.outputs(made.plain).keys()


def test_columns_that_are_not_there_are_written() -> None:
    made = statements("中小企业划型")
    told = (
        Told("e0", Kind.VERDICT, "扶持", 0, ""),
        Told("e0_amount", Kind.AMOUNT, "扶持", 1, ""),
        Told("e0_d0", Kind.DISTANCE, "扶持", 2, ""),
    )
    both = ("e0_amount_least", "e0_amount_least_of", "e0_amount_most", "e0_amount_most_of")
    own = {"e0": ("e0",), "e0_amount": both, "e0_d0": ("e0_d0", "e0_d0_exact")}
    plain = Statement("", told, own, (), ())
    object.__setattr__(made, "plain", plain)
    fewer = {"e0": ("e0",), "e0_amount": ("e0_amount_least", "e0_amount_most", "e0_amount_most_of"), "e0_d0": ("e0_d0",)}
    found = made.outputs(evolve(plain, columns=fewer))
    assert found["e0_amount_least"] == "e0_amount_least"
    assert found["e0_amount_least_of"] == "CASE WHEN e0_amount_least IS NOT NULL THEN 1 END"
    assert "gcd(e0_amount_most, e0_amount_most_of)" in found["e0_amount_most"]
    assert found["e0_d0_exact"] == "CASE WHEN e0_d0 IS NOT NULL THEN TRUE END"


def test_types_are_those_of_the_query_for_any_table() -> None:
    pytest.importorskip("duckdb")
    made = statements("优质中小企业")
    assert made.types.keys() == made.outputs(made.plain).keys()
    assert set(made.types.values()) >= {"BOOLEAN", "BIGINT"}
