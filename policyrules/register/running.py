"""A run: the policies, the day and the readings that a register is held against; what is asked for, and what came of it.

In: a policy or a book. Out: `Run`, in which one policy is a book of one. Knows no register but by its name.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from attrs import frozen

from policyrules.book import Book
from policyrules.core.case import Case
from policyrules.core.facts import read_case
from policyrules.core.outline import Part
from policyrules.core.program import Program
from policyrules.diagnostics import Language
from policyrules.policy import Policy


@frozen(eq=False, slots=False)
class Run:
    """The policies, in their order, the program that answers all of them, and a case without facts."""

    used: Policy | Book
    case: Case

    @staticmethod
    def of(used: Policy | Book, on: date, readings: Mapping[str, str | None] | None = None) -> "Run":
        """Return the run of a day. Raises `FactsError` for readings that there are not."""
        return Run(used, read_case(used.program, {}, on, readings))

    @property
    def program(self) -> Program:
        return self.used.program

    @property
    def on(self) -> date:
        return self.case.day

    @property
    def language(self) -> Language:
        return self.used.language

    @cached_property
    def policies(self) -> tuple[Policy, ...]:
        """The policies of the book, or the one."""
        return tuple(self.used.values()) if isinstance(self.used, Book) else (self.used,)

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The policies as parts of the program."""
        if isinstance(self.used, Book):
            return self.used.lowered.parts
        names = [spec.name for spec in self.program.parameters] + [spec.name for spec in self.program.readings]
        return (Part(self.used.lowered, tuple(range(len(self.program.nodes))), dict(zip(names, names, strict=True))),)


@frozen
class Wanted:
    """What was asked for: the run, the register by its name, where to write, and how."""

    SHARD_ROWS: ClassVar[int] = 250_000
    MEMORY: ClassVar[str] = "512MB"

    run: Run
    register: str
    out: Path
    mapping: Path | None = None
    shard_rows: int = SHARD_ROWS
    memory: str = MEMORY
    resume: bool = False
    engine: str = "duckdb"
    master: str | None = None


#: How much memory, as DuckDB reads it.
_SIZE = re.compile(r"[0-9]+(\.[0-9]+)? ?([KMGT]i?)?B", re.IGNORECASE)


def is_size(memory: str) -> bool:
    """Say whether a text says how much memory: `512MB`, `1.5 GiB`."""
    return _SIZE.fullmatch(memory) is not None


#: Called with how many rows are done, of how many.
Watch = Callable[[int, int], None]


@frozen
class Ids:
    """How many rows have no number, how many numbers several rows share, and how many rows those are; `first` are a few."""

    unnumbered: int = 0
    repeated: int = 0
    sharing: int = 0
    first: tuple[str, ...] = ()


@frozen
class Matched:
    """What came of a match: how many rows there were, and what became of them; `alone` were looked at one by one.

    `lacking` are facts that stand nowhere in the register, so that they are unknown of every enterprise; `ids` tells whether
    its enterprises are told apart.
    """

    folder: Path
    rows: int
    decided: int
    rejected: int
    alone: int
    lacking: tuple[str, ...] = ()
    ids: Ids = Ids()
