"""A register that was matched, as its views see it: a table of answers and what its columns tell.

In: the text of a SELECT that gives the table, and a legend for each policy. Out: the rows of what is asked of it. Knows no
folder and no policy.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any

from attrs import frozen

from policyrules.columns.duck import interruptible, packages
from policyrules.register.legend import Legend
from policyrules.register.refusing import MatchError, diagnostic

#: The column of what tells an enterprise from any other.
ID = "id"

#: How many rows are held at a time, and how much memory the engine may take before it lays something down on the disk.
_FEW, _MEMORY = 10_000, "512MB"


@frozen
class Viewed:
    """A matched register: the policies, the day, the table, the columns that tell who an enterprise is, and the counts.

    `name` is the column of its name and `places` are those by which units correspond, such as the county; `columns` are all
    columns that went along. `refused` is the table of the rows that could not be read; so many ids are `repeated`, in `sharing`
    rows. `register` is the digest of the register, which tells whether another match was of the same rows;
    `readings` are the options that were taken.
    """

    legends: tuple[Legend, ...]
    on: date
    table: str
    name: str | None
    places: tuple[str, ...]
    columns: tuple[str, ...]
    decided: int
    rejected: int
    refused: str | None = None
    repeated: int = 0
    sharing: int = 0
    register: str = ""
    readings: Mapping[str, str | None] = MappingProxyType({})

    @property
    def place(self) -> str | None:
        """The column by which counts are told apart where nobody asks for another."""
        return next(iter(self.places), None)

    def rows(self, query: str) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a query, in which `register` is the table: see `asked`."""
        return asked(query, register=self.table)


def asked(query: str, **tables: str) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a query about tables, each given as a SELECT; few of them are held at a time.

    Raises `ModuleNotFoundError` where DuckDB is not installed, and `MatchError` with what DuckDB says.
    """
    engine = packages()[0]
    named = ", ".join(f"{name} AS ({text})" for name, text in tables.items())
    with (
        TemporaryDirectory() as folder,
        interruptible(),
        engine.connect(config={"memory_limit": _MEMORY, "temp_directory": folder}) as connection,
    ):
        try:
            found = connection.execute(f"WITH {named}\n{query}")
            while rows := found.fetchmany(_FEW):
                yield from rows
        except engine.Error as error:
            reason = str(error).strip().splitlines()[0]
            raise MatchError([diagnostic("match-view", reason=reason)]) from None
