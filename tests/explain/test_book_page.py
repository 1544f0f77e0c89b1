"""The page of several policies begins with what comes of all of them, each with its document and its clause."""

from datetime import date
from pathlib import Path

import pytest

from policyrules.explain.blocks import Heading, Paragraph, Rows, Table
from policyrules.explain.book import BookDecision
from policyrules.explain.book_page import amount_words, book_page, enterprise, of_verdict, unit_titles
from policyrules.explain.verdicts import Verdict
from tests.across import PROVINCE, city, document, written
from tests.awards import award

DAY = date(2024, 6, 30)
BOTH = {"甲可": True, "乙可": True, "已领": "10万元"}
HIGHEST = "就高不重复: 国家奖励、省.省级奖励"


def decided(folder: Path, facts: dict[str, object], **policies: str) -> BookDecision:
    return written(folder, **policies).decide(facts, on=DAY)


def blocks(decision: BookDecision) -> tuple[object, ...]:
    return book_page(decision.decisions, decision.total, decision.book.program, "zh")


def test_first_stands_what_the_enterprise_is_entitled_to_over_all_policies(tmp_path: Path) -> None:
    decision = decided(tmp_path, BOTH, 省=PROVINCE, 市=city(HIGHEST))
    page = blocks(decision)
    headings = [block.text for block in page if isinstance(block, Heading) and block.level < 3]
    assert headings[:4] == ["各项政策判定结果", "符合条件的支持事项", "合计", "市"]
    documents = [block.text for block in page if isinstance(block, Heading) and block.level == 3]
    assert documents[:2] == ["市（市〔2022〕1号）", "省（省〔2022〕1号）"]
    tables = [block.rows for block in page if isinstance(block, Table)]
    assert [row[1:4] for rows in tables[:2] for row in rows] == [
        ("二", "国家奖励", "30万元"), ("二", "省级奖励", "10万元（不另计）"),
    ]  # fmt: skip


def test_what_is_open_stands_apart_with_what_is_missing(tmp_path: Path) -> None:
    page = blocks(decided(tmp_path, {"乙可": False}, 省=PROVINCE, 市=city(HIGHEST)))
    assert Paragraph("没有符合条件的支持事项。") in page
    rows = [block.rows for block in page if isinstance(block, Rows)]
    assert rows[1] == (("国家奖励（二）", "尚缺 甲可"),)


def test_awards_that_are_cut_are_marked(tmp_path: Path) -> None:
    decision = decided(tmp_path, BOTH, 省=PROVINCE, 市=city("合计上限: 35万元 其中 国家奖励、省.省级奖励"))
    said = [amount_words(one, decision.total, "en") for one in of_verdict(decision.decisions, Verdict.ENTITLED)]
    assert said == ["300,000 yuan (cut with others)", "100,000 yuan"]


def test_a_direction_of_policy_is_told_as_one(tmp_path: Path) -> None:
    soft = document("市", award("甲奖", "金额: 30万元", verb="鼓励"))
    page = decided(tmp_path, {}, 省=PROVINCE, 市=soft).to_text("zh")
    top = page[: page.index("\n市\n")]
    assert "属鼓励对象" in top and "注：“属鼓励对象”是政策导向" in top and "政策导向（“鼓励”）" in top


def test_an_award_of_which_no_amount_is_stated_is_told_with_its_document(tmp_path: Path) -> None:
    page = decided(tmp_path, BOTH, 省=PROVINCE, 市=document("市", award("甲奖", "金额: 未载明"))).to_text("zh")
    assert "不在合计之内  甲奖（市〔2022〕1号 二）：原文未载明金额" in page


def test_policies_that_give_nothing_in_money_have_no_total(tmp_path: Path) -> None:
    decision = decided(tmp_path, {}, 甲=document("甲", award("服务")), 乙=document("乙", award("服务")))
    assert decision.total is None
    assert "合计" not in decision.to_text("zh")
    tables = [block for block in blocks(decision) if isinstance(block, Table)][:2]
    assert [(table.header, table.rows[0][2]) for table in tables] == [(("结论", "条款", "支持事项", "责任单位"), "服务")] * 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_each_policy_is_told_as_it_is_alone(language: str, tmp_path: Path) -> None:
    said = "en" if language == "en" else "zh"
    decision = decided(tmp_path, BOTH, 省=PROVINCE, 市=city(HIGHEST))
    whole = decision.to_text(said)
    assert all(own.to_text(said).strip() in whole for own in decision.values())
    assert decision["省"].to_markdown(said).strip() in decision.to_markdown(said)


def test_names_of_units_and_of_the_enterprise_are_those_of_the_first_policy_that_has_them(tmp_path: Path) -> None:
    unit = '单位:\n    局 "{}局"\n\n事实:\n    企业名称: 文本\n\n措施'
    one, other = (
        document(name, award("服务")).replace("措施", unit.format(name), 1).replace("未载明", "局") for name in "甲乙"
    )
    decision = decided(tmp_path, {"企业名称": "某公司"}, 甲=one, 乙=other)
    assert unit_titles(decision.decisions) == {"局": "乙局"}
    assert enterprise(decision.decisions) == "某公司"
