"""Queries over a register, measured: how long one takes to write and to plan, what a row costs, and what is compared.

`python benchmarks/columns.py [COMPARISONS [ROWS]]` holds so many answers of queries against the reference, and decides so many
rows of a made-up register by the query of each policy that ships. Prints tables; nothing is kept.
"""

import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import Any

import policyrules
from policyrules.columns.duck import packages, schema
from policyrules.columns.layout import columns, rows
from policyrules.columns.query import TABLE, query
from policyrules.core.facts import no_facts
from policyrules.policy import Policy
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.enterprises import trials
from policyrules.testing.selfcheck.batches import BatchTally, cases_of, compare
from policyrules.testing.wild.policies import draw_policy

DAY = date(2024, 3, 1)
SHIPPED = ("中小企业划型", "优质中小企业", "江门专精特新")


def shipped() -> list[Policy]:
    """Return the policies that ship."""
    return [policyrules.load(name) for name in SHIPPED]


@contextmanager
def measured(done: Callable[[float], object]) -> Iterator[None]:
    """Tell how many seconds of the processor something takes."""
    start = time.process_time()
    yield
    done(time.process_time() - start)


# --- to write and to plan ---------------------------------------------------------------------------------------------


def planning() -> None:
    """Print what writing and planning the queries of all policies that ship takes together."""
    duckdb, pyarrow = packages()
    total = 0.0
    print("| policy | characters | written in | planned in |\n|---|---|---|---|")
    for policy in shipped():
        policy.sql(DAY)
        times: list[float] = []
        with measured(times.append):
            text = policy.sql(DAY)
        with duckdb.connect() as connection:
            connection.register(TABLE, pyarrow.Table.from_pylist([], schema=schema(columns(policy.program))))
            connection.execute("SET threads = 1")
            with measured(times.append):
                connection.execute(f"EXPLAIN {text}").fetchall()
        total += sum(times)
        print(f"| {policy.name} | {len(text):,} | {times[0] * 1000:.0f} ms | {times[1] * 1000:.0f} ms |")
    print(f"\nall together: {total:.3f} CPU s")


# --- answer by answer -------------------------------------------------------------------------------------------------


def comparing(wanted: int) -> None:
    """Hold so many answers against the reference: a fifth on policies that ship, the others on random ones."""
    tally, seed, policies = BatchTally(), 0, 0
    for number, policy in enumerate(shipped(), 1):
        drawn = trials(policy, 1, unknown=15)
        while tally.answers < wanted // 15 * number and not tally.differences:
            compare(policy.program, cases_of(policy, islice(drawn, 100)), tally)
    while tally.answers < wanted and not tally.differences:
        policy = draw_policy(Seeded(seed)).build()
        compare(policy.program, cases_of(policy, islice(trials(policy, seed, unknown=20), 60)), tally)
        seed, policies = seed + 1, policies + 1
    print(f"{tally.answers:,} answers compared, {tally.unknown:,} of them not known; {len(tally.differences)} differ")
    print(f"{tally.rows:,} rows of {policies} random policies and those that ship; {tally.refused} refused by the reference")
    print(f"{tally.outside} rows have no place in the columns, {tally.beyond} are beyond what the query answers")
    print("left:", dict(tally.left))
    print("reached:", dict(sorted(tally.reached.items())))
    for one in tally.differences:
        print(one.point, one.expected, one.found, one.made_of)


# --- a register -------------------------------------------------------------------------------------------------------


def register(policy: Policy, size: int) -> Any:
    """Return a table of enterprises that were drawn, each many times over, in an order at random."""
    _, pyarrow = packages()
    drawn = [row for row in rows(policy.program, cases_of(policy, islice(trials(policy, 1), 1_000))) if row is not None]
    table = pyarrow.Table.from_pylist(drawn, schema=schema(columns(policy.program)))
    places = list(range(len(drawn))) * (size // len(drawn) + 1)
    random.Random(1).shuffle(places)
    return table.take(pyarrow.array(places[:size]))


def deciding(size: int) -> None:
    """Print what a row costs, and how much memory it takes at most."""
    duckdb, _ = packages()
    print("| policy | rows | CPU s | rows per CPU s | peak memory |\n|---|---|---|---|---|")
    for policy in shipped():
        table = register(policy, size)
        wanted = sorted({spec.verdict for spec in policy.outline.entitlements}) or [len(policy.program.nodes) - 1]
        text = query(policy.program, wanted, case=no_facts(policy.program, DAY)).text
        with duckdb.connect() as connection:
            connection.register(TABLE, table)
            times: list[float] = []
            with measured(times.append):
                connection.execute(f"CREATE TABLE found AS {text}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"| {policy.name} | {size:,} | {times[0]:.2f} | {size / times[0]:,.0f} | {peak} MiB |")


def main() -> None:
    """Print all of it."""
    comparisons, size = (int(argument) for argument in (*sys.argv[1:], *("100000", "100000")[len(sys.argv) - 1 :]))
    planning()
    print()
    comparing(comparisons)
    print()
    deciding(size)


if __name__ == "__main__":
    main()
