"""Kill a match at random moments, again and again, and compare what it ends in with a match that was left alone, byte for byte.

    python benchmarks/interruptions.py [--kills 50] [--rows 1500000] [--shards 60] [--bad 1%] [--seed 1]

Prints how often it was killed, where each kill fell, and whether the files are the same. Nothing is timed.
"""

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

POLICY = "中小企业划型"
ON = "2023-03-01"


def command(*arguments: object) -> list[str]:
    """Return how the command line is run."""
    return [sys.executable, "-m", "policyrules", *map(str, arguments)]


def matching(register: Path, out: Path, shard_rows: int, *more: str) -> list[str]:
    """Return the command of the match."""
    return command("match", POLICY, register, "-o", out, "--on", ON, "--shard-rows", shard_rows, *more)


def digests(out: Path) -> dict[str, str]:
    """Return the digests of what a match is for: the decided and the rejected rows, and the manifest."""
    files = [out / "manifest.json", *sorted(out.glob("decisions/*")), *sorted(out.glob("rejected/*"))]
    return {path.relative_to(out).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}


def interrupted(register: Path, out: Path, size: int, shards: int, whole: float, kills: int, seed: int) -> Counter[str]:
    """Run a match, kill it so many times, and let it end. `whole` is how long one without interruption takes.

    The kills are spread over the whole run: each falls at a random moment of the time that a shard takes, once so many
    shards are finished that all kills have their turn; some fall while it begins.
    """
    found: Counter[str] = Counter()
    chosen = random.Random(seed)
    for number in range(kills):
        begun, start = (out / "run.json").exists(), time.time()
        running = subprocess.Popen(
            matching(register, out, size, *(["--resume"] if begun else [])),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wanted = 0 if chosen.random() < 0.2 else (number + 1) * shards // (kills + 2)
        while running.poll() is None and finished(out) < wanted:
            time.sleep(0.002)
        time.sleep(chosen.random() * (2 if wanted == 0 else 1.5 * whole / shards))
        if running.poll() is not None:
            found["ended before it was killed"] += 1
            continue
        running.send_signal(signal.SIGKILL)
        running.wait()
        found[where(out, start)] += 1
    return found


def finished(out: Path) -> int:
    """Return how many shards are finished."""
    return len(list((out / ".shards").glob("*.json")))


def where(out: Path, start: float) -> str:
    """Say where a kill fell, by what the run since then left: `.tmp` files of half a shard, with or without rows in them."""
    halves = [one.stat().st_size for one in out.rglob("*.tmp") if one.stat().st_mtime >= start]
    if not halves:
        return "between files"
    return "while rows were written" if max(halves) > 4 else "while a shard was decided"


def main() -> int:
    """Kill, go on, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rows", type=int, default=1_500_000)
    parser.add_argument("--shards", type=int, default=60)
    parser.add_argument("--bad", default="1%")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        register = place / "register.parquet"
        sampled = ("--seed", 7, "--kinds", 200, "--bad", asked.bad, "-o", register)
        subprocess.run(command("sample", POLICY, "-n", asked.rows, *sampled), check=True)
        size, began = -(-asked.rows // asked.shards), time.monotonic()
        subprocess.run(matching(register, place / "whole", size), check=False)
        whole = time.monotonic() - began
        out = place / "out"
        found = interrupted(register, out, size, asked.shards, whole, asked.kills, asked.seed)
        ended = subprocess.run(matching(register, out, size, "--resume"), check=False)
        same = digests(out) == digests(place / "whole")
        print(f"killed {sum(found.values()) - found['ended before it was killed']} times of {asked.kills}: {dict(found)}")
        print(f"{len(digests(out))} files; the same bytes as without interruption: {same}; exit code {ended.returncode}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
