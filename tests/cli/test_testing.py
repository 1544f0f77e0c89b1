import json
from pathlib import Path

from tests.cli.command_line import Run

NAME = "江门专精特新"


def test_scenarios_that_hold_give_exit_code_0(run: Run, small: Path) -> None:
    done = run("test", NAME, small, "--cases", 5)
    assert done.code == 0
    assert f"{small}：4 个试算，0 个不符" in done.out.replace("\n", "")


def test_a_scenario_that_fails_says_what_was_expected_what_came_out_and_why(run: Run, small: Path) -> None:
    text = small.read_text(encoding="utf-8").replace("营业收入 2026: 500万元", "营业收入 2026: 80万元")
    small.write_text(text, encoding="utf-8")
    done = run("test", small)
    assert done.code == 1
    assert "4 个试算，1 个不符" in done.out.replace("\n", "")
    assert "示范奖励 可享受" in done.out
    assert "示范奖励 不可享受" in done.out
    assert "80万元" in done.out
    data = json.loads(run("test", small, "--format", "json").out)
    assert [row["passed"] for row in data["files"][0]["scenarios"]] == [False, True, True, True]


def test_scenarios_of_a_policy_that_does_not_check_are_not_run(run: Run, small: Path) -> None:
    broken = small.with_name("坏的.pol")
    broken.write_text("政策 坏的\n", encoding="utf-8")
    done = run("test", broken, small)
    assert done.code == 2
    assert "4 个试算，0 个不符" in done.out.replace("\n", "")
    assert "错误[" in done.err
