"""Quotes, titles and units are held against the document, and what nothing encodes is found."""

from collections.abc import Sequence
from typing import Any

import pytest

from policyrules.checking import sources
from policyrules.checking.check import check
from policyrules.checking.sources import Coverage, coverage, verify
from policyrules.diagnostics import LIMIT, Diagnostic, Severity
from policyrules.source import Source
from policyrules.syntax.parser import parse

DOCUMENT = """试府办〔2030〕1号
试点市扶持企业办法
试点市人民政府办公室
2030年1月2日
一、目标
培育一百家企业。
二、措施
(一)加大支持。支持企业采用新技术、新工艺,提高竞争力;鼓励企业参展。[责任单位:市工信局、各县(市、区)政府]
(二)减免费用。对企业减免费用。[责任单位:市税务局]。
三、附则
第十三条
本办法自印发之日起施行。
"""

HEAD = """政策 试点 "试点市扶持企业办法":
    文号: "试府办〔2030〕1号"
    发文: "试点市人民政府办公室"
    印发: 2030-01-02

单位:
    工信 "市工信局"
    税务 "市税务局"
    统计 "市统计局"
    县区 "各县(市、区)政府"
"""

REST = """
目标 百家 @一 "培育一百家企业":
    条文:
        | 培育一百家企业
不录 @一 因 "标题":
    | 目标
不录 @二 因 "标题":
    | 措施
不录 @三 因 "套语":
    | 附则
    | 本办法自印发之日起施行
"""

MEASURES = """
措施 支持 @二(一) "加大支持":
    责任单位: 工信、县区
    支持事项 新技术 支持 "采用新技术":
        条文:
            | 支持企业采用新技术、新工艺,提高竞争力
    支持事项 参展 鼓励 "参展":
        条文:
            | 鼓励企业参展

措施 减免 @二(二) "减免费用":
    责任单位: 税务
    支持事项 减免 给予 "减免费用":
        条文:
            | 对企业减免费用
"""


def covered(policy: str, document: str = DOCUMENT) -> Coverage:
    tree, diagnostics = parse(Source("试点.pol", policy))
    assert diagnostics == ()
    return coverage(tree, Source("原文.txt", document))


def found(policy: str, document: str = DOCUMENT) -> list[tuple[str, str]]:
    """Return the codes with the words that they stand at."""
    return [(d.code, d.span.text if d.span else "") for d in covered(policy, document).diagnostics]


def only(policy: str, document: str = DOCUMENT) -> Diagnostic:
    (diagnostic,) = (d for d in covered(policy, document).diagnostics if d.code != "clause-uncovered")
    return diagnostic


def test_a_policy_that_encodes_every_clause_has_nothing_to_say() -> None:
    whole = covered(HEAD + MEASURES + REST)
    assert whole.diagnostics == ()
    assert whole.uncovered == ()


def test_each_clause_lists_what_encodes_it() -> None:
    rows = {row.clause.span.text: row.by for row in covered(HEAD + MEASURES + REST).clauses}
    (entitlement,) = rows["鼓励企业参展。"]
    assert (entitlement.kind, entitlement.name, entitlement.verb) == ("entitlement", "支持.参展", "鼓励")
    assert [by.kind for by in rows["(一)加大支持。"]] == ["measure"]
    assert [by.kind for by in rows["[责任单位:市税务局]。"]] == ["measure"]
    assert [by.kind for by in rows["试府办〔2030〕1号"]] == ["policy"]
    (omit,) = rows["本办法自印发之日起施行。"]
    assert (omit.kind, omit.because) == ("omit", "套语")
    assert (HEAD + MEASURES + REST).splitlines()[omit.line - 1].startswith("不录 @三")


def test_an_exception_quotes_its_own_clause() -> None:
    rates = """
定义 比例 @一 = 1
    条文:
        | 培育一百家企业
    例外 减免 @二(二): 是 则 2
        条文:
            | 对企业减免费用
"""
    rows = {row.clause.span.text: row.by for row in covered(HEAD + rates).clauses}
    assert [(by.kind, by.name) for by in rows["对企业减免费用。"]] == [("except", "比例.减免")]
    assert only(HEAD + rates.replace("| 对企业减免费用", "| 培育一百家企业")).code == "quote-elsewhere"


def test_the_number_of_a_section_needs_no_quote() -> None:
    assert "第十三条" not in [row.clause.span.text for row in covered(HEAD).clauses]


def test_a_clause_that_nothing_quotes_is_reported_with_its_place_and_its_rest() -> None:
    policy = HEAD + MEASURES.replace("新工艺,提高竞争力", "新工艺") + REST
    (diagnostic,) = covered(policy).diagnostics
    assert diagnostic.code == "clause-uncovered" and diagnostic.severity is Severity.ERROR
    assert diagnostic.arguments["place"] == "二(一)"
    assert diagnostic.span is not None and diagnostic.span.text == "提高竞争力"
    assert diagnostic.span.source.name == "原文.txt"


