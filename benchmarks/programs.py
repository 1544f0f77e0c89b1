"""Random programs: questions put together as no policy would, answered by queries and by generated Python as by the reference.

`python benchmarks/programs.py --first 1 --count 3000` draws so many programs (`tests/backends/random_programs.py`), each with
cases of which less and less is known, and prints how many answers were compared and what differs. `policyrules selfcheck` does
so for policies at random; programs reach what policies rarely say, such as a band whose values the document leaves open. With
`--knowing`, queries rely on what is known of all cases of a program, and with `--typed` programs speak of every type
(`tests/backends/typed_programs.py`).
"""

import argparse
import random
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import define, frozen

sys.path.insert(0, str(Path(__file__).parents[1]))

from policyrules.backends import reference
from policyrules.backends.registry import Evaluate, backend
from policyrules.core.case import Answers, Case
from policyrules.core.program import Program
from policyrules.diagnostics import FactsError
from policyrules.explain.scope import is_open
from policyrules.testing.selfcheck.batches import BatchTally, compare
from policyrules.testing.selfcheck.differential import compared
from tests.backends.random_programs import COMPLETE, case, random_program, unknown_inputs
from tests.backends.typed_programs import typed_cases, typed_program

#: Of these shares of the inputs something is known in all cases of a program, and of half of the others in each case.
SHARES = (1.0, 0.8, 0.5, 0.0)

#: So many cases of each share.
CASES = 6


@define
class Compared:
    """How many answers were compared, how many were open, and what differs."""

    answers: int = 0
    unknown: int = 0
    left: int = 0
    differences: int = 0


@frozen
class Drawing:
    """How programs are drawn by a seed, and cases in all of which a share of the inputs is known."""

    program: Callable[[int], Program]
    cases: Callable[[Program, int, float], list[Case]]


def small_cases(asked: Program, seed: int, share: float) -> list[Case]:
    """Draw cases of a small program."""
    rng = random.Random(f"{seed} {share}")
    sure = {name for name in unknown_inputs() if rng.random() < share}
    found = []
    for _ in range(CASES):
        inputs = unknown_inputs()
        for name in inputs:
            if name in sure or rng.random() < 0.5:
                inputs[name] = rng.choice(COMPLETE[name])
        found.append(case(inputs))
    return found


#: Small programs, and those that speak of every type.
SMALL = Drawing(random_program, small_cases)
TYPED = Drawing(typed_program, lambda asked, seed, share: typed_cases(asked, seed, CASES, known=share))


def by_queries(seeds: range, drawing: Drawing, *, knowing: bool, total: Compared) -> Iterator[str]:
    """Hold the queries of programs against the reference; yield what differs."""
    for seed in seeds:
        asked = drawing.program(seed)
        for share in SHARES:
            tally = BatchTally()
            try:
                compare(asked, drawing.cases(asked, seed, share), tally, knowing=knowing)
            except Exception as error:  # whatever an engine says of a query of ours
                total.differences += 1
                yield f"program {seed}: {type(error).__name__}: {str(error).splitlines()[0]}"
                continue
            total.answers += tally.answers
            total.unknown += tally.unknown
            total.left += tally.beyond + tally.outside
            total.differences += len(tally.differences)
            for one in tally.differences[:1]:
                yield f"program {seed}: {one.point.node.op.value} {one.point.path}: {one.expected}, a query says {one.found}"


def by_python(seeds: range, drawing: Drawing, *, total: Compared) -> Iterator[str]:
    """Hold the generated Python of programs against the reference; yield what differs."""
    prepare = backend("python")
    for seed in seeds:
        asked = drawing.program(seed)
        meaning, other = reference.prepared(asked), prepare(asked)
        for one in (one for share in SHARES for one in drawing.cases(asked, seed, share)):
            try:
                expected, found = answered(meaning, one), answered(other, one)
            except Exception as error:  # whatever functions of ours do
                total.differences += 1
                yield f"program {seed}: {type(error).__name__}: {error}"
                break
            if expected is None or found is None:
                if expected is not found:
                    total.differences += 1
                    yield f"program {seed}: one of the two refuses a case"
                continue
            for point, wanted, got, _ in compared(asked, expected, found):
                total.answers += 1
                total.unknown += is_open(wanted)
                if wanted != got:
                    total.differences += 1
                    yield f"program {seed}: {point.node.op.value} {point.path}: {wanted}, Python says {got}"
                    break


def answered(evaluate: Evaluate, one: Case) -> Answers | None:
    """Return the answers of a case; `None` for one that is refused."""
    try:
        return evaluate(one)
    except FactsError:
        return None


def main() -> None:
    """Compare, and print what differs and how much was compared; the exit code is 1 where something differs."""
    options = argparse.ArgumentParser()
    options.add_argument("--first", type=int, default=1, help="the seed of the first program")
    options.add_argument("--count", type=int, default=1_000)
    options.add_argument("--knowing", action="store_true")
    options.add_argument("--typed", action="store_true")
    options.add_argument("--only", choices=["duckdb", "python"])
    given = options.parse_args()
    seeds, drawing, differences = range(given.first, given.first + given.count), TYPED if given.typed else SMALL, 0
    for name in ("duckdb", "python"):
        if given.only not in (None, name):
            continue
        total = Compared()
        if name == "duckdb":
            lines = by_queries(seeds, drawing, knowing=given.knowing, total=total)
        else:
            lines = by_python(seeds, drawing, total=total)
        for line in lines:
            print(line, flush=True)
        print(
            f"{name}: {given.count:,} programs, {total.answers:,} answers, {total.unknown:,} of them unknown; "
            f"{total.left:,} cases left to Python; {total.differences:,} differ",
            flush=True,
        )
        differences += total.differences
    if differences:
        sys.exit(1)


if __name__ == "__main__":
    main()
