"""The command `match` says what it did, and ends with the code that fits."""

import sys
from pathlib import Path
from typing import Any

import pytest

from policyrules.register import matching
from tests.cli.command_line import Run
from tests.register.registers import AWARDS
from tests.register.test_opening import MAPPING, ROWS, written
from tests.testing.policies import POLICY


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    pytest.importorskip("duckdb")
    monkeypatch.chdir(tmp_path)
    head, sign, scenario = POLICY.partition("\n试算 ")
    (tmp_path / "样.pol").write_text(head.replace('    原文: "样.txt"\n', "") + AWARDS + sign + scenario, encoding="utf-8")
    (tmp_path / "对应表.yaml").write_text(MAPPING, encoding="utf-8")
    written(tmp_path / "名册.csv", ROWS)
    return tmp_path


ARGUMENTS = ("match", "样.pol", "名册.csv", "-o", "结果", "--on", "2024-06-01", "--mapping", "对应表.yaml")


def test_a_match_says_how_many_rows_there_were(run: Run, place: Path) -> None:
    done = run(*ARGUMENTS)
    assert (done.code, done.err) == (1, ""), "rejected rows are findings"
    assert done.out.startswith("名册共 5 行：已判定 3 行，读不通 2 行")
    again = run(*ARGUMENTS, "--lang", "en")
    assert again.code == 2 and "go on with it by `--resume`" in again.err
    assert run(*ARGUMENTS, "--resume", "--lang", "en").out.startswith("5 rows: 3 decided, 2 rejected")


def test_rows_that_cannot_be_told_apart_are_told_of(run: Run, place: Path) -> None:
    written(place / "名册.csv", [[number, *ROWS[0][1:]] for number in ("甲", "乙", "甲", "合计", "")])
    done = run(*ARGUMENTS)
    assert "1 行没有编号" in done.out and "1 个编号各有不止一行，共 2 行" in done.out and done.out.rstrip().endswith("：甲")
    assert "1 个编号各有不止一行（共 2 行）" in run("summary", "结果").out
    explained = run("explain", "样.pol", "结果", "--row", "甲")
    assert (
        explained.code == 0 and explained.err == "编号 甲 有 2 行：第 1、3 行；下面是第 1 行，要看其他行，在 --row 后写行号\n"
    )
    assert run("explain", "样.pol", "结果", "--row", "3").out == explained.out


def test_what_is_wrong_with_a_mapping_is_told_with_its_line(run: Run, place: Path) -> None:
    (place / "对应表.yaml").write_text("编号: 编号\n事实: {人数: 人}\n", encoding="utf-8")
    done = run(*ARGUMENTS)
    assert done.code == 2 and "错误[mapping-column-unknown]" in done.err and "对应表.yaml:2:" in done.err


@pytest.mark.parametrize("text", ["abc", "512", "-1GB", "1GB; x"])
def test_how_much_memory_is_read_before_anything_is_written(run: Run, place: Path, text: str) -> None:
    done = run(*ARGUMENTS, "--memory", text)
    assert (done.code, done.out) == (2, "") and f"`{text}`" in done.err and "512MB" in done.err
    assert not (place / "结果").exists()


def test_a_template_is_printed(run: Run, place: Path) -> None:
    done = run("match", "样.pol", "--mapping-template")
    assert done.code == 0 and "事实:" in done.out and "获奖" in done.out


@pytest.mark.parametrize("arguments", [("match", "样.pol"), ("match", "样.pol", "名册.csv", "-o", "x"), ARGUMENTS[:5]])
def test_wrong_use_is_said_in_a_sentence(run: Run, place: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "--lang", "zh")
    assert done.code == 2 and "policyrules match 政策… 名册 -o 文件夹 --on 日期" in done.err


def test_an_interruption_says_how_it_is_taken_up(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*arguments: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(matching, "_shard", interrupt)
        done = run(*ARGUMENTS)
    assert done.code == 130 and "加上 --resume 接着做" in done.err
    assert run(*ARGUMENTS, "--resume").code == 1


@pytest.mark.parametrize("package", ["duckdb", "pyarrow"])
def test_without_the_extra_it_is_said_how_it_is_had(
    run: Run, place: Path, monkeypatch: pytest.MonkeyPatch, package: str
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    done = run(*ARGUMENTS)
    assert done.code == 2 and "policyrules[batch]" in done.err


def test_somebody_who_looks_sees_how_far_it_is(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    done = run(*ARGUMENTS, "--shard-rows", "2")
    assert "判定" in done.err and "5/5" in done.err


def test_a_row_is_explained_whole_or_one_entitlement_of_it(run: Run, place: Path) -> None:
    run(*ARGUMENTS)
    whole = run("explain", "样.pol", "结果", "--row", "A1")
    assert whole.code == 0 and "2024-06-01" in whole.out and "大企业奖" in whole.out and "成长奖" in whole.out
    one = run("explain", "样.pol", "结果", "大企业奖", "--row", "A1")
    assert one.code == 0 and "大企业奖" in one.out and "成长奖" not in one.out
    assert '"entitlements"' in run("explain", "样.pol", "结果", "--row", "A1", "--format", "json").out
    bad = run("explain", "样.pol", "结果", "--row", "A3")
    assert bad.code == 2 and "行业" in bad.err
    assert run("explain", "样.pol", "结果", "--row", "没有").code == 2
    assert "policyrules explain 政策 结果文件夹 --row 编号" in run("explain", "样.pol", "结果", "--lang", "zh").err


def test_rows_that_could_not_be_read_are_listed_and_written_for_excel(run: Run, place: Path) -> None:
    done = run(*ARGUMENTS)
    assert "policyrules rejected 结果" in done.out
    page = run("rejected", "结果").out
    assert "A3" in page and "fact-" not in page and "应为" in page
    assert run("rejected", "结果", "-o", "读不通.csv", "--bom").code == 0
    rows = (place / "读不通.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "行,编号,事实,代码,原因" and len(rows) > 2
    assert '"row": 3' in run("rejected", "结果", "--format", "json").out


def test_facts_that_stand_nowhere_in_a_register_are_named(run: Run, place: Path) -> None:
    (place / "名册.csv").write_text("编号,行业\nA1,住宿\n", encoding="utf-8")
    done = run("match", "样.pol", "名册.csv", "-o", "别处", "--on", "2024-06-01")
    assert done.code == 0 and "对每家企业都按未知" in done.out and "人数、" in done.out and "rejected" not in done.out
