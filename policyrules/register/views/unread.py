"""Which rows of a register could not be read, and everything that is wrong with each.

In: a matched register. Out: one `Unread` for each thing that is wrong, in the order of the rows. Knows no way to show them.
"""

from collections.abc import Iterator

from attrs import frozen

from policyrules.diagnostics import Language
from policyrules.register.views.viewed import Viewed


@frozen
class Unread:
    """A thing that is wrong with a row: the number of the row, from 1, its id, at which fact, by which code and in words."""

    row: int
    id: str
    fact: str
    code: str
    reason: str


def unread(viewed: Viewed, language: Language, *, limit: int | None = None) -> Iterator[Unread]:
    """Yield what is wrong with the rows that were rejected, of so many rows at most."""
    if viewed.refused is None:
        return
    some = "" if limit is None else f" ORDER BY row LIMIT {limit}"
    things = f"unnest(paths), unnest(codes), unnest(reasons_{language}), generate_subscripts(codes, 1) AS place"
    every = f"SELECT row, id, {things} FROM (FROM ({viewed.refused}){some})"
    # No engine promises to leave those of one row in their order.
    for row, id_, fact, code, reason, _ in viewed.rows(f"SELECT * FROM ({every}) ORDER BY row, place"):
        yield Unread(row, str(id_), fact, code, reason)
