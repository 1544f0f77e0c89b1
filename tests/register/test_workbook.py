"""A workbook is refused where it would be read otherwise than whoever made it sees it, and says where and how to mend it."""

from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from policyrules.columns import duck
from policyrules.register.refusing import MatchError
from policyrules.register.staging import copy_excel
from policyrules.register.workbook import check_size

pytest.importorskip("duckdb")
openpyxl = pytest.importorskip("openpyxl")

SHEET = "xl/worksheets/sheet1.xml"


def saved(file: Path, *rows: list[Any], joined: str | None = None) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if joined is not None:
        book.active.merge_cells(joined)
    book.save(file)
    return file


def changed(file: Path, *changes: tuple[str, str, str]) -> Path:
    """Write another text in a part of a workbook: `(part, from, to)`."""
    with ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for part, before, after in changes:
        assert before.encode() in parts[part], parts[part]
        parts[part] = parts[part].replace(before.encode(), after.encode())
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file


def copied(file: Path) -> list[list[str | None]]:
    place = file.with_suffix(".parquet")
    copy_excel(file, place)
    return [[*row.values()][:-1] for row in duck.arrow().parquet.read_table(place).to_pylist()]


def refused(file: Path) -> list[tuple[str, str | None, str | None]]:
    with pytest.raises(MatchError) as raised:
        copied(file)
    return [(one.code, one.arguments.get("count"), one.arguments.get("cell")) for one in raised.value.diagnostics]


def test_formulas_without_results_are_counted_and_the_first_is_named(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", ["编号", "人数"], ["A1", "=1+2"], ["A2", 5], ["A3", "=B2*2"])
    assert refused(file) == [("register-formulas", "2", "Sheet!B2")]
    stored = ("<f>1+2</f><v />", "<f>1+2</f><v>3</v>")
    assert refused(changed(file, (SHEET, *stored))) == [("register-formulas", "1", "Sheet!B4")]


def test_results_that_are_stored_are_taken(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", ["编号", "备注"], ["A1", "=1+2"], ["A2", '=""'], ["A3", "=A1"], ["A4", "=0*1"])
    changes = (
        ("<f>1+2</f><v />", "<f>1+2</f><v>3</v>"),
        ('<c r="B3"><f>""</f><v />', '<c r="B3" t="str"><f>""</f><v></v>'),
        ('<c r="B4"><f>A1</f><v />', '<c r="B4" t="str"><f>A1</f><v>编号</v>'),
        ("<f>0*1</f><v />", "<f>0*1</f><v>0</v>"),
    )
    changed(file, *((SHEET, *one) for one in changes))
    assert copied(file) == [["A1", "3"], ["A2", None], ["A3", "编号"], ["A4", "0"]]


def test_noughts_that_nobody_worked_out_are_no_results(tmp_path: Path) -> None:
    """Programs that write workbooks and cannot work formulas out store nought, and ask Excel to do it later."""
    file = saved(tmp_path / "a.xlsx", ["编号", "人数"], ["A1", "=1+2"], ["A2", "=2+2"])
    changed(file, (SHEET, "<v />", "<v>0</v>"))
    assert refused(file) == [("register-formulas", "2", "Sheet!B2")]
    changed(file, ("xl/workbook.xml", 'fullCalcOnLoad="1"', 'fullCalcOnLoad="0"'))
    assert copied(file) == [["A1", "0"], ["A2", "0"]]


def test_formulas_beside_the_table_do_not_matter(tmp_path: Path) -> None:
    assert copied(saved(tmp_path / "a.xlsx", ["编号", "人数"], ["A1", 3])) == [["A1", "3"]]
    file = saved(tmp_path / "b.xlsx", ["编号", None, None], ["A1", None, "=1+2"])
    assert copied(file) == [["A1"]]


def test_joined_cells_below_the_names_are_refused(tmp_path: Path) -> None:
    rows = (["编号", "县区"], ["A1", "新会区"], ["A2", None], ["A3", "台山市"])
    assert refused(saved(tmp_path / "a.xlsx", *rows, joined="B2:B3")) == [("register-joined", "1", "Sheet!B2:B3")]
    assert refused(saved(tmp_path / "b.xlsx", *rows, joined="B1:B3")) == [("register-joined", "1", "Sheet!B1:B3")]
    assert len(copied(saved(tmp_path / "c.xlsx", *rows, joined="D2:E9"))) == 3, "beside the table"
    assert len(copied(saved(tmp_path / "d.xlsx", ["编号", "县区", None], *rows[1:], joined="B1:C1"))) == 3, "among the names"


def test_the_first_sheet_that_is_shown_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["旧"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("名册")
    shown.append(["编号"])
    shown.append(["A1"])
    book.save(tmp_path / "a.xlsx")
    assert copied(tmp_path / "a.xlsx") == [["A1"]]


def test_a_small_file_that_unpacks_to_very_much_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bombs = {"xl/worksheets/sheet1.xml": 2**27, "xl/sharedStrings.xml": 2**27, "xl/media/a.png": 2**27}
    for part, size in bombs.items():
        file = saved(tmp_path / "a.xlsx", ["编号"], ["A1"])
        with ZipFile(file, "a", ZIP_DEFLATED) as archive, archive.open(f"{part}x.xml", "w") as stream:
            for _ in range(size // 2**20):
                stream.write(bytes(2**20))
        assert file.stat().st_size < 2**18
        with pytest.raises(MatchError) as raised:
            copied(file)
        (one,) = raised.value.diagnostics
        assert one.code == "register-unpacked" and one.arguments["limit"] == "64.0 MiB", part


def test_a_part_that_is_held_in_memory_is_bounded_by_itself(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "a.xlsx", "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/styles.xml", bytes(2**25 + 1))
    with pytest.raises(MatchError) as raised:
        check_size(tmp_path / "a.xlsx")
    assert [(one.code, one.arguments["limit"]) for one in raised.value.diagnostics] == [("register-unpacked", "32.0 MiB")]


def test_a_workbook_of_one_and_the_same_cell_is_none_too_large(tmp_path: Path) -> None:
    check_size(saved(tmp_path / "a.xlsx", ["编号", "人数"], *([["甲", 0]] * 3000)))


def test_entities_that_multiply_are_refused(tmp_path: Path) -> None:
    file = saved(tmp_path / "a.xlsx", ["编号"], ["A1"])
    bomb = '<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    changed(file, (SHEET, "<worksheet", bomb + "]><worksheet"), (SHEET, "A1", "&a9;"))
    assert refused(file) == [("register-excel", None, None)]
