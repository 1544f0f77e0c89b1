"""A small policy with awards, for the tests of what decides and tells them."""

from collections.abc import Mapping

from policyrules.core.outline import Lowered
from policyrules.explain.decision import Decision
from tests.explain.pipeline import decide, lowered

HEAD = """\
政策 小 "小政策":
    文号: "小〔2022〕1号"
    发文: "小局"
    印发: 2021-12-31
    施行: 2022-01-01 至 2026-12-31
{rules}
记录 项目记录:
    名: 文本
    投资额: 金额 0元 至 1亿元
    验收日: 日期
    类: 文本

事实:
    甲数: 金额 0元 至 1亿元
    乙数: 金额 0元 至 1亿元
    丙数: 金额 0元 至 1亿元
    已领: 金额 0元 至 1亿元
    甲可: 是否
    乙可: 是否
    入驻日: 日期
    租金: 金额 按年
    项目: 项目记录 列表

"""

DAY = "2024-06-30"


def award(name: str, *lines: str, verb: str = "给予") -> str:
    """Return an entitlement with these lines."""
    written = "".join(f"        {line}\n" for line in lines)
    return f"    支持事项 {name} {verb}:\n        条文:\n            | {verb}奖励\n{written}"


def policy(*awards: str, rules: tuple[str, ...] = (), above: tuple[str, ...] = ()) -> Lowered:
    """Return a policy with one measure; `rules` stand at the measure, `above` at the policy."""
    head = HEAD.format(rules="".join(f"    {rule}\n" for rule in above))
    at_measure = "".join(f"    {rule}\n" for rule in rules)
    return lowered(f'{head}措施 奖励 @一 "资金奖励":\n    责任单位: 未载明\n{at_measure}{"".join(awards)}')


def decided(policy: Lowered, facts: Mapping[str, object], day: str = DAY) -> Decision:
    """Decide an enterprise."""
    return decide(policy, facts, day)


def project(
    name: str, invested: str | None, accepted: str | None = "2023-03-01", kind: str | None = "技改"
) -> dict[str, object]:
    """Return a record of the list 项目; what is `None` is unknown."""
    return {"名": name, "投资额": invested, "验收日": accepted, "类": kind}
