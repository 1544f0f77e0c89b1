import pytest

from tests.checking.texts import FACTS, checked


@pytest.mark.parametrize(
    ("expression", "zh", "en"),
    [
        ("增幅 高于 3", "数 `3` 没有单位，这里应是比例", "the number `3` has no unit, a percentage is expected here"),
        ("注册资本 高于 0.5", "数 `0.5` 没有单位，这里应是金额", "the number `0.5` has no unit, money is expected here"),
        ("注册资本 高于 成立日", "金额与日期不能比较", "money cannot be compared with a date"),
        ("等级 为 人数", "`称号名`与整数不能比较", "`称号名` cannot be compared with a whole number"),
        ("注册资本 高于 3%", "金额与比例不能比较", "money cannot be compared with a percentage"),
        ("注册资本 - 3% 高于 1元", "金额与比例不能相加减", "money and a percentage cannot be added or subtracted"),
        ("成立日 * 3 晚于 当日", "日期 × 整数 没有意义", "a date × a whole number has no meaning"),
    ],
)
def test_both_types_are_named_in_the_words_of_a_drafter(expression: str, zh: str, en: str) -> None:
    (found,) = [d for d in checked(f"{FACTS}    总是: {expression}\n").diagnostics if not d.code.endswith("-unused")]
    assert (found.message("zh"), found.message("en")) == (zh, en)


@pytest.mark.parametrize(
    ("expression", "fixed"),
    [("增幅 高于 3", "`3%`"), ("注册资本 高于 3", "`3元`或`3万元`"), ("成立日 + 3 晚于 当日", "`3年`、`3个月`或`3天`")],
)
def test_a_number_without_its_unit_is_written_with_it(expression: str, fixed: str) -> None:
    (found,) = [d for d in checked(f"{FACTS}    总是: {expression}\n").diagnostics if not d.code.endswith("-unused")]
    assert found.help("zh") == f"写 {fixed}"


def test_a_number_of_years_is_never_told_to_be_one_of_months_alone() -> None:
    head = "层次 甲:\n    有效期: 3\n    持有: 是\n"
    (found,) = [d for d in checked(f"{FACTS}{head}").diagnostics if d.code == "unit-missing"]
    assert found.help("zh") == "写 `3年`或`3个月`"


def test_a_year_where_a_day_is_compared_is_no_number_of_days() -> None:
    (found,) = [d for d in checked(f"{FACTS}    总是: 成立日 早于 2024\n").diagnostics if not d.code.endswith("-unused")]
    assert (found.code, found.message("zh")) == ("date-without-day", "日期应当写到日，写的是 `2024`")
