"""Pages as text for a terminal and as Markdown.

In: the blocks of `policyrules.explain.page`. Out: plain strings, without colours. Lines of text are at most `WIDTH` columns
wide, where a Han character takes two.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, zip_longest
from typing import assert_never
from unicodedata import east_asian_width

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Listing, Paragraph, ReasonList, Rows, Table
from policyrules.explain.reasons import Reason
from policyrules.explain.sentences import truth_text
from policyrules.explain.words import say
from policyrules.values.answers import Truth

#: Columns of a line of text.
WIDTH = 96

#: The widths of texts of so many characters are kept.
_SHORT = 40

#: So many of them are kept, and of characters.
_MOST = 8192

#: What stands between the columns of a table, and how narrow a column is made at least.
_GAP = "  "
_LEAST = 8

#: How many pieces before the edge a line may end for the sake of punctuation, and after which it does.
_LOOK_BACK = 10
_PAUSES = frozenset("，、；。：,;")

#: A piece of a line that is not broken: a word, a number or a date with what closes it, or one Han character.
_PIECE = re.compile(
    r"[“「（(《]*(?:[A-Za-z0-9_.%:\-\[\]/]+(?:,\d+)*|\S\([^()\s]{1,8}\)|.)[，。、；：）)”」》,;:!?]*\s*", re.DOTALL
)
_BACKTICKS = re.compile("`+")
_SPECIAL = re.compile(r"([\\`*_<>|#])")


class _Columns(dict[str, int]):
    """How many columns a character takes; those that are met first are kept."""

    def __missing__(self, character: str) -> int:
        columns = 2 if east_asian_width(character) in "WFA" else 1
        return self.setdefault(character, columns) if len(self) < _MOST else columns


_COLUMNS = _Columns()


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal for Chinese."""
    return _kept_width(text) if len(text) <= _SHORT else _width(text)


def _width(text: str) -> int:
    return len(text) if text.isascii() else sum(map(_COLUMNS.__getitem__, text))


@lru_cache(_MOST)
def _kept_width(text: str) -> int:
    """Return how many columns a short text takes: what is long may be what an enterprise gave, and is not kept."""
    return _width(text)


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - width(text))


# --- text ---------------------------------------------------------------------------------------------------------------


def as_text(blocks: Iterable[Block], language: Language) -> str:
    """Write blocks as text."""
    lines = [line for block in blocks for line in _text(block, language)]
    return "\n".join(lines).strip("\n") + "\n"


def _text(block: Block, language: Language) -> Iterator[str]:
    match block:
        case Heading(1, text):
            yield from ("", *_wrapped(text, "", ""), "=" * min(width(text), WIDTH))
        case Heading(2, text):
            yield from ("", "", *_wrapped(text, "", ""), "-" * min(width(text), WIDTH))
        case Heading(level, text):
            yield from ("", *_wrapped(text, "  " * (level - 3), "  " * (level - 2)))
        case Rows():
            yield from _rows_text(block)
        case Table():
            yield from _table_text(block)
        case ReasonList(label, reasons):
            yield f"  {label}"
            yield from (line for reason in reasons for line in _reason_text(reason, 2, language))
        case Paragraph(text):
            yield from _wrapped(text, "", "")
        case Listing(text):
            yield from ("", *(f"    {line}".rstrip() for line in text.splitlines()))
        case _:
            assert_never(block)


def _rows_text(block: Rows) -> Iterator[str]:
    columns, indent = max(width(label) for label, _ in block.rows), "  " * (block.depth + 1)
    if columns > WIDTH // 3:
        for label, text in block.rows:
            yield from _wrapped(label, indent, indent)
            yield from _wrapped(text, indent + "  ", indent + "  ")
        return
    for label, text in block.rows:
        yield from _wrapped(text, f"{indent}{_padded(label, columns)}  ", indent + " " * (columns + 2))


