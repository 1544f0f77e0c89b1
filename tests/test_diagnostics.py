"""Diagnostics are values: they say one thing, sort by place, and are never too many."""

from string import Formatter

import pytest

from policyrules.diagnostics import LIMIT, LONGEST, Diagnostic, PolicyError, by_place, fill
from policyrules.messages import MESSAGES, STAGES
from policyrules.messages.filling import filled
from policyrules.source import Source, Span

SOURCE = Source("a.pol", "x\n" * 1000)


def at(offset: int) -> Diagnostic:
    return Diagnostic("too-many", {"count": "1"}, Span(SOURCE, offset, offset + 1))


def test_diagnostics_stand_in_the_order_of_the_text_each_once() -> None:
    assert by_place([at(4), at(0), at(4)]) == (at(0), at(4))


def test_more_than_the_limit_are_counted_and_not_listed() -> None:
    listed = by_place(at(offset) for offset in range(LIMIT + 7))
    assert len(listed) == LIMIT + 1
    assert listed[-1].arguments == {"count": "7"}


def test_an_error_carries_all_its_diagnostics_and_says_them() -> None:
    error = PolicyError([at(0), at(2)])
    assert len(error.diagnostics) == 2
    assert "a.pol:1:1: " in str(error)
    assert "a.pol:2:1: " in str(error)


def names(sentence: str) -> set[str]:
    """Return the words to fill; one that is said in its own language ends with it."""
    return {name.removesuffix("_zh").removesuffix("_en") for _, name, _, _ in Formatter().parse(sentence) if name}


def test_every_message_has_both_languages_and_the_same_words_to_fill() -> None:
    for code, row in MESSAGES.items():
        assert set(row) == {"zh", "en"}, code
        zh, en = (" ".join(filter(None, row[language])) for language in ("zh", "en"))
        assert names(zh) == names(en), code


def test_of_a_long_name_only_the_beginning_is_said() -> None:
    sentence, advice = fill("syntax-character", "en", {"found": "a" * LONGEST, "meant": "b" * (LONGEST + 1)})
    assert f"`{'a' * LONGEST}`" in sentence
    assert advice is not None
    assert f"`{'b' * (LONGEST - 1)}…`" in advice


def test_an_advice_whose_word_is_not_known_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {**MESSAGES, "test-code": {"en": ("unknown `{name}`", "did you mean `{nearest}`?")}}
    monkeypatch.setattr("policyrules.diagnostics.MESSAGES", table)
    assert fill("test-code", "en", {"name": "a", "nearest": "b"}) == ("unknown `a`", "did you mean `b`?")
    assert fill("test-code", "en", {"name": "a"}) == ("unknown `a`", None)


def test_no_code_stands_in_two_tables() -> None:
    assert len(MESSAGES) == sum(len(table) for tables in STAGES.values() for table in tables)


@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 line is"), ("1", "1 line is"), (0, "0 lines are"), ("1,000", "1,000 lines are")]
)
def test_in_english_one_is_not_said_as_many(count: object, said: str) -> None:
    assert filled("{count:line is|lines are} too {how}", {"count": count, "how": "long"}) == f"{said} too long"


def test_messages_do_not_say_one_as_many() -> None:
    assert fill("too-many", "en", {"count": "1"})[0] == "1 more problem is not listed"
    assert fill("too-many", "en", {"count": "2"})[0] == "2 more problems are not listed"
    assert fill("too-many", "zh", {"count": "1"})[0] == "另有 1 处问题未列出"
