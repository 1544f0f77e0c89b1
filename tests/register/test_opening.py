"""A register is decided as each of its rows is alone, whatever it is written in; what cannot be read is rejected with all
reasons.
"""

import csv
import json
import os
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from policyrules.columns import duck
from policyrules.diagnostics import FactsError
from policyrules.register import opening
from policyrules.register.explaining import row_again
from policyrules.register.opening import duck_engine, open_register
from policyrules.register.output import opened
from policyrules.register.refusing import MatchError
from policyrules.testing.enterprises import trials
from policyrules.values.types import SeriesType
from tests.register.registers import DAY, decided, match, policy, rejected, verdicts

pytest.importorskip("duckdb")

HEAD = ["编号", "名称", "人数", "2023年收入", "2023年研发", "占有率", "成立日", "有证", "行业"]

MAPPING = """\
编号: 编号
带出: [名称]
视为未知: ["-"]
事实:
  名称: 名称
  人数: 人数
  收入: {各列: {2023: 2023年收入}, 单位: 万元}
  研发: {各列: {2023: 2023年研发}, 单位: 万元}
  占有率: {列: 占有率, 单位: "%"}
  成立日: {列: 成立日, 日期: YYYY/M/D}
  有证: {列: 有证, 代码: {"1": 是, "0": 否}}
  行业: {列: 行业, 代码: {"H61": 住宿, "H62": 餐饮}}
"""

ROWS = [
    ["A1", "甲公司", "100", "50", "2.5", "3.5", "2020/1/2", "1", "H61"],
    ["A2", "Cafe\u0301 乙 ", "１２０", "49.999999", "3", "-", "", "0", "住宿"],
    ["A3", "丙公司", "1001", "五十", "2", "101", "2020/2/30", "2", "H63"],
    ["A4", "丁公司", "", "", "", "", "", "", ""],
    ["A5", "戊公司", "-5", "60", "70", "0", "1999/12/31", "1", "H62"],
]


