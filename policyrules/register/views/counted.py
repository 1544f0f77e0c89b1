"""How many enterprises of a matched register count towards the targets of its policies.

In: a matched register. Out: `TargetCount`s of each policy, those that `policyrules.targets` counts one by one. Knows no way to
show them.
"""

from policyrules.columns.quoting import quoted
from policyrules.register.legend import Legend
from policyrules.register.views.viewed import Viewed
from policyrules.targets import TargetCount


def targets(viewed: Viewed) -> tuple[tuple[Legend, tuple[TargetCount, ...]], ...]:
    """Count the enterprises towards every target; one that the query leaves is open for all of them, and so is towards every
    target an enterprise whose row could not be read.
    """
    return tuple((legend, _of(viewed, legend)) for legend in viewed.legends)


def _of(viewed: Viewed, legend: Legend) -> tuple[TargetCount, ...]:
    texts = [text for one in legend.targets for text in _counts(one.column)]
    total, *counts = next(viewed.rows(f"SELECT {', '.join(('count(*)', *texts))} FROM register"))
    unread = viewed.rejected
    found = zip(legend.targets, counts[::2], counts[1::2], strict=True)
    return tuple(
        TargetCount(one.name, one.title, one.clause, one.figure, one.by, counted, is_open + unread, total + unread, one.quotes)
        for one, counted, is_open in found
    )


def _counts(column: str | None) -> tuple[str, str]:
    if column is None:
        return "0", "count(*)"
    name = quoted(column)
    return f"count(*) FILTER ({name})", f"count(*) FILTER ({name} IS NULL)"
