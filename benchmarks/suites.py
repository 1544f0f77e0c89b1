"""How few generated cases reach how much of the policies that ship, and how long it takes.

`python benchmarks/suites.py` generates a suite of each policy and writes the table of docs/testing/suites.md anew: how many
sides of thresholds and obligations there are, how many of them the cases reach, how many cases that takes, how many facts they
give, and the time. What is not reached is listed with the reason from benchmarks/suites_reasons.toml; it ends with 1
where one has none.
With some policies only (`POLICY…`), or with `--cases` or `--seed`, it prints and writes nothing.
"""

import argparse
import os
import platform
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from attrs import frozen

import policyrules
from policyrules.testing.coverage.obligations import obligations
from policyrules.testing.coverage.page import needed
from policyrules.testing.drawing.thresholds import ABOVE, AT, BELOW, UNKNOWN
from policyrules.testing.suites.generating import CASES, Generated, generate
from policyrules.testing.suites.reaching import Goals

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "testing" / "suites.md"
REASONS = HERE / "suites_reasons.toml"
BEGIN, END = "<!-- measured by benchmarks/suites.py -->", "<!-- end -->"
POLICIES = ("江门专精特新", "优质中小企业", "中小企业划型")

SIDES = {BELOW: "right below", AT: "at it", ABOVE: "right above", UNKNOWN: "not known"}


@frozen
class Missed:
    """A goal that no case reaches: where it stands, its text, and which side of a threshold, or what obligation it is."""

    line: int
    text: str
    what: str


#: Why something is not reached: by policy, text, and what it is.
Reasons = Mapping[tuple[str, str, str], str]


@frozen
class Measured:
    """What was generated for a policy, what there is to reach, and the seconds of one processor that it took."""

    found: Generated
    goals: Goals
    seconds: float

    def share(self, among: set[str]) -> str:
        return f"{len(among & self.found.reached):,} of {len(among):,}"

    @property
    def missed(self) -> list[Missed]:
        """What is not reached, in the order of the text."""
        return [missed(self.goals, goal) for goal in self.goals.all if goal not in self.found.reached]


def missed(goals: Goals, goal: str) -> Missed:
    """Return what a goal is, in words."""
    if goal in goals.sides:
        threshold, side = goals.sides[goal]
        return Missed(threshold.key.line, threshold.key.text, SIDES[side])
    one = obligations(goals.policy).all[goal]
    return Missed(one.line, one.text, needed(one, "en"))


def measure(name: str, cases: int, seed: int) -> Measured:
    """Generate the suite of a policy."""
    policy = policyrules.load(name)
    began = time.process_time()
    found = generate(policy, seed, cases=cases)
    return Measured(found, Goals(policy), time.process_time() - began)


def reasons() -> Reasons:
    """Return the reasons, as they are written down."""
    rows = tomllib.loads(REASONS.read_text(encoding="utf-8"))["missed"]
    return {(row["policy"], row["text"], what): row["why"] for row in rows for what in row["what"]}


def lines(every: Mapping[str, Measured], why: Reasons) -> Iterator[str]:
    """Yield the lines of the page."""
    yield from (BEGIN, "", f"| | {' | '.join(every)} |", f"| --- | {' | '.join('---' for _ in every)} |")
    sides = {name: set(one.goals.sides) for name, one in every.items()}
    yield _row("sides of thresholds", [one.share(sides[name]) for name, one in every.items()])
    yield _row("obligations of coverage", [one.share({*one.goals.all} - sides[name]) for name, one in every.items()])
    yield _row("together", [one.share({*one.goals.all}) for one in every.values()])
    yield _row("cases", [str(len(one.found.entries)) for one in every.values()])
    given = [sorted(len(entry.trial.facts) for entry in one.found.entries) or [0] for one in every.values()]
    yield _row("facts of a case, in the median", [str(one[len(one) // 2]) for one in given])
    yield _row("facts of a case, at most", [str(one[-1]) for one in given])
    yield _row("seconds of one processor", [f"{one.seconds:.0f}" for one in every.values()])
    yield from ("", f"Python {platform.python_version()}, {os.cpu_count()} cores that were busy otherwise. Not reached:", "")
    left = [(name, goal) for name, one in every.items() for goal in one.missed]
    for name, goal in left:
        reason = why.get((name, goal.text, goal.what), "(no reason is given)")
        yield f"- {name}, line {goal.line}, `{goal.text}`, {goal.what}: {reason}"
    yield from ([] if left else ["- nothing."])
    yield from ("", END)


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def main() -> int:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("policies", nargs="*", default=POLICIES)
    parser.add_argument("--cases", type=int, default=CASES)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    every = {name: measure(name, asked.cases, asked.seed) for name in asked.policies}
    why = reasons()
    text = list(lines(every, why))
    print("\n".join(text))
    if (tuple(asked.policies), asked.cases, asked.seed) == (POLICIES, CASES, 0):
        before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        PAGE.write_text(before + "\n".join(text) + rest.partition(END)[2], encoding="utf-8")
    return int(any("(no reason is given)" in line for line in text))


if __name__ == "__main__":
    sys.exit(main())