def written(place: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> Path:
    with open(place, "w", encoding=encoding, newline="") as stream:
        csv.writer(stream).writerows([HEAD, *rows])
    return place


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_register_of_csv_is_decided_row_by_row(tmp_path: Path, encoding: str) -> None:
    found = match(written(tmp_path / "名册.csv", ROWS, encoding), tmp_path / "out", mapping=MAPPING)
    assert (found.rows, found.decided, found.rejected) == (5, 3, 2)
    rows = decided(tmp_path / "out")
    assert [row["id"] for row in rows] == ["A1", "A2", "A4"]
    assert [row["名称"] for row in rows] == ["甲公司", "Cafe\u0301 乙 ", "丁公司"], "what goes along is as it was written"
    facts = [
        {"人数": 100, "收入": {2023: "50万元"}, "研发": {2023: "2.5万元"}, "有证": True, "行业": "住宿", "名称": "甲公司"},
        {"人数": 120, "收入": {2023: "49.999999万元"}, "研发": {2023: "3万元"}, "有证": False, "名称": "乙"},
        {"名称": "丁公司"},
    ]
    for row, given in zip(rows, facts, strict=True):
        decision = policy().decide(given, DAY)
        assert verdicts(row) == {one.id: one.verdict.value for one in decision.entitlements}
    assert [(row["p0_e0_amount_least"], row["p0_e0_amount_least_of"]) for row in rows][:2] == [(75_000, 1), (90_000, 1)]


def test_a_rejected_row_has_all_its_reasons(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING)
    third, fifth = rejected(tmp_path / "out")
    assert (third["row"], third["id"]) == (3, "A3")
    assert dict(zip(third["paths"], third["codes"], strict=True)) == {
        "人数": "fact-too-high",
        "收入[2023]": "fact-not-money",
        "占有率": "fact-too-high",
        "成立日": "fact-date-no-day",
        "有证": "row-code",
        "行业": "row-code",
    }
    assert all("\n" not in one for one in (*third["reasons_zh"], *third["reasons_en"]))
    assert fifth["codes"] == ["fact-too-low"]


def test_what_a_policy_always_asks_of_facts_is_asked_of_rows(tmp_path: Path) -> None:
    mapping = MAPPING + "  研发人数: {列: 2023年研发}\n"
    match(written(tmp_path / "名册.csv", [["A1", "甲", "3", "", "5", "", "", "", ""]]), tmp_path / "out", mapping=mapping)
    (row,) = rejected(tmp_path / "out")
    assert row["codes"] == ["fact-relation"] and "研发人员是职工" in row["reasons_zh"][0]


def test_a_row_with_other_cells_than_there_are_columns_is_rejected(tmp_path: Path) -> None:
    found = match(written(tmp_path / "名册.csv", [ROWS[0], ROWS[1][:-2], [*ROWS[0], "多"]]), tmp_path / "out", mapping=MAPPING)
    assert (found.decided, found.rejected) == (1, 2)
    assert [(row["id"], row["codes"]) for row in rejected(tmp_path / "out")] == [("A2", ["row-cells"]), ("A1", ["row-cells"])]


def test_excel_is_read_as_it_is_shown(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(HEAD)
    sheet.append(["A1", "甲公司", 100, 50, 2.5, 3.5, "2020/1/2", 1, "H61"])
    sheet.append([7, "乙公司", 100.0, 49.999999, 0.1, None, None, True, None])
    sheet.append([None] * 9)
    book.save(tmp_path / "名册.xlsx")
    found = match(tmp_path / "名册.xlsx", tmp_path / "out", mapping=MAPPING)
    assert (found.rows, found.decided) == (2, 2)
    assert [row["id"] for row in decided(tmp_path / "out")] == ["A1", "7"]
    assert [row["p0_e0_c1"] for row in decided(tmp_path / "out")] == [True, False]


def test_records_come_from_another_table(tmp_path: Path) -> None:
    (tmp_path / "获奖.csv").write_text("企业,名次,获奖日\nA1,2,20240101\nA2,50,20240101\nA1,x,\nB9,1,\n", encoding="utf-8")
    mapping = MAPPING + (
        "  获奖: {表: 获奖.csv, 键: 企业, 无记录时: 没有,\n"
        "    字段: {名次: 名次, 获奖日: {列: 获奖日, 日期: YYYYMMDD}, 级别: {定值: 住宿}}}\n"
    )
    rows = [["A1", *ROWS[0][1:]], ["A2", *ROWS[0][1:]], ["A4", *ROWS[0][1:]]]
    found = match(written(tmp_path / "名册.csv", rows), tmp_path / "out", mapping=mapping)
    assert (found.decided, found.rejected) == (2, 1)
    (row,) = rejected(tmp_path / "out")
    assert row["paths"] == ["获奖[2].名次"]
    alone = policy().decide({"收入": {2023: "50万元"}, "研发": {2023: "2.5万元"}, "有证": True, "人数": 100, "获奖": []}, DAY)
    assert verdicts(decided(tmp_path / "out")[1]) == {one.id: one.verdict.value for one in alone.entitlements}


def test_parquet_with_the_names_of_the_facts_is_decided_without_a_mapping(tmp_path: Path) -> None:
    given = [trial.facts for trial in islice(trials(policy(), 3, unknown=20), 40)]
    arrow = duck.arrow()
    # Facts as a facts file writes them: every fact a text; what is no text is not known here.
    rows = [{name: one if isinstance(one, str) else None for name, one in facts.items()} for facts in given]
    names = [spec.name for spec in policy().program.facts if not isinstance(spec.type, SeriesType)]
    table = arrow.table({name: arrow.array([row.get(name) for row in rows], arrow.string()) for name in names})
    arrow.parquet.write_table(table, tmp_path / "r.parquet")
    match(tmp_path / "r.parquet", tmp_path / "out", shard_rows=7)
    for row in decided(tmp_path / "out"):
        facts = {name: value for name, value in rows[row["row"] - 1].items() if value is not None}
        decision = policy().decide(facts, DAY)
        assert verdicts(row) == {one.id: one.verdict.value for one in decision.entitlements}
    for row in rejected(tmp_path / "out"):
        facts = {name: value for name, value in rows[row["row"] - 1].items() if value is not None}
        with pytest.raises(FactsError) as raised:
            policy().decide(facts, DAY)
        assert [one.code for one in raised.value.diagnostics] == row["codes"]


def code(refused: pytest.ExceptionInfo[MatchError]) -> Any:
    return refused.value.diagnostics[0].code


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("名册.csv", b"", "register-empty"),
        ("名册.csv", b"a,a\n1,2\n", "register-column-twice"),
        ("名册.csv", b'a,b\n1,"2\n', "register-csv"),
        ("名册.csv", b"a\n\xff\xff\n", "register-encoding"),
        ("名册.csv", b"a\n1\n", "mapping-nothing"),
        ("名册.parquet", b"PAR1", "register-unreadable"),
        ("名册.xlsx", b"PK", "register-excel"),
        ("名册.pdf", b"", "register-kind"),
        ("名册.csv", None, "register-missing"),
    ],
)
def test_what_is_no_register_is_refused(tmp_path: Path, name: str, data: bytes | None, expected: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(MatchError) as refused:
        match(tmp_path / name, tmp_path / "out")
    assert code(refused) == expected


def test_of_columns_that_are_called_like_facts_and_hold_something_else_that_is_said(tmp_path: Path) -> None:
    place = tmp_path / "名册.parquet"
    duck.packages()[0].sql(f"COPY (SELECT 'A1' AS 编号, {{'a': 1}} AS 人数, {{'b': 2}} AS 行业) TO '{place}'")
    with pytest.raises(MatchError) as refused:
        match(place, tmp_path / "out")
    assert [one.code for one in refused.value.diagnostics] == ["mapping-column-kind"] * 2
    assert [one.arguments["fact"] for one in refused.value.diagnostics] == ["人数", "行业"]


def test_a_decimal_of_more_digits_than_the_engine_has_is_not_read_as_something_near_it(tmp_path: Path) -> None:
    arrow = duck.arrow()
    wide = arrow.decimal256(60, 2)
    given = arrow.array([Decimal("1234567890123456.78")], wide)
    series = arrow.array([[(2023, Decimal(5))]], arrow.map_(arrow.int64(), wide))
    for name, column in (("研发人数", given), ("收入[2023]", given), ("收入", series)):
        arrow.parquet.write_table(arrow.table({"人数": [1], name: column}), tmp_path / "r.parquet")
        with pytest.raises(MatchError) as refused:
            match(tmp_path / "r.parquet", tmp_path / "out")
        assert code(refused) == "mapping-column-kind"
    arrow.parquet.write_table(arrow.table({"人数": [1], "别的": given}), tmp_path / "r.parquet")
    assert match(tmp_path / "r.parquet", tmp_path / "out").decided == 1


def test_that_is_said_where_other_columns_can_be_read_too(tmp_path: Path) -> None:
    place = tmp_path / "名册.parquet"
    duck.packages()[0].sql(f"COPY (SELECT 'A1' AS 编号, 100 AS 人数, {{'b': 2}} AS 行业, 3 AS 收入) TO '{place}'")
    with pytest.raises(MatchError) as refused:
        match(place, tmp_path / "out")
    assert [one.arguments["fact"] for one in refused.value.diagnostics] == ["收入", "行业"]


@pytest.mark.parametrize("mapping", [None, "事实: {人数: 人数, 收入: {各列: {2023: 营收}}, 行业: 行业, 有证: {列: 有证}}"])
def test_columns_of_a_type_without_values_say_nothing(tmp_path: Path, mapping: str | None) -> None:
    arrow = duck.arrow()
    table = arrow.table({"编号": ["A1"], "人数": [100], **dict.fromkeys(("行业", "营收", "收入", "有证"), arrow.nulls(1))})
    arrow.parquet.write_table(table, tmp_path / "名册.parquet")
    match(tmp_path / "名册.parquet", tmp_path / "out", mapping=mapping)
    (row,) = decided(tmp_path / "out")
    assert verdicts(row) == {one.id: one.verdict for one in policy().decide({"人数": 100}, DAY).entitlements}


def test_a_table_of_a_database_is_copied(tmp_path: Path) -> None:
    with duck.packages()[0].connect(str(tmp_path / "库.duckdb")) as base:
        base.execute("CREATE TABLE 企业 AS SELECT 'A1' AS 编号, 100 AS 人数, '住宿' AS 行业")
    assert match(Path(f"{tmp_path / '库.duckdb'}#企业"), tmp_path / "out").decided == 1
    with pytest.raises(MatchError) as refused:
        match(Path(f"{tmp_path / '库.duckdb'}#没有"), tmp_path / "out2")
    assert code(refused) == "register-database"


def test_without_the_extension_for_postgresql_it_is_said_how_it_is_had(tmp_path: Path) -> None:
    with pytest.raises(MatchError) as refused, duck_engine(tmp_path, "300MB") as connection:
        connection.execute(f"SET extension_directory = '{tmp_path}'")
        open_register(connection, "postgres://u@127.0.0.1:1/b#t", tmp_path)
    assert code(refused) == "register-postgres" and list(tmp_path.iterdir()) == [], "nothing is fetched"


def test_the_manifest_says_what_was_done(tmp_path: Path) -> None:
    match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING, shard_rows=2)
    manifest = opened(tmp_path / "out").manifest
    assert manifest["counts"] == {"rows": 5, "decided": 3, "rejected": 2, "alone": manifest["counts"]["alone"]}
    assert [shard["rows"] for shard in manifest["shards"]] == [2, 2, 1]
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["policies"][0]["digest"] == policy().digest


