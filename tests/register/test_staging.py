"""A copy has every cell as it was written, and every row."""

from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.columns import duck
from policyrules.register import staging
from policyrules.register.refusing import MatchError
from policyrules.register.sources import DAMAGE
from policyrules.register.staging import copy_csv, copy_excel, copy_rows

pytest.importorskip("duckdb")


def rows(place: Path) -> list[dict[str, Any]]:
    return duck.arrow().parquet.read_table(place).to_pylist()


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="gb18030", exclude_characters="\r\n\x00"), max_size=5), min_size=2, max_size=2),
        max_size=5,
    )
)
@settings(max_examples=30)
def test_cells_are_as_they_were_written(cells: list[list[str]]) -> None:
    import csv
    import tempfile

    for encoding in ("utf-8", "utf-8-sig", "gb18030"):
        with tempfile.TemporaryDirectory() as folder:
            file, place = Path(folder) / "名册.csv", Path(folder) / "copy.parquet"
            with open(file, "w", encoding=encoding, newline="") as stream:
                csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([["编号", "人数"], *cells])
            copy_csv(file, place)
            assert [[row["编号"], row["人数"]] for row in rows(place)] == [row for row in cells if any(row)]


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_what_separates_cells_is_seen_from_the_first_line(tmp_path: Path, delimiter: str) -> None:
    (tmp_path / "a.csv").write_text(
        delimiter.join(("甲", "乙")) + "\n\n" + delimiter.join(("0123", "2")) + "\n", encoding="gb18030"
    )
    copy_csv(tmp_path / "a.csv", tmp_path / "b")
    assert rows(tmp_path / "b") == [{"甲": "0123", "乙": "2", DAMAGE: None}], "a line on which nothing stands is no row"


def test_cells_of_a_sheet_are_written_as_they_are_shown() -> None:
    shown = {
        None: None, "0123": "0123", 5: "5", 2.5: "2.5", 100.0: "100", 1e16: "10000000000000000", 0.1: "0.1",
        datetime(2020, 1, 2): "2020-01-02", date(2020, 1, 2): "2020-01-02", datetime(2020, 1, 2, 3): "2020-01-02 03:00:00",
    }  # fmt: skip
    assert {cell: staging._written(cell) for cell in shown} == shown
    assert (staging._written(True), staging._written(False)) == ("是", "否")


def test_far_too_many_columns_are_no_register(tmp_path: Path) -> None:
    with pytest.raises(MatchError) as raised:
        copy_rows(tmp_path / "a.csv", [str(n) for n in range(5_001)], [], tmp_path / "b")
    assert raised.value.diagnostics[0].code == "register-wide"


def test_without_openpyxl_it_is_said_how_it_is_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(ModuleNotFoundError, match=r"policyrules\[batch\]"):
        staging.copy_excel(tmp_path / "a.xlsx", tmp_path / "b")


def test_a_sheet_is_read_as_wide_as_its_names_with_percentages_as_they_are_shown(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["编号", "占比"], ["A1", 0.065], ["A2", 0.065], ["A3", 1], ["A4", 6.5, "多"], ["A5", True]):
        sheet.append(row)
    for place, format_ in (("B2", "0.00%"), ("B3", '0.000"%"'), ("B4", "0%"), ("B6", "0%")):
        sheet[place].number_format = format_
    sheet["XFD20000"] = "远"
    book.save(tmp_path / "a.xlsx")
    copy_excel(tmp_path / "a.xlsx", tmp_path / "b")
    found = [[row["编号"], row["占比"], row[DAMAGE]] for row in rows(tmp_path / "b")]
    assert found == [
        ["A1", "6.5%", None],
        ["A2", "0.065", None],
        ["A3", "100%", None],
        ["A4", "6.5", "3/2"],
        ["A5", "是", None],
    ]