def _table_text(table: Table) -> Iterator[str]:
    rows = (table.header, *table.rows)
    columns = _narrowed([max(map(width, column)) for column in zip(*rows, strict=True)])
    for row in rows:
        cells = [tuple(_wrapped(cell, "", "", size)) for cell, size in zip(row, columns, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            yield _GAP.join(_padded(part, size) for part, size in zip(parts, columns, strict=True)).rstrip()


def _narrowed(columns: Sequence[int]) -> list[int]:
    """Return the widths of columns that fit on a line together: the widest give way, down to their least."""
    sizes = list(columns)
    room = WIDTH - len(_GAP) * (len(sizes) - 1)
    while sum(sizes) > room and max(sizes) > _LEAST:
        sizes[sizes.index(max(sizes))] -= 1
    return sizes


def _reason_text(reason: Reason, depth: int, language: Language) -> Iterator[str]:
    columns, indent = _marks(language), "  " * depth
    mark = _padded(truth_text(reason.truth, language), columns)
    yield from _wrapped(reason.text, f"{indent}{mark}  ", indent + " " * (columns + 2))
    for child in reason.children:
        yield from _reason_text(child, depth + 1, language)


@lru_cache
def _marks(language: Language) -> int:
    """Return how many columns it takes to say whether a line holds."""
    return max(width(truth_text(truth, language)) for truth in Truth)


def _wrapped(text: str, first: str, others: str, columns: int = WIDTH) -> Iterator[str]:
    """Yield the lines of a text, broken after punctuation where there is some near the edge.

    Nothing is broken within a word or a date, or before what closes.
    """
    room = columns - width(first)
    if not text or 2 * len(text) <= room or width(text.rstrip()) <= room:
        yield (first + text).rstrip()
        return
    pieces: list[str] = _PIECE.findall(text)
    widths = [_kept_width(piece) if len(piece) <= _SHORT else _width(piece) for piece in pieces]
    ends = list(accumulate(widths, initial=0))
    # Where a line would end that ends with a piece, without the blanks that this ends in.
    last = [
        end - width(piece[len(piece.rstrip()) :]) if piece[-1].isspace() else end
        for end, piece in zip(ends[1:], pieces, strict=True)
    ]
    start = 0
    while start < len(pieces):
        end = bisect_right(last, room + ends[start], start + 1)
        if end < len(pieces):
            end = _paused(pieces, start, end)
        yield (first + "".join(pieces[start:end])).rstrip()
        first, room, start = others, columns - width(others), end


def _paused(pieces: Sequence[str], start: int, end: int) -> int:
    """Return where a line that has room up to an end is ended for the sake of punctuation."""
    earlier = range(end, max(end - _LOOK_BACK, start), -1)
    return next((at for at in earlier if pieces[at - 1].rstrip()[-1:] in _PAUSES), end)


# --- Markdown -----------------------------------------------------------------------------------------------------------


def as_markdown(blocks: Iterable[Block], language: Language) -> str:
    """Write blocks as Markdown."""
    lines = [line for block in blocks for line in _markdown(block, language)]
    return "\n".join(lines).strip("\n") + "\n"


def _markdown(block: Block, language: Language) -> Iterator[str]:
    match block:
        case Heading(level, text):
            yield from ("", f"{'#' * level} {_escaped(text)}", "")
        case Rows(rows):
            yield from (f"- **{_escaped(label)}**{say('colon', language)}{_escaped(text)}" for label, text in rows)
        case Table(header, rows):
            yield from ("", _cells(header), _cells(["---"] * len(header)), *map(_cells, map(_escaped_all, rows)), "")
        case ReasonList(label, reasons):
            yield f"- **{_escaped(label)}**"
            yield from (line for reason in reasons for line in _reason_markdown(reason, 1, language))
        case Paragraph(text):
            yield from ("", _escaped(text), "")
        case Listing(text, kind):
            fence = "`" * max([3, *(len(run) + 1 for run in _BACKTICKS.findall(text))])
            yield from ("", f"{fence}{kind}", *text.splitlines(), fence, "")
        case _:
            assert_never(block)


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _escaped_all(cells: Sequence[str]) -> list[str]:
    return [_escaped(cell) for cell in cells]


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)


def _reason_markdown(reason: Reason, depth: int, language: Language) -> Iterator[str]:
    mark = truth_text(reason.truth, language)
    yield f"{'  ' * depth}- {mark}{say('colon', language)}{_escaped(reason.text)}"
    for child in reason.children:
        yield from _reason_markdown(child, depth + 1, language)
