import csv
import io
import json
from pathlib import Path

import pytest

from tests.cli.command_line import Run

NAME = "江门专精特新"


# --- check ------------------------------------------------------------------------------------------------------------


def test_a_policy_without_a_mistake_is_said_to_be_fine(run: Run, small: Path) -> None:
    assert run("check", NAME, small, "--lang", "en") == (0, f"{NAME}: nothing wrong\n{small}: nothing wrong\n", "")


def test_mistakes_are_shown_in_the_language_of_the_policy_and_give_exit_code_1(run: Run, small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace("持有 示范企业", "持有 示范企叶"), encoding="utf-8")
    done = run("check", small, NAME)
    assert done.code == 1
    assert "您要写的" in done.out or "改法" in done.out
    assert "共 1 处错误" in done.out
    assert f"{NAME}：没有问题" in done.out
    english = run("check", small, "--lang", "en")
    assert "1 error, 0 warnings" in english.out
    assert "1 error, 0 warnings" in run("check", small, "--lang", "en", "--format", "markdown").out


def test_mistakes_can_be_had_as_json(run: Run, small: Path) -> None:
    small.write_text(small.read_text(encoding="utf-8").replace("持有 示范企业", "持有 示范企叶"), encoding="utf-8")
    done = run("check", small, "--format", "json", "--lang", "zh")
    (file,) = json.loads(done.out)["files"]
    (found,) = file["diagnostics"]
    assert (done.code, file["file"], found["severity"]) == (1, str(small), "error")
    line = small.read_text(encoding="utf-8").splitlines()[found["line"] - 1]
    assert line[found["column"] - 1 : found["end_column"] - 1] == "示范企叶"


def test_a_policy_that_is_not_there_is_bad_input_and_does_not_hide_the_others(run: Run, small: Path) -> None:
    done = run("check", "没有.pol", small)
    assert done.code == 2
    assert "没有.pol" in done.out
    assert f"{small}" in done.out


