"""The command `sample`."""

import sys
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.testing.suite_policy import TEXT


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "样例.pol").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_a_register_is_written_and_said(run: Run, place: Path) -> None:
    pytest.importorskip("pyarrow")
    done = run("sample", "样例.pol", "-n", "1_000", "--seed", 7, "--kinds", 20, "--bad", "20%", "-o", "r.csv")
    assert done.code == 0 and done.err == ""
    assert "已写入 r.csv：1,000 家虚构企业，按 2024-01-01 的界线分布" in done.out
    assert "家的事实有错，错在哪里见 r.csv.bad.csv" in done.out
    assert len((place / "r.csv").read_text(encoding="utf-8").splitlines()) == 1_001
    english = run("sample", "样例.pol", "-n", "10", "--kinds", 5, "-o", "r.parquet", "--on", "2024-06-01", "--lang", "en")
    assert english.out == "wrote r.parquet: 10 made-up enterprises around the thresholds of 2024-06-01\n"


@pytest.mark.parametrize(
    "arguments, said",
    [
        (("-n", "10", "-o", "r.xlsx"), "文件名应以下列之一结尾：.parquet、.csv"),
        (("-n", "0", "-o", "r.csv"), "`0` does not say how many"),
        (("-n", "1e7", "-o", "r.csv"), "`1e7` does not say how many"),
        (("-n", "10", "--bad", "6", "-o", "r.csv"), "`6` is no share; write 0.05 or 5%"),
    ],
)
def test_wrong_use_is_said_in_a_sentence(run: Run, place: Path, arguments: tuple[str, ...], said: str) -> None:
    done = run("sample", "样例.pol", *arguments)
    assert done.code == 2 and said in done.err
    assert [path.name for path in place.iterdir()] == ["样例.pol"]


def test_a_folder_that_cannot_be_written_to_is_said(run: Run, place: Path) -> None:
    pytest.importorskip("pyarrow")
    (place / "file").write_text("")
    done = run("sample", "样例.pol", "-n", "5", "-o", "file/r.csv")
    assert done.code == 2 and "无法写入 `file/r.csv`" in done.err


def test_without_the_package_it_says_how_to_get_it(run: Run, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run("sample", "样例.pol", "-n", "5", "-o", "r.csv")
    assert done.code == 2 and "没有安装 duckdb，请先运行 pip install 'policyrules[batch]'" in done.err
