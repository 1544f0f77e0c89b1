"""Places in texts are counted as people count them."""

from hypothesis import given
from hypothesis import strategies as st

from policyrules.source import Position, Source, Span


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
