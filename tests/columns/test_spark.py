"""Rows come to Spark in columns of the types that the layout says; without the package, one error says how it is had."""

import sys

import pytest

from policyrules.columns import spark
from policyrules.columns.layout import ListColumn, MapColumn, Plain
from policyrules.messages.columns import no_spark


def test_a_missing_package_is_named_in_both_languages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(ModuleNotFoundError) as raised:
        spark.session("local[1]")
    assert "pyspark" in str(raised.value) and str(raised.value).count("policyrules[spark]") == 2
    assert no_spark("pyspark").count("Java") == 2


def test_the_schema_is_that_of_the_layout() -> None:
    columns = {"row": Plain.WHOLE, "f0": MapColumn(Plain.DATE), "f1": ListColumn({"c0": Plain.TEXT})}
    assert spark.schema(columns) == "row BIGINT, f0 MAP<BIGINT, DATE>, f1 ARRAY<STRUCT<c0: STRING>>"
