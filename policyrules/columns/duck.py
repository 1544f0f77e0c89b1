"""DuckDB: the only door to it, and to Arrow, in which rows come to it.

In: a query and rows as the layout has them. Out: rows of the result. Both packages come with the extra `[batch]`; without them,
one error says in both languages how they are had. Knows no policy.
"""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import Any

from policyrules.columns.layout import ListColumn, MapColumn, Plain, Shape
from policyrules.columns.mapping import Held, Kind, PeriodsKind, RecordsKind, is_single
from policyrules.columns.query import TABLE
from policyrules.messages.columns import no_engine


def run(text: str, columns: Mapping[str, Shape], rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Run a query on rows held in memory and return the rows of its result, in no order that can be relied on.

    Raises `ModuleNotFoundError` where DuckDB or Arrow is not installed.
    """
    table = packages()[1].Table.from_pylist(list(rows), schema=schema(columns))
    with connected() as connection:
        connection.register(TABLE, table)
        found = connection.execute(text)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def connected() -> Iterator[Any]:
    """Give a connection of its own to the database in memory of this process: to open one takes longer than a small question.

    Nobody sees what others register or make for a time. Raises `ModuleNotFoundError` where DuckDB is not installed.
    """
    duckdb, _ = packages()
    try:
        with _database().cursor() as connection:
            yield connection
    except duckdb.Error:
        _database.cache_clear()  # after some errors DuckDB answers nothing more
        raise


@cache
def _database() -> Any:
    return packages()[0].connect()


if hasattr(os, "register_at_fork"):  # a child has none of the threads that the database works with
    os.register_at_fork(before=_database.cache_clear)


def packages() -> tuple[Any, Any]:
    """Return DuckDB and Arrow. Raises `ModuleNotFoundError` where one of them is not installed."""
    try:
        import duckdb
        import pyarrow
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(no_engine(str(missing.name)), name=missing.name) from missing
    return duckdb, pyarrow


def arrow() -> Any:
    """Return Arrow, with what it computes, its CSV and its Parquet. Raises `ModuleNotFoundError` where it is not installed."""
    found = packages()[1]
    from pyarrow import compute, csv, parquet  # noqa: F401  # from then on they are found in Arrow

    return found


@contextmanager
def interruptible() -> Iterator[None]:
    """Let an interrupt be one: what DuckDB makes of it while a query runs is an error of its own, or a plain one."""
    duckdb = packages()[0]
    try:
        yield
    except duckdb.InterruptException:
        raise KeyboardInterrupt from None
    except RuntimeError as error:
        if str(error) != "Query interrupted":
            raise
        raise KeyboardInterrupt from None


def schema(columns: Mapping[str, Shape]) -> Any:
    """Return the Arrow schema of a table with the columns."""
    arrow = packages()[1]
    return arrow.schema([(name, _arrow_type(arrow, shape)) for name, shape in columns.items()])


def _arrow_type(arrow: Any, shape: Shape) -> Any:
    match shape:
        case MapColumn(element):
            return arrow.map_(arrow.int64(), _arrow_type(arrow, element))
        case ListColumn(fields):
            return arrow.list_(arrow.struct([(name, _arrow_type(arrow, type_)) for name, type_ in fields.items()]))
        case Plain.TRUTH:
            return arrow.bool_()
        case Plain.WHOLE:
            return arrow.int64()
        case Plain.DATE:
            return arrow.date32()
        case Plain.TEXT:
            return arrow.string()


# --- somebody's own tables --------------------------------------------------------------------------------------------

_KINDS = {
    **dict.fromkeys(("varchar", "enum", "uuid", "timestamp with time zone"), Kind.TEXT),
    **dict.fromkeys(("tinyint", "smallint", "integer", "bigint", "utinyint", "usmallint", "uinteger"), Kind.WHOLE),
    **dict.fromkeys(("ubigint", "hugeint", "uhugeint", "float", "double"), Kind.NUMBER),
    "decimal": Kind.DECIMAL,
    **dict.fromkeys(("timestamp", "timestamp_s", "timestamp_ms", "timestamp_ns"), Kind.MOMENT),
    "boolean": Kind.TRUTH,
    **dict.fromkeys(("null", "sqlnull"), Kind.NOTHING),
    "date": Kind.DATE,
}


def held(type_: Any) -> Held:
    """Return what a column of a type of DuckDB holds; `None` for what no fact is read from."""
    match type_.id:
        case "list" | "array":
            inside = type_.children[0][1]
            if _KINDS.get(inside.id) is Kind.NOTHING:
                return RecordsKind({})  # of lists that are all empty
            fields = _once(inside.children) if inside.id == "struct" else {}
            known = {name: kind for name, kind in fields.items() if kind is not None and is_single(kind)}
            unread = frozenset(name for name, kind in fields.items() if kind is None)
            return RecordsKind(known, unread) if known or (fields and not unread) else None
        case "map":
            (_, key), (_, value) = type_.children
            period, kind = _KINDS.get(key.id), _KINDS.get(value.id)
            if period is None or kind is None:
                return None
            return PeriodsKind(period, kind) if is_single(period) and is_single(kind) else Kind.NOTHING
        case name:
            return _KINDS.get(name)


def _once(children: Iterable[tuple[str, Any]]) -> dict[str, Kind | None]:
    """Return what the fields of a record hold; of two with one name, which are one to DuckDB, nothing is read."""
    named = list(children)
    count = Counter(name.casefold() for name, _ in named)
    return {name: _KINDS.get(one.id) if count[name.casefold()] == 1 else None for name, one in named}
