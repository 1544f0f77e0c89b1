"""A row without an id has its number for one, and records of another table stand beside their row."""

from pathlib import Path

import pytest

from policyrules.columns import duck
from policyrules.columns.mapping import Cell, Kind, Mapping, RecordsIn, RecordsKind
from policyrules.register.sources import opened
from policyrules.register.taking import Records, Taking
from tests.register.registers import policy
from tests.register.test_sources import parquet

pytest.importorskip("duckdb")


def test_ids_and_records_stand_beside_their_rows(tmp_path: Path) -> None:
    file = parquet(tmp_path / "r.parquet", **{'编"号': [" A1 ", "", None, "A4"], "附注": ["甲", None, "", "丁"]})
    records = parquet(tmp_path / "n.parquet", row=[1, 4], records=[[{"名次": 1}], [{"名次": 2}, {"名次": 3}]])
    with duck.packages()[0].connect() as connection:
        register = opened(connection, "r", [file], "d")
        mapping = Mapping({"获奖": RecordsIn("x: 获奖", {"名次": Cell("名次")})}, id='编"号', carry=("附注",))
        taking = Taking(register, mapping, {"x: 获奖": Records(records, RecordsKind({"名次": Kind.WHOLE}))})
        places = [spec.name for spec in policy().program.facts].index("获奖")
        found = []
        for piece in register.pieces(3):
            text = taking.conversion(piece, policy().program).typed
            found += connection.execute(f"SELECT row, id, a0, len(f{places}) FROM ({text}) ORDER BY row").fetchall()
    assert found == [(1, "A1", "甲", 1), (2, "2", None, None), (3, "3", "", None), (4, "A4", "丁", 2)]
