"""How many enterprises have each entitlement, have it not, or may have it, by county.

In: a matched register. Out: `Count`s. Knows no way to show them.
"""

from attrs import frozen

from policyrules.columns.quoting import quoted
from policyrules.register.legend import Award, Legend
from policyrules.register.views.viewed import Viewed


@frozen
class Count:
    """How many enterprises of a place are entitled, are not, and for how many that is open; `None` is a place not known."""

    legend: Legend
    award: Award
    place: str | None
    entitled: int
    not_entitled: int
    undetermined: int


def summary(viewed: Viewed, by: str | None) -> tuple[Count, ...]:
    """Count the verdicts of all awards, by the values of a column where one is given: awards in order, then places.

    An award that the query leaves has no counts.
    """
    told = [(legend, award) for legend in viewed.legends for award in legend.awards if award.column is not None]
    counts = [text for _, award in told for text in _counts(str(award.column))]
    place = "NULL" if by is None else quoted(by)
    group = "" if by is None else f" GROUP BY {place} ORDER BY {place} NULLS LAST"
    rows = list(viewed.rows(f"SELECT {', '.join((place, *counts))} FROM register{group}"))
    return tuple(
        Count(legend, award, row[0], *row[1 + 3 * number : 4 + 3 * number])
        for number, (legend, award) in enumerate(told)
        for row in rows
    )


def _counts(column: str) -> tuple[str, str, str]:
    name = quoted(column)
    return f"count(*) FILTER ({name})", f"count(*) FILTER (NOT {name})", f"count(*) FILTER ({name} IS NULL)"


def left(viewed: Viewed) -> tuple[Award, ...]:
    """Return the awards that the query leaves."""
    return tuple(award for legend in viewed.legends for award in legend.awards if award.column is None)
