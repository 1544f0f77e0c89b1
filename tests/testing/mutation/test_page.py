"""A drafter reads what would be written wrongly without a scenario that notices it, and which scenario would."""

import json
from fractions import Fraction
from string import Formatter

import pytest

import policyrules
from policyrules.diagnostics import Language
from policyrules.explain.render import as_text
from policyrules.messages.mutation import WORDS
from policyrules.testing.mutation.mutating import Fate, Mutant, Mutation
from policyrules.testing.mutation.page import mutation_data, mutation_page, percent, sentence, table
from policyrules.testing.mutation.rewrites import EditKind
from policyrules.testing.points import Kind, Point
from tests.testing.slips import policy


def mutant(number: int, fate: Fate, words: tuple[str, str] = ("3%", "4%"), scenario: str | None = None) -> Mutant:
    before, after = "研发占比 不低于 3%", "研发占比 不低于 4%"
    point = Point(Kind.VERDICT, "补助") if fate is Fate.SURVIVED else None
    kind = EditKind.FIGURE if number < 4 else EditKind.ROW
    return Mutant(number, kind, 120 + number, "二(一)", before, after, words, fate, "x", point=point, scenario=scenario)


def found(*mutants: Mutant, left: int = 0) -> Mutation:
    made: policyrules.Policy = policy("条件: 小微")
    return Mutation(made, mutants, len(mutants) + 3 + left, 3, 500, 0, left)


SCENARIO = '试算 "二(一) 第121行":\n    日期: 2024-01-01\n    应可享受: 补助\n'
ALL = (
    mutant(0, Fate.CAUGHT),
    mutant(1, Fate.SURVIVED, scenario=SCENARIO),
    mutant(2, Fate.REFUSED),
    mutant(3, Fate.NOT_TOLD_APART, ("且 小微", "")),
    mutant(4, Fate.SURVIVED, ("", "非")),
)


def page(language: Language, *mutants: Mutant, left: int = 0) -> str:
    return as_text(mutation_page("甲.pol", found(*mutants, left=left), language), language)


def test_the_report_reads_as_a_drafter_would_say_it() -> None:
    text = page("zh", *ALL)
    assert text.startswith("甲.pol：试算发现了 3 处改动中的 1 处（33.3%）")
    assert "第 121 行：“3%”写成“4%”，没有一个试算会发现\n    原来  研发占比 不低于 3%\n    改成  研发占比 不低于 4%" in text
    assert '    试算 "二(一) 第121行":\n        日期: 2024-01-01' in text
    assert "第 124 行：多写“非”，没有一个试算会发现" in text
    assert "有一家企业的结论会不同，但是写不成试算" in text
    assert "第 123 行：漏掉“且 小微”" in text.partition("试了 500 家企业还看不出区别的改动（1 处）")[2]
    assert "等价" not in text


def test_the_report_says_the_same_in_english() -> None:
    text = page("en", *ALL)
    assert text.startswith("甲.pol: scenarios notice 1 of 3 changes (33.3%)")
    assert "line 121: `3%` could be `4%` and no scenario would notice" in text
    assert "Changes not told apart by 500 enterprises (1)" in text
    assert "equivalent" not in text


def test_what_is_left_is_said() -> None:
    assert "没有做完：还有 7 处改动没有试" in page("zh", *ALL, left=7)
    assert "broken off: 7 changes were not tried" in page("en", *ALL, left=7)


def test_the_table_counts_each_kind() -> None:
    rows = table(found(*ALL), "zh").rows
    assert rows == (("数、金额、日期差一点", "1", "1", "1", "1", "50%"), ("表里漏掉一行", "0", "0", "1", "0", "0%"))


def test_nothing_that_is_told_apart_has_no_share() -> None:
    assert page("zh", mutant(2, Fate.REFUSED)).startswith("甲.pol：没有能使结论不同的改动")


@pytest.mark.parametrize(("share", "text"), [(Fraction(1), "100%"), (Fraction(9997, 10_000), "99.9%")])
def test_a_share_is_cut(share: Fraction, text: str) -> None:
    assert percent(share) == text


def test_a_long_text_is_cut_in_a_sentence() -> None:
    assert len(sentence(mutant(1, Fate.SURVIVED, ("甲" * 500, "")), "zh")) < 120


def test_the_data_holds_every_change() -> None:
    data = json.loads(json.dumps(mutation_data("甲.pol", found(*ALL))))
    assert data["schema"] == "policyrules/mutation/1"
    assert data["counts"] == {"refused": 1, "caught": 1, "survived": 2, "not_told_apart": 1}
    assert data["score"] == "1/3"
    assert data["changes"][1]["scenario"] == SCENARIO
    assert data["changes"][1]["point"] == {"kind": "verdict", "name": "补助"}


def test_the_words_are_filled_with_the_same_in_both_languages() -> None:
    for name, (chinese, english) in WORDS.items():
        fields = [{field for _, field, _, _ in Formatter().parse(text) if field} for text in (chinese, english)]
        assert fields[0] == fields[1], name
    assert {f"kind.{kind}" for kind in EditKind} <= WORDS.keys()
