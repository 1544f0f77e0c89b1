"""A match from what was typed: the register is opened, the mapping read, other tables joined, the folder made ready.

In: a run, the names of a register and of a mapping, and a folder. Out: a `Matched`, or a `MatchError`. The only place that
knows all the others.
"""

import os
from collections.abc import Iterator
from collections.abc import Mapping as MappingOf
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

from policyrules.columns import duck, spark
from policyrules.columns.dialect import DUCKDB, SPARK
from policyrules.columns.mapping import Held, Kind, Mapping, RecordsKind, by_name, unread, unread_periods
from policyrules.columns.quoting import literal_text, quoted
from policyrules.core.program import Program
from policyrules.diagnostics import Diagnostic
from policyrules.files.replacing import beside
from policyrules.register.answering import Cluster, Embedded, Engine
from policyrules.register.keeping import copied, told
from policyrules.register.locking import locked
from policyrules.register.matching import RUN, begun, digest, identity_of, match, prepare
from policyrules.register.reading import OtherTable, ReadMapping, read_mapping
from policyrules.register.refusing import MatchError, diagnostic
from policyrules.register.running import Matched, Run, Wanted, Watch
from policyrules.register.sources import ROW, Register, digest_of, opened, parquet_files, refuse_changed, seen_of
from policyrules.register.staging import copy_csv, copy_excel
from policyrules.register.taking import Records, Taking, key_text
from policyrules.source import Source, unhidden, visible

#: Where copies of what is no Parquet are kept, and what DuckDB puts aside.
STAGE, ASIDE = ".stage", ".aside"

#: Where rows and answers are exchanged with Spark.
SPARKS = ".spark"

#: No mapping has more bytes than this.
_LONGEST = 2**20

_CSV = (".csv", ".tsv", ".txt")

#: So many columns are named where none is a fact.
_FEW = 8


def matched(wanted: Wanted, watch: Watch) -> Matched:
    """Match a register. Raises `MatchError`, with everything that is in the way."""
    out = wanted.out
    _refuse_names(wanted)
    begun(out, resume=wanted.resume)
    with told(out):
        out.mkdir(parents=True, exist_ok=True)
    with locked(out):
        begun(out, resume=wanted.resume)  # another process may have begun in the meantime
        with told(out):
            if not (out / RUN).exists():
                # What was copied for a match that did not begin may be of a table as it was then.
                for place in (out / STAGE, out / ASIDE):
                    _clear(place)
            (out / STAGE).mkdir(exist_ok=True)
        with duck_engine(out, wanted.memory) as connection:
            return _matched(wanted, connection, watch)


def _clear(place: Path) -> None:
    """Take away a folder, or what stands in its place: a link would lead what is written elsewhere."""
    if place.is_symlink() or place.is_file():
        place.unlink()
    else:
        rmtree(place, ignore_errors=True)


def _refuse_names(wanted: Wanted) -> None:
    """Refuse names of files that are no text, as those of an archive from a machine of another encoding are: no engine has
    them.
    """
    named_ = (wanted.register, str(wanted.out), str(wanted.mapping or ""))
    if wrong := [name for name in named_ if any("\ud800" <= mark <= "\udfff" for mark in name)]:
        raise MatchError([diagnostic("match-name", name) for name in wrong])


def _matched(wanted: Wanted, connection: Any, watch: Watch) -> Matched:
    out, engine = wanted.out, engine_of(wanted)
    register = open_register(connection, wanted.register, out / STAGE)
    taking, mapping_digest = take(connection, wanted.run, register, wanted.mapping, out / STAGE)
    identity = identity_of(wanted.run, register.digest, mapping_digest, wanted.shard_rows, engine)
    mapping = None if wanted.mapping is None else str(wanted.mapping)
    prepare(out, identity, {"register": wanted.register, "mapping": mapping})
    return match(wanted.run, taking, out, connection, engine, identity, watch)


