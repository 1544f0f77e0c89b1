"""The register, wherever it is, as Parquet files whose rows are numbered.

In: what was named as a register, and a folder for a copy where it is no Parquet. Out: `Register`: its files with the numbers of
their rows, what the columns hold, and a digest of what was named. Knows no policy.
"""

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import frozen

from policyrules.columns import duck
from policyrules.columns.mapping import Held
from policyrules.columns.quoting import parquet_table
from policyrules.register.refusing import MatchError, diagnostic
from policyrules.source import visible

#: The column of a copy that says what is wrong with the row itself: it has too few or too many cells.
DAMAGE = "policyrules damage"

#: The number of a row in the register, in the tables of pieces.
ROW = "policyrules_row"

#: Names that no column of a register may have: that in which DuckDB tells the places of rows, and all with these beginnings.
_PLACE, _OURS = "file_row_number", ("policyrules_", "policyrules ")

_PARQUET = (".parquet", ".pq")
_BLOCK = 2**20


@frozen
class Piece:
    """Rows of a file: from the first to before the last, counted from 0, and the number in the register of the first."""

    file: Path
    first: int
    last: int
    number: int

    @property
    def table(self) -> str:
        """Write the rows as a table of a query, with their number in the register, from 1, as `ROW`."""
        offset = self.number - self.first
        rows = parquet_table(self.file, more=f", {_PLACE} = true")
        return f"(SELECT *, {_PLACE} + {offset} AS {ROW} FROM {rows} WHERE {_PLACE} BETWEEN {self.first} AND {self.last - 1})"


#: What a file is seen to be, without reading it: which one, how long, and when it was written.
Seen = tuple[Path, int, int, int]


@frozen
class Register:
    """A register that can be read: its files with how many rows each has, and what the columns hold.

    `digest` is that of what was named; `damage` says whether a column tells what is wrong with a row itself; `seen` is what the
    files were seen to be before the digest was made.
    """

    name: str
    files: tuple[tuple[Path, int], ...]
    columns: Mapping[str, Held]
    digest: str
    damage: bool = False
    seen: tuple[Seen, ...] = ()

    @property
    def rows(self) -> int:
        return sum(count for _, count in self.files)

    def pieces(self, size: int) -> Iterator[Piece]:
        """Yield all rows in their order, at most so many at a time; of a register without rows, one piece without any."""
        before = 0
        for file, count in self.files:
            for first in range(0, count, size):
                yield Piece(file, first, min(first + size, count), before + first + 1)
            before += count
        if not before:
            yield Piece(self.files[0][0], 0, 0, 1)


def opened(connection: Any, name: str, files: list[Path], digest: str, seen: tuple[Seen, ...] = ()) -> Register:
    """Return the register of Parquet files, all of which have the same columns."""
    counted: list[tuple[Path, int]] = []
    columns: Mapping[str, Held] | None = None
    for file in files:
        try:
            relation = connection.sql(f"FROM {parquet_table(file)}")
            found: dict[str, Held] = {
                one: duck.held(type_) for one, type_ in zip(relation.columns, relation.types, strict=True)
            }
            with duck.arrow().parquet.ParquetFile(file) as parquet:
                counted.append((file, parquet.metadata.num_rows))
                names = parquet.schema_arrow.names
                # A decimal of more digits than DuckDB has would be read as a binary number: nothing is read from it.
                found |= {one.name: None for one in parquet.schema_arrow if one.name in found and _is_wide(one.type)}
        except Exception as error:  # whatever DuckDB or Arrow say of a file that is no Parquet
            raise MatchError([diagnostic("register-unreadable", str(file), reason=_first_line(error))]) from None
        check_names(file, names[:-1] if names[-1:] == [DAMAGE] else names)
        if columns is not None and found != columns:
            raise MatchError([diagnostic("register-columns-differ", str(file), first=visible(str(files[0])))])
        columns = found
    assert columns is not None
    return Register(
        name, tuple(counted), {one: held for one, held in columns.items() if one != DAMAGE}, digest, DAMAGE in columns, seen
    )


def _is_wide(type_: Any) -> bool:
    """Say whether a type of Arrow is a decimal of more than 38 digits, or holds such."""
    decimals = duck.arrow().types.is_decimal256(type_)
    return decimals or any(_is_wide(type_.field(place).type) for place in range(type_.num_fields))


def check_names(file: Path, names: Sequence[str]) -> None:
    """Refuse a column whose name is needed here, and two that DuckDB does not tell apart: it takes `A` and `a` for the same."""
    folded = [name.casefold() for name in names]
    taken = [name for name, fold in zip(names, folded, strict=True) if fold == _PLACE or fold.startswith(_OURS)]
    count = Counter(folded)
    twice = {fold: name for name, fold in zip(names, folded, strict=True) if count[fold] > 1}
    wrong = [diagnostic("register-column-ours", str(file), name=name) for name in taken]
    wrong += [diagnostic("register-column-twice", str(file), name=name) for name in twice.values()]
    if wrong:
        raise MatchError(wrong)


def tidy_name(name: str) -> str:
    """Return the name of a column composed, on one line and without white space around it, as its writer meant it."""
    return " ".join(part.strip() for part in unicodedata.normalize("NFC", name).strip("\ufeff").splitlines()).strip()


def parquet_files(path: Path) -> list[Path] | None:
    """Return the Parquet files that a path names: one, or those of a folder in the order of their names; `None` if it names
    none.
    """
    if os.path.isdir(path):
        with refused(path):
            return sorted(one for one in path.iterdir() if one.suffix.lower() in _PARQUET and one.is_file())
    return [path] if path.suffix.lower() in _PARQUET else None


def seen_of(files: Iterable[Path]) -> tuple[Seen, ...]:
    """Return what files are seen to be."""
    found: list[Seen] = []
    for file in files:
        with refused(file):
            state = file.stat()
        found.append((file, state.st_ino, state.st_size, state.st_mtime_ns))
    return tuple(found)


def refuse_changed(seen: tuple[Seen, ...]) -> None:
    """Refuse files that are others than those of which the digest was made: what was read of them belongs to no register."""
    now = seen_of(one[0] for one in seen)
    if changed := [before[0] for before, after in zip(seen, now, strict=True) if before != after]:
        raise MatchError([diagnostic("register-changed", str(file)) for file in changed])


@contextmanager
def refused(file: Path) -> Iterator[None]:
    """Tell that a file cannot be read."""
    try:
        yield
    except OSError as error:
        raise MatchError([diagnostic("register-unreadable", str(file), reason=error.strerror or "")]) from None


def digest_of(files: list[Path]) -> str:
    """Return the digest of the contents of files."""
    sink = sha256()
    for file in files:
        own = sha256()
        with refused(file), open(file, "rb") as stream:
            while block := stream.read(_BLOCK):
                own.update(block)
        sink.update(own.digest())
    return sink.hexdigest()


def _first_line(error: Exception) -> str:
    return str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
