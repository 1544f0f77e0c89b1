"""A whole register held against policies, shard by shard, so that an interruption loses nothing that was finished.

In: a run, a register with its mapping, and a folder. Out: in the folder, the files of decided and of rejected rows, and at the
end the manifest. A shard is finished when its record is written; whoever goes on takes the finished ones as they are.
"""

import json
import os
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from policyrules.columns import duck
from policyrules.diagnostics import Diagnostic
from policyrules.register.answering import Engine
from policyrules.register.asking import Asking, asking
from policyrules.register.deciding import Decided, Deciding
from policyrules.register.ids import ids_of
from policyrules.register.keeping import is_kept, keep, keep_json, read_json, told
from policyrules.register.locking import LOCK
from policyrules.register.refusing import MatchError, diagnostic
from policyrules.register.running import Ids, Matched, Run, Watch
from policyrules.register.sources import Piece, Seen, refuse_changed
from policyrules.register.taking import Taking
from policyrules.source import unhidden
from policyrules.version import __version__

#: What the manifest of a match is.
SCHEMA = "policyrules/match/1"

#: Files that say of a folder what it is: the whole of what a run is made from, and what came of it.
RUN, MANIFEST = "run.json", "manifest.json"

#: The folders of the files, and of what is only needed until the run is over.
DECISIONS, REJECTED, SHARDS = "decisions", "rejected", ".shards"


def match(
    run: Run, taking: Taking, out: Path, connection: Any, engine: Engine, identity: Mapping[str, object], watch: Watch
) -> Matched:
    """Decide a register into a folder that is prepared for it, and write the manifest; finished shards are kept.

    Raises `MatchError` where the disk does not take what is written.
    """
    asked = asking(run, taking.mapping, engine.dialect)
    deciding = Deciding(connection, asked, taking, engine)
    key = digest([identity, asked.query(asked.statement.text)])
    done = 0
    records: list[dict[str, Any]] = []
    for place, piece in enumerate(taking.register.pieces(int(str(identity["shard_rows"])))):
        record = _finished(out, place, key, piece)
        if record is None:
            record = _shard(out, place, key, piece, deciding, taking.register.seen)
        records.append(record)
        done += record["rows"]
        watch(done, taking.register.rows)
    ids = ids_of(connection, taking)
    _write_manifest(out, asked, taking, identity, records, ids)
    places = taking.mapping.places
    lacking = tuple(spec.name for spec in run.program.facts if spec.decided_by is None and spec.name not in places)
    decided, rejected, alone = (sum(one[name] for one in records) for name in ("decided", "rejected", "alone"))
    return Matched(out, done, decided, rejected, alone, lacking, ids)


def digest(data: object) -> str:
    """Return the digest of plain data."""
    return sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


# --- shards -------------------------------------------------------------------------------------------------------------


def _record_of(out: Path, place: int) -> Path:
    return out / SHARDS / f"{place:05}.json"


def _finished(out: Path, place: int, key: str, piece: Piece) -> dict[str, Any] | None:
    """Return the record of a shard that is finished; `None` where it is not, or it or its files are not what they were."""
    record = read_json(_record_of(out, place))
    if not isinstance(record, dict) or record.get("key") != key or record.get("first") != piece.number:
        return None
    files = record.get("files")
    counts: list[Any] = [record.get(name) for name in ("rows", "decided", "rejected", "alone")]
    if not isinstance(files, dict) or not all(type(count) is int and count >= 0 for count in counts):
        return None
    rows, decided, rejected, _ = counts
    names = {f"{DECISIONS}/part-{place:05}.parquet": decided, f"{REJECTED}/part-{place:05}.parquet": rejected}
    if rows != piece.last - piece.first or rows != decided + rejected or files.keys() != names.keys():
        return None
    if not all(isinstance(files[name], dict) and files[name].get("rows") == count for name, count in names.items()):
        return None
    return record if all(is_kept(out / name, kept) for name, kept in files.items()) else None


def _shard(out: Path, place: int, key: str, piece: Piece, deciding: Deciding, seen: tuple[Seen, ...]) -> dict[str, Any]:
    """Decide a shard and write its files, then its record, unless the register is another one by now."""
    part, rows = f"part-{place:05}.parquet", piece.last - piece.first
    found: list[Decided] = []
    kept = keep(out / DECISIONS / part, lambda path: found.append(deciding.piece(piece, path)))
    (came,) = found
    # INVARIANT: no row is lost: every one is decided, or rejected with its reasons.
    if came.decided + len(came.rejected) != rows:
        raise AssertionError(f"{rows} rows came in, {came.decided} + {len(came.rejected)} went out")
    files = {
        f"{DECISIONS}/{part}": {"rows": came.decided, **kept},
        f"{REJECTED}/{part}": {"rows": len(came.rejected), **keep(out / REJECTED / part, _writing(came.rejected))},
    }
    counts = {"rows": rows, "decided": came.decided, "rejected": len(came.rejected), "alone": came.alone}
    refuse_changed(seen)
    record = {"key": key, "first": piece.number, **counts, "files": files}
    keep_json(_record_of(out, place), record)
    return record