@pytest.mark.parametrize("name", ["policyrules_row", "Policyrules Damage", "file_row_number", "人数", "Abc"])
def test_a_column_whose_name_is_needed_here_or_is_there_twice_is_refused(tmp_path: Path, name: str) -> None:
    """DuckDB would give another column that name, and the rows would have the numbers that somebody wrote."""
    head = ["编号", "人数", "abc", name]
    with open(tmp_path / "名册.csv", "w", encoding="utf-8") as stream:
        csv.writer(stream).writerows([head, ["A1", "5", "6", "7"]])
    arrow = duck.arrow()
    table = arrow.Table.from_arrays([arrow.array(["1"])] * 4, names=head)
    arrow.parquet.write_table(table, tmp_path / "名册.parquet")
    for file in ("名册.csv", "名册.parquet"):
        with pytest.raises(MatchError) as refused:
            match(tmp_path / file, tmp_path / file[3:])
        assert code(refused) == f"register-column-{'twice' if name in ('人数', 'Abc') else 'ours'}"


def test_names_of_files_are_no_patterns_and_folders_are_no_columns(tmp_path: Path) -> None:
    place = tmp_path / "人数=5" / "名[1]*?.parquet"
    place.parent.mkdir()
    for file, name in ((place, "A1"), (place.with_name("名[1]其他的.parquet"), "B2")):
        duck.packages()[0].sql(f"COPY (SELECT '{name}' AS 编号, '住宿' AS 行业, 'x' AS 有证) TO '{file}'")
    found = match(place, tmp_path / "out[1]*", mapping="编号: 编号\n事实: {行业: 行业}")
    (row,) = decided(tmp_path / "out[1]*")
    assert found.decided == 1 and row["id"] == "A1" and row["行业"] == "住宿"
    with pytest.raises(MatchError) as refused:
        match(place, tmp_path / "b", mapping="编号: 编号\n事实: {人数: 人数}")
    assert code(refused) == "mapping-column-unknown"


