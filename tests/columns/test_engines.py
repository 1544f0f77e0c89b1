"""An engine runs what is written in its own dialect."""

from typing import Any

import pytest

from policyrules.columns.dialect import DUCKDB, SPARK
from policyrules.columns.engines import DUCK, Engine, of_spark
from policyrules.columns.layout import Plain


def check(engine: Engine) -> None:
    quarters = f"SELECT {engine.dialect.quotient('row', '4', 2)} AS q FROM register"
    assert engine.run(quarters, {"row": Plain.WHOLE}, [{"row": 11}]) == [{"q": 2}]


def test_duckdb_runs_what_is_written_for_it() -> None:
    pytest.importorskip("duckdb")
    assert DUCK.dialect is DUCKDB
    check(DUCK)


@pytest.mark.spark
def test_spark_runs_what_is_written_for_it(spark: Any) -> None:
    assert of_spark(spark).dialect is SPARK
    check(of_spark(spark))
