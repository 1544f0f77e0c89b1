"""A register that is no Parquet, copied once as it was written: every cell a text, every row a row.

In: a file of CSV (UTF-8 or GB18030) or Excel, or a table of a database. Out: a Parquet file in which nothing was guessed, whole
or not there. A row with too few or too many cells is kept, with a note of it. Knows no policy.
"""

import codecs
import csv
import re
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any
from warnings import catch_warnings, simplefilter

from policyrules.columns import duck
from policyrules.messages.columns import no_engine
from policyrules.register.keeping import keep
from policyrules.register.refusing import MatchError, diagnostic
from policyrules.register.sources import DAMAGE, check_names, tidy_name
from policyrules.register.workbook import check_cells, check_size

#: Files of so many characters in a cell, and of so many columns, are no registers.
_CELL = 1_000_000
_COLUMNS = 5_000

#: So many rows are copied at a time.
_AT_ONCE = 20_000

_ENCODINGS = ("utf-8", "gb18030")
_DELIMITERS = ",\t;|"

#: A name of a column in quotes may hold what separates others.
_QUOTED = re.compile('"[^"]*"')

#: So many Chinese characters in UTF-8 are none in GB18030 by chance: what follows them is damaged.
_CHINESE, _SURE = re.compile("[\u4e00-\u9fff]"), 3

Row = list[str | None]


def copy_csv(file: Path, place: Path) -> None:
    """Copy a file of CSV, whose first line has the names of the columns."""
    encoding = _encoding(file)
    with open(file, encoding=encoding, newline="") as stream:
        head = stream.readline()
        stream.seek(0)
        if head.startswith("\ufeff"):
            stream.read(1)
        delimiter = max(_DELIMITERS, key=_QUOTED.sub("", head).count)
        csv.field_size_limit(_CELL)
        rows = _counted(file, csv.reader(stream, delimiter=delimiter, strict=True))
        names = next(rows, [])
        # A line on which nothing stands is no row, nor one of empty cells, as Excel writes below a table.
        copy_rows(file, names, ([*row] for row in rows if any(row)), place)


def _counted(file: Path, rows: Any) -> Iterator[list[str]]:
    """Yield the lines. A quote that is not closed is told where its row begins, however far down that is noticed."""
    first = 1
    try:
        for row in rows:
            yield row
            first = rows.line_num + 1
    except csv.Error:
        raise MatchError([diagnostic("register-csv", f"{file}:{first}", limit=f"{_CELL:,}")]) from None


def _encoding(file: Path) -> str:
    """Return in which of the two encodings the whole of a file can be read."""
    places, chinese = [], 0
    for encoding in _ENCODINGS:
        decoder, line = codecs.getincrementaldecoder(encoding)(), 1
        with open(file, "rb") as stream:
            try:
                while block := stream.read(2**20):
                    text = decoder.decode(block)
                    chinese += len(_CHINESE.findall(text)) if chinese < _SURE else 0
                    line += block.count(b"\n")
                decoder.decode(b"", final=True)
                return encoding
            except UnicodeDecodeError as error:
                places.append(line + error.object[: error.start].count(b"\n"))
                chinese += len(_CHINESE.findall(error.object[: error.start].decode(encoding, "ignore")))
            if chinese >= _SURE:  # nearly any text reads as GB18030 too, and would be another one
                break
    # It is in the one in which more of it can be read.
    raise MatchError([diagnostic("register-encoding", f"{file}:{max(places)}")])


