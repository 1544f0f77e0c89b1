"""A small policy into which tests put a condition or a definition, and what the edits make of it."""

import policyrules
from policyrules.testing.mutation.edits import Edit, edits

HEAD = """政策 甲 "甲办法":
    文号: "甲〔2023〕1号"
    发文: "甲市"
    印发: 2023-01-01
    施行: 2023-01-01 至 2025-12-31
    语言: "zh"

枚举 等级: 一级、二级、三级

记录 奖项:
    等级: 等级
    获奖日: 日期
    公布日: 日期
    奖金: 金额

事实:
    代码: 文本
    小微: 是否
    本市: 是否
    人数: 整数 0 至 100000
    占比: 比例 0% 至 100%
    营收: 金额 按年 0元 至 10亿元
    利润: 金额 按年 0元 至 10亿元
    成立日: 日期
    获奖: 奖项 列表
    类别: 等级

单位:
    工信局 "工信局"

"""

MEASURE = """
措施 支持 @一 "支持":
    责任单位: 工信局

    支持事项 补助 给予 "补助":
        条文:
            | 给予补助
"""


def policy(items: str, definitions: str = "", scenarios: str = "") -> policyrules.Policy:
    """Return a policy with one award, whose lines these are."""
    lines = "".join(f"        {line}\n" for line in items.strip().split("\n"))
    return policyrules.load(f"{HEAD}{definitions}{MEASURE}{lines}{scenarios}")


def slips(made: policyrules.Policy) -> list[tuple[str, str, str]]:
    """Return kind, before and after of the edits of all but the head of a policy."""
    return [(one.kind.value, *_shown(one)) for one in edits(made) if one.line > HEAD.count("\n")]


def _shown(edit: Edit) -> tuple[str, str]:
    return edit.words


def of_condition(condition: str, definitions: str = "") -> set[tuple[str, str, str]]:
    """Return the edits of a condition of the award, the loss of the whole of it apart."""
    whole = ("condition", f"条件: {condition}", "")
    return {one for one in slips(policy(f"条件: {condition}", definitions)) if one != whole}
