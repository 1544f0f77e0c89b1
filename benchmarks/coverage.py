"""What the scenarios of the policies that ship show of them, and how long it takes to measure.

`python benchmarks/coverage.py` writes the tables of docs/testing/coverage.md anew. For each policy: how many obligations there
are of each kind, how many no case can ever show and why, how many the scenarios show; for what they do not show, whether an
enterprise that does was found by aiming and drawing (`--draws`); and how long a run takes with and without the measuring.
"""

import argparse
import os
import platform
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

import policyrules
from policyrules.messages.covering import said
from policyrules.testing.coverage.meeting import reach
from policyrules.testing.coverage.page import percent, told
from policyrules.testing.coverage.recording import Report, measured
from policyrules.testing.coverage.watches import Kind, Obligation
from policyrules.testing.drawing.choices import Seeded

PAGE = Path(__file__).parents[1] / "docs" / "testing" / "coverage.md"
BEGIN, END = "<!-- measured by benchmarks/coverage.py -->", "<!-- end -->"
POLICIES = ("江门专精特新", "优质中小企业", "中小企业划型")


@frozen
class Measured:
    """A policy that was measured: seconds to run its scenarios, and to run and measure; what was not shown but reached."""

    report: Report
    run: float
    measuring: float
    reached: tuple[Obligation, ...]
    missed: tuple[Obligation, ...]


def measure(name: str, draws: int) -> Measured:
    """Run the scenarios of a policy twice, and look for an enterprise for each obligation that they do not meet."""
    policy = policyrules.load(name)
    began = time.process_time()
    policy.test("zh")
    ran = time.process_time()
    _, report = measured(policy, "zh")
    done = time.process_time()
    found = {one: reach(policy, one, Seeded(1), draws=draws) is not None for one in report.missing}
    reached, missed = (tuple(one for one, is_found in found.items() if is_found is wanted) for wanted in (True, False))
    return Measured(report, ran - began, done - ran, reached, missed)


def tables(every: dict[str, Measured], draws: int) -> Iterator[str]:
    """Yield the lines of the page."""
    yield BEGIN
    yield ""
    yield "Shown of what can be shown, and in brackets what no case can ever show:"
    yield ""
    yield f"| | {' | '.join(every)} |"
    yield f"| --- | {' | '.join('---' for _ in every)} |"
    for kind in Kind:
        yield f"| {said(f'kind.{kind}', 'en')} | {' | '.join(_cell(one, kind) for one in every.values())} |"
    yield f"| together | {' | '.join(_whole(one) for one in every.values())} |"
    yield f"| scenarios | {' | '.join(str(len(one.report.cases)) for one in every.values())} |"
    yield f"| seconds to run them | {' | '.join(f'{one.run:.1f}' for one in every.values())} |"
    yield f"| to run and to measure | {' | '.join(f'{one.measuring:.1f}' for one in every.values())} |"
    yield ""
    yield f"On {os.cpu_count()} cores of {_processor()}, Python {platform.python_version()}, in one process."
    for name, one in every.items():
        yield ""
        yield from _listed(name, one, draws)
    yield ""
    yield END


def _cell(one: Measured, kind: Kind) -> str:
    tally = next((tally for tally in one.report.kinds if tally.name == kind), None)
    if tally is None:
        return ""
    never = tally.all - tally.reachable
    return f"{tally.met} of {tally.reachable}, {percent(tally.percent)}" + (f" ({never})" if never else "")


def _whole(one: Measured) -> str:
    total = one.report.total
    return f"{total.met} of {total.reachable}, {percent(total.percent)} ({total.all - total.reachable})"


def _listed(name: str, one: Measured, draws: int) -> Iterator[str]:
    """Yield what is not shown, and what never can be, each with the reason."""
    never = one.report.impossible
    yield f"{name}: {len(never)} can never be shown" + (":" if never else ".")
    if never:
        yield ""
        yield from (f"- line {each.line}: {_plain(told(each, 'en'))}" for each in never)
    lacking = ((one.reached, "which some enterprise shows"), (one.missed, f"and by none of {draws} that were drawn"))
    for found, how in lacking:
        if found:
            yield ""
            yield f"{name}: {len(found)} shown by no scenario, {how}:"
            yield ""
            yield from (f"- line {each.line}: {_plain(told(each, 'en'))}" for each in found)


def _plain(text: str) -> str:
    return text.replace("|", r"\|").replace("<", "&lt;")


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())


def main() -> None:
    """Measure, write the page, and print what it says."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=1_000, help="enterprises drawn for what aiming does not reach")
    parser.add_argument("--print", action="store_true", help="leave the page alone")
    asked = parser.parse_args()
    every = {name: measure(name, asked.draws) for name in POLICIES}
    written = "\n".join(tables(every, asked.draws))
    sys.stdout.write(f"{written}\n")
    counted = Counter(one.report.total.met == one.report.total.reachable for one in every.values())
    sys.stderr.write(f"{counted[True]} of {len(every)} policies show everything that can be shown\n")
    if not asked.print:
        text = PAGE.read_text(encoding="utf-8")
        before, after = text[: text.index(BEGIN)], text[text.index(END) + len(END) :]
        PAGE.write_text(before + written + after, encoding="utf-8")


if __name__ == "__main__":
    main()
