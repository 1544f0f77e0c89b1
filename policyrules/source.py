"""Texts and places in them.

In: the text of a `.pol` file or of a policy document. Out: `Source`, `Span`, `Position`, which every later stage carries.
Knows nothing of syntax.
"""

import re
from bisect import bisect_right
from functools import cached_property

from attrs import field, frozen

_LINE_END = re.compile(r"\r\n|\r|\n")


@frozen
class Position:
    """A place as people count it: `line` and `column` start at 1, columns count characters."""

    line: int
    column: int


@frozen(slots=False)
class Source:
    """A named text. Only `\\n`, `\\r\\n` and `\\r` end a line."""

    name: str
    text: str = field(repr=False)

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        return (0, *(match.end() for match in _LINE_END.finditer(self.text)))

    def position(self, offset: int) -> Position:
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def line(self, number: int) -> str:
        """Return line `number` (from 1) without its end."""
        start = self.line_starts[number - 1]
        end = self.line_starts[number] if number < len(self.line_starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")


@frozen
class Span:
    """The half-open range `start:end` of characters of a source."""

    source: Source = field(repr=False)
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.source.text[self.start : self.end]

    @property
    def first(self) -> Position:
        return self.source.position(self.start)

    @property
    def last(self) -> Position:
        return self.source.position(self.end)

    def to(self, other: "Span") -> "Span":
        """Return the span from the beginning of this one to the end of `other`."""
        return Span(self.source, self.start, max(self.end, other.end))
