"""The query of a policy tells each enterprise's tiers and awards as decisions do, and says what each column is about."""

from datetime import date
from fractions import Fraction
from itertools import islice

import pytest

import policyrules
from policyrules.columns.duck import run
from policyrules.columns.layout import columns, rows
from policyrules.columns.outcomes import told
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.batches import cases_of
from policyrules.values.answers import Interval, Truth
from tests.testing.policies import POLICY

DAY = date(2023, 3, 1)
TRUTHS = {True: Truth.T, False: Truth.F, None: Truth.U}


@pytest.mark.parametrize("text", ["江门专精特新", POLICY])
def test_the_query_tells_what_decisions_tell(text: str) -> None:
    pytest.importorskip("duckdb")
    policy = policyrules.load(text)
    given = list(islice(trials(policy, 5, unknown=20), 10))
    cases = list(cases_of(policy, given))
    staged = [row for row in rows(policy.program, iter(cases)) if row is not None]
    found = run(policy.sql(DAY), columns(policy.program), staged)
    assert len(found) == len(staged) > 5 and not any(row["beyond"] for row in found)
    for row in found:
        decision = policy.decide(given[row["row"]].facts, DAY)
        for one in told(policy.outline):
            answer = decision.answers.values[one.node]
            if isinstance(answer, Truth):
                assert TRUTHS[row[one.column]] is answer, one
            else:
                ends = [_end(row, f"{one.column}_{side}") for side in ("least", "most")]
                assert Interval(*ends) == answer, one


def _end(row: dict[str, object], name: str) -> Fraction | None:
    above, under = row[name], row.get(f"{name}_of", 1)
    assert isinstance(under, int)
    return Fraction(above, under) if isinstance(above, int) else None


def test_every_column_is_explained_in_a_comment() -> None:
    policy = policyrules.load("江门专精特新")
    lines = policy.sql(DAY).splitlines()
    comments = [line for line in lines if line.startswith("-- ")]
    assert comments[:2] == [f"-- {policy.name} {policy.title}", "-- day: 2023-03-01"]
    assert any(line.startswith("-- e0: ") for line in comments) and "-- f1: 所在县区: VARCHAR" in comments
    assert lines[len(comments)].startswith("SELECT")


def test_no_word_of_a_policy_ends_a_comment() -> None:
    policy = policyrules.load(POLICY)
    text = policy.sql(DAY)
    assert all(line.startswith("-- ") for line in text[: text.index("\nSELECT")].splitlines())


def test_there_is_no_other_dialect() -> None:
    with pytest.raises(KeyError):
        policyrules.load("江门专精特新").sql(DAY, dialect="oracle")
