import pytest

from policyrules.lint.allowances import read_allowances
from policyrules.source import Source
from policyrules.syntax.canonical import canonical

CODES = {"unit-unstated", "amount-unstated"}

POLICY = """\
# 允许 unit-unstated 因 "甲"
措施 甲 @一:
    责任单位: 未载明  # 允许 amount-unstated 因 "乙"
    # allow unit-unstated because "丙"
    职责 培训 开展:
        # 别的话

        条文:
            # 允许 amount-unstated，因 “丁“戊””
            | 开展培训
        # 允许 unit-unstated 因 "末尾"
措施 乙 @二:
    责任单位: 未载明
"""


def read(text: str) -> list[tuple[str, str, range]]:
    allowances, wrong = read_allowances(Source("甲.pol", text), CODES)
    assert wrong == ()
    return [(one.code, one.reason, one.lines) for one in allowances]


def covered(text: str, lines: range) -> int:
    """Return how many lines that say something are covered."""
    return sum(bool(line.strip()) for number, line in enumerate(text.splitlines(), 1) if number in lines)


def test_an_allowance_covers_its_line_or_the_one_below_with_all_under_it() -> None:
    assert read(POLICY) == [
        ("unit-unstated", "甲", range(2, 11)),
        ("amount-unstated", "乙", range(3, 4)),
        ("unit-unstated", "丙", range(5, 11)),
        ("amount-unstated", "丁“戊”", range(10, 11)),
        ("unit-unstated", "末尾", range(0)),
    ]


def test_allowances_stay_where_they_are_when_a_policy_is_formatted_or_its_keywords_are_translated() -> None:
    for language in ("zh", "en"):
        text, wrong = canonical(Source("甲.pol", POLICY), language)
        assert text is not None and wrong == ()
        assert [one[:2] for one in read(text)] == [one[:2] for one in read(POLICY)]
        assert [covered(text, one[2]) for one in read(text)] == [covered(POLICY, one[2]) for one in read(POLICY)]


@pytest.mark.parametrize(
    ("comment", "code"),
    [
        ('# 允许 unit-unsttaed 因 "理由"', "allowance-unknown"),
        ("# allow unit-unsttaed because of this", "allowance-unknown"),
        ("# 允许 unit-unstated", "allowance-reason"),
        ("# 允许 unit-unstated 因", "allowance-reason"),
        ('# 允许 unit-unstated 因 "  "', "allowance-reason"),
        ("# 允许 unit-unstated 因 原文如此", "allowance-reason"),
        ('# 允许 unit-unstated 因 "原文如此" 不改', "allowance-reason"),
    ],
)
def test_an_allowance_that_says_too_little_is_reported_and_allows_nothing(comment: str, code: str) -> None:
    allowances, (wrong,) = read_allowances(Source("甲.pol", comment + "\n" + POLICY.partition("\n")[2]), CODES)
    assert wrong.code == code
    assert wrong.span is not None and wrong.span.text == comment
    assert len(allowances) == 4


@pytest.mark.parametrize("comment", ["# 允许企业补报", "# allow for-profit firms too", "# 说明：允许 unit-unstated", "# allow"])
def test_other_comments_are_no_allowances(comment: str) -> None:
    assert read(comment + "\n") == []
