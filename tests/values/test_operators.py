from itertools import product

import pytest

from policyrules.values.operators import ARITHMETIC, BUILTINS, FITS, arithmetic, common, fits, ordered, usable
from policyrules.values.types import UNKNOWN_TYPE, EnumType, ListType, OptionalType, RecordType, Scalar, SeriesType

S = Scalar
TITLE = EnumType("称号", ("甲", "乙"))


@pytest.mark.parametrize(
    ("operator", "left", "right", "result"),
    [
        ("+", S.MONEY, S.MONEY, S.MONEY),
        ("*", S.MONEY, S.PERCENT, S.MONEY),
        ("*", S.RATIO, S.MONEY, S.MONEY),
        ("/", S.MONEY, S.MONEY, S.RATIO),
        ("/", S.MONEY, S.INTEGER, S.MONEY),
        ("-", S.RATIO, S.INTEGER, S.RATIO),
        ("*", S.PERCENT, S.NUMBER, S.PERCENT),
        ("-", S.DATE, S.DATE, S.DAYS),
        ("+", S.DATE, S.MONTHS, S.DATE),
        ("+", S.DAYS, S.DATE, S.DATE),
        ("-", S.DATE, S.DAYS, S.DATE),
        ("*", S.INTEGER, S.MONTHS, S.MONTHS),
        ("+", S.MONEY, S.PERCENT, None),
        ("*", S.MONEY, S.MONEY, None),
        ("+", S.DATE, S.DATE, None),
        ("-", S.QUARTER, S.INTEGER, S.QUARTER),
        ("+", S.INTEGER, S.MONTH, S.MONTH),
        ("-", S.QUARTER, S.QUARTER, S.INTEGER),
        ("-", S.QUARTER, S.MONTH, None),
        ("-", S.INTEGER, S.MONTH, None),
        ("*", S.QUARTER, S.INTEGER, None),
        ("-", S.MONTHS, S.DATE, None),
        ("+", S.MONTHS, S.DAYS, None),
        ("*", S.NUMBER, S.MONTHS, None),
        ("-", S.NUMBER, S.PERCENT, None),
        ("+", S.TEXT, S.TEXT, None),
        ("+", S.BOOL, S.INTEGER, None),
    ],
)
def test_operands_go_together_or_not(operator: str, left: Scalar, right: Scalar, result: Scalar | None) -> None:
    assert arithmetic(operator, left, right) == result


def test_sums_and_products_of_two_quantities_do_not_depend_on_their_order() -> None:
    for operator, left, right in product("+*", Scalar, Scalar):
        assert ARITHMETIC.get((operator, left, right)) == ARITHMETIC.get((operator, right, left))


def test_texts_and_truths_take_no_part_in_arithmetic() -> None:
    assert not {S.TEXT, S.BOOL} & {type_ for _, left, right in ARITHMETIC for type_ in (left, right)}


def test_a_quotient_fits_numbers_and_percentages_and_a_whole_number_fits_numbers() -> None:
    assert fits(S.RATIO, S.PERCENT)
    assert fits(S.RATIO, S.NUMBER)
    assert fits(S.INTEGER, S.NUMBER)
    assert not fits(S.NUMBER, S.INTEGER)
    assert not fits(S.NUMBER, S.PERCENT)
    assert not fits(S.PERCENT, S.NUMBER)
    assert fits(S.DATE, OptionalType(S.DATE))
    assert fits(OptionalType(S.DATE), OptionalType(S.DATE))
    assert all(wanted not in fitting for wanted, fitting in FITS.items())


def test_two_values_meet_in_a_type_that_both_fit() -> None:
    for left, right in product(Scalar, Scalar):
        both = common(left, right)
        assert both == common(right, left)
        assert both is None or (fits(left, both) and fits(right, both))
    assert common(S.RATIO, S.INTEGER) is S.NUMBER
    assert common(S.RATIO, S.PERCENT) is S.PERCENT
    assert common(S.MONEY, S.PERCENT) is None
    assert common(TITLE, TITLE) == TITLE
    assert common(TITLE, S.TEXT) is None


def test_what_is_unknown_goes_with_everything() -> None:
    assert arithmetic("+", UNKNOWN_TYPE, S.TEXT) == UNKNOWN_TYPE
    assert common(UNKNOWN_TYPE, TITLE) == TITLE
    assert common(S.MONEY, UNKNOWN_TYPE) is S.MONEY
    assert fits(UNKNOWN_TYPE, S.MONEY)
    assert ordered(UNKNOWN_TYPE)


def test_only_single_values_are_usable() -> None:
    record = RecordType("认定记录", ())
    assert usable(TITLE)
    assert usable(S.DATE)
    assert not any(map(usable, (record, ListType(record), SeriesType(S.MONEY))))
    assert arithmetic("+", ListType(record), S.MONEY) is None
    assert not ordered(TITLE)
    assert ordered(S.DATE)


def test_builtin_functions_have_a_name_in_each_language() -> None:
    assert {name: builtin.name for name, builtin in BUILTINS.items() if not name.isascii()} == {
        "年份": "year", "月份": "month", "日": "day", "较大者": "max", "较小者": "min",
        "满年数": "full_years", "满月数": "full_months",
    }  # fmt: skip
    assert {builtin.name for builtin in BUILTINS.values()} == {name for name in BUILTINS if name.isascii()}
