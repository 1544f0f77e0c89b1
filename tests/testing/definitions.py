"""Policies of one definition: to look at one operator at a time."""

import policyrules
from policyrules.backends.reference import evaluate
from policyrules.core.facts import read_case
from policyrules.testing.aiming.aiming import Trial, aim, goal
from policyrules.testing.aiming.goals import Wanted
from policyrules.testing.drawing.choices import Seeded
from policyrules.values.answers import Answer

HEAD = """\
政策 样 "样":
    文号: "样〔2024〕1号"
    发文: "样"
    印发: 2024-01-01
    施行: 2024-01-01 至 2026-12-31
    原文: "样.txt"
    语言: "zh"

枚举 级别: 国家、省、市

记录 奖:
    级别: 级别
    获奖日: 日期
    奖金: 金额 0元 至 1亿元
    撤销日: 日期 可不填

参数 利率: 比例
    2023-01-01: 3%
    2024-06-01: 4%
    完整至: 2025-12-31

疑义 算法 @一 "首日":
    选项 计入 "计入"
    选项 不计入 "不计入"
    采用: 计入
    因: "样"

事实:
    人数: 整数 0 至 1000
    另数: 整数 0 至 1000
    收入: 金额 按年 0元 至 10万亿元
    支出: 金额 0元 至 10万亿元
    占比: 比例 0% 至 100%
    成立日: 日期
    放款日: 日期
    期限: 时长
    级: 级别
    名称: 文本
    有证: 是否
    有照: 是否
    有奖: 是否
    获奖: 奖 列表

"""


def policy_of(definition: str) -> tuple[policyrules.Policy, int]:
    """Return a policy that defines 结论 so, and the node of it."""
    shown = '\n\n试算 "没有填":\n    日期: 2024-06-01\n    结论 应为 未知\n'
    policy = policyrules.load(f"{HEAD}定义 结论{definition}{shown}")
    return policy, dict(policy.outline.asked)["结论"]


def reached(definition: str, wanted: Wanted, seed: int = 1) -> Answer | None:
    """Aim the definition at an answer, and return what the reference evaluator then says; `None` where it was given up."""
    policy, index = policy_of(definition)
    trial = aim(policy, [goal(index, wanted)], Seeded(seed), tries=10)
    return None if trial is None else decided(policy, index, trial)


def decided(policy: policyrules.Policy, index: int, trial: Trial) -> Answer:
    case = read_case(policy.program, trial.facts, trial.day, dict(trial.readings))
    return evaluate(policy.program, case).values[index]
