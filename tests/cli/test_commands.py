import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

import policyrules
from tests.cli.command_line import Run

NAME = "江门专精特新"
ON = ("--on", "2023-03-01")
FACTS = '{"企业名称": "甲公司", "所在县区": "新会区", "认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}'


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(FACTS, encoding="utf-8")
    return path


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
    assert "1 errors, 0 warnings" in english.out
    assert "1 errors, 0 warnings" in run("check", small, "--lang", "en", "--format", "markdown").out


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


# --- test, sources, new -----------------------------------------------------------------------------------------------


def test_scenarios_that_hold_give_exit_code_0(run: Run, small: Path) -> None:
    done = run("test", NAME, small)
    assert done.code == 0
    assert f"{small}：2 个试算，0 个不符" in done.out.replace("\n", "")


def test_a_scenario_that_fails_says_what_was_expected_what_came_out_and_why(run: Run, small: Path) -> None:
    text = small.read_text(encoding="utf-8").replace("营业收入 2026: 800万元", "营业收入 2026: 80万元")
    small.write_text(text, encoding="utf-8")
    done = run("test", small)
    assert done.code == 1
    assert "2 个试算，1 个不符" in done.out.replace("\n", "")
    assert "示范奖励 可享受" in done.out
    assert "示范奖励 不可享受" in done.out
    assert "80万元" in done.out
    data = json.loads(run("test", small, "--format", "json").out)
    assert [row["passed"] for row in data["files"][0]["scenarios"]] == [False, True]


def test_scenarios_of_a_policy_that_does_not_check_are_not_run(run: Run, small: Path) -> None:
    small.write_text("政策 坏的\n", encoding="utf-8")
    done = run("test", small, NAME)
    assert done.code == 2
    assert "0 个不符" in done.out
    assert "错误[" in done.err


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
    assert run("new", "没有/我的.pol").code == 2
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


# --- decide, explain, targets, schema ---------------------------------------------------------------------------------


def test_one_enterprise_is_one_document_and_a_list_is_a_list(run: Run, facts: Path, tmp_path: Path) -> None:
    one = json.loads(run("decide", NAME, facts, *ON, "--format", "json").out)
    jsonschema.validate(one, policyrules.decision_schema())
    several = tmp_path / "several.jsonl"
    several.write_text(f"{FACTS}\n{FACTS}\n", encoding="utf-8")
    assert json.loads(run("decide", NAME, several, *ON, "--format", "json").out) == [one, one]
    listed = tmp_path / "list.json"
    listed.write_text(f"[{FACTS}]", encoding="utf-8")
    assert json.loads(run("decide", NAME, listed, *ON, "--format", "json").out) == [one]
    listed.write_text("[]", encoding="utf-8")
    assert run("decide", NAME, listed, *ON, "--format", "json") == (0, "[]\n", "")


def test_facts_come_from_standard_input_as_json_or_yaml(run: Run, facts: Path) -> None:
    yaml = "企业名称: 甲公司\n所在县区: 新会区\n认定:\n  - 称号: 省级专精特新\n    认定日: 2022-06-01\n"
    expected = run("decide", NAME, facts, *ON).out
    assert "甲公司" in expected
    assert run("decide", NAME, "-", *ON, given=FACTS).out == expected
    assert run("decide", NAME, "-", *ON, given=yaml).out == expected
    assert run("decide", NAME, facts, "--on", "2023年3月1日").out == expected


def test_standard_input_is_read_once(run: Run) -> None:
    for command in (("decide", "-", "-"), ("targets", "-", "-"), ("explain", "-", "-", "甲")):
        assert run(*command, *ON, given="{}") == (2, "", "error: `-` can be used once only\n")


