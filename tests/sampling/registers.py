"""Rows of a register read back into the plain facts that a policy takes, by nothing that wrote them."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from policyrules import Policy

_PERIOD = re.compile(r"(.+)\[([^\]]+)\]")


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the rows of a Parquet or CSV file; in CSV, every cell is a text or nothing."""
    from pyarrow import csv, parquet, string

    if path.suffix == ".parquet":
        return list(parquet.read_table(path).to_pylist())
    names = path.read_text(encoding="utf-8").splitlines()[0].strip('"').split('","')
    options = csv.ConvertOptions(column_types=dict.fromkeys(names, string()), strings_can_be_null=True, null_values=[""])
    return list(csv.read_csv(path, convert_options=options).to_pylist())


def facts(policy: Policy, row: dict[str, Any]) -> dict[str, Any]:
    """Return the facts that a row tells; what is not known is left out."""
    found: dict[str, Any] = {}
    lists = {spec.name for spec in policy.program.facts if hasattr(spec.type, "element") and not hasattr(spec.type, "period")}
    for name, cell in row.items():
        period = _PERIOD.fullmatch(name)
        if name == "编号" or cell is None:
            continue
        if period is not None:
            found.setdefault(period[1], {})[period[2]] = cell
        elif name in lists and not (isinstance(cell, str) and cell[:1] != "["):
            found[name] = list(_records(json.loads(cell) if isinstance(cell, str) else cell))
        else:
            found[name] = cell
    return found


def _records(cell: Any) -> Iterator[Any]:
    yield from (
        {name: value for name, value in one.items() if value is not None} if isinstance(one, dict) else one for one in cell
    )