def copy_excel(file: Path, place: Path) -> None:
    """Copy the first sheet of an Excel file that is not hidden."""
    try:
        from openpyxl import load_workbook
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(no_engine("openpyxl"), name="openpyxl") from missing
    try:
        check_size(file)
        book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
        sheet = next(one for one in book.worksheets if one.sheet_state == "visible")
        head = next(sheet.iter_rows(max_row=1, max_col=_COLUMNS + 1), ())
        names = [_shown(cell) or "" for cell in head]
        while names and not names[-1]:
            names.pop()
        check_cells(file, book._archive, sheet._worksheet_path, sheet.title, len(names))
    except MatchError:
        raise
    except Exception:  # whatever openpyxl, or the reading of archives, says of a file that is no workbook
        raise MatchError([diagnostic("register-excel", str(file))]) from None
    with closing(book), catch_warnings():
        simplefilter("ignore")  # what openpyxl has to say of cells is said of their rows
        copy_rows(file, names, _rows(file, sheet, len(names)), place)


def _rows(file: Path, sheet: Any, count: int) -> Iterator[Row]:
    """Yield the rows of a sheet below its first, those apart on which nothing stands.

    A sheet may have cells in any of sixteen thousand columns: one behind the last is enough to see that a row is too long.
    """
    try:
        for cells in sheet.iter_rows(min_row=2, max_col=count + 1):
            row = [_shown(cell) for cell in cells]
            if any(one is not None for one in row):
                yield row[:count] if row[count:] == [None] else row
    except Exception:  # the same, of what stands further down
        raise MatchError([diagnostic("register-excel", str(file))]) from None


def _shown(cell: Any) -> str | None:
    """Write a cell of a sheet as it is shown: what is formatted as a percentage with its sign."""
    shown = _written(cell.value)
    number = isinstance(cell.value, int | _REAL) and not isinstance(cell.value, bool)
    if shown is None or not number or "%" not in _OUTSIDE.sub("", cell.number_format or ""):
        return shown
    return f"{Decimal(shown).scaleb(2):f}%"


#: What stands in the format of a number and is printed as it is.
_OUTSIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')


def _written(value: object) -> str | None:
    """Write the value of a cell: numbers by their shortest decimal text, days as days."""
    match value:
        case None:
            return None
        case bool():
            return "是" if value else "否"
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
        case date():
            return value.isoformat()
        case int() | str():
            return str(value)
        case _ if isinstance(value, _REAL):
            return f"{Decimal(repr(value)):f}".removesuffix(".0")
        case _:
            return str(value)


#: What Excel keeps numbers in.
_REAL = float


def copy_rows(file: Path, names: list[str], rows: Iterable[Row], place: Path) -> None:
    """Copy rows of texts; one with another number of cells than there are names is marked."""
    arrow = duck.arrow()
    # A column without a name in the midst of others is called by its place.
    names = [tidy_name(name) or f"#{place}" for place, name in enumerate(names, 1)] if any(map(tidy_name, names)) else []
    _check_names(file, names)
    schema = arrow.schema([(name, arrow.string()) for name in (*names, DAMAGE)])

    def write(path: Path) -> None:
        with open(path, "wb") as stream, arrow.parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
            for block in _blocks(rows):
                columns = zip(*(_whole(row, len(names)) for row in block), strict=True)
                arrays = [arrow.array(list(column), arrow.string()) for column in columns]
                writer.write_table(arrow.Table.from_arrays(arrays, schema=schema), row_group_size=_AT_ONCE)

    keep(place, write)


def _whole(row: Row, count: int) -> Row:
    if len(row) == count:
        return [*row, None]
    return [*row[:count], *[None] * (count - len(row)), f"{len(row)}/{count}"]


def _blocks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    block: list[Row] = []
    for row in rows:
        block.append(row)
        if len(block) == _AT_ONCE:
            yield block
            block = []
    if block:
        yield block


def _check_names(file: Path, names: list[str]) -> None:
    """Refuse a file without names of columns, with far too many, or with names that are not to be had."""
    if not names:
        raise MatchError([diagnostic("register-empty", str(file))])
    if len(names) > _COLUMNS:
        raise MatchError([diagnostic("register-wide", str(file), count=str(len(names)), limit=str(_COLUMNS))])
    check_names(file, names)
