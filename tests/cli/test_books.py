"""A folder may stand where a policy does: all policies in it are checked, tried, decided and listed."""

import csv
import io
import json
import os
from datetime import date
from pathlib import Path

import pytest

import policyrules
from tests.across import PROVINCE, city, document
from tests.awards import award
from tests.beside import head, put
from tests.cli.command_line import Run

DAY = date(2024, 6, 30)
ON = ("--on", DAY.isoformat())
RULE = "就高不重复: 国家奖励、省.省级奖励"
TRIAL = '\n试算 "有奖":\n    日期: 2024-06-30\n    乙可: 是\n    合计 应为 10万元\n'
TARGET = '\n目标 家数 @三 "三家":\n    数量: 3\n    截至: 2025-12-31\n    计入: 乙可\n    条文:\n        | 三家\n'


@pytest.fixture
def book(tmp_path: Path) -> Path:
    folder = tmp_path / "政策"
    folder.mkdir()
    unit = '单位:\n    局 "省局"\n\n事实:\n'
    province = PROVINCE.replace("事实:\n", unit, 1).replace("责任单位: 未载明", "责任单位: 局")
    put(folder, {"省.pol": province + TRIAL + TARGET, "市.pol": city(RULE)})
    return folder


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    path = tmp_path / "facts.json"
    path.write_text('{"甲可": true, "乙可": true}', encoding="utf-8")
    return path


# --- deciding -----------------------------------------------------------------------------------------------------------


def test_the_decision_of_a_folder_begins_with_what_the_enterprise_is_entitled_to(run: Run, book: Path, facts: Path) -> None:
    done = run("decide", book, facts, *ON)
    assert done.code == 0
    assert done.out.startswith("各项政策判定结果\n")
    assert "10万元（不另计）" in done.out and "  合计    30万元\n" in done.out
    markdown = run("decide", book, facts, *ON, "--format", "markdown", "--lang", "en", "--explain", "--all-readings")
    assert markdown.out.startswith("# Decision by several policies\n")
    assert markdown.code == 0


def test_the_decision_of_a_folder_is_one_document(run: Run, book: Path, facts: Path, tmp_path: Path) -> None:
    done = run("decide", book, facts, *ON, "--format", "json")
    assert json.loads(done.out) == policyrules.load_book(book).decide({"甲可": True, "乙可": True}, on=DAY).to_json()
    several = tmp_path / "several.jsonl"
    several.write_text('{"甲可": true}\n{"乙可": 3}\n{}\n', encoding="utf-8")
    many = run("decide", book, several, *ON, "--format", "json")
    assert (many.code, [data["schema"] for data in json.loads(many.out)]) == (2, ["policyrules/book/1"] * 2)
    assert "[2].乙可" in many.err


def test_an_entitlement_is_explained_by_its_name_or_after_that_of_its_policy(run: Run, book: Path, facts: Path) -> None:
    for name in ("省级奖励", "省.省级奖励"):
        done = run("explain", book, facts, name, *ON)
        assert done.code == 0 and "省级奖励：符合给予条件" in done.out and "国家奖励：" not in done.out
    (only,) = json.loads(run("explain", book, facts, "国家奖励", *ON, "--format", "json").out)["entitlements"]
    assert only["id"] == "国家奖励"
    wrong = run("explain", book, facts, "省级奖", *ON)
    assert wrong.code == 2 and "省.省级奖励" in wrong.err


def test_a_name_that_two_policies_have_is_asked_for_with_the_policy(run: Run, tmp_path: Path) -> None:
    put(tmp_path, {f"{name}.pol": document(name, award("奖", "金额: 1万元")) for name in ("甲", "乙")})
    (tmp_path / "facts.json").write_text("{}", encoding="utf-8")
    wrong = run("explain", tmp_path, tmp_path / "facts.json", "奖", *ON)
    assert wrong.code == 2 and "甲.奖" in wrong.err and "乙.奖" in wrong.err
    assert run("explain", tmp_path, tmp_path / "facts.json", "乙.奖", *ON).code == 0


def test_the_facts_of_a_folder_have_one_schema(run: Run, book: Path) -> None:
    assert json.loads(run("schema", book).out) == policyrules.load_book(book).schema()


def test_a_register_is_counted_towards_the_targets_of_all_policies(run: Run, book: Path, tmp_path: Path) -> None:
    register = tmp_path / "register.jsonl"
    register.write_text('{"乙可": true}\n{"乙可": false}\n{}\n', encoding="utf-8")
    done = run("targets", book, register, *ON)
    assert done.code == 0 and "省〔2022〕1号" in done.out
    told = json.loads(run("targets", book, register, *ON, "--format", "json").out)
    data = {one["policy"]["name"]: one["targets"] for one in told}
    assert data["市"] == []
    assert [(one["counted"], one["open"], one["total"]) for one in data["省"]] == [(1, 1, 3)]
    counted = policyrules.load_book(book).targets([{"乙可": True}, {}], DAY)
    assert [(one.counted, one.open) for one in counted["省"]] == [(1, 1)]


# --- drafting -----------------------------------------------------------------------------------------------------------


