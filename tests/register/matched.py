"""A matched register made by deciding enterprises with the query of a policy, for tests of what views make of it."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from policyrules.columns.duck import arrow, run
from policyrules.columns.layout import columns, row
from policyrules.columns.outcomes import statement
from policyrules.core.facts import no_facts, read_case
from policyrules.policy import Policy
from policyrules.register.keeping import kept_of
from policyrules.register.legend import legend, to_data
from policyrules.register.views.viewed import Viewed


def matched(
    policy: Policy, register: Sequence[dict[str, Any]], on: date, path: Path, *, name: str, places: tuple[str, ...]
) -> Viewed:
    """Decide enterprises, numbered from 1, and write what comes out as a matched register has it."""
    pa = arrow()
    told = statement(policy.outline, policy.program, no_facts(policy.program, on), distances=True)
    staged = [row(policy.program, read_case(policy.program, facts, on), number) for number, facts in enumerate(register)]
    found = sorted(run(told.text, columns(policy.program), staged), key=lambda one: int(one["row"]))
    numbers = range(1, len(register) + 1)
    kept: dict[str, list[Any]] = {"row": list(numbers), "id": [f"{number:03}" for number in numbers]}
    kept |= {column: [facts.get(column) for facts in register] for column in (name, *places)}
    answers = {f"p0_{column}": [one[column] for one in found] for column in found[0] if column not in ("row", "beyond")}
    wide = {
        column: pa.array(values, pa.decimal128(38, 0)) if _is_wide(values) else pa.array(values)
        for column, values in answers.items()
    }
    pa.parquet.write_table(pa.table({**kept, **wide}), path)
    own = legend(policy.outline, policy.program, told.told, told.columns, on, "p0_")
    return Viewed((own,), on, f"SELECT * FROM '{path}'", name, places, (name, *places), len(register), 0)


def _is_wide(values: list[Any]) -> bool:
    return any(isinstance(value, int) and abs(value) > 2**62 for value in values)


def write_folder(register: Viewed, folder: Path) -> Path:
    """Write a matched register as `match` does, and return the folder."""
    table = arrow().parquet.read_table(register.table.split("'")[1])
    verdicts = {award.column for one in register.legends for award in one.awards if award.kind == "entitlement"}
    words = {True: "entitled", False: "not_entitled", None: "undetermined"}
    cells = {
        name: [words[cell] for cell in table[name].to_pylist()] if name in verdicts else table[name]
        for name in table.column_names
    }
    (folder / "decisions").mkdir(parents=True)
    part = folder / "decisions" / "part-00000.parquet"
    arrow().parquet.write_table(arrow().table(cells), part)
    kinds = {name: {} if not name.startswith("p0_") else {"kind": "verdict" if name in verdicts else "other"} for name in cells}
    counts = {"rows": register.decided + register.rejected, "decided": register.decided, "rejected": register.rejected}
    manifest = {
        "schema": "policyrules/match/1",
        "on": register.on.isoformat(),
        "readings": {},
        "policies": [{"digest": one.digest} for one in register.legends],
        "register": "",
        "mapping": "",
        "counts": counts,
        "ids": {"unnumbered": 0, "repeated": 0, "sharing": 0},
        "legend": [to_data(one) for one in register.legends],
        "columns": [{"name": name, "key": name, **kind} for name, kind in kinds.items()],
        "shards": [{**counts, "files": {"decisions/part-00000.parquet": kept_of(part)}}],
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, ensure_ascii=False), encoding="utf-8")
    (folder / "run.json").write_text(json.dumps({"identity": {}, "paths": {"register": "", "mapping": None}}), encoding="utf-8")
    return folder