def engine_of(wanted: Wanted) -> Engine:
    """Return what answers the rows. Raises `ModuleNotFoundError` where it is not installed."""
    if wanted.engine == SPARK.name:
        try:
            session = spark.session(wanted.master)
        except spark.ClusterError:
            raise MatchError([diagnostic("match-cluster", wanted.master or "")]) from None
        return Cluster(session, (wanted.out / SPARKS).absolute())
    if wanted.engine != DUCKDB.name:
        raise ValueError(f"there is no engine {wanted.engine!r}: there are {DUCKDB.name} and {SPARK.name}")
    return Embedded()


#: What DuckDB is not to do. INVARIANT: rows stay in their order: what is joined to them is looked up, and they never are.
NEVER = "join_order,build_side_probe_side"


@contextmanager
def duck_engine(out: Path, memory: str) -> Iterator[Any]:
    """Open DuckDB with so much memory; what it says is told as a `MatchError`."""
    duckdb, _ = duck.packages()
    try:
        config = {"memory_limit": memory, "temp_directory": str(out / ASIDE)}
        with duck.interruptible(), duckdb.connect(config=config) as connection:
            connection.execute("SET TimeZone = 'UTC'")
            connection.execute("SET autoinstall_known_extensions = false")  # nothing is fetched that nobody asked for
            connection.execute(f"SET disabled_optimizers = '{NEVER}'")
            yield connection
    except duckdb.Error as error:
        reason = str(error).strip().splitlines()[0]
        code = "match-disk-full" if "No space left" in str(error) else "match-engine"
        raise MatchError([diagnostic(code, str(out), reason=reason)]) from None


# --- the register -------------------------------------------------------------------------------------------------------


def open_register(connection: Any, name: str, stage: Path) -> Register:
    """Open what was named, by a copy where it is no Parquet."""
    address, sign, table = name.rpartition("#")
    if sign and (address.endswith((".duckdb", ".db")) or address.startswith(_POSTGRES)):
        return _of_database(connection, name, address, table, stage)
    if name.startswith(_POSTGRES):
        raise MatchError([diagnostic("register-kind", name=name)])
    return _of_file(connection, Path(name), stage)


_POSTGRES = ("postgres://", "postgresql://")


def _of_file(connection: Any, file: Path, stage: Path) -> Register:
    if not os.path.exists(file):
        raise MatchError([diagnostic("register-missing", name=str(file))])
    if not os.path.isdir(file) and not os.path.isfile(file):  # a pipe or a device, which is not read twice
        raise MatchError([diagnostic("register-kind", name=str(file))])
    files = parquet_files(file)
    if files is not None:
        if not files:
            raise MatchError([diagnostic("register-kind", name=str(file))])
        seen = seen_of(files)
        return opened(connection, str(file), files, digest_of(files), seen)
    copy = copy_csv if file.suffix.lower() in _CSV else copy_excel if file.suffix.lower() == ".xlsx" else None
    if copy is None:
        raise MatchError([diagnostic("register-kind", name=str(file))])
    seen = seen_of([file])
    found = digest_of([file])
    place = copied(stage / f"{found[:32]}.parquet", lambda place: copy(file, place))
    refuse_changed(seen)
    return opened(connection, str(file), [place], found)


def _of_database(connection: Any, name: str, address: str, table: str, stage: Path) -> Register:
    """Copy a table of a database once; from then on the copy is the register."""
    place = stage / f"{digest(name)[:32]}.parquet"
    kind = "TYPE postgres, " if address.startswith(_POSTGRES) else ""
    path = ".".join(quoted(part) for part in table.split("."))
    if not place.exists():
        try:
            connection.execute(f"ATTACH {literal_text(address)} AS source ({kind}READ_ONLY)")
            with beside(place) as copy:
                connection.execute(f"COPY (FROM source.{path}) TO {literal_text(str(copy))} (FORMAT parquet)")
            connection.execute("DETACH source")
        except duck.packages()[0].Error as error:
            if kind and "postgres_scanner" in str(error):
                raise MatchError([diagnostic("register-postgres")]) from None
            raise MatchError([diagnostic("register-database", reason=str(error).strip().splitlines()[0])]) from None
    return opened(connection, name, [place], digest_of([place]))


# --- the mapping --------------------------------------------------------------------------------------------------------


