import json
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.lint.policies import HEAD
from tests.lint.test_awards import AWARD


@pytest.fixture
def award(tmp_path: Path) -> Path:
    """Return the path of a policy with an award of no stated amount, beside its document."""
    (tmp_path / "例.txt").write_text(
        "某市促进企业发展办法\n例〔2024〕1号\n某市人民政府\n2024年1月10日\n一、给予奖励。市工业和信息化局\n", encoding="utf-8"
    )
    path = tmp_path / "样例.pol"
    path.write_text(HEAD + AWARD, encoding="utf-8")
    return path


def allow(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace("金额: 未载明", '金额: 未载明  # 允许 amount-unstated 因 "原文没有写"')
    path.write_text(text, encoding="utf-8")


def test_findings_give_exit_code_1_and_say_how_to_mend_and_how_to_keep(run: Run, award: Path) -> None:
    done = run("lint", award)
    assert done.code == 1
    assert "建议[amount-unstated]: `奖励` 没有载明金额" in done.out
    assert '= 保留: # 允许 amount-unstated 因 "…"' in done.out
    english = run("lint", award, "--lang", "en", "--format", "markdown")
    assert "advice[amount-unstated]: no amount of `奖励` is stated" in english.out
    assert english.out.startswith("```\n")


def test_what_is_allowed_is_shown_with_its_reason_in_every_format(run: Run, award: Path) -> None:
    allow(award)
    text = run("lint", award)
    assert "建议[amount-unstated]" not in text.out
    assert "amount-unstated" in text.out and "原文没有写" in text.out
    assert "- **第 16 行**：amount-unstated：" in run("lint", award, "--format", "markdown").out
    (file,) = json.loads(run("lint", award, "--format", "json").out)["files"]
    (kept,) = [one for one in file["allowed"] if one["code"] == "amount-unstated"]
    assert (kept["line"], kept["comment_line"], kept["reason"], kept["severity"]) == (16, 16, "原文没有写", "advice")


def test_errors_are_said_instead_of_advice(run: Run, award: Path) -> None:
    award.write_text(award.read_text(encoding="utf-8").replace("责任单位: 市工信局", "责任单位: 市工信居"), encoding="utf-8")
    done = run("lint", award, "--format", "json")
    assert done.code == 1
    assert {one["severity"] for one in json.loads(done.out)["files"][0]["findings"]} >= {"error"}
    assert "处错误" in run("lint", award).out


def test_a_policy_that_cannot_be_read_gives_exit_code_2_and_does_not_hide_the_others(run: Run, award: Path) -> None:
    done = run("lint", "没有.pol", award)
    assert done.code == 2
    assert "没有.pol" in done.out and "建议[amount-unstated]" in done.out


def test_a_folder_stands_for_all_policies_in_it(run: Run, award: Path) -> None:
    below = award.parent / "下级"
    below.mkdir()
    (below / "例.txt").write_text((award.parent / "例.txt").read_text(encoding="utf-8"), encoding="utf-8")
    (below / "另一.pol").write_text(award.read_text(encoding="utf-8"), encoding="utf-8")
    done = run("lint", award.parent, "--format", "json")
    assert done.code == 1
    assert [file["file"] for file in json.loads(done.out)["files"]] == [str(below / "另一.pol"), str(award)]


def test_a_folder_without_policies_is_bad_input(run: Run, tmp_path: Path) -> None:
    done = run("lint", tmp_path, "--lang", "zh")
    assert done.code == 2
    assert "错误[folder-empty]" in done.out


def test_a_policy_can_come_from_standard_input(run: Run, award: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(award.parent)
    assert "建议[amount-unstated]" in run("lint", "-", given=award.read_bytes()).out
