"""Values, distances and paths as people read them."""

from datetime import date
from fractions import Fraction

import pytest

from policyrules.core.program import Comparator, FactSpec, Program
from policyrules.explain.operands import Comparison, Distance, Operand, OperandKind
from policyrules.explain.phrases import distance_words, fact_path, number, operand_value, plain, requirement, value
from policyrules.values.answers import WHOLE_LINE, Absent, Interval, Maybe, Symbol, Truth, point
from policyrules.values.types import OptionalType, Scalar, Type

DAY = date(2023, 3, 1).toordinal()


@pytest.mark.parametrize(
    ("exact", "type_", "said"),
    [
        (Fraction(73, 2000), Scalar.PERCENT, "3.65%"),
        (Fraction(1, 3), Scalar.RATIO, "约 33.33%"),
        (Fraction(2, 3), Scalar.NUMBER, "约 0.67"),
        (Fraction(50_000_000), Scalar.MONEY, "50万元"),
        (Fraction(100, 3), Scalar.MONEY, "约 0.33元"),
        (Fraction(DAY), Scalar.DATE, "2023-03-01"),
        (Fraction(36), Scalar.MONTHS, "3年"),
        (Fraction(5), Scalar.INTEGER, "5"),
    ],
)
def test_numbers_are_written_in_a_drafters_units(exact: Fraction, type_: Scalar, said: str) -> None:
    assert number(exact, type_, "zh") == said


@pytest.mark.parametrize(
    ("exact", "type_", "zh", "en"),
    [
        (Fraction(123_456_789_012), Scalar.MONEY, "1234567890.12元", "1,234,567,890.12 yuan"),
        (Fraction(-123_456_700), Scalar.MONEY, "-123.4567万元", "-1,234,567 yuan"),
        (Fraction(100_000), Scalar.MONEY, "1000元", "1,000 yuan"),
        (Fraction(99_999), Scalar.MONEY, "999.99元", "999.99 yuan"),
        (Fraction(370_370_368, 3), Scalar.MONEY, "约 1234567.89元", "about 1,234,567.89 yuan"),
        (Fraction(12_345, 1000), Scalar.RATIO, "1234.5%", "1,234.5%"),
        (Fraction(1_500), Scalar.DAYS, "1500天", "1,500 days"),
        (Fraction(12_345), Scalar.INTEGER, "12345", "12,345"),
        (Fraction(-123_455, 10), Scalar.NUMBER, "-12345.5", "-12,345.5"),
        (Fraction(-1, 10_000), Scalar.PERCENT, "-0.01%", "-0.01%"),
        (Fraction(-50), Scalar.MONEY, "-0.5元", "-0.5 yuan"),
    ],
)
def test_english_has_the_digits_of_long_numbers_in_groups(exact: Fraction, type_: Scalar, zh: str, en: str) -> None:
    assert (number(exact, type_, "zh"), number(exact, type_, "en")) == (zh, en)


@pytest.mark.parametrize("type_", [Scalar.INTEGER, Scalar.NUMBER])
def test_what_may_be_a_year_keeps_its_four_digits_together(type_: Scalar) -> None:
    assert number(Fraction(2024), type_, "en") == "2024"


@pytest.mark.parametrize(
    ("distance", "zh", "en"),
    [
        (Distance(Fraction(6, 1000), Scalar.PERCENT, True), "相差 0.6 个百分点", "0.6 percentage points away"),
        (Distance(Fraction(1, 100), Scalar.PERCENT, True), "相差 1 个百分点", "1 percentage point away"),
        (Distance(Fraction(10001, 1000000), Scalar.RATIO, True), "相差 1.0001 个百分点", "1.0001 percentage points away"),
        (Distance(Fraction(1, 99), Scalar.RATIO, True), "相差 约 1.01 个百分点", "about 1.01 percentage points away"),
        (Distance(Fraction(100001, 9999999), Scalar.RATIO, True), "相差 约 1 个百分点", "about 1 percentage point away"),
        (Distance(Fraction(2), Scalar.DATE, True), "相差 2 天", "2 days away"),
        (Distance(Fraction(1), Scalar.DATE, False), "至少相差 1 天", "at least 1 day away"),
        (Distance(Fraction(10_000_000), Scalar.MONEY, True), "相差 10万元", "100,000 yuan away"),
        (Distance(Fraction(1461), Scalar.DATE, True), "相差 1461 天", "1,461 days away"),
    ],
)
def test_distances_are_said_with_what_they_count(distance: Distance, zh: str, en: str) -> None:
    assert (distance_words(distance, "zh"), distance_words(distance, "en")) == (zh, en)


