import unicodedata
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyrules.messages import MESSAGES
from policyrules.values.answers import Truth
from policyrules.values.quantity import MONEY_UNITS, show
from policyrules.values.reading import (
    DIGITS,
    TEXT_LENGTH,
    Misread,
    read_date,
    read_days,
    read_integer,
    read_money,
    read_month,
    read_months,
    read_number,
    read_percent,
    read_quarter,
    read_scalar,
    read_text,
    read_truth,
    written,
)
from policyrules.values.types import Scalar


def code(value: object) -> str:
    assert isinstance(value, Misread)
    return value.code


def near(value: object) -> str | None:
    assert isinstance(value, Misread)
    return value.arguments.get("near")


@pytest.mark.parametrize(
    ("raw", "fen"),
    [
        ("5000万元", 5000 * 10**6),
        ("1亿元", 10**10),
        ("500元", 50_000),
        ("0.01元", 1),
        ("3.5 万元", 3_500_000),
        ("-2千万元", -2 * 10**9),
        ("500 yuan", 50_000),
        (500, 50_000),
        (Decimal("12.34"), 1234),
        (Fraction(1, 4), 25),
        ("1万亿元", 10**14),
        ("7分", 7),
    ],
)
def test_money_is_counted_in_fen(raw: object, fen: int) -> None:
    assert read_money(raw) == fen


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("5000", "fact-money-unit"),
        ("0.001元", "fact-money-part"),
        (Decimal("0.001"), "fact-money-part"),
        (Fraction(1, 3), "fact-money-part"),
        ("元", "fact-not-money"),
        ("5 美元", "fact-not-money"),
        ("5%", "fact-not-money"),
        (True, "fact-truth-for-number"),
        (0.1, "fact-number-inexact"),
        (None, "fact-not-money"),
        ([], "fact-not-money"),
        ("9" * 32 + "亿元", "fact-number-huge"),
        (10**31, "fact-number-huge"),
        (Decimal("Infinity"), "fact-number-not-finite"),
        (float("nan"), "fact-number-not-finite"),
        (float("-inf"), "fact-number-not-finite"),
    ],
)
def test_what_is_not_money_is_refused(raw: object, expected: str) -> None:
    assert code(read_money(raw)) == expected


def test_money_nearly_written_right_is_suggested() -> None:
    assert near(read_money("5000万")) == "5000万元"
    assert near(read_money("１，０００ 元")) == "1000元"
    assert near(read_money("五千元")) is None


@given(st.integers(-(10**15), 10**15), st.sampled_from(sorted(MONEY_UNITS)))
@settings(max_examples=100)
def test_money_written_in_any_unit_is_that_many_of_it(count: int, unit: str) -> None:
    assert read_money(f"{count}{unit}") == count * MONEY_UNITS[unit]


@given(st.integers(-(10**25), 10**25), st.sampled_from(["zh", "en"]))
@settings(max_examples=100)
def test_money_as_it_is_shown_can_be_read_back(fen: int, language: str) -> None:
    assert read_money(show(Fraction(fen), Scalar.MONEY, "zh" if language == "zh" else "en")) == fen


@pytest.mark.parametrize(
    ("raw", "ratio"),
    [("4%", "1/25"), ("3.65 %", "73/2000"), ("-1%", "-1/100"), (Decimal("0.04"), "1/25"), (1, "1"), (Fraction(1, 3), "1/3")],
)
def test_a_percentage_is_a_ratio(raw: object, ratio: str) -> None:
    assert read_percent(raw) == Fraction(ratio)


def test_a_percentage_in_text_needs_its_sign() -> None:
    assert code(read_percent("0.04")) == "fact-percent-sign"
    assert code(read_percent("4‰")) == "fact-not-percent"
    assert near(read_percent("4％")) == "4%"
    assert code(read_percent(0.04)) == "fact-number-inexact"


