import pytest

from tests.awards import HEAD, award
from tests.checking.texts import said

POLICY = HEAD.format(rules="") + "措施 奖励 @一:\n    责任单位: 未载明\n"


def found(*lines: str) -> list[str]:
    return [code for code in said(POLICY + award("奖", *lines), "") if code != "source-missing"]


PER = ("对每个: 项目 甲", "金额: 甲.投资额")


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (("金额: 甲数", "上限: 1万元", "已获: 已领"), []),
        (("上限: 1万元", "已获: 已领", "年度上限: 1万元"), ["only-with-amount"] * 3),
        (("金额: 甲数", "上限: 10%"), ["type-mismatch"]),
        (("金额: 甲数", "上限: 10"), ["unit-missing"]),
        (("金额: 甲数", "已获: 0元"), []),
        (("金额: 甲数", "已获: 0元 - 1元"), ["cap-positive"]),
        (("金额: 甲数", "每项上限: 1万元", "年度上限: 1万元 按 入驻日"), ["only-per-record", "only-per-record"]),
        ((*PER, "每项上限: 甲.投资额 × 50%", "年度上限: 1万元 按 甲.验收日", "上限: 2万元"), []),
        ((*PER, "上限: 甲.投资额"), ["name-unknown"]),
        ((*PER, "年度上限: 1万元 按 甲.投资额"), ["type-mismatch"]),
        ((*PER, "年度上限: 1万元 按 入驻日"), ["yearly-cap-date"]),
        (("对每个: 甲数 甲", "金额: 甲.投资额"), ["list-expected"]),
        (("对每个: 没有 甲", "金额: 甲.投资额"), ["name-unknown"]),
        (("对每个: 项目 甲数", "金额: 1元"), ["variable-taken"]),
        (("金额: 甲数", "加成: 奖"), ["definition-circle"]),
        (("金额: 甲数", "加成: 没有", "不得兼得: 也没有"), ["entitlement-unknown", "entitlement-unknown"]),
        (("对每个: 项目 甲", "条件: 甲.投资额 超过 1元"), []),
    ],
)
def test_an_award_says_only_what_goes_together(lines: tuple[str, ...], codes: list[str]) -> None:
    assert found(*lines) == codes


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (("第 1年: 80%", "第 2年 至 第 3年: 50%"), []),
        (("第 3年: 80%", "第 4年: 0%"), []),
        ((), ["schedule-empty"]),
        (("第 1年: 0.8",), ["unit-missing"]),
        (("第 1年: 101%",), ["share-range"]),
        (("第 2年 至 第 1年: 80%",), ["schedule-years"]),
        (("第 1年: 80%", "第 1年: 80%"), ["schedule-overlap"]),
        (("第 1年: 80%", "第 3年: 80%"), ["schedule-gap"]),
    ],
)
def test_the_years_of_a_schedule_follow_one_another(rows: tuple[str, ...], codes: list[str]) -> None:
    assert found("金额: 甲数", "分年: 自 入驻日", *(f"    {row}" for row in rows)) == codes


@pytest.mark.parametrize(
    ("rows", "codes"),
    [
        (("首期: 30%", "二期: 30%", "三期: 40%"), []),
        (("首期: 30%", "二期: 30%", "三期: 39.99%"), ["stages-sum"]),
        (("首期: 30%", "二期: 30%", "三期: 40.01%"), ["stages-sum"]),
        (("首期: 0%", "二期: 100%"), ["share-range"]),
        (("首期: 50%", "首期: 50%"), ["stage-twice"]),
        ((), ["stages-empty"]),
    ],
)
def test_the_stages_are_the_whole(rows: tuple[str, ...], codes: list[str]) -> None:
    assert found("金额: 甲数", "分期支付:", *(f"    {row}" for row in rows)) == codes
