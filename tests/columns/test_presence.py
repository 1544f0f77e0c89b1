"""Of each column of a table it is counted whether it holds a null, and whether it holds anything else."""

import pytest

from policyrules.columns import duck
from policyrules.columns.presence import presence


def test_columns_without_nulls_and_with_nothing_else_are_told() -> None:
    pytest.importorskip("duckdb")
    with duck.connected() as connection:
        connection.execute("CREATE TEMP TABLE t AS SELECT * FROM (VALUES (1, NULL, NULL, [1]), (2, 3, NULL, [])) v(a, b, c, d)")
        found = presence(connection, "t", "abcd")
        assert (found.known, found.unknown) == (frozenset("ad"), frozenset("c"))
        some = presence(connection, "(FROM t WHERE b IS NOT NULL)", ["b"])
        assert (some.known, some.unknown) == (frozenset("b"), frozenset())
