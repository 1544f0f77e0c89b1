"""How long it takes to load a policy: cold, and from a folder in which it was kept; and where the time goes.

Run it in the environment that is to be measured: `python benchmarks/load.py [ROUNDS]`. All figures are CPU seconds of one run,
medians of the rounds. Imports and loads are each measured in a process of its own, which finds its modules compiled, as those
of an installation are; what is imported is counted apart from what is loaded. One policy has 2,000 lines and stands alone,
dense with everything that the language has; the other is a real one with two national standards that it uses.
"""

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from os import cpu_count
from pathlib import Path
from statistics import median
from time import process_time

import policyrules
from policyrules import api, library
from policyrules.checking.check import check
from policyrules.checking.policy import used_by
from policyrules.core.lower import lower
from policyrules.syntax.layout import lay_out
from policyrules.syntax.lexer import lex
from policyrules.syntax.parser import parse
from policyrules.syntax.tables import automaton
from policyrules.testing.drawing.choices import Seeded
from policyrules.testing.wild.policies import draw_policy

NAME = "江门专精特新"
ENTERPRISES = Path(__file__).parents[1] / "examples" / "enterprises.json"
DAY = date(2023, 3, 1)

#: The random policy with so many lines.
LINES, SEED, SIZE = 2_000, 9, 38

#: What is asked for: a policy of 2,000 lines in so many seconds, and kept, in such a share of that.
ASKED_SECONDS, ASKED_SHARE = 1, 1 / 5

_LOADING = """
from time import process_time
start = process_time()
import policyrules
policyrules.load
imported = process_time()
policyrules.load({policy!r}, cache={cache!r})
print(imported - start, process_time() - imported)
"""


def long_policy(folder: Path) -> Path:
    """Write a policy of 2,000 lines and its document into a folder."""
    wild = draw_policy(Seeded(SEED), size=SIZE)
    assert len(wild.text.splitlines()) >= LINES and not wild.diagnostics and not wild.used
    for name, text in wild.files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / wild.name


def measured(step: Callable[[], object], rounds: int) -> float:
    """Return the median of some rounds, after one that is not counted."""
    step()
    times = []
    for _ in range(rounds):
        start = process_time()
        step()
        times.append(process_time() - start)
    return median(times)


def fresh(policy: str, cache: Path, rounds: int, compiled: Path) -> tuple[float, float, float]:
    """Return what importing the package, loading a policy cold, and kept, take: in turn, each in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    imports, loads = [], []
    for number in range(2 * rounds + 2):  # the first of each compiles, and keeps
        code = _LOADING.format(policy=policy, cache=str(cache) if number % 2 else None)
        command = [sys.executable, "-X", f"pycache_prefix={compiled}", "-c", code]
        said = subprocess.run(command, capture_output=True, check=True, text=True, env=environment).stdout.split()
        imports.append(float(said[0]))
        loads.append(float(said[1]))
    return median(imports[2:]), median(loads[2::2]), median(loads[3::2])


def stages(policy: str, rounds: int) -> Iterator[tuple[str, float]]:
    """Yield what each stage takes for the policy and all that it uses, in this process."""
    source, folder, path = library.read(policy)
    checked = api.examine(source, folder, path)
    every = [(one, one is checked) for one in (*used_by(checked.used), checked)]
    yield "  reading the grammar, once", measured(automaton.__wrapped__, rounds)
    yield "  lexing and layout", measured(lambda: [lay_out(one.source, lex(one.source).lines) for one, _ in every], rounds)
    yield "  parsing, lexing included", measured(lambda: [parse(one.source, scenarios=own) for one, own in every], rounds)
    yield "  checking", measured(lambda: [check(p.source, p.tree, p.document, p.used) for p, _ in every], rounds)
    yield "  lowering", measured(lambda: lower(checked), rounds)


def loading(policy: str, rounds: int, folder: Path) -> Mapping[str, float]:
    """Return what loading a policy takes, stage by stage."""
    imported, cold, kept = fresh(policy, folder / "kept", rounds, folder / "compiled")
    rows = {"import, counted apart": imported, "load, cold": cold, "load, kept": kept}
    return {**rows, "load again in one process": measured(lambda: api.load(policy), rounds), **dict(stages(policy, rounds))}


def told(policy: str, rows: Mapping[str, float]) -> Iterator[str]:
    """Yield what loading took, each line beside the cold load."""
    checked = policyrules.load(policy).checked
    counts = [len(one.source.text.splitlines()) for one in (checked, *used_by(checked.used))]
    used = f", and {sum(counts[1:]):,} of what it uses" if counts[1:] else ""
    yield f"{Path(policy).stem}: {counts[0]:,} lines{used}, {len(policyrules.load(policy).program.nodes):,} questions"
    cold, kept = rows["load, cold"], rows["load, kept"]
    yield from (f"{name:<34}{seconds * 1000:>10.1f} ms{seconds / cold:>8.2f}" for name, seconds in rows.items())
    yield f"cold: {cold:.3f} s ({ASKED_SECONDS} s asked for); kept is {kept / cold:.3f} of it ({ASKED_SHARE:.3f} asked for)"


def deciding(rounds: int) -> Iterator[str]:
    """Yield what the first things take that a policy is loaded for."""
    policy = policyrules.load(NAME)
    facts = json.loads(ENTERPRISES.read_text(encoding="utf-8"))[0]
    once = measured(lambda: policy.decide(facts, on=DAY), rounds * 10)
    as_json = measured(lambda: policy.decide(facts, on=DAY).to_json(), rounds)
    yield f"{NAME}: one decision {once * 1000:.2f} ms, and told as JSON {as_json * 1000:.1f} ms"


def main(rounds: int) -> None:
    """Measure and print."""
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    python = f"{platform.python_implementation()} {platform.python_version()}"
    print(f"{python}, {platform.system()} {platform.machine()}, {cpu_count()} CPUs; CPU time, medians of {rounds} rounds")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for policy in (str(long_policy(folder)), NAME):
            print("", *told(policy, loading(policy, rounds, folder)), sep="\n", flush=True)
    print("", *deciding(rounds), sep="\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
