"""How few generated cases reach how much of the policies that ship, and how long it takes.

`python benchmarks/suites.py [POLICY…] [--cases N] [--seed N] [--missed]` prints for each policy how many sides of thresholds
and obligations there are, how many of them the cases of a suite reach, how many cases that takes, how many facts they give,
and the time. With `--missed` it lists what was not reached.
"""

import argparse
import time
from collections.abc import Iterator

import policyrules
from policyrules.testing.suites.generating import CASES, Generated, generate
from policyrules.testing.suites.reaching import Goals

POLICIES = ("江门专精特新", "优质中小企业", "中小企业划型")


def lines(name: str, found: Generated, seconds: float) -> Iterator[str]:
    """Yield what was found of a policy."""
    goals = Goals(policyrules.load(name))
    sides = set(goals.sides)
    for what, of in (("sides of thresholds", sides), ("obligations", set(goals.all) - sides), ("together", set(goals.all))):
        yield f"{name}: {what}: {len(of & found.reached)} of {len(of)}"
    given = sorted(len(entry.trial.facts) for entry in found.entries)
    median = given[len(given) // 2] if given else 0
    most = given[-1] if given else 0
    yield f"{name}: {len(found.entries)} cases, {median} facts in the median, {most} at most, {seconds:.1f} s"


def main() -> None:
    """Measure the policies that were named, or all that ship."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("policies", nargs="*", default=POLICIES)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--missed", action="store_true")
    asked = parser.parse_args()
    for name in asked.policies:
        began = time.process_time()
        found = generate(policyrules.load(name), asked.seed, cases=asked.cases)
        print("\n".join(lines(name, found, time.process_time() - began)), flush=True)
        for goal in sorted(found.goals - found.reached) if asked.missed else ():
            print(f"{name}: not reached: {goal}", flush=True)


if __name__ == "__main__":
    main()
