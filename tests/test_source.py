"""Places in texts are counted as people count them."""

import sys
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from policyrules.source import HIDDEN_CHARACTER, Position, Source, Span, unhidden, visible


def test_lines_end_at_the_three_line_ends_and_at_nothing_else() -> None:
    source = Source("a", "一\n二\r\n三\r四\u2028五")
    assert [source.line(n) for n in (1, 2, 3, 4)] == ["一", "二", "三", "四\u2028五"]


@given(st.text(alphabet="ab\n\r中"), st.data())
def test_the_position_of_an_offset_finds_the_same_character_in_its_line(text: str, data: st.DataObject) -> None:
    source = Source("a", text)
    offset = data.draw(st.integers(0, len(text)))
    place = source.position(offset)
    assert source.line_starts[place.line - 1] + place.column - 1 == offset


def test_a_span_knows_its_text_and_both_ends() -> None:
    source = Source("a", "政策 甲:\n    文号: 乙")
    span = Span(source, 3, 4).to(Span(source, 14, 15))
    assert span.text == "甲:\n    文号: 乙"
    assert (span.first, span.last) == (Position(1, 4), Position(2, 10))


def test_every_control_and_format_character_is_hidden_but_for_signs_that_are_seen() -> None:
    seen = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2}
    hidden = {code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    assert {code for code in hidden - seen if not HIDDEN_CHARACTER.match(chr(code))} == set()


def test_what_people_write_is_not_hidden() -> None:
    for text in (
        "新会区",
        "“专精特新”",
        "𠮷",
        "葛\U000e0100",
        "é",
        "e\u0301",
        "①Ⅳ",
        "a b\u3000c\u00a0d",
        "—…·",
        "🏭\ufe0f",
        "\ue000",
    ):
        assert not HIDDEN_CHARACTER.search(text)


def test_a_hidden_character_is_shown_by_its_number_and_a_long_text_is_cut() -> None:
    assert visible("a\u202eb\n") == "a<U+202E>b<U+000A>"
    assert visible("企" * 41) == "企" * 40 + "…"
    assert visible("企" * 40) == "企" * 40


def test_a_whole_text_is_shown_with_its_hidden_characters() -> None:
    assert unhidden("甲" * 100 + "\u202e") == "甲" * 100 + "<U+202E>"
