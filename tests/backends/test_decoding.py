"""What generated Python holds is told as the reference tells it, whichever question is looked at first."""

from datetime import date
from fractions import Fraction

import pytest

from policyrules.backends.decoding import Decoded, answers_of
from policyrules.backends.holding import Layout
from policyrules.backends.native import Form, Slot
from policyrules.backends.reference import Scope, evaluate
from policyrules.core.case import Case
from policyrules.values.answers import Truth, point
from tests.backends.test_emitting import SHARE

DAY = date(2024, 1, 1)
CASE = Case({"研发费用": point(3), "营业收入": point(100)}, DAY, {})

#: Only the quotient is held; what is compared with it, and the comparison, are made when someone looks.
LAYOUT = Layout((None, None, Slot(0, Form.PAIR, under=1), None, None), {})


@pytest.mark.parametrize("order", [(0, 1, 2, 3, 4), (4, 3, 2, 1, 0), (4,), (-1, 2)])
def test_answers_are_made_when_someone_looks_and_kept(order: tuple[int, ...]) -> None:
    answers, expected = answers_of(SHARE.nodes, LAYOUT, lambda: Scope(SHARE, CASE), (3, 100)), evaluate(SHARE, CASE)
    for index in order:
        assert answers.values[index] == expected.values[index]
        assert answers.values[index] is answers.values[index]
    assert answers == expected and answers.values[1:3] == expected.values[1:3] and len(answers.values) == 5


def test_what_is_held_is_believed_and_what_is_not_rests_on_it() -> None:
    answers = answers_of(SHARE.nodes, LAYOUT, lambda: Scope(SHARE, CASE), (2, 100))
    assert answers.values[2] == point(Fraction(2, 100)) and answers.values[4] is Truth.F


def test_a_case_is_made_of_the_facts_as_they_were_taken() -> None:
    found = Decoded(SHARE, LAYOUT, lambda: (3, None), {"营业收入": point(100)}, DAY, (), (3, 100))
    assert found.case == CASE and found.case is found.case and found.answers == evaluate(SHARE, CASE)


def test_there_is_no_answer_beyond_the_last() -> None:
    with pytest.raises(IndexError):
        answers_of(SHARE.nodes, LAYOUT, lambda: Scope(SHARE, CASE), (3, 100)).values[5]
