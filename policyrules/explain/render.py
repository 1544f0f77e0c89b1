"""Pages as text for a terminal and as Markdown.

In: the blocks of `policyrules.explain.page`. Out: plain strings, without colours. Lines of text are at most so many columns
wide, `WIDTH` where nothing else is said; a Han character takes two.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, zip_longest
from operator import le, sub
from typing import assert_never
from unicodedata import east_asian_width

from policyrules.diagnostics import Language
from policyrules.explain.blocks import Block, Heading, Listing, Paragraph, ReasonList, Rows, Table
from policyrules.explain.reasons import Reason
from policyrules.explain.sentences import truth_text
from policyrules.explain.words import say
from policyrules.values.answers import Truth

#: Columns of a line of text that is for no certain terminal.
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

#: A piece of a line that is not broken: a word, a number with its sign or a date with what closes it, or one Han character.
_WORD = r"[A-Za-z0-9À-ɏ_.%:+−\-\[\]/]+"
_PIECE = re.compile(
    rf"[“「（(《〔]*(?:{_WORD}(?:,\d[\d.%]*|[&'’]{_WORD})*|\S\([^()\s]{{1,8}}\)|.)[，。、；：）)”」》〕,;:!?–]*\s*", re.DOTALL
)
_BACKTICKS = re.compile("`+")
_SPECIAL = re.compile(r"([\\`*_<>|#])")


class _Columns(dict[str, int]):
    """How many columns a character takes; those that are met first are kept."""

    def __missing__(self, character: str) -> int:
        columns = 2 if east_asian_width(character) in "WFA" else 1
        return self.setdefault(character, columns) if len(self) < _MOST else columns


_COLUMNS = _Columns()


class _Widths(dict[str, int]):
    """How many columns a text takes. Short ones that are met first are kept: what is long may be what an enterprise gave."""

    def __missing__(self, text: str) -> int:
        columns = len(text) if text.isascii() else sum(map(_COLUMNS.__getitem__, text))
        return self.setdefault(text, columns) if len(text) <= _SHORT and len(self) < _MOST else columns


class _Blanks(dict[str, int]):
    """How many columns the blanks take that a text ends in; kept as widths are."""

    def __missing__(self, text: str) -> int:
        columns = _WIDTHS[text[len(text.rstrip()) :]]
        return self.setdefault(text, columns) if len(text) <= _SHORT and len(self) < _MOST else columns


_WIDTHS, _BLANKS = _Widths(), _Blanks()


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal for Chinese."""
    return _WIDTHS[text]


def _padded(text: str, columns: int) -> str:
    return text + " " * (columns - _WIDTHS[text])


# --- text ---------------------------------------------------------------------------------------------------------------


def as_text(blocks: Iterable[Block], language: Language, columns: int = WIDTH) -> str:
    """Write blocks as text with lines of so many columns."""
    lines = [line for block in blocks for line in _text(block, language, columns)]
    return "\n".join(lines).strip("\n") + "\n"


def _text(block: Block, language: Language, columns: int) -> Iterator[str]:
    match block:
        case Heading(1, text):
            yield from ("", *_wrapped(text, "", "", columns), "=" * min(width(text), columns))
        case Heading(2, text):
            yield from ("", "", *_wrapped(text, "", "", columns), "-" * min(width(text), columns))
        case Heading(level, text):
            yield from ("", *_wrapped(text, "  " * (level - 3), "  " * (level - 2), columns))
        case Rows():
            yield from _rows_text(block, columns)
        case Table():
            yield from _table_text(block, columns)
        case ReasonList(label, reasons):
            yield f"  {label}"
            yield from (line for reason in reasons for line in _reason_text(reason, 2, language, columns))
        case Paragraph(text):
            yield from _wrapped(text, "", "", columns)
        case Listing(text):
            yield from ("", *(f"    {line}".rstrip() for line in text.splitlines()))
        case _:
            assert_never(block)


def _rows_text(block: Rows, columns: int) -> Iterator[str]:
    """Yield rows with their labels in front; long labels stand above what they are of, where that takes no more lines."""
    labels, indent = max(width(label) for label, _ in block.rows), "  " * (block.depth + 1)
    if labels <= columns // 3:
        yield from _beside(block, labels, indent, columns)
        return
    above, beside = list(_above(block, indent, columns)), list(_beside(block, labels, indent, columns))
    yield from above if len(above) <= len(beside) else beside


def _beside(block: Rows, labels: int, indent: str, columns: int) -> Iterator[str]:
    for label, text in block.rows:
        yield from _wrapped(text, f"{indent}{_padded(label, labels)}  ", indent + " " * (labels + 2), columns)


