import pytest

from tests.lint.policies import HEAD, places

DUTY = """\
措施 评选 @一:
    责任单位: 市工信局
    职责 评选 组织:
        条文:
            | 组织评选{said}
"""


def found(code: str, said: str, line: str = "") -> int:
    return len(places(code, HEAD + DUTY.format(said=said) + (f"        {line}\n" if line else "")))


YEARLY, HALF = "周期: 每 1年 1 次 自 2024-02-01", "周期: 每 6个月 1 次 自 2024-02-01"


@pytest.mark.parametrize(
    "said", ["，每年一次", "，每半年一次", "，6月30日前完成", "，12月底以前完成", "，年底前完成", " once every year"]
)
def test_a_time_in_the_quote_is_to_be_encoded(said: str) -> None:
    assert found("duty-untimed", said) == 1
    assert found("duty-untimed", said, YEARLY) == found("duty-untimed", said, "期限: 2024-06-30") == 0


@pytest.mark.parametrize("said", ["", "，3个月内完成", "，有效期三年", "，以前未参评的优先"])
def test_what_no_calendar_tells_is_no_time(said: str) -> None:
    assert found("duty-untimed", said) == 0


@pytest.mark.parametrize(
    ("said", "line", "count"),
    [
        ("，每年一次", YEARLY, 0),
        ("，每半年一次", YEARLY, 1),
        ("，每半年一次", HALF, 0),
        ("，每季度一次", HALF, 1),
        (" quarterly", "周期: 每 3个月 1 次 自 2024-02-01", 0),
        (" Every Quarter", YEARLY, 1),
        ("，一年一次", HALF, 0),
        ("，每年评选，每半年复核", HALF, 0),
    ],
)
def test_a_duty_is_to_recur_as_its_quote_says(said: str, line: str, count: int) -> None:
    assert found("recurrence-differs", said, line) == count


def test_a_deadline_is_to_fall_in_a_year_that_is_quoted() -> None:
    deadline = "期限: 2025-12-31"
    assert found("deadline-unquoted", "，2025年底前完成", deadline) == 0
    assert found("deadline-unquoted", "，二〇二五年底前完成", deadline) == 0
    assert found("deadline-unquoted", "，2026年底前完成", deadline) == 1
    assert found("deadline-unquoted", "", deadline) == 1
    lead = DUTY.format(said="").replace("    职责", "    引语:\n        | 到2025年\n    职责")
    assert places("deadline-unquoted", f"{HEAD}{lead}        {deadline}\n") == []
