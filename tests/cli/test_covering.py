"""`policyrules test` with `--coverage`, `--html` and `--fail-under`."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from policyrules.testing.suites.page import shell_word
from tests.conftest import Run
from tests.testing.covered import TEXT

SCENARIO = '\n试算 "大企业":\n    日期: 2023-06-01\n    人数: 100\n    认定: 无\n    应可享受: 设备补助\n'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "补贴.pol"
    file.write_text(TEXT + SCENARIO, encoding="utf-8")
    return file


def test_nothing_is_measured_unless_asked_for(path: Path, run: Run) -> None:
    assert "试到" not in run("test", str(path)).out


def test_coverage_is_told_after_the_scenarios(path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)  # a long path would be wrapped
    done = run("test", path.name, "--coverage")
    assert done.code == 0
    assert done.out.index("1 个试算，0 个不符") < done.out.index("1 个试算试到")
    assert "按条款" not in done.out
    assert "| 类别 |" in run("test", str(path), "--coverage", "--format", "markdown").out


def test_what_generates_the_missing_cases_is_named_where_any_are_missing(path: Path, run: Run) -> None:
    for lang, words in (("zh", "缺少的情形可以由程序生成用例来补"), ("en", "Cases for what is missing can be generated")):
        done = run("test", path, "--coverage", "--lang", lang, "--format", "markdown")
        assert words in done.out and f"policyrules suite {shell_word(str(path))}" in done.out
        assert words not in run("test", path, "--lang", lang).out
    assert "policyrules suite" not in run("test", "中小企业划型", "--coverage").out  # nothing is missing there
    assert "policyrules suite" not in run("test", "-", "--coverage", given=TEXT + SCENARIO).out


def test_as_json_it_stands_beside_the_scenarios(path: Path, run: Run) -> None:
    (file,) = json.loads(run("test", str(path), "--coverage", "--format", "json").out)["files"]
    assert file["coverage"]["cases"] == [f"大企业（第 {file['scenarios'][0]['line']} 行）"]
    assert "coverage" not in json.loads(run("test", str(path), "--format", "json").out)["files"][0]


@pytest.mark.parametrize(("least", "code"), [("0", 0), ("10", 0), ("10.5%", 0), ("99.99", 1), ("100", 1)])
def test_less_than_was_asked_for_is_a_finding(path: Path, run: Run, least: str, code: int) -> None:
    done = run("test", str(path), "--fail-under", least)
    assert done.code == code
    assert ("低于要求的" in done.out) == bool(code)


@pytest.mark.parametrize("least", ["101", "-1", "1e2", "九十", "nan", "", "99.9999999"])
def test_what_is_no_percentage_is_wrong_use(path: Path, run: Run, least: str) -> None:
    done = run("test", str(path), "--fail-under", least)
    assert (done.code, done.err) == (2, f"error: `{least}` is not a percentage from 0 to 100\n")


def test_a_page_is_written_for_each_policy_and_none_over_another(path: Path, run: Run, tmp_path: Path) -> None:
    other = tmp_path / "另一.pol"
    other.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("test", str(path), str(other), "--html", str(tmp_path / "深" / "页"))
    assert done.code == 0
    assert sorted(os.listdir(tmp_path / "深" / "页")) == ["补贴-2.html", "补贴.html"]
    assert "补贴-2.html" in done.err
    run("test", str(path), "--html", str(tmp_path / "深" / "页"), "--lang", "en")
    assert '<html lang="en">' in (tmp_path / "深" / "页" / "补贴.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_said(path: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("", encoding="utf-8")
    for folder in (tmp_path / "文件", Path("/dev/null"), Path("/proc/无")):
        done = run("test", str(path), "--html", str(folder), "--lang", "zh")
        assert done.code == 2
        assert "无法写入" in done.err and "Traceback" not in done.err


def test_accepted_cases_of_a_suite_show_as_much_as_scenarios_and_others_nothing(path: Path, run: Run) -> None:
    def shown() -> Any:
        return json.loads(run("test", str(path), "--coverage", "--format", "json").out)["files"][0]["coverage"]

    before = shown()
    assert run("suite", str(path), "--cases", "60").code == 0
    assert shown() == before
    assert run("suite", str(path), "--accept", "--all", "--by", "甲", "--on", "2026-01-05").code == 0
    after = shown()
    accepted = [case for case in after["cases"] if case.startswith("用例 ")]
    assert len(accepted) == len(after["cases"]) - 1 > 3
    assert any(accepted[-1] in one["met_by"] for one in after["obligations"])
    assert after["total"]["met"] > before["total"]["met"]
