"""The command `suite`, and accepted cases in `test`."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command_line import Run
from tests.testing.suite_policy import TEXT


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "样例.pol").write_text(TEXT, encoding="utf-8")
    return tmp_path


def entries(place: Path, name: str = "样例.suite.jsonl") -> list[dict[str, object]]:
    return [json.loads(line) for line in (place / name).read_text(encoding="utf-8").splitlines()[1:]]


def change(place: Path) -> None:
    file = place / "样例.pol"
    file.write_text(file.read_text(encoding="utf-8").replace("人数 不少于 50", "人数 多于 50"), encoding="utf-8")


def test_a_suite_stands_beside_its_policy_and_nobody_has_reviewed_it(run: Run, place: Path) -> None:
    done = run("suite", "样例.pol", "--cases", 5)
    assert (done.code, done.err) == (0, "")
    assert "已写入 样例.suite.jsonl" in done.out and "未经人工复核" in done.out
    assert entries(place) and all(entry["reviewed"] is False for entry in entries(place))
    tested = run("test", "样例.pol")
    assert tested.code == 0
    assert f"另有 {len(entries(place))} 例未经人工复核，不算通过，没有运行" in tested.out


def test_it_is_the_same_for_the_same_seed(run: Run, place: Path) -> None:
    for name, seed in (("a", 3), ("b", 3), ("c", 4)):
        run("suite", "样例.pol", "--cases", 5, "--seed", seed, "-o", name)
    one, same, other = ((place / name).read_text(encoding="utf-8") for name in "abc")
    assert one == same != other


def test_accepted_cases_are_run_again_and_a_change_is_a_failure(run: Run, place: Path) -> None:
    run("suite", "样例.pol", "--cases", 5)
    accepted = run("suite", "样例.pol", "--accept", "--all", "--by", "张三", "--on", "2026年1月5日")
    assert accepted.code == 0 and f"新采用 {len(entries(place))} 例" in accepted.out
    assert {json.dumps(entry["reviewed"], ensure_ascii=False) for entry in entries(place)} == {
        '{"by": "张三", "on": "2026-01-05"}'
    }
    assert run("test", "样例.pol").code == 0
    change(place)
    failed = run("test", "样例.pol", "--lang", "en")
    assert failed.code == 1
    assert all(word in failed.out for word in ("not entitled", "reviewed", "now"))
    data = json.loads(run("test", "样例.pol", "--format", "json").out)["files"][0]["suite"]
    assert data["changed"] and data["policy_changed"] and data["unreviewed"] == 0
    ids = [one["id"] for one in data["changed"]]
    assert run("suite", "样例.pol", "--accept", *ids, "--by", "李四", "--on", "2026-02-01").code == 0
    assert run("test", "样例.pol").code == 0
    assert sum(entry["reviewed"] == {"by": "李四", "on": "2026-02-01"} for entry in entries(place)) == len(ids)


def test_what_a_change_tells_to_run_can_be_run(run: Run, place: Path) -> None:
    run("suite", "样例.pol", "--cases", 5)
    run("suite", "样例.pol", "--accept", "--all", "--by", "张三", "--on", "2026-01-05")
    change(place)
    line = next(line for line in run("test", "样例.pol").out.splitlines() if "| policyrules explain" in line)
    show, explain = (part.split()[1:] for part in line.split("|"))
    facts = run(*show).out
    assert run(*explain, given=facts).code == 0


def test_generating_again_keeps_what_was_accepted(run: Run, place: Path) -> None:
    run("suite", "样例.pol", "--cases", 5)
    first = str(entries(place)[0]["id"])
    run("suite", "样例.pol", first, "--accept", "--by", "张三", "--on", "2026-01-05")
    kept = entries(place)[0]
    change(place)
    again = run("suite", "样例.pol", "--cases", 5, "--seed", 9, "--format", "json")
    assert json.loads(again.out)["accepted"] == 1
    assert entries(place)[0] == kept
    assert [entry["reviewed"] is False for entry in entries(place)[1:]] == [True] * (len(entries(place)) - 1)


def test_cases_can_be_had_as_scenarios(run: Run, place: Path) -> None:
    printed = run("suite", "样例.pol", "--cases", 5, "--pol", "-").out
    assert not (place / "样例.suite.jsonl").exists()
    run("suite", "样例.pol", "--cases", 5, "--pol", "例.pol")
    assert (place / "例.pol").read_text(encoding="utf-8") == printed
    assert printed.count("# 未经人工复核") == printed.count("\n试算 ") == len(entries(place))
    with (place / "样例.pol").open("a", encoding="utf-8") as file:
        file.write("\n" + printed)
    assert "0 个不符" in run("test", "样例.pol").out


def test_a_policy_that_ships_has_its_suite_here(run: Run, place: Path) -> None:
    (place / "中小企业划型.suite.jsonl").write_text("[]", encoding="utf-8")
    done = run("test", "中小企业划型")
    assert done.code == 2 and "suite-header" in done.err and "中小企业划型.suite.jsonl:1" in done.err


def test_a_suite_can_be_named(run: Run, place: Path) -> None:
    run("suite", "样例.pol", "--cases", 5, "-o", "别处.jsonl")
    assert "别处.jsonl：已复核 0 例" in run("test", "样例.pol", "--suite", "别处.jsonl").out
    missing = run("test", "样例.pol", "--suite", "没有.jsonl")
    assert missing.code == 2 and "suite-missing" in missing.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--accept", "--by", "张三", "--on", "2026-01-05"], "采用哪些用例要写明"),
        (["abc", "--accept", "--all", "--by", "张三", "--on", "2026-01-05"], "不能两样都写"),
        (["--accept", "--all", "--on", "2026-01-05"], "复核人"),
        (["--accept", "--all", "--by", "  ", "--on", "2026-01-05"], "复核人"),
        (["--accept", "--all", "--by", "张三"], "日期"),
        (["--accept", "--all", "--by", "张三", "--on", "昨天"], "昨天"),
        (["abc"], "要与 `--accept` 一起写"),
        (["--all"], "要与 `--accept` 一起写"),
        (["--show", "abc"], "没有编号 `abc`"),
    ],
)
def test_wrong_use_is_told(run: Run, place: Path, arguments: list[str], said: str) -> None:
    run("suite", "样例.pol", "--cases", 2)
    before = (place / "样例.suite.jsonl").read_bytes()
    done = run("suite", "样例.pol", *arguments, "--lang", "zh")
    assert (done.code, done.out) == (2, "") and said in done.err
    assert (place / "样例.suite.jsonl").read_bytes() == before


def test_every_unknown_id_is_told_and_nothing_is_written(run: Run, place: Path) -> None:
    run("suite", "样例.pol", "--cases", 2)
    before = (place / "样例.suite.jsonl").read_bytes()
    done = run(
        "suite", "样例.pol", "甲", str(entries(place)[0]["id"]), "\u202e乙", "--accept", "--by", "张三", "--on", "2026-01-05"
    )
    assert done.code == 2 and "`甲`" in done.err and "<U+202E>" in done.err
    assert (place / "样例.suite.jsonl").read_bytes() == before


def test_a_broken_suite_stops_everything_that_would_write_it(run: Run, place: Path) -> None:
    (place / "样例.suite.jsonl").write_text('{"schema": "policyrules/suite/1"}\n[', encoding="utf-8")
    for arguments in (["--cases", 2], ["--accept", "--all", "--by", "张三", "--on", "2026-01-05"], ["--show", "abc"]):
        done = run("suite", "样例.pol", *arguments)
        assert done.code == 2 and "suite-key-missing" in done.err and "样例.suite.jsonl:2" in done.err
    assert (place / "样例.suite.jsonl").read_text(encoding="utf-8").endswith("[")


def test_a_policy_without_a_place_needs_the_name_of_a_file(run: Run, place: Path) -> None:
    done = run("suite", "-", "--cases", 2, "--lang", "zh", given=TEXT)
    assert done.code == 2 and "用 `-o` 写明" in done.err
    assert run("suite", "-", "--cases", 2, "-o", "a.jsonl", given=TEXT).code == 0
    assert run("test", "-", given=TEXT).code == 0


def test_a_folder_is_no_policy_and_a_place_that_cannot_be_written_is_told(run: Run, place: Path) -> None:
    assert "one policy at a time" in run("suite", place, "--lang", "en").err
    done = run("suite", "样例.pol", "--cases", 2, "-o", "样例.pol/x.jsonl")
    assert done.code == 2 and "x.jsonl" in done.err
