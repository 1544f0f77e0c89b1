"""`policyrules mutate`."""

import json
from pathlib import Path
from typing import Any

import pytest

from policyrules.testing.mutation.mutating import Mutation, mutate
from tests.conftest import Run
from tests.testing.slips import HEAD, MEASURE

SCENARIO = '\n试算 "够大":\n    日期: 2024-01-01\n    人数: 300\n    应可享受: 补助\n'
TEXT = f"{HEAD}{MEASURE}        条件: 人数 不低于 300\n{SCENARIO}"
LINE = str(TEXT.split("\n").index("        条件: 人数 不低于 300") + 1)
QUICK = ("--jobs", "1", "--cases", "30", "--lines", LINE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "补贴.pol"
    file.write_text(TEXT, encoding="utf-8")
    return file


def test_what_no_scenario_would_notice_is_told_with_one_that_would(path: Path, run: Run) -> None:
    done = run("mutate", path, *QUICK)
    assert done.code == 0 and done.err == ""
    assert f"第 {LINE} 行：“300”写成“299”，没有一个试算会发现" in done.out
    changes = json.loads(run("mutate", path, *QUICK, "--format", "json").out)["changes"]
    scenario = next(one["scenario"] for one in changes if one["after"] == "条件: 人数 不低于 299")
    assert all(line in done.out for line in scenario.splitlines())
    path.write_text(f"{TEXT}\n{scenario}", encoding="utf-8")
    assert run("test", path).code == 0
    assert "“300”写成“299”，没有一个试算会发现" not in run("mutate", path, *QUICK).out


def test_it_speaks_english_and_markdown(path: Path, run: Run) -> None:
    done = run("mutate", path, *QUICK, "--lang", "en", "--format", "markdown")
    assert f"line {LINE}: \\`300\\` could be \\`299\\` and no scenario would notice" in done.out
    assert "| change |" in done.out


def test_as_json_every_change_is_listed(path: Path, run: Run) -> None:
    data = json.loads(run("mutate", path, *QUICK, "--format", "json").out)
    assert data["schema"] == "policyrules/mutation/1"
    assert {one["fate"] for one in data["changes"]} >= {"caught", "survived"}


@pytest.mark.parametrize(("least", "code"), [("10", 0), ("100", 1)])
def test_a_share_below_the_one_asked_for_is_a_finding(path: Path, run: Run, least: str, code: int) -> None:
    done = run("mutate", path, *QUICK, "--fail-under", least)
    assert done.code == code
    assert ("低于要求的 100%" in done.err) == bool(code)


def test_kinds_and_limits_choose(path: Path, run: Run) -> None:
    data = json.loads(run("mutate", path, *QUICK, "--only", "bound", "--format", "json").out)
    assert [one["kind"] for one in data["changes"]] == ["bound"]
    data = json.loads(run("mutate", path, *QUICK, "--limit", "1", "--format", "json").out)
    assert len(data["changes"]) <= 1


def test_what_is_known_is_kept_and_rubbish_is_not_used(path: Path, run: Run) -> None:
    cache = path.with_suffix(".json")
    first = run("mutate", path, *QUICK, "--cache", cache)
    assert json.loads(cache.read_text(encoding="utf-8"))["edits"]
    assert run("mutate", path, *QUICK, "--cache", cache) == first
    cache.write_text("{", encoding="utf-8")
    again = run("mutate", path, *QUICK, "--cache", cache)
    assert again.out == first.out and "不是这个版本写的记录" in again.err
    assert json.loads(cache.read_text(encoding="utf-8"))["edits"]
    assert run("mutate", path, *QUICK, "--cache", path.parent / "甲" / "乙" / "\0").code == 2


def test_accepted_cases_notice_and_what_nobody_has_reviewed_does_not(path: Path, run: Run) -> None:
    def counts(*options: object) -> tuple[int, str]:
        done = run("mutate", path, *QUICK, *options, "--format", "json")
        data = json.loads(done.out)
        return data["accepted"], data["score"]

    before = counts()
    assert before[0] == 0 and before[1] != "1/1"
    run("suite", path, "--cases", "5")
    assert counts() == before
    run("suite", path, "--accept", "--all", "--by", "张三", "--on", "2026-01-05")
    accepted, score = counts()
    assert accepted > 0 and score == "1/1"
    assert "试算没有发现、由这些用例发现的改动有" in run("mutate", path, *QUICK).out
    assert "noticed by them and by no scenario" in run("mutate", path, *QUICK, "--lang", "en").out
    elsewhere = path.with_name("另存.jsonl")
    path.with_name("补贴.suite.jsonl").rename(elsewhere)
    assert counts() == before and counts("--suite", elsewhere) == (accepted, score)


def test_cases_that_do_not_hold_are_mended_first(path: Path, run: Run) -> None:
    run("suite", path, "--cases", "5")
    run("suite", path, "--accept", "--all", "--by", "张三", "--on", "2026-01-05")
    path.write_text(TEXT.replace("不低于 300", "高于 299.5"), encoding="utf-8")
    assert run("mutate", path, *QUICK).code == 0  # nothing is decided otherwise
    path.write_text(TEXT.replace("不低于 300", "不低于 299"), encoding="utf-8")
    done = run("mutate", path, *QUICK)
    assert done.code == 2 and "与复核时不同，先用 policyrules test 查看" in done.err and done.out == ""
    path.with_name("补贴.suite.jsonl").write_text("{", encoding="utf-8")
    assert run("mutate", path, *QUICK).code == 2


def test_wrong_use_is_said(path: Path, run: Run) -> None:
    assert "一次只能试一份政策" in run("mutate", path.parent, "--lang", "zh").err
    assert "120-180" in run("mutate", path, "--lines", "十").err
    assert run("mutate", path, "--only", "rubbish").code == 2
    assert run("mutate", path.parent / "无.pol").code == 2
    path.write_text(TEXT.replace("人数: 300", "人数: 299"), encoding="utf-8")
    done = run("mutate", path)
    assert done.code == 2 and "有 1 个试算不符" in done.err


def test_a_broken_policy_is_complained_about(path: Path, run: Run) -> None:
    path.write_text("政策 甲", encoding="utf-8")
    assert run("mutate", path).code == 2


def test_broken_off_it_says_what_is_left_and_ends_as_such(path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off(*given: Any) -> Mutation:
        def stop(done: int, of: int) -> None:
            raise KeyboardInterrupt

        return mutate(*given[:4], stop)

    monkeypatch.setattr("policyrules.cli.mutating.mutate", broken_off)
    done = run("mutate", path, *QUICK)
    assert done.code == 130
    assert "没有做完" in done.out
