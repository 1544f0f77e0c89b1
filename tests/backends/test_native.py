"""What is known is held in whole numbers, and given back as it was."""

from fractions import Fraction

import pytest

from policyrules.backends.native import ABSENT, Form, answer, form_of, native
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
        (Absent(), OptionalType(Scalar.DATE), ABSENT),
        (point(Fraction(1, 3)), OptionalType(Scalar.RATIO), (1, 3)),
    ],
)
def test_what_is_known_is_held_and_given_back(given: Answer, type_: Type, held: object) -> None:
    assert native(given, type_) == held
    assert answer(held, form_of(type_)) == given


@pytest.mark.parametrize(
    ("given", "type_"),
    [
        (Truth.U, Scalar.BOOL),
        (WHOLE_LINE, Scalar.MONEY),
        (Interval(Fraction(1), Fraction(2)), Scalar.PERCENT),
        (Symbol(None), Scalar.TEXT),
        (Maybe(WHOLE_LINE), OptionalType(Scalar.DATE)),
        (Records(None), ListType(ITEM)),
        (point(Fraction(1, 2)), Scalar.MONEY),  # not in whole 分
        (point(1 << 200), Scalar.MONEY),  # longer than a fact can be
    ],
)
def test_what_is_not_known_or_not_usual_is_not_held(given: Answer, type_: Type) -> None:
    assert native(given, type_) is None


def test_records_are_held_only_where_all_is_known_of_them() -> None:
    known = {"价": point(100), "退日": Absent()}
    assert native(Records((known,)), ListType(ITEM)) == ({"价": 100, "退日": ABSENT},)
    assert native(Records(()), ListType(ITEM)) == ()
    assert native(Records((known, {"价": WHOLE_LINE, "退日": Absent()})), ListType(ITEM)) is None


def test_a_series_holds_the_periods_that_have_a_known_value() -> None:
    given = Series({2021: point(1), 2022: Absent(), 2023: WHOLE_LINE}, WHOLE_LINE)
    assert native(given, SeriesType(Scalar.MONEY)) == {2021: 1}


def test_a_list_is_not_made_an_answer_of() -> None:
    with pytest.raises(AssertionError):
        answer((), Form.RECORDS)