def test_a_bad_enterprise_is_named_by_its_position_and_the_others_are_decided(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_text(f'[{FACTS}, {{"认定": [{{"认定日": 1}}], "地址": ""}}, {FACTS}]', encoding="utf-8")
    done = run("decide", NAME, path, *ON, "--format", "json")
    assert done.code == 2
    assert len(json.loads(done.out)) == 2
    assert "[2].认定[1].认定日" in done.err
    assert "[2].地址" in done.err
    counted = json.loads(run("targets", NAME, path, *ON, "--format", "json").out)
    assert {row["total"] for row in counted["targets"]} == {2}


def test_a_facts_file_that_cannot_be_read_is_bad_input(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "facts.json"
    path.write_text('{"认定": [', encoding="utf-8")
    for command in (("decide", NAME, path), ("decide", NAME, "没有.json"), ("targets", NAME, path)):
        for form in ("text", "json"):
            done = run(*command, *ON, "--format", form)
            assert done.code == 2
            assert "错误[file-" in done.err
            assert command[0] == "targets" or done.out == ""


def test_another_reading_changes_the_verdict_and_all_readings_say_so(run: Run) -> None:
    given = '{"认定": [{"称号": "省级专精特新", "认定日": "2023-01-01"}]}'
    day = ("--on", "2025-08-05", "--format", "json")

    def verdict(*more: str) -> str:
        data = json.loads(run("decide", NAME, "-", *day, *more, given=given).out)
        return str({row["id"]: row["verdict"] for row in data["entitlements"]}["税务服务"])

    assert verdict() == "not_entitled"
    assert verdict("--reading", "方案期间算法=首日不计入") == "entitled"
    assert verdict("--reading", "方案期间算法＝首日不计入") == "entitled"
    text = run("decide", NAME, "-", "--on", "2025-08-05", "--all-readings", given=given).out
    assert "施行当日不计入" in text
    for wrong in ("方案期间算法", "没有=首日不计入", "方案期间算法=没有"):
        assert run("decide", NAME, "-", *day, "--reading", wrong, given=given).code == 2


def test_explanations_are_whole_when_asked_for(run: Run, facts: Path) -> None:
    brief = run("decide", NAME, facts, *ON).out
    assert run("decide", NAME, facts, *ON, "--explain").out.startswith(brief.rstrip("\n"))
    data = json.loads(run("decide", NAME, facts, *ON, "--explain", "--format", "json").out)
    assert all("explanation" in row for row in data["entitlements"])


def test_one_entitlement_is_explained_by_its_name(run: Run, facts: Path) -> None:
    done = run("explain", NAME, facts, "贷款利率", *ON)
    assert done.code == 0
    assert "贷款利率" in done.out
    assert "撤销日" in done.out
    assert run("explain", NAME, facts, "贷款利率", *ON, "--format", "markdown").out.startswith("#")
    data = json.loads(run("explain", NAME, facts, "贷款利率", *ON, "--format", "json").out)
    jsonschema.validate(data, policyrules.decision_schema())
    assert [row["id"] for row in data["entitlements"]] == ["贷款利率"]


def test_an_unknown_entitlement_is_wrong_use_and_the_nearest_is_named(run: Run, facts: Path) -> None:
    done = run("explain", NAME, facts, "贷款利", *ON)
    assert done.code == 2
    assert "您要写的是否是 `贷款利率`" in done.err


def test_decisions_are_told_in_both_languages_and_as_markdown(run: Run, facts: Path) -> None:
    assert "市工业和信息化局" in run("decide", NAME, facts, *ON).out
    assert "may enjoy" in run("decide", NAME, facts, *ON, "--lang", "en").out
    assert run("decide", NAME, facts, *ON, "--format", "markdown").out.startswith("# ")


def test_targets_count_a_register(run: Run, facts: Path) -> None:
    done = run("targets", NAME, facts, "--on", "2024-12-31")
    assert done.code == 0
    assert "未达到" in done.out
    assert "名册共 1 家企业" in done.out


def test_the_schema_accepts_the_facts(run: Run) -> None:
    schema = json.loads(run("schema", NAME).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(FACTS), schema)
    assert json.loads(run("schema", NAME, "--lang", "en").out)["description"] != schema["description"]


# --- wrong use --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments",
    [
        ("nonsense",),
        ("check",),
        ("decide", NAME),
        ("decide", NAME, "-"),
        ("decide", NAME, "-", "--on", "2023-02-30"),
        ("decide", NAME, "-", "--on", "2023/3/1"),
        ("decide", NAME, "-", "--on", "２０２３-03-01"),
        ("decide", "没有", "-", *ON),
        ("decide", NAME, "-", *ON, "--format", "csv"),
        ("schema", "", "--lang", "zh"),
    ],
)
def test_wrong_use_gives_exit_code_2_and_a_sentence(run: Run, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, given="{}")
    assert (done.code, done.out) == (2, "")
    assert done.err.strip()


def test_help_and_version_are_fine(run: Run) -> None:
    assert run("--version").code == 0
    for command in ("check", "decide", "explain", "test", "sources", "tasks", "targets", "schema", "new"):
        assert run(command, "--help").code == 0
