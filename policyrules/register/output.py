"""What a match wrote, for whoever reads it again.

In: the folder of a finished match. Out: `Output`: the manifest, and the decided and rejected rows as texts of queries. Knows no
policy.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from attrs import frozen

from policyrules.columns.quoting import parquet_table, quoted
from policyrules.register.keeping import is_kept, read_json
from policyrules.register.matching import DECISIONS, MANIFEST, REJECTED, RUN, SCHEMA
from policyrules.register.refusing import MatchError, diagnostic


@frozen
class Output:
    """A finished match. `paths` are the register and the mapping as they were named."""

    folder: Path
    manifest: Mapping[str, Any]
    paths: Mapping[str, str | None]

    @property
    def relation(self) -> str:
        """Write the decided rows as a query, with the names that programs use: `p0_e0`, … A verdict is a truth, null where it
        is open; what goes along keeps its name.
        """
        return f"SELECT {', '.join(map(_named, self.manifest['columns']))} FROM {self._files(DECISIONS)}"

    @property
    def rejected(self) -> str:
        """Write the rejected rows as a query."""
        return f"FROM {self._files(REJECTED)}"

    def _files(self, folder: str) -> str:
        names = (name for shard in self.manifest["shards"] for name in shard["files"] if name.startswith(f"{folder}/"))
        return parquet_table(*(self.folder / name for name in names))


def _named(column: Mapping[str, str]) -> str:
    name, key = quoted(column["name"]), quoted(column["key"])
    if column.get("kind") == "verdict":
        return f"CASE {name} WHEN 'entitled' THEN TRUE WHEN 'not_entitled' THEN FALSE END AS {key}"
    return f"{name} AS {key}"


def opened(folder: Path) -> Output:
    """Open the folder of a match. Raises `MatchError` where there is none that is finished and as it was written."""
    manifest, run = read_json(folder / MANIFEST), read_json(folder / RUN)
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA or not isinstance(run, dict):
        raise MatchError([diagnostic("match-none", str(folder))])
    with whole(folder):
        output = Output(folder, manifest, _paths(run["paths"]))
        files = _checked(manifest)
    damaged = [name for name, kept in files.items() if not is_kept(folder / name, kept)]
    if damaged:
        raise MatchError([diagnostic("match-damaged", str(folder), name=name) for name in damaged])
    return output


@contextmanager
def whole(folder: Path) -> Iterator[None]:
    """Say so where a manifest turns out not to be as it was written."""
    try:
        yield
    except (KeyError, TypeError, ValueError, AttributeError):
        raise MatchError([diagnostic("match-damaged", str(folder), name=MANIFEST)]) from None


def _paths(paths: Mapping[str, object]) -> Mapping[str, str | None]:
    """Return the register and the mapping as they were named. Raises `KeyError` or `TypeError` where they were not."""
    register, mapping = paths["register"], paths["mapping"]
    if not isinstance(register, str) or not isinstance(mapping, str | None):
        raise TypeError(paths)
    return {"register": register, "mapping": mapping}


#: What a manifest has, apart from what nobody reads again.
_PARTS = {
    "on": str, "readings": dict, "policies": list, "register": str, "mapping": str, "counts": dict, "ids": dict,
    "columns": list, "legend": list, "shards": list,
}  # fmt: skip


def _checked(manifest: Mapping[str, Any]) -> dict[str, object]:
    """Return the files of a manifest. Raises `KeyError`, `TypeError`, `ValueError` or `AttributeError` where it is none."""
    wrong = [name for name, type_ in _PARTS.items() if not isinstance(manifest[name], type_)]
    wrong += [name for name in ("rows", "decided", "rejected") if not isinstance(manifest["counts"][name], int)]
    wrong += [name for name in ("unnumbered", "repeated", "sharing") if not isinstance(manifest["ids"][name], int)]
    wrong += [name for name, option in manifest["readings"].items() if not isinstance(option, str | None)]
    wrong += [str(policy) for policy in manifest["policies"] if not isinstance(policy["digest"], str)]
    wrong += [str(one) for one in manifest["columns"] if not (isinstance(one["name"], str) and isinstance(one["key"], str))]
    wrong += [name for name, count in manifest["counts"].items() if count != sum(one[name] for one in manifest["shards"])]
    if manifest["counts"]["rows"] != manifest["counts"]["decided"] + manifest["counts"]["rejected"]:
        wrong.append("rows")
    files = {name: kept for shard in manifest["shards"] for name, kept in shard["files"].items()}
    wrong += [name for name in files if not _FILE.fullmatch(name)]
    if wrong or not manifest["legend"]:
        raise ValueError(wrong)
    date.fromisoformat(manifest["on"])
    return files


#: How files of a match are called: none stands anywhere else.
_FILE = re.compile(f"({DECISIONS}|{REJECTED})/part-[0-9]{{5,9}}[.]parquet")