def test_a_decimal_is_read_from_its_digits() -> None:
    assert read_number(Decimal("0.1")) == Fraction(1, 10)
    assert read_number("0.1") == Fraction(1, 10)
    assert read_number(Decimal("1E+3")) == 1000
    assert read_number(Decimal("0")) == 0


@pytest.mark.parametrize("raw", ["+5", "1e3", "1_000", ".5", "5.", "007", "٣", "0x1F", "", " 5", "NaN", "½", "−5", "5\n"])
def test_a_number_in_another_form_is_refused(raw: str) -> None:
    assert code(read_number(raw)) == "fact-not-number"


def test_a_number_of_too_many_digits_is_refused_at_once() -> None:
    many_zeros = [Decimal(text) for text in ("1E+1000000", "1E-1000000", "0E+999999999", "1E+999999999999999999")]
    integers = [10**32, -(10**32), 10**5000]
    texts = ["9" * 33, "9" * 10_000_000, "0." + "1" * 32]
    for raw in (*many_zeros, *integers, *texts, Fraction(1, 10**32), Decimal("0." + "1" * 33)):
        assert code(read_number(raw)) == "fact-number-huge"
        assert len(written(raw)) < 80


def test_a_number_of_as_many_digits_as_there_may_be_is_read() -> None:
    assert read_integer("9" * DIGITS) == 10**DIGITS - 1
    assert read_integer(10**DIGITS - 1) == 10**DIGITS - 1
    assert read_number("-0." + "1" * (DIGITS - 1)) == Fraction("-0." + "1" * (DIGITS - 1))


def test_an_integer_has_no_fraction() -> None:
    assert read_integer("12.0") == read_integer(Decimal("12.00")) == read_integer(12) == 12
    for raw in (Decimal("12.5"), "12.5", Fraction(25, 2)):
        assert code(read_integer(raw)) == "fact-not-integer"
    assert code(read_integer(True)) == "fact-truth-for-number"


def test_lengths_of_time_are_counted_in_months_and_days() -> None:
    assert [read_months(raw) for raw in ("3年", "18个月", "1 year", "2 months", 7)] == [36, 18, 12, 2, 7]
    assert [read_days(raw) for raw in ("30天", "30 days", "1日", 7)] == [30, 30, 1, 7]
    for raw in ("1.5年", "-3年", "30天", -1, Decimal("1.5"), None, {}):
        assert code(read_months(raw)) == "fact-not-months"
    assert near(read_months("18")) == "18个月"
    assert near(read_days("30")) == "30天"


@pytest.mark.parametrize("raw", ["2022-06-01", "2022年6月1日", "2022年06月01日", date(2022, 6, 1)])
def test_a_date_is_the_ordinal_of_its_day(raw: object) -> None:
    assert read_date(raw) == date(2022, 6, 1).toordinal()


@pytest.mark.parametrize(
    ("raw", "expected", "suggested"),
    [
        ("2023-02-30", "fact-date-no-day", "2023-02-28"),
        ("2024年2月30日", "fact-date-no-day", "2024-02-29"),
        ("2023-00-01", "fact-date-no-month", None),
        ("2023-13-01", "fact-date-no-month", None),
        ("2023-01-00", "fact-date-no-day", "2023-01-31"),
        ("0000-01-01", "fact-date-no-year", None),
        (20220601, "fact-date-number", "2022-06-01"),
        (44713, "fact-date-number", None),
        ("20220601", "fact-not-date", "2022-06-01"),
        ("2022/6/1", "fact-not-date", "2022-06-01"),
        ("2022-06", "fact-not-date", None),
        ("2022-06-01 10:00", "fact-not-date", "2022-06-01"),
        ("٢٠٢٢-٠٦-٠١", "fact-not-date", None),
        (True, "fact-not-date", None),
        (None, "fact-not-date", None),
        (Decimal(20220601), "fact-not-date", None),
        (datetime(2022, 6, 1, 10), "fact-date-time", "2022-06-01"),
    ],
)
def test_what_is_no_date_is_refused_with_the_fix(raw: object, expected: str, suggested: str | None) -> None:
    assert code(read_date(raw)) == expected
    assert near(read_date(raw)) == suggested


