"""Texts and places in them.

In: the text of a `.pol` file or of a policy document. Out: `Source`, `Span`, `Position`, which every later stage carries.
Knows nothing of syntax.
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from io import StringIO
from itertools import accumulate

from attrs import field, frozen

#: Characters that are not seen, as the inside of a class of a regular expression: control characters (line ends among them),
#: marks that turn the direction of writing, characters of no width, blanks that look like nothing. Those above U+FFFF, and
#: halves of surrogate pairs, which other dialects of regular expressions write otherwise, are added below.
HIDDEN = (
    r"\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff0-\ufffb"
)
HIDDEN_CHARACTER = re.compile(
    f"[{HIDDEN}\ud800-\udfff\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)


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
        ends = [*accumulate(map(len, StringIO(self.text, newline="")))]
        if ends and self.text[-1] not in "\r\n":
            ends.pop()
        return (0, *ends)

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


def visible(text: str) -> str:
    """Return the first 40 characters of a text, with hidden ones shown by number: `<U+202E>`."""
    return unhidden(text if len(text) <= 40 else text[:40] + "…")


#: The same, but for line ends and tabs, which lay a text out.
_COMMANDING = re.compile(rf"(?!\r?\n|\t){HIDDEN_CHARACTER.pattern}")


def laid_out(text: str, write: Callable[[str], str] | None = None) -> str:
    """Return a whole text with its lines and tabs, and other hidden characters shown by number, or as `write` writes them."""
    return _COMMANDING.sub(lambda match: (write or unhidden)(match[0]), text)


def unhidden(text: str) -> str:
    """Return a whole text with hidden characters shown by number."""
    return HIDDEN_CHARACTER.sub(lambda match: f"<U+{ord(match[0]):04X}>", text)
