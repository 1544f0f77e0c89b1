"""Two drafts of a small policy, and a register of all enterprises that differ in what the drafts ask, matched by each."""

from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

import policyrules
from policyrules.policy import Policy
from policyrules.register.views.viewed import Viewed
from tests.awards import HEAD, award
from tests.register.matched import matched

DAY = date(2024, 6, 30)


def draft(*awards: str, name: str = "小") -> Policy:
    head = (
        HEAD.format(rules="").replace("政策 小", f"政策 {name}").replace("事实:\n", "事实:\n    县: 文本\n    企业名称: 文本\n")
    )
    return policyrules.load(f'{head}措施 奖励 @一 "资金奖励":\n    责任单位: 未载明\n{"".join(awards)}')


#: 甲奖 is wider after and of thirds, 乙奖 stays, 旧奖 goes and 新奖 comes.
BEFORE = draft(
    award("甲奖", "符合下列全部条件:", "    甲可: 甲可", "    乙可: 乙可", "金额: 甲数 ÷ 3"),
    award("乙奖", "条件: 乙可", "金额: 较小者(甲数, 10万元)"),
    award("旧奖", "条件: 甲可"),
)
AFTER = draft(
    award("新奖", "条件: 乙可"),
    award("甲奖", "符合下列条件之一:", "    甲可: 甲可", "    乙可: 乙可", "金额: 较小者(甲数, 6元) ÷ 3 × 2"),
    award("乙奖", "条件: 乙可", "金额: 较小者(甲数, 10万元)"),
)

REGISTER: list[dict[str, Any]] = [
    {"企业名称": f"第{number}家", "县": county, "甲可": one, "乙可": other, "甲数": money}
    for number, (county, one, other, money) in enumerate(
        product(("东", "西", None), (True, False, None), (True, False, None), ("0元", "6元", "12元", None))
    )
]


def view(policy: Policy, register: list[dict[str, Any]], path: Path, on: date = DAY) -> Viewed:
    return matched(policy, register, on, path, name="企业名称", places=("县",))
