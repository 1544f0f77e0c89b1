import json
from pathlib import Path

from policyrules.register.views.viewed import Viewed
from tests.cli.command_line import Run
from tests.register.matched import write_folder

NAME = "江门专精特新"


def test_targets_count_a_register(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    facts.write_text('{"认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}', encoding="utf-8")
    done = run("targets", NAME, facts, "--on", "2024-12-31")
    assert done.code == 0
    assert "未达到" in done.out
    assert "名册共 1 家企业" in done.out


def test_of_a_register_that_cannot_be_read_nothing_is_told(run: Run, tmp_path: Path) -> None:
    done = run("targets", NAME, tmp_path / "无.jsonl", "--on", "2024-12-31")
    assert (done.code, done.out) == (2, "") and "file-missing" in done.err


def test_targets_are_counted_in_a_matched_register(run: Run, viewed: Viewed, tmp_path: Path) -> None:
    out = write_folder(viewed, tmp_path / "out")
    done = run("targets", NAME, out)
    assert done.code == 0 and done.out.startswith("2023-03-01，名册共 5 家企业")
    assert json.loads(run("targets", NAME, out, "--format", "json").out)["date"] == "2023-03-01"
    assert run("targets", NAME, out, "--on", "2024-01-01").code == 2
    assert run("targets", "优质中小企业", out).code == 2
