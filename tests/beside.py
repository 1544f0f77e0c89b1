"""Policies that use one another, in files, and on pages in blocks that begin with a line such as "```pol 国标.pol"."""

import re
from pathlib import Path

from policyrules.checking.policy import CheckedPolicy
from policyrules.library import Library
from policyrules.source import Source

OTHER = re.compile(r"^```pol (\S+)\n(.*?)^```\n?", re.DOTALL | re.MULTILINE)


def others(page: str) -> dict[str, str]:
    """Return the other policies of a page, by the names of their files."""
    return {match[1]: match[2] for match in OTHER.finditer(page)}


def put(folder: Path, files: dict[str, str]) -> None:
    """Write policies into a folder."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


def examined(files: dict[str, str], folder: Path) -> CheckedPolicy:
    """Return the first policy, checked with those that it uses."""
    put(folder, files)
    name, text = next(iter(files.items()))
    return Library().examine(Source(name, text), folder, folder / name)


def codes(files: dict[str, str], folder: Path) -> list[str]:
    """Return the codes of what is wrong with the first policy; that no documents stand beside them is left out."""
    return [one.code for one in examined(files, folder).diagnostics if one.code != "source-missing"]


def head(name: str, number: str, in_force: str = "2021-08-01 至 2026-12-31") -> str:
    """Return the head of a policy."""
    return f'政策 {name} "{name}":\n    文号: "{number}"\n    发文: "某部"\n    印发: 2021-07-26\n    施行: {in_force}\n\n'


NATIONAL = (
    head("国家标准", "国标〔2021〕1号")
    + """枚举 称号名: 小巨人、其他

记录 认定记录:
    称号: 称号名
    认定日: 日期

事实:
    认定: 认定记录 列表
    营业收入: 金额 按年
    人数: 整数 0 至 5000

疑义 口径 "上年度的口径":
    选项 日历年
    选项 会计年
    采用: 日历年
    因: "惯例"

参数 利率: 比例
    2022-01-01: 3%
    2023-01-01: 2%
    完整至: 2030-01-01

定义 达到标准 @三 "达到标准":
    符合下列全部条件:
        营业收入[上年] 不低于 100万元
        口径 为 日历年

定义 较低额(额: 金额): 金额 = 较小者(额, 利率 × 1000万元)

评分 评价 @附件1 满分 20 合格线 10 "规模评价":
    指标 规模 满分 20 "规模":
        按 人数:
            100 以上: 20
            否则: 5

层次 小巨人 @附件3 "小巨人企业" 位次 1:
    有效期: 3年
    持有: 认定 中有一项: 称号 为 小巨人 且 当日 不晚于 认定日 + 3年
    达标: 达到标准
"""
)

LOCAL = (
    head("本地办法", "本地〔2023〕1号", "2023-01-01 起")
    + """引用 国标 "国标.pol"

事实:
    人数: 整数 1 至 10000

措施 奖励 @一 "奖励":
    责任单位: 未载明
    支持事项 甲 给予 "达标奖励":
        条文:
            | 给予奖励
        条件:
            符合下列全部条件:
                国标.达到标准
                人数 不少于 10
        金额: 国标.较低额(50万元)
    支持事项 乙 给予 "称号奖励":
        条文:
            | 给予奖励
        条件: 持有 国标.小巨人
    支持事项 丙 给予 "培育奖励":
        条文:
            | 给予奖励
        条件: 达标 国标.小巨人
    支持事项 丁 给予 "评价奖励":
        条文:
            | 给予奖励
        条件: 国标.评价 合格 且 国标.评价.规模 不低于 6 且 国标.利率 于 2022-06-01 高于 1%
"""
)

BOTH = {"本地.pol": LOCAL, "国标.pol": NATIONAL}
