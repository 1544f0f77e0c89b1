"""Policies as documents that rest on one another."""

from pathlib import Path

import pytest

from policyrules.core.documents import documents_in, same_number
from policyrules.core.lower import lower
from tests.beside import BOTH, LOCAL, NATIONAL, examined


@pytest.mark.parametrize(
    "one, other",
    [("国标〔2021〕1号", "国标[2021]1号"), ("国标〔2021〕1号", "国标【2021】 １号"), ("国标（2021）1号", "国标(2021)1号")],
)
def test_a_number_is_the_same_in_any_brackets(one: str, other: str) -> None:
    assert same_number(one, other)
    assert not same_number(one, other.replace("2021", "2012"))


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
