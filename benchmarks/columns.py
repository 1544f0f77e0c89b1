"""Queries over a register, measured: what one takes to write and to plan, what a row costs beside SQL by hand, and how much
memory it needs; and how many of its answers are those of the reference.

`python benchmarks/columns.py [--rows N] [--larger N] [--rounds N] [--policies N] [--cases N]` makes registers of so many rows
of the criteria of `criteria/`, from enterprises on their thresholds of which some facts are not known, and decides them from
Parquet to Parquet, each query in a process of its own. Prints tables; nothing is kept.
"""

import argparse
import gc
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from criteria.enterprises import DAY, POLICY, enterprises, policy
from measuring import machine

import policyrules
from policyrules import library
from policyrules.columns import duck
from policyrules.columns.layout import NUMBER, columns, fact_columns, rows
from policyrules.columns.outcomes import Asked, statement_of
from policyrules.columns.query import BEYOND, TABLE
from policyrules.core.facts import no_facts, read_case
from policyrules.register.opening import NEVER
from policyrules.testing.selfcheck.batches import run as compare

BY_HAND = Path(__file__).with_name("criteria") / "by_hand.sql"

#: What the register is made of: so many enterprises that are drawn, of which so many of a hundred facts are not known.
KINDS, UNKNOWN = 300, 5

#: So many rows are made at a time, and are one group of a Parquet file.
PIECE = 250_000

#: The most memory that DuckDB takes for its own, whatever the register.
MEMORY = "400MB"

#: Rows of a part of a file of Parquet, as a match writes them: those of two thousand columns have to find room in that memory.
GROUP = 20_480


# --- to write and to plan ---------------------------------------------------------------------------------------------


def planning(rounds: int) -> Iterator[str]:
    """Yield what writing and planning the queries of all policies that ship takes, together: the median of some rounds.

    They are planned as those of a register are.
    """
    duckdb, pyarrow = duck.packages()
    shipped = [policyrules.load(name) for name in library.shipped()]
    figures: dict[str, list[tuple[float, float]]] = {one.name: [] for one in shipped}
    texts = {one.name: one.sql(DAY) for one in shipped}
    gc.freeze()  # the collector would look through all that stands in this process, which is not what is measured
    for _ in range(rounds):
        for one in shipped:
            start = time.process_time()
            text = one.sql(DAY)
            written = time.process_time()
            with duckdb.connect() as connection:
                connection.execute(f"SET threads = 1; SET disabled_optimizers = '{NEVER}'")
                connection.register(TABLE, pyarrow.Table.from_pylist([], schema=duck.schema(columns(one.program))))
                begun = time.process_time()
                connection.execute(f"PREPARE planned AS {text}")
                figures[one.name].append((written - start, time.process_time() - begun))
    gc.unfreeze()
    yield "| policy | characters | written in | planned in |\n|---|---|---|---|"
    for name, found in figures.items():
        write, plan = (median(side) * 1000 for side in zip(*found, strict=True))
        yield f"| {name} | {len(texts[name]):,} | {write:.0f} ms | {plan:.0f} ms |"
    together = median(sum(sum(found[place]) for found in figures.values()) for place in range(rounds))
    yield f"\nwritten and planned, all together: {together:.3f} CPU s (median of {rounds})"


# --- answer by answer -------------------------------------------------------------------------------------------------


def comparing(cases: int, seed: int) -> Iterator[str]:
    """Yield how many answers of how many enterprises are those of the reference."""
    known = [policyrules.load(name) for name in library.shipped()]
    tally = compare(known, cases=cases, seed=seed)
    last = seed + tally.policies - len(known) - 1
    yield f"{tally.answers:,} answers compared, {tally.unknown:,} of them not known; {len(tally.differences)} differ"
    yield f"{tally.cases:,} enterprises of the policies that ship and of random ones, seeds {seed} to {last}"
    yield f"{tally.in_python:,} are left to Python, {tally.refused:,} refused by both, {len(tally.failed)} policies failed"
    yield f"edges: {dict(tally.edges)}"
    yield f"reached: {dict(sorted(tally.reached.items()))}"


# --- registers --------------------------------------------------------------------------------------------------------