def test_what_is_not_known_is_never_said_to_be_a_value() -> None:
    assert value(Truth.U, Scalar.BOOL, "zh") == "不能确定"
    assert value(Symbol(None), Scalar.TEXT, "zh") == "不能确定"
    assert value(Maybe(WHOLE_LINE), OptionalType(Scalar.DATE), "zh") == "未提供"
    assert value(Absent(), OptionalType(Scalar.DATE), "zh") == "未填"
    assert value(Interval(Fraction(60), Fraction(80)), Scalar.NUMBER, "zh") == "60 至 80 之间"
    assert value(Interval(Fraction(0), None), Scalar.NUMBER, "zh") == "不低于 0"


def test_a_date_in_an_optional_field_is_written_as_a_date() -> None:
    assert value(point(DAY), OptionalType(Scalar.DATE), "zh") == "2023-03-01"


def operand(kind: OperandKind, name: str, type_: Type = Scalar.DATE) -> Operand:
    return Operand(kind, name, point(DAY), type_)


def test_days_are_compared_in_words_for_days_and_numbers_in_words_for_numbers() -> None:
    days = Comparison(Comparator.LE, operand(OperandKind.DAY, ""), operand(OperandKind.NAMED, "到期日(项, 期限)"), None)
    assert requirement(days, "zh") == "当日 不晚于 到期日"
    assert requirement(days, "en") == "the decision date on or before 到期日"
    rate = Operand(OperandKind.LITERAL, "", point(Fraction(3, 100)), Scalar.PERCENT)
    share = Operand(OperandKind.FACT, "研发占比", point(Fraction(24, 1000)), Scalar.PERCENT, path="研发占比")
    assert requirement(Comparison(Comparator.GE, share, rate, None), "zh") == "研发占比 不低于 3%"
    assert operand_value(share, "zh") == "研发占比 2.4%"


def test_a_fact_that_is_not_given_is_said_so_beside_its_name() -> None:
    assert (
        operand_value(Operand(OperandKind.FACT, "营业收入", WHOLE_LINE, Scalar.MONEY, path="营业收入"), "zh")
        == "营业收入 未提供"
    )


def test_expressions_lose_what_only_a_program_needs() -> None:
    assert plain("甲.称号 为 省级专精特新，且 在有效期内(甲, 3年)") == "称号 为 省级专精特新，且 在有效期内"
    assert plain("较小者(甲.额, 上限(甲, 3年)) × 5%") == "较小者(额, 上限) × 5%"
    assert plain("项.撤销日 未填 或 项.撤销日 晚于 当日") == "撤销日 未填 或 撤销日 晚于 当日"
    assert plain("研发费用 / 营业收入 ≥ 3.65%") == "研发费用 / 营业收入 ≥ 3.65%"


def test_paths_are_said_for_people() -> None:
    program = Program((), (), (FactSpec("营业收入", Scalar.MONEY, "营业收入总额"),), (), ())
    assert fact_path("认定[1].认定日", program, "zh") == "认定第1项的认定日"
    assert fact_path("认定[1].认定日", program, "en") == "认定日 of 认定 no. 1"
    assert fact_path("营业收入[2021]", program, "zh") == "2021年营业收入（营业收入总额）"
    assert fact_path("营业收入[2024Q3]", program, "zh") == "2024年第3季度营业收入（营业收入总额）"
    assert fact_path("营业收入[2024-09]", program, "zh") == "2024年9月营业收入（营业收入总额）"
    assert fact_path("营业收入[2024Q3]", program, "en") == "营业收入 2024 Q3 (营业收入总额)"
    assert fact_path("营业收入[2024-09]", program, "en") == "营业收入 2024-09 (营业收入总额)"
    assert fact_path("营业收入", program, "zh") == "营业收入（营业收入总额）"
