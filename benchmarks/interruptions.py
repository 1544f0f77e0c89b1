"""Kill a match at random moments, again and again, and compare what it ends in with a match that was left alone, byte for byte.

    python benchmarks/interruptions.py [--kills 50] [--rows 4000] [--seed 1]

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


def interrupted(register: Path, out: Path, size: int, shards: int, kills: int, chosen: random.Random) -> Counter[str]:
    """Run a match, kill it so many times, each time at a random moment further on, and let it end."""
    found: Counter[str] = Counter()
    for number in range(kills):
        running = subprocess.Popen(
            matching(register, out, size, *(["--resume"] if (out / "run.json").exists() else [])),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        # Some kills fall while it begins, the others at the shard that is next by then, or in the midst of it.
        wanted = 0 if chosen.random() < 0.2 else (number + 1) * shards // (kills + 2)
        while running.poll() is None and len(list((out / ".shards").glob("*.json"))) < wanted:
            time.sleep(0.005)
        time.sleep(chosen.random() * (2 if wanted == 0 else 0.2))
        if running.poll() is not None:
            found["ended before it was killed"] += 1
            continue
        running.send_signal(signal.SIGKILL)
        running.wait()
        halves = len(list(out.rglob("*.tmp")))
        found["while a file was half written" if halves else "between files"] += 1
    return found


def main() -> int:
    """Kill, go on, compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--rows", type=int, default=4_000)
    parser.add_argument("--shards", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        register = place / "register.csv"
        subprocess.run(
            command("sample", POLICY, "-n", asked.rows, "--seed", 7, "--kinds", 20, "--bad", "5%", "-o", register), check=True
        )
        size = -(-asked.rows // asked.shards)
        subprocess.run(matching(register, place / "whole", size), check=False)
        out = place / "out"
        chosen = random.Random(asked.seed)
        found = interrupted(register, out, size, asked.shards, asked.kills, chosen)
        ended = subprocess.run(matching(register, out, size, "--resume"), check=False)
        same = digests(out) == digests(place / "whole")
        print(f"killed {sum(found.values()) - found['ended before it was killed']} times of {asked.kills}: {dict(found)}")
        print(f"{len(digests(out))} files; the same bytes as without interruption: {same}; exit code {ended.returncode}")
    return 0 if same else 1


if __name__ == "__main__":
    raise SystemExit(main())
