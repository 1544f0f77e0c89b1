"""Rows come to DuckDB in columns of the types that the layout says; without the package, one error says how it is had."""

import os
import subprocess
import sys

import pytest

from policyrules.columns import duck
from policyrules.columns.layout import ListColumn, MapColumn, Plain
from policyrules.messages.columns import no_engine


def test_rows_come_and_go_as_they_are() -> None:
    pytest.importorskip("duckdb")
    columns = {"row": Plain.WHOLE, "m": MapColumn(Plain.WHOLE), "l": ListColumn({"c0": Plain.TEXT, "g0": Plain.TRUTH})}
    rows = [{"row": 0, "m": [(2020, 5), (2021, None)], "l": [{"c0": "甲", "g0": None}, None]}, {"row": 1, "m": [], "l": None}]
    found = duck.run("SELECT row, m[2020] AS a, m[2021] AS b, l FROM register", columns, rows)
    assert sorted(found, key=lambda one: one["row"]) == [
        {"row": 0, "a": 5, "b": None, "l": [{"c0": "甲", "g0": None}, None]},
        {"row": 1, "a": None, "b": None, "l": None},
    ]


def test_nobody_sees_what_another_makes() -> None:
    packages = pytest.importorskip("duckdb")
    with duck.connected() as one, duck.connected() as other:
        one.execute("CREATE TEMP TABLE made AS SELECT 1 AS a")
        other.execute("CREATE TEMP TABLE made AS SELECT 2 AS a")
        assert (one.execute("FROM made").fetchall(), other.execute("FROM made").fetchall()) == ([(1,)], [(2,)])
    with pytest.raises(packages.CatalogException), duck.connected() as later:
        later.execute("FROM made")


def test_after_an_error_another_database_is_asked_and_who_asks_the_one_before_is_answered() -> None:
    packages = pytest.importorskip("duckdb")
    with duck.connected() as before:
        before.execute("CREATE TABLE made AS SELECT 1 AS a")
        with duck.connected() as same:
            assert same.execute("FROM made").fetchall() == [(1,)]
        with pytest.raises(packages.ParserException), duck.connected() as failing:
            failing.execute("SELECT FROM FROM")
        with duck.connected() as after:
            assert after.execute("FROM duckdb_tables()").fetchall() == []
        assert before.execute("FROM made").fetchall() == [(1,)]


FORKED = """
import os, sys
from policyrules.columns import duck

def many():
    with duck.connected() as connection:  # rows for several threads
        return connection.execute("SELECT count(*) FROM range(3_000_000) one, range(2) other").fetchall()

assert many() == [(6_000_000,)]
child = os.fork()
if not child:
    sys.exit(many() != [(6_000_000,)])
sys.exit(os.waitpid(child, 0)[1] != 0)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a system without it")
def test_a_child_that_was_forked_asks_a_database_of_its_own_and_ends() -> None:
    pytest.importorskip("duckdb")
    subprocess.run([sys.executable, "-c", FORKED], check=True, timeout=600)


@pytest.mark.parametrize("package", ["duckdb", "pyarrow"])
def test_a_missing_package_is_named_in_both_languages(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("duckdb")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(ModuleNotFoundError) as raised:
        duck.run("SELECT 1", {}, [])
    assert str(raised.value) == no_engine(package)
    assert package in no_engine(package) and no_engine(package).count("policyrules[batch]") == 2


def test_an_interrupt_of_a_query_is_one_of_the_program() -> None:
    packages = duck.packages()[0]
    for error in (RuntimeError("Query interrupted"), packages.InterruptException("Interrupted!")):
        with pytest.raises(KeyboardInterrupt), duck.interruptible():
            raise error
    with pytest.raises(RuntimeError, match="another"), duck.interruptible():
        raise RuntimeError("another")
