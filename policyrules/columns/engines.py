"""What runs a query: an engine, and how its SQL is written.

In: the name of an engine, or a session of Spark. Out: `Engine`. Knows neither programs nor policies.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from attrs import frozen

from policyrules.columns import duck, spark
from policyrules.columns.dialect import DUCKDB, SPARK, Dialect
from policyrules.columns.layout import Shape

#: Runs the text of a query on rows with the columns, and gives the rows of its result.
Run = Callable[[str, Mapping[str, Shape], Iterable[Mapping[str, Any]]], list[dict[str, Any]]]


@frozen
class Engine:
    """What runs queries that are written in a dialect."""

    dialect: Dialect
    run: Run


DUCK = Engine(DUCKDB, duck.run)


#: The engines by name.
NAMES = (DUCKDB.name, SPARK.name)


def engine(name: str) -> Engine:
    """Return an engine: Spark on this machine alone. Raises `ModuleNotFoundError` where it is not installed."""
    if name == SPARK.name:
        return of_spark(spark.session())
    duck.packages()
    return DUCK


def of_spark(session: Any) -> Engine:
    """Return what runs queries on a session of Spark."""
    return Engine(SPARK, partial(spark.run, session))
