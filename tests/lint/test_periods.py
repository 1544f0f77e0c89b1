import pytest

from tests.lint.policies import HEAD, places

MEASURE = "措施 展会 @一:\n    责任单位: 市工信局\n"


@pytest.mark.parametrize(
    ("window", "is_found"),
    [
        ("2024-02-01 至 2026-12-31", False),
        ("2024-01-31 至 2026-12-31", True),
        ("2024-02-01 至 2027-01-01", True),
        ("2024-03-01 起", False),
        ("至 2026-12-31", False),
        ("2025-01-01 起 2年", False),
        ("2025-01-01 起 3年", True),
        ("2026-12-01 起 31天", False),
        ("2026-12-01 起 32天", True),
    ],
)
def test_a_window_is_to_lie_in_that_of_the_policy(window: str, is_found: bool) -> None:
    assert len(places("window-outside", f"{HEAD}{MEASURE}    期间: {window}\n")) == is_found


READING = """
疑义 算法:
    选项 甲
    选项 乙
    采用: 甲
    因: "惯例"

定义 末日 = 如果 算法 为 甲 则 2026-12-31 否则 2027-06-30
"""


def test_the_end_of_a_policy_may_depend_on_a_reading() -> None:
    head = HEAD.replace("2024-02-01 至 2026-12-31", "2024-02-01 至 末日")
    assert places("window-outside", f"{head}{MEASURE}    期间: 至 2027-01-01\n{READING}") == ["期间: 至 2027-01-01"]


@pytest.mark.parametrize(
    ("years", "is_found"),
    [
        ("(2024—2026年)", False),
        ("（2024-2026年）", False),
        ("(2024—2025年)", True),
        ("(2023年—2026年)", True),
        ("", False),
        ("(试行)", False),
    ],
)  # fmt: skip
def test_the_years_of_the_title_are_to_be_those_of_the_policy(years: str, is_found: bool) -> None:
    assert len(places("years-of-title", HEAD.replace("发展办法", f"发展办法{years}") + MEASURE)) == is_found


def test_nothing_is_said_of_a_policy_without_an_end() -> None:
    text = HEAD.replace("发展办法", "发展办法(2024—2025年)").replace("至 2026-12-31", "起") + MEASURE
    assert places("years-of-title", text) == []


TARGET = """\
目标 家数 @一:
    条文:
        | 培育100家
    数量: 100
    截至: {day}
    计入: 是专精特新

"""
TIER = """\
事实:
    是专精特新: 是否

层次 专精特新 @一:
    有效期: {validity}
    持有: 是专精特新

措施 推荐 @二:
    责任单位: 市工信局
    支持事项 申报 推荐:
        条文:
            | 推荐申报{said}
        对象: {who}
"""
HELD = TIER.format(validity="3年", said="", who="持有 专精特新")


@pytest.mark.parametrize(("day", "is_found"), [("2026-12-31", False), ("2027-01-01", True), ("2024-01-31", True)])
def test_a_target_is_to_be_reached_while_the_policy_is_in_force(day: str, is_found: bool) -> None:
    assert len(places("target-outside", HEAD + TARGET.format(day=day) + HELD)) == is_found


def test_a_policy_is_to_say_what_becomes_of_titles_that_outlive_it() -> None:
    assert places("title-outlives", HEAD + HELD) == ["施行: 2024-02-01 至 2026-12-31"]
    assert places("title-outlives", HEAD + TIER.format(validity="3年", said=",期满后继续有效", who="持有 专精特新")) == []
    assert places("title-outlives", HEAD + TIER.format(validity="3年", said="", who="是专精特新")) == []
    assert places("title-outlives", HEAD + TIER.format(validity="未载明", said="", who="持有 专精特新")) == []
    assert places("title-outlives", HEAD.replace("至 2026-12-31", "起") + HELD) == []


RATE = """\
参数 LPR: 比例
    {begins}: 3.45%
    2024-07-22: 3.35%
    完整至: {complete}

措施 融资 @一:
    责任单位: 市工信局
    支持事项 贷款 推动:
        条文:
            | 推动贷款利率不超过LPR
        利率上限: LPR
"""


@pytest.mark.parametrize(
    ("begins", "complete", "is_found"),
    [("2024-02-01", "2026-01-01", False), ("2024-02-02", "2026-01-01", True), ("2019-08-20", "2024-07-22", False)],
)
def test_a_parameter_is_to_have_a_value_when_the_policy_begins(begins: str, complete: str, is_found: bool) -> None:
    assert len(places("parameter-late", HEAD + RATE.format(begins=begins, complete=complete))) == is_found


def test_data_that_ends_before_the_policy_begins_is_found() -> None:
    old = RATE.format(begins="2019-08-20", complete="2024-01-31").replace("2024-07-22", "2023-07-22")
    assert places("parameter-late", HEAD + old) == ["LPR"]
    assert places("parameter-late", HEAD + old.replace("    完整至: 2024-01-31\n", "")) == ["LPR"]


@pytest.mark.parametrize(("day", "is_found"), [("2026-12-31", False), ("2025-12-31", True)])
def test_a_target_is_for_a_year_that_its_quote_names(day: str, is_found: bool) -> None:
    quoted = TARGET.format(day=day).replace("培育", "到2026年,培育", 1) + HELD
    assert "到2026年" in quoted
    assert len(places("target-year", HEAD + quoted)) == is_found
    assert places("target-year", HEAD + TARGET.format(day=day) + HELD) == []
