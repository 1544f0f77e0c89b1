"""The commands that look at a matched register, on the folder of one."""

import csv
import json
from pathlib import Path

import pytest
from attrs import evolve

from policyrules.columns import duck
from policyrules.register.views import chart
from policyrules.register.views.viewed import Viewed
from tests.cli.command_line import Run
from tests.register.matched import write_folder

pytest.importorskip("duckdb")


@pytest.fixture(scope="module")
def out(viewed: Viewed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(viewed, tmp_path_factory.mktemp("out") / "out")


@pytest.fixture(scope="module")
def near_out(near_ones: Viewed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_folder(near_ones, tmp_path_factory.mktemp("near_out") / "out")


def read_rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_summary_is_told_in_the_language_of_the_policy(run: Run, out: Path) -> None:
    done = run("summary", out)
    assert (done.code, done.err) == (0, "")
    lines = [line.split() for line in done.out.splitlines()]
    assert ["二(八)", "税务服务", "可享受", "3", "1", "1"] in lines and ["税务服务", "1", "1", "1"] in lines
    assert "符合条件的企业数，按所在县区" in done.out
    english = run("summary", out, "--lang", "en")
    assert "2023-03-01, 5 enterprises decided, 0 not decided since their facts are bad" in english.out


def test_the_summary_goes_to_a_file_for_excel_and_to_programs(run: Run, out: Path, tmp_path: Path) -> None:
    file = tmp_path / "汇总.csv"
    assert run("summary", out, "-o", file, "--bom").out == f"已写入 {file}\n"
    assert file.read_bytes().startswith("\ufeff文号,政策,条款,事项,名称,县(市、区),结论,企业数\r\n".encode())
    data = json.loads(run("summary", out, "--format", "json", "--by", "企业名称").out)
    assert data["by"] == "企业名称" and {one["place"] for one in data["counts"]} == {
        "甲公司",
        "乙公司",
        "丙公司",
        "丁公司",
        "戊公司",
    }
    assert run("summary", out, "--format", "csv").out.splitlines()[0] == "文号,政策,条款,事项,名称,县(市、区),结论,企业数"
    wrong = run("summary", out, "--by", "行业")
    assert wrong.code == 2 and "名册里没有 `行业` 这一列，可以用的有：企业名称、所在县区" in wrong.err


def test_a_picture_is_drawn_or_it_is_said_why_not(
    run: Run, near_out: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    font_manager = pytest.importorskip("matplotlib.font_manager")
    assert "应以下列之一结尾：.png、.svg" in run("summary", near_out, "--chart", tmp_path / "a.jpg").err
    if chart._font({one.name for one in font_manager.fontManager.ttflist}) is not None:
        done = run("summary", near_out, "--chart", tmp_path / "a.svg")
        assert done.code == 0 and (tmp_path / "a.svg").exists() and f"已写入 {tmp_path / 'a.svg'}" in done.err
    monkeypatch.setattr(chart, "_font", lambda known: None)
    without = run("summary", near_out, "--chart", tmp_path / "b.png", "-o", tmp_path / "b.csv")
    assert without.code == 2 and "没有含汉字的字体" in without.err and not (tmp_path / "b.png").exists()
    assert read_rows(tmp_path / "b.csv")  # all else is told


def test_who_is_near_is_shown_few_at_a_time_and_written_whole(run: Run, near_out: Path, tmp_path: Path) -> None:
    done = run("near", near_out, "--limit", 2)
    assert (done.code, done.err) == (0, "")
    assert "只差“规模：人数 高于 100”一项：3 家，列出最接近的 2 家" in done.out
    assert run("near", near_out, "优", "-o", tmp_path / "n.csv").code == 0
    assert [row["编号"] for row in read_rows(tmp_path / "n.csv")] == ["003", "008", "004", "002", "001"]
    assert len(json.loads(run("near", near_out, "--all", "--format", "json").out)) == 6
    wrong = run("near", near_out, "优", "优级", "没有这项")
    assert wrong.code == 2 and "没有支持事项 `优级`、`没有这项`" in wrong.err and "`优`" in wrong.err
    wrong = run("near", near_out, "良")
    assert wrong.code == 2 and "政策没有支持事项 `良`" in wrong.err


def test_a_unit_gets_its_worklist(run: Run, out: Path, tmp_path: Path) -> None:
    assert "市税务局\n--------" in run("worklist", out).out
    own = run("worklist", out, "--unit", "新会区人民政府")
    assert "新会区人民政府  二(一) 资金奖励" in own.out and "001   甲公司    新会区" in own.out and "乙公司" not in own.out
    assert run("worklist", out, "--unit", "市税务局", "-o", tmp_path / "w.csv").code == 0
    assert [row["编号"] for row in read_rows(tmp_path / "w.csv")] == ["002", "001", "004"]
    assert len(json.loads(run("worklist", out, "--unit", "市税务局", "--format", "json").out)) == 3
    wrong = run("worklist", out, "--unit", "市税务所")
    assert wrong.code == 2 and "办理清单里没有单位 `市税务所`；您要写的是否是 `市税务局" in wrong.err


@pytest.fixture(scope="module")
def changed_out(viewed: Viewed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a match by which the third enterprise has what the others have, and the first no longer."""
    other = "CASE id WHEN '001' THEN FALSE WHEN '003' THEN TRUE ELSE p0_e12 END AS p0_e12"
    path = tmp_path_factory.mktemp("changed") / "m.parquet"
    with duck.packages()[0].connect() as connection:
        connection.execute(f"COPY (SELECT * REPLACE ({other}) FROM ({viewed.table}) ORDER BY row) TO '{path}' (FORMAT parquet)")
    return write_folder(evolve(viewed, table=f"SELECT * FROM '{path}'"), path.parent / "out")


def test_who_gains_and_who_loses_is_counted_and_listed(run: Run, out: Path, changed_out: Path, tmp_path: Path) -> None:
    done = run("changes", out, changed_out)
    assert (done.code, done.err) == (0, "")
    lines = [line.split() for line in done.out.splitlines()]
    assert ["二(八)", "税务服务", "3", "3", "1", "1", "0", "0"] in lines and ["税务服务", "+1", "−1"] in lines
    named = run("changes", out, changed_out, "税务服务", "--lang", "en")
    assert "gain it  003" in named.out and "lose it  001" in named.out
    assert [one["id"] for one in json.loads(run("changes", out, changed_out, "税务服务", "--format", "json").out)] == [
        "003",
        "001",
    ]
    counts = json.loads(run("changes", out, changed_out, "--format", "json").out)["counts"]
    assert sum(one["gain"] for one in counts) == sum(one["loss"] for one in counts) == 1
    assert run("changes", out, changed_out, "-o", tmp_path / "c.csv").code == 0
    assert [row["编号"] for row in read_rows(tmp_path / "c.csv")] == ["003", "001"]
    assert "没有企业的结论或者金额有变化" in run("changes", out, out, "税务服务").out
    wrong = run("changes", out, changed_out, "税务")
    assert wrong.code == 2 and "没有支持事项 `税务`" in wrong.err and "`税务服务`" in wrong.err


def test_a_folder_that_no_match_wrote_is_refused(run: Run, out: Path, tmp_path: Path) -> None:
    for command in ("summary", "near", "worklist"):
        assert run(command, tmp_path).code == 2
    for folders in ((tmp_path, out), (out, tmp_path)):
        wrong = run("changes", *folders)
        assert wrong.code == 2 and "match-none" in wrong.err and str(tmp_path) in wrong.err


def test_rows_on_a_terminal_command_nothing_and_a_file_has_them_as_they_are(
    run: Run, near_ones: Viewed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = duck.arrow().parquet.read_table(near_ones.table.split("'")[1])
    evil = duck.arrow().array([f"\x1b]0;x\x07=1+{name}" for name in table["企业名称"].to_pylist()])
    path = tmp_path / "evil.parquet"
    duck.arrow().parquet.write_table(table.set_column(table.column_names.index("企业名称"), "企业名称", evil), path)
    out = write_folder(evolve(near_ones, table=f"SELECT * FROM '{path}'"), tmp_path / "out")
    run("near", out, "-o", tmp_path / "near.csv")
    names = {row["企业名称"] for row in read_rows(tmp_path / "near.csv")}
    assert names and all(name.startswith("\x1b]0;x\x07=1+") for name in names)
    assert "\x1b]0;x" in run("near", out, "--format", "csv").out
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    for form in ("csv", "json", "text", "markdown"):
        printed = run("near", out, "--format", form).out
        assert "\x1b" not in printed and "\x07" not in printed and "=1+" in printed, form
