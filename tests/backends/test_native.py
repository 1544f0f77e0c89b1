"""What is known is held in whole numbers, and given back as it was."""

from fractions import Fraction

import pytest

from policyrules.backends.native import (
    ABSENT,
    MAYBE,
    BeyondError,
    Form,
    Partly,
    Slot,
    answer,
    form_of,
    native,
    native_fact,
    optional,
    row_of,
)
from policyrules.core.program import FactSpec
from policyrules.values.answers import WHOLE_LINE, Absent, Answer, Interval, Maybe, Records, Series, Symbol, Truth, point
from policyrules.values.types import EnumType, Field, ListType, OptionalType, RecordType, Scalar, SeriesType, Type

COLOUR = EnumType("颜色", ("红", "绿"))
ITEM = RecordType("货物", (Field("价", Scalar.MONEY), Field("退日", Scalar.DATE, optional=True)))


@pytest.mark.parametrize(
    ("given", "type_", "held"),
    [
        (Truth.T, Scalar.BOOL, True),
        (Truth.F, Scalar.BOOL, False),
        (point(Fraction(3, 100)), Scalar.PERCENT, (3, 100)),
        (point(-5), Scalar.MONEY, -5),
        (Symbol("红"), COLOUR, "红"),
        (point(Fraction(1, 3)), OptionalType(Scalar.RATIO), (1, 3)),
    ],
)
def test_what_is_known_is_held_and_given_back(given: Answer, type_: Type, held: object) -> None:
    assert native(given, type_) == held
    assert answer(held, form_of(type_)) == given


@pytest.mark.parametrize(
    ("given", "type_", "held"),
    [
        (Truth.U, Scalar.BOOL, None),
        (WHOLE_LINE, Scalar.MONEY, None),
        (Symbol(None), Scalar.TEXT, None),
        (Maybe(WHOLE_LINE), OptionalType(Scalar.DATE), MAYBE),
        (Maybe(Truth.U), OptionalType(Scalar.BOOL), MAYBE),
    ],
)
def test_of_what_is_not_known_nothing_is_held(given: Answer, type_: Type, held: object) -> None:
    assert native(given, type_) is held


@pytest.mark.parametrize(
    ("given", "type_"),
    [
        (Interval(Fraction(1), Fraction(2)), Scalar.PERCENT),  # known in part
        (Maybe(Interval(Fraction(1), None)), OptionalType(Scalar.DATE)),
        (point(Fraction(1, 2)), Scalar.MONEY),  # not in whole 分
        (point(1 << 200), Scalar.MONEY),  # longer than a fact can be
    ],
)
def test_what_is_known_in_part_or_not_usual_is_refused(given: Answer, type_: Type) -> None:
    with pytest.raises(BeyondError):
        native(given, type_)


def test_a_fact_of_which_no_more_is_known_than_is_declared_is_not_known() -> None:
    spec = FactSpec("人数", Scalar.INTEGER, low=Fraction(0), high=Fraction(9))
    assert native_fact(Interval(Fraction(0), Fraction(9)), spec) is None
    assert native_fact(point(9), spec) == 9
    with pytest.raises(BeyondError):
        native_fact(Interval(Fraction(1), Fraction(9)), spec)


def test_records_are_held_as_tuples_and_marked_where_not_all_is_known_of_them() -> None:
    spec, known = FactSpec("货", ListType(ITEM)), {"价": point(100), "退日": Absent()}
    whole = native_fact(Records((known,)), spec)
    assert whole == ((100, ABSENT),) and type(whole) is tuple
    partly = native_fact(Records((known, {"价": WHOLE_LINE, "退日": Maybe(WHOLE_LINE)})), spec)
    assert partly == ((100, ABSENT), (None, MAYBE)) and type(partly) is Partly
    assert native_fact(Records(()), spec) == () and native_fact(Records(None), spec) is None


def test_a_series_holds_the_periods_that_have_a_value() -> None:
    given = Series({2021: point(1), 2022: Absent()}, WHOLE_LINE)
    assert native_fact(given, FactSpec("收入", SeriesType(Scalar.MONEY))) == {2021: 1}


@pytest.mark.parametrize(
    ("slot", "held", "told"),
    [
        (Slot(0, Form.TRUTH), (True,), Truth.T),
        (Slot(0, Form.TRUTH, sure=False), (1,), Truth.U),
        (Slot(0, Form.TRUTH, sure=False), (3,), Truth.T),
        (Slot(1, Form.NAME, sure=False), (0, None), Symbol(None)),
        (Slot(0, Form.WHOLE, sure=False, range=1), (None, (1, None)), Interval(Fraction(1), None)),
        (Slot(0, Form.WHOLE, sure=False), (7, None), point(7)),
        (Slot(0, Form.PAIR, sure=False, range=2), (None, None, (1, 2)), Interval(Fraction(1), Fraction(2))),
        (Slot(0, Form.PAIR, sure=False, fixed=(0, None)), (None, None), Interval(Fraction(0), None)),
        (Slot(0, Form.PAIR, under=1), (6, 4), point(Fraction(3, 2))),
        (Slot(0, Form.WHOLE, sure=False, optional=True, fixed=(0, 5)), (MAYBE,), Maybe(Interval(Fraction(0), Fraction(5)))),
        (Slot(0, Form.PAIR, optional=True), ((1, 2),), point(Fraction(1, 2))),
        (Slot(0, Form.PAIR, optional=True), (ABSENT,), Absent()),
    ],
)
def test_an_answer_is_made_of_what_is_held(slot: Slot, held: tuple[object, ...], told: Answer) -> None:
    assert slot.answer(held) == told


def test_an_optional_truth_or_name_of_which_nothing_is_known_says_nothing() -> None:
    assert optional(MAYBE, Form.TRUTH, (None, None)) == Maybe(Truth.U)
    assert optional(MAYBE, Form.NAME, (None, None)) == Maybe(Symbol(None))


def test_a_list_is_not_made_an_answer_of() -> None:
    with pytest.raises(AssertionError):
        answer((), Form.RECORDS)


def test_a_row_of_truths_is_none_of_numbers() -> None:
    assert row_of((False, True), Form.TRUTH) == (Truth.F, Truth.T)
    assert row_of((0, 1), Form.WHOLE) == (point(0), point(1))
    held = Slot(1, Form.TRUTH, row=row_of((True, False, True), Form.TRUTH))
    assert [held.answer((None, place)) for place in range(3)] == [Truth.T, Truth.F, Truth.T]
