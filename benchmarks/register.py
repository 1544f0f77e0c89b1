"""Measure a whole register: matching it, and each of its views, every command in a process of its own.

    python benchmarks/register.py [POLICY] [--rows 100_000 1_000_000] [--memory 512MB] [--shard-rows 250_000] [--register FILE…]

Registers are made by `policyrules sample` unless they are named. Seconds are those of the processor, memory is the most that
the process ever held, both with everything that is imported and planned; `match` is run on one size after the other, so that
it shows whether memory grows. Prints a table in Markdown.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from measuring import machine  # it stands beside this script

#: The day of the match that is looked at, and of the one that it is compared with.
ON, LATER = "2023-03-01", "2024-03-01"


def measured(*arguments: object) -> tuple[float, float, str]:
    """Run a command; return its seconds, its memory in MiB, and what it printed. Raises `SystemExit` where it fails."""
    command = [sys.executable, "-m", "policyrules", *map(str, arguments)]
    with tempfile.TemporaryFile() as printed, subprocess.Popen(command, stdout=printed) as running:
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        printed.seek(0)
        said = printed.read().decode()
    if running.returncode not in (0, 1):  # 1: there are rejected rows
        raise SystemExit(f"{' '.join(command)}: {running.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, said


def registers(policy: str, folder: Path, rows: list[int], named: list[Path]) -> Iterator[Path]:
    """Yield the registers that are named, or make those of some sizes."""
    yield from named
    for count in [] if named else rows:
        register = folder / f"{count}.parquet"
        measured("sample", policy, "-n", count, "--seed", 7, "-o", register)
        yield register


def first_id(out: Path) -> str:
    """Return the id of an enterprise in the midst of a register."""
    from policyrules.columns.duck import arrow

    files = sorted((out / "decisions").iterdir())
    return str(arrow().parquet.read_table(files[len(files) // 2], columns=["id"])["id"][0])


def main() -> None:
    """Print a line for each command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("policy", nargs="?", default="江门专精特新")
    parser.add_argument("--rows", nargs="+", type=lambda text: int(text.replace("_", "")), default=[100_000, 1_000_000])
    parser.add_argument("--register", nargs="+", type=Path, default=[])
    parser.add_argument("--memory", default="512MB")
    parser.add_argument("--shard-rows", type=lambda text: int(text.replace("_", "")), default=250_000)
    asked = parser.parse_args()
    print(f"{machine()}; load {os.getloadavg()[0]:.1f}\n")
    print("| command | rows | seconds of the processor | rows a second | memory, MiB |\n|---|--:|--:|--:|--:|")
    with tempfile.TemporaryDirectory() as folder:
        for register in registers(asked.policy, Path(folder), asked.rows, asked.register):
            out, later = (Path(folder) / f"{register.stem}.{name}" for name in ("out", "later"))
            options = ("--memory", asked.memory, "--shard-rows", asked.shard_rows)
            seconds, memory, _ = measured("match", asked.policy, register, "-o", out, "--on", ON, *options)
            measured("match", asked.policy, register, "-o", later, "--on", LATER, *options)  # to be compared with
            _, _, summary = measured("summary", out, "--format", "json")
            rows = sum_of(summary)
            size = sum(one.stat().st_size for one in (out / "decisions").iterdir()) / 2**20
            line(f"match ({register.stat().st_size / 2**20:.0f} MiB → {size:.0f} MiB)", rows, seconds, memory)
            for name, view in {
                "summary": ("summary", out),
                "near": ("near", out),
                "worklist": ("worklist", out),
                "targets": ("targets", asked.policy, out),
                "changes": ("changes", out, later),
                "explain --row": ("explain", asked.policy, out, "--row", first_id(out)),
            }.items():
                line(name, rows, *measured(*view)[:2])


def sum_of(summary: str) -> int:
    """Return how many enterprises a summary is about."""
    import json

    found = json.loads(summary)
    return int(found["decided"])


def line(name: str, rows: int, seconds: float, memory: float) -> None:
    """Print a line of the table."""
    print(f"| {name} | {rows:,} | {seconds:.1f} | {rows / seconds:,.0f} | {memory:.0f} |", flush=True)


if __name__ == "__main__":
    main()
