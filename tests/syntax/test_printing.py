import pytest

from policyrules.diagnostics import Language
from policyrules.syntax.formatter import print_file
from policyrules.syntax.printing import is_day
from tests.syntax.test_expressions import body
from tests.syntax.test_formatter import expression


def printed(text: str, language: Language = "zh") -> str:
    return print_file(expression(body(text)), language).removeprefix("定义 x = ").removeprefix("define x = ").rstrip("\n")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "1 + 2 * 3",
        "(1 + 2) * 3",
        "1 - (2 - 3)",
        "1 / (2 * 3)",
        "-(1 + 2)",
        "--1",
        "(甲 未填则 乙) + 3年",
        "甲 未填则 乙 + 3年",
        "(甲 + 乙).丙[上年]",
        "非 (甲 或 乙)",
        "非 非 甲",
        "(甲 且 乙) 且 丙",
        "甲 且 (乙 或 丙) 且 丁",
        "(如果 甲 则 乙 否则 丙) + 1",
        "如果 甲 则 如果 乙 则 1 否则 2 否则 3",
        "(甲 中有一项: 乙) 且 丙",
        "甲 中有一项 丁: 丁.乙 且 丙",
        "甲 中合计 丁: 丁.乙 其中 丁.丙",
        "甲 于 乙.丙",
        "甲 属于 (乙 + 1、丙)",
        "甲 属于 (乙.丙)",
        "持有 甲、乙 之一",
        "(甲 高于 乙) 为 是",
    ],
)
def test_brackets_stand_where_they_are_needed_and_nowhere_else(text: str) -> None:
    assert printed(text) == text
    assert printed(f"({text})") == text


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("认定日 > 当日", "认定日 晚于 当日", "认定日 after decision date"),
        ("甲.认定日 + 3年 < 2022-01-01", "甲.认定日 + 3年 早于 2022-01-01", "甲.认定日 + 3 years before 2022-01-01"),
        ("到期日(甲) <= 乙", "到期日(甲) 不晚于 乙", "到期日(甲) not after 乙"),
        ("收入 <= 乙", "收入 不高于 乙", "收入 not above 乙"),
    ],
)
def test_days_are_earlier_or_later_and_numbers_lower_or_higher(text: str, zh: str, en: str) -> None:
    assert printed(text) == zh
    assert printed(text, "en") == en


def test_what_looks_like_a_day_is_one_to_a_reader() -> None:
    assert is_day(body("当日 - 30天"))
    assert not is_day(body("如果 甲 则 当日 否则 当日"))
