"""Answers are made when someone looks, after those that they rest on, and once."""

from policyrules.backends.lazy import Lazy, LazyRows, Made
from policyrules.core.case import Answers
from policyrules.core.program import Node, Op
from policyrules.values.answers import Truth
from policyrules.values.types import Scalar

#: A row of denials, longer than Python lets calls stand in.
ROW = (Node(Op.LITERAL, (), Scalar.BOOL, Truth.T), *(Node(Op.NOT, (index,), Scalar.BOOL) for index in range(5_000)))


class Counting(Lazy):
    def __init__(self) -> None:
        super().__init__(ROW)
        self.asked: list[int] = []

    def is_held(self, index: int) -> bool:
        return index == 0

    def answer(self, index: int) -> Made:
        self.asked.append(index)
        return (Truth.T if index == 0 else self[index - 1].negated()), ((Answers((Truth.F,)),) if index == 3 else None)


def test_an_answer_is_made_once_after_those_that_it_rests_on() -> None:
    values = Counting()
    assert values[2] is Truth.T and values.asked == [0, 1, 2]
    assert values[-1] is Truth.T and values[4_999] is Truth.F
    assert values.asked == list(range(5_001)) and len(values) == 5_001


def test_what_records_answer_is_kept_beside() -> None:
    values = Counting()
    assert LazyRows(values)[3] == (Answers((Truth.F,)),) and values.asked == [0, 1, 2, 3]
    assert dict(LazyRows(values)) == {}  # no node is a quantifier
