"""Spark answers the rows as DuckDB does: the files of the result are the same, byte for byte."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import policyrules
from policyrules.columns import duck
from policyrules.columns.query import TABLE
from policyrules.register.answering import Embedded, _asked
from policyrules.register.keeping import read_json
from policyrules.sampling.sampling import recipe, sample
from tests.register.registers import DAY, policy
from tests.register.test_opening import MAPPING, ROWS, written

pytest.importorskip("duckdb")


def test_only_the_columns_that_a_statement_names_are_moved() -> None:
    with duck.packages()[0].connect() as connection:
        connection.execute(f"CREATE TEMP VIEW {TABLE} AS SELECT 1 AS row, 2 AS f1, 3 AS f1_2022, 4 AS f2, 'x' AS id")
        assert _asked(connection, "-- f2: 收入\nSELECT row, id, f1_2022 FROM register") == ["row", "f1_2022", "id"]


def test_what_stays_where_it_is_is_asked_in_place() -> None:
    with Embedded().answers(None, "SELECT 1") as table:
        assert table == "(\nSELECT 1\n)"


@pytest.mark.spark
def test_a_cluster_that_there_is_not_is_said_to_be_none(tmp_path: Path, spark: Any) -> None:
    (tmp_path / "r.csv").write_text("从业人员\n1\n", encoding="utf-8")
    asked = ["match", "中小企业划型", "r.csv", "-o", "out", "--on", "2024-06-01", "--engine", "spark", "--master", "nonsense"]
    done = subprocess.run([sys.executable, "-m", "policyrules", *asked], cwd=tmp_path, capture_output=True, encoding="utf-8")
    assert done.returncode == 2 and "match-cluster" in done.stderr and "--> nonsense" in done.stderr
    assert "Traceback" not in done.stderr and "没有安装" not in done.stderr


@pytest.mark.spark
def test_whatever_answers_the_schema_of_the_files_is_one(tmp_path: Path, jiangmen: policyrules.Policy, spark: Any) -> None:
    register = tmp_path / "名册.parquet"
    sample(recipe(jiangmen, 300, 7, DAY, texts=False), 300, register, DAY)
    for engine in ("duckdb", "spark"):
        policyrules.match(jiangmen, register, tmp_path / engine, DAY, engine=engine)
    first, second = ((tmp_path / engine / "decisions" / "part-00000.parquet").read_bytes() for engine in ("duckdb", "spark"))
    assert first == second


@pytest.mark.spark
def test_spark_gives_the_same_files_and_says_so_in_the_manifest(tmp_path: Path, spark: Any) -> None:
    register = written(tmp_path / "名册.csv", [[f"A{n}", *row[1:]] for n in range(3) for row in ROWS])
    mapping = tmp_path / "对应表.yaml"
    mapping.write_text(MAPPING, encoding="utf-8")
    found, done = {}, []
    for engine in ("duckdb", "spark"):
        out = tmp_path / engine
        policyrules.match(
            policy(), register, out, DAY, mapping=mapping, engine=engine, shard_rows=10,
            watch=lambda *rows: done.append(rows),
        )  # fmt: skip
        found[engine] = {
            path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.parquet") if ".stage" not in path.parts
        }
    assert len(found["duckdb"]) == 4 and found["spark"] == found["duckdb"]
    assert done == [(10, 15), (15, 15)] * 2
    manifest: Any = read_json(tmp_path / "spark" / "manifest.json")
    assert manifest["engine"] == "spark" and manifest["software"]["pyspark"] == spark.version
    assert not (tmp_path / "spark" / ".spark").exists(), "what was exchanged is gone"
    with pytest.raises(policyrules.MatchError) as raised:
        policyrules.match(policy(), register, tmp_path / "spark", DAY, mapping=mapping, resume=True, shard_rows=10)
    assert raised.value.diagnostics[0].arguments["what_en"] == "the engine, the version of the software"
