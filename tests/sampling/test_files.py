"""A file is there when it is whole, in the form that its name says."""

from pathlib import Path

import pytest

from policyrules.sampling.files import writing

pa = pytest.importorskip("pyarrow")
TABLE = pa.table({"编号": ["甲", None]})


def test_csv_is_written_with_its_header_once(tmp_path: Path) -> None:
    with writing(tmp_path / "neu" / "r.csv", TABLE.schema) as write:
        write(TABLE)
        write(TABLE)
    assert (tmp_path / "neu" / "r.csv").read_text(encoding="utf-8") == '"编号"\n"甲"\n\n"甲"\n\n'


def test_parquet_has_a_group_of_rows_per_table(tmp_path: Path) -> None:
    with writing(tmp_path / "r.parquet", TABLE.schema) as write:
        write(TABLE)
        write(TABLE)
    assert pa.parquet.ParquetFile(tmp_path / "r.parquet").metadata.num_row_groups == 2


def test_what_is_broken_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("before")
    with pytest.raises(KeyboardInterrupt), writing(path, TABLE.schema) as write:
        write(TABLE)
        raise KeyboardInterrupt
    assert [one.read_text() for one in tmp_path.iterdir()] == ["before"]
