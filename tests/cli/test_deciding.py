import json
from datetime import date
from pathlib import Path

import jsonschema
import pytest

import policyrules
from policyrules import resources
from tests.cli.command_line import Run
from tests.columns.test_outcomes import LEFT
from tests.decision_documents import VALIDATOR
from tests.testing.policies import POLICY

NAME = "江门专精特新"
ON = ("--on", "2023-03-01")
FACTS = '{"企业名称": "甲公司", "所在县区": "新会区", "认定": [{"称号": "省级专精特新", "认定日": "2022-06-01"}]}'


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text(FACTS, encoding="utf-8")
    return path


def test_one_enterprise_is_one_document_and_a_list_is_a_list(run: Run, facts: Path, tmp_path: Path) -> None:
    one = json.loads(run("decide", NAME, facts, *ON, "--format", "json").out)
    VALIDATOR.validate(one)
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
    twice = run("decide", NAME, "-", *day, "--reading", "方案期间算法=甲", "--reading", "方案期间算法=乙", "--lang", "zh")
    assert twice.code == 2 and "既取 `甲`，又取 `乙`" in twice.err


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
    VALIDATOR.validate(data)
    assert [row["id"] for row in data["entitlements"]] == ["贷款利率"]


def test_an_unknown_entitlement_is_wrong_use_and_the_nearest_is_named(run: Run, facts: Path) -> None:
    done = run("explain", NAME, facts, "贷款利", *ON)
    assert done.code == 2
    assert "您要写的是否是 `贷款利率`" in done.err


def test_decisions_are_told_in_both_languages_and_as_markdown(run: Run, facts: Path) -> None:
    assert "市工业和信息化局" in run("decide", NAME, facts, *ON).out
    assert "may enjoy" in run("decide", NAME, facts, *ON, "--lang", "en").out
    assert run("decide", NAME, facts, *ON, "--format", "markdown").out.startswith("# ")


def test_the_schema_accepts_the_facts(run: Run) -> None:
    schema = json.loads(run("schema", NAME).out)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(FACTS), schema)
    assert json.loads(run("schema", NAME, "--lang", "en").out)["description"] != schema["description"]


def test_the_query_of_a_register_is_printed_and_what_it_leaves_is_said_aside(run: Run, tmp_path: Path) -> None:
    done = run("sql", NAME, *ON)
    assert done == (0, f"{policyrules.load(NAME).sql(date(2023, 3, 1))};\n", "")
    assert "e0_short" in run("sql", NAME, *ON, "--distances").out
    numbers = "".join(f"{number}、样\n" for number in "一二三四五六七八九")
    (tmp_path / "样.txt").write_text(f"样\n样〔2024〕1号\n{numbers}十、扶持。给予补助\n", encoding="utf-8")
    (tmp_path / "样.pol").write_text(POLICY.replace("\n试算 ", f"{LEFT}\n试算 ", 1), encoding="utf-8")
    left = run("sql", tmp_path / "样.pol", "--on", "2024-06-01")
    assert left.code == 0 and "(甲.名次 ÷ 研发人数)" in left.err and "不能计算" in left.err
    assert run("sql", NAME, *ON, "--dialect", "oracle").code == 2


def test_a_query_relies_on_the_facts_that_are_said_to_be_known(run: Run, tmp_path: Path) -> None:
    known = ("--known", "所在县区", "--known", "从业人员")
    written = policyrules.load(NAME).sql(date(2023, 3, 1), known=["所在县区", "从业人员"])
    assert run("sql", NAME, *ON, *known) == (0, f"{written};\n", "")
    wrong = run("sql", NAME, *ON, *known, "--known", "所在县", "--known", "无此事实")
    assert (wrong.code, wrong.out) == (2, "")
    assert "是否应为 `所在县区`" in wrong.err and "`无此事实`" in wrong.err
    book = run("sql", resources.policies_folder(), *ON, "--known", "所在县区")
    assert book.code == 0 and 0 < book.out.count(" NOT NULL\n") < book.out.count(";\n")


def test_a_decision_is_told_in_brief_and_then_alone(run: Run, facts: Path, tmp_path: Path) -> None:
    decision = policyrules.load(NAME).decide(json.loads(FACTS), on=date(2023, 3, 1))
    assert run("decide", NAME, facts, *ON, "--format", "brief", "--lang", "en") == (0, decision.to_brief("en") + "\n", "")
    several = tmp_path / "several.jsonl"
    several.write_text(f"{FACTS}\n{FACTS}\n", encoding="utf-8")
    both = run("decide", NAME, several, *ON, "--format", "brief", "--lang", "zh").out
    assert both == f"甲公司\n{decision.to_brief('zh')}\n" * 2
    code, out, err = run("decide", NAME, facts, *ON, "--format", "brief", "--explain", "--lang", "zh")
    assert (code, out) == (2, "") and "`--format brief` 不与 `--explain`" in err