def test_the_error_of_a_spreadsheet_is_no_text() -> None:
    assert code(read_text("#N/A")) == code(read_text("#DIV/0!")) == "fact-text-error"
    assert read_text("#1") == "#1" and read_text("N/A") == "N/A"


def test_the_day_of_pandas_that_is_none_is_no_date() -> None:
    nat = pytest.importorskip("pandas").NaT
    assert code(read_date(nat)) == "fact-not-date" and near(read_date(nat)) is None


def test_a_huge_number_is_no_date_either() -> None:
    assert code(read_date(10**5000)) == "fact-date-number"


def test_only_true_false_and_their_chinese_words_are_truths() -> None:
    assert [read_truth(raw) for raw in (True, False, "是", "否")] == [Truth.T, Truth.F, Truth.T, Truth.F]
    for raw in (1, 0, "true", "yes", "no", "y", None, "", [], Truth.T):
        assert code(read_truth(raw)) == "fact-not-truth"


def test_a_text_is_one_visible_line() -> None:
    assert read_text("新会 某公司") == "新会 某公司"
    assert read_text(unicodedata.normalize("NFD", "é")) == "é"
    assert read_text("𠮷野家") == "𠮷野家"
    assert code(read_text("a" * (TEXT_LENGTH + 1))) == "fact-text-long"
    for raw in ("a\nb", "a\u202eb", "a\u200bb", "\ud800", "a\x00", "a\U000e0041"):
        assert code(read_text(raw)) == "fact-text-hidden"
    for raw in (" a", "a\u3000"):
        assert code(read_text(raw)) == "fact-text-space"
    for raw in (1, True, None, ["a"], b"a"):
        assert code(read_text(raw)) == "fact-not-text"


@given(
    st.sampled_from(Scalar),
    st.one_of(st.text(max_size=40), st.integers(), st.decimals(), st.floats(), st.booleans(), st.dates(), st.none()),
)
@settings(max_examples=300)
def test_every_value_is_read_or_refused_with_a_known_code(type_: Scalar, raw: object) -> None:
    value = read_scalar(raw, type_)
    if isinstance(value, Misread):
        for language in ("zh", "en"):
            MESSAGES[value.code][language][0].format_map(value.arguments)
    elif isinstance(value, Fraction):
        assert abs(value.numerator) < 10 ** (DIGITS + 2)


@given(st.from_regex(r"\A[-+]?[0-9,. ]{1,40}(%|％|元|万元|万|年|天|个月|日)?\Z"))
@settings(max_examples=200)
def test_what_is_suggested_can_be_read(raw: str) -> None:
    for type_ in (Scalar.NUMBER, Scalar.INTEGER, Scalar.MONEY, Scalar.PERCENT, Scalar.DATE, Scalar.MONTHS, Scalar.DAYS):
        value = read_scalar(raw, type_)
        if isinstance(value, Misread) and value.code.startswith("fact-not-") and (meant := value.arguments.get("near")):
            assert not isinstance(read_scalar(meant, type_), Misread)


def test_a_quarter_and_a_month_of_a_year_are_read_as_their_numbers() -> None:
    assert read_quarter("2024Q3") == read_scalar("2024年第3季度", Scalar.QUARTER) == 2024 * 4 + 2
    assert read_month("2024-09") == read_scalar("2024年9月", Scalar.MONTH) == 2024 * 12 + 8
    assert [code(read_quarter("2024")), code(read_month("2024-13")), code(read_month(202409))] == [
        "fact-quarter", "fact-month", "fact-month",
    ]  # fmt: skip


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    ("written", "expected"),
    [("inf", "fact-number-not-finite"), ("nan", "fact-number-not-finite"), ("1.5", "fact-number-inexact")],
)
def test_a_number_of_numpy_is_refused_without_a_warning(written: str, expected: str) -> None:
    assert code(read_money(pytest.importorskip("numpy").float32(written))) == expected