def test_checking_only_warns_of_clauses_that_nothing_quotes() -> None:
    tree, _ = parse(Source("试点.pol", HEAD))
    found = verify(tree, Source("原文.txt", DOCUMENT))
    assert found and {d.severity for d in found if d.code == "clause-uncovered"} == {Severity.WARNING}
    assert verify(tree, None) == ()


def test_a_quote_of_another_section_says_where_it_stands() -> None:
    wrong = only(HEAD + MEASURES.replace("| 鼓励企业参展", "| 对企业减免费用") + REST)
    assert (wrong.code, wrong.arguments["actual"]) == ("quote-elsewhere", "二(二)")


def test_signs_of_another_width_are_told_apart_and_the_right_text_is_shown() -> None:
    wrong = only(HEAD + MEASURES.replace("新工艺,提高", "新工艺，提高") + REST)
    assert wrong.code == "quote-punctuation"
    assert (wrong.arguments["found"], wrong.arguments["expected"]) == ("，", ",")
    assert wrong.arguments["right"] == "支持企业采用新技术、新工艺,提高竞争力"
    assert "全角" in wrong.message("zh")


def test_a_wrong_character_is_shown_with_the_right_text() -> None:
    wrong = only(HEAD + MEASURES.replace("采用新技术、新工艺", "使用新技术、新工艺") + REST)
    assert (wrong.code, wrong.arguments["found"], wrong.arguments["expected"]) == ("quote-differs", "使", "采")
    assert wrong.labels[0].span.text == "支持企业采用新技术、新工艺,提高竞争力"


def test_a_quote_that_stands_nowhere_is_no_near_miss() -> None:
    assert only(HEAD + MEASURES.replace("| 鼓励企业参展", "| 每年奖励五百万元") + REST).code == "quote-not-in-source"


def test_white_space_in_a_quote_does_not_count() -> None:
    document = DOCUMENT.replace("支持企业采用新技术、新工艺", "支持企业采用\n新技术、 新工艺")
    assert found(HEAD + MEASURES + REST, document) == []


def test_equal_quotes_stand_for_one_occurrence_after_the_other() -> None:
    document = DOCUMENT.replace("鼓励企业参展。", "鼓励企业参展。再鼓励一次。鼓励企业参展。")
    policy = HEAD + MEASURES + REST + '不录 @二(一) 因 "重复":\n    | 再鼓励一次\n'
    assert found(policy, document) == [("clause-uncovered", "鼓励企业参展")]
    assert found(policy + '不录 @二(一) 因 "重复":\n    | 鼓励企业参展\n', document) == []


def test_an_unknown_place_is_named_once_with_the_nearest() -> None:
    policy = HEAD + MEASURES.replace("@二(二)", "@二(三)") + REST
    wrong = only(policy)
    assert (wrong.code, wrong.arguments["place"]) == ("clause-unknown", "二(三)")
    assert wrong.arguments["near"].startswith("二(")


def test_the_title_of_a_measure_stands_in_its_clause() -> None:
    wrong = only(HEAD + MEASURES.replace('"减免费用":\n    责任', '"减免税费":\n    责任') + REST)
    assert (wrong.code, wrong.arguments["heading"]) == ("title-not-in-source", "减免费用")


@pytest.mark.parametrize(
    ("old", "new"), [("试点市扶持企业办法", "试点市扶持办法"), ("〔2030〕", "[2030]"), ("人民政府办公室", "人民政府")]
)
def test_title_number_and_issuer_of_the_policy_stand_in_the_text(old: str, new: str) -> None:
    codes = [code for code, _ in found(HEAD.replace(old, new) + MEASURES + REST) if code != "clause-uncovered"]
    assert codes == ([] if new == "人民政府" else ["policy-not-in-source"])


def test_a_day_of_issue_that_the_text_does_not_write_is_a_warning() -> None:
    wrong = only(HEAD.replace("2030-01-02", "2030-01-03") + MEASURES + REST)
    assert (wrong.code, wrong.severity) == ("date-not-in-source", Severity.WARNING)


@pytest.mark.parametrize("written", ["2030.1.3", "2030-02-30"])
def test_a_day_that_could_not_be_read_is_not_looked_for_in_the_text(written: str) -> None:
    tree, mistakes = parse(Source("试点.pol", HEAD.replace("2030-01-02", written) + MEASURES + REST))
    assert [mistake.span and mistake.span.text for mistake in mistakes] == [written]
    assert verify(tree, Source("原文.txt", DOCUMENT)) == ()


