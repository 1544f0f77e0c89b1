"""What a workbook of Excel holds that would be read otherwise than whoever made it sees it.

In: the file, and where the text of its sheet stands in it. Out: nothing, or a `MatchError` that says how many such places there
are, which is the first, and how to mend it: formulas of which no result is stored, cells that are joined, and a small file that
unpacks to far more than any register has. Knows no policy, and does not read the cells.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, iterparse
from zipfile import ZipFile

from attrs import frozen

from policyrules.register.refusing import MatchError, diagnostic

#: No workbook unpacks to more bytes than these: all of it, the texts that its cells share, and any other part but a sheet.
#: The texts and the other parts are held in memory whole.
_ALL, _TEXTS, _PART = 8 * 2**30, 2**29, 2**25

#: Nor to so many times its size, from so many bytes on: registers of one and the same cell come to twenty times.
_TIMES, _FROM = 200, 2**26

#: How a formula, and cells that are joined, begin in the text of a sheet.
_NOTED = re.compile(rb"<(?:\w+:)?(?:f|mergeCell)[\s/>]")
_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")

_BLOCK = 2**20


def check_size(file: Path) -> None:
    """Refuse a workbook that unpacks to far more than a register has. Raises `BadZipFile` for what is no workbook."""
    with ZipFile(file) as archive:
        parts = archive.infolist()
    packed, whole = file.stat().st_size, sum(part.file_size for part in parts)
    limits = [(whole, min(_ALL, max(_FROM, _TIMES * packed)))]
    limits += [(part.file_size, _most(part.filename)) for part in parts]
    wrong = [(size, limit) for size, limit in limits if size > limit]
    if wrong:
        size, limit = wrong[0]
        words = {"packed": _shown(packed), "size": _shown(size), "limit": _shown(limit)}
        raise MatchError([diagnostic("register-unpacked", str(file), **words)])


def _most(name: str) -> int:
    """Return how many bytes a part may have: a sheet is read row by row, and pictures are not read at all."""
    if not name.endswith((".xml", ".rels")) or name.startswith("xl/worksheets/"):
        return _ALL
    return _TEXTS if name.endswith("sharedStrings.xml") else _PART


def _shown(size: int) -> str:
    number, unit = (size / 2**30, "GiB") if size >= 2**30 else (size / 2**20, "MiB") if size >= 2**20 else (size / 2**10, "KiB")
    return f"{number:.1f} {unit}"


def check_cells(file: Path, archive: ZipFile, part: str, title: str, columns: int) -> None:
    """Refuse a sheet whose first columns have formulas without results, or joined cells below the first row."""
    with archive.open(part) as stream:
        if not _is_noted(stream):
            return
    with archive.open(part) as stream:
        noted = _Noted.of(stream, columns)
    wrong = [
        diagnostic(code, str(file), count=f"{len(cells):,}", cell=f"{title}!{cells[0]}")
        for code, cells in (("register-formulas", noted.without(_reckoned_later(archive))), ("register-joined", noted.joined))
        if cells
    ]
    if wrong:
        raise MatchError(wrong)


def _is_noted(stream: IO[bytes]) -> bool:
    """Say whether there is a formula, or there are joined cells, in the text of a sheet; most have neither."""
    before = b""
    while block := stream.read(_BLOCK):
        if _NOTED.search(before + block):
            return True
        before = block[-64:]
    return False


def _reckoned_later(archive: ZipFile) -> bool:
    """Say whether a workbook asks Excel to work out all formulas when it is opened, as programs write it that cannot."""
    with archive.open("xl/workbook.xml") as stream:
        return re.search(rb"\sfullCalcOnLoad=[\"'](?:1|true)", stream.read(_PART)) is not None


@frozen
class _Noted:
    """Formulas by their cells, those with no result and those whose result is nought, and cells that are joined."""

    formulas: int
    empty: list[str]
    noughts: list[str]
    joined: list[str]

    @staticmethod
    def of(stream: IO[bytes], columns: int) -> "_Noted":
        formulas, empty, noughts, joined = 0, list[str](), list[str](), list[str]()
        for tag, element in _elements(stream):
            place = _CELL.match(element.get("ref" if tag == "mergeCell" else "r", ""))
            if place is not None and _number(place[1]) > columns:
                continue
            if tag == "mergeCell":
                if place is None or _last_row(element) > 1:
                    joined.append(element.get("ref", "?"))
            elif (result := _result(element)) is not None:
                formulas += 1
                if result in ("", "0"):
                    (empty if result == "" else noughts).append(element.get("r", "?"))
        return _Noted(formulas, empty, noughts, joined)

    def without(self, later: bool) -> list[str]:
        """Return the formulas without a result.

        Programs that cannot work them out store none, or nought for all of them.
        """
        alike = later and len(self.empty) + len(self.noughts) == self.formulas
        return [*self.empty, *self.noughts] if alike else self.empty


def _elements(stream: IO[bytes]) -> Iterator[tuple[str, Element]]:
    """Yield the cells of a sheet and what is joined, and keep nothing of them."""
    rows: Element | None = None
    events: Any = iterparse(stream, ("start", "end"))
    for event, element in events:
        tag = element.tag.rpartition("}")[2]
        if event == "start":
            rows = element if tag == "sheetData" else rows
        elif tag in ("c", "mergeCell"):
            yield tag, element
        elif tag == "row" and rows is not None:
            rows.clear()


def _result(cell: Element) -> str | None:
    """Return the result of a formula as it is stored; `None` for a cell without one. A text may be empty and is a result."""
    parts = {part.tag.rpartition("}")[2]: part for part in cell}
    if "f" not in parts:
        return None
    result = (parts["v"].text or "") if "v" in parts else ""
    return "text" if "v" in parts and cell.get("t") == "str" else result.strip()


def _number(letters: str) -> int:
    """Return the number of a column by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _last_row(joined: Element) -> int:
    last = _CELL.fullmatch(joined.get("ref", "").rpartition(":")[2])
    return int(last[2]) if last else 2
