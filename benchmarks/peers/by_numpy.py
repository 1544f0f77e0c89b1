"""NumPy by hand: one function over arrays, called for pieces that fit the cache, each comparison once.

Growth is computed in floats, and mended in whole numbers where it comes close to a whole percent.
"""

import re
from collections.abc import Callable
from typing import Any

import numpy

from .columns import Columns, InColumns, coded
from .rules import GIANT, GROWTH, GROWTH_GIVEN, POINTS, SPECIALISED, Words, comparisons

PIECE = 1 << 15
_NAME = re.compile(r"[a-z_]\w*")


def percents(now: Any, before: Any, earlier: Any) -> Any:
    """Return the average growth in whole percents, rounded down.

    Right at a whole percent floats may be wrong. What is left of a whole percent there is small, so that products of 64 bits,
    which lose what is above these, tell it exactly.
    """
    share = (now / before + before / earlier - 2) * 50
    nearest = numpy.rint(share)
    at = numpy.abs(share - nearest) < 1e-11 * (numpy.abs(share) + 1)
    left = (now * earlier + before * before) * 50 - before * earlier * (nearest.astype(numpy.int64) + 100)
    return numpy.where(at, nearest - (left < 0), numpy.floor(share))


def chosen(condition: Any, then: Any, otherwise: Any) -> Any:
    """Return points of 8 bits where a condition holds, others where it does not: faster than `where`."""
    return otherwise + condition.view(numpy.int8) * (then - otherwise)


def written() -> str:
    """Return the function as text: a line for each comparison, each indicator and each verdict."""
    lines = ["def decided(columns):"]
    told = comparisons(GROWTH_GIVEN)
    read = dict.fromkeys(name for text in comparisons(GROWTH).values() for name in _NAME.findall(re.sub(r'"[^"]*"', "", text)))
    lines += [f"    {name} = columns[{name!r}]" for name in [*read, "other_points"]]
    lines.append("    growth_percent = percents(main, main_before, main_earlier)")
    lines += [f"    {name} = {coded(text)}" for name, text in told.items()]
    words = Words(" & ", " | ", "chosen({0}, {1}, {2})", lambda name: name)
    for indicator in POINTS:
        lines.append(f"    {indicator} = {_small(words.points(indicator))}")
    words = _Named(" & ", " | ", "where({0}, {1}, {2})", lambda name: name)
    lines.append(f"    return {words.condition(SPECIALISED)}, {words.condition(GIANT)}")
    return "\n".join(lines)


class _Named(Words):
    """The points of an indicator are a name."""

    def points(self, indicator: str) -> str:
        return indicator


def _small(text: str) -> str:
    """Return a text whose points are numbers of 8 bits, not of 64."""
    return re.sub(r"(?<![\w.])(\d+)(?![\w.])", r"n[\1]", text)


def in_columns() -> list[InColumns]:
    """Return the function, piece by piece."""
    small = [numpy.int8(number) for number in range(64)]
    names: dict[str, Any] = {"where": numpy.where, "chosen": chosen, "percents": percents, "n": small}
    exec(written(), names)
    decided: Callable[[Columns], tuple[Any, Any]] = names["decided"]

    def decide(columns: Columns) -> tuple[Any, Any]:
        count = len(columns["day"])
        found = numpy.empty((2, count), numpy.bool_)
        for start in range(0, count, PIECE):
            piece = {name: column[start : start + PIECE] for name, column in columns.items()}
            found[0, start : start + PIECE], found[1, start : start + PIECE] = decided(piece)
        return found[0], found[1]

    return [InColumns("NumPy, in pieces", dict, decide, "int64; growth in float64, mended in int64 at whole percents")]
