"""What a match wrote, for whoever reads it again.

In: the folder of a finished match. Out: `Output`: the manifest, and the decided and rejected rows as texts of queries. Knows no
policy.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import frozen

from policyrules.columns.quoting import parquet_table, quoted
from policyrules.register.keeping import read_json
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
    """Open the folder of a match. Raises `MatchError` where there is none that is finished."""
    manifest, run = read_json(folder / MANIFEST), read_json(folder / RUN)
    if not isinstance(manifest, dict) or manifest.get("schema") != SCHEMA or not isinstance(run, dict):
        raise MatchError([diagnostic("match-none", str(folder))])
    return Output(folder, manifest, run.get("paths", {}))
