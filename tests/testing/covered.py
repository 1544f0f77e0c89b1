"""A policy with something of every kind that can be shown, and a way to decide on it."""

from datetime import date
from pathlib import Path

from policyrules import api
from policyrules.explain.decision import Decision
from policyrules.policy import Policy
from policyrules.source import Source

TEXT = """政策 补贴 "补贴办法":
    文号: "补〔2023〕1号"
    发文: "某局"
    印发: 2022-12-26
    施行: 2023-01-01 至 末日

枚举 类别名: 甲类、乙类
记录 认定记录:
    类别: 类别名
    认定日: 日期
    撤销日: 日期 可不填

事实:
    人数: 整数 0 至 1000000
    上市: 是否
    山区: 是否
    认定: 认定记录 列表
    投资额: 金额 0元 至 1亿元

疑义 末日算法 @一 "末日":
    选项 早 "早"
    选项 晚 "晚"
    采用: 早
    因: "试"

定义 末日 = 如果 末日算法 为 早 则 2023-12-30 否则 2023-12-31

定义 有效(项: 认定记录) "在有效期内": 是否
    符合下列全部条件:
        已认定: 项.认定日 不晚于 当日
        未撤销: 项.撤销日 未填 或 项.撤销日 晚于 当日

定义 规模 "规模": 数
    按 人数:
        100 以上: 2
        10 以上: 1
        否则: 0
    例外 山区规模 @三: 山区 则 2
    例外 上市规模 @四 优先于 山区规模: 上市 则 3

层次 甲等 "甲等企业":
    有效期: 3年
    持有: 认定 中有一项 项: 项.类别 为 甲类，且 有效(项)

措施 补助 @二 "补助":
    责任单位: 未载明
    支持事项 设备补助 给予 "设备补助":
        条文:
            | 给予补助
        符合下列条件之一:
            大企业: 规模 不少于 2
            甲等: 持有 甲等
        金额: 投资额 × 10% 四舍五入到 1元
        上限: 100万元
"""


def policy(text: str = TEXT) -> Policy:
    """Return the policy of a text, which has no document."""
    return api.build(Source("补贴.pol", text), Path())


def decided(of: Policy, day: date = date(2023, 6, 1), readings: dict[str, str] | None = None, **facts: object) -> Decision:
    """Return the decision about an enterprise."""
    return of.decide(facts, day, readings)


def record(kind: str, since: str, **more: str) -> dict[str, str]:
    """Return a record of the policy."""
    return {"类别": kind, "认定日": since, **more}
