"""How somebody's names and texts stand in SQL of DuckDB, so that whatever is in them, they stay names and texts.

In: the name of a column, a table or a file of somebody's, or a text. Out: text of SQL. Every place that writes one comes here.
How a text of a policy stands in the SQL of another engine is said in `dialect.py`.
"""

import re


def quoted(name: str) -> str:
    """Write a name."""
    return '"' + name.replace('"', '""') + '"'


def literal_text(text: str) -> str:
    """Write a text."""
    return "'" + text.replace("'", "''") + "'"


def parquet_table(*paths: object, more: str = "") -> str:
    """Write files of Parquet as a table: these files and no others, with the columns that stand in them and no others.

    DuckDB would take `*`, `?` and `[` in a name for a pattern, and read a folder that is called `year=2022` as a column.
    """
    names = ", ".join(literal_text(_IN_PATTERN.sub(r"[\g<0>]", str(path))) for path in paths)
    return f"read_parquet([{names}], hive_partitioning = false{more})"


_IN_PATTERN = re.compile(r"[*?\[]")
