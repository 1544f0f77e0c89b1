"""Documents are cut into sections and clauses, and passages are found in them."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.checking.document import LENGTH_LIMIT, Document, read_document, significant, unit_names
from policyrules.source import Source
from tests.ending import ending

JIANGMEN = Path(__file__).parents[2] / "policies" / "江府办函〔2022〕125号.txt"


def read(text: str) -> Document:
    return read_document(Source("原文.txt", text))


def clauses(text: str) -> list[tuple[str, str]]:
    return [(clause.place, clause.span.text) for clause in read(text).clauses]


def test_clauses_end_at_stops_but_not_at_enumeration_commas() -> None:
    assert clauses("支持甲、乙,奖励丙；列入丁：共三项。\n好！行?") == [
        ("前言", "支持甲、乙,"), ("前言", "奖励丙；"), ("前言", "列入丁："),
        ("前言", "共三项。"), ("前言", "好！"), ("前言", "行?"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "inside", ["“甲,乙。”", "‘甲,乙。’", "《甲,乙。》", "(甲,乙。)", "（甲；乙）", "“甲‘乙,丙’丁,”", "〔甲,乙〕"]
)
def test_quotation_marks_and_brackets_keep_a_clause_together(inside: str) -> None:
    assert clauses(f"前{inside}后。") == [("前言", f"前{inside}后。")]


def test_stray_signs_do_not_swallow_the_document() -> None:
    assert clauses("甲“乙,丙。\n丁)戊,己") == [("前言", "甲“乙,"), ("前言", "丙。"), ("前言", "丁)戊,"), ("前言", "己")]


def test_numbers_are_not_cut() -> None:
    assert clauses("奖励1,000万元,每天10:30。Give 3.5 million. Then stop.") == [
        ("前言", "奖励1,000万元,"), ("前言", "每天10:30。"), ("前言", "Give 3.5 million."), ("前言", "Then stop."),
    ]  # fmt: skip


def test_a_bracket_of_units_is_a_clause_of_its_own_with_a_stray_stop() -> None:
    document = read("一、甲\n做好乙[责任单位:丙局、丁局]。\n二、戊(牵头单位：己局；配合单位：庚局)")
    found = [(clause.place, clause.span.text, clause.units) for clause in document.clauses]
    assert found == [
        ("一", "一、甲", False), ("一", "做好乙", False), ("一", "[责任单位:丙局、丁局]。", True),
        ("二", "二、戊", False), ("二", "(牵头单位：己局；配合单位：庚局)", True),
    ]  # fmt: skip


def test_units_of_a_bracket_may_contain_enumeration_commas_in_brackets() -> None:
    bracket = "[责任单位:市科技局、 各县(市、区)政府；配合单位：江门供电局]。"
    assert [bracket[start:end] for start, end in unit_names(bracket)] == ["市科技局", "各县(市、区)政府", "江门供电局"]


def test_passages_are_found_white_space_aside_and_nothing_else_folded() -> None:
    document = read("一、甲\n增量\n 提质,实施\n二、增量提质")
    first = document.section("一")
    assert first is not None
    span = document.find("增量提 质,", first)
    assert span is not None and span.text == "增量\n 提质,"
    assert document.find("增量提质，", first) is None
    assert document.find("实施二", first) is None


def test_the_first_policy_has_its_sections_and_its_stray_stop() -> None:
    document = read(JIANGMEN.read_text(encoding="utf-8"))
    assert document.places == (
        "前言", "一", "二", *(f"二({n})" for n in "一二三四五六七八"), "三", *(f"三({n})" for n in "一二三四"), "四",
    )  # fmt: skip
    brackets = {clause.place: clause.span.text for clause in document.clauses if clause.units}
    assert list(brackets) == [f"二({n})" for n in "一二三四五六七八"]
    assert brackets["二(七)"].endswith("政府]。")
    names = {text[start:end] for text in brackets.values() for start, end in unit_names(text)}
    assert len(names) == 15
    assert len(document.clauses) == 157


@given(st.text(alphabet="甲乙一二三、，。；“”‘’()（）[]责任单位:：第条1. \n,", max_size=80))
@settings(max_examples=200)
def test_clauses_hold_every_character_that_says_something_once(text: str) -> None:
    document = read(text)
    seen = [0] * len(text)
    for clause in document.clauses:
        for at in range(clause.span.start, clause.span.end):
            seen[at] += 1
    marked = {at for section in document.sections for at in range(section.start, section.body)}
    assert all(count <= 1 for count in seen)
    assert all(seen[at] == 1 for at, c in enumerate(text) if significant(c) and at not in marked)


@pytest.mark.parametrize("unit", ["“", "(", "，", "一、", "“a”，", "[责任单位:", "第一条\n", "1.\n", "一、\n(一)\n"])
def test_hostile_documents_are_read_to_their_end_and_to_a_limit(unit: str) -> None:
    with ending():
        document = read(unit * (LENGTH_LIMIT // len(unit) + 10))
    assert document.truncated