def drawn() -> Any:
    """Return the enterprises that the register is made of, as the typed columns of a query."""
    of = policy()
    given = [*enterprises(of, KINDS // 2), *enterprises(of, KINDS // 2, unknown=UNKNOWN)]
    cases = (read_case(of.program, facts, DAY) for facts in given)
    names = [NUMBER, *fact_columns(of.program)]
    schema = duck.schema({name: shape for name, shape in columns(of.program).items() if name in names})
    held = [{name: one[name] for name in names} for one in rows(of.program, cases) if one is not None]
    return duck.packages()[1].Table.from_pylist(held, schema=schema)


def register(kinds: Any, size: int, path: Path) -> Path:
    """Write a register of so many rows: each fact is that of an enterprise by lot."""
    arrow = duck.arrow()
    compute = arrow.compute
    with arrow.parquet.ParquetWriter(path, kinds.schema) as writer:
        for first in range(0, size, PIECE):
            count = min(PIECE, size - first)
            numbers = compute.add(compute.cumulative_sum(arrow.repeat(1, count)), first)
            made = [numbers]
            for place, name in enumerate(kinds.column_names[1:]):
                lots = compute.random(count, initializer=first * 100 + place)
                which = compute.cast(compute.floor(compute.multiply(lots, len(kinds))), arrow.int32())
                made.append(kinds[name].combine_chunks().take(which))
            writer.write_table(arrow.table(made, schema=kinds.schema))
    return path


# --- one query, in a process of its own -------------------------------------------------------------------------------


def once(query: Path, source: Path, target: Path) -> tuple[float, float]:
    """Return the CPU seconds and the MiB at most of a query from one Parquet file into another."""
    command = [sys.executable, __file__, "--run", str(query), str(source), str(target)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1])


def run_once(query: Path, source: Path, target: Path) -> None:
    """Run a query and print the CPU seconds and the MiB that it took."""
    duckdb, _ = duck.packages()
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 2; SET preserve_insertion_order = false")
        connection.execute(f"CREATE VIEW {TABLE} AS FROM read_parquet('{source}')")
        start = time.process_time()
        connection.execute(f"COPY ({query.read_text(encoding='utf-8')}) TO '{target}' (FORMAT parquet, ROW_GROUP_SIZE {GROUP})")
        taken = time.process_time() - start
    print(taken, most_memory())


def most_memory() -> float:
    """Return how many MiB this process took at most; what the system tells elsewhere begins with what its parent took."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


# --- beside SQL by hand -----------------------------------------------------------------------------------------------


class Measured:
    """The queries that are held against one another, as files, and what they cost on a register."""

    def __init__(self, folder: Path, rounds: int) -> None:
        self.folder, self.rounds = folder, rounds
        self.queries = {"policyrules": self._written("ours", policy().sql(DAY))}
        by_hand = BY_HAND.read_text(encoding="utf-8")
        self.queries["three-valued SQL by hand"] = self._written("hand", by_hand)
        self.queries["SQL that takes null for zero"] = self._written("zero", zeroed(by_hand))

    def _written(self, name: str, text: str) -> Path:
        path = self.folder / f"{name}.sql"
        path.write_text(text, encoding="utf-8")
        return path

    def costs(self, source: Path) -> dict[str, tuple[float, float]]:
        """Return the CPU seconds and the MiB of each query, medians of rounds that take turns."""
        found: dict[str, list[tuple[float, float]]] = {name: [] for name in self.queries}
        for _ in range(self.rounds):
            for name, query in self.queries.items():
                found[name].append(once(query, source, self.folder / f"{query.stem}.parquet"))
        return {name: (median(one[0] for one in taken), max(one[1] for one in taken)) for name, taken in found.items()}

    def told(self) -> Iterator[str]:
        """Yield which columns the queries give."""
        duckdb, _ = duck.packages()
        with duckdb.connect() as connection:
            names = {
                name: [one[0] for one in connection.execute(f"DESCRIBE FROM '{self.folder}/{query.stem}.parquet'").fetchall()]
                for name, query in self.queries.items()
            }
        ours = names.pop("policyrules")
        for name, theirs in names.items():
            both, alone = [one for one in ours if one in theirs], [one for one in ours if one not in theirs]
            more = [one for one in theirs if one not in ours]
            yield f"policyrules and {name} both tell {len(both)} columns: {', '.join(both)}"
            yield f"- policyrules alone: {', '.join(alone) or 'none'}; {name} alone: {', '.join(more) or 'none'}"

    def wrong(self) -> Iterator[str]:
        """Yield in how many rows the verdicts of the others are not ours."""
        duckdb, _ = duck.packages()
        ours = f"read_parquet('{self.folder}/ours.parquet')"
        with duckdb.connect() as connection:
            beyond = f"SELECT count(*), count(*) FILTER ({BEYOND}) FROM {ours}"
            every, left = connection.execute(beyond).fetchall()[0]
            yield f"{left:,} of {every:,} rows are left to Python by policyrules"
            for stem, name in (("hand", "three-valued SQL by hand"), ("zero", "SQL that takes null for zero")):
                theirs = f"read_parquet('{self.folder}/{stem}.parquet')"
                differs = " OR ".join(f"o.{one} IS DISTINCT FROM h.{one}" for one in ("e0", "e1"))
                more = " OR ".join(f"(o.{one} IS NOT NULL AND h.{one} IS NULL)" for one in ("e0", "e1"))
                against = " OR ".join(f"(h.{one} IS NOT NULL AND o.{one} IS DISTINCT FROM h.{one})" for one in ("e0", "e1"))
                counted = f"count(*) FILTER ({differs}), count(*) FILTER ({more}), count(*) FILTER ({against})"
                text = f"SELECT {counted} FROM {ours} o JOIN {theirs} h USING (row) WHERE NOT o.{BEYOND}"
                differ, open_, wrong = connection.execute(text).fetchall()[0]
                yield f"{name}: {differ:,} rows differ; in {open_:,} it leaves open what is known, in {wrong:,} it is wrong"


def zeroed(text: str) -> str:
    """Return the query by hand over a register in which null is zero, and no truth is not known."""
    shapes = fact_columns(policy().program)
    given = [f"COALESCE({name}, {_nothing(shape.value)}) AS {name}" for name, shape in shapes.items()]  # type: ignore[union-attr]
    return text.replace("FROM register", f"FROM (SELECT row, {', '.join(given)} FROM register)")


def _nothing(type_: str) -> str:
    return {"BOOLEAN": "FALSE", "VARCHAR": "''"}.get(type_, "0")


def beside(folder: Path, sizes: Sequence[int], rounds: int) -> Iterator[str]:
    """Yield what each query costs on registers of some sizes, and where they differ."""
    kinds, measured = drawn(), Measured(folder, rounds)
    found: dict[int, dict[str, tuple[float, float]]] = {}
    yield "| query | rows | CPU s | rows per CPU s | as ours / theirs | peak memory |\n|---|---|---|---|---|---|"
    for size in sizes:
        source = register(kinds, size, folder / "register.parquet")
        found[size] = measured.costs(source)
        ours = found[size]["policyrules"][0]
        for name, (cpu, peak) in found[size].items():
            yield f"| {name} | {size:,} | {cpu:.2f} | {size / cpu:,.0f} | {ours / cpu:.2f} | {peak:,.0f} MiB |"
    yield ""
    yield from measured.told()
    yield from measured.wrong()
    for first, last in pairwise(sizes):
        one, other = found[first]["policyrules"], found[last]["policyrules"]
        yield f"{last / first:.0f} times the rows: {other[0] / one[0]:.2f} times the CPU, {other[1] - one[1]:+,.0f} MiB"


# --- many policies ----------------------------------------------------------------------------------------------------


def variants(count: int, folder: Path) -> list[Path]:
    """Write so many policies that differ in their thresholds."""
    text, paths = POLICY.read_text(encoding="utf-8"), []
    for number in range(count):
        changed = text.replace("政策 认定标准 ", f"政策 认定标准{number} ", 1)
        changed = changed.replace("上年研发费用 不低于 100万元", f"上年研发费用 不低于 {100 + number}万元")
        changed = changed.replace("合格线 60", f"合格线 {40 + number % 50}")
        changed = changed.replace("平均增长率 不低于 5%", f"平均增长率 不低于 {number + 1}%")
        path = folder / f"认定标准{number}.pol"
        path.write_text(changed, encoding="utf-8")
        paths.append(path)
    return paths


def many(folder: Path, counts: Sequence[int], size: int) -> Iterator[str]:
    """Yield what books of some numbers of policies cost in one pass, beside the first."""
    source = register(drawn(), size, folder / "register.parquet")
    first = 0.0
    yield "| policies | characters | written in | CPU s | against one | peak memory |\n|---|---|---|---|---|---|"
    for count in counts:
        book = policyrules.load_book([str(path) for path in variants(count, folder)])
        start = time.process_time()
        parts = [
            Asked(f"p{n}_", part.alone.outline, part.alone.program, part.places) for n, part in enumerate(book.lowered.parts)
        ]
        text = statement_of(parts, book.program, no_facts(book.program, DAY)).text
        written, query = time.process_time() - start, folder / "book.sql"
        query.write_text(text, encoding="utf-8")
        cpu, peak = once(query, source, folder / "book.parquet")
        first = first or cpu
        yield f"| {count} | {len(text):,} | {written:.2f} s | {cpu:.2f} | {cpu / first:.1f} | {peak:,.0f} MiB |"


def report(rows_: int, larger: int, rounds: int, policies: int, cases: int, seed: int) -> Iterator[str]:
    """Yield all of it."""
    yield f"{machine()}; DuckDB {duck.packages()[0].__version__}; {date.today()}\n"
    yield from planning(max(rounds, 3))
    with tempfile.TemporaryDirectory() as name:
        yield ""
        yield from beside(Path(name), [rows_, *([larger] if larger else [])], rounds)
        if policies:
            yield ""
            yield from many(Path(name), [1, policies], rows_)
    if cases:
        yield ""
        yield from comparing(cases, seed)


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--larger", type=int, default=0, help="a second size, for memory and for what a row costs")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--policies", type=int, default=0, help="so many policies in one pass")
    options.add_argument("--cases", type=int, default=0, help="so many enterprises are compared answer by answer")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--run", nargs=3, type=Path, help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.run:
        run_once(*given.run)
        return
    for line in report(given.rows, given.larger, given.rounds, given.policies, given.cases, given.seed):
        print(line, flush=True)


if __name__ == "__main__":
    main()
