"""How somebody's names and texts stand in SQL of DuckDB, so that whatever is in them, they stay names and texts.

In: the name of a column or a table of somebody's, or a text. Out: text of SQL. Every place that writes one comes here. How a
text of a policy stands in the SQL of another engine is said in `dialect.py`.
"""


def quoted(name: str) -> str:
    """Write a name."""
    return '"' + name.replace('"', '""') + '"'


def literal_text(text: str) -> str:
    """Write a text."""
    return "'" + text.replace("'", "''") + "'"
