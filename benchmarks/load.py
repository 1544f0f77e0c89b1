"""How long it takes to import, load and decide: medians, with the machine named.

Run it in the environment that is to be measured: `python benchmarks/load.py [ROUNDS]`. All figures are of one run; the last
column sets each beside the whole of loading, so that runs on different machines can be compared.
"""

import json
import platform
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from os import cpu_count
from pathlib import Path
from statistics import median
from time import perf_counter

from policyrules import api, library, resources
from policyrules.checking.check import check
from policyrules.core.lower import lower
from policyrules.syntax.parser import parse

NAME = "江门专精特新"
ENTERPRISES = Path(__file__).parents[1] / "examples" / "enterprises.json"
DAY = date(2023, 3, 1)


def measured(step: Callable[[], object], rounds: int) -> float:
    """Return the median of some rounds, after one that is not counted."""
    step()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        step()
        times.append(perf_counter() - start)
    return median(times)


def in_another_process(code: str, rounds: int) -> float:
    """Return the median of what a piece of code says it took, each time in a process of its own."""
    timed = f"from time import perf_counter\nstart = perf_counter()\n{code}\nprint(perf_counter() - start)"
    return median(
        float(subprocess.run([sys.executable, "-c", timed], capture_output=True, check=True, text=True).stdout)
        for _ in range(rounds)
    )


def main(rounds: int) -> None:
    """Measure and print."""
    sys.stdout.reconfigure(encoding="utf-8")
    source, folder, path = library.read(NAME)
    tree, _ = parse(source)
    checked = api.examine(source, folder, path)
    policy = api.load(NAME)
    facts = json.loads(ENTERPRISES.read_text(encoding="utf-8"))[0]
    decision = policy.decide(facts, on=DAY)
    rows = {
        "import policyrules": in_another_process("import policyrules", rounds),
        "import and first use of a name": in_another_process("import policyrules; policyrules.load", rounds),
        "parse": measured(lambda: parse(source), rounds),
        "check": measured(lambda: check(source, tree, checked.document), rounds),
        "lower": measured(lambda: lower(checked), rounds),
        "load (read, parse, check, lower)": measured(lambda: api.load(NAME), rounds),
        "decide": measured(lambda: policy.decide(facts, on=DAY), rounds * 10),
        "tell a decision as JSON": measured(lambda: policy.decide(facts, on=DAY).to_json(), rounds),
    }
    lines = len(source.text.splitlines())
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python}, {platform.system()} {platform.machine()}, {cpu_count()} CPUs")
    print(f"{policy.title}: {lines} lines, {len(policy.program.nodes)} nodes, {len(decision.entitlements)} entitlements")
    print(f"policies from {resources.policies_folder()}; median of {rounds} rounds\n")
    whole = rows["load (read, parse, check, lower)"]
    for name, seconds in rows.items():
        print(f"{name:<34}{seconds * 1000:>10.2f} ms{seconds / whole:>8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
