"""A register of made-up enterprises, written to a file.

In: a policy, how many enterprises, a seed, and what share of them is to be bad. Out: the file, another one beside it that says
what is wrong with the bad ones, and how many there are. The same arguments give the same bytes. Memory does not grow with the
register. Knows no command.
"""

from contextlib import ExitStack
from datetime import date
from fractions import Fraction
from pathlib import Path

from attrs import frozen

from policyrules.policy import Policy
from policyrules.sampling.cells import columns
from policyrules.sampling.composing import Kitchen, Recipe
from policyrules.sampling.files import ENDINGS, writing
from policyrules.sampling.groups import groups, movable, names
from policyrules.sampling.pool import Watch, draw_pool
from policyrules.sampling.spoiling import spoiled
from policyrules.testing.drawing.plans import plan_of

#: How many different enterprises a large register is made of.
KINDS = 2_048


@frozen
class Sampled:
    """A register that was written: where, how many enterprises, how many of them are bad, and where it says why."""

    path: Path
    rows: int
    bad: int
    wrong: Path | None
    on: date


def recipe(
    policy: Policy,
    rows: int,
    seed: int,
    on: date,
    *,
    texts: bool,
    bad: Fraction = Fraction(0),
    unknown: int = 10,
    kinds: int = KINDS,
    watch: Watch | None = None,
) -> Recipe:
    """Draw what a register is made of; `kinds` is how many enterprises at most are drawn for it."""
    plan = plan_of(policy)
    pool = draw_pool(policy, seed, min(rows, kinds), on, unknown=unknown, watch=watch)
    found = columns(policy.program.facts, pool)
    refused = spoiled(policy, pool, found, seed, on, texts=texts) if bad else ()
    share = int(bad * 2**32)
    return Recipe(found, pool, refused, share, groups(plan), movable(plan), names(plan), seed, policy.language, texts)


def sample(made: Recipe, rows: int, path: Path, on: date, watch: Watch | None = None) -> Sampled:
    """Write a register; `watch` is told how many enterprises were written, of how many.

    The name of the file ends in one of `ENDINGS`. Raises `OSError` where it cannot be written, and `ModuleNotFoundError`
    where Arrow is not installed.
    """
    kitchen, bad, done = Kitchen(made), 0, 0
    wrong = wrong_beside(path) if made.bad else None
    with ExitStack() as stack:
        write = stack.enter_context(writing(path, kitchen.header))
        tell = stack.enter_context(writing(wrong, kitchen.wrong_header)) if wrong is not None else None
        for table, said in kitchen.blocks(rows):
            write(table)
            if tell is not None:
                tell(said)
            bad += said.num_rows
            done += table.num_rows
            if watch is not None:
                watch(done, rows)
    return Sampled(path, rows, bad, wrong, on)


def wrong_beside(path: Path) -> Path:
    """Return the file beside a register that says what is wrong with the bad ones."""
    return path.with_name(f"{path.name}.bad.csv")


def is_writable(path: Path) -> bool:
    """Say whether the name of a file ends in a way that says how to write it."""
    return path.suffix.lower() in ENDINGS
