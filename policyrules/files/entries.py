"""The enterprises of a facts file.

In: a stream of bytes and the name of the file, or its path. Out: one `Entry` per enterprise, or a `FactsError` that says what
cannot be read and where. One file of JSON or YAML holds one enterprise or a list of them; a register of any size is JSON
Lines (`.jsonl`), one enterprise to a line, and is streamed. Sizes are checked before anything is parsed.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path, PurePath
from typing import BinaryIO

from attrs import frozen

from policyrules.diagnostics import LIMIT, Diagnostic, FactsError
from policyrules.files.jsontext import read_json, refuse_depth
from policyrules.files.places import Faults, refuse_at
from policyrules.source import HIDDEN_CHARACTER, Source, unhidden, visible

_MIB = 2**20

#: Hidden characters other than the line ends and tabs of a file.
_HIDDEN = re.compile(HIDDEN_CHARACTER.pattern + r"(?<![\t\n\r])")


class Notation(StrEnum):
    """How facts are written down."""

    JSON = "json"
    YAML = "yaml"
    JSON_LINES = "jsonl"


#: The most bytes that a file may have; of JSON Lines, each line. The parser of YAML is the slowest.
LIMITS = {Notation.JSON: 64 * _MIB, Notation.YAML: 1 * _MIB, Notation.JSON_LINES: 4 * _MIB}

_SUFFIXES = {
    ".json": Notation.JSON,
    ".yaml": Notation.YAML,
    ".yml": Notation.YAML,
    ".jsonl": Notation.JSON_LINES,
    ".ndjson": Notation.JSON_LINES,
}


@frozen
class Entry:
    """The facts of one enterprise as plain data.

    `path` is empty for the only enterprise of a file, `[2]` for the second of a list, `[17]` for line 17 of JSON Lines.
    """

    path: str
    facts: object


def notation_of(name: str) -> Notation | None:
    """Return the notation that the ending of a file's name stands for."""
    return _SUFFIXES.get(PurePath(name).suffix.lower())


def read_file(path: str | Path) -> Iterator[Entry]:
    """Yield the enterprises of a facts file; see `read_entries`."""
    try:
        with open(path, "rb") as stream:
            yield from read_entries(stream, str(path))
    except FileNotFoundError:
        raise FactsError([Diagnostic("file-missing", {"name": unhidden(str(path))}, path=str(path))]) from None
    except OSError:
        raise FactsError([Diagnostic("file-unreadable", {"name": unhidden(str(path))}, path=str(path))]) from None


def read_entries(stream: BinaryIO, name: str, notation: Notation | None = None) -> Iterator[Entry]:
    """Yield the enterprises of a stream.

    The notation is that of the name's suffix, or else JSON where the text begins with a bracket, and YAML. Of JSON Lines the
    good lines are yielded as they are read, and what is wrong with the others is raised at the end, all of it.
    """
    notation = notation or notation_of(name)
    if notation is Notation.JSON_LINES:
        yield from _read_lines(stream, name)
        return
    data = stream.read(LIMITS[Notation.JSON] + 1)
    if notation is None:
        notation = Notation.JSON if data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[") else Notation.YAML
    yield from _entries(Source(name, _decoded(data, name, notation)), notation)


def _entries(source: Source, notation: Notation) -> Iterator[Entry]:
    data = _parsed(source, notation)
    if isinstance(data, dict):
        yield Entry("", data)
    elif isinstance(data, list):
        for position, facts in enumerate(data, 1):
            yield Entry(f"[{position}]", facts)
    else:
        first = len(source.text) - len(source.text.lstrip())
        found = visible(source.text.split(maxsplit=1)[0])
        refuse_at(source, first, first + 1, "file-not-enterprises", found=found)


def _parsed(source: Source, notation: Notation) -> object:
    """Return the data of a text that is not empty and hides nothing."""
    if not source.text.strip():
        refuse_at(source, 0, 0, "file-empty")
    if notation is not Notation.YAML:
        refuse_depth(source)
    _refuse_hidden(source)
    if notation is not Notation.YAML:
        return read_json(source)
    # PyYAML is imported for a YAML file only.
    from policyrules.files.yamltext import read_yaml

    data = read_yaml(source)
    if data is None and all(line.split("#")[0].strip() in ("", "---", "...") for line in source.text.splitlines()):
        refuse_at(source, 0, 0, "file-empty")
    return data


def _refuse_hidden(source: Source) -> None:
    faults = Faults(source)
    for match in _HIDDEN.finditer(source.text):
        faults.add(match.start(), match.end(), "file-hidden", character=visible(match[0]))
    faults.refuse()


def _decoded(data: bytes, name: str, notation: Notation, line: int | None = None) -> str:
    limit = LIMITS[notation]
    place = name if line is None else f"{name}:{line}"
    if len(data) > limit:
        code = "file-too-large" if line is None else "file-line-too-long"
        raise FactsError([Diagnostic(code, {"limit": f"{limit // _MIB} MiB"}, path=place)])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        bad = (line or 1) + data.count(b"\n", 0, error.start)
        code = "file-gbk" if _is_gbk(data) else "file-not-utf8"
        raise FactsError([Diagnostic(code, path=f"{name}:{bad}")]) from None


def _is_gbk(data: bytes) -> bool:
    """Say whether bytes that are not UTF-8 read as Chinese in GB18030."""
    try:
        text = data[: 2**16].decode("gb18030")
    except UnicodeDecodeError as error:
        if error.start < 2**16 - 4:
            return False
        text = data[: error.start].decode("gb18030")
    wide = [character for character in text if not character.isascii()]
    return 2 * sum("\u4e00" <= character <= "\u9fff" for character in wide) > len(wide)


def _read_lines(stream: BinaryIO, name: str) -> Iterator[Entry]:
    faults: list[Diagnostic] = []
    limit = LIMITS[Notation.JSON_LINES]
    number = 0
    while data := stream.readline(limit + 1):
        number += 1
        try:
            if data.strip():
                yield Entry(f"[{number}]", _read_line(data, name, number))
        except FactsError as error:
            faults.extend(error.diagnostics)
            if len(data) > limit or len(faults) >= LIMIT:
                break  # what follows a line without an end is no line
    if faults:
        raise FactsError(faults)


def _read_line(data: bytes, name: str, number: int) -> object:
    """Return the facts of one line; what is wrong with them is said with the line's number in the file."""
    source = Source(name, _decoded(data, name, Notation.JSON_LINES, number).rstrip("\r\n"))
    try:
        return _parsed(source, Notation.JSON_LINES)
    except FactsError as error:
        raise FactsError(_on_line(fault, number) for fault in error.diagnostics) from None


def _on_line(fault: Diagnostic, number: int) -> Diagnostic:
    if fault.span is None:
        return fault
    arguments = {**fault.arguments, "line": str(number)} if "line" in fault.arguments else fault.arguments
    return Diagnostic(fault.code, arguments, path=f"{fault.span.source.name}:{number}:{fault.span.first.column}")
