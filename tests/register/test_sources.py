"""Rows are numbered over all files, in pieces that miss none, and a digest is of what stands in the files."""

from pathlib import Path
from typing import Any

import pytest

from policyrules.columns import duck
from policyrules.register.refusing import MatchError
from policyrules.register.sources import ROW, digest_of, opened, parquet_files

pytest.importorskip("duckdb")


def parquet(place: Path, **columns: Any) -> Path:
    arrow = duck.arrow()
    arrow.parquet.write_table(arrow.table(columns), place, row_group_size=3)
    return place


def test_pieces_hold_every_row_once(tmp_path: Path) -> None:
    files = [parquet(tmp_path / "b.parquet", a=list(range(7))), parquet(tmp_path / "a's.parquet", a=list(range(7, 9)))]
    with duck.packages()[0].connect() as connection:
        register = opened(connection, "r", files, "d")
        for size in (1, 2, 4, 100):
            found = [
                row
                for piece in register.pieces(size)
                for row in connection.execute(f"SELECT {ROW}, a FROM {piece.table} ORDER BY 1").fetchall()
            ]
            assert found == [(number + 1, number) for number in range(9)] and register.rows == 9


def test_files_of_a_folder_have_the_same_columns(tmp_path: Path) -> None:
    parquet(tmp_path / "2.parquet", a=[1])
    parquet(tmp_path / "1.parquet", a=["x"])
    (tmp_path / "notes.txt").write_text("")
    files = parquet_files(tmp_path)
    assert files is not None and [one.name for one in files] == ["1.parquet", "2.parquet"]
    with duck.packages()[0].connect() as connection, pytest.raises(MatchError) as raised:
        opened(connection, "r", files, "d")
    assert raised.value.diagnostics[0].code == "register-columns-differ"
    assert parquet_files(tmp_path / "notes.txt") is None


def test_a_digest_is_of_the_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").write_bytes(b"1")
    assert digest_of([tmp_path / "a"]) == digest_of([tmp_path / "b"]) != digest_of([tmp_path / "a", tmp_path / "b"])
    with pytest.raises(MatchError):
        digest_of([tmp_path / "c"])