def take(connection: Any, run: Run, register: Register, mapping: Path | None, stage: Path) -> tuple[Taking, str]:
    """Return how the rows are taken in, and the digest of the mapping with all tables that it names."""
    if mapping is None:
        return Taking(register, named(run.program, register)), ""
    data = _read(mapping)
    others: dict[str, Register] = {}

    def open_(name: str) -> MappingOf[str, Held]:
        if name not in others:
            others[name] = _of_file(connection, mapping.parent / name, stage)
        return others[name].columns

    read = read_mapping(Source(str(mapping), data.decode("utf-8-sig")), run.program, register.columns, open_)
    records = {
        alias: _joined(connection, register, read, others[table.name], table, stage) for alias, table in read.tables.items()
    }
    parts = [sha256(data).hexdigest(), *(others[name].digest for name in sorted(others))]
    return Taking(register, read.mapping, records), digest(parts)


def named(program: Program, register: Register) -> Mapping:
    """Return the mapping of a register whose columns are called like the facts.

    Raises `MatchError` where none is, and for each that holds what its fact cannot be read from.
    """
    found = by_name(program, register.columns)
    wrong = [(name, name) for name in unread(program, register.columns, found.places)]
    wrong += unread_periods(program, register.columns, found.places)
    if wrong:
        raise MatchError([diagnostic("mapping-column-kind", register.name, column=name, fact=fact) for name, fact in wrong])
    if not found.places:
        some = [f"`{visible(name)}`" for name in [*register.columns][:_FEW]] + ["…"] * (len(register.columns) > _FEW)
        raise MatchError([Diagnostic("mapping-nothing", {"columns": "、".join(some)}, path=unhidden(register.name))])
    return found


def _read(mapping: Path) -> bytes:
    try:
        with open(mapping, "rb") as file:
            data = file.read(_LONGEST + 1)
        if len(data) > _LONGEST:
            raise MatchError([diagnostic("mapping-too-large", str(mapping), limit="1 MiB")])
        data.decode("utf-8-sig")
    except FileNotFoundError:
        raise MatchError([Diagnostic("file-missing", {"name": unhidden(str(mapping))}, path=str(mapping))]) from None
    except OSError:
        raise MatchError([Diagnostic("file-unreadable", {"name": unhidden(str(mapping))}, path=str(mapping))]) from None
    except UnicodeDecodeError:
        raise MatchError([Diagnostic("file-not-utf8", path=str(mapping))]) from None
    return data


def _joined(connection: Any, register: Register, read: ReadMapping, other: Register, table: OtherTable, stage: Path) -> Records:
    """Put the records of another table beside the rows that they belong to, in the order of that table."""
    kinds = {name: kind for name in table.fields if isinstance(kind := other.columns[name], Kind)}
    fields = ", ".join(f"{quoted(name)} := s.{quoted(name)}" for name in kinds) or "n := 0"
    assert read.mapping.id is not None
    place = stage / f"{digest([register.digest, other.digest, read.mapping.id, table.key, list(kinds)])[:32]}.parquet"
    asked = (
        f"SELECT r.{ROW} AS row, list(struct_pack({fields}) ORDER BY s.{ROW}) AS records "
        f"FROM ({_keyed(other, table.key)}) s JOIN ({_keyed(register, read.mapping.id)}) r USING ({_KEY}) "
        f"GROUP BY r.{ROW} ORDER BY 1"
    )

    def join(place: Path) -> None:
        with told(place), beside(place) as copy:
            connection.execute(f"COPY ({asked}) TO {literal_text(str(copy))} (FORMAT parquet)")
        refuse_changed((*register.seen, *other.seen))

    return Records(copied(place, join), RecordsKind(kinds), table.complete)


#: What tells enterprises apart, as it is compared; no register has a column of that name.
_KEY = "policyrules_key"


def _keyed(register: Register, key: str) -> str:
    text = key_text(key, register.columns[key])
    return " UNION ALL ".join(f"SELECT *, {text} AS {_KEY} FROM {one.table}" for one in register.pieces(2**62))
