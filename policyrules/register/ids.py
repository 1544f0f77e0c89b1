"""Whether a register tells its enterprises apart: rows without a number of the enterprise, and rows that share one.

In: a connection to DuckDB, and a register with its mapping. Out: `Ids`. Such rows are decided like all others; whoever counts
enterprises has to know of them.
"""

from typing import Any

from policyrules.columns.quoting import quoted
from policyrules.register.running import Ids
from policyrules.register.sources import DAMAGE, ROW
from policyrules.register.taking import Taking, key_text

#: A piece of all rows of a file.
_ALL = 2**62

#: So many numbers that are shared are named.
_FEW = 3


def ids_of(connection: Any, taking: Taking) -> Ids:
    """Look at the numbers of all rows but damaged ones. Where no column holds any, rows are told apart by their place."""
    column = taking.mapping.id
    if column is None:
        return Ids()
    sound = f" WHERE {quoted(DAMAGE)} IS NULL" if taking.register.damage else ""
    key = key_text(column, taking.register.columns[column])
    tables = (piece.table for piece in taking.register.pieces(_ALL))
    keys = " UNION ALL ".join(f"SELECT {ROW} AS row, {key} AS key FROM {table}{sound}" for table in tables)
    # Of ten million rows the hashes are far smaller than the texts; only of those that are seen twice the texts are compared.
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE twice AS SELECT hash(key) AS of FROM ({keys}) GROUP BY 1 HAVING count(*) > 1"
    )
    shared = (
        f"SELECT key, count(*) AS rows, min(row) AS row FROM ({keys}) WHERE key IS NULL OR hash(key) IN (SELECT of FROM twice) "
        "GROUP BY key HAVING key IS NULL OR count(*) > 1"
    )
    found = connection.execute(
        "SELECT COALESCE(sum(rows) FILTER (key IS NULL), 0), count(key), COALESCE(sum(rows) FILTER (key IS NOT NULL), 0), "
        f"list(key ORDER BY row) FILTER (key IS NOT NULL)[:{_FEW}] FROM ({shared})"
    ).fetchone()
    connection.execute("DROP TABLE twice")
    unnumbered, repeated, sharing, first = found
    return Ids(int(unnumbered), repeated, int(sharing), tuple(first or ()))
