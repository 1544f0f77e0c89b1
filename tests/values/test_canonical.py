from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.canonical import answer_of, canonical, canonical_json, digest

ENDS = st.none() | st.fractions()
SINGLE = st.one_of(
    st.sampled_from(Truth), st.builds(Interval, ENDS, ENDS), st.builds(Symbol, st.none() | st.text()), st.fractions().map(point)
)


@pytest.mark.parametrize(
    ("answer", "text"),
    [
        (Truth.U, "U"),
        (point(5), "5"),
        (point(Fraction(-7, 2)), "-7/2"),
        (Interval(Fraction(0), Fraction(7, 2)), "[0, 7/2]"),
        (Interval(Fraction(0), None), "[0, ]"),
        (WHOLE_LINE, "[, ]"),
        (Symbol("T"), '"T"'),
        (Symbol('“a”"'), '"“a”\\""'),
        (Symbol(None), "?"),
        (Absent(), "absent"),
        (Maybe(point(3)), "absent or 3"),
        (Records(None), "records ?"),
    ],
)
def test_an_answer_has_one_text(answer: Answer, text: str) -> None:
    assert canonical(answer) == text


@given(st.one_of(SINGLE, SINGLE.map(Maybe), st.just(Absent())))
def test_a_single_answer_is_read_back_from_its_text(answer: Answer) -> None:
    assert answer_of(canonical(answer)) == answer


@given(SINGLE, SINGLE)
def test_answers_that_differ_have_other_texts(one: Answer, other: Answer) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)
    lists = [canonical(Records(({"a": answer, "b": Truth.T},))) for answer in (one, other)]
    assert (lists[0] == lists[1]) == (one == other)
    series = [canonical(Series({2023: answer}, WHOLE_LINE)) for answer in (one, other)]
    assert (series[0] == series[1]) == (one == other)


def test_lists_and_series_are_told_by_a_digest_that_does_not_hang_on_the_order_of_names() -> None:
    one, other = Records(({"a": Truth.T, "b": point(1)},)), Records(({"b": point(1), "a": Truth.T},))
    assert canonical(one) == canonical(other) != canonical(Records(({"a": Truth.T, "b": point(2)},)))
    assert canonical(Records(())) != canonical(Records(None))
    assert canonical(Series({}, WHOLE_LINE)) != canonical(Series({}, point(1)))


@given(st.text())
def test_any_other_text_is_no_answer(text: str) -> None:
    found = answer_of(text)
    assert found is None or isinstance(found, Truth | Interval | Symbol | Absent | Maybe)


def test_texts_of_hostile_length_are_no_answer() -> None:
    assert answer_of("9" * 10_000) is None
    assert answer_of("9" * 100_000) is None
    assert answer_of("absent or " * 50) is None
    assert answer_of("1/0") is None
    assert answer_of('"unclosed') is None
    assert answer_of("1 records #00") is None


def test_equal_data_has_one_digest() -> None:
    assert digest({"a": 1, "b": ["二"]}) == digest({"b": ["二"], "a": 1})
    assert canonical_json({"b": "二", "a": None}) == '{"a":null,"b":"二"}'
    assert digest(["\ud800"]) != digest(["\ud801"])