def test_every_file_of_a_folder_is_checked(run: Run, book: Path) -> None:
    done = run("check", book, "--lang", "en")
    assert (done.code, done.out.count("source-missing")) == (1, 2)
    put(book, {"丙.pol": head("市", "3号") + "定义 一 = 没有的\n", "空.pol": ""})
    data = json.loads(run("check", book, "--format", "json").out)
    codes = {Path(file["file"]).name: {one["code"] for one in file["diagnostics"]} for file in data["files"]}
    assert list(codes) == ["丙.pol", "市.pol", "省.pol", "空.pol"]
    assert "name-unknown" in codes["丙.pol"] and "policy-name-taken" in codes["市.pol"] and codes["空.pol"] == {"syntax-empty"}


@pytest.mark.parametrize("command", ["check", "test", "schema", "tasks", "sources"])
def test_what_is_wrong_with_a_folder_itself_is_bad_input(command: str, run: Run, tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert done.code == 2
    assert "folder-empty" in done.out + done.err


def test_a_policy_that_is_too_large_to_be_decided_is_told_in_its_file(run: Run, tmp_path: Path) -> None:
    doubling = "".join(f"定义 层{n}(甲: 数) = 层{n - 1}(甲 + 1) + 层{n - 1}(甲 + 2)\n" for n in range(1, 18))
    text = head("大", "1号") + f"定义 层0(甲: 数) = 甲\n{doubling}\n定义 全 @一 = 层17(1)\n"
    put(tmp_path, {"大.pol": text, "小.pol": head("小", "2号")})
    files = json.loads(run("check", tmp_path, "--format", "json").out)["files"]
    codes = [[one["code"] for one in file["diagnostics"] if one["severity"] == "error"] for file in files]
    assert codes == [["policy-too-large"], []]


def test_the_trial_cases_of_all_policies_of_a_folder_are_run(run: Run, book: Path) -> None:
    done = run("test", book)
    assert done.code == 0
    assert f"{book / '省.pol'}：1 个试算，0 个不符" in done.out.replace("\n", "")
    put(book, {"丙.pol": "x"})
    wrong = run("test", book)
    assert wrong.code == 2 and "1 个试算" in wrong.out and "丙.pol" in wrong.err


def test_the_tasks_of_all_policies_are_listed_with_their_documents(run: Run, book: Path) -> None:
    done = run("tasks", book)
    assert done.code == 0 and "省〔2022〕1号" in done.out and "市〔2022〕1号" in done.out
    rows = list(csv.reader(io.StringIO(run("tasks", book, "--format", "csv").out.removeprefix("\ufeff"))))
    assert rows[0][:3] == ["文号", "政策", "单位"]
    assert {row[0] for row in rows[1:]} == {"省〔2022〕1号", "市〔2022〕1号"}
    assert [data["policy"]["name"] for data in json.loads(run("tasks", book, "--format", "json").out)] == ["市", "省"]
    of_unit = json.loads(run("tasks", book, "--unit", "省局", "--format", "json").out)
    assert [data["policy"]["name"] for data in of_unit] == ["省"]
    assert run("tasks", book, "--unit", "没有局").code == 2


def test_the_documents_of_all_policies_are_shown(run: Run, small: Path) -> None:
    other = small.with_name("另一.pol")
    text = small.read_text(encoding="utf-8").replace("政策 示例政策", "政策 另一")
    other.write_text(text, encoding="utf-8")
    done = run("sources", small.parent)
    assert done.code == 0
    assert str(small) in done.out.replace("\n", "") and str(other) in done.out.replace("\n", "")
    assert len(json.loads(run("sources", small.parent, "--format", "json").out)) == 2


# --- hostile ------------------------------------------------------------------------------------------------------------


def test_a_hostile_folder_ends_in_clear_errors(run: Run, book: Path, tmp_path: Path) -> None:
    (book / "出.pol").symlink_to("/etc/passwd")
    os.mkfifo(book / "管.pol")
    (book / "乱.pol").write_bytes(bytes(range(1, 256)))
    (book / "国标.pol").write_bytes("政策 国标 “国标”：\n    发文：“某市人民政府办公室”\n".encode("gb18030"))
    (book / "宽.pol").write_text("政策", encoding="utf-16")
    circle = {name: head(name, name) + f'引用 环 "{other}.pol"\n' for name, other in (("环一", "环二"), ("环二", "环一"))}
    put(book, {f"{name}.pol": text for name, text in circle.items()})
    (tmp_path / "facts.json").write_text("{}", encoding="utf-8")
    for command in (("check", book), ("test", book), ("sources", book), ("decide", book, tmp_path / "facts.json", *ON)):
        done = run(*command)
        assert done.code == 2
        said = done.out + done.err
        assert {code for code in UNREAD if code in said} == UNREAD, command
        assert command[0] == "sources" or "use-circle" in said
        assert "Traceback" not in said and "root:" not in said


UNREAD = {"folder-link", "policy-unreadable", "syntax-not-utf8", "syntax-gbk", "syntax-utf16"}


def test_ten_thousand_policies_are_refused_at_once(run: Run, tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number}.pol").touch()
    done = run("check", tmp_path)
    assert done.code == 2
    assert "folder-too-many" in done.out
