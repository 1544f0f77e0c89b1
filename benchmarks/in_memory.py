"""The criteria on columns that are in memory already: the query of policyrules beside engines that take columns.

`python benchmarks/in_memory.py [--rows N] [--rounds N] [--kinds N]` lays out so many rows of enterprises that stand on the
thresholds, and prints the table of `peers/in_memory.py`. It needs what `benchmarks/requirements.txt` lists.
"""

import argparse
from collections.abc import Iterator

from peers.peer import installed

NEEDED = ("duckdb", "pyarrow", "numpy", "openfisca-core")


def report(rows: int, rounds: int, kinds: int) -> Iterator[str]:
    """Yield the table, or what is missing."""
    missing = [package for package in NEEDED if installed(package) is None]
    if missing:
        yield f"Not measured: {', '.join(missing)} not installed (benchmarks/requirements.txt)."
        return
    from peers import in_memory

    yield from in_memory.report(rows, rounds, kinds)


def main() -> None:
    """Measure, and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=100_000)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--kinds", type=int, default=300, help="how many enterprises are drawn; the rows repeat them")
    given = options.parse_args()
    for line in report(given.rows, given.rounds, given.kinds):
        print(line, flush=True)


if __name__ == "__main__":
    main()