def test_records_are_found_by_the_key_alone_however_it_is_written(tmp_path: Path) -> None:
    """Other columns may be called `id` and `row`; white space, full-width digits and a column of real numbers are no matter."""
    awards = "id,row,企业,名次\nA3,1,A1 ,2\nA1,2,\u3000A２,50\nA3,3,,1\nA1,4,Ae\u0301,7\nA1,5,4,9\n"
    (tmp_path / "获奖.csv").write_text(awards, encoding="utf-8")
    arrow = duck.arrow()
    names = ["A1", "A2\t", "A3", "A\u00e9", ""]
    arrow.parquet.write_table(arrow.table({"编号": names, "row": [5, 4, 3, 2, 1], "id": names[::-1]}), tmp_path / "名.parquet")
    arrow.parquet.write_table(arrow.table({"编号": [4.0, 5.0, None]}), tmp_path / "数.parquet")
    mapping = "编号: 编号\n事实:\n  获奖: {表: 获奖.csv, 键: 企业, 无记录时: 没有, 字段: {名次: 名次}}\n"
    for file, expected in (("名.parquet", [2, 50, [], 7, None]), ("数.parquet", [9, [], None])):
        out = tmp_path / file[0]
        match(tmp_path / file, out, mapping=mapping)
        found = [row_again(policy(), out, row["id"]).facts["获奖"] for row in decided(out)]
        assert found == [[{"名次": str(one)}] if isinstance(one, int) else one for one in expected]
    assert [row["id"] for row in decided(tmp_path / "数")] == ["4", "5", "3"]


