import pytest

from policyrules.source import Source, Span
from policyrules.syntax.characters import alike, hidden, is_hidden, is_plain_name, plain

NOWHERE = Span(Source("text.pol", ""), 0, 0)


@pytest.mark.parametrize("name", ["甲", "a", "_", "Ⅻ", "甲1", "㐀", "\U00020000"])
def test_names_are_of_han_and_ascii_letters(name: str) -> None:
    assert is_plain_name(name)


@pytest.mark.parametrize("name", ["", "1甲", "а", "ｶ", "⽇", "Ａ", "é", "甲-乙", "甲 乙", "ⅰ", "々"])
def test_other_letters_make_no_name(name: str) -> None:
    assert not is_plain_name(name)


@pytest.mark.parametrize(("word", "fix"), [("аb", "ab"), ("⽇期", "日期"), ("Ａ级", "A级"), ("年Ⅲ", "年Ⅲ"), ("АВС", "ABC")])
def test_a_foreign_word_has_a_plain_form(word: str, fix: str) -> None:
    assert plain(word) == fix


HIDDEN = "\0\x07\x85\xad\u200b\u200d\u202e\u2066\u2028\ufe0f\ufeff\u3164\ud800\U000e0041"


@pytest.mark.parametrize("character", HIDDEN, ids=lambda character: f"{ord(character):04X}")
def test_what_cannot_be_seen_is_found(character: str) -> None:
    assert is_hidden(f"甲{character}")
    assert [d.span.start for d in hidden(Source("text.pol", f"甲{character}乙")) if d.span] == [1]


def test_white_space_that_shows_is_no_hidden_character() -> None:
    assert not is_hidden("甲\t乙\r\n\u3000\xa0")


def test_names_that_look_alike_are_named_once() -> None:
    names = [("土地", NOWHERE), ("士地", NOWHERE), ("士地", NOWHERE), ("土地", NOWHERE), ("人士", NOWHERE), ("收入", NOWHERE)]
    assert [d.arguments for d in alike(names)] == [{"name": "士地", "other": "土地"}]
