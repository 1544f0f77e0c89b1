import json
import sys
from pathlib import Path

import pytest

from policyrules.columns import spark
from policyrules.testing.selfcheck import checking as selfchecking
from tests.cli.command_line import Run
from tests.testing.broken import STRICT


def test_the_installation_is_checked_and_the_counts_are_printed(run: Run, small: Path) -> None:
    done = run("selfcheck", "--policy", small, "--cases", 30)
    assert done.code == 0 and "没有发现不同" in done.out and "比对的答案" in done.out
    data = json.loads(run("selfcheck", "--policy", small, "--cases", 30, "--format", "json").out)
    assert data["holds"] and data["differential"][0]["cases"] == 30


def test_what_differs_ends_with_one(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(selfchecking, "backend", lambda name: STRICT)
    done = run("selfcheck", "--policy", small, "--cases", 200, "--lang", "en")
    assert done.code == 1 and "things differ" in done.out and "What differs" in done.out


def test_wrong_use_is_said(run: Run, small: Path) -> None:
    done = run("selfcheck", "--backend", "oracle", "--lang", "en")
    assert done == (2, "", "error: there is no backend `oracle`; there are reference, python, direct, duckdb, spark\n")
    assert "一次只能试一份政策" in run("selfcheck", "--policy", small.parent, "--lang", "zh").err
    assert run("selfcheck", "--cases", 0).code == 2


def test_spark_that_does_not_start_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def session() -> None:
        raise spark.ClusterError

    monkeypatch.setattr(spark, "session", session)
    done = run("selfcheck", "--backend", "spark", "--lang", "zh")
    assert done.code == 2 and "JAVA_HOME" in done.err and "没有安装" not in done.err


def test_the_queries_of_registers_are_checked_where_they_are_asked_for(run: Run, small: Path) -> None:
    pytest.importorskip("duckdb")
    done = run("selfcheck", "--policy", small, "--backend", "duckdb", "--cases", 50, "--format", "json")
    found = json.loads(done.out)["differential"][0]
    assert done.code == 0 and (found["backend"], found["cases"], found["in_python"]) == ("duckdb", 50, 0)
    assert found["answers"] > 100


@pytest.mark.spark
def test_the_queries_of_spark_are_checked_where_they_are_asked_for(run: Run, small: Path, spark: object) -> None:
    done = run("selfcheck", "--policy", small, "--backend", "spark", "--cases", 20, "--format", "json")
    found = json.loads(done.out)["differential"][0]
    assert done.code == 0 and (found["backend"], found["cases"]) == ("spark", 20)
    assert found["answers"] > 40


def test_spark_that_is_not_installed_is_said(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    done = run("selfcheck", "--policy", small, "--backend", "spark", "--lang", "zh")
    assert done.code == 2 and "pip install 'policyrules[spark]'" in done.err and "unexpected" not in done.err


def test_duckdb_that_is_not_installed_is_said(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run("selfcheck", "--policy", small, "--backend", "duckdb", "--lang", "zh")
    assert done == (2, "", "错误：没有安装 duckdb，请先运行 pip install 'policyrules[batch]'\n")