def test_a_register_that_is_written_while_it_is_copied_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place, copy = written(tmp_path / "名册.csv", ROWS), opening.copy_csv

    def growing(file: Path, copied: Path) -> None:
        copy(file, copied)
        place.write_text(place.read_text(encoding="utf-8") + "\n", encoding="utf-8")

    monkeypatch.setattr(opening, "copy_csv", growing)
    with pytest.raises(MatchError) as refused:
        match(place, tmp_path / "out", mapping=MAPPING)
    assert [(one.code, one.path) for one in refused.value.diagnostics] == [("register-changed", str(place))]


def test_names_of_files_that_are_no_text_are_refused(tmp_path: Path) -> None:
    """As they are where an archive was made on a machine of another encoding: `\udcff` is a byte that is no UTF-8."""
    place = written(tmp_path / "名册.csv", ROWS)
    for register, out in ((place.with_name("名\udcff.csv"), tmp_path / "out"), (place, tmp_path / "o\udcff")):
        with pytest.raises(MatchError) as refused:
            match(register, out)
        assert code(refused) == "match-name" and "<U+DCFF>" in (refused.value.diagnostics[0].path or "")
        assert not out.exists()


def test_the_error_of_a_spreadsheet_is_no_number_of_an_enterprise(tmp_path: Path) -> None:
    """All that was not found would be one and the same, and have the records of the other table that were not found."""
    (tmp_path / "获奖.csv").write_text("企业,名次\n#N/A,1\nA1,2\n", encoding="utf-8")
    (tmp_path / "名册.csv").write_text("编号,人数\n#N/A,1\n #N/A,2\nA1,3\n", encoding="utf-8")
    mapping = "编号: 编号\n事实:\n  人数: 人数\n  获奖: {表: 获奖.csv, 键: 企业, 无记录时: 没有, 字段: {名次: 名次}}\n"
    found = match(tmp_path / "名册.csv", tmp_path / "out", mapping=mapping)
    assert (found.ids.unnumbered, found.ids.repeated) == (2, 0)
    assert [row["id"] for row in decided(tmp_path / "out")] == ["1", "2", "A1"]
    records = [row_again(policy(), tmp_path / "out", one).facts["获奖"] for one in ("1", "2", "A1")]
    assert records == [None, None, [{"名次": "2"}]]


