"""The pieces of a key."""

from fractions import Fraction

import pytest

from policyrules.checking.axes import AFTER, BEFORE, EVERYTHING, Stretch, code_count, code_line, codes, line, stretch
from policyrules.source import Source, Span
from policyrules.syntax import ast

HERE = Span(Source("", ""), 0, 0)


def number(value: int) -> ast.NumberLiteral:
    return ast.NumberLiteral(Fraction(value), span=HERE)


def band(low: int | None, high: int | None, *operators: str) -> ast.Band:
    ends = (None if end is None else number(end) for end in (low, high))
    return ast.Band(*ends, operators, span=HERE)


def code(first: str, last: str | None = None) -> ast.Band:
    ends = (None if end is None else ast.TextLiteral(end, span=HERE) for end in (first, last))
    return ast.Band(*ends, ("=",) if last is None else ("to", "to"), span=HERE)


def before(value: int) -> tuple[Fraction, int]:
    return Fraction(value), BEFORE


def after(value: int) -> tuple[Fraction, int]:
    return Fraction(value), AFTER


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        (band(3, None, ">="), before(3), None),
        (band(3, None, ">"), after(3), None),
        (band(None, 3, "<="), None, after(3)),
        (band(None, 3, "<"), None, before(3)),
        (band(3, 5, "to", "to"), before(3), after(5)),
        (band(3, 5, ">=", "<"), before(3), before(5)),
        (band(3, None, "="), before(3), after(3)),
    ],
)
def test_the_ends_of_a_band_lie_beside_its_numbers(
    written: ast.Band, start: tuple[Fraction, int] | None, end: tuple[Fraction, int] | None
) -> None:
    assert stretch(written, or_less=True) == Stretch(start, end)


def test_the_policy_says_whether_or_less_includes_the_number() -> None:
    assert stretch(band(None, 3, "or_less"), or_less=True) == Stretch(None, after(3))
    assert stretch(band(None, 3, "or_less"), or_less=False) == Stretch(None, before(3))


def test_a_number_at_which_something_ends_is_a_piece_of_its_own() -> None:
    cut = line([band(3, None, ">=")], True, False, EVERYTHING)
    assert cut.pieces == (Stretch(None, before(3)), Stretch(before(3), after(3)), Stretch(after(3), None))
    assert cut.taken(band(3, None, ">=")) == {1, 2}


def test_between_whole_numbers_nothing_exists() -> None:
    cut = line([band(3, 3, "to", "to"), band(4, 4, "to", "to")], True, True, EVERYTHING)
    assert [cut.exists(piece) for piece in range(len(cut.pieces))] == [True, True, False, True, True]


def test_only_what_is_declared_is_possible() -> None:
    cut = line([band(3, None, ">=")], True, False, Stretch(before(3), after(9)))
    assert [cut.is_possible(piece) for piece in range(3)] == [False, True, True]


def test_codes_are_counted_with_their_zeros() -> None:
    assert codes(code("08", "11")) == ["08", "09", "10", "11"]
    assert code_count("1", "05") is None
    assert code_count("A1", "A5") is None
    assert codes(code("5", "3")) == []


def test_a_code_belongs_to_the_longest_beginning() -> None:
    cut = code_line([code("51"), code("511"), code("60")])
    assert cut.starts == ("511", "51", "60")
    assert cut.taken(code("51")) == {0, 1}
    assert cut.taken(code("511")) == {0}