def _above(block: Rows, indent: str, columns: int) -> Iterator[str]:
    for label, text in block.rows:
        yield from _wrapped(label, indent, indent, columns)
        yield from _wrapped(text, indent + "  ", indent + "  ", columns)


def _table_text(table: Table, room: int) -> Iterator[str]:
    rows = (table.header, *table.rows)
    widths = [list(map(width, row)) for row in rows]
    columns = [max(column) for column in zip(*widths, strict=True)]
    if _taken(columns) > room:
        columns = _fitting(rows, columns, room)
    for row, taken in zip(rows, widths, strict=True):
        if all(map(le, taken, columns)):
            cells = [cell.rstrip() for cell in row]
            yield _GAP.join(map(_padded, cells, columns)).rstrip()
            continue
        wrapped = [tuple(_wrapped(cell, "", "", size)) for cell, size in zip(row, columns, strict=True)]
        for parts in zip_longest(*wrapped, fillvalue=""):
            yield _GAP.join(map(_padded, parts, columns)).rstrip()


def _taken(columns: Sequence[int]) -> int:
    """Return how wide a table with such columns is."""
    return sum(columns) + len(_GAP) * (len(columns) - 1)


def _longest_word(cell: str) -> int:
    """Return how wide the longest piece of a cell is that is not broken."""
    return max((_WIDTHS[piece.rstrip()] for piece in _PIECE.findall(cell)), default=0)


def _fitting(rows: Sequence[Sequence[str]], columns: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns that fit in the room of a line together, in which no word is broken where that can be."""
    least = [_LEAST] * len(columns)
    sizes = _narrowed(columns, least, room)
    words = [
        max((_longest_word(cell) for cell in cells if _WIDTHS[cell] > size), default=0)
        for cells, size in zip(zip(*rows, strict=True), sizes, strict=True)
    ]
    if all(map(le, words, sizes)):
        return sizes
    words = [max(_LEAST, *map(_longest_word, cells)) for cells in zip(*rows, strict=True)]
    return _narrowed(_narrowed(columns, words, room), least, room)


def _narrowed(columns: Sequence[int], least: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns that fit in the room of a line together: the widest give way, down to the least of each."""
    sizes = list(columns)
    wider = [place for place, size in enumerate(sizes) if size > least[place]]
    for _ in range(_taken(columns) - room):
        if not wider:
            break
        widest = max(wider, key=sizes.__getitem__)
        sizes[widest] -= 1
        if sizes[widest] <= least[widest]:
            wider.remove(widest)
    return sizes


def _reason_text(reason: Reason, depth: int, language: Language, columns: int) -> Iterator[str]:
    marks, indent = _marks(language), "  " * depth
    yield from _wrapped(reason.text, indent + marks[reason.truth], indent + marks[-1], columns)
    for child in reason.children:
        yield from _reason_text(child, depth + 1, language, columns)


@lru_cache
def _marks(language: Language) -> tuple[str, ...]:
    """Return what says, in front of a line, whether it holds, in the order of truths; last, blanks as wide."""
    marks = [truth_text(truth, language) for truth in sorted(Truth)]
    columns = max(map(width, marks))
    return (*(_padded(mark, columns) + _GAP for mark in marks), " " * columns + _GAP)


def _wrapped(text: str, first: str, others: str, columns: int) -> Iterator[str]:
    """Yield the lines of a text, broken after punctuation where there is some near the edge.

    Nothing is broken within a word or a date, or before what closes.
    """
    room = columns - _WIDTHS[first]
    if 2 * len(text) <= room or not text or _WIDTHS[text.rstrip()] <= room:
        yield (first + text).rstrip()
        return
    pieces: list[str] = _PIECE.findall(text)
    ends = list(accumulate(map(_WIDTHS.__getitem__, pieces), initial=0))
    # Where a line would end that ends with a piece, without the blanks that this ends in.
    last = list(map(sub, ends[1:], map(_BLANKS.__getitem__, pieces)))
    start = 0
    while start < len(pieces):
        end = bisect_right(last, room + ends[start], start + 1)
        if end < len(pieces):
            end = _paused(pieces, start, end)
        yield (first + "".join(pieces[start:end])).rstrip()
        first, room, start = others, columns - _WIDTHS[others], end


def _paused(pieces: Sequence[str], start: int, end: int) -> int:
    """Return where a line that has room up to an end is ended for the sake of punctuation."""
    for at in range(end, max(end - _LOOK_BACK, start), -1):
        if pieces[at - 1].rstrip()[-1:] in _PAUSES:
            return at
    return end


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
