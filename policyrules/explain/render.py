"""Pages as text for a terminal and as Markdown.

In: the blocks of `policyrules.explain.page`. Out: plain strings, without colours. Lines of text are at most `WIDTH` columns
wide, where a Han character takes two.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import assert_never
from unicodedata import east_asian_width

from policyrules.diagnostics import Language
from policyrules.explain.page import Block, Heading, Paragraph, ReasonList, Rows, Table, truth_text
from policyrules.explain.reasons import Reason
from policyrules.explain.words import say
from policyrules.values.answers import Truth

#: Columns of a line of text.
WIDTH = 92

#: A piece of a line that is not broken: a word, a number or a date with what closes it, or one Han character.
_PIECE = re.compile(r"[“「（(《]*(?:[A-Za-z0-9_.%:\-\[\]/]+|.)[，。、；：）)”」》,;:!?]*\s*", re.DOTALL)
_SPECIAL = re.compile(r"([\\`*_<>|#])")


def width(text: str) -> int:
    """Return how many columns a text takes on a terminal for Chinese."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)


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
        case _:
            assert_never(block)


def _rows_text(block: Rows) -> Iterator[str]:
    columns = max(width(label) for label, _ in block.rows)
    if columns > WIDTH // 3:
        for label, text in block.rows:
            yield from _wrapped(label, "  ", "  ")
            yield from _wrapped(text, "    ", "    ")
        return
    for label, text in block.rows:
        yield from _wrapped(text, f"  {_padded(label, columns)}  ", " " * (columns + 4))


def _table_text(table: Table) -> Iterator[str]:
    rows = (table.header, *table.rows)
    columns = [max(width(row[place]) for row in rows) for place in range(len(table.header) - 1)]
    for row in rows:
        cells = [_padded(cell, size) for cell, size in zip(row, columns, strict=False)]
        first = "  ".join(cells) + "  "
        yield from _wrapped(row[-1], first, " " * min(width(first), WIDTH // 2))


def _reason_text(reason: Reason, depth: int, language: Language) -> Iterator[str]:
    columns = max(width(truth_text(truth, language)) for truth in Truth)
    mark = _padded(truth_text(reason.truth, language), columns)
    indent = "  " * depth
    yield from _wrapped(reason.text, f"{indent}{mark}  ", indent + " " * (columns + 2))
    for child in reason.children:
        yield from _reason_text(child, depth + 1, language)


def _wrapped(text: str, first: str, others: str) -> Iterator[str]:
    """Yield the lines of a text; nothing is broken within a word, a date, or before what closes."""
    line, used = first, width(first)
    for piece in _PIECE.findall(text):
        size = width(piece.rstrip())
        if used + size > WIDTH and line.strip() and line not in (first, others):
            yield line.rstrip()
            line, used = others, width(others)
        line += piece
        used += width(piece)
    yield line.rstrip()


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
