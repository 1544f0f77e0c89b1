"""A small policy for the tests of suites, and a suite of it."""

from datetime import date

import policyrules
from policyrules.testing.drawing.trial import Trial
from policyrules.testing.suites.files import suite_text
from policyrules.testing.suites.suite import Entry, Review, Suite, entry_of, suite_of

TEXT = """\
政策 样例 "样例":
    文号: "样〔2024〕1号"
    发文: "样"
    印发: 2024-01-01
    施行: 2024-01-01 起 3年
    语言: "zh"

枚举 档次: 甲级、乙级

记录 认定记录:
    认定日: 日期
    有效至: 日期 可不填

事实:
    人数: 整数 0 至 10000
    收入: 金额 按年
    认定: 认定记录 列表

疑义 算法 "怎么算":
    选项 按人
    选项 按户
    采用: 按人
    因: "样"

单位:
    局 "局"

层次 示范 "示范企业" 位次 1:
    有效期: 未载明
    持有: 认定 中有一项 项: 项.认定日 不晚于 当日
    达标: 人数 不少于 10

定义 档 @四 "档次": 档次
    按 人数:
        100 以上: 甲级
        否则: 乙级

措施 支持 @二 "支持":
    责任单位: 局
    支持事项 奖励 给予 "奖励":
        条文:
            | 给予奖励
        条件: 人数 不少于 50 且 算法 为 按人
        金额: 收入[上年] × 10%
    支持事项 服务 给予 "服务":
        条文:
            | 给予服务
        条件: 持有 示范
        金额: 未载明
"""

DAY = date(2024, 6, 1)
REVIEW = Review("张三", date(2026, 1, 5))


def policy(old: str = "", new: str = "") -> policyrules.Policy:
    """Return the policy, changed or as it is."""
    assert TEXT.count(old) == 1 or not old
    return policyrules.load(TEXT.replace(old, new) if old else TEXT)


def entry(of: policyrules.Policy, title: str = "例", readings: dict[str, str] | None = None, **facts: object) -> Entry:
    """Return an entry for an enterprise."""
    return entry_of(of, Trial(facts, DAY, readings or {}), title, (title,))


def suite(of: policyrules.Policy) -> Suite:
    """Return two entries, of which nobody has accepted any."""
    return suite_of(of, 1, (entry(of, "恰为50人", 人数=50, 收入={2023: "3元"}), entry(of, "不知人数", 认定=[])), "0.1.0")


def lines(of: Suite) -> list[str]:
    """Return the lines of its file."""
    return suite_text(of).splitlines()
