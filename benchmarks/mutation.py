"""Which slips in the policies that ship none of their scenarios would notice, and how long it takes to find out.

`python benchmarks/mutation.py` tries every change of each policy and writes the tables of docs/testing/mutation.md anew. What
no scenario notices is listed with the reason from benchmarks/mutation_reasons.toml; it ends with 1 where one has none.
`--limit` takes only some of the changes, by chance, and writes nothing; `--cache FOLDER` keeps what is known for the next run.
"""

import argparse
import os
import platform
import sys
import time
import tomllib
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from attrs import frozen

from policyrules import __version__, api, library
from policyrules.messages.mutation import said
from policyrules.testing.mutation.mutating import Fate, Mutant, Mutation, Options, mutate
from policyrules.testing.mutation.page import percent, sentence
from policyrules.testing.mutation.remembering import Memory
from policyrules.testing.mutation.rewrites import EditKind

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "testing" / "mutation.md"
REASONS = HERE / "mutation_reasons.toml"
BEGIN, END = "<!-- measured by benchmarks/mutation.py -->", "<!-- end -->"
POLICIES = ("江门专精特新", "优质中小企业", "中小企业划型")

#: Why nobody notices a change: by policy, and the lines before and after.
Reasons = Mapping[tuple[str, str, str], str]


@frozen
class Measured:
    """A policy whose changes were tried, how long that took, and in how many processes."""

    found: Mutation
    seconds: float


def measure(name: str, options: Options, cache: Path | None) -> Measured:
    """Try the changes of a policy."""
    read = partial(api.build, *library.read(name))
    policy = read()
    memory = Memory(policy, __version__)
    path = None if cache is None else cache / f"{name}.json"
    if path is not None:
        memory.read(path)
    began = time.perf_counter()
    found = mutate(policy, read, options, memory)
    seconds = time.perf_counter() - began
    if path is not None:
        memory.write(path)
    return Measured(found, seconds)


def reasons() -> Reasons:
    """Return the reasons, as they are written down."""
    rows = tomllib.loads(REASONS.read_text(encoding="utf-8"))["survivor"]
    return {(row["policy"], row["before"], row["after"]): row["why"] for row in rows}


def tables(every: Mapping[str, Measured], options: Options, why: Reasons) -> Iterator[str]:
    """Yield the lines of the page."""
    yield from (BEGIN, "", f"| | {' | '.join(every)} |", f"| --- | {' | '.join('---' for _ in every)} |")
    found = [one.found for one in every.values()]
    yield _row("changes", [str(one.edits) for one in found])
    yield _row("the same as the policy or another change", [str(one.same) for one in found])
    for fate in Fate:
        yield _row(said(fate, "en"), [str(one.count(fate)) for one in found])
    yield _row("share noticed", [_share(one) for one in found])
    yield _row("scenarios", [str(len(one.policy.test())) for one in found])
    yield _row("minutes", [f"{one.seconds / 60:.1f}" for one in every.values()])
    yield ""
    yield (
        f"Up to {options.cases:,} cases to tell a change apart; {options.jobs} processes on {os.cpu_count()} cores of "
        f"{_processor()}, Python {platform.python_version()}."
    )
    for name, one in every.items():
        yield from ("", f"### {name}", "", *_kinds(one.found), "", *_listed(name, one.found, why))
    yield from ("", END)


def _row(name: str, cells: list[str]) -> str:
    return f"| {name} | {' | '.join(cells)} |"


def _share(found: Mutation, kind: EditKind | None = None) -> str:
    score = found.score(kind)
    return "" if score is None else percent(score)


def _kinds(found: Mutation) -> Iterator[str]:
    names = ("change", *(said(fate, "en") for fate in Fate), "share noticed")
    yield from (f"| {' | '.join(names)} |", f"| {' | '.join('---' for _ in names)} |")
    for kind in EditKind:
        if any(one.kind is kind for one in found.mutants):
            counts = [str(found.count(fate, kind)) for fate in Fate]
            yield _row(said(f"kind.{kind}", "en"), [*counts, _share(found, kind)])


def _listed(name: str, found: Mutation, why: Reasons) -> Iterator[str]:
    survived = [one for one in found.mutants if one.fate is Fate.SURVIVED]
    yield f"{len(survived)} that no scenario notices{':' if survived else '.'}"
    yield from ("",) if survived else ()
    for one in survived:
        yield f"- {one.place}, {_shown(one)}: {why.get((name, one.before, one.after), '(no reason is given)')}"
    alike = [one for one in found.mutants if one.fate is Fate.NOT_TOLD_APART]
    yield from ("", f"{len(alike)} that {found.cases:,} cases did not tell apart{':' if alike else '.'}")
    yield from ("",) if alike else ()
    for one in alike:
        yield f"- {one.place}, {_shown(one)}"


def _shown(one: Mutant) -> str:
    before, after = (" ‖ ".join(text.splitlines()) for text in (one.before, one.after))
    return f"line {one.line}: `{before}` → {f'`{after}`' if after else 'left out'}"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "")
    return named or platform.processor() or platform.machine()


def main() -> int:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--limit", type=int, default=None, help="only so many changes of each policy; nothing is written")
    parser.add_argument("--cache", type=Path, default=None)
    parser.add_argument("policies", nargs="*", default=POLICIES)
    given = parser.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    options = Options(jobs=given.jobs, cases=given.cases, limit=given.limit)
    every = {name: measure(name, options, given.cache) for name in given.policies}
    why = reasons()
    lines = list(tables(every, options, why))
    print("\n".join(lines))
    if given.limit is None and tuple(given.policies) == POLICIES:
        text = PAGE.read_text(encoding="utf-8")
        before, _, rest = text.partition(BEGIN)
        PAGE.write_text(before + "\n".join(lines) + rest.partition(END)[2], encoding="utf-8")
    survived = ((name, one) for name, measured in every.items() for one in measured.found.mutants if one.fate is Fate.SURVIVED)
    without = [sentence(one, "zh") for name, one in survived if (name, one.before, one.after) not in why]
    print("\n".join(f"no reason: {text}" for text in without), file=sys.stderr)
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main())
