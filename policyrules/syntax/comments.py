"""Comments and blank lines, put back around canonical lines.

In: the raw lines of a text, and what each line that is no comment becomes. Out: all lines in order. A comment at the end of a
line stays there; one on a line of its own stands before what it stood before, or at the end of the block that it ended. Knows
no words.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from attrs import evolve, frozen

from policyrules.source import Source
from policyrules.syntax.layout import width
from policyrules.syntax.lexer import Line, Token

_STEP = 4


@frozen
class _Comment:
    """A comment on a line of its own, before it is known where it belongs."""

    text: str
    column: int
    apart: bool


def comments(lines: Iterable[Line]) -> tuple[str, ...]:
    """Return the comments of a text in order."""
    return tuple(said for line in lines if (said := _comment(line)) is not None)


def weave(source: Source, lines: Sequence[Line], printed: Sequence[str], apart: Collection[int]) -> Iterator[str]:
    """Yield the lines of the canonical text.

    `printed` is what the lines with more than a comment become, in order; `apart` are the starts of those before which a blank
    line has to stand. Elsewhere one blank line stays where one or more stood, but none at the beginning of a block.
    """
    weaver = _Weaver()
    rest = iter(printed)
    before = 0
    for line in lines:
        number = source.position(line.start).line
        blank = number > before + 1
        before = number
        said = _comment(line)
        if said is not None and len(line.tokens) == 1:
            weaver.waiting.append(_Comment(said, width(line.indent), blank))
            continue
        text = next(rest)
        yield from weaver.gap(_depth(text), blank, line.start in apart)
        yield f"{text}  {said}" if said is not None else text
        weaver.passed(_depth(text), width(line.indent))
    yield from weaver.gap(0, False, False)


class _Weaver:
    """The state of one walk: the levels that are open, how far each was indented, and the comments since the last line."""

    def __init__(self) -> None:
        self.columns: list[int] = []
        self.waiting: list[_Comment] = []

    def passed(self, depth: int, column: int) -> None:
        """Remember how far a line of a level was indented."""
        self.columns[depth:] = [column]

    def gap(self, depth: int, blank: bool, apart: bool) -> Iterator[str]:
        """Yield what stands between the line before and one at a depth."""
        placed = [(self.level(comment.column, depth), comment) for comment in self.waiting]
        self.waiting = []
        opening = depth >= len(self.columns)  # the file, or a block
        own = next((n for n in range(len(placed), 0, -1) if placed[n - 1][0] > depth), 0)
        if apart and not opening and not blank and not any(comment.apart for _, comment in placed[own:]):
            if own == len(placed):
                blank = True
            else:
                level, comment = placed[own]
                placed[own] = level, evolve(comment, apart=True)
        for number, (level, comment) in enumerate(placed):
            if comment.apart and not (opening and number == 0):
                yield ""
            yield " " * (_STEP * level) + comment.text
        if blank and not (opening and not placed):
            yield ""

    def level(self, column: int, depth: int) -> int:
        """Return the level of a comment before a line at a depth: a deeper one where it ends a block that ends here."""
        deeper = (level for level in range(len(self.columns) - 1, depth, -1) if self.columns[level] <= column)
        return next(deeper, depth)


def _comment(line: Line) -> str | None:
    """Return the comment of a line, whose last token it is."""
    last: Token = line.tokens[-1]
    return last.text.rstrip() if last.kind == "COMMENT" else None


def _depth(text: str) -> int:
    return (len(text) - len(text.lstrip(" "))) // _STEP
