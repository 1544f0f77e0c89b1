"""A match from a program's own code.

In: what `policyrules match` takes, as values. Out: `Matched`, with the folder of the result. What a register needs is imported
when a match is asked for.
"""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from policyrules.book import Book
from policyrules.policy import Policy
from policyrules.register.running import Matched, Run, Wanted, Watch, is_size


def match(
    policy: Policy | Book,
    register: str | Path,
    out: str | Path,
    on: date,
    *,
    mapping: str | Path | None = None,
    readings: Mapping[str, str | None] | None = None,
    resume: bool = False,
    shard_rows: int = Wanted.SHARD_ROWS,
    memory: str = Wanted.MEMORY,
    engine: str = "duckdb",
    master: str | None = None,
    watch: Watch | None = None,
) -> Matched:
    """Decide a whole register into a folder, as `policyrules match` does.

    `watch` is called with how many rows are done, of how many, after each part; what it raises interrupts the match, and
    `resume=True` takes it up. `engine` is "duckdb" or "spark"; of Spark, `master` is the cluster, and without one the session
    is used that there is, or where `spark-submit` says. Raises `MatchError` with everything that is in the way, `FactsError`
    for readings that there are not, `ModuleNotFoundError` where a package is not installed, and `ValueError` for parts without
    rows, a size of memory that is none, or an engine that there is not.
    """
    if shard_rows < 1:
        raise ValueError(f"a part has one row at least, not {shard_rows}")
    if not is_size(memory):
        raise ValueError(f"{memory!r} does not say how much memory, as 512MB does")
    from policyrules.register.opening import matched

    where = None if mapping is None else Path(mapping)
    run = Run.of(policy, on, readings)
    wanted = Wanted(run, str(register), Path(out), where, shard_rows, memory, resume, engine, master)
    return matched(wanted, watch or (lambda done, of: None))
