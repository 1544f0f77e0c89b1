"""Sections are recognised by the numbers that lines begin with."""

from policyrules.checking.document import Document, read_document
from policyrules.source import Source


def read(text: str) -> Document:
    return read_document(Source("原文.txt", text))


def test_places_of_a_chinese_document_are_its_numbers_in_half_width_brackets() -> None:
    text = "通知\n一、目标\n话。\n二、措施\n（一）资金。给钱。\n1.第一\n2．第二\n（1）细\n(二)培育。\n三、附则"
    assert read(text).places == ("前言", "一", "二", "二(一)", "二(一)1", "二(一)2", "二(一)2(1)", "二(二)", "三")


def test_articles_are_places_of_their_own_whatever_chapter_they_stand_in() -> None:
    text = "第一章 总则\n第一条 甲。\n第二章 认定\n第二条 乙。\n(一)丙;\n第十三条　丁。\n附件1\n第一条 戊。\n一、己"
    assert read(text).places == (
        "第一章", "第一条", "第二章", "第二条", "第二条(一)", "第十三条", "附件1", "附件1第一条", "附件1一",
    )  # fmt: skip


def test_english_sections_are_numbers_or_say_section() -> None:
    text = "Scheme\n1. Aims\n1.1 First aim.\n1.2 Second aim.\n2. Support\nWe spend 3.5 million.\nSection 3 Duties\nDo."
    assert read(text).places == ("前言", "1", "1.1", "1.2", "2", "Section 3")
    assert read(text).section("preamble") == read(text).section("前言")


def test_a_number_that_does_not_grow_is_no_heading() -> None:
    text = "一、目标\n二、措施\n一、二、三产业融合发展。\n1.5亿元以上。\n三、附则"
    assert read(text).places == ("一", "二", "三")


def test_a_section_reaches_to_the_next_of_its_level() -> None:
    document = read("一、甲\n(一)乙\n(二)丙\n二、丁")
    section = document.section("一（二）")
    assert section is not None and document.source.text[section.start : section.end] == "(二)丙\n"
    outer = document.section("一")
    assert outer is not None and document.source.text[outer.start : outer.end] == "一、甲\n(一)乙\n(二)丙\n"
    assert document.heading(outer) == "甲"
