"""What is asked at the most is not asked again where all that it rests on is known: then it is what is so at the least.

In: a part of a text whose questions were asked twice. Out: its lines, in which those that ask at the most stand under one
condition with as many others as rest on the same. Knows no operator.
"""

import re
from collections.abc import Iterable, Iterator

from policyrules.backends.holding import Again
from policyrules.backends.parts import Part

_NAMES = re.compile(r"\w+")


def shortened(part: Part, lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a part, those that ask at the most as late and as many together as can be."""
    waiting: Again | None = None
    for statement in _statements(lines):
        again = part.again.get(statement[0])
        if again is not None and waiting is not None and again.joins(waiting):
            waiting = Again(waiting.inputs | again.inputs, (*waiting.lines, *again.lines))
            continue
        needs = waiting is not None and not waiting.given.isdisjoint(_NAMES.findall("\n".join(statement)))
        if waiting is not None and (needs or again is not None):
            yield from waiting.text()
            waiting = None
        if again is None:
            yield from statement
        else:
            waiting = again
    if waiting is not None:
        yield from waiting.text()


def _statements(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield each statement, with what stands under it."""
    found: list[str] = []
    for line in lines:
        if found and not line.startswith((" ", "else", "elif")):
            yield found
            found = []
        found.append(line)
    if found:
        yield found