def test_a_unit_of_the_bracket_that_is_not_named_is_left_out() -> None:
    wrong = only(HEAD + MEASURES.replace("工信、县区", "工信") + REST)
    assert (wrong.code, wrong.arguments["unit"]) == ("unit-left-out", "各县(市、区)政府")


def test_a_unit_under_a_name_that_nothing_declares_is_not_left_out_too() -> None:
    assert found((HEAD + MEASURES + REST).replace("责任单位: 工信、县区", "责任单位: 工信、县府")) == []


def test_a_measure_without_units_leaves_out_those_of_the_bracket() -> None:
    wrong = only(HEAD + MEASURES.replace("责任单位: 税务", "责任单位: 未载明") + REST)
    assert (wrong.code, wrong.arguments["unit"]) == ("unit-left-out", "市税务局")


@pytest.mark.parametrize("line", ["", "    责任单位: 未载明\n", "    责任单位:\n"])
def test_a_bracket_that_is_left_out_is_one_mistake_with_what_is_to_be_written(line: str) -> None:
    def said(measures: str) -> list[Diagnostic]:
        source = Source("试点.pol", HEAD + measures + REST)
        return list(check(source, parse(source)[0], Source("原文.txt", DOCUMENT)).diagnostics)

    before = {(one.code, one.span and one.span.text) for one in said(MEASURES)}
    wrong, *others = (
        one
        for one in said(MEASURES.replace("    责任单位: 工信、县区\n", line))
        if (one.code, one.span and one.span.text) not in before
    )
    assert wrong.code == "unit-left-out" and others == []
    assert wrong.message("zh") == "原文 二(一) 的责任单位 `市工信局`、`各县(市、区)政府` 没有列入"
    assert wrong.help("zh") == "在 `责任单位` 中补上 `工信、县区`"
    assert [one.span.text for one in wrong.labels] == ["市工信局、各县(市、区)政府"]


def test_a_unit_that_nothing_declares_is_to_be_declared_first() -> None:
    head = HEAD.replace('    税务 "市税务局"\n', "")
    assert head != HEAD
    wrong = only(head + MEASURES.replace("责任单位: 税务", "责任单位: 未载明") + REST)
    assert wrong.help("zh") == "先在 `单位` 中声明原文所写的名称，再在 `责任单位` 中补上 `市税务局`"


def test_a_unit_that_the_bracket_does_not_list_is_not_in_the_source() -> None:
    wrong = only(HEAD + MEASURES.replace("责任单位: 税务", "责任单位: 税务、统计") + REST)
    assert (wrong.code, wrong.span.text if wrong.span else "") == ("unit-not-in-source", "统计")


def test_an_inferred_unit_need_not_stand_in_the_source() -> None:
    inferred = MEASURES.replace('减免费用":\n        条文', '减免费用":\n        由: 推定 统计，因 "测算"\n        条文')
    assert found(HEAD + inferred + REST) == []
    stated = inferred.replace('推定 统计，因 "测算"', "统计")
    assert found(HEAD + stated + REST) == [("unit-not-in-source", "统计")]


def test_without_a_bracket_a_unit_stands_in_the_words_of_its_section() -> None:
    document = DOCUMENT.replace("[责任单位:市税务局]。", "").replace("对企业减免费用", "市税务局对企业减免费用")
    policy = HEAD + MEASURES.replace("| 对企业", "| 市税务局对企业") + REST
    assert found(policy, document) == []
    assert found(policy.replace("责任单位: 税务", "责任单位: 统计"), document) == [("unit-not-in-source", "统计")]


def test_a_document_that_is_too_long_is_read_in_part() -> None:
    assert "source-too-long" in [code for code, _ in found(HEAD, DOCUMENT + "甲" * 300_000)]


def test_many_wrong_quotes_are_said_in_time() -> None:
    quotes = "".join(f"    | 第{n}句原文没有的话,支持企业采用新技能\n" for n in range(3_000))
    diagnostics = covered(HEAD + '不录 @二(一) 因 "试":\n' + quotes).diagnostics
    assert len(diagnostics) == 201
    assert diagnostics[-1].code == "too-many"


def test_of_places_that_there_are_not_without_end_only_for_some_the_nearest_is_sought(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sought: list[str] = []
    close = sources.get_close_matches

    def counted(found: str, places: Sequence[str], *how: Any) -> list[str]:
        sought.extend(places[:1])
        return close(found, places, *how)

    monkeypatch.setattr(sources, "get_close_matches", counted)
    omitted = "".join(f'不录 @九({n}) 因 "没有":\n    | 没有的话\n' for n in range(3 * LIMIT))
    codes = [code for code, _ in found(HEAD + MEASURES + REST + omitted)]
    assert codes.count("clause-unknown") >= LIMIT - 1 and 0 < len(sought) <= LIMIT + 1
