"""A finished match is opened with the names that programs use; one that is not finished is none."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyrules.register.output import opened
from policyrules.register.refusing import MatchError
from policyrules.register.views.opening import viewed
from tests.register.registers import decided, match
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")


def test_verdicts_are_truths_and_names_are_those_of_programs(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING)
    rows = decided(tmp_path / "out")
    assert [row["p0_e0"] for row in rows] == [True, None, None]
    assert {"row", "id", "名称", "行业", "p0_e0", "p0_e0_c0", "p0_e1"} <= rows[0].keys()
    assert [row["行业"] for row in rows] == ["住宿", "住宿", None]
    assert opened(tmp_path / "out").paths == {"register": str(tmp_path / "名册.csv"), "mapping": str(tmp_path / "对应表.yaml")}


def test_a_match_that_is_not_finished_is_none(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING)
    (tmp_path / "out" / "manifest.json").unlink()
    for folder in (tmp_path / "out", tmp_path / "nowhere"):
        with pytest.raises(MatchError) as raised:
            opened(folder)
        assert raised.value.diagnostics[0].code == "match-none"


def damaged(folder: Path) -> list[str]:
    with pytest.raises(MatchError) as raised:
        viewed(folder)
    assert {one.code for one in raised.value.diagnostics} == {"match-damaged"}
    return [one.arguments["name"] for one in raised.value.diagnostics]


def test_files_that_are_gone_or_changed_are_named_and_not_read(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING, shard_rows=2)
    parts = tmp_path / "out" / "decisions"
    (parts / "part-00000.parquet").unlink()
    (parts / "part-00001.parquet").write_bytes((parts / "part-00002.parquet").read_bytes())
    assert damaged(tmp_path / "out") == ["decisions/part-00000.parquet", "decisions/part-00001.parquet"]
    match(tmp_path / "名册.csv", tmp_path / "out", mapping=MAPPING, shard_rows=2, resume=True)
    assert viewed(tmp_path / "out").decided == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"columns": 5},
        {"columns": [{"name": 5, "key": "row"}]},
        {"legend": [{}]},
        {"legend": []},
        {"on": "x"},
        {"counts": {}},
        {"counts": {"rows": 9, "decided": 9, "rejected": 0, "alone": 0}},
        {"policies": [1]},
        {"readings": None},
        {"readings": {"甲": {"乙": 1}}},
        {"shards": [{"files": {"decisions/../../secret.parquet": {}}}]},
    ],
)
def test_a_manifest_that_somebody_changed_is_said_to_be_so(tmp_path: Path, changed: dict[str, Any]) -> None:
    match(written(tmp_path / "名册.csv", ROWS[:1]), tmp_path / "out", mapping=MAPPING)
    place = tmp_path / "out" / "manifest.json"
    place.write_text(json.dumps({**json.loads(place.read_text("utf-8")), **changed}), encoding="utf-8")
    assert damaged(tmp_path / "out") == ["manifest.json"]


@pytest.mark.parametrize("paths", [None, [], {}, {"register": 5, "mapping": None}, {"register": "名册.csv", "mapping": []}])
def test_a_run_that_somebody_changed_is_said_to_be_so(tmp_path: Path, paths: object) -> None:
    match(written(tmp_path / "名册.csv", ROWS[:1]), tmp_path / "out", mapping=MAPPING)
    place = tmp_path / "out" / "run.json"
    place.write_text(json.dumps({**json.loads(place.read_text("utf-8")), "paths": paths}), encoding="utf-8")
    assert len(damaged(tmp_path / "out")) == 1
