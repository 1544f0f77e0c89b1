"""`test` tries properties after the scenarios, with as many cases as asked for."""

import json
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.properties import POLICY

SMALL = POLICY + "\n普遍要求 要求:\n    变动: 职工 增加 1\n    不得降低: 达标 小巨人\n"


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "甲.pol"
    path.write_text(SMALL, encoding="utf-8")
    return path


def test_a_counterexample_is_a_finding(run: Run, policy: Path) -> None:
    code, out, _ = run("test", policy)
    assert code == 1
    assert "不成立：试到第" in out


def test_what_is_asked_for_is_tried(run: Run, policy: Path) -> None:
    assert "要求" not in run("test", policy, "--cases", 0).out
    code, out, _ = run("test", policy, "--cases", 1, "--seed", 3, "--lang", "en")
    assert "1 made-up enterprise for each (seed 3)" in " ".join(out.split())
    assert code in (0, 1)
    assert run("test", policy, "--cases", -1).code == 2


def test_the_data_have_a_place_for_properties(run: Run, policy: Path) -> None:
    data = json.loads(run("test", policy, "--format", "json").out)
    ((found,),) = (file["properties"] for file in data["files"])
    assert not found["passed"]
    assert json.loads(run("test", "中小企业划型", "--format", "json", "--cases", "0").out)["files"][0]["properties"] == []
