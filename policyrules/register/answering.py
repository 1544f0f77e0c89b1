"""What answers the typed rows of a register: DuckDB itself, or a cluster of Spark that reads them from files.

In: the name of an engine, the text of a statement in its dialect, and a view in DuckDB that has the typed rows. Out: the
answers as a table of a query of DuckDB, the same from either. Knows no policy.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from typing import Any, Protocol

from attrs import field, frozen

from policyrules.columns import spark
from policyrules.columns.dialect import DUCKDB, SPARK, Dialect
from policyrules.columns.layout import NUMBER
from policyrules.columns.query import TABLE
from policyrules.columns.quoting import literal_text, parquet_table, quoted


class Engine(Protocol):
    """What answers rows: how its SQL is written, and what it is called, with its version."""

    @property
    def dialect(self) -> Dialect: ...

    @property
    def software(self) -> Mapping[str, str]: ...

    def answers(self, connection: Any, text: str) -> Any:
        """Have rows answered: a context in which there is a table of the answers."""
        ...


@frozen
class Embedded:
    """DuckDB, in which the rows are: nothing is moved."""

    dialect: Dialect = DUCKDB
    software: Mapping[str, str] = field(factory=dict)

    @contextmanager
    def answers(self, connection: Any, text: str) -> Iterator[str]:
        """Give the statement itself as the table."""
        yield f"(\n{text}\n)"


@frozen
class Cluster:
    """Spark: the rows are written to a folder that all machines see, and the answers are read from there."""

    session: Any
    folder: Path
    dialect: Dialect = SPARK

    @property
    def software(self) -> Mapping[str, str]:
        return {"pyspark": str(spark.package().__version__)}

    @contextmanager
    def answers(self, connection: Any, text: str) -> Iterator[str]:
        """Write the rows, have them answered, and give the files of the answers as the table, in the order of the rows."""
        try:
            yield self._answered(connection, text)
        finally:
            rmtree(self.folder, ignore_errors=True)

    def _answered(self, connection: Any, text: str) -> str:
        rows, answered = self.folder / "rows.parquet", self.folder / "answers"
        rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        columns = ", ".join(_asked(connection, text))
        connection.execute(f"COPY (SELECT {columns} FROM {TABLE}) TO {literal_text(str(rows))} (FORMAT parquet)")
        spark.convert(self.session, text, rows, answered)
        found = parquet_table(*sorted(answered.glob("*.parquet")))
        relation = connection.sql(f"FROM {found}")
        # Spark has no whole numbers of 128 bits: it keeps them as decimals.
        wide = [name for name, type_ in zip(relation.columns, relation.types, strict=True) if type_.id == "decimal"]
        whole = ", ".join(f"CAST({quoted(name)} AS HUGEINT) AS {quoted(name)}" for name in wide)
        return f"(SELECT *{f' REPLACE ({whole})' if whole else ''} FROM {found} ORDER BY {NUMBER})"


def _asked(connection: Any, text: str) -> list[str]:
    """Return the columns of the rows that a statement names, its comments aside."""
    lines = (line for line in text.splitlines() if not line.startswith("--"))
    named = set(re.findall(r"\w+", "\n".join(lines)))
    return [name for name in connection.sql(f"FROM {TABLE}").columns if name in named]
