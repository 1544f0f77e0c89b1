"""Rows come to DuckDB in columns of the types that the layout says; without the package, one error says how it is had."""

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
