"""Policies as documents that rest on one another."""

from datetime import date
from pathlib import Path

from policyrules.core.documents import documents_in
from policyrules.core.lower import lower
from policyrules.core.outline import Supersession
from tests.beside import BOTH, LOCAL, NATIONAL, examined, head


def test_a_policy_names_those_that_it_rests_on(tmp_path: Path) -> None:
    outline = lower(examined(BOTH, tmp_path)).outline
    (used,) = outline.used
    assert (used.name, used.title, used.number, len(used.windows)) == ("国家标准", "国家标准", "国标〔2021〕1号", 1)
    amount = outline.entitlements[0].amount
    assert amount is not None and amount.documents == ("国家标准",)


def test_a_site_says_whose_words_it_takes(tmp_path: Path) -> None:
    outline = lower(examined(BOTH, tmp_path)).outline
    assert [documents_in([spec.site]) for spec in outline.entitlements] == [("国家标准",)] * 4
    alone = lower(examined({"国标.pol": NATIONAL}, tmp_path)).outline
    assert alone.used == ()


def test_those_that_are_used_by_used_ones_come_too(tmp_path: Path) -> None:
    middle = NATIONAL.replace("国家标准", "省级标准").replace("枚举 称号名", '引用 国标 "国标.pol"\n\n枚举 称号名', 1)
    middle = middle.replace("营业收入[上年] 不低于 100万元", "国标.达到标准")
    files = {"本地.pol": LOCAL.replace('"国标.pol"', '"省标.pol"'), "省标.pol": middle, "国标.pol": NATIONAL}
    outline = lower(examined(files, tmp_path)).outline
    assert [one.name for one in outline.used] == ["国家标准", "省级标准"]


def test_a_document_ends_when_another_takes_its_place_whichever_says_so(tmp_path: Path) -> None:
    newer = head("新国家标准", "国标〔2026〕2号", "2026-04-01 起") + "定义 甲 = 1元\n"
    newer = newer.replace("2026-04-01 起\n", '2026-04-01 起\n    取代: "国标[2021]1号" 自 2026-04-01\n')
    local = LOCAL.replace("引用 国标", '引用 新国标 "新国标.pol"\n引用 国标').replace("金额: ", "金额: 新国标.甲 + ")
    outline = lower(examined({"本地.pol": local, "国标.pol": NATIONAL, "新国标.pol": newer}, tmp_path)).outline
    newest, national = outline.used
    assert [window.superseded_by for window in national.windows] == [None, "国标〔2026〕2号"]
    assert [window.superseded_by for window in newest.windows] == [None]


def test_an_outline_holds_what_it_takes_the_place_of_and_what_takes_its(tmp_path: Path) -> None:
    replaced = '    取代: "国标〔2011〕3号" 自 2021-08-01\n    被取代: "国标〔2026〕2号" 自 2026-04-01\n'
    outline = lower(examined({"国标.pol": NATIONAL.replace("至 2026-12-31\n", "至 2026-12-31\n" + replaced)}, tmp_path)).outline
    assert outline.supersedes == (Supersession("国标〔2011〕3号", date(2021, 8, 1)),)
    assert outline.superseded_by == (Supersession("国标〔2026〕2号", date(2026, 4, 1)),)
