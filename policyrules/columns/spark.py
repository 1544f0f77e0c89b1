"""Spark: the only door to it.

In: a query, and rows as the layout has them or Parquet files of such. Out: rows of the result, or Parquet files. The package
comes with the extra `[spark]`, and needs Java; without it, one error says in both languages how it is had. Knows no policy.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from shutil import which
from types import MappingProxyType
from typing import Any

from policyrules.columns.dialect import SPARK
from policyrules.columns.layout import ListColumn, MapColumn, Plain, Shape
from policyrules.columns.query import TABLE
from policyrules.messages.columns import no_cluster, no_spark

#: How a query is run: as it is meant, and then as fast as it can be.
SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        **SPARK.needs,
        "spark.sql.variable.substitute": "false",
        "spark.sql.parquet.datetimeRebaseModeInRead": "CORRECTED",  # days of Parquet are days, those before 1582 too
        "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
        "spark.sql.codegen.hugeMethodLimit": "8000",  # what is longer is not compiled by the JVM, and better cut by Spark
        "spark.sql.files.maxPartitionBytes": str(16 * 1024 * 1024),  # of a file of less than 128 MB, one core reads all
    }
)

#: What a session on this machine alone is started with.
LOCAL: Mapping[str, str] = MappingProxyType(
    {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
)


class ClusterError(Exception):
    """Spark did not start on a cluster."""


def session(master: str | None = "local[*]", settings: Mapping[str, str] = MappingProxyType({})) -> Any:
    """Return a session on a cluster, or the one that there is already; without a master, where `spark-submit` says.

    Raises `ModuleNotFoundError` where Spark or Java is not installed, and `ClusterError` where it does not start there.
    """
    builder, alone = package().sql.SparkSession.builder.appName("policyrules"), (master or "").startswith("local")
    if master is not None:
        builder = builder.master(master)
    for name, value in {**(LOCAL if alone else {}), **settings}.items():
        builder = builder.config(name, value)
    from py4j.protocol import Py4JError

    try:
        found = builder.getOrCreate()
    except (package().errors.PySparkRuntimeError, Py4JError) as error:
        if which("java") is None and not os.environ.get("JAVA_HOME"):
            raise ModuleNotFoundError(no_spark("Java"), name="java") from error
        raise ClusterError(no_cluster(master)) from error
    if alone:
        found.sparkContext.setLogLevel("ERROR")
    return found


def package() -> Any:
    """Return Spark. Raises `ModuleNotFoundError` where it is not installed."""
    try:
        import pyspark.errors
        import pyspark.sql
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(no_spark(str(missing.name)), name=missing.name) from missing
    return pyspark


def prepared(session: Any) -> Any:
    """Return a session beside another one, with settings of its own: those that a query needs."""
    beside = session.newSession()
    for name, value in SETTINGS.items():
        beside.conf.set(name, value)
    return beside


def run(session: Any, text: str, columns: Mapping[str, Shape], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Run a query on rows held in memory and return the rows of its result, in no order that can be relied on."""
    beside = prepared(session)
    given = [tuple(_given(row[name], shape) for name, shape in columns.items()) for row in rows]
    beside.createDataFrame(given, schema(columns), verifySchema=False).createOrReplaceTempView(TABLE)
    return [row.asDict(recursive=True) for row in beside.sql(text).collect()]


def convert(session: Any, text: str, source: str | Path, target: str | Path) -> None:
    """Run a query on the Parquet files of a table, and write its result as a folder of Parquet files, which is new."""
    beside = prepared(session)
    beside.read.parquet(str(source)).createOrReplaceTempView(TABLE)
    beside.sql(text).write.mode("errorifexists").parquet(str(target))


def schema(columns: Mapping[str, Shape]) -> str:
    """Return the schema of a table with the columns, as Spark reads it."""
    return ", ".join(f"{name} {SPARK.type_of(shape)}" for name, shape in columns.items())


def _given(value: Any, shape: Shape) -> Any:
    """Return a value as Spark takes it from Python: a map as a dictionary, a struct as a tuple."""
    match shape:
        case Plain():
            return value
        case MapColumn():
            return None if value is None else dict(value)
        case ListColumn(fields):
            return None if value is None else [one if one is None else tuple(one[name] for name in fields) for one in value]