def test_another_table_without_rows_has_no_records(tmp_path: Path) -> None:
    (tmp_path / "获奖.csv").write_text("企业,名次\n", encoding="utf-8")
    mapping = MAPPING + "  获奖: {表: 获奖.csv, 键: 企业, 无记录时: 没有, 字段: {名次: 名次}}\n"
    assert match(written(tmp_path / "名册.csv", ROWS[:1]), tmp_path / "out", mapping=mapping).decided == 1


def test_names_of_columns_are_tidied_in_a_register_and_in_its_mapping(tmp_path: Path) -> None:
    head = '\u3000编号 ,"人\n数",,\u00a0行业'
    (tmp_path / "名册.csv").write_text(f"{head}\nA1,5,x,住宿\n", encoding="utf-8")
    match(tmp_path / "名册.csv", tmp_path / "out", mapping='编号: "编号 "\n带出: ["#3"]\n事实: {人数: 人 数, 行业: 行业}')
    (row,) = decided(tmp_path / "out")
    assert (row["id"], row["#3"], row["行业"]) == ("A1", "x", "住宿")
    match(tmp_path / "名册.csv", tmp_path / "out2")
    assert decided(tmp_path / "out2")[0]["行业"] == "住宿"


def test_columns_of_one_period_of_a_fact_are_not_chosen_from(tmp_path: Path) -> None:
    (tmp_path / "名册.csv").write_text("编号,收入[2023],收入[2023年],人数[2023]\nA1,5元,6元,7\n", encoding="utf-8")
    with pytest.raises(MatchError) as refused:
        match(tmp_path / "名册.csv", tmp_path / "out")
    said = [(one.code, one.arguments["column"]) for one in refused.value.diagnostics]
    assert said == [("mapping-column-kind", "收入[2023年]"), ("mapping-column-kind", "人数[2023]")]


def test_a_table_of_a_database_is_copied_anew_where_no_match_began_with_the_copy(tmp_path: Path) -> None:
    for number in (5_000, 7):
        with duck.packages()[0].connect(str(tmp_path / "库.duckdb")) as base:
            base.execute(f"CREATE OR REPLACE TABLE t AS SELECT 'A1' AS 编号, {number} AS 人数")
        if number == 5_000:
            with pytest.raises(MatchError):
                match(tmp_path / "库.duckdb#t", tmp_path / "out", mapping="事实: {没有: 人数}")
    assert match(tmp_path / "库.duckdb#t", tmp_path / "out", mapping="事实: {人数: 人数}").decided == 1


@pytest.mark.parametrize("filling", ["#", "#文", "##文", "###文"])
def test_a_mapping_that_is_far_too_long_is_no_file_of_facts(tmp_path: Path, filling: str) -> None:
    with pytest.raises(MatchError) as raised:
        match(written(tmp_path / "名册.csv", ROWS), tmp_path / "out", mapping=MAPPING + filling * 2**20)
    assert [one.code for one in raised.value.diagnostics] == ["mapping-too-large"]
    assert "JSON" not in str(raised.value.diagnostics[0].help("zh"))


def test_what_was_put_in_the_place_of_its_own_folders_leads_nowhere_else(tmp_path: Path) -> None:
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (elsewhere / "kept").write_text("", encoding="utf-8")
    for name in (".stage", ".aside"):
        (out / name).symlink_to(elsewhere)
    assert match(written(tmp_path / "名册.csv", ROWS), out, mapping=MAPPING).rows == 5
    assert [one.name for one in elsewhere.iterdir()] == ["kept"] and not (out / ".stage").is_symlink()
    (tmp_path / "another").mkdir()
    (tmp_path / "another" / ".stage").write_text("", encoding="utf-8")
    assert match(tmp_path / "名册.csv", tmp_path / "another", mapping=MAPPING).rows == 5


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_no_register(tmp_path: Path) -> None:
    for name in ("名册.csv", "名册.parquet", "名册.xlsx"):
        os.mkfifo(tmp_path / name)
        with pytest.raises(MatchError) as raised:
            match(tmp_path / name, tmp_path / "out", mapping=MAPPING)
        assert [one.code for one in raised.value.diagnostics] == ["register-kind"]
