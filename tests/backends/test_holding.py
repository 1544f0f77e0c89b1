"""It is told how an answer is held, and a row of answers is written with as little as can be."""

from policyrules.backends.holding import Held, Row, rows_of, tuple_of
from policyrules.backends.native import Form
from policyrules.backends.ranges import LINE


def test_a_range_has_a_local_of_its_own_where_it_is_not_always_the_same() -> None:
    assert Held(Form.WHOLE, sure=False).has_range
    assert not Held(Form.WHOLE, sure=False, fixed=LINE).has_range
    assert not Held(Form.WHOLE, sure=False, ends=(7, 8)).has_range
    assert not Held(Form.TRUTH, sure=False).has_range and not Held(Form.WHOLE).has_range


def test_a_row_is_written_with_as_little_as_can_be() -> None:
    assert Row("p1", (False, True, True)).text == "(p1 >= 1)" and Row("p1", (False, True, True)).denied.text == "(p1 < 1)"
    assert Row("m1", (False, True, False)).text == "(m1 == 1)" and Row("m1", (True, True)).text == "True"
    assert Row("p1", (0, 5, 3)).text == "(0, 5, 3, )[p1]"


def test_locals_are_held_in_rows() -> None:
    assert [len(row) for row in rows_of(["v"] * 45)] == [19, 19, 7] and tuple_of("ab") == "(a, b, )"
