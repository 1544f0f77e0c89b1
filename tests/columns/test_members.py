"""Members of enumerations that DuckDB counts are told the same of as those that stand as texts."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import pytest

import policyrules
from policyrules.columns import duck
from policyrules.columns.dialect import DUCKDB
from policyrules.columns.engines import Engine
from policyrules.columns.layout import Shape
from policyrules.columns.members import counted
from policyrules.columns.query import TABLE
from policyrules.core.program import FactSpec, Program
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.batches import BatchTally, cases_of, compare
from policyrules.testing.wild.policies import draw_policy
from policyrules.values.types import EnumType, Scalar, SeriesType
from tests.columns.test_layout import PROGRAM

pytest.importorskip("duckdb")


def test_members_are_counted_wherever_they_stand() -> None:
    levels, optional = "ENUM('省级', '市级')", EnumType("级别", ("省级", "市级"))
    assert counted(PROGRAM) == f"* REPLACE (CAST(f5 AS STRUCT(c0 {levels}, c1 DATE, c2 DATE, g2 BOOLEAN)[]) AS f5)"
    facts = (FactSpec("级", optional), FactSpec("历年", SeriesType(optional)), FactSpec("名", Scalar.TEXT))
    casts = f"CAST(f0 AS {levels}) AS f0, CAST(f1 AS MAP(BIGINT, {levels})) AS f1"
    assert counted(Program((), (), facts, (), ())) == f"* REPLACE ({casts})"


def test_what_has_no_enumeration_stays_as_it_is() -> None:
    assert counted(Program((), (), (FactSpec("名", Scalar.TEXT),), (), ())) == "*"


def test_a_quote_in_a_member_stays_in_it() -> None:
    fact = FactSpec("级", EnumType("级", ("甲'); DROP TABLE register; --",)))
    assert counted(Program((), (), (fact,), (), ())) == "* REPLACE (CAST(f0 AS ENUM('甲''); DROP TABLE register; --')) AS f0)"


@pytest.mark.parametrize("name", ["优质中小企业", "江门专精特新", 11, 24])
def test_answers_are_those_of_the_reference(name: str | int) -> None:
    policy = policyrules.load(name) if isinstance(name, str) else draw_policy(Seeded(name)).build()
    tally = BatchTally()
    compare(policy.program, cases_of(policy, islice(trials(policy, 7, unknown=15), 12)), tally, engine=counting(policy))
    assert "ENUM(" in counted(policy.program)
    assert tally.differences == []
    assert tally.answers > 100 and tally.unknown > 0


def counting(policy: Policy) -> Engine:
    """Return DuckDB on a table in which members are counted."""

    def run(text: str, columns: Mapping[str, Shape], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
        with duck.connected() as connection:
            connection.register("given", duck.arrow().Table.from_pylist(list(rows), schema=duck.schema(columns)))
            connection.execute(f"CREATE TEMP TABLE {TABLE} AS SELECT {counted(policy.program)} FROM given")
            found = connection.execute(text)
            names = [column[0] for column in found.description]
            return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    return Engine(DUCKDB, run)
