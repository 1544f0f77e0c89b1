import json
from pathlib import Path
from typing import Any

import pytest

import policyrules
from policyrules.diagnostics import Language
from policyrules.explain.render import as_text
from policyrules.receipts.making import receipt
from policyrules.receipts.page import place_of, verification_document, verification_page
from policyrules.receipts.verifying import Verification, verify
from tests.receipts.receipts import DAY, FACTS, changed, of, resealed
from tests.receipts.test_verifying import LINE, SHORTER


def text(verified: Verification, language: Language = "zh") -> str:
    return as_text(verification_page(verified, language), language)


def test_that_a_receipt_holds_is_said_in_both_languages(jiangmen: policyrules.Policy) -> None:
    verified = verify(of(jiangmen), jiangmen)
    assert "回执仍然成立" in text(verified)
    assert "the receipt holds" in text(verified, "en")
    data = verification_document(verified, "zh")
    assert data["holds"] and data["answers"] == data["outcomes"] == data["facts"] == []


def test_what_changed_is_told_where_it_is_written(jiangmen: policyrules.Policy, tmp_path: Path) -> None:
    said = text(verify(of(jiangmen), changed(tmp_path, LINE, SHORTER)))
    assert "层次 省级专精特新中小企业" in said and "不持有" in said
    assert "项.认定日 + 期限 - 30个月" in said and "写法不同  2022-12-01" in said
    assert said.count("期限 - 30个月") == 1


def test_no_promise_is_told_more_strongly_than_it_is_made(jiangmen: policyrules.Policy, tmp_path: Path) -> None:
    said = text(verify(of(jiangmen), changed(tmp_path, LINE, SHORTER)))
    loan = next(line for line in said.splitlines() if "一年期贷款利率" in line)
    assert "属支持对象" in loan and "可享受" not in loan


def test_facts_that_differ_are_told_as_they_are_written(jiangmen: policyrules.Policy) -> None:
    other = {"认定": [{**FACTS["认定"][0], "撤销日": "2022-12-01"}, {"称号": "金种子"}], "所在县区": "新会区"}
    said = text(verify(of(jiangmen), jiangmen, other))
    assert "认定[1].撤销日  未提供  2022-12-01" in " ".join(said.split(" "))
    assert "称号 金种子" in said and "甲公司" in said


def test_of_a_sealed_receipt_only_what_is_kept_is_told(jiangmen: policyrules.Policy, tmp_path: Path) -> None:
    sealed = of(jiangmen, facts_digest_only=True)
    assert "只能比较结果" in text(verify(sealed, jiangmen, {"所在县区": "台山市"}))
    said = text(verify(sealed, changed(tmp_path, LINE, SHORTER), FACTS))
    assert "写法不同" in said and "层次 省级专精特新中小企业" in said


def test_a_policy_that_cannot_decide_about_it_is_told(jiangmen: policyrules.Policy) -> None:
    other: Any = policyrules.load("中小企业划型")
    verified = verify(of(jiangmen), other)
    assert "不能就回执中的事实作出判定" in text(verified).replace("\n", "")
    assert {row["code"] for row in verification_document(verified, "en")["refused"]} >= {"fact-unknown"}


def test_another_engine_is_told(jiangmen: policyrules.Policy) -> None:
    made = of(jiangmen)
    made["engine"]["version"] = "0.0.1\x1b[31m"
    said = text(verify(resealed(made), jiangmen))
    assert "当时为 0.0.1<U+001B>[31m reference，现为" in said


@pytest.mark.parametrize("answer", ["99999999999", "-5", "7/2", "[1/0, 5]", '"\x1b"', "T", "?", "9" * 9_000, "absent"])
def test_answers_that_were_made_up_are_told_as_they_stand(jiangmen: policyrules.Policy, answer: str) -> None:
    made = of(jiangmen)
    made["answers"]["nodes"] = dict.fromkeys(made["answers"]["nodes"], answer)
    made["outcomes"] = [{**one, "value": answer, "type": "date"} for one in made["outcomes"]]
    verified = verify(resealed(made), jiangmen)
    for language in ("zh", "en"):
        said = text(verified, language)  # type: ignore[arg-type]
        assert not verified.holds and "\x1b" not in said


def test_long_tables_are_cut_and_the_rest_is_counted(jiangmen: policyrules.Policy) -> None:
    records = [{"称号": "金种子", "认定日": f"2022-01-{day:02}"} for day in range(1, 29)]
    later = [{**one, "认定日": one["认定日"].replace("2022", "2021")} for one in records]
    verified = verify(receipt(jiangmen.decide({"认定": records}, DAY)), jiangmen, {"认定": later})
    assert "行，见 `--format json`" in text(verified)
    assert len(verification_document(verified, "zh")["answers"]) > 100


def test_the_document_is_plain_and_says_where_each_question_stands(jiangmen: policyrules.Policy, tmp_path: Path) -> None:
    verified = verify(of(jiangmen), changed(tmp_path, LINE, SHORTER))
    data = verification_document(verified, "zh")
    assert json.loads(json.dumps(data)) == data
    new = [row for row in data["answers"] if row["change"] == "new"]
    lines = {row["written"]["line"] for row in new if row["written"]}
    assert {row["written"]["text"] for row in new if row["written"]} == {"项.认定日 + 期限 - 30个月"}
    told = next(one for one in verified.answers if one.change == "new" and one.exactly)
    assert place_of(told, "zh") == f"第 {lines.pop()} 行 第1项：项.认定日 + 期限 - 30个月"


def test_parts_that_were_made_up_are_told(jiangmen: policyrules.Policy) -> None:
    made = of(jiangmen)
    made["policies"][0]["title"] = "别的办法\x1b[31m"
    made["readings"].popitem()
    made["answers"]["digest"] = "0" * 64
    verified = verify(resealed(made), jiangmen)
    assert not verified.holds
    rows = {row["path"]: (row["then"], row["now"]) for row in verification_document(verified, "zh")["parts"]}
    assert rows["answers.digest"][0] == "0" * 64 and rows["policies[1].title"][0] == "别的办法\x1b[31m" and len(rows) == 3
    said = text(verified, "en")
    assert "Other parts of the receipt that differ" in said and "there is none" in said and "\x1b" not in said


def test_facts_that_were_made_up_cannot_write_to_the_terminal(jiangmen: policyrules.Policy) -> None:
    made = of(jiangmen)
    made["facts"] = {"\x1b[31m": [{"\x1b[32m": "\x1b[33m"}, ["\x1b[34m", "\x1b[35m"]], "\x1b[36m": {"\x1b[37m": True}}
    verified = verify(resealed(made), jiangmen, FACTS)
    said = text(verified)
    assert not verified.holds and "\x1b" not in said and "<U+001B>[31m" in said


def test_facts_that_only_say_of_more_that_it_is_not_known_are_told_as_a_whole(jiangmen: policyrules.Policy) -> None:
    made = of(jiangmen)
    made["facts"]["认定"] = None
    made["facts"]["营业收入"] = None
    verified = verify(resealed(made), jiangmen, {**FACTS, "认定": None})
    assert not verified.holds
    assert [one.path for one in verified.facts] == [""]
    assert "营业收入 未提供" in text(verified).replace("\n", "")
