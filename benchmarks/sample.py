"""Measure how fast registers of made-up enterprises are written, and how much memory that takes.

    python benchmarks/sample.py [POLICY] [--rows 1_000_000 10_000_000] [--kinds 2048] [--ending parquet]

Each size is written in a process of its own. Seconds are those of the processor; what it costs to draw the enterprises that the
rows are made of is told apart, since it is the same for every size. Memory is the most that the process ever held.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def measured(policy: str, rows: int, kinds: int, path: Path) -> dict[str, float]:
    """Write one register in this process and return the seconds of both steps, the memory and the size of the file."""
    import policyrules
    from policyrules.sampling.files import ENDINGS
    from policyrules.sampling.pool import first_day
    from policyrules.sampling.sampling import recipe, sample

    used = policyrules.load(policy)
    on = first_day(used)
    begin = time.process_time()
    made = recipe(used, rows, 7, on, texts=ENDINGS[path.suffix], kinds=kinds)
    drawn = time.process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    sample(made, rows, path, on)
    return {
        "drawing": drawn - begin,
        "writing": time.process_time() - drawn,
        "before": before / 1024,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "size": path.stat().st_size / 2**20,
    }


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("policy", nargs="?", default="江门专精特新")
    parser.add_argument("--rows", nargs="+", type=lambda text: int(text.replace("_", "")), default=[1_000_000, 10_000_000])
    parser.add_argument("--kinds", type=int, default=2_048)
    parser.add_argument("--ending", choices=["parquet", "csv"], default="parquet")
    parser.add_argument("--one", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one is not None:
        print(json.dumps(measured(asked.policy, asked.rows[0], asked.kinds, asked.one)))
        return
    from measuring import machine  # it stands beside this script

    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        for rows in asked.rows:
            path = Path(folder) / f"register.{asked.ending}"
            options = ["--rows", str(rows), "--kinds", str(asked.kinds), "--one", str(path)]
            done = subprocess.run(
                [sys.executable, __file__, asked.policy, *options], capture_output=True, text=True, check=True
            )
            one = json.loads(done.stdout)
            print(
                f"{rows:>11,} rows: {rows / one['writing']:>9,.0f} rows a second of the processor ({one['writing']:.1f} s), "
                f"drawing before {one['drawing']:.1f} s, memory {one['memory']:.0f} MiB (before writing {one['before']:.0f}), "
                f"file {one['size']:.0f} MiB"
            )


if __name__ == "__main__":
    main()
