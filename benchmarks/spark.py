"""Spark on this machine: the same rows as DuckDB, and what a query costs beside one that was written by hand.

`python benchmarks/spark.py [--rows N] [--rounds N] [--kinds N] [--cores N]` lays out so many rows of enterprises that stand on
the thresholds of the criteria, a half of them with facts that are not known. It compares every column of every row with what
DuckDB gives, and times both verdicts from Parquet to Parquet beside `criteria/by_hand_spark.sql`, by the processor time of the
JVM, as medians of rounds that take turns. It prints in how many rows the query by hand says otherwise, which knows no declared
ranges. Needs the extras `[batch]` and `[spark]`, and Java.
"""

import argparse
import os
import random
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from criteria.enterprises import DAY, enterprises, policy
from measuring import machine

from policyrules.columns import duck, spark
from policyrules.columns.dialect import DUCKDB, SPARK
from policyrules.columns.layout import NUMBER, columns, rows
from policyrules.columns.query import BEYOND
from policyrules.core.facts import read_case
from policyrules.policy import Policy

BY_HAND = Path(__file__).with_name("criteria") / "by_hand_spark.sql"


# --- a register -------------------------------------------------------------------------------------------------------


def register(of: Policy, size: int, kinds: int, path: Path) -> None:
    """Write so many rows: drawn enterprises, each many times over at random; of a half of them, not all is known."""
    _, arrow = duck.packages()
    from pyarrow import parquet

    drawn = [*enterprises(of, kinds // 2), *enterprises(of, kinds - kinds // 2, unknown=15)]
    cases = (read_case(of.program, facts, DAY) for facts in drawn)
    staged = [row for row in rows(of.program, cases) if row is not None]
    table = arrow.Table.from_pylist(staged, schema=duck.schema(columns(of.program))).drop_columns(NUMBER)
    draw, written = random.Random(1), 0
    kinds_of_rows = table.schema.append(arrow.field(NUMBER, arrow.int64()))
    with parquet.ParquetWriter(path, kinds_of_rows) as writer:
        while written < size:
            count = min(100_000, size - written)
            part = table.take(arrow.array([draw.randrange(len(staged)) for _ in range(count)]))
            writer.write_table(part.append_column(NUMBER, arrow.array(range(written, written + count), arrow.int64())))
            written += count


# --- the same rows ----------------------------------------------------------------------------------------------------


def same_rows(session: Any, of: Policy, folder: Path, *, distances: bool) -> Iterator[str]:
    """Ask both engines for every column that is told, by the same query, and compare row by row."""
    duckdb, _ = duck.packages()
    source, target = folder / "register.parquet", folder / f"all{distances}"
    spark.convert(session, of.sql(DAY, dialect=SPARK.name, distances=distances), source, target)
    with duckdb.connect() as connection:
        connection.execute(f"CREATE VIEW register AS SELECT * FROM '{source}'")
        connection.execute(f"CREATE TABLE one AS {of.sql(DAY, dialect=DUCKDB.name, distances=distances)}")
        connection.execute(f"CREATE VIEW other AS SELECT * FROM '{target}/*.parquet'")
        names = [name for name, *_ in connection.execute("DESCRIBE one").fetchall()]
        assert names == [name for name, *_ in connection.execute("DESCRIBE other").fetchall()]
        told = ", ".join(f"COALESCE(CAST({name} AS VARCHAR), '')" for name in names)
        for table in ("one", "other"):
            hashed = f"SELECT row, md5(concat_ws('|', {told})) AS hash FROM {table}"
            connection.execute(f"CREATE TABLE hashes_{table} AS {hashed}")
        total = "SELECT count(*), md5(string_agg(hash, '' ORDER BY row)) FROM hashes_{}"
        counted, hashes = zip(*(connection.execute(total.format(table)).fetchone() for table in ("one", "other")), strict=True)
        apart = connection.execute(
            "SELECT count(*) FROM hashes_one FULL JOIN hashes_other USING (row)"
            " WHERE hashes_one.hash IS DISTINCT FROM hashes_other.hash"
        ).fetchone()[0]
    yield f"\n{len(names)} columns of each row, {'with the distances' if distances else 'without distances'}"
    yield f"rows: DuckDB {counted[0]:,}, Spark {counted[1]:,}; rows that differ: {apart:,}"
    yield f"hash of all rows: DuckDB {hashes[0]}, Spark {hashes[1]}: {'the same' if len(set(hashes)) == 1 else 'NOT the same'}"


# --- what it costs ----------------------------------------------------------------------------------------------------


def verdicts(of: Policy) -> str:
    """Return our query of both verdicts."""
    return f"SELECT {NUMBER}, e0, e1, {BEYOND} FROM (\n{of.sql(DAY, dialect=SPARK.name)}\n)"


def cpu_seconds(pid: int) -> float:
    """Return the seconds of the processor that a process has taken up to now."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def costs(session: Any, texts: Mapping[str, str], folder: Path, rounds: int) -> Iterator[str]:
    """Run the queries in turn, the last one by hand, after one round that is not counted, and tell what they took."""
    pid = session.sparkContext._jvm.java.lang.ProcessHandle.current().pid()
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in texts}
    for number in range(rounds + 1):
        for name in list(texts)[:: 1 if number % 2 else -1]:
            cpu, wall = cpu_seconds(pid), time.perf_counter()
            spark.convert(session, texts[name], folder / "register.parquet", folder / f"{name}{number}")
            taken[name].append((cpu_seconds(pid) - cpu, time.perf_counter() - wall))
    yield "| query | CPU s, each round | median | wall s, median |\n|---|---|---|---|"
    for name, times in taken.items():
        each = " ".join(f"{cpu:.1f}" for cpu, _ in times[1:])
        yield f"| {name} | {each} | {median(c for c, _ in times[1:]):.1f} | {median(w for _, w in times[1:]):.1f} |"
    *ours, hand = texts
    for name in ours:
        ratios = [one[0] / other[0] for one, other in zip(taken[name][1:], taken[hand][1:], strict=True)]
        each = " ".join(f"{one:.2f}" for one in ratios)
        yield f"\nratio of CPU, {name} to {hand}, median of rounds: {median(ratios):.2f} (each: {each})"


def otherwise(folder: Path) -> str:
    """Tell in how many rows the query by hand gives another verdict, and how many rows ours leaves."""
    duckdb, _ = duck.packages()
    apart = "(ours.e0, ours.e1) IS DISTINCT FROM (hand.e0, hand.e1)"
    with duckdb.connect() as connection:
        found = connection.execute(
            f"SELECT count(*), count(*) FILTER ({BEYOND}), count(*) FILTER (NOT {BEYOND} AND {apart}),"
            f" count(*) FILTER (NOT {BEYOND} AND {apart} AND (hand.e0 <> ours.e0 OR hand.e1 <> ours.e1))"
            f" FROM '{folder}/ours0/*.parquet' ours JOIN '{folder}/hand0/*.parquet' hand USING ({NUMBER})"
        ).fetchone()
    return (
        f"of {found[0]:,} rows, ours leaves {found[1]:,} to Python; by hand, {found[2]:,} of the others are told otherwise"
        f" ({found[3]:,} with yes for no, the others not known by hand)"
    )


def main() -> None:
    """Lay out the rows, compare and measure, and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=20_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--kinds", type=int, default=200, help="how many enterprises are drawn; the rows repeat them")
    options.add_argument("--cores", type=int, default=2)
    given = options.parse_args()
    of = policy()
    session = spark.session(f"local[{given.cores}]", {"spark.driver.memory": "3g"})
    print(f"{machine()}; Spark {session.version}, local[{given.cores}]; {given.rows:,} rows of {given.kinds} enterprises")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        register(of, given.rows, given.kinds, folder / "register.parquet")
        for distances in (True, False):  # without them the query is the one that is timed, and written otherwise
            for line in same_rows(session, of, folder, distances=distances):
                print(line, flush=True)
        print()
        texts = {"ours": verdicts(of), "hand": BY_HAND.read_text(encoding="utf-8")}
        for line in costs(session, texts, folder, given.rounds):
            print(line, flush=True)
        print(otherwise(folder))
    session.stop()


if __name__ == "__main__":
    main()
