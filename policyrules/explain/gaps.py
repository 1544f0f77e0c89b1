"""How far an enterprise is from what it lacks: the comparisons that failed.

In: the explanation of what is not met. Out: `Gap`s, with both sides of each comparison and the distance, in values.
"""

from collections.abc import Iterator

from attrs import frozen

from policyrules.explain.explanation import Explanation
from policyrules.explain.operands import Comparison
from policyrules.explain.reasons import mismatch
from policyrules.values.answers import Truth


@frozen
class Gap:
    """A comparison that failed: which line asks it, and both sides. `record` is the path of the record it is about."""

    label: str
    comparison: Comparison
    record: str | None


def gaps(explanation: Explanation) -> tuple[Gap, ...]:
    """Return the comparisons by which an explanation fails, in its order."""
    return tuple(_gaps(explanation, None, None))


def _gaps(explanation: Explanation, label: str | None, record: str | None) -> Iterator[Gap]:
    label = explanation.label or label
    compared = explanation.comparison
    if explanation.record is not None:
        # Of a record of another kind, that it is of another kind is all that matters.
        record, compared = explanation.record.path, mismatch(explanation)
    if compared is not None and explanation.truth is Truth.F:
        yield Gap(label or explanation.text, compared, record)
    elif compared is None and explanation.truth is Truth.F:
        for child in explanation.decisive:
            yield from _gaps(child, label, record)