def _writing(table: Any) -> Callable[[Path], None]:
    """Return what writes a table as Parquet: in the same bytes for the same rows."""
    return lambda path: duck.arrow().parquet.write_table(table, path, compression="zstd", row_group_size=max(len(table), 1))


# --- the manifest -------------------------------------------------------------------------------------------------------


def _write_manifest(
    out: Path,
    asked: Asking,
    taking: Taking,
    identity: Mapping[str, object],
    records: list[dict[str, Any]],
    ids: Ids,
) -> None:
    counts = {name: sum(one[name] for one in records) for name in ("rows", "decided", "rejected", "alone")}
    if counts["rows"] != counts["decided"] + counts["rejected"] or counts["rows"] != taking.register.rows:
        raise AssertionError(f"{counts} of {taking.register.rows} rows")
    along = [{"name": name, "key": name} for name in ("row", *asked.along_names.values())]
    columns = [
        {"name": one.name, "key": one.key, "kind": one.told.kind.value, "of": one.told.of, "label": one.told.label}
        for one in asked.columns
        if one.told is not None
    ]
    shards = [{"first": one["first"], **{name: one[name] for name in counts}, "files": one["files"]} for one in records]
    keep_json(
        out / MANIFEST,
        {
            "schema": SCHEMA,
            **identity,
            "counts": counts,
            "ids": {"unnumbered": ids.unnumbered, "repeated": ids.repeated, "sharing": ids.sharing},
            "columns": [*along, *columns],
            "legend": asked.legends,
            "shards": shards,
        },
    )


def identity_of(run: Run, register_digest: str, mapping_digest: str, shard_rows: int, engine: Engine) -> dict[str, object]:
    """Return all that a run is made from: the same of it gives the same files."""
    duckdb, arrow = duck.packages()
    return {
        "engine": engine.dialect.name,
        "software": {
            "policyrules": __version__,
            "duckdb": duckdb.__version__,
            "pyarrow": arrow.__version__,
            **engine.software,
        },
        "on": run.on.isoformat(),
        "readings": dict(run.case.readings),
        "policies": [
            {"name": one.name, "title": one.title, "number": one.number, "digest": one.digest, "language": one.language}
            for one in run.policies
        ],
        "register": register_digest,
        "mapping": mapping_digest,
        "shard_rows": shard_rows,
    }


# --- the folder ---------------------------------------------------------------------------------------------------------


def begun(out: Path, *, resume: bool) -> None:
    """Refuse a folder in which something else stands, or a match that is not to be gone on with."""
    if read_json(out / RUN) is not None:
        if not resume:
            raise MatchError([diagnostic("match-folder-begun", str(out))])
        return
    with told(out):
        is_taken = os.path.exists(out) and (not out.is_dir() or any(one.name not in _OURS for one in out.iterdir()))
    if is_taken:
        raise MatchError([diagnostic("match-folder-taken", str(out))])


#: What a match that did not begin may have left in its folder.
_OURS = (".stage", ".aside", LOCK)


def prepare(out: Path, identity: Mapping[str, object], paths: Mapping[str, object]) -> None:
    """Make the folder of a run ready. Raises `MatchError` where the run in it is another one, and says what differs."""
    before = read_json(out / RUN)
    if isinstance(before, dict):
        kept = before.get("identity")
        others = [name for name, value in identity.items() if not isinstance(kept, dict) or kept.get(name) != value]
        if others:
            raise MatchError([Diagnostic("match-other", different(others), path=unhidden(str(out)))])
    else:
        keep_json(out / RUN, {"identity": identity, "paths": paths})
    with told(out):
        for folder in (DECISIONS, REJECTED, SHARDS):
            (out / folder).mkdir(exist_ok=True)


#: What a run is made from, in words.
_WHAT = {
    "engine": ("计算引擎", "the engine"),
    "software": ("软件版本", "the version of the software"),
    "on": ("日期", "the day"),
    "readings": ("疑义的选项", "the readings"),
    "policies": ("政策", "the policies"),
    "register": ("名册", "the register"),
    "mapping": ("对应表", "the mapping"),
    "shard_rows": ("每部分的行数", "the rows of a shard"),
}


def different(names: Iterable[str]) -> dict[str, str]:
    """Say what differs, as an argument for each language."""
    said = [_WHAT[name] for name in names]
    return {"what_zh": "、".join(one for one, _ in said), "what_en": ", ".join(one for _, one in said)}
