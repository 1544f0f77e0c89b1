"""A small policy with two awards and a title, for the tests of properties; each adds the properties that it is about."""

import policyrules

POLICY = """\
政策 甲政策 "示例":
    文号: "示〔2024〕1号"
    发文: "市政府"
    印发: 2024-01-01
    施行: 2024-01-01 至 2026-12-31

枚举 称号名: 小巨人、金种子

记录 认定记录:
    称号: 称号名
    撤销日: 日期 可不填

事实:
    企业名称: 文本
    营业收入: 金额 按年 0元 至 100亿元
    研发费用: 金额 按年 0元 至 100亿元
    职工: 整数 0 至 100000
    失信: 是否
    称号类: 称号名
    认定: 认定记录 列表
    总是 研发不超过营收: 研发费用[上年] 不高于 营业收入[上年]

定义 研发强度 = 研发费用[上年] / 营业收入[上年]

定义 受托评定 = 如果 职工 不超过 300 则 是 否则 待定 "市科技局"

层次 小巨人 "小巨人":
    有效期: 未载明
    持有: 认定 中有一项 甲: 甲.称号 为 小巨人，且 (甲.撤销日 未填 或 甲.撤销日 晚于 当日)
    达标: 研发强度 不低于 3%，且 职工 不超过 300

措施 奖励 @一 "奖励":
    责任单位: 未载明
    支持事项 甲奖 给予 "甲奖":
        条文:
            | 给予小巨人企业奖励
        对象: 持有 小巨人，且 非 失信，且 称号类 为 小巨人
        金额: 30万元
    支持事项 乙奖 给予 "乙奖":
        条文:
            | 给予规模以下企业补助
        对象: 营业收入[上年] 低于 2000万元，且 受托评定
        金额: 研发费用[上年] × 10%
        上限: 50万元
"""


def with_property(*lines: str, policy: str = POLICY, name: str = "要求") -> policyrules.Policy:
    """Return the policy with a property of some lines."""
    return policyrules.load(policy + f"\n普遍要求 {name}:\n" + "".join(f"    {line}\n" for line in lines))
