"""Plain Python that returns every comparison: what engines that return theirs have to be held against.

It is what a person would write for that: each fact is read once, each comparison made once, points and verdicts are put
together of these. As the function by hand it takes for granted that every fact is there and is what it should be.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .rules import GIANT, NAMES, POINTS, SPECIALISED, Words, comparisons

#: The average growth of two years, at least so many percent: what it is made of is multiplied out once.
GROWN = {percent: f"growth >= of * {percent}" for percent in (0, 4, 5, 6, 8, 10)}
LEAVES = comparisons(GROWN)
_WORDS = (" and ", " or ", "({1} if {0} else {2})")

#: Both verdicts, then every comparison in the order of `LEAVES`.
Found = tuple[bool, bool, tuple[bool, ...]]


class _Named(Words):
    """The points of an indicator have a name."""

    def points(self, indicator: str) -> str:
        return indicator


def _lines() -> Iterator[str]:
    yield from (f"{name} = facts[{known!r}]" for known, name in NAMES.items())
    yield "of = main_before * main_earlier"
    yield "growth = (main * main_earlier + main_before * main_before - 2 * of) * 50"
    yield from (f"{name} = {text}" for name, text in LEAVES.items() if name != text)
    for indicator in POINTS:
        yield f"{indicator} = {Words(*_WORDS, str).points(indicator)}"
    words = _Named(*_WORDS, str)
    yield f"return {words.condition(SPECIALISED)}, {words.condition(GIANT)}, ({', '.join(LEAVES)})"


def with_leaves() -> Callable[[Mapping[str, Any], int], Found]:
    """Return the function, of the dict that the function by hand reads, and of the day as a number."""
    names: dict[str, Any] = {}
    exec("\n    ".join(("def decided(facts, day):", *_lines())), names)
    decided: Callable[[Mapping[str, Any], int], Found] = names["decided"]
    return decided
