from fractions import Fraction

import pytest

from policyrules.syntax.pieces import Piece, Writer, digits, quote_names, quoted


def test_pieces_stand_apart_where_they_should() -> None:
    writer = Writer("zh")
    writer.keyword("DEFINE")
    writer.name("x")
    writer.add("EQ", "=")
    writer.name("f")
    writer.sign("LPAR", "(", tight=True)
    writer.name("甲")
    writer.add("COMMA", ",")
    writer.text("乙")
    writer.add("RPAR", ")")
    writer.newline()
    assert list(writer.lines()) == ['定义 x = f(甲, "乙")']


def test_blocks_are_indented() -> None:
    writer = Writer("en")
    writer.keyword("POLICY")
    writer.name("a")
    writer.colon()
    writer.newline()
    writer.indent()
    writer.keyword("NOTE")
    writer.colon()
    writer.text("b")
    writer.newline()
    writer.dedent()
    assert list(writer.lines()) == ["policy a:", '    note: "b"']


@pytest.mark.parametrize(
    ("name", "written"),
    [("甲", "甲"), ("5G", "「5G」"), ("a b", "「a b」"), ("且", "「且」"), ("措施", "措施"), ("force", "force")],
)
def test_a_name_has_quotation_marks_where_it_needs_them(name: str, written: str) -> None:
    writer = Writer("en")
    writer.keyword("ENUM")
    writer.name("x")
    writer.colon()
    writer.name(name)
    writer.newline()
    assert list(writer.lines()) == [f"enum x: {written}"]


def test_a_name_that_would_make_a_phrase_is_quoted() -> None:
    head = [Piece("DEFINE", "define"), Piece("NAME", "x"), Piece("EQ", "="), Piece("NAME", "a"), Piece("NOT", "not")]
    pieces = [*head[:3], head[4], Piece("NAME", "below"), Piece("NEWLINE", "")]
    assert [piece.text for piece in quote_names(pieces)][4] == "below"
    pieces = [*head[:4], Piece("IS", "is"), Piece("NAME", "absent"), Piece("NEWLINE", "")]
    assert [piece.text for piece in quote_names(pieces)][5] == "「absent」"


def test_a_text_stands_in_marks_that_it_does_not_upset() -> None:
    assert quoted("甲“乙") == '"甲“乙"'
    assert quoted('甲"乙“丙”') == '“甲"乙“丙””'
    for text in ('"“', '”"“', "a\nb", "a\u202e"):
        with pytest.raises(ValueError, match=r"text|quotation"):
            quoted(text)


@pytest.mark.parametrize(
    ("value", "written"),
    [(Fraction(0), "0"), (Fraction(1, 8), "0.125"), (Fraction(370, 100), "3.7"), (Fraction(10**31), "1" + "0" * 31)],
)
def test_a_number_is_written_in_decimals(value: Fraction, written: str) -> None:
    assert digits(value) == written


@pytest.mark.parametrize("value", [Fraction(1, 3), Fraction(-1), Fraction(10**32), Fraction(1, 10**32)])
def test_a_number_that_no_digits_say_is_refused(value: Fraction) -> None:
    with pytest.raises(ValueError, match="digits"):
        digits(value)