@pytest.mark.parametrize("data", [bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), b"PK", b"<html>", "charts", "cut"])
def test_what_is_no_workbook_is_told_as_such(tmp_path: Path, data: bytes | str) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    file = tmp_path / "a.xlsx"
    if isinstance(data, bytes):
        file.write_bytes(data)
    else:
        book = openpyxl.Workbook()
        if data == "charts":
            book.remove(book.active)
            book.create_chartsheet("图")
        else:
            for number in range(3):
                book.active.append(["编号", number])
        book.save(file)
    if data == "cut":
        parts = {name: ZipFile(file).read(name) for name in ZipFile(file).namelist()}
        with ZipFile(file, "w") as archive:
            for name, part in parts.items():
                archive.writestr(name, part[: part.index(b'<row r="3"') + 5] if name.endswith("sheet1.xml") else part)
    with pytest.raises(MatchError) as refused:
        copy_excel(file, tmp_path / "b")
    assert refused.value.diagnostics[0].code == "register-excel" and not (tmp_path / "b").exists()


def test_empty_lines_below_a_table_are_no_rows(tmp_path: Path) -> None:
    """Excel saves them as commas: each would be an enterprise of which nothing is known."""
    (tmp_path / "a.csv").write_text("编号,人数\nA1,1\n,\n,\nA2,\n,,\n", encoding="utf-8")
    copy_csv(tmp_path / "a.csv", tmp_path / "b")
    assert [row["编号"] for row in rows(tmp_path / "b")] == ["A1", "A2"]


def test_damaged_utf_8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    """All of it would read as other characters, and be decided."""
    (tmp_path / "a.csv").write_bytes("编号,企业名称\nA1,甲公司\n".encode() + "A2,乙公司\n".encode("gb18030"))
    with pytest.raises(MatchError) as refused:
        copy_csv(tmp_path / "a.csv", tmp_path / "b")
    assert [(one.code, one.path) for one in refused.value.diagnostics] == [("register-encoding", f"{tmp_path / 'a.csv'}:3")]
    for text in ("编号,企业名称\nA1,甲公司\n", "id,name\n1,联通\n" + "2,移动\n" * 50):
        (tmp_path / "a.csv").write_bytes(text.encode("gb18030"))
        copy_csv(tmp_path / "a.csv", tmp_path / "b")


def test_damaged_gb18030_is_told_where_it_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("编号,企业名称\nA1,甲公司\n".encode("gb18030") + b"A2,\xff\xff\n")
    with pytest.raises(MatchError) as refused:
        copy_csv(tmp_path / "a.csv", tmp_path / "b")
    assert [one.path for one in refused.value.diagnostics] == [f"{tmp_path / 'a.csv'}:3"]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('编号,人数\nA1,"5\nA2,6\nA3,7\n', 2),
        ('编号,人数\n"A\n1",5\nA2,"6\nA3,"7\n', 4),
        ('编号,"人数\nA1,5\n', 1),
        ('编号,人数\nA1,5\nA2,某"甲"\nA3,"某"甲\n', 4),
    ],
)
def test_a_quote_that_is_not_closed_is_told_where_its_row_begins(tmp_path: Path, text: str, line: int) -> None:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    with pytest.raises(MatchError) as refused:
        copy_csv(tmp_path / "a.csv", tmp_path / "b")
    assert [(one.code, one.path) for one in refused.value.diagnostics] == [("register-csv", f"{tmp_path / 'a.csv'}:{line}")]
    assert not (tmp_path / "b").exists()


def test_what_separates_cells_is_not_looked_for_within_quotes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"收入;元;含税",人数\n1,2\n', encoding="utf-8")
    copy_csv(tmp_path / "a.csv", tmp_path / "b")
    assert rows(tmp_path / "b") == [{"收入;元;含税": "1", "人数": "2", DAMAGE: None}]


def test_where_a_register_is_is_told_whole(tmp_path: Path) -> None:
    file = tmp_path / ("二〇二四年度" * 12) / "名册.xlsx"
    file.parent.mkdir()
    file.write_bytes(b"PK")
    with pytest.raises(MatchError) as refused:
        copy_excel(file, tmp_path / "b")
    assert refused.value.diagnostics[0].path == str(file)
