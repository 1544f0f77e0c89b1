import random

import pytest

from policyrules.source import Source
from policyrules.syntax import ast
from policyrules.syntax.keywords import KEYWORDS
from policyrules.syntax.parser import parse
from policyrules.syntax.recovery import homes, nearest
from tests.syntax.seeded import sample, seeded


def test_a_seeded_mistake_is_reported_on_its_line_and_nowhere_else() -> None:
    found = list(seeded(sample(), 150))
    right = sum(mistake.right for mistake in found)
    clean = sum(not mistake.spurious for mistake in found)
    assert len(found) > 100
    assert right / len(found) >= 0.98
    assert clean / len(found) >= 0.98


@pytest.mark.parametrize(
    ("line", "keyword"),
    [
        ("措拖 甲:", "措施"),
        ("measur 甲:", "measure"),
        ("Measure 甲:", "measure"),
        ("政策 甲:\n    施形: 2022-01-01 起", "施行"),
        ("政策 甲:\n    in froce: 2022-01-01 onwards", "in force"),
        ("措施 甲:\n    责认单位: 乙", "责任单位"),
        ("措施 甲:\n    支持事頂 乙:", "支持事项"),
        ("疑义 甲:\n    选顶 乙", "选项"),
        ("试算:\n    应可亨受: 乙、丙", "应可享受"),
        ("事实:\n    甲: 日期 可不塡", "可不填"),
    ],
)
def test_a_misspelt_keyword_is_known(line: str, keyword: str) -> None:
    diagnostics = parse(Source("text.pol", line + "\n"))[1]
    assert [d.code for d in diagnostics] == ["syntax-keyword-misspelt"]
    assert f"`{keyword}`" in diagnostics[0].words["keyword"]


@pytest.mark.parametrize("terminal", ["POLICY", "MEASURE", "TIER", "TARGET", "SCENARIO", "PARAMETER", "ENUM"])
def test_the_words_that_begin_a_declaration_may_lack_a_letter(terminal: str) -> None:
    chance = random.Random(terminal)
    for spelling in KEYWORDS[terminal].en:
        place = chance.randrange(1, len(spelling))
        text = f"{spelling[:place]}{spelling[place + 1 :]} a:\n"
        diagnostics = parse(Source("text.pol", text))[1]
        assert [d.span.first.line for d in diagnostics if d.span] == [1]


def test_a_keyword_of_the_opposite_meaning_is_never_the_only_suggestion() -> None:
    assert set(nearest("不底于", ("不低于", "不高于", "属于"))) == {"不低于", "不高于"}
    assert nearest("甲乙", ("不低于", "措施")) == ()
    assert nearest("a" * 10_000, ("measure",)) == ()


def test_the_place_of_a_keyword_is_asked_of_the_grammar() -> None:
    assert homes("RESPONSIBLE") == ("MEASURE",)
    assert homes("MEASURE") == ("",)
    assert homes("DEADLINE") == ("DUTY",)
    assert homes("GE") == ()


def test_a_warning_does_not_hide_that_its_line_cannot_be_read() -> None:
    diagnostics = parse(Source("text.pol", '单位:\n     "办公室"\n'))[1]
    assert [(d.severity, d.code.split("-")[0]) for d in diagnostics] == [("warning", "syntax"), ("error", "syntax")]


def test_what_follows_a_heading_that_is_indented_stands_under_it() -> None:
    text = "层次 甲:\n    有效期: 3年\n    措施 丁 @一:\n    责任单位: 市科技局\n    期间: 至 2024-01-01\n\n枚举 戊: 己、庚\n"
    tree, diagnostics = parse(Source("甲.pol", text))
    assert [(d.code, d.span.first.line) for d in diagnostics if d.span] == [("syntax-misplaced", 3)]
    tier, measure, enum = tree.declarations
    assert isinstance(tier, ast.Tier) and isinstance(measure, ast.Measure) and isinstance(enum, ast.Enum)
    assert len(tier.items) == 1 and len(measure.items) == 2


def test_an_indented_declaration_is_read_with_its_own_block_or_without_one() -> None:
    text = '事实:\n    甲: 日期\n    枚举 乙: 丙、丁\n    戊: 金额\n    单位:\n        己 "己"\n    庚: 整数\n'
    tree, diagnostics = parse(Source("甲.pol", text))
    assert [(d.code, d.span.first.line) for d in diagnostics if d.span] == [("syntax-misplaced", 3), ("syntax-misplaced", 5)]
    facts, enum, units = tree.declarations
    assert isinstance(facts, ast.Facts) and isinstance(enum, ast.Enum) and isinstance(units, ast.Units)
    assert (len(facts.lines), len(enum.members), len(units.lines)) == (3, 2, 1)


@pytest.mark.parametrize("text", ["事实::\n    甲: 日期\n", "枚举 甲:: 乙、丙\n", "枚举 甲: 乙、、丙\n"])
def test_a_sign_that_is_typed_twice_is_reported_and_stands_for_one(text: str) -> None:
    tree, diagnostics = parse(Source("甲.pol", text))
    assert [(d.code, d.span.first.line) for d in diagnostics if d.span] == [("syntax-surplus", 1)]
    assert len(tree.declarations) == 1