def test_a_policy_can_come_from_standard_input(run: Run, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(small.parent)
    assert run("check", "-", given=small.read_bytes()) == (0, "-：没有问题\n", "")


# --- sources, new -----------------------------------------------------------------------------------------------------


def test_a_document_that_is_covered_gives_exit_code_0(run: Run) -> None:
    done = run("sources", NAME)
    assert done.code == 0
    assert "0 个有未对应的文字" in done.out
    assert "不录：" in done.out


def test_a_clause_that_nothing_encodes_and_a_wrong_quote_give_exit_code_1(run: Run, small: Path) -> None:
    text = small.read_text(encoding="utf-8").replace("    | 示范企业称号有效期三年\n", "    | 示范企业称号有效期五年\n")
    small.write_text(text, encoding="utf-8")
    done = run("sources", small)
    assert done.code == 1
    assert "未对应  示范企业称号有效期三年" in done.out
    assert "有效期五年" in done.err
    data = json.loads(run("sources", small, "--format", "json").out)
    assert [row["uncovered"] for row in data["clauses"] if row["uncovered"]] == [["示范企业称号有效期三年"]]
    assert [row["code"] for row in data["diagnostics"]] == ["quote-differs"]


def test_a_policy_that_names_no_document_or_cannot_be_parsed_has_no_coverage(run: Run, small: Path) -> None:
    text = small.read_text(encoding="utf-8")
    small.write_text(text.replace('    原文: "示例政策.txt"\n', ""), encoding="utf-8")
    assert run("sources", small)[:2] == (1, "政策没有写明原文，无从对照\n")
    small.write_text(text.replace("条文:", "条文 “"), encoding="utf-8")
    assert run("sources", small).code == 2


def test_a_new_policy_checks_and_overwrites_nothing(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (("new",), ("new", "--lang", "en"), ("new", "我的.pol")):
        assert run(*arguments).code == 0
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == ["sample.pol", "sample.txt", "我的.pol", "我的.txt", "示例政策.pol", "示例政策.txt"]
    assert run("check", *tmp_path.glob("*.pol")).code == 0
    (tmp_path / "我的.pol").unlink()
    (tmp_path / "我的.txt").write_text("珍贵", encoding="utf-8")
    done = run("new", "我的.pol")
    assert (done.code, done.err) == (2, "error: `我的.txt` exists already and was left alone\n")
    assert not (tmp_path / "我的.pol").exists()
    assert (tmp_path / "我的.txt").read_text(encoding="utf-8") == "珍贵"
    assert run("new", "文件夹/我的.pol").code == 0 and (tmp_path / "文件夹" / "我的.txt").is_file(), "the folder is made"
    assert run("new", "-").out.startswith("# 一份政策的骨架")


# --- tasks ------------------------------------------------------------------------------------------------------------


def test_tasks_are_listed_per_unit_and_per_county(run: Run) -> None:
    done = run("tasks", NAME)
    assert done.code == 0
    assert all(f"{county}人民政府" in done.out for county in ("新会区", "台山市", "恩平市"))
    assert "2023-08-04、2024-08-04、2025-08-04" in done.out
    one = run("tasks", NAME, "--unit", "市税务局", "--format", "markdown").out
    assert "## 市税务局" in one
    assert "新会区" not in one


def test_a_unit_that_has_no_tasks_is_wrong_use_and_the_nearest_is_named(run: Run) -> None:
    done = run("tasks", NAME, "--unit", "市税务")
    assert done == (2, "", "错误：任务表里没有单位 `市税务`；您要写的是否是 `市税务局`？\n")


def test_tasks_as_csv_have_one_row_per_task_and_period(run: Run) -> None:
    written = run("tasks", NAME, "--format", "csv").out
    assert written.startswith("\ufeff")  # spreadsheets know UTF-8 by it
    rows = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"))))
    data = json.loads(run("tasks", NAME, "--format", "json").out)
    assert len(rows) == sum(max(1, len(t["occurrences"])) for row in data["lists"] for t in row["tasks"])
    assert {row["单位"] for row in rows} >= {"新会区人民政府", "市税务局"}
    assert {row["止"] for row in rows if row["次数"]} >= {"2023-02-04", "2025-08-04"}
    assert any(row["单位依据"].startswith("推定：") for row in rows)


# --- explain-code -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_code_is_explained_with_an_example(run: Run, form: str) -> None:
    done = run("explain-code", "bands-gap", "--lang", "zh", "--format", form)
    assert (done.code, done.err) == (0, "")
    assert "有的值不在任何一行" in done.out
    assert "错误[bands-gap]: 0% ≤ 研发强度 < 3%" in done.out
    assert "+         否则: 0" in done.out
    assert "Values that no band takes" in run("explain-code", "[bands-gap]", "--lang", "en", "--format", form).out


def test_advice_is_explained_with_why_it_matters(run: Run) -> None:
    assert "What is kept against advice is kept for a reason" in run("explain-code", "allowance-reason", "--lang", "en").out


def test_a_code_is_explained_to_programs(run: Run) -> None:
    data = json.loads(run("explain-code", "too-many", "--lang", "zh", "--format", "json").out)
    assert (data["schema"], data["code"], data["page"]) == ("policyrules/code/1", "too-many", None)


def test_without_a_code_all_are_listed(run: Run) -> None:
    listed = run("explain-code", "--lang", "zh")
    assert listed.code == 0
    assert "读取事实\n" in listed.out and "  bands-gap" in listed.out
    assert run("explain-code", "--list", "--lang", "zh") == listed
    data = json.loads(run("explain-code", "--list", "--format", "json").out)
    assert data["schema"] == "policyrules/codes/1"
    assert {row["code"] for row in data["codes"]} >= {"bands-gap", "amount-unstated", "too-many"}


@pytest.mark.parametrize("code", ["../../x", "checking/bands-gap", "", "\x1b[31mx", "label-first", "代码", "x" * 100_000])
def test_what_is_no_code_is_wrong_use(run: Run, code: str) -> None:
    done = run("explain-code", code, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("error: there is no code `")
    assert "\x1b" not in done.err and len(done.err) < 500


def test_the_nearest_codes_are_named(run: Run) -> None:
    done = run("explain-code", "band-gap", "--lang", "zh")
    assert (done.code, done.err.partition("；")[::2]) == (
        2,
        ("错误：没有代码 `band-gap`", "相近的有：`bands-gap`、`bands-overlap`、`band-empty`\n"),
    )
